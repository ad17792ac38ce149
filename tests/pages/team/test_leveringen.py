"""Loading deliveries: what may not come in leaves nothing; what may goes to the write side and comes back in words."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.referentie import reference_csv
from pages.team import taakproces, taken
from pages.team.config import private_folder
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
    """Until no task is running: a thread of this process waits for the process of each."""
    while bezig := [thread for thread in threading.enumerate() if thread.name.startswith("taak-")]:
        for thread in bezig:
            thread.join(300)


def left_behind(datamap: Path) -> list[str]:
    return [str(pad) for pad in (datamap / "team" / "inkomend").rglob("*")]


@pytest.fixture
def hier(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of tasks, which are not done: each answers at once with ANTWOORD."""
    gedaan: list[list[str]] = []

    def run(opdracht: list[str], *_: object) -> tuple[int, dict[str, object], str]:
        gedaan.append(list(opdracht))
        return 0, ANTWOORD[opdracht[0]], ""

    def hand_over(_slot: object, wat: str) -> None:
        taak = taken.read(wat)
        assert taak
        taakproces.work(taak)

    monkeypatch.setattr(taakproces, "run", run)
    monkeypatch.setattr(taken, "_hand_over", hand_over)
    return gedaan


ANTWOORD: dict[str, dict[str, object]] = {
    "laden": {"leveringen": [{"bestand": "x", "status": "geladen"}]},
    "proef": {"verschil": ["1.204 cijfers die er niet meer zijn"], "merk": "m1", "verdwijnt": 1204},
    "publiceren": {"publicatie": "p1", "nieuw": True, "verschil": ["3 nieuwe cijfers"]},
}


def workbook(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as boek:
        for naam, inhoud in {"xl/workbook.xml": b"<workbook/>", **delen}.items():
            boek.writestr(naam, inhoud)
    return uit.getvalue()


def bomb() -> bytes:
    return workbook(**{"xl/worksheets/sheet1.xml": b"0" * (400 * 1024 * 1024)})


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a program": ("export.exe", b"MZ\x90", "een programma"),
    "a program that says it is a text": ("export.csv", b"MZ\x90\0\0", "een programma"),
    "a PDF": ("export.csv", b"%PDF-1.7", "een PDF"),
    "a web page": ("export.xls", b"<html><script>x</script></html>", "een webpagina"),
    "an archive that says it is a text": ("export.csv", workbook(), "een ZIP-bestand"),
    "a text that says it is a workbook": ("export.xlsx", GOED.encode(), "geen werkmap"),
    "nothing": ("export.csv", b"", "leeg"),
    "what Excel puts beside an open workbook": ("~$export.xlsx", b"\x05Naam" + b" " * 160, "vergrendelbestand"),
    "what LibreOffice puts beside it": (".~lock.export.ods#", b",naam,computer;", "vergrendelbestand"),
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


def many(regel: str, kop: str = KOP) -> str:
    """A delivery of some good rows, and one more."""
    goed = "".join(f"W{n};P{n};GM0148;verlof;;vo;01-02-2010;01-09-2024;15-09-2024;toegekend;\n" for n in range(2, 8))
    return f"{kop};Opmerking\n{goed}{regel}\n"


RIJ = "W1;P1;GM0148;verlof;;vo;01-02-2010;01-09-2024;15-09-2024;toegekend"
ALIKE: dict[str, tuple[str, bytes, str]] = {
    "UTF-16": ("a.csv", many(f"{RIJ};x").encode("utf-16"), "geladen"),
    "a cell that begins with @": ("a.csv", many(f"{RIJ};@school").encode(), "geladen"),
    "a cell that keeps its zeros": (
        "a.csv",
        many(f"{RIJ.replace('P1', chr(61) + chr(34) + '001' + chr(34))};").encode(),
        "geladen",
    ),
    "another ending": ("a.tsv", many(f"{RIJ};=1+1").replace(";", "\t").encode(), "geladen"),
    "many columns": ("a.csv", (f"{KOP};" + ";".join(f"k{n}" for n in range(90_000))).encode(), "geweigerd"),
    "a row in the header": ("a.csv", many("", f"{KOP};{RIJ}").encode(), "geweigerd"),
}


@pytest.mark.parametrize("geval", ALIKE)
def test_the_site_judges_as_the_command_does(
    lokaal: Flask, tmp_path: Path, geval: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    naam, inhoud, status = ALIKE[geval]
    client = log_in(lokaal, "beheer")
    assert send(client, naam, inhoud, peildatum="2025-09-01").status_code == 303
    wait_for_tasks()
    (site,) = taken.latest()[0].uitkomst["leveringen"]
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "elders"))
    (tmp_path / naam).write_bytes(inhoud)
    opdracht = [sys.executable, "-m", "etl", "laden", str(tmp_path / naam), "--peildatum", "2025-09-01", "--json"]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    (commando,) = json.loads(klaar.stdout)["leveringen"]
    alike = ("status", "fout", "remedie", "gelezen", "geaccepteerd", "afgekeurd", "genegeerde_kolommen", "redenen")
    assert site["status"] == status
    assert {naam: site[naam] for naam in alike} == {naam: commando[naam] for naam in alike}


