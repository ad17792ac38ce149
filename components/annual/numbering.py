"""Numbers and keys of the tables and pictures of a report: each counts through the whole of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from components.annual.model import Verslagfiguur, Verslagrij, Verslagtabel
from components.svg.drawing import Tekening

VERZONNEN = "Voorbeeld, verzonnen. "


class Numbering:
    """Gives the next table and the next picture their number, and each a key that no other has."""

    def __init__(self) -> None:
        self._tabel = self._figuur = 0
        self._sleutels: set[str] = set()

    def table(
        self, sleutel: str, titel: str, koppen: Sequence[str], rijen: Sequence[Verslagrij], *, voorbeeld: bool = False
    ) -> Verslagtabel:
        """Make the next table."""
        self._tabel += 1
        sleutel = self._own(f"tabel-{sleutel}")
        return Verslagtabel(sleutel, self._tabel, titel, tuple(koppen), tuple(rijen), voorbeeld)

    def figure(
        self, sleutel: str, titel: str, alt: str, teken: Callable[[float], Tekening], *, voorbeeld: bool = False
    ) -> Verslagfiguur:
        """Make the next picture. alt: what it shows, without the title."""
        self._figuur += 1
        zegt = f"{VERZONNEN if voorbeeld else ''}{titel}. {alt}".strip()
        return Verslagfiguur(self._own(f"figuur-{sleutel}"), self._figuur, titel, zegt, teken, voorbeeld)

    def _own(self, sleutel: str) -> str:
        gekozen = next(naam for n in range(1, 100) if (naam := _numbered(sleutel, n)) not in self._sleutels)
        self._sleutels.add(gekozen)
        return gekozen


def _numbered(sleutel: str, n: int) -> str:
    return sleutel if n == 1 else f"{sleutel}-{n}"


def key_of(*delen: str) -> str:
    """Make of words a key of small letters, digits and dashes."""
    kaal = unicodedata.normalize("NFKD", "-".join(filter(None, delen))).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")
