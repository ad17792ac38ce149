"""Gemeenten beside each other: counts or ranges, one source, one denominator, and nothing about who is hidden."""

import pytest

from components.pieces.tile_strip import region_line
from components.words.findings import finding, span_about
from components.words.side_by_side_words import OP_HET_MIDDEN, explanation, shown_value
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.statistics.statistics import Oordeel, conditional_test
from data.views.comparison import compare
from data.views.counts import count
from data.views.side_by_side import comparable_to, compare_places, follow_places
from tests.data.klein_beeld import JAAR, LEVERING, VERSLAG, beeld, cel, cijfer

# The eleven gemeenten of the regional report of 2022-2023: jongeren of 5 to 18, and which percentage goes to school.
IJSSEL_VECHT = {
    "GM0148": (4269, 99.2),
    "GM0160": (9143, 99.5),
    "GM0244": (1884, 99.1),
    "GM0246": (2602, 99.5),
    "GM0166": (8834, 99.4),
    "GM0175": (2565, 99.1),
    "GM0177": (5037, 99.5),
    "GM0180": (3217, 99.5),
    "GM1708": (5811, 99.4),
    "GM1896": (3931, 99.3),
    "GM0193": (18822, 99.4),
}


@pytest.fixture(scope="module")
def ijssel_vecht() -> Beeld:
    rijen: list[Cijfer] = []
    for code, (n, naar_school) in IJSSEL_VECHT.items():
        rijen.append(cijfer(cel("jongeren_5_18", "jongeren", code), n, VERSLAG))
        rijen.append(cijfer(cel("schoolgaand", "jongeren", code), naar_school, VERSLAG))
    for code, zonder in (("GM1708", 34), ("GM1896", 27)):
        rijen.append(cijfer(cel("absoluut_verzuim", "jongeren", code), zonder, VERSLAG))
    return beeld(dict.fromkeys(IJSSEL_VECHT, "MC10"), rijen)


def test_hattem_is_not_told_apart_from_its_region(ijssel_vecht: Beeld) -> None:
    """The percentage gives 17 of 1.884; region 403 of 66.115 in the report's own rounding, 401,5 by the middles."""
    sleutel = cel("absoluut_verzuim", "jongeren", "GM0244")
    naast = compare_places(ijssel_vecht, sleutel, "verslag", ijssel_vecht.gemeenten("MC10"), None, "MC10")
    eigen = naast.eigen
    assert eigen and (eigen.telling.laag, eigen.telling.hoog, eigen.telling.n) == (17, 17, 1884)
    assert eigen.waarde == pytest.approx(17 / 1884 * 1000)
    assert eigen.interval and (round(eigen.interval.laag, 1), round(eigen.interval.hoog, 1)) == (5.6, 14.4)
    assert naast.maat == "per_1000" and naast.waarde_samen == pytest.approx(401.5 / 66115 * 1000)
    assert {rij.plek.op_95 for rij in naast.rijen if rij.plek} == {Oordeel.NIET_TE_ONDERSCHEIDEN}
    assert len(naast.geordend) == 11


def test_who_has_no_figure_is_not_given_the_place_of_another() -> None:
    """The cell is chosen by who has a figure; in focus is who was asked about, also without one."""
    codes = {"GM1": "R1", "GM2": "R1", "GM3": "R1"}
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 4000, LEVERING) for code in ("GM2", "GM3")]
    rijen += [cijfer(cel("absoluut_verzuim", "jongeren", code), n, LEVERING) for code, n in (("GM2", 300), ("GM3", 20))]
    live = beeld(codes, rijen)
    naast = compare(live, INDICATOREN["absoluut_verzuim"], live.gebieden["GM1"], JAAR, "levering").naast
    assert naast.eigen and naast.eigen.gebied.code == "GM1" and naast.eigen.plek is None
    assert any(rij.plek for rij in naast.rijen)
    van_regio = compare(live, INDICATOREN["absoluut_verzuim"], live.gebieden["R1"], JAAR, "levering").naast
    assert van_regio.eigen is None


def test_a_range_is_told_apart_only_when_both_ends_are(ijssel_vecht: Beeld) -> None:
    zwolle = count(ijssel_vecht, cel("absoluut_verzuim", "jongeren", "GM0193"), "verslag")
    assert (zwolle.laag, zwolle.hoog) == (104, 122)
    interval = zwolle.interval("per_1000")
    assert interval and interval.laag < 104 / 18.822 and interval.hoog > 122 / 18.822


