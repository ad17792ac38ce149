"""In which measure and order lists are shown: kept on every link, hidden ones always last, refused in words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from urllib.parse import parse_qsl

import pytest

from components.pieces.breakdown_chart import breakdown_chart, in_list_order
from components.words.list_words import MIN, change_text, list_notes
from components.words.parts_words import part_label
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.comparison import compare, kind_for_members
from data.views.list_order import VOLGORDEN, arrange, change
from data.views.part_list import list_parts
from data.views.parts import split
from data.views.side_by_side import Naast, size
from data.views.themes import THEMAPAGINAS
from pages.chart_pieces import parts_asked
from pages.list_query import MATEN
from pages.routes import NotFound, Route, resolve
from tests.components.reading import text_of
from tests.pages.conftest import Render
from tests.paginas import read_html

JAAR = "2023-2024"


def route_at(proef: Beeld, adres: str) -> Route:
    pad, _, zoek = adres.partition("?")
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route)
    return route


def comparisons(proef: Beeld) -> list[Naast]:
    """Every comparison of the regions that has a figure, in each measure."""
    gevonden = []
    for regio, ind, maat in product(proef.regios(), INDICATOREN.values(), MATEN):
        jaren = proef.schooljaren(regio.code)
        for jaar in jaren[-2:]:
            soort = kind_for_members(proef, ind, regio.code, jaar)
            naast = compare(proef, ind, regio, jaar, soort, "", maat).naast
            if naast.geordend:
                gevonden.append(naast)
    return gevonden


def test_each_order_holds_every_gemeente_once_and_those_without_a_figure_last_by_name(proef: Beeld) -> None:
    gezien = set()
    for naast, volgorde in product(comparisons(proef), VOLGORDEN):
        opgesteld = arrange(proef, naast, volgorde)
        rijen = opgesteld.opgesteld
        assert sorted(r.gebied.code for r in rijen) == sorted(r.gebied.code for r in naast.rijen)
        zonder = [r for r in rijen if r.waarde is None]
        assert list(rijen[len(rijen) - len(zonder) :]) == zonder
        assert [r.gebied.naam for r in zonder] == sorted(r.gebied.naam for r in zonder)
        met = rijen[: len(rijen) - len(zonder)]
        gezien.add(opgesteld.volgorde)
        if opgesteld.volgorde == "naam":
            assert [r.gebied.naam for r in met] == sorted((r.gebied.naam for r in met), key=str.casefold)
        elif opgesteld.volgorde == "grootte":
            groottes = [size(proef, r.gebied, naast.sleutel.schooljaar) or 0 for r in met]
            assert groottes == sorted(groottes, reverse=True)
        elif opgesteld.volgorde == "verandering":
            verschillen = [v for r in met if (v := change(proef, naast, r)) is not None]
            assert verschillen and verschillen == sorted(verschillen, reverse=True)
            assert [r for r in met if change(proef, naast, r) is None] == list(met[len(verschillen) :])
        else:
            assert [r.waarde for r in met] == sorted((r.waarde or 0.0 for r in met), reverse=True)
    assert gezien == set(VOLGORDEN)


def test_another_measure_or_order_changes_no_judgement(proef: Beeld) -> None:
    for naast in comparisons(proef):
        gewoon = arrange(proef, naast, "waarde")
        for volgorde in VOLGORDEN:
            anders = arrange(proef, naast, volgorde)
            assert anders.rijen == gewoon.rijen and anders.geordend == gewoon.geordend
    for regio, ind in product(proef.regios(), INDICATOREN.values()):
        soort = kind_for_members(proef, ind, regio.code, JAAR)
        plekken = [[r.plek for r in compare(proef, ind, regio, JAAR, soort, "", m).naast.rijen] for m in MATEN]
        assert plekken[0] == plekken[1] == plekken[2]


def test_the_notes_say_what_the_numbers_are_and_what_cannot_be_had(proef: Beeld) -> None:
    geweigerd = 0
    for naast, maat, volgorde in product(comparisons(proef), MATEN, VOLGORDEN):
        noten = " ".join(list_notes(arrange(proef, naast, volgorde), maat, volgorde))
        assert ("kan hier niet" in noten) == (
            maat != naast.maat or arrange(proef, naast, volgorde).volgorde != volgorde
        )
        geweigerd += "kan hier niet" in noten
        if naast.maat == "aantal" and any(r.plek for r in naast.rijen):
            assert "De tekens gaan daarom over het aantal per 1.000 jongeren" in noten
    assert geweigerd


def test_a_change_is_written_with_its_sign(proef: Beeld) -> None:
    naast = replace(comparisons(proef)[0], maat="aantal")
    assert change_text(naast, 12.0) == "+12" and change_text(naast, -1200.0) == f"{MIN}1.200"
    per = replace(naast, maat="per_1000")
    assert change_text(per, 0.04) == "0" and change_text(per, -0.06) == f"{MIN}0,1"


@pytest.mark.parametrize("pad", ["/", "/gemeente/aadorp", "/verzuim"])
def test_what_is_chosen_stays_in_the_address_and_on_the_links(proef: Beeld, render: Render, pad: str) -> None:
    route = route_at(proef, f"{pad}?schooljaar={JAAR}&maat=per_duizend&volgorde=naam&naast=eedorp")
    assert (route.maat, route.volgorde) == ("per_1000", "naam")
    assert "&maat=per_1000&volgorde=naam&naast=eedorp" in route.url
    assert route_at(proef, route.url) == route
    _, html = render(route.pad, dict(parse_qsl(route.url.partition("?")[2])))
    links = re.findall(r'href="(/(?:gemeente/|verzuim|doorstroompunt|\?)[^"#]*)', html)
    gekeken = [link for link in links if "maat=" in link and "volgorde=" in link]
    assert len(gekeken) > 3


@pytest.mark.parametrize("pad", ["/", "/gemeente/aadorp", "/vrijstellingen"])
def test_what_is_not_understood_is_said_and_the_rest_is_there(proef: Beeld, render: Render, pad: str) -> None:
    status, html = render(pad, {"schooljaar": JAAR, "maat": "kilogeheim", "volgorde": "sterrenbeeld"})
    tekst = " ".join(read_html(html).text.split())
    assert status == 200 and "De maat in het adres kennen we niet" in tekst
    assert "De volgorde in het adres kennen we niet" in tekst
    assert "kilogeheim" not in html and "sterrenbeeld" not in html


def test_a_comparison_keeps_its_order_and_refuses_one_that_does_not_exist(proef: Beeld) -> None:
    route = route_at(proef, "/vergelijken?gemeente=aadorp&indicator=absoluut_verzuim&volgorde=grootte")
    assert route.vraag and route.vraag.volgorde == "grootte" and "&volgorde=grootte" in route.url
    fout = resolve(proef, "/vergelijken", "gemeente=aadorp&volgorde=sterrenbeeld")
    assert isinstance(fout, NotFound) and "volgorde" in fout.reden


def test_parts_are_made_of_what_is_shown_and_hidden_ones_stand_last(proef: Beeld) -> None:
    gemaakt = geordend = 0
    plannen = [plan for thema in THEMAPAGINAS.values() for plan in thema.plans() if plan.vorm == "delen"]
    for plan, gebied, jaar in product(plannen, (*proef.gemeenten(), *proef.regios()), ("2022-2023", JAAR)):
        delen = split(proef, parts_asked(Route("verzuim", gebied, jaar), plan), jaar)
        if delen is None:
            continue
        for maat, volgorde in product((None, *MATEN), (None, *VOLGORDEN)):
            lijst = list_parts(proef, delen, maat, volgorde)
            getoond = {deel.sleutel: deel.waarde for deel in delen.delen if deel.is_bekend}
            assert set(lijst.waarden) <= set(getoond) and set(lijst.verschillen) <= set(getoond)
            gemaakt += bool(lijst.waarden)
            if lijst.maat == "procent":
                assert delen.totaal.waarde is not None
                for sleutel, waarde in lijst.waarden.items():
                    assert waarde == pytest.approx(100 * (getoond[sleutel] or 0) / delen.totaal.waarde)
            tekst = text_of(breakdown_chart(delen, gebied, None, lijst))
            assert ("alleen als aantal" in tekst) == ("maat" in lijst.niet)
            rij = in_list_order(delen, lijst)
            assert sorted(d.sleutel for d in rij) == sorted(d.sleutel for d in delen.delen)
            if lijst.volgorde and len(getoond) < len(delen.delen):
                geordend += 1
                weg = [part_label(delen, deel) for deel in rij[len(getoond) :]]
                assert all(deel.is_bekend for deel in rij[: len(getoond)])
                assert weg == sorted(weg, key=str.casefold)
    assert gemaakt and geordend
