"""The jaarverslag as a page: first one A4, then the contents and the chapters."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.annual.model import (
    Alinea,
    Blok,
    EersteBlad,
    Eigenalinea,
    Hoofdstuktekst,
    Jaarverslag,
    Kerntegel,
    Opsomming,
    Stukje,
    Tabelvak,
    Verslagfiguur,
    Verslagtabel,
)
from components.annual.standing import GEWIJZIGD
from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.pieces.picture_frame import BREED, SMAL
from components.svg.drawing import data_uri
from components.tables.table import Cel, Rij, data_table

INHOUD, VOORWOORD, VERHALEN, LINKS = "Inhoud", "Voorwoord", "Verhalen uit de praktijk", "Meer lezen"
_ROL = {"gewoon": None, "noot": "zacht klein", "bron": "grafiek-bron"}


def first_sheet(blad: EersteBlad, qr: str, adres: str) -> Component:
    """What fits on one A4. qr: where the picture of its code is; adres: what that says, for who reads it on paper."""
    code = html.Img(src=qr, alt="QR-code naar dit verslag op de site", width="96", height="96", className="qr")
    return html.Section(
        [
            html.H2("In het kort", className="alleen-voorlezen"),
            html.P(blad.antwoord, className="antwoord"),
            html.Ul([_key_tile(tegel) for tegel in blad.tegels], className="verslagtegels"),
            html.Ul([html.Li(zin) for zin in blad.zinnen], className="drie-zinnen") if blad.zinnen else None,
            _figure(blad.figuur) if blad.figuur else None,
            html.Div([code, html.P(f"Dit verslag op de site: {adres}", className="klein zacht")], className="qr-regel"),
        ],
        id="in-het-kort",
        className="eerste-blad",
    )


def status_note(verslag: Jaarverslag) -> Component:
    """How far the report is, and which of its figures changed since."""
    regels = [html.Li(regel) for regel in verslag.gewijzigd]
    anders = [html.P(GEWIJZIGD), html.Ul(regels)] if regels else []
    return html.Div([html.P(verslag.status), *anders], className="verslagstatus")


def _key_tile(tegel: Kerntegel) -> Component:
    merk = voorbeeld_badge() if tegel.voorbeeld else None
    return html.Li(
        [
            html.Div([html.H3(tegel.titel), merk], className="tegel-kop"),
            html.P([html.Span(tegel.cijfer, className="cijfer"), html.Span(f" {tegel.eenheid}", className="eenheid")]),
            html.P(tegel.verhouding, className="verhouding") if tegel.verhouding else None,
            html.P(tegel.oordeel, className="oordeel") if tegel.oordeel else None,
            html.P(tegel.bron, className="zacht klein") if tegel.bron else None,
        ],
        className=f"tegel{' is-voorbeeld' if tegel.voorbeeld else ''}",
    )


def contents(verslag: Jaarverslag) -> Component:
    """The chapters, each a way to its place."""
    regels = [html.Li(html.A(f"{h.nummer}. {h.titel}", href=f"#{h.sleutel}")) for h in verslag.hoofdstukken]
    return html.Nav(
        [html.H2(INHOUD), html.Ul(regels, className="inhoudsopgave")], className="deel", **attrs(aria_label=INHOUD)
    )


def chapters(verslag: Jaarverslag) -> list[Component]:
    """All chapters."""
    return [_chapter(hoofdstuk) for hoofdstuk in verslag.hoofdstukken]


def _chapter(hoofdstuk: Hoofdstuktekst) -> Component:
    return html.Section(
        [
            html.H2(f"{hoofdstuk.nummer}. {hoofdstuk.titel}"),
            html.P(hoofdstuk.vraag, className="inleiding"),
            html.P(hoofdstuk.wettelijk, className="klein zacht") if hoofdstuk.wettelijk else None,
            *(html.P(zin) for _, zin in hoofdstuk.zinnen),
            own_words(hoofdstuk.eigen),
            *map(_block, hoofdstuk.blokken),
        ],
        id=hoofdstuk.sleutel,
        className="deel verslagdeel",
    )


def own_words(alineas: Sequence[Eigenalinea]) -> Component | None:
    """What the gemeente itself wrote, apart from what the site says."""
    if not alineas:
        return None
    return html.Aside(
        list(map(_own, alineas)), className="eigen-woorden", **attrs(aria_label="Eigen tekst van de gemeente")
    )


def _own(alinea: Eigenalinea) -> Component:
    if beeld := alinea.beeld:
        breed, hoog = str(beeld.plaatje.breed), str(beeld.plaatje.hoog)
        return html.P(html.Img(src=beeld.adres, alt=beeld.alt, width=breed, height=hoog, className="eigen-beeld"))
    return html.P(list(map(_piece, alinea.stukjes)), className="punt" if alinea.punt else None)


def _piece(stukje: Stukje) -> Component | str:
    deel: Component | str = html.Strong(stukje.tekst) if stukje.vet else stukje.tekst
    deel = html.Em(deel) if stukje.schuin else deel
    return html.A(deel, href=stukje.link, rel="noopener noreferrer") if stukje.link else deel


def _stories(verslag: Jaarverslag) -> Component | None:
    """The stories from practice, last."""
    if not verslag.verhalen:
        return None
    delen = [part for v in verslag.verhalen for part in (html.H3(v.titel), own_words(v.alineas))]
    return html.Section([html.H2(VERHALEN), *delen], id="verhalen", className="deel verslagdeel")


def _own_section(kop: str, sleutel: str, alineas: Sequence[Eigenalinea]) -> Component | None:
    """A section that is all of the gemeente."""
    return html.Section([html.H2(kop), own_words(alineas)], id=sleutel, className="deel") if alineas else None


def _block(blok: Blok) -> Component:
    if isinstance(blok, Alinea):
        return html.H3(blok.tekst) if blok.rol == "kop" else html.P(blok.tekst, className=_ROL[blok.rol])
    if isinstance(blok, Opsomming):
        inleiding = html.P(blok.inleiding) if blok.inleiding else None
        return html.Div([inleiding, html.Ul([html.Li(regel) for regel in blok.regels])])
    return _table(blok) if isinstance(blok, Verslagtabel) else _figure(blok)


def _figure(figuur: Verslagfiguur) -> Component:
    """A picture, drawn at two widths so that its letters keep their size on a phone."""
    groot, klein = (data_uri(figuur.teken(maat).svg(figuur.titel)) for maat in (BREED, SMAL))
    bijschrift = [f"Figuur {figuur.nummer}. {figuur.titel}", *_mark(figuur.voorbeeld)]
    plaat = html.Picture(
        [
            html.Source(srcSet=klein, media="screen and (max-width: 44rem)"),
            html.Img(src=groot, alt=figuur.alt, className="plaat"),
        ]
    )
    soort = " is-voorbeeld" if figuur.voorbeeld else ""
    return html.Figure([plaat, html.Figcaption(bijschrift)], id=figuur.sleutel, className=f"verslagfiguur{soort}")


def _mark(voorbeeld: bool) -> list[Component | str]:
    return [" ", voorbeeld_badge()] if voorbeeld else []


def _table(tabel: Verslagtabel) -> Component:
    merk = " (voorbeeld)" if tabel.voorbeeld else ""
    getallen = any(vak.getal for rij in tabel.rijen for vak in rij.vakken)
    rijen = [Rij(rij.hoofd, tuple(map(_cell, rij.vakken)), rij.eigen) for rij in tabel.rijen]
    kader = data_table(f"Tabel {tabel.nummer}. {tabel.titel}{merk}", tabel.koppen, rijen, getallen=getallen)
    return html.Div(kader, id=tabel.sleutel, className="verslagtabel")


def _cell(vak: Tabelvak) -> Cel:
    return Cel(vak.tekst, getal=vak.getal, zonder=vak.zonder)


def page_parts(verslag: Jaarverslag, qr: str, adres: str, tussen: Sequence[Component]) -> list[Component]:
    """The whole of it; tussen: what stands between the first sheet and the contents."""
    voorwoord = _own_section(VOORWOORD, "voorwoord", verslag.voorwoord)
    links = _own_section(LINKS, "meer-lezen", verslag.links)
    delen = [voorwoord, contents(verslag), *chapters(verslag), _stories(verslag), links]
    return [first_sheet(verslag.blad, qr, adres), *tussen, *(part for part in delen if part is not None)]
