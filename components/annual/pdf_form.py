"""The jaarverslag as PDF/UA-1: tagged, in Dutch, with bookmarks, heads of tables and what each picture says.

Typst makes it: of one wheel, without a library of the system, the same bytes each time, and it refuses to write what
is not PDF/UA-1. Letters come from a package too: a bare machine has none, and another machine would have others.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime

import typst

from components.annual.model import (
    Alinea,
    Blok,
    Eigenalinea,
    Eigenbeeld,
    Hoofdstuktekst,
    Jaarverslag,
    Kerntegel,
    Opsomming,
    Stukje,
    Verslagfiguur,
    Verslagtabel,
)
from components.annual.standing import GEWIJZIGD
from components.annual.typst_text import LETTER, array, call, joined, letters, script, string, words
from components.words.notation import format_day

LINKS = "Meer lezen"
VOORBEELD = "Let op: in dit verslag staan verzonnen cijfers, om te laten zien hoe het werkt. Ze heten ‘voorbeeld’."
# How wide a picture is drawn: its letters then have the size of the text around it.
_BREED = 640.0
_ACCENT, _ZACHT, _LIJN, _VLAK = (f'rgb("{kleur}")' for kleur in ("#0b5a72", "#4b5864", "#76828d", "#edf1ee"))
_KLEIN = "8.5pt"


def pdf(verslag: Jaarverslag, adres: str, code: bytes) -> bytes:
    """Make the file. adres: the whole address of the live page; code: the picture (SVG) that leads there."""
    moment = datetime(verslag.gepubliceerd.year, verslag.gepubliceerd.month, verslag.gepubliceerd.day, tzinfo=UTC)
    return typst.compile(
        script(_settings(verslag), _lines(verslag, adres, code)).encode(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=letters(),
        timestamp=moment,
    )


def _settings(verslag: Jaarverslag) -> dict[str, str]:
    dag = verslag.gepubliceerd
    datum = f"datetime(year: {dag.year}, month: {dag.month}, day: {dag.day})"
    onder = words(f"{verslag.titel} · publicatie {verslag.publicatie}", size="8pt", fill=_ZACHT)
    voet = joined([onder, "h(1fr)", f"context text(size: 8pt, fill: {_ZACHT}, counter(page).display())"])
    return {
        "document": f"title: {string(verslag.titel)}, date: {datum}",
        "text": f'lang: "nl", region: "NL", font: "{LETTER}", size: 10pt',
        "page": f'paper: "a4", margin: (x: 2cm, top: 1.8cm, bottom: 2cm), footer: {voet}',
        "par": "leading: 0.62em, spacing: 0.9em",
        "table": "stroke: none, inset: (x: 4pt, y: 3.5pt)",
        "figure": "gap: 0.5em",
        "list": "spacing: 0.7em",
    }


def _lines(verslag: Jaarverslag, adres: str, code: bytes) -> Iterator[str]:
    yield f"show heading.where(level: 1): set text(size: 15pt, fill: {_ACCENT})"
    yield "show heading.where(level: 2): set text(size: 11pt)"
    yield "show heading: set block(above: 1.4em, below: 0.7em, sticky: true)"
    yield "show figure.where(kind: table): set figure.caption(position: top)"
    yield "show figure.where(kind: table): set block(breakable: true)"
    yield "show figure: set align(start)"
    yield f'show figure.caption: set text(size: {_KLEIN}, weight: "bold")'
    yield "show table: set text(size: 9pt)"
    yield 'show table.cell.where(y: 0): set text(weight: "bold")'
    yield "show title: set text(size: 20pt)"
    yield from _first_page(verslag, adres, code)
    yield "pagebreak()"
    yield call("outline", title=string("Inhoud"), depth="1")
    if verslag.voorwoord:
        yield call("heading", string("Voorwoord"), level="1")
        yield from map(_own, verslag.voorwoord)
    for hoofdstuk in verslag.hoofdstukken:
        yield from _chapter(hoofdstuk)
    if verslag.verhalen:
        yield call("heading", string("Verhalen uit de praktijk"), level="1")
    for verhaal in verslag.verhalen:
        yield call("heading", string(verhaal.titel), level="2")
        yield from map(_own, verhaal.alineas)
    if verslag.links:
        yield call("heading", string(LINKS), level="1")
        yield from map(_own, verslag.links)


# --- the first page ------------------------------------------------------------------------------------------------
def _first_page(verslag: Jaarverslag, adres: str, code: bytes) -> Iterator[str]:
    blad = verslag.blad
    beeld = call("image", call("bytes", string(code.decode())), alt=string(f"QR-code naar {adres}"), width="2.2cm")
    link = call("link", string(adres), words(adres, size=_KLEIN))
    kop = joined(["title()", words("Dit verslag op de site: ", size=_KLEIN), link])
    yield call("grid", kop, beeld, columns="(1fr, auto)", gutter="8pt")
    yield _par(f"Gemaakt van de cijfers die op {format_day(verslag.gepubliceerd)} zijn gepubliceerd.", klein=True)
    yield _par(verslag.status, klein=True)
    if verslag.gewijzigd:
        yield _par(GEWIJZIGD)
        yield call("list", *map(words, verslag.gewijzigd))
    if verslag.voorbeeld:
        yield call("block", _par(VOORBEELD), stroke=f'(dash: "dashed", paint: {_LIJN})', inset="6pt")
    yield call("par", words(blad.antwoord, size="13pt"))
    yield call("grid", *map(_tile, blad.tegels), columns="(1fr, 1fr, 1fr)", gutter="6pt")
    if blad.zinnen:
        yield call("list", *map(words, blad.zinnen))
    if blad.figuur:
        yield _figure(blad.figuur, "12cm")


def _tile(tegel: Kerntegel) -> str:
    merk = " (voorbeeld)" if tegel.voorbeeld else ""
    delen = [call("par", words(f"{tegel.titel}{merk}", weight='"bold"', size="9pt"))]
    delen.append(call("par", joined([words(tegel.cijfer, weight='"bold"', size="15pt"), words(f" {tegel.eenheid}")])))
    delen += [_par(tekst, klein=True) for tekst in (tegel.verhouding, tegel.oordeel, tegel.bron) if tekst]
    rand = f'(dash: "dashed", paint: {_LIJN})' if tegel.voorbeeld else _LIJN
    inhoud = joined(["set par(spacing: 0.5em)", *delen])
    return call("block", inhoud, width="100%", inset="6pt", stroke=rand)


# --- chapters ------------------------------------------------------------------------------------------------------
def _chapter(hoofdstuk: Hoofdstuktekst) -> Iterator[str]:
    yield call("heading", string(f"{hoofdstuk.nummer}. {hoofdstuk.titel}"), level="1")
    yield call("par", words(hoofdstuk.vraag, style='"italic"'))
    if hoofdstuk.wettelijk:
        yield _par(hoofdstuk.wettelijk, klein=True)
    yield from (_par(zin) for _, zin in hoofdstuk.zinnen)
    yield from map(_own, hoofdstuk.eigen)
    for blok in hoofdstuk.blokken:
        yield from _block(blok)


def _own(alinea: Eigenalinea) -> str:
    """A paragraph that the gemeente wrote, or its picture."""
    if beeld := alinea.beeld:
        svg = call("bytes", string(picture_svg(beeld)))
        return call("image", svg, format='"svg"', alt=string(beeld.alt), width=f"{picture_cm(beeld):.2f}cm")
    inhoud = joined(map(_piece, alinea.stukjes))
    return call("list", inhoud) if alinea.punt else call("par", inhoud)


def picture_cm(beeld: Eigenbeeld) -> float:
    """Give how wide a picture of the gemeente stands on paper: no higher than a third of the page."""
    plaatje = beeld.plaatje
    return min(12.0, 9.0 * plaatje.breed / plaatje.hoog, plaatje.breed / 40)


def picture_svg(beeld: Eigenbeeld) -> str:
    """Give the picture within a drawing: so it goes into a text of Typst, without a file."""
    plaatje = beeld.plaatje
    maten = f'width="{plaatje.breed}" height="{plaatje.hoog}"'
    punten = base64.b64encode(plaatje.inhoud).decode()
    beeld_zelf = f'<image {maten} href="data:{plaatje.soort};base64,{punten}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {maten}>{beeld_zelf}</svg>'


def _piece(stukje: Stukje) -> str:
    vorm = ({"weight": '"bold"'} if stukje.vet else {}) | ({"style": '"italic"'} if stukje.schuin else {})
    woorden = words(stukje.tekst, **vorm)
    return call("link", string(stukje.link), woorden) if stukje.link else woorden


def _block(blok: Blok) -> Iterator[str]:
    if isinstance(blok, Alinea):
        kop = blok.rol == "kop"
        yield call("heading", string(blok.tekst), level="2") if kop else _par(blok.tekst, klein=blok.rol != "gewoon")
    elif isinstance(blok, Opsomming):
        if blok.inleiding:
            yield _par(blok.inleiding)
        yield call("list", *map(words, blok.regels))
    else:
        yield _table(blok) if isinstance(blok, Verslagtabel) else _figure(blok, "100%")


def _par(tekst: str, *, klein: bool = False) -> str:
    return call("par", words(tekst, size=_KLEIN, fill=_ZACHT) if klein else words(tekst))


def _figure(figuur: Verslagfiguur, breed: str) -> str:
    svg = figuur.teken(_BREED).svg(figuur.titel, donker=False, familie=LETTER)
    merk = " (voorbeeld)" if figuur.voorbeeld else ""
    beeld = call("image", call("bytes", string(svg)), format='"svg"', alt=string(figuur.alt), width=breed)
    onder = string(f"Figuur {figuur.nummer}. {figuur.titel}{merk}")
    return call("figure", beeld, caption=onder, numbering="none", supplement="none", alt=string(figuur.alt))


def _table(tabel: Verslagtabel) -> str:
    merk = " (voorbeeld)" if tabel.voorbeeld else ""
    getal = [
        any(rij.vakken[i].getal for rij in tabel.rijen if i < len(rij.vakken)) for i in range(len(tabel.koppen) - 1)
    ]
    lijn = array(["start", *("end" if is_getal else "start" for is_getal in getal)])
    breed = array(["auto"] * len(tabel.koppen)) if all(getal) else array(["1fr"] * len(tabel.koppen))
    cellen = []
    for rij in tabel.rijen:
        vul = {"fill": _VLAK} if rij.eigen else {}
        teksten = (rij.hoofd, *(vak.tekst for vak in rij.vakken))
        cellen += [call("table.cell", words(tekst), **vul) if vul else words(tekst) for tekst in teksten]
    kop = call("table.header", *map(words, tabel.koppen))
    rand = call("table.hline", stroke=f"0.5pt + {_LIJN}")
    inhoud = call("table", kop, rand, *cellen, rand, columns=breed, align=lijn)
    titel = string(f"Tabel {tabel.nummer}. {tabel.titel}{merk}")
    return call("figure", inhoud, caption=titel, kind="table", numbering="none", supplement="none")
