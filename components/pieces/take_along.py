"""Taking a chart or table along: as a picture, as rows, and as a link to exactly this view."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs


def take_along(
    titel: str, *, csv: str, svg: str = "", xlsx: str = "", permalink: str = "", kader: str = ""
) -> Component:
    """The links.

    csv, svg, xlsx: where the files are; permalink: the URL of this view; kader: where the code of a frame is.

    A picture of points (PNG) is made of the SVG in the browser, by assets/meenemen.js; without scripts there is none.
    """
    links = [_link("SVG (plaatje)", svg), _link("PNG (plaatje)", svg, png=True)] if svg else []
    links.append(_link("CSV (cijfers)", csv))
    links += [_link("XLSX (rekenblad)", xlsx)] if xlsx else []
    if permalink:
        links.append(html.A("Link naar dit beeld", href=permalink, **attrs(data_permalink="ja")))
    if kader:
        links.append(html.A("Insluiten op uw eigen site", href=kader))
    items = [html.Li(link, className="alleen-script" if _needs_script(link) else None) for link in links]
    naam = f"Downloaden en delen: {titel}"
    inhoud = [html.P("Downloaden en delen"), html.Ul(items)]
    return html.Div(inhoud, role="group", className="meenemen alleen-scherm", **attrs(aria_label=naam))


def _link(tekst: str, url: str, *, png: bool = False) -> Component:
    extra = attrs(data_png="ja") if png else {}
    return html.A(tekst, href=url, download="", **extra)


def _needs_script(link: Component) -> bool:
    return "data-png" in link.to_plotly_json()["props"]
