"""The strip of a tile: where its gemeente stands among the others of the region, in the unit of its rate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dash.development.base_component import Component

from components.svg.strip import Strook, strip
from components.words.side_by_side_words import value_text
from data.publication.figures import Gebied
from data.views.beside import Ernaast
from data.views.side_by_side import Naast
from data.views.tiles import Tegel


def tile_strip(tegel: Tegel, gebied: Gebied, ernaast: Sequence[Ernaast] = ()) -> Component | None:
    """Every gemeente with a figure of the same kind of source; None where the own one has none to put among them.

    ernaast: those that the reader put beside, each with a number of its own. Counts are put on one line only where they
    say how large a gemeente is: else the larger one has more by itself.
    """
    naast = tegel.naast
    eigen = naast.eigen if naast else None
    op_grootte = naast is not None and not naast.toeval
    if naast is None or eigen is None or eigen.waarde is None or (naast.maat == "aantal" and not op_grootte):
        return None
    if len(naast.geordend) < 2 or (op_grootte and min(rij.waarde or 0.0 for rij in naast.geordend) <= 0):
        return None
    return strip(
        Strook(
            eigen=eigen.waarde,
            naam=gebied.naam,
            anderen=[
                (r.gebied.naam, r.waarde)
                for r in naast.geordend
                if r is not eigen and r.waarde is not None and all(r is not ander.plaats for ander in ernaast)
            ],
            gemerkt=[(ander.gebied.naam, ander.plaats.waarde) for ander in ernaast],
            regio=region_line(naast),
            # The interval of cases is narrower than chance is: those of one jongere come together.
            band=eigen.interval if eigen.telling.personen else None,
            teken="%" if naast.maat == "procent" else "",
            op_grootte=op_grootte,
            schrijf=partial(value_text, maat=naast.maat, decimalen=naast.decimalen),
        )
    )


def region_line(naast: Naast) -> tuple[str, float] | None:
    """What the dashed line stands at and is called: the region, or those shown together; None where there is none.

    All gemeenten of a region together are the region.
    """
    if naast.waarde_samen is None:
        return None
    is_regio = naast.van_regio or (naast.hele_regio and not naast.zonder_waarde)
    return "regio" if is_regio else "samen", naast.waarde_samen
