"""No public door tells anything of a hidden count: what is hidden may be anything, and nothing that comes out changes.

Deliveries are published whose tables show exactly the same and whose hidden counts differ: the true one, and worlds of
its proof, which are such deliveries. Then every door of each is opened: pages, what Dash answers, downloads, what does
not exist, logs, the public file, the export. One byte of difference would be a way to tell them apart.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import create_engine, select

from data.cells.cells import CelSleutel, Telling
from data.publication import schema_publiek as tabel
from data.publication.readmodel import beeld
from data.referentie.gebieden import gebieden
from data.views.side_by_side import compare_places
from etl.intern import open_intern
from etl.tafelkeuze import Keuze, choose, told
from etl.tellen import Tellingen
from etl.werelden import Bewijs, number, recount
from tests.conftest import ROOT
from tests.deurenronde import PROGRAMMAS
from tests.etl.keuring.toneel import (
    PEILDATUM,
    Rij,
    active_rows,
    deliver,
    make_rows,
    places,
    publish_now,
    whole_worlds,
    write_reference,
)

TONEEL = places([90, 60, 40, 25, 20], zaad=4)
MEESTE_DEUREN = 165
MOMENT = datetime(2025, 9, 2, 12, tzinfo=UTC)
WERELDEN = 2
"""So many worlds are published beside the truth."""


@dataclass(frozen=True)
class Meerling:
    """Publications that nobody may be able to tell apart, the true one first, and what was behind them."""

    mappen: tuple[Path, ...]
    geteld: tuple[Mapping[CelSleutel, Telling], ...]
    verborgen: frozenset[CelSleutel]

    @property
    def anders(self) -> set[CelSleutel]:
        """The hidden cells that differ in some world."""
        echt, *werelden = self.geteld
        return {cel for cel in self.verborgen if any(wereld[cel].waarde != echt[cel].waarde for wereld in werelden)}


class Klok:
    """Stands still, so that publications have one name."""

    @staticmethod
    def now(_zone: object) -> datetime:
        return MOMENT


@dataclass(frozen=True)
class Gekozen:
    """How fine each table is told, what is told then, and what of it is hidden."""

    stappen: Keuze
    verteld: Tellingen
    bewijs: Bewijs


@pytest.fixture(scope="module")
def meerling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meerling]:
    map_ = tmp_path_factory.mktemp("deuren")
    write_reference(TONEEL, map_ / "referentie")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEERRECHT_REFERENTIE", str(map_ / "referentie"))
        patch.delenv("DATABASE_URL", raising=False)
        patch.setattr("etl.publicatie.publiceren.datetime", Klok)
        mappen = [map_ / naam for naam in "abc"]
        keuze = _publish(patch, mappen[0], [_born_once(rij) for rij in make_rows(TONEEL)], None)
        geteld = [keuze.verteld.cellen]
        for ander, (nummer, rijen) in zip(mappen[1:], _worlds(keuze), strict=True):
            daar = replace(keuze, bewijs=replace(keuze.bewijs, paren=_seen_from(keuze.bewijs.paren, nummer)))
            geteld.append(_publish(patch, ander, rijen, daar).verteld.cellen)
        yield Meerling(tuple(mappen), tuple(geteld), keuze.bewijs.onderdrukt)


def _born_once(rij: Rij) -> Rij:
    """With ages of one date of birth: a world in which a mistake of a register is undone has to be a delivery too."""
    begin = rij["leeftijd_bij_start"]
    start, peil = rij["startdatum"], PEILDATUM + timedelta(days=1)
    geboren = date(TONEEL.eerste_jaar - begin, 2, 1)
    leeftijd, op_peildatum = (dag.year - geboren.year - (dag.month < 2) for dag in (start, peil))
    onderwijs = "po" if leeftijd < 12 else rij["onderwijssoort"].replace("po", "vo")
    return {
        **rij,
        "persoon": f"{rij['persoon']}-{begin}",
        "onderwijssoort": onderwijs,
        "leeftijd_bij_start": leeftijd,
        "leeftijd_op_peildatum": op_peildatum,
    }


def _publish(patch: pytest.MonkeyPatch, map_: Path, rijen: Sequence[Rij], keuze: Gekozen | None) -> Gekozen:
    """Deliver and publish; with what was chosen, or `keuze` in its place."""
    gezien: list[Gekozen] = []

    def chosen(tellingen: Tellingen, begin: Keuze, hide: Any, *_eerst: Any) -> tuple[Keuze, Tellingen, Bewijs]:
        if keuze is None:
            gezien.append(Gekozen(*choose(tellingen, begin, hide)))
        else:
            gezien.append(Gekozen(keuze.stappen, told(tellingen, keuze.stappen), keuze.bewijs))
        return gezien[0].stappen, gezien[0].verteld, gezien[0].bewijs

    patch.setenv("LEERRECHT_DATA", str(map_))
    patch.setattr("etl.publicatie.publiceren.choose", chosen)
    deliver(TONEEL, rijen)
    publish_now(map_ / "uit")
    return gezien[0]


def _seen_from(paren: pd.DataFrame | None, hier: int) -> pd.DataFrame:
    """The same worlds, as they are told where the world with number `hier` is the truth; that one is the truth of then.

    Who differs from then there or in a world has the rows of there in truth, and in that world those of that world.
    """
    assert paren is not None
    paren = paren.assign(echt=paren.echt.astype(bool))
    eigen = paren[paren.nummer == hier]
    delen = [eigen.assign(echt=~eigen.echt)]
    for nummer, deel in paren[paren.nummer != hier].groupby("nummer"):
        waar = [eigen[~eigen.echt], deel[deel.echt & ~deel.persoon.isin(eigen.persoon)]]
        gemaakt = [deel[~deel.echt], eigen[eigen.echt & ~eigen.persoon.isin(deel.persoon)]]
        delen += [rijen.assign(nummer=nummer, echt=True) for rijen in waar]
        delen += [rijen.assign(nummer=nummer, echt=False) for rijen in gemaakt]
    return pd.concat(delen, ignore_index=True)


def _worlds(keuze: Gekozen) -> list[tuple[int, list[Rij]]]:
    """The worlds that together move the most hidden cells, with their numbers."""
    paren = keuze.bewijs.paren
    assert paren is not None
    _, plekken = number(sorted(keuze.bewijs.onderdrukt), keuze.verteld.regio_van)
    with open_intern(schrijven=True) as verbinding:
        beweegt = recount(verbinding, gebieden(), paren, plekken) != 0
        werelden = dict(zip(sorted(paren.nummer.unique()), whole_worlds(active_rows(verbinding), paren), strict=True))
    gekozen: list[int] = []
    while len(gekozen) < WERELDEN:
        nieuw = (beweegt & ~beweegt[gekozen].any(axis=0)).sum(axis=1)
        gekozen.append(int(np.argmax(nieuw)))
    return [(n, werelden[n]) for n in gekozen]


def read_tables(map_: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of the public file, without what only says which publication it is."""
    engine = create_engine(f"duckdb:///{map_ / 'publiek.duckdb'}", connect_args={"read_only": True})
    with engine.connect() as verbinding:
        alles = {
            naam: [dict(rij._mapping) for rij in verbinding.execute(select(t))]
            for naam, t in tabel.metadata.tables.items()
        }
    engine.dispose()
    return alles


