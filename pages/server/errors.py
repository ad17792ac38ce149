"""What a visitor sees when something cannot be had: plain Dutch, the right status, and nothing of the machinery."""

from __future__ import annotations

from http import HTTPStatus

from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, g, json, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException, InternalServerError

from data.publication.databases import GeenPublicatieError, OnbruikbarePublicatieError
from pages.server.headers import FAULT_POLICY
from pages.server.logs import LOGGER
from pages.server.payload import RefusedError

_TEXTS: dict[int, tuple[str, str]] = {
    400: ("Dit verzoek klopt niet", "Deze site kan niets met deze vraag. Ga terug naar de vorige pagina."),
    404: ("Deze pagina bestaat niet", "Controleer het adres, of begin bij het overzicht."),
    405: ("Dit kan hier niet", "Op dit adres kunt u alleen kijken."),
    413: ("Dit verzoek is te groot", "Deze site neemt geen bestanden aan."),
    421: ("Dit adres hoort niet bij deze site", "Kijk of u het goede adres hebt. Begin bij het overzicht."),
    500: ("Er ging iets mis", "De fout ligt bij ons en staat in ons logboek. Probeer het later opnieuw."),
    503: (
        "Er zijn nog geen cijfers",
        "Er is nog niets gepubliceerd. Probeer het later opnieuw. Beheert u deze site? Laad een export en publiceer. "
        "Hoe dat gaat, staat in de handleiding, in het hoofdstuk ‘Een nieuwe regio in een uur’.",
    ),
}
_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - Leerrecht in Beeld</title><meta name="robots" content="noindex">
<link rel="icon" type="image/svg+xml" href="/assets/icoon.svg">
<link rel="stylesheet" href="/assets/huisstijl.css"><link rel="stylesheet" href="/assets/stijl-1-basis.css"></head>
<body><header class="kop"><div class="container"><a class="merk" href="/">Leerrecht in Beeld</a></div></header>
<main><div class="container"><div class="aanhef"><h1>{title}</h1><p class="inleiding">{text}</p>
<p><a href="/">Naar het overzicht</a></p>
<p class="zacht klein">Nummer van dit verzoek: {number}</p></div></div></main></body></html>
"""


def add(server: Flask) -> None:
    """Answer every error of this server ourselves."""
    server.register_error_handler(HTTPException, _http_error)
    server.register_error_handler(GeenPublicatieError, _no_publication)
    server.register_error_handler(OnbruikbarePublicatieError, _unusable)
    server.register_error_handler(RefusedError, _refused)
    # What Dash says of a script file that it does not know, it says in English and sometimes as a fault of ours.
    for unknown_file in (DependencyException, InvalidResourceError):
        server.register_error_handler(unknown_file, lambda _error: message(404))
    server.register_error_handler(Exception, _fault)


def message(status: int, reason: str = "", title: str = "") -> Response:
    """The answer for a status: JSON for a script, a small page for a person. reason, title: in place of the usual."""
    usual, text = _TEXTS.get(status) or _TEXTS[400 if status < 500 else 500]
    title = title or usual
    if _for_a_script():
        response = Response(_json(status, title, reason or text), status, mimetype="application/json")
    else:
        number = escape(g.get("verzoek", ""))
        response = Response(_PAGE.format(title=title, text=escape(reason or text), number=number), status)
        response.mimetype = "text/html"
        response.headers["Content-Security-Policy"] = FAULT_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def _json(status: int, title: str, reason: str) -> str:
    return json.dumps({"status": status, "titel": title, "reden": reason, "verzoek": g.get("verzoek", "")})


def _for_a_script() -> bool:
    return request.path.startswith("/_dash-") or request.accept_mimetypes.best == "application/json"


def _http_error(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:  # a redirect
        return Response(status=error.code, headers=error.get_headers())
    response = message(error.code or 500)
    if isinstance(error, InternalServerError):
        LOGGER.error("fout bij een verzoek", exc_info=error.original_exception or error)
    for name, value in error.get_headers():
        if name in ("Allow", "Content-Range", "Location", "Retry-After"):
            response.headers[name] = value
    return response


def _no_publication(_error: GeenPublicatieError) -> Response:
    response = message(503)
    response.headers["Retry-After"] = "60"
    return response


def _unusable(error: OnbruikbarePublicatieError) -> Response:
    """What is wrong is for the beheerder and goes to the log; whoever came to look hears when to come back."""
    LOGGER.error("publicatie niet te gebruiken", extra={"velden": {"reden": error.melding, "remedie": error.remedie}})
    response = message(
        503,
        "De cijfers zijn er wel, maar deze site kan ze nu niet lezen. De beheerder kan in het logboek zien waarom. "
        "Probeer het later opnieuw.",
        "De cijfers zijn nu niet te zien",
    )
    response.headers["Retry-After"] = "60"
    return response


def _refused(error: RefusedError) -> Response:
    LOGGER.warning("verzoek geweigerd", extra={"velden": {"reden": error.reason}})
    return message(HTTPStatus.BAD_REQUEST, error.reason)


def _fault(error: Exception) -> Response:
    LOGGER.error("fout bij een verzoek", exc_info=error)
    return message(500)
