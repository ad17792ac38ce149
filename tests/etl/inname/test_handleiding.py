"""The manual names every code that the reader knows, and every rule it may refuse a row by."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from data.levering.profielen import names
from data.registry.vocabulary import AFHANDELINGEN, ONDERWIJSSOORT_ONBEKEND, ONDERWIJSSOORTEN, SOORTEN, SUBSOORTEN
from etl.inname import nummers, rules, standen, werkprocessen
from etl.inname.profile import MAG_KOLOMMEN, STAND_KOLOMMEN, WERKPROCES_KOLOMMEN, read_profile

HANDLEIDING = (Path(__file__).parents[3] / "docs" / "handleiding.md").read_text(encoding="utf-8")
WOORDEN = set(re.findall(r"\w+(?:-\w+)*", HANDLEIDING))


def test_every_code_and_column_is_in_the_manual() -> None:
    codes = {*SOORTEN, *WERKPROCES_KOLOMMEN, *MAG_KOLOMMEN, *STAND_KOLOMMEN, *names(), *ONDERWIJSSOORTEN} - {
        ONDERWIJSSOORT_ONBEKEND
    }
    for per_soort in (SUBSOORTEN, AFHANDELINGEN):
        codes |= {code for van_soort in per_soort.values() for code in van_soort}
    assert not codes - WOORDEN


def test_every_rule_and_border_is_in_the_manual() -> None:
    profiel = read_profile("canoniek")
    dag = date(2025, 9, 1)
    alles = dict.fromkeys(nummers.KOLOMMEN, True)
    gebreken = nummers.Gebreken(afgerond=alles, ingekort=alles, geen_nummer=alles, onleesbaar=alles)
    regels = (*rules.VORMREGELS, *nummers.regels(gebreken), *werkprocessen.regels(profiel, dag), *standen.regels(dag))
    assert not {regel.code for regel in regels} - WOORDEN
    jongste, oudste = profiel.leeftijd_bij_start
    assert f"jonger dan {jongste} of ouder dan {oudste}" in HANDLEIDING
    assert f"start voor {profiel.startdatum_vanaf.day} augustus {profiel.startdatum_vanaf.year}" in HANDLEIDING
    assert f"meer dan {profiel.max_afgekeurd:.0%}" in HANDLEIDING and profiel.altijd_toegestaan == 10
