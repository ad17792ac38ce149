"""One or many, and the words of each registry entry."""

import pytest

from components.words import nouns
from components.words.nouns import Begrip, uncapital
from data.registry.indicators import INDICATOREN, Indicator

ENTRIES = [(ind, teleenheid) for ind in INDICATOREN.values() for teleenheid in ind.teleenheden]


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [(0, "0 zaken"), (1, "1 zaak"), (2, "2 zaken"), (1884, "1.884 zaken")],
)
def test_one_or_many(aantal: int, tekst: str) -> None:
    assert nouns.count_noun(aantal, Begrip("zaak", "zaken")) == tekst


def test_was_or_were() -> None:
    assert nouns.were(1) == "was het er 1"
    assert nouns.were(0) == "waren het er 0"
    assert nouns.were(4269) == "waren het er 4.269"


def test_names_in_a_row() -> None:
    assert nouns.join_names([]) == ""
    assert nouns.join_names(["Hattem"]) == "Hattem"
    assert nouns.join_names(["Hattem", "Heerde"]) == "Hattem en Heerde"
    assert nouns.join_names(["Hattem", "Heerde", "Ommen"]) == "Hattem, Heerde en Ommen"


def test_a_capital_only_where_there_is_a_letter() -> None:
    assert nouns.capital("de regio IJssel-Vecht") == "De regio IJssel-Vecht"
    assert nouns.capital("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_the_noun_follows_the_teleenheid() -> None:
    verzuim = INDICATOREN["absoluut_verzuim"]
    assert nouns.words_for(verzuim, "jongeren").enkelvoud == "jongere"
    assert nouns.words_for(verzuim, "werkprocessen").enkelvoud == "zaak"
    assert nouns.words_for(verzuim, "meldingen").enkelvoud == "melding"
    assert nouns.words_for(INDICATOREN["processen_verbaal"], "werkprocessen").meervoud == "processen-verbaal"
    # what a report counts in has its own name: these are no meldingen
    assert nouns.words_for(INDICATOREN["preventie_incidenten"], "meldingen").meervoud == "incidenten"
    assert nouns.words_for(INDICATOREN["schoolgaand"], "jongeren").rest == "absoluut verzuim"


@pytest.mark.parametrize(("ind", "teleenheid"), ENTRIES, ids=lambda x: getattr(x, "key", x))
def test_every_entry_has_words(ind: Indicator, teleenheid: str) -> None:
    begrip = nouns.words_for(ind, teleenheid)
    assert begrip.enkelvoud and begrip.meervoud and begrip.enkelvoud != "procent"
    assert begrip.personen == (teleenheid == "jongeren")
    assert begrip.richting == ind.richting and begrip.leeswijzer == ind.leeswijzer


def test_a_title_in_a_sentence_keeps_the_names_in_it() -> None:
    ind = INDICATOREN["startpopulatie_vsv"]
    assert uncapital(ind.titel) == "leerlingen van wie DUO het schoolverlaten telt"
    assert uncapital("") == ""
