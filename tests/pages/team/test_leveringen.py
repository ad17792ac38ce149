"""Loading deliveries: what may not come in leaves nothing; what may goes to the write side and comes back in words."""

from __future__ import annotations

import io
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pages.team import taken
from tests.pages.team.conftest import BASIS, audit, log_in, token_of

KOP = "werkproces_id;persoon_id;gemeente_code;soort;subsoort;onderwijssoort;"
KOP += "geboortedatum;startdatum;einddatum;afhandeling"
GOED = f"{KOP}\nW1;P1;GM0148;verlof;;vo;01-02-2010;01-09-2024;15-09-2024;toegekend\n"


def send(client: FlaskClient, naam: str, inhoud: bytes, **velden: str) -> TestResponse:
    """Send a file as the form does. The body is put together here: the test client would leave its own files open."""
    grens = "----proef"
    tekst = {"formulier": token_of(client, "/team/leveringen"), **velden}
    delen = [
        f'--{grens}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in tekst.items()
    ]
    kop = f'--{grens}\r\nContent-Disposition: form-data; name="bestand"; filename="{naam}"\r\n\r\n'.encode()
    body = b"".join([*delen, kop, inhoud, f"\r\n--{grens}--\r\n".encode()])
    soort = f"multipart/form-data; boundary={grens}"
    return client.post("/team/leveringen/laden", data=body, base_url=BASIS, content_type=soort)


def wait_for_tasks() -> None:
    """Until no task is running: each is a thread of this process."""
    for thread in threading.enumerate():
        if thread.name.startswith("taak-"):
            thread.join(300)


def left_behind(datamap: Path) -> list[str]:
    return [str(pad) for pad in (datamap / "team" / "inkomend").rglob("*")]


def workbook(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as boek:
        for naam, inhoud in {"xl/workbook.xml": b"<workbook/>", **delen}.items():
            boek.writestr(naam, inhoud)
    return uit.getvalue()


def bomb() -> bytes:
    return workbook(**{"xl/worksheets/sheet1.xml": b"0" * (400 * 1024 * 1024)})


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a program": ("export.exe", b"MZ\x90", "Dit soort bestand"),
    "a program that says it is a text": ("export.csv", b"MZ\x90\0\0", "geen CSV"),
    "a PDF": ("export.csv", b"%PDF-1.7", "geen CSV"),
    "a workbook that says it is a text": ("export.csv", workbook(), "geen CSV"),
    "a text that says it is a workbook": ("export.xlsx", GOED.encode(), "geen .xlsx"),
    "nothing": ("export.csv", b"", "leeg"),
    "a million columns": ("export.csv", b";".join(b"k%d" % n for n in range(1_000_000)), "kolommen"),
    "many columns with short names": ("export.csv", b";" * 5_000 + b"\n", "kolommen"),
    "a formula": ("export.csv", f"{KOP}\n=cmd|' /C calc'!A0;P1".encode(), "formule"),
    "a formula in quotes": ("export.csv", f'{KOP}\nW1;"=HYPERLINK(""x"")"'.encode(), "formule"),
    "a formula far away": ("export.csv", (GOED + "W;P;x\n" * 400_000 + "@SUM(A1);x").encode(), "formule"),
    "a formula with a sign": ("export.csv", f"{KOP}\nW1;-2+3+cmd|x".encode(), "formule"),
    "a workbook with a formula": ("x.xlsx", workbook(**{"xl/worksheets/s.xml": b"<c><f>1+1</f></c>"}), "formule"),
    "a workbook with macros": ("x.xlsx", workbook(**{"xl/vbaProject.bin": b"x"}), "macro"),
    "a workbook with a link outside": ("x.xlsx", workbook(**{"xl/externalLinks/e.xml": b"x"}), "macro"),
    "a workbook that climbs out": ("x.xlsx", workbook(**{"../../x": b"x"}), "macro"),
    "a workbook as wide as can be": (
        "x.xlsx",
        workbook(**{"xl/worksheets/s.xml": b'<dimension ref="A1:XFD9"/>'}),
        "kolommen",
    ),
    "a workbook of many parts": ("x.xlsx", workbook(**{f"xl/{n}": b"" for n in range(600)}), "te groot"),
    "a zip bomb": ("x.xlsx", bomb(), "te groot"),
}


