"""A chart or table that can be taken along: its words, picture, table and rows, all from the same values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from components.svg.drawing import Tekening
from components.tables.table import Rij
from components.words.notation import format_day
from components.words.nouns import join_names
from components.words.sources import sources_line
from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table as it stands under a picture."""

    koppen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    bijschrift: str = ""


@dataclass(frozen=True, slots=True)
class Stuk:
    """What is shown and taken along.

    zinnen: what it shows and what may be concluded. uitleg: how it was counted and worked out. bron: source and
    peildatum in a line. teken: draws the picture at a width; None when there is nothing to draw. regels: what goes into
    the CSV, one mapping per figure. cellen: the cells shown, to find what else is known of them. noten: what must be
    known of parts of the picture, such as where a line is cut. heet: what reports call it.
    """

    titel: str
    zinnen: tuple[str, ...]
    uitleg: tuple[str, ...]
    bron: str
    voorbeeld: bool
    tabel: Tabel | None
    regels: tuple[Mapping[str, str], ...]
    teken: Callable[[float], Tekening] | None = None
    cellen: tuple[CelSleutel, ...] = ()
    noten: tuple[str, ...] = ()
    heet: str = ""

    @property
    def bestand(self) -> str:
        """A name for its file, without an ending."""
        kaal = unicodedata.normalize("NFKD", self.titel).encode("ascii", "ignore").decode().lower()
        naam = re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")[:90]
        return f"voorbeeld-{naam}" if self.voorbeeld else naam


def origin(cijfers: Iterable[Cijfer]) -> str:
    """The sources of several figures and their peildatums, in one line; empty without a source."""
    alle = [cijfer for cijfer in cijfers if cijfer.bron]
    dagen = sorted({cijfer.peildatum for cijfer in alle if cijfer.peildatum})
    if not alle:
        return sources_line(alle)
    wanneer = f"Peildatum: {join_names([format_day(dag) for dag in dagen])}." if dagen else "Peildatum niet vermeld."
    return f"{sources_line(alle)} {wanneer}"
