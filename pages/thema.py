"""/verzuim, /vrijstellingen, /doorstroompunt: every chart of a theme, for one gemeente or region and schooljaar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.explanation.missing_list import missing_list
from components.frame.choosers import Keuze, chooser
from components.frame.shell import fold, page, section, title_line
from components.pieces.answer_line import answer_line
from components.pieces.tile import tiles
from components.pieces.yardstick import yardstick_panel
from components.words.answer import answer, choose
from components.words.labels import SOORT_BRON, place_name, region_title
from components.words.parts_words import parts_subject
from data.publication.figures import Gebied
from data.publication.landelijk import yardsticks_of
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.views.missing import Ontbreekt, why_missing
from data.views.theme_choice import counts_both, kinds_of_source
from data.views.themes import THEMAPAGINAS, Grafiekplan, Hoofdstuk, Themapagina
from data.views.tiles import tile_of
from pages.beside import beside_line, choose_beside
from pages.choices import choose_place, choose_schooljaar, choose_shown, choose_teleenheid
from pages.routes import Route
from pages.theme_charts import chart
from pages.told_links import link_in, tile_in

# So many chapters are seen at once; of those after it the heading is, one tap away.
_OPEN = 4


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one theme, gebied and schooljaar: per chapter the first picture, and the others one tap away."""
    thema, gebied = THEMAPAGINAS[route.pagina], route.plaats
    gemaakt = {plan: chart(beeld, route, plan) for plan in thema.plans()}
    hoofdstukken = [h for h in thema.hoofdstukken if any(gemaakt[plan] for plan in h.grafieken)]
    ontbreekt = [plan for plan, grafiek in gemaakt.items() if grafiek is None and plan.vorm != "delen_per_jaar"]
    return page(
        [
            _head(beeld, route, thema),
            _tiles(beeld, route, thema),
            _national(beeld, route, thema),
            _choices(beeld, route, thema, hoofdstukken),
            html.Div([_chapter(h, gemaakt) for h in hoofdstukken[:_OPEN]], className="hoofdstukken"),
            *(_chapter(h, gemaakt, fold) for h in hoofdstukken[_OPEN:]),
            _missing(beeld, route, ontbreekt),
            section("Verder kijken", [_further(beeld, gebied, route), _places(beeld, route)]),
        ],
        beeld.publicatie,
    )


def _head(beeld: Beeld, route: Route, thema: Themapagina) -> Component:
    """The title with the place and schooljaar, and the first figure of the theme in a sentence."""
    gebied, regio = route.plaats, beeld.regio_van(route.plaats)
    eigen = route.naar("overzicht" if gebied == regio else "gemeente", gebied, route.schooljaar)
    kop = [html.H1(thema.titel), html.A(region_title(regio) if gebied == regio else gebied.naam, href=eigen.url)]
    gekozen = choose([tile_of(beeld, i, gebied.code, route.schooljaar, route.teleenheid) for i in thema.tegels])
    zin = answer_line(answer(gekozen)) if gekozen else html.P(thema.vraag, className="antwoord")
    stap = choose_schooljaar(beeld, route, gebied)
    aanhef = html.Div(zin, className="aanhef")
    return html.Div([title_line(kop, stap), beside_line(route), aanhef], className="kopdeel")


def _places(beeld: Beeld, route: Route) -> Component:
    return html.Details([html.Summary("Andere gemeente of regio kiezen"), *choose_place(beeld, route)])


def _choices(beeld: Beeld, route: Route, thema: Themapagina, hoofdstukken: Sequence[Hoofdstuk]) -> Component:
    """What the charts are counted in, where from, and the way to each of them."""
    soorten = kinds_of_source(beeld, thema, route.plaats.code)
    allebei = counts_both(beeld, thema, route.plaats.code, (route.bron,) if route.bron else soorten)
    eerst = _contents(hoofdstukken) if hoofdstukken else None
    keuzes = [choose_teleenheid(route) if allebei else None, _choose_source(route, soorten)]
    tellen = html.Details([html.Summary("Andere maat, volgorde of bron"), *choose_shown(route), *keuzes])
    return html.Div([eerst, tellen, choose_beside(route)], id="grafieken", className="ruim")


def _choose_source(route: Route, soorten: tuple[str, ...]) -> Component | None:
    """All charts from one kind of source; without a choice each has the best there is."""
    if len(soorten) < 2:
        return None
    keuzes = [Keuze("Per grafiek de beste bron", route.met(bron="").url, not route.bron)]
    keuzes += [Keuze(SOORT_BRON[soort], route.met(bron=soort).url, soort == route.bron) for soort in soorten]
    return chooser("Bron", keuzes)


