"""The one way in which CSV is written, for readers of open data and for Dutch spreadsheets.

A spreadsheet takes a text that begins with a certain character for a formula, and would run it. Such a text gets a
quote before it, as OWASP advises against CSV injection; what was meant is still there to read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

BOM = "\ufeff"
"""What a file begins with for a spreadsheet to read its accents right."""

# The full-width ones too: a spreadsheet that is set to an eastern language takes them for the narrow ones.
_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def safe_text(tekst: str) -> str:
    """Return a text as no spreadsheet runs it. A sign by itself runs nothing: the unit of a percentage stays `%`."""
    is_formule = len(tekst) > 1 and tekst.lstrip(" \u3000\u00a0").startswith(_FORMULE)
    return f"'{tekst}" if is_formule else tekst


def csv_lines(rijen: Iterable[Iterable[object]], *, nederlands: bool = False) -> Iterator[str]:
    """Write each row as a line that ends in CRLF (RFC 4180); None is an empty field.

    nederlands: with semicolons and everything between quotes, as a spreadsheet that is set to Dutch opens it.
    """
    uit = io.StringIO(newline="")
    schrijver = (
        csv.writer(uit, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        if nederlands
        else csv.writer(uit, lineterminator="\r\n")
    )
    for rij in rijen:
        schrijver.writerow([safe_text(cel) if isinstance(cel, str) else cel for cel in rij])
        yield uit.getvalue()
        uit.seek(0)
        uit.truncate()


def csv_table(
    kolommen: Sequence[str], rijen: Iterable[Mapping[str, object]], *, nederlands: bool = False
) -> Iterator[str]:
    """Write a heading and the rows under it; a column that a row does not have is empty, what has none is left out."""
    inhoud = ([rij.get(kolom, "") for kolom in kolommen] for rij in rijen)
    yield from csv_lines([kolommen], nederlands=nederlands)
    yield from csv_lines(inhoud, nederlands=nederlands)
