"""/toegankelijkheid: what was looked at so that everybody can use the site, what was not, and whom to tell."""

from __future__ import annotations

import os

from dash import html
from dash.development.base_component import Component

from components.explanation.accessibility import examined, known_faults, not_examined, place, report
from components.frame.shell import breadcrumbs, page, section
from data.publication.readmodel import Beeld
from pages.routes import Route

# Who reads what visitors could not use: an e-mail address or an https address, set by who runs the site.
_CONTACT = "LEERRECHT_CONTACT"


def show(_beeld: Beeld, _route: Route) -> Component:
    """The page; the same for every publication."""
    return page(
        [
            html.Div(
                [
                    breadcrumbs([("Regio-overzicht", "/"), ("Toegankelijkheid", "")]),
                    html.H1("Toegankelijkheid"),
                    html.P(
                        "Iedereen moet deze site kunnen gebruiken. Hier staat wat is nagegaan en wat niet, welke "
                        "fouten we kennen, en wat u doet als iets niet lukt.",
                        className="inleiding zacht",
                    ),
                ],
                className="aanhef",
            ),
            section("Lukt iets niet?", report(os.environ.get(_CONTACT, "").strip()), "melden"),
            section("Wat deze verklaring is", place(), "verklaring"),
            section("Wat is nagegaan", [examined()], "nagegaan"),
            section("Wat niet is nagegaan", [not_examined()], "niet-nagegaan"),
            section("Fouten die we kennen", [known_faults()], "fouten"),
        ]
    )
