"""/vergelijken: what is really different between gemeenten or years, and what can be chance."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.explanation.contradiction_list import contradiction_note
from components.frame.shell import breadcrumbs, page, section
from components.pieces.picture_frame import picture_frame
from components.pieces.take_along import take_along
from components.pieces.told_panel import told_panel
from components.pieces.yardstick import yardstick_panel
from data.cells.cells import TOTAAL
from data.publication.figures import Gebied
from data.publication.landelijk import yardsticks_of
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.reports.contradictions import about_cells
from data.views.coarser import coarser
from data.views.side_by_side import is_shown
from pages.comparison_choices import (
    ask,
    choose_details,
    choose_earlier,
    choose_others,
    choose_unit,
    choose_view,
    choose_year,
)
from pages.comparison_pieces import ZONDER_GEMEENTE, compared, piece_of
from pages.comparison_query import Vraag, members
from pages.routes import Route
from pages.told_links import link_for_all, link_in

NIETS_TE_VERGELIJKEN = "We vergelijken alleen wat gemeenten per schooljaar vertellen. Kies een ander onderwerp."
ANDER_GETAL = "Staat er bij DUO of in een ander verslag een ander getal? "


def show(beeld: Beeld, route: Route) -> Component:
    """The answer to one question."""
    vraag = route.vraag
    if vraag is None:
        raise LookupError("Deze pagina hoort bij een vraag.")
    return page(
        [
            _head(),
            section("Wat wilt u vergelijken?", [ask(beeld, vraag)], "vraag"),
            section(_title(vraag), _answer(beeld, vraag), "antwoord"),
            _national(beeld, vraag),
            section("Verder kijken", [_further(vraag)], "verder"),
        ],
        beeld.publicatie,
    )


def _head() -> Component:
    return html.Div(
        [
            breadcrumbs([("Regio-overzicht", "/"), ("Vergelijken", "")]),
            html.H1("Vergelijken"),
            html.P("Wat is echt anders, en wat kan toeval zijn?", className="inleiding zacht"),
        ],
        className="aanhef",
    )


def _title(vraag: Vraag) -> str:
    wie = vraag.gemeente.naam if vraag.gemeente else vraag.regio.naam
    return f"{vraag.indicator.titel}: {wie}, {vraag.schooljaar}"


def _answer(beeld: Beeld, vraag: Vraag) -> list[Component | None]:
    if elders := _told_elsewhere(beeld, vraag):
        return [choose_year(beeld, vraag), elders]
    links = {g.code: Route("gemeente", g).url for g in beeld.gemeenten()}
    stuk = piece_of(beeld, vraag, links)
    query = vraag.query
    meenemen = take_along(
        stuk.titel,
        csv=f"/download/vergelijken.csv?{query}",
        svg=f"/download/vergelijken.svg?{query}" if stuk.teken else "",
        permalink=vraag.url,
    )
    tabel_open = vraag.beeld == "tabel" and vraag.met != "eerder"
    titels = {bron.sleutel: bron.titel for bron in beeld.bronnen()}
    tegenspraken = contradiction_note(about_cells(stuk.cellen), titels)
    return [*_choices(beeld, vraag), picture_frame(stuk, meenemen, tabel_open=tabel_open), tegenspraken]


def _told_elsewhere(beeld: Beeld, vraag: Vraag) -> Component | None:
    """Where the subject is told, when the gemeenten do not tell it for a schooljaar: there is nothing to compare."""
    leden = (vraag.gemeente,) if vraag.gemeente else members(beeld, vraag)
    uitsplitsing = vraag.deel.partition(":")[0] or TOTAAL
    gevonden = (coarser(beeld, vraag.indicator, uitsplitsing, g.code, vraag.schooljaar) for g in leden)
    grover = next(filter(None, gevonden), None)
    cellen = [vraag.sleutel._replace(gebied=g.code) for g in (*members(beeld, vraag), *vraag.kies)]
    if grover is None or any(is_shown(beeld, cel, soort) for cel in cellen for soort in SOORTEN_BRON):
        return None
    link = link_in(beeld) if vraag.gemeente else link_for_all(beeld, vraag.regio)
    return html.Div([told_panel(grover, link, "Waar staat dit wel?"), html.P(NIETS_TE_VERGELIJKEN)])


def _national(beeld: Beeld, vraag: Vraag) -> Component | None:
    """The same subject by a national source, in a table of its own; nothing where none was loaded."""
    if vraag.gemeente is None:
        return None
    keys = yardsticks_of(vraag.indicator.key)
    paneel = yardstick_panel(beeld.landelijk.yardsticks(vraag.gemeente.code, vraag.schooljaar, keys), vraag.gemeente)
    return section("Naast Nederland", [paneel], "landelijk") if paneel else None


def _choices(beeld: Beeld, vraag: Vraag) -> list[Component | None]:
    if vraag.met == "eerder":
        return _choices_over_time(beeld, vraag, vraag.gemeente) if vraag.gemeente else [html.P(ZONDER_GEMEENTE)]
    naast, groep = compared(beeld, vraag)
    return [
        html.P(groep.zin) if groep.zin else None,
        choose_others(beeld, vraag, vraag.gemeente) if vraag.met == "keuze" and vraag.gemeente else None,
        choose_view(vraag),
        choose_unit(beeld, vraag),
        choose_year(beeld, vraag),
        choose_details(beeld, vraag, naast),
    ]


def _choices_over_time(beeld: Beeld, vraag: Vraag, gemeente: Gebied) -> list[Component | None]:
    return [
        choose_year(beeld, vraag),
        choose_earlier(beeld, vraag, gemeente),
        choose_unit(beeld, vraag),
        choose_details(beeld, vraag, None),
    ]


def _further(vraag: Vraag) -> Component:
    links: list[Component] = []
    if vraag.gemeente:
        naam, url = vraag.gemeente.naam, Route("gemeente", vraag.gemeente).url
        links.append(html.Li(html.A(f"Alle cijfers van {naam}", href=url)))
        if vraag.met != "eerder":
            tekst = f"Is de verandering in {naam} toeval? Vergelijk met een eerder schooljaar"
            links.append(html.Li(html.A(tekst, href=vraag.anders(met="eerder", terug=1, deel="").url)))
    brug = html.A("Lees waarom getallen verschillen", href="/bronnenbrug")
    uitleg = html.A(f"Wat betekent ‘{vraag.indicator.titel}’?", href=f"/toelichting#{vraag.indicator.key}")
    return html.Ul([*links, html.Li(uitleg), html.Li([ANDER_GETAL, brug, "."])])
