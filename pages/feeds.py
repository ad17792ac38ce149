"""/feeds/...: what is new, as Atom, for the site and for each gemeente: the log that /nieuw shows to people.

Nothing is kept of who reads it. A feed is silent where no figure that is shown became otherwise.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from xml.etree import ElementTree as ET

from flask import Flask, Response, abort

from components.frame.shell import NAAM
from components.pieces.news_list import news_text
from components.words.labels import place_name
from data.opendata.uitgever import publisher
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld, beeld
from data.views.news import Nieuws, news
from pages.downloads import file_response, open_to_all
from pages.routes import Route
from pages.server.well_known import base_url

_ATOM = "http://www.w3.org/2005/Atom"
SITE = "site"
# When there is no entry: a feed that is silent does not change either.
_NOG_NIETS = "2020-08-01T00:00:00Z"
_MEESTE = 200


def install(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule("/feeds/<naam>.atom", "feed", _feed)


def feed_path(gebied: Gebied | None = None) -> str:
    """Return the path of the feed of a gemeente, or of the site."""
    return f"/feeds/{gebied.slug if gebied else SITE}.atom"


def _feed(naam: str) -> Response:
    live = beeld()
    gebied = None if naam == SITE else next((g for g in live.gemeenten() if g.slug == naam), None)
    if naam != SITE and gebied is None:
        abort(404)
    inhoud = atom(live, gebied, base_url(), publisher().naam or NAAM)
    return open_to_all(file_response(inhoud, "application/atom+xml"))


@lru_cache(maxsize=64)
def atom(live: Beeld, gebied: Gebied | None, basis: str, uitgever: str) -> bytes:
    """Write the feed. uitgever: who publishes the figures."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "nl"})
    regels = [regel for regel in _lines(live) if gebied in (None, regel.gebied)][:_MEESTE]
    titel = f"Nieuwe cijfers over leerplicht in {place_name(gebied)}" if gebied else f"{NAAM}: nieuwe cijfers"
    pad = feed_path(gebied)
    _text(feed, "id", _identity(pad))
    _text(feed, "title", titel)
    _text(feed, "updated", _moment(regels[0].uitgave.sinds) if regels else _NOG_NIETS)
    _text(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", uitgever)
    _link(feed, "self", f"{basis}{pad}", "application/atom+xml")
    _link(feed, "alternate", f"{basis}{Route('gemeente', gebied).url if gebied else '/nieuw'}", "text/html")
    for regel in regels:
        _entry(feed, regel, basis)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="utf-8") + b"\n"


def _lines(live: Beeld) -> Iterator[Nieuws]:
    """The log, the newest first, without editions in which no figure that is shown became otherwise."""
    for _, regels in news(live):
        yield from (regel for regel in regels if regel.uitgave.vorige is None or regel.gewijzigd)


def _entry(feed: ET.Element, regel: Nieuws, basis: str) -> None:
    entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
    gebied, jaar = regel.gebied, regel.jaren[-1]
    moment = _moment(regel.uitgave.sinds)
    merk = "Voorbeeld (verzonnen): " if regel.voorbeeld else ""
    _text(entry, "id", _identity(gebied.code, *regel.jaren, str(regel.uitgave.nummer), moment))
    _text(entry, "title", f"{merk}{gebied.naam}, {news_text(regel).removesuffix('.')}")
    _text(entry, "updated", moment)
    _text(entry, "published", moment)
    _text(entry, "summary", f"{merk}{place_name(gebied)}: {news_text(regel)}")
    pagina = "gemeente" if gebied.soort == "gemeente" else "overzicht"
    _link(entry, "alternate", f"{basis}{Route(pagina, gebied, jaar).url}", "text/html")


def _identity(*delen: str) -> str:
    """Return a name that stays the same over restarts, addresses and publications put back."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "|".join(("leerrecht-in-beeld", *delen))).urn


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _text(waar: ET.Element, naam: str, tekst: str) -> None:
    ET.SubElement(waar, f"{{{_ATOM}}}{naam}").text = tekst


def _link(waar: ET.Element, rel: str, adres: str, soort: str) -> None:
    ET.SubElement(waar, f"{{{_ATOM}}}link", {"rel": rel, "href": adres, "type": soort})
