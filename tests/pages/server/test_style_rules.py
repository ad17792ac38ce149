"""A page brings the style rules that it needs: all of them, in their order, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages.server.style_rules import StyleRules

ASSETS = Path(__file__).parents[3] / "assets"


@pytest.mark.parametrize(
    ("rule", "html", "left"),
    [
        (".tegel { color: red }", '<p class="a tegel b">', ".tegel{color: red}"),
        (".tegel { color: red }", '<p class="tegels">', ""),
        ("#kop > .tegel { color: red; }", '<p id="kop"><b class="tegel">', "#kop > .tegel{color: red}"),
        ("#kop .tegel { color: red }", '<b class="tegel">', ""),
        ("ul li, table td { color: red }", "<ul><li>", "ul li{color: red}"),
        ("a:hover::after { content: ' ; } ' }", "<a>", 'a:hover::after{content: " ; } "}'),
        ("p:not(.stil, table):has(> b) { margin: 0 }", "<p>", "p:not(.stil, table):has(> b){margin: 0}"),
        ("[data-kleur=nacht] { color: red }", "<p>", ""),
        ("[data-kleur] { color: red }", '<p data-kleur="dag">', "[data-kleur]{color: red}"),
        ("details[open] { color: red }", "<details>", "details[open]{color: red}"),
        ("* { margin: 0 } :root { color: red }", "<p>", "*{margin: 0}:root{color: red}"),
        ("@media print { .weg { a: b } .hier { a: b } }", '<p class="hier">', "@media print{.hier{a: b}}"),
        ("@media print { .weg { a: b } }", '<p class="hier">', ""),
        ("@media (width > 1rem) { @supports (a: b) { p { a: b } } }", "<p>", None),
        ("p { width: calc(100% - 1rem); /* { */ }", "<p>", "p{width: calc(100% - 1rem)}"),
        (":root { --a: 1px; --b: var(--a); --c: 2px; } p { margin: var(--c) }", "<p>", None),
    ],
)
def test_a_rule_comes_along_where_all_that_it_names_is_on_the_page(rule: str, html: str, left: str | None) -> None:
    chosen = StyleRules(rule).of_page(html)
    if left is not None:
        assert chosen == left
    elif "--a" in rule:
        assert "--c: 2px" in chosen and "--a" not in chosen and "--b" not in chosen
    else:
        assert chosen == "@media (width > 1rem){@supports (a: b){p{a: b}}}"


def test_what_a_script_puts_on_the_page_keeps_its_rules() -> None:
    rules = ".licht { a: b } .donker { a: b }"
    assert StyleRules(rules, ['mark.classList.add("licht");']).of_page("<p>") == ".licht{a: b}"


def test_the_sheets_of_the_site_are_read_whole() -> None:
    for sheet in sorted(ASSETS.glob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        words = sorted(set(re.findall(r"[a-z][\w-]*", rules)))
        page = "".join(f'<{word} class="{word}" id="{word}" {word}="">' for word in words)
        assert StyleRules(rules).of_page(page).count("{") == rules.count("{"), sheet.name


def test_a_sheet_that_is_no_css_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="Regel 1"):
        StyleRules("p { } }")
