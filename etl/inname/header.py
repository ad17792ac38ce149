"""Which column of a delivery is which, read from its header line, and the separator that makes sense of that line.

A name is only ever repeated in a message when the line is certain to be a header: the first line of a file without a
header is a row about a child.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from etl.inname.cbs import CBS_KOLOMMEN
from etl.inname.forms import MAX_REGEL, VELDSCHEIDER, Bestandsvorm
from etl.inname.profile import STAND_KOLOMMEN, WERKPROCES_KOLOMMEN, Profiel, header_key, names, read_profile
from etl.meldingen import LeveringFout

Soort = Literal["werkprocessen", "standen", "cbs"]

SCHEIDERS = {";": "puntkomma", ",": "komma", "\t": "tab", VELDSCHEIDER: "Excel"}
_BRON = "bron"
# So many known names make a line a header beyond doubt; a row of values never has them.
_SURE = 3
# A header stands at the top; blank lines and a line `sep=;` may come before it.
_TOP = 20


@dataclass(frozen=True)
class Kop:
    """The header: where it stands, what separates its fields, and at which place (from 0) each column is.

    aantal: the number of fields a row must have. bron: the place of the column that marks example rows, if any.
    """

    soort: Soort
    regel: int
    scheider: str
    aantal: int
    plaats: Mapping[str, int]
    bron: int | None
    genegeerd: tuple[str, ...]


@dataclass(frozen=True)
class _Regel:
    nummer: int
    scheider: str
    namen: tuple[str, ...]

    def plaatsen(self, keys: frozenset[str]) -> list[int]:
        return [place for place, naam in enumerate(self.namen) if header_key(naam) in keys]


def read_header(bestand: Path, vorm: Bestandsvorm | None, profiel: Profiel) -> Kop:
    """The header of a text file, or (vorm None) of a file rewritten from Excel.

    Raises LeveringFout when there is no header, or a column is missing or there twice.
    """
    nummer, tekst, gezegd = _first_line(bestand, vorm)
    kandidaten = [gezegd] if gezegd else [VELDSCHEIDER] if vorm is None else [";", ",", "\t"]
    regels = [_Regel(nummer, scheider, _split(tekst, scheider)) for scheider in kandidaten]
    regel = max(regels, key=lambda regel: _count_known(regel, profiel))
    soort = _kind(regel, profiel)
    plaats = _places(regel, soort, profiel)
    _refuse_missing(regel, soort, plaats, profiel)
    bron = regel.plaatsen(frozenset({_BRON}))
    gebruikt = {*plaats.values(), *bron}
    genegeerd = tuple(_readable(n) for i, n in enumerate(regel.namen) if i not in gebruikt and n)
    return Kop(soort, regel.nummer, regel.scheider, len(regel.namen), plaats, bron[0] if bron else None, genegeerd)


def columns_of(soort: Soort, profiel: Profiel) -> dict[str, frozenset[str]]:
    """The columns a kind of delivery has, with the keys their headers may have."""
    if soort == "werkprocessen":
        return dict(profiel.kolommen)
    return {kolom: frozenset({header_key(kolom)}) for kolom in (STAND_KOLOMMEN if soort == "standen" else CBS_KOLOMMEN)}


def _first_line(bestand: Path, vorm: Bestandsvorm | None) -> tuple[int, str, str]:
    """Number and text of the header line, and the separator when a line `sep=` announces it."""
    codering = "utf-8" if vorm is None or vorm.codering == "utf-16" else vorm.codering
    gezegd = ""
    with bestand.open(encoding=codering, errors="replace") as handle:
        for nummer, line in enumerate(islice(handle, _TOP), start=1):
            tekst = line[:MAX_REGEL].lstrip("\ufeff").rstrip("\n")
            kaal = tekst.strip().strip('"')
            if kaal.lower().startswith("sep=") and len(kaal) <= len("sep=;"):
                gezegd = kaal[4:] or "\t"
            elif tekst.strip(' \t;,"' + VELDSCHEIDER):
                return nummer, tekst, gezegd if gezegd in SCHEIDERS else ""
    raise LeveringFout(
        f"In de eerste {_TOP} regels staat geen kopregel.", "Zet de namen van de kolommen op de eerste regel."
    )


def _split(tekst: str, scheider: str) -> tuple[str, ...]:
    """The names in a header line, without the empty ones that trailing separators leave."""
    fields = tekst.split(scheider) if scheider == VELDSCHEIDER else next(csv.reader([tekst], delimiter=scheider), [])
    namen = [naam.strip() for naam in fields]
    while namen and not namen[-1]:
        namen.pop()
    return tuple(namen)


def _count_known(regel: _Regel, profiel: Profiel) -> int:
    return max(_known(regel, soort, profiel) for soort in ("werkprocessen", "standen", "cbs"))


def _known(regel: _Regel, soort: Soort, profiel: Profiel) -> int:
    return sum(bool(regel.plaatsen(keys)) for keys in columns_of(soort, profiel).values())


def _kind(regel: _Regel, profiel: Profiel) -> Soort:
    """Werkprocessen, standen or CBS: of which the header has most columns."""
    kinds: tuple[Soort, ...] = ("werkprocessen", "standen", "cbs")
    return max(kinds, key=lambda soort: _known(regel, soort, profiel))


def _places(regel: _Regel, soort: Soort, profiel: Profiel) -> dict[str, int]:
    plaats = {}
    for kolom, keys in columns_of(soort, profiel).items():
        gevonden = regel.plaatsen(keys)
        if len(gevonden) > 1:
            welke = " en ".join(str(place + 1) for place in gevonden)
            raise LeveringFout(
                f"Regel {regel.nummer}: de kolom {kolom} staat er meer dan een keer in (kolom {welke}).",
                "Haal de kolom weg die niet geldt.",
            )
        if gevonden:
            plaats[kolom] = gevonden[0]
    return plaats


def _refuse_missing(regel: _Regel, soort: Soort, plaats: Mapping[str, int], profiel: Profiel) -> None:
    afwezig = profiel.afwezig if soort == "werkprocessen" else frozenset[str]()
    missing = [kolom for kolom in columns_of(soort, profiel) if kolom not in plaats and kolom not in afwezig]
    if not missing:
        return
    if len(plaats) < _SURE:
        raise LeveringFout(
            f"Regel {regel.nummer} is geen kopregel die het profiel '{profiel.naam}' kent.",
            f"De eerste regel hoort deze kolommen te noemen: {', '.join(WERKPROCES_KOLOMMEN)}. Heeft de export andere "
            f"namen, kies dan een profiel met --profiel ({', '.join(names())}).",
        )
    onbekend = [_readable(n) for i, n in enumerate(regel.namen) if n and i not in plaats.values()]
    ook = f" Wel gevonden, maar niet herkend: {', '.join(onbekend)}." if onbekend else ""
    raise LeveringFout(
        f"Regel {regel.nummer}: de kolom {', '.join(missing)} ontbreekt.{ook}",
        "Voeg de kolom toe (leeg mag, als het veld leeg mag zijn)" + _other_profile(regel, profiel),
    )


def _other_profile(regel: _Regel, profiel: Profiel) -> str:
    """Points at a profile that does know this header."""
    for naam in names():
        ander = read_profile(naam)
        nodig = [kolom for kolom in ander.kolommen if kolom not in ander.afwezig]
        if naam != profiel.naam and all(regel.plaatsen(ander.kolommen[kolom]) for kolom in nodig):
            return f", of laad met --profiel {naam}: dat kent deze kopregel."
    return ", of leg de eigen kolomnamen vast in een profiel."


def _readable(naam: str) -> str:
    """A header as it may be shown: printable and not too long."""
    kort = "".join(teken if teken.isprintable() else " " for teken in naam)[:40]
    return kort if len(naam) <= len(kort) else kort + "…"
