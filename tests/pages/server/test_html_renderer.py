"""HTML from components: what goes in as text comes out as text, whatever it is, and nothing becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import dash_bootstrap_components as dbc
import plotly.graph_objects as go
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from components.frame.attributes import attrs
from components.svg.inline import NAMESPACE
from pages.server.dash_parts import as_data, kind, props
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Rendered, Renderer, UnknownComponentError
from tests.conftest import ROOT

UNTYPED: Any = {"aria-hidden": True, "data-a": False}


def rendered(tree: Any, **inserted: Any) -> Rendered:
    return Renderer(WRITERS, inserted).finish(tree)


class Seen(HTMLParser):
    """The elements, attributes and text that a browser would find."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1)


@given(text=TEXT, value=TEXT)
def test_text_stays_text(text: str, value: str) -> None:
    tree = html.Div([html.P(text, title=value, className="a"), text], **attrs(aria_label=value, data_x=value))
    seen = Seen(rendered(tree).html)
    assert seen.tags == ["div", "p"]
    assert seen.text == text * 2
    assert {seen.attributes[name] for name in ("title", "aria-label", "data-x")} == {value}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ([1, 2.0, 2.5, True, False, None, "", ["a", ("b",)]], "122.5ab"),
        (html.Img(src="a.png", alt=""), '<img alt="" src="a.png">'),
        (html.Td("x", colSpan=2, className="n"), '<td class="n" colspan="2">x</td>'),
        (html.Label("x", htmlFor="y"), '<label for="y">x</label>'),
        (html.Div(hidden=True), '<div hidden=""></div>'),
        (html.Div(hidden=False, n_clicks=3, key="k"), "<div></div>"),
        (html.Div(**UNTYPED), '<div aria-hidden="true" data-a="false"></div>'),
        (html.Div(id={"b": 1, "a": "<"}), '<div id="{&#34;a&#34;:&#34;&lt;&#34;,&#34;b&#34;:1}"></div>'),
        (html.Time("nu", dateTime="2024-01-01"), '<time datetime="2024-01-01">nu</time>'),
        (html.Details("x", open=True), '<details open="">x</details>'),
        (html.A("x", href="/a?b=1&c=2"), '<a href="/a?b=1&amp;c=2">x</a>'),
        ([dcc.Location(id="a"), dcc.Store(id="b", data={"geheim": 1})], ""),
        (dbc.Badge("x", color="info", pill=True), '<span class="badge rounded-pill bg-info">x</span>'),
        (
            dbc.Label("x", html_for="y", className="z"),
            '<label class="form-label z" for="y">x</label>',
        ),
        (dbc.Input(value="x", type="search", debounce=True), '<input class="form-control" type="search" value="x">'),
        (dbc.Container("x", fluid=True), '<div class="container-fluid">x</div>'),
        (None, ""),
    ],
)
def test_component_becomes_this_html(tree: Any, expected: str) -> None:
    assert rendered(tree).html == expected


def test_styles_become_rules() -> None:
    tree = [html.P("a", style={"minHeight": 40, "lineHeight": 1.5, "--kleur": 3, "margin": 0}) for _ in range(2)]
    found = rendered([*tree, html.P("b", style={"color": "red}</style><script>"})])
    assert "{min-height:40px;line-height:1.5;--kleur:3;margin:0}" in found.css
    assert found.css.count("min-height") == 1
    assert "<" not in found.css and found.css.count("}") == 2
    assert "style=" not in found.html


def test_graph_keeps_its_height_and_nothing_else() -> None:
    figure = go.Figure(go.Bar(x=["geheim"], y=[1]), {"height": 300})
    for graph in (dcc.Graph(figure=figure), dcc.Graph(figure=figure.to_dict())):
        found = rendered(graph)
        assert found.has_graph and "height:300px" in found.css and "geheim" not in found.html
    own = rendered(dcc.Graph(figure=figure, style={"height": "20rem"}))
    assert "height:20rem" in own.css and "300" not in own.css
    assert not rendered(html.P("x")).has_graph


def test_the_chosen_option_is_marked() -> None:
    found = rendered(dbc.Select([{"label": "A", "value": 1}, {"label": "B", "value": 2}], 2, placeholder="Kies")).html
    assert '<option selected="" value="2">B</option>' in found and found.count("selected") == 1
    assert '<option disabled="" hidden="" value="">Kies</option>' in found


LIBRARIES = {"dcc": "dash_core_components", "dbc": "dash_bootstrap_components"}


def test_there_is_html_for_every_component_in_use_and_for_no_other() -> None:
    code = "".join(
        path.read_text("utf-8") for layer in ("components", "pages") for path in (ROOT / layer).rglob("*.py")
    )
    eigen = {(NAMESPACE, "InlineDrawing")}
    gebruikt = {(LIBRARIES[lib], name) for lib, name in re.findall(r"\b(dcc|dbc)\.([A-Z]\w+)", code)}
    assert gebruikt | eigen == set(WRITERS)


def test_what_a_component_was_made_with_is_what_dash_says() -> None:
    for component in (
        html.P("a", className="x", **UNTYPED),
        dcc.Location(id="a", refresh=False),
        dbc.Select([{"label": "A", "value": 1}], id={"a": 1}),
    ):
        said = component.to_plotly_json()
        assert props(component) == said["props"] and kind(component) == (said["namespace"], said["type"])
        assert as_data([component, "b"]) == [said, "b"]


def test_content_is_put_where_it_belongs() -> None:
    shell = html.Div([html.Div(id="inhoud"), html.P(id={"x": 1})])
    assert rendered(shell, inhoud=[html.P("hier")]).html.startswith('<div><div id="inhoud"><p>hier</p></div>')


def test_unknown_component_is_named() -> None:
    with pytest.raises(UnknownComponentError, match="Markdown"):
        rendered(html.Div(dcc.Markdown("x")))
