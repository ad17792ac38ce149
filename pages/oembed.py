"""/oembed: the frame of a page that may stand in one, for sites that ask by its address; and the script for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, json, request

from components.frame.shell import NAAM
from data.publication.readmodel import beeld
from data.views.pages import INGESLOTEN
from pages.catalogus import open_to_all
from pages.downloads import file_response
from pages.insluiten import HOOGTE, frame_code
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
    """The frame of a gemeente; of its page the tiles. Only as JSON; 404 for what may not be framed."""
    if request.args.get("format", "json") != "json":
        abort(400)
    delen = urlsplit(request.args.get("url", ""))
    eigen = urlsplit(base_url())
    route = resolve(beeld(), delen.path, f"?{delen.query}") if delen.netloc in ("", eigen.netloc) else NotFound("")
    if isinstance(route, NotFound) or route.leeg or route.pagina not in (*INGESLOTEN, "gemeente"):
        abort(404)
    kader = route.met(pagina="insluiten") if route.pagina == "gemeente" else route
    titel, basis = f"Leerplicht in {route.plaats.naam}", base_url()
    antwoord = {
        "type": "rich",
        "version": "1.0",
        "title": titel,
        "provider_name": NAAM,
        "provider_url": f"{basis}/",
        "width": min(_BREED, request.args.get("maxwidth", _BREED, type=int)),
        "height": min(HOOGTE, request.args.get("maxheight", HOOGTE, type=int)),
        "html": frame_code(f"{basis}{kader.url}", titel, f"{basis}{route.met(pagina='gemeente').url}", basis),
    }
    return open_to_all(file_response(json.dumps(antwoord, ensure_ascii=False).encode(), "application/json"))
