"""What of a delivery may be repeated in a message, a report or a log: names that are beyond doubt no values.

A line end that is lost puts a row about a child in the header, and a file may be called after a child. So a name of a
column is shown only when it reads as a name; else its place is given. Of a file name long numbers are masked.
"""

from __future__ import annotations

import re

LANGSTE_NAAM = 40
# Letters, and what people put between them. No digit: `W1`, a date and a code of a gemeente have them.
_NAME = re.compile(r"[^\W\d_][^\W\d_ ]*(?:[ _./()&'’:-]+[^\W\d_]+)*[)?.:]*")
_MONTH = r"(?:jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?:D:)?\d{1,4}([-/. ])\d{1,2}\1\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?"
    r"|(?:19|20)\d{6}|\d{4}(?:19|20)\d{2}"
    rf"|\d{{1,2}}[- ]{_MONTH}[- ]\d{{2,4}}",
    re.IGNORECASE,
)
_GEMEENTE = re.compile(r"GM\d{1,4}", re.IGNORECASE)
_NUMBER = re.compile(r"[^\W\d_]{1,3}[-_]?\d+|\d{5,}|\d+[.,]\d+E[+-]?\d+", re.IGNORECASE)
# A citizen service number has nine digits, eight when a leading zero went missing; the day of an export has eight too.
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){7,}")
_DAY_OF_EXPORT = re.compile(
    r"(?:20[2-9]\d[ .-]?\d\d[ .-]?\d\d|\d\d[ .-]?\d\d[ .-]?20[2-9]\d)(?:[ .-]?\d{4}|[ .-]?\d{6})?"
)


def is_certain_value(tekst: str) -> bool:
    """Tell whether a text is a date or the code of a gemeente: that is no name of a column."""
    return bool(_DATE.fullmatch(tekst) or _GEMEENTE.fullmatch(tekst))


def is_number(tekst: str) -> bool:
    """Tell whether a text is a long number, or one with a few letters before it (`P12`): rather a value than a name."""
    return bool(_NUMBER.fullmatch(tekst))


def column(plaats: int, naam: str) -> str:
    """Give a column as it may be shown: by its name, or by its place (from 0) when the name may be something else."""
    return naam if len(naam) <= LANGSTE_NAAM and _NAME.fullmatch(naam) else f"kolom {plaats + 1}"


def file_name(naam: str) -> str:
    """Give the name of a file with each long number masked, other than the day of an export."""
    return _LONG_NUMBER.sub(
        lambda nummer: nummer[0] if _DAY_OF_EXPORT.fullmatch(nummer[0]) else re.sub(r"\d", "*", nummer[0]), naam
    )
