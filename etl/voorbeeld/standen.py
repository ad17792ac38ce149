"""How many jongeren live in a gemeente: as published where that is so, else near it, else drawn from a likely size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from data.referentie.gebieden import Gebieden
from data.reports.published_figures import Publicatiecijfer
from etl.voorbeeld.aannames import (
    AANDEEL_LEERPLICHTIG,
    GROEI_PER_JAAR,
    GROOTSTE_GEMEENTE,
    KLEINSTE_GEMEENTE,
    MIDDELSTE_GEMEENTE,
    SCHOOLJAREN,
    SPREIDING_GEMEENTEN,
    SPREIDING_IN_REGIO,
)

JONGEREN, LEERPLICHTIG = "jongeren_5_18", "leerplichtigen"
KWALIFICATIEPLICHTIG, SAMEN = "kwalificatieplichtigen", "leer_en_kwalificatieplichtigen"

Gepubliceerd = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Stand:
    """The jongeren of a gemeente in one schooljaar."""

    jongeren: int
    leerplichtig: int
    kwalificatieplichtig: int


def make_standen(cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden, zaad: int) -> dict[tuple[str, str], Stand]:
    """Return a stand for every gemeente and schooljaar of the example."""
    bekend = _published(cijfers)
    standen = {}
    for regio in gebieden.regios:
        buren = [som for code in regio.gemeenten for jaar in SCHOOLJAREN if (som := _total(code, jaar, bekend))]
        for code in regio.gemeenten:
            rng = np.random.default_rng([zaad, 10, int(code[2:])])
            for jaar, stand in zip(SCHOOLJAREN, _of_gemeente(code, bekend, _size(buren, rng), rng), strict=True):
                standen[code, jaar] = stand
    return standen


def _size(buren: list[int], rng: np.random.Generator) -> float:
    """A size for a gemeente of which nothing is published: like its neighbours, if anything is known of those."""
    midden = np.mean(np.log(buren)) if buren else np.log(MIDDELSTE_GEMEENTE)
    spreiding = SPREIDING_IN_REGIO if buren else SPREIDING_GEMEENTEN
    return min(max(float(np.exp(rng.normal(midden, spreiding))), KLEINSTE_GEMEENTE), GROOTSTE_GEMEENTE)


def _published(cijfers: Iterable[Publicatiecijfer]) -> dict[tuple[str, str, str], int]:
    return {
        (cijfer.indicator, cijfer.gebied, cijfer.schooljaar): int(cijfer.waarde)
        for cijfer in cijfers
        if cijfer.indicator and cijfer.toonbaar and cijfer.waarde is not None and cijfer.voorkeur
    }


def _of_gemeente(code: str, bekend: Gepubliceerd, grootte: float, rng: np.random.Generator) -> list[Stand]:
    groei = 1 + rng.normal(0, GROEI_PER_JAAR)
    aandeel = AANDEEL_LEERPLICHTIG + rng.normal(0, 0.004)
    ruis = rng.normal(1, 0.002, len(SCHOOLJAREN))
    vast = {n: som for n, jaar in enumerate(SCHOOLJAREN) if (som := _total(code, jaar, bekend)) is not None}
    standen = []
    for n, jaar in enumerate(SCHOOLJAREN):
        dichtbij = min((abs(m - n), m) for m in vast)[1] if vast else 0
        geschat = vast.get(dichtbij, grootte) * groei ** (n - dichtbij) * ruis[n]
        standen.append(_split(code, jaar, vast.get(n, round(geschat)), aandeel, bekend))
    return standen


def _total(code: str, jaar: str, bekend: Gepubliceerd) -> int | None:
    """Jongeren of 5-18 as published, or those with a duty to go to school, which are nearly the same."""
    delen = [bekend.get((naam, code, jaar)) for naam in (LEERPLICHTIG, KWALIFICATIEPLICHTIG)]
    som = sum(deel for deel in delen if deel is not None) if None not in delen else None
    return bekend.get((JONGEREN, code, jaar), bekend.get((SAMEN, code, jaar), som))


def _split(code: str, jaar: str, jongeren: int, aandeel: float, bekend: Gepubliceerd) -> Stand:
    """Leerplichtig and kwalificatieplichtig; together all jongeren, unless published otherwise."""
    kwalificatie = bekend.get((KWALIFICATIEPLICHTIG, code, jaar))
    leerplichtig = bekend.get((LEERPLICHTIG, code, jaar))
    if leerplichtig is None:
        leerplichtig = round(jongeren * aandeel) if kwalificatie is None else jongeren - kwalificatie
    return Stand(jongeren, leerplichtig, jongeren - leerplichtig if kwalificatie is None else kwalificatie)
