"""CSV is written in one way: whole for a machine, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

import pytest

from data.publication.csv_lines import csv_lines, csv_table, safe_text
from tests.conftest import ROOT

GEVAREN = [
    "＝1+1",
    "＋31",
    "－2",
    "＠SUM(A1)",
    "　=1",
    "=1+1",
    "+31",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "  =cmd|' /C calc'!A0",
    "\r=1",
    "\n=1",
    "%x",
    "|x",
]
ANDERS = 'gewoon, met komma; en "meer"'


@pytest.mark.parametrize("tekst", GEVAREN)
@pytest.mark.parametrize("nederlands", [True, False])
def test_a_cell_is_never_a_formula(tekst: str, nederlands: bool) -> None:
    assert safe_text(tekst) == f"'{tekst}" and safe_text("VO-123") == "VO-123"
    geschreven = "".join(csv_lines([[tekst, ANDERS]], nederlands=nederlands))
    gelezen = csv.reader(io.StringIO(geschreven, newline=""), delimiter=";" if nederlands else ",")
    assert list(gelezen) == [[f"'{tekst}", ANDERS]]


@pytest.mark.parametrize("teken", ["%", "-", "="])
def test_a_sign_by_itself_is_written_as_it_is(teken: str) -> None:
    """The unit of a percentage: who asks for `%` has to find it, in this form as in the others."""
    assert list(csv_lines([[teken, 1]])) == [f"{teken},1\r\n"]


def test_a_number_stays_a_number_and_what_is_not_there_is_empty() -> None:
    assert list(csv_lines([[-3, 2.5, None, ""]])) == ["-3,2.5,,\r\n"]
    assert list(csv_lines([["a", 1]], nederlands=True)) == ['"a";"1"\r\n']


def test_a_table_has_its_columns_and_no_others() -> None:
    assert list(csv_table(("a", "b"), [{"a": "x", "c": "weg"}, {"b": "y"}])) == ["a,b\r\n", "x,\r\n", ",y\r\n"]
    assert list(csv_table(("a", "b"), [])) == ["a,b\r\n"]


def test_nothing_else_writes_csv() -> None:
    """The stock of worlds makes a fingerprint of what pandas writes; that is no file for anybody."""
    schrijft = re.compile(r"csv\.(writer|DictWriter)|\.to_csv\(")
    gevonden = {
        path.relative_to(ROOT).as_posix()
        for layer in ("data", "components", "pages", "etl")
        for path in (ROOT / layer).rglob("*.py")
        if schrijft.search(path.read_text("utf-8"))
    }
    assert gevonden == {"data/publication/csv_lines.py", "etl/werelden/voorraad.py"}
