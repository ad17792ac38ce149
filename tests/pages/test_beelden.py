"""Pictures and the answer are held against the figures, over drawn publications: what is hidden is in none of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import product

from hypothesis import given, settings

from components.pieces.answer_line import answer_line
from components.pieces.place_rows import place_rows
from components.pieces.tile_strip import tile_strip
from components.pieces.years_chart import years_chart, years_finding
from components.svg.inline import InlineDrawing, Sheet
from components.words.answer import answer, choose
from components.words.findings import finding
from components.words.tile_sentences import tile_sentences
from components.words.verdicts import direction, place_sentence, tile_verdict
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.development import follow
from data.views.maatstaf import Maatstaf
from data.views.side_by_side import compare_places
from data.views.tiles import tile_of, tiles_of
from data.views.years_beside import years_beside
from tests.components.reading import text_of, walk
from tests.data.klein_beeld import LEVERING, VERSLAG, beeld, cel, cijfer
from tests.kaarten import LANGSTE
from tests.pages.test_zinnen import GEMEENTEN, NU, TOEN, publicaties

SLEUTELS = ("absoluut_verzuim", "relatief_verzuim")


def names_in(tekening: InlineDrawing) -> set[str]:
    """The gemeenten whose dot is in a strip."""
    titels = re.findall(r"<title>(.*?): [^<]*</title>", tekening.markup)
    return {unescape(titel) for titel in titels}


@settings(max_examples=25)
@given(publicaties())
def test_a_strip_has_a_dot_for_each_gemeente_that_is_shown_and_for_no_other(live: Beeld) -> None:
    for code, sleutel in product(GEMEENTEN, SLEUTELS):
        tegel, gebied = tile_of(live, INDICATOREN[sleutel], code, NU), live.gebieden[code]
        strook = tile_strip(tegel, gebied)
        soort, cel_ = tegel.cijfer.soort, tegel.cijfer.sleutel
        getoond = {g.naam for g in live.gemeenten("R") if live.van_soort(cel_._replace(gebied=g.code), soort).is_bekend}
        if not tegel.cijfer.is_bekend:
            assert strook is None
        elif strook is not None:
            assert isinstance(strook, InlineDrawing) and names_in(strook) == getoond


@settings(max_examples=25)
@given(publicaties())
def test_the_verdict_in_sight_is_that_of_the_sentence(live: Beeld) -> None:
    for code, sleutel in product(GEMEENTEN, SLEUTELS):
        tegel = tile_of(live, INDICATOREN[sleutel], code, NU)
        oordeel = tile_verdict(tegel)
        tekst = " ".join(tile_sentences(tegel, live.gebieden[code], live.gebieden["R"]))
        if oordeel and oordeel.richting in ("hoger", "lager"):
            assert f"ligt {oordeel.richting} dan" in tekst and oordeel.tekst.startswith(oordeel.richting.capitalize())
        elif oordeel and oordeel.richting:
            assert "lijkt" in tekst or "verschilt niet duidelijk" in tekst
        else:
            assert tegel.plek is None
        if oordeel and not oordeel.richting:
            assert len(oordeel.tekst.partition(": ")[2].split()) <= 6


@settings(max_examples=25)
@given(publicaties())
def test_the_answer_is_short_and_says_what_its_tile_says(live: Beeld) -> None:
    for code in GEMEENTEN:
        tegel = choose(tiles_of(live, code, NU))
        if tegel is None:
            continue
        gezegd = answer(tegel)
        tekst = text_of(answer_line(gezegd))
        assert len(tekst.split()) <= LANGSTE
        assert tegel.cijfer.is_bekend and (tegel.plek is None) == (gezegd.oordeel == "")
        if tegel.plek:
            richting = direction(tegel.plek)
            assert (f"echt {richting} dan" in tekst) == (richting != "gelijk")


@settings(max_examples=20)
@given(publicaties())
def test_rows_show_each_gemeente_and_the_number_of_none_that_is_hidden(live: Beeld) -> None:
    for sleutel, eenheid, soort in product(SLEUTELS, ("jongeren", "werkprocessen"), ("levering", "verslag")):
        naast = compare_places(live, cel(sleutel, eenheid, "GM1", NU), soort, live.gemeenten("R"), None, "R")
        rijen = [d for d in walk(place_rows(naast, {})) if "rij" in str(getattr(d, "className", "")).split()]
        assert len(rijen) == len(naast.rijen)
        for rij in naast.zonder_waarde:
            tekst = next(text_of(r) for r in rijen if rij.gebied.naam in text_of(r))
            assert not re.search(r"\d", tekst.replace(rij.gebied.naam, ""))
        hoger = sum(direction(rij.plek) == "hoger" for rij in naast.rijen)
        assert ((f"{hoger} hoger" in finding(naast)) or ("ligt hoger" in finding(naast))) == (hoger > 0)
        assert "1 van de 1" not in finding(naast)


@settings(max_examples=25)
@given(publicaties())
def test_no_line_goes_through_a_year_that_is_hidden(live: Beeld) -> None:
    for code, sleutel, soort in product(GEMEENTEN, SLEUTELS, ("levering", "verslag")):
        verloop = follow(live, INDICATOREN[sleutel], code, NU, soort)
        if not verloop.cijfers:
            continue
        lijnen = years_beside(live, verloop.cijfers[0].sleutel, soort, live.gebieden[code])
        bekend = sum(c.is_bekend for c in verloop.cijfers)
        assert (lijnen is None) == (bekend == 0)
        if lijnen is not None:
            tekening = years_chart(lijnen, verloop, live.gebieden["R"], NU).markup
            assert tekening.count('class="punt eigen"') == bekend
            assert ("Van " in years_finding(lijnen, verloop)) == (bekend == 2)


def test_a_line_is_cut_where_counting_changed_and_a_provisional_year_is_no_end_of_it() -> None:
    rijen = [
        cijfer(cel("jongeren_5_18", "jongeren", code, jaar), 4000.0, LEVERING)
        for code in GEMEENTEN
        for jaar in (TOEN, NU)
    ]
    rijen += [
        cijfer(cel("absoluut_verzuim", "jongeren", "GM1", jaar), waarde, LEVERING, voorlopig=jaar == NU)
        for jaar, waarde in ((TOEN, 40.0), (NU, 12.0))
    ]
    live = beeld(dict.fromkeys(GEMEENTEN, "R"), rijen)
    verloop = follow(live, INDICATOREN["absoluut_verzuim"], "GM1", NU, "levering")
    lijnen = years_beside(live, verloop.cijfers[0].sleutel, "levering", live.gebieden["GM1"])
    assert lijnen is not None
    assert "12" not in years_finding(lijnen, verloop) and "10,0" in years_finding(lijnen, verloop)


def test_a_verdict_with_a_name_is_a_sentence() -> None:
    anders, zelfde = Oordeel.HOGER, Oordeel.NIET_TE_ONDERSCHEIDEN
    rest = Maatstaf("rest", 9, 9, 8000)
    assert place_sentence("Aa", Plek(anders, anders), rest) == "Aa ligt hoger dan de rest van de regio"
    lijkt = "Aa lijkt hoger te liggen dan de rest van de regio, maar dat kan toeval zijn"
    assert place_sentence("Aa", Plek(anders, zelfde), rest) == lijkt
    assert place_sentence("Aa", Plek(zelfde, zelfde), rest) == "Aa verschilt niet duidelijk van de rest van de regio"


def test_a_tile_of_a_region_has_no_strip_and_one_of_a_report_has_its_source_in_sight() -> None:
    rijen = [cijfer(cel("absoluut_verzuim", "jongeren", code), 40.0, VERSLAG) for code in (*GEMEENTEN, "R")]
    live = beeld(dict.fromkeys(GEMEENTEN, "R"), rijen)
    assert tile_strip(tile_of(live, INDICATOREN["absoluut_verzuim"], "R", NU), live.gebieden["R"]) is None


def test_words_in_a_drawing_cannot_become_markup() -> None:
    blad = Sheet()
    blad.text("0", 1, "a<b & c")
    blad.dot("0", 1, 2, 'x" onload="y', "<script>")
    assert "<script>" not in blad.markup and "a&lt;b &amp; c" in blad.markup
    assert 'onload="y"' not in blad.markup
