"""Planted leaks: one made-up publication per way in which figures once gave a child away. Each must be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data.cells.cells import CelSleutel
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.aanval.onderscheid import ended as kinds_ended
from etl.aanval.openbaar import Groep, OnbekendeTabel
from etl.aanval.stelsel import Tegenspraak
from etl.aanval.vonnis import Vonnis, examine
from tests.etl.aanval.hulp import JAAR, Rij, case, cases, ended, publish, totals
from tests.etl.tweeling import SOORT_INDICATOREN

Kies = Callable[[CelSleutel], bool]


def interval(uitkomst: Vonnis, indicator: str, eenheid: str, gebied: str = "GM1", *over: str) -> tuple[int, float]:
    return uitkomst.intervallen[CelSleutel(indicator, eenheid, gebied, JAAR, *over)]


# --- margins of one table ----------------------------------------------------------------------------------------


def ages_and_kinds() -> list[Rij]:
    """Jib and verlof are hidden in both gemeenten; who is 18 or older has no verlof, and that is shown."""
    return [
        *cases(20, "vsv"),
        *cases(12, "verlof"),
        *cases(3, "jib", leeftijd_bij_start=24),
        *cases(30, "vsv", "GM2"),
        *cases(14, "verlof", "GM2"),
        *cases(15, "jib", "GM2", leeftijd_bij_start=24),
    ]


def hides_verlof_and_jib(cel: CelSleutel) -> bool:
    return cel.indicator in ("verlof", "jib") and cel.gebied != "R1"


def test_he_lays_kinds_and_ages_of_gemeente_and_region_beside_each_other() -> None:
    uitkomst = examine(publish(ages_and_kinds(), hides_verlof_and_jib))
    assert interval(uitkomst, "jib", WERKPROCESSEN) == (3, 3)
    assert interval(uitkomst, "verlof", JONGEREN, "GM2") == (14, 14)
    assert uitkomst.per_soort()["cel"] == len(uitkomst.intervallen) == 8


def test_bounds_alone_run_no_program_and_a_sample_says_what_it_asked() -> None:
    openbaar = publish(ages_and_kinds(), lambda c: hides_verlof_and_jib(c) or c.uitsplitsing == "leeftijdsgroep")
    grenzen, proef = examine(openbaar, steekproef=0), examine(openbaar, steekproef=20, zaad=3)
    assert grenzen.lps == 0 < proef.lps
    assert grenzen.onbeslist > proef.onbeslist
    assert (grenzen.steekproef, proef.steekproef, proef.zaad) == (0, 20, 3)


def test_he_knows_that_nobody_of_eight_is_a_jongere_in_beeld() -> None:
    """No table by age per soort: only what law and definition say."""
    openbaar = publish(
        ages_and_kinds(),
        hides_verlof_and_jib,
        alleen=lambda c: c.uitsplitsing in ("totaal", "leeftijdsgroep") and c.gebied != "R1",
    )
    assert interval(examine(openbaar), "jib", WERKPROCESSEN) == (3, 3)


def test_what_can_also_be_wider_is_left_alone() -> None:
    """The same publication with the ages hidden too: nothing is known of verlof and jib but their sum."""

    def hide(cel: CelSleutel) -> bool:
        return hides_verlof_and_jib(cel) or cel.uitsplitsing == "leeftijdsgroep"

    def alleen(cel: CelSleutel) -> bool:
        ages = cel.uitsplitsing == "leeftijdsgroep" and cel.indicator == "werkprocessen"
        return ages or totals("werkprocessen", "vsv", "verlof", "jib")(cel)

    uitkomst = examine(publish(ages_and_kinds(), hide, alleen=alleen))
    assert interval(uitkomst, "jib", WERKPROCESSEN) == (0, 15)
    assert "cel" not in uitkomst.per_soort()


# --- what runs on and what ended ---------------------------------------------------------------------------------


def exemptions() -> list[Rij]:
    """52 requests of 50 jongeren: 25 granted, 4 refused, 23 run on."""
    return [
        *cases(25, "vrijstelling", **ended("verleend")),
        *cases(4, "vrijstelling", van=25, **ended("afgewezen")),
        *cases(21, "vrijstelling", van=29),
        *cases(2, "vrijstelling", van=29),
    ]


VRIJSTELLING = totals("vrijstelling_aanvragen", "vrijstellingen_verleend", "vrijstellingen_lopend")


def granted_jongeren(cel: CelSleutel) -> bool:
    return cel.indicator != "vrijstelling_aanvragen" and cel.teleenheid == JONGEREN


def test_he_follows_jongeren_from_request_to_grant() -> None:
    uitkomst = examine(publish(exemptions(), granted_jongeren, alleen=lambda c: VRIJSTELLING(c) and c.gebied == "GM1"))
    assert interval(uitkomst, "vrijstellingen_verleend", JONGEREN) == (23, 25)
    assert not uitkomst.veilig


def test_he_does_not_when_cases_from_before_count_too() -> None:
    openbaar = publish(
        exemptions(), granted_jongeren, alleen=lambda c: VRIJSTELLING(c) and c.gebied == "GM1", niets_eerder=False
    )
    assert interval(examine(openbaar), "vrijstellingen_verleend", JONGEREN) == (1, 25)


def test_he_sees_what_ended_without_being_granted() -> None:
    uitkomst = examine(publish(exemptions(), alleen=lambda c: VRIJSTELLING(c) and c.gebied == "GM1"))
    anders = kinds_ended("vrijstelling") - kinds_ended("vrijstelling", None, frozenset({"verleend"}))
    gevonden = {(v.wat, v.laag, v.hoog) for v in uitkomst.vondsten if v.eenheid == WERKPROCESSEN}
    assert (Groep("GM1", JAAR, "eind", anders), 4, 4) in gevonden


def test_he_follows_them_over_two_schooljaren() -> None:
    jaren = ("2022-2023", JAAR)
    rijen = [
        *cases(40, "vrijstelling", startdatum=date(2022, 10, 3)),
        *cases(12, "vrijstelling", van=40, **ended("verleend")),
        *cases(3, "vrijstelling", van=60, startdatum=date(2022, 10, 3), **ended("afgewezen")),
        *cases(30, "vrijstelling", van=70),
    ]
    uitkomst = examine(publish(rijen, alleen=lambda c: VRIJSTELLING(c) and c.gebied == "GM1", jaren=jaren))
    oud = [
        v
        for v in uitkomst.vondsten
        if v.soort == "groep" and v.wat[1:3] == (JAAR, "eind") and v.eenheid == WERKPROCESSEN
    ]
    assert {(v.laag, v.hoog) for v in oud} == {(3, 3)}


# --- groups that nobody printed ----------------------------------------------------------------------------------


def test_he_sees_who_has_both_kinds_of_verzuim() -> None:
    rijen = [
        *(case("absoluut_verzuim", f"a{n}") for n in range(30)),
        *(case("relatief_verzuim", f"r{n}") for n in range(57)),
        *(case("relatief_verzuim", f"a{n}") for n in range(3)),
    ]
    verzuim = totals("absoluut_verzuim", "relatief_verzuim", "verzuim_totaal")
    uitkomst = examine(publish(rijen, alleen=lambda c: verzuim(c) and c.gebied == "GM1"))
    assert ("overlap", 3, 3) in {(v.soort, v.laag, v.hoog) for v in uitkomst.vondsten}


def test_he_sees_the_rest_of_a_total() -> None:
    rijen = [
        *cases(20, "relatief_verzuim"),
        *cases(2, "relatief_verzuim", van=20, subsoort="luxe"),
        *cases(9, "verlof"),
    ]
    twee = totals("werkprocessen", "relatief_verzuim", "verlof")
    rest = examine(publish([*rijen, *cases(3, "preventie")], alleen=lambda c: twee(c) and c.gebied == "GM1"))
    assert ("rest", WERKPROCESSEN, 3, 3) in {(v.soort, v.eenheid, v.laag, v.hoog) for v in rest.vondsten}
    assert examine(publish(rijen, alleen=lambda c: twee(c) and c.gebied == "GM1")).veilig


def test_he_sees_who_moved_when_a_region_counts_distinct_jongeren() -> None:
    rijen = [*cases(30, "vsv"), *cases(25, "vsv", "GM2"), *(case("vsv", f"GM1-vsv-{n}", "GM2") for n in range(2))]
    alleen = totals("vsv")
    gevonden = examine(publish(rijen, alleen=alleen)).vondsten
    assert ("overlap", 2, 2) in {(v.soort, v.laag, v.hoog) for v in gevonden}
    samen = publish(rijen, alleen=alleen, opgeteld=True)
    assert samen.getoond[CelSleutel("vsv", JONGEREN, "R1", JAAR)] == 57
    assert examine(samen).veilig


def test_he_takes_a_gemeente_from_its_region() -> None:
    rijen = [*cases(30, "vsv"), *cases(3, "vsv", "GM2")]
    uitkomst = examine(publish(rijen, lambda c: c.gebied == "GM2", alleen=totals("vsv")))
    assert interval(uitkomst, "vsv", WERKPROCESSEN, "GM2") == (3, 3)


def test_he_sees_small_groups_together_that_no_table_puts_together() -> None:
    """Two of one kind in one gemeente and one of another in the other: only the region's rest gives their sum."""
    rijen = [
        *cases(30, "vsv"),
        *cases(20, "verlof"),
        *cases(25, "jib", "GM2", leeftijd_bij_start=24),
        *cases(2, "jib", leeftijd_bij_start=24),
        *cases(1, "verlof", "GM2"),
    ]

    def alleen(cel: CelSleutel) -> bool:
        gemeten = {("GM1", "verlof"), ("GM2", "jib"), ("R1", "vsv"), ("R1", "werkprocessen")}
        elders = totals(*SOORT_INDICATOREN.values())(cel) and cel.indicator not in ("jib", "verlof")
        geteld = totals("verlof", "jib", "vsv", "werkprocessen")(cel) and (cel.gebied, cel.indicator) in gemeten
        return cel.teleenheid == WERKPROCESSEN and (geteld or elders)

    uitkomst = examine(publish(rijen, alleen=alleen))
    samen = [v for v in uitkomst.vondsten if v.soort == "samen"]
    assert [(v.laag, v.hoog) for v in samen] == [(3, 3)]
    assert isinstance(samen[0].wat, Groep)
    assert {(g.gebied, z.soort) for g in (samen[0].wat, *samen[0].met) for z in g.zaken} == {
        ("GM1", "jib"),
        ("GM2", "verlof"),
    }


