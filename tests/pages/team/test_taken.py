"""Tasks that survive: whatever is killed, at whatever step, the outcome is true and the delivered file is gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from flask import Flask

from pages.team import taakproces, taken
from pages.team.config import private_folder
from pages.team.taken import Taak
from tests.conftest import ROOT
from tests.pages.team.conftest import audit
from tests.pages.team.test_leveringen import GOED, wait_for_tasks


def delivered() -> Path:
    """A delivery as it stands in the private folder."""
    map_ = private_folder("inkomend") / "levering"
    map_.mkdir()
    (map_ / "x.csv").write_text(GOED, "utf-8")
    return map_ / "x.csv"


def load_order(bestand: Path) -> list[str]:
    return ["laden", str(bestand), "--peildatum", "2025-09-01", "--door=beheer", "--json"]


def outcome(datamap: Path) -> dict[str, object]:
    """The last line of the audit log."""
    return audit(datamap)[-1]


def test_one_task_at_a_time(datamap: Path) -> None:
    with taken._lock(), pytest.raises(taken.BezigFout):
        taken.start("proef", ["proef", "--json"], "beheer")
    assert taken.find("../../x") is None


def test_a_worker_that_is_killed_takes_no_task_along(datamap: Path) -> None:
    bestand = delivered()
    opdracht = json.dumps(load_order(bestand))
    code = f"""if True:
        import json, os, signal
        from pathlib import Path
        from pages.team import taken
        map_ = Path({str(bestand.parent)!r})
        print(taken.start("laden", json.loads({opdracht!r}), "beheer", onderwerp="x.csv", map_=map_).id, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)"""
    klaar = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert klaar.returncode == -signal.SIGKILL
    with (private_folder("taken") / ".slot").open("a") as slot:  # comes free when the task is over
        import fcntl

        fcntl.flock(slot, fcntl.LOCK_EX)
    taak = taken.find(klaar.stdout.strip())
    assert taak and taak.status == 0 and taak.uitkomst["leveringen"][0]["status"] == "geladen"
    assert not bestand.parent.exists()
    assert [(regel["actie"], regel["stand"]) for regel in audit(datamap)] == [("laden", "begonnen"), ("laden", "klaar")]


def broken_off(soort: str, opdracht: list[str], onderwerp: str = "", map_: str = "") -> Taak:
    """A task whose process was killed before it wrote down anything."""
    taak = Taak("b" * 24, soort, "beheer", time.time() - 5, onderwerp, opdracht=opdracht, map=map_)
    taken.keep(taak)
    return taak


@pytest.mark.parametrize("geladen", [True, False])
def test_what_was_killed_says_what_it_did(datamap: Path, geladen: bool) -> None:
    """After the rows were stored, and before."""
    bestand = delivered()
    taak = broken_off("laden", load_order(bestand), "x.csv", str(bestand.parent))
    if geladen:
        subprocess.run([sys.executable, "-m", "etl", *taak.opdracht], cwd=ROOT, check=True, capture_output=True)
    taken.settle()
    assert not bestand.exists(), "removed at once, not when its outcome is known"
    wait_for_tasks()
    nu = taken.find(taak.id)
    assert nu and not nu.bezig and nu.melding.startswith("Deze taak is onderbroken.")
    if geladen:
        assert nu.status == 0 and nu.uitkomst["leveringen"][0]["geaccepteerd"] == 1 and "was wel af" in nu.melding
    else:
        assert nu.status == 1 and not nu.uitkomst and "Er is niets geladen" in nu.melding
    regel = outcome(datamap)
    assert regel["stand"] == "klaar" and regel["onderbroken"] == "ja"
    assert regel["uitkomst"] == ("geladen" if geladen else "mislukt")


def stages(datamap: Path, taak: Taak) -> list[object]:
    return [regel["stand"] for regel in audit(datamap) if regel.get("taak") == taak.id]


@pytest.mark.parametrize("geschreven", ["niets", "begin", "alles"])
@pytest.mark.parametrize("uitkomst_bekend", [True, False])
def test_in_the_log_a_task_begins_once_and_ends_once_whoever_was_killed_while_writing(
    datamap: Path, geschreven: str, uitkomst_bekend: bool
) -> None:
    taak = Taak("b" * 24, "proef", "beheer", time.time() - 5, status=0 if uitkomst_bekend else None)
    if uitkomst_bekend:
        taak.uitkomst.update(verschil=["3 nieuwe cijfers"], merk="m1")
    taken.keep(taak)
    if geschreven != "niets":
        taken.write_begin(taak)
    if geschreven == "alles":
        taakproces._write_outcome(taak)
    taakproces.main(["herstel", "0"])
    nu = taken.read(taak.id)
    assert nu and not nu.bezig and nu.uitkomst == taak.uitkomst and nu.status == (0 if uitkomst_bekend else 1)
    assert stages(datamap, taak) == ["begonnen", "klaar"]
    assert ("begin" in audit(datamap)[0]) == (geschreven == "niets")


@pytest.mark.parametrize(
    ("stappen", "live", "gedaan"),
    [
        ("Afschermen: bezig", "n2", False),  # somebody else published at the command line
        ("Publicatie n2 online zetten: bezig", "n1", False),
        ("Publicatie n2 online zetten: bezig", "n2", True),
        ("Publicatie n2 online zetten: klaar", "n3", True),
        ("Publicatie n2 online zetten: bezig", "n3", False),
    ],
)
def test_a_publication_is_of_who_made_it(datamap: Path, stappen: str, live: str, gedaan: bool) -> None:
    (datamap / f"publiek-{live}.duckdb").touch()
    (datamap / "publiek.duckdb").symlink_to(f"publiek-{live}.duckdb")
    taken.keep(taak := Taak("b" * 24, "publiceren", "beheer", time.time() - 5, gebeurtenis="publicatie"))
    taken.progress_file(taak.id).write_text(f"Lezen: klaar\n{stappen}\n", "utf-8")
    taakproces.recover(taak)
    regel = outcome(datamap)
    assert (regel["uitkomst"], regel.get("publicatie")) == (("gelukt", "n2") if gedaan else ("mislukt", None))
    nu = taken.read(taak.id)
    assert nu and ("was wel af" in nu.melding) == gedaan


@pytest.mark.parametrize(("overgezet", "antwoord", "rest"), [(True, 1, False), (False, 0, False), (False, 1, True)])
def test_what_was_not_brought_to_the_server_yet_is_brought_or_told(
    datamap: Path, monkeypatch: pytest.MonkeyPatch, overgezet: bool, antwoord: int, rest: bool
) -> None:
    gedaan: list[list[str]] = []

    def run(opdracht: list[str]) -> tuple[int, dict[str, object], str]:
        gedaan.append(opdracht)
        return antwoord, {}, ""

    monkeypatch.setenv("LEERRECHT_PUBLIEK", "postgresql://elders")
    monkeypatch.setattr(taakproces, "run", run)
    taken.keep(taak := Taak("b" * 24, "publiceren", "beheer", time.time() - 5, gebeurtenis="publicatie"))
    stappen = "Publicatie n2 online zetten: klaar\n" + ("Overzetten: klaar\n" if overgezet else "Overzetten: bezig\n")
    taken.progress_file(taak.id).write_text(stappen, "utf-8")
    taakproces.recover(taak)
    nu = taken.read(taak.id)
    assert nu and nu.status == 0 and ("Op de databaseserver staan de cijfers nog niet" in nu.melding) == rest
    assert gedaan == ([] if overgezet else [["inrichten", "--json"]])


@pytest.mark.parametrize(("wie", "eigen"), [("beheer", True), ("root", False)])
def test_what_somebody_else_loaded_or_took_back_since_is_not_of_this_task(
    datamap: Path, monkeypatch: pytest.MonkeyPatch, wie: str, eigen: bool
) -> None:
    def run(opdracht: list[str]) -> tuple[int, dict[str, object], str]:
        rij = {"bestand": "x.csv", "ontvangen_op": "2999-01-01T00:00:00", "door": wie, "levering_id": 7, "gelezen": 1}
        rij |= {"geaccepteerd": 1, "afgekeurd": 0, "reden": wie}
        weg = {**rij, "levering_id": 2, "status": "ingetrokken"}
        return 0, {"leveringen": [{**rij, "status": "geaccepteerd"}, weg]}, ""

    monkeypatch.setattr(taakproces, "run", run)
    for soort, over, keus in (("laden", "x.csv", "--door=beheer"), ("intrekken", "2", "--reden=beheer")):
        taken.keep(taak := Taak("b" * 24, soort, "beheer", time.time() - 5, over, opdracht=[soort, over, keus]))
        taakproces.recover(taak)
        nu = taken.read(taak.id)
        assert nu and (nu.status == 0) == eigen and bool(nu.uitkomst) == eigen
        (datamap / "audit.jsonl").unlink()


def test_a_site_that_starts_brings_to_an_end_what_was_broken_off(datamap: Path, lokaal: Flask) -> None:
    from pages.team import create_team_app

    bestand = delivered()
    taak = broken_off("laden", load_order(bestand), "x.csv", str(bestand.parent))
    create_team_app()
    assert not bestand.exists()
    wait_for_tasks()
    nu = taken.read(taak.id)
    assert nu and not nu.bezig


def test_a_command_that_is_killed_is_looked_up(datamap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = delivered()
    taak = broken_off("laden", load_order(bestand), "x.csv", str(bestand.parent))
    monkeypatch.setattr(taakproces, "_TRIES", 1)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    taakproces.work(taak)
    nu = taken.read(taak.id)
    assert nu and nu.status == 1 and "gestopt voordat het klaar was" in nu.melding and not bestand.exists()


def test_a_command_dies_with_its_process(datamap: Path, tmp_path: Path) -> None:
    """Else the place would come free while it still works."""
    namaak = tmp_path / "etl"
    namaak.mkdir()
    (namaak / "__init__.py").touch()
    pijp = tmp_path / "pijp"
    os.mkfifo(pijp)
    tekst = f"import os, time; open({str(pijp)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    (namaak / "__main__.py").write_text(tekst)
    code = f"""if True:
        from pathlib import Path
        from pages.team import taakproces
        taakproces._ROOT = Path({str(tmp_path)!r})
        taakproces.run(["x"])"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as ouder:
        kind = int(pijp.read_text())
        pidfd = os.pidfd_open(kind)
        ouder.kill()
    import select

    assert select.select([pidfd], [], [], 60)[0], "it lives on"
    os.close(pidfd)


