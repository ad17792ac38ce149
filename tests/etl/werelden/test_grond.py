"""What stays while tables are told coarser: the rows and their edits, and what was found for the same cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from data.registry.indicators import JONGEREN
from etl.tellen import Tellingen
from etl.werelden import Bewijzer
from etl.werelden.grond import cells_per_region, lay_ground
from tests.etl.werelden.test_werelden import Proef, margins_of_one_table, proved


@pytest.fixture(scope="module")
def tabel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    with proved(margins_of_one_table, tmp_path_factory.mktemp("grond")) as gemaakt:
        yield gemaakt


def without(tellingen: Tellingen, uitsplitsing: str, teleenheid: str = "") -> Tellingen:
    """The same counts, with one kind of table not told."""
    return replace(
        tellingen,
        cellen={
            c: replace(t, zichtbaar=False) if c.uitsplitsing == uitsplitsing and teleenheid in {"", c.teleenheid} else t
            for c, t in tellingen.cellen.items()
        },
    )


def test_stages_one_by_one_come_to_the_same_proof(tabel: Proef) -> None:
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    verwacht = bewijzer.expect(tabel.tellingen)
    assert tabel.bewijs.onveilig <= verwacht.onderdrukt
    assert verwacht.onveilig == tabel.bewijs.onveilig
    bewijzer.widen(tabel.tellingen)
    assert bewijzer.prove(tabel.tellingen).onderdrukt == tabel.bewijs.onderdrukt


def test_the_same_cells_are_not_proved_again(tabel: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    eerst = bewijzer.prove(tabel.tellingen)

    def refuse(*_: object) -> None:
        raise AssertionError

    for wat in ("search", "small_groups", "_hide_more"):
        monkeypatch.setattr(f"etl.werelden.streek.{wat}", refuse)
    assert bewijzer.prove(tabel.tellingen).onderdrukt == eerst.onderdrukt


def test_a_coarser_choice_begins_with_the_worlds_of_the_finer(tabel: Proef) -> None:
    grover = without(tabel.tellingen, "maand")
    fris = Bewijzer(tabel.verbinding, tabel.waar).prove(grover)
    bewijzer = Bewijzer(tabel.verbinding, tabel.waar)
    bewijzer.prove(tabel.tellingen)
    weer = bewijzer.prove(grover)
    assert weer.programmas < fris.programmas
    assert weer.werelden
    assert not [c for c in weer.onderdrukt if c.uitsplitsing == "maand"]


def test_blocks_are_made_anew_only_where_other_jongeren_are_told(tabel: Proef) -> None:
    grond = lay_ground(tabel.verbinding, tabel.waar, tabel.tellingen, ())
    anders = without(tabel.tellingen, "maand")
    assert lay_ground(tabel.verbinding, tabel.waar, anders, (), grond) is grond
    minder = without(tabel.tellingen, "totaal", JONGEREN)
    assert lay_ground(tabel.verbinding, tabel.waar, minder, (), grond) is not grond


def test_a_block_keeps_the_entries_of_what_is_told(tabel: Proef) -> None:
    """Every entry of a told cell, under the number that this choice gives it, and no other."""
    grond = lay_ground(tabel.verbinding, tabel.waar, tabel.tellingen, ())
    (regio,) = {b.regio for b in grond.blokken}
    cellen = cells_per_region(without(tabel.tellingen, "maand"), {})[regio]
    namen = list(grond.nummer)
    for heel, deel in zip(grond.blokken, grond.blocks(regio, cellen.sleutels), strict=True):
        want = {
            (k, namen[c], e)
            for k, c, e in zip(heel.kolom.tolist(), heel.cel.tolist(), heel.effect.tolist(), strict=True)
            if namen[c] in cellen.nummer
        }
        got = zip(deel.kolom.tolist(), deel.cel.tolist(), deel.effect.tolist(), strict=True)
        assert {(k, cellen.sleutels[c], e) for k, c, e in got} == want
        assert len(np.unique(deel.cel)) < len(np.unique(heel.cel))
