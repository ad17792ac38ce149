"""Three questions of a raadslid, answered from the first page by keyboard alone, in at most three steps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

MOST_TABS = 120
MOST_STEPS = 3


class Keyboard:
    """Somebody without a mouse. A step is a key press that leads to another view."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def tab_to(self, naam: str) -> None:
        """Go to the control with this text or label, as it is read out."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self._focused() == naam:
                return
        pytest.fail(f"'{naam}' cannot be reached by Tab")

    def follow(self, naam: str) -> None:
        """Go there and press Enter."""
        self.tab_to(naam)
        self.steps += 1
        self.page.keyboard.press("Enter")

    def choose(self, label: str, keuze: str) -> None:
        """In the list with this label, type until the choice is the one that is meant."""
        self.tab_to(label)
        self.page.keyboard.type(keuze)
        gekozen = self.page.evaluate("document.activeElement.selectedOptions[0].text")
        assert gekozen.startswith(keuze), gekozen

    def _focused(self) -> str:
        vraag = "e => ((e.labels && e.labels[0]) || e).textContent.trim()"
        return str(self.page.evaluate(f"({vraag})(document.activeElement)"))


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    page.goto("/")
    expect(page.locator("main h1")).to_be_visible()
    return Keyboard(page)


def test_how_many_in_hattem_do_not_go_to_school_and_is_that_more_than_elsewhere(keyboard: Keyboard) -> None:
    page = keyboard.page
    keyboard.follow("Vergelijken")
    expect(page.locator("h1")).to_have_text("Vergelijken")
    keyboard.choose("Gemeente", "Hattem")
    keyboard.follow("Vergelijk")
    expect(page.locator("#antwoord h2")).to_contain_text("Hattem")
    antwoord = page.locator("#antwoord figure").first
    expect(antwoord).to_contain_text("17 jongeren hadden absoluut verzuim")
    expect(antwoord).to_contain_text(
        "Geen van de 11 gemeenten verschilt duidelijk van de rest van de regio IJssel-Vecht"
    )
    assert keyboard.steps <= MOST_STEPS


def test_is_the_rise_of_processen_verbaal_luxe_in_echt_susteren_chance(keyboard: Keyboard) -> None:
    page = keyboard.page
    keyboard.follow("Vergelijken")
    expect(page.locator("h1")).to_have_text("Vergelijken")
    keyboard.choose("Gemeente", "Echt-Susteren")
    keyboard.choose("Onderwerp", "Processen-verbaal")
    keyboard.choose("Vergelijk met", "zichzelf")
    keyboard.follow("Vergelijk")
    antwoord = page.locator("#antwoord figure").first
    expect(antwoord).to_contain_text("Luxe verzuim")
    expect(antwoord).to_contain_text("Die stijging kan toeval zijn")
    expect(antwoord).to_contain_text("6 van de 100")
    assert keyboard.steps <= MOST_STEPS


def test_why_duo_gives_another_number(keyboard: Keyboard) -> None:
    keyboard.follow("Waarom getallen verschillen")
    expect(keyboard.page.locator("h1")).to_contain_text("ander getal")
    expect(keyboard.page.locator("main")).to_contain_text("DUO telt personen op een vaste dag")
    expect(keyboard.page.locator("#tellingen table")).to_be_visible()
    assert keyboard.steps <= MOST_STEPS


def test_a_chart_is_taken_along_as_picture_and_rows(page: Page) -> None:
    page.goto("/vergelijken?gemeente=hattem")
    page.locator("main figure summary", has_text="Tabel, uitleg en bron").first.click()
    expect(page.locator("main .meenemen").first).to_be_visible()
    for naam, einde in (("SVG (plaatje)", ".svg"), ("PNG (plaatje)", ".png"), ("CSV (cijfers)", ".csv")):
        with page.expect_download() as gevraagd:
            page.locator("main").get_by_role("link", name=naam).first.click()
        bestand = gevraagd.value
        assert bestand.suggested_filename.endswith(einde)
        inhoud = bestand.path().read_bytes()
        assert len(inhoud) > 1000 and (einde != ".png" or inhoud.startswith(b"\x89PNG"))
