"""The pages as visitors use them: with a finger, with a keyboard, without scripts, on paper, in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from components.pieces.report_section import print_value
from data.referentie import schooljaar
from data.referentie.gebieden import gebieden
from data.reports.published import cijfers
from data.reports.published_figures import Publicatiecijfer

# Only to end a test that hangs; no test gets faster or slower by it.
expect.set_options(timeout=60_000)

PAGES = [
    "/",
    "/?regio=subregio-roermond",
    "/gemeente/hattem",
    "/gemeente/hengelo?schooljaar=2022-2023",
    "/verzuim?gemeente=roermond",
    "/doorstroompunt?regio=subregio-hengelo",
    "/toelichting",
]


def arrive(page: Page, url: str) -> Locator:
    """Open a page; its content."""
    page.goto(url)
    content = page.locator("#site-pagina")
    expect(content.locator("h1")).to_be_visible()
    return content


def tile(content: Locator, titel: str) -> Locator:
    """The tile with this title."""
    return content.locator("article.tegel").filter(has=content.page.get_by_role("heading", name=titel, exact=True))


def shown_year(content: Locator) -> Locator:
    """The schooljaar that the page says it shows."""
    return content.get_by_role("navigation", name="Schooljaar").locator("summary")


def test_a_raadslid_finds_the_own_gemeente_and_reads_the_answer(page: Page) -> None:
    content = arrive(page, "/")
    content.locator(".rijen").get_by_role("link", name="Hattem").click()
    expect(content.locator("h1")).to_have_text("Hattem")
    expect(page).to_have_url(re.compile("/gemeente/hattem"))
    expect(page).to_have_title(re.compile("Hattem"))
    naar_school = tile(content, "Ingeschreven of vrijgesteld (% schoolgaand)")
    expect(naar_school).to_contain_text("99,1%")
    expect(naar_school).to_contain_text("van de 1.884 jongeren")
    expect(naar_school).to_contain_text("Hattem verschilt niet duidelijk van de rest van de regio")
    expect(naar_school).not_to_contain_text("VOORBEELD")


def test_another_gemeente_is_one_small_page(page: Page) -> None:
    content = arrive(page, "/")
    page.wait_for_load_state("networkidle")
    gevraagd: list[str] = []
    page.on("request", lambda request: gevraagd.append(request.url) if request.url.startswith("http") else None)
    content.locator(".rijen").get_by_role("link", name="Zwolle").click()
    expect(content.locator("h1")).to_have_text("Zwolle")
    page.wait_for_load_state("networkidle")
    # What every page has besides is kept by the browser.
    assert [url for url in gevraagd if "/assets/" not in url and "/statisch/site." not in url] == [page.url]
    assert not [url for url in gevraagd if "_dash" in url]
    assert page.evaluate("window.scrollY") == 0


def test_a_choice_changes_the_view_in_place_and_the_address_with_it(page: Page) -> None:
    content = arrive(page, "/gemeente/echt-susteren?schooljaar=2023-2024")
    keuze = content.get_by_role("navigation", name="Onderwerp").get_by_role("link", name="Relatief verzuim")
    keuze.scroll_into_view_if_needed()
    uitgeklapt = content.locator("details").last
    uitgeklapt.evaluate("details => { details.open = true; }")
    plaats = "link => link.getBoundingClientRect().top"
    hoogte = keuze.evaluate(plaats)
    keuze.press("Enter")
    expect(content.get_by_role("figure", name="Relatief verzuim in Echt-Susteren, per schooljaar")).to_be_visible()
    expect(keuze).to_be_focused()
    expect(keuze).to_have_attribute("aria-current", "true")
    assert abs(keuze.evaluate(plaats) - hoogte) < 1
    expect(page).to_have_title(re.compile("Echt-Susteren"))
    expect(page).to_have_url(re.compile("indicator=relatief_verzuim"))
    page.reload()
    expect(content.get_by_role("figure", name="Relatief verzuim in Echt-Susteren, per schooljaar")).to_be_visible()
    page.go_back()
    expect(content.get_by_role("figure", name="Processen-verbaal in Echt-Susteren, per schooljaar")).to_be_visible()


def test_a_tile_leads_to_its_years(page: Page) -> None:
    content = arrive(page, "/gemeente/hattem")
    tegel = tile(content, "Absoluut verzuim")
    tegel.locator("summary").click()
    tegel.get_by_role("link", name="Bekijk de jaren").click()
    expect(content.get_by_role("figure", name="Absoluut verzuim in Hattem, per schooljaar")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#ontwikkeling$"))


def test_a_choice_that_cannot_be_fetched_is_loaded_as_any_page(page: Page, watch: object) -> None:
    watch.allowed.append("ERR_FAILED")  # type: ignore[attr-defined]
    content = arrive(page, "/gemeente/hattem?schooljaar=2023-2024")
    page.route("**/gemeente/hattem*", lambda route: route.abort() if _is_fetch(route) else route.continue_())
    content.get_by_role("navigation", name="Schooljaar").get_by_role("link", name="2022-2023").click()
    expect(page).to_have_url(re.compile("schooljaar=2022-2023"))
    expect(shown_year(content)).to_have_text("Schooljaar 2022-2023")


def test_of_two_choices_one_after_the_other_the_last_is_shown(page: Page) -> None:
    content = arrive(page, "/gemeente/hattem?schooljaar=2023-2024")
    vastgehouden: list[Route] = []

    def hold(route: Route) -> None:
        vastgehouden.append(route)

    page.route("**/gemeente/hattem?*2021-2022*", hold)
    jaren = content.get_by_role("navigation", name="Schooljaar")
    shown_year(content).click()
    lijst = jaren.get_by_role("list")
    with page.expect_request("**/gemeente/hattem?*2021-2022*"):
        lijst.get_by_role("link", name="2021-2022").click()
    lijst.get_by_role("link", name="2022-2023").click()
    expect(shown_year(content)).to_have_text("Schooljaar 2022-2023")
    for route in vastgehouden:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(re.compile("schooljaar=2022-2023"))
    expect(shown_year(content)).to_have_text("Schooljaar 2022-2023")


def _is_fetch(route: Route) -> bool:
    return route.request.resource_type == "fetch"


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    content = arrive(page, "/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    while not page.evaluate("document.activeElement.textContent").startswith("Dalfsen"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(content.locator("h1")).to_have_text("Dalfsen")
    tabel = content.locator("figure").first.locator("summary", has_text="Tabel, uitleg en bron")
    tabel.focus()
    page.keyboard.press("Enter")
    expect(content.locator("figure").first.locator("table")).to_be_visible()


@pytest.mark.parametrize("url", PAGES)
def test_no_page_is_wider_than_the_screen(page: Page, url: str) -> None:
    content = arrive(page, url)
    for summary in content.locator("summary").all():
        summary.evaluate("element => element.parentElement.open = true")
    for breedte in (None, 320):
        if breedte:
            page.set_viewport_size({"width": breedte, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_what_a_chart_shows_is_what_its_table_says(page: Page) -> None:
    content = arrive(page, "/gemeente/hattem?schooljaar=2022-2023")
    figuur = content.get_by_role("figure", name="Ingeschreven of vrijgesteld: gemeenten in de regio IJssel-Vecht")
    getekend = figuur.locator(".rij .getal").all_text_contents()
    in_tabel = [cel.strip() for cel in figuur.locator("td.getal").all_text_contents()]
    assert getekend == in_tabel and len(getekend) == 11 and len(set(in_tabel)) > 3
    namen = figuur.locator(".rij .naam").all_text_contents()
    assert namen == [kop.strip() for kop in figuur.locator("tbody th").all_text_contents()]


def test_every_chart_gets_its_picture_in_the_room_kept_for_it(page: Page) -> None:
    content = arrive(page, "/gemeente/echt-susteren?schooljaar=2023-2024")
    platen = content.locator("figure svg")
    assert platen.count() > 3
    for plaat in platen.all():
        assert plaat.evaluate("e => e.getBBox().width > 0 && e.clientWidth <= e.closest('figure').clientWidth")


def test_in_the_dark_the_page_and_its_charts_are_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    content = arrive(page, "/gemeente/hattem?schooljaar=2022-2023&indicator=afgehandeld")
    punt = content.locator(".grafiek-tekst p").first
    licht = "element => { const c = getComputedStyle(element).{} .match(/\\d+/g); return (+c[0] + +c[1] + +c[2]) / 3; }"
    assert page.locator("body").evaluate(licht.replace("{}", "backgroundColor")) < 60
    assert punt.evaluate(licht.replace("{}", "color")) > 180
    lijn = content.locator(".punt.eigen").first
    assert lijn.evaluate(licht.replace("{}", "fill")) > 120


def test_no_frame_is_printed_around_nothing(page: Page) -> None:
    """The map is one tap away and repeats the list: folded, its frame stays off the paper too."""
    content = arrive(page, "/?regio=ijssel-vecht")
    page.emulate_media(media="print")
    shown = content.locator(".paneel:visible").all()
    assert shown and all(frame.inner_text().strip() for frame in shown)


def test_on_paper_is_what_was_on_the_screen_and_what_is_invented_is_still_marked(page: Page) -> None:
    content = arrive(page, "/gemeente/hattem")
    page.emulate_media(media="print")
    expect(page.get_by_role("note")).to_be_visible()
    expect(content.locator(".badge-voorbeeld").first).to_be_visible()
    expect(shown_year(content)).to_be_visible()
    expect(content.get_by_role("navigation", name="Onderwerp")).to_be_hidden()


@pytest.fixture
def without_scripts(browser: Browser, server_url: str) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    with browser.new_context(base_url=server_url, java_script_enabled=False) as context:
        yield context.new_page()


def test_without_scripts_the_figures_are_there_and_the_links_work(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/")
    page.locator("summary", has_text="Andere regio").click()
    page.get_by_role("link", name="Subregio Roermond").first.click()
    expect(page.locator("h1")).to_have_text("Subregio Roermond")
    page.locator(".rijen").get_by_role("link", name="Roerdalen").click()
    expect(page.locator("h1")).to_have_text("Roerdalen")
    expect(page.locator("article.tegel").first).to_be_visible()
    shown_year(page.locator("main")).click()
    page.get_by_role("navigation", name="Schooljaar").get_by_role("list").get_by_role("link", name="2022-2023").click()
    expect(shown_year(page.locator("main"))).to_have_text("Schooljaar 2022-2023")


def test_a_page_that_does_not_exist_says_so_and_offers_what_does(page: Page, watch: object) -> None:
    watch.allowed.append("status of 404")  # type: ignore[attr-defined]
    response = page.goto("/gemeente/atlantis")
    assert response and response.status == 404
    expect(page.locator("#site-pagina h1")).to_have_text("Niet gevonden")
    page.locator("#site-pagina").get_by_role("link", name="Staphorst").click()
    expect(page.locator("#site-pagina h1")).to_have_text("Staphorst")


def _figures() -> list[Publicatiecijfer]:
    """Every figure of a report that is a measurement of one of our gemeenten in a schooljaar, and may be shown."""
    return [
        cijfer
        for cijfer in cijfers()
        if cijfer.soort == "meting"
        and cijfer.toonbaar
        and gebieden().gemeente(cijfer.gebied)
        and schooljaar.is_schooljaar(cijfer.schooljaar)
    ]


def _rows(html: str) -> list[tuple[str, str]]:
    """Head and first cell of each row of the tables in a page, as text."""
    gevonden = re.findall(r"<tr[^>]*><th[^>]*>(.*?)</th><td[^>]*>(.*?)</td>", html, re.DOTALL)
    return [(_text(hoofd), _text(cel)) for hoofd, cel in gevonden]


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip().lower()


def test_every_published_figure_is_on_the_page_of_its_gemeente_in_its_schooljaar(server_url: str) -> None:
    per_pagina: dict[str, list[Publicatiecijfer]] = {}
    for cijfer in _figures():
        gemeente = gebieden().gemeente(cijfer.gebied)
        assert gemeente
        per_pagina.setdefault(f"/gemeente/{gemeente.slug}?schooljaar={cijfer.schooljaar}", []).append(cijfer)
    gemist = []
    for url, lijst in per_pagina.items():
        with urlopen(f"{server_url}{url}") as response:
            rijen = _rows(response.read().decode())
        for c in lijst:
            waarde = print_value(c.waarde, c.eenheid, c.decimalen) if c.waarde is not None else "niet van toepassing"
            naam = (c.uitsplitsing_bron or c.indicator_bron).lower()
            if not any(naam in hoofd and waarde == getoond for hoofd, getoond in rijen):
                gemist.append((url, naam, waarde))
    assert len(per_pagina) > 20 and not gemist