def test_a_printed_count_goes_before_one_worked_out(ijssel_vecht: Beeld) -> None:
    telling = count(ijssel_vecht, cel("absoluut_verzuim", "jongeren", "GM1896"), "verslag")
    assert telling.afgeleid_van is None and (telling.laag, telling.hoog) == (27, 27)


GROOT, HIDDEN, KLEIN = "GM1", "GM2", "GM3"


def levering(*, regio: float | None = None) -> Beeld:
    """A delivery with one hidden count; the percentage of that gemeente happens to be published."""
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 4000, LEVERING) for code in (GROOT, HIDDEN, KLEIN)]
    rijen += [
        cijfer(cel("absoluut_verzuim", "jongeren", GROOT), 60, LEVERING),
        cijfer(cel("absoluut_verzuim", "jongeren", HIDDEN), None, LEVERING, "onderdrukt"),
        cijfer(cel("schoolgaand", "jongeren", HIDDEN), 99.0, LEVERING),
        cijfer(cel("absoluut_verzuim", "jongeren", KLEIN), 20, LEVERING),
        cijfer(cel("relatief_verzuim", "werkprocessen", GROOT), 90, LEVERING),
        cijfer(cel("relatief_verzuim", "werkprocessen", KLEIN), 30, LEVERING),
        cijfer(cel("relatief_verzuim", "jongeren", GROOT), 33, LEVERING),
        cijfer(cel("relatief_verzuim", "jongeren", KLEIN), 30, LEVERING),
    ]
    if regio is not None:
        rijen.append(cijfer(cel("absoluut_verzuim", "jongeren", "R"), regio, LEVERING))
        rijen.append(cijfer(cel("jongeren_5_18", "jongeren", "R"), 12000, LEVERING))
    return beeld(dict.fromkeys((GROOT, HIDDEN, KLEIN), "R"), rijen)


def test_a_hidden_figure_has_no_value_no_place_and_no_order() -> None:
    live = levering()
    sleutel = cel("absoluut_verzuim", "jongeren", HIDDEN)
    naast = compare_places(live, sleutel, "levering", live.gemeenten("R"), None, "R")
    verborgen = naast.eigen
    assert verborgen and (verborgen.waarde, verborgen.interval, verborgen.plek) == (None, None, None)
    assert verborgen.telling.laag is None and verborgen.telling.afgeleid_van is None
    assert naast.zonder_waarde == (verborgen,) and [r.gebied.code for r in naast.geordend] == [GROOT, KLEIN]
    samen = compare_places(live, sleutel, "levering", live.gemeenten("R"), None, "R").waarde_samen
    assert samen == pytest.approx(10)  # 80 of 8.000: the hidden one is in neither


def test_the_region_itself_is_the_average_when_its_count_is_published() -> None:
    live = levering(regio=84)
    sleutel = cel("absoluut_verzuim", "jongeren", GROOT)
    naast = compare_places(live, sleutel, "levering", live.gemeenten("R"), None, "R")
    assert naast.van_regio and naast.waarde_samen == pytest.approx(7.0)
    assert naast.eigen and naast.eigen.plek and naast.eigen.plek.op_998 is Oordeel.HOGER


def test_what_is_shown_is_what_is_tested() -> None:
    """90 and 30 werkprocessen of 33 and 30 jongeren: the first look different, and are not tested; the others are."""
    live = levering()
    over = [g for g in live.gemeenten("R") if g.code != HIDDEN]
    zaken = compare_places(live, cel("relatief_verzuim", "werkprocessen", GROOT), "levering", over, None, "")
    assert zaken.op_jongeren and zaken.eigen and zaken.eigen.waarde == pytest.approx(22.5)
    assert (zaken.eigen.plek, zaken.eigen.interval, zaken.eigen.maatstaf) == (None, None, None)
    assert zaken.maten == ("per_1000", "aantal")
    jongeren = compare_places(live, cel("relatief_verzuim", "jongeren", GROOT), "levering", over, None, "")
    assert jongeren.eigen and jongeren.eigen.plek and not jongeren.op_jongeren
    assert jongeren.eigen.plek.kans == pytest.approx(conditional_test(33, 4000, 30, 4000))
    assert jongeren.eigen.plek.op_95 is Oordeel.NIET_TE_ONDERSCHEIDEN


