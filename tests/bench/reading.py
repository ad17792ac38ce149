"""What a page asks of its reader: words, height, where the answer stands, how much is picture, sheets of paper.

    python -m tests.bench.reading http://localhost:8050 [--json]

One line per page and width; heights are pixels from the top of the page.

words: in <main>, seen without opening anything; in_svg: those inside drawings. verdict: foot of the first tile that has
a verdict. tiles: foot of the last of the first list of tiles. link: top of the first link to a gemeente in <main>.
answer: foot of the first sentence that answers. pictures: part of the height at which a drawing stands. a4: sheets that
the page prints on. Needs playwright and Chromium (environment variable CHROMIUM).
"""

from __future__ import annotations

import json
import os
import re
import sys

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "regio": "/?regio=ijssel-vecht&schooljaar=2022-2023",
    "regio-roermond": "/?regio=subregio-roermond&schooljaar=2023-2024",
    "dalfsen": "/gemeente/dalfsen?schooljaar=2022-2023",
    "hattem": "/gemeente/hattem?schooljaar=2022-2023",
    "roermond": "/gemeente/roermond?schooljaar=2023-2024",
    "verzuim": "/verzuim?regio=ijssel-vecht&schooljaar=2022-2023",
    "vrijstellingen": "/vrijstellingen?gemeente=roermond&schooljaar=2023-2024",
    "doorstroompunt": "/doorstroompunt?regio=subregio-roermond&schooljaar=2023-2024",
    "vergelijken": "/vergelijken?gemeente=hattem&indicator=absoluut_verzuim&schooljaar=2023-2024",
}
WIDTHS = ((1280, 900), (390, 844))
MEASURE = r"""() => {
  const main = document.querySelector('main') || document.body;
  const folded = e => {
    const d = e.closest('details:not([open])');
    return d && e.closest('summary')?.parentElement !== d;
  };
  const unseen = e => !e.checkVisibility({visibilityProperty: true}) || e.closest('.alleen-voorlezen') || folded(e);
  const top = e => e && Math.round(e.getBoundingClientRect().top + scrollY);
  const foot = e => e && Math.round(e.getBoundingClientRect().bottom + scrollY);
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let words = 0, in_svg = 0, node;
  while ((node = walk.nextNode())) {
    const e = node.parentElement;
    if (!e || ['SCRIPT', 'STYLE', 'OPTION', 'TITLE'].includes(e.tagName.toUpperCase()) || unseen(e)) continue;
    const n = node.textContent.trim().split(/\s+/).filter(Boolean).length;
    if (e.closest('svg')) in_svg += n; else words += n;
  }
  const rows = new Set();
  main.querySelectorAll('svg, img').forEach(e => {
    if (unseen(e)) return;
    const box = e.getBoundingClientRect();
    for (let y = Math.floor(box.top); y < box.bottom; y++) rows.add(y);
  });
  const height = document.documentElement.scrollHeight;
  const tiles = [...main.querySelectorAll('.tegels > li')];
  const list = tiles.length ? tiles.filter(e => e.parentElement === tiles[0].parentElement) : [];
  const judges = p => !unseen(p) && /regio|verschil|hoger|lager/.test(p.textContent);
  const says = e => [...e.querySelectorAll('.oordeel, .zin')].filter(judges);
  const verdicts = list.flatMap(says);
  const link = [...main.querySelectorAll('a[href*="gemeente"]')].find(e => !unseen(e));
  const answer = main.querySelector('.antwoord') || main.querySelector('#antwoord figcaption p');
  return {height, words, in_svg, verdict: foot(verdicts[0]), tiles: foot(list[Math.min(4, list.length - 1)]),
    link: top(link), answer: foot(answer), pictures: Math.round(100 * rows.size / height)};
}"""
_SHEET = re.compile(rb"/Type\s*/Page\b")


def measure(browser: Browser, base: str) -> list[dict[str, object]]:
    """Measure every page at both widths, and once on paper."""
    rows: list[dict[str, object]] = []
    for width, height in WIDTHS:
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        for name, url in PAGES.items():
            answer = page.goto(base + url)
            found = page.evaluate(MEASURE)
            sheets = len(_SHEET.findall(page.pdf(prefer_css_page_size=True))) if width == WIDTHS[0][0] else None
            status = answer.status if answer else None
            rows.append({"page": name, "width": width, "status": status, **found, "a4": sheets})
    return rows


def main(base: str, *, as_json: bool) -> None:
    """Print what was measured of the site at `base`."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        rows = measure(browser, base)
        browser.close()
    if as_json:
        sys.stdout.write(json.dumps(rows))
        return
    names = list(rows[0])
    lines = [names, *([str("-" if row[name] is None else row[name]) for name in names] for row in rows)]
    sys.stdout.writelines(f"{line[0]:>15}{''.join(f'{cell:>9}' for cell in line[1:])}\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), as_json="--json" in sys.argv)
