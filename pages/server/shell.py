"""The document around every page: what Dash would put in its index page, made once, with room for the first look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from dash import Dash
from markupsafe import escape

from pages.server.dash_parts import callbacks, config_of, index_parts
from pages.server.headers import content_security_policy, source_hash
from pages.server.html_renderer import Rendered
from pages.server.site import Site, View
from pages.server.static_files import StaticFiles, digest
from pages.server.style_rules import StyleRules

_HERE = Path(__file__).parent
# Our own scripts: those that must be there before Dash's, and what goes with plotly.js. Each travels as one file.
_BEFORE_DASH = sorted((_HERE / "static" / "before_dash").glob("*.js"))
_WITH_PLOTLY = sorted((_HERE / "static" / "with_plotly").glob("*.js"))
# Bar and line charts are all that the pages draw; the whole of plotly.js would be three times as much.
_PLOTLY = _HERE / "vendor" / "plotly-basic-4.1.1.min.js"
# Fetched by name from a script when the first chart is drawn.
_CHART_SCRIPT = "/_dash-component-suites/dash/dcc/async-graph.js"
# Loaded by Dash for every page and used by none of ours: support for browsers from before 2017, and the old data table.
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')
_STYLESHEET = re.compile(r'<link rel="stylesheet" href="(/assets/[^"]+)">\n?')
_ICON = "icoon.svg"

_PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
{head}
</head>
<body>
<div id="ssr">{look}</div>
<div id="react-entry-point" data-content="{content_id}"></div>
{tail}
</body>
</html>
"""
_FOR_DASH = """<script type="application/json" id="eerste-raamwerk">{frame}</script>
<script type="application/json" id="eerste-inhoud" data-vraag="{question}">{answer}</script>
{scripts}"""

Fetch = Callable[[str], bytes]


class Shell(NamedTuple):
    """The fixed parts of a page as HTML, and the hashes of the scripts and styles that stand inline in them.

    with_dash: the scripts of a page that Dash has to finish; without_dash: those of a page that is whole as it comes.
    listening: how the HTML of a component begins its id when a callback listens to it. takeover: the style of a page
    that Dash has to finish; css, rules: the style sheet of the site, whole and to pick from.
    """

    site: Site
    head: str
    with_dash: str
    without_dash: str
    listening: tuple[str, ...]
    chart_preload: str
    scripts: tuple[str, ...]
    takeover: str
    css: str
    rules: StyleRules

    def styles(self, look: Rendered) -> tuple[str, ...]:
        """The styles that stand in a page with this look, one for each style element.

        A page that is whole as it comes has the rules that it needs; what Dash will put on one is not known before.
        """
        if self.needs_dash(look):
            return self.whole_styles(look)
        return self.rules.of_page(look.html), *([look.css] if look.css else [])

    def whole_styles(self, look: Rendered) -> tuple[str, ...]:
        """All rules of the site, whatever is on the page now."""
        return self.takeover, self.css, *([look.css] if look.css else [])

    def fill(self, view: View, look: Rendered, styles: tuple[str, ...], frame: str, answer: str) -> str:
        """A whole page. `frame` and `answer` are JSON: what Dash's scripts ask for first, see first_answers.js."""
        return _PAGE.format(
            title=escape(view.title),
            description=escape(view.description),
            head=f"{view.links}{self.head}{style_elements(styles)}{self.chart_preload if look.has_graph else ''}",
            look=look.html,
            content_id=self.site.content_id,
            tail=self._for_dash(frame, answer) if self.needs_dash(look) else self.without_dash,
        )

    def policy(self, look: Rendered, styles: tuple[str, ...], *, framed: bool = False) -> str:
        """The security policy of the page with this look: what stands inline in it, and no more."""
        hashes = [source_hash(css) for css in styles]
        if self.needs_dash(look):
            return content_security_policy(self.scripts, hashes, libraries=True, framed=framed)
        return content_security_policy((), hashes, libraries=False, framed=framed)

    def _for_dash(self, frame: str, answer: str) -> str:
        return _FOR_DASH.format(
            frame=in_script(frame), question=self.site.page_question, answer=in_script(answer), scripts=self.with_dash
        )

    def needs_dash(self, look: Rendered) -> bool:
        """Tell whether something on the page waits for Dash: a chart, a control, or all of it."""
        return look.has_graph or not look.html or any(id_ in look.html for id_ in self.listening)


def style_elements(styles: Iterable[str]) -> str:
    """The styles as HTML."""
    return "".join(map("<style>{}</style>".format, styles))


def in_script(data: str) -> str:
    """JSON that may stand in a script element: nothing in it can end the element."""
    return data.replace("<", "\\u003c")


