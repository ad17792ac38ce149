"""What the provider signed, read and checked: who signed it, for whom it is meant, and when.

Authlib checks the claims and joserfc the signature. Held here is what they leave to us: which keys may have signed,
that the keys are fetched again once when none fits, and how far the two clocks may differ.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, Protocol

from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry, extract_compact

# A key pair: with a shared secret anyone who knows it could write a token.
KEY_PAIRS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
# How far the clocks of the provider and of this site may differ, in seconds.
SPELING = 180
# Entra ID dates what it signs five minutes back, and lets it last an hour (or what was set) from the moment itself.
_TERUG = 300
# Who is nobody may let us fetch the keys again so often, in seconds.
_ANYBODY_EVERY = 60.0
_LONGEST = 64 * 1024


class LoginFout(Exception):
    """The provider gave no answer that we accept. The text is Dutch; `reden` is a word for the audit log."""

    def __init__(self, melding: str, reden: str) -> None:
        super().__init__(melding)
        self.reden = reden


class _Client(Protocol):
    server_metadata: dict[str, Any]

    def fetch_jwk_set(self, force: bool = False) -> Mapping[str, Any]:
        """The keys of the provider, kept unless `force`."""


class Sleutelbos:
    """The keys of the provider, and reading what was signed with one of them."""

    def __init__(self, client: _Client) -> None:
        self._client = client
        self._asked, self._lock = -_ANYBODY_EVERY, Lock()

    def read(self, tekst: str, *, van_iedereen: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
        """Header and claims of a signed token. JoseError when none of the keys of the provider signed it.

        When none fits the keys are fetched again, once: the provider may have new ones. van_iedereen: anybody can send
        this, so not each time.
        """
        if len(tekst) > _LONGEST:
            raise BadSignatureError
        kop = extract_compact(tekst.encode()).headers()
        register = JWSRegistry(algorithms=self._algorithms(), strict_check_header=False)
        for opnieuw in (False, True):
            if opnieuw and van_iedereen and not self._may_ask():
                break
            for sleutel in _fitting(self._client.fetch_jwk_set(force=opnieuw), kop):
                try:
                    token = jwt.decode(tekst, sleutel, registry=register)
                except BadSignatureError:
                    continue
                return dict(token.header), dict(token.claims)
        raise BadSignatureError

    def _algorithms(self) -> list[str]:
        """What the provider says it signs with, so far as that is a key pair: it may not talk us into less."""
        gezegd = self._client.server_metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        return [alg for alg in gezegd if alg in KEY_PAIRS] or ["RS256"]

    def _may_ask(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if now - self._asked < _ANYBODY_EVERY:
                return False
            self._asked = now
            return True


def _fitting(set_: Mapping[str, Any], kop: Mapping[str, Any]) -> Iterator[Any]:
    """The keys that can have signed: that of the kid; without one in token or key, every key of the kind."""
    soort, kid = _TYPES.get(str(kop.get("alg"))[:2]), kop.get("kid")
    for ruw in set_.get("keys", []):
        if kid is None or ruw.get("kid") in (kid, None):
            sleutels = KeySet.import_key_set({"keys": [ruw]}).keys  # empty for a kind that is not known
            yield from (s for s in sleutels if s.key_type == soort and ruw.get("use", "sig") == "sig")


def check_times(claims: Mapping[str, Any], *, vers: bool) -> None:
    """Raise LoginFout when the clocks differ too much to go by. vers: it was made just now, for us."""
    now = time.time()
    tijden = {naam: claims.get(naam) for naam in ("exp", "iat", "nbf")}
    if not all(isinstance(tijd, int | float) or (tijd is None and naam == "nbf") for naam, tijd in tijden.items()):
        raise ValueError("geen tijd")
    tot, op, vanaf = (float(tijden[naam] or 0) for naam in ("exp", "iat", "nbf"))
    if vanaf == op and tot - op > _TERUG and (tot - op) % 600 == _TERUG:
        op = vanaf = op + _TERUG
    te_laat = now - tot > SPELING or (vers and now - op > SPELING)
    te_vroeg = max(op, vanaf) - now > SPELING
    if te_laat or te_vroeg:
        raise LoginFout(
            "De klok van deze site en die van de inlogdienst verschillen meer dan drie minuten, of het inloggen duurde "
            "te lang. Log opnieuw in. Blijft dit, vraag dan uw beheerder om de klok van de server gelijk te zetten.",
            "klok",
        )


__all__ = ["KEY_PAIRS", "SPELING", "JoseError", "LoginFout", "Sleutelbos", "check_times"]
