"""A gemeente beside its region: counted for who may see the region, from the publication for who may not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
from flask import Flask
from sqlalchemy import create_engine, insert

from components.words.notation import format_decimal
from data.cells.cells import TOTAAL
from data.publication import schema_publiek
from data.team import openbaar
from tests.data.team.proefbeeld import rows
from tests.pages.team.conftest import BASIS, log_in


def cells(pagina: str, soort: str) -> list[str]:
    """The cells of a soort in the table."""
    tabel = pagina.partition(" naast IJssel-Vecht</h2>")[2].partition("</table>")[0]
    rij = tabel.partition(f">{soort}</th>")[2].partition("</tr>")[0]
    return [re.sub(r"<[^>]+>", "", cel) for cel in re.findall(r"<td.*?</td>", rij, re.DOTALL)]


def count(gemeente: str, jaar: str, soort: str) -> int:
    return sum(
        rij["gemeente_code"] == gemeente and rij["schooljaar"] == jaar and rij["soort"] == soort for rij in rows()
    )


@pytest.fixture
def gepubliceerd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication of IJssel-Vecht: verlof is told of two schooljaren, vsv is hidden, and a newer year is not over."""
    engine = create_engine(f"duckdb:///{tmp_path / 'publiek.duckdb'}")
    schema_publiek.metadata.create_all(engine)

    def cell(indicator: str, eenheid: str, jaar: str, waarde: float | None, **anders: object) -> dict[str, object]:
        status = "gepubliceerd" if waarde is not None else "onderdrukt"
        vast = {"gebied": "MC10", "uitsplitsing": TOTAAL, "categorie": TOTAAL, "bron": "levering", "voorlopig": False}
        eigen = {"indicator": indicator, "teleenheid": eenheid, "schooljaar": jaar, "waarde": waarde, "status": status}
        return vast | eigen | anders

    cellen = [
        cell("verlof", "werkprocessen", "2022-2023", 800),
        cell("verlof", "werkprocessen", "2023-2024", 900),
        cell("verlof", "jongeren", "2023-2024", 555),
        cell("verlof", "werkprocessen", "2024-2025", 999, voorlopig=True),
        cell("vsv", "werkprocessen", "2023-2024", None),
        cell("jongeren_5_18", "jongeren", "2023-2024", 60_000),
    ]
    with engine.begin() as verbinding:
        verbinding.execute(insert(schema_publiek.cijfer), cellen)
    monkeypatch.setattr(openbaar, "publieke_engine", lambda: engine)


def test_who_sees_the_region_has_the_rest_of_it_counted(lokaal: Flask) -> None:
    pagina = log_in(lokaal, "regio").get("/team?gemeente=GM0148", base_url=BASIS).text
    eigen, rest = (count(code, "2024-2025", "verlof") for code in ("GM0148", "GM0193"))
    assert cells(pagina, "Verlof") == [
        str(eigen),
        format_decimal(1000 * eigen / 5000),
        str(rest),
        format_decimal(1000 * rest / 5000),
    ]
    assert "Rest van de regio" in pagina and "openbare publicatie" not in pagina
    assert "naast IJssel-Vecht" not in log_in(lokaal, "regio").get("/team", base_url=BASIS).text


def test_both_are_counted_to_the_day_that_both_are_known(lokaal: Flask, datamap: Path) -> None:
    # the delivery of Zwolle is of a month before: what Dalfsen brought since has nothing beside it
    tot = date(2025, 2, 10)
    with duckdb.connect(str(datamap / "team-proef.duckdb")) as verbinding:
        verbinding.execute("UPDATE dekking SET peildatum = ? WHERE gemeente_code = 'GM0193'", [tot])
    pagina = log_in(lokaal, "regio").get("/team?gemeente=GM0148", base_url=BASIS).text
    aantallen = [
        sum(
            r["gemeente_code"] == code and r["soort"] == "verlof" and date(2024, 8, 1) <= r["startdatum"] <= tot
            for r in rows()
        )
        for code in ("GM0148", "GM0193")
    ]
    assert aantallen[0] < count("GM0148", "2024-2025", "verlof")
    assert cells(pagina, "Verlof")[::2] == [str(aantal) for aantal in aantallen]
    assert "van 1 augustus 2024 tot en met 10 februari 2025" in pagina
    # nine of the eleven have no delivery: the rest of the region is less than its name
    assert "Zonder Hardenberg, Kampen, Ommen" in pagina


@pytest.mark.usefixtures("gepubliceerd")
def test_a_part_of_a_soort_does_not_stand_beside_the_whole_of_it(lokaal: Flask) -> None:
    pad = "/team?soort=relatief_verzuim&subsoort=luxe"
    assert "naast IJssel-Vecht" not in log_in(lokaal, "dalfsen").get(pad, base_url=BASIS).text
    assert "naast IJssel-Vecht" in log_in(lokaal, "regio").get(f"{pad}&gemeente=GM0148", base_url=BASIS).text


@pytest.mark.usefixtures("gepubliceerd")
def test_who_does_not_see_the_region_has_it_from_the_publication(lokaal: Flask) -> None:
    pagina = log_in(lokaal, "dalfsen").get("/team", base_url=BASIS).text
    eigen = count("GM0148", "2023-2024", "verlof")
    assert cells(pagina, "Verlof") == [str(eigen), format_decimal(1000 * eigen / 5000), "900", "15,0"]
    assert cells(pagina, "Voortijdig schoolverlaten")[2:] == ["niet bekend", "niet bekend"]
    assert "Hele regio" in pagina and "openbare publicatie" in pagina and "schooljaar 2023-2024" in pagina


def test_without_a_publication_it_says_so(lokaal: Flask) -> None:
    assert "Nog niet te zeggen" in log_in(lokaal, "dalfsen").get("/team", base_url=BASIS).text
