"""A backup of what cannot be made anew, in one file, and putting it back.

In it: the internal database, every publication that is kept, and what gemeenten and the team wrote. Not in it: the key.
Who has both can look a child up, so the key comes in a file of its own that is kept elsewhere. The list at the front
has the length and checksum of each file; putting back looks at all of them before anything is in place.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.publication.databases import datamap, intern_pad, publiek_pad
from data.publication.toelichtingen import text_folder
from etl.intern.bestand import hold, private_files
from etl.intern.bijwerken import prepare_folder
from etl.intern.sleutel import current_key
from etl.intern.verbinding import open_intern
from etl.meldingen import Fout, GebruiksFout
from etl.pseudoniem import fingerprint, read_key
from etl.versies import sync

VORM = 1
_LIJST = "inhoud.json"
_TEKSTEN = "toelichtingen"
_WAT = ("intern.duckdb", "intern.duckdb.wal", "publicaties", _TEKSTEN, "profielen", "team")
# Deliveries that wait to be read, and who is logged in, are of that day; the snapshot of the team is made anew.
_NIET = ("team/inkomend", "team/sessies", "team/vragen")
_STUK = 1024 * 1024


@dataclass(frozen=True)
class Kopie:
    """What was made or put back. sleutel: the file with the key, None when the key comes from LEERRECHT_SLEUTEL."""

    bestand: Path
    sleutel: Path | None
    bestanden: int


def make_copy(naar: Path) -> Kopie:
    """Write a backup into a folder, and the key beside it. Raises BezetFout while another command runs."""
    if not intern_pad().exists():
        raise Fout(f"Er is geen interne database in {datamap()}.", "Kijk of LEERRECHT_DATA de goede map is.")
    if naar.resolve() == datamap() or datamap() in naar.resolve().parents:
        raise GebruiksFout(
            "De reservekopie zou in de map met de gegevens zelf komen.",
            "Kies een andere map, liefst op een andere schijf: gaat deze schijf stuk, dan is de kopie anders ook weg.",
        )
    with open_intern(schrijven=True) as verbinding:
        key = current_key(verbinding)
        verbinding.commit()
        verbinding.exec_driver_sql("CHECKPOINT")
    naar.mkdir(parents=True, exist_ok=True)
    doel = naar / f"reservekopie-{datetime.now(UTC):%Y%m%dT%H%M%S}.tar.gz"
    with hold(alleen=True), private_files(True):
        bestanden = dict(_files())
        lijst = {
            "vorm": VORM,
            "sleutel": fingerprint(key),
            "live": str(publiek_pad().readlink()) if publiek_pad().is_symlink() else None,
            "bestanden": {naam: _describe(pad) for naam, pad in bestanden.items()},
        }
        with _in_place(doel) as half:
            _pack(half, lijst, bestanden)
    return Kopie(doel, _keep_key(doel, key), len(bestanden))


def _keep_key(doel: Path, key: bytes) -> Path | None:
    if os.environ.get("LEERRECHT_SLEUTEL"):
        return None
    sleutel = doel.with_name(doel.name.removesuffix(".tar.gz") + ".sleutel")
    with private_files(True), _in_place(sleutel) as half:
        half.write_bytes(key + b"\n")
    return sleutel


def put_back(bestand: Path, sleutel: Path | None) -> Kopie:
    """Put a backup back into the data folder, which has to be without a database.

    sleutel: the file with the key; without it that of LEERRECHT_SLEUTEL, or one that is in the folder already. Raises
    Fout, and leaves nothing behind, when the backup is not whole or the key is another one.
    """
    if any(os.path.lexists(datamap() / naam) for naam in ("intern.duckdb", "publicaties", "publiek.duckdb")):
        raise GebruiksFout(
            f"In {datamap()} staan al gegevens. Er is niets teruggezet.",
            "Zet LEERRECHT_DATA op een lege map. Haal de oude pas weg als de site met de teruggezette werkt.",
        )
    prepare_folder()
    half = datamap() / ".herstel"
    shutil.rmtree(half, ignore_errors=True)
    with private_files(True):
        half.mkdir()
        try:
            lijst = _unpack(bestand, half)
            key = _fitting_key(lijst, sleutel)
            for pad in (p for p in half.rglob("*") if p.is_file()):
                sync(pad)
            _move(half, lijst, key)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return Kopie(bestand, sleutel, len(lijst["bestanden"]))


def _files() -> Iterator[tuple[str, Path]]:
    """Each file by its name in the backup. The texts are looked up where the settings say that they are."""
    for naam in _WAT:
        plek = text_folder() if naam == _TEKSTEN else datamap() / naam
        for pad in [plek] if plek.is_file() else sorted(plek.rglob("*")):
            binnen = (Path(naam) / pad.relative_to(plek)).as_posix()
            if pad.is_file() and not pad.is_symlink() and not binnen.startswith(_NIET) and ".half" not in pad.name:
                yield binnen, pad


def _describe(pad: Path) -> dict[str, Any]:
    with pad.open("rb") as bestand:
        som = hashlib.file_digest(bestand, "sha256").hexdigest()
    return {"bytes": pad.stat().st_size, "sha256": som, "modus": pad.stat().st_mode & 0o777}


@contextmanager
def _in_place(doel: Path) -> Iterator[Path]:
    """A file beside its place that gets its name when it is whole and on disk."""
    half = doel.with_name(f".{doel.name}.half")
    try:
        yield half
        sync(half)
        half.rename(doel)
        sync(doel.parent)
    finally:
        half.unlink(missing_ok=True)


def _pack(half: Path, lijst: Mapping[str, Any], bestanden: Mapping[str, Path]) -> None:
    with tarfile.open(half, "w:gz", compresslevel=1) as archief:
        tekst = json.dumps(lijst, indent=1).encode()
        kop = tarfile.TarInfo(_LIJST)
        kop.size = len(tekst)
        archief.addfile(kop, io.BytesIO(tekst))
        for naam, pad in bestanden.items():
            archief.add(pad, naam, recursive=False)


def _unpack(bestand: Path, half: Path) -> Mapping[str, Any]:
    """Unpack into a folder and look at every file. Only what the list names, as plain files below that folder."""
    try:
        with tarfile.open(bestand, "r:gz") as archief:
            lijst = _read_list(archief)
            for lid in archief:
                if lid.name == _LIJST and lid.offset == 0:
                    continue
                if lid.name not in lijst["bestanden"] or not lid.isfile():
                    raise _not_whole(bestand)
                archief.extract(lid, half, filter="data")
            while archief.fileobj.read(_STUK):
                pass  # to the end, where the checksum of the whole stands
        for naam, hoort in lijst["bestanden"].items():
            pad = half / naam
            if not pad.is_file() or _describe(pad) | {"modus": hoort["modus"]} != hoort:
                raise _not_whole(bestand)
            pad.chmod(hoort["modus"])
    except (tarfile.TarError, EOFError, zlib.error, KeyError, ValueError, TypeError):
        raise _not_whole(bestand) from None
    except OSError as fout:
        if fout.errno is None:  # what gzip says of a file that is none of its own
            raise _not_whole(bestand) from None
        raise
    return lijst


def _read_list(archief: tarfile.TarFile) -> dict[str, Any]:
    eerste = archief.next()
    if eerste is None or eerste.name != _LIJST or (inhoud := archief.extractfile(eerste)) is None:
        raise tarfile.TarError
    lijst: dict[str, Any] = json.loads(inhoud.read())
    if lijst["vorm"] > VORM:
        raise Fout(
            "Deze reservekopie is gemaakt door een nieuwere versie van dit programma.",
            "Zet haar terug met die versie.",
        )
    return lijst


def _not_whole(bestand: Path) -> Fout:
    return Fout(
        f"{bestand.name} is geen hele reservekopie: er ontbreekt een stuk, of het is beschadigd. Er is niets "
        "teruggezet.",
        "Haal haar opnieuw op van waar zij bewaard wordt, of gebruik een eerdere.",
    )


def _fitting_key(lijst: Mapping[str, Any], sleutel: Path | None) -> bytes | None:
    """The key to put beside it; None when it comes from the environment or is there. Fout when it is another one."""
    if sleutel is not None:
        if not sleutel.is_file():
            raise GebruiksFout(f"{sleutel} is er niet, of is geen bestand.", "Geef het bestand met de sleutel.")
        key: bytes | None = sleutel.read_bytes().strip()
    else:
        key = read_key(datamap(), maken=False)
    if key is None:
        raise GebruiksFout(
            "De sleutel ontbreekt. Er is niets teruggezet.",
            "Geef het bestand dat naast de reservekopie is gemaakt met --sleutel, of zet LEERRECHT_SLEUTEL.",
        )
    if fingerprint(key) != lijst["sleutel"]:
        raise GebruiksFout(
            "De sleutel is een andere dan die bij deze reservekopie hoort. Er is niets teruggezet.",
            "Geef de sleutel die tegelijk met deze reservekopie is gemaakt.",
        )
    return key if sleutel is not None else None


def _move(half: Path, lijst: Mapping[str, Any], key: bytes | None) -> None:
    """Put everything in place, the internal database last: without it nothing counts as put back."""
    if key is not None:
        (half / "sleutel").write_bytes(key + b"\n")
        sync(half / "sleutel")
        (half / "sleutel").replace(datamap() / "sleutel")
    if text_folder() != datamap() / _TEKSTEN and (half / _TEKSTEN).exists():
        _add_texts(half / _TEKSTEN)
    for naam in sorted((pad.name for pad in half.iterdir()), key=lambda naam: naam == "intern.duckdb"):
        doel = datamap() / naam
        with suppress(FileNotFoundError):
            doel.rmdir()  # an empty folder of before
        (half / naam).rename(doel)
    if lijst["live"]:
        publiek_pad().symlink_to(lijst["live"])
    sync(datamap())


def _add_texts(half: Path) -> None:
    """Put the texts into a folder of their own, that others may share: what stands there already is newer and stays."""
    for pad in sorted(p for p in half.rglob("*") if p.is_file()):
        doel = text_folder() / pad.relative_to(half)
        if not doel.exists():
            doel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(pad, doel)
    shutil.rmtree(half)