@pytest.mark.parametrize("waar", ["LEERRECHT_DATA", "LEERRECHT_REFERENTIE"])
def test_a_profile_of_the_region_can_be_chosen(
    lokaal: Flask, datamap: Path, tmp_path: Path, waar: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_ = datamap if waar == "LEERRECHT_DATA" else tmp_path / "referentie"
    if waar == "LEERRECHT_REFERENTIE":
        shutil.copytree(reference_csv.SHIPPED, map_)
        monkeypatch.setenv(waar, str(map_))
    (map_ / "profielen").mkdir(exist_ok=True)
    shipped = (reference_csv.SHIPPED / "profielen" / "canoniek.toml").read_text("utf-8")
    (map_ / "profielen" / "Regio_Zee.toml").write_text(shipped + '[kolommen]\npersoon_id = ["Wie"]\n', "utf-8")
    client = log_in(lokaal, "beheer")
    assert "Regio_Zee" in client.get("/team/leveringen", base_url=BASIS).text
    inhoud = GOED.replace("persoon_id", "Wie").encode()
    assert send(client, "x.csv", inhoud, profiel="Regio_Zee", peildatum="2025-09-01").status_code == 303
    wait_for_tasks()
    assert taken.latest()[0].uitkomst["leveringen"][0]["status"] == "geladen"


def test_a_number_in_the_name_of_a_file_is_in_no_log(lokaal: Flask, datamap: Path) -> None:
    send(log_in(lokaal, "beheer"), "dossier 123456782.csv", GOED.encode(), peildatum="2025-09-01")
    wait_for_tasks()
    assert "dossier xxxxxxxxx.csv" in str(audit(datamap))
    for pad in (datamap / "team").rglob("*"):
        assert not pad.is_file() or b"123456782" not in pad.read_bytes()


def test_what_an_older_version_kept_of_a_task_is_removed(datamap: Path) -> None:
    taken.latest()
    ouder = datamap / "team" / "taken" / ("a" * 24 + ".json")
    ouder.parent.mkdir(parents=True, exist_ok=True)
    taak = {"id": "a" * 24, "soort": "laden", "wie": "beheer", "begin": 1.0, "einde": 2.0, "status": 3}
    ouder.write_text(json.dumps({**taak, "uitkomst": {"leveringen": [{"genegeerde_kolommen": ["P1"]}]}}))
    assert taken.find("a" * 24) is None and not taken.latest() and not ouder.exists()


def test_a_file_over_the_limit_is_refused(lokaal: Flask, datamap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.team import create_team_app

    monkeypatch.setenv("LEERRECHT_UPLOAD_MB", "1")
    response = send(log_in(create_team_app().server, "beheer"), "x.csv", GOED.encode() + b"x" * 3 * 1024 * 1024)
    assert response.status_code == 413 and left_behind(datamap) == []


@pytest.mark.parametrize("naam", ["../../etc/passwd.csv", "..\\x.csv", "a\tb.csv", "é ü;rm -rf.csv", "-rf.csv"])
def test_a_name_is_only_a_name(lokaal: Flask, datamap: Path, naam: str, hier: list[list[str]]) -> None:
    assert send(log_in(lokaal, "beheer"), naam, GOED.encode()).status_code == 303
    pad = Path(hier[0][1])
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


def test_publishing_needs_a_look_first_a_number_and_a_reason(
    lokaal: Flask, datamap: Path, hier: list[list[str]]
) -> None:
    client = log_in(lokaal, "beheer")
    vast = {"formulier": token_of(client, "/team/leveringen")}

    def publish(**velden: str) -> TestResponse:
        return client.post("/team/leveringen/actie/publiceren", data={**vast, **velden}, base_url=BASIS)

    assert "Bekijk eerst" in publish(reden="Nieuw schooljaar").text
    proef = client.post("/team/leveringen/actie/proef", data=vast, base_url=BASIS).headers["Location"]
    pagina = client.get(proef, base_url=BASIS).text
    assert "Er verdwijnen 1.204 cijfers die lezers nu zien" in pagina and "Zet hier geen naam, geboortedatum" in pagina
    vast["proef"] = proef.rsplit("/", 1)[-1]
    goed = {"aantal": "1.204", "reden": "Nieuw schooljaar 2025-2026"}
    for fout, tekst in (
        ({"aantal": ""}, "Typ dat aantal"),
        ({"aantal": "1203"}, "Typ dat aantal"),
        ({"reden": "  "}, "Schrijf erbij waarom"),
        ({"reden": "Jan, 3 mei 2012"}, "Dat kan een geboortedatum zijn"),
        ({"reden": "dossier 123456782"}, "Dat kan over een jongere gaan"),
        ({"proef": "a" * 24}, "Bekijk eerst"),
    ):
        geweigerd = publish(**goed | fout)
        assert geweigerd.status_code == 400 and tekst in geweigerd.text
    assert hier == [["proef", "--json"]]
    response = publish(**goed)
    assert "3 nieuwe cijfers" in client.get(response.headers["Location"], base_url=BASIS).text
    assert hier[1:] == [["publiceren", "--zoals=m1", "--json"]]
    begin, klaar = audit(datamap)[-2:]
    gelijk = {"gebeurtenis": "publicatie", "wie": "beheer", "actie": "publiceren", "taak": begin["taak"]}
    assert begin == {"tijd": begin["tijd"], **gelijk, "stand": "begonnen", "reden": "Nieuw schooljaar 2025-2026"}
    assert klaar == {"tijd": klaar["tijd"], **gelijk, "stand": "klaar", "uitkomst": "gelukt", "publicatie": "p1"}


def test_every_refused_row_can_be_seen_with_its_remedy(lokaal: Flask, datamap: Path) -> None:
    (datamap / "team.duckdb").unlink()
    client = log_in(lokaal, "beheer")
    goed = "".join(f"W{n};P{n};GM0148;verlof;;vo;01-02-2010;01-09-2024;;\n" for n in range(1200))
    fout = "".join(f"X{n};Q{n};GM9999;verlof;;vo;01-02-2010;01-09-2024;;\n" for n in range(1100))
    fout += "X1100;Q1;GM9999;niets;;vo;01-02-2010;01-09-2024;;\n"
    (map_ := private_folder("inkomend") / "proef").mkdir()
    (map_ / "x.csv").write_text(f"{KOP}\n{goed}{fout}", "utf-8")
    opdracht = ["laden", str(map_ / "x.csv"), "--max-afgekeurd", "1", "--json"]
    taken.start("laden", opdracht, "beheer", onderwerp="x.csv", map_=map_)
    wait_for_tasks()
    hier = "/team/leveringen/1/afgekeurd"
    gezien: list[str] = []
    adres: str | None = hier
    while adres:
        pagina = client.get(adres, base_url=BASIS).text
        gezien += re.findall(r'<th scope="row">([\d.]+)</th>', pagina)
        assert "GM9999" not in pagina
        verder = re.search(r'href="([^"]+)">Volgende</a>', pagina)
        adres = verder[1] if verder else None
    regels = [int(nummer.replace(".", "")) for nummer in gezien]
    assert regels == [*range(1202, 2303), 2302]
    laatste = client.get(f"{hier}?pagina=99", base_url=BASIS).text
    assert laatste.count('<th scope="row">') == 102 and "102 van 1.102 fouten, in 1.101 afgekeurde regels" in laatste
    bestand = client.get(f"{hier}.csv", base_url=BASIS)
    assert "afgekeurd-levering-1.csv" in bestand.headers["Content-Disposition"] and "Q1" not in bestand.text
    rijen = list(csv.DictReader(io.StringIO(bestand.text.removeprefix("\ufeff")), delimiter=";"))
    assert [int(rij["regel"]) for rij in rijen] == regels and all(rij["melding"] and rij["remedie"] for rij in rijen)
    regel = audit(datamap)[-1]
    assert (regel["gebeurtenis"], regel["moment"], regel["regels"]) == ("download", "afgekeurd", 1101)
    for nummer in ("2", "123456782", "9" * 30):  # of no delivery: such a number is not written down either
        for wat in ("", "/afgekeurd", "/afgekeurd.csv"):
            assert client.get(f"/team/leveringen/{nummer}{wat}", base_url=BASIS).status_code == 404
    assert audit(datamap)[-1] == regel


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
    assert [
        (regel["actie"], regel["stand"], regel.get("uitkomst"))
        for regel in audit(datamap)
        if regel["gebeurtenis"] == "levering"
    ] == [
        ("laden", "begonnen", None),
        ("laden", "klaar", "geladen"),
        ("intrekken", "begonnen", None),
        ("intrekken", "klaar", "gelukt"),
    ]


def test_who_loads_can_say_what_is_zero(lokaal: Flask, datamap: Path) -> None:
    client = log_in(lokaal, "beheer")
    assert "Schooljaren zonder regels zijn echt nul" in client.get("/team/leveringen", base_url=BASIS).text
    fout = send(client, "x.csv", GOED.encode(), nul="Dalfsen, Atlantis")
    assert fout.status_code == 400 and "geen gemeente van deze site" in fout.text
    assert not left_behind(datamap)
    nul = "Dalfsen:2022-2023:2023-2024; Hattem:2024-2025"
    assert send(client, "x.csv", GOED.encode(), nul=nul, peildatum="2025-09-01").status_code == 303
    wait_for_tasks()
    (levering,) = taken.latest()[0].uitkomst["leveringen"]
    assert levering["nullen"] == [["GM0148", ["2022-2023", "2023-2024"]], ["GM0244", ["2024-2025", "2024-2025"]]]


def test_a_refused_file_is_told_once(lokaal: Flask) -> None:
    client = log_in(lokaal, "beheer")
    antwoord = send(client, "x.csv", GOED.replace("soort;", "", 1).encode(), peildatum="2025-09-01")
    wait_for_tasks()
    pagina = client.get(antwoord.headers["Location"], base_url=BASIS).text
    assert pagina.count("de kolom soort ontbreekt") == 1
