"""What is counted for Prometheus: the kind of an address and no more, and of a command how long it took."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.levering.metingen import measures_folder
from etl.__main__ import main
from pages.server.metrics import kind_of
from pages.server.metrics_server import address


def test_of_a_command_its_duration_and_status_are_kept_where_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "leeg"))
    assert main(["exporteer", "--uit", "Jan"]) == 1
    assert not measures_folder().exists()
    monkeypatch.setenv("LEERRECHT_METINGEN", "9400")
    assert main(["exporteer", "--uit", "Jan"]) == 1
    assert main(["Jan"]) == 2
    (file,) = measures_folder().iterdir()
    assert file.name == "exporteer.json" and '"status": 1' in file.read_text()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "pagina"),
        ("/gemeente/hattem", "gemeente"),
        ("/vergelijken", "pagina"),
        ("/_dash-update-component", "dash"),
        ("/download/", "download"),
        ("onbekend", "onbekend"),
        ("/gezond", "gezond"),
    ],
)
def test_of_an_address_only_its_kind_is_counted(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9400", ("127.0.0.1", 9400)), ("10.0.0.5:94", ("10.0.0.5", 94)), ("[::]:94", ("::", 94))],
)
def test_without_a_host_only_this_machine_can_ask(text: str, expected: tuple[str, int]) -> None:
    assert address(text) == expected
