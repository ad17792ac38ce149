"""/bronnenbrug: why DUO, the own system and a report give other numbers, and where reports contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.explanation.contradiction_list import VRAAG_DE_MAKER, certainty_sentence, contradiction_list
from components.explanation.source_list import source_list
from components.frame.shell import breadcrumbs, page, section
from components.pieces.yardstick import why_different
from components.tables.breaks_table import breaks_table, definitions_by_region, ways_of_counting
from data.publication.figures import Bron
from data.publication.landelijk import LANDELIJK
from data.publication.readmodel import Beeld
from data.referentie.definities import definities, telwijzen
from data.referentie.trendbreuken import register
from data.reports.contradictions import about_source, contradictions
from data.reports.dutch import counted
from data.reports.published import alle_cijfers
from pages.routes import Route

KORT = (
    "Meestal is er niets fout. Er wordt iets anders geteld. DUO telt personen op een vaste dag. De gemeente telt in "
    "haar volgsysteem (JVS) alle zaken van een heel schooljaar. Eén jongere kan dan meer keren meetellen.",
    "Zet getallen van DUO en van de gemeente daarom nooit in één grafiek of som. Vergelijk alleen getallen uit "
    "dezelfde bron, die op dezelfde manier zijn geteld.",
)


def show(beeld: Beeld, _route: Route) -> Component:
    """The page; all of it follows from the reviewed reference files and the check on the reports."""
    namen = {code: gebied.naam for code, gebied in beeld.gebieden.items()}
    return page(
        [
            _head(),
            section("DUO, JVS en de wettelijke telling naast elkaar", [ways_of_counting(telwijzen())], "tellingen"),
            section("Hetzelfde woord, een andere telling", _definitions(namen), "definities"),
            _national(beeld),
            section("Vanaf wanneer u niet kunt vergelijken", [breaks_table(register(), namen)], "trendbreuken"),
            section("Waar verslagen elkaar tegenspreken", _contradictions(beeld.bronnen()), "tegenspraken"),
            section("De bronnen van deze site", _sources(beeld.bronnen()), "bronnen"),
        ],
        beeld.publicatie,
    )


def _head() -> Component:
    return html.Div(
        [
            breadcrumbs([("Regio-overzicht", "/"), ("Waarom getallen verschillen", "")]),
            html.H1("Waarom staat er ergens anders een ander getal?"),
            *(html.P(alinea, className="inleiding") for alinea in KORT),
        ],
        className="aanhef",
    )


def _definitions(namen: Mapping[str, str]) -> list[Component | None]:
    zin = "Regio’s gebruiken dezelfde woorden, maar tellen niet hetzelfde. Tel hun cijfers dus niet bij elkaar op."
    return [html.P(zin), definitions_by_region(definities(), namen)]


def _national(beeld: Beeld) -> Component | None:
    """Why a national source gives another number, of the figures that were loaded."""
    gebruikt = {cijfer.indicator for cijfer in beeld.landelijk.cijfers}
    if not gebruikt:
        return None
    uitleg = html.P(
        "Op sommige pagina’s staat een gemeente naast Nederland, met cijfers van een landelijke bron. Die staan apart: "
        "we tellen ze niet op bij de eigen cijfers en zetten ze er niet mee in één grafiek."
    )
    verschillen = why_different([ind for key, ind in LANDELIJK.items() if key in gebruikt])
    return section("Landelijke cijfers naast de eigen registratie", [uitleg, verschillen], "landelijk")


def _contradictions(bronnen: tuple[Bron, ...]) -> list[Component | None]:
    """What was found in each report, under its own heading."""
    titels = {bron.sleutel: bron.titel for bron in bronnen}
    eigen = [g for g in contradictions() if g.bronnen & titels.keys()]
    if not any(bron.soort == "verslag" for bron in bronnen):
        return [html.P("Op deze site staan geen cijfers uit jaarverslagen. Er is dus niets na te rekenen.")]
    if not eigen:
        return [html.P("We vonden geen tegenspraken in de verslagen van deze site.")]
    delen: list[Component | None] = [
        html.P(
            "We rekenen alle verslagen na: tellen de delen op tot het geheel, volgt een percentage uit zijn "
            "aantallen, staat hetzelfde cijfer er niet twee keer anders? We vonden "
            f"{counted(len(eigen), 'plek', 'plekken')}. {VRAAG_DE_MAKER}"
        )
    ]
    if any(len(g.bronnen & titels.keys()) > 1 for g in eigen):
        delen.append(html.P("Spreken twee verslagen elkaar tegen, dan staat dat hieronder bij allebei."))
    for bron in bronnen:
        gevonden = [g for g in about_source(bron.sleutel) if g in eigen]
        if gevonden:
            delen += [html.H3(bron.titel), contradiction_list(gevonden, titels)]
    return delen


def _sources(bronnen: tuple[Bron, ...]) -> list[Component | None]:
    verslagen = [bron for bron in bronnen if bron.soort == "verslag"]
    zekerheid = [
        html.Li([html.Strong(bron.titel), f": {certainty_sentence(cijfers)}"])
        for bron in verslagen
        if (cijfers := [c for c in alle_cijfers() if c.bron == bron.sleutel])
    ]
    if not verslagen:
        return [source_list(bronnen)]
    return [
        source_list(bronnen),
        html.H3("Hoe zeker zijn de cijfers uit verslagen?"),
        html.P(
            "Een cijfer is zeker als het zo in het verslag staat. Het is afgeleid als het eruit volgt. Het is onzeker "
            "als de tabel beschadigd is; zo’n cijfer komt nooit in een grafiek of een som."
        ),
        html.Ul(zekerheid),
    ]
