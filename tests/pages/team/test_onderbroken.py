"""Publishing and taking back, killed at every step: what is live is whole, and what is said of it is true.

A hook in the command stops it at a step and says so, so that the test kills it there and nowhere else.
"""

from __future__ import annotations

import json
import os
import select
import shutil
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
from pages.team.config import private_folder
from pages.team.taken import BezigFout, Taak
from tests.conftest import ROOT
from tests.pages.team.conftest import audit
from tests.pages.team.test_leveringen import GOED, wait_for_tasks

# In every Python that a task starts: a function that, before or after its work, tells who it is and waits to be let go.
HAAK = """
import importlib.abc, importlib.util, os, sys
waar, moment, pijp = os.environ["PROEF_STOP"].split(",")
module, _, naam = waar.partition(":")
def stop():
    if os.path.exists(pijp + ".geweest"):  # what looks up what became of it is not stopped again
        return
    open(pijp + ".geweest", "w").close()
    with open(pijp, "w") as uit:
        uit.write(f"{os.getpid()} {os.getppid()}")
    open(pijp + ".verder").read()
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


@pytest.fixture(scope="module")
def eens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region with one publication, and a second delivery that is not published yet."""
    map_ = tmp_path_factory.mktemp("eens")
    omgeving = {**os.environ, "LEERRECHT_DATA": str(map_ / "var")}
    for naam, inhoud in (("een.csv", GOED), ("twee.csv", GOED + GOED.splitlines()[1].replace("W1", "W2") + "\n")):
        (map_ / naam).write_text(inhoud, "utf-8")
        opdrachten = [["laden", str(map_ / naam), "--peildatum", f"2025-09-0{1 if naam == 'een.csv' else 2}"]]
        for opdracht in (*opdrachten, *([["publiceren"]] if naam == "een.csv" else [])):
            commando = [sys.executable, "-m", "etl", *opdracht]
            subprocess.run(commando, cwd=ROOT, env=omgeving, check=True, capture_output=True)
    return map_ / "var"


@pytest.fixture
def gepubliceerd(eens: Path, datamap: Path) -> Path:
    """A copy of it, of this test alone."""
    shutil.rmtree(datamap)
    shutil.copytree(eens, datamap, symlinks=True)
    return datamap


# A worker of the site, for as long as it lives.
WERKER_CODE = """
import json, sys
from pages.team import taken
soort, opdracht, meer = json.loads(sys.argv[1])
print(taken.start(soort, opdracht, "beheer", **meer).id, flush=True)
sys.stdin.read()
"""


class Werker:
    """A worker of the site in a process of its own, that began a task."""

    def __init__(self, soort: str, opdracht: list[str], **meer: str) -> None:
        vraag = json.dumps([soort, opdracht, meer])
        commando = [sys.executable, "-c", WERKER_CODE, vraag]
        self.proces = subprocess.Popen(commando, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.proces.stdout
        self.taak = self.proces.stdout.readline().strip()

    def end(self) -> None:
        """Kill it, as the system does: nothing is said to anybody."""
        self.proces.kill()
        self.proces.communicate()


def killed_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plek: str, wie: int, begin: Callable[[], Werker]
) -> Taak:
    """Begin a task, wait until it is at `plek`, see that nothing else may begin, and kill one of its processes."""
    (tmp_path / "haak").mkdir()
    (tmp_path / "haak" / "sitecustomize.py").write_text(HAAK, "utf-8")
    pijp = tmp_path / "pijp"
    os.mkfifo(pijp)
    os.mkfifo(f"{pijp}.verder")
    with monkeypatch.context() as even:
        even.setenv(
            "PYTHONPATH", os.pathsep.join([str(tmp_path / "haak"), *filter(None, [os.environ.get("PYTHONPATH")])])
        )
        even.setenv("PROEF_STOP", f"{plek.replace(' ', ',')},{pijp}")
        werker = begin()
    nummers = told(pijp)
    with pytest.raises(BezigFout):
        taken.start("proef", ["proef", "--json"], "ander")
    bezig = taken.find(werker.taak)
    assert bezig and bezig.bezig
    werker.end()
    if wie == WERKER:
        Path(f"{pijp}.verder").write_text("verder")
    else:
        os.kill(nummers[wie], signal.SIGKILL)
    wait_for_tasks()
    taken.settle()
    wait_for_tasks()
    nu = taken.find(werker.taak)
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


COMMANDO, PROCES, WERKER = 0, 1, 2


