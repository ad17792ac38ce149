"""What may be concluded from a funnel, a line over the years or a control chart, in whole sentences."""

from datetime import date

import pytest

from components.words import conclusions
from components.words.nouns import Begrip
from data.cells.cells import Status
from data.statistics.comparable import size_band
from data.statistics.control_charts import Punt, Signaal, xmr
from data.statistics.funnel import Plek
from data.statistics.statistics import Gepoold, Interval, Ontwikkeling, Oordeel, wilson

REGIO = "de rest van de regio IJssel-Vecht"
WERKPROCES = Begrip("werkproces", "werkprocessen")
GELIJK = Plek(Oordeel.NIET_TE_ONDERSCHEIDEN, Oordeel.NIET_TE_ONDERSCHEIDEN)
TWIJFEL = Plek(Oordeel.HOGER, Oordeel.NIET_TE_ONDERSCHEIDEN)
HOGER = Plek(Oordeel.HOGER, Oordeel.HOGER)
LAGER = Plek(Oordeel.LAGER, Oordeel.LAGER)

FUNNELS = [
    ({}, {"Ommen": "afgeschermd"}, "Er zijn geen cijfers van gemeenten om te vergelijken."),
    (
        {"Hattem": GELIJK, "Heerde": GELIJK, "Ommen": GELIJK},
        {},
        "Geen van de 3 gemeenten verschilt duidelijk van de rest van de regio IJssel-Vecht. Wie van hen "
        "bovenaan staat, doet het dus niet slechter of beter.",
    ),
    (
        {"Hattem": GELIJK, "Heerde": GELIJK},
        {"Ommen": "afgeschermd"},
        "Geen van beide gemeenten verschilt duidelijk van de rest van de regio IJssel-Vecht. Wie van de twee "
        "bovenaan staat, doet het dus niet slechter of beter. Ommen staat er niet bij: dat cijfer is afgeschermd.",
    ),
    (
        {"Hattem": HOGER, "Heerde": HOGER, "Kampen": LAGER, "Raalte": TWIJFEL, "Ommen": GELIJK},
        {"Zwolle": "afgeschermd", "Dalfsen": "geen cijfer", "Borne": "afgeschermd", "Hengelo": "in jaarverslag"},
        "Hattem en Heerde liggen hoger dan de rest van de regio IJssel-Vecht. Dat is bijna nooit toeval. "
        "Kampen ligt lager dan de rest van de regio IJssel-Vecht. Dat is bijna nooit toeval. Raalte lijkt "
        "hoger te liggen dan de rest van de regio IJssel-Vecht, maar dat kan toeval zijn. Ommen verschilt "
        "niet duidelijk van de rest van de regio IJssel-Vecht. 2 gemeenten staan er niet bij: hun cijfers zijn "
        "afgeschermd. Dalfsen staat er niet bij: daar is geen cijfer van. Hengelo staat er niet bij: dat cijfer is "
        "alleen in een jaarverslag te vinden.",
    ),
    (
        {"Hattem": TWIJFEL, "Heerde": TWIJFEL, "Ommen": GELIJK, "Kampen": GELIJK},
        {},
        "Hattem en Heerde lijken hoger te liggen dan de rest van de regio IJssel-Vecht, maar dat kan toeval "
        "zijn. De andere 2 gemeenten verschillen niet duidelijk van de rest van de regio IJssel-Vecht. Wie "
        "van hen bovenaan staat, doet het dus niet slechter of beter.",
    ),
    (
        {"Hattem": GELIJK},
        {},
        "Hattem verschilt niet duidelijk van de rest van de regio IJssel-Vecht.",
    ),
]


@pytest.mark.parametrize(("plekken", "zonder", "zin"), FUNNELS)
def test_funnel(plekken: dict[str, Plek], zonder: dict[str, str], zin: str) -> None:
    assert conclusions.describe_funnel(REGIO, plekken, zonder) == zin


