"""A stray quote costs its own row; records keep their line numbers."""

from __future__ import annotations

import pytest

from etl.inname import recast
from etl.inname.forms import VELDSCHEIDER
from etl.inname.recast import OPEN_QUOTE, rewrite_lines

GEVALLEN = {
    "gewoon": ("a;b;c\n1;2;3\n", ["a|b|c", "1|2|3"]),
    "scheidingsteken erin": ('"a;b";"c";"d"\n', ["a;b|c|d"]),
    "verdubbeld": ('"zei ""nee""";2;3\n', ['zei "nee"|2|3']),
    "midden in een veld": ('5"3;b;c\nx;y;z\n', ['5"3|b|c', "x|y|z"]),
    "na het sluiten": ('"a"b;2;3\n', ["ab|2|3"]),
    "over twee regels": ('1;"een\ntwee";3\n4;5;6\n', ["1|een twee|3", "", "4|5|6"]),
    "over drie regels, een leeg": ('1;"een\n\ndrie";3\n4;5;6', ["1|een  drie|3", "", "", "4|5|6"]),
    "nooit dicht": ('1;"een;3\n4;5;6\n7;8;9\n', ['!1|"een|3', "4|5|6", "7|8|9"]),
    "twee keer los": ('1;"een;3\n4;"vijf;6\n7;8;9\n', ['!1|"een|3', '!4|"vijf|6', "7|8|9"]),
    "dicht, maar te veel velden": ('1;"een\n4;twee";5;6\n7;8;9\n', ['!1|"een', '4|twee"|5|6', "7|8|9"]),
    "lege regels": ('"a";b;c\n\n\n"d";e;f\n', ["a|b|c", "", "", "d|e|f"]),
    "open op het eind": ('1;2;3\n4;5;"zes', ["1|2|3", '!4|5|"zes']),
}


@pytest.mark.parametrize("regels_per_stuk", [1, 2, 3, 1000])
@pytest.mark.parametrize("naam", GEVALLEN)
def test_rewritten(naam: str, regels_per_stuk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recast, "_CHUNK", regels_per_stuk)
    tekst, verwacht = GEVALLEN[naam]
    geschreven = "".join(rewrite_lines(iter(tekst.splitlines(keepends=True)), ";", 3))
    assert geschreven.replace(VELDSCHEIDER, "|").replace(OPEN_QUOTE, "!").splitlines() == verwacht
