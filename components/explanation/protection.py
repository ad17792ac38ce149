"""How small counts are protected, with the numbers of the proof that came with this publication."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.words.notation import format_count

_UITLEG = (
    (
        "Wat tonen we niet?",
        "Soms gaat een cijfer over heel weinig jongeren. Dan kan iemand herkend worden. Zo’n cijfer tonen we niet. Er "
        "staat dan ‘afgeschermd’. Dat doen we bij een aantal van 1 tot en met 4. En we doen het als iedereen in een "
        "kleine groep hetzelfde heeft. Want dan weet u iets van elke jongere in die groep.",
    ),
    (
        "Waarom is soms ook een groter cijfer afgeschermd?",
        "Niemand mag een afgeschermd cijfer kunnen uitrekenen. Bijvoorbeeld door van het totaal alle andere cijfers af "
        "te trekken. Daarom schermen we dan nog een cijfer af. Aan het woord ‘afgeschermd’ ziet u dus niet of een "
        "cijfer klein is.",
    ),
)
_VERSLAGEN = (
    "En als een jaarverslag een klein cijfer noemt?",
    "Dan is dat cijfer al openbaar. Wij kunnen het niet meer verbergen. We tonen het als cijfer van dat verslag.",
)
_GENOEG = "Hoe weten we dat het genoeg is?"
_BEWEZEN = (
    "Bij elke publicatie verzint een programma andere lijsten met zaken. Elke lijst had de echte kunnen zijn. Wij "
    "tellen die lijsten. Er komen dan precies de cijfers uit die op deze site staan. Maar elk afgeschermd cijfer is in "
    "de ene lijst minstens 5 hoger dan in een andere. Zo kan niemand zien hoe hoog het echt is. Lukt dat niet? Dan "
    "tonen we minder."
)
_AANGEVALLEN = (
    "Bij elke publicatie probeert een apart programma de afgeschermde cijfers te achterhalen. Het kent alle cijfers op "
    "deze site, onze regels en de jaarverslagen. Komt het te dichtbij? Dan gaat de publicatie niet door."
)
# What may be told of the proof. Never how many figures are small: where few are hidden, that says which ones are.
_TELLINGEN: tuple[tuple[str, str, str], ...] = (
    ("afscherming", "cellen", "cijfers zijn nagekeken"),
    ("afscherming", "onderdrukt", "cijfers zijn afgeschermd"),
    ("controle", "schendingen", "keer kon het programma een afgeschermd cijfer te precies achterhalen"),
)


CONTROLE = "De controle van deze publicatie"


def protection(bewijs: Mapping[str, object]) -> list[Component]:
    """The explanation in plain words and, when a proof came along, its outcome."""
    rijen = [html.Li([html.Strong(aantal), f" {tekst}"]) for aantal, tekst in outcome_of(bewijs)]
    uitkomst = [html.H3(CONTROLE), html.Ul(rijen)] if rijen else []
    uitleg = [part for vraag, antwoord in questions_of(bewijs) for part in (html.H3(vraag), html.P(antwoord))]
    return [*uitleg, *uitkomst]


def questions_of(bewijs: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Each question about what is not shown, with its answer."""
    # A publication of before was attacked, and had no worlds to prove it.
    genoeg = (_GENOEG, f"{_BEWEZEN} {_AANGEVALLEN}" if "werelden" in bewijs else _AANGEVALLEN)
    return (*_UITLEG, genoeg, _VERSLAGEN)


def outcome_of(bewijs: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What the proof of this publication counted: each number with what it is; empty without a proof."""
    gevonden = [(_find(bewijs, deel, naam), tekst) for deel, naam, tekst in _TELLINGEN]
    return tuple((format_count(waarde), tekst) for waarde, tekst in gevonden if waarde is not None)


def _find(bewijs: Mapping[str, object], deel: str, naam: str) -> int | None:
    """A count from the proof; None when this publication's proof does not tell it."""
    onderdeel = bewijs.get(deel)
    waarde = onderdeel.get(naam) if isinstance(onderdeel, Mapping) else None
    return waarde if isinstance(waarde, int) else None
