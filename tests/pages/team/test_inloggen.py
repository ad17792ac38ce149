"""Logging in with a real provider, and everything that must not work."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.test import Cookie

from pages.team import create_team_app
from pages.team.config import InstellingFout
from tests.pages.team.conftest import BASIS, CLIENT, COOKIE, audit, log_in, token_of


def ask(client: FlaskClient, naar: str = "/team") -> str:
    """Start logging in; the address at the provider."""
    response = client.get("/inloggen", query_string={"naar": naar}, base_url=BASIS)
    assert response.status_code == 302, response.text
    return str(response.headers["Location"])


def consent(address: str, wie: str) -> str:
    """Say at the provider who one is; the address back."""
    response = requests.post(address, data={"sub": wie}, allow_redirects=False, timeout=60)
    return str(response.headers["Location"])


def come_back(client: FlaskClient, back: str) -> tuple[int, str, str]:
    """Follow the way back: status, where to, and the page."""
    parts = urlsplit(back)
    response = client.get(f"{parts.path}?{parts.query}", base_url=BASIS)
    return response.status_code, response.headers.get("Location", ""), response.text


def question_cookies(client: FlaskClient) -> dict[str, Cookie]:
    """What the browser keeps of questions to the provider that were not answered yet."""
    alle = {sleutel[2]: koekje for sleutel, koekje in (client._cookies or {}).items()}
    return {naam: koekje for naam, koekje in alle.items() if "leerrecht_vraag" in naam}


def test_logging_in_returns_to_the_page_that_was_asked_for(oidc: Flask, datamap: Path) -> None:
    client = oidc.test_client()
    pagina = "/team/signalen?soort=verlof&gemeente=GM0193"
    eerst = client.get(pagina, base_url=BASIS)
    assert eerst.status_code == 303
    naar = parse_qs(urlsplit(eerst.headers["Location"]).query)["naar"][0]
    address = ask(client, naar)
    vraag = parse_qs(urlsplit(address).query)
    assert vraag["code_challenge_method"] == ["S256"] and vraag["nonce"] and vraag["state"]
    status, waarheen, _ = come_back(client, consent(address, "regio"))
    assert (status, waarheen) == (303, pagina)
    pagina_zelf = client.get("/team/instellingen", base_url=BASIS)
    assert pagina_zelf.status_code == 200 and "Regioleider" in pagina_zelf.text
    (regel,) = audit(datamap)
    assert (regel["gebeurtenis"], regel["wie"], regel["sub"]) == ("inloggen", "Regioleider (regio)", "regio")


def test_the_cookie_is_for_this_site_and_no_script(oidc: Flask) -> None:
    client = oidc.test_client()
    back = urlsplit(consent(ask(client), "regio"))
    response = client.get(f"{back.path}?{back.query}", base_url=BASIS)
    (cookie,) = (tekst for tekst in response.headers.getlist("Set-Cookie") if tekst.startswith(f"{COOKIE}="))
    assert "Domain" not in cookie
    assert all(deel in cookie for deel in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "regio" not in cookie and "teamlead" not in cookie


@pytest.mark.parametrize(
    ("wie", "opzoeknaam"),
    [("vreemd", "Niemand (vreemd)"), ("zonder", "Zonder rol (zonder)"), ("iemand-anders", "iemand-anders")],
)
def test_without_a_role_of_ours_nobody_comes_in(oidc: Flask, wie: str, opzoeknaam: str, datamap: Path) -> None:
    client = oidc.test_client()
    status, _, tekst = come_back(client, consent(ask(client), wie))
    assert status == 403 and "geen rol voor deze site" in tekst
    assert client.get("/team", base_url=BASIS).status_code == 303
    assert audit(datamap)[-1] | {"tijd": ""} == {
        "tijd": "",
        "gebeurtenis": "inloggen_geweigerd",
        "wie": opzoeknaam,
        "reden": "geen rol",
        **({"sub": wie} if opzoeknaam != wie else {}),
    }


def test_roles_may_lie_deeper_or_come_from_elsewhere(
    oidc: Flask, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERRECHT_OIDC_ROLLEN", "realm_access.roles")
    requests.put(f"{provider}/users/diep", json={"realm_access": {"roles": ["teamlead:GM0148"]}}, timeout=60)
    client = create_team_app().server.test_client()
    status, waarheen, _ = come_back(client, consent(ask(client), "diep"))
    assert (status, waarheen) == (303, "/team")


def test_an_answer_counts_once(oidc: Flask) -> None:
    client = oidc.test_client()
    address = ask(client)
    koekjes = {naam: koekje.value for naam, koekje in question_cookies(client).items()}
    back = consent(address, "regio")
    assert come_back(client, back)[0] == 303 and not question_cookies(client)
    replay = oidc.test_client()
    for naam, waarde in koekjes.items():
        replay.set_cookie(naam, waarde, domain="localhost", secure=True)
    status, _, tekst = come_back(replay, back)
    assert status == 400 and "hoort niet bij deze vraag" in tekst
    assert come_back(oidc.test_client(), back)[0] == 400


def test_an_answer_to_somebody_else_does_not_count(oidc: Flask) -> None:
    mijn, ander = oidc.test_client(), oidc.test_client()
    ask(mijn)
    assert come_back(mijn, consent(ask(ander), "beheer"))[0] == 400
    assert mijn.get("/team", base_url=BASIS).status_code == 303


def test_a_refusal_of_the_provider_is_said_in_dutch(oidc: Flask) -> None:
    client = oidc.test_client()
    response = requests.post(ask(client), data={"action": "deny"}, allow_redirects=False, timeout=60)
    status, _, tekst = come_back(client, response.headers["Location"])
    assert status == 400 and "heeft u niet ingelogd" in tekst


class _Forger:
    """Stands between the site and the provider and changes the token that the provider signed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, sleutel: RSAKey, **claims: object) -> None:
        echt = requests.Session.request

        def request(session: requests.Session, method: str, url: str, **kwargs: object) -> requests.Response:
            response = echt(session, method, url, **kwargs)  # type: ignore[arg-type]
            if url.endswith("/jwks"):
                response._content = json.dumps({"keys": [sleutel.as_dict(private=False)]}).encode()
            elif url.endswith("/oauth2/token"):
                antwoord = response.json()
                inhoud = jwt.decode(antwoord["id_token"], _keys(echt, session, url), algorithms=["RS256"]).claims
                inhoud = {naam: waarde for naam, waarde in {**inhoud, **claims}.items() if waarde is not None}
                inhoud.pop("at_hash", None)
                antwoord["id_token"] = jwt.encode({"alg": "RS256", "kid": sleutel.kid}, inhoud, sleutel)
                response._content = json.dumps(antwoord).encode()
            return response

        monkeypatch.setattr(requests.Session, "request", request)


