"""The message on Monday: asked for on the settings page, sent with counts that the rows bear out, and no row."""

from __future__ import annotations

import re
import smtplib
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Self

import pytest
from flask import Flask

from data.team import abonnementen
from pages.team import beeld, bericht, instellingen
from tests.data.team.proefbeeld import PEILDATUM, rows
from tests.pages.team.conftest import BASIS, audit, log_in, token_of

PAD = "/team/instellingen/bericht"
VERSTUURD: list[EmailMessage] = []


class Postbus:
    """A mail server that keeps what it is given."""

    def __init__(self, host: str, poort: int, timeout: float) -> None:
        assert (host, poort) == ("localhost", 587) and timeout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def send_message(self, bericht: EmailMessage) -> None:
        VERSTUURD.append(bericht)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> list[EmailMessage]:
    """The messages that were sent, with a mail server on this machine."""
    monkeypatch.setenv("LEERRECHT_SMTP_HOST", "localhost")
    monkeypatch.setenv("LEERRECHT_SMTP_AFZENDER", "site@gemeente.example")
    monkeypatch.setenv("LEERRECHT_TEAM_URL", "https://team.example")
    monkeypatch.setattr(smtplib, "SMTP", Postbus)
    for module in (beeld, bericht, instellingen):
        monkeypatch.setattr(module, "today", lambda: PEILDATUM + timedelta(days=1))
    VERSTUURD.clear()
    return VERSTUURD


def test_counts_and_links_and_no_row(lokaal: Flask, post: list[EmailMessage]) -> None:
    client = log_in(lokaal, "dalfsen")
    assert (
        client.post(
            PAD, data={"formulier": token_of(client), "adres": "lead@dalfsen.example"}, base_url=BASIS
        ).status_code
        == 303
    )
    assert bericht.main() == 0
    (brief,) = post
    tekst = brief.get_content()
    eigen = [rij for rij in rows() if rij["gemeente_code"] == "GM0148"]
    aantal = sum(date(2025, 3, 10) <= rij["startdatum"] <= PEILDATUM for rij in eigen)
    thuis = [
        (PEILDATUM - rij["startdatum"]).days
        for rij in eigen
        if rij["einddatum"] is None and (rij["soort"] == "absoluut_verzuim" or rij["subsoort"] == "langdurig")
    ]
    assert brief["To"] == "lead@dalfsen.example" and "Dalfsen" in str(brief["Subject"])
    assert f"- binnengekomen: {aantal}\n" in tekst and "https://team.example/team\n" in tekst
    vier, drie = sum(d > 28 for d in thuis), sum(d > 91 for d in thuis)
    assert f"- langer open dan 4 weken: {vier}, waarvan langer dan 3 maanden: {drie}\n" in tekst
    assert re.search(
        r"Signalen zonder antwoord: \d+\. Bij (\d+) van de \1 grafieken is het te weinig om te zien\.\n", tekst
    )
    assert "de jongere kan nu weer op school zijn" in tekst and "huiszitter" not in tekst
    assert "PROEF-" not in tekst and "maand oud" not in tekst


def test_whoever_stays_away_or_stops_gets_nothing(
    lokaal: Flask, post: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {"formulier": token_of(client), "adres": "lead@dalfsen.example"}
    assert client.post(PAD, data=velden, base_url=BASIS).status_code == 303
    monkeypatch.setattr(bericht, "today", lambda: PEILDATUM + timedelta(days=1) + abonnementen.HOUDBAAR)
    assert bericht.main() == 0 and len(post) == 1
    assert "Let op: deze cijfers zijn meer dan 1 maand oud." in post[0].get_content()
    monkeypatch.setattr(bericht, "today", lambda: PEILDATUM + timedelta(days=2) + abonnementen.HOUDBAAR)
    assert bericht.main() == 0 and len(post) == 1
    assert client.post(PAD, data=velden | {"stop": "ja"}, base_url=BASIS).status_code == 303
    assert abonnementen.subscriptions() == []


def test_who_got_a_message_is_told_by_the_name_of_the_audit_log(
    lokaal: Flask, datamap: Path, post: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    abonnementen.subscribe("a1b2", "lead@dalfsen.example", ["teamlead:GM0148"], PEILDATUM, naam="lead@gemeente.nl")
    assert bericht.main() == 0

    def refuse(_post: Postbus, _bericht: EmailMessage) -> None:
        raise smtplib.SMTPDataError(550, b"vol")

    monkeypatch.setattr(Postbus, "send_message", refuse)
    assert bericht.main() == 1
    regels = [(regel["wie"], regel["uitkomst"]) for regel in audit(datamap) if regel["gebeurtenis"] == "bericht"]
    assert regels == [("lead@gemeente.nl", "verstuurd"), ("lead@gemeente.nl", "mislukt")]


def test_what_is_no_address_is_refused_and_not_repeated(lokaal: Flask, post: list[EmailMessage]) -> None:
    client = log_in(lokaal, "dalfsen")
    formulier = token_of(client)
    for adres in ("zomaar", "a@b", "x@y.nl\nBcc: z@y.nl", ""):
        antwoord = client.post(PAD, data={"formulier": formulier, "adres": adres}, base_url=BASIS)
        assert antwoord.status_code == 400 and "Dit is geen e-mailadres" in antwoord.text
    assert client.post(PAD, data={"formulier": "x", "adres": "a@b.nl"}, base_url=BASIS).status_code == 400
    assert not post and abonnementen.subscriptions() == []


def test_without_a_mail_server_it_says_so(
    lokaal: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LEERRECHT_SMTP_HOST", raising=False)
    assert "kan geen e-mail versturen" in log_in(lokaal, "dalfsen").get("/team/instellingen", base_url=BASIS).text
    assert bericht.main() == 2 and "LEERRECHT_SMTP_HOST" in capsys.readouterr().err
