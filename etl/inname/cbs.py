"""Standen from the StatLine table 03759ned of CBS (population on 1 January by age, sex, marital status and region).

Every form in which CBS gives the table is read: the CSV and the workbook of the website (labels; dimensions beside each
other, above each other, or chosen once in the title), the untyped and the typed download of OData 3, and the
observations of OData 4. A table that follows it up is read too, as long as it has the same kinds of labels or codes.

ASSUMPTIONS, named in the report of every such delivery: M000352 is the population on 1 January in OData 4; the
population of 1 January stands for the schooljaar that it lies in; jongeren 5 to 18 are those aged 5 up to and including
17 on that day. Leerplichtigen and kwalificatieplichtigen depend on birthdays within the schooljaar and stay unknown.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from etl.inname.forms import VELDSCHEIDER, Bestandsvorm
from etl.inname.landelijk import read_lines
from etl.inname.namen import name_key
from etl.inname.profile import STAND_KOLOMMEN, header_key
from etl.inname.werkbladen import SAMENGEVOEGD
from etl.meldingen import LeveringFout, getal

AANNAME = (
    "Standen uit CBS 03759ned: jongeren van 5 tot en met 17 jaar op 1 januari in het schooljaar. Dit is een aanname; "
    "leerplichtigen en kwalificatieplichtigen volgen er niet uit en blijven onbekend."
)
_HOE = (
    "Kies bij het downloaden van tabel 03759ned: bevolking op 1 januari, totaal mannen en vrouwen, totaal burgerlijke "
    "staat, de leeftijden 5 tot en met 17 jaar afzonderlijk, de eigen gemeenten en hele jaren."
)
_LEEFTIJDEN = range(5, 18)
# A header stands near the top; above it are the title and what was chosen once.
_TOP = 40
_REGIO, _PERIODE, _LEEFTIJD, _ONDERWERP = "regios", "perioden", "leeftijd", "onderwerp"
# Names of dimensions as `header_key` gives them -> our name. `Measure` is what OData 4 calls the subject.
_DIMENSIES = {
    "regios": _REGIO,
    "perioden": _PERIODE,
    "leeftijd": _LEEFTIJD,
    "geslacht": "geslacht",
    "burgerlijkestaat": "burgerlijkestaat",
    "onderwerp": _ONDERWERP,
    "onderwerpen": _ONDERWERP,
    "measure": _ONDERWERP,
}
_WAARDE = frozenset({"Value", "Waarde"})
_TOTALEN = {
    "geslacht": frozenset({"T001038", "Totaal mannen en vrouwen"}),
    "burgerlijkestaat": frozenset({"T001019", "Totaal burgerlijke staat"}),
}
_BEVOLKING = re.compile(r"M000352|Bevolking ?op ?1 ?januari(_\d+)?( \(aantal\))?", re.IGNORECASE)
_JAAR = re.compile(r"((?:19|20)\d\d)(?:JJ00)?\*{0,2}")
_LEEFTIJD_IN_WOORDEN, _LEEFTIJD_IN_CODE = re.compile(r"(\d{1,3}) jaar(?: of ouder)?"), re.compile(r"1(\d\d)00")
_DUIZENDTALLEN, _HEEL = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+"), re.compile(r"(\d{1,9})(?:[.,]0+)?")


class Tabel(NamedTuple):
    """How the table lies in the file.

    eerste: the line of the first row of figures. labels: column -> dimension. waarden: column of figures -> the labels
    that hold for it, by dimension. vast: what was chosen once.
    """

    scheider: str
    kop: int
    labels: Mapping[int, str]
    waarden: Mapping[int, Mapping[str, str]]
    vast: Mapping[str, str]


@dataclass
class _Standen:
    """What was read, per gemeente and year: the first line, and the figure of each age (None: CBS has none)."""

    regels: dict[tuple[str, int], int] = field(default_factory=dict)
    leeftijden: dict[tuple[str, int], dict[int, int | None]] = field(default_factory=dict)

    def add(self, regel: int, plek: tuple[str, int], leeftijd: int, aantal: int | None) -> None:
        """Take in a figure. Raises LeveringFout when there was one for this age already."""
        van_plek = self.leeftijden.setdefault(plek, {})
        if leeftijd in van_plek:
            raise LeveringFout(
                f"Regel {regel} van de CBS-tabel geeft nog een getal voor dezelfde gemeente, hetzelfde jaar en "
                "dezelfde leeftijd.",
                f"De tabel is verder onderverdeeld. {_HOE}",
            )
        van_plek[leeftijd] = aantal
        self.regels.setdefault(plek, regel)


def recognise(bestand: Path, vorm: Bestandsvorm | None, gebieden: Gebieden) -> Tabel | None:
    """Tell how a table of CBS lies in a file (vorm None: rewritten from a workbook); None when it is something else.

    Raises LeveringFout when it is a table of CBS, but not of the population by age.
    """
    rows_for, plekken = read_lines(bestand, vorm), _Plekken(gebieden)
    for scheider in (VELDSCHEIDER,) if vorm is None else (";", ",", "\t"):
        try:
            top = [[_kaal(veld) for veld in rij] for rij in islice(rows_for(scheider), _TOP)]
        except csv.Error:
            continue
        if tabel := _lay_out(top, scheider, plekken):
            return tabel
    return None


def write_standen(
    bestand: Path, vorm: Bestandsvorm | None, tabel: Tabel, gebieden: Gebieden, doel: Path
) -> Iterator[str]:
    """Write the table as lines of standen, each on the line where it began; give remarks about what was read.

    A gemeente of which an age is missing gets an empty figure. Raises LeveringFout when there is none of ours.
    """
    standen, gelezen = _add_up(read_lines(bestand, vorm)(tabel.scheider), tabel, gebieden)
    if not standen.regels:
        raise LeveringFout(
            "In dit CBS-bestand staat geen bevolking naar leeftijd voor een gemeente van deze site.", _HOE
        )
    heel = {
        plek: sum(aantal or 0 for aantal in leeftijden.values())
        for plek, leeftijden in standen.leeftijden.items()
        if len(leeftijden) == len(_LEEFTIJDEN) and None not in leeftijden.values()
    }
    if not heel:
        raise LeveringFout("In dit CBS-bestand ontbreken bij elke gemeente leeftijden tussen 5 en 17 jaar.", _HOE)
    with doel.open("w", encoding="utf-8", newline="\n") as handle:
        _write_lines(handle, tabel.kop, standen, heel)
    yield f"Getallen van CBS die zijn samengevoegd: {getal(gelezen)}; standen: {len(standen.regels)}. {AANNAME}"
    onvolledig = sorted(standen.regels.keys() - heel.keys())
    if onvolledig:
        code, jaar = onvolledig[0]
        yield (
            f"bij {counted(len(onvolledig), 'gemeente en jaar', 'gemeenten en jaren')} ontbreekt een leeftijd tussen "
            f"5 en 17 jaar, voor het eerst bij {gebieden.naam(code)} op 1 januari {jaar}. Daar blijft het aantal "
            "onbekend."
        )


def _kaal(veld: str) -> str:
    return "" if veld == SAMENGEVOEGD else veld.strip()


def _lay_out(top: Sequence[Sequence[str]], scheider: str, plekken: _Plekken) -> Tabel | None:
    """Find the header in the first rows: what was chosen once, the columns with labels, and what the others count."""
    vast = dict(filter(None, (_chosen(rij) for rij in top)))
    labels: dict[int, str] = {}
    boven: list[tuple[str, Sequence[str]]] = []
    for nummer, rij in enumerate(top, start=1):
        if labels and _is_row_of_figures(rij, labels):
            boven += _unnamed(top[: nummer - 1], labels, {*labels.values(), *vast, *dict(boven)}, plekken)
            return _table(scheider, nummer - 1, labels, top[: nummer - 1], boven, vast)
        for plaats, naam in enumerate(rij):
            dimensie = _DIMENSIES.get(header_key(naam))
            is_label = plekken.may_be_ours if dimensie == _REGIO else partial(_is_label, dimensie)
            if dimensie and any(map(is_label, rij[plaats + 1 :])):
                boven.append((dimensie, rij))
            elif dimensie:
                labels[plaats] = dimensie
    return None


def _unnamed(
    top: Sequence[Sequence[str]], labels: Mapping[int, str], bekend: set[str], plekken: _Plekken
) -> Iterator[tuple[str, Sequence[str]]]:
    """Rows above the figures with years, ages or gemeenten of which the dimension is not named."""
    for dimensie in (_PERIODE, _LEEFTIJD, _REGIO):
        is_label = plekken.may_be_ours if dimensie == _REGIO else partial(_is_label, dimensie)
        for rij in top if dimensie not in bekend else ():
            boven_getallen = [veld for plaats, veld in enumerate(rij) if veld and plaats not in labels]
            if len(rij) > len(labels) and boven_getallen and all(map(is_label, boven_getallen)):
                yield dimensie, rij


def _chosen(rij: Sequence[str]) -> tuple[str, str] | None:
    """What a line like `Geslacht: Totaal mannen en vrouwen` says, if it is one."""
    gevuld = [veld for veld in rij if veld]
    naam, dubbele_punt, waarde = gevuld[0].partition(":") if len(gevuld) == 1 else ("", "", "")
    dimensie = _DIMENSIES.get(header_key(naam))
    return (dimensie, waarde.strip()) if dimensie and dubbele_punt else None


def _is_row_of_figures(rij: Sequence[str], labels: Mapping[int, str]) -> bool:
    gevuld = all(plaats < len(rij) and _is_label(dimensie, rij[plaats]) for plaats, dimensie in labels.items())
    return gevuld and any(veld and plaats not in labels for plaats, veld in enumerate(rij))


def _is_label(dimensie: str | None, tekst: str) -> bool:
    """Whether a text may be a label or code of this dimension; of a region any text may."""
    if dimensie == _PERIODE:
        return bool(re.fullmatch(r"(?:19|20)\d\d.*", tekst))
    if dimensie == _LEEFTIJD:
        return bool(re.match(r"\d+ (?:jaar|tot)|\d{5}\b|Totaal", tekst))
    if dimensie == _ONDERWERP:
        return "bevolking" in tekst.lower() or bool(re.fullmatch(r"M\d{6}", tekst))
    if dimensie in _TOTALEN:
        return bool(
            re.fullmatch(r"T\d{6}|\d{4}|Totaal .*|Mannen|Vrouwen|Ongehuwd|Gehuwd.*|Verweduwd.*|Gescheiden.*", tekst)
        )
    return bool(tekst) and header_key(tekst) not in _DIMENSIES


def _table(
    scheider: str,
    kop: int,
    labels: Mapping[int, str],
    top: Sequence[Sequence[str]],
    boven: Sequence[tuple[str, Sequence[str]]],
    vast: Mapping[str, str],
) -> Tabel | None:
    """The table, when it is about regions and periods. Raises LeveringFout when it does not count jongeren by age."""
    waarden: dict[int, dict[str, str]] = {}
    for plaats in range(max(map(len, top))):
        if plaats not in labels:
            waarden[plaats] = {dimensie: _above(rij, plaats) for dimensie, rij in boven}
            namen = [rij[plaats] for rij in top if plaats < len(rij)]
            onderwerp = next((naam for naam in namen if _BEVOLKING.fullmatch(naam)), "")
            # In OData 4 a column says what the figure is, and another has it.
            if onderwerp or (_ONDERWERP in labels.values() and _WAARDE.intersection(namen)):
                waarden[plaats].setdefault(_ONDERWERP, onderwerp)
    bekend = {*labels.values(), *vast, *(dimensie for dimensie, _ in boven)}
    if not {_REGIO, _PERIODE} <= bekend:
        return None
    overal = vast if _ONDERWERP not in labels.values() else {}
    waarden = {plaats: van for plaats, van in waarden.items() if _counts_population({**overal, **van}, labels)}
    if _LEEFTIJD not in bekend or not waarden:
        raise LeveringFout("In deze tabel van CBS is geen bevolking op 1 januari naar leeftijd gevonden.", _HOE)
    return Tabel(scheider, kop, labels, waarden, vast)


def _counts_population(van: Mapping[str, str], labels: Mapping[int, str]) -> bool:
    onderwerp = van.get(_ONDERWERP)
    return bool(onderwerp and _BEVOLKING.fullmatch(onderwerp)) or (onderwerp == "" and _ONDERWERP in labels.values())


def _above(rij: Sequence[str], plaats: int) -> str:
    """The label above a column; one that holds for several stands over the first of them."""
    return next((veld for veld in reversed(rij[: plaats + 1]) if veld), "")


def _add_up(rijen: Iterator[list[str]], tabel: Tabel, gebieden: Gebieden) -> tuple[_Standen, int]:
    """All figures of our gemeenten, ages and totals; and how many they were."""
    standen, gelezen, plekken = _Standen(), 0, _Plekken(gebieden)
    vorige: dict[int, str] = {}
    regio = next((plaats for plaats, dimensie in tabel.labels.items() if dimensie == _REGIO), -1)
    for regel, rij in enumerate(rijen, start=1):
        # The observations of OData 4 are of the whole country, over many years: most rows end here.
        if regel <= tabel.kop or (len(rij) > regio >= 0 and not plekken.may_be_ours(rij[regio])):
            continue
        van_rij = dict(tabel.vast)
        for plaats, dimensie in tabel.labels.items():
            tekst = rij[plaats].strip() if plaats < len(rij) else ""
            tekst = vorige.get(plaats, "") if tekst == SAMENGEVOEGD else tekst
            vorige[plaats] = van_rij[dimensie] = tekst
        for plaats, van_kolom in tabel.waarden.items():
            gevonden = plekken.find({**van_rij, **{d: label for d, label in van_kolom.items() if label}})
            if gevonden:
                plek, leeftijd = gevonden
                standen.add(regel, plek, leeftijd, _number(rij[plaats]) if plaats < len(rij) else None)
                gelezen += 1
    return standen, gelezen


class _Plekken:
    """Finds the gemeente, the year and the age that labels or codes are about; each text is looked up once."""

    def __init__(self, gebieden: Gebieden) -> None:
        self._alle = (*gebieden.gemeenten, *gebieden.vervallen)
        self._codes = {gemeente.code for gemeente in self._alle}
        self._namen = {name_key(gemeente.naam) for gemeente in self._alle}
        self._van_tekst: dict[tuple[str, int], str | None] = {}
        self._van_ons: dict[str, bool] = {}

    def may_be_ours(self, tekst: str) -> bool:
        """Whether a label or code is of one of our gemeenten, in some year; also of the cell before it (merged)."""
        if tekst not in self._van_ons:
            kaal = tekst.strip()
            self._van_ons[tekst] = kaal in self._codes or kaal == SAMENGEVOEGD or name_key(kaal) in self._namen
        return self._van_ons[tekst]

    def find(self, van: Mapping[str, str]) -> tuple[tuple[str, int], int] | None:
        """Gemeente and year, and the age; None when it is not about one of ours, or about a part."""
        leeftijd = _age(van.get(_LEEFTIJD, ""))
        jaar = _JAAR.fullmatch(van.get(_PERIODE, ""))
        if (
            leeftijd is None
            or leeftijd not in _LEEFTIJDEN
            or jaar is None
            or not _BEVOLKING.fullmatch(van.get(_ONDERWERP, ""))
        ):
            return None
        if any(van.get(dimensie, next(iter(totaal))) not in totaal for dimensie, totaal in _TOTALEN.items()):
            return None
        sleutel = van.get(_REGIO, ""), int(jaar[1])
        if sleutel not in self._van_tekst:
            self._van_tekst[sleutel] = self._gemeente(*sleutel)
        code = self._van_tekst[sleutel]
        return ((code, int(jaar[1])), leeftijd) if code else None

    def _gemeente(self, tekst: str, jaar: int) -> str | None:
        """The code of a gemeente by its code or its name; a name is of the gemeente that had it on 1 January."""
        if tekst in self._codes:
            return tekst
        dag = date(jaar, 1, 1)
        passend = [
            gemeente.code
            for gemeente in self._alle
            if name_key(tekst) == name_key(gemeente.naam)
            and (gemeente.sinds or dag) <= dag
            and (gemeente.tot is None or dag < gemeente.tot)
        ]
        return passend[0] if len(passend) == 1 else None


def _age(tekst: str) -> int | None:
    if gevonden := _LEEFTIJD_IN_WOORDEN.fullmatch(tekst) or _LEEFTIJD_IN_CODE.fullmatch(tekst):
        return int(gevonden[1])
    return None


def _number(tekst: str) -> int | None:
    """A count as CBS writes it; None for a sign that there is none (`.`, `x`, empty)."""
    if _DUIZENDTALLEN.fullmatch(tekst):
        return int(re.sub(r"\D", "", tekst))
    gevonden = _HEEL.fullmatch(tekst)
    return int(gevonden[1]) if gevonden else None


def _write_lines(handle: TextIO, kop: int, standen: _Standen, heel: Mapping[tuple[str, int], int]) -> None:
    handle.write("\n" * (kop - 1) + VELDSCHEIDER.join(STAND_KOLOMMEN) + "\n")
    regel = kop
    # Of a table with a column per year several standen begin on one line; the later ones move down.
    for plek, begin in sorted(standen.regels.items(), key=lambda paar: (paar[1], paar[0])):
        code, jaar = plek
        velden = [code, schooljaar.of(date(jaar, 1, 1)), str(heel.get(plek, "")), *[""] * (len(STAND_KOLOMMEN) - 3)]
        handle.write("\n" * max(begin - regel - 1, 0) + VELDSCHEIDER.join(velden) + "\n")
        regel = max(begin, regel + 1)
