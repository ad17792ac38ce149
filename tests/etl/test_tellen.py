"""Counting in the database against the slow twin, and every relation of the plan against the counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import Connection, create_engine, text

from data.cells.cells import CelSleutel, Hoogstens, Paar, Relatie, Som
from data.cells.relaties import relate
from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden, gebieden
from data.referentie.schooljaar import einde
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN, WERKPROCESSEN
from etl.tellen import Tellingen, count_cells, count_worlds, published_plan
from tests.etl import tweeling

JAREN = ("2021-2022", "2022-2023", "2023-2024", "2024-2025")  # the last three are a venster
PEILDATUM = date(2025, 3, 15)
VENSTER = "2022-2025"
BEGIN = date(2020, 3, 1)  # well before the first covered schooljaar: what was still open then ends in it, or stays open
GEDEKT = 14  # gemeenten; the last region stays incomplete
KOLOMMEN = [
    "persoon",
    "gemeente_code",
    "soort",
    "subsoort",
    "onderwijssoort",
    "startdatum",
    "einddatum",
    "afhandeling",
    "leeftijd_bij_start",
]


def random_rows(aantal: int, zaad: int) -> list[dict[str, object]]:
    toeval = random.Random(zaad)
    codes = [g.code for g in gebieden().gemeenten][:GEDEKT]
    rijen: list[dict[str, object]] = []
    for _ in range(aantal):
        soort = toeval.choice(list(vocabulary.SOORTEN))
        start = BEGIN + timedelta(days=toeval.randrange((PEILDATUM - BEGIN).days + 1))
        eind = start + timedelta(days=toeval.randrange(500))
        klaar = eind <= PEILDATUM and toeval.random() < 0.9
        rijen.append(
            {
                "persoon": f"p{toeval.randrange(aantal // 3)}",
                "gemeente_code": toeval.choice(codes),
                "soort": soort,
                "subsoort": toeval.choice(list(vocabulary.SUBSOORTEN[soort]))
                if soort in vocabulary.SUBSOORTEN
                else None,
                "onderwijssoort": toeval.choice(list(vocabulary.ONDERWIJSSOORTEN)),
                "startdatum": start,
                "einddatum": eind if klaar else None,
                "afhandeling": toeval.choice(list(vocabulary.AFHANDELINGEN[soort])) if klaar else None,
                "leeftijd_bij_start": toeval.randrange(4, 27),
            }
        )
    return rijen


@pytest.fixture
def verbinding() -> Iterator[Connection]:
    with create_engine("duckdb:///:memory:").connect() as verbinding:
        yield verbinding


def load(verbinding: Connection, rijen: list[dict[str, object]]) -> None:
    duckdb = verbinding.connection.driver_connection
    dagen = "CAST(startdatum AS DATE) AS startdatum, CAST(einddatum AS DATE) AS einddatum"
    codes = sorted({str(rij["gemeente_code"]) for rij in rijen})
    dekking = [(code, jaar, PEILDATUM, False) for code in codes for jaar in JAREN]
    frames = {
        "actief": pd.DataFrame(rijen, columns=KOLOMMEN),
        "actieve_dekking": pd.DataFrame(dekking, columns=["gemeente_code", "schooljaar", "peildatum", "voorbeeld"]),
        "actieve_stand": pd.DataFrame(
            [(*d, 2000 + n, 1500, None) for n, d in enumerate(dekking)],
            columns=[
                "gemeente_code",
                "schooljaar",
                "peildatum",
                "voorbeeld",
                "jongeren_5_18",
                "leerplichtigen",
                "kwalificatieplichtigen",
            ],
        ),
    }
    for naam, frame in frames.items():
        duckdb.register("_frame", frame)  # type: ignore[union-attr]
        anders = dagen if naam == "actief" else "CAST(peildatum AS DATE) AS peildatum"
        verbinding.execute(text(f"CREATE TABLE {naam} AS SELECT * REPLACE ({anders}) FROM _frame"))  # noqa: S608
        duckdb.unregister("_frame")  # type: ignore[union-attr]


def twin(rijen: list[dict[str, object]], alles: Gebieden) -> tweeling.Telling:
    regio_van = {g.code: g.regio for g in alles.gemeenten}
    return tweeling.count(
        rijen, regio_van, vocabulary.AFHANDELINGSGROEPEN, lambda _, jaar: min(einde(jaar), PEILDATUM), JAREN
    )


def holds(relatie: Relatie, tellingen: Tellingen) -> bool:
    def n(cel: object) -> int:
        return tellingen.cellen[cel].waarde  # type: ignore[index]

    if isinstance(relatie, Som):
        delen = [n(deel) for deel in relatie.delen]
        return n(relatie.totaal) == sum(delen) if relatie.exact else max(delen) <= n(relatie.totaal) <= sum(delen)
    if isinstance(relatie, Paar):
        return n(relatie.werkprocessen) >= n(relatie.jongeren) >= (n(relatie.werkprocessen) > 0)
    assert isinstance(relatie, Hoogstens)
    return n(relatie.klein) <= n(relatie.groot)


@pytest.mark.parametrize(("aantal", "zaad"), [(60, 1), (4000, 2)])
def test_every_count_equals_the_plain_one(verbinding: Connection, aantal: int, zaad: int) -> None:
    rijen = random_rows(aantal, zaad)
    load(verbinding, rijen)
    tellingen = count_cells(verbinding, gebieden())
    gewoon = twin(rijen, gebieden())
    gedekt = {(gebied, jaar) for soort, gebied, jaar in tellingen.herkomst if soort == "werkprocessen"}
    geteld = {
        tuple(cel): t.waarde
        for cel, t in tellingen.cellen.items()
        if cel.indicator in INDICATOREN and (cel.gebied, cel.schooljaar) in gedekt and cel.indicator not in STANDEN
    }
    assert {cel: n for cel, n in geteld.items() if n} == {
        cel: n for cel, n in gewoon.items() if (cel[2], cel[3]) in gedekt
    }
    assert sum(n == 0 for n in geteld.values()) > 0


STANDEN = ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen")


def test_every_relation_of_the_plan_holds(verbinding: Connection) -> None:
    load(verbinding, random_rows(4000, 3))
    tellingen = count_cells(verbinding, gebieden())
    relaties = relate(tellingen.cellen, tellingen.regio_van, tellingen.delen_van)
    assert len(relaties) > 1000
    assert not [relatie for relatie in relaties if not holds(relatie, tellingen)]


def test_who_moved_counts_in_each_gemeente_of_the_region(verbinding: Connection) -> None:
    rijen = random_rows(4000, 8)
    load(verbinding, rijen)
    tellingen = count_cells(verbinding, gebieden())
    jaar = JAREN[1]
    vsv = {
        g: tellingen.cellen[CelSleutel("vsv", "jongeren", g, jaar)].waarde
        for g in ("MC10", *tellingen.delen_van["MC10"])
    }
    assert vsv.pop("MC10") == sum(vsv.values())
    hier = [r for r in rijen if r["soort"] == "vsv" and r["gemeente_code"] in vsv]
    in_jaar = [r for r in hier if tweeling.schooljaar(r["startdatum"]) == jaar]  # type: ignore[arg-type]
    assert sum(vsv.values()) > len({r["persoon"] for r in in_jaar})


@pytest.mark.parametrize(("kinderen", "weinig"), [(4, True), (5, False)])
def test_cells_of_a_few_jongeren_are_known(verbinding: Connection, kinderen: int, *, weinig: bool) -> None:
    """Of parts too, and of a venster of which each schooljaar is counted: twelve cases each."""
    code = gebieden().gemeenten[0].code
    rijen = [
        {
            **random_rows(3, 1)[0],
            "persoon": f"p{n % kinderen}",
            "gemeente_code": code,
            "soort": "relatief_verzuim",
            "subsoort": "luxe",
            "startdatum": date(2023, 10, 1),
            "einddatum": None,
            "afhandeling": None,
        }
        for n in range(12)
    ]
    load(verbinding, rijen)
    tellingen = count_cells(verbinding, gebieden())
    luxe = CelSleutel("relatief_verzuim", WERKPROCESSEN, code, "2023-2024", "subsoort", "luxe")
    assert tellingen.cellen[luxe].waarde == 12
    assert (luxe in tellingen.weinig) == weinig
    assert (luxe._replace(schooljaar=VENSTER) in tellingen.weinig) == weinig
    assert luxe._replace(categorie="overig") not in tellingen.weinig


def test_many_worlds_are_counted_in_the_same_way_vensters_and_folds_too(verbinding: Connection) -> None:
    load(verbinding, random_rows(1500, 9))
    tellingen = count_cells(verbinding, gebieden())
    verbinding.execute(text("CREATE TABLE twee AS SELECT *, 7 AS wereld FROM actief UNION ALL SELECT *, 8 FROM actief"))
    geteld = count_worlds(verbinding, gebieden(), "twee")
    plan = published_plan()
    per_wereld: dict[int, dict[CelSleutel, int]] = {7: {}, 8: {}}
    for rij in geteld.itertuples():
        _, vorm, _ = plan[rij.vorm]
        for eenheid, n in (("werkprocessen", rij.werkprocessen), ("jongeren", rij.jongeren)):
            cel = CelSleutel(vorm.indicator, eenheid, rij.gebied, rij.schooljaar, vorm.uitsplitsing, vorm.categorie)
            per_wereld[rij.wereld][cel] = n
    waar = {c: t.waarde for c, t in tellingen.cellen.items() if t.waarde and c.indicator in INDICATOREN}
    waar = {c: n for c, n in waar.items() if c.indicator not in STANDEN}
    assert {schooljaar.is_venster(c.schooljaar) for c in waar} == {True, False}
    assert [c for c in waar if c.categorie == vocabulary.ANDERE_ARTIKELEN]
    for wereld in per_wereld.values():
        assert {c: wereld.get(c, 0) for c in waar} == waar


def test_a_venster_needs_each_of_its_schooljaren(verbinding: Connection) -> None:
    load(verbinding, random_rows(1500, 10))
    vensters = {c.schooljaar for c in count_cells(verbinding, gebieden()).cellen if schooljaar.is_venster(c.schooljaar)}
    assert vensters == {VENSTER}
    verbinding.execute(text("DELETE FROM actieve_dekking WHERE schooljaar = '2023-2024'"))
    assert not [c for c in count_cells(verbinding, gebieden()).cellen if schooljaar.is_venster(c.schooljaar)]


def test_what_began_before_the_first_schooljaar_ends_in_it_and_is_open_but_never_starts(verbinding: Connection) -> None:
    vroeg = [rij for rij in random_rows(9000, 7) if rij["startdatum"] < date(2021, 8, 1)]  # type: ignore[operator]
    load(verbinding, vroeg)
    geteld = {tuple(cel): t.waarde for cel, t in count_cells(verbinding, gebieden()).cellen.items()}
    klaar = [rij for rij in vroeg if rij["einddatum"]]
    in_jaar = [rij for rij in klaar if tweeling.schooljaar(rij["einddatum"]) == JAREN[0]]  # type: ignore[arg-type]
    waar, jaar = str(vroeg[0]["gemeente_code"]), JAREN[0]
    assert geteld["werkprocessen", "werkprocessen", waar, jaar, "totaal", "totaal"] == 0
    hier = [rij for rij in in_jaar if rij["gemeente_code"] == waar]
    assert geteld["afgehandeld", "werkprocessen", waar, jaar, "totaal", "totaal"] == len(hier) > 0
    open_ = [
        rij
        for rij in vroeg
        if rij["soort"] == "vrijstelling"
        and rij["gemeente_code"] == waar
        and (not rij["einddatum"] or rij["einddatum"] > einde(jaar))  # type: ignore[operator]
    ]
    assert geteld["vrijstellingen_lopend", "werkprocessen", waar, jaar, "totaal", "totaal"] == len(open_) > 0


def test_a_region_with_a_gemeente_that_was_not_delivered_is_unknown(verbinding: Connection) -> None:
    load(verbinding, random_rows(2000, 4))
    tellingen = count_cells(verbinding, gebieden())
    onbekend = {cel.gebied for cel in tellingen.onbekend if cel.indicator == "werkprocessen"}
    compleet = {r.code for r in gebieden().regios if ("werkprocessen", r.code, JAREN[0]) in tellingen.herkomst}
    assert "MC10" in compleet
    assert "MC10" not in onbekend
    assert onbekend
    assert not onbekend & {cel.gebied for cel in tellingen.cellen if cel.indicator == "werkprocessen"}


def test_a_population_that_was_left_empty_is_unknown_and_never_zero(verbinding: Connection) -> None:
    load(verbinding, random_rows(500, 5))
    tellingen = count_cells(verbinding, gebieden())
    assert not [cel for cel in tellingen.cellen if cel.indicator == "kwalificatieplichtigen"]
    assert [cel for cel in tellingen.onbekend if cel.indicator == "kwalificatieplichtigen"]


def test_the_current_schooljaar_is_provisional(verbinding: Connection) -> None:
    load(verbinding, random_rows(500, 6))
    herkomst = count_cells(verbinding, gebieden()).herkomst
    assert herkomst["werkprocessen", "MC10", "2024-2025"].voorlopig("2024-2025")
    assert herkomst["werkprocessen", "MC10", VENSTER].voorlopig(VENSTER)
    assert not herkomst["werkprocessen", "MC10", "2022-2023"].voorlopig("2022-2023")


def test_the_total_of_one_soort_is_missed_more_than_that_of_all(verbinding: Connection) -> None:
    load(verbinding, random_rows(500, 7))
    gewicht = {
        cel[:2] + cel[4:5]: t.gewicht
        for cel, t in count_cells(verbinding, gebieden()).cellen.items()
        if cel.gebied == "MC10"
    }
    alles = gewicht["werkprocessen", "werkprocessen", "totaal"]
    van_een_soort = [
        i.key
        for i in INDICATOREN.values()
        if i.selectie and i.selectie.moment == "start" and len(i.selectie.soorten or ()) == 1
    ]
    assert len(van_een_soort) > 5
    for soort in van_een_soort:
        assert gewicht[soort, "werkprocessen", "totaal"] > alles
        assert gewicht[soort, "werkprocessen", "maand"] < gewicht[soort, "werkprocessen", "totaal"]
