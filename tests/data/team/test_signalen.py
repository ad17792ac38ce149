"""Which months need attention: only those the rules name, worst first, not because schools are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from data.statistics.control_charts import Punt, Signaal, laney_p, laney_u, summer_months, xmr
from data.team.signalen import (
    Kaart,
    Maat,
    Reeks,
    breaks,
    count_chart,
    needs_attention,
    rate_chart,
    rebase_at,
    season_charts,
    shows_season,
    told_apart,
    whole_months,
)

MAANDEN = whole_months(date(2022, 8, 1), date(2024, 6, 30))
LANG = whole_months(date(2020, 8, 1), date(2025, 6, 30))
RUSTIG = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 20] * 2
SEIZOEN = {8: 25, 9: 124, 10: 135, 11: 128, 12: 72, 1: 118, 2: 117, 3: 145, 4: 97, 5: 99, 6: 102, 7: 27}


def counts(*laatste: int) -> dict[date, int]:
    waarden = [*RUSTIG[: len(MAANDEN) - len(laatste)], *laatste]
    return {m: (2 if m.month in (7, 8) else n) for m, n in zip(MAANDEN, waarden, strict=True)}


def parts(*laatste: int, noemer: int = 5_000) -> dict[date, tuple[int, int]]:
    return {maand: (n, noemer + 10 * maand.month) for maand, n in counts(*laatste).items()}


def chart(*laatste: int, maat: Maat = "per_duizend", soort: str = "verlof") -> Kaart:
    kaart = rate_chart(soort, maat, parts(*laatste), MAANDEN, ())
    assert kaart
    return kaart


def lines(punten: Sequence[Punt]) -> list[Punt]:
    """Points with their lines and without their signals."""
    return [replace(punt, signaal=None) for punt in punten]


def seasons(keer: float = 7, factor: float = 1.0, van: date = date(2025, 4, 1)) -> dict[date, int]:
    """The same season every year; from `van` on times `factor`."""
    return {m: round(SEIZOEN[m.month] * keer * (factor if m >= van else 1)) for m in LANG}


def test_only_whole_months_take_part() -> None:
    assert whole_months(date(2023, 12, 1), date(2024, 2, 28)) == (date(2023, 12, 1), date(2024, 1, 1))
    assert whole_months(date(2023, 12, 1), date(2024, 2, 29))[-1] == date(2024, 2, 1)


def test_summer_is_shown_and_never_a_signal() -> None:
    kaart = chart()
    zomer = [p for m, p in zip(kaart.maanden, kaart.punten, strict=True) if m.month in (7, 8)]
    assert zomer and all(p.waarde < 0.001 and not p.meegeteld and p.signaal is None for p in zomer)
    assert needs_attention([kaart]) == []


def test_the_worst_comes_first_and_old_news_is_no_news() -> None:
    kaarten = [chart(40), chart(80, soort="vsv"), chart(60, 20, 21, 20, soort="jib"), chart(soort="jikp")]
    gevonden = needs_attention(kaarten)
    assert [a.kaart.soort for a in gevonden] == ["vsv", "verlof"]
    assert all(a.punt.signaal is Signaal.BOVEN_GRENS and a.omhoog and a.maand == MAANDEN[-1] for a in gevonden)
    assert gevonden[0].afstand > gevonden[1].afstand > 3


def test_what_chance_makes_every_few_years_is_no_signal_and_no_mark() -> None:
    """A run on one side of the mean, or one that rises."""
    kaarten = [chart(22, 22, 23, 22, 22, 23, 22, 22), chart(18, 19, 20, 21, 22, 23, 24)]
    assert all(punt.signaal is None for kaart in kaarten for punt in kaart.punten)
    assert needs_attention(kaarten) == []


def test_a_registered_break_begins_a_new_phase_and_nothing_else_does() -> None:
    assert rebase_at(MAANDEN, ["2023-2024"]) == {12} and rebase_at(MAANDEN, ["2019-2020", "2022-2023"]) == frozenset()
    assert "2022-2023" in breaks("relatief_verzuim", ["GM0193"])
    kaart = rate_chart("verlof", "per_duizend", parts(), MAANDEN, ["2023-2024"])
    assert kaart and {p.fase for p in kaart.punten} == {0, 1}


def test_counts_are_judged_by_their_own_months_and_the_strongest_comes_first() -> None:
    reeksen = [
        Reeks("", "", seasons(), ()),
        Reeks("", "vsv", seasons(factor=1.4), ()),
        Reeks("GM0148", "", seasons(factor=1.9), ()),
        Reeks("", "verlof", {}, ()),
    ]
    kaarten = season_charts(reeksen, LANG)
    assert [k.gebied or k.soort for k in kaarten] == ["GM0148", "vsv", ""]
    assert [k.verteld for k in kaarten] == [True, True, False]
    assert kaarten[0].periode == LANG[-3:] and kaarten[2].oordeel and not kaarten[2].oordeel.signaal


def test_after_a_break_two_schooljaren_must_pass_and_the_break_is_named() -> None:
    (kort,) = season_charts([Reeks("", "", seasons(factor=3), ["2023-2024"])], LANG)
    assert kort.oordeel is None and kort.breuk == "2023-2024" and kort.sinds == 36 and not kort.periode
    (lang,) = season_charts([Reeks("", "", seasons(factor=3), ["2022-2023"])], LANG)
    assert lang.oordeel and lang.verteld and lang.breuk == "2022-2023"
    assert season_charts([], ()) == []


def test_among_many_charts_a_weak_signal_is_not_told() -> None:
    reeks = Reeks("", "", seasons(factor=1.105), ())
    (alleen,) = season_charts([reeks], LANG)
    samen = season_charts([reeks, *(Reeks("GM", str(i), seasons(), ()) for i in range(60))], LANG)
    assert alleen.verteld and samen[0].oordeel and not samen[0].verteld
    assert alleen.oordeel and samen[0].oordeel.kans == pytest.approx(alleen.oordeel.kans)


def test_a_season_is_seen_when_there_is_one() -> None:
    vlak = {maand: 100 + 7 * (i % 5) for i, maand in enumerate(LANG)}
    assert shows_season(seasons(), LANG, ()) is True and shows_season(vlak, LANG, ()) is False
    assert shows_season(seasons(), LANG, ["2024-2025"]) is None


def test_a_rate_is_laney_u_and_needs_every_denominator() -> None:
    kaart = rate_chart("", "per_duizend", parts(90), MAANDEN, ())
    assert kaart and needs_attention([kaart])[0].omhoog
    tellers, noemers = zip(*kaart.delen, strict=True)
    assert lines(kaart.punten) == lines(laney_u(tellers, noemers, overslaan=summer_months(MAANDEN)))
    assert rate_chart("", "per_duizend", parts() | {MAANDEN[3]: (0, 0)}, MAANDEN, ()) is None


def test_a_count_without_season_and_jongeren_is_xmr() -> None:
    kaart = count_chart("", counts(90), MAANDEN, ["2023-2024"])
    assert kaart and kaart.maat == "aantal" and needs_attention([kaart])[0].omhoog
    assert lines(kaart.punten) == lines(xmr(list(counts(90).values()), rebase=[12], overslaan=summer_months(MAANDEN)))
    assert count_chart("", {}, MAANDEN, ()) is None and count_chart("", counts(90), MAANDEN[:6], ()) is None


def test_one_event_is_told_once() -> None:
    regel = [chart(90), chart(90, maat="op_tijd")]
    (sterk,) = season_charts([Reeks("", "", seasons(factor=1.9), ())], LANG)
    (deel,) = season_charts([Reeks("", "vsv", seasons(factor=1.9), ())], LANG)
    assert sterk.verteld and [kaart.maat for kaart in told_apart([sterk], regel)] == ["op_tijd"]
    assert deel.verteld and told_apart([deel], regel) == regel and told_apart([], regel) == regel


def test_a_share_is_laney_p_of_the_months_that_have_one() -> None:
    delen = parts(90, noemer=100) | {MAANDEN[11]: (0, 0)}
    kaart = rate_chart("", "op_tijd", delen, MAANDEN, ["2023-2024"])
    assert kaart and MAANDEN[11] not in kaart.maanden and len(kaart.maanden) == len(MAANDEN) - 1
    tellers, noemers = zip(*(delen[maand] for maand in kaart.maanden), strict=True)
    zomer = summer_months(kaart.maanden)
    assert lines(kaart.punten) == lines(laney_p(tellers, noemers, rebase=[11], overslaan=zomer))
    assert [punt.meegeteld for punt in kaart.punten] == [maand.month not in (7, 8) for maand in kaart.maanden]
    assert rate_chart("", "op_tijd", {}, MAANDEN, ()) is None


def test_too_few_months_give_no_chart() -> None:
    assert rate_chart("", "per_duizend", parts(), MAANDEN[:6], ()) is None
