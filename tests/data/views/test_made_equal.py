"""An example that repeats a published figure about something near is known for it."""

from __future__ import annotations

import pytest

from components.pieces.tile import tile
from components.words.figure_text import figure_text
from components.words.side_by_side_words import GEMENGD, GEMENGDE_JAREN, conclusion, why_not
from data.cells.cells import Status
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.development import follow
from data.views.made_equal import made_equal_to
from data.views.side_by_side import compare_places
from data.views.tiles import tile_of
from data.views.two_years import compare_with_earlier
from tests.components.reading import text_of
from tests.data.klein_beeld import JAAR, VERSLAG, VOORBEELD, beeld, cel, cijfer

PLAATS = "GM1"
VOORBEELDEN = cel("jongeren_5_18", "jongeren", PLAATS)


def place(verslag: float, voorbeeld: float) -> Beeld:
    """The report counts those with a duty to go to school; the example all of 5 to 18."""
    gedrukt = cijfer(cel("leer_en_kwalificatieplichtigen", "jongeren", PLAATS), verslag, VERSLAG)
    return beeld({PLAATS: "R"}, [gedrukt, cijfer(VOORBEELDEN, voorbeeld, VOORBEELD)])


def test_the_same_number_is_told_with_what_it_really_counts() -> None:
    live = place(7549, 7549)
    assert made_equal_to(live, live.berekend(VOORBEELDEN)) == INDICATOREN["leer_en_kwalificatieplichtigen"]
    tegel = tile_of(live, INDICATOREN["jongeren_5_18"], PLAATS, JAAR)
    tekst = text_of(tile(tegel, live.gebieden[PLAATS], live.gebieden["R"]))
    assert "gelijkgemaakt aan een cijfer uit het jaarverslag" in tekst
    assert "‘leerplichtigen en kwalificatieplichtigen samen’" in tekst


def test_another_number_repeats_nothing_and_neither_does_a_real_one() -> None:
    live = place(7549, 7600)
    assert made_equal_to(live, live.berekend(VOORBEELDEN)) is None
    gedrukt = live.verslag(cel("leer_en_kwalificatieplichtigen", "jongeren", PLAATS))
    assert made_equal_to(live, gedrukt) is None


# --- a percentage beside the report's own count --------------------------------------------------------------------


def beside_report(gedrukt: float, procent: float | None, verzuim: float | None) -> str:
    """The tile of who is enrolled, an example, where a report prints how many were not."""
    status: Status = "onderdrukt" if procent is None else "gepubliceerd"
    live = beeld(
        {PLAATS: "R", "GM2": "R"},
        [
            cijfer(cel("absoluut_verzuim", "jongeren", PLAATS), gedrukt, VERSLAG),
            cijfer(VOORBEELDEN, 4000, VOORBEELD),
            cijfer(cel("verzuim_totaal", "jongeren", PLAATS), 40, VOORBEELD),
            cijfer(cel("absoluut_verzuim", "jongeren", PLAATS), verzuim, VOORBEELD, status),
            cijfer(cel("schoolgaand", "jongeren", PLAATS), procent, VOORBEELD, status),
            cijfer(cel("jongeren_5_18", "jongeren", "GM2"), 4000, VOORBEELD),
            cijfer(cel("schoolgaand", "jongeren", "GM2"), 99.0, VOORBEELD),
            cijfer(cel("absoluut_verzuim", "jongeren", "GM2"), 40, VOORBEELD),
        ],
    )
    tegel = tile_of(live, INDICATOREN["schoolgaand"], PLAATS, JAAR)
    return text_of(tile(tegel, live.gebieden[PLAATS], live.gebieden["R"]))


def test_a_hidden_percentage_beside_a_printed_count_says_whose_that_is_and_not_that_they_are_equal() -> None:
    tekst = beside_report(1, None, None)
    assert "minstens 99,0%" in tekst and "Deze ondergrens volgt uit cijfers die we wel tonen." in tekst
    assert "Het aantal bij ‘Absoluut verzuim’ komt uit het jaarverslag, dat het zelf afdrukt." in tekst
    assert "Het is niet ons cijfer." in tekst
    assert "herkend" not in tekst and "echte percentage" not in tekst and "gelijkgemaakt" not in tekst


def test_one_count_has_one_yardstick() -> None:
    """12 of the report is held against others where it stands; the example beside it gives no second verdict."""
    tekst = beside_report(12, 99.7, 12)
    assert "hadden absoluut verzuim" not in tekst and "verschilt" not in tekst and "lijkt" not in tekst
    assert "Het is niet ons cijfer." in tekst and "gelijkgemaakt aan een cijfer uit het jaarverslag" in tekst
    assert "gelijkgemaakt" not in beside_report(12, 99.65, 14)


# --- what is real is not judged against what is invented --------------------------------------------------------------


VERZUIM = cel("relatief_verzuim", "jongeren", PLAATS)
TOEN = "2021-2022"


