"""From report to outcome on a theme page: a list of named links, with the number of none that is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.pieces.breakdown_chart import in_list_order
from components.pieces.flow_picture import flow_picture, has_flow
from data.publication.readmodel import Beeld
from data.views.part_list import Delenlijst
from data.views.parts import Onderverdeling, split
from data.views.themes import THEMAPAGINAS
from pages.chart_pieces import parts_asked
from pages.routes import Route
from tests.components.reading import text_of, walk

STROMEN = [plan for thema in THEMAPAGINAS.values() for plan in thema.plans() if plan.stroom]


@pytest.fixture
def site(proef: Beeld) -> Iterator[FlaskClient]:
    """The site on the artificial publication."""
    with create_app().server.test_client() as client:
        yield client


def flows(proef: Beeld) -> list[Onderverdeling]:
    """Every flow that can be drawn."""
    gevonden = []
    for plan, gebied in product(STROMEN, (*proef.gemeenten(), *proef.regios())):
        for jaar in proef.schooljaren(gebied.code):
            delen = split(proef, parts_asked(Route("verzuim", gebied, jaar), plan), jaar)
            gevonden += [delen] if delen and has_flow(delen) else []
    return gevonden


def test_relatief_verzuim_and_vsv_have_a_flow() -> None:
    assert {plan.binnen for plan in STROMEN} == {"relatief_verzuim", "vsv"}


def test_each_outcome_is_a_link_with_its_number_and_hidden_ones_come_last_without(proef: Beeld) -> None:
    gezien = flows(proef)
    assert gezien
    for delen in gezien:
        op_rij = in_list_order(delen, Delenlijst(volgorde="waarde", waarden={}, verschillen={}))
        beeld_ = flow_picture(delen, op_rij, {deel.sleutel.categorie: "/toelichting" for deel in delen.delen})
        links = [text_of(d) for d in walk(beeld_) if type(d).__name__ == "A"]
        assert len(links) == len(delen.delen)
        bekend = sum(deel.is_bekend for deel in delen.delen)
        assert all(re.search(r"\d", tekst) for tekst in links[:bekend])
        assert not any(re.search(r"\d", tekst) for tekst in links[bekend:])


def test_the_links_lead_somewhere(site: FlaskClient, proef: Beeld) -> None:
    gezien = set()
    for delen in flows(proef)[:3]:
        gebied = proef.gebieden[delen.delen[0].sleutel.gebied]
        soort = "gemeente" if gebied.soort == "gemeente" else "regio"
        pagina = "verzuim" if delen.binnen == "relatief_verzuim" else "doorstroompunt"
        html = site.get(f"/{pagina}?{soort}={gebied.slug}&schooljaar={delen.periode}").text
        rijen = html.partition('class="stroomrijen"')[2].partition("</ol>")[0]
        gezien |= {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', rijen)}
    assert gezien and all(site.get(link).status_code == 200 for link in gezien)
