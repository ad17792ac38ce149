"""/verkennen: the workbench, on which readers put their own question to the published figures."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.frame.canvas import CONFIG
from components.frame.shell import page, section
from components.pieces.answer_line import finding_line
from components.pieces.explore_live import (
    Figuur,
    funnel_figure,
    lines_figure,
    pairs_figure,
    places_figure,
)
from components.pieces.picture_frame import picture_frame
from components.pieces.piece import Stuk
from components.pieces.side_by_side import can_funnel
from components.pieces.take_along import take_along
from components.words.answer import MEESTE_WOORDEN, begin_of
from components.words.explore_form_words import MATEN
from components.words.nouns import uncapital
from data.publication.readmodel import Beeld
from data.views.explore import told_by
from pages.explore_form import GRAFIEK, TWEEDE, form, name_of, not_understood
from pages.explore_pieces import Uitkomst, answer, links_of, main_piece, places_in_words, together, together_piece
from pages.explore_query import PAD, Verkenning, gemeenten_of
from pages.explore_questions import ready_questions
from pages.routes import Route
from pages.take_along import frame_address

NIETS = "Van wie u koos, vertelt geen bron dit per schooljaar. Kies een andere plaats of een ander onderwerp."


def show(beeld: Beeld, route: Route) -> Component:
    """The choices, the answer, its picture, and on request a second subject against the first."""
    vraag = route.verkenning
    if vraag is None:
        raise LookupError("Deze pagina hoort bij een vraag.")
    uitkomst = answer(beeld, vraag)
    if not vraag.tot:
        return page([_bench(beeld, vraag, uitkomst, html.P(NIETS)), _where(beeld, vraag), _questions(beeld)])
    stuk = main_piece(beeld, uitkomst)
    return page(
        [
            _bench(beeld, vraag, uitkomst, finding_line(_in_short(uitkomst, stuk), voorbeeld=stuk.voorbeeld)),
            section(_title(uitkomst), [_picture(beeld, uitkomst, stuk)], "antwoord"),
            _together(beeld, vraag),
            _questions(beeld),
        ],
        beeld.publicatie,
    )


def _bench(beeld: Beeld, vraag: Verkenning, uitkomst: Uitkomst, antwoord: Component) -> Component:
    """What was not understood, the answer and the choices."""
    delen = [html.H1("Zelf verkennen"), html.Div(not_understood(vraag)), antwoord, form(beeld, vraag, uitkomst.naast)]
    return html.Div(delen, className="werkbank")


def _questions(beeld: Beeld) -> Component:
    return section("Vragen om mee te beginnen", [ready_questions(beeld)], "vragen")


def _where(beeld: Beeld, vraag: Verkenning) -> Component:
    """Of whom the subject is told, where it is not of those chosen."""
    cellen = [vraag.onderwerp.cel(eenheid, "", "") for eenheid in vraag.onderwerp.indicator.eenheden()]
    wel = [g for g in beeld.gemeenten() if any(told_by(beeld, cel, [g]) for cel in cellen)]
    links = [html.Li(html.A(g.naam, href=f"{PAD}?onderwerp={vraag.onderwerp.sleutel}&waar={g.slug}")) for g in wel]
    return section("Van wie wel", [html.Ul(links)], "antwoord")


def _in_short(uitkomst: Uitkomst, stuk: Stuk) -> str:
    """The first sentence of the lines, else what the comparison comes to."""
    if uitkomst.jaren is not None:
        return begin_of(stuk.zinnen[0], MEESTE_WOORDEN)
    return uitkomst.vondst


def _title(uitkomst: Uitkomst) -> str:
    vraag = uitkomst.vraag
    maat = (
        uncapital(MATEN[uitkomst.jaren.maat if uitkomst.jaren else uitkomst.naast.maat])
        if not uitkomst.naast.indicator.is_percentage
        else ""
    )
    return ", ".join(filter(None, [f"{name_of(vraag.onderwerp)}: {places_in_words(vraag)}", maat]))


def _picture(beeld: Beeld, uitkomst: Uitkomst, stuk: Stuk) -> Component:
    vraag = uitkomst.vraag
    meenemen = take_along(
        stuk.titel,
        csv=f"/download/verkennen.csv?{vraag.query}",
        xlsx=f"/download/verkennen.xlsx?{vraag.query}",
        svg=f"/download/verkennen.svg?{vraag.query}" if stuk.teken else "",
        permalink=vraag.url,
        kader=frame_address("verkennen", vraag.query) if stuk.regels else "",
    )
    return html.Div(
        [
            *(html.P(zin, className="let-op") for zin in uitkomst.zinnen),
            picture_frame(stuk, meenemen, levend=_live(beeld, uitkomst)),
        ]
    )


def _live(beeld: Beeld, uitkomst: Uitkomst) -> Component | None:
    """The same picture as it lives; small multiples stay as they are: each has all its values beside it."""
    naast, links, vorm = uitkomst.naast, links_of(beeld), uitkomst.vraag.vorm
    if vorm == "lijnen" and uitkomst.jaren and not uitkomst.jaren.leeg:
        return _graph(GRAFIEK, lines_figure(uitkomst.jaren, links))
    if vorm == "trechter" and can_funnel(naast):
        return _graph(GRAFIEK, funnel_figure(naast, links))
    if vorm in ("rangorde", "staven") and naast.geordend:
        return _graph(GRAFIEK, places_figure(naast, links, staven=vorm == "staven"))
    return None


def _graph(sleutel: str, figuur: Figuur | None) -> Component | None:
    return dcc.Graph(id=sleutel, figure=figuur, config=CONFIG, responsive=True) if figuur else None


def _together(beeld: Beeld, vraag: Verkenning) -> Component | None:
    tegenover = together(beeld, vraag)
    if not tegenover or vraag.tegen is None:
        return None
    kop = f"Gaat het samen met {uncapital(name_of(vraag.tegen))}?"
    if isinstance(tegenover, str):
        return section(kop, [html.P(tegenover)], "samen")
    stuk = together_piece(beeld, vraag, tegenover)
    meenemen = take_along(
        stuk.titel,
        csv=f"/download/samen.csv?{vraag.query}",
        xlsx=f"/download/samen.xlsx?{vraag.query}",
        svg=f"/download/samen.svg?{vraag.query}" if stuk.teken else "",
        permalink=vraag.url,
        kader=frame_address("samen", vraag.query) if stuk.regels else "",
    )
    eigen = {g.code for g in gemeenten_of(vraag)}
    figuur = pairs_figure(tegenover, eigen, links_of(beeld)) if stuk.teken else None
    return section(kop, [picture_frame(stuk, meenemen, levend=_graph(TWEEDE, figuur))], "samen")
