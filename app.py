"""The public site. `server` is what gunicorn serves; `create_app` builds it from the pages, one file each."""

from __future__ import annotations

from functools import cache
from typing import Any

from dash import Dash, Input, Output, dcc, html
from flask import Flask

from components.frame.shell import NAAM, shell


def create_app(*, samen: bool = False) -> Dash:
    """The Dash app with its frame, the one callback that gives a page, and the plumbing around it.

    samen: the workers of the site keep made pages together.
    """
    from pages import api, catalogus, downloads, explore_form, feeds, kept_files, oembed, report_files, views
    from pages.server import install

    app = Dash(__name__, suppress_callback_exceptions=True, update_title="", title=NAAM)
    site = views.site()
    app.layout = shell(
        html.Div(
            [
                dcc.Location(id=site.address_id, refresh=False),
                dcc.Store(id=site.title_id),
                html.Div(id=site.content_id),
            ]
        )
    )
    app.callback(
        Output(site.content_id, "children"),
        Output(site.title_id, "data"),
        Input(site.address_id, "pathname"),
        Input(site.address_id, "search"),
    )(views.show)
    explore_form.live(app)
    app.server.config[kept_files.SAMEN] = samen
    for adressen in (downloads, catalogus, feeds, oembed, report_files):
        adressen.install(app.server)
    api.install(app.server)
    install(app, site, kept_files.store() if samen else None)
    return app


@cache
def _public_server() -> Flask:
    """The server of the public site. It goes on serving the old publication while it reads a new one."""
    from data.publication.readmodel import live

    live.in_background = True
    server: Flask = create_app(samen=True).server
    return server


@cache
def _team_server() -> Flask:
    """The server of the team's site."""
    from pages.team import create_team_app

    server: Flask = create_team_app().server
    return server


def __getattr__(name: str) -> Any:
    """`server` and `team_server`, made once, when asked for: the process of the one never loads the other."""
    if name == "server":
        return _public_server()
    if name == "team_server":
        return _team_server()
    raise AttributeError(name)
