"""Text in another form, rewritten to the one the database reads: UTF-8, one record per line, no quotes.

Line n of the result is line n of the original: a record that spans lines stands on its first and leaves the others
empty, so that a refused row is found where it stands. A stray quote costs its own row, never the rows after it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from etl.inname.forms import MAX_REGEL, VELDSCHEIDER, Bestandsvorm
from etl.meldingen import Voortgang

# Stands before a line whose quote never closes.
OPEN_QUOTE = "\x02"
_CHUNK = 20_000
# A field with line ends in it (a remark) may span so many lines.
_MAX_SPAN = 50


def rewrite_text(bron: Path, doel: Path, vorm: Bestandsvorm, scheider: str, aantal: int, voortgang: Voortgang) -> None:
    """Rewrite a text file of this form, with this separator and number of fields per record."""
    codering = "utf-8" if vorm.codering == "utf-16" else vorm.codering
    total, done = max(bron.stat().st_size, 1), 0
    # A letter that cannot be read becomes a mark, which no number may hold.
    fouten = "replace" if vorm.onleesbaar else "strict"
    with (
        bron.open(encoding=codering, errors=fouten) as lezer,
        doel.open("w", encoding="utf-8", newline="\n") as schrijver,
    ):
        lines = _harmless(lezer) if vorm.stuurtekens else iter(lezer)
        for text in rewrite_lines(lines, scheider, aantal):
            schrijver.write(text)
            done += len(text)
            voortgang(min(done, total), total)


def rewrite_lines(lines: Iterator[str], scheider: str, aantal: int) -> Iterator[str]:
    """The rewritten text, in pieces of many lines; each piece ends with a line end."""
    while chunk := list(islice(lines, _CHUNK)):
        if not chunk[-1].endswith("\n"):
            chunk[-1] += "\n"
        text = "".join(chunk)
        if '"' not in text:
            yield text.replace(scheider, VELDSCHEIDER)
            continue
        rows = _parse_lines(chunk, scheider)
        yield from _join(rows) if rows is not None else _parse_carefully(chunk, lines, scheider, aantal)


def _harmless(lines: Iterable[str]) -> Iterator[str]:
    """What steers a terminal means nothing in a delivery and is left out, our own separators among it."""
    table = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r\x1a")
    return (line.translate(table) for line in lines)


def _join(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "".join(VELDSCHEIDER.join(row) + "\n" for row in rows)


def _parse_lines(lines: Sequence[str], scheider: str) -> list[list[str]] | None:
    """One row per line; None when a quoted field runs on over a line end."""
    try:
        rows = list(csv.reader(lines, delimiter=scheider))
    except csv.Error:
        return None
    runs_on = len(rows) != len(lines) or any("\n" in field for field in rows[-1])
    return None if runs_on else rows


def _parse_carefully(chunk: Sequence[str], lines: Iterator[str], scheider: str, aantal: int) -> Iterator[str]:
    """Line by line; a row that runs on is accepted only when it closes soon and then has exactly the right fields."""
    queue = deque(chunk)
    while queue:
        line = queue.popleft()
        rows = _parse_lines([line], scheider)
        if rows is not None:
            yield from _join(rows)
            continue
        span, row = _extend(line, queue, lines, scheider, aantal)
        if row is None:
            yield OPEN_QUOTE + line.replace(scheider, VELDSCHEIDER)
        else:
            yield from _join([[" ".join(field.splitlines()) for field in row]])
            yield "\n" * span


def _extend(
    line: str, queue: deque[str], lines: Iterator[str], scheider: str, aantal: int
) -> tuple[int, Sequence[str] | None]:
    """Add the lines after it until the record closes; when it does not, give them back.

    Returns how many lines were added, and the record, None when it never closes.
    """
    added: list[str] = []
    size = len(line)
    while len(added) < _MAX_SPAN and size <= MAX_REGEL:
        following = queue.popleft() if queue else next(lines, None)
        if following is None:
            break
        added.append(following)
        size += len(following)
        row = _parse_strictly([line, *added], scheider) if '"' in following else None
        if row is not None and len(row) >= aantal and not any(row[aantal:]):
            return len(added), row
    queue.extendleft(reversed(added))
    return 0, None


def _parse_strictly(lines: Sequence[str], scheider: str) -> list[str] | None:
    """The one record these lines make; None when they make none or more than one."""
    try:
        rows = list(csv.reader(lines, delimiter=scheider, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
