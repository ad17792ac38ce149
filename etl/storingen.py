"""Trouble with the machine in Dutch: a full disk, a folder that cannot be written, too little memory.

What is advised never costs anything that cannot be had back: no database and no key is ever in the way, and the
internal database holds what protects earlier publications.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

from duckdb import Error, OutOfMemoryException

from etl.meldingen import Fout

NIETS_WEG = "Haal geen database en geen sleutel weg."
TERUG = (
    "Zet de laatste reservekopie van de interne database terug en laad wat er daarna kwam opnieuw. Begin niet met een "
    "lege: de database onthoudt wat er is gepubliceerd, en beschermt daarmee de afgeschermde cijfers."
)
_OPNIEUW = "draai het commando daarna opnieuw. Er is niets half opgeslagen."
_FULL = (
    "De schijf is vol: er kon niet worden geschreven{}.",
    f"Maak ruimte vrij en {_OPNIEUW} {NIETS_WEG} Reservekopieën kunnen naar een andere schijf.",
)
_RIGHTS = (
    "Dit account mag niet bij een bestand{}.",
    f"Draai het commando als de eigenaar van die map, of laat de beheerder de rechten herstellen. {NIETS_WEG}",
)
_OPEN = ("Er staan te veel bestanden open{}.", f"Sluit andere programma's, en {_OPNIEUW}")
_DISK = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: (
        "Een bestand werd groter dan het op deze computer mag zijn{}.",
        f"Laat de beheerder van de computer die grens verhogen (ulimit) en {_OPNIEUW} {NIETS_WEG}",
    ),
    errno.EROFS: (
        "Er kan niet worden geschreven{}: de schijf staat op alleen-lezen.",
        f"Laat de beheerder van de computer de schijf schrijfbaar koppelen en {_OPNIEUW}",
    ),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EIO: (
        "De schijf geeft fouten{}.",
        f"Laat de schijf nakijken en zet zo nodig een reservekopie terug op een andere schijf. {NIETS_WEG}",
    ),
    errno.EMFILE: _OPEN,
    errno.ENFILE: _OPEN,
}
# What DuckDB says of the same troubles; it passes on the words of the system.
_WORDS = (
    ("no space left on device", errno.ENOSPC),
    ("disk quota exceeded", errno.EDQUOT),
    ("file too large", errno.EFBIG),
    ("read-only file system", errno.EROFS),
    ("permission denied", errno.EACCES),
    ("operation not permitted", errno.EPERM),
    ("input/output error", errno.EIO),
    ("too many open files", errno.EMFILE),
)
_DAMAGE = re.compile("corrupt database file|does not match stored checksum|could not read enough bytes", re.IGNORECASE)
_FILE = re.compile(r'file "([^"]+)"')


def in_dutch(fout: BaseException) -> Fout | None:
    """What is wrong with the machine and how to mend it; None when the error is about something else."""
    for oorzaak in _causes(fout):
        if isinstance(oorzaak, MemoryError | OutOfMemoryException):
            return _memory(str(oorzaak))
        if isinstance(oorzaak, OSError) and oorzaak.errno is not None:
            gevonden = _disk(oorzaak.errno, oorzaak.filename)
        elif isinstance(oorzaak, Error):
            tekst = str(oorzaak)
            nummer = next((nummer for woorden, nummer in _WORDS if woorden in tekst.lower()), 0)
            bestand = _FILE.search(tekst)
            gevonden = _disk(nummer, bestand[1] if bestand else None)
            if gevonden is None and _DAMAGE.search(tekst):
                return Fout("De interne database is beschadigd: een deel ervan is niet te lezen.", TERUG)
        else:
            continue
        if gevonden:
            return gevonden
    return None


def _causes(fout: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it; SQLAlchemy keeps the error of the database in `orig`."""
    todo: list[BaseException | None] = [fout]
    seen: set[int] = set()
    while todo:
        nu = todo.pop(0)
        if nu is None or id(nu) in seen:
            continue
        seen.add(id(nu))
        yield nu
        todo += [getattr(nu, "orig", None), nu.__cause__, nu.__context__]


def _memory(tekst: str) -> Fout:
    if "temp_directory" in tekst and "offload" in tekst:
        return Fout(
            "Er is te weinig geheugen, en op de schijf is geen ruimte om uit te wijken.",
            f"Maak ruimte vrij op de schijf met de gegevens en {_OPNIEUW} {NIETS_WEG}",
        )
    return Fout(
        "Er is te weinig geheugen voor dit werk.",
        "Sluit andere programma's, of geef met LEERRECHT_GEHEUGEN op hoeveel de database mag gebruiken (bijvoorbeeld "
        f"4GB), en {_OPNIEUW}",
    )


def _disk(nummer: int, bestand: object) -> Fout | None:
    if nummer not in _DISK:
        return None
    melding, remedie = _DISK[nummer]
    map_ = Path(bestand).parent if isinstance(bestand, str) and bestand else None
    return Fout(melding.format(f" in de map {map_}" if map_ else ""), remedie)
