"""The gemeenten of a region as rows, each a link: name, interval, number and verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.pieces.tile_strip import region_line
from components.svg.interval_line import Rijas, axis_head, interval_line, row_axis
from components.words.beside_words import beside_value
from components.words.list_words import change_text
from components.words.side_by_side_words import shown_value, value_text, why_not
from components.words.verdicts import GEEN_VERSCHIL, TEKENS, direction, row_words
from data.statistics.statistics import Interval
from data.views.beside import Ernaast
from data.views.side_by_side import Naast, Plaats

ELDERS = "Uit een andere regio. We toetsen dit verschil hier niet."


def place_rows(naast: Naast, links: Mapping[str, str], ernaast: Sequence[Ernaast] = ()) -> Component:
    """The rows, those without a figure last. links: the page of each gemeente, by code.

    ernaast: who was put beside; those of another region stand under the rows, because they are no part of what was
    tested.
    """
    elders = [ander for ander in ernaast if not ander.in_regio]
    as_ = _axis(naast, [ander.plaats for ander in elders])
    lijn = region_line(naast)
    naam = f"{lijn[0]} {value_text(lijn[1], naast.maat, naast.decimalen)}" if lijn else ""
    kop = html.Div(
        [html.Span(), axis_head(as_, naam, "%" if naast.maat == "procent" else ""), html.Span(_unit(naast))],
        className="rijkop",
        **attrs(aria_hidden="true"),
    )
    gemerkt = {ander.gebied.code for ander in ernaast}
    rijen = [
        html.Li(_row(naast, as_, rij, links), className="ernaast" if rij.gebied.code in gemerkt else None)
        for rij in naast.opgesteld
    ]
    return html.Div(
        [
            kop if naast.geordend else None,
            html.Ol(rijen, className="rijen"),
            *([html.P(ELDERS, className="klein zacht"), _elsewhere(naast, as_, elders, links)] if elders else []),
        ],
        className="plaatsrijen",
    )


def _elsewhere(naast: Naast, as_: Rijas, elders: Sequence[Ernaast], links: Mapping[str, str]) -> Component:
    rijen = [_row(naast, as_, ander.plaats, links, beside_value(naast, ander)) for ander in elders]
    return html.Ul([html.Li(rij, className="ernaast") for rij in rijen], className="rijen")


def verdict_key(naast: Naast) -> Component | None:
    """What the signs stand for; nothing where none is given."""
    if not any(rij.plek for rij in naast.rijen):
        return None
    woorden = {"hoger": "hoger", "gelijk": GEEN_VERSCHIL, "lager": "lager"}
    regels = [
        html.Li([html.Span(TEKENS[r], className=f"teken {r}"), woord])  # type: ignore[index]
        for r, woord in woorden.items()
    ]
    return html.Ul(regels, className="legenda", **attrs(aria_label="De tekens"))


def _axis(naast: Naast, elders: Sequence[Plaats]) -> Rijas:
    alle = [*naast.geordend, *(plaats for plaats in elders if plaats.waarde is not None)]
    waarden = [rij.waarde for rij in alle if rij.waarde is not None]
    lijn = region_line(naast)
    return row_axis(
        waarden,
        [_interval(rij) for rij in alle],
        lijn[1] if lijn else None,
        procent=naast.maat == "procent",
    )


def _unit(naast: Naast) -> str:
    return {"per_1000": "per 1.000", "procent": "", "aantal": "aantal"}[naast.maat]


def _interval(rij: Plaats) -> Interval | None:
    return rij.interval if rij.telling.personen else None


def _row(naast: Naast, as_: Rijas, rij: Plaats, links: Mapping[str, str], zonder: str = "") -> Component:
    eigen, richting = rij.gebied.code == naast.sleutel.gebied, direction(rij.plek)
    soort = "eigen" if eigen else richting
    if rij.waarde is None:
        waarde, oordeel = html.Span(zonder or why_not(rij), className="zonder"), None
    else:
        waarde = html.Span([shown_value(naast, rij), _change(naast, rij)], className="getal")
        oordeel = _verdict(rij)
    delen = [
        html.Span(rij.gebied.naam, className="naam"),
        interval_line(as_, rij.waarde, _interval(rij), soort),
        waarde,
        oordeel,
    ]
    if eigen or rij.gebied.code not in links:
        return html.Div(delen, className="rij eigen" if eigen else "rij", **attrs(data_naam=rij.gebied.naam))
    return html.A(delen, href=links[rij.gebied.code], className="rij", **attrs(data_naam=rij.gebied.naam))


def _change(naast: Naast, rij: Plaats) -> Component | None:
    """The difference with the year before, where the rows stand in order of it."""
    verschil = dict(naast.verschillen).get(rij.gebied.code)
    return None if verschil is None else html.Small(f" {change_text(naast, verschil)}")


def _verdict(rij: Plaats) -> Component | None:
    """The sign, and its words: in sight where there is room, read out everywhere."""
    if rij.plek is None:
        return None
    richting, woorden = direction(rij.plek), row_words(rij.plek)
    return html.Span(
        [
            html.Span(TEKENS[richting], className=f"teken {richting}", **attrs(aria_hidden="true")),
            html.Span(woorden, className="alleen-voorlezen" if woorden == GEEN_VERSCHIL else "woorden"),
        ],
        className="rijoordeel",
    )