def _keys(echt: Callable[..., requests.Response], session: requests.Session, url: str) -> KeySet:
    return KeySet.import_key_set(echt(session, "GET", url.replace("/oauth2/token", "/jwks")).json())


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({}, 303),
        ({"aud": "een-andere-site"}, 400),
        ({"aud": [CLIENT, "een-andere-site"], "azp": "een-andere-site"}, 400),
        ({"iss": "https://elders.example"}, 400),
        ({"nonce": "oud"}, 400),
        ({"nonce": None}, 400),
        ({"exp": 1}, 400),
        ({"sub": None}, 400),
    ],
)
def test_a_token_for_another_is_refused(
    oidc: Flask, claims: dict[str, object], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = oidc.test_client()
    back = consent(ask(client), "regio")
    _Forger(monkeypatch, RSAKey.generate_key(2048, {"kid": "proef"}, auto_kid=False), **claims)
    assert come_back(client, back)[0] == status


def test_a_tampered_cookie_is_worth_nothing(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    cookie = client.get_cookie(COOKIE)
    assert cookie
    for waarde in (cookie.value[:-3] + "abc", "e30.aaaa.bbbb", cookie.value.split(".")[0], ""):
        anders = lokaal.test_client()
        anders.set_cookie(COOKIE, waarde, domain="localhost", secure=True)
        assert anders.get("/team", base_url=BASIS).status_code == 303


def test_logging_out_ends_the_session_for_every_copy_of_the_cookie(lokaal: Flask, datamap: Path) -> None:
    client = log_in(lokaal, "dalfsen")
    kopie, cookie = lokaal.test_client(), client.get_cookie(COOKIE)
    assert cookie
    kopie.set_cookie(COOKIE, cookie.value, domain="localhost", secure=True)
    assert kopie.get("/team", base_url=BASIS).status_code == 200
    assert client.post("/uitloggen", base_url=BASIS, data={"formulier": "0" * 64}).status_code == 400
    assert client.post("/uitloggen", base_url=BASIS, data={"formulier": token_of(client)}).status_code == 303
    assert kopie.get("/team", base_url=BASIS).status_code == client.get("/team", base_url=BASIS).status_code == 303
    assert [regel["gebeurtenis"] for regel in audit(datamap)] == ["inloggen", "uitloggen"]


def test_a_session_ends_without_use_and_after_a_day(
    lokaal: Flask, datamap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in(lokaal, "dalfsen")
    (bestand,) = (datamap / "team" / "sessies").iterdir()
    now = time.time()
    os.utime(bestand, (now - 29 * 60, now - 29 * 60))
    assert client.get("/team", base_url=BASIS).status_code == 200
    assert bestand.stat().st_mtime > now - 60, "use is not noted"
    os.utime(bestand, (now - 31 * 60, now - 31 * 60))
    assert client.get("/team", base_url=BASIS).status_code == 303
    client = log_in(lokaal, "dalfsen")
    (bestand,) = (datamap / "team" / "sessies").iterdir()
    inhoud = json.loads(bestand.read_text())
    bestand.write_text(json.dumps(inhoud | {"begin": now - 10.1 * 3600}))
    assert client.get("/team", base_url=BASIS).status_code == 303
    assert not bestand.exists()


OPEN = {"/inloggen", "/uitgelogd", "/gezond"}


def test_nothing_answers_before_login(lokaal: Flask) -> None:
    client = lokaal.test_client()
    assert client.get("/gezond", base_url=BASIS).json == {"status": "gezond"}
    paden = {str(regel).split("<")[0] for regel in lokaal.url_map.iter_rules()} - OPEN - {"/inloggen/terug"}
    paden |= {
        "/team",
        "/assets/huisstijl.css",
        "/team/lijst.csv",
        "/team/lijst.xlsx",
        "/../team",
        "//team",
        "/INLOGGEN",
        "/inloggen/x",
        "/gereed",
    }
    paden |= {"/_dash-layout", "/_dash-component-suites/dash/dcc/async-graph.js", "/statisch/x.js"}
    for pad in sorted(paden):
        for methode in ("GET", "POST", "PUT", "OPTIONS", "HEAD"):
            response = client.open(pad, method=methode, base_url=BASIS)
            assert response.status_code in (303, 308, 401, 404, 405), (methode, pad, response.status_code)
            assert "werkproces" not in response.text.lower()


@pytest.mark.parametrize(
    ("naar", "waarheen"),
    [
        ("/team?soort=verlof", "/team?soort=verlof"),
        ("//elders.example", "/team"),
        ("https://elders.example", "/team"),
        ("/\\elders.example", "/team"),
        ("/team\r\nSet-Cookie: x=1", "/team"),
        ("/uitloggen", "/team"),
        ("", "/team"),
    ],
)
def test_after_login_one_stays_on_this_site(oidc: Flask, naar: str, waarheen: str) -> None:
    client = oidc.test_client()
    assert come_back(client, consent(ask(client, naar), "regio"))[1] == waarheen


def test_wrong_passwords_are_refused_and_then_not_even_tried(lokaal: Flask, datamap: Path) -> None:
    client = lokaal.test_client()

    def attempt(wachtwoord: str) -> int:
        client.get("/inloggen", base_url=BASIS)
        with client.session_transaction(base_url=BASIS) as session:
            velden = {"naam": "regio", "wachtwoord": wachtwoord, "formulier": session["formulier"]}
        return client.post("/inloggen", base_url=BASIS, data=velden).status_code

    assert [attempt("fout") for _ in range(8)] == [401] * 8
    assert attempt("proefwachtwoord") == 429
    assert {regel["gebeurtenis"] for regel in audit(datamap)} == {"inloggen_geweigerd"}
    assert "proefwachtwoord" not in (datamap / "audit.jsonl").read_text()


def test_local_accounts_only_work_when_asked_for(oidc: Flask) -> None:
    client = oidc.test_client()
    assert client.post("/inloggen", base_url=BASIS, data={"naam": "regio", "wachtwoord": "x"}).status_code == 303
    assert client.get("/team", base_url=BASIS).status_code == 303


def test_without_any_way_in_the_site_says_so(datamap: Path) -> None:
    client = create_team_app().server.test_client()
    response = client.get("/inloggen", base_url=BASIS)
    assert response.status_code == 503 and "nog geen inlogdienst" in response.text


@pytest.mark.parametrize(
    ("namen", "tekst"),
    [
        ({"ISSUER": "https://id.example"}, "ontbreekt: LEERRECHT_OIDC_CLIENT_ID"),
        ({"ISSUER": "http://id.example", "CLIENT_ID": "a", "CLIENT_SECRET": "b"}, "https://"),
    ],
)
def test_settings_that_cannot_be_safe_stop_the_site(
    datamap: Path, namen: dict[str, str], tekst: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, waarde in namen.items():
        monkeypatch.setenv(f"LEERRECHT_OIDC_{naam}", waarde)
    with pytest.raises(InstellingFout, match=tekst):
        create_team_app()
