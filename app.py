"""The public site. `server` is what gunicorn serves; `create_app` builds it from the pages, one file each."""

from __future__ import annotations

from functools import cache
from typing import Any

import dash
from dash import Dash, Input, State
from flask import Flask

from components.frame.shell import NAAM, shell

# What every page gets of the address, whatever the query says: pages read the address in one way, in pages/routes.py.
_ADDRESS: dict[str, Input | State] = {
    "pad": State("_pages_location", "pathname"),
    "zoek": State("_pages_location", "search"),
}


def create_app() -> Dash:
    """The Dash app with its pages, its frame and the plumbing around it."""
    app = Dash(
        __name__,
        use_pages=True,
        pages_folder="",
        routing_callback_inputs=_ADDRESS,
        include_pages_meta=False,
        suppress_callback_exceptions=True,
        update_title="",
        title=NAAM,
    )
    from pages import downloads, not_found_404, views  # noqa: F401 - pages register themselves on an app that exists
    from pages.server import install

    app.layout = shell(dash.page_container)
    downloads.install(app.server)
    install(app, views.site())
    return app


@cache
def _public_server() -> Flask:
    """The server of the public site. It goes on serving the old publication while it reads a new one."""
    from data.publication.readmodel import live

    live.in_background = True
    server: Flask = create_app().server
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
