"""Edits that were found before: taken where they fit, searched anew where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.referentie.gebieden import gebieden
from etl.intern import open_intern
from etl.tellen import count_cells
from etl.werelden import Bewijs, Voorraad, fingerprint, prove, read_stock, write_stock
from etl.werelden.groepen import Matrix, small_groups
from tests.etl.keuring.toneel import deliver, stage
from tests.etl.werelden.test_werelden import margins_of_one_table


def proved(map_: Path, voorraad: Voorraad | None = None, meer: int = 0) -> tuple[Bewijs, str]:
    """The proof of the scene in a folder of its own, with that many cases more."""
    toneel, rijen = margins_of_one_table()
    with stage(toneel, map_):
        deliver(toneel, [*rijen, *({**rijen[0], "persoon": f"later-{n}"} for n in range(meer))])
        with open_intern(schrijven=True) as verbinding:
            tellingen = count_cells(verbinding, gebieden())
            return prove(verbinding, gebieden(), tellingen, voorraad=voorraad), fingerprint(tellingen)


@pytest.fixture(scope="module")
def eerste(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bewijs, str]:
    return proved(tmp_path_factory.mktemp("eerste"))


def test_edits_that_fit_need_no_search(eerste: tuple[Bewijs, str], tmp_path: Path) -> None:
    bewijs, _ = eerste
    weer, _ = proved(tmp_path, Voorraad(bewijs.bewerkingen, bewijs.onderdrukt))
    assert bewijs.programmas > weer.programmas == 0
    assert weer.onderdrukt <= bewijs.onderdrukt
    assert weer.onderdrukt - weer.vast


def test_edits_that_do_not_fit_are_left_and_the_proof_is_found(eerste: tuple[Bewijs, str], tmp_path: Path) -> None:
    bewijs, telling = eerste
    anders, telling_anders = proved(tmp_path, Voorraad(bewijs.bewerkingen, bewijs.onderdrukt), meer=1)
    assert telling_anders != telling
    assert anders.programmas > 0
    assert anders.werelden


def test_edits_that_move_what_is_shown_are_left(eerste: tuple[Bewijs, str], tmp_path: Path) -> None:
    bewijs, _ = eerste
    weer, _ = proved(tmp_path, Voorraad(bewijs.bewerkingen, frozenset()))
    assert weer.programmas > 0


def test_groups_are_searched_once_for_the_same_counts_and_the_same_choice(
    eerste: tuple[Bewijs, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a file says of these very counts is believed only as long as exactly the same is hidden."""
    bewijs, telling = eerste
    gezocht: list[object] = []

    def search(matrix: Matrix, *anders: Any) -> Any:
        gezocht.append(matrix)
        return small_groups(matrix, *anders)

    monkeypatch.setattr("etl.werelden.streek.small_groups", search)
    weer, _ = proved(tmp_path / "a", Voorraad(bewijs.bewerkingen, bewijs.onderdrukt))
    assert gezocht
    gezocht.clear()
    proved(tmp_path / "b", Voorraad(weer.bewerkingen, weer.onderdrukt, {}, telling))
    assert not gezocht
    proved(tmp_path / "c", Voorraad(weer.bewerkingen, weer.onderdrukt - {min(weer.onderdrukt)}, {}, telling))
    assert gezocht


def test_a_file_gives_back_what_it_was_given(eerste: tuple[Bewijs, str], tmp_path: Path) -> None:
    bewijs, telling = eerste
    voorraad = Voorraad(bewijs.bewerkingen, bewijs.onderdrukt, {}, telling)
    write_stock(voorraad, tmp_path / "a.gz")
    write_stock(voorraad, tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert read_stock(tmp_path / "a.gz") == voorraad
