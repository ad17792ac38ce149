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

from etl.meldingen import GebruiksFout

LENGTE = 32  # hexadecimal digits of a pseudonym
_BLOCK = 64  # the block size of SHA-256 in bytes
_MIN_LENGTH = 16


def read_key(datamap: Path) -> bytes:
    """The key: environment variable LEERRECHT_SLEUTEL, else the file `sleutel` in the data folder, made once.

    Raises GebruiksFout when the key is too short to keep a secret.
    """
    given = os.environ.get("LEERRECHT_SLEUTEL")
    key = given.encode() if given else _read_or_make(datamap / "sleutel")
    if len(key) < _MIN_LENGTH:
        raise GebruiksFout(
            f"De sleutel voor pseudoniemen is korter dan {_MIN_LENGTH} tekens.",
            "Zet in LEERRECHT_SLEUTEL een lange, willekeurige tekst, of laat de variabele weg.",
        )
    return key


def _read_or_make(file: Path) -> bytes:
    """The bytes of the key file. It is linked into place whole, so that a kill never leaves half a key."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}-{os.getpid()}")
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
    return file.read_bytes().strip()


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
