"""Persons become pseudonyms: HMAC-SHA256 of the delivered persoon_id with a secret key of this installation.

The first half of it, 128 bits, as RFC 2104 allows: two persons will not meet in one pseudonym, and it is half the size.

With the same key the same person keeps the same pseudonym over deliveries, so that jongeren can be counted once;
without the key nobody can compute a pseudonym from a known persoon_id.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from etl.meldingen import Fout, GebruiksFout, zeg

LENGTE = 32  # hexadecimal digits of a pseudonym
_BLOCK = 64  # the block size of SHA-256 in bytes
_MIN_LENGTH = 16


def read_key(datamap: Path, *, maken: bool = True) -> bytes | None:
    """The key: environment variable LEERRECHT_SLEUTEL, else the file `sleutel` in the data folder.

    maken: make that file when it is not there; else None. Raises GebruiksFout when the variable is too short to keep a
    secret, Fout when the file is empty, cut short or no file.
    """
    given = os.environ.get("LEERRECHT_SLEUTEL")
    if given:
        if len(given.encode()) < _MIN_LENGTH:
            raise GebruiksFout(
                f"De sleutel voor pseudoniemen is korter dan {_MIN_LENGTH} tekens.",
                "Zet in LEERRECHT_SLEUTEL een lange, willekeurige tekst, of laat de variabele weg.",
            )
        return given.encode()
    file = datamap / "sleutel"
    if not os.path.lexists(file):
        if not maken:
            return None
        _make(file)
    if not file.is_file():
        raise Fout(
            f"{file} hoort een bestand te zijn met de sleutel voor pseudoniemen, en is dat niet.",
            "Zet de sleutel terug uit de reservekopie, of koppel de schijf waar hij op staat.",
        )
    key = file.read_bytes().strip()
    if len(key) < _MIN_LENGTH:
        raise Fout(
            f"Het bestand {file} met de sleutel voor pseudoniemen is leeg of afgekapt.",
            "Zet het terug uit de reservekopie. Met een andere sleutel telt dezelfde jongere dubbel.",
        )
    if file.stat().st_mode & 0o007:
        zeg(f"Let op: iedereen op deze computer kan de sleutel lezen. Herstel dat met: chmod o= {file}")
    return key


def _make(file: Path) -> None:
    """A new key in the key file. It is linked into place whole, so that a kill never leaves half a key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(secrets.token_hex(32))
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass  # another command was first; its key holds
    finally:
        fresh.unlink()


def fingerprint(key: bytes) -> str:
    """Tells two keys apart without giving anything about them away."""
    return hmac.new(key, b"leerrecht: welke sleutel is dit", hashlib.sha256).hexdigest()[:16]


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer block of HMAC, for a database that only knows plain SHA-256."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def pseudonym(key: bytes, persoon_id: str) -> str:
    """The pseudonym of one persoon_id, in hexadecimal: what the database computes for all rows at once."""
    return hmac.new(key, persoon_id.encode(), hashlib.sha256).hexdigest()[:LENGTE]
