"""Content controls of Word: a named piece of a document, by which it is found again in whatever was made around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# A tag may be so long.
_LANGST = 64
VAST = "sdtContentLocked"
"""Neither changed nor taken out."""
BLIJFT = "sdtLocked"
"""Changed, and not taken out."""


def control(tag: str, naam: str, slot: str) -> tuple[Any, Any]:
    """Give a content control and the element that its content goes into. slot: what Word allows to do with it."""
    sdt, eigenschappen, inhoud = (OxmlElement(f"w:{wat}") for wat in ("sdt", "sdtPr", "sdtContent"))
    for wat, waarde in (("alias", naam[:_LANGST]), ("tag", tag), ("id", str(number_of(tag))), ("lock", slot)):
        deel = OxmlElement(f"w:{wat}")
        deel.set(qn("w:val"), waarde)
        eigenschappen.append(deel)
    sdt.append(eigenschappen)
    sdt.append(inhoud)
    return sdt, inhoud


def tag_of(*delen: str) -> str:
    """Give a tag for something that has a long name: the same for the same name, and short enough."""
    return f"cijfer-{hashlib.blake2s('|'.join(delen).encode(), digest_size=10).hexdigest()}"


def number_of(tag: str) -> int:
    """Give the number that Word wants beside a tag: the same for the same tag."""
    return int.from_bytes(hashlib.blake2s(tag.encode(), digest_size=4).digest()) >> 2


def bookmark(plek: str) -> str:
    """Give the name of a place in a document, in the signs that Word allows."""
    return f"deel_{plek.replace('-', '_')}"[:40]


def controls_in(element: Any) -> Iterator[tuple[str, Any]]:
    """Give each content control with a tag, in reading order, those within others too."""
    for sdt in element.iter(qn("w:sdt")):
        eigenschappen = sdt.find(qn("w:sdtPr"))
        tag = eigenschappen.find(qn("w:tag")) if eigenschappen is not None else None
        if tag is not None:
            yield tag.get(qn("w:val")) or "", sdt


def content_of(sdt: Any) -> Any:
    """Give the element with the content of a control; made where it is gone."""
    inhoud = sdt.find(qn("w:sdtContent"))
    if inhoud is None:
        inhoud = OxmlElement("w:sdtContent")
        sdt.append(inhoud)
    return inhoud


def text_of(element: Any) -> str:
    """Give the words in an element."""
    return "".join(deel.text or "" for deel in element.iter(qn("w:t")))
