"""The tile map: a square per gemeente, laid out as they lie: a link with its name, its figure and its verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.words.verdicts import TEKENS, Richting
from data.publication.figures import Gebied

_AFBREEKPUNT = "\N{SOFT HYPHEN}"
_TWEEDE_DEEL = re.compile(r"(\w{6,})(land|berg|dorp|horst|veen|broek|burg|stad)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vak:
    """What a map says of one gemeente: its figure as text (or why there is none: not bekend), and where it leads.

    richting: which way it clearly lies; None where that is not weighed. woorden: the same in words.
    """

    gebied: Gebied
    tekst: str
    url: str
    voorbeeld: bool = False
    bekend: bool = True
    richting: Richting | None = None
    woorden: str = ""


def tile_map(vakken: Sequence[Vak]) -> Component:
    """The squares in reading order; a class says where each stands, because styles in the page are not allowed."""
    op_kaart = [vak for vak in vakken if vak.gebied.tegel]
    kolommen = max((vak.gebied.tegel[1] for vak in op_kaart if vak.gebied.tegel), default=1)
    gesorteerd = sorted(op_kaart, key=lambda vak: vak.gebied.tegel or (0, 0))
    return html.Ul([_square(vak) for vak in gesorteerd], className=f"kaart kolommen-{kolommen}")


def _square(vak: Vak) -> Component:
    rij, kolom = vak.gebied.tegel or (1, 1)
    link = html.A(
        [
            html.Span(_breakable(vak.gebied.naam), className="kaart-naam"),
            html.Span(
                [vak.tekst, _sign(vak)] if vak.richting else vak.tekst,
                className="kaart-waarde" if vak.bekend else "kaart-zonder",
            ),
        ],
        href=vak.url,
        className=" ".join(filter(None, ["is-voorbeeld" if vak.voorbeeld else "", vak.richting])) or None,
        **attrs(data_naam=vak.gebied.naam),
    )
    return html.Li(link, className=f"rij-{rij} kolom-{kolom}")


def _sign(vak: Vak) -> Component:
    """The sign that says without colour what the colour says, and its words for who hears it."""
    teken = TEKENS[vak.richting] if vak.richting else ""
    return html.Span(
        [html.Span(teken, **attrs(aria_hidden="true")), html.Span(f" {vak.woorden}", className="alleen-voorlezen")],
        className="kaart-teken",
    )


def _breakable(naam: str) -> str:
    """A long name with a place where it may be broken, with a hyphen, so that it fits its square on a phone."""
    gevonden = _TWEEDE_DEEL.match(naam)
    return f"{gevonden[1]}{_AFBREEKPUNT}{gevonden[2]}" if gevonden else naam
