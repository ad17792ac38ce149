"""Puts the team's site together: the door first, then the pages, then Dash and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dash import Dash, Input, Output, dcc, html
from flask import Flask, Response, jsonify, redirect, request

from components.frame.shell import NAAM
from data.team.bestand import GeenBeeldError
from data.team.bevoegd import GeenToegangError
from data.team.keuze import OngeldigeKeuzeError
from pages.server import compression, errors, headers, logs, shell
from pages.server.answers import checked
from pages.server.dash_parts import callbacks
from pages.server.gate import Gate, fetch
from pages.server.response_cache import Wsgi
from pages.server.static_files import StaticFiles
from pages.team import logboek, taken, toegang
from pages.team.bare_page import refusal
from pages.team.config import Config, InstellingFout, read_config, session_key
from pages.team.login import deur
from pages.team.login.koekjes import NAAM as KOEKJE
from pages.team.login.koekjes import Koekjes
from pages.team.login.sessies import Sessies
from pages.team.login.tokens import LoginFout
from pages.team.render import ADDRESS, CONTENT, TITLE, TeamPages
from pages.team.voorvoegsel import under

_ROOT = Path(__file__).parent.parent.parent
_STATIC = Path(__file__).parent / "static"


def create() -> Dash:
    """The app, ready to serve."""
    from pages.team import antwoorden, downloads, instellingen, leveringen, redactie, telling, views

    config = read_config()
    app = Dash(
        __name__,
        assets_folder=str(_ROOT / "assets"),
        suppress_callback_exceptions=True,
        update_title="",
        title=f"{NAAM}, team",
    )
    app.layout = html.Div([dcc.Location(id=ADDRESS, refresh=False), dcc.Store(id=TITLE), html.Div(id=CONTENT)])
    app.callback(
        Output(CONTENT, "children"), Output(TITLE, "data"), Input(ADDRESS, "pathname"), Input(ADDRESS, "search")
    )(views.show)
    server, sessies = app.server, Sessies(config)
    _configure(server, config)
    logs.add(server)
    errors.add(server)
    _add_errors(server)
    toegang.add(server, sessies, deur.add(server, config, sessies))
    server.add_url_rule("/gezond", "gezond", lambda: jsonify(status="gezond"))
    pages = TeamPages(app)
    for part in (antwoorden, downloads, instellingen, leveringen, redactie, telling):
        part.add(server, pages, config)
    server.after_request(_finish)
    taken.settle()  # what was broken off when this site stopped
    server.wsgi_app = under(urlsplit(config.url).path, _keep_files_inside(app, sessies, pages))
    return app


def _keep_files_inside(app: Dash, sessies: Sessies, pages: TeamPages) -> Wsgi:
    """Files are answered before Flask, and so before the door: here is looked first whether who asks is logged in."""
    dash = app.server.wsgi_app
    gate = Gate(partial(_prepare, app, pages, dash))

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        files = gate.ready()
        inside = toegang.signed_in(app.server, sessies, environ)
        return (files if inside else dash)(environ, start)

    return serve


def _configure(server: Flask, config: Config) -> None:
    server.secret_key = session_key()
    server.session_interface = Koekjes()
    server.config.update(
        SESSION_COOKIE_NAME=KOEKJE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=config.duur,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_PARTS=20,
    )


def _finish(response: Response) -> Response:
    return headers.protect(request, compression.compress(request, response))


def _add_errors(server: Flask) -> None:
    """What our own code refuses, in the words that belong to it."""

    def no_access(fout: GeenToegangError) -> Response:
        logboek.write_down("toegang_geweigerd", toegang.bezoeker().sessie.wie, pad=request.path)
        return refusal("Geen toegang", str(fout), 403)

    server.register_error_handler(GeenToegangError, no_access)
    server.register_error_handler(LoginFout, lambda fout: refusal("Even geen toegang", str(fout), 503))
    server.register_error_handler(OngeldigeKeuzeError, lambda fout: refusal("Deze keuze bestaat niet", str(fout), 404))
    server.register_error_handler(GeenBeeldError, lambda fout: refusal("Er zijn nog geen cijfers", str(fout), 503))
    server.register_error_handler(InstellingFout, lambda fout: refusal("Er klopt iets niet", str(fout), 503))


def _prepare(app: Dash, pages: TeamPages, dash: Wsgi) -> Wsgi:
    server = app.server
    files = StaticFiles(dash, headers.FOR_FILES)
    with server.test_request_context("/gezond"):
        server.preprocess_request()
        made = shell.build(app, files, partial(fetch, server), pages.site)
    style = files.add_fingerprinted("team.css", (_STATIC / "team.css").read_bytes())
    script = files.add_fingerprinted("team.js", (_STATIC / "team.js").read_bytes())
    editor = files.add_fingerprinted("redactie.js", (_STATIC / "redactie.js").read_bytes())
    scripts = "".join(f'<script src="{each}" defer></script>' for each in (script, editor))
    pages.dress(made, f'<link rel="stylesheet" href="{style}">', scripts)
    views, prefix = server.view_functions, app.config.routes_pathname_prefix
    views[prefix] = lambda: redirect("/team", 303)
    views[f"{prefix}<path:path>"] = pages.answer
    question = f"{prefix}_dash-update-component"
    views[question] = checked(callbacks(app), views[question])
    return files.serve