def test_parts_of_which_only_cases_are_known_are_not_tested() -> None:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 4000, VERSLAG) for code in (GROOT, KLEIN)]
    for code, aantal in ((GROOT, 90), (KLEIN, 10)):
        rijen.append(cijfer(cel("relatief_verzuim", "werkprocessen", code), aantal, VERSLAG))
        deel = cel("relatief_verzuim", "werkprocessen", code, JAAR, "subsoort", "luxe")
        rijen.append(cijfer(deel, aantal, VERSLAG))
    live = beeld(dict.fromkeys((GROOT, KLEIN), "R"), rijen)
    geheel = compare_places(live, rijen[2].sleutel, "verslag", live.gemeenten("R"), None, "R")
    assert geheel.eigen and geheel.eigen.plek and geheel.eigen.plek.op_998 is Oordeel.HOGER
    deel_ = compare_places(live, rijen[3].sleutel, "verslag", live.gemeenten("R"), None, "R")
    assert deel_.alleen_zaken and not any(rij.plek for rij in deel_.rijen) and len(deel_.geordend) == 2


def test_a_gemeente_that_is_most_of_its_region_is_held_against_the_rest_of_it() -> None:
    """40 of the 49 processen-verbaal of the region: 5,3 against 1,1 per 1.000, and no chance."""
    rijen = []
    for code, pv, n in (("GM1", 40, 7542), ("GM2", 9, 8000), ("R", 49, 15542)):
        rijen.append(cijfer(cel("processen_verbaal", "werkprocessen", code), pv, VERSLAG))
        rijen.append(cijfer(cel("jongeren_5_18", "jongeren", code), n, VERSLAG))
    live = beeld({"GM1": "R", "GM2": "R"}, rijen)
    naast = compare_places(live, rijen[0].sleutel, "verslag", live.gemeenten("R"), None, "R")
    assert naast.tegen == "rest" and naast.eigen and naast.eigen.maatstaf
    assert (naast.eigen.maatstaf.laag, naast.eigen.maatstaf.hoog, naast.eigen.maatstaf.n) == (9, 9, 8000)
    assert naast.eigen.plek and naast.eigen.plek.op_998 is Oordeel.HOGER
    assert naast.eigen.plek.kans is not None and naast.eigen.plek.kans < 1e-5


def test_where_the_region_is_hidden_there_is_no_rest_but_the_others_that_are_shown() -> None:
    live = levering()
    naast = compare_places(live, cel("absoluut_verzuim", "jongeren", GROOT), "levering", live.gemeenten("R"), None, "R")
    assert naast.tegen == "anderen" and naast.eigen and naast.eigen.maatstaf
    assert (naast.eigen.maatstaf.laag, naast.eigen.maatstaf.n) == (20, 4000)


def test_no_figure_of_another_kind_of_source_comes_in() -> None:
    live = levering()
    naast = compare_places(live, cel("absoluut_verzuim", "jongeren", GROOT), "verslag", live.gemeenten("R"), None, "R")
    assert not naast.geordend and naast.gemiddelde is None


def test_without_every_size_only_counts_are_left() -> None:
    rijen = [cijfer(cel("absoluut_verzuim", "jongeren", code), 9, VERSLAG) for code in ("GM1", "GM2")]
    live = beeld({"GM1": "R", "GM2": "R"}, [*rijen, cijfer(cel("jongeren_5_18", "jongeren", "GM1"), 500, VERSLAG)])
    naast = compare_places(live, rijen[0].sleutel, "verslag", live.gemeenten("R"), "per_1000", "R")
    assert naast.maat == "aantal" and not any(rij.plek for rij in naast.rijen)


def test_comparable_gemeenten_stay_in_the_region_when_regions_count_differently() -> None:
    codes = {"GM1": "R", "GM2": "R", "GM3": "S"}
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 1000 + i, VERSLAG) for i, code in enumerate(codes)]
    rijen += [cijfer(cel(ind, "jongeren", c), 9, VERSLAG) for ind in ("relatief_verzuim", "verlof") for c in codes]
    live = beeld(codes, rijen)
    relatief, verlof = (
        comparable_to(live, cel(ind, "jongeren", "GM1"), "verslag") for ind in ("relatief_verzuim", "verlof")
    )
    assert relatief and relatief.gemeenten == ("GM2",)
    assert verlof and verlof.gemeenten == ("GM2", "GM3")


