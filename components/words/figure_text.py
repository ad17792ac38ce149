"""A figure as text: as its source printed it, or the word for why there is none."""

from __future__ import annotations

from components.words.notation import VOORLOPIG, format_cell, format_percentage, speak_cell
from data.publication.figures import Cijfer
from data.registry.indicators import INDICATOREN

IN_VERSLAG = "in jaarverslag"
"""Stands in the place of an example of what a report tells: it is not unknown."""


def figure_text(cijfer: Cijfer) -> str:
    """`4.269`, `99,2%`, `3,04%` where a report says so, `17*` when provisional, `afgeschermd`, `in jaarverslag`."""
    if cijfer.in_verslag:
        return IN_VERSLAG
    if not cijfer.is_bekend or cijfer.waarde is None:
        return speak_cell(None, cijfer.status)
    if not INDICATOREN[cijfer.sleutel.indicator].is_percentage:
        return format_cell(cijfer.waarde, cijfer.status, voorlopig=cijfer.voorlopig)
    tekst = format_percentage(cijfer.waarde, cijfer.gedrukte_decimalen)
    return tekst + (VOORLOPIG if cijfer.voorlopig else "")


def spoken_figure(cijfer: Cijfer) -> str:
    """The same for a screen reader, which would read the sign of a provisional figure as nothing."""
    return figure_text(cijfer).removesuffix(VOORLOPIG) + (
        ", voorlopig" if cijfer.is_bekend and cijfer.voorlopig else ""
    )
