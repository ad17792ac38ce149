"""Sentences are held against the figures beside them, over drawn publications and over every page of the example."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.pieces.side_by_side import ranking_piece
from components.words.parts_words import parts_sentence
from components.words.tile_sentences import rate_line, tile_sentences
from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.publication.readmodel import beeld as read_live
from data.registry.indicators import INDICATOREN, JONGEREN
from data.statistics.statistics import Oordeel, conditional_test
from data.views.parts import Vraag, split
from data.views.side_by_side import compare_places
from data.views.themes import THEMAPAGINAS
from data.views.tiles import Tegel, tile_of, tiles_of, tiles_of_reports
from tests.data.klein_beeld import LEVERING, VERSLAG, beeld, cel, cijfer
from tests.zinnen import Eigen, faults, faults_of_parts, read_number

TOEN, NU = "2021-2022", "2022-2023"
GEMEENTEN = ("GM1", "GM2", "GM3")
SOORTEN = ("16_uur", "langdurig", "overig", "luxe")
aantallen = st.integers(0, 400)


@st.composite
def publicaties(draw: st.DrawFn) -> Beeld:
    """Three gemeenten of very different size, two schooljaren; some counts hidden, of a report, or of cases only."""
    bron = draw(st.sampled_from([LEVERING, VERSLAG]))
    rijen: list[Cijfer] = []
    for jaar in (TOEN, NU):
        n = {code: draw(st.integers(500, 20_000)) for code in GEMEENTEN}
        n["R"] = sum(n.values())
        rijen += [cijfer(cel("jongeren_5_18", "jongeren", code, jaar), float(x), bron) for code, x in n.items()]
        for indicator in ("absoluut_verzuim", "relatief_verzuim"):
            alleen_zaken = draw(st.booleans())
            jongeren = {code: draw(aantallen) for code in GEMEENTEN}
            zaken = {code: x + draw(aantallen) for code, x in jongeren.items()}
            for eenheid, waarden in (("jongeren", jongeren), ("werkprocessen", zaken)):
                if eenheid == "jongeren" and alleen_zaken:
                    continue
                waarden["R"] = sum(waarden.values())
                for code, x in waarden.items():
                    hidden = bron is LEVERING and draw(st.integers(0, 5)) == 0
                    sleutel = cel(indicator, eenheid, code, jaar)
                    rijen.append(
                        cijfer(sleutel, None, bron, "onderdrukt") if hidden else cijfer(sleutel, float(x), bron)
                    )
        for soort in SOORTEN:
            rijen.append(
                cijfer(
                    cel("relatief_verzuim", "werkprocessen", "GM1", jaar, "subsoort", soort),
                    float(draw(aantallen)),
                    bron,
                )
            )
    return beeld(dict.fromkeys(GEMEENTEN, "R"), rijen)


def own(tegel: Tegel) -> Eigen:
    """The figure that stands large on a tile."""
    n = tegel.noemer.waarde
    zaken = tegel.cijfer.sleutel.teleenheid != JONGEREN
    return Eigen(tegel.cijfer.waarde or 0.0, n, tegel.indicator.is_percentage, zaken)


@settings(max_examples=60)
@given(publicaties())
def test_what_a_tile_says_is_what_its_figures_bear(live: Beeld) -> None:
    regio = live.gebieden["R"]
    for code, sleutel in product(GEMEENTEN, ("absoluut_verzuim", "relatief_verzuim", "jongeren_5_18")):
        tegel = tile_of(live, INDICATOREN[sleutel], code, NU)
        if not tegel.cijfer.is_bekend:
            continue
        tekst = " ".join(tile_sentences(tegel, live.gebieden[code], regio))
        assert not faults(tekst, own(tegel))
        getoond = rate_line(tegel)
        if tegel.noemer.waarde and "minder dan" not in getoond:
            eerste = read_number(re.match(r"[\d.,]+", getoond)[0])  # type: ignore[index]
            assert abs(eerste - (own(tegel).per_duizend or 0)) <= 0.0501
        if tegel.plek and tegel.maatstaf:
            _judged_on_exactly_these(live, tegel)


def _judged_on_exactly_these(live: Beeld, tegel: Tegel) -> None:
    """The rest is the region less the gemeente, as both are shown; the verdict has its p for just those numbers."""
    cijfer_, regio = tegel.cijfer, live.van_soort(tegel.cijfer.sleutel._replace(gebied="R"), tegel.cijfer.soort)
    n, alle = tegel.noemer.waarde or 0, live.noemer(regio).waarde
    assert tegel.maatstaf and tegel.plek
    if regio.is_bekend and alle:
        y, m = (regio.waarde or 0) - (cijfer_.waarde or 0), alle - n
        assert (tegel.maatstaf.wat, tegel.maatstaf.laag, tegel.maatstaf.n) == ("rest", y, m)
    x, y, m = round(cijfer_.waarde or 0), tegel.maatstaf.laag, tegel.maatstaf.n
    if cijfer_.sleutel.teleenheid == JONGEREN and 2 * x > n >= x and y <= m:
        x, y = round(n) - x, m - y  # of more than half of the jongeren the others are the rare ones
    kans = conditional_test(x, n, y, m)
    assert (tegel.plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN) == (kans < 0.002)
    grens = 0.05 if cijfer_.sleutel.teleenheid == JONGEREN else 0.002  # of cases only the strict level counts
    assert (tegel.plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN) == (kans < grens)


@settings(max_examples=60)
@given(publicaties())
def test_of_a_hidden_figure_no_rest_is_made(live: Beeld) -> None:
    for code in GEMEENTEN:
        sleutel = cel("absoluut_verzuim", "jongeren", code, NU)
        naast = compare_places(live, sleutel, "levering", live.gemeenten("R"), None, "R")
        regio = live.van_soort(sleutel._replace(gebied="R"), "levering")
        for rij in naast.rijen:
            if not rij.telling.cijfer.is_bekend:
                assert rij.maatstaf is None and rij.plek is None
            elif rij.maatstaf and not regio.is_bekend:
                anderen = [r for r in naast.rijen if r.gebied != rij.gebied]
                getoond = [r.telling.laag for r in anderen if r.telling.laag is not None]
                assert rij.maatstaf.laag == sum(getoond)
                assert (rij.maatstaf.wat == "rest") == (len(getoond) == len(anderen))


@settings(max_examples=40)
@given(publicaties())
def test_a_ranking_names_as_higher_who_stands_higher(live: Beeld) -> None:
    for sleutel in (
        cel(i, e, "GM1", NU) for i in ("absoluut_verzuim", "relatief_verzuim") for e in ("jongeren", "werkprocessen")
    ):
        for soort in ("levering", "verslag"):
            naast = compare_places(live, sleutel, soort, live.gemeenten("R"), None, "R")
            tekst = " ".join(ranking_piece(naast, live.gebieden["R"], {}).zinnen)
            for rij in naast.geordend:
                for zin in re.split(r"(?<=\.) ", tekst):
                    over = re.split(r" dan (?=Plaats)", zin)[0]  # the only other one is named after it
                    if rij.gebied.naam in over and rij.maatstaf and rij.waarde is not None and "verschil" not in zin:
                        eigen = (rij.telling.midden or 0) / (rij.telling.n or 1)
                        if re.search(r"lig(t|gen) hoger|lijk(t|en) hoger", zin):
                            assert eigen > rij.maatstaf.aandeel
                        if re.search(r"lig(t|gen) lager|lijk(t|en) lager", zin):
                            assert eigen < rij.maatstaf.aandeel


@settings(max_examples=60)
@given(publicaties())
def test_the_largest_is_the_largest_shown_and_a_total_is_its_sum_or_says_why_not(live: Beeld) -> None:
    for soort in ("levering", "verslag"):
        vraag = Vraag(INDICATOREN["relatief_verzuim"], "GM1", "subsoort", soorten=(soort,))
        if delen := split(live, vraag, NU):
            getoond = [d.waarde for d in delen.delen if d.waarde is not None]
            heel = len(getoond) == len(delen.delen)
            assert not faults_of_parts(parts_sentence(delen), getoond, delen.totaal.waarde, alles_getoond=heel)


def test_the_check_itself_finds_what_is_wrong() -> None:
    goed = "In 2021-2022 waren het er 112 van de 7.600 (14,7 per 1.000). Dit is een echte daling: bijna nooit toeval."
    assert not faults(goed, Eigen(61, 7542))
    assert faults(goed, Eigen(116, 7542))
    assert faults(goed, Eigen(105, 7542))  # p is far above 5%
    assert faults("Hattem ligt hoger dan de regio IJssel-Vecht.", Eigen(17, 1884))
    assert faults("Hattem ligt lager dan de rest van de regio (6,0 per 1.000).", Eigen(17, 1884))
    assert faults("Dit is een echte daling: bijna nooit toeval.", Eigen(17, 1884))
    assert faults_of_parts("ging het in totaal om 203", [197, 9], 203, alles_getoond=True)
    assert faults_of_parts("is ‘a’ de grootste: 3.", [3, 4], None, alles_getoond=True)


def test_every_tile_and_part_of_the_example_says_what_its_figures_bear(
    published_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every gemeente and region, in every schooljaar, counted in both: nothing false, and nothing twice."""
    monkeypatch.setenv("LEERRECHT_DATA", str(published_data))
    proefbeeld = read_live()
    fouten: list[object] = []
    for regio in proefbeeld.regios():
        for gebied in (*proefbeeld.gemeenten(regio.code), regio):
            for jaar in proefbeeld.schooljaren(gebied.code):
                fouten += faults_of_place(proefbeeld, gebied, regio, jaar)
    assert not fouten