def test_a_count_that_regions_make_of_other_kinds_stays_in_the_region_whoever_counted_it() -> None:
    codes = {"GM1": "R", "GM2": "R", "GM3": "S"}
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 1000 + i, LEVERING) for i, code in enumerate(codes)]
    rijen += [
        cijfer(cel(ind, "jongeren", c), 9, LEVERING) for ind in ("relatief_verzuim", "afgehandeld") for c in codes
    ]
    live = beeld(codes, rijen)
    relatief, afgerond = (
        comparable_to(live, cel(ind, "jongeren", "GM1"), "levering") for ind in ("relatief_verzuim", "afgehandeld")
    )
    assert relatief and relatief.gemeenten == ("GM2",)
    assert afgerond and afgerond.gemeenten == ("GM2", "GM3")


def test_of_two_each_is_held_against_the_other_by_name() -> None:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 4000, LEVERING) for code in ("GM1", "GM2", "GM3")]
    rijen += [cijfer(cel("absoluut_verzuim", "jongeren", code), n, LEVERING) for code, n in (("GM1", 300), ("GM2", 20))]
    live = beeld({"GM1": "R", "GM2": "S", "GM3": "S"}, rijen)
    twee = [live.gebieden[code] for code in ("GM1", "GM2")]
    naast = compare_places(live, rijen[3].sleutel, "levering", twee, None, "")
    assert [rij.maatstaf.enige for rij in naast.rijen if rij.maatstaf] == ["Plaats GM2", "Plaats GM1"]
    assert finding(naast) == "Plaats GM1 ligt hoger dan Plaats GM2."
    lijn = region_line(naast)
    assert lijn and lijn[0] == "samen" and lijn[1] == pytest.approx(40.0)


def test_what_cannot_be_weighed_is_told_by_its_span_and_hidden_figures_are_not_in_it() -> None:
    codes = {"GM1": "R", "GM2": "R", "GM3": "R"}
    rijen = [cijfer(cel("nieuwe_vsv", "jongeren", code), n, VERSLAG) for code, n in (("GM1", 29), ("GM2", 172))]
    live = beeld(codes, [*rijen, cijfer(cel("nieuwe_vsv", "jongeren", "GM3"), None, VERSLAG, "onderdrukt")])
    naast = compare_places(live, rijen[0].sleutel, "verslag", live.gemeenten("R"), None, "R")
    assert span_about(naast) == (
        "Nieuwe voortijdig schoolverlaters: van 29 (Plaats GM1) tot 172 (Plaats GM2) jongeren."
    )


def test_a_range_is_shown_as_one_and_its_place_is_explained(ijssel_vecht: Beeld) -> None:
    sleutel = cel("absoluut_verzuim", "jongeren", "GM0166")
    naast = compare_places(ijssel_vecht, sleutel, "verslag", ijssel_vecht.gemeenten("MC10"), None, "MC10")
    assert {rij.gebied.code: shown_value(naast, rij) for rij in naast.rijen}["GM0166"] == "5,5 tot 6,5"
    assert {rij.gebied.code: shown_value(naast, rij) for rij in naast.rijen}["GM0244"] == "9,0"
    assert OP_HET_MIDDEN in explanation(naast, "rangorde")


def test_years_share_one_measure_and_name_no_break_outside_them() -> None:
    jaren = ("2020-2021", "2021-2022", JAAR)
    rijen = [cijfer(cel("verlof", "jongeren", "GM0244", jaar), 9 + i, LEVERING) for i, jaar in enumerate(jaren)]
    live = beeld({"GM0244": "MC10"}, rijen)
    veelvoud = follow_places(live, rijen[0].sleutel, "levering", live.gemeenten(), "per_1000")
    assert veelvoud.maat == "aantal" and veelvoud.jaren == jaren and veelvoud.hoogste == 11
    assert [b.vanaf_schooljaar for b in veelvoud.rijen[0].breuken] == [JAAR]  # JVS in IJssel-Vecht