def test_with_whom_and_by_what_rule() -> None:
    assert conclusions.describe_comparable("Hattem", size_band(1884), ["Ommen", "Heerde"]) == (
        "We vergelijken Hattem met de gemeenten van dezelfde grootte (minder dan 3.000 jongeren van 5 tot 18 jaar): "
        "Ommen en Heerde."
    )
    assert conclusions.describe_comparable("Kampen", size_band(8834), ["Hardenberg"]) == (
        "We vergelijken Kampen met de gemeente van dezelfde grootte (6.000 tot 12.000 jongeren van 5 tot 18 jaar): "
        "Hardenberg."
    )
    assert conclusions.describe_comparable("Almere", size_band(40_000), []) == (
        "Er is hier geen andere gemeente van dezelfde grootte als Almere (24.000 of meer jongeren van 5 tot 18 jaar)."
    )


def test_two_that_are_held_against_each_other_are_said_to_be_so() -> None:
    twee = {"Hengelo": GELIJK, "Borne": GELIJK}
    for wie in ("de andere gemeente met een cijfer", "de andere gemeente hier"):
        assert conclusions.describe_funnel(wie, twee) == (
            "Hengelo en Borne verschillen niet duidelijk van elkaar. Wie van de twee bovenaan staat, doet het dus "
            "niet slechter of beter."
        )
        assert conclusions.describe_funnel(wie, {"Hengelo": HOGER, "Borne": GELIJK}) == (
            "Hengelo ligt hoger dan Borne. Dat is bijna nooit toeval. Borne verschilt niet duidelijk van Hengelo."
        )


@pytest.mark.parametrize(
    ("ontwikkeling", "jaren", "zin"),
    [
        (
            Ontwikkeling.TE_WEINIG_MEETJAREN,
            0,
            "Te weinig jaren voor een trend.",
        ),
        (
            Ontwikkeling.TE_WEINIG_MEETJAREN,
            1,
            "Te weinig jaren voor een trend.",
        ),
        (
            Ontwikkeling.TE_WEINIG_MEETJAREN,
            3,
            "Te weinig jaren voor een trend.",
        ),
        (Ontwikkeling.GEEN, 6, "Over de laatste 6 schooljaren is er geen duidelijke stijging of daling."),
        (
            Ontwikkeling.WISSELEND,
            5,
            "De laatste 5 schooljaren gaan op en neer: er is geen vaste stijging of daling.",
        ),
        (
            Ontwikkeling.STIJGEND,
            5,
            "Over de laatste 5 schooljaren is er een stijgende lijn. Dat is bijna nooit toeval.",
        ),
        (
            Ontwikkeling.DALEND,
            5,
            "Over de laatste 5 schooljaren is er een dalende lijn. Dat is bijna nooit toeval.",
        ),
        (
            Ontwikkeling.LIJKT_STIJGEND,
            5,
            "Over de laatste 5 schooljaren lijkt er een stijgende lijn te zijn, maar dat kan toeval zijn.",
        ),
        (
            Ontwikkeling.LIJKT_DALEND,
            6,
            "Over de laatste 6 schooljaren lijkt er een dalende lijn te zijn, maar dat kan toeval zijn.",
        ),
    ],
)
def test_trend(ontwikkeling: Ontwikkeling, jaren: int, zin: str) -> None:
    assert conclusions.describe_trend(ontwikkeling, jaren) == zin


def test_three_years_and_how_sure() -> None:
    assert conclusions.describe_three_years("2020-2021", "2022-2023", Gepoold(54, 5_674, 3, 0)) == (
        "Gemiddeld over de schooljaren 2020-2021 tot en met 2022-2023 was het 9,5 per 1.000 jongeren. Bij kleine "
        "aantallen zegt dat meer dan één schooljaar."
    )
    assert conclusions.describe_interval(wilson(17, 1884).times(1000), percentage=False) == (
        "Door toeval schommelt zo'n cijfer van jaar tot jaar. Het echte niveau ligt waarschijnlijk tussen 5,6 en 14,4 "
        "per 1.000."
    )
    assert conclusions.describe_interval(Interval(98.6, 99.4), percentage=True).endswith("tussen 98,6 en 99,4%.")