def faults_of_place(live: Beeld, gebied: Gebied, regio: Gebied, jaar: str) -> list[object]:
    """What is wrong on the tiles and in the parts of one gebied and schooljaar."""
    fouten: list[object] = []
    for liefst in ("", "werkprocessen"):
        tegels = (*tiles_of(live, gebied.code, jaar, liefst), *tiles_of_reports(live, gebied.code, jaar, liefst))
        for tegel in (t for t in tegels if t.cijfer.is_bekend):
            zinnen = tile_sentences(tegel, gebied, regio)
            fouten += faults(" ".join(zinnen), own(tegel))
            fouten += [zinnen] if len(zinnen) != len(set(zinnen)) else []
    plannen = {plan for thema in THEMAPAGINAS.values() for plan in thema.plans() if plan.vorm == "delen"}
    for plan, soort in product(plannen, SOORTEN_BRON):
        delen = split(live, Vraag(plan.indicator, gebied.code, plan.uitsplitsing, plan.binnen, (soort,)), jaar)
        if delen:
            getoond = [d.waarde for d in delen.delen if d.waarde is not None]
            heel = len(getoond) == len(delen.delen)
            fouten += faults_of_parts(parts_sentence(delen), getoond, delen.totaal.waarde, alles_getoond=heel)
    return fouten
