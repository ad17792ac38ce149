"""How the commands speak: Dutch on standard error, JSON on standard output when asked for, an exit status per kind.

An error that a user can mend is raised as a `Fout`: what is wrong, and how to mend it. Its text never holds a value of
a cell, because any cell may turn out to be a persoon_id or a date of birth once columns have shifted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from data.reports.dutch import number

KLAAR = 0
STORING = 1
VERKEERD_GEBRUIK = 2
LEVERING_GEWEIGERD = 3
PUBLICATIE_GEWEIGERD = 4
AFGEBROKEN = 130


class Fout(Exception):
    """Something the user can mend: `melding` says what and where, `remedie` how."""

    status = STORING

    def __init__(self, melding: str, remedie: str = "") -> None:
        super().__init__(f"{melding} {remedie}".strip())
        self.melding = melding
        self.remedie = remedie


class AfgebrokenFout(Fout):
    """The person at the keyboard, or the system, broke the command off."""

    status = AFGEBROKEN


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


def fout_als_json(fout: Fout) -> dict[str, str]:
    """The same error for a machine."""
    return {"fout": fout.melding, "remedie": fout.remedie}


def schrijf_json(status: int, inhoud: Mapping[str, Any]) -> None:
    """Write the one JSON document of a command, its exit status first; dates as `jjjj-mm-dd`."""
    document = {"status": status, **inhoud}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=_as_text) + "\n")
    sys.stdout.flush()


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"geen JSON voor {type(value).__name__}")


def getal(aantal: int) -> str:
    """A count as Dutch readers write it: `100.000`."""
    return number(aantal, 0)


# Tells how far a step is: done and total, in any unit.
Voortgang = Callable[[int, int], None]


# How far a database is with the statement it is at, in percent; below zero when it cannot tell. Asked from a thread.
Stand = Callable[[], float]

# In a log: silence at first, because most steps are short, and then a line now and then.
_FIRST_LINE, _NEXT_LINE = 15.0, 60.0
_ASK = 0.5
_NOTED_IN = "LEERRECHT_VOORTGANG"


@dataclass
class Meter:
    """How far a step is, and how long it will still take, by what it took so far.

    A database passes over the rows several times within one step: each pass is a part with a share of its own.
    """

    naam: str
    klok: Callable[[], float] = time.monotonic
    deel: int = 1
    gedaan: int = 0
    totaal: int = 0
    begin: float = field(init=False)

    def __post_init__(self) -> None:
        self.begin = self.klok()

    def set(self, gedaan: int, totaal: int) -> None:
        """Tell how much is done; less than before means that the next part has begun."""
        if gedaan < self.gedaan:
            self.deel += 1
            self.begin = self.klok()
        self.gedaan, self.totaal = gedaan, totaal

    def in_words(self) -> str:
        """The step, its share and the time that is left, as far as these can be told."""
        naam = self.naam if self.deel == 1 else f"{self.naam}, deel {self.deel}"
        if not 0 < self.gedaan <= self.totaal:
            return f"{naam}: bezig"
        over = (self.klok() - self.begin) * (self.totaal - self.gedaan) / self.gedaan
        return f"{naam}: {100 * self.gedaan // self.totaal}%, nog ongeveer {_duration(over)}"


def _duration(seconden: float) -> str:
    if seconden < 90:
        return f"{max(1, round(seconden))} seconden" if seconden >= 1.5 else "1 seconde"
    minuten = round(seconden / 60)
    return f"{minuten} minuten" if minuten < 90 else f"{round(minuten / 60)} uur"


@contextmanager
def stap(naam: str, stand: Stand | None = None) -> Iterator[Voortgang]:
    """A step that may take long: how far it is and what is left, as a bar for a person and as lines in a log.

    What is told of it is what the step itself says, or `stand`, asked now and then, where a database does the work.
    """
    meter = Meter(naam)
    show = _bar if sys.stderr.isatty() else _noted if os.environ.get(_NOTED_IN) else _lines
    klaar = Event()
    with show(meter) as vernieuw:
        volger = Thread(target=_follow, args=(meter, stand, vernieuw, klaar), daemon=True)
        volger.start()
        try:
            yield meter.set
        finally:
            klaar.set()
            volger.join()


def _follow(meter: Meter, stand: Stand | None, vernieuw: Callable[[], None], klaar: Event) -> None:
    while not klaar.wait(_ASK):
        if stand and (percent := stand()) >= 0:
            meter.set(round(10 * percent), 1000)
        vernieuw()


@contextmanager
def _lines(meter: Meter) -> Iterator[Callable[[], None]]:
    volgende = meter.klok() + _FIRST_LINE

    def write() -> None:
        nonlocal volgende
        if meter.klok() >= volgende:
            volgende = meter.klok() + _NEXT_LINE
            zeg(f"  {meter.in_words()}")

    yield write


@contextmanager
def _noted(meter: Meter) -> Iterator[Callable[[], None]]:
    """Keep how far it is in the file that LEERRECHT_VOORTGANG names: a line per step, for who looks on."""
    pad = Path(os.environ[_NOTED_IN])
    eerder = pad.read_text("utf-8") if pad.exists() else ""

    def write(tekst: str) -> None:
        with suppress(OSError):  # who looks on may not stop the work
            nieuw = pad.with_name(f".{pad.name}")
            nieuw.touch(0o600)
            nieuw.write_text(f"{eerder}{tekst}\n", "utf-8")
            nieuw.replace(pad)

    write(f"{meter.naam}: bezig")
    yield lambda: write(meter.in_words())
    write(f"{meter.naam}: klaar")


@contextmanager
def _bar(meter: Meter) -> Iterator[Callable[[], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(meter.naam, total=None)

        def update() -> None:
            totaal = meter.totaal if meter.gedaan else None
            progress.update(task, description=meter.in_words(), completed=meter.gedaan, total=totaal)

        yield update
