"""What stands first on the first page against a count by hand; its links lead to just those werkprocessen."""

from __future__ import annotations

import html
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.data.team.proefbeeld import PEILDATUM, rows
from tests.pages.team.conftest import BASIS, log_in, token_of

TERMIJN = 30


def lines(client: FlaskClient, pad: str = "/team") -> list[str]:
    """The list of what asks for attention, as HTML."""
    pagina = re.split("Te doen: [^<]*</h2>", client.get(pad, base_url=BASIS).text, maxsplit=1)[1]
    return re.findall(r"<li>(.*?)</li>", pagina.partition("</ol>")[0])


def listed(client: FlaskClient, regel: str) -> int:
    """How many werkprocessen the link in a line leads to."""
    (adres,) = re.findall(r'href="([^"]+)"', regel)
    tekst = client.get(html.unescape(adres), base_url=BASIS).text
    return int(re.findall(r"(\d+) werkproces", tekst)[0])


def days_open(**kenmerken: Any) -> list[int]:
    """How long what is open in Dalfsen has been open."""
    return [
        (PEILDATUM - rij["startdatum"]).days
        for rij in rows()
        if rij["gemeente_code"] == "GM0148"
        and rij["einddatum"] is None
        and all(rij[naam] == waarde for naam, waarde in kenmerken.items())
    ]


def test_over_the_term_stands_first_and_opens_its_list(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {
        "formulier": token_of(client),
        "gebied": "GM0148",
        "termijn_verlof": str(TERMIJN),
        "fte": "1",
        "norm": "1",
    }
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    regels = lines(client)
    over = sum(dagen > TERMIJN for dagen in days_open(soort="verlof"))
    assert over > 1 and f">{over}</a> zijn langer open dan uw termijn van 30 dagen." in regels[0]
    assert listed(client, regels[0]) == over
    assert f"{len(days_open())},0 lopende werkprocessen per fte, de norm is 1." in regels[1]


def test_what_is_open_for_more_than_a_year_opens_its_list(lokaal: Flask) -> None:
    client = log_in(lokaal, "roermond")
    (lang,) = [regel for regel in lines(client) if "Lang open" in regel]
    aantal = sum(
        rij["einddatum"] is None and (PEILDATUM - rij["startdatum"]).days > 366
        for rij in rows()
        if rij["gemeente_code"] in ("GM0957", "GM1711")
    )
    assert aantal > 0 and f">{aantal}</a>" in lang and listed(client, lang) == aantal


def test_every_age_of_what_is_open_opens_its_list(lokaal: Flask) -> None:
    client = log_in(lokaal, "regio")
    pagina = client.get("/team/doorlooptijd", base_url=BASIS).text
    tabel = pagina.partition("naar hoe lang ze al lopen")[2].partition("</table>")[0]
    links = re.findall(r'href="([^"]+)">(\d+)</a>', tabel)
    assert len(links) > 3
    for adres, aantal in links:
        tekst = client.get(html.unescape(adres), base_url=BASIS).text
        assert f"<p>{aantal} werkproces" in tekst


def test_nothing_to_do_is_said(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    tekst = client.get(
        "/team?soort=verlof&onderwijssoort=so&leeftijdsgroep=0-4&schooljaar=2021-2022", base_url=BASIS
    ).text
    assert "Te doen: niets over de termijn of de norm</h2></summary><p>" in tekst
