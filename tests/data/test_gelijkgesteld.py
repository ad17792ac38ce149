"""An example that repeats a published figure about something near is known for it."""

from __future__ import annotations

from components.tile import tile
from data.gelijkgesteld import made_equal_to
from data.indicators import INDICATOREN
from data.readmodel import Beeld
from data.tiles import tile_of
from tests.components.reading import text_of
from tests.data.klein_beeld import JAAR, VERSLAG, VOORBEELD, beeld, cel, cijfer

PLAATS = "GM1"
VOORBEELDEN = cel("jongeren_5_18", "jongeren", PLAATS)


def place(verslag: float, voorbeeld: float) -> Beeld:
    """The report counts those with a duty to go to school; the example all of 5 to 18."""
    gedrukt = cijfer(cel("leer_en_kwalificatieplichtigen", "jongeren", PLAATS), verslag, VERSLAG)
    return beeld({PLAATS: "R"}, [gedrukt, cijfer(VOORBEELDEN, voorbeeld, VOORBEELD)])


def test_the_same_number_is_told_with_what_it_really_counts() -> None:
    live = place(7549, 7549)
    assert made_equal_to(live, live.berekend(VOORBEELDEN)) == INDICATOREN["leer_en_kwalificatieplichtigen"]
    tegel = tile_of(live, INDICATOREN["jongeren_5_18"], PLAATS, JAAR)
    tekst = text_of(tile(tegel, live.gebieden[PLAATS], live.gebieden["R"]))
    assert "gelijkgemaakt aan een cijfer uit het jaarverslag" in tekst
    assert "‘leerplichtigen en kwalificatieplichtigen samen’" in tekst


def test_another_number_repeats_nothing_and_neither_does_a_real_one() -> None:
    live = place(7549, 7600)
    assert made_equal_to(live, live.berekend(VOORBEELDEN)) is None
    gedrukt = live.verslag(cel("leer_en_kwalificatieplichtigen", "jongeren", PLAATS))
    assert made_equal_to(live, gedrukt) is None
