"""One gemeente in two schooljaren: chance, what a range leaves open, and no comparison across a break."""

import pytest

from data.figures import Cijfer
from data.readmodel import Beeld
from data.statistics import Oordeel, conditional_test
from data.twee_jaren import breakdowns, compare_with_earlier, earlier
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
    assert luxe.oordeel is Oordeel.NIET_TE_ONDERSCHEIDEN
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
    assert paar.oordeel is Oordeel.NIET_TE_ONDERSCHEIDEN


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
