"""What is new is told from the editions of a publication: which came when, and how much of what is shown changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from components.pieces.news_list import news_list, news_text
from data.publication.figures import Uitgave
from data.views.news import news
from tests.components.reading import text_of, walk
from tests.data.klein_beeld import LEVERING, VOORBEELD, beeld, cel, cijfer

TOEN, LATER = datetime(2025, 3, 1, 9), datetime(2025, 10, 1, 9)  # noqa: DTZ001 - as the publication keeps them


def edition(nummer: int, gewijzigd: int = 0) -> Uitgave:
    vorige = TOEN if nummer > 1 else None
    return Uitgave(nummer, LATER if nummer > 1 else TOEN, vorige, gewijzigd, voorbij=True)


def test_schooljaren_of_one_edition_stand_together_and_the_last_day_comes_first() -> None:
    rijen = [cijfer(cel("afgehandeld", "jongeren", "GM1", jaar), 40.0, LEVERING) for jaar in ("2022-2023", "2023-2024")]
    live = beeld({"GM1": "R", "GM2": "R"}, rijen)
    uitgaven = {("GM1", "2022-2023"): edition(2, 3), ("GM1", "2023-2024"): edition(1), ("GM2", "2023-2024"): edition(1)}
    live.publicatie = replace(live.publicatie, uitgaven=uitgaven)
    dagen = news(live)
    assert [dag for dag, _ in dagen] == [LATER.date(), TOEN.date()]
    assert news_text(dagen[0][1][0]) == "2022-2023, definitieve cijfers: 3 cijfers zijn anders dan op 1 maart 2025."
    assert [nieuws.gebied.code for nieuws in dagen[1][1]] == ["GM1", "GM2"]
    assert news_text(dagen[1][1][0]) == "2023-2024, voor het eerst."


def test_what_all_of_a_region_have_is_one_line_and_who_differs_has_his_own() -> None:
    codes = {"GM1": "R", "GM2": "R", "GM3": "R"}
    rijen = [cijfer(cel("afgehandeld", "jongeren", code, "2023-2024"), 40.0, LEVERING) for code in (*codes, "R")]
    live = beeld(codes, rijen)

    def lines(**anders: Uitgave) -> list[str]:
        uitgaven = {(code, "2023-2024"): anders.get(code, edition(1)) for code in (*codes, "R")}
        live.publicatie = replace(live.publicatie, uitgaven=uitgaven)
        lijst = news_list(news(live)[0][1], lambda gebied, jaar: f"/{gebied.slug}/{jaar}")
        return [" ".join(text_of(li).split()) for li in walk(lijst) if type(li).__name__ == "Li"]

    assert lines() == ["Regio R en alle 3 gemeenten: 2023-2024, voor het eerst."]
    gewijzigd = {"GM1": edition(2, 3), "GM2": edition(2), "GM3": edition(2), "R": edition(2, 3)}
    assert lines(**gewijzigd) == [
        "Regio R en Plaats GM1 : 2023-2024, definitieve cijfers: 3 cijfers zijn anders dan op 1 maart 2025.",
        "Plaats GM2 en Plaats GM3 : 2023-2024, definitieve cijfers: geen cijfer is anders dan op 1 maart 2025.",
    ]


def test_an_edition_that_shows_nothing_otherwise_says_so_and_an_example_is_marked() -> None:
    rijen = [cijfer(cel("afgehandeld", "jongeren", "GM1", "2022-2023"), None, VOORBEELD, "onderdrukt")]
    live = beeld({"GM1": "R"}, rijen)
    live.publicatie = replace(live.publicatie, uitgaven={("GM1", "2022-2023"): edition(2)})
    tekst = text_of(news_list(news(live)[0][1], lambda gebied, jaar: f"/{gebied.slug}/{jaar}"))
    assert "geen cijfer is anders dan op 1 maart 2025" in tekst and "VOORBEELD" in tekst
    assert "afgeschermd" not in tekst
