"""A teamlead who asks for another's rows, through every door there is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from components.words.notation import format_count
from pages.team import downloads
from pages.team.werkblad import write_workbook
from tests.data.team.proefbeeld import PEILDATUM, rows
from tests.pages.team.conftest import BASIS, audit, log_in, token_of

ANDER = "GM0957"
LIJST = f"/team/lijst.csv?moment=instroom&van=2000-01-01&tot={PEILDATUM}"


def question(zoek: str, **anders: Any) -> dict[str, Any]:
    """What our page sends to Dash for an address."""
    return {
        "output": "..team-pagina.children...team-titel.data..",
        "outputs": [{"id": "team-pagina", "property": "children"}, {"id": "team-titel", "property": "data"}],
        "inputs": [
            {"id": "adres", "property": "pathname", "value": "/team"},
            {"id": "adres", "property": "search", "value": zoek},
        ],
        "changedPropIds": ["adres.search"],
        **anders,
    }


def others(tekst: str) -> list[str]:
    """Werkprocessen of gemeenten outside IJssel-Vecht that stand in a text."""
    vreemd = [rij["werkproces_id"] for rij in rows() if rij["gemeente_code"] not in ("GM0148", "GM0193")]
    return [nummer for nummer in vreemd if nummer in tekst]


@pytest.mark.parametrize(
    "pad",
    [
        f"/team?gemeente={ANDER}",
        "/team?gemeente=roermond",
        f"/team/signalen?gemeente={ANDER}",
        f"/team/doorlooptijd?gemeente={ANDER}",
        f"/team/lijst?gemeente={ANDER}&moment=lopend",
        f"/team/lijst.csv?gemeente={ANDER}",
        f"/team/lijst.xlsx?gemeente={ANDER}",
        "/team/leveringen",
        "/team/leveringen/1",
        "/team/leveringen/1/afgekeurd",
        "/team/leveringen/1/afgekeurd.csv",
    ],
)
def test_an_address_of_another_team_is_refused_and_noted(lokaal: Flask, datamap: Path, pad: str) -> None:
    response = log_in(lokaal, "regio").get(pad, base_url=BASIS)
    assert response.status_code == 403
    assert not others(response.text)
    assert audit(datamap)[-1]["gebeurtenis"] == "toegang_geweigerd"


def test_a_callback_is_answered_for_who_asks(lokaal: Flask) -> None:
    client = log_in(lokaal, "regio")
    goed = client.post("/_dash-update-component", json=question(""), base_url=BASIS)
    assert goed.status_code == 200 and not others(goed.text) and "Zwolle" in goed.text
    assert "Roermond" not in goed.text
    fout = client.post("/_dash-update-component", json=question(f"?gemeente={ANDER}"), base_url=BASIS)
    assert fout.status_code == 403 and not others(fout.text)


@pytest.mark.parametrize(
    "anders",
    [
        {"output": "team-pagina.children"},
        {"outputs": [{"id": "x", "property": "children"}, {"id": "team-titel", "property": "data"}]},
        {"inputs": [{"id": "x", "property": "pathname", "value": "/team"}, {"id": "adres", "property": "search"}]},
        {"inputs": [{"id": "adres", "property": "bevoegd", "value": "MC38"}, {"id": "adres", "property": "search"}]},
        {"state": [{"id": "adres", "property": "search", "value": ""}]},
        {"bevoegd": {"gemeenten": [ANDER]}},
    ],
)
def test_relabelled_questions_are_refused(lokaal: Flask, anders: dict[str, Any]) -> None:
    client = log_in(lokaal, "regio")
    assert client.post("/_dash-update-component", json=question("", **anders), base_url=BASIS).status_code == 400
    niemand = lokaal.test_client()
    assert niemand.post("/_dash-update-component", json=question("", **anders), base_url=BASIS).status_code == 401


def test_a_download_holds_the_own_rows_and_all_of_them(lokaal: Flask, datamap: Path) -> None:
    for wie, gemeenten in (("regio", {"GM0148", "GM0193"}), ("dalfsen", {"GM0148"})):
        response = log_in(lokaal, wie).get(LIJST, base_url=BASIS)
        regels = list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig")), delimiter=";"))
        eigen = {rij["werkproces_id"] for rij in rows() if rij["gemeente_code"] in gemeenten}
        assert {regel[0] for regel in regels[1:]} == eigen
    laatste = audit(datamap)[-1]
    assert (laatste["gebeurtenis"], laatste["wie"], laatste["regels"]) == ("download", "dalfsen", len(eigen))


def test_the_page_counts_what_the_rows_say(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    eigen = [rij for rij in rows() if rij["gemeente_code"] == "GM0148" and rij["soort"] == "verlof"]
    jaar = [rij for rij in eigen if rij["schooljaar"] == "2024-2025"]
    lopend = [rij for rij in eigen if rij["einddatum"] is None]
    tekst = client.get("/team?soort=verlof", base_url=BASIS).text
    assert f">{format_count(len(jaar))}</a>" in tekst and f">{format_count(len(lopend))}</a>" in tekst
    assert "moment=lopend" in tekst


def test_a_workbook_is_the_list_as_text(lokaal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in(lokaal, "dalfsen")
    csv_tekst = client.get(LIJST, base_url=BASIS).get_data().decode("utf-8-sig")
    with client.get(LIJST.replace(".csv", ".xlsx"), base_url=BASIS) as antwoord:
        assert antwoord.headers["Content-Disposition"].endswith('.xlsx"')
        blad = load_workbook(io.BytesIO(antwoord.data)).active
    cellen = [[cel.value or "" for cel in rij] for rij in blad.iter_rows()]
    assert cellen == list(csv.reader(io.StringIO(csv_tekst), delimiter=";")) and len(cellen) > 100
    assert {cel.data_type for rij in blad.iter_rows() for cel in rij if cel.value} == {"s"}
    monkeypatch.setattr(downloads, "MEESTE_REGELS", 10)
    antwoord = client.get(LIJST.replace(".csv", ".xlsx"), base_url=BASIS)
    assert antwoord.status_code == 404 and "Download haar als CSV" in antwoord.text


def test_a_workbook_holds_no_formula() -> None:
    regels = [["=1+1", "0012", "31-12-2024"], ["+31", "a\x01b", ""]]
    with write_workbook("Proef", regels) as bestand:
        blad = load_workbook(bestand).active
        assert [[cel.value for cel in rij] for rij in blad.iter_rows()] == [
            ["=1+1", "0012", "31-12-2024"],
            ["+31", "ab", None],
        ]
        assert all(cel.data_type == "s" for rij in blad.iter_rows() for cel in rij if cel.value)


def test_settings_are_kept_for_the_own_team_only(lokaal: Flask, datamap: Path) -> None:
    client = log_in(lokaal, "dalfsen")
    formulier = token_of(client)
    velden = {"formulier": formulier, "gebied": "GM0148", "fte": "2,5", "norm": "1", "termijn_verlof": "30"}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    assert "boven de norm" in client.get("/team/doorlooptijd", base_url=BASIS).text
    ander = velden | {"gebied": "MC10"}
    assert client.post("/team/instellingen", data=ander, base_url=BASIS).status_code == 403
    for fout in ({"fte": "0"}, {"fte": "0,004"}, {"fte": "1" * 5000}, {"fte": "nan"}, {"norm": "0" * 5000 + "1"}):
        assert client.post("/team/instellingen", data=velden | fout, base_url=BASIS).status_code == 400
    for tekst in ("1_0", "1e2", "１２", "+5", ".5", "5,"):
        assert client.post("/team/instellingen", data=velden | {"fte": tekst}, base_url=BASIS).status_code == 400
    assert client.post("/team/instellingen", data=velden | {"formulier": "x"}, base_url=BASIS).status_code == 400
    bestand = json.loads((datamap / "team" / "instellingen.json").read_text())
    assert set(bestand) == {"GM0148"}
    client.post("/team/instellingen", data=velden | {"fte": "7", "norm": ""}, base_url=BASIS)
    client.post("/team/instellingen", data=velden | {"fte": "7", "norm": ""}, base_url=BASIS)
    regels = [regel for regel in audit(datamap) if regel["gebeurtenis"] == "instelling"]
    assert [regel["uitkomst"] for regel in regels] == ["bewaard", "bewaard", "ongewijzigd"]
    assert regels[0]["termijn_verlof"] == "56 > 30" and regels[0]["fte"] == "leeg > 2,5"
    veranderd = set(regels[1]) - {"tijd", "gebeurtenis", "wie", "gebied", "uitkomst"}
    assert {naam: regels[1][naam] for naam in veranderd} == {"fte": "2,5 > 7", "norm": "1 > leeg"}
    bestand["GM0148"] |= {"fte": 0.0, "norm": 50}  # as an older version kept it
    (datamap / "team" / "instellingen.json").write_text(json.dumps(bestand))
    assert client.get("/team/doorlooptijd", base_url=BASIS).status_code == 200


def test_who_looked_at_which_list_is_written_down(lokaal: Flask, datamap: Path) -> None:
    log_in(lokaal, "dalfsen").get("/team/lijst?moment=lopend", base_url=BASIS)
    regel = audit(datamap)[-1]
    assert (regel["gebeurtenis"], regel["wie"], regel["moment"], regel["gebied"]) == (
        "lijst",
        "dalfsen",
        "lopend",
        "Dalfsen",
    )


def test_every_page_is_whole_and_has_a_strict_policy(lokaal: Flask) -> None:
    client = log_in(lokaal, "regio")
    for pad in ("/team", "/team?per=week", "/team/signalen", "/team/doorlooptijd", "/team/lijst", "/team/instellingen"):
        response = client.get(pad, base_url=BASIS)
        policy = response.headers["Content-Security-Policy"]
        assert response.status_code == 200 and "unsafe" not in policy and "default-src 'none'" in policy
        assert response.headers["Cache-Control"] == "no-store" and 'style="' not in response.text
        assert "<h1>" in response.text and "Set-Cookie" not in response.headers
