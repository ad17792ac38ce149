"""The walks of docs/ontwikkelen.md, taken in a copy of the code: what is added is found, with no other edit.

One copy takes them all, is given a delivery of the region of the manual, publishes, and is asked its pages.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from etl.inname.profile import WERKPROCES_KOLOMMEN
from tests.conftest import ROOT, environment

BLOK = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
# Asks the site that is copied its pages.
VRAAG = """
import json, sys
from pathlib import Path
from app import create_app
client = create_app().server.test_client()
antwoorden = {pad: client.get(pad) for pad in json.loads(sys.argv[1])}
Path(sys.argv[2]).write_text(json.dumps({pad: [a.status_code, a.text] for pad, a in antwoorden.items()}))
"""
GETELD, STAND, VERSLAG = "verlof_afgewezen", "leerlingen_po", "huisbezoeken"
AMERSFOORT, VERZUIM, OVERZICHT = "/gemeente/amersfoort", "/verzuim?gemeente=amersfoort", "/?regio=regio-amersfoort"
CIJFERS, VERSLAGCIJFERS = "/download/cijfers.csv", "/download/verslagcijfers.csv"
PADEN = (
    "/",
    "/sitemap.xml",
    "/leerplicht",
    AMERSFOORT,
    OVERZICHT,
    VERZUIM,
    "/verzuim?gemeente=baarn",
    "/toelichting",
    "/data",
    CIJFERS,
    VERSLAGCIJFERS,
    *(f"{AMERSFOORT}?indicator={key}" for key in (GETELD, STAND, VERSLAG)),
    f"/vergelijken?indicator={GETELD}",
)
Antwoorden = Mapping[str, str]


def block(document: str, begin: str) -> str:
    """The one block of a document that begins with this text, or has it on a line of its own."""
    gevonden = [b for b in BLOK.findall((ROOT / "docs" / document).read_text("utf-8")) if begin in b]
    assert len(gevonden) == 1, (document, begin, len(gevonden))
    return str(gevonden[0])


def append(bestand: Path, lijst: str, ingang: str) -> None:
    """Put an entry at the end of a tuple that stands at the beginning of a line."""
    voor, begin, na = bestand.read_text("utf-8").partition(f"\n{lijst}")
    assert begin, lijst
    inhoud, einde, rest = na.partition("\n)\n")
    bestand.write_text(voor + begin + inhoud + "\n" + ingang.rstrip() + "," + einde + rest, "utf-8")


def take_walks(kopie: Path) -> None:
    """Write what the document says into the copy, and nothing else."""
    ontwikkelen, register = "ontwikkelen.md", kopie / "data" / "registry"
    append(kopie / "data/views/pages.py", "PAGINAS = (", block(ontwikkelen, 'sleutel="leerplicht"'))
    (kopie / "pages" / "leerplicht.py").write_text(block(ontwikkelen, '"""/leerplicht'), "utf-8")
    for key in (GETELD, STAND):
        ingang = block(ontwikkelen, f'key="{key}"')
        append(register / "indicator_counts.py", "GETELD: tuple[Indicator, ...] = (", ingang)
    ingang = block(ontwikkelen, f'key="{VERSLAG}"')
    append(register / "indicator_reports.py", "ALLEEN_IN_VERSLAGEN: tuple[Indicator, ...] = (", ingang)


def move_chart(themas: Path) -> None:
    """Put the line of the chart in the chapter that the document names."""
    regel = block("ontwikkelen.md", f'*_years("{GETELD}")')
    voor, kop, na = themas.read_text("utf-8").partition('"Hoe zaken afliepen",\n            (\n')
    assert kop
    themas.write_text(voor + kop + regel + na, "utf-8")


