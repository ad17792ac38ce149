"""Whatever is wrong with a delivery: no number and no date of birth of a jongere is in any answer, table or file.

Only the refused rows keep what was delivered, inside the internal database.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from data.publication.databases import datamap, intern_pad
from data.team.bestand import team_pad
from etl.__main__ import main
from tests.etl.inname.hulp import KOP, row
from tests.etl.inname.vormen import KOLOMMEN

GEBOREN = "06-05-2009"
# The date of birth as it may come out again.
GEHEIM = ("geheim", "06-05-2009", "2009-05-06", "20090506", "06/05/2009", "6-5-2009", "2009, 5, 6", "sanne")
# As a spreadsheet has it; in the midst of a hash it says nothing.
_SERIAL = re.compile(r"(?<![0-9a-z])39939(?![0-9a-z])")
RIJEN = [
    row(n, persoon=f"GEHEIM-{n}", geboortedatum=GEBOREN, start="01-09-2022", einddatum="03-10-2022", afhandeling="halt")
    for n in range(30)
]


def text(*regels: str) -> bytes:
    return ("\n".join(regels) + "\n").encode()


def swap(van: str, naar: str, hoeveel: int = 30) -> bytes:
    """The delivery with something else in so many of its rows."""
    return text(KOP, *(rij.replace(van, naar) if n < hoeveel else rij for n, rij in enumerate(RIJEN)))


def workbook(maak: Callable[[openpyxl.Workbook], None]) -> bytes:
    boek, uit = openpyxl.Workbook(), io.BytesIO()
    for rij in (KOP, *RIJEN):
        boek.worksheets[0].append(rij.split(";"))
    maak(boek)
    boek.save(uit)
    return uit.getvalue()


def quoted(rijen: list[str]) -> str:
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(r.split(";") for r in rijen)
    return uit.getvalue()


HEEL = text(KOP, *RIJEN)
KAPOT: dict[str, bytes] = {
    "heel": HEEL,
    "regeleinde na de kop weg": text(f"{KOP};{RIJEN[0]}", *RIJEN[1:]),
    "spatie na de kop": text(f"{KOP} {RIJEN[0]}", *RIJEN[1:]),
    "niets na de kop": text(KOP + RIJEN[0], *RIJEN[1:]),
    "kop half over de rij": text(KOP[:-30] + RIJEN[0], *RIJEN[1:]),
    "naam in de kop": text(f"{KOP};Sanne", *(f"{rij};x" for rij in RIJEN)).replace(b"Sanne", b"Naam GEHEIM-1"),
    "losse naam in de kop": text(f"{KOP};Sanne de Wit", *RIJEN),
    "geen kop": text(*RIJEN),
    "kop onderaan": text(*RIJEN, KOP),
    "kop halverwege": text(*RIJEN[:9], KOP, *RIJEN[9:]),
    "kop twee keer": text(KOP, *RIJEN[:9], KOP, *RIJEN[9:]),
    "titel met een kind": text(f"Dossier Sanne;GEHEIM-1;{GEBOREN}", KOP, *RIJEN),
    "totaal met een kind": text(KOP, *RIJEN, f"Totaal;GEHEIM-1;{GEBOREN}"),
    "alles op een regel": ";".join([KOP, *RIJEN]).encode(),
    "alleen CR": HEEL.replace(b"\n", b"\r"),
    "verkeerd scheidingsteken": text(KOP, *(rij.replace(";", ",") for rij in RIJEN)),
    "rij over twee regels": text(KOP, *(rij.replace("GM0193", "GM01\n93") for rij in RIJEN)),
    "kolom te veel": text(KOP, *(f"{rij};GEHEIM-{n}" for n, rij in enumerate(RIJEN))),
    "kolom te weinig": text(KOP, *(rij.partition(";")[2] for rij in RIJEN)),
    "kolommen verschoven": text(KOP, *(f"x;{rij}".rpartition(";")[0] for rij in RIJEN)),
    "kolom mist": text(KOP.replace("startdatum", "Begin"), *RIJEN),
    "kolom dubbel": text(KOP.replace("subsoort", "soort"), *RIJEN),
    "kop met waarden": text(*(KOP.replace("startdatum", GEBOREN).replace("einddatum", "GEHEIM-3"), *RIJEN)),
    "persoon en geboorte verwisseld": text(
        KOP.replace("persoon_id", "q").replace("geboortedatum", "persoon_id").replace(";q;", ";geboortedatum;"), *RIJEN
    ),
    "open aanhalingsteken": swap("GM0193", '"GM0193', 5),
    "alles tussen aanhalingstekens": quoted([KOP, *RIJEN]).encode(),
    "aanhalingsteken in de kop": text(KOP.replace("persoon_id", '"persoon_id'), *RIJEN),
    "half bestand": HEEL[:-50],
    "afgebroken in aanhalingstekens": quoted([KOP, *RIJEN]).encode()[:-40],
    "nulteken": HEEL.replace(b"GEHEIM-9", b"GEHEIM-\0"),
    "stuurtekens": HEEL.replace(b"GEHEIM", b"GE\x1fH\x01EIM"),
    "UTF-16": HEEL.decode().encode("utf-16"),
    "UTF-16 afgebroken": HEEL.decode().encode("utf-16")[:-3],
    "een vreemde byte": HEEL.replace(b"GEHEIM-9", b"GEHEIM-\xe9"),
    "twee coderingen": HEEL.replace(b"GEHEIM-9", "é".encode()).replace(b"GEHEIM-8", b"\xe9"),
    "te lange regel": HEEL + b"GEHEIM-1;" * 9000,
    "maand voorop": swap(GEBOREN, "05-16-2009"),
    "twee datumvormen": swap(GEBOREN, "2009-05-06", 9),
    "datum met tijd": swap(GEBOREN, f"{GEBOREN} 10:15"),
    "schuine strepen": swap(GEBOREN, "06/05/2009"),
    "volgnummer": swap(GEBOREN, "39939"),
    "geboren na start": swap("01-09-2022", "01-09-2008"),
    "onbekende soort": swap("relatief_verzuim", "GEHEIM"),
    "onbekende gemeente": swap("GM0193", "GEHEIM"),
    "wetenschappelijk": swap("GEHEIM-", "1,2E+1"),
    "alle gelijk": text(KOP, *[RIJEN[0]] * 30),
    "een kind in veel regels": text(KOP, *(rij.replace(f"GEHEIM-{n};", "GEHEIM-1;") for n, rij in enumerate(RIJEN))),
    "twee schrijfwijzen": swap("GEHEIM-1", "geheim-01"),
    "onzichtbaar": swap("GEHEIM", "GE\u200bHEIM"),
    "ZIP": b"PK\x03\x04" + HEEL,
    "PDF": b"%PDF-1.7 " + HEEL,
    "JSON": json.dumps([dict(zip(KOLOMMEN, rij.split(";"), strict=True)) for rij in RIJEN]).encode(),
    "standen met kinderen": text(
        "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven",
        f"GM0193;2022-2023;GEHEIM-1;{GEBOREN};1;1",
    ),
    "CBS met kinderen": text(
        "Geslacht;Leeftijd;BurgerlijkeStaat;RegioS;Perioden;BevolkingOp1Januari_1", f"GEHEIM-1;{GEBOREN};1;GM0193;x;1"
    ),
    "werkmap met titel": workbook(lambda boek: boek.worksheets[0].insert_rows(1)),
    "werkmap met formules": workbook(lambda boek: boek.worksheets[0].__setitem__("B3", '="GEHEIM-1"')),
    "werkmap met opmerking": workbook(lambda boek: boek.create_sheet("Blad2").append(["Sanne", "GEHEIM-1", GEBOREN])),
}


def leaks(tekst: str) -> list[str]:
    return [geheim for geheim in GEHEIM if geheim in tekst.lower()] + _SERIAL.findall(tekst.lower())


def everything_in(database: Path, behalve: tuple[str, ...] = ()) -> dict[str, str]:
    """The text of every table of a database, without the columns named."""
    with duckdb.connect(str(database), read_only=True) as verbinding:
        tabellen = [naam for (naam,) in verbinding.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        inhoud = {}
        for tabel in tabellen:
            relatie = verbinding.table(tabel)
            kolommen = [kolom for kolom in relatie.columns if (tabel, kolom) != behalve]
            inhoud[tabel] = str(relatie.select(*kolommen).fetchall())
    return inhoud


def test_so_many_kinds_are_tried() -> None:
    assert len(KAPOT) >= 50


@pytest.mark.parametrize("geval", KAPOT)
def test_nothing_of_a_jongere_comes_out(geval: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    naam = "dossier 123456782 Regio.csv" if not geval.startswith("werkmap") else "export.xlsx"
    bestand = tmp_path / naam
    bestand.write_bytes(KAPOT[geval])
    lijst = tmp_path / "afgekeurd.csv"
    laden = ["laden", str(bestand), "--peildatum", "2025-09-01", "--json"]
    opdrachten = [
        laden,
        *([[*laden, "--profiel", "jvs"]] if "kop" in geval else []),
        ["leveringen"],
        ["afgekeurd", "--json"],
        ["afgekeurd", "--uit", str(lijst)],
        ["teambeeld", "--json"],
    ]
    for opdracht in opdrachten:
        status = main(opdracht)
        gezegd = capsys.readouterr()
        assert status in {0, 2, 3}, (opdracht, gezegd)
        assert not leaks(gezegd.out + gezegd.err), (opdracht, gezegd)
        assert "123456782" not in gezegd.out + gezegd.err
    assert not leaks(lijst.read_text("utf-8"))
    binnen = everything_in(intern_pad(), ("afgekeurd", "ruwe_regel"))
    assert {tabel: leaks(tekst) for tabel, tekst in binnen.items() if leaks(tekst)} == {}
    team = everything_in(team_pad())
    assert {tabel: leaks(tekst) for tabel, tekst in team.items() if leaks(tekst)} == {}
    for pad in datamap().rglob("*"):
        if pad.is_file() and not pad.name.startswith("intern"):
            assert not leaks(pad.read_bytes().decode("latin-1")), pad