# --- figures made of figures, and what stands there plainly --------------------------------------------------------


def test_he_reads_a_percentage_as_its_numerator() -> None:
    openbaar = publish(cases(14, "absoluut_verzuim"), lambda c: c.gebied == "GM1", alleen=totals("absoluut_verzuim"))
    stand, deel = (CelSleutel(naam, JONGEREN, "GM1", JAAR) for naam in ("jongeren_5_18", "schoolgaand"))
    regio = {c: n for c, n in openbaar.getoond.items() if c.gebied != "R1"}
    getoond = {**regio, stand: 4_269.0, deel: round(100 * (1 - 14 / 4_269), 4)}
    uitkomst = examine(replace(openbaar, getoond=getoond))
    assert interval(uitkomst, "absoluut_verzuim", JONGEREN) == (14, 14)


def test_he_refuses_a_small_count_on_show() -> None:
    assert examine(publish(cases(4, "vsv"), alleen=totals("vsv"))).per_soort()["klein"]
    assert examine(publish(cases(5, "vsv"), alleen=lambda c: totals("vsv")(c) and c.gebied != "GM2")).veilig


@pytest.mark.parametrize(("aantal", "veilig"), [(9, False), (10, True)])
def test_he_refuses_a_small_group_of_one_kind(aantal: int, veilig: bool) -> None:
    rijen = cases(aantal, "relatief_verzuim", subsoort="luxe")

    def alleen(cel: CelSleutel) -> bool:
        return (
            cel.indicator == "relatief_verzuim" and cel.gebied == "GM1" and cel.uitsplitsing in ("totaal", "subsoort")
        )

    uitkomst = examine(publish(rijen, alleen=alleen))
    assert uitkomst.veilig == veilig
    assert ("hele groep" in uitkomst.per_soort()) != veilig


