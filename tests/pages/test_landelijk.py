"""Where a national source was loaded it stands in a table of its own; where none was, not a word of it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from data.publication.landelijk import Landelijk
from data.publication.readmodel import Beeld
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer
from tests.data.publication.test_landelijk import ANDER, counts, figure

GEMEENTE = ("/gemeente/aadorp", {"schooljaar": "2021-2022"})
PAGINAS = (
    GEMEENTE,
    ("/doorstroompunt", {"gemeente": "aadorp", "schooljaar": "2021-2022"}),
    ("/vergelijken", {"gemeente": "aadorp", "indicator": "vsv"}),
)
Maak = Callable[[str, dict[str, str]], str]


@pytest.fixture
def maak(views: ModuleType, proef: Beeld) -> Maak:
    def make(pad: str, vraag: dict[str, str]) -> str:
        return Renderer(WRITERS).finish(views.view(pad, vraag).layout()).html

    return make


@pytest.fixture
def geladen(proef: Beeld, monkeypatch: pytest.MonkeyPatch) -> None:
    cijfers = [
        *counts("NL01", 1_000_000, 20_000),
        *counts("GM9001", 10_000, 300, voorlopig=True),
        *counts("Verweg", 8_000, 160),
        *counts("GM0009", 9_000, 90),
        figure("absoluut_verzuim_per_1000", "GM9001", 2.5, "2022", bron=ANDER),
        figure("absoluut_verzuim_per_1000", "NL01", 3.0, "2022", bron=ANDER, decimalen=0),
    ]
    monkeypatch.setattr(proef, "landelijk", Landelijk(cijfers))


@pytest.mark.parametrize(
    ("pad", "vraag"), [*PAGINAS, ("/verzuim", {"gemeente": "aadorp"}), ("/bronnenbrug", {}), ("/data", {})]
)
def test_nothing_is_said_of_what_was_not_loaded(maak: Maak, pad: str, vraag: dict[str, str]) -> None:
    html = maak(pad, vraag)
    assert "Naast Nederland" not in html and "Landelijke cijfers naast" not in html and "landelijk.csv" not in html


@pytest.mark.parametrize(("pad", "vraag"), PAGINAS)
def test_the_gemeente_stands_beside_country_and_same_size(
    maak: Maak, geladen: None, pad: str, vraag: dict[str, str]
) -> None:
    html = maak(pad, vraag)
    for tekst in (
        "Naast Nederland",
        "3,0%*",
        "2,0%",
        "1,5%",
        "2 andere gemeenten met 6.000 tot 12.000 leerlingen",
        "Verweg",
    ):
        assert tekst in html, tekst
    assert "Dat is bijna nooit toeval." in html and "300 van de 10.000 leerlingen" in html
    assert "Verzonnen tabel, Proefbureau. Opgehaald op 1 januari 2024." in html
    assert ("Bij ‘Niet op een school ingeschreven’ weten we niet" in html) == (pad == GEMEENTE[0])
    assert html.count("Waarom zijn deze cijfers anders?") == 1


def test_a_rate_without_counts_is_not_judged_and_keeps_its_year(maak: Maak, geladen: None) -> None:
    html = maak("/verzuim", {"gemeente": "aadorp", "schooljaar": "2021-2022"})
    assert ">2,5<" in html and "Per 1.000 leerlingen" in html
    assert (
        "Niet op een school ingeschreven, 2022 (Proefbureau 2)<" in html and "We maken er geen schooljaar van." in html
    )
    assert "Hier weten we niet of een verschil toeval is" in html and "Even grote gemeenten" not in html


def test_the_bridge_says_why_and_the_source_is_listed(maak: Maak, geladen: None) -> None:
    html = maak("/bronnenbrug", {})
    assert "Landelijke cijfers naast de eigen registratie" in html
    assert html.count("op 1 oktober niet meer op school stonden") == 1
    assert "Verzonnen tabel" in html and "landelijke bron" in html


def test_the_file_is_offered_where_there_is_one(maak: Maak, geladen: None) -> None:
    assert "/download/landelijk.csv" in maak("/data", {})


def test_the_own_figures_are_what_they_were(maak: Maak, proef: Beeld, monkeypatch: pytest.MonkeyPatch) -> None:
    voor = maak(*GEMEENTE)
    monkeypatch.setattr(proef, "landelijk", Landelijk(counts("NL01", 1_000_000, 20_000)))
    assert maak(*GEMEENTE) == voor  # the country alone is no yardstick for a gemeente of which nothing is known
