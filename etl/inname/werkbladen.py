"""A sheet of a workbook, Excel or OpenDocument, written out as lines of text, and what there is to tell of its cells.

Line n of the result is row n of the sheet. A real date becomes `D:jjjj-mm-dd`, so that it cannot be taken for one of
the written forms. A cell whose value is not there or not certain becomes a mark; the rules refuse its row.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, TextIO

from data.levering import shown
from data.reports.dutch import counted
from etl.inname.forms import MAX_REGEL, VELDSCHEIDER
from etl.meldingen import LeveringFout

EXCEL_DATUM = "D:"
# Marks. They begin as Excel's own errors do (#N/B, #VERW!), which are refused by the same rules.
FORMULE = "#FORMULE"
AFGEROND = "#AFGEROND"
LOGISCH = "#LOGISCH"
SAMENGEVOEGD = "#SAMENGEVOEGD"

MAX_KOLOMMEN = 256
MAX_RIJEN = 1_048_576
# A sheet with so many filled rows holds data; a single one may be a title.
DATA_FROM = 2
# A row with no more filled cells than this is a title or a note: there merging is only for show.
_TITLE_CELLS = 3
# From here on a spreadsheet no longer keeps every digit of a number.
_AFGEROND_VANAF = 10**15
_CLEAN = str.maketrans({VELDSCHEIDER: " ", "\x01": " ", "\x02": " ", "\n": " ", "\r": " ", "\0": " "})
_LANGSTE_BLADNAAM = 31
# Titles stand in so many rows at the top, totals in so many at the bottom.
_RAND = 20


class Cel(NamedTuple):
    """A cell: its text, and whether it is a number, a number shown with leading zeros, or anything else."""

    tekst: str
    soort: str = "tekst"


LEEG = Cel("")


@dataclass(kw_only=True)
class Werkblad:
    """What to tell of the sheet that was read. Rows and columns that are hidden are counted where they hold values."""

    naam: str
    andere: list[str] = field(default_factory=list)
    verborgen_rijen: int = 0
    verborgen_kolommen: set[int] = field(default_factory=set)
    _totaal: dict[int, Counter[str]] = field(default_factory=dict)
    _begin: list[tuple[int, Sequence[Cel]]] = field(default_factory=list)
    _eind: deque[tuple[int, Sequence[Cel]]] = field(default_factory=lambda: deque(maxlen=_RAND))

    def count(self, nummer: int, cellen: Sequence[Cel], *, verborgen: bool) -> None:
        """Count what kinds of cells a row has; the rows at both ends are kept apart, for there stands no data."""
        for plaats, cel in enumerate(cellen):
            if cel.tekst:
                self._totaal.setdefault(plaats, Counter())[cel.soort] += 1
        self.verborgen_rijen += verborgen
        if nummer <= _RAND:
            self._begin.append((nummer, cellen))
        else:
            self._eind.append((nummer, cellen))

    def kinds(self, plaats: int, kop: int, laatste: int) -> Mapping[str, int]:
        """How many cells of each kind a column (from 0) has, below the header and down to the last row of data."""
        aantallen = Counter(self._totaal.get(plaats, Counter[str]()))
        for nummer, cellen in (*self._begin, *self._eind):
            if not kop < nummer <= laatste and plaats < len(cellen) and cellen[plaats].tekst:
                aantallen[cellen[plaats].soort] -= 1
        return +aantallen

    def as_form(self) -> dict[str, Any]:
        """What the report keeps of the sheet."""
        verborgen = sum(1 for plaats in self.verborgen_kolommen if plaats in self._totaal)
        return {
            "blad": self.naam,
            "andere_bladen": self.andere,
            "verborgen_rijen": self.verborgen_rijen,
            "verborgen_kolommen": verborgen,
        }

    def remarks(self) -> Iterable[str]:
        """What to say of the sheet as a whole, as Dutch sentences."""
        vorm = self.as_form()
        if self.andere:
            yield (
                f"alleen het eerste zichtbare blad ({self.naam}) is gelezen. Ook met gegevens, maar niet gelezen: "
                f"{', '.join(self.andere)}."
            )
        if vorm["verborgen_rijen"]:
            yield (
                f"in het werkblad {'is' if vorm['verborgen_rijen'] == 1 else 'zijn'} "
                f"{counted(vorm['verborgen_rijen'], 'rij', 'rijen')} met gegevens verborgen (bijvoorbeeld door een "
                "filter) en wel gelezen. Hoort dat er niet bij, haal het dan weg en laad opnieuw."
            )
        if vorm["verborgen_kolommen"]:
            yield (
                f"in het werkblad {'is' if vorm['verborgen_kolommen'] == 1 else 'zijn'} "
                f"{counted(vorm['verborgen_kolommen'], 'kolom', 'kolommen')} met gegevens verborgen en wel gelezen."
            )


@dataclass
class Bladschrijver:
    """Writes the rows of a sheet as lines, and counts them in `blad`."""

    doel: TextIO
    blad: Werkblad
    _nummer: int = 0
    _breedte: int = 0

    def write(self, nummer: int, cellen: list[Cel], *, verborgen: bool = False) -> None:
        """Write row `nummer`; rows that the file leaves out are empty. Raises LeveringFout when it lies too far."""
        while cellen and not cellen[-1].tekst.strip():
            cellen.pop()
        if not cellen or all(cel.tekst in ("", SAMENGEVOEGD) for cel in cellen):
            return
        if len(cellen) > MAX_KOLOMMEN or nummer > MAX_RIJEN or sum(len(cel.tekst) for cel in cellen) > MAX_REGEL:
            raise _too_far(min(nummer, MAX_RIJEN + 1))
        if nummer <= self._nummer:
            raise ValueError("rows of a sheet that do not follow each other")
        self.doel.write("\n" * (nummer - self._nummer - 1))
        # Empty cells at the end of a row are often left out; the row is not too short for that.
        self._breedte = max(self._breedte, len(cellen))
        teksten = [cel.tekst for cel in cellen] + [""] * (self._breedte - len(cellen))
        self.doel.write(VELDSCHEIDER.join(teksten) + "\n")
        self.blad.count(nummer, cellen, verborgen=verborgen)
        self._nummer = nummer


@dataclass
class Samengevoegd:
    """The merged cells of a sheet, followed row by row. Only the first cell of a group holds what is seen in all.

    groepen: first column, first row, last column and last row of each, from 1.
    """

    groepen: list[tuple[int, int, int, int]]

    def __post_init__(self) -> None:
        self.groepen.sort(key=lambda groep: groep[1], reverse=True)
        self._open: list[tuple[int, int, int, int]] = []

    def mark(self, rij: int, cellen: list[Cel]) -> None:
        """Put a mark in the empty cells of this row that a merged cell with a value covers, unless it is a title."""
        self._open = [groep for groep in self._open if groep[3] >= rij]
        while self.groepen and self.groepen[-1][1] <= rij:
            groep = self.groepen.pop()
            links, boven, _, onder = groep
            if boven == rij <= onder and links <= len(cellen) and cellen[links - 1].tekst:
                self._open.append(groep)
        if sum(bool(cel.tekst) for cel in cellen) <= _TITLE_CELLS:
            return
        for links, boven, rechts, _ in self._open:
            einde = min(rechts, MAX_KOLOMMEN)
            cellen += [LEEG] * (einde - len(cellen))
            for plaats in range(links - 1, einde):
                if not cellen[plaats].tekst and (plaats, rij) != (links - 1, boven):
                    cellen[plaats] = Cel(SAMENGEVOEGD)


def text_cell(tekst: str) -> Cel:
    """A cell with text, without what would break up a line."""
    return Cel(tekst.translate(_CLEAN))


def number_cell(waarde: float, nullen: int = 0) -> Cel:
    """A cell with a number: `148.0` is the code 148. nullen: the number of digits its format always shows."""
    if not float(waarde).is_integer():
        return Cel(str(waarde), "getal")
    if abs(waarde) >= _AFGEROND_VANAF:
        return Cel(AFGEROND, "getal")
    cijfers = str(int(waarde))
    return Cel(cijfers.zfill(nullen), "getal met nullen") if nullen else Cel(cijfers, "getal")


def date_cell(waarde: date) -> Cel:
    """A cell with a real date; a time of day other than midnight stays visible."""
    if isinstance(waarde, datetime):
        if waarde.time() != datetime.min.time():
            return Cel(waarde.isoformat(" ", "seconds"), "datum")
        waarde = waarde.date()
    return Cel(EXCEL_DATUM + waarde.isoformat(), "datum")


def show_name(naam: str) -> str:
    """The name of a sheet as it may be shown: printable, not too long, and without a number that may be of a child."""
    return shown.file_name("".join(teken if teken.isprintable() else " " for teken in naam)[:_LANGSTE_BLADNAAM])


def _too_far(nummer: int) -> LeveringFout:
    return LeveringFout(
        f"Rij {nummer} van het werkblad past niet: te ver naar onderen, te veel kolommen of te veel tekst.",
        f"Een blad heeft hoogstens {MAX_RIJEN} rijen en {MAX_KOLOMMEN} kolommen. Kijk wat er in deze rij staat.",
    )
