"""Every figure against a slow count by hand over the same rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from data.referentie.gebieden import gebieden
from data.registry import vocabulary
from data.team import lijsten, queries
from data.team.bevoegd import Bevoegd, from_roles
from data.team.keuze import Keuze
from data.team.termijnen import Werksoort
from tests.data.team.proefbeeld import PEILDATUM, Rij, rows

KEUZES = [
    Keuze(),
    Keuze(soort="relatief_verzuim", subsoort="luxe"),
    Keuze(gemeente="GM0193", onderwijssoort="vo"),
    Keuze(leeftijdsgroep="12-15", soort="vsv"),
]
VAN, TOT = date(2024, 8, 1), date(2025, 1, 31)


def by_hand(keuze: Keuze) -> list[Rij]:
    namen = ("soort", "subsoort", "onderwijssoort", "leeftijdsgroep")
    return [
        rij
        for rij in rows()
        if rij["gemeente_code"] in ({keuze.gemeente} if keuze.gemeente else {"GM0148", "GM0193"})
        and all(getattr(keuze, naam) in ("", rij[naam]) for naam in namen)
    ]


def per_group(paren: Iterable[tuple[Any, int]]) -> dict[Any, dict[int, int]]:
    """Per group how many took how many days."""
    per: dict[Any, dict[int, int]] = defaultdict(Counter)
    for groep, dagen in paren:
        per[groep][dagen] += 1
    return per


def is_open(rij: Rij, dag: date) -> bool:
    return bool(rij["startdatum"] <= dag and (rij["einddatum"] is None or rij["einddatum"] > dag))


@pytest.mark.parametrize("keuze", KEUZES)
def test_counts(keuze: Keuze, regio: Bevoegd) -> None:
    eigen = by_hand(keuze)
    ervoor = VAN - timedelta(days=1)
    for found, dag in zip(queries.count_per_dag(regio, keuze, VAN), ("startdatum", "einddatum"), strict=True):
        assert found == Counter(max(rij[dag], ervoor) for rij in eigen if rij[dag])
    per_maand = queries.count_per_maand(regio, keuze, VAN)
    for per, veld in ((per_maand.per_soort, "soort"), (per_maand.per_gemeente, "gemeente_code")):
        gevonden = {(waarde, maand): n for waarde, maanden in per.items() for maand, n in maanden.items()}
        assert gevonden == Counter((r[veld], r["startdatum"].replace(day=1)) for r in eigen if r["startdatum"] >= VAN)
    assert queries.count_open(regio, keuze, TOT) == Counter(r["gemeente_code"] for r in eigen if is_open(r, TOT))


@pytest.mark.parametrize("keuze", KEUZES)
def test_durations_and_ages(keuze: Keuze, regio: Bevoegd) -> None:
    eigen = by_hand(keuze)
    gesloten = [rij for rij in eigen if rij["einddatum"] and VAN <= rij["einddatum"] <= TOT]
    found = queries.durations(regio, keuze, VAN, TOT, ("maand", "soort"))
    assert found == per_group(((f"{r['einddatum']:%Y-%m}", r["soort"]), r["doorlooptijd"]) for r in gesloten)
    for veld in ("soort", "afhandelingsgroep"):
        assert queries.durations(regio, keuze, VAN, TOT, (veld,)) == per_group(
            ((rij[veld],), rij["doorlooptijd"]) for rij in gesloten
        )
    assert queries.open_ages(regio, keuze, TOT) == per_group(
        (Werksoort(rij["soort"], rij["subsoort"] or ""), (TOT - rij["startdatum"]).days)
        for rij in eigen
        if is_open(rij, TOT)
    )


@pytest.mark.parametrize("keuze", KEUZES)
def test_open_per_behandelaar(keuze: Keuze, regio: Bevoegd) -> None:
    assert queries.open_per_behandelaar(regio, keuze, TOT) == per_group(
        (rij["behandelaar"] or "", (TOT - rij["startdatum"]).days) for rij in by_hand(keuze) if is_open(rij, TOT)
    )


@pytest.mark.parametrize("keuze", KEUZES)
def test_follow_up_ends_at_the_peildatum(keuze: Keuze, regio: Bevoegd) -> None:
    begonnen = [rij for rij in by_hand(keuze) if VAN <= rij["startdatum"] <= TOT]
    dicht = [rij["einddatum"] is not None and rij["einddatum"] <= TOT for rij in begonnen]
    assert queries.follow_up(regio, keuze, VAN, TOT) == {True: {}, False: {}} | per_group(
        (af, ((rij["einddatum"] if af else TOT) - rij["startdatum"]).days)
        for rij, af in zip(begonnen, dicht, strict=True)
    )


@pytest.mark.parametrize("moment", ["instroom", "afgehandeld", "lopend"])
@pytest.mark.parametrize("keuze", KEUZES)
def test_splits(keuze: Keuze, moment: queries.Moment, regio: Bevoegd) -> None:
    dag = {"instroom": "startdatum", "afgehandeld": "einddatum"}.get(moment, "")
    eigen = [rij for rij in by_hand(keuze) if (rij[dag] and VAN <= rij[dag] <= TOT if dag else is_open(rij, TOT))]
    assert queries.count_splits(regio, keuze, moment, VAN, TOT) == {
        veld: Counter(rij[veld] for rij in eigen) for veld in queries.VELDEN
    }


@pytest.mark.parametrize("verzuim", [(30, 30), (1, 400), (45, 44)])
@pytest.mark.parametrize("keuze", KEUZES)
def test_closed_within_the_term_of_its_soort(keuze: Keuze, verzuim: tuple[int, int], regio: Bevoegd) -> None:
    # of relatief verzuim every part has its term, the same or not; of vrijstelling one part only; the team changes them
    luxe, anders = verzuim
    delen = {
        Werksoort("relatief_verzuim", deel): luxe if deel == "luxe" else anders
        for deel in vocabulary.SUBSOORTEN["relatief_verzuim"]
    }
    termijnen = {Werksoort("verlof"): 20, Werksoort("vrijstelling", "art_15"): 60, **delen}
    werk = {r["werkproces_id"]: Werksoort(r["soort"], r["subsoort"] or "") for r in by_hand(keuze)}
    gesloten = [
        r
        for r in by_hand(keuze)
        if r["einddatum"] and VAN <= r["einddatum"] <= TOT and werk[r["werkproces_id"]] in termijnen
    ]
    alle = Counter(rij["einddatum"].replace(day=1) for rij in gesloten)
    op_tijd = Counter(
        rij["einddatum"].replace(day=1)
        for rij in gesloten
        if rij["doorlooptijd"] <= termijnen[werk[rij["werkproces_id"]]]
    )
    found = queries.count_within_term(regio, keuze, VAN, TOT, tuple(termijnen.items()))
    assert found == {maand: (n, op_tijd[maand]) for maand, n in alle.items()}


def test_returns_are_looked_up_within_the_gemeente_unless_the_region_is_yours(regio: Bevoegd) -> None:
    eigen = [rij for rij in by_hand(Keuze(gemeente="GM0148")) if rij["schooljaar"] == "2023-2024"]
    gemeente = from_roles(["teamlead:GM0148"], gebieden())
    expected = (len(eigen), sum(rij["terug_gemeente"] is not None for rij in eigen))
    assert queries.count_returns(gemeente, Keuze())["2023-2024"] == expected
    assert queries.count_returns(regio, Keuze(gemeente="GM0148"))["2023-2024"] == expected
    alle = [rij for rij in by_hand(Keuze()) if rij["schooljaar"] == "2023-2024"]
    weer = sum(rij["terug_regio"] is not None for rij in alle)
    assert queries.count_returns(regio, Keuze())["2023-2024"] == (len(alle), weer)


@pytest.mark.parametrize("sorteer", ["startdatum", "einddatum", "soort", "doorlooptijd"])
def test_the_list_is_what_was_counted(sorteer: str, regio: Bevoegd) -> None:
    lijst = lijsten.Lijst("lopend", VAN, TOT, ouder=60, hoogstens=200, sorteer=sorteer, aflopend=False)
    eigen = [r for r in by_hand(Keuze()) if is_open(r, TOT) and 60 < (TOT - r["startdatum"]).days <= 200]
    with lijsten.open_lijst(regio, Keuze(), lijst) as (aantal, gelezen):
        rijen = list(gelezen)
    assert aantal == len(rijen)
    assert lijsten.count_lijst(regio, Keuze(), lijst) == len(rijen) == len(eigen)
    assert all(rij["doorlooptijd"] == (TOT - rij["startdatum"]).days for rij in rijen)
    gevuld = [rij[sorteer] for rij in rijen if rij[sorteer] is not None]
    assert gevuld == sorted(gevuld)
    assert lijsten.read_lijst(regio, Keuze(), lijst, 3, 4) == rijen[3:7]


def test_the_list_holds_no_person(regio: Bevoegd) -> None:
    (rij,) = lijsten.read_lijst(regio, Keuze(), lijsten.Lijst("instroom", VAN, TOT), 0, 1)
    assert set(rij) == set(lijsten.KOLOMMEN) and not {"persoon", "geboortedatum", "leeftijd_bij_start"} & set(rij)
    assert rij["startdatum"] <= PEILDATUM
