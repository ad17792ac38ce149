"""The explanation of the protection says what was done for this publication, and no more."""

from __future__ import annotations

import pytest

from components.explanation.protection import protection
from tests.components.reading import text_of


@pytest.mark.parametrize(("bewijs", "werelden"), [({"werelden": {"aantal": 9}}, True), ({}, False)])
def test_worlds_are_told_of_where_they_were_counted(bewijs: dict[str, object], werelden: bool) -> None:
    tekst = text_of(protection(bewijs))
    assert ("lijsten met zaken" in tekst) == werelden
    assert "te achterhalen" in tekst