def test_they_really_differ_in_much_that_is_hidden(meerling: Meerling) -> None:
    """Else the tests below would compare a thing with itself."""
    assert len(meerling.anders) > 0.6 * len(meerling.verborgen)
    echt, *werelden = meerling.geteld
    for wereld in werelden:
        assert not [
            c for c, t in echt.items() if t.zichtbaar and c not in meerling.verborgen and wereld[c].waarde != t.waarde
        ]


def test_the_public_file_is_the_same_but_for_its_keyed_fingerprint(meerling: Meerling) -> None:
    tabellen = [read_tables(map_) for map_ in meerling.mappen]
    vingers = {alles["publicatie"][0].pop("vingerafdruk") for alles in tabellen}
    assert all(alles == tabellen[0] for alles in tabellen)
    assert len(vingers) == len(tabellen)


def test_the_fingerprint_cannot_be_made_without_the_key_of_the_installation(meerling: Meerling) -> None:
    """Or anyone could try which hidden counts give the fingerprint that stands in the public file."""
    from etl.publicatie.merk import fingerprint_told

    tellingen = Tellingen(dict(meerling.geteld[0]), {}, frozenset(), {})
    assert fingerprint_told(tellingen, (), b"een heel lange sleutel") != fingerprint_told(
        tellingen, (), b"een andere lange sleutel"
    )


