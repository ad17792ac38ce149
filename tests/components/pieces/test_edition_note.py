"""What a page says of the edition it shows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from components.pieces.edition_note import edition_note
from data.publication.figures import Uitgave

EEN, TWEE, DRIE = (datetime.fromisoformat(dag) for dag in ("2025-09-01", "2025-12-01", "2026-02-01"))


@pytest.mark.parametrize(
    ("uitgave", "zegt"),
    [
        (Uitgave(1, EEN, None, 0, voorbij=True), ("de voorlopige uitgave, van 1 september 2025", "volgt een nieuwe")),
        (Uitgave(2, TWEE, EEN, 1, voorbij=True), ("de definitieve uitgave", "van 1 september 2025 is 1 cijfer anders")),
        (Uitgave(2, TWEE, EEN, 7, voorbij=False), ("de voorlopige uitgave, van 1 december", "zijn 7 cijfers anders")),
        (
            Uitgave(1, EEN, None, 0, voorbij=True, niet_vernieuwd_sinds=date(2025, 8, 31)),
            ("de stand op 31 augustus 2025", "daarna niet vernieuwd", "niets of weinig, of het is niet te laten zien"),
        ),
        (Uitgave(3, DRIE, TWEE, 2, voorbij=True), ("uitgave 3, van 1 februari 2026", "van 1 december 2025 zijn 2")),
    ],
)
def test_the_edition_and_what_it_changed(uitgave: Uitgave, zegt: tuple[str, ...]) -> None:
    zin = edition_note(uitgave, "2024-2025")
    assert zin is not None
    assert all(deel in zin.children for deel in zegt), zin.children


def test_nothing_is_said_where_nothing_was_counted() -> None:
    assert edition_note(None, "2024-2025") is None
