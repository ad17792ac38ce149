"""/jaarverslag/.../: the code to the live page, and the report as a file."""

from __future__ import annotations

import io

import segno
from flask import Flask, Response, abort

from data.publication.readmodel import beeld
from pages.downloads import file_response
from pages.routes import JAARVERSLAG, NotFound, Route, resolve
from pages.server.well_known import base_url


def install(server: Flask) -> None:
    """Add the addresses to the site."""
    server.add_url_rule("/jaarverslag/<slug>/<jaar>/qr.svg", "jaarverslag-qr", _code)


def _code(slug: str, jaar: str) -> Response:
    """A QR code of the address of the report, for who has it on paper."""
    route = _found(slug, jaar)
    uit = io.BytesIO()
    segno.make(f"{base_url()}{route.url}", micro=False).save(uit, kind="svg", border=2, scale=4, svgns=True)
    return file_response(uit.getvalue(), "image/svg+xml")


def _found(slug: str, jaar: str) -> Route:
    """The report that a file is of; 404 where there is none."""
    route = resolve(beeld(), f"/jaarverslag/{slug}/{jaar}")
    if isinstance(route, NotFound) or route.leeg or route.pagina != JAARVERSLAG or route.schooljaar != jaar:
        abort(404)
    return route
