"""The page of words is held against code and registry: each name on it is there, and each code has its place."""

from __future__ import annotations

import re
from importlib import import_module
from typing import get_args

import pytest

from data.registry import indicator_types as types
from data.registry.vocabulary import TOTAAL
from tests.conftest import ROOT

PAGINA = (ROOT / "docs" / "woorden.md").read_text("utf-8")
RIJ = re.compile(r"^\| (?!word \||---)(.+) \|$", re.MULTILINE)
NAAM = re.compile(r"`((?:data|etl|components|pages)\.[\w.]+)(?::(\w+))?`")


def rows(pagina: str) -> list[list[str]]:
    """The lines of the tables: word, name in the code, what it is, what it is not."""
    return [[cel.strip() for cel in rij.split(" | ")] for rij in RIJ.findall(pagina)]


def wrong_names(pagina: str) -> list[str]:
    """The names on a page that are not in the code."""
    fout = []
    for module, naam in NAAM.findall(pagina):
        try:
            gevonden = import_module(module)
        except ModuleNotFoundError:
            fout.append(module)
            continue
        if naam and not hasattr(gevonden, naam):
            fout.append(f"{module}:{naam}")
    return fout


def missing_codes(pagina: str) -> set[str]:
    """The codes that an entry of the registry may hold, and that a page does not name."""
    keuzes = (types.Moment, types.Herkomst, types.Richting, types.Thema, types.Uitsplitsing, types.Stap)
    codes = {code for keuze in keuzes for code in get_args(keuze)}
    codes |= {types.WERKPROCESSEN, types.JONGEREN, types.MELDINGEN, TOTAAL}
    return codes - set(re.findall(r"`(\w+)`", pagina))


def test_each_name_is_in_the_code() -> None:
    assert not wrong_names(PAGINA)


def test_each_code_of_the_registry_has_its_place() -> None:
    assert not missing_codes(PAGINA)


def test_each_word_stands_once_with_a_name_and_with_what_it_is_not() -> None:
    assert all(len(rij) == 4 and all(rij) and NAAM.match(rij[1]) for rij in rows(PAGINA))
    woorden = [woord for rij in rows(PAGINA) for woord in re.split(r", (?:on screen )?", rij[0])]
    assert len(woorden) > 30 and len(set(woorden)) == len(woorden)


@pytest.mark.parametrize("naam", ["`data.registry.weg`", "`data.registry.vocabulary:WEG`", "`etl.weg:Weg`"])
def test_a_planted_name_that_is_not_there_is_seen(naam: str) -> None:
    assert wrong_names(f"| woord | {naam} | wat | niet |")


def test_a_planted_gap_is_seen() -> None:
    assert missing_codes(PAGINA.replace("`gevouwen`", "gevouwen")) == {"gevouwen"}
