"""One and many in words, and that nothing of ours says "1 regels"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.reports.dutch import counted

# A number straight before a plural: the words that are counted in what we tell. `counted` knows the singular.
_MEERVOUD = re.compile(
    r"\{(?:getal|format_count|len|number)\([^{}]*\)\} (?:van de )?"
    r"(?:regels|rijen|kolommen|tekens|werkprocessen|gemeenten en jaren|bevindingen|cijfers|plekken|gevallen|signalen"
    r"|grafieken|redenen)\b"
)
# What is never one there: the rows of the example, what is told from so many on, or where one is told otherwise.
_ALTIJD_VEEL = (
    "voorbeeld.py: {getal(uitkomst.rijen)} werkprocessen",
    "pseudoniemen.py: {getal(bekend)} werkprocessen",
    "dates.py: {getal(len(regels))} regels",
    "storing.py: {getal(rapport.gelezen)} regels",
    "nummers.py: {getal(regels)} regels",
    "nummers.py: {getal(meeste)} regels",
    "downloads.py: {format_count(MEESTE_REGELS)} regels",
    "signalen.py: {len(kaarten)} grafieken",
    "aandacht.py: {len(kaarten.seizoen)} grafieken",
)


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0 regels"), (1, "1 regel"), (1884, "1.884 regels")])
def test_one_and_many(aantal: int, tekst: str) -> None:
    assert counted(aantal, "regel", "regels") == tekst


def test_no_number_stands_before_a_plural_that_may_be_one() -> None:
    gevonden = []
    for pad in (p for map_ in ("etl", "components", "pages", "data") for p in Path(map_).rglob("*.py")):
        gevonden += [f"{pad.name}: {m[0]}" for m in _MEERVOUD.finditer(pad.read_text("utf-8"))]
    assert [zin for zin in gevonden if zin not in _ALTIJD_VEEL] == []
