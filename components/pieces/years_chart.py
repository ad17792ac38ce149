"""One indicator over the schooljaren on the page: the own line with its region, in the unit that is compared."""

from __future__ import annotations

from functools import partial

from components.pieces.years_piece import goal_name
from components.svg.inline import InlineDrawing
from components.svg.year_lines import Jaargrafiek, Reekslijn, year_lines
from components.words.conclusions import describe_trend
from components.words.side_by_side_words import value_text
from data.publication.figures import Gebied
from data.views.development import Verloop
from data.views.years_beside import Jaarlijn, Jaarlijnen

# Percentages from here on differ too little to be seen on an axis from zero.
_HOOG = 50.0


def years_chart(lijnen: Jaarlijnen, verloop: Verloop, regio: Gebied, schooljaar: str) -> InlineDrawing:
    """The picture. A goal stands in it where there is one for this percentage."""
    procent = lijnen.maat == "procent"
    bekend = [w for lijn in lijnen.lijnen for w in lijn.waarden if w is not None]
    return year_lines(
        Jaargrafiek(
            jaren=lijnen.jaren,
            lijnen=[_line(lijn, regio, i) for i, lijn in enumerate(lijnen.lijnen)],
            gekozen=lijnen.jaren.index(schooljaar) if schooljaar in lijnen.jaren else None,
            sneden=lijnen.sneden,
            doel=(verloop.doel.waarde, goal_name(verloop.doel)) if verloop.doel and procent else None,
            teken="%" if procent else "",
            hoog=procent and min(bekend) > _HOOG,
            schrijf=partial(value_text, maat=lijnen.maat, decimalen=lijnen.decimalen),
        )
    )


def _line(lijn: Jaarlijn, regio: Gebied, plaats: int) -> Reekslijn:
    if lijn.eigen:
        soort, naam = "eigen", "hele regio" if lijn.gebied == regio else lijn.gebied.naam
    else:
        soort, naam = ("regio", "regio") if lijn.gebied == regio else (f"naast-{plaats}", lijn.gebied.naam)
    return Reekslijn(naam=naam, waarden=lijn.waarden, intervallen=lijn.intervallen, soort=soort)


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
    return f"{van} {trend}".strip()


def _one(lijnen: Jaarlijnen) -> str:
    return "Eerdere jaren zijn anders geteld." if lijnen.sneden else "Er is nog maar één schooljaar met dit cijfer."
