"""The list behind a figure: its columns, its heading, and the work of one behandelaar."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.reports.dutch import counted
from pages.team.beeld import age_in_words
from tests.data.team.proefbeeld import PEILDATUM, Rij, rows
from tests.pages.team.conftest import BASIS, audit, log_in

OPEN = "/team/lijst?moment=lopend"


def page_of(client: FlaskClient, pad: str) -> str:
    """The page as it is read without scripts."""
    return client.get(pad, base_url=BASIS).text.partition('id="inhoud"')[2].partition("</main>")[0]


def heads(pagina: str) -> list[str]:
    return re.findall(r"Sorteer op ([^\"]+)", pagina)


def is_open(rij: Rij) -> bool:
    return rij["einddatum"] is None


def test_what_is_chosen_stands_above_the_list_and_not_in_every_row(lokaal: Flask) -> None:
    client = log_in(lokaal, "regio")
    alles = heads(page_of(client, OPEN))
    assert alles[:4] == ["werkproces", "start", "dagen open", "soort"] and {"onderdeel", "gemeente"} < set(alles)
    pagina = page_of(client, f"{OPEN}&soort=verlof&gemeente=GM0148&leeftijdsgroep=0-4")
    assert heads(pagina) == ["werkproces", "start", "dagen open", "onderwijssoort"]
    eigen = [r for r in rows() if is_open(r) and r["gemeente_code"] == "GM0148" and r["soort"] == "verlof"]
    aantal = sum(r["leeftijdsgroep"] == "0-4" for r in eigen)
    zin = f"<p>{aantal} werkprocessen (verlof, jonger dan 5 jaar) in Dalfsen, lopend op"
    assert zin in pagina and pagina.count(f"{aantal} werkprocessen") == 3  # read aloud twice: caption and region
    # of relatief verzuim the parts differ, so which one it is stays in the row
    assert "onderdeel" in heads(page_of(client, f"{OPEN}&soort=relatief_verzuim"))


@pytest.mark.parametrize(("code", "gevraagd"), [("L04", "L04"), ("", "zonder")])
def test_a_figure_of_a_behandelaar_opens_those_werkprocessen(
    lokaal: Flask, datamap: Path, code: str, gevraagd: str
) -> None:
    client = log_in(lokaal, "regio")
    tabel = page_of(client, "/team/doorlooptijd").partition("per behandelaar op")[2].partition("</table>")[0]
    rij = tabel.partition(f">{code or 'zonder behandelaar'}</th>")[2].partition("</tr>")[0]
    links = [(pad.replace("&amp;", "&"), int(n)) for pad, n in re.findall(r'href="([^"]+)">(\d+)</a>', rij)]
    eigen = [
        r
        for r in rows()
        if is_open(r) and r["gemeente_code"] in ("GM0148", "GM0193") and (r["behandelaar"] or "") == code
    ]
    dagen = [(PEILDATUM - r["startdatum"]).days for r in eigen]
    assert [n for _, n in links] == [sum(dag > grens for dag in dagen) for grens in (-1, 28, 91)]
    for (pad, n), grens in zip(links, (-1, 28, 91), strict=True):
        assert f"behandelaar={gevraagd}" in pad
        pagina = page_of(client, pad)
        wie = "van behandelaar L04" if code else "zonder behandelaar"
        assert f"<p>{counted(n, 'werkproces', 'werkprocessen')} {wie} in" in pagina
        tekst = client.get(pad.replace("/team/lijst?", "/team/lijst.csv?"), base_url=BASIS).text
        nummers = {regel[0] for regel in list(csv.reader(io.StringIO(tekst), delimiter=";"))[1:]}
        assert nummers == {r["werkproces_id"] for r, dag in zip(eigen, dagen, strict=True) if dag > grens}
        assert audit(datamap)[-1]["behandelaar"] == code
    # sorting and paging keep who it is about, and the code is no column
    assert all(f"behandelaar={gevraagd}" in pad for pad in re.findall(r'<th[^>]*><a href="([^"]+)"', pagina))
    assert "behandelaar" not in heads(pagina)


def test_a_behandelaar_elsewhere_adds_no_rows(lokaal: Flask) -> None:
    # the code is used in Roermond as well
    assert any(r["behandelaar"] == "L04" and r["gemeente_code"] == "GM0957" for r in rows())
    client = log_in(lokaal, "dalfsen")
    for code in ("L04", "zonder", "L99"):
        pad = "/team/lijst.csv?moment=instroom&van=2000-01-01"
        tekst = client.get(f"{pad}&behandelaar={code}", base_url=BASIS).text
        nummers = {regel[0] for regel in list(csv.reader(io.StringIO(tekst), delimiter=";"))[1:]}
        van = "" if code == "zonder" else code
        assert nummers == {
            r["werkproces_id"] for r in rows() if r["gemeente_code"] == "GM0148" and (r["behandelaar"] or "") == van
        }
    assert client.get(f"{OPEN}&behandelaar=L04&gemeente=GM0957", base_url=BASIS).status_code == 403


@pytest.mark.parametrize(
    ("peildatum", "vandaag", "verwacht"),
    [
        (date(2025, 1, 31), date(2025, 3, 4), "meer dan 1 maand"),
        (date(2025, 7, 31), date(2026, 11, 30), "meer dan 15 maanden"),
        (date(2024, 7, 31), date(2026, 7, 31), "meer dan 2 jaar"),
        (date(2024, 7, 31), date(2026, 7, 30), "meer dan 23 maanden"),
    ],
)
def test_old_figures_say_how_old(peildatum: date, vandaag: date, verwacht: str) -> None:
    assert age_in_words(peildatum, vandaag) == verwacht


GEEN_CODES = ["Bel 06 1234 5678", "jansen", "1234567", "L" * 13 + "1", "L04\n", "=1+1", "x' OR 1=1 --"]


@pytest.mark.parametrize("geen_code", GEEN_CODES)
def test_what_is_no_code_of_a_behandelaar_is_refused_and_not_repeated(
    lokaal: Flask, datamap: Path, geen_code: str
) -> None:
    client = log_in(lokaal, "regio")
    voor = len(audit(datamap))
    for pad in ("/team/lijst", "/team/lijst.csv", "/team/lijst.xlsx"):
        antwoord = client.get(pad, query_string={"behandelaar": geen_code}, base_url=BASIS)
        assert antwoord.status_code == 404 and geen_code.strip() not in antwoord.text
    assert len(audit(datamap)) == voor
