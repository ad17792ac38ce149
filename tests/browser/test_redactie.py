"""The editor of the jaarverslag in a real browser: with the keyboard only, at both widths, and for everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORTS, serve
from tests.browser.watch import Watch

GEHEIM = "proefwachtwoord"
DEEL = "/team/verslagen/hattem/2022-2023/niet-ingeschreven"


@pytest.fixture(scope="module")
def redactie_url(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The team's site with the example published and an empty folder for texts. On `localhost`, for its cookie."""
    folder = tmp_path_factory.mktemp("redactie")
    for naam in ("publiek.duckdb", "publicaties"):
        (folder / naam).symlink_to((published_data / naam).resolve())
    accounts = folder / "accounts.json"
    hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GEHEIM)
    accounts.write_text(json.dumps({"proef": {"wachtwoord": hash_, "rollen": ["redacteur:GM0244"]}}))
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_LOKALE_ACCOUNTS", str(accounts))
        omgeving.setenv("LEERRECHT_TOELICHTINGEN", str(folder / "teksten"))
        with serve("app:team_server", folder, folder / "log", ready="/gezond") as url:
            yield url.replace("127.0.0.1", "localhost")


@pytest.fixture
def schrijver(browser: Browser, redactie_url: str, viewport: str) -> Iterator[Page]:
    """A page at one of the widths, logged in, on the page of a chapter."""
    with browser.new_context(base_url=redactie_url, viewport=VIEWPORTS[viewport], locale="nl-NL") as context:
        pagina = context.new_page()
        watch = Watch(pagina, redactie_url)
        watch.allowed.append("422")  # what is not klaar yet
        pagina.goto(DEEL)
        pagina.get_by_label("Naam").fill("proef")
        pagina.get_by_label("Wachtwoord").fill(GEHEIM)
        pagina.keyboard.press("Enter")
        pagina.wait_for_url(re.compile(rf"localhost:\d+{DEEL}"))
        pagina.wait_for_load_state("networkidle")
        yield pagina
        assert not watch.problems()


def check(pagina: Page) -> None:
    """Nothing is wider than the screen, and nothing is in anybody's way."""
    breed, past = pagina.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert breed <= past
    fouten = Axe().run(pagina).response["violations"]
    assert not [(fout["id"], [node["html"][:160] for node in fout["nodes"]][:3]) for fout in fouten]


def tab_to(pagina: Page, naam: str) -> None:
    """Go on with the tab key until what is called so has the focus."""
    for _ in range(60):
        if pagina.evaluate("document.activeElement.textContent").strip() == naam:
            return
        pagina.keyboard.press("Tab")
    pytest.fail(f"the tab key does not get to {naam}", pytrace=False)


def test_a_text_is_written_looked_over_and_klaar_with_the_keyboard_only(schrijver: Page, viewport: str) -> None:
    for pad in ("/team/verslagen", "/team/verslagen/hattem/2022-2023"):
        schrijver.goto(pad)
        check(schrijver)
    schrijver.goto(DEEL)
    for _ in range(60):
        if schrijver.evaluate("document.activeElement.id") == "tekst":
            break
        schrijver.keyboard.press("Tab")
    schrijver.keyboard.press("ControlOrMeta+A")
    schrijver.keyboard.type("Wij zagen {absoluut verz")
    expect(schrijver.get_by_role("list", name="Invulplekken die passen")).to_be_visible()
    check(schrijver)
    schrijver.keyboard.press("ArrowDown")
    schrijver.keyboard.press("Enter")
    # another number at each width: what was meant once is not asked again
    schrijver.keyboard.type(f" zaken. Het absoluut verzuim was {990 + len(viewport)}.")
    expect(schrijver.locator("#tekst")).to_have_value(re.compile(r"^Wij zagen \{absoluut_verzuim\} zaken\."))
    expect(schrijver.locator("#voorbeeld")).to_contain_text("Wij zagen 17 zaken.")
    tab_to(schrijver, "Klaar: zet in het verslag")
    schrijver.keyboard.press("Enter")
    expect(schrijver.get_by_role("heading", name="Kijk dit eerst na")).to_be_visible()
    check(schrijver)
    schrijver.get_by_label("Zo is het bedoeld").focus()
    schrijver.keyboard.press("Space")
    tab_to(schrijver, "Klaar: zet in het verslag")
    schrijver.keyboard.press("Enter")
    expect(schrijver.get_by_text("De tekst staat in het verslag.")).to_be_visible()
    check(schrijver)
    schrijver.get_by_role("link", name="Alle versies").press("Enter")
    expect(schrijver.get_by_role("heading", level=1)).to_contain_text("Versies")
    check(schrijver)
