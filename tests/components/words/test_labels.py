"""A title says once what it counts."""

import pytest

from components.words.labels import unit_after


@pytest.mark.parametrize(
    ("onderwerp", "teleenheid", "einde"),
    [
        ("Relatief verzuim", "werkprocessen", " (zaken)"),
        ("Afgeronde zaken naar afhandeling", "werkprocessen", ""),
        ("Afgeronde zaken naar afhandeling", "jongeren", " (jongeren)"),
        ("Jongeren in beeld", "jongeren", ""),
        ("Jongeren in beeld", "werkprocessen", " (zaken)"),
        ("Verzuimmeldingen", "meldingen", " (meldingen)"),
    ],
)
def test_what_a_title_counts_stands_in_it_once(onderwerp: str, teleenheid: str, einde: str) -> None:
    assert unit_after(onderwerp, teleenheid) == einde
