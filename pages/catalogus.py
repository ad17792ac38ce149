"""/catalogus: the catalogue of the open data, for who gathers catalogues, in the form that is asked."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response

from data.opendata.catalogus import VORMEN_CATALOGUS, Vorm, catalogue
from data.opendata.uitgever import publisher
from data.publication.readmodel import beeld
from pages.api.antwoorden import wanted
from pages.downloads import file_response, open_to_all
from pages.server.well_known import base_url


def install(server: Flask) -> None:
    """Add the addresses: one for each form, and one that gives the form that is asked."""
    for vorm in VORMEN_CATALOGUS:
        server.add_url_rule(f"/catalogus.{vorm}", f"catalogus-{vorm}", partial(_catalogue, vorm))
    server.add_url_rule("/catalogus", "catalogus", _as_asked)


def _as_asked() -> Response:
    soorten = {soort: vorm for vorm, (_, soort) in VORMEN_CATALOGUS.items()}
    gekozen = wanted(*soorten) or next(iter(soorten))
    antwoord = _catalogue(soorten[gekozen])
    antwoord.headers["Vary"] = "Accept, Accept-Encoding"
    return antwoord


def _catalogue(vorm: Vorm) -> Response:
    inhoud = catalogue(beeld(), base_url(), publisher(), vorm)
    return open_to_all(file_response(inhoud, VORMEN_CATALOGUS[vorm][1]))
