"""The two charts of a gemeente page about the chosen subject: over the years, and beside the others of its region."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.unit_switch import unit_switch
from components.pieces.comparison_chart import comparison_piece
from components.pieces.folded_frame import folded_frame
from components.pieces.picture_frame import NAAST_ELKAAR, picture_frame
from components.pieces.place_rows import place_rows, verdict_key
from components.pieces.told_panel import told_panel
from components.words.findings import finding, no_judgement
from components.words.list_words import list_notes
from components.words.verdicts import place_sentence
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.registry.vocabulary import TOTAAL
from data.views.beside import places_beside
from data.views.coarser import coarser
from data.views.comparison import Vergelijking, kind_beside
from data.views.development import follow
from pages.beside import choose_beside
from pages.chart_pieces import compared_in, years_of
from pages.choices import choose_bron, choose_indicator, choose_list, same_year
from pages.example_notes import with_notes
from pages.gemeente_extras import own_words
from pages.routes import TELEENHEDEN, Route
from pages.take_along import compare_further, take_years
from pages.told_links import link_in
from pages.years_card import years_card


def charts(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> list[Component | None]:
    """The choice of a subject, and its charts; where it is told elsewhere or over more years, that."""
    ind, jaar = route.indicator, route.schooljaar
    soort = route.bron or beeld.soort_voor(ind, gebied.code, jaar)
    verloop = follow(beeld, ind, gebied.code, jaar, soort, route.teleenheid)
    soort_naast = route.bron or kind_beside(beeld, ind, gebied.code, jaar, route.teleenheid)
    naast = compared_in(beeld, route, soort_naast)
    dit_jaar = (
        *(c for c in verloop.cijfers if c.sleutel.schooljaar == jaar),
        *(r.telling.getoond for r in naast.rijen),
    )
    eenheden = beeld.eenheden(ind, gebied.code, soort)
    keuzes, bron = [choose_indicator(beeld, route, gebied)], choose_bron(beeld, route, gebied, soort)
    if not any(cijfer.bron for cijfer in dit_jaar) and (anders := _coarser(beeld, route)):
        return [*keuzes, html.P(ind.definitie, className="zacht"), *anders, bron]
    telling = unit_switch(
        {e: route.met(teleenheid=e).url for e in eenheden if e in TELEENHEDEN},
        verloop.teleenheid,
        "Wat tellen we in de grafieken?",
    )
    jaren, is_lijn = years_card(beeld, route, verloop, regio)
    soort_duo = "duo" if is_lijn else "duo zonder-lijn"
    paar = html.Div([jaren, _rows(beeld, route, naast, regio)], className=soort_duo)
    woorden = own_words(beeld, gebied, jaar, ind.key, ind.titel) if ind.tegel is None else None
    return [*keuzes, paar, html.Div([telling, bron, choose_beside(route)], className="tellen"), woorden]


def _coarser(beeld: Beeld, route: Route) -> list[Component | None]:
    """Of a subject that is not told for this schooljaar here: its sums, and where it is told."""
    grover = coarser(beeld, route.indicator, TOTAAL, route.plaats.code, route.schooljaar)
    if grover is None:
        return []
    stuk = years_of(beeld, route, route.indicator)
    titel = f"{route.indicator.titel} in schooljaar {route.schooljaar}"
    kader = picture_frame(stuk, take_years(route, stuk), breed=NAAST_ELKAAR, tabel_open=True) if stuk.regels else None
    return [kader, None if stuk.regels and grover.is_here else told_panel(grover, link_in(beeld, route.naast), titel)]


def _rows(beeld: Beeld, route: Route, naast: Vergelijking, regio: Gebied) -> Component:
    stuk = with_notes(beeld, comparison_piece(naast, route.plaats, regio))
    links = {
        rij.gebied.code: route.met(gebied=rij.gebied, schooljaar=same_year(beeld, route, rij.gebied)).url
        for rij in naast.rijen
    }
    eigen = naast.naast.eigen
    kop = f"{naast.indicator.titel} per gemeente"
    if eigen and eigen.plek:
        kop = place_sentence(route.plaats.naam, eigen.plek, eigen.maatstaf)
    vondst = " ".join(filter(None, [finding(naast.naast), no_judgement(naast.naast)]))
    ernaast = places_beside(beeld, naast.naast, route.naast)
    links |= {
        a.gebied.code: route.met(gebied=a.gebied, schooljaar=same_year(beeld, route, a.gebied)).url for a in ernaast
    }
    keuze = choose_list(naast.naast, lambda **anders: route.met(**anders).url)
    noten = list_notes(naast.naast, route.maat, route.volgorde) if route.maat or route.volgorde else []
    noot = html.P(" ".join(noten), className="klein zacht") if noten else None
    rijen = [keuze, place_rows(naast.naast, links, ernaast), verdict_key(naast.naast), noot]
    return folded_frame(stuk, kop, vondst, rijen, [compare_further(route)])
