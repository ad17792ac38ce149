"""The rows of choices on the pages, made from the route: each choice is the same view with one thing changed."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from components.frame.choosers import Keuze, chooser, folded, tabs
from components.frame.list_choices import list_choices
from components.frame.unit_switch import unit_switch
from components.frame.year_stepper import year_stepper
from components.words.labels import SOORT_BRON, THEMAS, region_title
from components.words.list_words import MATEN, VOLGORDEN, shown_as
from components.words.nouns import uncapital
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.registry.indicators import tegels
from data.views.overview import only_examples, shown_indicators, told_by
from data.views.side_by_side import Naast
from data.views.themes import THEMAPAGINAS
from pages.routes import TELEENHEDEN, Route

# The first word of a title is enough for these on a phone.
_KORT = {"jongeren_5_18": "Jongeren", "schoolgaand": "Ingeschreven", "absoluut_verzuim": "Absoluut"}
_KORT |= {"relatief_verzuim": "Relatief"}


def choose_schooljaar(beeld: Beeld, route: Route, gebied: Gebied) -> Component:
    """The schooljaren with any figure, the last one first; a year with nothing but the example says so."""
    keuzes = [
        Keuze(
            f"{jaar} (voorbeeld)" if only_examples(beeld, gebied.code, jaar) else jaar,
            _in_year(beeld, route, gebied, jaar).url,
            jaar == route.schooljaar,
        )
        for jaar in reversed(beeld.schooljaren(gebied.code))
    ]
    return year_stepper(keuzes, route.schooljaar)


def _in_year(beeld: Beeld, route: Route, gebied: Gebied, jaar: str) -> Route:
    """The same view of another schooljaar, and of another kind of source where this one tells nothing of that year."""
    kent = not route.bron or route.bron in told_by(beeld, gebied.code, jaar)
    return route.met(schooljaar=jaar, bron=route.bron if kent else "")


def same_year(beeld: Beeld, route: Route, gebied: Gebied) -> str:
    """The schooljaar of a view where this place has it too; else empty, and the place opens with its own."""
    return route.schooljaar if route.schooljaar in beeld.schooljaren(gebied.code) else ""


def choose_place(beeld: Beeld, route: Route) -> list[Component]:
    """Each region with its gemeenten, for a theme; the schooljaar is kept where that place has it too."""
    return [
        chooser(
            region_title(regio),
            [
                Keuze(
                    "Hele regio" if g == regio else g.naam,
                    route.met(gebied=g, schooljaar=same_year(beeld, route, g)).url,
                    g == route.gebied,
                )
                for g in (regio, *beeld.gemeenten(regio.code))
            ],
            ter_plekke=False,
        )
        for regio in beeld.regios()
    ]


def choose_theme(route: Route) -> Component:
    """The theme pages about the same gebied and schooljaar."""
    keuzes = [
        Keuze(thema.titel, theme_route(route, sleutel).url, sleutel == route.pagina)
        for sleutel, thema in THEMAPAGINAS.items()
    ]
    return chooser("Thema", keuzes, ter_plekke=False)


def theme_route(route: Route, sleutel: str) -> Route:
    """The theme page of the same gebied and schooljaar."""
    return route.naar(sleutel, route.plaats, route.schooljaar).met(teleenheid=route.teleenheid)


def choose_teleenheid(route: Route) -> Component | None:
    """The usual count of each subject, or all that can be in one: werkprocessen or jongeren."""
    urls = {eenheid: route.met(teleenheid=eenheid).url for eenheid in ("", *TELEENHEDEN)}
    return unit_switch(urls, route.teleenheid)


def choose_regio(beeld: Beeld, route: Route) -> Component:
    """The regions of this site."""
    keuzes = [Keuze(r.naam, Route("overzicht", r).url, r == route.gebied) for r in beeld.regios()]
    return chooser("Regio", keuzes)


def choose_indicator(beeld: Beeld, route: Route, gebied: Gebied) -> Component:
    """The indicators with a tile in a row, the others by theme behind one word."""
    te_zien = shown_indicators(beeld, gebied.code)
    keuzes = {
        ind.key: Keuze(ind.titel, route.met(indicator=ind, bron="").url, ind == route.indicator, _KORT.get(ind.key, ""))
        for ind in te_zien
    }
    rij = [keuzes[ind.key] for ind in tegels() if ind.key in keuzes]
    if route.indicator.key in keuzes and keuzes[route.indicator.key] not in rij:
        rij.append(keuzes[route.indicator.key])
    rest = [
        (naam, [keuzes[ind.key] for ind in te_zien if ind.thema == thema and keuzes[ind.key] not in rij])
        for thema, naam in THEMAS.items()
    ]
    return tabs("Onderwerp", rij, meer=folded("Meer onderwerpen", rest))


def choose_list(naast: Naast, met: Callable[..., str]) -> Component | None:
    """The measures and orders that a list of gemeenten can be shown in. met: the address of the view with another."""
    maten = [Keuze(MATEN[m], met(maat=None if m == naast.maten[0] else m), m == naast.maat) for m in naast.maten]
    volgorden = [
        Keuze(naam, met(volgorde=None if v == "waarde" else v), v == naast.volgorde) for v, naam in VOLGORDEN.items()
    ]
    if len(naast.geordend) < 2:
        return None
    return list_choices(shown_as(naast), [("Maat", maten), ("Volgorde", volgorden)])


def choose_shown(route: Route) -> list[Component]:
    """The measures and orders of all charts of a page; where one cannot be had in it, that chart says so."""
    maten = [Keuze(naam, route.met(maat=m).url, m == route.maat) for m, naam in MATEN.items()]
    volgorden = [
        Keuze(naam, route.met(volgorde=v).url, v == route.volgorde) for v, naam in VOLGORDEN.items() if v != "grootte"
    ]
    return [
        chooser("Maat", [Keuze("Per grafiek de gewone", route.met(maat=None).url, route.maat is None), *maten]),
        chooser("Volgorde", [Keuze("De gewone", route.met(volgorde=None).url, route.volgorde is None), *volgorden]),
    ]


def other_figures(beeld: Beeld, route: Route, gebied: Gebied, soort: str) -> Component:
    """The same choices behind one word, for a page where most readers only look for their gemeente."""
    keuzes = [choose_indicator(beeld, route, gebied), choose_bron(beeld, route, gebied, soort)]
    return html.Details([html.Summary("Kies een ander onderwerp of een andere bron"), *filter(None, keuzes)])


def choose_bron(beeld: Beeld, route: Route, gebied: Gebied, soort: str) -> Component | None:
    """The kinds of source, when there is more than one: they are never drawn in one line."""
    soorten = beeld.soorten_bron(route.indicator, gebied.code)
    if len(soorten) < 2:
        return None
    keuzes = [Keuze(SOORT_BRON[s], route.met(bron=s).url, s == soort) for s in soorten]
    return list_choices(f"Andere bron (nu {uncapital(SOORT_BRON[soort])})", [("Bron", keuzes)])
