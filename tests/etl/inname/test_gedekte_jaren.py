"""Which schooljaren a delivery speaks about when nobody says so."""

from __future__ import annotations

import pytest

from etl.inname.storing import _last_run


@pytest.mark.parametrize(
    ("jaren", "verwacht"),
    [
        ({"2023-2024"}, ("2023-2024", "2023-2024")),
        ({"2021-2022", "2022-2023", "2023-2024"}, ("2021-2022", "2023-2024")),
        ({"2002-2003", "2022-2023", "2023-2024"}, ("2022-2023", "2023-2024")),
    ],
)
def test_one_mistyped_year_long_ago_makes_no_zeros(jaren: set[str], verwacht: tuple[str, str]) -> None:
    assert _last_run(jaren) == verwacht
