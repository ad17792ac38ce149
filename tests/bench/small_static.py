"""The yardstick: a small static page with the same five figures and two charts, written apart from ours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import brotli

from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.registry.indicators import STANDAARD, tegels

_STYLE = (
    "body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#1b2430;background:#f4f6f5}main{max-width:70rem;"
    "margin:auto;padding:1rem}ul{display:grid;gap:1rem;padding:0;list-style:none;grid-template-columns:repeat(auto-fit,minmax(14rem,"
    "1fr))}.tegel,figure{margin:0 0 1rem;padding:1rem;background:#fff;border:1px solid #d7dedb;border-radius:.5rem}"
    ".tegel strong{display:block;font-size:2rem;line-height:1.2}svg{width:100%;height:12rem}polyline{fill:none;"
    "stroke:#0a4a5e;stroke-width:3}rect{fill:#0a4a5e}"
)


def write_small(beeld: Beeld, gebied: Gebied, others: Sequence[Gebied], folder: Path) -> None:
    """Write the page of a gemeente as `klein-<slug>.html`, and compressed, with links to the same pages of others."""
    content = _page(beeld, gebied, others).encode()
    (folder / f"klein-{gebied.slug}.html").write_bytes(content)
    (folder / f"klein-{gebied.slug}.html.br").write_bytes(brotli.compress(content, quality=11))


def _page(beeld: Beeld, gebied: Gebied, others: Sequence[Gebied]) -> str:
    jaar = beeld.voorkeursjaar(gebied.code)
    tiles = []
    for ind in tegels():
        figure = beeld.keuze(ind, gebied.code, jaar)
        number = "geen cijfer" if figure.waarde is None else f"{figure.waarde:g}".replace(".", ",")
        tiles.append(f'<li class="tegel"><h2>{escape(ind.titel)}</h2><strong>{number}</strong><p>{jaar}</p></li>')
    links = "".join(f'<li><a href="/klein-{g.slug}.html">{escape(g.naam)}</a></li>' for g in others)
    return (
        f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(gebied.naam)}</title><style>{_STYLE}</style><main><h1>{escape(gebied.naam)}</h1>"
        f"<ul>{''.join(tiles)}</ul>{_line(beeld, gebied)}{_bars(beeld, (gebied, *others), jaar)}"
        f"<ul>{links}</ul></main></html>"
    )


def _line(beeld: Beeld, gebied: Gebied) -> str:
    values = [beeld.keuze(STANDAARD, gebied.code, jaar).waarde for jaar in beeld.schooljaren(gebied.code)]
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    low, high = min((v for _, v in known), default=0.0), max((v for _, v in known), default=1.0)
    points = " ".join(f"{i * 40},{90 - 80 * (v - low) / ((high - low) or 1):.0f}" for i, v in known)
    drawn = f'<svg viewBox="0 0 200 100"><polyline points="{points}"/></svg>'
    return f"<figure><figcaption>Door de jaren</figcaption>{drawn}</figure>"


def _bars(beeld: Beeld, places: Sequence[Gebied], jaar: str) -> str:
    values = [beeld.keuze(STANDAARD, place.code, jaar).waarde or 0.0 for place in places]
    high = max(values) or 1.0
    bars = "".join(
        f'<rect x="0" y="{i * 14}" width="{150 * value / high:.0f}" height="10"/>' for i, value in enumerate(values)
    )
    return f'<figure><figcaption>Naast elkaar</figcaption><svg viewBox="0 0 200 170">{bars}</svg></figure>'
