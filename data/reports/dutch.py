"""Numbers, dates and lists as Dutch readers write them, for sentences that are made on this side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

_DATUM = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@lru_cache(maxsize=8192)
def number(value: float | Fraction, decimals: int) -> str:
    """`1.884`, or `99,1` with one decimal. The one formatter of numbers; ValueError for what is no number."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(rounded(value, decimals), pattern, locale="nl"))


def counted(amount: int, one: str, many: str) -> str:
    """`1 regel`, `1.884 regels`, `0 regels`."""
    return f"{number(amount, 0)} {one if amount == 1 else many}"


def rounded(value: float | Fraction, decimals: int) -> Decimal:
    """The number with so many decimals; halves go away from zero, as readers were taught."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    elif not math.isfinite(value):
        raise ValueError("Dit is geen getal dat getoond kan worden.")
    else:
        # via the shortest text of the float: 0,15 has to become 0,2 although as a binary float it is just below
        exact = Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # + 0: no "-0,0"


def region_in_sentence(naam: str) -> str:
    """The name of a region in a sentence: `de regio IJssel-Vecht`, `het gewest Limburg-Noord`."""
    soort, _, rest = naam.partition(" ")
    if soort.lower() in {"subregio", "regio", "gewest"}:
        return f"{'het' if soort.lower() == 'gewest' else 'de'} {soort.lower()} {rest}"
    return f"de regio {naam}"


def enumerate_in_words(parts: Iterable[str]) -> str:
    """`a, b en c`."""
    return str(format_list(list(parts), locale="nl"))


def moment(text: str) -> str:
    """`30 september 2015` from `2015-09-30`, `september 2024` from `2024-09`; anything else stays as it is."""
    if not _DATUM.fullmatch(text):
        return text
    whole = len(text) == len("2015-09-30")
    day = date.fromisoformat(text if whole else f"{text}-01")
    return str(format_date(day, "d MMMM yyyy" if whole else "MMMM yyyy", locale="nl"))
