"""The content of a jaarverslag for a gebied and schooljaar, as every form of it is made of."""

from __future__ import annotations

from functools import partial

from dash import html
from dash.development.base_component import Component

from components.annual.compose import compose
from components.annual.model import Jaarverslag
from components.annual.own_words import with_own_words
from components.annual.standing import with_status
from components.words.labels import place_name
from data.publication import archief
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.publication.report_status import find_status
from data.publication.report_texts import INVULPLEK, find_report_texts
from data.registry.indicators import INDICATOREN
from data.views.report_matter import gather
from data.views.tiles import tile_of
from pages.example_notes import with_notes
from pages.routes import JAARVERSLAG, Route


def report_link(route: Route) -> Component:
    """The way from the page of a gebied to its report."""
    gebied, jaar = route.plaats, route.schooljaar
    naam = f"Jaarverslag leerplicht van {place_name(gebied)} {jaar}"
    return html.P(
        [html.A(naam, href=Route(JAARVERSLAG, gebied, jaar).url), ": om te lezen, te printen of mee te nemen."]
    )


def content(beeld: Beeld, gebied: Gebied, jaar: str) -> Jaarverslag:
    """Make it: of the publication that it was vastgesteld with, else of this one."""
    status = find_status(gebied.slug, jaar)
    nu = _made(beeld, gebied, jaar)
    toen = archief.read(status.publicatie) if status.publicatie else None
    if toen is None or toen is beeld or jaar not in toen.schooljaren(gebied.code):
        return with_status(nu, status, nu if toen is beeld else None)
    return with_status(_made(toen, toen.gebieden[gebied.code], jaar), status, nu)


def _made(beeld: Beeld, gebied: Gebied, jaar: str) -> Jaarverslag:
    """The report of one publication, with what the gemeente itself wrote."""
    adres = Route(JAARVERSLAG, gebied, jaar).url
    verslag = compose(gather(beeld, gebied, jaar), adres, partial(with_notes, beeld))
    teksten = find_report_texts(gebied.slug, jaar, [hoofdstuk.sleutel for hoofdstuk in verslag.hoofdstukken])
    genoemd = " ".join(plek for tekst in teksten.values() for plek in INVULPLEK.findall(tekst.tekst))
    tegels = [tile_of(beeld, ind, gebied.code, jaar) for key, ind in INDICATOREN.items() if key in genoemd]
    return with_own_words(verslag, teksten, tegels) if teksten else verslag