def test_a_hidden_cell_has_nothing_but_its_status_in_the_public_file(meerling: Meerling) -> None:
    rijen = [r for r in read_tables(meerling.mappen[0])["cijfer"] if r["status"] == "onderdrukt"]
    assert {tuple(r[naam] for naam in CelSleutel._fields) for r in rijen} >= {tuple(c) for c in meerling.verborgen}
    assert {r["waarde"] for r in rijen} | {r["noemer"] for r in rijen} == {None}


def test_the_export_is_the_same(meerling: Meerling) -> None:
    uit = [{f.name: f.read_bytes() for f in sorted((map_ / "uit").iterdir())} for map_ in meerling.mappen]
    assert all(bestanden == uit[0] for bestanden in uit)


@pytest.fixture(scope="module")
def deuren(meerling: Meerling, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What came out of each door of each, the internal database out of reach."""
    gevonden = []
    for n, map_ in enumerate(meerling.mappen):
        publiek = tmp_path_factory.mktemp(f"publiek{n}")
        (publiek / "publiek.duckdb").symlink_to((map_ / "publiek.duckdb").resolve())
        uit = publiek / "ronde.json"
        omgeving = {
            "LEERRECHT_DATA": str(publiek),
            "LEERRECHT_REFERENTIE": str(map_.parent / "referentie"),
            "LEERRECHT_URL": "https://voorbeeld.test",
        }
        _walk(uit, omgeving)
        gevonden.append(json.loads(uit.read_text(encoding="utf-8")))
    return gevonden


def _walk(uit: Path, omgeving: Mapping[str, str]) -> None:
    """In a process of its own; Dash writes attributes in the order of a set, which the hash seed decides."""
    schoon = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "LOG_LEVEL"}}
    opdracht = [sys.executable, "-m", "tests.deurenronde", str(uit), str(MEESTE_DEUREN)]
    klaar = subprocess.run(
        opdracht,
        cwd=ROOT,
        env={**schoon, **omgeving, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr[-3000:]


def test_every_door_of_each_gives_the_same(deuren: list[dict[str, str]]) -> None:
    echt, *werelden = deuren
    for wereld in werelden:
        assert wereld.keys() == echt.keys()
        assert not [deur for deur in echt if echt[deur] != wereld[deur]]


def test_the_walk_came_past_every_kind_of_door(deuren: list[dict[str, str]]) -> None:
    adressen = " ".join(deuren[0])
    for deel in (
        "GET /gemeente/",
        "DASH /gemeente/",
        "GET /vergelijken?",
        "/download/vergelijken.csv",
        "/download/vergelijken.svg",
        "/download/cijfers.csv",
        "GET /metrics",
        "LOG",
        "beeld=trechter",
        "/download/ontwikkeling",
        "/download/onderverdeling",
        "ETAG /api/v1/cijfers?",
        "cursor=",
        "/download/cijfers.parquet",
        "/feeds/site.atom",
        "/catalogus.ttl",
        "GET /jaarverslag/",
        ".pdf",
        ".docx",
        "/qr.svg",
        "/wijzigingen",
        "/download/publicaties/",
        "/insluiten/tegel/",
        "/insluiten/beeld/",
        "/oembed?",
        "ANDERS HEAD /api/v1/cijfers?",
    ):
        assert deel in adressen, deel
    assert {inhoud.split("\n")[0] for deur, inhoud in deuren[0].items() if deur.startswith("DASH")} == {"200"}
    assert {deuren[0][f"ANDERS GET {adres} {{}}"][:3] for adres in PROGRAMMAS} == {"200"}
    alles = " ".join(deuren[0].values())
    assert "de rest van " in alles  # what a gemeente is held against is a figure too


def test_nothing_stands_beside_a_hidden_figure_in_any_download(deuren: list[dict[str, str]]) -> None:
    """In each file of figures: a line that says `onderdrukt` (or `afgeschermd`) has no number of its own."""
    nagekeken = 0
    for deur, inhoud in deuren[0].items():
        if deur.startswith("GET ") and ".csv" in deur and inhoud.startswith("200"):
            teken = ";" if "-spreadsheet" in deur else ","
            for rij in csv.DictReader(io.StringIO(inhoud.split("\n", 2)[2].lstrip("\ufeff")), delimiter=teken):
                if {"onderdrukt", "afgeschermd"} & set(rij.values()):
                    nagekeken += 1
                    assert not [k for k in rij if k in EIGEN_GETALLEN and rij[k]], (deur, rij)
    assert nagekeken > 15


EIGEN_GETALLEN = (
    "waarde",
    "noemer",
    "aantal_laag",
    "aantal_hoog",
    "vergelijkwaarde",
    "interval_95_laag",
    "interval_95_hoog",
    "teller",
    "aandeel",
    "per_1000",
    "laag",
    "hoog",
    "ondergrens",
    "bovengrens",
    "rang",
    "plek",
    "verschil",
    "oordeel",
)


def test_no_true_share_or_rate_of_a_hidden_count_stands_anywhere(
    deuren: list[dict[str, str]], meerling: Meerling
) -> None:
    """`3 van de 2.275` and its percentage, as people and as computers write them.

    Unless a count that is shown is the same: with six jongeren shown, six hidden werkprocessen are not what was told.
    """
    cellen = meerling.geteld[0]
    getoond = {
        (cel.gebied, cel.schooljaar, telling.waarde)
        for cel, telling in cellen.items()
        if telling.zichtbaar and cel not in meerling.verborgen
    }
    gevonden = []
    alles = {deur: inhoud for deur, inhoud in deuren[0].items() if not deur.startswith("LOG")}
    for cel in meerling.verborgen:
        noemer = cellen.get(CelSleutel("jongeren_5_18", "jongeren", cel.gebied, cel.schooljaar))
        x = cellen[cel].waarde
        elders = (cel.gebied, cel.schooljaar, x) in getoond
        if noemer and x and noemer.waarde > 1000 and cel.uitsplitsing == "totaal" and not elders:
            gevonden += [
                (cel, tekst, deur)
                for tekst in _forms(x, noemer.waarde)
                for deur, inhoud in alles.items()
                if tekst in inhoud
            ]
    assert not gevonden


def _forms(x: int, n: int) -> list[str]:
    punten = f"{n:,}".replace(",", ".")
    delen = [f"{100 * x / n:.4f}", f"{100 - 100 * x / n:.4f}", f"{1000 * x / n:.4f}"]
    return [f" {x} van de {punten} ", f" {x} van {punten} ", *delen, *(deel.replace(".", ",") for deel in delen)]


def test_the_rest_of_a_region_is_worked_out_from_what_is_shown_and_from_nothing_else(
    meerling: Meerling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shown region less the shown gemeente; nothing where the own figure is hidden."""
    gemaakt = 0
    for map_ in meerling.mappen:
        monkeypatch.setenv("LEERRECHT_DATA", str(map_))
        monkeypatch.setenv("LEERRECHT_REFERENTIE", str(map_.parent / "referentie"))
        live = beeld()
        totalen = [c.sleutel for c in live.alle_berekend() if c.sleutel.uitsplitsing == "totaal"]
        gemeenten = {g.code: g for g in live.gemeenten()}
        for sleutel in (s for s in totalen if s.gebied in gemeenten):
            regio = gemeenten[sleutel.gebied].regio or ""
            naast = compare_places(live, sleutel, "levering", live.gemeenten(regio), None, regio)
            eigen, samen = naast.eigen, live.berekend(sleutel._replace(gebied=regio))
            assert eigen is not None
            if not eigen.telling.cijfer.is_bekend:
                assert eigen.maatstaf is None and eigen.plek is None, sleutel
            elif eigen.maatstaf is not None and samen.is_bekend and not naast.indicator.is_percentage:
                verwacht = (samen.waarde or 0) - (eigen.telling.cijfer.waarde or 0)
                assert (eigen.maatstaf.wat, eigen.maatstaf.laag, eigen.maatstaf.hoog) == ("rest", verwacht, verwacht)
                gemaakt += 1
            elif eigen.maatstaf is not None and not naast.indicator.is_percentage:
                anderen = [r.telling.laag for r in naast.rijen if r.gebied.code != sleutel.gebied]
                assert eigen.maatstaf.laag == sum(x for x in anderen if x is not None), sleutel
                assert (eigen.maatstaf.wat == "rest") == (None not in anderen)
    assert gemaakt > 10