def write_region(folder: Path) -> None:
    """The files of the manual, and a report with the figure of the document."""
    (folder / "bronnen").mkdir(parents=True)
    for naam, begin in (("regios", "code,naam,officieel"), ("gemeenten", "code,naam,regio")):
        (folder / f"{naam}.csv").write_text(block("handleiding.md", begin), "utf-8")
    (folder / "bronnen/cijfers.csv").write_text(block("ontwikkelen.md", "nummer,bron,gebied"), "utf-8")
    bron = (
        "sleutel,titel,uitgever,jaar,soort,gebied,toelichting\nverslag,Jaarverslag,Regio,2025,verslag,SR-AMERSFOORT,\n"
    )
    (folder / "bronnen/bronnen.csv").write_text(bron, "utf-8")


def write_deliveries(folder: Path) -> None:
    """Cases of leave in the four gemeenten, and the standen of the manual with a column more."""
    kop, stand = block("handleiding.md", "GM0307;2024-2025;25000").splitlines()
    regels = [f"{kop};{STAND}"]
    zaken = [";".join(WERKPROCES_KOLOMMEN)]
    for nummer, code in enumerate(("GM0307", "GM0308", "GM0327", "GM0342")):
        regels.append(f"{stand.replace('GM0307', code)};{11_000 + nummer}")
        for zaak in range(60):
            uitkomst = "afgewezen" if zaak < 23 + nummer else "toegekend"
            wie = f"{code}-{zaak};p{code}{zaak};{code};verlof;;po;2016-03-01"
            zaken.append(f"{wie};2024-{9 + zaak % 4:02d}-10;2025-02-01;{uitkomst}")
    (folder / "standen.csv").write_text("\n".join(regels) + "\n", "utf-8")
    (folder / "export.csv").write_text("\n".join(zaken) + "\n", "utf-8")


def run(kopie: Path, *opdracht: str) -> str:
    """What a command in the copy writes; it must end well."""
    omgeving = environment(kopie / "var") | {"LEERRECHT_REFERENTIE": str(kopie / "regio"), "PYTHONPATH": str(kopie)}
    done = subprocess.run([sys.executable, *opdracht], cwd=kopie, env=omgeving, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]
    return done.stdout


def plain(pagina: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pagina))


def chapter(pagina: str, sleutel: str) -> str:
    """What stands in one section of a page; nothing when there is none."""
    secties = re.split(r"(?=<section\b)", pagina)
    return "".join(sectie for sectie in secties if re.match(rf'<section[^>]* id="{sleutel}"', sectie))


