"""Work for the write side, one task at a time: what was asked, by whom, and what came of it.

The site does not know the write side. A task is done by a process of its own (`taakproces`), which outlives the worker
that started it and holds the one place there is. What it does stands in a small file, so that every worker can show it.
A task whose process is gone without an outcome is brought to an end by whoever sees it first (`settle`): the delivered
file is removed, and what became of the task is looked up.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, Any

from data.publication.databases import publiek_pad
from pages.team import logboek
from pages.team.config import private_folder
from pages.team.logboek import Gebeurtenis

_ROOT = Path(__file__).parent.parent.parent
_KEPT = 50
# The stages of a task in the audit log.
BEGONNEN, KLAAR = "begonnen", "klaar"
# Before 1 the report of a delivery could hold a row that a lost line end had put behind the header.
_VORM = 1
_NAME = re.compile(r"[0-9a-f]{24}")
_SECRETS = ("LEERRECHT_OIDC_CLIENT_SECRET", "LEERRECHT_SESSIE_SLEUTEL", "LEERRECHT_SMTP_WACHTWOORD")
# Whoever looks whether a task is running holds its place for a moment.
_TRIES, _MOMENT = 20, 0.05


class BezigFout(Exception):
    """Another task is running. The text is Dutch."""


@dataclass(frozen=True)
class Taak:
    """One task: what was asked, by whom, and what came of it. einde is None while it runs.

    opdracht: the words after `python -m etl`. map: a folder that is removed afterwards, whatever happens. reden: why,
    as was typed. vorm: counts up when what older versions wrote down must not be kept.
    """

    id: str
    soort: str
    wie: str
    begin: float
    onderwerp: str = ""
    einde: float | None = None
    status: int | None = None
    uitkomst: dict[str, Any] = field(default_factory=dict)
    melding: str = ""
    vorm: int = _VORM
    opdracht: list[str] = field(default_factory=list)
    map: str = ""
    reden: str = ""
    gebeurtenis: Gebeurtenis = "levering"

    @property
    def bezig(self) -> bool:
        """Whether it is still running."""
        return self.einde is None

    @property
    def stappen(self) -> list[str]:
        """The steps so far, the last one with how far it is and the time that is left; none when it is over."""
        try:
            return progress_file(self.id).read_text("utf-8").splitlines()
        except OSError:
            return []


def start(
    soort: str,
    opdracht: Sequence[str],
    wie: str,
    *,
    onderwerp: str = "",
    map_: Path | None = None,
    gebeurtenis: Gebeurtenis = "levering",
    reden: str = "",
) -> Taak:
    """Run a command of the write side in a process of its own, and write down that it began.

    map_: a folder that is removed afterwards, whatever happens. Raises BezigFout when another task is running.
    """
    settle()
    with _lock(_TRIES) as slot:
        taak = Taak(
            secrets.token_hex(12),
            soort,
            wie,
            time.time(),
            onderwerp,
            opdracht=list(opdracht),
            map=str(map_ or ""),
            reden=reden,
            gebeurtenis=gebeurtenis,
        )
        keep(taak)
        write_begin(taak)
        _hand_over(slot, taak.id)
    return taak


def write_begin(taak: Taak, **meer: str) -> None:
    """Write down in the audit log that a task began."""
    wat = {"bestand" if taak.soort == "laden" else "levering": taak.onderwerp or None, "reden": taak.reden or None}
    logboek.write_down(taak.gebeurtenis, taak.wie, actie=taak.soort, stand=BEGONNEN, taak=taak.id, **wat, **meer)


def find(sleutel: str) -> Taak | None:
    """A task by its id; one whose process is gone is brought to an end."""
    if not _NAME.fullmatch(sleutel):
        return None
    taak = read(sleutel)
    if taak and taak.bezig:
        settle()
        return read(sleutel)
    return taak


def latest(aantal: int = 10) -> list[Taak]:
    """The last tasks, newest first."""
    settle()
    return [taak for pad in _files()[:aantal] if (taak := read(pad.stem))]


def settle() -> None:
    """Bring to an end what a process that is gone left behind: tasks without an outcome, and delivered files.

    While a task is running nothing is done, but whoever asks is told when it ends, and looks again then.
    """
    if not (open_ := open_tasks()):
        sweep()
        return
    try:
        slot = _lock()
    except BezigFout:
        _look_when_it_ends()
        return
    with slot:
        for taak in open_:
            remove_folder(taak)
        if open_tasks():
            _hand_over(slot, "herstel")
    sweep()


def sweep() -> None:
    """Remove the folders of deliveries that nobody holds: the worker that took them in was killed."""
    for map_ in private_folder("inkomend").iterdir():
        with suppress(OSError):
            houder = map_ / ".houder"
            if not houder.exists() and time.time() - map_.stat().st_mtime < 60:
                continue  # made a moment ago
            with houder.open("a") as vast:
                fcntl.flock(vast, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if str(map_) not in {taak.map for taak in open_tasks()}:
                    shutil.rmtree(map_, ignore_errors=True)


def remove_folder(taak: Taak) -> None:
    """Remove what was delivered for a task; only ever a folder of ours."""
    if taak.map and Path(taak.map).parent == private_folder("inkomend"):
        shutil.rmtree(taak.map, ignore_errors=True)


def open_tasks() -> list[Taak]:
    """The tasks without an outcome."""
    return [taak for pad in _files() if (taak := read(pad.stem)) and taak.bezig]


def read(sleutel: str) -> Taak | None:
    """What is written down of a task; of what an older version wrote down nothing is kept."""
    pad = _folder() / f"{sleutel}.json"
    try:
        inhoud = json.loads(pad.read_text("utf-8"))
        if inhoud.get("vorm", 0) < _VORM:
            pad.unlink(missing_ok=True)
            return None
        return Taak(**inhoud)
    except (OSError, ValueError, TypeError):
        return None


def keep(taak: Taak) -> None:
    """Write down a task as it is now; all but the last fifty go."""
    pad = _folder() / f"{taak.id}.json"
    nieuw = pad.with_name(f".{pad.name}")
    nieuw.touch(0o600)
    nieuw.write_text(json.dumps(asdict(taak), ensure_ascii=False), "utf-8")
    nieuw.replace(pad)
    if not taak.bezig:
        progress_file(taak.id).unlink(missing_ok=True)
    for oud in _files()[_KEPT:]:
        oud.unlink(missing_ok=True)


def progress_file(sleutel: str) -> Path:
    """Where the command of a task says how far it is."""
    return _folder() / f"{sleutel}.voortgang"


def live_name() -> str:
    """Which publication is live, as the name of its file; empty when there is none."""
    return publiek_pad().resolve().name if publiek_pad().exists() else ""


def _hand_over(slot: IO[str], wat: str) -> None:
    """Start the process that does a task, with the place that this one holds: it ends when the last of them does."""
    proces = subprocess.Popen(
        [sys.executable, "-m", "pages.team.taakproces", wat, str(slot.fileno())],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=[slot.fileno()],
        env={naam: waarde for naam, waarde in os.environ.items() if naam not in _SECRETS},
    )

    def wait() -> None:
        if proces.wait() and wat != "herstel":
            settle()

    Thread(target=wait, name=f"taak-{wat}", daemon=True).start()


def _look_when_it_ends() -> None:
    """Wait, beside everything else, for the place to come free: its holder may have been killed."""
    global _looking  # noqa: PLW0603 - one is enough
    if _looking is not None and _looking.is_alive():
        return

    def wait() -> None:
        with suppress(OSError):
            with (_folder() / ".slot").open("a") as slot:
                fcntl.flock(slot, fcntl.LOCK_EX)
            settle()

    _looking = Thread(target=wait, name="taak-kijkt", daemon=True)
    _looking.start()


_looking: Thread | None = None


def _lock(pogingen: int = 1) -> IO[str]:
    slot = (_folder() / ".slot").open("a")
    for poging in range(pogingen):
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return slot
        except BlockingIOError:
            if poging + 1 < pogingen:
                time.sleep(_MOMENT)
    slot.close()
    raise BezigFout("Er loopt al een taak. Wacht tot die klaar is.")


def _files() -> list[Path]:
    """The files of tasks, the newest first."""
    gevonden = []
    for pad in _folder().glob("*.json"):
        with suppress(OSError):
            gevonden.append((pad.stat().st_mtime, pad))
    return [pad for _, pad in sorted(gevonden, reverse=True)]


def _folder() -> Path:
    return private_folder("taken")