# --- reports, and what contradicts -------------------------------------------------------------------------------


def test_a_figure_of_a_report_binds_but_is_no_leak_of_ours() -> None:
    rijen = [*cases(30, "vsv"), *cases(14, "vsv", "GM2")]
    openbaar = publish(rijen, lambda c: c.gebied in ("GM1", "GM2"), alleen=totals("vsv"))
    assert examine(openbaar).veilig
    verteld = {CelSleutel("vsv", WERKPROCESSEN, "GM1", JAAR): 30.0}
    uitkomst = examine(replace(openbaar, kennis=verteld))
    assert interval(uitkomst, "vsv", WERKPROCESSEN, "GM2") == (14, 14)
    verraden = {v.wat for v in uitkomst.vondsten if v.soort == "cel"}
    assert CelSleutel("vsv", WERKPROCESSEN, "GM2", JAAR) in verraden
    assert not verraden & verteld.keys()


def test_a_small_count_that_a_report_printed_is_not_ours() -> None:
    openbaar = publish(cases(3, "vsv"), lambda _: True, alleen=lambda c: totals("vsv")(c) and c.gebied == "GM1")
    verteld = {CelSleutel("vsv", eenheid, "GM1", JAAR): 3.0 for eenheid in (WERKPROCESSEN, JONGEREN)}
    assert examine(replace(openbaar, kennis=verteld)).veilig


