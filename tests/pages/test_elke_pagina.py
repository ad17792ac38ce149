"""Every page of the example is read as HTML: its sentences against its numbers, its choices against what they open.

All gemeenten and regions, in every schooljaar, with each theme, ranking and pair of years. Takes minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl, urlsplit

import pytest

from data.cells.cells import CelSleutel
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from data.registry.indicators import INDICATOREN
from data.views.themes import THEMAPAGINAS
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer
from tests.kaarten import faults_of_page, has_figures, rows, shown_large, words
from tests.paginas import Node, read_html

Open = Callable[[str], Node]
TITELS = {sleutel: INDICATOREN[sleutel].titel for sleutel in ("schoolgaand", "absoluut_verzuim")}


@pytest.fixture
def live(published_data: Path, proef: Beeld, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, live instead of the small publication."""
    monkeypatch.setenv("LEERRECHT_DATA", str(published_data))
    return read_live()


@pytest.fixture
def open_page(live: Beeld, views: ModuleType) -> Open:
    """The page at a URL; it has to be there."""

    def at(url: str) -> Node:
        parts = urlsplit(url)
        gevonden = views.view(parts.path, dict(parse_qsl(parts.query)))
        assert gevonden.status == 200, f"{url} geeft {gevonden.status}"
        return read_html(Renderer(WRITERS).finish(gevonden.layout()).html)

    return at


def wrong(open_page: Open, urls: Iterator[str]) -> list[str]:
    """What is wrong on these pages, with where."""
    return [f"{url} | {fout}" for url in urls for fout in faults_of_page(open_page(url))]


PLAATSEN = ("regios", *(f"{letter}" for letter in "BDEHKMORSZ"))


@pytest.mark.parametrize("begin", PLAATSEN)
def test_what_a_page_says_is_what_its_numbers_bear(live: Beeld, open_page: Open, begin: str) -> None:
    """begin: the regions, or the gemeenten that begin with this letter; in parts, so that several can run at once."""
    fouten: list[str] = []
    for url, jaar in _places(live, begin):
        soort = "regio" if begin == "regios" else "gemeente"
        slug = urlsplit(url).query.removeprefix("regio=") or urlsplit(url).path.rpartition("/")[2]
        met = f"{url}{'&' if '?' in url else '?'}schooljaar={jaar}"
        fouten += wrong(open_page, iter((met, f"{met}&teleenheid=werkprocessen", f"{met}&bron=verslag")))
        for thema in THEMAPAGINAS:
            adres = f"/{thema}?{soort}={slug}&schooljaar={jaar}"
            fouten += wrong(open_page, iter((adres, f"{adres}&teleenheid=jongeren", f"{adres}&bron=verslag")))
    assert not fouten


def _places(live: Beeld, begin: str) -> Iterator[tuple[str, str]]:
    if begin == "regios":
        for regio in live.regios():
            yield from ((f"/?regio={regio.slug}", jaar) for jaar in live.schooljaren(regio.code))
        return
    for gemeente in live.gemeenten():
        if gemeente.naam.startswith(begin):
            yield from ((f"/gemeente/{gemeente.slug}", jaar) for jaar in live.schooljaren(gemeente.code))


def test_every_gemeente_is_read(live: Beeld) -> None:
    assert {g.naam[0] for g in live.gemeenten()} == set(PLAATSEN[1:])


@pytest.mark.parametrize("sleutel", INDICATOREN)
def test_what_a_comparison_says_is_what_its_numbers_bear(live: Beeld, open_page: Open, sleutel: str) -> None:
    """Each ranking of a region, and for each gemeente the ranking of its size and itself in two schooljaren."""
    bekend = [g for g in live.gemeenten() if live.soorten_bron(INDICATOREN[sleutel], g.code)]
    urls = [f"/vergelijken?indicator={sleutel}&regio={live.regio_van(g).slug}&met=regio&beeld=tabel" for g in bekend]
    for gemeente in bekend:
        urls += [f"/vergelijken?indicator={sleutel}&gemeente={gemeente.slug}&met=eerder"]
        urls += [f"/vergelijken?indicator={sleutel}&gemeente={gemeente.slug}&met=vergelijkbaar&beeld=tabel"]
    assert not wrong(open_page, iter(dict.fromkeys(urls)))


def test_a_schooljaar_that_can_be_chosen_has_figures(live: Beeld, open_page: Open) -> None:
    """From each kind of source: what a choice promises, the page it opens has."""
    leeg: list[str] = []
    for gemeente in live.gemeenten():
        for bron in ("", "verslag", "voorbeeld"):
            jaar = live.schooljaren(gemeente.code)[-1]
            pagina = open_page(f"/gemeente/{gemeente.slug}?schooljaar={jaar}&bron={bron}")
            keuze = next(nav for nav in pagina.all("nav") if nav.attrs.get("aria-label") == "Schooljaar")
            urls = [a.attrs["href"] or "" for a in keuze.all("a")]
            leeg += [f"{url} van {bron}" for url in urls if not has_figures(open_page(url))]
    assert not leeg


