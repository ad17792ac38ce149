"""The team's site on the artificial snapshot, and a real identity provider in a process of its own."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from pages.team import create_team_app
from tests.conftest import ROOT
from tests.data.team import proefbeeld

BASIS = "https://localhost"
GEHEIM = "proefwachtwoord"
CLIENT = "leerrecht-team"
COOKIE = "__Host-leerrecht_team"
_PATIENCE = 120.0

GEBRUIKERS: dict[str, dict[str, object]] = {
    "regio": {"name": "Regioleider", "roles": ["teamlead:MC10", "printer"]},
    "dalfsen": {"name": "Dalfsen", "roles": "teamlead:GM0148"},
    "beheer": {"name": "Beheerder", "roles": ["beheerder"]},
    "vreemd": {"name": "Niemand", "roles": ["directeur"]},
    "zonder": {"name": "Zonder rol"},
}


@pytest.fixture(scope="session")
def beeldmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the snapshot in it."""
    folder = tmp_path_factory.mktemp("teambeeld")
    proefbeeld.build(folder)
    return folder


@pytest.fixture
def datamap(beeldmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test alone, with the snapshot."""
    folder = tmp_path / "team-var"
    folder.mkdir()
    shutil.copy(beeldmap / "team-proef.duckdb", folder)
    (folder / "team.duckdb").symlink_to("team-proef.duckdb")
    monkeypatch.setenv("LEERRECHT_DATA", str(folder))
    for naam in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ROLLEN", "GROEPEN", "SCOPE"):
        monkeypatch.delenv(f"LEERRECHT_OIDC_{naam}", raising=False)
    monkeypatch.delenv("LEERRECHT_LOKALE_ACCOUNTS", raising=False)
    return folder


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running OpenID provider that knows GEBRUIKERS."""
    users = [json.dumps({"sub": naam, **claims}) for naam, claims in GEBRUIKERS.items()]
    known = [deel for user in users for deel in ("--user-claims", user)]
    yield from _run(["oidc_provider_mock", "--require-nonce", "true", *known], tmp_path_factory.mktemp("provider"))


@pytest.fixture(scope="session")
def vreemde_dienst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running provider that says what a test tells it to."""
    yield from _run(["tests.pages.team.inlogdienst"], tmp_path_factory.mktemp("inlogdienst"))


def _run(module: list[str], folder: Path) -> Iterator[str]:
    """A module of Python that listens on a port of its own, for as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as vrij:
        port = vrij.getsockname()[1]
    command, log = [sys.executable, "-W", "ignore", "-m", *module, "--port", str(port)], folder / "log"
    with log.open("w") as uit, subprocess.Popen(command, stdout=uit, stderr=uit, cwd=ROOT) as proces:
        try:
            _wait_for(port, proces, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            proces.terminate()


def _wait_for(port: int, proces: subprocess.Popen[bytes], log: Path) -> None:
    """Until it listens: it says so in its log, so nothing has to be guessed."""
    for _ in range(100_000):
        if proces.poll() is not None:
            pytest.fail(f"The provider stopped:\n{log.read_text()[-2000:]}", pytrace=False)
        if "running on" in log.read_text().lower():
            with urlopen(f"http://127.0.0.1:{port}/.well-known/openid-configuration", timeout=_PATIENCE):
                return
        try:
            proces.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    pytest.fail("The provider does not start", pytrace=False)


@pytest.fixture
def oidc(provider: str, datamap: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with that provider."""
    return with_provider(provider, monkeypatch)


def with_provider(address: str, monkeypatch: pytest.MonkeyPatch, **meer: str) -> Flask:
    """The site with a provider; meer: what else the environment says of it, without what each name begins with."""
    namen = {"ISSUER": address, "CLIENT_ID": CLIENT, "CLIENT_SECRET": "geheim", **meer}
    for naam, waarde in namen.items():
        monkeypatch.setenv(f"LEERRECHT_OIDC_{naam}", waarde)
    return create_team_app().server


@pytest.fixture
def lokaal(datamap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with local accounts: the quick way in for tests that are not about the provider."""
    bestand = tmp_path / "accounts.json"
    hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GEHEIM)
    rollen = {"regio": ["teamlead:MC10"], "dalfsen": ["teamlead:GM0148"], "beheer": ["beheerder"], "vreemd": ["x"]}
    rollen["roermond"] = ["teamlead:SR-ROERMOND"]
    rollen["redacteur"] = rollen["redacteur2"] = ["redacteur:GM0244"]
    bestand.write_text(json.dumps({naam: {"wachtwoord": hash_, "rollen": r} for naam, r in rollen.items()}))
    monkeypatch.setenv("LEERRECHT_LOKALE_ACCOUNTS", str(bestand))
    return create_team_app().server


def log_in(server: Flask, naam: str) -> FlaskClient:
    """A client that is logged in with a local account."""
    client = server.test_client()
    found = re.search(r'name="formulier" value="([^"]+)"', client.get("/inloggen", base_url=BASIS).text)
    assert found
    velden = {"naam": naam, "wachtwoord": GEHEIM, "formulier": found[1], "naar": "/team"}
    response = client.post("/inloggen", base_url=BASIS, data=velden)
    assert response.status_code == 303, response.text
    return client


def token_of(client: FlaskClient, pad: str = "/team/instellingen") -> str:
    """The token of this visitor's forms."""
    found = re.search(r'value="([0-9a-f]{64})"', client.get(pad, base_url=BASIS).text)
    assert found
    return found[1]


def audit(datamap: Path) -> list[dict[str, object]]:
    """The lines of the audit log."""
    bestand = datamap / "audit.jsonl"
    return [json.loads(regel) for regel in bestand.read_text().splitlines()] if bestand.exists() else []
