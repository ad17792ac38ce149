"""The statutory count on the team's site: whose it is, that nobody keeps it, and that files say what the page does."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from data.team.telling import GEEN_LEVERING
from data.team.telregels import chapters
from tests.data.team.proefbeeld import rows
from tests.pages.team.conftest import BASIS, audit, log_in

PAD = "/team/telling"
KEUZE = "gemeente=GM0148&schooljaar=2023-2024"
REGELS = sum(len(groep) for groep in chapters().values())


def table(pagina: str) -> dict[str, list[str]]:
    """Per line the figures that stand beside it."""
    rijen = re.findall(r'<th scope="row">(.*?)<br/?>.*?</th>(.*?)</tr>', pagina, re.DOTALL)
    return {naam: re.findall(r"<td[^>]*>([^<]*)<", cellen) for naam, cellen in rijen}


def absoluut(gemeente: str, jaar: str) -> int:
    return sum(
        (r["gemeente_code"], r["schooljaar"], r["soort"]) == (gemeente, jaar, "absoluut_verzuim") for r in rows()
    )


def test_the_page_tells_each_line_and_is_kept_by_nobody(lokaal: Flask, datamap: Path) -> None:
    antwoord = log_in(lokaal, "dalfsen").get(f"{PAD}?{KEUZE}", base_url=BASIS)
    assert antwoord.status_code == 200 and antwoord.headers["Cache-Control"] == "no-store"
    regels = table(antwoord.text)
    aantal = str(absoluut("GM0148", "2023-2024"))
    assert regels["Absoluut verzuim"] == [aantal, aantal] and len(regels) == REGELS
    assert regels["Jongeren van 5 tot 18 jaar"] == ["onbekend", "onbekend"]
    assert [r for r in audit(datamap) if r["gebeurtenis"] == "telling"][-1]["gebied"] == "Dalfsen"
    assert f'href="{PAD}' in antwoord.text.partition("Hoofdmenu")[2].partition("</nav>")[0]


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_a_file_has_what_the_page_has(lokaal: Flask, datamap: Path, vorm: str) -> None:
    client = log_in(lokaal, "dalfsen")
    antwoord = client.get(f"{PAD}.{vorm}?{KEUZE}", base_url=BASIS)
    assert antwoord.status_code == 200 and antwoord.headers["Cache-Control"] == "no-store"
    assert f'wettelijke-telling-GM0148-2023-2024.{vorm}"' in antwoord.headers["Content-Disposition"]
    if vorm == "csv":
        regels = list(csv.DictReader(io.StringIO(antwoord.get_data().decode("utf-8-sig")), delimiter=";"))
    else:
        kop, *rijen = load_workbook(io.BytesIO(antwoord.get_data())).worksheets[0].iter_rows(values_only=True)
        assert all(isinstance(rij[5], int | None) or rij[5] == "" for rij in rijen)  # counts, not texts
        regels = [dict(zip(map(str, kop), ("" if w is None else str(w) for w in rij), strict=True)) for rij in rijen]
    pagina = table(client.get(f"{PAD}?{KEUZE}", base_url=BASIS).text)
    for regel in regels:
        cijfers = [n.replace(".", "") for n in pagina[regel["regel"]] if n not in ("onbekend", "-")]
        assert [regel[k] for k in ("zaken", "jongeren") if regel[k]] == cijfers, regel
        assert bool(regel["reden"]) == (regel["status"] == "onbekend") and regel["definitie"]
    antwoord.close()
    assert len(regels) == REGELS
    assert audit(datamap)[-2]["wat"] == "telling"


def test_a_region_takes_all_its_gemeenten_along_and_says_what_is_not_there(lokaal: Flask) -> None:
    tekst = log_in(lokaal, "regio").get(f"{PAD}.csv?schooljaar=2023-2024", base_url=BASIS).get_data()
    regels = list(csv.DictReader(io.StringIO(tekst.decode("utf-8-sig")), delimiter=";"))
    assert len(regels) == 11 * REGELS and {r["schooljaar"] for r in regels} == {"2023-2024"}
    verzuim = {r["gemeente_code"]: r for r in regels if r["regel"] == "Absoluut verzuim"}
    assert verzuim["GM0193"]["zaken"] == str(absoluut("GM0193", "2023-2024"))
    assert verzuim["GM0175"]["zaken"] == "" and verzuim["GM0175"]["reden"] == GEEN_LEVERING


@pytest.mark.parametrize("pad", [f"{PAD}?gemeente=GM0193", f"{PAD}.csv?gemeente=GM0193", f"{PAD}.xlsx?gemeente=GM0957"])
def test_a_role_without_the_gebied_gets_nothing(lokaal: Flask, pad: str) -> None:
    antwoord = log_in(lokaal, "dalfsen").get(pad, base_url=BASIS)
    assert antwoord.status_code == 403 and "Absoluut" not in antwoord.text


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_a_beheerder_without_a_team_gets_no_figures(lokaal: Flask, vorm: str) -> None:
    client = log_in(lokaal, "beheer")
    assert client.get(f"{PAD}.{vorm}", base_url=BASIS).status_code == 403
    assert "ziet u geen werkprocessen" in client.get(PAD, base_url=BASIS).text


def test_without_a_login_there_is_nothing(lokaal: Flask) -> None:
    bezoeker = lokaal.test_client()
    assert bezoeker.get(PAD, base_url=BASIS).status_code == 303
    for vorm in ("csv", "xlsx"):
        antwoord = bezoeker.get(f"{PAD}.{vorm}?{KEUZE}", base_url=BASIS)
        assert antwoord.status_code in (303, 401) and b"zaken" not in antwoord.get_data()


def test_a_schooljaar_of_which_nothing_came_is_not_known(lokaal: Flask) -> None:
    pagina = log_in(lokaal, "dalfsen").get(f"{PAD}?gemeente=GM0148&schooljaar=2015-2016", base_url=BASIS).text
    assert "Over schooljaar 2015-2016 is van Dalfsen niets geleverd" in pagina
    assert {cijfer for cijfers in table(pagina).values() for cijfer in cijfers} == {"onbekend"}
