"""The gemeente's own words as components: signed, dated, marked when invented, and no tag that is not in the list."""

from datetime import date

from components.frame.safe_html import from_safe_html
from components.pieces.gemeente_text import VERZONNEN, gemeente_text
from data.publication.figures import Gebied
from data.publication.toelichtingen import Toelichting
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer

HATTEM = Gebied("GM0244", "Hattem", "hattem", "gemeente", "MC10")


def written(voorbeeld: bool) -> str:
    tekst = Toelichting("A. Naam", "wethouder", date(2024, 1, 31), "<p>Goed <em>zo</em></p>", voorbeeld)
    component = gemeente_text(tekst, HATTEM, "Naar school")
    return Renderer(WRITERS).finish(component).html


def test_it_says_who_when_and_about_what() -> None:
    html = written(voorbeeld=False)
    assert "Toelichting van de gemeente Hattem bij ‘Naar school’" in html
    assert "A. Naam, wethouder, 31 januari 2024" in html and "<em>zo</em>" in html
    assert "VOORBEELD" not in html and VERZONNEN not in html


def test_an_example_is_no_word_of_the_gemeente() -> None:
    html = written(voorbeeld=True)
    assert "VOORBEELD" in html and VERZONNEN in html


def test_without_a_text_there_is_nothing() -> None:
    assert gemeente_text(None, HATTEM) is None


def test_an_unknown_tag_loses_itself_and_keeps_its_text() -> None:
    html = Renderer(WRITERS).finish(from_safe_html("<p>a<b>b</b><br>c</p>\n<ul><li>d</li></ul>")).html
    assert html == "<p>ab<br>c</p><ul><li>d</li></ul>"
