"""Every view has a URL that restores it; what does not exist leads to the choices there are."""

from __future__ import annotations

import pytest

from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from pages.routes import NotFound, Route, resolve


def test_a_gemeente_opens_in_the_last_schooljaar_with_a_real_figure(proef: Beeld) -> None:
    route = resolve(proef, "/gemeente/aadorp")
    assert isinstance(route, Route) and route.gebied and route.gebied.code == "GM9001"
    assert route.schooljaar == "2022-2023"  # 2023-2024 has only example figures
    own = resolve(proef, "/", "?regio=anderland")
    assert isinstance(own, Route) and own.schooljaar == "2023-2024"


def test_a_theme_opens_in_the_last_schooljaar_with_something_real_about_it(proef: Beeld) -> None:
    verzuim, vrij = (resolve(proef, pad, "gemeente=aadorp") for pad in ("/verzuim", "/vrijstellingen"))
    assert isinstance(verzuim, Route) and verzuim.schooljaar == "2022-2023"
    assert isinstance(vrij, Route) and vrij.schooljaar == "2022-2023"  # nothing real: as its own page opens
    eigen = resolve(proef, "/vrijstellingen", "gemeente=eedorp")
    assert isinstance(eigen, Route) and eigen.schooljaar == "2023-2024"


@pytest.mark.parametrize(
    "url",
    [
        "/gemeente/ons-deedorp?schooljaar=2021-2022&indicator=halt&bron=voorbeeld",
        "/?regio=anderland&schooljaar=2020-2021",
        "/verzuim?gemeente=ons-deedorp&schooljaar=2021-2022&bron=voorbeeld&teleenheid=jongeren",
        "/doorstroompunt?regio=anderland&schooljaar=2020-2021",
        "/toelichting",
    ],
)
def test_the_url_of_a_view_gives_that_view_again(proef: Beeld, url: str) -> None:
    pad, _, zoek = url.partition("?")
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route) and route.url == url


@pytest.mark.parametrize(
    ("pad", "zoek", "url"),
    [
        ("/", "regio=Anderland", "/?regio=anderland"),
        ("/verzuim", "regio=ANDERLAND", "/verzuim?regio=anderland"),
        ("/vergelijken", "gemeente=Ons%20Deedorp", "/vergelijken?gemeente=ons-deedorp"),
        ("/vergelijken", "regio=Anderland", "/vergelijken?regio=anderland"),
        ("/vergelijken", "gemeente=aadorp&met=keuze&kies=Beedorp", "/vergelijken?gemeente=aadorp"),
    ],
)
def test_a_place_may_be_named_as_people_write_it(proef: Beeld, pad: str, zoek: str, url: str) -> None:
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route) and route.url.startswith(url)
    if "kies" in zoek:
        assert "kies=beedorp" in route.url


def test_choosing_something_else_keeps_the_rest_of_the_view(proef: Beeld) -> None:
    route = resolve(proef, "/gemeente/aadorp", "schooljaar=2021-2022")
    assert isinstance(route, Route)
    assert route.met(indicator=INDICATOREN["verlof"]).url == "/gemeente/aadorp?schooljaar=2021-2022&indicator=verlof"


def test_an_unknown_query_name_is_ignored_and_the_first_value_counts(proef: Beeld) -> None:
    route = resolve(proef, "/gemeente/aadorp/", "?utm=x&slug=beedorp&schooljaar=2020-2021&schooljaar=1900-1901")
    assert isinstance(route, Route) and route.gebied and route.gebied.naam == "Aadorp"
    assert route.schooljaar == "2020-2021"


@pytest.mark.parametrize(
    ("pad", "zoek", "says"),
    [
        ("/gemeente/atlantis", "", "gemeente"),
        ("/gemeente/proefregio", "", "gemeente"),
        ("/gemeente/aadorp", "schooljaar=1999-2000", "schooljaar"),
        ("/gemeente/aadorp", "schooljaar=%00", "schooljaar"),
        ("/gemeente/aadorp", "indicator=geluk", "onderwerp"),
        ("/gemeente/aadorp", "bron=geheim", "bron"),
        ("/gemeente/aadorp", "teleenheid=uren", "teleenheid"),
        ("/gemeente/aadorp/meer", "", "gemeente"),
        ("/verzuim", "gemeente=anderland", "gemeente"),
        ("/verzuim", "regio=aadorp", "regio"),
        ("/vrijstellingen", "gemeente=aadorp&schooljaar=1999-2000", "schooljaar"),
        ("/", "regio=nergens", "regio"),
        ("/robots", "", "pagina"),
    ],
)
def test_what_does_not_exist_is_not_found_and_says_what(proef: Beeld, pad: str, zoek: str, says: str) -> None:
    gevonden = resolve(proef, pad, zoek)
    assert isinstance(gevonden, NotFound) and says in gevonden.reden


@pytest.mark.parametrize(
    ("pad", "zoek"),
    [
        ("/gemeente/Ons Deedorp", ""),
        ("/gemeente/ONS-DEEDORP", ""),
        ("/gemeente/ons%20deedorp", ""),
        ("/", "gemeente=ons-deedorp"),
        ("/", "gemeente=Ons Deedorp"),
    ],
)
def test_a_gemeente_is_found_as_people_write_it(proef: Beeld, pad: str, zoek: str) -> None:
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route) and route.pad == "/gemeente/ons-deedorp"
    assert isinstance(resolve(proef, "/", "gemeente=proefregio"), NotFound)
