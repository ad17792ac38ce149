"""The walks of docs/ontwikkelen.md, taken in a copy of the code: what is added is found, with no other edit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment

BLOK = re.compile(r"```python\n(.*?)```", re.DOTALL)
# Publishes the small artificial data in the folder that is named, by the code that is copied, and asks it pages.
VRAAG = """
import json, os, sys
from pathlib import Path
from tests.pages import publicatie
folder = Path(os.environ["LEERRECHT_DATA"])
folder.mkdir()
publicatie.build(folder)
from app import create_app
client = create_app().server.test_client()
antwoorden = {pad: client.get(pad) for pad in json.loads(sys.argv[1])}
Path(sys.argv[2]).write_text(json.dumps({pad: [a.status_code, a.text] for pad, a in antwoorden.items()}))
"""


def blocks() -> list[str]:
    """The pieces of Python in the document, in its order."""
    gevonden: list[str] = BLOK.findall((ROOT / "docs" / "ontwikkelen.md").read_text("utf-8"))
    return gevonden


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """The code, and the tests' small publication, in a folder of its own."""
    folder = tmp_path / "kopie"
    zonder = shutil.ignore_patterns("__pycache__")
    for naam in ("pages", "components", "data", "assets", "tests/pages", "etl"):
        shutil.copytree(ROOT / naam, folder / naam, ignore=zonder)
    for naam in ("app.py", "tests/conftest.py"):
        shutil.copy(ROOT / naam, folder / naam)
    return folder


def ask(kopie: Path, *paden: str) -> Mapping[str, tuple[int, str]]:
    """Status and text at each address, as the copy serves it."""
    uit = kopie / "antwoorden.json"
    done = subprocess.run(
        [sys.executable, "-c", VRAAG, json.dumps(paden), str(uit)],
        cwd=kopie,
        env=environment(kopie / "var") | {"PYTHONPATH": str(kopie)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {pad: (status, tekst) for pad, (status, tekst) in json.loads(uit.read_text("utf-8")).items()}


def append(bestand: Path, lijst: str, ingang: str) -> None:
    """Put an entry at the end of a tuple that stands at the beginning of a line."""
    voor, begin, na = bestand.read_text("utf-8").partition(f"\n{lijst}")
    assert begin, lijst
    inhoud, einde, rest = na.partition("\n)\n")
    bestand.write_text(voor + begin + inhoud + "\n" + ingang.rstrip() + "," + einde + rest, "utf-8")


def test_a_page_is_one_entry_and_one_file(kopie: Path) -> None:
    ingang, bestand, _ = blocks()
    append(kopie / "data/views/pages.py", "PAGINAS = (", ingang)
    (kopie / "pages" / "leerplicht.py").write_text(bestand, "utf-8")
    gevonden = ask(kopie, "/leerplicht", "/", "/sitemap.xml")
    status, pagina = gevonden["/leerplicht"]
    assert status == 200 and "Kinderen van 5 tot 16 jaar moeten naar school." in pagina
    assert "<title>Wat is leerplicht? - Leerrecht in Beeld</title>" in pagina
    assert "Wie naar school moet, en vanaf wanneer." in pagina
    assert re.search(r'<a href="/leerplicht"[^>]*>Wat is leerplicht\?</a>', gevonden["/"][1])
    assert "/leerplicht</loc>" in gevonden["/sitemap.xml"][1]


def test_a_counted_indicator_is_one_entry(kopie: Path) -> None:
    *_, ingang = blocks()
    append(kopie / "data/registry/indicator_counts.py", "GETELD: tuple[Indicator, ...] = (", ingang)
    naam = "Afgewezen aanvragen voor verlof"
    gemeente, keuze = "/gemeente/aadorp", "/gemeente/aadorp?indicator=verlof_afgewezen"
    vergelijken, bestand = "/vergelijken?indicator=verlof_afgewezen", "/download/cijfers.csv"
    gevonden = ask(kopie, gemeente, keuze, vergelijken, "/toelichting", bestand)
    assert [status for status, _ in gevonden.values()] == [200] * 5
    assert all(naam in gevonden[pad][1] for pad in (gemeente, keuze, vergelijken, "/toelichting"))
    assert "met de uitkomst afgewezen" in gevonden["/toelichting"][1]
    assert re.search(r"^verlof_afgewezen,werkprocessen,GM9001,", gevonden[bestand][1], re.MULTILINE)
