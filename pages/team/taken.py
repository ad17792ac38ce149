"""Work for the write side, done in a process of its own: one at a time, with a limit on time and memory.

The site does not know the write side; it starts `python -m etl` and reads the JSON that it prints. What came of it is
kept in a small file, so that every worker can show it and it can be read again later.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import resource
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import IO, Any

from pages.team.config import team_folder

_ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 3600.0  # seconds for one command
_GIB = 1024**3
_MEMORY, _LARGEST_FILE = 12 * _GIB, 64 * _GIB
_KEPT = 50
_LONGEST_ANSWER = 32 * 1024 * 1024
# Before 1 the report of a delivery could hold a row that a lost line end had put behind the header.
_VORM = 1
_NAME = re.compile(r"[0-9a-f]{24}")


class BezigFout(Exception):
    """Another task is running. The text is Dutch."""


@dataclass(frozen=True)
class Taak:
    """One task: what was asked, by whom, and what came of it. einde is None while it runs.

    vorm: counts up when what older versions wrote down must not be kept.
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

    @property
    def bezig(self) -> bool:
        """Whether it is still running."""
        return self.einde is None


def start(
    soort: str,
    opdrachten: Sequence[Sequence[str]],
    wie: str,
    *,
    onderwerp: str = "",
    map_: Path | None = None,
    klaar: Callable[[Taak], None] | None = None,
) -> Taak:
    """Run commands of the write side one after another, in the background; the answer of the first is the outcome.

    A command that fails ends the row. map_: a folder that is removed afterwards, whatever happens. klaar: told the
    outcome. Raises BezigFout when another task is running.
    """
    slot = _lock()
    taak = Taak(secrets.token_hex(12), soort, wie, time.time(), onderwerp)
    _keep(taak)

    def work() -> None:
        try:
            uitkomst = _run_all(taak, opdrachten)
        except Exception:  # noqa: BLE001 - whatever it was, the task must not stay "running"
            uitkomst = replace(taak, einde=time.time(), status=1, melding="De taak is mislukt. Probeer het opnieuw.")
        finally:
            if map_ is not None:
                shutil.rmtree(map_, ignore_errors=True)
        _keep(uitkomst)
        slot.close()
        if klaar is not None:
            klaar(uitkomst)

    Thread(target=work, name=f"taak-{taak.soort}", daemon=True).start()
    return taak


def find(sleutel: str) -> Taak | None:
    """A task by its id. One whose process is gone without an outcome was broken off, and says so."""
    if not _NAME.fullmatch(sleutel):
        return None
    try:
        inhoud = json.loads((_folder() / f"{sleutel}.json").read_text("utf-8"))
        if inhoud.get("vorm", 0) < _VORM:
            (_folder() / f"{sleutel}.json").unlink(missing_ok=True)
            return None
        taak = Taak(**inhoud)
    except (OSError, ValueError, TypeError):
        return None
    if taak.bezig and not is_busy():
        melding = (
            "Deze taak is afgebroken doordat de site opnieuw is gestart. Kijk bij de leveringen wat er geladen is."
        )
        return replace(taak, einde=time.time(), status=1, melding=melding)
    return taak


def latest(aantal: int = 10) -> list[Taak]:
    """The last tasks, newest first."""
    namen = sorted(_folder().glob("*.json"), key=lambda pad: pad.stat().st_mtime, reverse=True)
    return [taak for pad in namen[:aantal] if (taak := find(pad.stem))]


def is_busy() -> bool:
    """Whether a task is running, in this worker or another."""
    try:
        _lock().close()
    except BezigFout:
        return True
    return False


def _run_all(taak: Taak, opdrachten: Sequence[Sequence[str]]) -> Taak:
    uitkomst: dict[str, Any] = {}
    status, melding = 0, ""
    for n, opdracht in enumerate(opdrachten):
        status, antwoord, melding = _run(opdracht)
        uitkomst = antwoord if n == 0 else uitkomst
        if n == 0 and status not in (0, 3):  # 3: refused, and that too must be seen
            break
    return replace(taak, einde=time.time(), status=status, uitkomst=uitkomst, melding=melding)


def _run(opdracht: Sequence[str]) -> tuple[int, dict[str, Any], str]:
    """Status, the JSON it printed, and what went wrong in words. What it says on standard error stays in no log."""
    with subprocess.Popen(
        [sys.executable, "-m", "etl", *opdracht],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    ) as proces:
        resource.prlimit(proces.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(proces.pid, resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
        resource.prlimit(proces.pid, resource.RLIMIT_CORE, (0, 0))
        try:
            uit, _ = proces.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(proces.pid, signal.SIGKILL)
            return 1, {}, "Dit duurde te lang en is afgebroken. Er is niets half opgeslagen."
    try:
        antwoord = json.loads(uit[:_LONGEST_ANSWER] or b"{}")
    except ValueError:
        antwoord = {}
    melding = " ".join(str(antwoord[naam]) for naam in ("fout", "remedie") if antwoord.get(naam))
    if proces.returncode and not antwoord:
        melding = "Het commando is gestopt voordat het klaar was. Er is niets half opgeslagen."
    return proces.returncode, antwoord if isinstance(antwoord, dict) else {}, melding


def _lock() -> IO[str]:
    slot = (_folder() / ".slot").open("w")
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        slot.close()
        raise BezigFout("Er loopt al een taak. Wacht tot die klaar is.") from None
    return slot


def _keep(taak: Taak) -> None:
    pad = _folder() / f"{taak.id}.json"
    nieuw = pad.with_name(f".{pad.name}")
    nieuw.touch(0o600)
    nieuw.write_text(json.dumps(asdict(taak), ensure_ascii=False), "utf-8")
    nieuw.replace(pad)
    for oud in sorted(_folder().glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)[_KEPT:]:
        oud.unlink(missing_ok=True)


def _folder() -> Path:
    folder = team_folder() / "taken"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
