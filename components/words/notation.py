"""Numbers, dates and signs as a Dutch reader expects them: `4.269`, `99,2%`, `6,1 per 1.000`, and never NaN or None.

A value that is not there gets a sign with a meaning in `TEKENS`; a zero is a zero. What rounds to 0 or to 100 percent
without being it is written as "minder dan" or "meer dan", because "0,0%" would say that there is nobody.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from babel.dates import format_date as _babel_date

from data.cells.cells import Status
from data.reports.dutch import number, rounded
from data.statistics.statistics import Interval

TAAL: Final = "nl"
ONBEKEND: Final = "."
AFGESCHERMD: Final = "afgeschermd"
NVT: Final = "-"
VOORLOPIG: Final = "*"

TEKENS: Final[tuple[tuple[str, str], ...]] = (
    (ONBEKEND, "onbekend: de bron geeft geen cijfer"),
    (AFGESCHERMD, "afgeschermd: het cijfer is er, maar we tonen het niet, zodat niemand herkend wordt"),
    (NVT, "niet van toepassing"),
    (VOORLOPIG, "voorlopig: het schooljaar is nog niet voorbij, dus het cijfer kan veranderen"),
    ("0", "echt nul: het kwam niet voor"),
)
_TEKEN: Final[dict[Status, str]] = {"onderdrukt": AFGESCHERMD, "onbekend": ONBEKEND, "nvt": NVT}
_UITSPRAAK: Final[dict[Status, str]] = {
    "onderdrukt": "afgeschermd",
    "onbekend": "onbekend",
    "nvt": "niet van toepassing",
}


def format_count(aantal: float) -> str:
    """A whole number: `4.269`. ValueError when it is not whole, because half a jongere is a mistake upstream."""
    if not math.isfinite(aantal) or aantal != int(aantal):
        raise ValueError("Een aantal moet een heel getal zijn.")
    return number(int(aantal), 0)


def format_decimal(waarde: float, decimalen: int = 1) -> str:
    """A number with a fixed number of decimals: `6,1`. Halves round away from zero, as readers were taught."""
    return number(waarde, decimalen)


def format_percentage(percentage: float, decimalen: int = 1) -> str:
    """A percentage given as 0-100: `99,2%`, `meer dan 99,9%`, `minder dan 0,1%`."""
    if percentage < 100 <= rounded(percentage, decimalen):
        return f"meer dan {format_decimal(100 - 10.0**-decimalen, decimalen)}%"
    return f"{_or_less(percentage, decimalen)}%"


def format_per_thousand(waarde: float, decimalen: int = 1) -> str:
    """A rate per 1.000: `6,1 per 1.000`, `minder dan 0,1 per 1.000`."""
    return f"{_or_less(waarde, decimalen)} per 1.000"


def _or_less(waarde: float, decimalen: int) -> str:
    tekst = format_decimal(waarde, decimalen)
    if waarde > 0 and tekst == format_decimal(0, decimalen):
        return f"minder dan {format_decimal(10.0**-decimalen, decimalen)}"
    return tekst


def format_interval(interval: Interval, decimalen: int = 1) -> str:
    """Two limits in one unit: `5,6 tot 14,4`."""
    return f"{format_decimal(interval.laag, decimalen)} tot {format_decimal(interval.hoog, decimalen)}"


def format_day(dag: date) -> str:
    """A day in full: `1 oktober 2023`."""
    return str(_babel_date(dag, "d MMMM y", locale=TAAL))


def format_month(dag: date) -> str:
    """A month in full: `oktober 2023`."""
    return str(_babel_date(dag, "MMMM y", locale=TAAL))


def format_cell(waarde: float | None, status: Status, *, percentage: bool = False, voorlopig: bool = False) -> str:
    """A figure in a table or on a tile: the number, with `*` when provisional, or the sign of why there is none."""
    if status != "gepubliceerd":
        return _TEKEN[status]
    return _published(waarde, percentage) + (VOORLOPIG if voorlopig else "")


def speak_cell(waarde: float | None, status: Status, *, percentage: bool = False, voorlopig: bool = False) -> str:
    """The same for a screen reader, which would read a full stop or a dash as nothing at all."""
    if status != "gepubliceerd":
        return _UITSPRAAK[status]
    return _published(waarde, percentage) + (", voorlopig" if voorlopig else "")


def _published(waarde: float | None, percentage: bool) -> str:
    if waarde is None:
        raise ValueError("Een gepubliceerd cijfer heeft een waarde.")
    return format_percentage(waarde) if percentage else format_count(waarde)
