"""The site under a path of its host: no address leads out of it, and it does not matter who takes the path off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from pages.team import create_team_app
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
