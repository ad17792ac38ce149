"""The set-up of docs/beheer.md, started without containers: the same nginx.conf and rollen.sql, two public nodes."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.publication.schema_publiek import SCHEMA_VERSIE
from data.publication.server import KADER, schema_of
from etl.publicatie.overzetten import bring
from tests.databaseserver import Databaseserver, free_port, own_folder, program
from tests.etl.publicatie.serverproef import make

ROOT = Path(__file__).parent.parent
OPSTELLING = ROOT / "docs" / "opstelling"
NAAM = "cijfers.gemeente.example"
SCHRIJFT, LEEST = "schrijft-geheim", "leest-geheim"
PATIENCE = 120


def compose() -> dict[str, dict[str, object]]:
    """The services, with what they share filled in."""
    gelezen: dict[str, dict[str, dict[str, object]]] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return gelezen["services"]


def text_of(service: str) -> str:
    return str(compose()[service])


def test_a_public_node_can_only_read_and_holds_nothing() -> None:
    for naam in ("publiek-1", "publiek-2"):
        dienst = compose()[naam]
        assert dienst["read_only"] is True and dienst["volumes"] == ["toelichtingen:/toelichtingen:ro"]
        assert "leerrecht_leest" in text_of(naam) and "SCHRIJFT" not in text_of(naam) and "OIDC" not in text_of(naam)


def test_what_the_team_writes_is_read_by_every_public_node() -> None:
    """A public node has no folder with data, so the words of a jaarverslag would never come there."""
    team = compose()["team"]
    assert isinstance(team["volumes"], list) and "toelichtingen:/toelichtingen" in team["volumes"]
    for naam in ("publiek-1", "publiek-2", "team"):
        omgeving = compose()[naam]["environment"]
        assert isinstance(omgeving, dict) and omgeving["LEERRECHT_TOELICHTINGEN"] == "/toelichtingen"


def test_only_nginx_can_be_reached_from_outside() -> None:
    open_ = {naam for naam, dienst in compose().items() if "ports" in dienst}
    assert open_ == {"nginx"}
    assert compose()["postgres"]["networks"] == ["binnen"]


def test_what_it_asks_of_its_environment_is_in_the_example() -> None:
    gevraagd = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert gevraagd == set(re.findall(r"^(\w+)=", (OPSTELLING / "env.voorbeeld").read_text(), re.MULTILINE))


def test_all_that_the_docs_of_the_teams_site_name_can_be_set() -> None:
    genoemd = set(
        re.findall(r"LEERRECHT_(?:OIDC|SESSIE|UPLOAD|SMTP|TEAM)_\w+", (ROOT / "docs" / "team.md").read_text())
    )
    omgeving = compose()["team"]["environment"]
    assert isinstance(omgeving, dict) and len(genoemd) > 15 and genoemd <= omgeving.keys()


def test_every_service_keeps_to_a_limit_and_names_of_nginx_are_services() -> None:
    assert not [naam for naam, dienst in compose().items() if "mem_limit" not in dienst]
    assert set(re.findall(r"server ([\w-]+):\d+", (OPSTELLING / "nginx.conf").read_text())) <= set(compose())


@pytest.fixture(scope="module")
def database(databaseserver: Databaseserver) -> str:
    """The database as rollen.sql makes it. The role that reads is there in this cluster; it goes for as long."""
    tekst = (OPSTELLING / "rollen.sql").read_text()
    tekst = re.sub("leerrecht_leest", "opstelling_leest", tekst)
    omgeving = {**os.environ, "LEERRECHT_WACHTWOORD_SCHRIJFT": SCHRIJFT, "LEERRECHT_WACHTWOORD_LEEST": LEEST}
    command = [program("psql"), "--quiet", databaseserver.url("postgres", "baas")]
    done = subprocess.run(command, input=tekst, env=omgeving, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return f"127.0.0.1:{databaseserver.port}/leerrecht"


def test_the_roles_are_what_they_are_called(database: str) -> None:
    with psycopg.connect(f"postgresql://leerrecht_schrijft:{SCHRIJFT}@{database}") as schrijver:
        schrijver.execute("CREATE TABLE mag (a integer)")
        schrijver.rollback()
    with psycopg.connect(f"postgresql://opstelling_leest:{LEEST}@{database}") as lezer, pytest.raises(psycopg.Error):
        lezer.execute("CREATE TABLE mag_niet (a integer)")


def listens(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command: list[str], port: int, **environment: object) -> Iterator[subprocess.Popen[bytes]]:
    """A program that listens on a port, stopped at the end."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **{k: str(v) for k, v in environment.items()}})
    try:
        until = time.monotonic() + PATIENCE
        while not listens(port):
            assert time.monotonic() < until and process.poll() is None
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def certificate(folder: Path) -> None:
    """One for both names, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAAM)])
    nu = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(nu).not_valid_after(nu + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAAM)]), critical=False)
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "site.pem").write_bytes(pem)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "site.key").write_bytes(key.private_bytes(*form))


class Antwoord(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


class Opstelling:
    """Where nginx listens, and the two nodes behind it."""

    def __init__(self, folder: Path, nodes: list[int]) -> None:
        self.folder, self.plain, self.tls = folder, free_port(), free_port()
        certificate(folder)
        tekst = (OPSTELLING / "nginx.conf").read_text()
        for van, naar in (
            ("publiek-1:8050", f"127.0.0.1:{nodes[0]}"),
            ("publiek-2:8050", f"127.0.0.1:{nodes[1]}"),
            ("team:8051", "127.0.0.1:9"),
            ("listen 80", f"listen 127.0.0.1:{self.plain}"),
            ("listen 443", f"listen 127.0.0.1:{self.tls}"),
            ("/tmp/", f"{folder}/"),  # noqa: S108 - what stands in the file
            ("/etc/nginx/tls", str(folder)),
        ):
            assert van in tekst
            tekst = tekst.replace(van, naar)
        (folder / "nginx.conf").write_text(tekst)

    def ask(self, path: str, host: str = NAAM, body: bytes | None = None) -> Antwoord:
        """One request over TLS, with the certificate looked at."""
        context = ssl.create_default_context(cafile=str(self.folder / "site.pem"))
        connection = http.client.HTTPSConnection(NAAM, self.tls, context=context, timeout=PATIENCE)
        connection._create_connection = lambda _place, *rest: socket.create_connection(  # type: ignore[attr-defined]
            ("127.0.0.1", self.tls), *rest
        )
        with closing(connection):
            connection.request("POST" if body else "GET", path, body, {"Host": host, "X-Request-Id": "a" * 12})
            response = connection.getresponse()
            return Antwoord(response.status, dict(response.getheaders()), response.read().decode())


@pytest.fixture(scope="module")
def opstelling(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opstelling, list[int]]]:
    (bestand,) = make(tmp_path_factory.mktemp("publicaties") / "p", 1)
    bring(f"postgresql://leerrecht_schrijft:{SCHRIJFT}@{database}", bestand)
    with psycopg.connect(f"postgresql://leerrecht_schrijft:{SCHRIJFT}@{database}") as schrijver:
        for schema in (KADER, schema_of(SCHEMA_VERSIE)):  # the role has another name here
            schrijver.execute(f"GRANT USAGE ON SCHEMA {schema} TO opstelling_leest")
            schrijver.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO opstelling_leest")
    nodes, numbers = [free_port(), free_port()], [free_port(), free_port()]
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--no-control-socket", "app:server"]
    with ExitStack() as stack, own_folder() as folder:
        for node, number in zip(nodes, numbers, strict=True):
            stack.enter_context(
                running(
                    gunicorn,
                    node,
                    PORT=node,
                    DATABASE_URL=f"postgresql://opstelling_leest:{LEEST}@{database}",
                    LEERRECHT_URL=f"https://{NAAM}",
                    LEERRECHT_METINGEN=number,
                    LOG_LEVEL="warning",
                    WEB_CONCURRENCY=1,
                )
            )
        site = Opstelling(folder, nodes)
        nginx = shutil.which("nginx") or program("nginx")
        stack.enter_context(running([nginx, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"], site.tls))
        yield site, numbers


def ask_plain(port: int, path: str, host: str) -> Antwoord:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return Antwoord(response.status, dict(response.getheaders()), response.read().decode())


def test_the_site_is_there_over_tls_and_from_both_nodes(opstelling: tuple[Opstelling, list[int]]) -> None:
    site, numbers = opstelling
    for _ in range(4):
        antwoord = site.ask("/gemeente/eedorp")
        assert antwoord.status == 200 and "4.001" in antwoord.text
        assert antwoord.headers["Server"] == "nginx" and antwoord.headers["X-Request-Id"] != "a" * 12
    for number in numbers:
        assert 'soort="gemeente"' in ask_plain(number, "/metrics", "localhost").text
    assert site.ask("/metrics").status == 404


def test_without_tls_one_is_sent_on_and_another_name_gets_nothing(opstelling: tuple[Opstelling, list[int]]) -> None:
    site, _ = opstelling
    antwoord = ask_plain(site.plain, "/gemeente/eedorp", NAAM)
    assert (antwoord.status, antwoord.headers["Location"]) == (301, f"https://{NAAM}/gemeente/eedorp")
    with pytest.raises(http.client.RemoteDisconnected):
        site.ask("/", host="anders.example")


def test_what_is_too_large_is_refused_before_it_reaches_the_site(opstelling: tuple[Opstelling, list[int]]) -> None:
    assert opstelling[0].ask("/_dash-update-component", body=b"x" * 70_000).status == 413