def test_a_refused_delivery_is_shown_as_refused(datamap: Path) -> None:
    bestand = delivered()
    bestand.write_text(GOED.replace("soort;", "", 1), "utf-8")
    taak = taken.start("laden", load_order(bestand), "beheer", onderwerp="x.csv", map_=bestand.parent)
    wait_for_tasks()
    nu = taken.find(taak.id)
    assert nu and nu.status == 3 and outcome(datamap)["uitkomst"] == "geweigerd" and not bestand.exists()


def test_what_a_killed_worker_took_in_is_removed_and_what_another_takes_in_is_not(datamap: Path) -> None:
    import fcntl

    los, vast = private_folder("inkomend") / "los", private_folder("inkomend") / "vast"
    for map_ in (los, vast):
        map_.mkdir()
        (map_ / ".houder").touch()
        (map_ / "x.csv").write_text(GOED, "utf-8")
    with (vast / ".houder").open("a") as houder:
        fcntl.flock(houder, fcntl.LOCK_EX)
        taken.sweep()
        assert not los.exists() and vast.exists()
    taken.sweep()
    assert not vast.exists()


def test_steps_and_time_left_are_told(datamap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.meldingen import stap

    taken.keep(taak := Taak("c" * 24, "publiceren", "beheer", 1.0))
    monkeypatch.setenv("LEERRECHT_VOORTGANG", str(taken.progress_file(taak.id)))
    with stap("Lezen"):
        pass
    with stap("Afschermen"):
        assert taak.stappen == ["Lezen: klaar", "Afschermen: bezig"]


def test_who_waits_for_a_task_is_one_thread(datamap: Path) -> None:
    taken.keep(Taak("d" * 24, "proef", "beheer", 1.0))
    with taken._lock():
        for _ in range(5):
            taken.settle()
        assert len([t for t in threading.enumerate() if t.name == "taak-kijkt"]) == 1
    wait_for_tasks()
    nu = taken.read("d" * 24)
    assert nu and not nu.bezig
