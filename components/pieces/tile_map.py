"""The tile map: one square per gemeente, laid out as they lie, each a link with its name and figure in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data.publication.figures import Gebied

_AFBREEKPUNT = "\N{SOFT HYPHEN}"
_TWEEDE_DEEL = re.compile(r"(\w{6,})(land|berg|dorp|horst|veen|broek|burg|stad)$")


@dataclass(frozen=True, slots=True)
class Vak:
    """One square: the gemeente, its figure as text (or why there is none: not bekend), and where it leads."""

    gebied: Gebied
    tekst: str
    url: str
    voorbeeld: bool = False
    bekend: bool = True


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
            html.Span(vak.tekst, className="kaart-waarde" if vak.bekend else "kaart-zonder"),
        ],
        href=vak.url,
        className="is-voorbeeld" if vak.voorbeeld else None,
    )
    return html.Li(link, className=f"rij-{rij} kolom-{kolom}")


def _breakable(naam: str) -> str:
    """A long name with a place where it may be broken, with a hyphen, so that it fits its square on a phone."""
    gevonden = _TWEEDE_DEEL.match(naam)
    return f"{gevonden[1]}{_AFBREEKPUNT}{gevonden[2]}" if gevonden else naam
