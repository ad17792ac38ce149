"""How far a jaarverslag is: concept, vastgesteld by the college, aangeboden to the raad; as its gemeente says it.

`<folder>/<slug>/jaarverslag-<schooljaar>/status.toml` holds `status`, the dates, and the id of the publication whose
figures were vastgesteld. Without the file, or with one that is not right, it is a concept; the log says why.
"""

from __future__ import annotations

import logging
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.publication.toelichtingen import text_folder

CONCEPT, VASTGESTELD, AANGEBODEN = "concept", "vastgesteld", "aangeboden"
_LOG = logging.getLogger("leerrecht.verslagteksten")
_VELDEN = {"status", "vastgesteld", "aangeboden", "publicatie"}


class StatusFout(ValueError):
    """A file that says no status: where, which rule, and how to mend it (Dutch)."""


@dataclass(frozen=True, slots=True)
class Verslagstatus:
    """The status with its dates. publicatie: the id of the one whose figures it is frozen with; empty in a concept."""

    status: str = CONCEPT
    vastgesteld: date | None = None
    aangeboden: date | None = None
    publicatie: str = ""


def find_status(slug: str, schooljaar: str) -> Verslagstatus:
    """Give the status of a report. slug and schooljaar must be those of the site, never what a visitor typed."""
    bestand = text_folder() / slug / f"jaarverslag-{schooljaar}" / "status.toml"
    if not bestand.is_file():
        return Verslagstatus()
    plek = f"{slug}/{bestand.parent.name}/{bestand.name}"
    try:
        return parse_status(tomllib.loads(bestand.read_text("utf-8-sig")), plek)
    except StatusFout as fout:
        _LOG.warning("%s", fout)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        _LOG.warning('%s: niet te lezen. Schrijf regels als: status = "vastgesteld" en vastgesteld = 2024-03-26.', plek)
    return Verslagstatus()


def parse_status(gegeven: dict[str, Any], plek: str) -> Verslagstatus:
    """Read the fields. Raises StatusFout, which begins with `plek`."""
    if vreemd := set(gegeven) - _VELDEN:
        namen = ", ".join(sorted(_VELDEN))
        raise StatusFout(f"{plek}: '{min(vreemd)}' ken ik niet. Hier mogen alleen staan: {namen}.")
    status = gegeven.get("status", CONCEPT)
    if status not in (CONCEPT, VASTGESTELD, AANGEBODEN):
        raise StatusFout(f"{plek}: de status is er geen. Kies uit: {CONCEPT}, {VASTGESTELD}, {AANGEBODEN}.")
    if status == CONCEPT:
        return Verslagstatus()
    nodig = (VASTGESTELD,) if status == VASTGESTELD else (VASTGESTELD, AANGEBODEN)
    for veld in nodig:
        if type(gegeven.get(veld)) is not date:
            raise StatusFout(f"{plek}: bij status {status} hoort een datum bij {veld}. Schrijf: {veld} = 2024-03-26.")
    publicatie = gegeven.get("publicatie")
    if not isinstance(publicatie, str) or not publicatie:
        raise StatusFout(
            f"{plek}: bij status {status} hoort de publicatie waarvan de cijfers zijn vastgesteld. Die naam staat "
            'bovenaan het verslag. Schrijf: publicatie = "...".'
        )
    aangeboden = gegeven[AANGEBODEN] if status == AANGEBODEN else None
    return Verslagstatus(status, gegeven[VASTGESTELD], aangeboden, publicatie)
