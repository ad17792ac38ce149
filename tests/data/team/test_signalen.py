"""Which months need attention: only those the rules name, worst first, not because schools are closed."""

from __future__ import annotations

from datetime import date

from data.control_charts import Signaal, laney_p, laney_u, summer_months, xmr
from data.team.signalen import Kaart, breaks, count_chart, needs_attention, rate_chart, rebase_at, whole_months

MAANDEN = whole_months(date(2022, 8, 1), date(2024, 6, 30))
RUSTIG = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 20] * 2


def counts(*laatste: int) -> dict[date, int]:
    waarden = [*RUSTIG[: len(MAANDEN) - len(laatste)], *laatste]
    return {m: (2 if m.month in (7, 8) else n) for m, n in zip(MAANDEN, waarden, strict=True)}


def chart(*laatste: int, gebied: str = "", soort: str = "verlof") -> Kaart:
    kaart = count_chart(gebied, soort, counts(*laatste), MAANDEN, ())
    assert kaart
    return kaart


def test_only_whole_months_take_part() -> None:
    assert whole_months(date(2023, 12, 1), date(2024, 2, 28)) == (date(2023, 12, 1), date(2024, 1, 1))
    assert whole_months(date(2023, 12, 1), date(2024, 2, 29))[-1] == date(2024, 2, 1)


def test_summer_is_shown_and_never_a_signal() -> None:
    kaart = chart()
    zomer = [p for m, p in zip(kaart.maanden, kaart.punten, strict=True) if m.month in (7, 8)]
    assert zomer and all(p.waarde == 2 and not p.meegeteld and p.signaal is None for p in zomer)
    assert needs_attention([kaart]) == []


def test_the_worst_comes_first_and_old_news_is_no_news() -> None:
    kaarten = [
        chart(40, soort="verlof"),
        chart(80, soort="vsv"),
        chart(60, 20, 21, 20, soort="jib"),
        chart(soort="jikp"),
    ]
    gevonden = needs_attention(kaarten)
    assert [a.kaart.soort for a in gevonden] == ["vsv", "verlof"]
    assert all(a.punt.signaal is Signaal.BOVEN_GRENS and a.omhoog and a.maand == MAANDEN[-1] for a in gevonden)
    assert gevonden[0].afstand > gevonden[1].afstand > 3


def test_outside_the_limits_goes_before_a_run() -> None:
    reeks, buiten = chart(22, 22, 23, 22, 22, 23, 22, 22), chart(45, gebied="GM0148")
    gevonden = needs_attention([reeks, buiten])
    assert [a.kaart for a in gevonden] == [buiten, reeks]
    assert gevonden[1].punt.signaal is Signaal.ZEVEN_BOVEN


def test_the_points_are_those_of_the_control_chart() -> None:
    kaart = chart(30)
    zomer = [i for i, maand in enumerate(MAANDEN) if maand.month in (7, 8)]
    assert kaart.punten == xmr([counts(30)[maand] for maand in MAANDEN], overslaan=zomer)


def test_a_registered_break_begins_a_new_phase_and_nothing_else_does() -> None:
    assert rebase_at(MAANDEN, ["2023-2024"]) == {12} and rebase_at(MAANDEN, ["2019-2020", "2022-2023"]) == frozenset()
    assert "2022-2023" in breaks("relatief_verzuim", ["GM0193"])
    kaart = count_chart("", "verlof", counts(), MAANDEN, ["2023-2024"])
    assert kaart and {p.fase for p in kaart.punten} == {0, 1}


def parts(*laatste: int, noemer: int = 5_000) -> dict[date, tuple[int, int]]:
    return {maand: (n, noemer + 10 * maand.month) for maand, n in counts(*laatste).items()}


def test_a_rate_is_laney_u_and_needs_every_denominator() -> None:
    kaart = rate_chart("", "per_duizend", parts(90), MAANDEN, ())
    assert kaart and needs_attention([kaart])[0].omhoog
    tellers, noemers = zip(*kaart.delen, strict=True)
    assert kaart.punten == laney_u(tellers, noemers, overslaan=summer_months(MAANDEN))
    assert rate_chart("", "per_duizend", parts() | {MAANDEN[3]: (0, 0)}, MAANDEN, ()) is None


def test_a_share_is_laney_p_of_the_months_that_have_one() -> None:
    delen = parts(90, noemer=100) | {MAANDEN[11]: (0, 0)}
    kaart = rate_chart("", "op_tijd", delen, MAANDEN, ["2023-2024"])
    assert kaart and MAANDEN[11] not in kaart.maanden and len(kaart.maanden) == len(MAANDEN) - 1
    tellers, noemers = zip(*(delen[maand] for maand in kaart.maanden), strict=True)
    zomer = summer_months(kaart.maanden)
    assert kaart.punten == laney_p(tellers, noemers, rebase=[11], overslaan=zomer)
    assert [punt.meegeteld for punt in kaart.punten] == [maand.month not in (7, 8) for maand in kaart.maanden]
    assert rate_chart("", "op_tijd", {}, MAANDEN, ()) is None


def test_too_few_months_give_no_chart() -> None:
    assert count_chart("", "", {}, MAANDEN, ()) is None
    assert count_chart("", "", counts(), MAANDEN[:6], ()) is None
