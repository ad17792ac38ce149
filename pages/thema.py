"""/verzuim, /vrijstellingen, /doorstroompunt: every chart of a theme, for one gemeente or region and schooljaar."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.explanation.missing_list import missing_list
from components.frame.choosers import Keuze, chooser
from components.frame.shell import breadcrumbs, page, section
from components.pieces.tile import tiles
from components.pieces.yardstick import yardstick_panel
from components.words.labels import SOORT_BRON, place_name, region_title
from data.publication.figures import Gebied
from data.publication.landelijk import yardsticks_of
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.reports.dutch import counted
from data.views.missing import Ontbreekt, why_missing
from data.views.theme_choice import counts_both, kinds_of_source
from data.views.themes import THEMAPAGINAS, WIE, Grafiekplan, Hoofdstuk, Themapagina
from data.views.tiles import tile_of
from pages.choices import choose_place, choose_schooljaar, choose_teleenheid, choose_theme
from pages.routes import Route
from pages.theme_charts import chart
from pages.told_links import link_in, tile_in


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one theme, gebied and schooljaar."""
    thema, gebied = THEMAPAGINAS[route.pagina], route.plaats
    return page(
        [
            _head(beeld, route, thema),
            _tiles(beeld, route, thema),
            _national(beeld, route, thema),
            _choices(beeld, route, thema),
            *(_chapter(beeld, route, hoofdstuk) for hoofdstuk in thema.hoofdstukken),
            section("Verder kijken", [_further(beeld, gebied, route)]),
        ],
        beeld.publicatie,
    )


def _head(beeld: Beeld, route: Route, thema: Themapagina) -> Component:
    gebied, regio = route.plaats, beeld.regio_van(route.plaats)
    kruimels = [(region_title(regio), Route("overzicht", regio).url)]
    if gebied != regio:
        kruimels.append((gebied.naam, Route("gemeente", gebied, route.schooljaar).url))
    return html.Div(
        [
            breadcrumbs([*kruimels, (thema.titel, "")]),
            html.H1(f"{thema.titel} in {place_name(gebied)}"),
            html.P(f"{thema.vraag} De cijfers van schooljaar {route.schooljaar}.", className="inleiding zacht"),
            choose_theme(route),
            html.Details([html.Summary("Andere gemeente of regio kiezen"), *choose_place(beeld, route)]),
            choose_schooljaar(beeld, route, gebied),
        ],
        className="aanhef",
    )


def _choices(beeld: Beeld, route: Route, thema: Themapagina) -> Component:
    """What the charts are counted in, where from, and the way to each of them."""
    soorten = kinds_of_source(beeld, thema, route.plaats.code)
    allebei = counts_both(beeld, thema, route.plaats.code, (route.bron,) if route.bron else soorten)
    keuzes = [_contents(thema), choose_teleenheid(route) if allebei else None, _choose_source(route, soorten)]
    return section("De grafieken", keuzes, "grafieken")


def _choose_source(route: Route, soorten: tuple[str, ...]) -> Component | None:
    """All charts from one kind of source; without a choice each has the best there is."""
    if len(soorten) < 2:
        return None
    keuzes = [Keuze("Per grafiek de beste bron", route.met(bron="").url, not route.bron)]
    keuzes += [Keuze(SOORT_BRON[soort], route.met(bron=soort).url, soort == route.bron) for soort in soorten]
    return chooser("Bron", keuzes)


def _contents(thema: Themapagina) -> Component:
    keuzes = [Keuze(hoofdstuk.titel, f"#{hoofdstuk.sleutel}") for hoofdstuk in thema.hoofdstukken]
    return chooser("Op deze pagina", keuzes, ter_plekke=False)


