"""One or many, and the words of each registry entry."""

import pytest

from components import words
from components.words import Begrip, uncapital
from data.indicators import INDICATOREN, Indicator

ENTRIES = [(ind, teleenheid) for ind in INDICATOREN.values() for teleenheid in ind.teleenheden]


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [(0, "0 zaken"), (1, "1 zaak"), (2, "2 zaken"), (1884, "1.884 zaken")],
)
def test_one_or_many(aantal: int, tekst: str) -> None:
    assert words.count_noun(aantal, Begrip("zaak", "zaken")) == tekst


def test_was_or_were() -> None:
    assert words.were(1) == "was het er 1"
    assert words.were(0) == "waren het er 0"
    assert words.were(4269) == "waren het er 4.269"


def test_names_in_a_row() -> None:
    assert words.join_names([]) == ""
    assert words.join_names(["Hattem"]) == "Hattem"
    assert words.join_names(["Hattem", "Heerde"]) == "Hattem en Heerde"
    assert words.join_names(["Hattem", "Heerde", "Ommen"]) == "Hattem, Heerde en Ommen"


def test_a_capital_only_where_there_is_a_letter() -> None:
    assert words.capital("de regio IJssel-Vecht") == "De regio IJssel-Vecht"
    assert words.capital("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_the_noun_follows_the_teleenheid() -> None:
    verzuim = INDICATOREN["absoluut_verzuim"]
    assert words.words_for(verzuim, "jongeren").enkelvoud == "jongere"
    assert words.words_for(verzuim, "werkprocessen").enkelvoud == "zaak"
    assert words.words_for(verzuim, "meldingen").enkelvoud == "melding"
    assert words.words_for(INDICATOREN["processen_verbaal"], "werkprocessen").meervoud == "processen-verbaal"
    assert words.words_for(INDICATOREN["schoolgaand"], "jongeren").rest == "absoluut verzuim"


@pytest.mark.parametrize(("ind", "teleenheid"), ENTRIES, ids=lambda x: getattr(x, "key", x))
def test_every_entry_has_words(ind: Indicator, teleenheid: str) -> None:
    begrip = words.words_for(ind, teleenheid)
    assert begrip.enkelvoud and begrip.meervoud and begrip.enkelvoud != "procent"
    assert begrip.personen == (teleenheid == "jongeren")
    assert begrip.richting == ind.richting and begrip.leeswijzer == ind.leeswijzer


def test_a_title_in_a_sentence_keeps_the_names_in_it() -> None:
    ind = INDICATOREN["startpopulatie_vsv"]
    assert uncapital(ind.titel) == "leerlingen waarvan DUO het schoolverlaten telt"
    assert uncapital("") == ""
