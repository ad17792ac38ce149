"""The default example, made once."""

from pathlib import Path

import pytest

from etl.voorbeeld import write_example
from tests.etl.voorbeeld import contract


@pytest.fixture(scope="session")
def voorbeeldmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voorbeeld")
    write_example(folder)
    return folder


@pytest.fixture(scope="session")
def rijen(voorbeeldmap: Path) -> list[contract.Rij]:
    return contract.read(voorbeeldmap)


@pytest.fixture(scope="session")
def standen(voorbeeldmap: Path) -> dict[tuple[str, str], dict[str, int]]:
    return contract.read_standen(voorbeeldmap)
