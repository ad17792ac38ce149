"""An example that repeats a published figure about something near is known for it."""

from __future__ import annotations

from components.pieces.tile import tile
from data.cells.cells import Status
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.made_equal import made_equal_to
from data.views.tiles import tile_of
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


# --- a percentage beside the report's own count --------------------------------------------------------------------


def beside_report(gedrukt: float, procent: float | None, verzuim: float | None) -> str:
    """The tile of who is enrolled, an example, where a report prints how many were not."""
    status: Status = "onderdrukt" if procent is None else "gepubliceerd"
    live = beeld(
        {PLAATS: "R", "GM2": "R"},
        [
            cijfer(cel("absoluut_verzuim", "jongeren", PLAATS), gedrukt, VERSLAG),
            cijfer(VOORBEELDEN, 4000, VOORBEELD),
            cijfer(cel("verzuim_totaal", "jongeren", PLAATS), 40, VOORBEELD),
            cijfer(cel("absoluut_verzuim", "jongeren", PLAATS), verzuim, VOORBEELD, status),
            cijfer(cel("schoolgaand", "jongeren", PLAATS), procent, VOORBEELD, status),
            cijfer(cel("jongeren_5_18", "jongeren", "GM2"), 4000, VOORBEELD),
            cijfer(cel("schoolgaand", "jongeren", "GM2"), 99.0, VOORBEELD),
            cijfer(cel("absoluut_verzuim", "jongeren", "GM2"), 40, VOORBEELD),
        ],
    )
    tegel = tile_of(live, INDICATOREN["schoolgaand"], PLAATS, JAAR)
    return text_of(tile(tegel, live.gebieden[PLAATS], live.gebieden["R"]))


def test_a_hidden_percentage_beside_a_printed_count_says_whose_that_is_and_not_that_they_are_equal() -> None:
    tekst = beside_report(1, None, None)
    assert "minstens 99,0%" in tekst and "Deze ondergrens volgt uit cijfers die we wel tonen." in tekst
    assert "Het aantal bij ‘Absoluut verzuim’ komt uit het jaarverslag, dat het zelf afdrukt." in tekst
    assert "Het is niet ons cijfer." in tekst
    assert "herkend" not in tekst and "echte percentage" not in tekst and "gelijkgemaakt" not in tekst


def test_one_count_has_one_yardstick() -> None:
    """12 of the report is held against others where it stands; the example beside it gives no second verdict."""
    tekst = beside_report(12, 99.7, 12)
    assert "hadden absoluut verzuim" not in tekst and "verschilt" not in tekst and "lijkt" not in tekst
    assert "Het is niet ons cijfer." in tekst and "gelijkgemaakt aan een cijfer uit het jaarverslag" in tekst
    assert "gelijkgemaakt" not in beside_report(12, 99.65, 14)