def test_what_a_report_printed_in_pieces_is_not_ours() -> None:
    """The report prints an article; that what began before and what began in the schooljaar make it up adds nothing."""
    rijen = [
        r
        for b, n in {"art_15": 12, "art_5c": 1}.items()
        for r in cases(n, "vrijstelling", subsoort=b, **ended("verleend"))
    ]

    def alleen(cel: CelSleutel) -> bool:
        return cel.indicator == "vrijstellingen_verleend" and cel.gebied == "GM1" and cel.teleenheid == WERKPROCESSEN

    openbaar = publish(rijen, lambda c: c.categorie == "art_5c", alleen=alleen, niets_eerder=False)
    assert not examine(openbaar).veilig
    verteld = {CelSleutel("vrijstellingen_verleend", WERKPROCESSEN, "GM1", JAAR, "artikel", "art_5c"): 1.0}
    assert examine(replace(openbaar, kennis=verteld)).veilig


def test_that_nobody_joins_the_group_of_a_report_is_not_ours() -> None:
    """The report prints who was granted; that all decisions were grants says of the same three what was known."""
    rijen = [
        r
        for b, n in {"art_15": 3, "art_5a": 12}.items()
        for r in cases(n, "vrijstelling", subsoort=b, **ended("verleend"))
    ]

    def alleen(cel: CelSleutel) -> bool:
        return (cel.indicator, cel.gebied, cel.teleenheid) == ("afgehandeld", "GM1", WERKPROCESSEN)

    def verleend(artikel: str) -> CelSleutel:
        return CelSleutel("vrijstellingen_verleend", WERKPROCESSEN, "GM1", JAAR, "artikel", artikel)

    openbaar = publish(rijen, alleen=alleen, niets_eerder=False)
    totaal = CelSleutel("vrijstellingen_verleend", WERKPROCESSEN, "GM1", JAAR)
    verteld = {totaal: 15.0, verleend("art_5a"): 12.0, verleend("art_15"): 3.0}
    assert examine(replace(openbaar, kennis=verteld)).veilig
    # The same group, when no report tells how small it is: fewer of another article is another three.
    assert not examine(replace(openbaar, kennis={verleend("art_5a"): 12.0})).veilig


def test_what_is_shown_exists_even_where_it_cannot_be() -> None:
    """Verlof of somebody of twenty: he drops what can be, and says so."""
    uitkomst = examine(publish(cases(8, "verlof", leeftijd_bij_start=20)))
    assert uitkomst.losser


def test_figures_that_contradict_each_other_are_refused() -> None:
    openbaar = publish(cases(8, "vsv"))
    verkeerd = {**openbaar.getoond, CelSleutel("vsv", WERKPROCESSEN, "R1", JAAR): 9.0}
    with pytest.raises(Tegenspraak):
        examine(replace(openbaar, getoond=verkeerd))


def test_gemeenten_that_deliver_on_other_days_do_not_contradict_their_region() -> None:
    """A region says up to which day all of it is known; one of its gemeenten may have cases of later months."""
    rijen = [*cases(9, "vsv"), *cases(9, "vsv", "GM2", startdatum=date(2024, 5, 6))]
    maart, juni = date(2024, 3, 31), date(2024, 6, 30)
    peildata = {("GM1", JAAR): maart, ("GM2", JAAR): juni, ("R1", JAAR): maart}
    assert examine(publish(rijen, opgeteld=True, peildata=peildata)).cellen
    with pytest.raises(Tegenspraak):
        examine(publish(rijen, opgeteld=True, peildata=peildata | {("GM2", JAAR): maart}))


def test_a_table_that_he_cannot_read_is_not_passed_over() -> None:
    openbaar = publish(cases(8, "vsv"), alleen=totals("vsv"))
    vreemd = CelSleutel("vsv", WERKPROCESSEN, "GM1", JAAR, "schoenmaat", "41")
    with pytest.raises(OnbekendeTabel):
        examine(replace(openbaar, getoond={**openbaar.getoond, vreemd: 8.0}))


