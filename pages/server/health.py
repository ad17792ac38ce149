"""`/gezond`: this process answers. `/gereed`: it can serve, and which publication it serves."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from data.publication.databases import GeenPublicatieError, OnbruikbarePublicatieError
from data.reports.dutch import counted
from pages.server.site import Site

_NAKIJKEN = "Wat en waar: python -m etl verslag nakijken"


def add(server: Flask, site: Site) -> None:
    """Add both addresses. They ask nothing of Dash, so they answer before the first page was made."""

    def gezond() -> Response:
        return jsonify(status="gezond")

    def gereed() -> tuple[Response, int]:
        try:
            publicatie = site.publication()
            aantal = len(site.wrong_texts())
            if not aantal:
                return jsonify(status="gereed", publicatie=publicatie), 200
            teksten = f"{counted(aantal, 'opmerking', 'opmerkingen')} bij teksten van jaarverslagen. {_NAKIJKEN}"
            return jsonify(status="gereed", publicatie=publicatie, teksten=teksten), 200
        except GeenPublicatieError:
            return jsonify(status="niet gereed", reden="Er is nog niets gepubliceerd."), 503
        except OnbruikbarePublicatieError as fout:
            return jsonify(status="niet gereed", reden=fout.melding), 503

    server.add_url_rule("/gezond", "gezond", gezond)
    server.add_url_rule("/gereed", "gereed", gereed)
