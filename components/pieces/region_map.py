"""The gemeenten of a region as they lie: each a link, with its rate and the sign of its verdict.

Where boundaries were imported (`python -m etl grenzen`); else the page lays squares (`tile_map`). Each link says in
words what is drawn: who cannot see or point at a map misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dash import html
from dash.development.base_component import Component

from components.svg.inline import InlineDrawing, Sheet
from components.words.side_by_side_words import count_text, value_text, why_not
from components.words.verdicts import TEKENS, direction, row_words
from data.publication.grenzen import BREED, Grenzen, Streekkaart, Vlak
from data.views.side_by_side import Naast, Plaats

_RAND = 6
"""Room around the outermost border, for its line."""
_REGEL = 34
"""How far lines of words are apart, in units of the map."""
_LETTERBREEDTE = 14
"""How wide a letter of a name is; a name that is wider than its gemeente stands in the rows only."""


def region_map(grenzen: Grenzen, kaart: Streekkaart, naast: Naast, links: Mapping[str, str]) -> Component:
    """The map with where its borders come from. links: the page of each gemeente, by code."""
    vlakken, woorden = Sheet(), Sheet()
    # Who is drawn later lies on top: the own one last, so that its border is whole.
    for rij in sorted(naast.rijen, key=lambda rij: rij.gebied.code == naast.sleutel.gebied):
        vlak = kaart.vlakken[rij.gebied.code]
        _surface(vlakken, vlak, naast, rij, links.get(rij.gebied.code))
        _words(woorden, vlak, naast, rij)
    # The links say it all already; drawn last, no border runs through a number.
    vlakken.add("g", woorden.markup, aria_hidden="true")
    tekening = InlineDrawing(
        vlakken.markup,
        height=None,
        klasse="streekkaart",
        viewbox=f"{-_RAND} {-_RAND} {BREED + 2 * _RAND} {kaart.hoog + 2 * _RAND}",
        groep="Kaart van de gemeenten",
    )
    maat = "Getallen per 1.000. " if naast.maat == "per_1000" else ""
    herkomst = f"{maat}Grenzen: {grenzen.bron} ({grenzen.licentie})."
    return html.Figure([tekening, html.Figcaption(herkomst, className="zacht klein")], className="streekkaart-kader")


def _surface(blad: Sheet, vlak: Vlak, naast: Naast, rij: Plaats, url: str | None) -> None:
    """One gemeente, in the colour of its verdict: a link that says its number and verdict."""
    eigen = rij.gebied.code == naast.sleutel.gebied
    getal = "" if rij.waarde is None else f"{_value(naast, rij)} {_UNITS[naast.maat]}".rstrip()
    zin = f"{rij.gebied.naam}: {', '.join(filter(None, [getal or why_not(rij), row_words(rij.plek)]))}"
    # What was not tested has no colour: that of "no clear difference" would be a verdict.
    soort = direction(rij.plek) if rij.plek else "ongetoetst" if getal else "onbekend"
    inhoud = Sheet()
    inhoud.add("title", escape(zin))
    inhoud.add("path", d=vlak.pad, class_=f"vlak {soort}{' eigen' if eigen else ''}")
    heen = url if url and not eigen else None
    blad.add("a" if heen else "g", inhoud.markup, href=heen, aria_label=zin)


def _words(blad: Sheet, vlak: Vlak, naast: Naast, rij: Plaats) -> None:
    """Its number, with the sign where it differs; its name where there is room for it, and on a wide screen only."""
    richting = direction(rij.plek)
    teken = "" if richting == "gelijk" else f"{TEKENS[richting]} "
    past = len(rij.gebied.naam) * _LETTERBREEDTE < 2.4 * vlak.straal
    midden = vlak.y + _REGEL // 3
    if past:
        blad.text(str(vlak.x), midden - _REGEL // 2, rij.gebied.naam, "kaartnaam")
    getal = "–" if rij.waarde is None else f"{teken}{_value(naast, rij)}"
    blad.text(str(vlak.x), midden, getal, f"kaartgetal {richting}{' met-naam' if past else ''}")


_UNITS = {"per_1000": "per 1.000", "procent": "", "aantal": ""}


def _value(naast: Naast, rij: Plaats) -> str:
    if naast.maat == "aantal":
        return count_text(rij.telling)
    return value_text(rij.waarde or 0.0, naast.maat, naast.decimalen)
