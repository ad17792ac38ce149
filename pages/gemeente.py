"""/gemeente/<slug>: how one gemeente stands, in one schooljaar."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.explanation.contradiction_list import contradiction_note
from components.frame.shell import NAAM, fold, page, section, title_line
from components.pieces.answer_line import answer_line, strip_legend
from components.pieces.edition_note import edition_note
from components.pieces.piece import origin
from components.pieces.report_section import report_section
from components.pieces.tile import known_tiles
from components.pieces.yardstick import yardstick_panel
from components.tables.theme_table import theme_table
from components.words.answer import answer, choose
from components.words.labels import region_title
from data.publication.figures import Gebied
from data.publication.landelijk import YARDSTICKS
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.reports.contradictions import contradictions
from data.views.counts import plays_chance
from data.views.overview import topics
from data.views.report_blocks import reports
from data.views.tiles import Tegel, tiles_of, tiles_of_reports
from pages.beside import beside_line
from pages.choices import choose_schooljaar, choose_teleenheid, same_year
from pages.gemeente_charts import charts
from pages.gemeente_extras import own_words
from pages.gemeente_themes import theme_cards
from pages.report_content import report_link
from pages.routes import TELEENHEDEN, Route
from pages.take_along import take_table
from pages.told_links import link_in, tile_in


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one gemeente and schooljaar: the answer first, then the tiles, then what is behind them."""
    gebied, jaar = route.plaats, route.schooljaar
    regio = beeld.regio_van(gebied)
    kern = tiles_of(beeld, gebied.code, jaar, route.teleenheid, "verslag" if route.bron == "verslag" else "")
    meer = tiles_of_reports(beeld, gebied.code, jaar, route.teleenheid)
    return page(
        [
            title_line(
                [html.H1(gebied.naam), html.A(region_title(regio), href=_region_url(beeld, route, regio))],
                choose_schooljaar(beeld, route, gebied),
            ),
            beside_line(route),
            _answer(beeld, gebied, jaar, kern, meer),
            *_figures(beeld, route, kern, meer),
            section("Door de jaren heen en naast elkaar", charts(beeld, route, gebied, regio), "ontwikkeling"),
            _themes(beeld, route),
            *_folded(beeld, route, gebied),
            html.P(f"{NAAM}, {route.url} {origin(t.shown for t in (*kern, *meer))}".strip(), className="opdruk"),
        ],
        beeld.publicatie,
    )


def _region_url(beeld: Beeld, route: Route, regio: Gebied) -> str:
    return route.naar("overzicht", regio, same_year(beeld, route, regio)).url


def _answer(beeld: Beeld, gebied: Gebied, jaar: str, kern: Sequence[Tegel], meer: Sequence[Tegel]) -> Component:
    """How it stands, in one sentence, and which edition of the counts says so."""
    gekozen = choose((*kern, *meer))
    zin = answer_line(answer(gekozen)) if gekozen else None
    return html.Div([zin, edition_note(beeld.uitgave(gebied.code, jaar), jaar)], className="aanhef")


def _figures(beeld: Beeld, route: Route, kern: Sequence[Tegel], meer: Sequence[Tegel]) -> list[Component | None]:
    """The tiles of every page, and those of what a report tells besides.

    What is real comes first: also where the example alone knows the figures that every page begins with. What only
    says how many jongeren there are waits.
    """
    alleen_voorbeeld = all((t.is_voorbeeld or not t.shown.is_bekend) and not t.bereik for t in kern)
    legenda = strip_legend(route.plaats.naam) if any(t.naast and t.naast.geordend for t in kern) else None
    kerncijfers = html.Section(
        [
            html.H2("Kerncijfers", className="alleen-voorlezen"),
            _tiles(beeld, route, kern),
            legenda,
            _choose_unit(beeld, route, kern),
        ],
        id="kerncijfers",
        className="kerncijfers",
    )
    eerst = [t for t in meer if plays_chance(t.indicator.key)] or list(meer) if alleen_voorbeeld else []
    later = [t for t in meer if t not in eerst]
    return [
        section("Cijfers uit het jaarverslag", [_tiles(beeld, route, eerst)]) if eerst else None,
        kerncijfers,
        fold("Meer cijfers uit het jaarverslag", [_tiles(beeld, route, later)]) if later else None,
    ]


def _themes(beeld: Beeld, route: Route) -> Component | None:
    kaarten = theme_cards(beeld, route)
    return section("Verder kijken", [kaarten, report_link(route)], "themas") if kaarten else None


def _folded(beeld: Beeld, route: Route, gebied: Gebied) -> list[Component | None]:
    """What is there for who wants to know more."""
    jaar = route.schooljaar
    woorden = [own_words(beeld, gebied, jaar)]
    woorden += [own_words(beeld, gebied, jaar, ind.key, ind.titel) for ind in INDICATOREN.values() if ind.tegel]
    paneel = yardstick_panel(beeld.landelijk.yardsticks(gebied.code, jaar, YARDSTICKS), gebied)
    onderwerpen = topics(beeld, gebied.code, jaar)
    tabel = [
        theme_table(f"{gebied.naam}, {jaar}", onderwerpen, link_in(beeld, route.naast)),
        take_table(route, "onderwerpen"),
    ]
    return [
        fold("In eigen woorden", woorden, "eigen-woorden") if any(woorden) else None,
        fold("Naast Nederland", [paneel], "landelijk") if paneel else None,
        _reports(beeld, route, gebied),
        fold("Alle onderwerpen in een tabel", tabel, "alle-onderwerpen") if any(onderwerpen.values()) else None,
    ]


def _tiles(beeld: Beeld, route: Route, tegels: Sequence[Tegel]) -> Component:
    """The tiles of which anything is known, and of which nothing is."""

    def show_tile(tegel: Tegel) -> list[Component | None]:
        url = f"{route.met(indicator=tegel.indicator, bron='').url}#ontwikkeling"
        return [tile_in(beeld, tegel, route.plaats, url, route.naast)]

    return known_tiles(tegels, show_tile, route.plaats, route.schooljaar)


def _choose_unit(beeld: Beeld, route: Route, tegels: Sequence[Tegel]) -> Component | None:
    """Only where a tile can be counted in both."""
    eenheden = (beeld.eenheden(t.indicator, route.plaats.code, t.cijfer.soort) for t in tegels)
    return choose_teleenheid(route) if any(set(TELEENHEDEN) <= set(e) for e in eenheden) else None


def _reports(beeld: Beeld, route: Route, gebied: Gebied) -> Component:
    cijfers, jaar = beeld.verslagcijfers(gebied.code, route.schooljaar), route.schooljaar
    if not cijfers:
        geen = f"Over {gebied.naam} in schooljaar {jaar} hebben we geen cijfers uit een jaarverslag."
        return fold("Uit het jaarverslag", [html.P(geen)], "jaarverslag")
    uitleg = (
        "Dit zijn alle cijfers die jaarverslagen over deze gemeente en dit schooljaar noemen, met hun eigen woorden. "
        "Een cijfer dat onzeker is, tonen we niet; er staat bij waarom."
    )
    titels = {bron.sleutel: bron.titel for bron in beeld.bronnen()}
    tegenspraak = contradiction_note(
        [t for t in contradictions() if (gebied.code, jaar) in {(c.gebied, c.schooljaar) for c in t.cijfers}], titels
    )
    inhoud = report_section(reports(cijfers), {gebied.code: gebied.naam})
    return fold(
        "Uit het jaarverslag", [html.P(uitleg), tegenspraak, *inhoud, take_table(route, "jaarverslag")], "jaarverslag"
    )
