"""Sentences about counts against earlier years: what they rest on, and that nothing seen is no good news when small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from components.team.season import (
    WEINIG_JAREN,
    chart_sentence,
    coverage,
    ground,
    period,
    signal_sentence,
    verdict,
)
from data.team.signalen import Reeks, Seizoenkaart, season_charts, whole_months

MAANDEN = whole_months(date(2020, 8, 1), date(2025, 6, 30))
SEIZOEN = {8: 25, 9: 124, 10: 135, 11: 128, 12: 72, 1: 118, 2: 117, 3: 145, 4: 97, 5: 99, 6: 102, 7: 27}


def chart(
    keer: float = 7, factor: float = 1.0, van: date = date(2025, 4, 1), breuken: Sequence[str] = ()
) -> Seizoenkaart:
    aantallen = {m: round(SEIZOEN[m.month] * keer * (factor if m >= van else 1)) for m in MAANDEN}
    (kaart,) = season_charts([Reeks("", "verlof", aantallen, breuken)], MAANDEN)
    return kaart


def test_months_are_named_as_one_says_them() -> None:
    assert period(MAANDEN[-1:]) == "juni 2025" and period(MAANDEN[-3:]) == "april tot en met juni 2025"
    assert period(MAANDEN[-8:]) == "november 2024 tot en met juni 2025"


def test_a_rise_and_a_fall_say_what_was_to_be_expected() -> None:
    hoog, laag = chart(factor=1.3), chart(factor=0.6)
    assert "Van april tot en met juni 2025 begonnen 2.712 werkprocessen." in signal_sentence(hoog)
    assert "Dat is meer dan te verwachten was: 2.0" in signal_sentence(hoog) and "hoogstens 2." in signal_sentence(hoog)
    assert "Dat is minder dan te verwachten was" in signal_sentence(laag) and "minstens 1." in signal_sentence(laag)
    assert (verdict(hoog), verdict(laag)) == ("meer dan verwacht", "minder dan verwacht")


def test_what_creeps_tells_how_long() -> None:
    zin = signal_sentence(chart(2.5, 1.17, date(2024, 11, 1)))
    assert (
        "Van november 2024 tot en met juni 2025 begonnen" in zin
        and "8 maanden samen past het niet bij de gewone schommeling" in zin
    )


def test_no_signal_fits_only_where_a_rise_would_be_seen() -> None:
    groot, klein = chart(), chart(0.4)
    assert "Dat past bij de gewone schommeling." in chart_sentence(groot) and "te weinig" not in chart_sentence(groot)
    zin = chart_sentence(klein)
    assert "te weinig om te zien" in zin and "gewone schommeling" not in zin
    assert "Over twaalf maanden samen is er geen signaal. Van juli 2024 tot en met juni 2025 begonnen" in zin
    assert verdict(klein) == "te weinig om te zien" and "gewone schommeling" not in coverage([klein])
    assert "bijna nooit iets" in chart_sentence(chart(0.0048))


def test_what_is_seen_half_of_the_time_by_an_estimate_only_is_not_reassuring() -> None:
    # 28% more would be noticed half of the time, if the dispersion is what it was estimated to be
    krap = chart(0.6)
    assert krap.oordeel and not krap.oordeel.klein and 0.255 < krap.oordeel.kwartaal.merkbaar < 0.30
    zin = chart_sentence(krap)
    assert "te weinig om te zien" in zin and "gewone schommeling" not in zin and "twaalf maanden" not in zin.lower()
    assert verdict(krap) == "te weinig om te zien" and zin.endswith("opvallen.")


def test_a_small_series_without_a_year_to_compare_says_so() -> None:
    assert "kan pas als er 3 schooljaren zijn" in chart_sentence(chart(0.4, breuken=["2022-2023"]))


def test_too_short_after_a_break_names_it() -> None:
    kaart = chart(factor=5, breuken=["2023-2024"])
    assert chart_sentence(kaart).startswith("Hier is geen signaal mogelijk: sinds de trendbreuk in 2023-2024")
    assert verdict(kaart) == "nog geen twee schooljaren" and "trendbreuk van 2023-2024" in ground(kaart)
    with pytest.raises(ValueError, match="no signal"):
        signal_sentence(kaart)


def test_less_than_three_schooljaren_to_compare_with_are_said_to_miss_more() -> None:
    kort = chart(breuken=["2022-2023"])
    assert kort.oordeel and WEINIG_JAREN in ground(kort)
    assert WEINIG_JAREN not in ground(chart()) and WEINIG_JAREN not in ground(chart(breuken=["2023-2024"]))


def test_the_cover_tells_every_chart_once() -> None:
    toeval = replace(chart(factor=1.4), verteld=False)
    zin = coverage([chart(), chart(), chart(0.4), chart(breuken=["2024-2025"]), toeval])
    assert zin == (
        "Bij 2 grafieken past het aantal bij de gewone schommeling. "
        "Bij 1 grafiek is het te weinig om te zien: 30% meer in drie maanden zouden we daar vaak missen. "
        "Bij 1 grafiek kan het niet: er zijn nog geen twee schooljaren om mee te vergelijken. "
        "Bij 1 grafiek valt er iets op, maar bij zoveel grafieken tegelijk komt dat vaker door toeval voor."
    )
    assert "vaker door toeval" in chart_sentence(toeval) and verdict(toeval).endswith("(kan toeval zijn)")
