"""One indicator over the schooljaren on the page: the own line with its region, in the unit that is compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from components.pieces.years_piece import goal_name
from components.svg.inline import InlineDrawing
from components.svg.year_lines import Jaargrafiek, Reekslijn, year_lines
from components.tables.table import Cel, Rij, data_table
from components.words.conclusions import describe_trend
from components.words.side_by_side_words import value_text
from data.publication.figures import Gebied
from data.reports.dutch import enumerate_in_words
from data.views.development import Verloop
from data.views.years_beside import Jaarlijn, Jaarlijnen

OP_MAAT = "Of dit toeval is, meten we per 1.000 jongeren."
# Percentages from here on differ too little to be seen on an axis from zero.
_HOOG = 50.0


def years_chart(
    lijnen: Jaarlijnen, verloop: Verloop, regio: Gebied, schooljaar: str, naast: Sequence[Gebied] = ()
) -> InlineDrawing:
    """The picture. A goal stands in it where there is one for this percentage.

    naast: those put beside, in the order of the numbers that the page gives them.
    """
    procent = lijnen.maat == "procent"
    bekend = [w for lijn in lijnen.lijnen for w in lijn.waarden if w is not None]
    return year_lines(
        Jaargrafiek(
            jaren=lijnen.jaren,
            lijnen=[_line(lijn, regio, naast) for lijn in lijnen.lijnen],
            gekozen=lijnen.jaren.index(schooljaar) if schooljaar in lijnen.jaren else None,
            sneden=lijnen.sneden,
            doel=(verloop.doel.waarde, goal_name(verloop.doel)) if verloop.doel and procent else None,
            teken="%" if procent else "",
            hoog=procent and min(bekend) > _HOOG,
            schrijf=partial(value_text, maat=lijnen.maat, decimalen=lijnen.decimalen),
        )
    )


def _name(lijn: Jaarlijn, regio: Gebied) -> str:
    if lijn.gebied == regio:
        return "hele regio" if lijn.eigen else "regio"
    return lijn.gebied.naam


def _line(lijn: Jaarlijn, regio: Gebied, naast: Sequence[Gebied]) -> Reekslijn:
    soort = "eigen" if lijn.eigen else "regio"
    if lijn.gebied in naast:
        soort = f"naast-{naast.index(lijn.gebied) + 1}"
    naam = _name(lijn, regio)
    return Reekslijn(naam=naam, waarden=lijn.waarden, intervallen=lijn.intervallen, sneden=lijn.sneden, soort=soort)


def years_table(lijnen: Jaarlijnen, regio: Gebied) -> Component:
    """The values of all lines, a column each."""
    schrijf = partial(value_text, maat=lijnen.maat, decimalen=lijnen.decimalen)
    namen = [_name(lijn, regio) for lijn in lijnen.lijnen]
    rijen = [
        Rij(jaar, tuple(_cell(lijn.waarden[i], schrijf) for lijn in lijnen.lijnen))
        for i, jaar in enumerate(lijnen.jaren)
    ]
    maat = {"procent": "in procenten", "per_1000": "per 1.000 jongeren", "aantal": "aantallen"}[lijnen.maat]
    return data_table(f"Naast elkaar, {maat}", ["Schooljaar", *namen], rijen)


def _cell(waarde: float | None, schrijf: Callable[[float], str]) -> Cel:
    return Cel("geen cijfer", zonder=True) if waarde is None else Cel(schrijf(waarde), getal=True)


def absent_words(namen: Sequence[str], *, aantallen: bool = False) -> Component | None:
    """Say who was put beside and is not in the picture; None when all are. aantallen: because counts are shown."""
    if not namen:
        return None
    wie = f"{enumerate_in_words(namen)} {'staat' if len(namen) == 1 else 'staan'}"
    reden = "er is geen cijfer dat we hiernaast kunnen zetten"
    if aantallen:
        reden = "aantallen van gemeenten die niet even groot zijn, zetten we niet naast elkaar"
    return html.P(f"{wie} niet in deze grafiek: {reden}.", className="klein")


def years_finding(lijnen: Jaarlijnen, verloop: Verloop) -> str:
    """From what to what since the years can be compared, and what may be said of that line."""
    plekken = lijnen.vergelijkbaar
    schrijf = partial(value_text, maat=lijnen.maat, decimalen=lijnen.decimalen)
    eenheid = {"procent": "", "per_1000": " per 1.000 jongeren", "aantal": ""}[lijnen.maat]
    if not plekken:
        return (
            "Dit schooljaar is nog niet voorbij."
            if lijnen.voorlopig
            else "Van de laatste schooljaren is er geen cijfer."
        )
    eerste, laatste = (lijnen.eigen.waarden[plekken[i]] or 0.0 for i in (0, -1))
    jaar = lijnen.jaren[plekken[-1]]
    if len(plekken) == 1:
        return f"In {jaar}: {schrijf(laatste)}{eenheid}. {_one(lijnen)}"
    van = f"Van {schrijf(eerste)} in {lijnen.jaren[plekken[0]]} naar {schrijf(laatste)}{eenheid} in {jaar}."
    trend = describe_trend(verloop.ontwikkeling, verloop.meetjaren) if verloop.ontwikkeling else ""
    if trend and lijnen.maat == "aantal":
        trend = OP_MAAT
    return f"{van} {trend}".strip()


def _one(lijnen: Jaarlijnen) -> str:
    return "Eerdere jaren zijn anders geteld." if lijnen.sneden else "Er is nog maar één schooljaar met dit cijfer."
