"""Each picture of a theme page can be passed on: its link leads to where it stands on the page that it names."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.pages.conftest import Render

_FIGUUR = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="([^"#]*)#([^"]+)"[^>]*>Link naar dit beeld</a>')


@pytest.mark.parametrize("thema", ["verzuim", "vrijstellingen", "doorstroompunt"])
@pytest.mark.parametrize("plaats", [{"gemeente": "aadorp"}, {"regio": "anderland"}])
def test_every_picture_of_a_theme_has_a_link_to_itself(render: Render, thema: str, plaats: dict[str, str]) -> None:
    _, html = render(f"/{thema}", {**plaats, "schooljaar": "2022-2023"})
    figuren = _FIGUUR.findall(html)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert figuren
    for figuur in figuren:
        gevonden = _LINK.search(figuur)
        assert gevonden, figuur[:200]
        assert unescape(gevonden[1]).startswith(f"/{thema}?") and gevonden[2] in ids
