"""Paragraphs, tables and pictures of Word that can be read without seeing them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from components.annual.model import Verslagrij
from components.annual.word_controls import VAST, bookmark, control, number_of, tag_of

_BREED = Cm(16)


class Writer:
    """Writes into one content control of a document, or at its end."""

    def __init__(self, document: Document, plek: Any) -> None:
        self.document, self._plek = document, plek

    def _move(self, element: Any) -> None:
        """Put what python-docx made at the end of the document in its place."""
        self._plek.append(element)

    def paragraph(self, tekst: str, stijl: str = "Normal", *, vet: bool = False, klein: bool = False) -> Any:
        """Write a paragraph."""
        alinea = self.document.add_paragraph(style=stijl)
        loop = alinea.add_run(tekst)
        loop.bold = vet or None
        loop.font.size = Pt(9) if klein else None
        self._move(alinea._p)
        return alinea

    def heading(self, tekst: str, plek: str) -> None:
        """Write the heading of a chapter. plek: its name within the document, that a contents list leads to."""
        alinea = self.paragraph(tekst, "Heading 1")
        begin, eind = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for merk in (begin, eind):
            merk.set(qn("w:id"), str(number_of(plek)))
        begin.set(qn("w:name"), bookmark(plek))
        alinea._p.insert(1 if alinea._p.pPr is not None else 0, begin)
        alinea._p.append(eind)

    def contents(self, regels: Sequence[tuple[str, str]]) -> None:
        """Write a contents list: each title leads to its place."""
        for tekst, plek in regels:
            alinea = self.paragraph("", "Normal")
            alinea.paragraph_format.space_after = Pt(2)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark(plek))
            loop = alinea.add_run(tekst)
            loop.font.underline = True
            link.append(loop._r)
            alinea._p.append(link)

    def picture(self, png: bytes, alt: str, titel: str, breed: Any = _BREED) -> None:
        """Write a picture with what it shows."""
        alinea = self.document.add_paragraph()
        vorm = alinea.add_run().add_picture(io.BytesIO(png), width=breed)
        eigenschappen = vorm._inline.docPr
        eigenschappen.set("descr", alt)
        eigenschappen.set("title", titel)
        alinea.paragraph_format.keep_with_next = True
        self._move(alinea._p)

    def table(self, sleutel: str, titel: str, koppen: Sequence[str], rijen: Sequence[Verslagrij]) -> None:
        """Write a table: its head is marked and repeated, and each figure has a control of its own."""
        tabel = self.document.add_table(rows=1 + len(rijen), cols=len(koppen), style="Table Grid")
        for cel, kop in zip(tabel.rows[0].cells, koppen, strict=True):
            cel.paragraphs[0].add_run(kop).bold = True
        for r, rij in enumerate(rijen, start=1):
            cellen = tabel.rows[r].cells
            cellen[0].paragraphs[0].add_run(rij.hoofd).bold = rij.eigen or None
            for k, vak in enumerate(rij.vakken, start=1):
                alinea = cellen[k].paragraphs[0]
                alinea.alignment = 2 if vak.getal else None
                loop = alinea.add_run(vak.tekst)
                if vak.cel is not None:
                    _name(alinea, loop, tag_of(sleutel, *vak.cel, str(k)), f"{koppen[k]}, {rij.hoofd}")
        _mark(tabel, titel)
        self._move(tabel._tbl)
        self.paragraph("", klein=True)  # Word joins two tables that touch


def _name(alinea: Any, loop: Any, tag: str, naam: str) -> None:
    """Put a figure in a control of its own."""
    sdt, inhoud = control(tag, naam, VAST)
    alinea._p.append(sdt)
    inhoud.append(loop._r)


def _mark(tabel: Any, titel: str) -> None:
    """Say which row and column are heads, and what the table is about."""
    kop = tabel.rows[0]._tr.get_or_add_trPr()
    herhaal = OxmlElement("w:tblHeader")
    herhaal.set(qn("w:val"), "true")
    kop.append(herhaal)
    for rij in tabel.rows:
        heel = OxmlElement("w:cantSplit")
        rij._tr.get_or_add_trPr().insert(0, heel)
    eigenschappen = tabel._tbl.tblPr
    uiterlijk = eigenschappen.find(qn("w:tblLook"))
    if uiterlijk is None:
        uiterlijk = OxmlElement("w:tblLook")
        eigenschappen.append(uiterlijk)
    uiterlijk.attrib.clear()
    uiterlijk.set(qn("w:val"), "04A0")
    for wat, waarde in (("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "1"), ("lastColumn", "0")):
        uiterlijk.set(qn(f"w:{wat}"), waarde)
    for wat in ("tblCaption", "tblDescription"):
        deel = OxmlElement(f"w:{wat}")
        deel.set(qn("w:val"), titel)
        eigenschappen.append(deel)
