"""Region figures that a report does not print but that follow from its gemeenten: sums and weighted percentages.

Only where one report gives the figure for every gemeente of the region, and only what may be added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import INDICATOREN, JONGEREN

_SOM = "Het verslag noemt dit cijfer niet zelf: het is de som van de {n} gemeenten."
_GEWOGEN = (
    "Het verslag noemt dit percentage niet zelf. Het is berekend uit de {n} gemeenten, gewogen naar het aantal "
    "jongeren. Die percentages zijn afgerond, dus ook dit cijfer kan een tiende procent afwijken."
)


def derive_regional(verslag: Mapping[CelSleutel, Cijfer], gebieden: Iterable[Gebied]) -> dict[CelSleutel, Cijfer]:
    """The totals of each region that follow from the reports' figures per gemeente, marked `afgeleid`."""
    per_regio: dict[str, list[str]] = {}
    for gebied in gebieden:
        if gebied.soort == "gemeente" and gebied.regio:
            per_regio.setdefault(gebied.regio, []).append(gebied.code)
    totalen = [s for s in verslag if s.uitsplitsing == TOTAAL and s.indicator in INDICATOREN]
    afgeleid: dict[CelSleutel, Cijfer] = {}
    for regio, codes in per_regio.items():
        for sleutel in {s._replace(gebied=regio) for s in totalen if s.gebied in codes}:
            leden = [verslag.get(sleutel._replace(gebied=code)) for code in codes]
            cijfer = _combine(sleutel, [lid for lid in leden if lid is not None and lid.is_bekend], verslag)
            if cijfer and sum(lid is not None and lid.is_bekend for lid in leden) == len(codes):
                afgeleid[sleutel] = cijfer
    return afgeleid


def _combine(sleutel: CelSleutel, leden: list[Cijfer], verslag: Mapping[CelSleutel, Cijfer]) -> Cijfer | None:
    ind = INDICATOREN[sleutel.indicator]
    if len({lid.bron for lid in leden}) != 1:
        return None
    if ind.is_percentage:
        waarde, tekst = _weighted(leden, verslag), _GEWOGEN
    else:
        waarde, tekst = (sum(lid.waarde or 0.0 for lid in leden) if ind.optelbaar else None), _SOM
    if waarde is None:
        return None
    return replace(
        leden[0],
        sleutel=sleutel,
        waarde=waarde,
        zekerheid="afgeleid",
        toelichting=tekst.format(n=len(leden)),
        sectie="",
        decimalen=1 if ind.is_percentage else leden[0].decimalen,
    )


def _weighted(leden: list[Cijfer], verslag: Mapping[CelSleutel, Cijfer]) -> float | None:
    """The percentages weighted by the jongeren they are about; not rounded again, because a test may rest on it."""
    ind = INDICATOREN[leden[0].sleutel.indicator]
    noemers = [
        verslag.get(CelSleutel(ind.noemer or "", JONGEREN, lid.sleutel.gebied, lid.sleutel.schooljaar)) for lid in leden
    ]
    gewichten = [noemer.waarde for noemer in noemers if noemer and noemer.waarde]
    if len(gewichten) != len(leden):
        return None
    return round(sum((lid.waarde or 0.0) * w for lid, w in zip(leden, gewichten, strict=True)) / sum(gewichten), 1)
