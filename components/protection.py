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
# What the proof counts, in the words of the page. A count we have no words for stays out of sight.
_TELLINGEN: Mapping[str, str] = {
    "cellen": "cijfers nagerekend",
    "onveilig": "daarvan te klein om te tonen",
    "aanvullend": "extra afgeschermd, zodat niets uit te rekenen is",
    "onderdrukt": "in totaal afgeschermd",
    "smalste_interval": "zo breed is de kleinste marge waarin een afgeschermd cijfer kan liggen",
    "seconden": "seconden duurde de controle",
}


def protection(bewijs: Mapping[str, object]) -> list[Component]:
    """The explanation in plain words and, when a proof came along, its outcome."""
    rijen = [
        html.Li([html.Strong(_number(bewijs[sleutel])), f" {tekst}"])
        for sleutel, tekst in _TELLINGEN.items()
        if isinstance(bewijs.get(sleutel), int | float)
    ]
    uitkomst = [html.P("De controle van deze publicatie:"), html.Ul(rijen)] if rijen else []
    return [*(html.P(alinea) for alinea in _UITLEG), *uitkomst]


def _number(waarde: object) -> str:
    getal = float(str(waarde))
    return format_count(getal) if getal.is_integer() else format_decimal(getal)
