"""The team's site in a real browser: logging in, every page at both widths, choosing, loading a delivery."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, VIEWPORTS
from tests.browser.watch import Watch
from tests.data.team import proefbeeld

ROOT = Path(__file__).parent.parent.parent
WACHTWOORD = "proefwachtwoord"
PAGINAS = (
    "/team",
    "/team?per=week&soort=relatief_verzuim",
    "/team/signalen",
    "/team/doorlooptijd",
    "/team/lijst?moment=lopend",
    "/team/instellingen",
    "/team/leveringen",
    "/team/leveringen/1",
    "/team/leveringen/1/afgekeurd",
)


@pytest.fixture(scope="module")
def team_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site, with local accounts. On `localhost`: over http a cookie only lives there."""
    folder = tmp_path_factory.mktemp("team")
    proefbeeld.build(folder)
    accounts = folder / "accounts.json"
    hash_ = PasswordHasher().hash(WACHTWOORD)
    accounts.write_text(json.dumps({"proef": {"wachtwoord": hash_, "rollen": ["teamlead:MC10", "beheerder"]}}))
    with socket.create_server(("127.0.0.1", 0), backlog=64) as luisterend, (folder / "log").open("w") as uit:
        port = luisterend.getsockname()[1]
        bind = ["--bind", f"fd://{luisterend.fileno()}"]
        proces = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *bind, "app:team_server"],
            cwd=ROOT,
            env={**_environment(), "LEERRECHT_DATA": str(folder), "LEERRECHT_LOKALE_ACCOUNTS": str(accounts)},
            pass_fds=[luisterend.fileno()],
            stdout=uit,
            stderr=subprocess.STDOUT,
        )
    try:
        with urlopen(f"http://127.0.0.1:{port}/gezond", timeout=PATIENCE):
            yield f"http://localhost:{port}"
    finally:
        proces.terminate()
        proces.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    import os

    kept = {k: v for k, v in os.environ.items() if not k.startswith("LEERRECHT_") and k != "DATABASE_URL"}
    return {**kept, "WEB_CONCURRENCY": "1", "LOG_LEVEL": "warning"}


@pytest.fixture
def inside(entered: tuple[Page, Watch]) -> Page:
    """The page that is logged in."""
    return entered[0]


@pytest.fixture
def entered(browser: Browser, team_url: str, viewport: str) -> Iterator[tuple[Page, Watch]]:
    """A page at one of the widths, logged in, that must do nothing wrong behind our back."""
    phone = viewport == "telefoon"
    with browser.new_context(
        base_url=team_url, viewport=VIEWPORTS[viewport], locale="nl-NL", is_mobile=phone, has_touch=phone
    ) as context:
        page = context.new_page()
        watch = Watch(page, team_url)
        page.goto("/team/signalen")
        page.get_by_label("Naam").fill("proef")
        page.get_by_label("Wachtwoord").fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/team/signalen")
        yield page, watch
        assert not watch.problems()


@pytest.mark.parametrize("pad", PAGINAS)
def test_every_page_is_whole_fits_and_can_be_used_by_everybody(inside: Page, pad: str) -> None:
    inside.goto(pad)
    inside.wait_for_load_state("networkidle")
    expect(inside.get_by_role("heading", level=1)).to_be_visible()
    breedte = inside.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert breedte[0] <= breedte[1]
    fouten = Axe().run(inside).response["violations"]
    assert not [(fout["id"], [node["html"][:160] for node in fout["nodes"]][:3]) for fout in fouten]


def test_monday_is_seen_without_scrolling(inside: Page) -> None:
    # what is new, who sits at home and the strongest signals; the menu is a line or two above them
    inside.goto("/team")
    for naam in ("Binnengekomen", "Afgehandeld", "Over de termijn gegaan", "Thuiszitters", "Sterkste signalen"):
        expect(inside.get_by_role("heading", name=naam)).to_be_in_viewport(ratio=1)
    menu = inside.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").all()
    assert len({round(vak["y"]) for punt in menu if (vak := punt.bounding_box())}) <= 2


def test_a_choice_lives_in_the_address_and_a_figure_opens_its_list(inside: Page) -> None:
    inside.goto("/team")
    inside.get_by_text("Kies wat u wilt zien").click()
    inside.get_by_label("Soort", exact=True).select_option("Verlof")
    inside.get_by_role("button", name="Toon").click()
    inside.wait_for_url("**/team?*soort=verlof*")
    inside.get_by_role("heading", name="Het schooljaar tot nu toe").click()
    cijfer = inside.locator("article", has_text="Lopend").locator("a").first
    aantal = cijfer.inner_text()
    cijfer.click()
    inside.wait_for_url("**/team/lijst?*moment=lopend*")
    expect(inside.locator("main")).to_contain_text(f"{aantal} werkproces")
    assert inside.locator("tbody tr").count() == int(aantal)


def test_a_month_in_a_chart_says_its_number_and_opens_its_list(inside: Page, viewport: str) -> None:
    inside.goto("/team/signalen")
    punten = inside.locator(".js-plotly-plot").first.locator(".scatterlayer .trace:last-child .points path")
    expect(punten.first).to_be_attached()
    punt = punten.nth(punten.count() - 2)
    punt.scroll_into_view_if_needed()
    if viewport == "telefoon":  # a tap says the value and leads nowhere
        punt.tap(force=True)
        expect(inside.locator(".hoverlayer text").first).to_be_visible()
        assert inside.url.endswith("/team/signalen")
        return
    punt.hover(force=True)
    gezegd = inside.locator(".hoverlayer text").first
    expect(gezegd).to_contain_text(": ")
    aantal = (gezegd.text_content() or "").rpartition(": ")[2]
    punt.click(force=True)
    inside.wait_for_url("**/team/lijst?*")
    expect(inside.locator("main")).to_contain_text(f"{aantal} werkproces")


def test_a_refused_delivery_is_told_about_beside_the_form(entered: tuple[Page, Watch], tmp_path: Path) -> None:
    inside, watch = entered
    watch.allowed.append("status of 400")
    bestand = tmp_path / "proef.exe"
    bestand.write_bytes(b"MZ")
    inside.goto("/team/leveringen")
    inside.locator("#bestand").set_input_files(bestand)
    with inside.expect_response("**/team/leveringen/laden") as antwoord:
        inside.get_by_role("button", name="Laad levering").click()
    assert antwoord.value.status == 400
    expect(inside.locator("#voortgang-tekst")).to_contain_text("Dit bestand is een programma")


def test_logging_out(inside: Page) -> None:
    inside.goto("/team")
    inside.get_by_role("button", name="Uitloggen").click()
    expect(inside.get_by_role("heading", level=1)).to_have_text("Tot ziens")
    inside.goto("/team")
    expect(inside.get_by_role("button", name="Inloggen")).to_be_visible()
