"""The pages are tested on the small artificial publication, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.readmodel import Beeld, beeld
from tests.pages import publicatie


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
