"""What the attack says is certain is so: the delivery behind a publication always lies within its bounds.

Random deliveries, counted by the slow twin, with cells hidden at random.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from data.registry import vocabulary
from etl.aanval.insluiten import propagate
from etl.aanval.mogelijk import read_possible
from etl.aanval.openbaar import KENMERKEN, Groep, Zaak
from etl.aanval.programma import Doelen, Zoektocht
from etl.aanval.stelsel import Stelsel, as_matrix
from etl.aanval.vonnis import examine
from tests.etl.aanval.hulp import PEILDATUM, Rij, count_all, publish
from tests.seeds import seeds

JAREN = ("2022-2023", "2023-2024")
DELEN_VAN = {"R1": ("GM1", "GM2", "GM3"), "R2": ("GM4",)}
EERSTE_DAG = date(2022, 8, 1)
AGES = {"0-4": (3, 4), "5-11": (5, 11), "12-15": (12, 15), "16-17": (16, 17), "18+": (18, 25)}


def delivery(toeval: random.Random, aantal: int, *, eerder: bool) -> list[Rij]:
    """A possible delivery: each jongere has one date of birth, and a soort only the ages it can have.

    eerder: some of it began before the first schooljaar that is shown.
    """
    kan = read_possible()
    geboren = {n: EERSTE_DAG - timedelta(days=toeval.randrange(4 * 365, 25 * 365)) for n in range(max(1, aantal // 2))}
    rijen: list[Rij] = []
    while len(rijen) < aantal:
        persoon = toeval.choice(list(geboren))
        start = EERSTE_DAG + timedelta(days=toeval.randrange(-300 if eerder else 0, 730))
        leeftijd = (start - geboren[persoon]).days * 4 // 1461
        groep = next(g for g, (van, tot) in AGES.items() if van <= leeftijd <= tot or g == "18+")
        soort = toeval.choice([s for s in vocabulary.SOORTEN if kan.can_be(s, groep)])
        scholen = [o for o in KENMERKEN["onderwijssoort"] if groep in kan.onderwijssoort[o]]
        eind = start + timedelta(days=toeval.randrange(500))
        klaar = eind <= PEILDATUM and toeval.random() < 0.8
        rijen.append(
            {
                "persoon": f"p{persoon}",
                "gemeente_code": toeval.choice(["GM1", "GM1", "GM2", "GM3", "GM4"]),
                "soort": soort,
                "subsoort": toeval.choice(list(vocabulary.SUBSOORTEN.get(soort, {None: ""}))),
                "onderwijssoort": toeval.choice(scholen),
                "startdatum": start,
                "einddatum": eind if klaar else None,
                "afhandeling": toeval.choice(list(vocabulary.AFHANDELINGEN[soort])) if klaar else None,
                "leeftijd_bij_start": leeftijd,
            }
        )
    return rijen


@pytest.mark.parametrize("zaad", seeds(4))
@pytest.mark.parametrize("deel", [0.05, 0.4])
def test_the_delivery_is_never_outside_the_bounds(zaad: int, deel: float) -> None:
    toeval = random.Random(zaad)
    rijen = delivery(toeval, toeval.choice([12, 60, 120]), eerder=zaad % 2 == 1)
    waar = count_all(rijen, DELEN_VAN, JAREN)
    openbaar = publish(
        rijen, lambda _: toeval.random() < deel, delen_van=DELEN_VAN, jaren=JAREN, niets_eerder=zaad % 2 == 0
    )
    uitkomst = examine(openbaar, steekproef=20)
    assert not uitkomst.losser
    assert uitkomst.intervallen.keys() == set(openbaar.onderdrukt)
    buiten = [cel for cel, (laag, hoog) in uitkomst.intervallen.items() if not laag <= waar[cel] <= hoog]
    assert not buiten


def test_linear_programs_find_what_bounds_do_not() -> None:
    """Three groups that are 20 two by two are 10 each; no single row says so."""
    stelsel = Stelsel()
    groepen = [Groep("GM1", JAREN[0], "start", frozenset({Zaak(s, "")})) for s in ("vsv", "jib", "jikp")]
    kolommen = [stelsel.n(g) for g in groepen]
    for i, j in ((0, 1), (1, 2), (0, 2)):
        stelsel.row((kolommen[i], kolommen[j]), (1, 1), 20, 20)
    matrix = as_matrix(stelsel)
    laag, hoog = propagate(matrix, np.array(stelsel.laag), np.array(stelsel.hoog))
    assert [(laag[k], hoog[k]) for k in kolommen] == [(0, 20)] * 3
    doelen = Doelen(
        np.arange(3),
        np.array(kolommen),
        np.ones(3),
        laag[kolommen],
        hoog[kolommen],
        np.zeros(3, dtype=np.bool_),
        5,
    )
    assert not len(Zoektocht(matrix, laag, hoog, doelen).search(np.arange(3), 2, 3, 0))
    assert doelen.laag.tolist() == doelen.hoog.tolist() == [10, 10, 10]
