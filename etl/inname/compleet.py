"""Whether a file is whole: not cut short, not still growing, not still being fetched or worked on."""

from __future__ import annotations

import os
import re
from pathlib import Path

from data.levering.shown import file_name
from etl.inname.forms import MAX_REGEL, VELDSCHEIDER
from etl.inname.header import Kop
from etl.inname.recast import OPEN_QUOTE
from etl.meldingen import GebruiksFout, LeveringFout

_UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp"})
# A record of the longest kind, and the empty lines that it leaves behind it.
_TAIL = 4 * MAX_REGEL
_NOTHING = b" \t\r\n;,\x1a" + VELDSCHEIDER.encode()
# What programs put below the rows without a line end; a row that was cut begins with a number of a werkproces.
_CLOSING = re.compile(
    r"[\W_]*(?:(?:sub|eind)?totaal|total|totalen|som|aantal|einde|bron|\d+ (?:rows?|rijen|regels))\b", re.IGNORECASE
)


def refuse_unfinished(bestand: Path) -> None:
    """Raise GebruiksFout for a file that a browser is still fetching."""
    if bestand.suffix.lower() in _UNFINISHED:
        raise GebruiksFout(
            f"{file_name(bestand.name)} is nog niet helemaal binnen: zo heet een bestand dat nog wordt opgehaald.",
            "Wacht tot het ophalen klaar is en laad het bestand dat er dan staat.",
        )


def is_open_elsewhere(bestand: Path) -> bool:
    """Tell whether a spreadsheet on this computer has the file open: what was not saved there is not in it."""
    naam = bestand.name
    return any(bestand.with_name(slot).exists() for slot in (f"~${naam}", f"~${naam[2:]}", f".~lock.{naam}#"))


def refuse_changed(bestand: Path, toen: os.stat_result) -> None:
    """Raise LeveringFout when the file is no longer what it was when reading began."""
    try:
        nu = bestand.stat()
    except OSError:
        nu = None
    if nu is None or (nu.st_size, nu.st_mtime_ns) != (toen.st_size, toen.st_mtime_ns):
        raise LeveringFout(
            "Het bestand is veranderd terwijl het werd gelezen; misschien wordt het nog geschreven.",
            "Wacht tot de export klaar is en laad het bestand opnieuw.",
        )


def ends_without_line_end(bestand: Path) -> bool:
    """Tell whether the last line of a text is not ended: so is a file that was cut off within its last field.

    Nothing in such a row says that a piece is missing, as an empty last field does not; so it is told, not refused.
    """
    with bestand.open("rb") as handle:
        handle.seek(max(0, bestand.stat().st_size - 8))
        return not handle.read().rstrip(b"\0\x1a").endswith((b"\n", b"\r"))


def refuse_cut(regels: Path, kop: Kop) -> None:
    """Raise LeveringFout when the last line of a file without a line end there is half a row.

    regels: the lines as the database will read them, one record on each. Nobody knows how much is missing.
    """
    with regels.open("rb") as handle:
        handle.seek(max(0, regels.stat().st_size - _TAIL))
        regel = next((line for line in reversed(handle.read().splitlines()) if line.strip(_NOTHING)), b"")
    tekst = regel.decode("utf-8", "replace")
    if _CLOSING.match(tekst) or not (tekst.startswith(OPEN_QUOTE) or tekst.count(kop.scheider) + 1 < kop.aantal):
        return
    raise LeveringFout(
        "Het bestand houdt op in het midden van de laatste regel; het is waarschijnlijk niet compleet.",
        "Maak de export opnieuw of haal hem opnieuw op. Is hij wel compleet, haal de laatste regel dan weg.",
    )
