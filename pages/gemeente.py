"""/gemeente/<slug>: how one gemeente stands, in one schooljaar."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.explanation.contradiction_list import contradiction_note
from components.frame.shell import breadcrumbs, page, section
from components.frame.unit_switch import unit_switch
from components.pieces.comparison_chart import comparison_piece
from components.pieces.edition_note import edition_note
from components.pieces.picture_frame import NAAST_ELKAAR, picture_frame
from components.pieces.report_section import report_section
from components.pieces.tile import known_tiles
from components.pieces.told_panel import told_panel
from components.pieces.yardstick import yardstick_panel
from components.tables.theme_table import theme_table
from components.words.labels import region_title, with_article
from data.publication.figures import Gebied
from data.publication.landelijk import YARDSTICKS
from data.publication.readmodel import Beeld
from data.registry.vocabulary import TOTAAL
from data.reports.contradictions import contradictions
from data.views.coarser import coarser
from data.views.comparison import compare
from data.views.development import follow
from data.views.overview import only_examples, topics
from data.views.report_blocks import reports
from data.views.theme_choice import theme_year
from data.views.themes import THEMAPAGINAS
from data.views.tiles import Tegel, tiles_of, tiles_of_reports
from pages.chart_pieces import years_of
from pages.choices import (
    choose_bron,
    choose_gemeente,
    choose_indicator,
    choose_schooljaar,
    choose_teleenheid,
    theme_route,
)
from pages.example_notes import with_notes
from pages.gemeente_extras import own_words
from pages.routes import TELEENHEDEN, Route
from pages.take_along import compare_further, take_table, take_years
from pages.theme_charts import chart
from pages.told_links import link_in, tile_in, told_elsewhere


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one gemeente and schooljaar."""
    gebied, jaar = route.plaats, route.schooljaar
    regio = beeld.regio_van(gebied)
    kern = tiles_of(beeld, gebied.code, jaar, route.teleenheid, "verslag" if route.bron == "verslag" else "")
    meer = tiles_of_reports(beeld, gebied.code, jaar, route.teleenheid)
    themas = topics(beeld, gebied.code, jaar)
    tabel = html.Div(
        [theme_table(f"{gebied.naam}, {jaar}", themas, link_in(beeld)), take_table(route, "onderwerpen")],
        className="paneel",
    )
    kerncijfers = section("Kerncijfers", [_tiles(beeld, route, kern), _choose_unit(beeld, route, kern)], "kerncijfers")
    # What is real comes first: also where the example alone knows the figures that every page begins with.
    alleen_voorbeeld = all((t.is_voorbeeld or not (t.venster or t.cijfer).is_bekend) and not t.bereik for t in kern)
    kop = "Cijfers uit het jaarverslag" if alleen_voorbeeld else "Meer cijfers uit het jaarverslag"
    uit_verslag = section(kop, [_tiles(beeld, route, meer)]) if meer else None
    return page(
        [
            _head(beeld, route, gebied, regio),
            *((uit_verslag, kerncijfers) if alleen_voorbeeld else (kerncijfers, uit_verslag)),
            _own_words(beeld, gebied, jaar),
            section("Door de jaren heen en naast elkaar", _charts(beeld, route, gebied, regio), "ontwikkeling"),
            _national(beeld, gebied, jaar),
            _reports(beeld, route, gebied),
            *_themes(beeld, route),
            section("Alle onderwerpen in een tabel", [tabel], "alle-onderwerpen") if any(themas.values()) else None,
        ],
        beeld.publicatie,
    )


def _own_words(beeld: Beeld, gebied: Gebied, jaar: str) -> Component | None:
    tekst = own_words(beeld, gebied, jaar)
    return section("In eigen woorden", [tekst], "eigen-woorden") if tekst else None


