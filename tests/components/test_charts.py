"""Charts draw what they are given and nothing else, in colours whose role the style sheet knows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.lines import Breuk, Punt, line_chart
from components.charts.palette import ROLLEN
from components.svg.ranking import Regel, ranking

ASSETS = Path(__file__).parents[2] / "assets"
WAARDEN = st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=20)
# What is not in the small bundle of Plotly would not be drawn.
BUNDEL = {"scatter", "bar", "pie"}


def check(figuur: go.Figure) -> None:
    tekst = json.dumps(figuur.to_plotly_json(), allow_nan=False, default=str)
    assert {trace.type for trace in figuur.data} <= BUNDEL
    assert "template" not in tekst or figuur.layout.template.layout.to_plotly_json() == {}


@given(WAARDEN, st.booleans())
def test_a_line_shows_each_known_year(waarden: list[float | None], voorbeeld: bool) -> None:
    punten = [Punt(f"{2000 + i}-{2001 + i}", w, "" if w is None else f"{w:.0f}") for i, w in enumerate(waarden)]
    figuur = line_chart(punten, voorbeeld=voorbeeld)
    check(figuur)
    assert list(figuur.data[0].y) == waarden and figuur.data[0].connectgaps is False
    assert (figuur.data[0].line.dash == "dash") is voorbeeld


def test_a_line_is_cut_at_each_break() -> None:
    punten = [Punt(f"{jaar}-{jaar + 1}", float(jaar), str(jaar)) for jaar in range(2015, 2025)]
    figuur = line_chart(punten, voorbeeld=False, breuken=[Breuk("2018-2019", "breuk a"), Breuk("2022-2023", "breuk b")])
    lijnen = [list(trace.x) for trace in figuur.data if "lines" in trace.mode]
    assert lijnen == [[0, 1, 2], [3, 4, 5, 6], [7, 8, 9]]
    assert [a.text for a in figuur.layout.annotations] == ["breuk a", "breuk b"]


def test_the_axis_of_a_hidden_year_follows_from_the_others() -> None:
    punten = [Punt("2020-2021", 10.0, "10"), Punt("2021-2022", None, "afgeschermd"), Punt("2022-2023", 12.0, "12")]
    figuur = line_chart(punten, voorbeeld=False)
    assert list(figuur.layout.yaxis.range) == [0.0, pytest.approx(14.4)]
    assert list(figuur.data[-1].text) == ["afgeschermd"] and list(figuur.data[-1].y) == [0.0]


@pytest.mark.parametrize("laagste", [60.0, 99.0])
def test_bars_start_at_zero_and_a_name_without_a_value_says_why(laagste: float) -> None:
    regels = [Regel("A", laagste, "a"), Regel("B", 100.0, "b", eigen=True), Regel("C", None, "afgeschermd")]
    beeld = ranking(regels, 720, lijn=None, voorbeeld=False, staven=True).svg("Naam")
    assert ">0<" in beeld and ">afgeschermd<" in beeld
    assert ">0<" not in ranking(regels, 720, lijn=None, voorbeeld=False).svg("Naam")


# --- colours -----------------------------------------------------------------------------------------------------


def test_the_style_sheet_knows_the_role_of_every_colour_that_is_drawn() -> None:
    blad = (ASSETS / "stijl-3-grafieken.css").read_text("utf-8")
    for rol, kleur in ROLLEN.items():
        assert re.search(rf'\[style\*="(fill|stroke): {re.escape(kleur)}"\][^}}]*var\({rol}\) !important', blad), rol


def tokens(deel: str) -> dict[str, str]:
    """The colours of one of the three looks in the region's style sheet."""
    blad = (ASSETS / "huisstijl.css").read_text("utf-8")
    licht, donker, papier = re.split(r"@media [^{]+\{", blad)
    gekozen = {"licht": licht, "donker": donker, "papier": papier}[deel]
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", gekozen))


def luminance(kleur: str) -> float:
    hexa = kleur[1:] if len(kleur) == 7 else "".join(c * 2 for c in kleur[1:])
    delen = [int(hexa[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    rood, groen, blauw = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def contrast(een: str, ander: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    donker, licht = sorted((luminance(een), luminance(ander)))
    return (licht + 0.05) / (donker + 0.05)


@pytest.mark.parametrize("deel", ["licht", "donker", "papier"])
@pytest.mark.parametrize(
    ("voor", "achter", "minstens"),
    [
        ("--inkt", "--papier", 4.5),
        ("--inkt", "--vlak", 4.5),
        ("--inkt-zacht", "--papier", 4.5),
        ("--inkt-zacht", "--vlak", 4.5),
        ("--accent", "--papier", 4.5),
        ("--accent", "--vlak", 4.5),
        ("--op-accent", "--accent", 4.5),
        ("--inkt", "--accent-zacht", 4.5),
        ("--voorbeeld-inkt", "--voorbeeld-vlak", 4.5),
        ("--voorbeeld-rand", "--vlak", 3.0),
        ("--rand", "--vlak", 3.0),
        ("--grafiek-eigen", "--vlak", 3.0),
        ("--grafiek-rest", "--vlak", 3.0),
        ("--grafiek-eigen", "--grafiek-rest", 3.0),
    ],
)
def test_colours_can_be_told_apart(deel: str, voor: str, achter: str, minstens: float) -> None:
    kleuren = tokens(deel)
    assert contrast(kleuren[voor], kleuren[achter]) >= minstens
