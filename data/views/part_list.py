"""The parts of a figure in another measure, and what changed in each: made of published cells alone.

A part is shown per 1.000 jongeren when all parts stand against the same known number of them, as a share when the total
is shown too. Nothing is made of a part that is hidden, and the order of those tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cells.cells import CelSleutel
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.referentie.trendbreuken import vergelijkbaar
from data.views.counts import Maat, count, factor
from data.views.parts import STAPPEN, Onderverdeling
from data.views.side_by_side import Volgorde
from data.views.two_years import earlier

# Their parts are an order by themselves: months, and ages.
EIGEN_VOLGORDE = frozenset({"maand", "leeftijdsgroep", "leeftijd", "leeftijd_vsv", STAPPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delenlijst:
    """How the parts are shown. waarden: in the measure, of those that are shown; empty for counts as they are.

    volgorde: None as they come. verschillen: with the schooljaar before, when that is the order. niet: of what was
    asked, `maat` or `volgorde`, what cannot be had.
    """

    maat: Maat = "aantal"
    volgorde: Volgorde | None = None
    waarden: Mapping[CelSleutel, float]
    verschillen: Mapping[CelSleutel, float]
    niet: tuple[str, ...] = ()


def list_parts(beeld: Beeld, delen: Onderverdeling, maat: Maat | None, volgorde: Volgorde | None) -> Delenlijst:
    """The parts as a view asks for them. maat, volgorde: None as they come."""
    waarden = _in_measure(beeld, delen, maat) if maat in ("per_1000", "procent") else {}
    verschillen = _changes(beeld, delen) if volgorde == "verandering" else {}
    kan = volgorde and delen.uitsplitsing not in EIGEN_VOLGORDE and (volgorde != "verandering" or verschillen)
    redenen = {
        "maat": maat in ("per_1000", "procent") and not waarden and not (maat == "procent" and _is_percentage(delen)),
        "volgorde": bool(volgorde) and not kan,
    }
    return Delenlijst(
        maat=maat if maat and waarden else "aantal",
        volgorde=volgorde if kan else None,
        waarden=waarden,
        verschillen=verschillen if kan else {},
        niet=tuple(wat for wat, geldt in redenen.items() if geldt),
    )


def _is_percentage(delen: Onderverdeling) -> bool:
    return delen.indicator.is_percentage


def _in_measure(beeld: Beeld, delen: Onderverdeling, maat: Maat | None) -> dict[CelSleutel, float]:
    """The shown parts in a measure; empty where it cannot be had for all of them."""
    bekend = [deel for deel in delen.delen if deel.waarde is not None]
    if maat is None or delen.uitsplitsing == STAPPEN or _is_percentage(delen) or not bekend:
        return {}
    per_duizend = {count(beeld, deel.sleutel, delen.soort).n for deel in bekend}
    van = {delen.totaal.waarde} if maat == "procent" else per_duizend
    n = van.pop()
    if van or not n or any((deel.waarde or 0.0) > n for deel in bekend):
        return {}
    return {deel.sleutel: (deel.waarde or 0.0) * factor(maat) / n for deel in bekend}


def _changes(beeld: Beeld, delen: Onderverdeling) -> dict[CelSleutel, float]:
    """Of each part the difference with the schooljaar before, where both are shown, whole and counted alike."""
    gevonden: dict[CelSleutel, float] = {}
    for deel in delen.delen:
        jaar = deel.sleutel.schooljaar
        if deel.waarde is None or deel.voorlopig or schooljaar.is_venster(jaar):
            continue
        eerder = earlier(jaar, 1)
        if vergelijkbaar(deel.sleutel.indicator, deel.sleutel.gebied, eerder, jaar):
            continue
        toen = beeld.van_soort(deel.sleutel._replace(schooljaar=eerder), delen.soort).waarde
        if toen is not None:
            gevonden[deel.sleutel] = deel.waarde - toen
    return gevonden
