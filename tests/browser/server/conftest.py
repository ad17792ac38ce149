"""The plumbing looked at with a browser: the real pages on the small artificial publication, served by gunicorn.

That publication has every state a page can be in: hidden, unknown, example, provisional, with and without a report.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import serve
from tests.pages import publicatie

# Each kind of page, in the states that an address can bring about.
PAGES = {
    "regio": "/",
    "andere regio": "/?regio=anderland",
    "gemeente": "/gemeente/aadorp?schooljaar=2023-2024",
    "gemeente in het jaar van het verslag": "/gemeente/aadorp?schooljaar=2022-2023",
    "gemeente met afgeschermde cijfers": "/gemeente/beedorp?schooljaar=2023-2024&indicator=absoluut_verzuim",
    "gemeente zonder voorbeeldcijfers": "/gemeente/eedorp",
    "ander onderwerp": "/gemeente/aadorp?schooljaar=2022-2023&indicator=relatief_verzuim",
    "insluiten": "/insluiten/aadorp?schooljaar=2022-2023",
    "verzuim": "/verzuim?regio=anderland&schooljaar=2023-2024",
    "vrijstellingen": "/vrijstellingen?gemeente=aadorp&schooljaar=2022-2023",
    "doorstroompunt": "/doorstroompunt",
    "vergelijken": "/vergelijken",
    "bronnenbrug": "/bronnenbrug",
    "data": "/data",
    "toelichting": "/toelichting",
    "toegankelijkheid": "/toegankelijkheid",
}
MISSING = {
    "geen pagina": "/bestaat-niet",
    "geen gemeente": "/gemeente/nergenshuizen",
    "geen schooljaar": "/gemeente/aadorp?schooljaar=1999-2000",
}


@pytest.fixture
def viewport(request: pytest.FixtureRequest) -> str:
    """The desk, unless a test says that the width matters to it."""
    return str(getattr(request, "param", "bureau"))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site."""
    folder = tmp_path_factory.mktemp("proefpublicatie")
    publicatie.build(folder)
    with serve("app:server", folder, tmp_path_factory.mktemp("log") / "gunicorn.log") as url:
        yield url
