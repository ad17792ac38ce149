"""What stays while tables are told coarser: the rows and their edits, and what was found for the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module

import numpy as np
import pytest

from data.referentie.gebieden import gebieden
from data.registry.indicators import JONGEREN
from etl.intern import open_intern
from etl.intern.actief import counting_now
from etl.tellen import Tellingen, count_cells
from etl.werelden import Bewijzer, NietTeBewijzen, Verteld, read_earlier, with_edition
from etl.werelden.effecten import MAANDEN
from etl.werelden.grond import Cellen, Grond, cells_per_region, lay_ground
from etl.werelden.keten import Eerder
from etl.werelden.streek import Streek, prove_region
from etl.werelden.voorraad import translate
from tests.etl.keuring.toneel import deliver, make_rows, places, stage
from tests.etl.werelden.test_werelden import Proef, margins_of_one_table, proved

MODULE = import_module("etl.werelden.prove")
"""In its package the name stands for the function."""


@pytest.fixture(scope="module")
def tabel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    with proved(margins_of_one_table, tmp_path_factory.mktemp("grond")) as gemaakt:
        yield gemaakt


def without(tellingen: Tellingen, uitsplitsing: str, teleenheid: str = "") -> Tellingen:
    """The same counts, with one kind of table not told."""
    return replace(
        tellingen,
        cellen={
            c: replace(t, zichtbaar=False) if c.uitsplitsing == uitsplitsing and teleenheid in {"", c.teleenheid} else t
            for c, t in tellingen.cellen.items()
        },
    )


def test_stages_one_by_one_come_to_the_same_proof(tabel: Proef) -> None:
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    verwacht = bewijzer.expect(tabel.tellingen)
    assert tabel.bewijs.onveilig <= verwacht.onderdrukt
    assert verwacht.onveilig == tabel.bewijs.onveilig
    bewijzer.widen(tabel.tellingen)
    assert bewijzer.prove(tabel.tellingen).onderdrukt == tabel.bewijs.onderdrukt


def test_the_same_cells_are_not_proved_again(tabel: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    eerst = bewijzer.prove(tabel.tellingen)

    def refuse(*_: object) -> None:
        raise AssertionError

    for wat in ("search", "small_groups", "_hide_more"):
        monkeypatch.setattr(f"etl.werelden.streek.{wat}", refuse)
    assert bewijzer.prove(tabel.tellingen).onderdrukt == eerst.onderdrukt


def test_a_coarser_choice_begins_with_the_worlds_of_the_finer(tabel: Proef) -> None:
    grover = without(tabel.tellingen, "maand")
    fris = Bewijzer(tabel.verbinding, tabel.waar).prove(grover)
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    bewijzer.prove(tabel.tellingen)
    weer = bewijzer.prove(grover)
    assert weer.programmas < fris.programmas
    assert weer.werelden
    assert not [c for c in weer.onderdrukt if c.uitsplitsing == "maand"]


def test_blocks_are_made_anew_only_where_other_jongeren_are_told(tabel: Proef) -> None:
    grond = lay_ground(tabel.verbinding, tabel.waar, tabel.tellingen, ())
    anders = without(tabel.tellingen, "maand")
    assert lay_ground(tabel.verbinding, tabel.waar, anders, (), grond) is grond
    minder = without(tabel.tellingen, "totaal", JONGEREN)
    assert lay_ground(tabel.verbinding, tabel.waar, minder, (), grond) is not grond


@pytest.fixture(scope="module")
def vrijer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Grond, Grond]:
    """The ground of two regions, and when one of them tells nothing in jongeren any more."""
    toneel = replace(places([40, 30]), regios={"PR01": ["GM9001"], "PR02": ["GM9002"]})
    with stage(toneel, tmp_path_factory.mktemp("vrijer")):
        deliver(toneel, make_rows(toneel))
        with open_intern(schrijven=True) as verbinding:
            tellingen = count_cells(verbinding, gebieden())
            eerst = lay_ground(verbinding, gebieden(), tellingen, ())
            minder = {
                c: replace(t, zichtbaar=t.zichtbaar and (c.teleenheid != JONGEREN or c.gebied in {"GM9002", "PR02"}))
                for c, t in tellingen.cellen.items()
            }
            return eerst, lay_ground(verbinding, gebieden(), replace(tellingen, cellen=minder), (), eerst)


def test_what_one_region_tells_in_jongeren_binds_no_case_of_another(vrijer: tuple[Grond, Grond]) -> None:
    eerst, daarna = vrijer
    assert daarna.changed_since(eerst) == {"PR01"}
    van_eerst, van_daarna = ([b for b in g.blokken if b.regio == "PR02"] for g in vrijer)
    assert all(b is a for a, b in zip(van_eerst, van_daarna, strict=True))
    toen, nu = (g.zaken.rijen.groupby("gemeente").alleen.sum() for g in (eerst, daarna))
    assert nu["GM9001"] > toen["GM9001"]
    assert nu["GM9002"] == toen["GM9002"]


def test_edits_are_the_same_edits_where_rows_became_free(vrijer: tuple[Grond, Grond]) -> None:
    """A row that becomes another in a pool of its own does so among those that are alone."""
    eerst, daarna = vrijer
    namen = list(eerst.nummer)
    over = 0
    for oud in (b for b in eerst.blokken if b.regio == "PR01"):
        (nieuw,) = (b for b in daarna.blokken if (b.regio, b.jaar) == (oud.regio, oud.jaar))
        for pool in np.flatnonzero(~oud.alleen).tolist():
            erbij, eraf = (oud.kolommen.index[(oud.kolommen.pool == pool) & (oud.kolommen.teken == t)] for t in (1, -1))
            x = np.zeros(len(oud.kolommen), dtype=np.int64)
            x[[erbij[0], eraf[-1]]] = 1
            y = translate(x, oud, nieuw)
            over += bool(y.any())
            was, wordt = (
                np.bincount(b.cel, weights=b.effect * e[b.kolom], minlength=len(namen))
                for b, e in ((oud, x), (nieuw, y))
            )
            zaken = np.array([c.teleenheid != JONGEREN for c in namen])
            assert not y.any() or (was == wordt)[zaken].all()
    assert over


def test_edits_of_rows_that_are_not_free_any_more_are_left(vrijer: tuple[Grond, Grond]) -> None:
    eerst, daarna = vrijer
    vrij = next(b for b in daarna.blokken if b.regio == "PR01")
    streng = next(b for b in eerst.blokken if (b.regio, b.jaar) == (vrij.regio, vrij.jaar))
    over = [translate(np.eye(len(vrij.kolommen), dtype=np.int64)[n], vrij, streng).sum() for n in range(50)]
    assert set(over) == {0, 1}


def test_a_block_keeps_the_entries_of_what_is_told(tabel: Proef) -> None:
    """Every entry of a told cell, under the number that this choice gives it, and no other."""
    grond = lay_ground(tabel.verbinding, tabel.waar, tabel.tellingen, ())
    (regio,) = {b.regio for b in grond.blokken}
    cellen = cells_per_region(with_edition((), without(tabel.tellingen, "maand")), {})[regio]
    namen = list(grond.nummer)
    for heel, deel in zip(grond.blokken, grond.blocks(regio, cellen.sleutels), strict=True):
        want = {
            (k, namen[c], e)
            for k, c, e in zip(heel.kolom.tolist(), heel.cel.tolist(), heel.effect.tolist(), strict=True)
            if namen[c] in cellen.nummer
        }
        got = zip(deel.kolom.tolist(), deel.cel.tolist(), deel.effect.tolist(), strict=True)
        assert {(k, cellen.sleutels[c], e) for k, c, e in got} == want
        assert len(np.unique(deel.cel)) < len(np.unique(heel.cel))


def told(tabel: Proef) -> Eerder:
    """The same deliveries, published once."""
    weg = tabel.bewijs.onderdrukt
    status = {c: "onderdrukt" if c in weg else "gepubliceerd" for c, t in tabel.tellingen.cellen.items() if t.zichtbaar}
    leveringen = counting_now(tabel.verbinding)
    return read_earlier(tabel.verbinding, tabel.waar, [Verteld(leveringen, status)])


def test_what_did_not_change_is_taken_apart_only_when_it_must(tabel: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[Streek] = []

    def refuse_once(streek: Streek, cellen: Cellen, melden: Callable[[str], None]) -> None:
        gevraagd.append(streek)
        if len(gevraagd) == 1:
            raise NietTeBewijzen("zo niet")
        prove_region(streek, cellen, melden)

    monkeypatch.setattr(MODULE, "prove_region", refuse_once)
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar, eerder=told(tabel))
    assert bewijzer.prove(tabel.tellingen).onderdrukt >= tabel.bewijs.onveilig
    heel, uiteen = ([len(b.stammen) for b in s.blokken] for s in gevraagd)
    assert len(heel) == len(uiteen)
    assert all(een < twee for een, twee in zip(heel, uiteen, strict=True))
    bewijzer.prove(tabel.tellingen)
    assert len(gevraagd) == 3 and gevraagd[2] is gevraagd[1]


def test_one_edition_is_never_taken_apart(tabel: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NietTeBewijzen("zo niet")

    monkeypatch.setattr(MODULE, "prove_region", refuse)
    monkeypatch.setattr(MODULE, "take_apart", lambda *_: pytest.fail("taken apart"))
    with pytest.raises(NietTeBewijzen, match="zo niet"):
        Bewijzer(tabel.verbinding, tabel.waar).prove(tabel.tellingen)


def test_nobody_comes_or_moves_to_a_month_after_the_peildatum(tabel: Proef) -> None:
    """Loading refuses such a row, so no world may have it."""
    eerder = {sleutel: replace(h, peildatum=date(2025, 2, 10)) for sleutel, h in tabel.tellingen.herkomst.items()}
    for herkomst, maanden in ((tabel.tellingen.herkomst, set(MAANDEN)), (eerder, {8, 9, 10, 11, 12, 1, 2})):
        grond = lay_ground(tabel.verbinding, tabel.waar, replace(tabel.tellingen, herkomst=herkomst), ())
        (blok,) = (b for b in grond.blokken if b.jaar == 2024)
        erbij = blok.kolommen[(blok.kolommen.marge == "maand") & (blok.kolommen.teken > 0)]
        assert set(erbij.categorie) == maanden