def _contents(hoofdstukken: Sequence[Hoofdstuk]) -> Component:
    keuzes = [Keuze(hoofdstuk.titel, f"#{hoofdstuk.sleutel}") for hoofdstuk in hoofdstukken]
    return chooser("Op deze pagina", keuzes, ter_plekke=False)


def _tiles(beeld: Beeld, route: Route, thema: Themapagina) -> Component | None:
    """The figures that come first; a subject that no source knows here in any schooljaar has none."""
    gebied = route.plaats
    bron = "verslag" if route.bron == "verslag" else ""
    tegels: list[tuple[bool, Component]] = []
    for ind in thema.tegels:
        tegel = tile_of(beeld, ind, gebied.code, route.schooljaar, route.teleenheid, bron)
        if tegel.grover or beeld.soorten_bron(ind, gebied.code):
            tegels.append((tegel.is_voorbeeld, tile_in(beeld, tegel, gebied, naast=route.naast)))
    tegels.sort(key=lambda paar: paar[0])
    return section("In het kort", [tiles([tegel for _, tegel in tegels])]) if tegels else None


def _national(beeld: Beeld, route: Route, thema: Themapagina) -> Component | None:
    """Beside the country, by a national source, what readers take for a tile; nothing where none was loaded."""
    keys = yardsticks_of(*(ind.key for ind in thema.tegels))
    maatlatten = beeld.landelijk.yardsticks(route.plaats.code, route.schooljaar, keys)
    paneel = yardstick_panel(maatlatten, route.plaats)
    return section("Naast Nederland", [paneel], "landelijk") if paneel else None


def _chapter(
    hoofdstuk: Hoofdstuk, gemaakt: Mapping[Grafiekplan, Component | None], maak: Callable[..., Component] = section
) -> Component:
    """The first picture of a chapter, and a line for each of the others that opens it. maak: `section` or `fold`."""
    plannen = [plan for plan in hoofdstuk.grafieken if gemaakt[plan]]
    rest = [_line(plan, gemaakt[plan]) for plan in plannen[1:]]
    inhoud = [gemaakt[plannen[0]], html.Div(rest, className="uitklappers") if rest else None]
    return maak(hoofdstuk.titel, inhoud, hoofdstuk.sleutel)


def _line(plan: Grafiekplan, grafiek: Component | None) -> Component:
    naam = parts_subject(plan.indicator, plan.uitsplitsing, plan.binnen)
    hoe = "" if plan.vorm == "delen" else ", door de jaren"
    return html.Details([html.Summary(f"{naam}{hoe}"), grafiek])


def _missing(beeld: Beeld, route: Route, plannen: list[Grafiekplan]) -> Component | None:
    gebied, soorten = route.plaats, (route.bron,) if route.bron else SOORTEN_BRON
    ontbreekt: list[Ontbreekt] = [why_missing(beeld, plan, gebied, route.schooljaar, soorten) for plan in plannen]
    links = {jaar: route.met(schooljaar=jaar).url for jaar in beeld.schooljaren(gebied.code)}
    regio = beeld.regio_van(gebied)
    for jaar in (*beeld.schooljaren(regio.code), route.schooljaar):
        url = route.met(gebied=regio, schooljaar=jaar, bron="").url
        links |= {f"{reden}:{jaar}": url for reden in ("alleen_regio", "verslag_regio")}
    links["andere_bron"] = route.met(bron="").url
    return missing_list(ontbreekt, gebied, links, link_in(beeld, route.naast))


def _further(beeld: Beeld, gebied: Gebied, route: Route) -> Component:
    regio = beeld.regio_van(gebied)
    links = [(f"Alle cijfers van {gebied.naam}", route.naar("gemeente", gebied, route.schooljaar).url)]
    if gebied == regio:
        links = [(f"Overzicht van {place_name(regio)}", route.naar("overzicht", regio, route.schooljaar).url)]
    links += [
        ("Is een verschil echt of toeval? Vergelijk gemeenten", "/vergelijken"),
        ("Waarom geeft DUO een ander getal?", "/bronnenbrug"),
        ("Wat betekenen de woorden?", "/toelichting"),
    ]
    return html.Ul([html.Li(html.A(naam, href=url)) for naam, url in links])
