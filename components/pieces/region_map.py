"""The gemeenten of a region as they lie: each a link, with its figure and the sign of its verdict.

Where boundaries were imported (`python -m etl grenzen`); else squares are laid (`tile_map`). Each link says in words
what is drawn: who cannot see or point at a map misses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dash import html
from dash.development.base_component import Component

from components.pieces.tile_map import Vak
from components.svg.inline import InlineDrawing, Sheet
from components.words.verdicts import TEKENS
from data.publication.grenzen import BREED, Grenzen, Streekkaart, Vlak

_RAND = 6
"""Room around the outermost border, for its line."""
_REGEL = 34
"""How far lines of words are apart, in units of the map."""
_LETTERBREEDTE = 14
"""How wide a letter of a name is; a name that is wider than its gemeente stands in the rows only."""


def region_map(grenzen: Grenzen, kaart: Streekkaart, vakken: Sequence[Vak], eenheid: str) -> Component:
    """The map with where its borders come from. eenheid: what the figures are, as `per 1.000`; empty for a number."""
    vlakken, woorden = Sheet(), Sheet()
    for vak in vakken:
        vlak = kaart.vlakken[vak.gebied.code]
        _surface(vlakken, vlak, vak, eenheid)
        _words(woorden, vlak, vak)
    # The links say it all already; drawn last, no border runs through a number.
    vlakken.add("g", woorden.markup, aria_hidden="true")
    tekening = InlineDrawing(
        vlakken.markup,
        height=None,
        klasse="streekkaart",
        viewbox=f"{-_RAND} {-_RAND} {BREED + 2 * _RAND} {kaart.hoog + 2 * _RAND}",
        groep="Kaart van de gemeenten",
    )
    maat = f"Getallen {eenheid}. " if eenheid else ""
    herkomst = f"{maat}Grenzen: {grenzen.bron} ({grenzen.licentie})."
    return html.Figure([tekening, html.Figcaption(herkomst, className="zacht klein")], className="streekkaart-kader")


def _surface(blad: Sheet, vlak: Vlak, vak: Vak, eenheid: str) -> None:
    """One gemeente, in the colour of its verdict: a link that says its figure and verdict."""
    getal = f"{vak.tekst} {eenheid}".rstrip() if vak.bekend else vak.tekst or "geen cijfer"
    zin = f"{vak.gebied.naam}: {', '.join(filter(None, [getal, vak.woorden]))}"
    # What was not tested has no colour: that of "no clear difference" would be a verdict.
    soort = vak.richting or ("ongetoetst" if vak.bekend else "onbekend")
    inhoud = Sheet()
    inhoud.add("title", escape(zin))
    inhoud.add("path", d=vlak.pad, class_=f"vlak {soort}")
    blad.add("a", inhoud.markup, href=vak.url, aria_label=zin, data_naam=vak.gebied.naam)


def _words(blad: Sheet, vlak: Vlak, vak: Vak) -> None:
    """Its figure, with the sign where it differs; its name where there is room for it, and on a wide screen only."""
    richting = vak.richting or "gelijk"
    teken = "" if richting == "gelijk" else f"{TEKENS[richting]} "
    past = len(vak.gebied.naam) * _LETTERBREEDTE < 2.4 * vlak.straal
    midden = vlak.y + _REGEL // 3
    if past:
        blad.text(str(vlak.x), midden - _REGEL // 2, vak.gebied.naam, "kaartnaam")
    getal = f"{teken}{vak.tekst}" if vak.bekend else "–"
    blad.text(str(vlak.x), midden, getal, f"kaartgetal {richting}{' met-naam' if past else ''}")
