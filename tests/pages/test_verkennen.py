"""/verkennen and its files on the artificial publication: one URL per view, figures as published, no hidden ones."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import create_app
from data.cells.cells import TOTAAL
from data.publication.readmodel import Beeld
from pages import views
from pages.explore_pieces import answer, main_piece
from pages.explore_query import MEESTE, VORMEN_HIER, read_exploration, subjects
from pages.explore_questions import questions
from pages.routes import Route, resolve
from tests.data.klein_beeld import JAAR, VERSLAG, VOORBEELD, beeld, cel, cijfer
from tests.paginas import Node, read_html


@pytest.fixture(scope="module")
def _server() -> FlaskClient:
    return create_app().server.test_client()


@pytest.fixture
def site(_server: FlaskClient, proef: Beeld) -> Iterator[FlaskClient]:
    """The site on the artificial publication."""
    with _server as client:
        yield client


def open_page(site: FlaskClient, query: str) -> Node:
    antwoord = site.get(f"/verkennen?{query}")
    assert antwoord.status_code == 200
    body = antwoord.text.partition('<div id="ssr">')[2].partition('<div id="react-entry-point"')[0]
    return read_html(f'<div id="ssr">{body}'.removesuffix("\n"))


def rows(site: FlaskClient, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(url).text.lstrip("\ufeff"))))


@pytest.mark.parametrize("vorm", VORMEN_HIER)
def test_a_view_has_one_url_that_gives_it_again(proef: Beeld, vorm: str) -> None:
    vraag = read_exploration(proef, {"waar": "aadorp,proefregio,rest", "onderwerp": "absoluut_verzuim", "vorm": vorm})
    assert vraag and not vraag.niet
    pad, _, zoek = vraag.url.partition("?")
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route) and route.verkenning == vraag and route.url == vraag.url


@pytest.mark.parametrize(
    ("zoek", "reden"),
    [
        ("utm_source=brief", "naam"),
        ("vorm=lijnen&vorm=staven", "dubbel"),
        ("onderwerp=geluk", "onderwerp"),
        ("onderwerp=afgehandeld:afhandelingsgroep:weg", "onderwerp"),
        ("tegen=geluk", "tegen"),
        ("waar=atlantis", "waar"),
        ("waar=aadorp,beedorp,ceedorp,ons-deedorp,eedorp,efdorp", "vol"),
        ("waar=aadorp&tot=1999-2000", "jaar"),
        ("waar=aadorp&van=vroeger", "jaar"),
        ("eenheid=kilo", "eenheid"),
        ("maat=kilo", "maat"),
        ("vorm=taart", "vorm"),
        ("bron=geheim", "bron"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line_and_the_rest_is_shown(
    site: FlaskClient, zoek: str, reden: str
) -> None:
    from components.words.explore_form_words import NIET

    regels = open_page(site, zoek).with_class("let-op")
    gezegd = [regel for regel in regels if regel.attrs.get("role") == "status"]
    assert len(gezegd) == 1 and gezegd[0].text.startswith(NIET[reden])
    assert not any(woord in gezegd[0].text for woord in ("geluk", "atlantis", "kilo", "taart", "geheim", "brief"))


def test_a_part_counted_for_a_region_is_shown_though_its_gemeenten_tell_it_in_reports_only() -> None:
    deel = cel("afgehandeld", "werkprocessen", "R", "2023-2024", "soort_afhandeling", "vsv:werk")
    verslag = deel._replace(gebied="GM1", schooljaar=JAAR)
    verteld = [(deel, 68, VOORBEELD), (verslag, 7, VERSLAG)]
    geheel = [(c._replace(uitsplitsing=TOTAAL, categorie=TOTAAL), 900, bron) for c, _, bron in verteld]
    live = beeld({"GM1": "R"}, [cijfer(*feit) for feit in (*verteld, *geheel)])
    gevraagd = {"onderwerp": "afgehandeld:soort_afhandeling:vsv:werk", "waar": "r", "eenheid": "werkprocessen"}
    jaren = {"voorbeeld": "2023-2024", "verslag": JAAR}
    for bron, jaar in jaren.items():
        vraag = read_exploration(live, {**gevraagd, "bron": bron})
        assert vraag and not vraag.niet and (vraag.bron, vraag.tot) == (bron, jaar)


def test_a_sixth_place_is_not_shown(proef: Beeld) -> None:
    alle = ",".join(g.slug for g in proef.gemeenten())
    vraag = read_exploration(proef, {"waar": alle})
    assert vraag and len(vraag.plaatsen) == MEESTE and vraag.niet == ("vol",)


def test_values_are_those_of_the_published_figures(site: FlaskClient, proef: Beeld) -> None:
    gepubliceerd = {
        (r["gebied"], r["indicator"], r["teleenheid"], r["schooljaar"], r["uitsplitsing"], r["categorie"]): r
        for r in rows(site, "/download/cijfers.csv")
    }
    gezien = 0
    for onderwerp in subjects(proef):
        for vorm in VORMEN_HIER:
            url = f"/download/verkennen.csv?onderwerp={onderwerp.sleutel}&vorm={vorm}&waar=aadorp,beedorp"
            for rij in rows(site, url):
                sleutel = (rij["gebied"], rij["indicator"], rij["teleenheid"], rij["schooljaar"])
                bron = gepubliceerd.get((*sleutel, rij["uitsplitsing"], rij["categorie"]))
                if bron and rij["bronsoort"] == bron["bronsoort"]:
                    assert rij["waarde"] == bron["waarde"], url
                    gezien += rij["waarde"] != ""
    assert gezien > 20


@pytest.mark.parametrize("vorm", VORMEN_HIER)
def test_a_hidden_figure_has_no_value_in_any_picture(site: FlaskClient, proef: Beeld, vorm: str) -> None:
    """Beedorp hides its absoluut verzuim: a word in its place, after those with a value."""
    query = f"onderwerp=absoluut_verzuim&waar=aadorp,beedorp&vorm={vorm}&bron=voorbeeld&tot=2021-2022&van=2021-2022"
    van_beedorp = [r for r in rows(site, f"/download/verkennen.csv?{query}") if r["gebiedsnaam"] == "Beedorp"]
    assert van_beedorp
    for rij in van_beedorp:
        assert rij["status"] != "onderdrukt" or not (rij["waarde"] or rij["vergelijkwaarde"])
    assert any(r["status"] == "onderdrukt" for r in van_beedorp)
    pagina = open_page(site, query)
    regel = next(r for tabel in pagina.all("table") for r in tabel.all("tr") if "Beedorp" in r.text)
    assert "afgeschermd" in regel.text


def test_each_ready_question_is_a_whole_view(site: FlaskClient, proef: Beeld) -> None:
    gevonden = questions(proef)
    assert 3 <= len(gevonden) <= 5
    for _, vraag in gevonden:
        assert open_page(site, vraag.query).with_class("antwoord")
        assert main_piece(proef, answer(proef, vraag)).tabel is not None


def test_the_choices_are_a_form_that_works_by_itself(site: FlaskClient) -> None:
    pagina = open_page(site, "waar=aadorp&onderwerp=absoluut_verzuim")
    (formulier,) = (f for f in pagina.all("form") if f.has_class("verken"))
    assert formulier.attrs["action"] == "/verkennen" and formulier.attrs["method"] == "get"
    namen = {label.attrs["for"] for label in formulier.all("label")}
    for keuze in formulier.all("select"):
        assert keuze.attrs["id"] in namen and keuze.attrs["name"]
        # a first empty option is the placeholder: what is chosen must be one of the others
        assert sum("selected" in optie.attrs for optie in keuze.all("option")) == 1


WOORDEN = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["aadorp", "beedorp", "proefregio", "rest", "nederland", "geen", "2021-2022", "2030-2031", ","]),
    st.sampled_from(["absoluut_verzuim", "schoolgaand", "relatief_verzuim:subsoort:luxe", "jongeren", "per_1000"]),
    st.sampled_from([*VORMEN_HIER, "voorbeeld", "verslag", "levering", "aantal", "procent", "meldingen"]),
)
NAMEN = st.sampled_from(
    ["onderwerp", "tegen", "waar", "plek1", "plek5", "van", "tot", "eenheid", "maat", "vorm", "bron", "niet", "x"]
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vraag=st.lists(st.tuples(NAMEN, WOORDEN), max_size=8))
def test_whatever_is_asked_there_is_an_answer(proef: Beeld, vraag: list[tuple[str, str]]) -> None:
    from urllib.parse import urlencode

    zoek = f"?{urlencode(vraag, errors='surrogatepass')}"
    _, titel = views.show("/verkennen", zoek)
    assert titel["title"].startswith("Zelf verkennen")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=8), deel, max_size=3),
    max_leaves=8,
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zoek=JSON, extra=st.dictionaries(st.text(max_size=6), JSON, max_size=2))
def test_a_payload_that_is_not_ours_is_refused(site: FlaskClient, zoek: object, extra: dict[str, object]) -> None:
    from pages.views import site as make

    plek = make()
    vraag = {
        "output": plek.page_question,
        "outputs": [{"id": plek.content_id, "property": "children"}, {"id": plek.title_id, "property": "data"}],
        "inputs": [
            {"id": plek.address_id, "property": "pathname", "value": "/verkennen"},
            {"id": plek.address_id, "property": "search", "value": zoek},
        ],
        "changedPropIds": [f"{plek.address_id}.search"],
        "state": [],
        **extra,
    }
    antwoord = site.post("/_dash-update-component", data=json.dumps(vraag), content_type="application/json")
    eigen = not extra and (zoek is None or isinstance(zoek, str))
    assert antwoord.status_code == (200 if eigen else 400)


def test_a_workbook_has_the_words_and_figures_of_the_page_and_no_clock(site: FlaskClient) -> None:
    query = "onderwerp=verlof&waar=aadorp&vorm=lijnen&bron=voorbeeld"
    een, ander = (site.get(f"/download/verkennen.xlsx?{query}").data for _ in range(2))
    assert een == ander
    regels = list(load_workbook(io.BytesIO(een)).active.iter_rows(values_only=True))
    assert "Verlofaanvragen" in str(regels[0][0]) and "VOORBEELD" in str(regels[1][0])
    kop = next(i for i, regel in enumerate(regels) if regel[0] == "gebied")
    in_csv = rows(site, f"/download/verkennen.csv?{query}")
    plek = list(regels[kop]).index("waarde")
    gelezen = [regel[plek] for regel in regels[kop + 1 :]]
    assert gelezen == [float(rij["waarde"]) if rij["waarde"] else None for rij in in_csv] and any(gelezen)


def test_ten_megabytes_are_refused(site: FlaskClient) -> None:
    antwoord = site.post("/_dash-update-component", data=b"x" * 10_000_000, content_type="application/json")
    assert antwoord.status_code in (400, 413)
