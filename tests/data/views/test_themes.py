"""What no chart is declared of stands in the last chapter of the page that its thema belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.cells.cells import TOTAAL
from data.registry.indicators import INDICATOREN, Indicator
from data.views.themes import THEMAPAGINAS, Grafiekplan, with_the_rest

HALT, THUISZITTERS = INDICATOREN["halt"], INDICATOREN["thuiszitters"]


def rest_of(sleutel: str, *nieuw: Indicator) -> list[tuple[str, str, str]]:
    """What the last chapter of a page shows when the registry has these entries more."""
    pagina = with_the_rest(THEMAPAGINAS, (*INDICATOREN.values(), *nieuw))[sleutel]
    laatste = pagina.hoofdstukken[-1]
    return [(p.indicator.key, p.vorm, p.uitsplitsing) for p in laatste.grafieken] if laatste.sleutel == "meer" else []


def test_every_entry_of_today_has_a_chart_of_its_own() -> None:
    assert with_the_rest(THEMAPAGINAS, INDICATOREN.values()) == dict(THEMAPAGINAS)


@pytest.mark.parametrize(("thema", "sleutel"), [("overig", "verzuim"), ("doorstroompunt", "doorstroompunt")])
def test_each_table_of_a_new_counted_entry_has_a_chart(thema: str, sleutel: str) -> None:
    nieuw = replace(HALT, key="nieuw", thema=thema, uitsplitsingen=("maand",), regio_uitsplitsingen=("leeftijdsgroep",))  # type: ignore[arg-type]
    gevonden = [("nieuw", "jaren", TOTAAL), ("nieuw", "delen", "maand"), ("nieuw", "delen", "leeftijdsgroep")]
    assert rest_of(sleutel, nieuw) == gevonden
    assert not any(rest_of(andere, nieuw) for andere in THEMAPAGINAS if andere != sleutel)


def test_a_new_breakdown_of_an_old_entry_has_one_too() -> None:
    assert rest_of("verzuim", replace(HALT, uitsplitsingen=(*HALT.uitsplitsingen, "soort"))) == [
        ("halt", "delen", "soort")
    ]


def test_what_only_reports_tell_is_shown_where_nothing_of_it_is() -> None:
    assert rest_of("verzuim", replace(THUISZITTERS, key="nieuw")) == [("nieuw", "jaren", TOTAAL)]
    delen = Grafiekplan(THUISZITTERS, "delen", "geslacht")
    verzuim = THEMAPAGINAS["verzuim"]
    zonder = [
        replace(h, grafieken=tuple(p for p in h.grafieken if p.indicator != THUISZITTERS)) for h in verzuim.hoofdstukken
    ]
    anders = {"verzuim": replace(verzuim, hoofdstukken=(*zonder[:-1], replace(zonder[-1], grafieken=(delen,))))}
    assert all(h.sleutel != "meer" for h in with_the_rest(anders, [THUISZITTERS])["verzuim"].hoofdstukken)
