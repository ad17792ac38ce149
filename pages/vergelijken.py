"""/vergelijken: what is really different between gemeenten or years, and what can be chance."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.explanation.contradiction_list import contradiction_note
from components.frame.attributes import attrs
from components.frame.shell import page, section, title_line
from components.pieces.answer_line import finding_line
from components.pieces.folded_frame import folded_frame
from components.pieces.picture_frame import picture_frame
from components.pieces.place_rows import place_rows, verdict_key
from components.pieces.take_along import take_along
from components.pieces.told_panel import told_panel
from components.pieces.yardstick import yardstick_panel
from components.words.answer import MEESTE_WOORDEN, begin_of
from components.words.findings import finding, no_judgement
from components.words.list_words import list_notes
from components.words.nouns import uncapital
from components.words.verdicts import place_sentence
from data.cells.cells import TOTAAL
from data.publication.figures import Gebied
from data.publication.landelijk import yardsticks_of
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.reports.contradictions import about_cells
from data.views.coarser import coarser
from data.views.side_by_side import is_shown
from pages.choices import choose_list
from pages.comparison_choices import (
    MET,
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
from pages.explore_query import PAD as VERKENNEN
from pages.routes import Route
from pages.take_along import frame_address
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
            title_line([html.H1("Vergelijken")], choose_year(beeld, vraag)),
            _question(beeld, vraag),
            _in_short(beeld, vraag),
            section(_title(vraag), _answer(beeld, vraag), "antwoord"),
            _national(beeld, vraag),
            section("Verder kijken", [_further(vraag)], "verder"),
        ],
        beeld.publicatie,
    )


def _question(beeld: Beeld, vraag: Vraag) -> Component:
    """The form in one line that says what is asked; open for who has not chosen a gemeente yet."""
    wie = vraag.gemeente.naam if vraag.gemeente else vraag.regio.naam
    kop: list[Component | str] = [html.Strong(f"{wie}: {uncapital(vraag.indicator.titel)}"), f", {MET[vraag.met]}"]
    return html.Section(
        html.Details(
            [html.Summary([*kop, html.Span("wijzig", className="wijzig")]), ask(beeld, vraag)], open=not vraag.gemeente
        ),
        id="vraag",
        **attrs(aria_label="Wat wilt u vergelijken?"),
    )


def _in_short(beeld: Beeld, vraag: Vraag) -> Component | None:
    """The answer in a sentence; the picture under it shows what it rests on."""
    if _told_elsewhere(beeld, vraag) or (vraag.met == "eerder" and not vraag.gemeente):
        return None
    if vraag.met == "eerder":
        stuk = piece_of(beeld, vraag)
        return finding_line(begin_of(" ".join(stuk.zinnen), MEESTE_WOORDEN), voorbeeld=stuk.voorbeeld)
    naast, _ = compared(beeld, vraag)
    eigen = naast.eigen
    if vraag.gemeente and eigen and eigen.plek:
        vondst = f"{place_sentence(vraag.gemeente.naam, eigen.plek, eigen.maatstaf)}."
    else:
        vondst = finding(naast)
    return finding_line(vondst, voorbeeld=naast.soort == "voorbeeld" and bool(naast.geordend))


def _title(vraag: Vraag) -> str:
    wie = vraag.gemeente.naam if vraag.gemeente else vraag.regio.naam
    return f"{vraag.indicator.titel}: {wie}, {vraag.schooljaar}"


def _answer(beeld: Beeld, vraag: Vraag) -> list[Component | None]:
    if elders := _told_elsewhere(beeld, vraag):
        return [elders]
    links = {g.code: _page_of(vraag, g).url for g in beeld.gemeenten()}
    stuk = piece_of(beeld, vraag, links)
    query = vraag.query
    meenemen = take_along(
        stuk.titel,
        csv=f"/download/vergelijken.csv?{query}",
        svg=f"/download/vergelijken.svg?{query}" if stuk.teken else "",
        permalink=vraag.url,
        kader=frame_address("vergelijken", query) if stuk.regels else "",
    )
    tabel_open = vraag.beeld == "tabel" and vraag.met != "eerder"
    titels = {bron.sleutel: bron.titel for bron in beeld.bronnen()}
    tegenspraken = contradiction_note(about_cells(stuk.cellen), titels)
    eerst, dan = _choices(beeld, vraag)
    if vraag.beeld == "rangorde" and vraag.met != "eerder":
        naast, _ = compared(beeld, vraag)
        noten = " ".join(list_notes(naast, vraag.maat, vraag.volgorde)) if vraag.maat or vraag.volgorde else ""
        noot = html.P(noten, className="klein zacht") if noten else None
        keuze = choose_list(naast, lambda **anders: vraag.anders(**anders).url)
        rijen = [keuze, place_rows(naast, links), verdict_key(naast), noot]
        beeld_ = folded_frame(stuk, stuk.titel, f"{finding(naast)} {no_judgement(naast)}".strip(), rijen, [meenemen])
    else:
        beeld_ = picture_frame(stuk, meenemen, tabel_open=tabel_open)
    return [*eerst, beeld_, tegenspraken, *dan]


def _page_of(vraag: Vraag, gemeente: Gebied) -> Route:
    """The page of a gemeente, whose lists are shown in the same way."""
    return Route("gemeente", gemeente, maat=vraag.maat, volgorde=vraag.volgorde)


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
    """Table what a national source tells of the subject; nothing where none was loaded."""
    if vraag.gemeente is None:
        return None
    keys = yardsticks_of(vraag.indicator.key)
    paneel = yardstick_panel(beeld.landelijk.yardsticks(vraag.gemeente.code, vraag.schooljaar, keys), vraag.gemeente)
    return section("Naast Nederland", [paneel], "landelijk") if paneel else None


Choices = list[Component | None]


def _choices(beeld: Beeld, vraag: Vraag) -> tuple[Choices, Choices]:
    """What comes before the picture, because it says who is in it, and what comes after."""
    if vraag.met == "eerder":
        if vraag.gemeente is None:
            return [html.P(ZONDER_GEMEENTE)], []
        eerder = choose_earlier(beeld, vraag, vraag.gemeente)
        return [], [eerder, choose_unit(beeld, vraag), choose_details(beeld, vraag, None)]
    naast, groep = compared(beeld, vraag)
    zin = html.P(groep.zin) if groep.zin else None
    anderen = choose_others(beeld, vraag, vraag.gemeente) if vraag.met == "keuze" and vraag.gemeente else None
    return [zin, anderen], [choose_view(vraag), choose_unit(beeld, vraag), choose_details(beeld, vraag, naast)]


def _further(vraag: Vraag) -> Component:
    zelf = {"onderwerp": vraag.indicator.key, "waar": (vraag.gemeente or vraag.regio).slug, "eenheid": vraag.eenheid}
    links: list[Component] = [
        html.Li(html.A("Zelf verder zoeken, ook met andere regio’s", href=f"{VERKENNEN}?{urlencode(zelf)}"))
    ]
    if vraag.gemeente:
        naam, url = vraag.gemeente.naam, _page_of(vraag, vraag.gemeente).url
        links.append(html.Li(html.A(f"Alle cijfers van {naam}", href=url)))
        if vraag.met != "eerder":
            tekst = f"Is de verandering in {naam} toeval? Vergelijk met een eerder schooljaar"
            links.append(html.Li(html.A(tekst, href=vraag.anders(met="eerder", terug=1, deel="").url)))
    brug = html.A("Lees waarom getallen verschillen", href="/bronnenbrug")
    uitleg = html.A(f"Wat betekent ‘{vraag.indicator.titel}’?", href=f"/toelichting#{vraag.indicator.key}")
    return html.Ul([*links, html.Li(uitleg), html.Li([ANDER_GETAL, brug, "."])])