def build(app: Dash, files: StaticFiles, fetch: Fetch, site: Site) -> Shell:
    """Make the shell of `app`, and have `files` serve everything that it refers to; `fetch` gets a file from Dash."""
    parts = index_parts(app)
    _add_assets(app, files)
    files.add(_CHART_SCRIPT, fetch(_CHART_SCRIPT), immutable=False)
    plotly = files.add_fingerprinted(_PLOTLY.name, _joined([_PLOTLY, *_WITH_PLOTLY]))
    own = files.add_fingerprinted("voor.js", _joined(_BEFORE_DASH))
    small = sorted(Path(app.config.assets_folder).glob("*.js"))
    links, css = _inline(parts["css"], fetch)
    dependencies = in_script(fetch("/_dash-dependencies").decode())
    scripts = _serve(_UNUSED.sub("", parts["scripts"]), files, fetch)
    with_dash = [
        f'<script type="application/json" id="eerste-verbanden">{dependencies}</script>',
        f'<script src="{own}"></script>',
        _config(parts["config"], plotly),
        scripts,
        parts["renderer"].replace(' type="application/javascript"', ""),
    ]
    # Tells the style sheet from that of another time, to who fetches a page in the place of this one.
    sheet = f'<meta name="stijlblad" content="{digest(css.encode())}">'
    return Shell(
        site=site,
        head="\n".join([sheet, _icon(app, parts["favicon"]), _serve(links, files, fetch)]),
        with_dash="\n".join(with_dash),
        # Nothing on the page waits for these; together they are one request, where a phone would wait four times.
        without_dash=f'<script src="{files.add_fingerprinted("site.js", _joined(small))}" defer></script>'
        if small
        else "",
        listening=tuple(_listening(app)),
        chart_preload="".join(
            f'<link rel="preload" as="script" href="{url}" fetchpriority="low">' for url in (_CHART_SCRIPT, plotly)
        ),
        scripts=tuple(app.csp_hashes()),
        takeover=_takeover_rules(site.content_id),
        css=css,
        rules=StyleRules(css, [path.read_text("utf-8") for path in small]),
    )


def _listening(app: Dash) -> set[str]:
    """How the HTML of each component begins its id that a callback listens to; a pattern may be any that is one."""
    ids = {each["id"] for callback in callbacks(app).values() for each in callback["inputs"]}
    return {'id="{' if id_.startswith("{") else f'id="{id_}"' for id_ in ids}


def _joined(scripts: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in scripts)


def _add_assets(app: Dash, files: StaticFiles) -> None:
    """The pictures and styles of the pages, under the names that the pages use for them."""
    folder = Path(app.config.assets_folder)
    for path in folder.rglob("*"):
        if path.is_file():
            files.add(app.get_asset_url(path.relative_to(folder).as_posix()), path.read_bytes(), immutable=False)


def _icon(app: Dash, default: str) -> str:
    has_own = (Path(app.config.assets_folder) / _ICON).exists()
    return f'<link rel="icon" type="image/svg+xml" href="{app.get_asset_url(_ICON)}">' if has_own else default


def _inline(links: str, fetch: Fetch) -> tuple[str, str]:
    """The links to style sheets that have to stay links, and the rules of the others.

    Our styles are small; in the page itself they save the wait for a second answer before anything can be seen. A sheet
    that refers to files by a relative address must stay where it is.
    """
    inlined: list[str] = []

    def take(found: re.Match[str]) -> str:
        rules = fetch(found[1]).decode()
        if "url(" in rules or "@import" in rules or "</style" in rules:
            return found[0]
        inlined.append(rules.strip())
        return ""

    return _STYLESHEET.sub(take, links), "\n".join(inlined)


def _takeover_rules(content_id: str) -> str:
    """Show one of the two at a time: the first look, until Dash has put the content of the page in its place.

    The first look is shown when it is whole (what follows it is there): tiles that come in one by one push each other.
    """
    return (
        "#ssr:not(:has(~ #react-entry-point)){visibility:hidden}"
        f"#ssr:has(~ #react-entry-point #{content_id} > *){{display:none}}"
        f"#ssr ~ #react-entry-point:not(:has(#{content_id} > *)){{display:none}}"
        "#ssr:empty ~ #react-entry-point:not(#_){display:block}"
    )


def _config(html: str, plotly: str) -> str:
    """What Dash tells its own scripts, without the layouts of all pages and the versions of what runs here."""
    # This is how Dash is told of another plotly.js: the script is ours all the same.
    changes = {"suppress_callback_exceptions": True, "serve_locally": False, "plotlyjs_url": plotly}
    opening, settings = config_of(html, ("validation_layout", "python_version", "dash_version_url"), changes)
    return f"{opening}{in_script(settings)}</script>"


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
