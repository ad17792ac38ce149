"""The tests of the team's read side look at the small artificial snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.referentie.gebieden import gebieden
from data.team.bevoegd import Bevoegd, from_roles
from tests.data.team import proefbeeld


@pytest.fixture(scope="session")
def beeldmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the snapshot in it."""
    folder = tmp_path_factory.mktemp("teambeeld")
    proefbeeld.build(folder)
    return folder


@pytest.fixture(autouse=True)
def live_beeld(beeldmap: Path, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The artificial snapshot is the live one."""
    monkeypatch.setenv("LEERRECHT_DATA", str(beeldmap))


@pytest.fixture
def regio() -> Bevoegd:
    """The teamlead of IJssel-Vecht."""
    return from_roles(["teamlead:MC10"], gebieden())
