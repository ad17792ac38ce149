"""The answer of a count that is only known as a range: both rates in one unit, and no more words than can be read."""

from components.words.answer import MEESTE_WOORDEN, answer
from data.registry.indicators import INDICATOREN
from data.views.tiles import tile_of
from tests.data.klein_beeld import JAAR, VERSLAG, beeld, cel, cijfer

DELEN = {"GM1": (8834, 99.4), "GM2": (18822, 99.4), "GM3": (9143, 99.5)}


def test_a_range_stands_beside_the_range_of_the_rest_in_one_unit() -> None:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), n, VERSLAG) for code, (n, _) in DELEN.items()]
    rijen += [cijfer(cel("schoolgaand", "jongeren", code), deel, VERSLAG) for code, (_, deel) in DELEN.items()]
    live = beeld(dict.fromkeys(DELEN, "R"), rijen)
    gezegd = answer(tile_of(live, INDICATOREN["absoluut_verzuim"], "GM1", JAAR))
    tekst = f"{gezegd.begin}{gezegd.groot}{gezegd.rest} {gezegd.oordeel}".strip()
    # by hand: 99,35% to 99,45% of 8.834 leaves 49 to 57; of 18.822 and 9.143 together 146 to 172 of 27.965
    assert tekst == (
        "49 tot 57 jongeren stonden niet op een school. Per 1.000: 5,5 tot 6,5, rest van de regio 5,2 tot 6,2: "
        "geen duidelijk verschil."
    )
    assert len(tekst.split()) <= MEESTE_WOORDEN


def test_a_count_beside_a_range_is_said_in_as_few_words() -> None:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), n, VERSLAG) for code, (n, _) in DELEN.items()]
    rijen += [cijfer(cel("schoolgaand", "jongeren", code), deel, VERSLAG) for code, (_, deel) in DELEN.items()]
    live = beeld(dict.fromkeys(DELEN, "R"), [*rijen, cijfer(cel("absoluut_verzuim", "jongeren", "GM1"), 53, VERSLAG)])
    gezegd = answer(tile_of(live, INDICATOREN["absoluut_verzuim"], "GM1", JAAR))
    tekst = f"{gezegd.begin}{gezegd.groot}{gezegd.rest} {gezegd.oordeel}"
    assert tekst == (
        "53 van de 8.834 jongeren stonden niet op een school: 6,0 per 1.000. Geen duidelijk verschil met de rest van "
        "de regio (5,2 tot 6,2)."
    )
    assert len(tekst.split()) <= MEESTE_WOORDEN
