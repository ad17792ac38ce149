"""Making `intern.duckdb` when it is missing, and bringing an older one up to date.

Both happen in a file beside it that takes its place in one step, so that a kill at any moment leaves the old database
or the new one.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, select

from data.publication import migrations
from data.publication.databases import datamap, intern_pad
from etl.intern.bestand import connect, hold, look_at, private_files
from etl.intern.migraties import MIGRATIES, VERSIE
from etl.intern.schema import STAND_GETALLEN, VERSIE_NAAM, instelling, levering, metadata
from etl.meldingen import Fout, GebruiksFout, zeg
from etl.versies import sync

_HALF = ".bijwerken"


def make_when_missing() -> None:
    """Make the database beside its place and put it there whole, so that a kill never leaves one without tables.

    Raises Fout rather than begin anew where something was published: only the old database protects that.
    """
    look_at(intern_pad())
    if intern_pad().exists():
        return
    prepare_folder()
    with hold(alleen=True):
        if not intern_pad().exists():
            _make()


def _make() -> None:
    if any((datamap() / "publicaties").glob("publiek-*.duckdb")):
        raise Fout(
            f"De interne database ({intern_pad()}) is er niet, en er is hier wel gepubliceerd. Er is geen nieuwe "
            "gemaakt: die weet niet wat er al is gepubliceerd, en kan afgeschermde cijfers dan niet beschermen.",
            "Zet de laatste reservekopie terug, of kijk of LEERRECHT_DATA de goede map is.",
        )
    nieuw = intern_pad().with_name(f".intern-{os.getpid()}.duckdb")
    clear_halves()
    with private_files(True), connect(nieuw, schrijven=True) as verbinding:
        metadata.create_all(verbinding)
        _set_version(verbinding)
    sync(nieuw)
    nieuw.rename(intern_pad())
    sync(intern_pad().parent)


def clear_halves() -> None:
    """Remove what commands that were killed left half made. For who is alone with the database."""
    for vorm in (".intern-*", ".sleutel-*"):
        for rest in datamap().glob(vorm):
            rest.unlink()


def prepare_folder() -> None:
    """Make the folder with the data when it is not there; GebruiksFout when LEERRECHT_DATA is no folder."""
    try:
        datamap().mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise GebruiksFout(
            f"LEERRECHT_DATA wijst geen map aan: {datamap()} of iets erboven is een bestand.",
            "Geef de map waar de gegevens in staan, of in mogen komen.",
        ) from None


def is_older(verbinding: Connection) -> bool:
    """Whether the tables of this database have to be brought up to date first, or have no column for a stand.

    Raises Fout when they are of a newer version of this software.
    """
    versie = read_version(verbinding)
    if versie > VERSIE:
        raise Fout(
            f"De interne database is bijgewerkt door een nieuwere versie van dit programma (databaseversie {versie}; "
            f"dit programma kent tot en met {VERSIE}). Er is niets veranderd.",
            "Gebruik weer de nieuwere versie van het programma. Zet geen oudere kopie van de database terug: daarin "
            "ontbreekt wat er sindsdien is gepubliceerd, en dat is nodig om afgeschermde cijfers te beschermen.",
        )
    return versie < VERSIE or bool(_missing_standen(verbinding))


def _missing_standen(verbinding: Connection) -> list[str]:
    """The standen that the registry has got and this database has no column for."""
    er_zijn = verbinding.exec_driver_sql("SELECT * FROM stand LIMIT 0").keys()
    return [naam for naam in STAND_GETALLEN if naam not in er_zijn]


def read_version(verbinding: Connection) -> int:
    """The version of the tables of this database; those from before versions were kept are the first."""
    if not {instelling.name, levering.name} <= set(inspect(verbinding).get_table_names()):
        raise Fout(
            f"{intern_pad()} is geen database van dit programma: de tabellen ontbreken.",
            "Kijk of LEERRECHT_DATA de goede map is, of zet de laatste reservekopie terug.",
        )
    waarde = verbinding.scalar(select(instelling.c.waarde).where(instelling.c.naam == VERSIE_NAAM))
    return migrations.EERSTE_VERSIE if waarde is None else int(waarde)


def bring_up_to_date() -> None:
    """Put an upgraded copy in the place of an older database, and keep the older one beside it under a name of its own.

    Raises BezetFout when another command has the database, Fout when there is no room for the copy.
    """
    pad = intern_pad().resolve()
    half = pad.with_name(f".{pad.name}{_HALF}")
    with hold(alleen=True), private_files(True):
        for rest in pad.parent.glob(f"{half.name}*"):  # of a command that was killed
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        with connect(pad, schrijven=True) as verbinding:
            van = read_version(verbinding)
            if van >= VERSIE and not _missing_standen(verbinding):
                return  # another command was first
            verbinding.commit()
            verbinding.exec_driver_sql("CHECKPOINT")  # whatever a killed command left in the log beside it
        shutil.copyfile(pad, half)
        shutil.copymode(pad, half)
        with connect(half, schrijven=True) as verbinding:
            migrations.upgrade(verbinding, MIGRATIES, van)
            erbij = _missing_standen(verbinding)
            for naam in erbij:
                verbinding.exec_driver_sql(f"ALTER TABLE stand ADD COLUMN {naam} INTEGER")
                verbinding.commit()
            _set_version(verbinding)
            verbinding.exec_driver_sql("CHECKPOINT")
        sync(half)
        kopie = _keep_beside(pad, van)
        half.replace(pad)
        sync(pad.parent)
    bijgewerkt = (
        f"bijgewerkt van versie {van} naar versie {VERSIE}" if van < VERSIE else f"uitgebreid met {', '.join(erbij)}"
    )
    zeg(f"De interne database is {bijgewerkt}. De database van ervoor is bewaard als {kopie.name}.")


def _set_version(verbinding: Connection) -> None:
    verbinding.execute(delete(instelling).where(instelling.c.naam == VERSIE_NAAM))
    verbinding.execute(insert(instelling).values(naam=VERSIE_NAAM, waarde=str(VERSIE)))
    verbinding.commit()


def _keep_beside(pad: Path, versie: int) -> Path:
    """A second name for the older file: it costs no room, and remains when the first goes to the new one."""
    for keer in count(1):
        kopie = pad.with_name(f"{pad.stem}-versie-{versie}{f'-{keer}' if keer > 1 else ''}{pad.suffix}")
        if not kopie.exists():
            os.link(pad, kopie)
            return kopie
        if kopie.samefile(pad):  # the name was given by a command that was killed just after
            return kopie
    raise AssertionError
