"""Leaving, at the provider too; and access that does not outlive the role."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from tests.pages.team.conftest import BASIS, audit, token_of, with_provider
from tests.pages.team.conftest import log_in as log_in_here
from tests.pages.team.test_inlogdiensten import Stand, asked, come_back, log_in, stand

__all__ = ["stand"]
TEAM = {"roles": ["teamlead:GM0148"], "preferred_username": "jan@gemeente.nl"}
UITGEZET = "/uitloggen/inlogdienst"


@pytest.fixture
def server(vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with the provider, which gives Jan a team."""
    stand(claims=TEAM)
    return with_provider(vreemde_dienst, monkeypatch)


@pytest.fixture
def binnen(server: Flask) -> FlaskClient:
    """Jan, logged in."""
    client = server.test_client()
    assert log_in(client)[0] == 303
    return client


def grow_old(datamap: Path, seconden: float = 901.0) -> None:
    """As if the roles were asked for so long ago."""
    for bestand in (datamap / "team" / "sessies").iterdir():
        inhoud = json.loads(bestand.read_text())
        bestand.write_text(json.dumps(inhoud | {"gevraagd": time.time() - seconden}))


def status(client: FlaskClient) -> int:
    return client.get("/team/instellingen", base_url=BASIS).status_code


def test_leaving_goes_on_to_the_provider(binnen: FlaskClient, vreemde_dienst: str) -> None:
    uit = binnen.post("/uitloggen", base_url=BASIS, data={"formulier": token_of(binnen)})
    assert uit.status_code == 200 and f'content="0; url={vreemde_dienst}/uit?id_token_hint=ey' in uit.text
    assert "post_logout_redirect_uri=https%3A%2F%2Flocalhost%2Fuitgelogd" in uit.text and "client_id=" in uit.text
    assert status(binnen) == 303


def test_leaving_everywhere_ends_all_sessions_of_this_user(lokaal: Flask) -> None:
    hier, daar, ander = (log_in_here(lokaal, naam) for naam in ("dalfsen", "dalfsen", "regio"))
    hier.post("/uitloggen", base_url=BASIS, data={"formulier": token_of(hier), "overal": "ja"})
    assert [status(client) for client in (hier, daar, ander)] == [303, 303, 200]


def send(client: FlaskClient, vreemde_dienst: str, **claims: Any) -> int:
    """What the provider sends when somebody leaves there."""
    tekst = requests.post(f"{vreemde_dienst}/uitlogtoken", json=claims, timeout=60).text
    return client.post(UITGEZET, base_url=BASIS, data={"logout_token": tekst}).status_code


@pytest.mark.parametrize("wie", [{"sub": "jan"}, {"sid": "zitting"}, {"sub": "jan", "sid": "zitting"}])
def test_who_leaves_at_the_provider_is_out_here(
    server: Flask, binnen: FlaskClient, vreemde_dienst: str, datamap: Path, wie: dict[str, str]
) -> None:
    assert status(binnen) == 200
    assert send(server.test_client(), vreemde_dienst, **wie) == 200
    assert status(binnen) == 303
    assert audit(datamap)[-1]["wie"] == "jan@gemeente.nl" and audit(datamap)[-1]["reden"] == "inlogdienst"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "jan", "aud": "een-ander"},
        {"sub": "jan", "iss": "https://elders.example"},
        {"sub": "jan", "nonce": "x"},
        {"sub": "jan", "events": {}},
        {"sub": "jan", "events": None},
        {"sub": "jan", "jti": None},
        {"sub": "jan", "iat": 1, "exp": 9_999_999_999},
        {"sub": "jan", "exp": 1},
        {},
    ],
)
def test_a_message_that_is_not_right_puts_nobody_out(
    server: Flask, binnen: FlaskClient, vreemde_dienst: str, claims: dict[str, Any]
) -> None:
    assert send(server.test_client(), vreemde_dienst, **claims) == 400
    assert status(binnen) == 200


def test_a_message_counts_once_and_only_when_signed(server: Flask, binnen: FlaskClient, vreemde_dienst: str) -> None:
    client = server.test_client()
    assert send(client, vreemde_dienst, sub="piet", jti="een") == 200
    assert send(client, vreemde_dienst, sub="jan", jti="een") == 400
    for rommel in ("", "x", "a.b.c", "e30.e30.", "x" * 100_000):
        assert client.post(UITGEZET, base_url=BASIS, data={"logout_token": rommel}).status_code == 400
    assert client.get(UITGEZET, base_url=BASIS).status_code == 401
    assert status(binnen) == 200


def test_who_is_nobody_cannot_let_us_fetch_keys_without_end(
    server: Flask, binnen: FlaskClient, vreemde_dienst: str, stand: Stand
) -> None:
    stand(claims=TEAM)
    vals = requests.post(f"{vreemde_dienst}/uitlogtoken", json={"sub": "jan"}, timeout=60).text
    kop, inhoud, _ = vals.split(".")
    for n in range(20):
        server.test_client().post(UITGEZET, base_url=BASIS, data={"logout_token": f"{kop}.{inhoud}.{'A' * (n + 300)}"})
    assert asked(vreemde_dienst).count("sleutels") <= 1


