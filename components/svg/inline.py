"""A drawing that stands in the page itself: it takes its colours from the style sheet and grows with its box.

Along the width places are percentages, so that one drawing serves a phone and a desk; heights are pixels. Dash has no
component for it. Pages with such a drawing are whole as they come: nothing on them waits for Dash in the browser.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dash.development.base_component import Component

NAMESPACE = "leerrecht"


class InlineDrawing(Component):
    """An SVG element. markup: what stands in it; alt: what who does not see it hears, empty when words say it already.

    height: pixels. klasse: what it is, for the style sheet. width: pixels, else that of its box. viewbox: units of its
    own that it is drawn in, where both sides grow together. groep: the name of a drawing that holds links.
    """

    # What Dash reads from the class of a component.
    _children_props: list[str] = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = NAMESPACE
    _type = "InlineDrawing"
    _prop_names = ["markup", "height", "klasse", "alt", "width", "viewbox", "groep"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(
        self,
        markup: str,
        *,
        height: int | None,
        klasse: str,
        alt: str = "",
        width: int | None = None,
        viewbox: str = "",
        groep: str = "",
    ) -> None:
        super().__init__()
        # Given to Dash each would be looked up in a library by the name of our namespace, which there is none of.
        self.markup, self.height, self.klasse, self.alt = markup, height, klasse, alt
        self.width, self.viewbox, self.groep = width, viewbox, groep


class Sheet:
    """Shapes and words, one after another, as the markup of a drawing. Everything that is not ours is escaped here."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, naam: str, inhoud: str = "", /, **kenmerken: Any) -> None:
        """Add one element; `inhoud` is markup already. `class_` becomes `class`, `text_anchor` `text-anchor`."""
        tekst = "".join(
            f" {k.rstrip('_').replace('_', '-')}={quoteattr(_short(w))}" for k, w in kenmerken.items() if w is not None
        )
        self._parts.append(f"<{naam}{tekst}>{inhoud}</{naam}>" if inhoud else f"<{naam}{tekst}/>")

    def text(self, x: str, y: float, tekst: str, klasse: str = "", **anders: Any) -> None:
        """Add words with their baseline at y."""
        self.add("text", escape(tekst), x=x, y=y, class_=klasse or None, **anders)

    def line(self, x1: str, y1: float, x2: str, y2: float, klasse: str) -> None:
        """Add a straight line."""
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=klasse)

    def dot(self, x: str, y: float, straal: float, klasse: str, naam: str = "", van: str = "") -> None:
        """Add a point. naam: what it says to who points at it; van: whose it is, to find the same one elsewhere."""
        titel = f"<title>{escape(naam)}</title>" if naam else ""
        self.add("circle", titel, cx=x, cy=y, r=straal, class_=klasse, data_naam=van or None)

    @property
    def markup(self) -> str:
        """All of it."""
        return "".join(self._parts)


def percent(deel: float) -> str:
    """A place along the width, from a part (0-1)."""
    return f"{_short(round(100 * deel, 1))}%"


def _short(waarde: object) -> str:
    return f"{waarde:.1f}".rstrip("0").rstrip(".") if isinstance(waarde, float) else str(waarde)
