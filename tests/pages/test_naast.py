"""Up to four gemeenten beside the own one: kept on every link, told with their own figure, refused in words."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from urllib.parse import parse_qsl

import pytest

from components.pieces.years_chart import years_chart
from components.words.beside_words import beside_value
from components.words.side_by_side_words import shown_value
from data.publication.readmodel import Beeld
from data.referentie.trendbreuken import trendbreuken
from data.registry.indicators import INDICATOREN
from data.views.beside import places_beside
from data.views.comparison import compare, kind_for_members
from data.views.development import follow
from data.views.years_beside import years_beside
from pages.beside_query import MEESTE, in_words, read_beside
from pages.routes import Route, resolve
from tests.data.klein_beeld import LEVERING, beeld, cel, cijfer
from tests.pages.conftest import Render
from tests.paginas import read_html as read

JAAR = "2023-2024"


def route_at(proef: Beeld, adres: str) -> Route:
    pad, _, zoek = adres.partition("?")
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route)
    return route


def test_those_beside_stand_in_the_address_in_the_order_they_were_put_there(proef: Beeld) -> None:
    route = route_at(proef, f"/gemeente/aadorp?schooljaar={JAAR}&naast=eedorp,beedorp")
    assert [g.naam for g in route.naast] == ["Eedorp", "Beedorp"] and not route.niet_begrepen
    assert route.url == f"/gemeente/aadorp?schooljaar={JAAR}&naast=eedorp,beedorp"
    erbij = route_at(proef, f"{route.url}&erbij=ons Deedorp")
    assert [g.naam for g in erbij.naast] == ["Eedorp", "Beedorp", "Ons Deedorp"]


def test_who_becomes_the_own_one_is_no_longer_beside(proef: Beeld) -> None:
    route = route_at(proef, f"/gemeente/aadorp?schooljaar={JAAR}&naast=eedorp,beedorp")
    beedorp = proef.gebied_van_slug("beedorp")
    assert beedorp is not None
    assert [g.naam for g in route.met(gebied=beedorp).naast] == ["Eedorp"]
    assert [g.naam for g in route.naar("verzuim", beedorp).naast] == ["Eedorp"]


@pytest.mark.parametrize(
    ("naast", "gekozen", "zin"),
    [
        ("beedorp,nergenshuizen", ["Beedorp"], "kennen we niet als gemeente"),
        ("beedorp,beedorp", ["Beedorp"], "Beedorp staat er al naast."),
        ("aadorp", [], "Aadorp is de gemeente van deze pagina"),
        ("proefregio", [], "kennen we niet als gemeente"),
        ("beedorp,ceedorp,ons-deedorp,eedorp,efdorp", ["Beedorp", "Ceedorp", "Ons Deedorp", "Eedorp"], "Efdorp staat"),
        (",".join(["x"] * 5000), [], "kennen we niet als gemeente"),
    ],
)
def test_what_cannot_be_beside_is_said_and_the_rest_is_there(
    proef: Beeld, render: Render, naast: str, gekozen: list[str], zin: str
) -> None:
    eigen = proef.gebied_van_slug("aadorp")
    gevonden, niet = read_beside(proef, {"naast": naast}, eigen)
    assert [g.naam for g in gevonden] == gekozen and len(niet) == 1 and len(gevonden) <= MEESTE
    assert eigen is not None and zin in in_words(niet[0], eigen)
    status, html = render("/gemeente/aadorp", {"schooljaar": JAAR, "naast": naast[:100]})
    assert status == 200 and zin in text_of_html(html)
    assert "nergenshuizen" not in html


def text_of_html(html: str) -> str:
    return " ".join(read(html).text.split())


def test_what_is_said_of_it_makes_it_another_page_than_the_one_without(proef: Beeld, views: object) -> None:
    adressen = {
        views.view("/gemeente/aadorp", {"schooljaar": JAAR, "naast": naast}).url  # type: ignore[attr-defined]
        for naast in ("", "beedorp", "beedorp,beedorp", "beedorp,aadorp", "x")
    }
    assert len(adressen) == 5


@pytest.mark.parametrize("pad", ["/gemeente/aadorp", "/", "/verzuim"])
def test_every_link_about_a_place_keeps_those_beside(render: Render, pad: str) -> None:
    vraag = {"schooljaar": "2022-2023", "naast": "eedorp"}
    if pad == "/verzuim":
        vraag["gemeente"] = "aadorp"
    html = render(pad, vraag)[1]
    adressen = [unescape(a.attrs.get("href") or "").partition("#")[0] for a in read(html).all("a")]
    adressen = [adres for adres in adressen if re.match(r"/(?:gemeente/|verzuim|\?)", adres)]
    over = [a for a in adressen if "eedorp" not in a.partition("naast=")[0]]
    zonder = [a for a in over if dict(parse_qsl(a.partition("?")[2])).get("naast") != "eedorp"]
    # The one that takes it off, and that only.
    assert len(over) > 5 and len(set(zonder)) == 1, zonder


@pytest.mark.parametrize("sleutel", ["absoluut_verzuim", "relatief_verzuim", "schoolgaand", "jongeren_5_18", "halt"])
def test_a_figure_beside_is_that_of_its_own_page_or_the_reason_why_not(proef: Beeld, sleutel: str) -> None:
    ind = INDICATOREN[sleutel]
    alle = proef.gemeenten()
    for eigen, jaar in product(alle, proef.schooljaren("GM9001")):
        soort = kind_for_members(proef, ind, eigen.regio or "", jaar)
        naast = compare(proef, ind, eigen, jaar, soort).naast
        anderen = [g for g in alle if g != eigen]
        for ander in places_beside(proef, naast, anderen):
            tekst = beside_value(naast, ander)
            hier = compare(proef, ind, ander.gebied, jaar, soort).naast
            zelf = hier.eigen
            assert ander.in_regio == (ander.gebied.regio == eigen.regio)
            if ander.plaats.waarde is None:
                assert not re.search(r"\d", tekst)
            elif hier.maat == naast.maat and naast.maat != "aantal" and zelf and hier.noemer == naast.noemer:
                assert zelf.waarde == ander.plaats.waarde
                assert tekst == shown_value(naast, ander.plaats)
            if not ander.in_regio:
                assert ander.plaats.plek is None
        assert naast == compare(proef, ind, eigen, jaar, soort).naast


def test_the_lines_of_the_years_have_their_table(render: Render) -> None:
    html = render(
        "/gemeente/aadorp", {"schooljaar": "2022-2023", "indicator": "schoolgaand", "naast": "beedorp,eedorp"}
    )[1]
    pagina = read(html)
    tabellen = [t for t in pagina.all("table") if "Naast elkaar" in text_of_html(str(t.all("caption")[0].text))]
    assert len(tabellen) == 1
    koppen = [th.text for th in tabellen[0].all("thead")[0].all("th")]
    assert koppen == ["Schooljaar", "Aadorp", "Beedorp", "regio"]
    # Its own source says it of its own region only.
    assert "Eedorp staat niet in deze grafiek" in text_of_html(html)


def test_each_line_is_cut_where_its_own_gemeente_began_to_count_otherwise() -> None:
    eigen, ander, jaren = "GM0957", "GM0244", ("2020-2021", "2021-2022", "2022-2023")
    rijen = [
        cijfer(cel(sleutel, "jongeren", code, jaar), waarde, LEVERING)
        for sleutel, waarde in (("jongeren_5_18", 4000.0), ("relatief_verzuim", 40.0))
        for code in (eigen, ander)
        for jaar in jaren
    ]
    live = beeld({eigen: "R", ander: "S"}, rijen)
    lijnen = years_beside(
        live,
        cel("relatief_verzuim", "jongeren", eigen, jaren[-1]),
        "levering",
        live.gebieden[eigen],
        [live.gebieden[ander]],
    )
    assert lijnen is not None
    sneden = {lijn.gebied.code: lijn.sneden for lijn in lijnen.lijnen}
    for code in (eigen, ander):
        vanaf = {breuk.vanaf_schooljaar for breuk in trendbreuken("relatief_verzuim", code)}
        assert sneden[code] == tuple(i for i, jaar in enumerate(jaren) if i and jaar in vanaf)
    assert sneden[eigen] != sneden[ander]
    verloop = follow(live, INDICATOREN["relatief_verzuim"], eigen, jaren[-1], "levering")
    naast = [live.gebieden[ander]]
    tekening = years_chart(lijnen, verloop, live.gebieden["R"], jaren[-1], naast).markup
    for code, soort in ((eigen, "eigen"), (ander, "naast-1")):
        assert tekening.count(f'class="lijn {soort}"') == len(jaren) - 1 - len(sneden[code])


def test_a_field_without_a_script_puts_one_more_beside(proef: Beeld, render: Render) -> None:
    html = render("/gemeente/aadorp", {"schooljaar": "2022-2023", "naast": "beedorp"})[1]
    formulier = next(f for f in read(html).all("form") if any(i.attrs.get("name") == "erbij" for i in f.all("input")))
    velden = {i.attrs.get("name"): i.attrs.get("value") for i in formulier.all("input")}
    vraag = "&".join(f"{naam}={waarde or 'Efdorp'}" for naam, waarde in velden.items())
    route = route_at(proef, f"{formulier.attrs['action']}?{vraag}")
    assert [g.naam for g in route.naast] == ["Beedorp", "Efdorp"] and route.schooljaar == "2022-2023"
