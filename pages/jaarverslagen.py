"""/jaarverslagen: which reports there are, per gemeente and region and schooljaar."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.shell import breadcrumbs, page, section
from components.tables.table import Cel, Rij, data_table
from components.words.labels import region_title
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.publication.report_status import CONCEPT, find_status
from data.views.overview import only_examples
from pages.routes import JAARVERSLAG, Route

UITLEG = (
    "Artikel 25 van de Leerplichtwet vraagt elke gemeente om elk jaar verslag te doen aan de raad. Hier staat dat "
    "verslag voor elke gemeente en regio, gemaakt van de cijfers van deze site. Kies een schooljaar."
)


def show(beeld: Beeld, _route: Route) -> Component:
    """The list."""
    return page(
        [
            breadcrumbs([("Regio-overzicht", "/"), ("Jaarverslagen", "")]),
            html.H1("Jaarverslagen"),
            html.P(UITLEG, className="inleiding"),
            *(_region(beeld, regio) for regio in beeld.regios()),
        ],
        beeld.publicatie,
    )


def _region(beeld: Beeld, regio: Gebied) -> Component:
    rijen = [_row(beeld, gebied) for gebied in (regio, *beeld.gemeenten(regio.code))]
    titel = region_title(regio)
    tabel = data_table(f"Jaarverslagen: {titel}", ["Wie", "Schooljaar", "Status"], rijen, getallen=False)
    return section(titel, [tabel])


def _row(beeld: Beeld, gebied: Gebied) -> Rij:
    jaren = list(reversed(beeld.schooljaren(gebied.code)))
    links: list[str | Component | None] = []
    for jaar in jaren:
        merk = " (voorbeeld)" if only_examples(beeld, gebied.code, jaar) else ""
        links += [html.A(f"{jaar}{merk}", href=Route(JAARVERSLAG, gebied, jaar).url, className="verslagjaar"), " "]
    naam = gebied.naam if gebied.soort == "gemeente" else "De hele regio"
    return Rij(naam, (Cel(links or "Nog geen cijfers."), Cel(_status(gebied, jaren))))


def _status(gebied: Gebied, jaren: list[str]) -> str:
    """Those that are further than a concept by name; of the rest that they are concepts."""
    verder = [f"{jaar} {status}" for jaar in jaren if (status := find_status(gebied.slug, jaar).status) != CONCEPT]
    rest = [] if len(verder) == len(jaren) else ["de andere concept" if verder else CONCEPT]
    return ", ".join((*verder, *rest))