def test_what_is_real_comes_before_the_example(live: Beeld, open_page: Open) -> None:
    """On each page of a gemeente the first tile with a figure is real, where any tile is."""
    fouten: list[str] = []
    for gemeente in live.gemeenten():
        for jaar in live.schooljaren(gemeente.code):
            tegels = open_page(f"/gemeente/{gemeente.slug}?schooljaar={jaar}").with_class("tegel")
            met = [t for t in tegels if re.match(r"\d", shown_large(t))]
            if any(not t.has_class("is-voorbeeld") for t in met) and met[0].has_class("is-voorbeeld"):
                fouten.append(f"{gemeente.naam}, {jaar}")
    assert not fouten


def test_what_a_report_tells_is_nowhere_called_unknown(live: Beeld, open_page: Open) -> None:
    """Also where the other figures of a table or series are examples."""
    fouten = []
    for gemeente in live.gemeenten():
        laatste = live.schooljaren(gemeente.code)[-1]
        for sleutel in ("schoolgaand", "absoluut_verzuim"):
            url = f"/gemeente/{gemeente.slug}?schooljaar={laatste}&indicator={sleutel}&bron=voorbeeld"
            for figuur in open_page(url).all("figure"):
                koppen, rijen = rows(figuur)
                if koppen[:1] != ("Schooljaar",) or words(figuur.all("h3")[0]).partition(" in ")[0] != TITELS[sleutel]:
                    continue
                for rij in rijen:
                    cel = CelSleutel(sleutel, "jongeren", gemeente.code, rij.hoofd)
                    if rij.cellen[0] == "onbekend" and live.van_soort(cel, "voorbeeld").in_verslag:
                        fouten.append(f"{url}: {rij.hoofd}")
    assert not fouten


def test_a_region_has_its_article_where_its_reports_are_told(open_page: Open) -> None:
    tekst = words(open_page("/?regio=subregio-roermond&schooljaar=2022-2023"))
    for plaats in ("de subregio Roermond", "het gewest Limburg-Noord", "Nederland"):
        assert f"Over {plaats}." in tekst


def test_schools_and_staff_of_a_report_stand_on_the_page_of_their_gemeente(open_page: Open) -> None:
    for jaar in ("2015-2016", "2016-2017"):
        tekst = words(open_page(f"/gemeente/steenwijkerland?schooljaar={jaar}"))
        for regel in ("Primair onderwijs 36", "Speciaal basisonderwijs 1", "Regulier voortgezet onderwijs 2"):
            assert regel in tekst
        assert "Formatie leerplicht: omvang (fte)" in tekst and "Leerplichtambtenaren" in tekst
        assert "Het verslag noemt geen peildatum; het aantal geldt voor beide schooljaren." in tekst


def test_the_check_finds_what_is_wrong() -> None:
    """One planted fault of each kind."""
    goed = """<figure><figcaption><h3>Delen</h3><p>In schooljaar 2022-2023 ging het in totaal om 9 jongeren. Van deze
        groepen is ‘a’ de grootste: 6.</p></figcaption><table><caption>Delen</caption><thead><tr><th>Groep</th>
        <th>Aantal jongeren</th></tr></thead><tbody><tr><th>a</th><td>6</td></tr><tr><th>b</th><td>3</td></tr><tr>
        <th>Totaal</th><td>9</td></tr></tbody></table></figure>"""
    assert not faults_of_page(read_html(goed))
    for was, wordt in (("<td>9</td>", "<td>8</td>"), ("grootste: 6", "grootste: 3"), ("<td>3</td>", "<td>2</td>")):
        assert faults_of_page(read_html(goed.replace(was, wordt))), was
    rang = """<figure><figcaption><h3>Van hoog naar laag</h3><p>Aa ligt hoger dan de rest van de regio X. Dat is bijna
        nooit toeval. De andere 2 gemeenten verschillen niet duidelijk van de rest van de regio X.</p></figcaption>
        <table><caption>x</caption><thead><tr><th>Gemeente</th><th>Aantal jongeren</th><th>Per 1.000 jongeren</th>
        <th>95%-interval</th><th>Tegenover de andere</th></tr></thead><tbody>
        <tr><th>Aa</th><td>90 van 3.000</td><td>30,0</td><td></td><td>hoger</td></tr>
        <tr><th>Bee</th><td>30 van 3.000</td><td>10,0</td><td></td><td>verschilt niet duidelijk</td></tr>
        <tr><th>Cee</th><td>29 van 3.000</td><td>9,7</td><td></td><td>verschilt niet duidelijk</td></tr>
        </tbody></table></figure>"""
    rang = rang.replace("30 van 3.000", "44 van 3.000").replace("10,0", "14,7").replace("29 van", "42 van")
    rang = rang.replace("9,7", "14,0").replace("90 van 3.000", "99 van 3.000").replace("30,0", "33,0")
    basis = faults_of_page(read_html(rang))
    for was, wordt in (("andere 2", "andere 3"), ("99 van", "50 van"), ("33,0", "13,0"), (">hoger<", ">lager<")):
        assert faults_of_page(read_html(rang.replace(was, wordt))) != basis, was
    for fout in (
        "<section><h2>Kop</h2></section>",
        "<p>art_15_nu_11g</p>",
        "<p>een jaar later een jaar later</p>",
        "<details><summary>2 grafieken zijn hier niet te maken</summary><ul><li>a</li></ul></details>",
        '<nav aria-label="Onderwerp"></nav>',
    ):
        assert faults_of_page(read_html(fout)), fout
