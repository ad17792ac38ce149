"""Where a figure comes from, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from components.notation import format_day
from data.figures import Bron, Cijfer

GEEN_BRON = "Geen cijfer."
VOORBEELD = "voorbeeld: verzonnen cijfers"
_ZONDER_PEILDATUM = "Peildatum niet vermeld."


def name_source(bron: Bron) -> str:
    """The title of a source; an invented one says so before anything else."""
    return VOORBEELD if bron.soort == "voorbeeld" else bron.titel


def source_line(cijfer: Cijfer) -> str:
    """The source of one figure with its peildatum and what is uncertain about it."""
    if cijfer.bron is None:
        return GEEN_BRON
    plek = f", {cijfer.sectie}" if cijfer.sectie else ""
    dag = f"Peildatum {format_day(cijfer.peildatum)}." if cijfer.peildatum else _ZONDER_PEILDATUM
    return f"Bron: {name_source(cijfer.bron)}{plek}. {dag}"


def sources_line(cijfers: Iterable[Cijfer]) -> str:
    """The sources of several figures together, each once."""
    namen = dict.fromkeys(name_source(cijfer.bron) for cijfer in cijfers if cijfer.bron)
    return f"Bron: {'; '.join(namen)}." if namen else GEEN_BRON


def doubt_line(cijfer: Cijfer) -> str:
    """What the reader must know about how sure a report's figure is; empty when it is printed as such."""
    if cijfer.zekerheid != "afgeleid" or not cijfer.is_bekend:
        return ""
    return cijfer.toelichting or "Dit cijfer is afgeleid."
