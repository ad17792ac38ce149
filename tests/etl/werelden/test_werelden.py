"""Worlds: possible deliveries that agree with all that is shown, found, made into rows, and counted by others too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.referentie.gebieden import Gebieden, gebieden
from data.referentie.schooljaar import einde
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN
from etl.aanval import Openbaar, examine
from etl.intern import open_intern
from etl.tellen import Tellingen, count_cells
from etl.werelden import Bewijs, NietTeBewijzen, judge, number, prove, read_worlds, recount, write_worlds
from tests.etl import tweeling
from tests.etl.keuring.toneel import PEILDATUM, Toneel, active_rows, deliver, make_rows, places, stage, whole_worlds

LAATSTE = PEILDATUM + timedelta(days=1)


@dataclass(frozen=True)
class Proef:
    """A scene that was counted and proved, with the connection still open."""

    waar: Gebieden
    verbinding: Connection
    tellingen: Tellingen
    primair: frozenset[CelSleutel]
    bewijs: Bewijs

    @property
    def zichtbaar(self) -> dict[CelSleutel, int]:
        return {c: t.waarde for c, t in self.tellingen.cellen.items() if t.zichtbaar}

    @property
    def geteld(self) -> dict[CelSleutel, int]:
        return {c: n for c, n in self.zichtbaar.items() if INDICATOREN[c.indicator].herkomst == "werkprocessen"}

    def worlds(self) -> Iterator[list[dict[str, Any]]]:
        """Each world as a whole delivery."""
        assert self.bewijs.paren is not None
        return whole_worlds(active_rows(self.verbinding), self.bewijs.paren)


def small(cellen: dict[CelSleutel, int]) -> frozenset[CelSleutel]:
    klein = {c._replace(teleenheid="") for c, n in cellen.items() if 1 <= n < 5}
    return frozenset(c for c in cellen if c._replace(teleenheid="") in klein)


def one_of_each(soort: str, leeftijd: int, aantallen: tuple[int, int]) -> list[dict[str, Any]]:
    """Open cases of persons with one case each, in two gemeenten."""
    return [
        {
            "persoon": f"{soort}{n}-{m}",
            "gemeente_code": f"GM900{n}",
            "soort": soort,
            "subsoort": None,
            "onderwijssoort": "mbo" if leeftijd >= 16 else "po",
            "startdatum": date(2024, 10, 2),
            "einddatum": None,
            "afhandeling": None,
            "leeftijd_bij_start": leeftijd,
            "leeftijd_op_peildatum": leeftijd,
        }
        for n, aantal in enumerate(aantallen, start=1)
        for m in range(aantal)
    ]


def margins_of_one_table() -> tuple[Toneel, list[dict[str, Any]]]:
    """Three jib in a gemeente: what it has of 18 and over, less its vsv, because nobody of that age has verlof."""
    rijen = one_of_each("jib", 24, (3, 15)) + one_of_each("vsv", 20, (20, 30)) + one_of_each("verlof", 8, (12, 14))
    return places([0, 0]), rijen


def a_busy_region() -> tuple[Toneel, list[dict[str, Any]]]:
    toneel = places([40, 25])
    volwassen = {"jib", "jikp", "vsv", "verzuim_18plus", "preventie"}
    return toneel, [r for r in make_rows(toneel) if r["leeftijd_bij_start"] < 18 or r["soort"] in volwassen]


@pytest.fixture(scope="module", params=[margins_of_one_table, a_busy_region])
def proef(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    with proved(request.param, tmp_path_factory.mktemp("werelden")) as gemaakt:
        yield gemaakt


@pytest.fixture(scope="module")
def tabel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    """The smaller of the two, for what proves more than once."""
    with proved(margins_of_one_table, tmp_path_factory.mktemp("tabel")) as gemaakt:
        yield gemaakt


@contextmanager
def proved(maak: Callable[[], tuple[Toneel, list[dict[str, Any]]]], map_: Path) -> Iterator[Proef]:
    """A scene in a database of its own, as long as the block lasts."""
    toneel, rijen = maak()
    with stage(toneel, map_):
        deliver(toneel, rijen)
        with open_intern(schrijven=True) as verbinding:
            tellingen = count_cells(verbinding, gebieden())
            primair = small({c: t.waarde for c, t in tellingen.cellen.items() if t.zichtbaar})
            bewijs = prove(verbinding, gebieden(), tellingen)
            yield Proef(gebieden(), verbinding, tellingen, primair, bewijs)


def public(proef: Proef, onderdrukt: frozenset[CelSleutel]) -> Openbaar:
    return Openbaar(
        getoond={c: float(n) for c, n in proef.zichtbaar.items() if c not in onderdrukt},
        onderdrukt=onderdrukt,
        delen_van=proef.tellingen.delen_van,
        niets_eerder=False,
    )


def test_who_attacks_from_the_contract_finds_nothing_where_he_did(proef: Proef) -> None:
    assert not examine(public(proef, proef.primair)).veilig
    assert proef.primair <= proef.bewijs.onderdrukt
    assert not [v[:2] for v in examine(public(proef, proef.bewijs.onderdrukt)).vondsten]


def test_a_count_written_apart_makes_of_every_world_what_is_shown(proef: Proef) -> None:
    regio_van, jaren = proef.tellingen.regio_van, sorted({c.schooljaar for c in proef.geteld})
    laagst, hoogst = dict(proef.geteld), dict(proef.geteld)
    for rijen in proef.worlds():
        gewoon = tweeling.count(
            rijen, regio_van, vocabulary.AFHANDELINGSGROEPEN, lambda _, jaar: min(einde(jaar), LAATSTE), jaren
        )
        wereld = {c: gewoon.get(tuple(c), 0) for c in proef.geteld}
        assert {c: n for c, n in wereld.items() if c not in proef.bewijs.onderdrukt} == {
            c: n for c, n in proef.geteld.items() if c not in proef.bewijs.onderdrukt
        }
        laagst = {c: min(n, wereld[c]) for c, n in laagst.items()}
        hoogst = {c: max(n, wereld[c]) for c, n in hoogst.items()}
    onzeker = proef.bewijs.onderdrukt - proef.bewijs.vast
    assert onzeker
    assert all(hoogst[c] - laagst[c] >= 5 for c in onzeker)


def test_a_world_is_a_delivery_that_can_be(proef: Proef) -> None:
    for rijen in proef.worlds():
        geboren: dict[str, tuple[date, date]] = {}
        for r in rijen:
            assert r["startdatum"] <= (r["einddatum"] or r["startdatum"]) <= LAATSTE
            subsoort, afhandeling = ("" if pd.isna(r[k]) else r[k] for k in ("subsoort", "afhandeling"))
            assert bool(r["einddatum"]) == bool(afhandeling)
            assert not afhandeling or afhandeling in vocabulary.AFHANDELINGEN[r["soort"]]
            assert subsoort in (vocabulary.SUBSOORTEN.get(r["soort"]) or ("",))
            if str(r["persoon"]).startswith("nieuw"):
                assert r["soort"] != "jib" or r["leeftijd_bij_start"] >= 18
                vroegst = years_before(r["startdatum"], r["leeftijd_bij_start"] + 1)
                laatst = years_before(r["startdatum"], r["leeftijd_bij_start"])
                eerder = geboren.get(r["persoon"], (vroegst, laatst))
                geboren[r["persoon"]] = max(eerder[0], vroegst), min(eerder[1], laatst)
        assert all(vroegst <= laatst for vroegst, laatst in geboren.values())


def years_before(dag: date, jaren: int) -> date:
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


def test_kept_worlds_prove_the_same_and_cases_counted_twice_are_noticed(proef: Proef) -> None:
    assert proef.bewijs.paren is not None
    write_worlds(proef.verbinding, "p1", proef.bewijs)
    bewaard = read_worlds(proef.verbinding, "p1")
    assert bewaard is not None
    assert read_worlds(proef.verbinding, "p2") is None
    paren = bewaard.paren
    assert bewaard.vast == proef.bewijs.vast
    assert bewaard.groepen == proef.bewijs.groepen
    assert bewaard.verschillen == proef.bewijs.verschillen
    onderdrukt = proef.bewijs.onderdrukt
    sleutels, nummers = number(proef.zichtbaar, proef.tellingen.regio_van)
    oordeel = judge(recount(proef.verbinding, proef.waar, paren, nummers), sleutels, onderdrukt, {})
    assert all(oordeel.klopt)
    assert not oordeel.narrow(onderdrukt - bewaard.vast)
    meer = pd.concat([paren, paren[~paren.echt.astype(bool) & (paren.nummer == paren.nummer.min())]])
    anders = judge(recount(proef.verbinding, proef.waar, meer, nummers), sleutels, onderdrukt, {})
    assert not anders.klopt[int(paren.nummer.min())]


def test_a_shown_cell_that_was_hidden_is_noticed(proef: Proef) -> None:
    assert proef.bewijs.paren is not None
    sleutels, nummers = number(proef.zichtbaar, proef.tellingen.regio_van)
    verschil = recount(proef.verbinding, proef.waar, proef.bewijs.paren, nummers)
    getoond = max(proef.primair)
    oordeel = judge(verschil, sleutels, proef.bewijs.onderdrukt - {getoond}, {})
    assert not all(oordeel.klopt)
    assert oordeel.narrow(proef.bewijs.onderdrukt - proef.bewijs.vast - {getoond})


def test_what_a_report_told_moves_in_no_world(tabel: Proef) -> None:
    bekend = max(tabel.bewijs.onderdrukt - tabel.primair - tabel.bewijs.vast)
    bewijs = prove(tabel.verbinding, tabel.waar, tabel.tellingen, kennis={bekend})
    assert bewijs.paren is not None
    sleutels, nummers = number(tabel.zichtbaar, tabel.tellingen.regio_van)
    verschil = recount(tabel.verbinding, tabel.waar, bewijs.paren, nummers)
    assert not verschil[:, sleutels.index(bekend)].any()
    assert bekend not in bewijs.onderdrukt


def test_what_cannot_be_proved_is_refused(tabel: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.werelden.search.RONDES", 0)
    with pytest.raises(NietTeBewijzen):
        prove(tabel.verbinding, tabel.waar, tabel.tellingen)


def test_the_same_rows_give_the_same_worlds(tabel: Proef) -> None:
    weer = prove(tabel.verbinding, tabel.waar, tabel.tellingen)
    assert weer.onderdrukt == tabel.bewijs.onderdrukt
    assert weer.paren is not None
    assert tabel.bewijs.paren is not None
    pd.testing.assert_frame_equal(weer.paren, tabel.bewijs.paren)
