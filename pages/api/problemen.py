"""Every error of the API as a problem detail (RFC 9457): in Dutch, naming the parameter and what may stand there."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, json, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from data.publication.databases import GeenPublicatieError, OnbruikbarePublicatieError
from pages.api.modellen import may_be
from pages.server import hosts
from pages.server.logs import LOGGER

_TITELS = {
    400: ("De vraag klopt niet", "Kijk bij ‘fouten’ welke parameter niet klopt."),
    404: ("Niet gevonden", "Dit adres of dit onderdeel bestaat niet."),
    405: ("Dat kan hier niet", "Deze API is alleen om te lezen: gebruik GET."),
    406: ("Die vorm is er niet", "Vraag in Accept om application/json of, bij /cijfers, om text/csv."),
    421: ("Dit adres hoort niet bij deze site", "Controleer het adres."),
    500: ("Er ging iets mis", "De fout ligt bij ons en staat in ons logboek."),
    503: ("Er zijn nu geen cijfers", "Probeer het later opnieuw."),
}


def problem(status: int, detail: str = "", fouten: Iterable[tuple[str, str]] = ()) -> Response:
    """Answer with a problem. fouten: what is wrong: the place (`query`, `path`) and the name of each parameter."""
    titel, gewoon = _TITELS.get(status) or _TITELS[400 if status < 500 else 500]
    inhoud: dict[str, object] = {
        "type": "about:blank",
        "status": status,
        "title": titel,
        "detail": detail or gewoon,
    }
    if namen := list(dict.fromkeys(fouten)):
        inhoud["fouten"] = [{"parameter": naam, "plaats": plaats, "detail": may_be(naam)} for plaats, naam in namen]
    antwoord = Response(json.dumps(inhoud, ensure_ascii=False), status, content_type="application/problem+json")
    antwoord.headers["Cache-Control"] = "no-store"
    return antwoord


def not_there(plaats: str, naam: str) -> Response:
    """Answer that what a parameter names does not exist, and what does."""
    return problem(404, f"Wat bij ‘{naam}’ staat, bestaat niet. {may_be(naam)}", [(plaats, naam)])


def invalid(fout: ValidationError) -> Response:
    """Answer to parameters that cannot be right; what was sent is not repeated."""
    hier = request.view_args or {}
    delen = [deel for deel in fout.errors(include_url=False, include_input=False) if deel["loc"]]
    namen = [str(deel["loc"][0]) for deel in delen]
    veel = next((deel["ctx"]["max_length"] for deel in delen if deel["type"] == "too_long"), 0)
    bekend = [naam if naam.isidentifier() and len(naam) < 40 else "onbekend" for naam in namen]
    detail = f"Bij één filter mogen hooguit {veel} waarden staan." if veel else ""
    return problem(400, detail, [("path" if naam in hier else "query", naam) for naam in bekend])


def add(server: Flask) -> None:
    """Answer every error of this server ourselves."""
    server.register_error_handler(HTTPException, _http_error)
    server.register_error_handler(GeenPublicatieError, _unavailable)
    server.register_error_handler(OnbruikbarePublicatieError, _unavailable)
    server.register_error_handler(Exception, _fault)

    def refuse() -> Response | None:
        return None if hosts.is_ours(request.environ) else problem(421)

    server.before_request(refuse)


def _http_error(fout: HTTPException) -> Response:
    if isinstance(fout.response, Response):
        return fout.response
    antwoord = problem(fout.code or 500)
    for naam, waarde in fout.get_headers():
        if naam in ("Allow", "Retry-After"):
            antwoord.headers[naam] = waarde
    return antwoord


def _unavailable(fout: Exception) -> Response:
    if isinstance(fout, OnbruikbarePublicatieError):
        LOGGER.error("publicatie niet te gebruiken", extra={"velden": {"reden": fout.melding}})
    antwoord = problem(503)
    antwoord.headers["Retry-After"] = "60"
    return antwoord


def _fault(fout: Exception) -> Response:
    LOGGER.error("fout bij een verzoek", exc_info=fout)
    return problem(500)
