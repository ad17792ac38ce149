"""Every figure against a slow count by hand over the same rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from data.gebieden import gebieden
from data.team import queries
from data.team.bevoegd import Bevoegd, from_roles
from data.team.keuze import Keuze
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


def is_open(rij: Rij, dag: date) -> bool:
    return bool(rij["startdatum"] <= dag and (rij["einddatum"] is None or rij["einddatum"] > dag))


@pytest.mark.parametrize("keuze", KEUZES)
def test_counts(keuze: Keuze, regio: Bevoegd) -> None:
    eigen = by_hand(keuze)
    assert queries.count_per_dag(regio, keuze, "instroom") == Counter(rij["startdatum"] for rij in eigen)
    assert queries.count_per_dag(regio, keuze, "afgehandeld") == Counter(
        r["einddatum"] for r in eigen if r["einddatum"]
    )
    maanden = Counter((r["soort"], r["startdatum"].replace(day=1)) for r in eigen if r["startdatum"] >= VAN)
    assert queries.count_per_maand(regio, keuze, "soort", VAN) == maanden
    assert queries.count_open(regio, keuze, TOT) == Counter(r["gemeente_code"] for r in eigen if is_open(r, TOT))


@pytest.mark.parametrize("keuze", KEUZES)
def test_durations_and_ages(keuze: Keuze, regio: Bevoegd) -> None:
    eigen = by_hand(keuze)
    gesloten = [rij for rij in eigen if rij["einddatum"] and VAN <= rij["einddatum"] <= TOT]
    found = queries.durations(regio, keuze, VAN, TOT, "maand")
    assert {(d.groep, d.dagen): d.aantal for d in found} == Counter(
        (f"{rij['einddatum']:%Y-%m}", rij["doorlooptijd"]) for rij in gesloten
    )
    ages = queries.open_ages(regio, keuze, TOT)
    assert {(d.groep, d.dagen): d.aantal for d in ages} == Counter(
        (rij["soort"], (TOT - rij["startdatum"]).days) for rij in eigen if is_open(rij, TOT)
    )


@pytest.mark.parametrize("keuze", KEUZES)
def test_follow_up_ends_at_the_peildatum(keuze: Keuze, regio: Bevoegd) -> None:
    by = Counter[tuple[int, bool]]()
    for rij in by_hand(keuze):
        if VAN <= rij["startdatum"] <= TOT:
            dicht = rij["einddatum"] is not None and rij["einddatum"] <= TOT
            by[((rij["einddatum"] if dicht else TOT) - rij["startdatum"]).days, dicht] += 1
    assert {(dagen, dicht): n for dagen, dicht, n in queries.follow_up(regio, keuze, VAN, TOT)} == by


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
    lijst = queries.Lijst("lopend", VAN, TOT, ouder=60, sorteer=sorteer, aflopend=False)
    eigen = [r for r in by_hand(Keuze()) if is_open(r, TOT) and r["startdatum"] < TOT - timedelta(days=60)]
    rijen = queries.read_lijst(regio, Keuze(), lijst)
    assert queries.count_lijst(regio, Keuze(), lijst) == len(rijen) == len(eigen)
    gevuld = [rij[sorteer] for rij in rijen if rij[sorteer] is not None]
    assert gevuld == sorted(gevuld)
    assert queries.read_lijst(regio, Keuze(), lijst, vanaf=3, aantal=4) == rijen[3:7]


def test_the_list_holds_no_person(regio: Bevoegd) -> None:
    (rij,) = queries.read_lijst(regio, Keuze(), queries.Lijst("instroom", VAN, TOT), aantal=1)
    assert set(rij) == set(queries.KOLOMMEN) and not {"persoon", "geboortedatum", "leeftijd_bij_start"} & set(rij)
    assert rij["startdatum"] <= PEILDATUM
