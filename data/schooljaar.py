"""The schooljaar: 1 August to 31 July, written `2022-2023`.

Plain text everywhere, so that it sorts, compares and stores as it reads.
"""

from __future__ import annotations

import re
from datetime import date

EERSTE_MAAND = 8
_VORM = re.compile(r"(\d{4})-(\d{4})")


def parse(tekst: str) -> str:
    """The schooljaar that `tekst` names, without blanks around it.

    Raises ValueError, in Dutch, when the text is no `jjjj-jjjj` or the second year does not follow the first.
    """
    match = _VORM.fullmatch(tekst.strip())
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise ValueError("Een schooljaar schrijft u als 2022-2023: twee jaren die op elkaar volgen.")
    return match[0]


def is_schooljaar(tekst: str) -> bool:
    """Whether `tekst` is exactly a schooljaar."""
    match = _VORM.fullmatch(tekst)
    return match is not None and int(match[2]) == int(match[1]) + 1


def from_jaar(jaar: int) -> str:
    """The schooljaar that begins in August of `jaar`."""
    return f"{jaar:04d}-{jaar + 1:04d}"


def of(dag: date) -> str:
    """The schooljaar in which `dag` falls."""
    return from_jaar(dag.year if dag.month >= EERSTE_MAAND else dag.year - 1)


def beginjaar(schooljaar: str) -> int:
    """The calendar year of its 1 August."""
    return int(parse(schooljaar)[:4])


def begin(schooljaar: str) -> date:
    """Its first day, 1 August."""
    return date(beginjaar(schooljaar), EERSTE_MAAND, 1)


def einde(schooljaar: str) -> date:
    """Its last day, 31 July of the year after."""
    return date(beginjaar(schooljaar) + 1, EERSTE_MAAND - 1, 31)


def vorige(schooljaar: str) -> str:
    """The schooljaar before."""
    return from_jaar(beginjaar(schooljaar) - 1)


def volgende(schooljaar: str) -> str:
    """The schooljaar after."""
    return from_jaar(beginjaar(schooljaar) + 1)


def reeks(eerste: str, laatste: str) -> list[str]:
    """All schooljaren from `eerste` to `laatste`, both included; empty when `laatste` comes before `eerste`."""
    return [from_jaar(jaar) for jaar in range(beginjaar(eerste), beginjaar(laatste) + 1)]
