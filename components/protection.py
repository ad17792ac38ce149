"""How small counts are protected, with the numbers of the proof that came with this publication."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.notation import format_count, format_decimal

_UITLEG = (
    "Soms gaat een cijfer over heel weinig jongeren. Dan zou iemand herkend kunnen worden. Zulke cijfers tonen we niet:"
    " er staat ‘afgeschermd’. Dat geldt voor een aantal van 1 tot en met 4, en ook als iedereen uit een kleine groep "
    "hetzelfde kenmerk heeft.",
    "Een afgeschermd cijfer mag ook niet uit te rekenen zijn uit andere cijfers, zoals een totaal min de rest. Daarom "
    "schermen we soms nog een ander, groter cijfer af. Aan het woord ‘afgeschermd’ ziet u dus niet hoe groot het is.",
    "Voor elke publicatie rekent een apart programma na of er toch iets te achterhalen is. Lukt dat, dan gaat de "
    "publicatie niet door. Een cijfer dat een jaarverslag zelf al noemde, tonen we als cijfer van dat verslag.",
)
# What the proof counts, in the words of the page: part of the proof, name in it, words.
_TELLINGEN: tuple[tuple[str, str, str], ...] = (
    ("afscherming", "cellen", "cijfers zijn nagekeken"),
    ("afscherming", "primair", "daarvan waren te klein om te tonen"),
    ("afscherming", "secundair", "zijn ook afgeschermd, zodat niets uit te rekenen is"),
    ("controle", "schendingen", "keer kon het controleprogramma een afgeschermd cijfer te precies herleiden"),
    ("controle", "seconden", "seconden rekende het controleprogramma"),
)


def protection(bewijs: Mapping[str, object]) -> list[Component]:
    """The explanation in plain words and, when a proof came along, its outcome."""
    gevonden = [(_find(bewijs, deel, naam), tekst) for deel, naam, tekst in _TELLINGEN]
    rijen = [html.Li([html.Strong(_number(waarde)), f" {tekst}"]) for waarde, tekst in gevonden if waarde is not None]
    uitkomst = [html.P("De controle van deze publicatie:"), html.Ul(rijen)] if rijen else []
    return [*(html.P(alinea) for alinea in _UITLEG), *uitkomst]


def _find(bewijs: Mapping[str, object], deel: str, naam: str) -> float | None:
    """A number from the proof; None when this publication's proof does not tell it."""
    onderdeel = bewijs.get(deel)
    waarde = onderdeel.get(naam) if isinstance(onderdeel, Mapping) else None
    return float(waarde) if isinstance(waarde, int | float) else None


def _number(getal: float) -> str:
    return format_count(getal) if getal.is_integer() else format_decimal(getal)
