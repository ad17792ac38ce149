"""The bound of a hidden percentage follows from published cells alone, and is never wrong."""

from __future__ import annotations

from itertools import product

import pytest

from data.publication.readmodel import Beeld
from data.views.bounds import at_least
from tests.data.klein_beeld import LEVERING, beeld, cel, cijfer

N = 2000


def make(zaken: dict[str, int | None], totaal: int | None, samen: int | None) -> Beeld:
    """Three gemeenten; the percentage of GM1 is hidden."""
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", "GM1"), N, LEVERING)]
    rijen.append(cijfer(cel("schoolgaand", "jongeren", "GM1"), None, LEVERING, "onderdrukt"))
    cellen = [(cel("absoluut_verzuim", "werkprocessen", code), w) for code, w in zaken.items()]
    cellen.append((cel("verzuim_totaal", "jongeren", "GM1"), totaal))
    cellen.append((cel("absoluut_verzuim", "werkprocessen", "R"), samen))
    for sleutel, w in cellen:
        rijen.append(cijfer(sleutel, w, LEVERING, "gepubliceerd" if w is not None else "onderdrukt"))
    return beeld(dict.fromkeys(zaken, "R"), rijen)


def bound(live: Beeld) -> float | None:
    return at_least(live, live.berekend(cel("schoolgaand", "jongeren", "GM1")))


def test_the_rest_of_the_region_or_a_larger_group_bounds_it() -> None:
    assert bound(make({"GM1": None, "GM2": None, "GM3": 30}, None, 44)) == 99.3  # 14 of 2.000 at most
    assert bound(make({"GM1": None, "GM2": None, "GM3": 30}, 8, 44)) == 99.6
    assert bound(make({"GM1": None, "GM2": None, "GM3": None}, None, None)) is None
    assert bound(make({"GM1": None, "GM2": None, "GM3": None}, 900, None)) is None  # says too little


@pytest.mark.parametrize(("eigen", "ander"), list(product(range(1, 15, 3), range(1, 15, 4))))
def test_it_holds_for_every_value_that_is_hidden_and_is_the_same_for_all_that_look_alike(
    eigen: int, ander: int
) -> None:
    live = make({"GM1": None, "GM2": None, "GM3": 30}, None, 30 + eigen + ander)
    gevonden = bound(live)
    assert gevonden is not None and gevonden <= 100 * (1 - eigen / N)
    assert gevonden == bound(make({"GM1": None, "GM2": None, "GM3": 30}, None, 30 + ander + eigen))


def test_a_figure_that_is_shown_or_unknown_has_none() -> None:
    live = make({"GM1": None, "GM2": 9, "GM3": 30}, None, 44)
    assert at_least(live, cijfer(cel("schoolgaand", "jongeren", "GM1"), 99.0, LEVERING)) is None
    assert at_least(live, live.berekend(cel("schoolgaand", "jongeren", "GM2"))) is None
