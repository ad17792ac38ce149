"""A sheet of the open standard (.ods, of LibreOffice and others), written out as lines, as `excel` does for Excel.

Read as a stream: the libraries there are hold the whole document in memory, or pass over what must be known of a
delivery (hidden rows, formulas without an outcome, the digits that a format always shows).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from etl.inname.werkbladen import (
    DATA_FROM,
    FORMULE,
    LEEG,
    LOGISCH,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    Bladschrijver,
    Cel,
    Samengevoegd,
    Werkblad,
    date_cell,
    number_cell,
    show_name,
    text_cell,
)
from etl.inname.xmldelen import find_in_part, read_elements
from etl.meldingen import LeveringFout, Voortgang

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_OASIS}table:1.0}}", f"{_OASIS}office:1.0}}", f"{_OASIS}text:1.0}}"
_STYLE, _NUMBER = f"{_OASIS}style:1.0}}", f"{_OASIS}datastyle:1.0}}"
_WHOLE = frozenset(
    {f"{_STYLE}style", f"{_NUMBER}number-style", f"{_TABLE}table-column", f"{_TABLE}table-row", f"{_TABLE}shapes"}
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_GETALLEN = frozenset({"float", "percentage", "currency"})
_MOST_BLANKS = 100
# An error as it is shown; the value beside it is 0 or empty, and means nothing.
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|(?:Err|Fout):\d{3}")


def rewrite_document(bestand: Path, doel: Path, voortgang: Voortgang) -> Werkblad:
    """Write out the first visible sheet. Raises LeveringFout when the document cannot be read."""
    try:
        with zipfile.ZipFile(bestand) as archief:
            stijlen = _Stijlen()
            if "styles.xml" in archief.namelist():
                find_in_part(archief, "styles.xml")
                with archief.open("styles.xml") as xml:
                    for element in _elements(xml):
                        stijlen.learn(element)
            find_in_part(archief, "content.xml")
            total = archief.getinfo("content.xml").file_size
            with archief.open("content.xml") as xml, doel.open("w", encoding="utf-8", newline="\n") as handle:
                lezer = _Documentlezer(handle, stijlen)
                for aantal, element in enumerate(_elements(xml)):
                    lezer.take(element)
                    if aantal % 1000 == 0:
                        voortgang(min(xml.tell(), total), total)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, ParseError) as fout:
        raise LeveringFout(
            "Het rekenblad (.ods) is beschadigd en kan niet worden gelezen.",
            "Open het in LibreOffice, sla het opnieuw op en probeer het nog eens.",
        ) from fout
    if lezer.blad is None:
        raise LeveringFout("Het rekenblad heeft geen zichtbaar werkblad.", "Maak het blad met de export zichtbaar.")
    lezer.blad.andere = lezer.andere
    return lezer.blad


def _elements(xml: Any) -> Iterator[Element]:
    """Each sheet as it begins, and each style, column and row when it is whole; then it is let go of."""
    pad: list[Element] = []
    for gebeurtenis, element in read_elements(xml):
        if gebeurtenis == "start":
            pad.append(element)
            # A table in a table, in a shape or in what is kept of changes is no sheet.
            if element.tag == f"{_TABLE}table" and len(pad) > 1 and pad[-2].tag == f"{_OFFICE}spreadsheet":
                yield element
            continue
        pad.pop()
        if element.tag in _WHOLE:
            in_blad = sum(ouder.tag == f"{_TABLE}table" for ouder in pad)
            if not element.tag.startswith(_TABLE) or in_blad == 1:
                yield element
            pad[-1].remove(element)


class _Stijlen:
    """What styles say that matters: which sheets are hidden, and how many digits a number always shows."""

    def __init__(self) -> None:
        self.verborgen: set[str] = set()
        self._cijfers: dict[str, int] = {}
        self._van_cel: dict[str, str] = {}

    def learn(self, element: Element) -> None:
        """Take in a style; anything else is left aside."""
        naam = element.get(f"{_STYLE}name", "")
        if element.tag == f"{_NUMBER}number-style":
            getal = element.find(f"{_NUMBER}number")
            if getal is not None and not int(getal.get(f"{_NUMBER}decimal-places", "0")):
                self._cijfers[naam] = int(getal.get(f"{_NUMBER}min-integer-digits", "0"))
        elif element.tag == f"{_STYLE}style":
            eigen = element.get(f"{_STYLE}data-style-name") or self._van_cel.get(
                element.get(f"{_STYLE}parent-style-name", ""), ""
            )
            self._van_cel[naam] = eigen
            blad = element.find(f"{_STYLE}table-properties")
            if blad is not None and blad.get(f"{_TABLE}display") == "false":
                self.verborgen.add(naam)

    def digits(self, stijl: str) -> int:
        """How many digits a cell of this style always shows: 5 for `00000`, 0 for a usual number."""
        cijfers = self._cijfers.get(self._van_cel.get(stijl, ""), 0)
        return cijfers if cijfers > 1 else 0


class _Documentlezer:
    """Takes in a document piece by piece: writes out the first visible sheet, and glances at the others."""

    def __init__(self, doel: Any, stijlen: _Stijlen) -> None:
        self.blad: Werkblad | None = None
        self._doel, self._stijlen = doel, stijlen
        self._schrijver: Bladschrijver | None = None
        self.andere: list[str] = []
        self._naam, self._gevuld = "", 0

    def take(self, element: Element) -> None:
        """Look at the beginning of a sheet, or at a whole style, column or row."""
        if element.tag == f"{_TABLE}table":
            self._begin_sheet(element)
        elif element.tag == f"{_TABLE}table-column":
            self._columns(element)
        elif element.tag == f"{_TABLE}table-row":
            self._row(element)
        else:
            self._stijlen.learn(element)

    def _begin_sheet(self, element: Element) -> None:
        naam = show_name(element.get(f"{_TABLE}name", ""))
        verborgen = element.get(f"{_TABLE}style-name", "") in self._stijlen.verborgen
        self._nummer, self._kolom = 0, 0
        self._stijl_van: dict[int, str] = {}
        self._schrijver, self._gevuld = None, 0
        self._naam = naam + (" (verborgen)" if verborgen else "")
        if self.blad is None and not verborgen:
            self.blad = Werkblad(naam=naam)
            self._schrijver, self._samengevoegd = Bladschrijver(self._doel, self.blad), Samengevoegd([])

    def _columns(self, element: Element) -> None:
        herhaald = _repeated(element, "columns")
        plaatsen = range(self._kolom, min(self._kolom + herhaald, MAX_KOLOMMEN))
        self._kolom += herhaald
        self._stijl_van.update(dict.fromkeys(plaatsen, element.get(f"{_TABLE}default-cell-style-name", "")))
        if self._schrijver and _hidden(element):
            self._schrijver.blad.verborgen_kolommen.update(plaatsen)

    def _row(self, element: Element) -> None:
        herhaald = _repeated(element, "rows")
        eerste, self._nummer = self._nummer + 1, self._nummer + herhaald
        if self._schrijver is None and self._gevuld >= DATA_FROM:
            return
        cellen = self._cells(element, eerste)
        if not any(cel.tekst.strip() for cel in cellen):
            return
        if self._schrijver is None:
            self._glance(herhaald)
            return
        if self._nummer > MAX_RIJEN:
            eerste = self._nummer
        for nummer in range(eerste, self._nummer + 1):
            rij = list(cellen)
            self._samengevoegd.mark(nummer, rij)
            self._schrijver.write(nummer, rij, verborgen=_hidden(element))

    def _glance(self, herhaald: int) -> None:
        """Note another sheet as soon as it turns out to hold data; a hidden one may come before what is read."""
        eerder, self._gevuld = self._gevuld, self._gevuld + herhaald
        if eerder < DATA_FROM <= self._gevuld:
            self.andere.append(self._naam)

    def _cells(self, rij: Element, nummer: int) -> list[Cel]:
        cellen: list[Cel] = []
        for element in rij:
            herhaald = _repeated(element, "columns")
            if element.tag == f"{_TABLE}covered-table-cell":
                cel = LEEG
            elif element.tag == f"{_TABLE}table-cell":
                stijl = element.get(f"{_TABLE}style-name") or self._stijl_van.get(len(cellen), "")
                cel = _cell(element, self._stijlen.digits(stijl))
                breed, hoog = (int(element.get(f"{_TABLE}number-{van}-spanned", "1")) for van in ("columns", "rows"))
                if self._schrijver and breed * hoog > 1:
                    links = len(cellen) + 1
                    self._samengevoegd.groepen.append((links, nummer, links + breed - 1, nummer + hoog - 1))
            else:
                continue
            # Empty cells are repeated to the edge of the sheet; one column too many is enough to say so.
            cellen += [cel] * min(herhaald, MAX_KOLOMMEN + 1 - len(cellen))
        return cellen


def _cell(element: Element, cijfers: int) -> Cel:
    soort = element.get(f"{_OFFICE}value-type", "")
    tekst = "\n".join("".join(_words(alinea)) for alinea in element.findall(f"{_TEXT}p"))
    formule = element.get(f"{_TABLE}formula") is not None
    if element.get(f"{_CALC}value-type") == "error" or (formule and _ERROR.fullmatch(tekst)):
        return Cel(tekst if _ERROR.fullmatch(tekst) else "#VALUE!", "fout")
    waarde = element.get(f"{_OFFICE}{_VALUES.get(soort, '')}")
    if formule and not tekst and waarde is None and soort != "string":
        return Cel(FORMULE, "fout")
    if soort == "boolean":
        return Cel(LOGISCH, "fout")
    if waarde is None or soort not in ("date", *_GETALLEN):
        return text_cell(tekst if waarde is None else waarde)
    return number_cell(float(waarde), cijfers) if soort in _GETALLEN else _date(waarde)


def _date(waarde: str) -> Cel:
    """A date as the standard writes it, with or without a time; one that does not exist stays as it is written."""
    try:
        return date_cell(datetime.fromisoformat(waarde))
    except ValueError:
        return Cel(text_cell(waarde).tekst, "datum")


_VALUES = {
    **dict.fromkeys(_GETALLEN, "value"),
    "date": "date-value",
    "time": "time-value",
    "string": "string-value",
    "boolean": "boolean-value",
}


def _words(element: Element) -> Iterator[str]:
    """The text of a paragraph; blanks and tabs are written as elements. A comment beside the cell is no part of it."""
    yield element.text or ""
    for deel in element:
        if deel.tag == f"{_TEXT}s":
            yield " " * min(int(deel.get(f"{_TEXT}c", "1")), _MOST_BLANKS)
        elif deel.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif deel.tag != f"{_OFFICE}annotation":
            yield from _words(deel)
        yield deel.tail or ""


def _repeated(element: Element, van: str) -> int:
    return int(element.get(f"{_TABLE}number-{van}-repeated", "1"))


def _hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")
