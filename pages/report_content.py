"""The content of a jaarverslag for a gebied and schooljaar, as every form of it is made of."""

from __future__ import annotations

from functools import partial

from dash import html
from dash.development.base_component import Component

from components.annual.compose import compose
from components.annual.model import Jaarverslag
from components.words.labels import place_name
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.report_matter import gather
from pages.example_notes import with_notes
from pages.routes import JAARVERSLAG, Route


def report_link(route: Route) -> Component:
    """The way from the page of a gebied to its report."""
    gebied, jaar = route.plaats, route.schooljaar
    naam = f"Jaarverslag leerplicht van {place_name(gebied)} {jaar}"
    return html.P(
        [html.A(naam, href=Route(JAARVERSLAG, gebied, jaar).url), ": om te lezen, te printen of mee te nemen."]
    )


def content(beeld: Beeld, gebied: Gebied, jaar: str) -> Jaarverslag:
    """Make it from the publication."""
    adres = Route(JAARVERSLAG, gebied, jaar).url
    return compose(gather(beeld, gebied, jaar), adres, partial(with_notes, beeld))
