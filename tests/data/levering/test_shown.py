"""What is shown of a delivery is certain to be a name: a lost line end puts a child in the header."""

from __future__ import annotations

import pytest

from data.levering import shown


@pytest.mark.parametrize(
    "naam", ["Opmerking", "School naam", "Reden afsluiting", "BRIN-nummer", "Leerjaar (klas)", "e-mail"]
)
def test_a_name_is_shown(naam: str) -> None:
    assert shown.column(10, naam) == naam


@pytest.mark.parametrize(
    "naam",
    ["P1", "W-12", "15-06-2009", "GM0148", "0148", "1,23E+15", "naam 3", "afhandeling W1", "a@b", "x" * 41, "#N/B"],
)
def test_of_anything_else_only_the_place_is_shown(naam: str) -> None:
    assert shown.column(10, naam) == "kolom 11"


@pytest.mark.parametrize(
    "tekst", ["15-06-2009", "2009-06-15", "20090615", "15/6/2009", "15.06.09", "3 april 2024", "D:2024-04-03", "gm148"]
)
def test_a_date_or_a_gemeente_is_no_name(tekst: str) -> None:
    assert shown.is_certain_value(tekst)


@pytest.mark.parametrize(
    ("naam", "getoond"),
    [
        ("export 20250901.csv", "export 20250901.csv"),
        ("export-2025-09-01.csv", "export-2025-09-01.csv"),
        ("01-09-2025.csv", "01-09-2025.csv"),
        ("export_20250901_1530.csv", "export_20250901_1530.csv"),
        ("dossier 123456782.csv", "dossier *********.csv"),
        ("dossier 1234.56.782.csv", "dossier ****.**.***.csv"),
        ("kind 20090615.xlsx", "kind ********.xlsx"),
        ("regio 148.csv", "regio 148.csv"),
    ],
)
def test_long_numbers_in_the_name_of_a_file_are_masked(naam: str, getoond: str) -> None:
    assert shown.file_name(naam) == getoond
