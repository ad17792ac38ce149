"""Small groups: what the programs find is what trying every set of atoms finds."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from etl.werelden.groepen import Matrix, small_groups
from tests.seeds import seeds

Rijen = list[list[int]]


def matrix(rijen: Rijen, aantal: list[int]) -> Matrix:
    entries = [(r, k, n) for r, rij in enumerate(rijen) for k, n in enumerate(rij) if n]
    rij, kolom, getal = (np.array(kant, dtype=np.int64) for kant in zip(*entries, strict=True))
    return Matrix(rij, kolom, getal, len(rijen), np.array(aantal, dtype=np.int64))


def found(rijen: Rijen, aantal: list[int]) -> list[frozenset[int]]:
    return [frozenset(groep.tolist()) for groep, _ in small_groups(matrix(rijen, aantal))]


def rank(rijen: list[list[Fraction]]) -> int:
    rijen = [list(rij) for rij in rijen]
    stand = 0
    for k in range(len(rijen[0])):
        spil = next((r for r in range(stand, len(rijen)) if rijen[r][k]), None)
        if spil is None:
            continue
        rijen[stand], rijen[spil] = rijen[spil], rijen[stand]
        for r in range(stand + 1, len(rijen)):
            factor = rijen[r][k] / rijen[stand][k]
            rijen[r] = [a - factor * b for a, b in zip(rijen[r], rijen[stand], strict=True)]
        stand += 1
    return stand


def must_be_empty(rijen: Rijen, aantal: list[int]) -> set[int]:
    """Atoms that no table of whole numbers up to 6 fills. Rows hold nothing below zero here."""
    som = [sum(a * n for a, n in zip(rij, aantal, strict=True)) for rij in rijen]
    leeg = {k for k, n in enumerate(aantal) if n == 0}
    for anders in product(range(7), repeat=len(aantal)):
        if all(sum(a * n for a, n in zip(rij, anders, strict=True)) == s for rij, s in zip(rijen, som, strict=True)):
            leeg -= {k for k, n in enumerate(anders) if n}
    return leeg


def every_group(rijen: Rijen, aantal: list[int]) -> list[frozenset[int]]:
    """Every set of atoms of 1 to 4 cases that the rows give, whatever they do to atoms that must be empty."""
    leeg = must_be_empty(rijen, aantal)
    vol = [k for k in range(len(aantal)) if k not in leeg]
    basis = [[Fraction(rij[k]) for k in vol] for rij in rijen]
    hoog = rank(basis)
    return [
        frozenset(k for k, erin in zip(vol, keuze, strict=True) if erin)
        for keuze in product((0, 1), repeat=len(vol))
        if 1 <= sum(aantal[k] for k, erin in zip(vol, keuze, strict=True) if erin) <= 4
        and rank([*basis, [Fraction(erin) for erin in keuze]]) == hoog
    ]


@pytest.mark.parametrize("zaad", seeds(40))
def test_every_atom_in_a_small_group_is_found_and_no_other(zaad: int) -> None:
    toeval = random.Random(zaad)
    kolommen = toeval.randrange(3, 6)
    aantal = [toeval.choice([0, 0, 1, 2, 3, 6]) for _ in range(kolommen)]
    rijen = [[toeval.randrange(2) for _ in range(kolommen)] for _ in range(toeval.randrange(2, 5))]
    # Everyone knows that no atom is larger than this: trying every table comes to an end.
    rijen = [[1] * kolommen, *(rij for rij in rijen if any(rij))]
    aantal = [min(n, 6) for n in aantal]
    if sum(aantal) > 6:
        aantal = [n if sum(aantal[: k + 1]) <= 6 else 0 for k, n in enumerate(aantal)]
    alle = every_group(rijen, aantal)
    groepen = found(rijen, aantal)
    # One that is found may leave out atoms that hold nothing here, and one tried may hold them.
    assert all(any(groep <= een for een in alle) for groep in groepen)
    assert {k for groep in groepen for k in groep if aantal[k]} == {k for een in alle for k in een if aantal[k]}


def test_the_rest_of_a_total_is_a_group() -> None:
    assert found([[1, 1, 1], [1, 0, 0]], [20, 1, 2]) == [{1, 2}]


def test_what_only_bounds_hold_small_is_no_group() -> None:
    assert found([[1, 1, 1, 0], [0, 0, 1, 1]], [3, 3, 2, 4]) == []


def test_a_zero_tells_of_everything_in_it() -> None:
    """Of 18 and over, less vsv, where nobody of 18 and over has verlof: jib."""
    ouder_vsv, jonger_vsv, ouder_jib, ouder_verlof = [1, 0, 1, 1], [1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]
    aantal = [20, 0, 3, 0]
    assert found([ouder_vsv, jonger_vsv], aantal) == []
    assert found([ouder_vsv, jonger_vsv, ouder_jib, ouder_verlof], aantal) == [{2}]


def test_what_was_seen_at_five_is_told_and_not_asked_again() -> None:
    los = matrix([[1, 1, 0], [0, 1, 1]], [9, 2, 9])
    gezien = np.zeros(3, dtype=np.bool_)
    assert not list(small_groups(los, gezien))
    assert gezien.tolist() == [False, True, False]
    rest = matrix([[1, 1, 1], [1, 0, 0]], [20, 1, 2])
    assert list(small_groups(rest))
    assert not list(small_groups(rest, np.array([False, True, True])))


def test_factors_may_be_fractions() -> None:
    assert found([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1, 9, 9]) == [{0}]


def draw_tables(zaad: int) -> tuple[Rijen, list[int]]:
    """Rows as `population` makes them: of each soort its cases by two margins and in all, then a few shown cells."""
    toeval = random.Random(zaad)
    soorten = toeval.randrange(2, 5)
    marges = [toeval.randrange(2, 4), toeval.randrange(2, 4)]
    breed = 1 + sum(marges)
    aantal = [0] * (soorten * breed)
    rijen: Rijen = []
    for soort in range(soorten):
        zaken = aantal[soort * breed] = toeval.choice([0, 1, 2, 3, 8])
        plek = soort * breed + 1
        for marge in marges:
            for _ in range(zaken):
                aantal[plek + toeval.randrange(marge)] += 1
            rij = [0] * len(aantal)
            rij[soort * breed] = -1
            rij[plek : plek + marge] = [1] * marge
            rijen.append(rij)
            plek += marge
    for _ in range(toeval.randrange(2, 10 - len(rijen))) if len(rijen) < 8 else ():
        samen = [soort for soort in range(soorten) if toeval.random() < 0.6]
        marge, eerste = toeval.choice([(1, 0), (marges[0], 1), (marges[1], 1 + marges[0])])
        welke = [c for c in range(marge) if toeval.random() < 0.5]
        rijen.append([int(k // breed in samen and k % breed - eerste in welke) for k in range(len(aantal))])
    return [rij for rij in rijen if any(rij)], aantal


@pytest.mark.parametrize("zaad", seeds(60))
def test_no_sum_and_difference_of_shown_cells_is_missed(zaad: int) -> None:
    """Every way to add and subtract the rows is tried. The presolver of the solver overlooks some of what they give."""
    rijen, aantal = draw_tables(zaad)
    keer = np.array(list(product((-1, 0, 1), repeat=len(rijen))))
    sommen = keer @ np.array(rijen)
    goed = ((sommen == 0) | (sommen == 1)).all(axis=1) & np.isin(sommen @ np.array(aantal), range(1, 5))
    in_een_groep = set(np.flatnonzero((sommen[goed] == 1).any(axis=0) & (np.array(aantal) > 0)).tolist())
    assert in_een_groep <= {k for groep in found(rijen, aantal) for k in groep}


@pytest.mark.parametrize("zaad", seeds(60))
def test_what_is_in_no_group_is_in_none_when_fewer_rows_are_shown(zaad: int) -> None:
    rijen, aantal = draw_tables(zaad)
    gezien = np.zeros(len(aantal), dtype=np.bool_)
    in_een_groep = {k for groep, _ in small_groups(matrix(rijen, aantal), gezien) for k in groep.tolist()}
    assert not in_een_groep & set(np.flatnonzero(gezien).tolist())
    minder = rijen[:-1]
    zonder, met = (
        {k for groep, _ in small_groups(matrix(minder, aantal), g) for k in groep.tolist() if aantal[k]}
        for g in (None, gezien)
    )
    assert zonder == met


def test_what_no_program_found_a_group_around_is_not_asked_again() -> None:
    gezien = np.zeros(2, dtype=np.bool_)
    assert not list(small_groups(matrix([[2, 1]], [1, 3]), gezien))
    assert gezien.all()


def test_the_solvers_presolver_overlooks_no_group() -> None:
    """HiGHS 1.15 with its presolver says that there is no group around column 7. Drawn until one went wrong."""
    ketens = [(0, 6), (7, 13), (14, 20), (21, 27)]
    rijen = [
        [1 if k in range(van + helft, van + helft + 3) else -(k == tot) for k in range(28)]
        for helft in (0, 3)
        for van, tot in ketens
    ]
    rijen += [
        [int(k in rij) for k in range(28)]
        for rij in ([13, 20, 27], [3], [3, 5, 10, 12, 24, 26], [2, 16, 23], [8, 9, 22, 23])
    ]
    aantal = [0] * 7 + [2, 1, 0, 0, 2, 1, 3] + [0] * 8 + [1, 1, 2, 0, 0, 2]
    assert {k for groep in found(rijen, aantal) for k in groep if aantal[k]} == {7, 8, 12, 22, 23, 24}
