"""The site under a path of its host: no address leads out of it, and it does not matter who takes the path off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from pages.team import create_team_app
from pages.team.config import EIGEN, InstellingFout
from tests.pages.team.conftest import BASIS, GEHEIM
from tests.pages.team.test_toegang import question


@pytest.mark.parametrize("voor", ["/leerplicht", ""])
def test_no_address_leads_out_of_it(lokaal: Flask, datamap: Path, monkeypatch: pytest.MonkeyPatch, voor: str) -> None:
    monkeypatch.setenv("LEERRECHT_TEAM_URL", f"{BASIS}/leerplicht")
    client = create_team_app().server.test_client()
    eerst = client.get(f"{voor}/team/signalen", base_url=BASIS)
    assert eerst.headers["Location"] == "/leerplicht/inloggen?naar=/team/signalen"
    formulier = client.get(f"{voor}/inloggen", base_url=BASIS)
    assert 'action="/leerplicht/inloggen"' in formulier.text
    found = re.search(r'name="formulier" value="([^"]+)"', formulier.text)
    assert found
    velden = {"naam": "regio", "wachtwoord": GEHEIM, "formulier": found[1], "naar": "/team/signalen"}
    binnen = client.post(f"{voor}/inloggen", base_url=BASIS, data=velden)
    assert (binnen.status_code, binnen.headers["Location"]) == (303, "/leerplicht/team/signalen")
    assert binnen.headers["Set-Cookie"].startswith("__Host-leerplicht-leerrecht_team=")
    for pad in ("/team", "/team/lijst", "/team/instellingen", "/team/bestaat-niet"):
        tekst = client.get(f"{voor}{pad}", base_url=BASIS).text
        adressen = re.findall(r'(?:href|src|action)="(/[^"]*)"', tekst)
        assert adressen and all(adres.startswith("/leerplicht/") for adres in adressen)
        for bestand in re.findall(r'(?:href|src)="/leerplicht(/[^"]*\.(?:css|js))"', tekst):
            with client.get(f"{voor}{bestand}", base_url=BASIS) as gevonden:
                assert gevonden.status_code == 200
    vraag = question("")
    vraag["inputs"][0]["value"] = "/leerplicht/team"
    antwoord = client.post(f"{voor}/_dash-update-component", json=vraag, base_url=BASIS).get_data(as_text=True)
    adressen = re.findall(r'"(?:href|src|action)":\s?"([^"]*)"', antwoord.replace("\\u002f", "/"))
    assert adressen and all(adres.startswith("/leerplicht/") for adres in adressen if adres.startswith("/"))


@pytest.mark.parametrize("pad", sorted(EIGEN))
def test_a_path_that_begins_as_an_address_of_its_own_is_refused(
    datamap: Path, monkeypatch: pytest.MonkeyPatch, pad: str
) -> None:
    monkeypatch.setenv("LEERRECHT_TEAM_URL", f"{BASIS}/{pad}/")
    with pytest.raises(InstellingFout, match=f"/leerplicht/{pad}"):
        create_team_app()
    monkeypatch.setenv("LEERRECHT_TEAM_URL", f"{BASIS}/leerplicht/{pad}")
    server = create_team_app().server
    eerste = {regel.rule.lstrip("/").partition("/")[0] for regel in server.url_map.iter_rules()}
    assert {naam for naam in eerste if naam and "<" not in naam} <= EIGEN


@pytest.mark.parametrize("voor", ["/leerplicht/team", ""])
def test_a_longer_path_that_ends_as_one_of_its_own_is_no_trouble(
    lokaal: Flask, monkeypatch: pytest.MonkeyPatch, voor: str
) -> None:
    monkeypatch.setenv("LEERRECHT_TEAM_URL", f"{BASIS}/leerplicht/team")
    client = create_team_app().server.test_client()
    antwoord = client.get(f"{voor}/team/signalen", base_url=BASIS)
    assert antwoord.headers["Location"] == "/leerplicht/team/inloggen?naar=/team/signalen"
