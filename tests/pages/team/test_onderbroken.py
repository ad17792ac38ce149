"""Publishing and taking back, killed at every step: what is live is whole, and what is said of it is true.

A hook in the command stops it at a step and says so, so that the test kills it there and nowhere else.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.publication.databases import open_publicatie
from data.publication.readmodel import read_beeld
from data.referentie.gebieden import gebieden
from data.team import lijsten
from data.team.bevoegd import from_roles
from pages.team import taken
from pages.team.taken import BezigFout, Taak
from tests.conftest import ROOT
from tests.pages.team.conftest import audit
from tests.pages.team.test_leveringen import GOED, wait_for_tasks

# In every Python that a task starts: a function that, before or after its work, tells who it is and waits for its end.
HAAK = """
import importlib.abc, importlib.util, os, sys
waar, moment, pijp = os.environ["PROEF_STOP"].split(",")
module, _, naam = waar.partition(":")
def stop():
    with open(pijp, "w") as uit:
        uit.write(f"{os.getpid()} {os.getppid()}")
    sys.stdin.close(); open(pijp + ".nooit").read()
class Zoeker(importlib.abc.MetaPathFinder):
    def find_spec(self, gevraagd, pad, doel=None):
        if gevraagd != module:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(module)
        laad = spec.loader.exec_module
        def exec_module(gemaakt):
            laad(gemaakt)
            eigen = getattr(gemaakt, naam)
            def nu(*delen, **benoemd):
                if moment == "voor":
                    stop()
                uitkomst = eigen(*delen, **benoemd)
                if moment == "na":
                    stop()
                return uitkomst
            setattr(gemaakt, naam, nu)
        spec.loader.exec_module = exec_module
        return spec
sys.meta_path.insert(0, Zoeker())
"""
Stopper = Callable[[str, str], None]


def etl(*opdracht: str) -> None:
    subprocess.run([sys.executable, "-m", "etl", *opdracht], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture
def gepubliceerd(datamap: Path, tmp_path: Path) -> Path:
    """A region with one publication, and a second delivery that is not published yet."""
    for naam, inhoud in (("een.csv", GOED), ("twee.csv", GOED + GOED.splitlines()[1].replace("W1", "W2") + "\n")):
        (tmp_path / naam).write_text(inhoud, "utf-8")
        etl("laden", str(tmp_path / naam), "--peildatum", f"2025-09-0{1 if naam == 'een.csv' else 2}")
        if naam == "een.csv":
            etl("publiceren")
    return datamap


def killed_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plek: str, wie: int, begin: Callable[[], Taak]) -> Taak:
    """Begin a task, wait until it is at `plek`, see that nothing else may begin, and kill the command or its runner."""
    (tmp_path / "haak").mkdir()
    (tmp_path / "haak" / "sitecustomize.py").write_text(HAAK, "utf-8")
    pijp = tmp_path / "pijp"
    os.mkfifo(pijp)
    os.mkfifo(f"{pijp}.nooit")
    with monkeypatch.context() as even:
        even.setenv("PYTHONPATH", str(tmp_path / "haak"))
        even.setenv("PROEF_STOP", f"{plek.replace(' ', ',')},{pijp}")
        taak = begin()
    nummers = told(pijp)
    with pytest.raises(BezigFout):
        taken.start("proef", ["proef", "--json"], "ander")
    bezig = taken.find(taak.id)
    assert bezig and bezig.bezig
    os.kill(nummers[wie], signal.SIGKILL)
    wait_for_tasks()
    taken.settle()
    wait_for_tasks()
    nu = taken.find(taak.id)
    assert nu and not nu.bezig
    return nu


def told(pijp: Path) -> list[int]:
    """The numbers of the command and of its process; a step that is not reached fails the test."""
    lezer = os.open(pijp, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert select.select([lezer], [], [], 300)[0], "the step was not reached"
        return [int(nummer) for nummer in os.read(lezer, 100).split()]
    finally:
        os.close(lezer)


COMMANDO, PROCES = 0, 1


@pytest.mark.parametrize(
    ("plek", "nieuw", "wie"),
    [
        ("etl.publicatie.bestanden:make_live voor", False, PROCES),
        ("etl.publicatie.bestanden:make_live na", True, COMMANDO),
    ],
)
def test_a_publication_is_live_as_a_whole_or_not_at_all(
    gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plek: str, nieuw: bool, wie: int
) -> None:
    eerst = taken.live_name()
    opdracht = ["publiceren", "--vernieuwen", "--json"]

    def begin() -> Taak:
        return taken.start("publiceren", opdracht, "beheer", gebeurtenis="publicatie", reden="nieuw")

    taak = killed_at(monkeypatch, tmp_path, plek, wie, begin)
    live = taken.live_name()
    assert (live != eerst) == nieuw
    read_beeld(open_publicatie(str(gepubliceerd / "publicaties" / live)))
    eigen = [regel for regel in audit(gepubliceerd) if regel.get("taak") == taak.id]
    assert [regel["stand"] for regel in eigen] == ["begonnen", "klaar"] and {r["wie"] for r in eigen} == {"beheer"}
    assert taak.melding.startswith("Deze taak is onderbroken.") and eigen[-1]["onderbroken"] == "ja"
    if nieuw:
        assert taak.status == 0 and "was wel af" in taak.melding and eigen[-1]["uitkomst"] == "gelukt"
        assert f"publiek-{eigen[-1]['publicatie']}.duckdb" == live
    else:
        assert taak.status == 1 and "Er is niets gepubliceerd" in taak.melding and eigen[-1]["uitkomst"] == "mislukt"
    volgende = begin()
    wait_for_tasks()
    klaar = taken.find(volgende.id)
    assert klaar and klaar.status == 0 and taken.live_name() != eerst
    read_beeld(open_publicatie(str(gepubliceerd / "publicaties" / taken.live_name())))
    assert not [pad for pad in (gepubliceerd / "publicaties").iterdir() if ".half" in pad.name]


@pytest.mark.parametrize(("plek", "ingetrokken", "wie"), [("etl.intern.leveringen:withdraw voor", False, PROCES)])
def test_a_delivery_is_taken_back_or_not_and_the_team_sees_which(
    gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plek: str, ingetrokken: bool, wie: int
) -> None:
    opdracht = ["intrekken", "2", "--reden=verkeerd", "--json"]

    def begin() -> Taak:
        return taken.start("intrekken", opdracht, "beheer", onderwerp="2", reden="verkeerd")

    taak = killed_at(monkeypatch, tmp_path, plek, wie, begin)
    assert taak.status == (0 if ingetrokken else 1)
    assert ("was wel af" if ingetrokken else "De levering is niet ingetrokken") in taak.melding
    regel = audit(gepubliceerd)[-1]
    assert (regel["levering"], regel["uitkomst"]) == ("2", "gelukt" if ingetrokken else "mislukt")
    assert seen_by_team(2) == ("ingetrokken" if ingetrokken else "geaccepteerd")
    if not ingetrokken:
        begin()
        wait_for_tasks()
        assert seen_by_team(2) == "ingetrokken"


def seen_by_team(nummer: int) -> str:
    """What the team's snapshot says of a delivery."""
    rijen = lijsten.read_leveringen(from_roles(["beheerder"], gebieden()))
    return str(next(rij["status"] for rij in rijen if rij["levering_id"] == nummer))
