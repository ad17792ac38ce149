"""The document around every page: what Dash would put in its index page, made once, with room for the first look."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from dash import Dash
from markupsafe import escape

from pages.server.headers import source_hash
from pages.server.static_files import StaticFiles, digest

_HERE = Path(__file__).parent
# Our own scripts that must be there before Dash's; they travel as one file.
_OWN = _HERE / "static"
# Bar and line charts are all that the pages draw; the whole of plotly.js would be three times as much.
PLOTLY = _HERE / "vendor" / "plotly-basic-4.1.1.min.js"
# Loaded by Dash for every page and used by none of ours: support for browsers from before 2017, and the old data table.
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')
# Fetched by name from a script when the first chart is drawn.
_LATER = ("/_dash-component-suites/dash/dcc/async-graph.js",)

Fetch = Callable[[str], bytes]


class Shell(NamedTuple):
    """The fixed parts of a page as HTML, and the hashes of the scripts and styles that stand inline in them."""

    head: str
    tail: str
    chart_preload: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]

    def fill(self, title: str, description: str, canonical: str, look: str, css: str, *, charts: bool) -> str:
        """A whole page. `look` is what stands there before the scripts have run, `css` the rules that belong to it."""
        return (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{escape(title)}</title>\n<meta name="description" content="{escape(description)}">\n'
            f'<link rel="canonical" href="{escape(canonical)}">\n{self.head}\n'
            f"{f'<style>{css}</style>' if css else ''}{self.chart_preload if charts else ''}\n</head>\n<body>\n"
            f'<div id="ssr">{look}</div>\n{self.tail}\n</body>\n</html>\n'
        )


def build(app: Dash, files: StaticFiles, fetch: Fetch, content_id: str) -> Shell:
    """Make the shell of `app`, and have `files` serve everything that it refers to; `fetch` gets a file from Dash."""
    parts = _parts(app)
    plotly = files.add_fingerprinted(PLOTLY.name, PLOTLY.read_bytes())
    own = files.add_fingerprinted("voor.js", b"\n".join(path.read_bytes() for path in sorted(_OWN.glob("*.js"))))
    for url in _LATER:
        files.add(url, fetch(url), immutable=False)
    links = _serve(_UNUSED.sub("", parts["css"]), files, fetch)
    scripts = _serve(_UNUSED.sub("", parts["scripts"]), files, fetch)
    rules = _takeover_rules(content_id)
    tail = (
        f'<div id="react-entry-point" data-content="{content_id}"></div>\n<script src="{own}"></script>\n'
        f"{_config(parts['config'], plotly)}\n{scripts}\n{parts['renderer']}"
    )
    return Shell(
        head=f"{parts['favicon']}\n{links}\n<style>{rules}</style>",
        tail=tail,
        chart_preload=f'<link rel="preload" as="script" href="{plotly}" fetchpriority="low">',
        scripts=tuple(app.csp_hashes()),
        styles=(source_hash(rules),),
    )


def _parts(app: Dash) -> dict[str, str]:
    """The pieces of Dash's own index page, caught on their way into it."""
    caught: dict[str, str] = {}

    def catch(**parts: str) -> str:
        caught.update(parts)
        return Dash.interpolate_index(app, **parts)

    app.interpolate_index = catch  # type: ignore[method-assign, assignment]
    try:
        app.index()
    finally:
        del app.interpolate_index
    return caught


def _takeover_rules(content_id: str) -> str:
    """Show one of the two at a time: the first look, until Dash has put the content of the page in its place."""
    ready = f"#react-entry-point #{content_id} > *"
    return (
        f"#ssr:has(~ {ready}){{display:none}}"
        f"#ssr ~ #react-entry-point:not(:has(#{content_id} > *)){{display:none}}"
        "#ssr:empty ~ #react-entry-point:not(#_){display:block}"
    )


def _config(html: str, plotly: str) -> str:
    """What Dash tells its own scripts, without the layouts of all pages and the versions of what runs here."""
    start, end = html.index(">") + 1, html.rindex("</script>")
    config: dict[str, Any] = json.loads(html[start:end])
    for name in ("validation_layout", "python_version", "dash_version_url"):
        config.pop(name, None)
    # This is how Dash is told of another plotly.js: the script is ours all the same.
    config |= {"suppress_callback_exceptions": True, "serve_locally": False, "plotlyjs_url": plotly}
    return html[:start] + json.dumps(config).replace("<", "\\u003c") + html[end:]


def _serve(html: str, files: StaticFiles, fetch: Fetch) -> str:
    """Have `files` serve what these tags refer to; a file of ours gets a name that changes with its content."""

    def place(found: re.Match[str]) -> str:
        url = found[2]
        path, _, query = url.partition("?")
        content = fetch(url)
        if query:
            stem, dot, suffix = path.rpartition(".")
            path = f"{stem}.{digest(content)}{dot}{suffix}"
        files.add(path, content, immutable=True)
        return f'{found[1]}="{path}"'

    return re.sub(r'(src|href)="(/[^"]+)"', place, html)
