"""The pages are tested on the small artificial publication, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest

from data.publication.readmodel import Beeld, beeld
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer
from tests.pages import publicatie

Render = Callable[[str, Mapping[str, str]], tuple[int, str]]


@pytest.fixture(scope="session")
def publicatiemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the artificial publication."""
    folder = tmp_path_factory.mktemp("publicatie")
    publicatie.build(folder)
    return folder


@pytest.fixture(autouse=True)
def proef(publicatiemap: Path) -> Iterator[Beeld]:
    """The artificial publication is the live one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEERRECHT_DATA", str(publicatiemap))
        patch.delenv("DATABASE_URL", raising=False)
        yield beeld()


@pytest.fixture(scope="session")
def views() -> ModuleType:
    """The module that knows every address. Pages register themselves on an app, so there has to be one."""
    from app import create_app

    create_app()
    from pages import views

    return views


@pytest.fixture(scope="session")
def kept() -> dict[str, tuple[int, str]]:
    """Pages that were made before: the publication does not change."""
    return {}


@pytest.fixture
def render(proef: Beeld, views: ModuleType, kept: dict[str, tuple[int, str]]) -> Render:
    """Status and HTML of the content at an address, as the first response holds it."""

    def at(pad: str, vraag: Mapping[str, str]) -> tuple[int, str]:
        adres = f"{pad}?{urlencode(vraag)}"
        if adres not in kept:
            gevonden = views.view(pad, vraag)
            kept[adres] = (gevonden.status, Renderer(WRITERS).finish(gevonden.layout()).html)
        return kept[adres]

    return at
