"""The jaarverslag in Word, for who finishes it there: figures and generated sentences in named controls, own text too.

What can be read without seeing it: real headings, marked heads of tables, alternative texts, the language and titles.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
import typst
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from components.annual.model import (
    Alinea,
    Blok,
    Eigenalinea,
    Hoofdstuktekst,
    Jaarverslag,
    Kerntegel,
    Opsomming,
    Tabelvak,
    Verslagfiguur,
    Verslagrij,
    Verslagtabel,
)
from components.annual.pdf_form import LINKS, VOORBEELD, picture_cm
from components.annual.standing import GEWIJZIGD
from components.annual.typst_text import LETTER, call, letters, script, string
from components.annual.word_controls import BLIJFT, VAST, control
from components.annual.word_parts import Writer
from components.words.notation import format_day
from data.opendata.schrijven import same_each_time

MAKER = "leerrecht"
"""The first of the key words of a file that this site made."""
EIGEN = "Schrijf hier uw eigen tekst. Die blijft staan als de cijfers worden vernieuwd."
VOORWOORD, INHOUD = "Voorwoord", "Inhoud"
_BREED = 640.0
_PPI = 144.0


def word(verslag: Jaarverslag, adres: str) -> bytes:
    """Make the file. adres: the whole address of the live page."""
    document = docx.Document()
    _prepare(document, verslag, adres)
    platen = pictures(verslag.figures())
    schrijver = _control(document, "eerste-blad", "Eerste blad", VAST)
    _first_page(schrijver, verslag, adres, platen)
    _own(document, "voorwoord", VOORWOORD, verslag.voorwoord)
    for hoofdstuk in verslag.hoofdstukken:
        _chapter(document, hoofdstuk, platen)
    _stories(document, verslag)
    return saved(document)


def saved(document: Document) -> bytes:
    """Give the file: nothing in it tells when it was written."""
    uit = io.BytesIO()
    document.save(uit)
    return same_each_time(uit.getvalue())


def describe(document: Document, verslag: Jaarverslag, adres: str) -> None:
    """Write which report it is, of which publication, where the program and Word look for it."""
    over, moment = document.core_properties, datetime.combine(verslag.gepubliceerd, datetime.min.time(), tzinfo=UTC)
    over.title, over.language, over.subject = verslag.titel, "nl-NL", adres
    over.keywords = " ".join((MAKER, verslag.slug, verslag.jaar, verslag.publicatie))
    over.author = over.last_modified_by = "Leerrecht in Beeld"
    over.created = over.modified = moment.replace(tzinfo=None)
    over.comments, over.revision = "", 1


def _prepare(document: Document, verslag: Jaarverslag, adres: str) -> None:
    describe(document, verslag, adres)
    for taal in document.styles.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), "nl-NL")
    for taal in document.settings.element.iter(qn("w:themeFontLang")):
        taal.set(qn("w:val"), "nl-NL")
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    blad = document.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = Cm(2.2)


# --- parts ---------------------------------------------------------------------------------------------------------
def _control(document: Document, tag: str, naam: str, slot: str) -> Writer:
    """Begin a control at the end of the document."""
    sdt, inhoud = control(tag, naam, slot)
    lichaam: Any = document.element.body
    lichaam.insert(len(lichaam) - 1, sdt)  # before what says how the page looks
    return Writer(document, inhoud)


def _stories(document: Document, verslag: Jaarverslag) -> None:
    """The stories from practice, room for more, and where to read on."""
    schrijver = _control(document, "eigen-verhalen", "Eigen tekst: verhalen", BLIJFT)
    schrijver.paragraph("Verhalen uit de praktijk", "Heading 1")
    for verhaal in verslag.verhalen:
        schrijver.paragraph(verhaal.titel, "Heading 2")
        _written(schrijver, verhaal.alineas)
    if not verslag.verhalen:
        schrijver.paragraph(EIGEN)
    if verslag.links:
        schrijver.paragraph(LINKS, "Heading 1")
        _written(schrijver, verslag.links)


def _written(schrijver: Writer, alineas: Sequence[Eigenalinea]) -> None:
    """Paragraphs and pictures of the gemeente; a link is its words with the address after them."""
    for alinea in alineas:
        if beeld := alinea.beeld:
            schrijver.picture(beeld.plaatje.inhoud, beeld.alt, "Plaatje", Cm(picture_cm(beeld)))
            continue
        gezet = schrijver.paragraph("", "List Bullet" if alinea.punt else "Normal")
        for stukje in alinea.stukjes:
            loop = gezet.add_run(f"{stukje.tekst} ({stukje.link})" if stukje.link else stukje.tekst)
            loop.bold, loop.italic = stukje.vet or None, stukje.schuin or None


def _own(document: Document, sleutel: str, naam: str, alineas: Sequence[Eigenalinea]) -> None:
    """A place for the words of the gemeente, with those it wrote already."""
    schrijver = _control(document, f"eigen-{sleutel}", f"Eigen tekst: {naam}", BLIJFT)
    if naam == VOORWOORD:
        schrijver.paragraph(VOORWOORD, "Heading 1")
    _written(schrijver, alineas)
    if not alineas:
        schrijver.paragraph(EIGEN)


def _first_page(schrijver: Writer, verslag: Jaarverslag, adres: str, platen: dict[str, bytes]) -> None:
    blad = verslag.blad
    schrijver.paragraph(verslag.titel, "Title")
    dag = format_day(verslag.gepubliceerd)
    schrijver.paragraph(f"Gemaakt van de cijfers die op {dag} zijn gepubliceerd (publicatie {verslag.publicatie}).")
    schrijver.paragraph(verslag.status)
    if verslag.gewijzigd:
        schrijver.paragraph(GEWIJZIGD)
        for regel in verslag.gewijzigd:
            schrijver.paragraph(regel, "List Bullet")
    if verslag.voorbeeld:
        schrijver.paragraph(VOORBEELD, vet=True)
    schrijver.paragraph(blad.antwoord, vet=True)
    koppen = ("Onderwerp", "Cijfer", "Van wie", "Per 1.000, en in de regio", "Verschilt het?")
    schrijver.table("kerncijfers", "Kerncijfers", koppen, [_tile_row(tegel) for tegel in blad.tegels])
    for zin in blad.zinnen:
        schrijver.paragraph(zin, "List Bullet")
    if blad.figuur:
        _figure(schrijver, blad.figuur, platen)
    schrijver.paragraph(f"Dit verslag op de site: {adres}")
    schrijver.paragraph(INHOUD, vet=True)
    schrijver.contents([(_numbered(hoofdstuk), hoofdstuk.sleutel) for hoofdstuk in verslag.hoofdstukken])


def _numbered(hoofdstuk: Hoofdstuktekst) -> str:
    return f"{hoofdstuk.nummer}. {hoofdstuk.titel}"


def _tile_row(tegel: Kerntegel) -> Verslagrij:
    merk = " (voorbeeld)" if tegel.voorbeeld else ""
    woorden = (Tabelvak(tekst, getal=False) for tekst in (tegel.eenheid, tegel.verhouding, tegel.oordeel))
    return Verslagrij(f"{tegel.titel}{merk}", (Tabelvak(tegel.cijfer, tegel.cel), *woorden))


def _chapter(document: Document, hoofdstuk: Hoofdstuktekst, platen: dict[str, bytes]) -> None:
    """A chapter: its heading and sentences, the own words, and the figures."""
    kop = _control(document, f"kop-{hoofdstuk.sleutel}", f"Kop: {hoofdstuk.titel}", VAST)
    kop.heading(_numbered(hoofdstuk), hoofdstuk.sleutel)
    kop.paragraph(hoofdstuk.vraag)
    if hoofdstuk.wettelijk:
        kop.paragraph(hoofdstuk.wettelijk, klein=True)
    teksten = [zin for _, zin in hoofdstuk.zinnen]
    zinnen = _control(document, sentences_tag(hoofdstuk), f"Zinnen: {hoofdstuk.titel}", BLIJFT)
    for tekst in teksten or [""]:
        zinnen.paragraph(tekst)
    _own(document, hoofdstuk.sleutel, hoofdstuk.titel, hoofdstuk.eigen)
    cijfers = _control(document, f"cijfers-{hoofdstuk.sleutel}", f"Cijfers: {hoofdstuk.titel}", VAST)
    for blok in hoofdstuk.blokken:
        _block(cijfers, blok, platen)
    cijfers.paragraph("", klein=True)


def sentences_tag(hoofdstuk: Hoofdstuktekst) -> str:
    """Give the name of the generated sentences of a chapter, with a mark of what they said, to see a change by."""
    return f"zinnen-{hoofdstuk.sleutel}#{mark_of(''.join(zin for _, zin in hoofdstuk.zinnen))}"


def mark_of(tekst: str) -> str:
    """Give a short mark of a text, in which blanks do not count."""
    return hashlib.blake2s("".join(tekst.split()).encode(), digest_size=5).hexdigest()


def _block(schrijver: Writer, blok: Blok, platen: dict[str, bytes]) -> None:
    if isinstance(blok, Alinea):
        stijl = "Heading 2" if blok.rol == "kop" else "Normal"
        schrijver.paragraph(blok.tekst, stijl, klein=blok.rol in ("noot", "bron"))
    elif isinstance(blok, Opsomming):
        if blok.inleiding:
            schrijver.paragraph(blok.inleiding)
        for regel in blok.regels:
            schrijver.paragraph(regel, "List Bullet")
    elif isinstance(blok, Verslagtabel):
        merk = " (voorbeeld)" if blok.voorbeeld else ""
        titel = f"Tabel {blok.nummer}. {blok.titel}{merk}"
        schrijver.paragraph(titel, "Caption").paragraph_format.keep_with_next = True
        schrijver.table(blok.sleutel, titel, blok.koppen, blok.rijen)
    else:
        _figure(schrijver, blok, platen)


def _figure(schrijver: Writer, figuur: Verslagfiguur, platen: dict[str, bytes]) -> None:
    merk = " (voorbeeld)" if figuur.voorbeeld else ""
    titel = f"Figuur {figuur.nummer}. {figuur.titel}{merk}"
    schrijver.picture(platen[figuur.sleutel], figuur.alt, titel)
    schrijver.paragraph(titel, "Caption")


# --- pictures ------------------------------------------------------------------------------------------------------
def pictures(figuren: Sequence[Verslagfiguur]) -> dict[str, bytes]:
    """Draw the pictures of the site as points, which every Word shows: each on a sheet of its own size."""
    if not figuren:
        return {}
    bladen: Any = typst.compile(
        script({"text": f'font: "{LETTER}"'}, _sheets(figuren)).encode(), format="png", ppi=_PPI, font_paths=letters()
    )
    lijst: list[bytes] = [bladen] if isinstance(bladen, bytes) else bladen  # its types say bytes, also of several
    return {figuur.sleutel: png for figuur, png in zip(figuren, lijst, strict=True)}


def _sheets(figuren: Sequence[Verslagfiguur]) -> Iterator[str]:
    for figuur in figuren:
        svg = figuur.teken(_BREED).svg(figuur.titel, donker=False, familie=LETTER)
        beeld = call("image", call("bytes", string(svg)), format='"svg"', width="16cm")
        yield call("page", beeld, width="16cm", height="auto", margin="0cm")
