"""The schooljaar: 1 August to 31 July, written `2022-2023`; and the venster: three of them, written `2022-2025`.

Plain text everywhere, so that it sorts, compares and stores as it reads. A cell stands in a *periode*: one of the two.

Vensters are fixed by the calendar, the same for everyone and for good: a second set, shifted by a year, would give
single schooljaren by subtraction. They begin in years that three divides (2019, 2022, 2025). So the three schooljaren
of corona stand together (2019-2022) and not beside ordinary ones, and 2022-2025, the last three that are over, also
holds the two of which annual reports tell most (2022-2023 and 2023-2024).
"""

from __future__ import annotations

import re
from datetime import date

EERSTE_MAAND = 8
VENSTER = 3
"""How many schooljaren a venster has."""
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


def is_venster(tekst: str) -> bool:
    """Whether `tekst` is exactly a venster: three schooljaren that belong together."""
    match = _VORM.fullmatch(tekst)
    return match is not None and int(match[2]) == int(match[1]) + VENSTER and int(match[1]) % VENSTER == 0


def venster_van(schooljaar: str) -> str:
    """The venster that a schooljaar is in. Raises what `parse` raises."""
    eerste = int(parse(schooljaar)[:4])
    eerste -= eerste % VENSTER
    return f"{eerste:04d}-{eerste + VENSTER:04d}"


def jaren_van(periode: str) -> tuple[str, ...]:
    """The schooljaren of a periode: the three of a venster, a schooljaar itself alone. Raises what `parse` raises."""
    if not is_venster(periode):
        return (parse(periode),)
    eerste = int(periode[:4])
    return tuple(from_jaar(eerste + n) for n in range(VENSTER))


def from_jaar(jaar: int) -> str:
    """The schooljaar that begins in August of `jaar`."""
    return f"{jaar:04d}-{jaar + 1:04d}"


def of(dag: date) -> str:
    """The schooljaar in which `dag` falls."""
    return from_jaar(dag.year if dag.month >= EERSTE_MAAND else dag.year - 1)


def beginjaar(periode: str) -> int:
    """The calendar year of the first 1 August of a schooljaar or venster."""
    return int(jaren_van(periode)[0][:4])


def begin(periode: str) -> date:
    """The first day of a schooljaar or venster, 1 August."""
    return date(beginjaar(periode), EERSTE_MAAND, 1)


def einde(periode: str) -> date:
    """The last day of a schooljaar or venster, 31 July."""
    return date(int(jaren_van(periode)[-1][5:]), EERSTE_MAAND - 1, 31)


def vorige(schooljaar: str) -> str:
    """The schooljaar before."""
    return from_jaar(beginjaar(parse(schooljaar)) - 1)


def volgende(schooljaar: str) -> str:
    """The schooljaar after."""
    return from_jaar(beginjaar(parse(schooljaar)) + 1)


def reeks(eerste: str, laatste: str) -> list[str]:
    """All schooljaren from `eerste` to `laatste`, both included; empty when `laatste` comes before `eerste`."""
    return [from_jaar(jaar) for jaar in range(beginjaar(parse(eerste)), beginjaar(parse(laatste)) + 1)]
