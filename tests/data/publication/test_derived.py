"""One fact has one status: what follows from a report is real everywhere, and no example of it stands anywhere."""

from __future__ import annotations

import pytest

from components.pieces.tile import tile
from components.tables.comparison_table import comparison_table
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.comparison import compare, kind_beside, kind_for_members
from data.views.counts import count
from data.views.tiles import tile_of
from tests.components.reading import text_of
from tests.data.klein_beeld import JAAR, VERSLAG, VOORBEELD, beeld, cel, cijfer

HATTEM, ZWOLLE = "GM0244", "GM0193"


def ijssel() -> Beeld:
    rijen: list[Cijfer] = []
    for code, n, procent, voorbeeld in ((HATTEM, 1884, 99.1, 17), (ZWOLLE, 18822, 99.4, 113)):
        rijen += [cijfer(cel("jongeren_5_18", "jongeren", code), n, VERSLAG)]
        rijen += [cijfer(cel("jongeren_5_18", "jongeren", code), n, VOORBEELD)]
        rijen.append(cijfer(cel("schoolgaand", "jongeren", code), procent, VERSLAG))
        rijen.append(cijfer(cel("absoluut_verzuim", "jongeren", code), voorbeeld, VOORBEELD))
        rijen.append(cijfer(cel("absoluut_verzuim", "werkprocessen", code), voorbeeld + 9, VOORBEELD))
        rijen.append(cijfer(cel("relatief_verzuim", "jongeren", code), voorbeeld, VOORBEELD))
    return beeld({HATTEM: "R", ZWOLLE: "R"}, rijen)


def test_seventeen_follows_from_the_percentage_and_stands_for_the_example() -> None:
    live = ijssel()
    sleutel = cel("absoluut_verzuim", "jongeren", HATTEM)
    assert live.keuze(INDICATOREN["absoluut_verzuim"], HATTEM, JAAR).waarde == 17
    afgeleid = live.verslag(sleutel)
    assert (afgeleid.waarde, afgeleid.soort, afgeleid.zekerheid) == (17, "verslag", "afgeleid")
    assert "99,1% van 1.884" in afgeleid.toelichting
    assert not live.van_soort(sleutel, "voorbeeld").is_bekend
    assert sleutel not in {c.sleutel for c in live.alle_berekend()}


def test_a_range_is_shown_as_a_range_and_not_as_an_example() -> None:
    live = ijssel()
    tegel = tile_of(live, INDICATOREN["absoluut_verzuim"], ZWOLLE, JAAR)
    assert tegel.bereik and (tegel.bereik.laag, tegel.bereik.hoog) == (104, 122)
    assert not tegel.cijfer.is_bekend and tegel.maatstaf and tegel.maatstaf.laag == 17


def test_an_example_keeps_what_it_stands_against() -> None:
    """The jongeren of the example are those of the report: not shown twice, and rates are still made of them."""
    live = ijssel()
    telling = count(live, cel("relatief_verzuim", "jongeren", ZWOLLE), "voorbeeld")
    assert telling.n == 18822 and telling.laag == 113
    assert not live.van_soort(cel("jongeren_5_18", "jongeren", ZWOLLE), "voorbeeld").is_bekend


def test_only_the_asked_kind_of_source_stands_on_a_tile() -> None:
    live = ijssel()
    ind = INDICATOREN["relatief_verzuim"]
    assert tile_of(live, ind, HATTEM, JAAR).cijfer.is_voorbeeld
    assert not tile_of(live, ind, HATTEM, JAAR, bron="verslag").cijfer.bron


def test_a_tile_says_the_range_its_source_and_where_it_lies() -> None:
    live = ijssel()
    zwolle, regio = live.gebieden[ZWOLLE], live.gebieden["R"]
    tekst = text_of(tile(tile_of(live, INDICATOREN["absoluut_verzuim"], ZWOLLE, JAAR), zwolle, regio))
    assert "104 tot 122" in tekst and "van de 18.822 jongeren" in tekst
    assert "5,5 tot 6,5 per 1.000 · regio 5,8 tot 6,7" in tekst  # 121 and 139 of 20.706
    assert "VOORBEELD" not in tekst and "Bron: Verslag" in tekst and "verschilt niet duidelijk van de rest" in tekst


@pytest.mark.parametrize("eigen", [HATTEM, ZWOLLE, "R"])
def test_a_ranking_holds_the_ranges_that_the_tiles_show_and_no_example(eigen: str) -> None:
    live, ind = ijssel(), INDICATOREN["absoluut_verzuim"]
    gekozen = kind_for_members(live, ind, "R", JAAR) if eigen == "R" else kind_beside(live, ind, eigen, JAAR)
    naast = compare(live, ind, live.gebieden[eigen], JAAR, gekozen)
    assert gekozen == "verslag" and naast.naast.sleutel.teleenheid == "jongeren"
    assert [(rij.gebied.code, round(rij.waarde or 0, 1)) for rij in naast.bekend] == [(HATTEM, 9.0), (ZWOLLE, 6.0)]
    assert not naast.zonder_waarde and all(rij.plek for rij in naast.rijen)
    tekst = text_of(comparison_table(naast, "Absoluut verzuim"))
    assert "104 tot 122" in tekst and "17" in tekst and "onbekend" not in tekst


def test_who_asks_for_zaken_gets_the_example_without_a_verdict() -> None:
    live, ind = ijssel(), INDICATOREN["absoluut_verzuim"]
    assert kind_beside(live, ind, ZWOLLE, JAAR, "werkprocessen") == "voorbeeld"
    naast = compare(live, ind, live.gebieden[ZWOLLE], JAAR, "voorbeeld", "werkprocessen").naast
    assert naast.op_jongeren and not any(rij.plek for rij in naast.rijen)


def test_the_region_is_told_by_its_gemeenten_together_and_is_no_example() -> None:
    """Its jongeren are the sum of those of its gemeenten: 17 and 104 to 122 of 20.706."""
    live = ijssel()
    sleutel = cel("absoluut_verzuim", "jongeren", "R")
    live = beeld({HATTEM: "R", ZWOLLE: "R"}, [*ijssel_rows(live), cijfer(sleutel, 130, VOORBEELD)])
    assert not live.van_soort(sleutel, "voorbeeld").is_bekend
    tegel = tile_of(live, INDICATOREN["absoluut_verzuim"], "R", JAAR)
    assert tegel.bereik and (tegel.bereik.laag, tegel.bereik.hoog, tegel.bereik.n) == (121, 139, 20706)
    tekst = text_of(tile(tegel, live.gebieden["R"], live.gebieden["R"]))
    assert "121 tot 139" in tekst and "de som van de 2 gemeenten" in tekst and "VOORBEELD" not in tekst


def ijssel_rows(live: Beeld) -> list[Cijfer]:
    """The rows of `ijssel` once more: what was printed and what is made up."""
    codes = (HATTEM, ZWOLLE)
    gedrukt = [live.verslag(cel(i, "jongeren", c)) for i in ("jongeren_5_18", "schoolgaand") for c in codes]
    return [*gedrukt, *(live.berekend(cel("absoluut_verzuim", "jongeren", c)) for c in codes)]
