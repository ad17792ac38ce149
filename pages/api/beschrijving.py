"""The description of the API (OpenAPI 3.1): what the library makes of the models, with what holds for every answer."""

from __future__ import annotations

import os
from copy import deepcopy
from typing import Any

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from data.opendata.kolommen import NAMEN
from data.opendata.uitgever import publisher
from pages.api.routes import PAD

VERSIE = "1.0.0"
TITEL = "Leerrecht in Beeld"
_OVER = (
    "Cijfers over leerplicht en schoolverzuim per gemeente, zoals de site ze laat zien: met bron, status en oordeel. "
    "Alleen om te lezen, zonder sleutel. Wat afgeschermd is, heeft een regel zonder waarde. Antwoorden mogen bewaard "
    "worden: anders dan de regel /core/transport/security-headers vraagt, staat er geen no-store bij, want dit is open "
    "data."
)
# Where a setting is missing the description says so; .invalid never leads anywhere (RFC 2606).
_GEEN_MAIL = "niet-ingesteld@leerrecht.invalid"
_KOPPEN = {
    "API-Version": {
        "description": "De volledige versie van deze API.",
        "schema": {"type": "string", "example": VERSIE},
    }
}
_FOUTEN = {
    "404": "Wat gevraagd is, bestaat niet.",
    "406": "Die vorm is er niet.",
    "503": "Er zijn nu geen cijfers.",
}
_TE_LANG = "Het adres is te lang. De server zegt dit voordat de API iets ziet, dus zonder haar versie."
_VOORBEELD = {
    "type": "about:blank",
    "status": 400,
    "title": "De vraag klopt niet",
    "detail": "Kijk bij ‘fouten’ welke parameter niet klopt.",
    "fouten": [{"parameter": "aantal", "plaats": "query", "detail": "Hier mag staan: een heel getal van 1 tot 1000."}],
}


def info() -> Info:
    """Return the title and version; whom to ask is added when the description is asked for."""
    return Info(title=TITEL, version=VERSIE, description=_OVER)


def describe(app: OpenAPI) -> dict[str, Any]:
    """Return the whole description."""
    beschrijving: dict[str, Any] = deepcopy(app.api_doc)
    beschrijving["components"] = {"schemas": beschrijving["components"]["schemas"]}
    beschrijving["info"]["contact"] = _contact()
    if licentie := publisher().licentie:
        beschrijving["info"]["license"] = {"name": "Licentie van de cijfers", "url": licentie}
    beschrijving["servers"] = [{"url": f"{_base()}{PAD}", "description": "Deze site"}]
    beschrijving["paths"] = {
        pad.removeprefix(PAD): {methode: _finish(pad, wat) for methode, wat in per_methode.items()}
        for pad, per_methode in sorted(beschrijving["paths"].items())
    }
    beschrijving["paths"]["/openapi.json"] = {"get": _of_itself()}
    return beschrijving


def _base() -> str:
    """Return where the site stands, when that is set and over TLS; else the address is told from its root."""
    adres = os.environ.get("LEERRECHT_URL", "").rstrip("/")
    return adres if adres.startswith("https://") else ""


def _contact() -> dict[str, str]:
    uitgever = publisher()
    mail = uitgever.contact.removeprefix("mailto:")
    return {
        "name": uitgever.naam or "Niet ingesteld (LEERRECHT_UITGEVER)",
        "url": uitgever.contact
        if uitgever.contact.startswith("http")
        else f"{_base() or 'https://leerrecht.invalid'}/data",
        "email": mail if "@" in mail else _GEEN_MAIL,
    }


def _finish(pad: str, wat: dict[str, Any]) -> dict[str, Any]:
    """Add to one operation what holds for all: the version, the errors, and the other form of the figures."""
    antwoorden = wat["responses"]
    antwoorden["200"] |= {"description": "Gevonden.", "headers": deepcopy(_KOPPEN)}
    if pad == f"{PAD}/cijfers":
        antwoorden["200"]["content"]["text/csv"] = {
            "schema": {"type": "string", "description": f"Een regel per cijfer, met de kolommen {', '.join(NAMEN)}."}
        }
        antwoorden["200"]["headers"]["Link"] = {
            "description": "Het adres van de volgende bladzijde.",
            "schema": {"type": "string"},
        }
    antwoorden["400"] = _problem("De vraag klopt niet.")
    antwoorden["400"]["content"]["application/problem+json"]["example"] = deepcopy(_VOORBEELD)
    antwoorden |= {status: _problem(tekst) for status, tekst in _FOUTEN.items()}
    antwoorden["414"] = _problem(_TE_LANG) | {"headers": {}}
    for parameter in wat.get("parameters", []):
        if parameter["schema"].get("default", "") in (None, []):
            del parameter["schema"]["default"]
    return wat


def _problem(tekst: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Probleem"}
    return {
        "description": tekst,
        "headers": deepcopy(_KOPPEN),
        "content": {"application/problem+json": {"schema": schema}},
    }


def _of_itself() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "Deze beschrijving",
        "description": "Geeft de beschrijving van deze API (OpenAPI 3.1).",
        "tags": ["over"],
        "responses": {
            "200": {
                "description": "Gevonden.",
                "headers": deepcopy(_KOPPEN),
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
        },
    }
