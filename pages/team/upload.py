"""Taking in a file that a beheerder sends: streamed to a private place, looked at, handed on, and always removed."""

from __future__ import annotations

import fcntl
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import IO, Any

from flask import Request, request
from werkzeug.datastructures import FileStorage

from data.levering import profielen, shown
from data.levering.file_kind import BestandFout, kind_of, refuse_lock_file
from data.levering.nullen import NulFout, read_nul
from data.referentie.gebieden import gebieden
from pages.team.config import Config, private_folder

_LONGEST_SUFFIX = 12
_OTHER_CHARACTERS = re.compile(r"[^A-Za-z0-9 ._()-]+")
_YEARS = re.compile(r"\d{4}-\d{4}(:\d{4}-\d{4})?")


class GekeurdFout(Exception):
    """What was sent is refused. `melding` and `remedie` are Dutch and repeat nothing of what stands in the file."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(melding)
        self.melding, self.remedie = melding, remedie


class PrivateRequest(Request):
    """A request whose files go to our own private folder, without a name: nothing is left when all ends at once."""

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        stroom = tempfile.TemporaryFile(dir=private_folder("inkomend"))  # noqa: SIM115 - closed with the request
        self.__dict__.setdefault("stromen", []).append(stroom)
        return stroom


def close_streams(_fout: BaseException | None = None) -> None:
    """Close what came in with this request: then it is gone."""
    for stroom in request.__dict__.get("stromen", []):
        stroom.close()


def receive(config: Config) -> Path:
    """The file of this request, in a folder of its own that the caller removes. GekeurdFout when it is refused.

    It is looked at as the command line does; what only reading all of it can tell comes with the outcome of loading.
    A request that is larger than allowed ends in a 413 before anything is kept.
    """
    request.max_content_length = config.meeste_bytes + 64 * 1024
    gestuurd = request.files.get("bestand")
    if gestuurd is None or not gestuurd.filename:
        raise GekeurdFout("Er is geen bestand gekozen.", "Kies een bestand en probeer het opnieuw.")
    naam = _safe_name(gestuurd.filename)
    try:
        refuse_lock_file(Path(gestuurd.filename.replace("\\", "/")).name)
    except BestandFout as fout:
        raise GekeurdFout(fout.melding, fout.remedie) from fout
    map_ = Path(tempfile.mkdtemp(dir=private_folder("inkomend")))
    try:
        _hold(map_)
        _copy(gestuurd, map_ / naam)
        kind_of(map_ / naam)
    except BestandFout as fout:
        shutil.rmtree(map_, ignore_errors=True)
        raise GekeurdFout(fout.melding, fout.remedie) from fout
    except BaseException:
        shutil.rmtree(map_, ignore_errors=True)
        raise
    return map_ / naam


def read_options() -> list[str]:
    """The options of the form as those of the command: profile, peildatum, schooljaren, what is zero."""
    profiel, peildatum = request.form.get("profiel", "canoniek"), request.form.get("peildatum", "").strip()
    jaren = request.form.get("schooljaren", "").strip()
    if profiel not in profielen.names():
        raise GekeurdFout("Dit profiel bestaat niet.", "Kies een profiel uit de lijst.")
    opties = ["--profiel", profiel]
    if peildatum:
        try:
            opties += ["--peildatum", date.fromisoformat(peildatum).isoformat()]
        except ValueError:
            raise GekeurdFout("De peildatum is geen datum.", "Schrijf hem als 2025-09-30.") from None
    if jaren:
        if not _YEARS.fullmatch(jaren):
            raise GekeurdFout("De schooljaren kloppen niet.", "Schrijf ze als 2020-2021:2024-2025.")
        opties += ["--schooljaren", jaren]
    for nul in filter(None, (deel.strip() for deel in re.split("[,;]", request.form.get("nul", "")))):
        try:
            read_nul(nul, gebieden())
        except NulFout as fout:
            raise GekeurdFout(f"Wat echt nul is, klopt niet. {fout.melding}", fout.remedie) from fout
        opties.append(f"--nul={nul}")
    return opties


def _safe_name(gestuurd: str) -> str:
    """The name as it may stand in a folder, on a screen and in a log."""
    naam = shown.file_name(Path(gestuurd.replace("\\", "/")).name).replace("*", "x")
    pad = Path(_OTHER_CHARACTERS.sub("_", naam))
    return f"{(pad.stem[:80].strip('. ') or 'levering')}{pad.suffix[:_LONGEST_SUFFIX].lower()}"


def _copy(gestuurd: FileStorage, doel: Path) -> None:
    with doel.open("wb") as uit:
        doel.chmod(0o600)
        shutil.copyfileobj(gestuurd.stream, uit, 1024 * 1024)


def _hold(map_: Path) -> None:
    """Hold a folder until this request ends: what nobody holds any more, of a worker that was killed, is removed."""
    houder = (map_ / ".houder").open("a")
    fcntl.flock(houder, fcntl.LOCK_EX)
    request.__dict__.setdefault("stromen", []).append(houder)


def remove(map_: Path) -> None:
    """Remove the folder of a file that will not be loaded."""
    shutil.rmtree(map_, ignore_errors=True)
