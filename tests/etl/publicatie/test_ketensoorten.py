"""What can lie between two publications, each for real: who has all files of both finds nothing that is too close.

More of each, longer and drawn otherwise: `python -m tests.bench.chains`.
"""

from __future__ import annotations

import pytest

from tests.etl.keuring.ketens import SOORTEN, attack_chain, move_house


@pytest.mark.parametrize(
    "soort", ["gemeente erbij", "schooljaar erbij", "herindeling", "teruggedraaid", "klok terug", "reservekopie terug"]
)
def test_a_second_publication_gives_nothing_away_with_the_first(soort: str) -> None:
    geweigerd, uitslag = attack_chain(soort, 1, vernieuwen=True, lengte=2)
    assert (geweigerd, uitslag.vondsten) == (0, [])
    assert uitslag.verborgen > 0


def test_nor_does_one_after_someone_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOORTEN, "verhuisd", (move_house,))
    geweigerd, uitslag = attack_chain("verhuisd", 2, vernieuwen=True, lengte=2)
    assert (geweigerd, uitslag.vondsten) == (0, [])
    assert uitslag.verborgen > 0
