"""A figure as text: as its source printed it, or the word for why there is none."""

from __future__ import annotations

from components.notation import VOORLOPIG, format_cell, format_percentage, speak_cell
from data.figures import Cijfer
from data.indicators import INDICATOREN

_MEESTE_DECIMALEN = 2


def figure_text(cijfer: Cijfer) -> str:
    """`4.269`, `99,2%`, `3,04%` where a report says so, `17*` when provisional, `afgeschermd`."""
    if not cijfer.is_bekend or cijfer.waarde is None:
        return speak_cell(None, cijfer.status)
    if not INDICATOREN[cijfer.sleutel.indicator].is_percentage:
        return format_cell(cijfer.waarde, cijfer.status, voorlopig=cijfer.voorlopig)
    return percentage_text(cijfer.waarde, cijfer.is_verslag) + (VOORLOPIG if cijfer.voorlopig else "")


def spoken_figure(cijfer: Cijfer) -> str:
    """The same for a screen reader, which would read the sign of a provisional figure as nothing."""
    return figure_text(cijfer).removesuffix(VOORLOPIG) + (
        ", voorlopig" if cijfer.is_bekend and cijfer.voorlopig else ""
    )


def percentage_text(waarde: float, uit_verslag: bool) -> str:
    """One decimal; a report's percentage as it was printed, which is one or two."""
    return format_percentage(waarde, _decimals(waarde) if uit_verslag else 1)


def printed_decimals(cijfer: Cijfer) -> int:
    """With how many decimals a percentage is printed."""
    return _decimals(cijfer.waarde) if cijfer.is_verslag and cijfer.waarde is not None else 1


def _decimals(waarde: float) -> int:
    gedrukt = len(repr(float(waarde)).partition(".")[2])
    return gedrukt if gedrukt <= _MEESTE_DECIMALEN else 1
