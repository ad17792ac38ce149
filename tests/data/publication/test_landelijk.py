"""The national yardstick, with made-up figures: one source, one period, a pooled rate of those of the same size."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.publication.figures import Bron
from data.publication.landelijk import LANDELIJK, YARDSTICKS, Landelijk, LandelijkCijfer, national_row, yardsticks_of
from data.referentie.gebieden import gebieden
from data.registry.indicators import INDICATOREN
from data.statistics.statistics import Oordeel

CBS = Bron("cbs", "Verzonnen tabel", "Proefbureau", "landelijk")
ANDER = Bron("ander", "Andere verzonnen tabel", "Proefbureau 2", "landelijk")


def figure(
    indicator: str, gebied: str, waarde: float | None, periode: str = "2021-2022", **anders: Any
) -> LandelijkCijfer:
    velden: dict[str, Any] = {
        "bron": CBS,
        "naam": f"Naam {gebied}" if re.match(r"GM|NL", gebied) else gebied,
        "periodesoort": "schooljaar" if "-" in periode else "kalenderjaar",
        "decimalen": 1,
        "voorlopig": None,
        "peildatum": date(2024, 1, 1),
        **anders,
    }
    return LandelijkCijfer(indicator=indicator, gebied=gebied, waarde=waarde, periode=periode, **velden)


def counts(gebied: str, n: float, x: float | None, **anders: Any) -> list[LandelijkCijfer]:
    procent = None if x is None else round(100 * x / n, 1)
    return [
        figure("startpopulatie_vsv", gebied, n, **anders),
        figure("nieuwe_vsv", gebied, x, **anders),
        figure("vsv_percentage", gebied, procent, **anders),
    ]


LAND = counts("NL01", 1_000_000, 20_000)
ZWOLLE = counts("GM0193", 10_000, 300)


def one(*cijfers: LandelijkCijfer, jaar: str = "2021-2022", gebied: str = "GM0193"):  # type: ignore[no-untyped-def]
    (gevonden,) = Landelijk(cijfers).yardsticks(gebied, jaar, ("vsv_percentage",))
    return gevonden


def test_same_size_is_pooled_from_counts_and_is_no_mean_of_means() -> None:
    klein_n, groot_n = counts("GM0001", 6_000, 60), counts("Verweg", 11_000, 550)
    ander_formaat = counts("GM0003", 12_000, 12_000)
    zonder = counts("GM0004", 7_000, None)
    groep = one(*LAND, *ZWOLLE, *klein_n, *groot_n, *ander_formaat, *zonder).groep
    assert groep is not None
    assert [lid.gebied for lid in groep.leden] == ["Verweg", "GM0001"]  # nearest in size first
    assert (groep.klasse.van, groep.klasse.tot) == (6_000, 12_000)
    assert groep.waarde == pytest.approx(100 * 610 / 17_000)  # a mean of means would be 3,0


def test_the_country_and_a_region_are_no_gemeente_of_the_same_size() -> None:
    cijfers = [*counts("NL01", 10_000, 200), *ZWOLLE, *counts("MC10", 10_000, 200)]
    assert one(*cijfers).groep is None


def test_two_sources_are_never_in_one_yardstick() -> None:
    ander = counts("GM0001", 10_000, 100, bron=ANDER) + counts("NL01", 1_000_000, 5, bron=ANDER)
    maatlat = one(*ZWOLLE, *ander)
    assert (maatlat.land, maatlat.groep, maatlat.plek) == (None, None, None)


def test_the_schooljaar_asked_for_else_the_latest_of_the_source() -> None:
    vroeger = [figure("vsv_percentage", g, w, "2018-2019") for g, w in (("GM0193", 2.5), ("NL01", 2.4))]
    cijfers = [*LAND, *ZWOLLE, *vroeger]
    assert one(*cijfers, jaar="2018-2019").eigen.waarde == 2.5
    assert one(*cijfers, jaar="2018-2019").land.waarde == 2.4
    assert one(*cijfers, jaar="2022-2023").periode == "2021-2022"


def test_a_calendar_year_is_not_the_schooljaar_asked_for() -> None:
    jaar = [figure("vsv_percentage", g, 2.0, "2022") for g in ("GM0193", "NL01")]
    maatlat = one(*jaar, jaar="2022-2023")
    assert (maatlat.periode, maatlat.eigen.periodesoort) == ("2022", "kalenderjaar")


@pytest.mark.parametrize(
    ("x", "oordeel"),
    [
        (300, Oordeel.HOGER),
        (200, Oordeel.NIET_TE_ONDERSCHEIDEN),
        (245, Oordeel.NIET_TE_ONDERSCHEIDEN),
        (100, Oordeel.LAGER),
    ],
)
def test_a_difference_counts_only_when_rounding_to_tens_cannot_have_made_it(x: int, oordeel: Oordeel) -> None:
    """19.800 of 990.000 elsewhere is 2,0%; the 99,8% limits around it for 10.000 pupils are 157 and 243."""
    plek = one(*LAND, *counts("GM0193", 10_000, x)).plek
    assert plek is not None and plek.op_998 is oordeel


def test_without_counts_nothing_is_tested_or_pooled() -> None:
    maatlat = one(*(figure("vsv_percentage", g, 2.0) for g in ("GM0193", "NL01", "GM0001")))
    assert (maatlat.plek, maatlat.groep) == (None, None)


def test_a_gebied_without_a_figure_has_no_yardstick() -> None:
    assert Landelijk([*LAND, *counts("GM0193", 10, None)]).yardsticks("GM0193", "2021-2022") == ()
    assert Landelijk().yardsticks("GM0193", "2021-2022") == ()


def test_a_row_of_the_file_has_the_decimals_of_the_source() -> None:
    rij = national_row(figure("vsv_percentage", "Nergens", 2.0, decimalen=2, voorlopig=True))
    assert (rij["waarde"], rij["gebied"], rij["naam"], rij["voorlopig"]) == ("2.00", "", "Nergens", "ja")
    assert national_row(figure("vsv_percentage", "NL01", None))["status"] == "onbekend"


def test_every_own_indicator_named_is_in_the_registry() -> None:
    assert {key for ind in LANDELIJK.values() for key in (*ind.eigen, *ind.telt)} <= set(INDICATOREN)
    assert set(YARDSTICKS) <= set(LANDELIJK)
    assert yardsticks_of("vsv") == ("vsv_percentage",) and yardsticks_of("verlof") == ()
    assert yardsticks_of("schoolgaand", "vsv") == ("vsv_percentage", "absoluut_verzuim_per_1000")


def test_no_national_figure_comes_with_the_site() -> None:
    """There is a profile for each source and not one of its figures; those of reports are a report's."""
    data = Path(__file__).parents[3] / "data"
    assert gebieden().gemeente("GM0193")
    teksten = [pad.read_text(encoding="utf-8") for pad in data.rglob("*.csv")]
    assert teksten and not any("84780NED" in tekst or "waarstaatjegemeente" in tekst for tekst in teksten)
