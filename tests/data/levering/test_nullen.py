"""What the loader says to be zero, read from what he writes."""

from __future__ import annotations

import pytest

from data.levering.nullen import Nul, NulFout, read_nul
from data.referentie.gebieden import gebieden


@pytest.mark.parametrize(
    ("tekst", "nul"),
    [
        ("alle", Nul("alle")),
        (" Alle :2020-2021", Nul("alle", ("2020-2021", "2020-2021"))),
        ("148:2020-2021:2022-2023", Nul("GM0148", ("2020-2021", "2022-2023"))),
        ("Dalfsen", Nul("GM0148")),
    ],
)
def test_a_gemeente_by_name_or_code_and_the_schooljaren(tekst: str, nul: Nul) -> None:
    assert read_nul(tekst, gebieden()) == nul


@pytest.mark.parametrize("tekst", ["Atlantis", "", "alle:2020", "alle:2021-2022:2020-2021", "GM0148:GEHEIM"])
def test_what_cannot_be_read_is_told_without_repeating_it(tekst: str) -> None:
    with pytest.raises(NulFout) as gevonden:
        read_nul(tekst, gebieden())
    assert gevonden.value.remedie and "GEHEIM" not in gevonden.value.melding and "Atlantis" not in str(gevonden.value)
