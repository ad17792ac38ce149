"""What the explanation says of tables that are not told per gemeente."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from components.explanation.told_elsewhere import told_elsewhere
from data.cells.tableplan import Niveau, Tafel
from data.cells.tafels import Tafels
from data.publication.figures import Gebied
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, geteld

REGIO = Gebied("R1", "Proefregio", "proefregio", "regio")
TAFELS = [Tafel(i.key, "totaal", e, n) for i in geteld() for e in i.teleenheden for n in ("gemeente", "regio")]
EEN = next(i for i in geteld() if set(i.teleenheden) == {WERKPROCESSEN, JONGEREN} and i.tegel is None)


def texts(steps: dict[Tafel, Stap]) -> str:
    beeld: Any = SimpleNamespace(tafels=Tafels({"R1": steps}), regios=lambda: (REGIO,))
    return " ".join(str(part.to_plotly_json()) for part in told_elsewhere(beeld))


def step(
    niveau: Niveau, stap: Stap, teleenheid: str = WERKPROCESSEN, uitsplitsing: str = "totaal"
) -> dict[Tafel, Stap]:
    return {Tafel(EEN.key, uitsplitsing, teleenheid, niveau): stap}


def test_nothing_is_said_when_everything_is_told_per_gemeente() -> None:
    assert not texts(dict.fromkeys(TAFELS, "jaar"))
    assert not texts({})


def test_where_a_table_is_told_instead_is_said_in_words() -> None:
    regio = step("regio", "jaar")
    assert "Alleen voor de hele regio: " in texts({**step("gemeente", "niet"), **regio})
    assert "Per gemeente over drie schooljaren samen: " in texts({**step("gemeente", "venster"), **regio})
    assert "Alleen voor de hele regio, over drie schooljaren samen: " in texts(
        {**step("gemeente", "niet"), **step("regio", "venster")}
    )
    assert "Nergens: " in texts({**step("gemeente", "niet"), **step("regio", "niet")})


def test_a_table_of_regions_alone_is_named_only_when_it_is_coarser() -> None:
    artikel = "artikel"
    assert not texts(step("regio", "jaar", uitsplitsing=artikel))
    gevouwen = texts(step("regio", "gevouwen", uitsplitsing=artikel))
    assert "Alleen voor de hele regio, met de zeldzame artikelen samen: " in gevouwen
    assert "naar artikel van de Leerplichtwet" in gevouwen


def test_the_table_is_named_with_what_it_counts() -> None:
    assert EEN.titel[1:] in texts({**step("gemeente", "niet"), **step("regio", "jaar")})
    assert "(jongeren)" in texts({**step("gemeente", "niet", JONGEREN), **step("regio", "jaar", JONGEREN)})
    assert INDICATOREN[EEN.key] is EEN
