"""What identity providers say of somebody, each in its own way, and what is made of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from pages.team.config import InstellingFout
from tests.pages.team.conftest import BASIS, audit, with_provider

Stand = Callable[..., None]


@pytest.fixture
def stand(vreemde_dienst: str) -> Stand:
    """Tell the provider how to be."""

    def tell(**hoe: Any) -> None:
        requests.put(f"{vreemde_dienst}/stand", json=hoe, timeout=60)

    tell()
    return tell


def asked(vreemde_dienst: str) -> list[str]:
    """What the site asked of the provider since it was last told how to be."""
    return list(requests.get(f"{vreemde_dienst}/stand", timeout=60).json()["gevraagd"])


def log_in(client: FlaskClient, naar: str = "/team") -> tuple[int, str, str]:
    """All the way to the provider and back: status, where to, and the page."""
    ga = client.get("/inloggen", query_string={"naar": naar}, base_url=BASIS)
    assert ga.status_code == 302, ga.text
    return come_back(client, ga.headers["Location"])


def come_back(client: FlaskClient, address: str) -> tuple[int, str, str]:
    """From the address at the provider back to the site."""
    terug = urlsplit(requests.get(address, allow_redirects=False, timeout=60).headers["Location"])
    antwoord = client.get(f"{terug.path}?{terug.query}", base_url=BASIS)
    return antwoord.status_code, antwoord.headers.get("Location", ""), antwoord.text


GUID = "5f0c3a52-1111-4222-8333-444455556666"
TABEL = f"""
[groepen]
"{GUID}" = "teamlead:GM0148"
"Leerplicht beheer" = ["beheerder", "teamlead:MC10"]
"/regio/leerplicht" = "teamlead:GM0193"
"""


@pytest.fixture
def met_tabel(
    vreemde_dienst: str, datamap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Flask]:
    """The site with TABEL, for roles in the given claim."""
    bestand = tmp_path / "groepen.toml"
    bestand.write_text(TABEL, "utf-8")
    return lambda claim: with_provider(vreemde_dienst, monkeypatch, ROLLEN=claim, GROEPEN=str(bestand))


ZWOLLE, DALFSEN, REGIO = "Zwolle", "Dalfsen", "IJssel-Vecht"


@pytest.mark.parametrize(
    ("claim", "claims", "ziet"),
    [
        ("roles", {"roles": ["teamlead:GM0148"]}, DALFSEN),
        ("roles", {"roles": "printer;teamlead:GM0148"}, DALFSEN),
        ("roles", {"roles": "printer teamlead:GM0148"}, DALFSEN),
        ("roles", {"roles": "printer, teamlead:GM0148 ,x"}, DALFSEN),
        ("roles", {"roles": ["TeamLead:gm0148"]}, DALFSEN),
        ("roles", {"roles": ["Beheerder"]}, "beheerder"),
        ("groups", {"groups": ["/teamlead:GM0148"]}, DALFSEN),
        ("realm_access.roles", {"realm_access": {"roles": ["teamlead:GM0148"]}}, DALFSEN),
        (
            "resource_access.leerrecht\\.team.roles",
            {"resource_access": {"leerrecht.team": {"roles": ["beheerder"]}}},
            "beh",
        ),
        ("https://gemeente.nl/claims/roles", {"https://gemeente.nl/claims/roles": ["teamlead:GM0148"]}, DALFSEN),
        ("http://schemas.example/ws.role", {"http://schemas.example/ws.role": "teamlead:GM0148"}, DALFSEN),
        ("groups", {"groups": [GUID]}, DALFSEN),
        ("groups", {"groups": [GUID.upper()]}, DALFSEN),
        ("groups", {"groups": ["/leerplicht BEHEER"]}, REGIO),
        ("groups", {"groups": "leerplicht beheer"}, REGIO),
        ("groups", {"groups": ["/regio/leerplicht"]}, ZWOLLE),
    ],
)
def test_roles_come_in_many_forms(
    met_tabel: Callable[[str], Flask], stand: Stand, claim: str, claims: dict[str, Any], ziet: str
) -> None:
    stand(claims=claims)
    client = met_tabel(claim).test_client()
    assert log_in(client)[:2] == (303, "/team")
    assert ziet in client.get("/team", base_url=BASIS).text


@pytest.mark.parametrize(
    "claims",
    [
        {"roles": ["geen beheerder"]},
        {"roles": "geen beheerder; printer"},
        {"roles": ["beheerder:x", "teamlead:", "teamlead:GM9999", "teamlead:GM0148:x"]},
        {"roles": {"beheerder": True}},
        {"roles": [["beheerder"]]},
        {"rol": ["beheerder"]},
    ],
)
def test_what_only_looks_like_a_role_is_none(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]
) -> None:
    stand(claims=claims)
    status, _, tekst = log_in(with_provider(vreemde_dienst, monkeypatch).test_client())
    assert status == 403 and "geen rol voor deze site" in tekst


@pytest.mark.parametrize("claims", [{"_claim_names": {"groups": "src1"}, "_claim_sources": {}}, {"hasgroups": True}])
def test_too_many_groups_are_called_so(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]
) -> None:
    stand(claims={**claims, "preferred_username": "jan@gemeente.nl"})
    status, _, tekst = log_in(with_provider(vreemde_dienst, monkeypatch, ROLLEN="groups").test_client())
    assert status == 403 and "te veel groepen" in tekst
    regel = audit(datamap)[-1]
    assert (regel["wie"], regel["reden"], regel["sub"]) == ("jan@gemeente.nl", "te veel groepen", "jan")


@pytest.mark.parametrize(
    ("claims", "wie"),
    [
        ({"preferred_username": "jan@gemeente.nl", "upn": "x", "name": "Jan Jansen"}, "jan@gemeente.nl"),
        ({"upn": "GEM\\jan", "name": "Jan Jansen"}, "GEM\\jan"),
        ({"name": "Jan Jansen"}, "Jan Jansen (jan)"),
        ({}, "jan"),
    ],
)
def test_the_log_names_somebody_as_an_administrator_can_find_them(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any], wie: str
) -> None:
    stand(claims={**claims, "roles": ["beheerder"]})
    assert log_in(with_provider(vreemde_dienst, monkeypatch).test_client())[0] == 303
    assert audit(datamap)[-1]["wie"] == wie


@pytest.mark.parametrize(("jwt", "aud", "status"), [(False, "", 303), (True, "leerrecht-team", 303), (True, "x", 400)])
def test_roles_may_come_only_when_asked_for(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, jwt: bool, aud: str, status: int
) -> None:
    stand(userinfo={"roles": ["beheerder"]}, userinfo_jwt=jwt, userinfo_aud=aud)
    assert log_in(with_provider(vreemde_dienst, monkeypatch).test_client())[0] == status


def test_what_is_said_of_another_is_not_believed(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(userinfo={"roles": ["beheerder"], "sub": "piet"})
    assert log_in(with_provider(vreemde_dienst, monkeypatch).test_client())[0] == 403


@pytest.mark.parametrize(("scheef", "goed"), [(0, True), (-150, True), (150, True), (-240, False), (240, False)])
def test_clocks_may_differ_by_three_minutes(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, scheef: int, goed: bool
) -> None:
    stand(claims={"roles": ["beheerder"]}, scheef=scheef)
    status, _, tekst = log_in(with_provider(vreemde_dienst, monkeypatch).test_client())
    assert status == (303 if goed else 400)
    assert goed or ("De klok" in tekst and audit(datamap)[-1]["reden"] == "klok")


@pytest.mark.parametrize(
    ("tijden", "goed"),
    [
        ({"iat": -300, "nbf": -300, "exp": 3600}, True),  # as Entra ID does
        ({"iat": -300, "nbf": -300, "exp": 8 * 3600}, True),
        ({"iat": -450, "nbf": -450, "exp": 3450}, True),
        ({"iat": -540, "nbf": -540, "exp": 3360}, False),
        ({"iat": -60, "nbf": -60, "exp": 3840}, False),
        ({"iat": -300, "exp": 3600}, False),
        ({"iat": -300, "nbf": -300, "exp": 3300}, False),
    ],
)
def test_a_token_may_be_dated_five_minutes_back_as_one_provider_does(
    vreemde_dienst: str,
    datamap: Path,
    stand: Stand,
    monkeypatch: pytest.MonkeyPatch,
    tijden: dict[str, int],
    goed: bool,
) -> None:
    nu = int(time.time())
    stand(claims={"roles": ["beheerder"]}, id_token={naam: nu + tijd for naam, tijd in tijden.items()})
    status, _, tekst = log_in(with_provider(vreemde_dienst, monkeypatch).test_client())
    assert status == (303 if goed else 400) and (goed or "De klok" in tekst)


@pytest.mark.parametrize(("zegt", "status"), [(401, 403), (403, 403), (500, 503)])
def test_a_provider_that_tells_nothing_more_when_asked_is_not_away(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, zegt: int, status: int
) -> None:
    """As ADFS: who has no role there is told that, not that the provider is away."""
    stand(userinfo_status=zegt)
    gekregen, _, tekst = log_in(with_provider(vreemde_dienst, monkeypatch).test_client())
    assert gekregen == status and ("geen rol" in tekst) == (status == 403)


@pytest.mark.parametrize("kid", [True, False])
def test_a_new_key_is_fetched_once(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch, kid: bool
) -> None:
    server = with_provider(vreemde_dienst, monkeypatch)
    stand(claims={"roles": ["beheerder"]}, kid=kid)
    assert log_in(server.test_client())[0] == 303
    requests.post(f"{vreemde_dienst}/sleutel", timeout=60)
    stand(claims={"roles": ["beheerder"]}, kid=kid)
    assert log_in(server.test_client())[0] == 303
    assert asked(vreemde_dienst).count("sleutels") == 1


def test_two_tabs_each_land_on_their_own_page(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(claims={"roles": ["teamlead:MC10"]})
    client = with_provider(vreemde_dienst, monkeypatch).test_client()
    paginas = ["/team/signalen", "/team/lijst?moment=lopend"]
    adressen = [
        client.get("/inloggen", query_string={"naar": naar}, base_url=BASIS).headers["Location"] for naar in paginas
    ]
    assert [come_back(client, adres)[:2] for adres in adressen] == [(303, naar) for naar in paginas]


def test_asking_for_the_login_leaves_nothing_and_a_full_browser_lets_the_oldest_go(
    vreemde_dienst: str, datamap: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(claims={"roles": ["beheerder"]})
    client = with_provider(vreemde_dienst, monkeypatch).test_client()
    eerst = sorted(str(pad) for pad in datamap.rglob("*"))
    adressen = [client.get("/inloggen?naar=/team/x", base_url=BASIS).headers["Location"] for _ in range(30)]
    assert sorted(str(pad) for pad in datamap.rglob("*")) == eerst
    assert len(client._cookies or {}) == 4
    assert come_back(client, adressen[-1])[0] == 303 and come_back(client, adressen[0])[0] == 400


def test_refusals_of_anybody_do_not_fill_the_log(oidc: Flask, datamap: Path) -> None:
    client = oidc.test_client()
    for _ in range(200):
        assert client.get("/inloggen/terug?state=x&code=y", base_url=BASIS).status_code == 400
    regels = audit(datamap)
    assert [regel.get("dit_uur") for regel in regels] == [None] * 20 + [40, 80, 160]


def test_without_tls_there_is_only_this_machine(lokaal: Flask) -> None:
    client = lokaal.test_client()
    ver = client.get("/inloggen", base_url="http://team.gemeente.nl")
    assert ver.status_code == 400 and "alleen over https" in ver.text and "Set-Cookie" not in ver.headers
    hier = client.get("/inloggen", base_url="http://localhost:8051")
    assert hier.status_code == 200 and hier.headers["Set-Cookie"].startswith("leerrecht_team=")
    achter = client.get("/inloggen", base_url="http://team.gemeente.nl", headers={"X-Forwarded-Proto": "https"})
    assert (
        achter.headers["Set-Cookie"].startswith("__Host-leerrecht_team=") and "Secure" in achter.headers["Set-Cookie"]
    )


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("", "geen tabel"),
        ("[groepen", "geen TOML"),
        ('[groepen]\nx = "teamlead:GM9999"', "groep 'x' bestaat niet"),
        ("[groepen]\nx = []", "groep 'x' bestaat niet"),
        ('[groepen]\nx = ["beheerder", "directeur"]', "groep 'x' bestaat niet"),
    ],
)
def test_a_table_that_cannot_be_stops_the_site(
    datamap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tekst: str, melding: str
) -> None:
    (tmp_path / "groepen.toml").write_text(tekst, "utf-8")
    with pytest.raises(InstellingFout, match=melding):
        with_provider("http://127.0.0.1:1", monkeypatch, GROEPEN=str(tmp_path / "groepen.toml"))
    with pytest.raises(InstellingFout, match="is er niet"):
        with_provider("http://127.0.0.1:1", monkeypatch, GROEPEN=str(tmp_path / "weg.toml"))