def cases(*gedrukt: Cijfer) -> Beeld:
    """Two gemeenten with jongeren in relatief verzuim, examples; and what reports print."""
    jongeren = [cel("jongeren_5_18", "jongeren", plaats, jaar) for plaats in (PLAATS, "GM2") for jaar in (JAAR, TOEN)]
    verzuim = {VERZUIM: 200, VERZUIM._replace(schooljaar=TOEN): 90, VERZUIM._replace(gebied="GM2"): 80}
    voorbeelden = {**dict.fromkeys(jongeren, 4000), **verzuim}
    return beeld(
        {PLAATS: "R", "GM2": "R"}, [*gedrukt, *(cijfer(c, waarde, VOORBEELD) for c, waarde in voorbeelden.items())]
    )


def tile_text(live: Beeld) -> str:
    tegel = tile_of(live, INDICATOREN["relatief_verzuim"], PLAATS, JAAR, bron="voorbeeld")
    return text_of(tile(tegel, live.gebieden[PLAATS], live.gebieden["R"]))


@pytest.mark.parametrize(("gedrukt", "gemengd"), [(200.0, True), (199.0, False), (None, False)])
def test_an_example_that_repeats_a_figure_is_not_judged_against_invented_ones(
    gedrukt: float | None, gemengd: bool
) -> None:
    live = cases(*[cijfer(cel("verzuimmeldingen", "jongeren", PLAATS), gedrukt, VERSLAG)] if gedrukt else [])
    naast = compare_places(live, VERZUIM, "voorbeeld", live.gemeenten("R"), None, "R")
    assert naast.gemengd is gemengd and all((rij.plek is None) is gemengd for rij in naast.rijen)
    assert (conclusion(naast, live.gebieden["R"]) == [GEMENGD]) is gemengd
    paar = compare_with_earlier(live, VERZUIM, TOEN, "voorbeeld").paren[0]
    assert (paar.gemengd, paar.kans is None) == (gemengd, gemengd)
    tekst = tile_text(live)
    assert (GEMENGD in tekst, GEMENGDE_JAREN in tekst) == (gemengd, gemengd)
    assert ("bijna nooit toeval" in tekst) is not gemengd and ("ligt hoger" in tekst) is not gemengd


def test_a_year_that_repeats_a_figure_leaves_the_gemeenten_of_another_year_to_be_judged() -> None:
    tekst = tile_text(cases(cijfer(cel("verzuimmeldingen", "jongeren", PLAATS, TOEN), 90, VERSLAG)))
    assert GEMENGDE_JAREN in tekst and GEMENGD not in tekst and "ligt hoger dan" in tekst


def test_an_invented_count_is_not_judged_against_a_region_that_holds_a_real_one() -> None:
    """The report tells 12 of one gemeente; 21 of the other is made up, and the region of the example is 33."""
    absoluut = cel("absoluut_verzuim", "jongeren", PLAATS)
    rijen = [cijfer(absoluut, 12, VERSLAG)]
    for code, n, aantal in ((PLAATS, 10884, 12), ("GM2", 5827, 21), ("R", 16711, 33)):
        rijen.append(cijfer(cel("jongeren_5_18", "jongeren", code), n, VOORBEELD))
        rijen.append(cijfer(cel("schoolgaand", "jongeren", code), 100 - 100 * aantal / n, VOORBEELD))
        rijen.append(cijfer(absoluut._replace(gebied=code), aantal, VOORBEELD))
    live = beeld({PLAATS: "R", "GM2": "R"}, rijen)
    tegel = tile_of(live, INDICATOREN["absoluut_verzuim"], "GM2", JAAR)
    tekst = text_of(tile(tegel, live.gebieden["GM2"], live.gebieden["R"]))
    assert tegel.cijfer.waarde == 21 and tegel.plek is None and GEMENGD in tekst
    assert tegel.naast and [rij.gebied.code for rij in tegel.naast.geordend] == ["GM2"]


# --- of what a report tells there is no example, and it is not unknown ------------------------------------------------


def test_where_a_report_tells_the_figure_the_example_says_so() -> None:
    gedrukt = cijfer(VERZUIM._replace(indicator="absoluut_verzuim"), 18, VERSLAG)
    absoluut = [c._replace(indicator="absoluut_verzuim") for c in (VERZUIM, VERZUIM._replace(gebied="GM2"))]
    later = absoluut[0]._replace(schooljaar="2023-2024")
    live = cases(gedrukt, *(cijfer(c, 20, VOORBEELD) for c in (*absoluut, later)))
    ind, plaats, regio = INDICATOREN["absoluut_verzuim"], live.gebieden[PLAATS], live.gebieden["R"]
    weg = live.van_soort(absoluut[0], "voorbeeld")
    assert weg.in_verslag and figure_text(weg) == "in jaarverslag"
    naast = compare_places(live, absoluut[1], "voorbeeld", live.gemeenten("R"), None, "R")
    (zonder,) = naast.zonder_waarde
    assert why_not(zonder) == "in jaarverslag"
    assert "geen cijfer" not in text_of(tile(tile_of(live, ind, PLAATS, "2023-2024"), plaats, regio))
    tekst = text_of(tile(tile_of(live, ind, PLAATS, JAAR, bron="voorbeeld"), plaats, regio))
    assert "in jaarverslag" in tekst and "onbekend" not in tekst
    verloop = follow(live, ind, PLAATS, JAAR, "voorbeeld")
    assert [figure_text(c) for c in verloop.cijfers] == ["20"]
