"""The list of pages: routes, content, menu, foot and sitemap follow from it, so none of them can miss a page."""

from __future__ import annotations

from dash import html

from app import create_app
from components.frame.shell import parts_of, shell
from data.views.pages import INGESLOTEN, PAGINA, PAGINAS
from data.views.themes import THEMAPAGINAS
from pages.routes import PADEN


def test_each_key_has_one_page_one_path_and_content() -> None:
    """A page without content, or a second one at a path, would be found by a visitor only."""
    create_app()
    from pages import views  # pages register themselves on an app that exists

    assert sorted(PAGINA) == sorted(views._SHOW)
    assert len(PAGINA) == len(PAGINAS) == len({pagina.pad for pagina in PAGINAS})
    assert set(THEMAPAGINAS) <= set(PAGINA)


def test_a_page_that_one_can_name_is_a_route_and_stands_in_the_foot() -> None:
    """Menu and foot are what `shell` draws, not what the list says of itself."""
    links = {part.href: part.children for part in parts_of(shell(html.Div())) if hasattr(part, "href")}
    for pagina in PAGINAS:
        assert (pagina.pad in PADEN) is not pagina.per_gemeente
        if pagina.naam and pagina.pad != "/":
            assert links[pagina.pad] == pagina.naam


def test_a_page_about_no_gebied_has_a_description() -> None:
    """What search engines show of it; pages about a gebied and the comparison make their own."""
    eigen = {"overzicht", "vergelijken", "gemeente", "jaarverslag", *INGESLOTEN, *THEMAPAGINAS}
    assert {pagina.sleutel for pagina in PAGINAS if not pagina.omschrijving} == eigen
