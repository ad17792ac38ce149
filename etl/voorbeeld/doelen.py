"""The published figures as demands on the example: which cells, where, and which counts agree with the figure.

Everything follows from `data.reports.published`; a figure that is published tomorrow is a demand tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from data.referentie.gebieden import Gebieden
from data.reports.published_figures import Publicatiecijfer, mogelijke_aantallen
from etl.afstemming.question import Vraag, numerator_of, question_of
from etl.voorbeeld.aannames import SCHOOLJAREN
from etl.voorbeeld.cellen import (
    AFHANDELINGEN,
    LOOPT_NOG,
    ONDERWIJSSOORTEN,
    SOORTEN,
    SUBSOORTEN,
    Celkolommen,
    mask_of,
)
from etl.voorbeeld.gelijkstellingen import equated_questions
from etl.voorbeeld.toewijzing import Doel, Masker

# Where figures contradict each other the example follows what must agree first, then the surer reading, then a guide.
_GEWICHT = {"zeker": 2.0, "afgeleid": 1.0}
_GEWICHT_TWEEDE_LEZING = 0.1
_GEWICHT_GELIJKGESTELD = 0.02

Standen = Mapping[tuple[str, str], int]


def demands(
    cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden, standen: Standen, cellen: Celkolommen
) -> list[Doel]:
    """Return what the published figures ask of the werkprocessen.

    standen: jongeren of 5-18 per (gemeente, schooljaar), needed for the count behind a percentage.
    """
    bruikbaar = [c for c in cijfers if c.soort == "meting" and c.schooljaar in SCHOOLJAREN]
    gevraagd = [*_counts(bruikbaar, gebieden), *_percentages(bruikbaar, gebieden, standen)]
    gevraagd += [(v, n, n, _GEWICHT_GELIJKGESTELD) for v, n in equated_questions(bruikbaar, gebieden)]
    return [_demand(cellen, *wat) for wat in gevraagd if _can_be_followed(wat[0])]


Gevraagd = tuple[Vraag, int, int, float]


def _counts(cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden) -> Iterable[Gevraagd]:
    for cijfer in cijfers:
        vraag = question_of(cijfer, gebieden)
        if vraag and cijfer.waarde is not None and cijfer.waarde.is_integer():
            gewicht = _GEWICHT[cijfer.zekerheid] if cijfer.afstembaar else _GEWICHT_TWEEDE_LEZING
            yield vraag, int(cijfer.waarde), int(cijfer.waarde), gewicht


def _percentages(cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden, standen: Standen) -> Iterable[Gevraagd]:
    for cijfer in cijfers:
        vraag = numerator_of(cijfer, gebieden)
        if vraag and cijfer.waarde is not None and cijfer.berekening:
            noemer = sum(standen[code, cijfer.schooljaar] for code in vraag.gemeenten)
            kan = mogelijke_aantallen(cijfer.waarde, noemer, decimalen=cijfer.decimalen, rest=cijfer.berekening.rest)
            if kan:
                yield vraag, *_inside(kan), _GEWICHT[cijfer.zekerheid]


def _inside(kan: tuple[int, int]) -> tuple[int, int]:
    """Away from the edges, where it depends on the way of rounding."""
    laag, hoog = kan
    return (laag + 1, hoog - 1) if hoog - laag >= 2 else kan


def _can_be_followed(vraag: Vraag) -> bool:
    """Persons are dealt out by the start of their werkprocessen, so only such counts of persons can be met."""
    return not vraag.jongeren or vraag.moment == "start"


def _demand(cellen: Celkolommen, vraag: Vraag, laag: int, hoog: int, gewicht: float) -> Doel:
    return Doel(mask(cellen, vraag), vraag.gemeenten, vraag.jongeren, laag, hoog, gewicht)


def mask(cellen: Celkolommen, vraag: Vraag) -> Masker:
    """Which cells a question counts."""
    jaar = SCHOOLJAREN.index(vraag.schooljaar)
    gekozen = np.array([_atoom(*atoom) for atoom in vraag.atomen])
    masker = np.isin(_atoom_of(cellen), gekozen)
    if vraag.onderwijssoorten:
        masker &= mask_of(cellen.onderwijssoort, ONDERWIJSSOORTEN, vraag.onderwijssoorten.__contains__)
    if vraag.moment == "start":
        masker &= cellen.start == jaar
    elif vraag.moment == "eind":
        masker &= cellen.eind == jaar
    else:
        masker &= (cellen.start <= jaar) & ((cellen.eind == LOOPT_NOG) | (cellen.eind > jaar))
    return masker


def _atoom(soort: str, subsoort: str, afhandeling: str) -> int:
    nummers = SOORTEN.index(soort), SUBSOORTEN.index(subsoort), AFHANDELINGEN.index(afhandeling)
    return (nummers[0] * len(SUBSOORTEN) + nummers[1]) * len(AFHANDELINGEN) + nummers[2]


def _atoom_of(cellen: Celkolommen) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    soort, subsoort, afhandeling = (
        codes.astype(np.int64) for codes in (cellen.soort, cellen.subsoort, cellen.afhandeling)
    )
    nummer: np.ndarray[tuple[int], np.dtype[np.int64]]
    nummer = (soort * len(SUBSOORTEN) + subsoort) * len(AFHANDELINGEN) + afhandeling
    return nummer