def _tiles(beeld: Beeld, route: Route, thema: Themapagina) -> Component | None:
    """The figures that come first; a subject that no source knows here in any schooljaar has none."""
    gebied = route.plaats
    bron = "verslag" if route.bron == "verslag" else ""
    tegels: list[tuple[bool, Component]] = []
    for ind in thema.tegels:
        tegel = tile_of(beeld, ind, gebied.code, route.schooljaar, route.teleenheid, bron)
        if tegel.grover or beeld.soorten_bron(ind, gebied.code):
            tegels.append((tegel.is_voorbeeld, tile_in(beeld, tegel, gebied)))
    tegels.sort(key=lambda paar: paar[0])
    return section("In het kort", [tiles([tegel for _, tegel in tegels])]) if tegels else None


def _national(beeld: Beeld, route: Route, thema: Themapagina) -> Component | None:
    """Beside the country, by a national source, what readers take for a tile; nothing where none was loaded."""
    keys = yardsticks_of(*(ind.key for ind in thema.tegels))
    maatlatten = beeld.landelijk.yardsticks(route.plaats.code, route.schooljaar, keys)
    paneel = yardstick_panel(maatlatten, route.plaats)
    return section("Naast Nederland", [paneel], "landelijk") if paneel else None


def _chapter(beeld: Beeld, route: Route, hoofdstuk: Hoofdstuk) -> Component:
    grafieken = {plan: chart(beeld, route, plan) for plan in hoofdstuk.grafieken}
    gemaakt = {plan: grafiek for plan, grafiek in grafieken.items() if grafiek}
    ontbreekt = [plan for plan, grafiek in grafieken.items() if grafiek is None and plan.vorm != "delen_per_jaar"]
    kruisingen = [] if hoofdstuk.sleutel == "wie" else [g for plan, g in gemaakt.items() if plan.uitsplitsing in WIE]
    rest = [grafiek for grafiek in gemaakt.values() if grafiek not in kruisingen]
    inhoud = [_columns(rest) if rest else None, _folded(kruisingen), _missing(beeld, route, ontbreekt)]
    return section(hoofdstuk.titel, inhoud, hoofdstuk.sleutel)


def _columns(grafieken: list[Component]) -> Component:
    return html.Div(grafieken, className="kolommen")


def _folded(grafieken: list[Component]) -> Component | None:
    """Who the cases are about: many small charts, one word away."""
    kop = f"Naar onderwijssoort, leeftijd en maand ({counted(len(grafieken), 'grafiek', 'grafieken')})"
    return html.Details([html.Summary(kop), _columns(grafieken)], className="ruim") if grafieken else None


def _missing(beeld: Beeld, route: Route, plannen: list[Grafiekplan]) -> Component | None:
    gebied, soorten = route.plaats, (route.bron,) if route.bron else SOORTEN_BRON
    ontbreekt: list[Ontbreekt] = [why_missing(beeld, plan, gebied, route.schooljaar, soorten) for plan in plannen]
    links = {jaar: route.met(schooljaar=jaar).url for jaar in beeld.schooljaren(gebied.code)}
    regio = beeld.regio_van(gebied)
    for jaar in (*beeld.schooljaren(regio.code), route.schooljaar):
        url = route.met(gebied=regio, schooljaar=jaar, bron="").url
        links |= {f"{reden}:{jaar}": url for reden in ("alleen_regio", "verslag_regio")}
    links["andere_bron"] = route.met(bron="").url
    return missing_list(ontbreekt, gebied, links, link_in(beeld))


def _further(beeld: Beeld, gebied: Gebied, route: Route) -> Component:
    regio = beeld.regio_van(gebied)
    links = [(f"Alle cijfers van {gebied.naam}", Route("gemeente", gebied, route.schooljaar).url)]
    if gebied == regio:
        links = [(f"Overzicht van {place_name(regio)}", Route("overzicht", regio, route.schooljaar).url)]
    links += [
        ("Is een verschil echt of toeval? Vergelijk gemeenten", "/vergelijken"),
        ("Waarom geeft DUO een ander getal?", "/bronnenbrug"),
        ("Wat betekenen de woorden?", "/toelichting"),
    ]
    return html.Ul([html.Li(html.A(naam, href=url)) for naam, url in links])
