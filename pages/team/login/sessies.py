"""Who is logged in, kept at the server: a cookie that was copied is worth nothing after logging out.

The cookie holds a random number; here stands, under its hash, who that is and since when. The time of the file is the
last use.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pages.team.config import Config, private_folder
from pages.team.login.claims import Gebruiker

_MAP = "sessies"
# Access may not outlive the role for longer, in seconds.
ROLLEN_GELDIG = 15 * 60.0
# Writing down each request would cost more than it tells.
_NOTED_EVERY = 30.0


@dataclass(frozen=True)
class Sessie:
    """One login.

    wie: by what an administrator finds this user, for the audit log; naam: for the screen; sub: what the provider calls
    them and never changes; begin: when. gevraagd: when the roles were asked for last. sid: the session there.
    id_token: what tells the provider who leaves. verversing: what the roles are asked with again.
    """

    wie: str
    naam: str
    rollen: tuple[str, ...]
    begin: float
    lokaal: bool = False
    sub: str = ""
    gevraagd: float = 0.0
    sid: str = ""
    id_token: str = ""
    verversing: str = ""

    @property
    def verouderd(self) -> bool:
        """Whether the roles were asked for so long ago that they must be asked for again."""
        return time.time() - self.gevraagd > ROLLEN_GELDIG


class Sessies:
    """The sessions of this site, shared by its workers."""

    def __init__(self, config: Config) -> None:
        self._rust, self._duur = config.rust.total_seconds(), config.duur.total_seconds()

    def start(self, gebruiker: Gebruiker, *, lokaal: bool = False) -> str:
        """Begin a session and return its token."""
        self._clean()
        token, now = secrets.token_urlsafe(32), time.time()
        sessie = Sessie(gebruiker.wie, gebruiker.naam, gebruiker.rollen, now, lokaal, gebruiker.sub, now)
        _write(_file(token), _renewed(sessie, gebruiker))
        return token

    def find(self, token: object) -> Sessie | None:
        """The session of a token, when it still lasts."""
        if not isinstance(token, str) or not token:
            return None
        file = _file(token)
        try:
            used, sessie = file.stat().st_mtime, _read(file)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        now = time.time()
        if now - used > self._rust or now - sessie.begin > self._duur:
            file.unlink(missing_ok=True)
            return None
        if now - used > _NOTED_EVERY:
            with suppress(OSError):
                os.utime(file, (now, now))
        return sessie

    def renew(self, token: str, ask: Callable[[Sessie], Gebruiker]) -> Sessie | None:
        """The session with what `ask` says now; of several requests at once one asks. None when it ended meanwhile."""
        file = _file(token)
        with _held(f".{file.name}.slot"):
            sessie = self.find(token)
            if sessie is None or not sessie.verouderd:
                return sessie
            nieuw = _renewed(sessie, ask(sessie))
            with _held(".einde"):
                if not file.exists():
                    return None
                _write(file, nieuw)
            return nieuw

    def end(self, token: object) -> None:
        """Forget a session."""
        if isinstance(token, str) and token:
            with _held(".einde"):
                _file(token).unlink(missing_ok=True)

    def end_all(self, sub: str, sid: str = "") -> list[Sessie]:
        """Forget all sessions of a user; of one session at the provider only, when `sid` names it."""
        weg = []
        with _held(".einde"):
            for file in private_folder(_MAP).iterdir():
                with suppress(OSError, ValueError, TypeError, KeyError):
                    sessie = _read(file)
                    if sessie.sub == (sub or sessie.sub) and sessie.sid == (sid or sessie.sid):
                        file.unlink()
                        weg.append(sessie)
        return weg

    def _clean(self) -> None:
        now = time.time()
        for file in (*private_folder(_MAP).iterdir(), *private_folder("sloten").glob(".*.slot")):
            with suppress(OSError):
                if now - file.stat().st_mtime > max(self._rust, ROLLEN_GELDIG):
                    file.unlink()


def _read(file: Path) -> Sessie:
    inhoud = json.loads(file.read_text("utf-8"))
    return Sessie(**{**inhoud, "rollen": tuple(inhoud["rollen"])})


def _file(token: str) -> Path:
    return private_folder(_MAP) / hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@contextmanager
def _held(naam: str) -> Iterator[None]:
    """Nobody else in here meanwhile, in this worker or another."""
    with (private_folder("sloten") / naam).open("a") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


def _renewed(sessie: Sessie, gebruiker: Gebruiker) -> Sessie:
    """The session with what the provider says now; what it did not send again stays."""
    return replace(
        sessie,
        rollen=gebruiker.rollen,
        gevraagd=time.time(),
        sid=gebruiker.sid or sessie.sid,
        id_token=gebruiker.id_token or sessie.id_token,
        verversing=gebruiker.verversing or sessie.verversing,
    )


def _write(file: Path, sessie: Sessie) -> None:
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    fresh.touch(0o600)
    fresh.write_text(json.dumps(asdict(sessie)), "utf-8")
    fresh.replace(file)
