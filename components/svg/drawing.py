"""A small writer of SVG: shapes and text by role, on a sheet of a given width. Values in, text out.

Roles get their colour as an attribute, good on white paper; the style inside the picture replaces them on a dark
screen, because a picture cannot see the style sheet of the page around it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

# The same roles and colours as assets/huisstijl.css: on white and on dark. Each has 3:1 on its ground, text 4.5:1.
KLEUREN = {
    "inkt": ("#1b2530", "#e8edf0"),
    "zacht": ("#4b5864", "#aab6bf"),
    "eigen": ("#0a4a5e", "#a5e6f7"),
    "rest": ("#76828d", "#8b97a1"),
    "raster": ("#e2e7e4", "#2a343b"),
    "rand": ("#76828d", "#76848e"),
    "band": ("#edf1ee", "#1e272e"),
    "vlak": ("#ffffff", "#151c22"),
}
LETTER = 13
# How wide a letter is on average, as a part of its height: to wrap text without measuring it.
_LETTERBREEDTE = 0.54
_LETTERBREEDTE_VET = 0.66
_FAMILIE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


def _dark_style() -> str:
    regels = "".join(f".{rol}{{fill:{donker}}}.lijn-{rol}{{stroke:{donker}}}" for rol, (_, donker) in KLEUREN.items())
    return f"<style>@media (prefers-color-scheme:dark){{{regels}}}</style>"


@dataclass
class Tekening:
    """A sheet that is drawn on. breed, hoog: in CSS pixels; hoog may grow while drawing."""

    breed: float
    hoog: float = 0.0
    delen: list[str] = field(default_factory=list)

    def element(self, naam: str, inhoud: str = "", /, **kenmerken: Any) -> None:
        """Add one element; `inhoud` is XML already. `stroke_width=2` is written as `stroke-width="2"`."""
        tekst = "".join(
            f" {k.rstrip('_').replace('_', '-')}={quoteattr(_short(w))}" for k, w in kenmerken.items() if w is not None
        )
        self.delen.append(f"<{naam}{tekst}>{inhoud}</{naam}>" if inhoud else f"<{naam}{tekst}/>")

    def text(
        self, x: float, y: float, tekst: str, *, rol: str = "inkt", vet: bool = False, rand: bool = False, **anders: Any
    ) -> None:
        """A line of text with its baseline at y. rand: with an edge of paper, so that no line runs through it."""
        vaste: dict[str, Any] = {"class_": rol, "fill": KLEUREN[rol][0], "font_weight": "700" if vet else None}
        if rand:
            vaste |= stroke("vlak", 4) | {"class_": f"{rol} lijn-vlak", "paint_order": "stroke"}
        self.element("text", escape(tekst), x=x, y=y, **vaste, **anders)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, rol: str, dik: float = 1, streep: str = "") -> None:
        """A straight line."""
        self.element("line", x1=x1, y1=y1, x2=x2, y2=y2, **stroke(rol, dik, streep))

    def path(self, punten: list[tuple[float, float]], *, rol: str, dik: float = 2, streep: str = "") -> None:
        """A line through points."""
        d = "".join(f"{'L' if i else 'M'}{_short(x)} {_short(y)}" for i, (x, y) in enumerate(punten))
        self.element("path", d=d, fill="none", **stroke(rol, dik, streep))

    def dot(self, x: float, y: float, *, rol: str, straal: float = 5, open_: bool = False) -> None:
        """A point; an open one has only its edge in the colour of its role."""
        binnen = "vlak" if open_ else rol
        klassen = f"{binnen} lijn-{rol}"
        rand = stroke(rol, 2) | {"class_": klassen}
        self.element("circle", cx=x, cy=y, r=straal, fill=KLEUREN[binnen][0], **rand)

    def paragraph(self, x: float, y: float, tekst: str, breed: float, **anders: Any) -> float:
        """Text over as many lines as it needs; gives the baseline after the last."""
        letter = float(str(anders.get("font_size", LETTER)))
        per_letter = letter * (_LETTERBREEDTE_VET if anders.get("vet") else _LETTERBREEDTE)
        for regel in textwrap.wrap(tekst, max(10, int(breed / per_letter))):
            self.text(x, y, regel, **anders)
            y += letter * 1.4
        return y

    def place(self, ander: Tekening, x: float, y: float) -> None:
        """Another drawing, put on this sheet."""
        self.delen.append(f'<g transform="translate({_short(x)} {_short(y)})">{"".join(ander.delen)}</g>')

    def svg(self, naam: str, *, donker: bool = True, familie: str = _FAMILIE) -> str:
        """The whole picture. naam: what it shows, for who hears it. donker: also drawn for a dark screen.

        familie: the letters, where those of the reader's machine do not count.
        """
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_short(self.breed)} {_short(self.hoog)}" '
            f'width="{_short(self.breed)}" height="{_short(self.hoog)}" font-family="{familie}" '
            f'font-size="{LETTER}" role="img"><title>{escape(naam)}</title>{_dark_style() if donker else ""}'
            f"{''.join(self.delen)}</svg>"
        )


def stroke(rol: str, dik: float, streep: str = "") -> dict[str, Any]:
    """The attributes of a line in the colour of its role."""
    return {
        "class_": f"lijn-{rol}",
        "stroke": KLEUREN[rol][0],
        "stroke_width": dik,
        "stroke_dasharray": streep or None,
        "stroke_linecap": "butt" if streep else "round",
    }


def data_uri(svg: str) -> str:
    """A picture as the address of an image."""
    return f"data:image/svg+xml,{quote(svg, safe=_LEESBAAR)}"


# No blank and no comma: in a srcset those end an address.
_LEESBAAR = "=:/;.()!*'@?-_~"


def text_width(tekst: str, letter: float = LETTER) -> float:
    """About how wide a text is."""
    return len(tekst) * letter * _LETTERBREEDTE


def _short(waarde: object) -> str:
    return f"{waarde:.1f}".rstrip("0").rstrip(".") if isinstance(waarde, float) else str(waarde)
