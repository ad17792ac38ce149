"""The process of one task: `python -m pages.team.taakproces TAAK PLAATS`. It lives on when the site is started anew.

PLAATS is an open file whose lock is the one place for a task; it comes free when this process and its command are gone.
When this process is killed its command is too: a command stores all of its work or nothing. Started with `herstel` it
looks up what became of tasks whose process was killed.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.levering.stappen import OVERZETTEN, gone_live, is_done
from pages.team import logboek, taken
from pages.team.taken import Taak

_ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 3600.0  # seconds for one command
_GIB = 1024**3
_MEMORY, _LARGEST_FILE = 12 * _GIB, 64 * _GIB
_LONGEST_ANSWER = 32 * 1024 * 1024
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_GELUKT, _GEWEIGERD = 0, 3
_ONDERBROKEN = "Deze taak is onderbroken. "
_NIETS = {
    "laden": "Er is niets geladen en het bestand is weggegooid. Laad het opnieuw.",
    "intrekken": "De levering is niet ingetrokken. Probeer het opnieuw.",
    "publiceren": "Er is niets gepubliceerd. Probeer het opnieuw.",
}
# The database may be taken by a command that is just ending.
_TRIES, _PAUSE = 20, 1.0
_TABLE = ("gelezen", "geaccepteerd", "afgekeurd")


def work(taak: Taak, plaats: int | None = None) -> None:
    """Do a task and write down what came of it."""
    status, uitkomst, melding = run(taak.opdracht, taken.progress_file(taak.id), plaats)
    taken.remove_folder(taak)
    if status and not uitkomst:
        recover(taak, melding)
        return
    _end(replace(taak, status=status, uitkomst=uitkomst, melding=melding))


def recover(taak: Taak, melding: str = "") -> None:
    """Look up what became of a task that was broken off, and write that down."""
    taken.remove_folder(taak)
    if taak.status is not None:  # killed while it wrote down how it ended
        _end(taak)
        return
    status, uitkomst = _looked_up(taak)
    if status is None:
        _end(replace(taak, status=1, melding=f"{melding or _ONDERBROKEN} Kijk bij de leveringen wat er veranderd is."))
        return
    if taak.soort in ("laden", "intrekken"):
        run(["teambeeld", "--json"])  # the team sees what counts, whatever was killed before
    gezegd = melding or _ONDERBROKEN
    slot = "" if uitkomst else f" {_NIETS.get(taak.soort, 'Er is niets veranderd.')}"
    klaar = f" Wat ze deed, was wel af en geldt.{_on_server(taak)}" if uitkomst else ""
    _end(replace(taak, status=status, uitkomst=uitkomst, melding=f"{gezegd.strip()}{slot}{klaar}"))


def _looked_up(taak: Taak) -> tuple[int | None, dict[str, Any]]:
    """Status and outcome as the databases tell; None when they cannot be asked."""
    if taak.soort == "publiceren":
        return _published(taak)
    if taak.soort not in ("laden", "intrekken"):
        return 1, {}
    for _ in range(_TRIES):
        status, antwoord, _ = run(["leveringen", "--json"])
        if status == _GELUKT:
            break
        time.sleep(_PAUSE)
    else:
        return None, {}
    rijen = antwoord.get("leveringen", [])
    return _withdrawn(taak, rijen) if taak.soort == "intrekken" else _loaded(taak, rijen)


def _published(taak: Taak) -> tuple[int, dict[str, Any]]:
    """The publication that this task made live: somebody else may have published since."""
    eigen, klaar = gone_live(taak.stappen)
    if klaar or (eigen and taken.live_name() == f"publiek-{eigen}.duckdb"):
        return _GELUKT, {"publicatie": eigen, "nieuw": True, "verschil": []}
    return 1, {}


def _on_server(taak: Taak) -> str:
    """Bring a publication that this task made to the database server too, where there is one; what is left to do."""
    if taak.soort != "publiceren" or not os.environ.get("LEERRECHT_PUBLIEK") or is_done(OVERZETTEN, taak.stappen):
        return ""
    status, _, _ = run(["inrichten", "--json"])  # with something live that is all it does
    return "" if status == _GELUKT else " Op de databaseserver staan de cijfers nog niet: publiceer opnieuw."


def _withdrawn(taak: Taak, rijen: Sequence[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    """Whether this task took its delivery back: by its reason, as somebody else may have done so since."""
    weg = any(
        str(rij["levering_id"]) == taak.onderwerp
        and rij["status"] == "ingetrokken"
        and f"--reden={rij['reden']}" in taak.opdracht
        for rij in rijen
    )
    return (_GELUKT, {"ingetrokken": int(taak.onderwerp)}) if weg else (1, {})


def _loaded(taak: Taak, rijen: Sequence[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    """The delivery that this task stored: by its file and who offered it, and not there before it began."""
    begin = (datetime.fromtimestamp(taak.begin, UTC) - timedelta(seconds=1)).replace(tzinfo=None)
    for rij in rijen:
        eigen = rij["bestand"] == taak.onderwerp and f"--door={rij['door']}" in taak.opdracht
        if eigen and datetime.fromisoformat(rij["ontvangen_op"]) >= begin:
            geladen = rij["status"] != "geweigerd"
            levering: dict[str, Any] = {"bestand": rij["bestand"], "status": "geladen" if geladen else "geweigerd"}
            levering |= {"levering_id": rij["levering_id"], **{naam: rij[naam] for naam in _TABLE}}
            levering |= {"fout": rij["reden"]} if not geladen and rij["reden"] else {}
            return (_GELUKT if geladen else _GEWEIGERD), {"leveringen": [levering]}
    return 1, {}


def _end(taak: Taak) -> None:
    """Write down how it ended: at the task, in the audit log, and that it is over. A kill in between costs nothing.

    In the log it begins once and ends once, whoever was killed while writing.
    """
    taken.keep(taak)
    gezegd = logboek.stages_of(taak.id)
    if taken.BEGONNEN not in gezegd:
        taken.write_begin(taak, begin=datetime.fromtimestamp(taak.begin, UTC).isoformat(timespec="milliseconds"))
    if taken.KLAAR not in gezegd:
        _write_outcome(taak)
    taken.keep(replace(taak, einde=time.time()))


def _write_outcome(taak: Taak) -> None:
    eerste = (taak.uitkomst.get("leveringen") or [{}])[0]
    uitkomst = {_GELUKT: "gelukt", _GEWEIGERD: "geweigerd", 4: "geweigerd"}.get(taak.status or 0, "mislukt")
    if taak.status == _GELUKT and taak.uitkomst.get("nieuw") is False and not taak.uitkomst.get("teruggezet"):
        uitkomst = "ongewijzigd"
    aantallen = {naam: eerste.get(naam) for naam in ("geaccepteerd", "afgekeurd")}
    logboek.write_down(
        taak.gebeurtenis,
        taak.wie,
        actie=taak.soort,
        stand=taken.KLAAR,
        taak=taak.id,
        uitkomst=str(eerste.get("status", uitkomst)),
        levering=eerste.get("levering_id") or (taak.onderwerp if taak.soort != "laden" else None) or None,
        publicatie=taak.uitkomst.get("publicatie"),
        onderbroken="ja" if taak.melding.startswith(_ONDERBROKEN) else None,
        **aantallen,
    )


def run(
    opdracht: Sequence[str], voortgang: Path | None = None, plaats: int | None = None
) -> tuple[int, dict[str, Any], str]:
    """Status, the JSON it printed, and what went wrong in words. What it says on standard error stays in no log."""
    ouder = os.getpid()

    def with_us() -> None:
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != ouder:
            os._exit(1)

    meer = {"LEERRECHT_VOORTGANG": str(voortgang)} if voortgang else {}
    with subprocess.Popen(
        [sys.executable, "-m", "etl", *opdracht],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=with_us,  # noqa: PLW1509 - this process has no other threads
        pass_fds=[] if plaats is None else [plaats],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **meer},
    ) as proces:
        with suppress(ProcessLookupError):
            resource.prlimit(proces.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(proces.pid, resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
            resource.prlimit(proces.pid, resource.RLIMIT_CORE, (0, 0))
        try:
            uit, _ = proces.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(proces.pid, signal.SIGKILL)
            return 1, {}, "Dit duurde te lang en is afgebroken."
    try:
        antwoord = json.loads(uit[:_LONGEST_ANSWER] or b"{}")
    except ValueError:
        antwoord = {}
    if not isinstance(antwoord, dict):
        antwoord = {}
    melding = " ".join(str(antwoord[naam]) for naam in ("fout", "remedie") if antwoord.get(naam))
    if proces.returncode and not antwoord:
        melding = f"{_ONDERBROKEN}Het commando is gestopt voordat het klaar was."
    return proces.returncode, antwoord, melding


def main(argv: Sequence[str]) -> int:
    """Do the task that is named, or bring to an end what was broken off."""
    wat, plaats = argv[0], int(argv[1])
    if wat == "herstel":
        for taak in taken.open_tasks():
            recover(taak)
    elif taak_nu := taken.read(wat):
        work(taak_nu, plaats)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
