"""What is said of a gemeente that was put beside the own one: its figure in the same unit, or why there is none."""

from __future__ import annotations

from components.words.side_by_side_words import shown_value, why_not
from data.views.beside import Ernaast
from data.views.side_by_side import Naast


def beside_value(naast: Naast, ander: Ernaast) -> str:
    """`6,8`, `99,1%`, or in a few words why there is no such number."""
    plaats = ander.plaats
    if ander.telt_anders:
        return "telt dit anders" if naast.soort == "verslag" else "alleen binnen een regio"
    if plaats.waarde is None:
        # A figure that cannot be had in this measure is known, and is not called unknown.
        bekend = plaats.telling.laag is not None or plaats.telling.cijfer.is_bekend
        return "niet in deze maat" if bekend and plaats.telling.n is not None else why_not(plaats)
    return shown_value(naast, plaats)


def beside_words(naast: Naast, anderen: tuple[Ernaast, ...], *, met_eenheid: bool) -> str:
    """`1 Zwolle: 6,8 · 2 Kampen: afgeschermd`, each with the number of its mark in the drawing.

    met_eenheid: nothing near it says what the numbers are.
    """
    eenheid = " per 1.000" if met_eenheid and naast.maat == "per_1000" else ""
    delen = []
    for plek, ander in enumerate(anderen, 1):
        waarde = beside_value(naast, ander) + (eenheid if ander.plaats.waarde is not None else "")
        delen.append(f"{plek}\N{NO-BREAK SPACE}{ander.gebied.naam}: {waarde}")
    return " · ".join(delen)
