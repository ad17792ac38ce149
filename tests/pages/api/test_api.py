"""The API: what pages show and nothing else, errors that name the parameter, and answers that may be kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from data.opendata.kolommen import NAMEN
from data.opendata.tabel import all_items
from data.publication.readmodel import Beeld
from data.views.tiles import tiles_of

API = "/api/v1"


@pytest.fixture(scope="module")
def site() -> Iterator[FlaskClient]:
    with create_app().server.test_client() as asking:
        yield asking


def figures(site: FlaskClient, vraag: str) -> list[dict[str, Any]]:
    """All figures of a question, page after page."""
    gevonden: list[dict[str, Any]] = []
    adres = f"{API}/cijfers?{vraag}"
    while adres:
        antwoord = site.get(adres)
        assert antwoord.status_code == 200, antwoord.text
        gevonden += antwoord.get_json()["cijfers"]
        adres = antwoord.get_json()["volgende"]
    return gevonden


def problem(antwoord: TestResponse, status: int) -> dict[str, Any]:
    assert antwoord.status_code == status and antwoord.content_type == "application/problem+json"
    inhoud: dict[str, Any] = antwoord.get_json()
    assert {"type", "status", "title", "detail"} <= inhoud.keys() and inhoud["status"] == status
    assert antwoord.headers["API-Version"] and antwoord.headers["Access-Control-Allow-Origin"] == "*"
    return inhoud


def test_pages_together_are_the_whole_table_once(site: FlaskClient, proef: Beeld) -> None:
    alles = figures(site, "aantal=997")
    assert len(alles) == len(all_items(proef)) and set(alles[0]) == set(NAMEN)
    deel = figures(site, "gebied=aadorp&schooljaar=2022-2023&aantal=7")
    assert deel == [c for c in alles if (c["gebied"], c["schooljaar"]) == ("GM9001", "2022-2023")]


def test_what_is_not_shown_has_its_status_and_no_number(site: FlaskClient) -> None:
    zonder = [c for c in figures(site, "aantal=1000") if c["status"] != "gepubliceerd"]
    assert {"onderdrukt", "onzeker"} <= {c["status"] for c in zonder}
    getallen = ("waarde", "noemer", "aantal_laag", "aantal_hoog", "vergelijkwaarde", "interval_95_laag", "oordeel")
    assert not [c for c in zonder if any(c[naam] is not None for naam in getallen)]


def test_every_figure_of_a_tile_is_in_the_api_with_its_source_and_judgement(site: FlaskClient, proef: Beeld) -> None:
    cellen = ("indicator", "teleenheid", "gebied", "schooljaar", "uitsplitsing", "categorie", "bronsoort")
    alles = {tuple(c[naam] for naam in cellen): c for c in figures(site, "uitsplitsing=totaal&aantal=1000")}
    gezien = 0
    for gebied in proef.gemeenten():
        for jaar in proef.schooljaren(gebied.code):
            for tegel in tiles_of(proef, gebied.code, jaar):
                if tegel.cijfer.is_bekend:
                    c = alles[(*tegel.cijfer.sleutel, tegel.cijfer.soort)]
                    assert c["waarde"] == pytest.approx(tegel.cijfer.waarde, rel=1e-5)
                    assert c["voorbeeld"] == tegel.cijfer.is_voorbeeld
                    assert (c["oordeel"] is None) == (tegel.plek is None)
                    gezien += 1
    assert gezien > 40


def test_a_region_has_the_rate_that_stands_beside_its_gemeenten(site: FlaskClient, proef: Beeld) -> None:
    """Worked out here from the two figures on the tile of a gemeente."""
    alles = {
        tuple(c[naam] for naam in ("indicator", "teleenheid", "gebied", "schooljaar", "bronsoort")): c
        for c in figures(site, "uitsplitsing=totaal&aantal=1000")
    }
    gezien = 0
    for gebied in proef.gemeenten():
        for jaar in proef.schooljaren(gebied.code):
            for tegel in tiles_of(proef, gebied.code, jaar):
                regio, tegen = tegel.regio, tegel.regio_noemer
                if regio is None or tegen is None or not (regio.waarde and tegen.waarde):
                    continue
                c = alles[(*regio.sleutel[:4], regio.soort)]
                if c["maat"] == "per_1000":
                    assert c["noemer"] == tegen.waarde
                    assert c["vergelijkwaarde"] == pytest.approx(1000 * regio.waarde / tegen.waarde, rel=1e-4)
                    laag, hoog = c["interval_95_laag"], c["interval_95_hoog"]
                    assert laag is None or laag < c["vergelijkwaarde"] < hoog
                    assert c["oordeel"] is None
                    gezien += 1
    assert gezien > 10


@pytest.mark.parametrize("gebiedssoort", ["gemeente", "regio"])
def test_the_page_of_a_figure_shows_it(site: FlaskClient, gebiedssoort: str) -> None:
    """Every ninth of them: the number, written as a reader meets it, stands among the words of the page."""
    alle = [
        c
        for c in figures(site, "aantal=1000")
        if c["pagina"] and c["status"] == "gepubliceerd" and c["gebiedssoort"] == gebiedssoort and c["eenheid"] != "%"
    ]
    gekozen = sorted(alle, key=lambda c: [str(c[naam]) for naam in NAMEN])[::9]
    paginas: dict[str, str] = {}
    for c in gekozen:
        if c["pagina"] not in paginas:
            paginas[c["pagina"]] = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", site.get(c["pagina"]).text))
        getal = f"{c['waarde']:,.0f}".replace(",", ".")
        assert re.search(rf"(?<![\d.,]){re.escape(getal)}(?![\d]|[.,]\d)", paginas[c["pagina"]]), c
    assert len(gekozen) > 10


def test_csv_is_given_to_who_asks_for_it(site: FlaskClient) -> None:
    antwoord = site.get(f"{API}/cijfers?aantal=3", headers={"Accept": "text/csv"})
    assert antwoord.mimetype == "text/csv" and 'rel="next"' in antwoord.headers["Link"]
    rijen = list(csv.DictReader(io.StringIO(antwoord.text)))
    assert tuple(rijen[0]) == NAMEN and len(rijen) == 3
    problem(site.get(f"{API}/cijfers", headers={"Accept": "image/png"}), 406)


@pytest.mark.parametrize(
    ("wens", "vorm"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ("text/csv; header=present", "text/csv"),
        ("text/csv;charset=utf-8;q=0.2, application/json;charset=utf-8;q=0.1", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
        ("text/html, */*;q=0.8", "application/json"),
    ],
)
def test_the_form_is_that_which_is_liked_best_whatever_is_said_with_it(site: FlaskClient, wens: str, vorm: str) -> None:
    assert site.get(f"{API}/cijfers?aantal=1", headers={"Accept": wens}).mimetype == vorm


@pytest.mark.parametrize(
    ("vraag", "status", "parameter", "zegt"),
    [
        ("indicator=bestaat-niet", 400, "indicator", "absoluut_verzuim"),
        ("gebied=atlantis", 404, "gebied", "/api/v1/gebieden"),
        ("gebied=%00", 400, "gebied", "gebieden"),
        ("schooljaar=1999-2000", 404, "schooljaar", "2022-2023"),
        ("schooljaar=dit%20jaar", 400, "schooljaar", "2022-2023"),
        ("aantal=0", 400, "aantal", "van 1 tot en met 1000"),
        ("aantal=veel", 400, "aantal", "geheel"),
        ("cursor=bestaatniet", 404, "cursor", "vorige antwoord"),
        ("publicatie=20200101T000000-n0001", 404, "publicatie", "/api/v1/publicaties"),
        ("kleur=rood", 400, "kleur", "bestaat niet"),
        ("&".join(f"gebied=GM{n:04}" for n in range(51)), 400, "gebied", "gebieden"),
    ],
)
def test_a_question_that_cannot_be_is_answered_with_what_may(
    site: FlaskClient, vraag: str, status: int, parameter: str, zegt: str
) -> None:
    fouten = problem(site.get(f"{API}/cijfers?{vraag}"), status)["fouten"]
    assert [fout["parameter"] for fout in fouten] == [parameter]
    assert zegt.replace("geheel", "heel getal") in fouten[0]["detail"]
    assert "atlantis" not in str(fouten) and "rood" not in str(fouten)


def test_ten_thousand_filters_are_refused(site: FlaskClient) -> None:
    gezegd = problem(site.get(f"{API}/cijfers?{'&'.join('indicator=verlof' for _ in range(10_000))}"), 400)
    assert "hooguit 50 waarden" in gezegd["detail"] and gezegd["fouten"][0]["parameter"] == "indicator"


def test_a_cursor_holds_for_its_own_choice_only(site: FlaskClient) -> None:
    volgende = site.get(f"{API}/cijfers?gebied=aadorp&aantal=2").get_json()["volgende"]
    assert site.get(volgende).status_code == 200
    problem(site.get(volgende.replace("GM9001", "GM9002")), 404)


@pytest.mark.parametrize("methode", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("pad", ["cijfers", "indicatoren", "openapi.json"])
def test_it_is_for_reading_only(site: FlaskClient, methode: str, pad: str) -> None:
    antwoord = getattr(site, methode)(f"{API}/{pad}")
    problem(antwoord, 405)
    assert "GET" in antwoord.headers["Allow"]


@pytest.mark.parametrize("pad", ["/api", "/api/v1", "/api/v1/", "/api/v1/cijfers/", "/api/v2/cijfers", "/api/v1/x"])
def test_what_is_not_there_is_a_problem_and_no_redirect(site: FlaskClient, pad: str) -> None:
    problem(site.get(pad), 404)


@pytest.mark.parametrize(
    "pad",
    ["publicaties", "indicatoren", "gebieden", "schooljaren", "bronnen", "trendbreuken", "landelijke-cijfers"],
)
def test_every_list_is_there_and_each_of_it_can_be_had_alone(site: FlaskClient, pad: str) -> None:
    antwoord = site.get(f"{API}/{pad}")
    assert antwoord.status_code == 200 and antwoord.headers["API-Version"] == "1.0.0"
    regels = antwoord.get_json()[pad.replace("-", "_")]
    sleutel = {"indicatoren": "indicator", "gebieden": "gebied", "bronnen": "sleutel"}.get(pad)
    for regel in regels if sleutel else ():
        assert site.get(f"{API}/{pad}/{regel[sleutel]}").get_json() == regel
    if sleutel:
        problem(
            site.get(
                f"{API}/{pad}/bestaat-niet".replace("-niet", "_niet")
                if pad == "indicatoren"
                else f"{API}/{pad}/bestaat-niet"
            ),
            404,
        )


def test_answers_may_be_kept_and_are_asked_after(site: FlaskClient) -> None:
    adres = f"{API}/cijfers?gebied=aadorp"
    gezien = set()
    for vorm in ({}, {"Accept": "text/csv"}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip"}):
        eerst, weer = site.get(adres, headers=vorm), site.get(adres, headers=vorm)
        assert eerst.data == weer.data and eerst.headers["Cache-Control"] == "no-cache"
        assert "Accept" in eerst.headers["Vary"]
        gezien.add(eerst.headers["ETag"])
        assert site.get(adres, headers=vorm | {"If-None-Match": eerst.headers["ETag"]}).status_code == 304
    assert len(gezien) == 4


def test_other_sites_may_ask_and_nothing_may_be_framed(site: FlaskClient) -> None:
    vooraf = site.options(f"{API}/cijfers", headers={"Origin": "https://elders.test"})
    assert vooraf.status_code == 200 and "GET" in vooraf.headers["Access-Control-Allow-Methods"]
    koppen = site.get(f"{API}/cijfers").headers
    assert (
        koppen["Access-Control-Allow-Origin"] == "*" and "frame-ancestors 'none'" in koppen["Content-Security-Policy"]
    )
    assert koppen["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in koppen


def test_the_description_keeps_to_the_design_rules(site: FlaskClient) -> None:
    """What the linter of the rules asks, as far as it is about a description as ours is."""
    beschrijving = site.get(f"{API}/openapi.json").get_json()
    assert beschrijving["openapi"].startswith("3.1") and re.fullmatch(r"\d+\.\d+\.\d+", beschrijving["info"]["version"])
    assert all(beschrijving["info"]["contact"][naam] for naam in ("name", "url", "email"))
    assert all(re.search(r"/v\d", server["url"]) for server in beschrijving["servers"])
    namen = [wat["operationId"] for pad in beschrijving["paths"].values() for wat in pad.values()]
    assert len(namen) == len(set(namen)) > 10
    for pad, per_methode in beschrijving["paths"].items():
        assert re.fullmatch(r"(/([a-z0-9.-]+|\{[a-z]+\}))+", pad) and set(per_methode) == {"get"}
        wat = per_methode["get"]
        assert wat["summary"] and wat["description"] and "API-Version" in wat["responses"]["200"]["headers"]
        for parameter in wat.get("parameters", []):
            assert re.fullmatch(r"[a-z][A-Za-z0-9]*", parameter["name"]) and parameter["description"]
        assert "400" in wat["responses"] or not wat.get("parameters")
        for status, antwoord in wat["responses"].items():
            assert status == "200" or list(antwoord["content"]) == ["application/problem+json"]


def test_the_description_knows_every_column_and_every_address(site: FlaskClient) -> None:
    beschrijving = site.get(f"{API}/openapi.json").get_json()
    assert tuple(beschrijving["components"]["schemas"]["Cijfer"]["properties"]) == NAMEN
    regels = {str(regel) for regel in create_app().server.url_map.iter_rules()}
    assert not [regel for regel in regels if regel.startswith("/api")]
