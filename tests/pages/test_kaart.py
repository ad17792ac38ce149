"""The map of a region with its borders: a link per gemeente that says what is shown of it, and no more."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from components.pieces.place_map import square_of
from components.pieces.region_map import region_map
from components.svg.inline import InlineDrawing
from components.words.side_by_side_words import value_text
from components.words.verdicts import TEKENS, direction, row_words
from data.publication.grenzen import Grenzen, Streekkaart, Vlak, as_text, boundaries_file
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.comparison import compare, kind_for_members
from data.views.side_by_side import Naast
from tests.components.reading import text_of, walk
from tests.pages.conftest import Render
from tests.pages.test_zinnen import GEMEENTEN, NU, publicaties

SLEUTELS = ("absoluut_verzuim", "relatief_verzuim")
BRON = "Landmeter <2025>"


def outline(codes: list[str]) -> Streekkaart:
    """A map of squares in a row, one of them too small for a name."""
    return Streekkaart(100, {c: Vlak(f"M{n} 0l9 0 0 9z", n, 5, 3 if n == 0 else 300) for n, c in enumerate(codes)})


def beside(live: Beeld, sleutel: str, code: str) -> Naast:
    """The gemeenten beside each other, from the kind of source that tells most of them."""
    ind = INDICATOREN[sleutel]
    return compare(live, ind, live.gebieden[code], NU, kind_for_members(live, ind, "R", NU)).naast


@settings(max_examples=25)
@given(publicaties())
def test_a_map_says_of_each_gemeente_what_the_rows_say(live: Beeld) -> None:
    for code, sleutel in product(GEMEENTEN, SLEUTELS):
        naast = beside(live, sleutel, code)
        codes = [rij.gebied.code for rij in naast.rijen]
        links = {c: f"/gemeente/{c}" for c in codes}
        vakken = [square_of(naast, rij, links[rij.gebied.code]) for rij in naast.rijen]
        figuur = region_map(Grenzen(BRON, "CC0", {}), outline(codes), vakken, "per 1.000")
        tekening = next(deel for deel in walk(figuur) if isinstance(deel, InlineDrawing))
        markup = tekening.markup
        titels = dict(unescape(t).split(": ", 1) for t in re.findall(r"<title>(.*?)</title>", markup))
        getallen = re.findall(r'class="kaartgetal[^"]*">([^<]*)<', markup)
        assert titels.keys() == {rij.gebied.naam for rij in naast.rijen} and len(getallen) == len(codes)
        assert set(re.findall(r'href="([^"]*)"', markup)) == set(links.values())
        for rij in naast.rijen:
            zin = titels[rij.gebied.naam]
            assert row_words(rij.plek) in zin
            if rij.waarde is None:
                assert not re.search(r"\d", zin)
            elif naast.maat != "aantal":
                assert zin.startswith(value_text(rij.waarde, naast.maat, naast.decimalen))
        zonder = sum(rij.waarde is None for rij in naast.rijen)
        assert getallen.count("–") == zonder
        for teken, richting in (("▲", "hoger"), ("▼", "lager")):
            assert TEKENS[richting] == teken  # type: ignore[index]
            anders = sum(direction(rij.plek) == richting and rij.waarde is not None for rij in naast.rijen)
            assert sum(getal.startswith(teken) for getal in getallen) == anders
        assert BRON in text_of(figuur) and "CC0" in text_of(figuur)


@settings(max_examples=10)
@given(publicaties())
def test_what_was_not_tested_has_no_colour_of_a_verdict(live: Beeld) -> None:
    naast = beside(live, "absoluut_verzuim", "R")
    zonder = replace(naast, rijen=tuple(replace(rij, plek=None) for rij in naast.rijen))
    codes = [rij.gebied.code for rij in naast.rijen]
    for welke, toets in ((naast, True), (zonder, False)):
        vakken = [square_of(welke, rij, "/") for rij in welke.rijen]
        tekst = str(region_map(Grenzen(BRON, "CC0", {}), outline(codes), vakken, ""))
        kleuren = re.findall(r'class=\\?"vlak (\w+)', tekst)
        verwacht = [rij.plek is not None for rij in welke.rijen]
        assert len(kleuren) == len(codes) and (toets or not any(verwacht))
        assert sum(kleur in TEKENS for kleur in kleuren) == sum(verwacht)


def test_the_page_draws_borders_where_they_are_known_and_squares_where_not(
    render: Render, proef: Beeld, publicatiemap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio = proef.regios()[0]
    _, zonder = render("/", {"regio": regio.slug})
    assert 'class="kaart ' in zonder and "streekkaart" not in zonder
    kopie = shutil.copytree(publicatiemap, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("LEERRECHT_DATA", str(kopie))
    codes = [g.code for g in proef.gemeenten(regio.code)]
    boundaries_file().write_text(as_text(Grenzen(BRON, "CC0", {regio.code: outline(codes)})))
    _, met = render("/", {"regio": regio.slug, "x": "1"})
    assert 'class="streekkaart"' in met and 'class="kaart ' not in met
    assert "Landmeter &lt;2025&gt; (CC0)" in met
