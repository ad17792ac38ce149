"""Which column of a delivery is which, read from its header line, and the separator that makes sense of that line.

A name is only ever repeated in a message when it is certain to be one (`shown`): the first line of a file without a
header is a row about a child, and so is what a lost line end puts behind the header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, TextIO

from data.levering import shown
from data.levering.profielen import names
from etl.inname.forms import MAX_REGEL, VELDSCHEIDER, Bestandsvorm
from etl.inname.profile import (
    ALTIJD,
    MAG_KOLOMMEN,
    MAG_STANDEN,
    STAND_KOLOMMEN,
    WERKPROCES_KOLOMMEN,
    Profiel,
    header_key,
    read_profile,
    value_key,
)
from etl.meldingen import GebruiksFout, LeveringFout

Soort = Literal["werkprocessen", "standen"]

SCHEIDERS = {";": "puntkomma", ",": "komma", "\t": "tab", VELDSCHEIDER: "Excel"}
# What some programs put between columns and is not read.
_ANDERE_SCHEIDERS = {"|": "een verticale streep (|)", "~": "een golfje (~)", "^": "een dakje (^)", " ": "spaties"}
_BRON = "bron"
_NAAM = frozenset({"gemeentenaam", "gemeente", "naamgemeente", "naamvandegemeente", "woongemeente", "woongemeentenaam"})
# So many known names make a line a header beyond doubt; a row of values never has them.
_SURE = 3
# A header stands at the top; blank lines and a line `sep=;` may come before it.
_TOP = 20


@dataclass(frozen=True, kw_only=True)
class Kop:
    """The header: where it stands, what separates its fields, and at which place (from 0) each column is.

    erboven: how many lines with text stand above it. aantal: the number of fields a row must have. bron: the place of
    the column that marks example rows, if any; naam: of one with the name of the gemeente beside its code. genegeerd:
    the other columns, as they may be shown.
    """

    soort: Soort
    regel: int
    erboven: int
    scheider: str
    aantal: int
    plaats: Mapping[str, int]
    bron: int | None
    naam: int | None
    genegeerd: tuple[str, ...]


@dataclass(frozen=True)
class _Regel:
    nummer: int
    scheider: str
    namen: tuple[str, ...]

    def plaatsen(self, keys: frozenset[str]) -> list[int]:
        return [place for place, naam in enumerate(self.namen) if header_key(naam) in keys]


def read_header(bestand: Path, vorm: Bestandsvorm | None, profiel: Profiel) -> Kop:
    """The header of a text file, or (vorm None) of a file rewritten from a spreadsheet.

    Raises LeveringFout when there is no header, when it holds values, or when a column is missing or there twice.
    """
    regels = _top_lines(bestand, vorm, profiel)
    regel = max(regels, key=lambda regel: _count_known(regel, profiel))
    soort = _kind(regel, profiel)
    plaats = _places(regel, soort, profiel)
    if len(plaats) < _SURE:
        raise _no_header(regels[0], profiel)
    erboven = regels[: regels.index(regel)]
    if soort == "werkprocessen":
        _refuse_values(regel, profiel)
    _refuse_rows_above(regel, erboven)
    missing = _missing(soort, plaats, profiel)
    if missing:
        raise _explain_missing(bestand, vorm, regel, missing, plaats, profiel)
    bron = regel.plaatsen(frozenset({_BRON}))
    gebruikt = {*plaats.values(), *bron}
    naam = [place for place in regel.plaatsen(_NAAM) if place not in gebruikt]
    return Kop(
        soort=soort,
        regel=regel.nummer,
        erboven=len(erboven),
        scheider=regel.scheider,
        aantal=len(regel.namen),
        plaats=plaats,
        bron=bron[0] if bron else None,
        naam=naam[0] if naam else None,
        genegeerd=tuple(shown.column(i, n) for i, n in enumerate(regel.namen) if i not in gebruikt and n),
    )


def columns_of(soort: Soort, profiel: Profiel) -> dict[str, frozenset[str]]:
    """The columns a kind of delivery has, with the keys their headers may have."""
    if soort == "werkprocessen":
        return dict(profiel.kolommen)
    return {kolom: frozenset({header_key(kolom)}) for kolom in STAND_KOLOMMEN}


def _top_lines(bestand: Path, vorm: Bestandsvorm | None, profiel: Profiel) -> list[_Regel]:
    """The first lines with text, each split by the separator that makes most sense of it, or that `sep=` announces."""
    regels: list[_Regel] = []
    kandidaten = [VELDSCHEIDER] if vorm is None else [";", ",", "\t"]
    with open_text(bestand, vorm) as handle:
        for nummer, line in enumerate(islice(handle, _TOP), start=1):
            tekst = line[:MAX_REGEL].lstrip("\ufeff").rstrip("\n")
            kaal = tekst.strip().strip('"')
            if kaal.lower().startswith("sep=") and len(kaal) <= len("sep=;"):
                gezegd = kaal[4:] or "\t"
                kandidaten = [gezegd] if gezegd in SCHEIDERS else kandidaten
            elif tekst.strip(' \t;,"' + VELDSCHEIDER):
                gesplitst = [_Regel(nummer, scheider, _split(tekst, scheider)) for scheider in kandidaten]
                regels.append(max(gesplitst, key=lambda regel: (_count_known(regel, profiel), len(regel.namen))))
    if regels:
        return regels
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
    return max(_known(regel, soort, profiel) for soort in ("werkprocessen", "standen"))


def _known(regel: _Regel, soort: Soort, profiel: Profiel) -> int:
    return sum(bool(regel.plaatsen(keys)) for keys in columns_of(soort, profiel).values())


def _kind(regel: _Regel, profiel: Profiel) -> Soort:
    """Werkprocessen, standen or CBS: of which the header has most columns."""
    kinds: tuple[Soort, ...] = ("werkprocessen", "standen")
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


def _no_header(regel: _Regel, profiel: Profiel) -> LeveringFout:
    samen = VELDSCHEIDER.join(regel.namen)
    if regel.scheider == VELDSCHEIDER and any(
        _count_known(_Regel(regel.nummer, teken, tuple(samen.split(teken))), profiel) >= _SURE for teken in ";,\t"
    ):
        return LeveringFout(
            f"Regel {regel.nummer}: alle kolommen staan samen in één cel. Zo ziet een CSV eruit die in een werkblad is "
            "geplakt zonder hem te splitsen.",
            "Laad de CSV zelf, zonder hem eerst in een rekenblad te openen.",
        )
    for teken, naam in _ANDERE_SCHEIDERS.items():
        namen = tuple(stuk.strip() for stuk in samen.split(teken))
        if _count_known(_Regel(regel.nummer, teken, namen), profiel) >= _SURE:
            return LeveringFout(
                f"Regel {regel.nummer}: tussen de kolommen staat {naam}. Zo'n bestand wordt niet gelezen.",
                "Maak de export opnieuw met een puntkomma, komma of tab tussen de kolommen.",
            )
    if any(map(shown.is_certain_value, regel.namen)):
        return LeveringFout(
            f"Regel {regel.nummer} bevat gegevens, en in de eerste {_TOP} regels staat geen kopregel.",
            "Maak de export opnieuw met kopregel, of zet hem er zelf boven: de namen van de kolommen, in de volgorde "
            "van de regels. Doe dat alleen als u zeker weet welke kolom wat is.",
        )
    return LeveringFout(
        f"Regel {regel.nummer} is geen kopregel die het profiel '{profiel.naam}' kent.",
        f"De eerste regel hoort deze kolommen te noemen: {', '.join(WERKPROCES_KOLOMMEN)}. Heeft de export andere "
        f"namen, kies dan een profiel met --profiel ({', '.join(names())}).",
    )


def _refuse_values(regel: _Regel, profiel: Profiel) -> None:
    """Refuse a header that goes on with values: the row it holds would be lost, and is about a child."""
    bekend = frozenset[str]().union(*profiel.kolommen.values(), {_BRON})
    rest = [naam for naam in regel.namen if header_key(naam) not in bekend]
    # A code of one word (`opleiding`) may well be the name of a column.
    codes = {key for key in profiel.codes if "_" in key}
    waarden = sum(value_key(naam) in codes or shown.is_number(naam) for naam in rest)
    if waarden >= _SURE or any(map(shown.is_certain_value, rest)):
        raise LeveringFout(
            f"Regel {regel.nummer}: achter de namen van de kolommen staan ook waarden. Er is waarschijnlijk een "
            "regeleinde weggevallen.",
            "Maak de export opnieuw, of begin na de laatste kolomnaam een nieuwe regel.",
        )


def _refuse_rows_above(kop: _Regel, erboven: Sequence[_Regel]) -> None:
    """Refuse a header with rows above it; a title, the day of the export and the like fill few fields."""
    gevuld = [regel for regel in erboven if sum(map(bool, regel.namen)) > len(kop.namen) / 2]
    if gevuld:
        raise LeveringFout(
            f"De kopregel staat op regel {kop.nummer}; erboven staan regels met gegevens, voor het eerst op regel "
            f"{gevuld[0].nummer}.",
            "Zet de kopregel boven de gegevens. Is de export gesorteerd, maak hem dan opnieuw zonder te sorteren.",
        )


def _missing(soort: Soort, plaats: Mapping[str, int], profiel: Profiel) -> list[str]:
    afwezig = profiel.afwezig.union(MAG_KOLOMMEN) if soort == "werkprocessen" else frozenset(MAG_STANDEN)
    return [kolom for kolom in columns_of(soort, profiel) if kolom not in plaats and kolom not in afwezig]


def _explain_missing(
    bestand: Path,
    vorm: Bestandsvorm | None,
    regel: _Regel,
    missing: Sequence[str],
    plaats: Mapping[str, int],
    profiel: Profiel,
) -> LeveringFout:
    """Say what is missing, and only what keeps all that stands in the file."""
    onbekend = {i: shown.column(i, n) for i, n in enumerate(regel.namen) if n and i not in plaats.values()}
    # Without these two every case would still run or end unknown: an empty column in their place is a wrong figure.
    leeg_mag = not {"einddatum", "afhandeling", "subsoort", *ALTIJD}.intersection(missing)
    ook = f" Wel gevonden, maar niet herkend: {', '.join(onbekend.values())}." if onbekend else ""
    gevuld = filled_columns(bestand, vorm, regel.nummer, regel.scheider, frozenset(range(len(regel.namen))))
    anders = [naam for i, naam in onbekend.items() if i in gevuld]
    if passend := _fitting_profile(regel, gevuld, profiel):
        remedie = f"Laad met --profiel {passend}: dat kent deze kopregel."
    elif anders:
        remedie = (
            f"Staat dit gegeven in een kolom met een andere naam ({', '.join(anders)}), geef die kolom dan de naam van "
            "hierboven of leg de naam vast in een eigen profiel. Een lege kolom erbij zetten, zou de gegevens weglaten."
        )
    else:
        remedie = (
            f"Neem {' en '.join(missing)} op in de export{' (een lege kolom mag)' if leeg_mag else ''}, of leg de "
            "eigen kolomnamen vast in een profiel."
        )
    namen = ", ".join(missing)
    wat = f"de kolom {namen} ontbreekt" if len(missing) == 1 else f"de kolommen {namen} ontbreken"
    return LeveringFout(f"Regel {regel.nummer}: {wat}.{ook}", remedie)


def _fitting_profile(regel: _Regel, gevuld: frozenset[int], profiel: Profiel) -> str:
    """The name of another profile that needs nothing more and leaves nothing that is filled aside; else empty.

    It must know a name of this header that the present profile does not: one that only does without what is missing
    is made for another kind of export, and under it the outcomes would never be asked for.
    """
    kent = {place for keys in profiel.kolommen.values() for place in regel.plaatsen(keys)}
    for naam in names():
        try:
            ander = read_profile(naam)
        except GebruiksFout:
            continue  # a faulty profile of their own is told when it is asked for
        nodig = [kolom for kolom in ander.kolommen if kolom not in ander.afwezig.union(MAG_KOLOMMEN)]
        bekend = {place for keys in (*ander.kolommen.values(), frozenset({_BRON})) for place in regel.plaatsen(keys)}
        heeft_alles = all(regel.plaatsen(ander.kolommen[kolom]) for kolom in nodig)
        if naam != profiel.naam and heeft_alles and gevuld <= bekend and bekend - kent:
            return naam
    return ""


def open_text(bestand: Path, vorm: Bestandsvorm | None) -> TextIO:
    """Open a text file in its encoding (a rewritten one, vorm None, is UTF-8); what cannot be read becomes a mark."""
    codering = "utf-8" if vorm is None or vorm.codering == "utf-16" else vorm.codering
    return bestand.open(encoding=codering, errors="replace")


def filled_columns(
    bestand: Path, vorm: Bestandsvorm | None, kopregel: int, scheider: str, plaatsen: frozenset[int]
) -> frozenset[int]:
    """The places, of those asked for, at which some row has text. Stops as soon as all have."""
    gevuld: set[int] = set()
    with open_text(bestand, vorm) as handle:
        lines = (line[:MAX_REGEL].replace("\0", "") for line in islice(handle, kopregel, None))
        rows = (line.split(VELDSCHEIDER) for line in lines) if scheider == VELDSCHEIDER else _rows(lines, scheider)
        for row in rows:
            gevuld.update(i for i in plaatsen - gevuld if i < len(row) and row[i].strip())
            if gevuld == plaatsen:
                break
    return frozenset(gevuld)


def _rows(lines: Iterator[str], scheider: str) -> Iterator[list[str]]:
    """Line by line: a stray quote must not swallow what comes after it."""
    return (next(csv.reader([line], delimiter=scheider), []) for line in lines)
