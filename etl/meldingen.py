"""How the commands speak: Dutch on standard error, JSON on standard output when asked for, an exit status per kind.

An error that a user can mend is raised as a `Fout`: what is wrong, and how to mend it. Its text never holds a value of
a cell, because any cell may turn out to be a persoon_id or a date of birth once columns have shifted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

KLAAR = 0
STORING = 1
VERKEERD_GEBRUIK = 2
LEVERING_GEWEIGERD = 3
PUBLICATIE_GEWEIGERD = 4


class Fout(Exception):
    """Something the user can mend: `melding` says what and where, `remedie` how."""

    status = STORING

    def __init__(self, melding: str, remedie: str = "") -> None:
        super().__init__(f"{melding} {remedie}".strip())
        self.melding = melding
        self.remedie = remedie


class BezetFout(Fout):
    """Another command holds the internal database."""


class GebruiksFout(Fout):
    """The command was called in a way that cannot work."""

    status = VERKEERD_GEBRUIK


class LeveringFout(Fout):
    """The whole delivery is refused; nothing of it counts."""

    status = LEVERING_GEWEIGERD


class PublicatieFout(Fout):
    """The publication is refused; what is live stays."""

    status = PUBLICATIE_GEWEIGERD


def zeg(tekst: str = "") -> None:
    """Write one message for the person at the keyboard."""
    sys.stderr.write(tekst + "\n")
    sys.stderr.flush()


def zeg_fout(fout: Fout) -> None:
    """Write an error and, on the next line, how to mend it."""
    zeg(f"Fout: {fout.melding}")
    if fout.remedie:
        zeg(f"  Wat u kunt doen: {fout.remedie}")


def fout_als_json(fout: Fout) -> dict[str, Any]:
    """The same error for a machine."""
    return {"status": fout.status, "fout": fout.melding, "remedie": fout.remedie}


def schrijf_json(inhoud: Any) -> None:
    """Write the one JSON document of a command; dates as `jjjj-mm-dd`."""
    sys.stdout.write(json.dumps(inhoud, ensure_ascii=False, indent=2, default=_as_text) + "\n")
    sys.stdout.flush()


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"geen JSON voor {type(value).__name__}")


def getal(aantal: int) -> str:
    """A count as Dutch readers write it: `100.000`."""
    return f"{aantal:,}".replace(",", ".")


# Tells how far a step is: done and total, in any unit.
Voortgang = Callable[[int, int], None]


def _silent(_gedaan: int, _totaal: int) -> None:
    return None


@contextmanager
def stap(naam: str) -> Iterator[Voortgang]:
    """A step that may take long, with a progress bar when a person is watching; silent in a script or a log."""
    if not sys.stderr.isatty():
        yield _silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(naam, total=None)
        yield lambda gedaan, totaal: progress.update(task, completed=gedaan, total=totaal)
