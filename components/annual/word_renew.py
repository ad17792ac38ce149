"""Renews the figures of a jaarverslag that was finished in Word, and leaves every word that somebody wrote in it.

What this site made stands in named controls: those are filled anew. A control that is gone, or is there twice, leaves
it open where its figures belong: then nothing is changed, and it is said which one, and how to mend it.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from components.annual.model import Jaarverslag
from components.annual.word_controls import content_of, controls_in, text_of
from components.annual.word_form import MAKER, describe, mark_of, saved

MEESTE_BYTES = 30 * 1024 * 1024
_ZINNEN, _EIGEN = "zinnen-", "eigen-"


class WordFout(ValueError):
    """A file that cannot be renewed. melding: what is wrong, and where; remedie: how to mend it (Dutch)."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(melding)
        self.melding, self.remedie = melding, remedie


@dataclass(frozen=True, slots=True)
class WelkVerslag:
    """Which report a file is, as it says itself. adres: of its live page."""

    slug: str
    jaar: str
    publicatie: str
    adres: str


@dataclass(frozen=True, slots=True)
class Vernieuwd:
    """The renewed file. gelaten: the chapters whose generated sentences somebody changed, so that they were left."""

    inhoud: bytes
    gelaten: tuple[str, ...]


def read_word(inhoud: bytes) -> tuple[Document, WelkVerslag]:
    """Open a file that this site made. Raises WordFout."""
    if len(inhoud) > MEESTE_BYTES:
        raise WordFout("Het bestand is groter dan 30 MB.", "Maak de plaatjes die u zelf toevoegde kleiner.")
    try:
        document = docx.Document(io.BytesIO(inhoud))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as fout:
        raise WordFout("Dit is geen Word-bestand (.docx).", "Sla het verslag in Word op als .docx.") from fout
    delen = document.core_properties.keywords.split()
    if len(delen) != 4 or delen[0] != MAKER:
        raise WordFout(
            "Dit bestand zegt niet van welke gemeente en welk schooljaar het is.",
            "Haal het verslag opnieuw op van de site en zet uw tekst daarin. Verander de trefwoorden van het bestand "
            "niet (Bestand, Info).",
        )
    _, slug, jaar, publicatie = delen
    return document, WelkVerslag(slug, jaar, publicatie, document.core_properties.subject)


def renew(oud: Document, nieuw: bytes, verslag: Jaarverslag, adres: str) -> Vernieuwd:
    """Fill the controls of `oud` with what stands in those of `nieuw`. Raises WordFout and then changes nothing."""
    vers = docx.Document(io.BytesIO(nieuw))
    bestaand, gemaakt = _outer(oud), _outer(vers)
    _check(oud, bestaand, gemaakt)
    gelaten = []
    for naam, nieuwe in gemaakt.items():
        sdt = bestaand[naam]
        if naam.startswith(_EIGEN):
            continue
        if naam.startswith(_ZINNEN) and _is_changed(sdt):
            gelaten.append(naam.removeprefix(_ZINNEN))
            continue
        _fill(oud, sdt, vers, nieuwe)
    _number_again(oud)
    describe(oud, verslag, adres)
    return Vernieuwd(saved(oud), tuple(gelaten))


def _outer(document: Document) -> dict[str, Any]:
    """The controls that are not within another one, by name."""
    gevonden = {}
    for tag, sdt in controls_in(document.element.body):
        if not any(True for boven in sdt.iterancestors(qn("w:sdt"))):
            gevonden[_bare(tag)] = sdt
    return gevonden


def _bare(tag: str) -> str:
    """The name of a control without the mark of what it said."""
    return tag.partition("#")[0]


def _check(oud: Document, bestaand: dict[str, Any], gemaakt: dict[str, Any]) -> None:
    """Raise WordFout where a control is gone, or stands in the document twice."""
    keren = Counter(_bare(tag) for tag, _ in controls_in(oud.element.body))
    remedie = (
        "Maak dit in Word ongedaan, of haal het verslag opnieuw op van de site en zet uw tekst daarin. Het bestand is "
        "niet veranderd."
    )
    dubbel = [tag for tag, aantal in keren.items() if aantal > 1]
    if dubbel:
        waar = _where(dubbel[0], bestaand, oud)
        raise WordFout(f"Het besturingselement {waar} staat er {keren[dubbel[0]]} keer in.", remedie)
    weg = [tag for tag in gemaakt if tag not in bestaand]
    if weg:
        waar = _where(weg[0], gemaakt, oud)
        raise WordFout(f"Het besturingselement {waar} is weggehaald.", remedie)


def _where(tag: str, gevonden: dict[str, Any], oud: Document) -> str:
    """The name of a control as Word shows it."""
    eerste = (s for t, s in controls_in(oud.element.body) if _bare(t) == tag)
    sdt = gevonden[tag] if tag in gevonden else next(eerste, None)
    alias = sdt.find(f"{qn('w:sdtPr')}/{qn('w:alias')}") if sdt is not None else None
    return f"‘{alias.get(qn('w:val'))}’" if alias is not None else f"‘{tag}’"


def _is_changed(sdt: Any) -> bool:
    """Whether the sentences in it are not those that were generated."""
    tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
    return tag.partition("#")[2] != mark_of(text_of(content_of(sdt)))


def _fill(oud: Document, sdt: Any, vers: Document, nieuwe: Any) -> None:
    """Put the content of one control in the place of that of another, pictures too."""
    plek = content_of(sdt)
    weg = {blip.get(qn("r:embed")) for blip in plek.iter(qn("a:blip"))}
    inhoud = deepcopy(content_of(nieuwe))
    for blip in inhoud.iter(qn("a:blip")):
        beeld = vers.part.related_parts[blip.get(qn("r:embed"))]
        nummer, _ = oud.part.get_or_add_image(io.BytesIO(beeld.blob))
        blip.set(qn("r:embed"), nummer)
    sdt.replace(plek, inhoud)
    eigen = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    eigen.set(qn("w:val"), nieuwe.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")))
    gebruikt = {blip.get(qn("r:embed")) for blip in oud.element.body.iter(qn("a:blip"))}
    for nummer in weg - gebruikt:
        if nummer in oud.part.rels and oud.part.rels[nummer].reltype == RELATIONSHIP_TYPE.IMAGE:
            del oud.part.rels[nummer]


def _number_again(document: Document) -> None:
    """Give each picture a number of its own, which Word asks for."""
    for nummer, eigenschappen in enumerate(document.element.body.iter(qn("wp:docPr")), start=1):
        eigenschappen.set("id", str(nummer))
