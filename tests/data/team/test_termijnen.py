"""The terms a team begins with, those of an older file, and what has passed one."""

from __future__ import annotations

from data.registry.vocabulary import SOORTEN, SUBSOORTEN
from data.team.termijnen import (
    ACHT_WEKEN,
    BESLUIT,
    VIER_WEKEN,
    WERKSOORTEN,
    Werksoort,
    from_file,
    initial_term,
    initial_terms,
    passed,
)


def test_every_kind_of_work_has_a_term_or_a_reason_why_not() -> None:
    assert {werk.soort for werk in WERKSOORTEN} == set(SOORTEN)
    assert {w.subsoort for w in WERKSOORTEN if w.soort == "vrijstelling"} == set(SUBSOORTEN["vrijstelling"])
    assert all(initial_term(werk).grond for werk in WERKSOORTEN)
    termijnen = initial_terms()
    assert termijnen[Werksoort("verlof")] == ACHT_WEKEN and initial_term(Werksoort("verlof")).grond == BESLUIT
    assert termijnen[Werksoort("relatief_verzuim", "langdurig")] == VIER_WEKEN
    # an exemption by law itself asks no decision
    assert Werksoort("vrijstelling", "art_5a") not in termijnen and Werksoort("vsv") not in termijnen


def test_a_file_from_before_subsoorten_had_terms_counts_for_each() -> None:
    termijnen = from_file({"relatief_verzuim": 20, "relatief_verzuim/luxe": 5, "verlof": 7, "weg": 3})
    assert termijnen[Werksoort("relatief_verzuim", "16_uur")] == 20
    assert termijnen[Werksoort("relatief_verzuim", "luxe")] == 5 and termijnen[Werksoort("verlof")] == 7
    assert len(termijnen) == 5


def test_passed_counts_what_is_older_than_its_own_term() -> None:
    verlof, vsv = Werksoort("verlof"), Werksoort("vsv")
    leeftijden = {verlof: {56: 3, 57: 2, 70: 1}, vsv: {30: 9, 31: 4, 60: 5}}
    assert list(passed(leeftijden, {verlof: 56, vsv: 30, Werksoort("jib"): 1}).items()) == [(vsv, 9), (verlof, 3)]
    assert passed(leeftijden, {verlof: 56, vsv: 30}, 7) == {verlof: 2, vsv: 4}
