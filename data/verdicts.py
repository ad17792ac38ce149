"""What may be said of a difference on a tile: tested on jongeren, never on werkprocessen.

Werkprocessen come in clusters (one jongere, several), so a test on them would call chance a change. Where the same
source does not tell how many jongeren there were, nothing is said about chance.
"""

from __future__ import annotations

from data.figures import Cijfer, Deel
from data.funnel import Plek, place, place_of_range
from data.indicators import Indicator
from data.statistics import Oordeel, compare_years

_ANDERSOM = {Oordeel.HOGER: Oordeel.LAGER, Oordeel.LAGER: Oordeel.HOGER}


def judge_years(
    ind: Indicator, paar: tuple[Cijfer, Cijfer], personen: tuple[Cijfer, Cijfer], noemers: tuple[Cijfer, Cijfer]
) -> Oordeel | None:
    """Whether this year is higher or lower than last year, or None when that cannot be tested.

    paar: the figures as shown, this year and last; personen: the jongeren behind them; noemers: the jongeren there are.
    """
    bekend = [c.waarde for c in (*paar, *personen, *noemers) if c.waarde is not None]
    if len(bekend) < 6 or not all(bekend[4:]) or (ind.selectie is None and not ind.teller):
        return None
    nu, toen, jongeren, eerder, n, eerdere_n = bekend
    oordeel = compare_years(round(jongeren), n, round(eerder), eerdere_n)
    oordeel = _ANDERSOM.get(oordeel, oordeel) if ind.aanvulling else oordeel
    tegen = Oordeel.LAGER if nu > toen else Oordeel.HOGER
    return None if oordeel is tegen else oordeel


def judge_place(
    ind: Indicator, personen: Cijfer, noemer: Cijfer, regio: tuple[Cijfer, Cijfer], deel: Deel | None
) -> Plek | None:
    """Where a gemeente lies against its region, or None when that cannot be tested.

    regio: the jongeren behind the region's figure and the jongeren it has; for a percentage that only a report knows,
    the region's percentage itself, against the range of counts that the gemeente's own percentage can stand for.
    """
    van_regio, regio_n = regio
    if ind.is_percentage and deel and van_regio.waarde is not None and van_regio.sleutel.indicator == ind.key:
        return place_of_range("aandeel", (deel.laag, deel.hoog), deel.n, van_regio.waarde / 100)
    if None in (personen.waarde, van_regio.waarde) or not noemer.waarde or not regio_n.waarde:
        return None
    if (personen.waarde or 0) > noemer.waarde or (van_regio.waarde or 0) > regio_n.waarde:
        return None
    plek = place("aandeel", round(personen.waarde or 0), noemer.waarde, (van_regio.waarde or 0) / regio_n.waarde)
    if not ind.aanvulling:
        return plek
    return Plek(_ANDERSOM.get(plek.op_95, plek.op_95), _ANDERSOM.get(plek.op_998, plek.op_998))
