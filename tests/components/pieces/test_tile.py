"""A tile says its figure or why there is none, of how many, since when, from whom, and whether it was invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.pieces.sparkline import sparkline
from components.pieces.tile import tile
from components.words.sources import doubt_line, source_line
from data.cells.cells import CelSleutel, Status
from data.publication.figures import Bron, Cijfer, Deel, Gebied, onbekend
from data.registry.indicators import INDICATOREN, Indicator, tegels
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.maatstaf import Maatstaf
from data.views.tiles import Tegel
from tests.components.reading import classes_of, text_of

HATTEM = Gebied("GM0244", "Hattem", "hattem", "gemeente", "MC10")
REGIO = Gebied("MC10", "IJssel-Vecht", "ijssel-vecht", "regio")
VERSLAG = Bron("v", "Regionaal jaarverslag", "IJssel-Vecht", "verslag", 2023)
VOORBEELD = Bron("x", "Voorbeeldexport", "Leerrecht in Beeld", "voorbeeld")


def cijfer(ind: Indicator, waarde: float | None, bron: Bron = VERSLAG, jaar: str = "2022-2023") -> Cijfer:
    sleutel = CelSleutel(ind.key, ind.teleenheden[0], HATTEM.code, jaar)
    return Cijfer(sleutel, waarde, "gepubliceerd" if waarde is not None else "onderdrukt", bron, date(2023, 10, 1))


def maak(ind: Indicator, nu: Cijfer, **anders: object) -> Tegel:
    leeg = onbekend(nu.sleutel)
    basis = Tegel(ind, nu, None, None, (nu,), leeg)
    return replace(basis, **anders)  # type: ignore[arg-type]


@pytest.mark.parametrize("ind", tegels(), ids=lambda ind: ind.key)
def test_every_tile_of_the_registry_says_what_it_is_and_where_it_comes_from(ind: Indicator) -> None:
    tekst = text_of(tile(maak(ind, cijfer(ind, 98.0)), HATTEM, REGIO))
    assert ind.titel in tekst and ind.betekenis in tekst
    assert "Bron: Regionaal jaarverslag. Peildatum 1 oktober 2023." in tekst
    assert "98" in tekst and "VOORBEELD" not in tekst


def test_the_parts_of_a_tile() -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    nu, toen = cijfer(ind, 17.0), cijfer(ind, 11.0, jaar="2021-2022")
    tegel = maak(ind, nu, vorig=toen, deel=Deel(17, 17, 1884), noemer=cijfer(INDICATOREN["jongeren_5_18"], 1884.0))
    tekst = text_of(tile(tegel, HATTEM, REGIO, "/gemeente/hattem?indicator=absoluut_verzuim#ontwikkeling"))
    assert "17 van de 1.884 jongeren" in tekst
    assert "In 2021-2022 waren het er 11." in tekst
    assert "Bekijk de jaren van absoluut verzuim" in tekst


@pytest.mark.parametrize(
    ("status", "says"),
    [("onderdrukt", "afgeschermd"), ("onbekend", "geen cijfer"), ("nvt", "niet van toepassing")],
)
def test_a_figure_that_is_not_there_says_why_and_compares_nothing(status: Status, says: str) -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    bron = None if status == "onbekend" else VOORBEELD
    nu = replace(cijfer(ind, None), status=status, bron=bron)
    buren = {"vorig": cijfer(ind, 11.0, jaar="2021-2022"), "regio": cijfer(ind, 403.0)}
    tekst = text_of(tile(maak(ind, nu, **buren), HATTEM, REGIO))
    assert says in tekst
    assert "11" not in tekst and "403" not in tekst


def test_an_invented_figure_cannot_pass_for_a_real_one() -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    nu = cijfer(ind, 17.0, VOORBEELD)
    reeks = tuple(cijfer(ind, float(n), VOORBEELD, f"20{n}-20{n + 1}") for n in range(18, 24))
    gemaakt = tile(maak(ind, nu, reeks=reeks), HATTEM, REGIO)
    tekst = text_of(gemaakt)
    assert "VOORBEELD" in tekst and "Bron: voorbeeld: verzonnen cijfers" in tekst
    assert "Voorbeeld, verzonnen. Lijntje" in tekst
    assert {"is-voorbeeld", "badge-voorbeeld"} <= classes_of(gemaakt)


def test_a_spark_line_breaks_off_where_a_year_is_missing_and_needs_three_years() -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    waarden = [3.0, None, 5.0, 6.0]
    reeks = [cijfer(ind, w, jaar=f"202{i}-202{i + 1}") for i, w in enumerate(waarden)]
    lijn = sparkline(reeks, gekozen="2022-2023")
    assert lijn is not None and str(lijn.markup).count("M") == 2
    assert sparkline(reeks[:3], gekozen="2022-2023") is None


def test_a_spark_line_is_cut_at_a_trendbreuk_and_says_so() -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    reeks = [cijfer(ind, float(i), jaar=f"202{i}-202{i + 1}") for i in range(5)]
    heel, gesneden = (sparkline(reeks, gekozen="2022-2023", breuken=b) for b in ((), ("2022-2023",)))
    assert heel is not None and gesneden is not None
    een, twee = (beeld.to_plotly_json()["props"] for beeld in (heel, gesneden))
    assert (een["markup"].count("M"), een["markup"].count("snede")) == (1, 0)
    assert (twee["markup"].count("M"), twee["markup"].count("snede")) == (2, 1)
    assert "anders geteld" not in een["alt"] and "Vanaf 2022-2023 is anders geteld." in twee["alt"]


def test_the_years_at_which_a_spark_line_is_cut_are_listed_as_in_a_sentence() -> None:
    ind = INDICATOREN["absoluut_verzuim"]
    reeks = [cijfer(ind, float(i), jaar=f"202{i}-202{i + 1}") for i in range(5)]
    lijn = sparkline(reeks, gekozen="2022-2023", breuken=("2021-2022", "2022-2023", "2023-2024"))
    assert lijn is not None
    assert "Vanaf 2021-2022, 2022-2023 en 2023-2024 is anders geteld." in lijn.to_plotly_json()["props"]["alt"]


@pytest.mark.parametrize("key", ["absoluut_verzuim", "schoolgaand"])
def test_the_figure_of_the_region_is_said_once_beside_the_own_one(key: str) -> None:
    ind, noemer = INDICATOREN[key], INDICATOREN["jongeren_5_18"]
    waarden = (17.0, 403.0, "6,1") if key == "absoluut_verzuim" else (99.1, 99.4, "99,4%")
    tegel = maak(
        ind,
        cijfer(ind, waarden[0]),
        regio=cijfer(ind, waarden[1]),
        noemer=cijfer(noemer, 1884.0),
        regio_noemer=cijfer(noemer, 66115.0),
        plek=Plek(Oordeel.NIET_TE_ONDERSCHEIDEN, Oordeel.NIET_TE_ONDERSCHEIDEN),
        maatstaf=Maatstaf("rest", 386, 386, 64231),
    )
    tekst = text_of(tile(tegel, HATTEM, REGIO))
    assert f"regio {waarden[2]}" in tekst
    assert "In de regio IJssel-Vecht was" not in tekst
    gehoord = "In de regio IJssel-Vecht: 99,4%."
    if key == "absoluut_verzuim":
        per = "per 1.000 jongeren van 5 tot 18 jaar."
        gehoord = f"9,0 {per} In de regio IJssel-Vecht: 6,1 {per}"
    assert gehoord in tekst
    assert "Hattem verschilt niet duidelijk van de rest van de regio IJssel-Vecht" in tekst


def test_a_count_of_which_the_whole_is_unknown_is_not_weighed_against_its_region() -> None:
    ind = INDICATOREN["nieuwe_vsv"]
    tekst = text_of(tile(maak(ind, cijfer(ind, 172.0), regio=cijfer(ind, 236.0)), HATTEM, REGIO))
    assert "In de regio IJssel-Vecht waren het er 236." in tekst
    assert "Of dat veel is, weten we niet: de bron noemt niet hoeveel jongeren er in totaal zijn." in tekst
    assert "toeval" not in tekst and "noemt geen aantal jongeren" not in tekst


def test_a_derived_figure_says_so_and_a_certain_one_does_not() -> None:
    ind = INDICATOREN["schoolgaand"]
    afgeleid = replace(cijfer(ind, 99.1), zekerheid="afgeleid", toelichting="De kop is weg.", sectie="Hattem")
    assert doubt_line(afgeleid) == "De kop is weg."
    assert source_line(afgeleid) == "Bron: Regionaal jaarverslag, Hattem. Peildatum 1 oktober 2023."
    assert doubt_line(cijfer(ind, 99.1)) == ""
