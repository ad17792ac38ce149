"""One gemeente in two schooljaren: chance, what a range leaves open, and no comparison across a break."""

import pytest

from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.statistics.statistics import Oordeel, conditional_test
from data.views.two_years import breakdowns, compare_with_earlier, earlier
from tests.data.klein_beeld import LEVERING, VERSLAG, beeld, cel, cijfer

TOEN, NU = "2022-2023", "2023-2024"


@pytest.fixture(scope="module")
def echt_susteren() -> Beeld:
    """Processen-verbaal of the report of Roermond: 2 and 8, all of them luxe verzuim."""
    rijen: list[Cijfer] = []
    for jaar, luxe, jongeren in ((TOEN, 2, 3546), (NU, 8, 3462)):
        pv = cel("processen_verbaal", "werkprocessen", "GM1711", jaar)
        rijen.append(cijfer(pv, luxe, VERSLAG))
        for categorie, waarde in (("luxe", luxe), ("relatief", 0)):
            deel = pv._replace(uitsplitsing="soort_verzuim", categorie=categorie)
            rijen.append(cijfer(deel, waarde, VERSLAG))
        rijen.append(cijfer(cel("leer_en_kwalificatieplichtigen", "jongeren", "GM1711", jaar), jongeren, VERSLAG))
    return beeld({"GM1711": "SR-ROERMOND"}, rijen)


def test_two_to_eight_can_be_chance(echt_susteren: Beeld) -> None:
    """R: poisson.test(c(8, 2), c(3462, 3546))$p.value is 0.06243911."""
    sleutel = cel("processen_verbaal", "werkprocessen", "GM1711", NU, "soort_verzuim")
    twee = compare_with_earlier(echt_susteren, sleutel, TOEN, "verslag")
    luxe = next(paar for paar in twee.paren if paar.categorie == "luxe")
    assert luxe.kans == pytest.approx(0.06243911403, abs=1e-9) and luxe.met_noemer
    assert luxe.oordeel and luxe.oordeel.op_95 is Oordeel.NIET_TE_ONDERSCHEIDEN
    assert breakdowns(echt_susteren, twee.indicator, "GM1711", NU, "verslag", "werkprocessen") == ("soort_verzuim",)


def test_across_a_break_nothing_is_tested(echt_susteren: Beeld) -> None:
    """Roermond registers anew since 2022-2023."""
    sleutel = cel("processen_verbaal", "werkprocessen", "GM1711", TOEN)
    twee = compare_with_earlier(echt_susteren, sleutel, earlier(TOEN, 1), "verslag")
    assert twee.breuk and all(paar.kans is None and paar.oordeel is None for paar in twee.paren)


def test_a_range_counts_as_a_change_only_when_all_of_it_is() -> None:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", "GM9", jaar), 20000, VERSLAG) for jaar in (TOEN, NU)]
    rijen += [cijfer(cel("schoolgaand", "jongeren", "GM9", TOEN), 99.5, VERSLAG)]
    rijen += [cijfer(cel("schoolgaand", "jongeren", "GM9", NU), 99.3, VERSLAG)]
    live = beeld({"GM9": "R"}, rijen)
    paar = compare_with_earlier(live, cel("absoluut_verzuim", "jongeren", "GM9", NU), TOEN, "verslag").paren[0]
    assert (paar.toen.laag, paar.toen.hoog, paar.nu.laag, paar.nu.hoog) == (90, 110, 130, 150)
    assert paar.kans == pytest.approx(conditional_test(130, 20000, 110, 20000))
    assert paar.oordeel and paar.oordeel.op_95 is Oordeel.NIET_TE_ONDERSCHEIDEN


def test_of_who_goes_to_school_those_who_do_not_are_tested() -> None:
    """R: poisson.test(c(60, 30), c(10000, 10000))$p.value is 0.0020603; of 9940 and 9970 it would be 0,83."""
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", "GM9", jaar), 10000, LEVERING) for jaar in (TOEN, NU)]
    for jaar, weg in ((TOEN, 30), (NU, 60)):
        rijen.append(cijfer(cel("absoluut_verzuim", "jongeren", "GM9", jaar), weg, LEVERING))
        rijen.append(cijfer(cel("schoolgaand", "jongeren", "GM9", jaar), 100 - weg / 100, LEVERING))
    live = beeld({"GM9": "R"}, rijen)
    paar = compare_with_earlier(live, cel("schoolgaand", "jongeren", "GM9", NU), TOEN, "levering").paren[0]
    assert paar.kans == pytest.approx(0.002060265680963103)
    assert paar.oordeel and paar.oordeel.op_95 is Oordeel.LAGER
    assert paar.oordeel.op_998 is Oordeel.NIET_TE_ONDERSCHEIDEN


def test_cases_are_told_apart_only_by_far_and_not_where_jongeren_are_known() -> None:
    def oordeel(toen: int, nu: int, *, jongeren: tuple[int, int] | None = None) -> set[Oordeel] | None:
        rijen = [cijfer(cel("halt", "werkprocessen", "GM9", j), w, VERSLAG) for j, w in ((TOEN, toen), (NU, nu))]
        paren = zip((TOEN, NU), jongeren or (), strict=False)
        rijen += [cijfer(cel("halt", "jongeren", "GM9", j), w, VERSLAG) for j, w in paren]
        rijen.append(cijfer(cel("jongeren_5_18", "jongeren", "GM9", NU), 10000, VERSLAG))  # in one of the years only
        live = beeld({"GM9": "R"}, rijen)
        twee = compare_with_earlier(live, cel("halt", "werkprocessen", "GM9", NU), TOEN, "verslag")
        assert twee.paren[0].op_jongeren is (jongeren is not None)
        gevonden = twee.paren[0].oordeel
        return {gevonden.op_95, gevonden.op_998} if gevonden else None

    assert conditional_test(40, 1, 20, 1) < 0.05 and oordeel(20, 40) == {Oordeel.NIET_TE_ONDERSCHEIDEN}
    assert oordeel(333, 444) == {Oordeel.HOGER} and oordeel(444, 333) == {Oordeel.LAGER}
    assert oordeel(20, 40, jongeren=(18, 38)) is None  # asked of cases whose jongeren are known: those are tested


@pytest.mark.parametrize("hidden_year", [TOEN, NU])
def test_a_hidden_year_is_not_compared(hidden_year: str) -> None:
    rijen = [
        cijfer(s, None, LEVERING, "onderdrukt") if jaar == hidden_year else cijfer(s, 40, LEVERING)
        for jaar in (TOEN, NU)
        for s in [cel("verlof", "jongeren", "GM9", jaar)]
    ]
    live = beeld({"GM9": "R"}, rijen)
    paar = compare_with_earlier(live, cel("verlof", "jongeren", "GM9", NU), TOEN, "levering").paren[0]
    assert paar.kans is None and paar.oordeel is None


def test_a_year_that_is_not_over_is_not_tested() -> None:
    sleutel = cel("verlof", "jongeren", "GM9", NU)
    rijen = [cijfer(sleutel, 5, LEVERING, voorlopig=True), cijfer(sleutel._replace(schooljaar=TOEN), 50, LEVERING)]
    assert compare_with_earlier(beeld({"GM9": "R"}, rijen), sleutel, TOEN, "levering").paren[0].kans is None
