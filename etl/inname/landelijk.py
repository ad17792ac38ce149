"""A file of a national source: recognised by its header, read with its profile, every figure kept as it was printed.

Such files are small and hold no person, so they are read row by row here, and not in the database. Two forms: a column
per indicator, or a column that says which indicator and one with its value. The rows above the header may be a title
("Geslacht: Totaal mannen en vrouwen"), the last ones a source line.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.publication.landelijk import LANDELIJK, Periodesoort
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, Gebieden
from etl.inname.forms import VELDSCHEIDER, Bestandsvorm
from etl.inname.landelijk_profiel import LandelijkProfiel, column_key, read_profiles
from etl.inname.profile import header_key
from etl.meldingen import LeveringFout

_TOP = 30
# The header stands near the top and the subjects of a long form come back soon; no need to read more to recognise one.
_LOOK = 2_000
# What OData 4 has besides the dimensions of a table, a measure and its value.
_ODATA_4 = frozenset({"id", "valueattribute"})
_BLANKS = " \t\u00a0\ufeff"
_GEMEENTE, _ANDER_GEBIED = re.compile(r"GM\d{4}"), re.compile(r"[A-Z]{2}\d{2,4}")
_SOORT_GEBIED = re.compile(r"\((?:PV|LD|CR|CP|RM|RMC|COROP|provincie|landsdeel)\)$", re.IGNORECASE)
_TOEVOEGING = re.compile(r"\s*\([^)]*\)$")
_SCHOOLJAAR_CODE, _SCHOOLJAAR = re.compile(r"(\d{4})SJ00"), re.compile(r"(\d{4})\s*[-/]\s*['’]?(\d{2}|\d{4})")
_JAAR = re.compile(r"(\d{4})(?:JJ00)?")
_GROEPEN = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+")
_GETAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_HOOGSTE = {"%": 100.0, "per 1.000": 1_000.0}


class Vorm(NamedTuple):
    """How a file of a national source is read: `plaats` of each column, and the line number of its header.

    ongebruikt: the keys of the headers of columns whose content is not used.
    """

    profiel: LandelijkProfiel
    regel: int
    breedte: int
    plaats: Mapping[str, int]
    indicatoren: Mapping[str, int]
    alleen: Mapping[int, frozenset[str]]
    ongebruikt: frozenset[str]


class Rij(NamedTuple):
    """One figure, as it goes into `landelijk_cijfer`; its fields are the columns of that table."""

    regel: int
    bron: str
    indicator: str
    gebied: str
    naam: str
    periode: str
    periodesoort: Periodesoort
    waarde: float | None
    decimalen: int
    voorlopig: bool | None


class Reden(NamedTuple):
    """Why a row was refused: the columns of `afgekeurd`."""

    regel: int
    kolom: str
    regelcode: str
    melding: str
    remedie: str
    ruwe_regel: str


@dataclass
class Gelezen:
    """What came out of a file. rijen: lines with a figure; overgeslagen: lines about other gebieden, or a part."""

    cijfers: list[Rij] = field(default_factory=list)
    redenen: list[Reden] = field(default_factory=list)
    rijen: int = 0
    andere_gebieden: int = 0
    andere_regels: int = 0


class _Onleesbaar(ValueError):
    """A field that cannot be read: which column, and the words for who delivered it."""

    def __init__(self, kolom: str, code: str, melding: str, remedie: str) -> None:
        super().__init__(code)
        self.kolom, self.code, self.melding, self.remedie = kolom, code, melding, remedie


def read_lines(bestand: Path, vorm: Bestandsvorm | None) -> Callable[[str], Iterator[list[str]]]:
    """The rows of a text file, or (vorm None) of a file rewritten from a workbook, for a separator."""
    codering = "utf-8" if vorm is None or vorm.codering == "utf-16" else vorm.codering

    def rows(scheider: str) -> Iterator[list[str]]:
        with bestand.open(encoding=codering, errors="replace", newline="") as handle:
            if scheider == VELDSCHEIDER:
                yield from ([veld.strip(_BLANKS) for veld in line.rstrip("\r\n").split(scheider)] for line in handle)
            else:
                lezer = csv.reader(handle, delimiter=scheider)
                yield from ([veld.strip(_BLANKS) for veld in rij] for rij in lezer)

    return rows


def recognise(bestand: Path, vorm: Bestandsvorm | None) -> tuple[Vorm, Iterator[list[str]]] | None:
    """How to read a file of a national source, with its rows; None when it is something else."""
    rows_for = read_lines(bestand, vorm)
    profielen = read_profiles()
    for scheider in (VELDSCHEIDER,) if vorm is None else (";", ",", "\t"):
        try:
            begin = [rij for rij, _ in zip(rows_for(scheider), range(_LOOK), strict=False)]
        except csv.Error:  # one field longer than a line may be: no file of figures
            return None
        for nummer, rij in enumerate(begin[:_TOP]):
            for profiel in profielen:
                gevonden = _header(profiel, nummer, rij)
                if gevonden and (gevonden.indicatoren or _names_subject(gevonden, begin[nummer + 1 :])):
                    _refuse_part(gevonden, begin[:nummer])
                    return gevonden, rows_for(scheider)
                if gevonden and gevonden.alleen and gevonden.ongebruikt == _ODATA_4:
                    raise _unknown_measures(profiel)
    return None


def _unknown_measures(profiel: LandelijkProfiel) -> LeveringFout:
    return LeveringFout(
        f"Dit lijkt tabel {profiel.naam} van {profiel.bron.uitgever} als losse waarnemingen (OData 4). De codes van de "
        "onderwerpen daarin kennen we niet.",
        "Download de tabel als CSV. Of leg de codes uit MeasureCodes vast bij [onderwerpen] in een eigen profiel.",
    )


def _header(profiel: LandelijkProfiel, nummer: int, rij: Sequence[str]) -> Vorm | None:
    keys = [column_key(kop) for kop in rij]
    plaats = {kolom: i for kolom, koppen in profiel.kolommen.items() for i, key in enumerate(keys) if key in koppen}
    indicatoren = {profiel.indicatoren[key]: i for i, key in enumerate(keys) if key in profiel.indicatoren}
    lang = {"onderwerp", "waarde"} <= plaats.keys()
    if not {"gebied", "periode"} <= plaats.keys() or not (indicatoren or lang):
        return None
    alleen = {i: profiel.alleen[key] for i, key in enumerate(keys) if key in profiel.alleen}
    gebruikt = {*plaats.values(), *indicatoren.values(), *alleen}
    los = frozenset(key for i, key in enumerate(keys) if key and i not in gebruikt)
    return Vorm(profiel, nummer + 1, len(rij), plaats, {} if lang else indicatoren, alleen, los)


def _names_subject(vorm: Vorm, rijen: Sequence[Sequence[str]]) -> bool:
    plek = vorm.plaats.get("onderwerp")
    if plek is None:
        return False
    return any(len(rij) > plek and column_key(rij[plek]) in vorm.profiel.onderwerpen for rij in rijen)


def _refuse_part(vorm: Vorm, boven: Sequence[Sequence[str]]) -> None:
    """A title may say that all below is about a part: boys only. That is no figure of the gemeente."""
    for rij in boven:
        kop, dubbel, waarde = ";".join(filter(None, rij)).partition(":")
        goed = vorm.profiel.alleen.get(column_key(kop))
        if dubbel and goed and header_key(waarde) not in goed:
            raise LeveringFout(
                f"Dit bestand gaat over een deel van de jongeren, zegt de regel boven de tabel ({kop.strip()}).",
                "Kies bij het downloaden het totaal van alle jongeren.",
            )


def read(vorm: Vorm, rijen: Iterator[list[str]], gebieden: Gebieden, peildatum: date) -> Gelezen:
    """Every figure of the file about a gemeente, a region of this site or the country; and why a row was refused.

    Raises LeveringFout when there is none.
    """
    # One field alone is a note or the source line.
    alle = [(n, rij) for n, rij in enumerate(rijen, start=1) if n > vorm.regel and sum(map(bool, rij)) > 1]
    lezer = _Cijferlezer(vorm, gebieden, peildatum, {_at(rij, vorm.plaats["gebied"]) for _, rij in alle})
    for nummer, rij in alle:
        lezer.take(nummer, rij)
    uit = lezer.uit
    if not uit.cijfers and not uit.redenen:
        raise LeveringFout(
            f"In dit bestand van {vorm.profiel.bron.uitgever} staat geen cijfer over een gemeente of over Nederland.",
            "Kies bij het downloaden Nederland en de gemeenten, het totaal van mannen en vrouwen, en schooljaren.",
        )
    return lezer.finish()


class _Cijferlezer:
    """Reads row by row and remembers what came before: two figures for one cell cannot both hold."""

    def __init__(self, vorm: Vorm, gebieden: Gebieden, peildatum: date, namen: set[str]) -> None:
        self.vorm, self.profiel, self.peildatum = vorm, vorm.profiel, peildatum
        self.uit = Gelezen()
        self._gezien: set[tuple[str, str, str]] = set()
        self._regios = {regio.naam.lower(): regio.code for regio in gebieden.alle_regios}
        self._codes = {regio.code for regio in gebieden.alle_regios}
        self._gemeenten = {g.naam.lower(): g.code for g in gebieden.gemeenten}
        # Hengelo is `Hengelo (O.)` at CBS; where two gemeenten share a name, only the whole name tells them apart.
        kaal = Counter(_bare(naam) for naam in namen if not _SOORT_GEBIED.search(naam))
        self._eenduidig = {naam for naam, aantal in kaal.items() if aantal == 1}
        self._merken = False

    def take(self, nummer: int, rij: list[str]) -> None:
        """Read one row."""
        if any(header_key(_at(rij, plek)) not in goed for plek, goed in self.vorm.alleen.items()):
            self.uit.andere_regels += 1
            return
        paren = self._subjects(rij)
        if not paren:
            self.uit.andere_regels += 1
            return
        self.uit.rijen += 1
        try:
            plek = self._place(_at(rij, self.vorm.plaats["gebied"]))
            if plek is None:
                self.uit.rijen -= 1
                self.uit.andere_gebieden += 1
                return
            periode, soort, ster = self._period(_at(rij, self.vorm.plaats["periode"]))
            for key, tekst in paren:
                waarde, decimalen, ook = self._number(key, tekst)
                self._merken = self._merken or ster or ook
                self._keep(
                    Rij(nummer, self.profiel.bron.sleutel, key, *plek, periode, soort, waarde, decimalen, ster or ook)
                )
        except _Onleesbaar as fout:
            self.uit.redenen.append(Reden(nummer, fout.kolom, fout.code, fout.melding, fout.remedie, ";".join(rij)))

    def finish(self) -> Gelezen:
        """A file without any sign of provisional figures does not tell which are."""
        if not self._merken:
            self.uit.cijfers = [rij._replace(voorlopig=None) for rij in self.uit.cijfers]
        return self.uit

    def _subjects(self, rij: list[str]) -> list[tuple[str, str]]:
        if self.vorm.indicatoren:
            return [(key, _at(rij, plek)) for key, plek in self.vorm.indicatoren.items()]
        key = self.profiel.onderwerpen.get(column_key(_at(rij, self.vorm.plaats["onderwerp"])))
        return [(key, _at(rij, self.vorm.plaats["waarde"]))] if key else []

    def _keep(self, rij: Rij) -> None:
        sleutel = (rij.indicator, rij.gebied, rij.periode)
        if sleutel in self._gezien:
            raise _Onleesbaar(
                "gebied",
                "dubbel",
                "Dit gebied en deze periode komen eerder in het bestand al voor.",
                "Haal de dubbele regel weg, of kies bij het downloaden het totaal.",
            )
        self._gezien.add(sleutel)
        self.uit.cijfers.append(rij)

    def _place(self, tekst: str) -> tuple[str, str] | None:
        """Code (or name) and name of the gebied; None for one that is not kept, as a province."""
        if not tekst:
            raise _Onleesbaar("gebied", "leeg", "Het gebied is niet ingevuld.", "Vul de gemeente in.")
        code = tekst.upper().replace(" ", "")
        if code.isdigit() and len(code) <= 4:
            code = f"GM{int(code):04d}"
        if code in (LAND, "NL") or tekst.lower() == "nederland":
            return LAND, "Nederland"
        if _GEMEENTE.fullmatch(code):
            return code, code
        if _ANDER_GEBIED.fullmatch(code):
            return (code, code) if code in self._codes else None
        return self._place_by_name(tekst)

    def _place_by_name(self, tekst: str) -> tuple[str, str] | None:
        kaal = _bare(tekst)
        if _SOORT_GEBIED.search(tekst):
            return (self._regios[kaal], tekst) if kaal in self._regios else None
        if re.match(r"(gemeenten|vier grote)\b", tekst.lower()) or "inwoners" in tekst.lower():
            return None  # a class of gemeenten by number of inhabitants
        gemeente = self._gemeenten.get(tekst.lower())
        if gemeente is None and kaal in self._eenduidig:
            gemeente = self._gemeenten.get(kaal)
        naam = re.sub(r"\s*\(gemeente\)$", "", tekst, flags=re.IGNORECASE)
        return (gemeente, naam) if gemeente else (naam, naam)

    def _period(self, tekst: str) -> tuple[str, Periodesoort, bool]:
        kaal = tekst.rstrip("*").strip()
        ster = kaal != tekst.strip()
        if gevonden := _SCHOOLJAAR_CODE.fullmatch(kaal):
            begin = int(gevonden[1])
        elif gevonden := _SCHOOLJAAR.fullmatch(kaal):
            begin = int(gevonden[1])
            if int(gevonden[2]) % 100 != (begin + 1) % 100 or (len(gevonden[2]) == 4 and int(gevonden[2]) != begin + 1):
                begin = 0
        elif gevonden := _JAAR.fullmatch(kaal):
            self._refuse_future(date(max(1, int(gevonden[1])), 1, 1))
            return gevonden[1], "kalenderjaar", ster
        else:
            begin = 0
        if not begin:
            raise _Onleesbaar(
                "periode",
                "geen_periode",
                "Dit is geen schooljaar en geen jaar.",
                "Schrijf het als 2022-2023, 2022/'23, 2022SJ00 of 2022.",
            )
        self._refuse_future(date(begin, schooljaar.EERSTE_MAAND, 1))
        return schooljaar.from_jaar(begin), "schooljaar", ster

    def _refuse_future(self, begin: date) -> None:
        if begin > self.peildatum:
            raise _Onleesbaar(
                "periode",
                "na_peildatum",
                "Deze periode is op de peildatum nog niet begonnen.",
                "Een raming is geen cijfer. Haal de regel weg, of laad met de goede --peildatum.",
            )

    def _number(self, key: str, tekst: str) -> tuple[float | None, int, bool]:
        """Value, decimals as printed, and whether a sign says that it is provisional."""
        eenheid = LANDELIJK[key].eenheid
        kaal = tekst.rstrip("*").strip().removesuffix("%").strip()
        if kaal.lower() in self.profiel.leeg:
            return None, 0, False
        waarde, decimalen = _parse(kaal, heel=eenheid == "jongeren")
        if waarde is None:
            raise _Onleesbaar(
                key,
                "geen_getal",
                "Dit is geen getal, of er is niet aan te zien wat de punt betekent.",
                "Schrijf 30.250 of 30250 voor een aantal, en 2,4 voor een percentage.",
            )
        if waarde > _HOOGSTE.get(eenheid, float("inf")):
            raise _Onleesbaar(
                key, "kan_niet", f"Dit kan niet: het is meer dan alle jongeren ({eenheid}).", "Kijk het na."
            )
        return waarde, decimalen, tekst.rstrip().endswith("*")


def _parse(tekst: str, *, heel: bool) -> tuple[float | None, int]:
    """A count (`1.339.130`, `1339130`) or a rate (`2,4`, `2.4`) with its decimals.

    `1.234` as a rate can be two things and is neither: the meaning is never guessed.
    """
    if heel:
        kaal = re.sub(r"\D", "", tekst) if _GROEPEN.fullmatch(tekst) else re.sub(r"[.,]0+$", "", tekst)
        return (float(kaal), 0) if kaal.isascii() and kaal.isdigit() and len(kaal) < 10 else (None, 0)
    gevonden = _GETAL.fullmatch(tekst)
    if not gevonden or ("." in tekst and len(gevonden[2] or "") == 3):
        return None, 0
    return float(tekst.replace(",", ".")), len(gevonden[2] or "")


def _bare(naam: str) -> str:
    return _TOEVOEGING.sub("", naam).lower()


def _at(rij: Sequence[str], plek: int) -> str:
    return rij[plek] if plek < len(rij) else ""