def ask(kopie: Path, *paden: str) -> Antwoorden:
    """The text at each address, as the copy serves it; each must be there."""
    uit = kopie / "antwoorden.json"
    run(kopie, "-c", VRAAG, json.dumps(paden), str(uit))
    antwoorden = json.loads(uit.read_text("utf-8"))
    assert [pad for pad, (status, _) in antwoorden.items() if status != 200] == []
    return {pad: tekst for pad, (_, tekst) in antwoorden.items()}


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code with all that the document adds, published for the region of the manual."""
    folder = tmp_path_factory.mktemp("wandeling") / "kopie"
    for naam in ("pages", "components", "data", "assets", "etl"):
        shutil.copytree(ROOT / naam, folder / naam, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    write_region(folder / "regio")
    write_deliveries(folder)
    # The database is there before the entries are, as with whoever adds one.
    run(folder, "-m", "etl", "laden", "export.csv", "--peildatum", "2025-09-01")
    take_walks(folder)
    run(folder, "-m", "etl", "laden", "standen.csv", "--peildatum", "2025-09-01")
    run(folder, "-m", "etl", "publiceren")
    return folder


@pytest.fixture(scope="module")
def pagina(kopie: Path) -> Antwoorden:
    return ask(kopie, *PADEN)


def test_a_region_is_lines_in_two_files(pagina: Antwoorden) -> None:
    assert "Regio Amersfoort" in pagina[OVERZICHT]
    assert all(naam in pagina[OVERZICHT] for naam in ("Amersfoort", "Baarn", "Leusden", "Soest"))
    assert "/gemeente/baarn" in pagina["/sitemap.xml"] and "Hattem" not in pagina["/"]
    assert re.search(r"^jongeren_5_18,jongeren,GM0307,2024-2025,.*25000", pagina[CIJFERS], re.MULTILINE)


def test_a_page_is_one_entry_and_one_file(pagina: Antwoorden) -> None:
    assert "Kinderen van 5 tot 16 jaar moeten naar school." in pagina["/leerplicht"]
    assert "<title>Wat is leerplicht? - Leerrecht in Beeld</title>" in pagina["/leerplicht"]
    assert "Wie naar school moet, en vanaf wanneer." in pagina["/leerplicht"]
    assert re.search(r'<a href="/leerplicht"[^>]*>Wat is leerplicht\?</a>', pagina["/"])
    assert "/leerplicht</loc>" in pagina["/sitemap.xml"]


def test_a_counted_indicator_is_one_entry(pagina: Antwoorden) -> None:
    naam = "Afgewezen aanvragen voor verlof"
    for pad in (AMERSFOORT, f"{AMERSFOORT}?indicator={GETELD}", f"/vergelijken?indicator={GETELD}", "/toelichting"):
        assert naam in pagina[pad], pad
    assert "ging het in Amersfoort om 23 zaken" in plain(pagina[VERZUIM])
    assert "ging het in Baarn om 24 zaken" in plain(pagina["/verzuim?gemeente=baarn"])
    assert "met de uitkomst afgewezen" in pagina["/toelichting"]
    assert re.search(rf"^{GETELD},werkprocessen,GM0307,2024-2025,totaal,totaal,23,", pagina[CIJFERS], re.MULTILINE)


def test_a_stand_is_one_entry_also_for_a_database_that_was_there(pagina: Antwoorden, kopie: Path) -> None:
    naam = "Leerlingen van het basisonderwijs"
    for pad in (AMERSFOORT, f"{AMERSFOORT}?indicator={STAND}", "/toelichting"):
        assert naam in pagina[pad], pad
    assert "ging het in Amersfoort om 11.000 jongeren" in plain(pagina[VERZUIM])
    regio = f"{STAND},jongeren,SR-AMERSFOORT,2024-2025,totaal,totaal,44006,"
    assert regio in pagina[CIJFERS]
    (kopie / "teveel.csv").write_text((kopie / "standen.csv").read_text("utf-8").replace("11000", "25001"), "utf-8")
    run(kopie, "-m", "etl", "laden", "teveel.csv", "--peildatum", "2025-09-02")
    assert f"kolom {STAND} [meer_dan_geheel]" in run(kopie, "-m", "etl", "afgekeurd")


def test_an_indicator_from_reports_is_one_entry_and_the_lines_with_its_figures(pagina: Antwoorden) -> None:
    assert "Huisbezoeken in Amersfoort, per schooljaar" in plain(pagina[VERZUIM])
    assert "86 huisbezoeken" in plain(pagina[AMERSFOORT])
    assert "geen jaarverslag dat wij hebben" in plain(pagina["/verzuim?gemeente=baarn"])
    assert "zoals het verslag ze telt" in pagina["/toelichting"]
    gedrukt = [
        (rij["indicator"], rij["gebied"], rij["schooljaar"], rij["waarde"], rij["bronsoort"])
        for rij in csv.DictReader(io.StringIO(pagina[VERSLAGCIJFERS]))
        if rij["titel"] == "Afgelegde huisbezoeken"
    ]
    assert gedrukt == [(VERSLAG, "GM0307", "2024-2025", "86", "verslag")]


def test_a_chart_without_a_line_stands_last_and_with_one_where_the_line_is(pagina: Antwoorden, kopie: Path) -> None:
    assert "Afgewezen aanvragen" in chapter(pagina[VERZUIM], "meer") and "Afgewezen" not in chapter(
        pagina[VERZUIM], "afloop"
    )
    themas = kopie / "data/views/themes.py"
    eerst = themas.read_text("utf-8")
    move_chart(themas)
    try:
        verzuim = ask(kopie, VERZUIM)[VERZUIM]
    finally:
        themas.write_text(eerst, "utf-8")
    assert "Afgewezen aanvragen" in chapter(verzuim, "afloop") and "Afgewezen" not in chapter(verzuim, "meer")