# --- month by month ------------------------------------------------------------------------------------------------
def point(signaal: Signaal | None, *, waarde: float = 31, laag: float = 8.2, voorlopig: bool = False) -> Punt:
    return Punt(waarde, 17.5, laag, 26.8, signaal, 0, voorlopig)


SIGNALS = [
    (
        point(Signaal.BOVEN_GRENS),
        "In maart 2024 waren het er 31. Dat is meer dan past bij de gewone schommeling (8,2 tot 26,8 werkprocessen).",
    ),
    (
        point(Signaal.ONDER_GRENS, waarde=1),
        "In maart 2024 was het er 1. Dat is minder dan past bij de gewone schommeling (8,2 tot 26,8 werkprocessen).",
    ),
    (
        point(Signaal.BOVEN_GRENS, laag=-3.0, voorlopig=True),
        "In maart 2024 waren het er 31. Dat is meer dan past bij de gewone schommeling (0,0 tot 26,8 werkprocessen). "
        "De grenzen zijn nog voorlopig: er zijn nog geen 12 maanden.",
    ),
    (
        point(Signaal.STIJGENDE_REEKS),
        "Maart 2024 hoort bij een reeks van 7 maanden waarin het steeds meer werd (gemiddeld 17,5 werkprocessen).",
    ),
    (
        point(Signaal.TWEE_VAN_DRIE_LAAG),
        "Maart 2024 is een van minstens 2 lage maanden, kort na elkaar (gemiddeld 17,5 werkprocessen).",
    ),
    (
        point(Signaal.ZEVEN_BOVEN),
        "Maart 2024 hoort bij een reeks van minstens 7 maanden boven het gemiddelde (gemiddeld 17,5 werkprocessen).",
    ),
    (point(None), ""),
]


@pytest.mark.parametrize(("punt", "zin"), SIGNALS)
def test_signal(punt: Punt, zin: str) -> None:
    assert conclusions.describe_signal(WERKPROCES, date(2024, 3, 1), punt) == zin


def test_every_signal_has_a_sentence() -> None:
    assert all(conclusions.describe_signal(WERKPROCES, date(2024, 3, 1), point(s)) for s in Signaal)


def test_a_rate_is_told_per_thousand() -> None:
    punt = Punt(0.0123, 0.006, 0.001, 0.011, Signaal.BOVEN_GRENS, 0, voorlopig=False)
    assert conclusions.describe_signal(WERKPROCES, date(2024, 3, 1), punt, per_duizend=True) == (
        "In maart 2024 was het 12,3 per 1.000 jongeren. Dat is meer dan past bij de gewone schommeling (1,0 tot 11,0 "
        "per 1.000 jongeren)."
    )


def test_an_ordinary_year_has_no_sentences() -> None:
    punten = xmr([14, 12, 17, 15, 11, 16, 13, 15, 12, 14, 16, 13])
    assert not any(conclusions.describe_signal(WERKPROCES, date(2024, 3, 1), p) for p in punten)


@pytest.mark.parametrize(
    ("statussen", "zin"),
    [
        (
            {"onderdrukt", "onbekend"},
            "Hier is niets te tonen: een deel van de cijfers is afgeschermd, zodat niemand herkend wordt. Van de rest "
            "is er geen cijfer.",
        ),
        ({"onderdrukt"}, "Hier is niets te tonen: de cijfers zijn afgeschermd, zodat niemand herkend wordt."),
        ({"onbekend", "nvt"}, "Hier is niets te tonen: er zijn geen cijfers bekend."),
        (set(), "Hier is niets te tonen: er zijn geen cijfers bekend."),
        ({"nvt"}, "Hier is niets te tonen: dit is hier niet van toepassing."),
    ],
)
def test_an_empty_chart_says_why(statussen: set[Status], zin: str) -> None:
    assert conclusions.describe_nothing(statussen) == zin
