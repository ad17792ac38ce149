"""The statutory count against the delivered rows, counted again by other code: plain loops over what was delivered."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert

from data.referentie import schooljaar
from data.referentie.gebieden import gebieden
from data.registry import vocabulary
from data.team.bevoegd import Bevoegd, GeenToegangError, from_roles
from data.team.telling import GEEN_LEVERING, GEEN_STAND, Geteld, known_years, read_count, usual_year
from data.team.telregels import chapters
from etl.intern import open_intern
from etl.intern import schema as intern
from etl.intern.teambeeld import refresh
from tests.etl.test_teambeeld import Rij, levering, werkproces

JAREN = ("2022-2023", "2023-2024")
CODES = ("GM0148", "GM0193", "GM0957")
PEIL = date(2024, 7, 1)


def delivered(aantal: int = 3_000) -> list[Rij]:
    """Made-up rows: few jongeren with many cases, some of before the first schooljaar of which is delivered."""
    kans = random.Random(25)
    return [_row(kans, nummer) for nummer in range(aantal)]


def _row(kans: random.Random, nummer: int) -> Rij:
    soort = kans.choice([*vocabulary.SOORTEN, "absoluut_verzuim", "relatief_verzuim", "vrijstelling", "vrijstelling"])
    start = date(2021, 8, 1) + timedelta(days=kans.randrange((PEIL - date(2021, 8, 1)).days))
    eind = start + timedelta(days=int(kans.expovariate(1 / 200)))
    dicht = eind <= PEIL
    return werkproces(
        f"z{nummer}",
        f"p{kans.randrange(400)}",
        start,
        eind if dicht else None,
        gemeente_code=kans.choice(CODES),
        soort=soort,
        subsoort=kans.choice([*vocabulary.SUBSOORTEN.get(soort, {None: ""})]),
        afhandeling=kans.choice([*vocabulary.AFHANDELINGEN[soort]]) if dicht else None,
        leeftijd_bij_start=kans.randrange(5, 18),
    )


@pytest.fixture
def verbinding() -> Iterator[Connection]:
    with open_intern(schrijven=True) as verbinding:
        verbinding.execute(insert(intern.levering), [levering(1, peildatum=PEIL)])
        dekking = [{"levering_id": 1, "gemeente_code": code, "schooljaar": jaar} for code in CODES for jaar in JAREN]
        verbinding.execute(insert(intern.dekking), dekking)
        verbinding.execute(insert(intern.werkproces), delivered())
        verbinding.commit()
        yield verbinding


def began(rij: Rij, jaar: str) -> bool:
    return schooljaar.of(rij["startdatum"]) == jaar


def ended(rij: Rij, jaar: str) -> bool:
    return bool(rij["einddatum"]) and schooljaar.of(rij["einddatum"]) == jaar


def ran(rij: Rij, jaar: str) -> bool:
    """Open on the last day of the schooljaar."""
    dag = schooljaar.einde(jaar)
    return rij["startdatum"] <= dag and (rij["einddatum"] is None or rij["einddatum"] > dag)


def expected(naam: str, closed_of: str) -> Callable[[Rij, str], bool]:
    """What a line says in words, as a test on one row."""
    voor, _, deel = naam.partition(": ")

    def is_(rij: Rij, soort: str, labels: str = "") -> bool:
        woord = vocabulary.SUBSOORTEN.get(soort, {}).get(rij["subsoort"] or "", "")
        return rij["soort"] == soort and labels in ("", woord[:1].lower() + woord[1:])

    def closed(rij: Rij, jaar: str) -> bool:
        woord = vocabulary.AFHANDELINGEN[closed_of].get(rij["afhandeling"] or "", "")
        return rij["soort"] == closed_of and ended(rij, jaar) and woord[:1].lower() + woord[1:] == deel

    regels: dict[str, Callable[[Rij, str], bool]] = {
        "Absoluut verzuim": lambda r, j: is_(r, "absoluut_verzuim") and began(r, j),
        "Nog open": lambda r, j: is_(r, "absoluut_verzuim") and ran(r, j),
        "Relatief verzuim": lambda r, j: is_(r, "relatief_verzuim", deel) and began(r, j),
        "Aanvragen voor vrijstelling": lambda r, j: is_(r, "vrijstelling") and began(r, j),
        "Verleende vrijstellingen": lambda r, j: (
            is_(r, "vrijstelling", deel) and ended(r, j) and r["afhandeling"] == "verleend"
        ),
        "Lopende vrijstellingen": lambda r, j: is_(r, "vrijstelling", deel) and ran(r, j),
        "Verlofaanvragen": lambda r, j: is_(r, "verlof") and began(r, j),
        "Processen-verbaal": lambda r, j: ended(r, j) and r["afhandeling"] == "proces_verbaal",
        "Halt": lambda r, j: ended(r, j) and r["afhandeling"] == "halt",
        "Beschermingstafel": lambda r, j: ended(r, j) and r["afhandeling"] == "beschermingstafel",
    }
    return regels.get(voor, closed)


def lines(wie: Bevoegd, code: str, jaar: str) -> dict[str, list[Geteld]]:
    return {titel: list(regels) for titel, regels in read_count(wie, code, jaar).hoofdstukken.items()}


@pytest.mark.parametrize("jaar", JAREN)
@pytest.mark.parametrize("code", CODES)
def test_every_line_is_what_the_rows_say(verbinding: Connection, code: str, jaar: str) -> None:
    refresh(verbinding, gebieden())
    wie = from_roles([f"teamlead:{code}"], gebieden())
    eigen = [rij for rij in delivered() if rij["gemeente_code"] == code]
    gezien = 0
    for titel, regels in lines(wie, code, jaar).items():
        closed_of = "verlof" if titel == "Verlof" else "absoluut_verzuim"
        for geteld in regels:
            if geteld.reden:
                continue
            erbij = [rij for rij in eigen if expected(geteld.regel.naam, closed_of)(rij, jaar)]
            assert (geteld.zaken, geteld.jongeren) == (len(erbij), len({r["persoon"] for r in erbij})), geteld.regel
            gezien += bool(erbij)
    assert gezien > 30  # nearly every line has something to count


def test_what_nobody_delivered_is_not_known_and_says_why(verbinding: Connection) -> None:
    verbinding.execute(insert(intern.levering), [levering(2, soort="standen", peildatum=PEIL)])
    verbinding.execute(
        insert(intern.stand),
        [{"levering_id": 2, "regel": 1, "gemeente_code": "GM0148", "schooljaar": "2023-2024", "jongeren_5_18": 4_270}],
    )
    verbinding.commit()
    refresh(verbinding, gebieden())
    wie = from_roles(["teamlead:MC10"], gebieden())
    assert known_years(wie, "GM0148") == ["2023-2024", "2022-2023"] and known_years(wie, "GM0175") == []
    # the newest schooljaar was not over when it was delivered
    assert usual_year(wie, "GM0148") == "2022-2023" and read_count(wie, "GM0148", "2023-2024").voorlopig
    niets = [g for regels in lines(wie, "GM0175", "2022-2023").values() for g in regels]
    assert {g.zaken for g in niets} == {g.jongeren for g in niets} == {None}
    redenen = {g.reden for g in niets}
    assert {GEEN_LEVERING, GEEN_STAND} < redenen and "" not in redenen
    jongeren = lines(wie, "GM0148", "2023-2024")["Jongeren"]
    assert [g.jongeren for g in jongeren] == [4_270, None, None]
    assert [g.reden for g in jongeren] == ["", GEEN_STAND, GEEN_STAND]


def test_who_may_not_see_a_gemeente_gets_nothing(verbinding: Connection) -> None:
    refresh(verbinding, gebieden())
    with pytest.raises(GeenToegangError):
        read_count(from_roles(["teamlead:GM0148"], gebieden()), "GM0193", "2022-2023")


def test_a_line_has_a_name_of_its_own_and_says_what_it_counts() -> None:
    regels = [regel for groep in chapters().values() for regel in groep]
    assert len({regel.vorm for regel in regels}) == len(regels)
    assert all(regel.naam and regel.definitie.endswith(".") for regel in regels)
