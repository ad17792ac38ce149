"""Control charts against NHSRplotthedots and qicharts2, and what they leave open."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.statistics import control_charts
from data.statistics.control_charts import Punt, Signaal

REFERENCE = json.loads(Path(__file__).with_name("reference_values.json").read_text())
SIGNAL = {
    "Common Cause": None,
    "Above UCL": Signaal.BOVEN_GRENS,
    "Below LCL": Signaal.ONDER_GRENS,
    "7 Point Trend (Increasing)": Signaal.STIJGENDE_REEKS,
    "7 Point Trend (Decreasing)": Signaal.DALENDE_REEKS,
    "2 in 3 Above CL": Signaal.TWEE_VAN_DRIE_HOOG,
    "2 in 3 Below CL": Signaal.TWEE_VAN_DRIE_LAAG,
    "7 Points Above CL": Signaal.ZEVEN_BOVEN,
    "7 Points Below CL": Signaal.ZEVEN_ONDER,
}


def lines(punten: Sequence[Punt]) -> list[tuple[float, float | None, float | None]]:
    return [(p.midden, p.laag, p.hoog) for p in punten]


@pytest.mark.parametrize("case", REFERENCE["xmr"])
def test_xmr_is_ptd_spc(case: dict[str, Any]) -> None:
    punten = control_charts.xmr(
        case["y"], rebase=case["rebase"], screen_outliers=case["screen"], fix_after=case.get("fix")
    )
    assert [p.signaal for p in punten] == [SIGNAL[s] for s in case["signaal"]]
    verwacht = zip(case["midden"], case["laag"], case["hoog"], strict=True)
    for gevonden, goed in zip(lines(punten), verwacht, strict=True):
        assert gevonden == pytest.approx(goed, rel=1e-6)


def test_the_reference_shows_every_signal() -> None:
    assert {s for case in REFERENCE["xmr"] for s in case["signaal"]} == set(SIGNAL)


@pytest.mark.parametrize("case", REFERENCE["laney"])
def test_laney_is_qicharts(case: dict[str, Any]) -> None:
    chart = control_charts.laney_p if case["soort"] == "p" else control_charts.laney_u
    punten = chart(case["y"], case["n"], screen_outliers=case["screen"])
    verwacht = zip(case["midden"], case["laag"], case["hoog"], strict=True)
    for gevonden, goed in zip(lines(punten), verwacht, strict=True):
        assert gevonden == pytest.approx(goed, rel=1e-6, abs=1e-12)


def test_a_phase_is_a_chart_of_its_own() -> None:
    laag, hoog = [10.0, 12, 9, 11, 10, 13, 9, 12, 11, 10, 12, 11], [30.0, 28, 33, 31]
    samen = control_charts.xmr([*laag, *hoog], rebase=[12])
    assert lines(samen) == lines(control_charts.xmr(laag)) + lines(control_charts.xmr(hoog))
    assert [p.fase for p in samen] == [0] * 12 + [1] * 4
    assert [p.voorlopig for p in samen] == [False] * 12 + [True] * 4
    assert not any(p.signaal for p in samen)
    assert any(p.signaal for p in control_charts.xmr([*laag, *hoog]))


def test_summer_is_shown_but_not_counted() -> None:
    maanden = [date(2022 + (m + 7) // 12, (m + 7) % 12 + 1, 1) for m in range(24)]
    zomer = control_charts.summer_months(maanden)
    assert [maanden[i].month for i in sorted(zomer)] == [8, 7, 8, 7]
    waarden = [2.0 if i in zomer else 30.0 + i % 5 for i in range(24)]
    punten = control_charts.xmr(waarden, overslaan=zomer)
    over = control_charts.xmr([w for i, w in enumerate(waarden) if i not in zomer])
    assert lines([p for p in punten if p.meegeteld]) == lines(over)
    assert [p.waarde for p in punten if not p.meegeteld] == [2.0] * 4
    assert not any(p.signaal for p in punten)
    assert any(p.signaal for p in control_charts.xmr(waarden))


def test_one_case_among_zeros_does_not_set_off_every_month() -> None:
    punten = control_charts.xmr([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    assert {p.signaal for p in punten} <= {None, Signaal.BOVEN_GRENS, Signaal.ZEVEN_ONDER}
    assert all(p.laag is not None and p.laag < 0 < (p.hoog or 0) for p in punten)


@pytest.mark.parametrize("waarden", [[], [3.0], [0.1] * 9])
def test_nothing_to_compare_is_no_signal(waarden: list[float]) -> None:
    punten = control_charts.xmr(waarden)
    assert [p.waarde for p in punten] == waarden
    assert not any(p.signaal for p in punten)
    assert all((p.laag is None) == (len(waarden) < 2) for p in punten)


def test_no_cases_at_all_is_a_flat_line() -> None:
    for chart in (control_charts.laney_p, control_charts.laney_u):
        assert lines(chart([0] * 12, [500, 400, 600] * 4)) == [(0, 0, 0)] * 12


@given(st.lists(st.integers(0, 60), min_size=2, max_size=40), st.data())
def test_whatever_the_phases_every_point_comes_back_in_order(waarden: list[int], data: st.DataObject) -> None:
    breuken = data.draw(st.sets(st.integers(-2, 45)))
    weg = data.draw(st.sets(st.integers(0, 45)))
    punten = control_charts.xmr(waarden, rebase=breuken, overslaan=weg)
    assert [p.waarde for p in punten] == waarden
    assert [p.fase for p in punten] == sorted(p.fase for p in punten)
    assert all(p.meegeteld for i, p in enumerate(punten) if i not in weg)
    assert not any(p.signaal for p in punten if not p.meegeteld)


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(ValueError, match="ontbreekt"):
        control_charts.xmr([1, float("nan"), 2])
    with pytest.raises(ValueError, match="noemer"):
        control_charts.laney_u([1, 2], [100, 0])
    with pytest.raises(ValueError, match="noemer"):
        control_charts.laney_p([1, 2], [100])


def test_the_last_point_of_a_run_belongs_to_that_run() -> None:
    stijgt, daalt = [5, 6, 7, 8, 9, 10, 11], [15, 14, 13, 12, 11, 10, 9]
    punten = control_charts.xmr([10, 2, 18, 4, 16, *stijgt, 3, 17, 4, *daalt])
    gevonden = [p.signaal for p in punten]
    assert gevonden[5:12] == [Signaal.STIJGENDE_REEKS] * 7
    assert gevonden[15:] == [Signaal.DALENDE_REEKS] * 7
    assert not any(gevonden[:5] + gevonden[12:15])
