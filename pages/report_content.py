"""The content of a jaarverslag for a gebied and schooljaar, as every form of it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from dash import html
from dash.development.base_component import Component

from components.annual.compose import compose, sentence_of
from components.annual.model import Jaarverslag
from components.annual.own_words import with_own_words
from components.annual.standing import with_status
from components.words.labels import place_name
from data.publication import archief
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.publication.report_status import find_status
from data.publication.report_texts import INVULPLEK, LINKS, VOORWOORD, Verslagtekst, find_report_texts, last_good
from data.registry.indicators import INDICATOREN
from data.views.report_chapters import HOOFDSTUKKEN
from data.views.report_matter import first_figures, gather
from data.views.tiles import Tegel, tile_of
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
    toen = _frozen(beeld, gebied, jaar)
    if toen is None or toen is beeld:
        return with_status(nu, status, nu if toen is beeld else None)
    return with_status(_made(toen, toen.gebieden[gebied.code], jaar), status, nu)


def beeld_of(beeld: Beeld, gebied: Gebied, jaar: str) -> Beeld:
    """Give the publication whose figures a report has."""
    return _frozen(beeld, gebied, jaar) or beeld


def _frozen(beeld: Beeld, gebied: Gebied, jaar: str) -> Beeld | None:
    """The publication that a report was vastgesteld with; None for a concept, or when it is kept no more."""
    status = find_status(gebied.slug, jaar)
    toen = archief.read(status.publicatie) if status.publicatie else None
    return toen if toen and (toen is beeld or jaar in toen.schooljaren(gebied.code)) else None


def bare(beeld: Beeld, gebied: Gebied, jaar: str) -> Jaarverslag:
    """Make the report of one publication, without what the gemeente itself wrote."""
    return compose(gather(beeld, gebied, jaar), Route(JAARVERSLAG, gebied, jaar).url, partial(with_notes, beeld))


def _made(beeld: Beeld, gebied: Gebied, jaar: str) -> Jaarverslag:
    """The report of one publication, with what the gemeente itself wrote."""
    verslag = bare(beeld, gebied, jaar)
    teksten = find_report_texts(gebied.slug, jaar, [hoofdstuk.sleutel for hoofdstuk in verslag.hoofdstukken])
    if not teksten:
        return verslag
    alles = " ".join(tekst.tekst for tekst in (*teksten.values(), *filter(None, map(_earlier, teksten.values()))))
    return with_own_words(verslag, teksten, named_tiles(beeld, gebied, jaar, alles))


def named_tiles(beeld: Beeld, gebied: Gebied, jaar: str, tekst: str) -> list[Tegel]:
    """Give the figures that a text names."""
    genoemd = " ".join(INVULPLEK.findall(tekst))
    return [tile_of(beeld, ind, gebied.code, jaar) for key, ind in INDICATOREN.items() if key in genoemd]


@dataclass(frozen=True, slots=True)
class Schrijfdeel:
    """A part of a report that somebody can write. zinnen: what the site says there by itself, each with its figure."""

    sleutel: str
    titel: str
    zinnen: tuple[tuple[Tegel, str], ...] = ()


def writable_parts(beeld: Beeld, gebied: Gebied, jaar: str) -> tuple[Schrijfdeel, ...]:
    """Give the parts of a report in its order, without the stories."""
    regio = beeld.regio_van(gebied)
    leden = beeld.gemeenten(gebied.code) if gebied == regio else ()
    vast = [
        (deel.sleutel, deel.titel, gebied, [tile_of(beeld, i, gebied.code, jaar) for i in deel.opening])
        for deel in HOOFDSTUKKEN
    ]
    lokaal = [(lid.slug, lid.naam, lid, first_figures(beeld, lid, jaar)) for lid in leden]
    hoofdstukken = (
        Schrijfdeel(sleutel, titel, tuple((t, sentence_of(t, plek, regio)) for t in tegels))
        for sleutel, titel, plek, tegels in (*vast, *lokaal)
    )
    return (Schrijfdeel(VOORWOORD, "Voorwoord"), *hoofdstukken, Schrijfdeel(LINKS, "Meer lezen"))


@lru_cache(maxsize=32)
def all_tiles(beeld: Beeld, gebied: Gebied, jaar: str) -> tuple[Tegel, ...]:
    """Give every figure that a text of this report can name."""
    return tuple(tile_of(beeld, ind, gebied.code, jaar) for ind in INDICATOREN.values())


def opening_keys(beeld: Beeld, gebied: Gebied, jaar: str) -> dict[str, tuple[str, ...]]:
    """Give the chapters of a report, each with the keys of its generated sentences."""
    leden = beeld.gemeenten(gebied.code) if gebied == beeld.regio_van(gebied) else ()
    lokaal = {lid.slug: tuple(t.indicator.key for t in first_figures(beeld, lid, jaar)) for lid in leden}
    return {deel.sleutel: tuple(ind.key for ind in deel.opening) for deel in HOOFDSTUKKEN} | lokaal


def _earlier(tekst: Verslagtekst) -> Verslagtekst | None:
    return last_good(tekst.plek)
