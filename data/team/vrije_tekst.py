"""Text that somebody types and that is kept: it may say nothing by which a child can be known.

A name cannot be told from another word, so the field says it; a number and a date of birth can, and are refused.
"""

from __future__ import annotations

import re

LET_OP = "Zet hier geen naam, geboortedatum of nummer van een kind in."
# A number this long is of somebody: a burgerservicenummer, a date of birth, a telephone. A schooljaar is not.
_NUMMER = re.compile(r"(?:\d[\s./-]?){6,}")
_SCHOOLJAAR = re.compile(r"\b20\d\d ?[-/] ?(?:20)?\d\d\b")
_MAANDEN = "jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|oct|nov|dec"
_TUSSEN = r"\s?[-./ ]\s?"
_DATUM = re.compile(
    rf"\b\d{{1,2}}{_TUSSEN}\d{{1,2}}{_TUSSEN}'?(?:\d{{4}}|\d{{2}})\b"
    rf"|\b\d{{1,2}}\s?(?:{_MAANDEN})[a-z]*\.?\s?'?\d{{2,4}}\b",
    re.IGNORECASE,
)


class HerkenbaarError(ValueError):
    """A text that may be about a child; the message (Dutch) repeats nothing of it."""


def refuse_recognisable(tekst: str, waar: str) -> None:
    """Raise HerkenbaarError for a text with a long number or a date. waar: which field, as `de notitie`."""
    if _DATUM.search(rest := _SCHOOLJAAR.sub("", tekst)):
        raise HerkenbaarError(
            f"In {waar} staat een datum. Dat kan een geboortedatum zijn. Schrijf {waar} zonder datums, namen en "
            "nummers van kinderen; een maand of een schooljaar mag wel."
        )
    if _NUMMER.search(rest):
        raise HerkenbaarError(
            f"In {waar} staat een lang getal. Dat kan over een jongere gaan. Schrijf {waar} zonder nummers, namen en "
            "datums van kinderen."
        )
