"""Every breakdown that is counted, and every one that a report gives, is an entry with words for its categories."""

from __future__ import annotations

from typing import get_args

from data.cells.tableplan import categorieen
from data.registry.breakdowns import IN_VERSLAGEN, UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, Uitsplitsing
from data.registry.vocabulary import TOTAAL
from data.reports.published import alle_cijfers

# The calendar names its categories.
MAAND = "maand"


def test_what_an_indicator_is_counted_by_has_words() -> None:
    assert set(get_args(Uitsplitsing)) <= set(UITSPLITSINGEN)
    for ind in INDICATOREN.values():
        for uitsplitsing in {*ind.uitsplitsingen, *ind.regio_uitsplitsingen} - {MAAND}:
            assert set(categorieen(ind, uitsplitsing)) <= set(UITSPLITSINGEN[uitsplitsing].categorieen)


def test_what_reports_divide_by_has_words_and_can_be_laid_beside_another_year() -> None:
    verteld = {(c.uitsplitsing, c.categorie) for c in alle_cijfers() if c.uitsplitsing not in ("", TOTAAL)}
    assert verteld
    for uitsplitsing, categorie in verteld:
        assert categorie in UITSPLITSINGEN[uitsplitsing].categorieen or uitsplitsing == MAAND, (uitsplitsing, categorie)
    meer = {naam for naam in {n for n, _ in verteld} if len({c for n, c in verteld if n == naam}) > 1}
    geregistreerd = {u for ind in INDICATOREN.values() for u in ind.uitsplitsingen}
    assert meer - geregistreerd <= set(IN_VERSLAGEN)
