"""The whole way, from the delivered rows to the exported cells, held against a plain count of those same rows.

The export is read with the csv module only and the rows are counted by the slow twin, which shares no code with the
counting. A published value that differs is a wrong figure in a council meeting.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data.cells.cells import CelSleutel
from data.cells.tableplan import Niveau, in_stap, tafel_van
from data.publication.databases import open_publicatie
from data.publication.queries import read_tafels
from data.referentie.gebieden import gebieden
from data.referentie.schooljaar import einde, is_venster
from data.registry import vocabulary
from etl.meldingen import KLAAR
from tests.conftest import ROOT, environment
from tests.etl import tweeling

PEILDATUM = date(2025, 10, 1)
JAREN = ("2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025")
VENSTER = "2022-2025"
CEL = ("indicator", "teleenheid", "gebied", "schooljaar", "uitsplitsing", "categorie")
STANDEN = ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen")


def whole_years(geboren: date, dag: date) -> int:
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def read_rows(bestand: Path) -> list[dict[str, object]]:
    with bestand.open(encoding="utf-8", newline="") as invoer:
        ruw = list(csv.DictReader(invoer, delimiter=";"))
    return [
        {
            "persoon": rij["persoon_id"],
            "gemeente_code": rij["gemeente_code"],
            "soort": rij["soort"],
            "subsoort": rij["subsoort"] or None,
            "onderwijssoort": rij["onderwijssoort"] or "onbekend",
            "startdatum": date.fromisoformat(rij["startdatum"]),
            "einddatum": date.fromisoformat(rij["einddatum"]) if rij["einddatum"] else None,
            "afhandeling": rij["afhandeling"] or None,
            "leeftijd_bij_start": whole_years(
                date.fromisoformat(rij["geboortedatum"]), date.fromisoformat(rij["startdatum"])
            ),
        }
        for rij in ruw
    ]


@pytest.fixture(scope="module")
def uitvoer(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("uit")
    opdracht = [sys.executable, "-m", "etl", "exporteer", "--uit", str(map_)]
    klaar = subprocess.run(
        opdracht, cwd=ROOT, env=environment(published_data), capture_output=True, text=True, check=False
    )
    assert klaar.returncode == KLAAR, klaar.stderr
    return map_


@pytest.fixture(scope="module")
def cellen(uitvoer: Path) -> list[dict[str, str]]:
    with (uitvoer / "cijfers.csv").open(encoding="utf-8", newline="") as invoer:
        return list(csv.DictReader(invoer))


@pytest.fixture(scope="module")
def gewoon(published_data: Path) -> tweeling.Telling:
    rijen = read_rows(published_data / "voorbeeld" / "werkprocessen.csv")
    regio_van = {g.code: g.regio for g in gebieden().gemeenten}
    return tweeling.count(
        rijen, regio_van, vocabulary.AFHANDELINGSGROEPEN, lambda _, jaar: min(einde(jaar), PEILDATUM), JAREN
    )


def test_every_published_count_equals_the_plain_one(cellen: list[dict[str, str]], gewoon: tweeling.Telling) -> None:
    getoond = {
        tuple(rij[naam] for naam in CEL): int(rij["waarde"])
        for rij in cellen
        if rij["status"] == "gepubliceerd" and rij["indicator"] not in (*STANDEN, "schoolgaand")
    }
    assert len(getoond) > 6_500
    assert any(is_venster(cel[3]) for cel in getoond)
    fout = {cel: n for cel, n in getoond.items() if gewoon.get(cel, 0) != n}
    assert not fout


def test_nothing_that_is_counted_is_left_out(
    cellen: list[dict[str, str]], gewoon: tweeling.Telling, published_data: Path
) -> None:
    """Each table stands whole, in the step that the publication names, and in no other."""
    with open_publicatie(str(published_data / "publiek.duckdb")).connect() as verbinding:
        tafels = read_tafels(verbinding)
    regio_van = {g.code: g.regio for g in gebieden().gemeenten}
    er_is = {CelSleutel(*(rij[naam] for naam in CEL)) for rij in cellen}

    def is_told(cel: CelSleutel) -> bool:
        niveau: Niveau = "gemeente" if cel.gebied in regio_van else "regio"
        return in_stap(cel, tafels.stap(tafel_van(cel, niveau), regio_van.get(cel.gebied, cel.gebied)))

    gezien = {CelSleutel(*cel) for cel in gewoon if cel[3] in (*JAREN, VENSTER)}
    assert not [cel for cel in gezien if is_told(cel) and cel not in er_is]
    assert not [cel for cel in er_is if cel.indicator not in (*STANDEN, "schoolgaand") and not is_told(cel)]
    assert {"jaar", "venster", "niet"} <= {s for stappen in tafels.per_regio().values() for s in stappen.values()}


def test_the_share_at_school_follows_from_the_plain_counts(
    cellen: list[dict[str, str]], gewoon: tweeling.Telling, published_data: Path
) -> None:
    with (published_data / "voorbeeld" / "standen.csv").open(encoding="utf-8", newline="") as invoer:
        jongeren = {
            (r["gemeente_code"], r["schooljaar"]): int(r["jongeren_5_18"])
            for r in csv.DictReader(invoer, delimiter=";")
        }
    getoond = [r for r in cellen if r["indicator"] == "schoolgaand" and r["waarde"] and r["gebied"].startswith("GM")]
    assert getoond
    for rij in getoond:
        afwezig = gewoon.get(("absoluut_verzuim", "jongeren", rij["gebied"], rij["schooljaar"], "totaal", "totaal"), 0)
        verwacht = 100 * (1 - afwezig / jongeren[rij["gebied"], rij["schooljaar"]])
        assert float(rij["waarde"]) == pytest.approx(verwacht, abs=1e-4)


def test_hidden_cells_are_empty_and_every_cell_says_where_it_comes_from(cellen: list[dict[str, str]]) -> None:
    assert all(not rij["waarde"] for rij in cellen if rij["status"] != "gepubliceerd")
    assert {(rij["bron"], rij["bronsoort"]) for rij in cellen} == {("Voorbeeldgegevens", "voorbeeld")}
    assert {rij["peildatum"] for rij in cellen} == {PEILDATUM.isoformat()}
    assert Counter(rij["status"] for rij in cellen)["onderdrukt"] > 0


def test_the_hierarchy_holds_for_what_is_shown(uitvoer: Path, cellen: list[dict[str, str]]) -> None:
    """With nothing but the two exported files: every sum of shown werkprocessen adds up."""
    sommen = json.loads((uitvoer / "hierarchie.json").read_text(encoding="utf-8"))
    waarde = {tuple(rij[naam] for naam in CEL): rij["waarde"] for rij in cellen}
    nagekeken = 0
    for gebied, delen in sommen["gebied"].items():
        for cel, totaal in waarde.items():
            if cel[1] == "werkprocessen" and cel[2] == gebied and totaal:
                stukken = [waarde.get((*cel[:2], deel, *cel[3:])) for deel in delen]
                if all(stukken):
                    assert int(totaal) == sum(int(stuk or 0) for stuk in stukken)
                    nagekeken += 1
    for niveau, relaties in sommen["sommen"].items():
        gebieden_hier = [g for g in {cel[2] for cel in waarde} if (g in sommen["gebied"]) == (niveau == "regio")]
        for relatie in relaties:
            for gebied in gebieden_hier:
                for jaar in JAREN:
                    geheel, *parten = (
                        waarde.get((i, "werkprocessen", gebied, jaar, u, c))
                        for i, u, c in (naam.split("|") for naam in (relatie["totaal"], *relatie["delen"]))
                    )
                    if geheel and all(parten):
                        assert int(geheel) == sum(int(part or 0) for part in parten)
                        nagekeken += 1
    assert nagekeken > 1000
