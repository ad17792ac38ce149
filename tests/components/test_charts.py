"""Charts draw what they are given and nothing else, in colours whose role the style sheet knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.charts.palette import ROLLEN
from components.svg.ranking import Regel, ranking

ASSETS = Path(__file__).parents[2] / "assets"


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
