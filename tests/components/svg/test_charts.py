"""Charts draw what they are given and nothing else, in colours whose role the style sheet knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.frame.palette import ROLLEN
from components.svg.panels import Paneel, panels
from components.svg.ranking import Regel, ranking
from components.svg.scales import spread

ASSETS = Path(__file__).parents[3] / "assets"


@pytest.mark.parametrize("laagste", [60.0, 99.0])
def test_bars_start_at_zero_and_a_name_without_a_value_says_why(laagste: float) -> None:
    regels = [Regel("A", laagste, "a"), Regel("B", 100.0, "b", eigen=True), Regel("C", None, "afgeschermd")]
    beeld = ranking(regels, 720, lijn=None, voorbeeld=False, staven=True).svg("Naam")
    assert ">0<" in beeld and ">afgeschermd<" in beeld
    procenten = ranking(regels, 720, lijn=None, voorbeeld=False, teken="%").svg("Naam")
    assert ">0%<" not in procenten and ">0<" in ranking(regels, 720, lijn=None, voorbeeld=False).svg("Naam")


def test_an_axis_of_percentages_ends_at_a_hundred() -> None:
    assert spread([98.0, 99.9], vanaf_nul=False, procent=True)[1] == 100.0
    assert spread([20.0, 99.0], vanaf_nul=True, procent=True) == (0.0, 100.0)
    assert spread([20.0, 99.0], vanaf_nul=True)[1] > 100.0


@pytest.mark.parametrize("groot", [True, False])
def test_a_line_over_the_years_has_a_value_axis_with_zero(groot: bool) -> None:
    paneel = Paneel("A", [4.0, 8.0], ["4", "8"], eigen=True)
    blad = panels([paneel], ["2021-2022", "2022-2023"], 8.0, 720, voorbeeld=False, groot=groot).svg("Naam")
    assert ">0<" in blad
    procent = panels(
        [paneel], ["2021-2022", "2022-2023"], 105.0, 720, voorbeeld=False, laagste=98.0, groot=groot, teken="%"
    )
    assert ">100%<" in procent.svg("Naam") and ">105%<" not in procent.svg("Naam")


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
