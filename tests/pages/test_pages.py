"""Every page as HTML: complete, well ordered, leading somewhere, and honest about what is real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest

from components.pieces.report_section import ONZEKER, print_value
from components.words.parts_words import parts_subject
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN, tegels
from data.views.report_blocks import is_onzeker
from data.views.themes import THEMAPAGINAS
from tests.pages import publicatie
from tests.pages.conftest import Render
from tests.paginas import Node, read_html

URLS = [
    "/",
    "/?regio=anderland",
    "/gemeente/aadorp",
    "/gemeente/aadorp?schooljaar=2023-2024&indicator=afgehandeld",
    "/gemeente/beedorp?schooljaar=2021-2022&indicator=absoluut_verzuim",
    "/gemeente/ceedorp?schooljaar=2020-2021",
    "/gemeente/ceedorp?schooljaar=2022-2023&bron=voorbeeld",
    "/gemeente/eedorp",
    "/gemeente/atlantis",
    "/verzuim",
    "/verzuim?gemeente=aadorp&schooljaar=2022-2023&teleenheid=jongeren",
    "/vrijstellingen?gemeente=ceedorp&schooljaar=2021-2022",
    "/vrijstellingen?regio=anderland",
    "/doorstroompunt?gemeente=beedorp&bron=verslag",
    "/toelichting",
    "/toegankelijkheid",
]


Look = Callable[[str], Node]


@pytest.fixture
def look(render: Render) -> Look:
    """The page at a URL, whatever its status."""

    def at(url: str) -> Node:
        parts = urlsplit(url)
        return read_html(render(parts.path, dict(parse_qsl(parts.query)))[1])

    return at


@pytest.mark.parametrize("url", URLS)
def test_headings_step_down_one_at_a_time_and_ids_stand_once(look: Look, url: str) -> None:
    page = look(url)
    niveaus = [int(kop.tag[1]) for kop in page.all("h1", "h2", "h3", "h4", "h5")]
    assert niveaus[0] == 1 and niveaus.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(niveaus))
    ids = Counter(n.attrs["id"] for n in page.all(*_every_tag(page)) if "id" in n.attrs)
    assert not [naam for naam, keer in ids.items() if keer > 1]


def _every_tag(node: Node) -> set[str]:
    return {node.tag}.union(*(_every_tag(c) for c in node.children if isinstance(c, Node)))


@pytest.mark.parametrize("url", URLS)
def test_nothing_is_styled_in_the_page_or_fetched_from_elsewhere(look: Look, url: str) -> None:
    for node in (page := look(url)).all(*_every_tag(page)):
        assert "style" not in node.attrs
        for naam in ("src", "srcset", "href", "action"):
            assert not (node.attrs.get(naam) or "").startswith(("http:", "https:", "//"))


@pytest.mark.parametrize("url", URLS)
def test_every_link_to_a_page_leads_to_one_that_is_there(look: Look, render: Render, url: str) -> None:
    page = look(url)
    ids = {n.attrs.get("id") for n in page.all(*_every_tag(page))} | {"inhoud"}
    for link in page.all("a"):
        doel = urlsplit(link.attrs["href"] or "")
        assert link.text.strip()
        if not doel.path:
            assert doel.fragment in ids
        elif not doel.path.startswith("/download/"):
            assert render(doel.path, dict(parse_qsl(doel.query)))[0] == 200, link.attrs["href"]


@pytest.mark.parametrize("url", URLS)
def test_charts_and_tables_can_be_read_without_seeing_them(look: Look, url: str) -> None:
    page = look(url)
    for figuur in page.all("figure"):
        assert "role" not in figuur.attrs and figuur.attrs["aria-label"]  # a figure is one by itself
        assert figuur.all("h3", "h4") and figuur.all("figcaption")[0].all("p")[0].text.strip()
        assert figuur.with_class("grafiek-bron") or "Hier is niets te tonen" in figuur.text
        if figuur.with_class("grafiek"):
            assert figuur.with_class("grafiek")[0].attrs["role"] == "img" and figuur.all("table")
    for tabel in page.all("table"):
        assert tabel.all("caption")[0].text.strip()
        assert all(kop.attrs.get("scope") for kop in tabel.all("th"))
    assert all("alt" in plaatje.attrs for plaatje in page.all("img"))


@pytest.mark.parametrize("url", URLS)
def test_what_is_invented_says_so_and_what_is_real_does_not(look: Look, url: str) -> None:
    page = look(url)
    for part in (*page.with_class("tegel"), *page.all("figure")):
        assert ("VOORBEELD" in part.text) == part.has_class("is-voorbeeld") == ("verzonnen cijfers" in part.text)
        for tabel in part.all("caption"):
            assert ("(voorbeeld)" in tabel.text) == part.has_class("is-voorbeeld")
    assert ("niet alle cijfers op deze pagina zijn echt" in page.text) == bool(page.with_class("badge-voorbeeld"))


@pytest.mark.parametrize("url", URLS)
def test_what_a_report_printed_is_not_told_as_our_count(look: Look, url: str) -> None:
    for part in look(url).all("figure", "details"):
        uitleg = part.text.partition("Hoe is dit geteld en berekend?")[2]
        if "Bron: " in uitleg and "Hoe is dit geteld" not in uitleg:
            assert ("Zo tellen we" in uitleg) == ("verslag" not in uitleg.split("Bron: ")[1])


@pytest.mark.parametrize("url", URLS)
def test_a_printed_page_names_the_source_of_every_tile(look: Look, url: str) -> None:
    page = look(url)
    for opdruk in page.with_class("opdruk"):
        bronnen = [p.text for voet in page.with_class("tegel-voet") for p in voet.all("p") if "Bron: " in p.text]
        assert bronnen
        for bron in bronnen:
            assert re.split(r"[.,] ", bron.removeprefix("Bron: "))[0] in opdruk.text


@pytest.mark.parametrize(
    "url",
    ["/?regio=anderland", "/gemeente/eedorp", "/gemeente/efdorp?schooljaar=2020-2021", "/verzuim?gemeente=eedorp"],
)
def test_a_region_with_its_own_delivery_sees_no_example_anywhere(look: Look, url: str) -> None:
    page = look(url)
    assert "voorbeeld" not in page.text.lower() and not page.with_class("is-voorbeeld")


def test_every_figure_of_a_report_is_on_its_page_and_an_uncertain_one_is_not_a_value(look: Look, proef: Beeld) -> None:
    for gemeente in proef.gemeenten("R1"):
        for jaar in proef.schooljaren(gemeente.code):
            page = look(f"/gemeente/{gemeente.slug}?schooljaar={jaar}")
            deel = next(s for s in page.all("section") if s.attrs.get("id") == "jaarverslag")
            rijen = [(rij.all("th")[0].text, rij.all("td")[0].text) for rij in deel.all("tr") if rij.all("td")]
            for cijfer in proef.verslagcijfers(gemeente.code, jaar):
                waarde = ONZEKER if is_onzeker(cijfer) else "niet van toepassing"
                if cijfer.waarde is not None and not is_onzeker(cijfer):
                    waarde = print_value(cijfer.waarde, cijfer.eenheid, cijfer.decimalen)
                naam = (cijfer.onderdeel or cijfer.titel).lower()
                assert any(naam in hoofd.lower() and waarde == getoond for hoofd, getoond in rijen), cijfer
                assert cijfer.bron.titel in deel.text and cijfer.toelichting in deel.text


def test_a_hidden_figure_is_hidden_everywhere_on_the_page(look: Look) -> None:
    page = look("/gemeente/beedorp?schooljaar=2021-2022&indicator=absoluut_verzuim&bron=voorbeeld")
    tegel = next(t for t in page.with_class("tegel") if "Absoluut verzuim" in t.text)
    assert "afgeschermd" in tegel.text and not tegel.all("img")
    assert not re.search(r"\d", " ".join(p.text for p in tegel.with_class("zin")))
    tabel = next(t for t in page.all("table") if "gemeenten in" in t.all("caption")[0].text)
    rij = next(r for r in tabel.all("tr") if "Beedorp" in r.text)
    assert "afgeschermd" in rij.text and not re.search(r"\d", rij.text)


def test_a_theme_page_shows_each_chart_or_says_why_it_cannot(look: Look, proef: Beeld) -> None:
    for pad, thema in THEMAPAGINAS.items():
        for plaats in ("gemeente=aadorp", "regio=proefregio"):
            page = look(f"/{pad}?{plaats}&schooljaar=2022-2023")
            tekst = " ".join(f.attrs["aria-label"] or "" for f in page.all("figure"))
            tekst += " ".join(li.text for details in page.all("details") for li in details.all("li"))
            for plan in thema.plans():
                assert parts_subject(plan.indicator, plan.uitsplitsing, plan.binnen) in tekst, (plaats, plan)


def test_the_pictures_of_a_theme_are_in_the_first_html(look: Look) -> None:
    page = look("/verzuim?gemeente=aadorp&schooljaar=2022-2023")
    getekend = [figuur for figuur in page.all("figure") if figuur.all("svg", "img") or figuur.with_class("staaf")]
    assert len(getekend) > 5
    assert not page.with_class("dash-graph")


def test_another_teleenheid_gives_other_figures_of_the_same_source(look: Look) -> None:
    """Eedorp counts both in each year; jongeren are 0,8 of the werkprocessen."""
    zaken, jongeren = (
        next(t for t in look(f"/gemeente/eedorp?teleenheid={e}").with_class("tegel") if "Relatief" in t.text)
        for e in ("werkprocessen", "jongeren")
    )
    assert re.search(r"\b113\*?(, voorlopig)? +zaken\b", zaken.text)
    assert re.search(r"\b90\*?(, voorlopig|, 90|\s)* +van de [\d.]+ jongeren", jongeren.text)
    verslag = look("/gemeente/aadorp?schooljaar=2022-2023&teleenheid=jongeren")
    tegel = next(t for t in verslag.with_class("tegel") if "Relatief verzuim" in t.text)
    assert "444" in tegel.text and "VOORBEELD" not in tegel.text  # never the example instead of the report


@pytest.mark.parametrize("sleutel", list(INDICATOREN))
def test_a_registry_entry_is_explained_and_can_be_chosen_without_an_edit_in_pages(look: Look, sleutel: str) -> None:
    ind, page = INDICATOREN[sleutel], look("/toelichting")
    kop = next(h for h in page.all("h3") if h.attrs.get("id") == sleutel)
    assert ind.titel in kop.text and ind.definitie in page.text and ind.betekenis in page.text
    gekozen = look(f"/gemeente/aadorp?schooljaar=2020-2021&indicator={sleutel}")
    assert any(
        ind.titel in figuur.attrs["aria-label"] for figuur in gekozen.all("figure") if figuur.attrs["aria-label"]
    )


def test_every_tile_of_the_registry_is_on_both_pages_in_its_order_the_real_ones_first(look: Look) -> None:
    met_vaknaam = [f"{ind.titel} ({ind.vaknaam})" if ind.vaknaam else ind.titel for ind in tegels()]
    for url in ("/", "/gemeente/aadorp"):
        getoond = look(url).with_class("tegel")[: len(tegels())]
        koppen = [" ".join(tegel.all("h3")[0].text.split()) for tegel in getoond]
        plekken = [
            (tegel.has_class("is-voorbeeld"), met_vaknaam.index(kop))
            for tegel, kop in zip(getoond, koppen, strict=True)
        ]
        assert plekken == sorted(plekken) and sorted(koppen) == sorted(met_vaknaam)


def test_the_five_tiles_can_be_told_by_the_words_of_the_field() -> None:
    bekend = ("jongeren van 5 tot 18", "% schoolgaand", "relatief verzuim", "absoluut verzuim", "afgehandelde werkproc")
    assert all(woord in f"{ind.titel} {ind.vaknaam}".lower() for ind, woord in zip(tegels(), bekend, strict=True))


def protection_text(look: Look) -> str:
    return next(
        " ".join(deel.text.split())
        for deel in look("/toelichting").all("section")
        if deel.attrs.get("id") == "afscherming"
    )


def test_the_explanation_gives_the_proof_of_this_publication(look: Look) -> None:
    tekst = protection_text(look)
    assert "1.234 cijfers zijn nagekeken" in tekst
    assert f"{publicatie.BEWIJS['afscherming']['onderdrukt']} cijfers zijn afgeschermd" in tekst  # type: ignore[index]
    assert "0 keer kon het programma een afgeschermd cijfer te precies achterhalen" in tekst


def test_the_explanation_does_not_say_how_many_figures_are_small(look: Look) -> None:
    """Of six that are hidden, "6 te klein" says of each that it is; older proofs that are kept hold that number."""
    tekst = protection_text(look)
    bewijs: dict[str, int] = publicatie.BEWIJS["afscherming"]  # type: ignore[assignment]
    assert not [n for n in (bewijs["primair"], bewijs["secundair"]) if re.search(rf"\b{n}\b", tekst)]
    assert "te klein" not in tekst


@pytest.mark.parametrize(
    "url", ["/gemeente/atlantis", "/gemeente/aadorp?schooljaar=1900-1901", "/?regio=x", "/nergens"]
)
def test_what_does_not_exist_is_404_with_the_choices(render: Render, url: str) -> None:
    parts = urlsplit(url)
    status, html = render(parts.path, dict(parse_qsl(parts.query)))
    assert status == 404 and "Niet gevonden" in html
    assert all(f"/gemeente/{slug}" in html for slug in ("aadorp", "eedorp"))