@pytest.mark.parametrize("geval", HOSTILE)
def test_a_hostile_file_is_refused_and_leaves_nothing(lokaal: Flask, datamap: Path, geval: str) -> None:
    naam, inhoud, tekst = HOSTILE[geval]
    response = send(log_in(lokaal, "beheer"), naam, inhoud)
    assert response.status_code == 400 and tekst in response.text
    assert left_behind(datamap) == [] and not taken.latest()
    regel = audit(datamap)[-1]
    assert (regel["gebeurtenis"], regel["wie"], regel["uitkomst"]) == ("levering", "beheer", "geweigerd")


@pytest.mark.parametrize(
    "regel", ["W1;-;GM0148", "W1;-5;x", "W1;+31612345678;x", "W1;- een punt;x", "W1;2024-09-01;-", "W1;a=b;c@d"]
)
def test_signs_that_are_no_formula_are_not_taken_for_one(regel: str, tmp_path: Path) -> None:
    from pages.team.keuring import inspect

    bestand = tmp_path / "goed.csv"
    bestand.write_text(f"{KOP}\n{regel}\n" + "W2;2024-09-01;a, - b\n" * 100_000)
    inspect(bestand)


def test_a_file_over_the_limit_is_refused(lokaal: Flask, datamap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.team import create_team_app

    monkeypatch.setenv("LEERRECHT_UPLOAD_MB", "1")
    response = send(log_in(create_team_app().server, "beheer"), "x.csv", GOED.encode() + b"x" * 3 * 1024 * 1024)
    assert response.status_code == 413 and left_behind(datamap) == []


@pytest.mark.parametrize("naam", ["../../etc/passwd.csv", "..\\x.csv", "a\tb.csv", "é ü;rm -rf.csv", "-rf.csv"])
def test_a_name_is_only_a_name(lokaal: Flask, datamap: Path, naam: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gezien: list[str] = []

    def run(opdracht: list[str]) -> tuple[int, dict[str, object], str]:
        gezien.append(opdracht[1])
        return 0, {}, ""

    monkeypatch.setattr(taken, "_run", run)
    assert send(log_in(lokaal, "beheer"), naam, GOED.encode()).status_code == 303
    wait_for_tasks()
    pad = Path(gezien[0])
    assert pad.parent.parent == datamap / "team" / "inkomend" and pad.suffix == ".csv"
    assert not set(pad.name) & set("/\\;\t") and left_behind(datamap) == []


@pytest.mark.parametrize("velden", [{"profiel": "../x"}, {"peildatum": "gisteren"}, {"schooljaren": "--help"}])
def test_options_that_cannot_be_are_refused(lokaal: Flask, datamap: Path, velden: dict[str, str]) -> None:
    assert send(log_in(lokaal, "beheer"), "x.csv", GOED.encode(), **velden).status_code == 400
    assert left_behind(datamap) == []


def test_only_a_beheerder_loads_and_only_with_our_own_form(lokaal: Flask, datamap: Path) -> None:
    regio, beheer = log_in(lokaal, "regio"), log_in(lokaal, "beheer")
    data = {"formulier": token_of(regio), "bestand": (io.BytesIO(GOED.encode()), "x.csv")}
    assert regio.post("/team/leveringen/laden", data=data, base_url=BASIS).status_code == 403
    for naam in ("publiceren", "intrekken", "proef"):
        velden = {"formulier": token_of(regio), "reden": "x", "levering": "1"}
        assert regio.post(f"/team/leveringen/actie/{naam}", data=velden, base_url=BASIS).status_code == 403
        velden = {"formulier": "0" * 64, "reden": "x", "levering": "1"}
        assert beheer.post(f"/team/leveringen/actie/{naam}", data=velden, base_url=BASIS).status_code == 400
    fout = {"formulier": "0" * 64, "bestand": (io.BytesIO(GOED.encode()), "x.csv")}
    assert beheer.post("/team/leveringen/laden", data=fout, base_url=BASIS).status_code == 400
    assert left_behind(datamap) == [] and not taken.latest()


def test_publishing_needs_a_reason_that_is_written_down(
    lokaal: Flask, datamap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gedaan: list[list[str]] = []
    antwoord: dict[str, object] = {"publicatie": "p1", "nieuw": True, "verschil": ["3 nieuwe cijfers"]}

    def run(opdracht: list[str]) -> tuple[int, dict[str, object], str]:
        gedaan.append(list(opdracht))
        return 0, antwoord, ""

    monkeypatch.setattr(taken, "_run", run)
    client = log_in(lokaal, "beheer")
    formulier = token_of(client, "/team/leveringen")
    pad = "/team/leveringen/actie/publiceren"
    assert client.post(pad, data={"formulier": formulier, "reden": "  "}, base_url=BASIS).status_code == 400
    response = client.post(pad, data={"formulier": formulier, "reden": "Nieuw schooljaar"}, base_url=BASIS)
    wait_for_tasks()
    assert "3 nieuwe cijfers" in client.get(response.headers["Location"], base_url=BASIS).text
    assert gedaan == [["publiceren", "--json"]]
    assert audit(datamap)[-1] | {"tijd": "", "taak": ""} == {
        "tijd": "",
        "taak": "",
        "gebeurtenis": "publicatie",
        "wie": "beheer",
        "actie": "publiceren",
        "levering": None,
        "reden": "Nieuw schooljaar",
    }


def test_a_delivery_goes_all_the_way_and_can_be_taken_back(lokaal: Flask, datamap: Path) -> None:
    (datamap / "team.duckdb").unlink()
    client = log_in(lokaal, "beheer")
    fout = "W2;P2;GM9999;verlof;;vo;01-02-2010;01-09-2024;;\n"
    response = send(client, "export.csv", (GOED + GOED.splitlines()[1].replace("W1", "W3") + "\n" + fout).encode())
    assert response.status_code == 303, response.text
    wait_for_tasks()
    taak = client.get(response.headers["Location"], base_url=BASIS).text
    assert "3 regels gelezen, 2 geaccepteerd, 1 afgekeurd" in taak and "P2" not in taak
    levering = client.get("/team/leveringen/1", base_url=BASIS).text
    assert "export.csv" in levering and "telt mee" in levering and "<dt>Door</dt><dd>beheer</dd>" in levering
    regels = client.get("/team/leveringen/1/afgekeurd", base_url=BASIS).text
    assert "gemeente_code" in regels and "GM9999" not in regels and "P2" not in regels
    assert left_behind(datamap) == []
    dalfsen = log_in(lokaal, "dalfsen")
    assert ">2</a>" in dalfsen.get("/team", base_url=BASIS).text
    velden = {"formulier": token_of(client, "/team/leveringen"), "levering": "1", "reden": "verkeerd bestand"}
    client.post("/team/leveringen/actie/intrekken", data=velden, base_url=BASIS)
    wait_for_tasks()
    assert "ingetrokken: verkeerd bestand" in client.get("/team/leveringen/1", base_url=BASIS).text
    assert "Nog geen cijfers" in dalfsen.get("/team", base_url=BASIS).text
    assert [regel.get("actie") for regel in audit(datamap) if regel["gebeurtenis"] == "levering"] == [
        "laden",
        "geladen",
        "intrekken",
    ]


def test_one_task_at_a_time_and_a_broken_one_says_so(datamap: Path) -> None:
    slot = taken._lock()
    with pytest.raises(taken.BezigFout):
        taken.start("proef", [["proef"]], "beheer")
    taken._keep(taken.Taak("a" * 24, "proef", "beheer", 1.0))
    found = taken.find("a" * 24)
    assert found and found.bezig
    slot.close()
    found = taken.find("a" * 24)
    assert found and not found.bezig and "afgebroken" in found.melding
    assert taken.find("../../x") is None


def test_a_command_that_dies_or_hangs_leaves_a_message(datamap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    status, _, melding = taken._run(["laden"])
    assert status == 1 and "gestopt" in melding
