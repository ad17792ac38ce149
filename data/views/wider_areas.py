"""The same figure of the wider areas a place lies in: a region of subregions, the country."""

from __future__ import annotations

from collections.abc import Iterator

from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import Beeld
from data.referentie.gebieden import gebieden
from data.views.development import Verloop


def elsewhere(beeld: Beeld, verloop: Verloop, gebied: str, jaar: str) -> tuple[tuple[Gebied, Cijfer], ...]:
    """The percentage of each wider area that a report gives for this schooljaar, the nearest first.

    Only percentages: a count of the country says nothing beside one of a gemeente.
    """
    if not verloop.indicator.is_percentage or verloop.soort != "verslag" or not verloop.cijfers:
        return ()
    sleutel = verloop.cijfers[0].sleutel._replace(schooljaar=jaar)
    gevonden = ((code, beeld.verslag(sleutel._replace(gebied=code))) for code in _around(beeld, gebied))
    return tuple((beeld.gebieden[code], cijfer) for code, cijfer in gevonden if cijfer.is_bekend)


def _around(beeld: Beeld, gebied: str) -> Iterator[str]:
    """The codes of the areas it lies in that this publication knows, from near to far."""
    code = beeld.gebieden[gebied].regio or ""
    regio = gebieden().regio(code or gebied)
    while code or regio:
        if code in beeld.gebieden:
            yield code
        code = regio.deel_van if regio else ""
        regio = gebieden().regio(code) if code else None