# --- coarser tables ----------------------------------------------------------------------------------------------


def test_he_reads_a_category_that_takes_the_rare_ones_together() -> None:
    artikelen = {"art_5a": 14, "art_5b": 12, "art_5c": 2, "art_15": 1}
    rijen = [r for b, n in artikelen.items() for r in cases(n, "vrijstelling", subsoort=b, **ended("verleend"))]

    def alleen(cel: CelSleutel) -> bool:
        gekozen = cel.categorie in ("totaal", "art_5a", "art_5b")
        return (
            cel.indicator == "vrijstellingen_verleend"
            and cel.gebied == "GM1"
            and cel.teleenheid == WERKPROCESSEN
            and gekozen
        )

    openbaar = publish(rijen, alleen=alleen)
    assert {(v.laag, v.hoog) for v in examine(openbaar).vondsten if v.eenheid == WERKPROCESSEN} == {(3, 3)}
    andere = CelSleutel("vrijstellingen_verleend", WERKPROCESSEN, "GM1", JAAR, "artikel", "andere_artikelen")
    verborgen = replace(openbaar, onderdrukt={andere})
    assert examine(verborgen).intervallen[andere] == (3, 3)


def test_he_adds_up_the_schooljaren_of_a_window() -> None:
    jaren = ("2021-2022", "2022-2023", JAAR)
    rijen = [
        r for n, j in enumerate((2021, 2022, 2023)) for r in cases(7 - n, "vsv", van=10 * n, startdatum=date(j, 10, 4))
    ]
    openbaar = publish(
        rijen, lambda c: c.schooljaar == JAAR, alleen=lambda c: totals("vsv")(c) and c.gebied == "GM1", jaren=jaren
    )
    venster = CelSleutel("vsv", WERKPROCESSEN, "GM1", "2021-2024")
    uitkomst = examine(replace(openbaar, getoond={**openbaar.getoond, venster: 18.0}))
    assert interval(uitkomst, "vsv", WERKPROCESSEN) == (5, 5)


def test_he_takes_a_region_from_the_country() -> None:
    delen_van = {"R1": ("GM1", "GM2"), "R2": ("GM3",), "NL01": ("R1", "R2")}
    rijen = [*cases(30, "vsv"), *cases(25, "vsv", "GM2"), *cases(12, "vsv", "GM3")]
    regios = {regio: delen for regio, delen in delen_van.items() if regio != "NL01"}
    openbaar = publish(rijen, lambda c: c.gebied in ("R2", "GM3"), alleen=totals("vsv"), delen_van=regios)
    land = {CelSleutel("vsv", WERKPROCESSEN, "NL01", JAAR): 67.0}
    uitkomst = examine(replace(openbaar, delen_van=delen_van, getoond={**openbaar.getoond, **land}))
    assert interval(uitkomst, "vsv", WERKPROCESSEN, "GM3") == (12, 12)
    assert interval(uitkomst, "vsv", JONGEREN, "R2") == (1, 12)


def test_nobody_is_seven_and_seventeen_in_one_schooljaar() -> None:
    """30 jongeren in all, 14 of 5 to 11: of 16 and 17 there are at most 16, and two cases of one jongere make 18."""
    rijen = [
        *cases(14, "preventie", leeftijd_bij_start=8),
        *cases(16, "preventie", van=14, leeftijd_bij_start=16),
        *cases(2, "preventie", van=14, leeftijd_bij_start=16),
    ]

    def alleen(cel: CelSleutel) -> bool:
        ages = cel.uitsplitsing == "leeftijdsgroep" and cel.indicator == "werkprocessen"
        return cel.gebied == "GM1" and (ages or totals("werkprocessen")(cel))

    def hide(cel: CelSleutel) -> bool:
        return cel.teleenheid == JONGEREN and cel.categorie == "16-17"

    uitkomst = examine(publish(rijen, hide, alleen=alleen))
    zestien = ("werkprocessen", JONGEREN, "GM1", "leeftijdsgroep", "16-17")
    assert interval(uitkomst, *zestien) == (16, 16)
    openbaar = publish(rijen, hide, alleen=alleen)
    los = replace(openbaar, mogelijk=openbaar.mogelijk.with_seen([], een_leeftijd=False))
    assert interval(examine(los), *zestien) == (16, 18)