@pytest.mark.parametrize("rollen", [["teamlead:GM0148"], ["teamlead:GM0193"], [], ["directeur"]])
def test_roles_are_asked_again_with_what_the_provider_gave_for_it(
    server: Flask, vreemde_dienst: str, datamap: Path, stand: Stand, rollen: list[str]
) -> None:
    stand(claims=TEAM, verversen=True)
    client = server.test_client()
    assert log_in(client)[0] == 303
    stand(claims={**TEAM, "roles": rollen}, verversen=True)
    assert client.get("/team", base_url=BASIS).status_code == 200 and not asked(vreemde_dienst), "not each time"
    grow_old(datamap)
    antwoord = client.get("/team", base_url=BASIS)
    assert asked(vreemde_dienst)[0] == "refresh_token"
    if rollen and rollen != ["directeur"]:
        assert antwoord.status_code == 200 and ("Zwolle" in antwoord.text) == (rollen == ["teamlead:GM0193"])
    else:
        assert antwoord.status_code == 303 and status(client) == 303
        assert audit(datamap)[-1]["reden"] == "geen rol meer"
        assert not list((datamap / "team" / "sessies").iterdir())


def test_when_the_provider_says_no_the_session_ends(server: Flask, datamap: Path, stand: Stand) -> None:
    stand(claims=TEAM, verversen=True)
    client = server.test_client()
    assert log_in(client)[0] == 303
    stand(claims=TEAM, verversen=False)
    grow_old(datamap)
    assert status(client) == 303
    assert not list((datamap / "team" / "sessies").iterdir())
    assert audit(datamap)[-1]["reden"] == "rollen niet meer gegeven"


def test_roles_that_are_told_only_when_somebody_logs_in_are_asked_for_along_the_provider(
    server: Flask, datamap: Path, stand: Stand
) -> None:
    stand(claims=TEAM, verversen="kaal", userinfo_status=401)
    client = server.test_client()
    assert log_in(client)[0] == 303
    grow_old(datamap)
    weg = client.get("/team", base_url=BASIS)
    assert weg.status_code == 303 and weg.headers["Location"].endswith("&stil=ja")
    ga = client.get(weg.headers["Location"], base_url=BASIS)
    assert come_back(client, ga.headers["Location"])[:2] == (303, "/team")
    assert [regel["gebeurtenis"] for regel in audit(datamap)] == ["inloggen", "inloggen"]


def test_without_such_a_thing_the_visitor_goes_past_the_provider_unseen(
    server: Flask, binnen: FlaskClient, datamap: Path, stand: Stand
) -> None:
    grow_old(datamap)
    weg = binnen.get("/team/lijst?moment=lopend", base_url=BASIS)
    assert weg.status_code == 303 and weg.headers["Location"].endswith("&stil=ja")
    ga = binnen.get(weg.headers["Location"], base_url=BASIS)
    assert "prompt=none" in ga.headers["Location"]
    assert come_back(binnen, ga.headers["Location"])[:2] == (303, "/team/lijst?moment=lopend")
    assert status(binnen) == 200
    grow_old(datamap)
    stand(claims=TEAM, eerst_inloggen=True)
    ga = binnen.get(binnen.get("/team", base_url=BASIS).headers["Location"], base_url=BASIS)
    terug = come_back(binnen, ga.headers["Location"])
    assert terug[:2] == (303, "/inloggen?gemeente=ja&naar=/team")
    assert "prompt=none" not in binnen.get(terug[1], base_url=BASIS).headers["Location"]


def test_a_form_that_comes_too_late_is_not_done(binnen: FlaskClient, datamap: Path) -> None:
    velden = {"formulier": token_of(binnen), "gebied": "GM0148", "fte": "2"}
    grow_old(datamap)
    laat = binnen.post("/team/instellingen", base_url=BASIS, data=velden)
    assert laat.status_code == 401 and "Er is niets bewaard" in laat.text
    assert not (datamap / "team" / "instellingen.json").exists()


def test_when_the_provider_does_not_answer_nobody_knows(
    server: Flask, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(claims=TEAM, verversen=True)
    client = server.test_client()
    assert log_in(client)[0] == 303
    grow_old(datamap)

    def nobody(*_: object, **__: object) -> Callable[..., None]:
        raise requests.ConnectionError

    with monkeypatch.context() as weg:
        weg.setattr(requests.Session, "request", nobody)
        antwoord = client.get("/team", base_url=BASIS)
        assert antwoord.status_code == 503 and "niet te bereiken" in antwoord.text
        assert client.get("/gezond", base_url=BASIS).status_code == 200
    assert client.get("/team", base_url=BASIS).status_code == 200


def test_a_local_account_loses_its_roles_too(lokaal: Flask, datamap: Path, tmp_path: Path) -> None:
    client = log_in_here(lokaal, "dalfsen")
    bestand = tmp_path / "accounts.json"
    accounts = json.loads(bestand.read_text())
    accounts["dalfsen"]["rollen"] = ["teamlead:GM0193"]
    bestand.write_text(json.dumps(accounts))
    grow_old(datamap)
    assert "Zwolle" in client.get("/team", base_url=BASIS).text
    del accounts["dalfsen"]
    bestand.write_text(json.dumps(accounts))
    grow_old(datamap)
    assert status(client) == 303
