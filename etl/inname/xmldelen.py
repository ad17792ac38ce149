"""The XML parts of a workbook of others, read as a stream by the parser in C.

The careful parser (defusedxml) is written in Python and takes five times as long. What it guards against, declared
entities, needs a document type; a workbook has none, so a part that has one is refused before it is parsed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_MIB = 1024 * 1024
# No tag or text of a sheet is as long; without a limit a part without tags would be held in memory whole.
_LONGEST = 16 * _MIB


def find_in_part(archief: zipfile.ZipFile, naam: str, patroon: re.Pattern[bytes] | None = None) -> list[bytes]:
    """Look through a part and return what matches within a tag. Raises ValueError when it may not be parsed."""
    gevonden: list[bytes] = []
    with archief.open(naam) as xml:
        rest = b""
        while stuk := xml.read(_MIB):
            heel, haakje, rest = (rest + stuk).rpartition(b">")
            # Text in two bytes per character would hide a document type from this search.
            if b"<!DOCTYPE" in heel or b"\0" in heel or len(rest) > _LONGEST:
                raise ValueError("a part with a document type, or no plain XML")
            gevonden += patroon.findall(heel + haakje) if patroon else []
    return gevonden


def read_elements(xml: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """The elements of a part that was looked through with `find_in_part`: `start` and `end`, as they come."""
    yield from ElementTree.iterparse(xml, events=("start", "end"))  # noqa: S314  no document type, so no entities
