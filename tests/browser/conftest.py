"""The real site for the browser tests: published once, served by gunicorn, looked at with an installed Chromium.

`page` comes at each of the widths in VIEWPORTS and fails its test afterwards when the page logged an error or asked
anything of another host (see watch.py).
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.watch import Watch
from tests.conftest import ROOT, environment

VIEWPORTS: dict[str, ViewportSize] = {
    "bureau": {"width": 1280, "height": 900},
    "telefoon": {"width": 390, "height": 844},
}
# Without these, Chromium looks up its maker's hosts at every start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Only to end a server that hangs; no test gets faster or slower by it.
PATIENCE = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server_url(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running public site, without a slash at the end."""
    with serve("app:server", published_data, tmp_path_factory.mktemp("log") / "gunicorn.log") as url:
        yield url


@contextmanager
def serve(application: str, data_folder: Path, log: Path, *, ready: str = "/gereed") -> Iterator[str]:
    """Run `application` under gunicorn on a free port until the block ends; its logs go to `log`.

    ready: the address that answers once it serves.

    The socket listens before gunicorn starts, so the first request just waits until a worker takes it: no polling.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening, log.open("w") as output:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = ["-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"fd://{listening.fileno()}", application]
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(data_folder),
            pass_fds=[listening.fileno()],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    # Our copy of the socket is closed by now: if gunicorn dies, so does the request.
    try:
        _wait_until_ready(f"{url}{ready}", log)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(url: str, log: Path) -> None:
    try:
        with urlopen(url, timeout=PATIENCE):
            pass
    except OSError as error:
        pytest.fail(f"The site does not become ready: {error}\n{log.read_text()[-3000:]}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless; `.ci/chromium.py` knows where it is and what to say when it is not there."""
    found = subprocess.run([sys.executable, ".ci/chromium.py", "--zoek"], cwd=ROOT, capture_output=True, text=True)
    if found.returncode:
        pytest.fail(found.stderr, pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found.stdout, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=VIEWPORTS)
def viewport(request: pytest.FixtureRequest) -> str:
    """The name of the width the page is shown at: a test that asks for `page` runs once for each."""
    return str(request.param)


@pytest.fixture
def watched(browser: Browser, server_url: str, viewport: str) -> Iterator[tuple[Page, Watch]]:
    """A new page in a new context, and what watches it."""
    phone = viewport == "telefoon"
    with browser.new_context(
        base_url=server_url, viewport=VIEWPORTS[viewport], locale="nl-NL", is_mobile=phone, has_touch=phone
    ) as context:
        page = context.new_page()
        watch = Watch(page, server_url)
        yield page, watch
        assert not watch.problems()


@pytest.fixture
def page(watched: tuple[Page, Watch]) -> Page:
    """A page at one of the widths, whose relative addresses are those of the site: `page.goto("/")`."""
    return watched[0]


@pytest.fixture
def watch(watched: tuple[Page, Watch]) -> Watch:
    """What watches `page`, to allow an error that belongs to the test."""
    return watched[1]
