"""The last word about a hidden cell is about that cell only."""

from __future__ import annotations

from data.cells import CelSleutel, Lineair
from etl.aanval import attack


def cell(categorie: str) -> CelSleutel:
    return CelSleutel("wat", "werkprocessen", "GM9001", "2024-2025", "soort", categorie)


def test_many_cells_do_not_outweigh_the_one_asked_after() -> None:
    """`4 x + 5 v + rest = 20` for each v: x goes up to 5 where every v stays 0, a v to 4 at most where x stays 0.

    So no v can be wide and all of them stay open; thirteen times 4 is more than ten times 5 for x.
    """
    x, bekend = cell("x"), cell("bekend")
    vs, resten = [cell(f"v{n}") for n in range(13)], [cell(f"rest{n}") for n in range(13)]
    relaties = [Lineair(((4, x), (5, v), (1, rest), (-1, bekend))) for v, rest in zip(vs, resten, strict=True)]
    waarden = {x: 0, **dict.fromkeys(vs, 0), **dict.fromkeys(resten, 20)}
    uitslag = attack({bekend: 20}, waarden.keys(), relaties, waarden=waarden)
    assert (uitslag.intervallen[x].gezien_laag, uitslag.intervallen[x].gezien_hoog) == (0, 5)
    assert {schending.cel for schending in uitslag.schendingen} == set(vs)
