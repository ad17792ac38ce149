"""The reviewed tables of what can be, and how they give way to what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.referentie.reference_csv import ReferentieFout
from data.registry.vocabulary import LEEFTIJDSGROEPEN, ONDERWIJSSOORTEN, SOORTEN
from etl.aanval import mogelijk
from etl.aanval.mogelijk import read_possible


def test_every_soort_and_onderwijssoort_is_in_the_tables_and_can_have_some_age() -> None:
    kan = read_possible()
    assert kan.soort.keys() == SOORTEN.keys()
    assert kan.onderwijssoort.keys() == ONDERWIJSSOORTEN.keys()
    assert all(kan.soort.values())
    assert all(kan.onderwijssoort.values())


@pytest.mark.parametrize(
    ("soort", "kan", "kan_niet"),
    [
        ("absoluut_verzuim", "16-17", "18+"),
        ("vrijstelling", "0-4", "18+"),
        ("verzuim_18plus", "18+", "16-17"),
        ("vsv", "12-15", "5-11"),
        ("jib", "18+", "5-11"),
    ],
)
def test_the_law_decides_what_can_be(soort: str, kan: str, kan_niet: str) -> None:
    assert read_possible().can_be(soort, kan)
    assert not read_possible().can_be(soort, kan_niet)


def test_what_was_seen_can_be() -> None:
    gezien = read_possible().with_seen([("verlof", "mbo", "18+")], een_leeftijd=False)
    assert gezien.can_be("verlof", "18+")
    assert "18+" in gezien.onderwijssoort["mbo"]
    assert not gezien.can_be("jib", "5-11")
    assert not gezien.een_leeftijd
    assert read_possible().een_leeftijd


@pytest.mark.parametrize(
    ("regel", "kolom"), [("verlof,5-11 88-99,x", "leeftijdsgroepen"), ("verlofje,5-11,x", "soort"), ("verlof,,x", "")]
)
def test_a_code_that_does_not_exist_is_refused_with_its_line(
    regel: str, kolom: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mogelijk.csv").write_text(f"soort,leeftijdsgroepen,waarom\n{regel}\n", encoding="utf-8")
    monkeypatch.setattr(mogelijk, "SHIPPED", tmp_path)
    read_possible.cache_clear()
    with pytest.raises(ReferentieFout, match=f"mogelijk.csv, regel 2, kolom {kolom}"):
        read_possible()
    read_possible.cache_clear()


def test_all_ages_are_in_the_tables() -> None:
    assert frozenset().union(*read_possible().soort.values()) == LEEFTIJDSGROEPEN.keys()
