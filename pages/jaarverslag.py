"""/jaarverslag/<gemeente of regio>/<schooljaar>: the report that artikel 25 asks for, to read, print and take along."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.annual.html_form import page_parts, status_note
from components.frame.attributes import attrs
from components.frame.shell import page, title_line
from components.words.labels import place_name
from components.words.notation import format_day
from data.publication.readmodel import Beeld
from pages.choices import choose_schooljaar
from pages.report_content import content
from pages.routes import Route

_VORMEN = (("pdf", "PDF, ook voor een schermlezer"), ("docx", "Word, om zelf af te maken"))


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one report."""
    gebied, jaar = route.plaats, route.schooljaar
    verslag = content(beeld, gebied, jaar)
    eigen = route.naar("gemeente" if gebied.soort == "gemeente" else "overzicht", gebied, jaar)
    kop = [html.H1(verslag.titel), html.A(f"Alle cijfers van {place_name(gebied)}", href=eigen.url)]
    wanneer = (
        f"Dit verslag is gemaakt van de cijfers die op {format_day(verslag.gepubliceerd)} zijn gepubliceerd "
        f"(publicatie {verslag.publicatie})."
    )
    tussen = [html.P(wanneer, className="klein zacht"), _take_along(route)]
    return page(
        [
            html.Article(
                [
                    title_line(kop, choose_schooljaar(beeld, route, gebied)),
                    status_note(verslag),
                    *page_parts(verslag, f"{route.url}/qr.svg", route.url, tussen),
                ],
                className="jaarverslag",
            )
        ],
        beeld.publicatie,
    )


def _take_along(route: Route) -> Component:
    """The other forms."""
    links = [html.Li(html.A(naam, href=f"{route.url}.{vorm}", download="")) for vorm, naam in _VORMEN]
    inhoud = [html.P("Dit verslag meenemen"), html.Ul(links)]
    return html.Div(
        inhoud, role="group", className="meenemen alleen-scherm", **attrs(aria_label="Dit verslag meenemen")
    )
