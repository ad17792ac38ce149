"""A signal is answered, stays away, is proposed as a trendbreuk, and is put back; only by who may see it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import duckdb
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages.team.conftest import BASIS, log_in, token_of

PAD = "/team/signalen/antwoord"


@pytest.fixture
def sprong(datamap: Path) -> None:
    """February 2025 has many more requests for leave in Dalfsen than any month before."""
    with duckdb.connect(str(datamap / "team-proef.duckdb")) as verbinding:
        verbinding.execute(
            "INSERT INTO maandtotaal (gemeente_code, soort, subsoort, maand, begonnen, afgehandeld, terug_gemeente, "
            "terug_regio) VALUES ('GM0148', 'verlof', NULL, DATE '2025-02-01', 90, 0, 0, 0)"
        )


def forms(client: FlaskClient) -> list[dict[str, str]]:
    """The hidden fields of each form that answers a signal or puts it back."""
    pagina = client.get("/team/signalen", base_url=BASIS).text
    deel = re.findall(rf'<form[^>]*action="{PAD}".*?</form>', pagina, re.DOTALL)
    velden = [re.findall(r"<input[^>]*>", formulier) for formulier in deel]
    return [
        {
            naam: html.unescape(waarde)
            for veld in formulier
            for naam in re.findall(r'name="([^"]+)"', veld)
            for waarde in re.findall(r'value="([^"]*)"', veld)
        }
        for formulier in velden
    ]


def post(client: FlaskClient, velden: dict[str, str], **meer: str) -> int:
    return client.post(PAD, data={**velden, **meer}, base_url=BASIS).status_code


@pytest.mark.usefixtures("sprong")
def test_an_answered_signal_stays_away_until_it_is_put_back(lokaal: Flask, datamap: Path) -> None:
    client = log_in(lokaal, "dalfsen")
    open_ = forms(client)
    assert len(open_) == 2 and {velden["kaart"] for velden in open_} == {
        "GM0148||||" + "|aantal",
        "GM0148|verlof||||aantal",
    }
    assert client.get("/team", base_url=BASIS).text.count(">Bekijk ") == 2
    for velden in open_:
        assert post(client, velden, oorzaak="registratie", notitie="nieuw formulier <b>") == 303
    pagina = client.get("/team/signalen", base_url=BASIS).text
    assert "Er is geen nieuw signaal." in pagina and "Beantwoord: 2." in pagina
    assert "nieuw formulier &lt;b&gt;" in pagina and "Gezien door" in pagina
    assert "gm0148-verlof-2024,verlof,GM0148,2024-2025," in pagina
    assert "Bekijk " not in client.get("/team", base_url=BASIS).text
    regels = [json.loads(regel) for regel in (datamap / "audit.jsonl").read_text().splitlines()]
    assert [r["antwoord"] for r in regels if r["gebeurtenis"] == "antwoord"] == ["registratie", "registratie"]
    assert "nieuw formulier" not in (datamap / "audit.jsonl").read_text()
    terug = forms(client)
    assert len(terug) == 2 and all(velden["heropen"] == "ja" for velden in terug)
    assert post(client, terug[0]) == 303 and "Beantwoord: 1." in client.get("/team/signalen", base_url=BASIS).text


@pytest.mark.usefixtures("sprong")
def test_only_who_sees_the_signal_can_answer_it(lokaal: Flask) -> None:
    velden = forms(log_in(lokaal, "dalfsen"))[0]
    ander = log_in(lokaal, "roermond")
    assert post(ander, velden, oorzaak="echt") == 400  # a form of another visitor
    assert post(ander, {**velden, "formulier": token_of(ander)}, oorzaak="echt") == 404
    client = log_in(lokaal, "dalfsen")
    velden = forms(client)[0]
    assert post(client, {**velden, "kaart": "GM0193|||||aantal"}, oorzaak="echt") == 404
    assert post(client, velden, oorzaak="echt", notitie="bsn 123456782") == 400
    assert post(client, velden, oorzaak="zomaar") == 400
    assert len(forms(client)) == 2