@pytest.mark.parametrize(
    ("plek", "nieuw", "wie"),
    [
        ("etl.publicatie.bestanden:make_live voor", False, PROCES),
        ("etl.publicatie.bestanden:make_live na", True, COMMANDO),
        ("etl.publicatie.bouwen:write_file na", True, WERKER),
    ],
)
def test_a_publication_is_live_as_a_whole_or_not_at_all(
    gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plek: str, nieuw: bool, wie: int
) -> None:
    eerst = taken.live_name()
    opdracht = ["publiceren", "--vernieuwen", "--json"]

    def begin() -> Werker:
        return Werker("publiceren", opdracht, gebeurtenis="publicatie", reden="nieuw")

    taak = killed_at(monkeypatch, tmp_path, plek, wie, begin)
    live = taken.live_name()
    assert (live != eerst) == nieuw
    read_beeld(open_publicatie(str(gepubliceerd / "publicaties" / live)))
    eigen = [regel for regel in audit(gepubliceerd) if regel.get("taak") == taak.id]
    assert [regel["stand"] for regel in eigen] == ["begonnen", "klaar"] and {r["wie"] for r in eigen} == {"beheer"}
    onderbroken = wie != WERKER
    assert taak.melding.startswith("Deze taak is onderbroken.") == onderbroken == ("onderbroken" in eigen[-1])
    if nieuw:
        assert taak.status == 0 and eigen[-1]["uitkomst"] == "gelukt" and ("was wel af" in taak.melding) == onderbroken
        assert f"publiek-{eigen[-1]['publicatie']}.duckdb" == live
        return
    assert taak.status == 1 and "Er is niets gepubliceerd" in taak.melding and eigen[-1]["uitkomst"] == "mislukt"
    volgende = taken.start("publiceren", opdracht, "beheer")
    wait_for_tasks()
    klaar = taken.find(volgende.id)
    assert klaar and klaar.status == 0 and taken.live_name() != eerst
    read_beeld(open_publicatie(str(gepubliceerd / "publicaties" / taken.live_name())))
    assert not [pad for pad in (gepubliceerd / "publicaties").iterdir() if ".half" in pad.name]


@pytest.mark.parametrize(
    ("plek", "ingetrokken", "wie"),
    [
        ("etl.intern.leveringen:withdraw na", False, PROCES),
        ("etl.intern.teambeeld:refresh voor", True, COMMANDO),
        ("etl.intern.leveringen:withdraw na", True, WERKER),
    ],
)
def test_a_delivery_is_taken_back_or_not_and_the_team_sees_which(
    gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plek: str, ingetrokken: bool, wie: int
) -> None:
    opdracht = ["intrekken", "2", "--reden=verkeerd", "--json"]

    def begin() -> Werker:
        return Werker("intrekken", opdracht, onderwerp="2", reden="verkeerd")

    taak = killed_at(monkeypatch, tmp_path, plek, wie, begin)
    assert taak.status == (0 if ingetrokken else 1)
    zin = "" if wie == WERKER else "was wel af" if ingetrokken else "De levering is niet ingetrokken"
    assert zin in taak.melding and bool(taak.melding) == bool(zin)
    assert [regel["stand"] for regel in audit(gepubliceerd)] == ["begonnen", "klaar"]
    regel = audit(gepubliceerd)[-1]
    assert (regel["levering"], regel["uitkomst"]) == ("2", "gelukt" if ingetrokken else "mislukt")
    assert seen_by_team(2) == ("ingetrokken" if ingetrokken else "geaccepteerd")


@pytest.mark.parametrize("wie", [COMMANDO, PROCES])
def test_of_a_load_that_is_killed_no_row_is_left_on_disk(
    gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wie: int
) -> None:
    map_ = private_folder("inkomend") / "levering"
    map_.mkdir()
    (map_ / "drie.csv").write_text(GOED + GOED.splitlines()[1].replace("W1", "W3") + "\n", "utf-8")
    opdracht = ["laden", str(map_ / "drie.csv"), "--peildatum", "2025-09-03", "--door=beheer", "--json"]

    def begin() -> Werker:
        return Werker("laden", opdracht, onderwerp="drie.csv", map_=str(map_))

    taak = killed_at(monkeypatch, tmp_path, "etl.inname.loading:check_rows na", wie, begin)
    assert taak.status == 1 and "Er is niets geladen" in taak.melding
    los = [pad for pad in gepubliceerd.rglob("*") if pad.is_file() and pad.suffix != ".duckdb"]
    assert los and not [pad for pad in los if b"W3" in pad.read_bytes()]


def seen_by_team(nummer: int) -> str:
    """What the team's snapshot says of a delivery."""
    rijen = lijsten.read_leveringen(from_roles(["beheerder"], gebieden()))
    return str(next(rij["status"] for rij in rijen if rij["levering_id"] == nummer))
