"""What logging in must remember between the question to the provider and its answer: signed, in the browser itself.

At the server nothing is kept of a question, so whoever asks for the login a thousand times leaves nothing behind and
makes nobody wait. Each question has a cookie of its own: two tabs each land on their own page.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

from authlib.common.security import generate_token
from flask import request
from itsdangerous import BadData, URLSafeTimedSerializer

from pages.team.config import private_folder
from pages.team.login.koekjes import give, name_of

_LASTS = 15 * 60  # seconds
_NAME = "leerrecht_vraag-"
# What a browser keeps of them: all cookies together must fit in one header.
_MOST, _LONGEST_PAGE = 4, 700
_ANSWERED = "beantwoord"


@dataclass(frozen=True)
class Loginvraag:
    """One question to the provider. naar: the page to land on. stil: asked without showing anything. moment: when."""

    state: str
    nonce: str
    verifier: str
    naar: str
    stil: bool = False
    moment: float = 0.0


class Vragen:
    """The questions that browsers keep for us."""

    def __init__(self, sleutel: bytes) -> None:
        self._signed = URLSafeTimedSerializer(
            sleutel, salt="vraag aan de inlogdienst", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def begin(self, naar: str, *, stil: bool = False) -> Loginvraag:
        """A new question, kept in a cookie of this answer; the oldest beyond the fourth are let go."""
        naar = naar if len(naar) <= _LONGEST_PAGE else naar.partition("?")[0][:_LONGEST_PAGE]
        vraag = Loginvraag(generate_token(30), generate_token(30), generate_token(64), naar, stil, time.time())
        for naam in self._open()[: -(_MOST - 1)]:
            give(naam, "", 0)
        give(_cookie(vraag.state), str(self._signed.dumps(asdict(vraag))), _LASTS)
        return vraag

    def take(self, state: str) -> Loginvraag | None:
        """The question that an answer belongs to, gone from this browser from now on; None for one that is not ours."""
        naam = _cookie(state)
        tekst = request.cookies.get(name_of(naam), "")
        if not tekst:
            return None
        give(naam, "", 0)
        try:
            vraag = Loginvraag(**self._signed.loads(tekst, max_age=_LASTS))
        except (BadData, TypeError):
            return None
        return vraag if secrets.compare_digest(vraag.state.encode(), state.encode("utf-8", "replace")) else None

    def _open(self) -> list[str]:
        """The questions in this browser, oldest first, by the name of their cookie."""
        gevonden: list[tuple[float, str]] = []
        for vol, tekst in request.cookies.items():
            if vol.startswith(name_of(_NAME)):
                with suppress(BadData, TypeError):
                    vraag = Loginvraag(**self._signed.loads(tekst))
                    gevonden.append((vraag.moment, vol.removeprefix(name_of(""))))
        return [naam for _, naam in sorted(gevonden)]


def use_up(state: str) -> bool:
    """Tell whether a question that the provider answered well was not answered before, and note that it is now.

    Only after the answer was found good: whoever is nobody writes nothing.
    """
    now, map_ = time.time(), private_folder(_ANSWERED)
    for file in map_.iterdir():
        with suppress(OSError):
            if now - file.stat().st_mtime > 2 * _LASTS:
                file.unlink()
    try:
        (map_ / hashlib.sha256(state.encode()).hexdigest()).touch(0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _cookie(state: str) -> str:
    return _NAME + hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:16]
