"""Who is logged in, kept at the server: a cookie that was copied is worth nothing after logging out.

The cookie holds a random number; here stands, under its hash, who that is and since when. The time of the file is the
last use. The same folder keeps what must survive between asking the provider and its answer, for minutes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pages.team.config import Config, team_folder

# Writing down each request would cost more than it tells.
_NOTED_EVERY = 30.0


@dataclass(frozen=True)
class Sessie:
    """One login. wie: what the provider calls this user, for the audit log; naam: for the screen; begin: when."""

    wie: str
    naam: str
    rollen: tuple[str, ...]
    begin: float
    lokaal: bool = False


class Sessies:
    """The sessions of this site, shared by its workers."""

    def __init__(self, config: Config) -> None:
        self._rust, self._duur = config.rust.total_seconds(), config.duur.total_seconds()

    def start(self, wie: str, naam: str, rollen: tuple[str, ...], *, lokaal: bool = False) -> str:
        """Begin a session and return its token."""
        self._clean()
        token = secrets.token_urlsafe(32)
        _write(_file(token), json.dumps(asdict(Sessie(wie, naam, rollen, time.time(), lokaal))))
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

    def end(self, token: object) -> None:
        """Forget a session."""
        if isinstance(token, str) and token:
            _file(token).unlink(missing_ok=True)

    def _clean(self) -> None:
        now = time.time()
        for file in _folder("sessies").iterdir():
            with suppress(OSError):
                if now - file.stat().st_mtime > self._rust:
                    file.unlink()


def _read(file: Path) -> Sessie:
    inhoud = json.loads(file.read_text("utf-8"))
    return Sessie(**{**inhoud, "rollen": tuple(inhoud["rollen"])})


class Bewaarplaats:
    """What Authlib keeps between its question and the provider's answer. Used once: taken away when it is asked for."""

    def set(self, key: str, value: str, expires_in: float) -> None:
        """Keep `value` for `expires_in` seconds."""
        now = time.time()
        for file in _folder("vragen").iterdir():
            with suppress(OSError):
                if file.stat().st_mtime < now:
                    file.unlink()
        file = _file(key, "vragen")
        _write(file, value)
        os.utime(file, (now + expires_in, now + expires_in))  # the time of the file is when it ends

    def get(self, key: str) -> str | None:
        """The value, when it is still there."""
        file = _file(key, "vragen")
        try:
            return file.read_text("utf-8") if file.stat().st_mtime >= time.time() else None
        except OSError:
            return None

    def delete(self, key: str) -> None:
        """Take it away."""
        _file(key, "vragen").unlink(missing_ok=True)


def _folder(naam: str) -> Path:
    folder = team_folder() / naam
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _file(token: str, naam: str = "sessies") -> Path:
    return _folder(naam) / hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _write(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    fresh.touch(0o600)
    fresh.write_text(text, "utf-8")
    fresh.replace(file)
