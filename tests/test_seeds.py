"""At night there are more seeds than by day, and those of a night can be had again."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.conftest import ROOT
from tests.seeds import NIGHT, seeds


def test_the_seeds_of_a_night_come_after_the_fixed_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NIGHT, raising=False)
    assert seeds(3) == [0, 1, 2]
    monkeypatch.setenv(NIGHT, "77 2 123456")
    assert seeds(3) == [0, 1, 2, 77, 123456]


def test_each_night_has_others_unless_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What make would run, without running it."""

    def drawn() -> list[str]:
        said = subprocess.run(["make", "-s", "night-seeds"], cwd=ROOT, capture_output=True, text=True, check=True)
        return re.findall(r"\d+", said.stdout)

    monkeypatch.delenv(NIGHT, raising=False)
    first, second = drawn(), drawn()
    assert len(first) == len(second) == 5 and first != second
    monkeypatch.setenv(NIGHT, "77")
    assert drawn() == ["77"]
