"""A delivery in which hardly anybody is known, where they should be, says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.inname.hulp import delivery, load_text, row

EERST = [(n, f"p{n}") for n in range(120)]


def load(map: Path, naam: str, rijen: list[tuple[int, str]], **anders: str) -> list[str]:
    rapport = load_text(map, delivery(*(row(n, persoon=p, **anders) for n, p in rijen)), naam=naam)
    assert rapport.status == "geladen"
    return [zin for zin in rapport.waarschuwingen if "eerdere levering" in zin]


def test_other_numbers_for_known_werkprocessen(tmp_path: Path) -> None:
    assert load(tmp_path, "een.csv", EERST) == []
    zinnen = load(tmp_path, "twee.csv", [(n, f"nieuw-{n}") for n in range(120)])
    assert any("van 120 werkprocessen" in zin and "120 nu bij een andere jongere" in zin for zin in zinnen)
    assert any("van 120 jongeren" in zin and "komen er 0 voor" in zin and "schooljaren" in zin for zin in zinnen)


def test_other_numbers_for_all_in_the_same_year(tmp_path: Path) -> None:
    load(tmp_path, "een.csv", EERST)
    (zin,) = load(tmp_path, "twee.csv", [(n + 1000, f"nieuw-{n}") for n in range(30)])
    assert "van 30 jongeren" in zin


def test_other_numbers_for_all_in_another_year(tmp_path: Path) -> None:
    load(tmp_path, "een.csv", EERST)
    (zin,) = load(tmp_path, "twee.csv", [(n + 1000, f"nieuw-{n}") for n in range(120)], start="2023-09-01")
    assert "dezelfde gemeenten." in zin


@pytest.mark.parametrize(
    ("rijen", "anders"),
    [
        ([*EERST, (500, "p500")], {}),
        ([(n + 1000, f"p{n % 60}") for n in range(120)], {}),
        ([(n, f"p{n}" if n > 1 else "verbeterd") for n in range(120)], {}),
        ([(n + 1000, f"p{n}" if n < 10 else f"q{n}") for n in range(120)], {"start": "2023-09-01"}),
        ([(n + 1000, f"q{n}") for n in range(50)], {"start": "2023-09-01"}),
        ([(n + 1000, f"q{n}") for n in range(120)], {"gemeente": "GM0148"}),
    ],
)
def test_known_jongeren_new_years_and_other_gemeenten_are_usual(
    tmp_path: Path, rijen: list[tuple[int, str]], anders: dict[str, str]
) -> None:
    load(tmp_path, "een.csv", EERST)
    assert load(tmp_path, "twee.csv", rijen, **anders) == []
