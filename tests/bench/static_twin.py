"""The page to be measured against: the same tiles and charts as plain HTML with SVG in it, and no script at all.

It is made from our own page, so both show the same. Links to other gemeenten lead to their
static twins.
"""

from __future__ import annotations

import re
from pathlib import Path

import brotli
from playwright.sync_api import Page

# Everything that a static page does not need is taken out.
_AS_STATIC = """() => {
    const twin = document.documentElement.cloneNode(true);
    twin.querySelectorAll("script, link[rel=preload]").forEach(each => each.remove());
    return "<!DOCTYPE html>" + twin.outerHTML;
}"""


def write_twin(page: Page, folder: Path, name: str) -> None:
    """Write what `page` shows now as `name`.html, and compressed as `name`.html.br, for a server of files."""
    html = re.sub(r'href="(/gemeente/([a-z0-9-]+)[^"]*)"', r'href="/\2.html"', page.evaluate(_AS_STATIC))
    content = html.encode()
    (folder / f"{name}.html").write_bytes(content)
    (folder / f"{name}.html.br").write_bytes(brotli.compress(content, quality=11))
