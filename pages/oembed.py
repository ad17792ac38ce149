"""/oembed: the frame of a page that may stand in one, for sites that ask by its address; and the script for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from flask import Flask, Response, abort, json, request

from components.frame.shell import NAAM
from components.words.labels import place_name
from data.publication.readmodel import beeld
from data.views.pages import INGESLOTEN
from pages.downloads import file_response, open_to_all
from pages.insluiten import HOOGTE, frame_code, whole_of
from pages.insluiten_beeld import PAD, framed
from pages.routes import NotFound, resolve
from pages.server.well_known import base_url

_SCRIPT = Path(__file__).parent / "server" / "static" / "elders" / "insluiten.js"
_BREED = 720


def install(server: Flask) -> None:
    """Add the two addresses."""
    server.add_url_rule("/oembed", "oembed", _oembed)
    server.add_url_rule("/insluiten.js", "insluiten-script", _script)


def _script() -> Response:
    return open_to_all(file_response(_SCRIPT.read_bytes(), "text/javascript"))


def _oembed() -> Response:
    """The frame of a gemeente or region, of its page the tiles; of a comparison and of what stands in a frame that.

    Only as JSON; 404 for what may not be framed.
    """
    if request.args.get("format", "json") != "json":
        abort(400)
    titel, kader, geheel = _frame_of(urlsplit(request.args.get("url", ""))) or abort(404)
    basis = base_url()
    antwoord = {
        "type": "rich",
        "version": "1.0",
        "title": titel,
        "provider_name": NAAM,
        "provider_url": f"{basis}/",
        "width": _at_most(_BREED, "maxwidth"),
        "height": _at_most(HOOGTE, "maxheight"),
        "html": frame_code(f"{basis}{kader}", titel, f"{basis}{geheel}", basis),
    }
    return open_to_all(file_response(json.dumps(antwoord, ensure_ascii=False).encode(), "application/json"))


def _frame_of(delen: SplitResult) -> tuple[str, str, str] | None:
    """The title, the address of the frame and that of the whole page; None for what has no frame."""
    live, vraag = beeld(), dict(reversed(parse_qsl(delen.query)))
    if not delen.path or delen.netloc not in ("", urlsplit(base_url()).netloc):
        return None
    naam = "vergelijken" if delen.path == "/vergelijken" else delen.path.removeprefix(PAD)
    if naam != delen.path:
        los = framed(live, naam, vraag)
        return (los.description, los.url, los.whole) if los else None
    route = resolve(live, delen.path, vraag)
    if isinstance(route, NotFound) or route.leeg or route.pagina not in (*INGESLOTEN, "gemeente", "overzicht"):
        return None
    kader = route if route.pagina in INGESLOTEN else route.met(pagina="insluiten", naast=())
    return f"Leerplicht in {place_name(route.plaats)}", kader.url, whole_of(route).url


def _at_most(grens: int, naam: str) -> int:
    """How large the frame is: no larger than asked for; what is no size asks for nothing."""
    gevraagd = request.args.get(naam, grens, type=int)
    return min(grens, gevraagd) if gevraagd > 0 else grens
