"""Local accounts, for trying the site out without an identity provider. Only with LEERRECHT_LOKALE_ACCOUNTS.

The file is JSON: `{"naam": {"wachtwoord": "$argon2id$...", "rollen": ["teamlead:MC10"]}}`. Make a line of it with
`python -m pages.team.accounts NAAM ROL [ROL ...]`.
"""

from __future__ import annotations

import getpass
import json
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pages.team.config import InstellingFout

_HASHER = PasswordHasher()
# Checked for a name that does not exist, so that the answer takes as long.
_NOBODY = _HASHER.hash("niemand")
_TRIES, _WITHIN = 8, 15 * 60.0


class TeVaakError(Exception):
    """Too many wrong passwords, one after another."""


class Accounts:
    """The accounts in one file, read again at every login."""

    def __init__(self, bestand: Path) -> None:
        self._bestand = bestand
        self._missed: dict[str, deque[float]] = {}

    def check(self, naam: str, wachtwoord: str) -> tuple[str, ...] | None:
        """The roles of this account; None when name and password do not belong together.

        Raises TeVaakError after too many misses of one name, InstellingFout when the file cannot be used.
        """
        now, missed = time.monotonic(), self._missed.setdefault(naam, deque(maxlen=_TRIES))
        if len(missed) == _TRIES and now - missed[0] < _WITHIN:
            raise TeVaakError
        account = self._read().get(naam, {})
        if _fits(account.get("wachtwoord", _NOBODY), wachtwoord) and account:
            missed.clear()
            return tuple(map(str, account.get("rollen") or []))
        missed.append(now)
        if len(self._missed) > 1_000:  # made-up names must not fill the memory
            self._missed.clear()
        return None

    def roles(self, naam: str) -> tuple[str, ...] | None:
        """The roles of an account as they are now; None when it is not there any more."""
        account = self._read().get(naam)
        return None if account is None else tuple(map(str, account.get("rollen") or []))

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            inhoud = json.loads(self._bestand.read_text("utf-8"))
        except (OSError, ValueError) as fout:
            raise InstellingFout("Het bestand met lokale accounts is er niet of is geen JSON.") from fout
        return inhoud if isinstance(inhoud, dict) else {}


def _fits(hash_: object, wachtwoord: str) -> bool:
    try:
        return _HASHER.verify(str(hash_), wachtwoord)
    except (VerificationError, InvalidHashError):
        return False


def main(argv: list[str]) -> int:
    """Ask for a password and write the line for the file."""
    if len(argv) < 2:
        sys.stderr.write("Gebruik: python -m pages.team.accounts NAAM ROL [ROL ...]\n")
        return 2
    hash_ = _HASHER.hash(getpass.getpass("Wachtwoord: "))
    sys.stdout.write(json.dumps({argv[0]: {"wachtwoord": hash_, "rollen": argv[1:]}}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