def _head(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> Component:
    kruimels = [(region_title(regio), Route("overzicht", regio).url), (gebied.naam, "")]
    return html.Div(
        [
            breadcrumbs(kruimels),
            html.H1(gebied.naam),
            html.P(
                f"Leerplicht en schoolverzuim in schooljaar {route.schooljaar}, vergeleken met {with_article(regio)}.",
                className="inleiding zacht",
            ),
            edition_note(beeld.uitgave(gebied.code, route.schooljaar), route.schooljaar),
            choose_schooljaar(beeld, route, gebied),
            html.Details([html.Summary("Andere gemeente kiezen"), choose_gemeente(beeld, route, gebied)]),
        ],
        className="aanhef",
    )


def _tiles(beeld: Beeld, route: Route, tegels: Sequence[Tegel]) -> Component:
    """The tiles of which anything is known, each with what the gemeente itself says of it, and what is not known."""

    def with_words(tegel: Tegel) -> list[Component | None]:
        ind, gebied = tegel.indicator, route.plaats
        url = f"{route.met(indicator=ind, bron='').url}#ontwikkeling"
        return [tile_in(beeld, tegel, gebied, url), own_words(beeld, gebied, route.schooljaar, ind.key, ind.titel)]

    return known_tiles(tegels, with_words, route.plaats, route.schooljaar)


def _choose_unit(beeld: Beeld, route: Route, tegels: Sequence[Tegel]) -> Component | None:
    """Only where a tile can be counted in both."""
    eenheden = (beeld.eenheden(t.indicator, route.plaats.code, t.cijfer.soort) for t in tegels)
    return choose_teleenheid(route) if any(set(TELEENHEDEN) <= set(e) for e in eenheden) else None


def _charts(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> list[Component | None]:
    ind, jaar = route.indicator, route.schooljaar
    soort = route.bron or beeld.soort_voor(ind, gebied.code, jaar)
    verloop = follow(beeld, ind, gebied.code, jaar, soort, route.teleenheid)
    stuk = years_of(beeld, route, ind)
    naast = compare(beeld, ind, gebied, jaar, soort, route.teleenheid)
    grover = coarser(beeld, ind, TOTAAL, gebied.code, jaar)
    dit_jaar = (*(c for c in verloop.cijfers if c.sleutel.schooljaar == jaar), *(rij.cijfer for rij in naast.rijen))
    if grover and not any(cijfer.bron for cijfer in dit_jaar):
        gezegd = bool(stuk.regels) and grover.is_here
        titel = f"{ind.titel} in schooljaar {jaar}"
        return [
            choose_indicator(beeld, route, gebied),
            choose_bron(beeld, route, gebied, soort),
            html.P(ind.definitie, className="zacht"),
            picture_frame(stuk, take_years(route, stuk), breed=NAAST_ELKAAR, tabel_open=True) if stuk.regels else None,
            None if gezegd else told_panel(grover, link_in(beeld), titel),
        ]
    eenheden = beeld.eenheden(ind, gebied.code, soort)
    return [
        choose_indicator(beeld, route, gebied),
        choose_bron(beeld, route, gebied, soort),
        unit_switch(
            {e: route.met(teleenheid=e).url for e in eenheden if e in TELEENHEDEN},
            verloop.teleenheid,
            "Wat tellen we in deze grafieken?",
        ),
        html.P(ind.definitie, className="zacht"),
        html.Div(
            [
                picture_frame(stuk, take_years(route, stuk), breed=NAAST_ELKAAR),
                picture_frame(
                    with_notes(beeld, comparison_piece(naast, gebied, regio)),
                    compare_further(route),
                    breed=NAAST_ELKAAR,
                ),
            ],
            className="naast-elkaar",
        ),
        own_words(beeld, gebied, jaar, ind.key, ind.titel) if ind.tegel is None else None,
    ]


def _themes(beeld: Beeld, route: Route) -> list[Component]:
    """Per theme the parts that tell most of it and the way to all the rest; of those without, only the ways."""
    los, delen, zonder = route.met(bron=""), [], []
    for sleutel, thema in THEMAPAGINAS.items():
        gemaakt = {plan: chart(beeld, los, plan) for plan in thema.plans() if plan.kern and plan.vorm == "delen"}
        grafieken = [grafiek for grafiek in gemaakt.values() if grafiek]
        elders = told_elsewhere(beeld, route, [plan for plan, grafiek in gemaakt.items() if grafiek is None])
        meer = html.A(
            f"Alles over {thema.in_zin} in {route.plaats.naam}: door de jaren heen, per soort en hoe het afliep",
            href=theme_route(route, sleutel).url,
        )
        if grafieken or elders:
            inhoud = [html.Div(grafieken, className="kolommen"), elders, html.P(meer, className="ruim")]
            delen.append(section(thema.titel, inhoud, sleutel))
        elif theme_year(beeld, thema, route.plaats.code) or only_examples(beeld, route.plaats.code, route.schooljaar):
            zonder.append(html.Li(meer, id=sleutel))
    return [*delen, section("Andere thema’s", [html.Ul(zonder)])] if zonder else delen


def _national(beeld: Beeld, gebied: Gebied, jaar: str) -> Component | None:
    """Beside the country, by national sources; nothing where none was loaded."""
    paneel = yardstick_panel(beeld.landelijk.yardsticks(gebied.code, jaar, YARDSTICKS), gebied)
    return section("Naast Nederland", [paneel], "landelijk") if paneel else None


def _reports(beeld: Beeld, route: Route, gebied: Gebied) -> Component:
    cijfers, jaar = beeld.verslagcijfers(gebied.code, route.schooljaar), route.schooljaar
    if not cijfers:
        geen = f"Over {gebied.naam} in schooljaar {jaar} hebben we geen cijfers uit een jaarverslag."
        return section("Uit het jaarverslag", [html.P(geen)], "jaarverslag")
    uitleg = (
        "Dit zijn alle cijfers die jaarverslagen over deze gemeente en dit schooljaar noemen, met hun eigen woorden. "
        "Een cijfer dat onzeker is, tonen we niet; er staat bij waarom."
    )
    titels = {bron.sleutel: bron.titel for bron in beeld.bronnen()}
    tegenspraak = contradiction_note(
        [t for t in contradictions() if (gebied.code, jaar) in {(c.gebied, c.schooljaar) for c in t.cijfers}], titels
    )
    inhoud = report_section(reports(cijfers), {gebied.code: gebied.naam})
    return section(
        "Uit het jaarverslag", [html.P(uitleg), tegenspraak, *inhoud, take_table(route, "jaarverslag")], "jaarverslag"
    )
