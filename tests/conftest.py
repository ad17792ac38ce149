"""What holds for every test: no test touches the real databases, and none depends on the speed of the machine."""

from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.load_profile("project")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for both databases; without it a forgotten argument would write to the installed ones."""
    folder = tmp_path / "var"
    monkeypatch.setenv("LEERRECHT_DATA", str(folder))
    for name in ("DATABASE_URL", "LEERRECHT_REFERENTIE"):
        monkeypatch.delenv(name, raising=False)
    return folder
