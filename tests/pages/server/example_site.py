"""A small Dash site with every kind of component and callback the plumbing must cope with. No figure in it is real.

`build()` gives a fresh one; `application()` is for gunicorn.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import dash_bootstrap_components as dbc
import plotly.graph_objects as go
from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html, set_props
from dash.development.base_component import Component
from flask import Flask

from components.frame.attributes import attrs
from data.publication.databases import GeenPublicatieError, publiek_pad
from pages.server.install import install
from pages.server.page_store import PageStore
from pages.server.site import Site, View

PLACES = {"aa": "Aa", "bee": "Bee & Zoon"}
YEARS = ("2022-2023", "2023-2024")


def build(store: PageStore | None = None) -> Dash:
    """The site, installed on an app of its own. The live publication is whatever `publiek.duckdb` points at.

    Dash keeps the pages of all apps of a process in one place, so these do without; the ids are those of Dash's own.
    """
    app = Dash("example_site", suppress_callback_exceptions=True, update_title="")
    app.layout = html.Div(
        [
            html.Header(html.Nav(html.A("Begin", href="/"), **attrs(aria_label="Hoofdmenu"))),
            html.Main(html.Div(id="site-pagina"), id="inhoud"),
            dcc.Location(id="site-adres"),
            *(dcc.Store(id=name) for name in ("site-titel", "bewaard")),
        ]
    )
    add_callbacks(app)
    install(app, Site(view, publication, urls), store)
    return app


def application() -> Flask:
    """The WSGI application of a fresh site."""
    server: Flask = build().server
    return server


def publication() -> str:
    if not publiek_pad().exists():
        raise GeenPublicatieError
    return publiek_pad().resolve().name


def urls() -> list[str]:
    return ["/", *(f"/gemeente/{slug}?schooljaar={year}" for slug in PLACES for year in YEARS)]


def view(path: str, query: Mapping[str, str]) -> View:
    year = query.get("schooljaar", YEARS[-1])
    slug = path.removeprefix("/gemeente/").rstrip("/")
    if path == "/":
        return View(200, "Begin", "Waar u begint.", "/", home)
    if path.startswith("/gemeente/") and slug in PLACES and year in YEARS:
        url = f"/gemeente/{slug}?schooljaar={year}"
        return View(200, f"{PLACES[slug]} {year}", f"Over {PLACES[slug]}.", url, lambda: place(slug, year))
    return View(404, "Niet gevonden", "Deze pagina bestaat niet.", path, nothing)


def home() -> Component:
    return html.Div([html.H1("Begin"), html.Ul([html.Li(html.A(n, href=f"/gemeente/{s}")) for s, n in PLACES.items()])])


def nothing() -> Component:
    return html.Div([html.H1("Niet gevonden"), html.A("Begin", href="/")])


def place(slug: str, year: str) -> Component:
    """A page with a bit of everything; `publicatie` shows which publication it was made from."""
    figure = go.Figure(go.Bar(x=["a", "b"], y=[1, 2]), {"height": 240, "margin": {"t": 10}})
    years = [{"label": each, "value": each} for each in YEARS]
    return html.Div(
        [
            html.H1(PLACES[slug], id="kop", style={"minHeight": 40, "lineHeight": 1.5}),
            html.P(["Publicatie ", html.Span(publication(), id="publicatie")]),
            dbc.Container([dbc.Label("Schooljaar", html_for="jaar"), dbc.Select(years, year, id="jaar")]),
            html.Figure([dcc.Graph(figure=figure, id="beeld"), html.Figcaption("Er zijn er meer bij b dan bij a.")]),
            dbc.Table([html.Tbody([html.Tr([html.Th("a", scope="row"), html.Td(1.0)])])], size="sm", responsive=True),
            html.P("", id="antwoord"),
            html.Button("Tel", id={"soort": "knop", "plek": 1}),
            html.Span(id={"soort": "uit", "plek": 1}),
            html.Time("vandaag", dateTime="2024-01-01", hidden=True, **attrs(aria_hidden="true", data_a="1")),
            html.Details([html.Summary("Meer"), "tekst", 1.5, None, True]),
        ]
    )


def add_callbacks(app: Dash) -> None:
    """One of each kind: one output, a pattern, a list of patterns, a shared output, and none at all."""

    @app.callback(
        Output("site-pagina", "children"),
        Output("site-titel", "data"),
        Input("site-adres", "pathname"),
        Input("site-adres", "search"),
    )
    def page(path: str, search: str) -> tuple[Component, dict[str, str]]:
        found = view(path, dict(parse_qsl(search.removeprefix("?"))))
        return found.layout(), {"title": found.title}

    @app.callback(Output("antwoord", "children"), Input("jaar", "value"), State("site-adres", "pathname"))
    def answer(year: str | None, path: str | None) -> str:
        return f"{year} van {path}"

    @app.callback(
        Output({"soort": "uit", "plek": MATCH}, "children"),
        Input({"soort": "knop", "plek": MATCH}, "n_clicks"),
        prevent_initial_call=True,
    )
    def count(clicks: int | None) -> str:
        return str(clicks)

    @app.callback(
        Output("bewaard", "data"), Input({"soort": "knop", "plek": ALL}, "n_clicks"), prevent_initial_call=True
    )
    def collect(clicks: list[int | None]) -> int:
        return sum(filter(None, clicks))

    @app.callback(
        Output("antwoord", "children", allow_duplicate=True),
        Input("er-is-misschien", "value", allow_optional=True),
        prevent_initial_call=True,
    )
    def again(value: str | None) -> str:
        return f"gekozen: {value}"

    @app.callback(Input("bewaard", "data"), prevent_initial_call=True)
    def tell(data: object) -> None:
        set_props("kop", {"title": str(bool(data))})

    app.clientside_callback("function (x) { return x; }", Output("kop", "lang"), Input("bewaard", "modified_timestamp"))
