"""The attack against brute force: whatever lies within five over all possible deliveries, the attack says so.

Small made-up publications of a few kinds of cases, with tables left out and cells hidden at random. `alle_leveringen`
lays out every delivery behind each of them; it shares nothing with the attack.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.aanval.openbaar import Openbaar
from etl.aanval.vonnis import BREEDTE, Vonnis, examine
from tests.etl.aanval.alle_leveringen import Leveringen, can_be_one
from tests.etl.aanval.hulp import JAAR, TWEE, Rij, case, count_all, ended, publish
from tests.seeds import seeds

LEEFTIJD = {"5-11": 8, "12-15": 13, "18+": 20}
EERDER = "2022-2023"


def kind(soort: str, groep: str, gemeente: str = "GM1", jaar: str = JAAR, **anders: Any) -> Rij:
    """One kind of case."""
    start = date(int(jaar[:4]), 10, 2)
    rij = case(soort, "p", gemeente, leeftijd_bij_start=LEEFTIJD[groep], startdatum=start, **anders)
    return rij | {"leeftijdsgroep": groep, "jaar": jaar}


def two_years() -> list[Rij]:
    """Every way of a vrijstelling through two schooljaren: begun in one, ended in the same or a later one, or not."""
    einden = [{}, ended("verleend"), ended("afgewezen")]
    eerste = [ended(a, date(2023, 2, 1)) for a in ("verleend", "afgewezen")]
    return [
        *(kind("vrijstelling", "5-11", **e) for e in einden),
        *(kind("vrijstelling", "5-11", jaar=EERDER, **e) for e in (*einden, *eerste)),
    ]


SOORTEN_ZAKEN: dict[str, Callable[[], list[Rij]]] = {
    "leeftijden": lambda: [
        kind(s, g)
        for s, g in (
            ("vsv", "18+"),
            ("jib", "18+"),
            ("verlof", "5-11"),
            ("verlof", "12-15"),
            ("vsv", "12-15"),
        )
    ],
    "verzuim": lambda: [
        kind("absoluut_verzuim", "12-15"),
        *(kind("relatief_verzuim", "12-15", subsoort=b) for b in ("luxe", "overig", "langdurig")),
        kind("verlof", "12-15"),
    ],
    "gemeenten": lambda: [
        kind(s, "12-15", gemeente, **anders)
        for gemeente in TWEE["R1"]
        for s, anders in (("relatief_verzuim", {"subsoort": "luxe"}), ("absoluut_verzuim", {}))
    ],
    "besluiten": lambda: [
        *(
            kind("relatief_verzuim", "12-15", subsoort="luxe", **e)
            for e in ({}, ended("halt"), ended("proces_verbaal"), ended("beschermingstafel"))
        ),
        kind("verlof", "12-15", **ended("toegekend")),
    ],
    "stroom": two_years,
}


def draw(toeval: random.Random, zaken: Sequence[Rij], aantal: int) -> list[Rij]:
    """So many cases of these kinds, some more often than others; who has one may get another."""
    soorten = toeval.choices(zaken, [toeval.random() ** 2 for _ in zaken], k=aantal)
    vaker = toeval.choice([0.1, 0.4])
    van_wie: list[list[Rij]] = []
    rijen: list[Rij] = []
    for zaak in soorten:
        kan = [n for n, eigen in enumerate(van_wie) if all(can_be_one(zaak, ander) for ander in eigen)]
        if not kan or toeval.random() >= vaker:
            van_wie.append([])
            kan = [len(van_wie) - 1]
        wie = toeval.choice(kan)
        van_wie[wie].append(zaak)
        rijen.append({**zaak, "persoon": f"p{wie}"})
    return rijen


def drawn_publication(naam: str, zaad: int) -> tuple[Openbaar, list[Rij]]:
    """Tables left out at random, and in the others what is small hidden with some more. What never counts is shown."""
    toeval = random.Random(f"{naam}{zaad}")
    zaken = SOORTEN_ZAKEN[naam]()
    jaren = sorted({z["jaar"] for z in zaken})
    rijen = draw(toeval, zaken, toeval.choice([8, 14, 22, 34]))
    opgeteld = toeval.random() < 0.7
    waar = count_all(rijen, TWEE, jaren, opgeteld=opgeteld)
    raakt = {cel for z in zaken for cel, n in count_all([z], TWEE, jaren).items() if n}
    klein = {cel for cel in raakt if 0 < waar[cel] < BREEDTE}
    verborgen = {cel._replace(teleenheid=eenheid) for cel in klein for eenheid in (WERKPROCESSEN, JONGEREN)}
    verborgen |= {cel for cel in sorted(raakt) if toeval.random() < 0.3}
    kans = toeval.choice([0.3, 0.6, 0.9])
    tabellen = sorted({(*cel[:2], cel.gebied[:1], cel.uitsplitsing) for cel in waar})
    verteld = {tabel for tabel in tabellen if toeval.random() < kans}
    openbaar = publish(
        rijen,
        lambda cel: cel in verborgen,
        alleen=lambda cel: cel not in raakt or (*cel[:2], cel.gebied[:1], cel.uitsplitsing) in verteld,
        jaren=jaren,
        opgeteld=opgeteld,
    )
    return openbaar, zaken


def lay_out(openbaar: Openbaar, zaken: Sequence[Rij]) -> Leveringen:
    jaren = sorted({z["jaar"] for z in zaken})
    return Leveringen(zaken, openbaar.getoond, TWEE, jaren, opgeteld=openbaar.opgeteld)


def certain_groups(alle: Leveringen) -> list[tuple[str, tuple[int, ...]]]:
    """The sets of kinds of which it is certain that they hold 1 to 4 werkprocessen, or jongeren."""
    gevonden: list[tuple[str, tuple[int, ...]]] = []
    for hoeveel in (1, 2):
        for soorten in combinations(range(alle.zaken), hoeveel):
            met = [any(k in soorten for k in c) for c in alle.combinaties]
            for eenheid, (laag, hoog) in (
                (WERKPROCESSEN, alle.cases(soorten)),
                (JONGEREN, alle.persons(met)),
            ):
                if laag >= 1 and hoog < BREEDTE:
                    gevonden.append((eenheid, soorten))
    return gevonden


@pytest.mark.parametrize("zaad", seeds(3))
@pytest.mark.parametrize("naam", SOORTEN_ZAKEN)
def test_the_attack_finds_what_brute_force_finds(naam: str, zaad: int) -> None:
    openbaar, zaken = drawn_publication(naam, zaad)
    uitkomst, alle = examine(openbaar), lay_out(openbaar, zaken)
    gekozen = random.Random(zaad).sample(sorted(openbaar.onderdrukt), min(8, len(openbaar.onderdrukt)))
    gemist = []
    for cel in gekozen:
        (laag, hoog), (onder, boven) = alle.cell(cel), uitkomst.intervallen[cel]
        assert onder <= laag <= hoog <= boven
        if hoog - laag < BREEDTE <= boven - onder:
            gemist.append(cel)
    assert not gemist
    if naam != "stroom" and certain_groups(alle):
        assert groups_found(uitkomst)


def groups_found(uitkomst: Vonnis) -> int:
    return sum(n for soort, n in uitkomst.per_soort().items() if soort != "cel")
