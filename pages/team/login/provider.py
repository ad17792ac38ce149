"""Asking the gemeente's identity provider who somebody is: OpenID Connect with authorization code and PKCE.

Authlib does the protocol. What it leaves to us is held here and in `tokens`: that the token is meant for us (audience),
that there is one at all, and that it is signed with a key pair.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, TypeVar

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import CodeIDToken
from flask import Flask
from joserfc.errors import JoseError
from requests import RequestException, Response

from pages.team.config import Provider
from pages.team.login.claims import Gebruiker, has_too_many, names_of, roles_of
from pages.team.login.tokens import SPELING, LoginFout, Sleutelbos, check_times
from pages.team.login.vraag import Loginvraag, use_up

_NAME = "gemeente"
# Why the roles cannot be asked again without the visitor.
ALLEEN_LANGS = "alleen langs de inlogdienst"
# How this site says who it is: as every provider must take it, else in the form.
_BASIC, _FORM = "client_secret_basic", "client_secret_post"
_PATIENCE = 10.0  # seconds
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
# ADFS takes no token there that is meant for somebody else, which is no fault of ours or of the visitor.
_NOT_TOLD = (400, 401, 403)
# It travels in an address, and a proxy lets no longer one through.
_LONGEST_HINT = 4_000
# What the provider says of itself is asked again after so long; after it did not answer, not for so long.
_FRESH, _REST = 3600.0, 5.0
_Answer = TypeVar("_Answer")


class Login:
    """The way to the provider and back."""

    def __init__(self, server: Flask, provider: Provider) -> None:
        self._provider = provider
        self._client = OAuth(server).register(
            _NAME,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "default_timeout": _PATIENCE,
            },
        )
        self._sleutels = Sleutelbos(self._client)
        self._lock, self._known, self._missed = Lock(), time.monotonic(), 0.0

    def ask(self, vraag: Loginvraag, terug: str) -> str:
        """Where to send the visitor with a question; the provider sends them back to the address `terug`."""

        def address() -> str:
            self._metadata()
            stil = {"prompt": "none"} if vraag.stil else {}
            gemaakt = self._client.create_authorization_url(
                terug, state=vraag.state, nonce=vraag.nonce, code_verifier=vraag.verifier, **stil
            )
            return str(gemaakt["url"])

        return self._carefully(address)

    def answer(self, vraag: Loginvraag, code: str, terug: str) -> Gebruiker:
        """Who came back with this code. LoginFout when the answer is not one to our question."""

        def read() -> Gebruiker:
            self._metadata()
            token = self._client.fetch_access_token(terug, code=code, code_verifier=vraag.verifier)
            claims = self._id_token(token, vraag.nonce)
            return self._user(claims, token)

        return self._carefully(read)

    def ask_again(self, sub: str, verversing: str) -> Gebruiker:
        """Who this is now, without the visitor: with what the provider gave for that. LoginFout when it says no."""

        def read() -> Gebruiker:
            self._metadata()
            token = self._client.fetch_access_token(grant_type="refresh_token", refresh_token=verversing)
            claims = self._id_token(token, None) if token.get("id_token") else {"sub": sub}
            if claims["sub"] != sub:
                raise LoginFout("De inlogdienst noemt een ander dan die is ingelogd.", "ander")
            gebruiker = self._user(claims, token)
            if not gebruiker.rollen and not token.get("id_token"):
                raise LoginFout("De inlogdienst zegt de rollen alleen als iemand inlogt.", ALLEEN_LANGS)
            return gebruiker

        return self._carefully(read)

    def way_out(self, id_token: str, terug: str) -> str:
        """Where the visitor logs out at the provider too; empty when it has no such place, or cannot say."""
        try:
            if not self._metadata().get("end_session_endpoint"):
                return ""
        except (LoginFout, RequestException, ValueError):
            return ""
        hint = id_token if len(id_token) <= _LONGEST_HINT else None
        naam = self._provider.client_id
        return str(self._client.create_logout_url(terug, id_token_hint=hint, client_id=naam)["url"])

    def read_logout(self, tekst: str) -> tuple[str, str]:
        """Which user, and which session, a message of the provider ends. LoginFout when it is none, or was sent before.

        OpenID Connect Back-Channel Logout: for us, of just now, about logging out, and once.
        """

        def read() -> tuple[str, str]:
            self._metadata()
            kop, claims = self._sleutels.read(tekst, van_iedereen=True)
            check_times({**claims, "exp": claims.get("exp", claims.get("iat"))}, vers=True)
            voor, over = claims.get("aud"), claims.get("events")
            sub, sid, nummer = (claims.get(naam) or "" for naam in ("sub", "sid", "jti"))
            goed = (
                str(kop.get("typ", "JWT")).lower().removeprefix("application/") in ("jwt", "logout+jwt"),
                claims.get("iss") == self._client.server_metadata["issuer"],
                self._provider.client_id in (voor if isinstance(voor, list) else [voor]),
                isinstance(over, Mapping) and isinstance(over.get(_LOGOUT), Mapping),
                "nonce" not in claims,
                all(isinstance(waarde, str) for waarde in (sub, sid, nummer)) and nummer and (sub or sid),
            )
            if not all(goed) or not use_up(f"uitloggen {nummer}"):
                raise LoginFout("Dit bericht van de inlogdienst is niet geldig.", "uitlogbericht")
            return sub, sid

        return self._carefully(read)

    def _carefully(self, doe: Callable[[], _Answer]) -> _Answer:
        """Do something with the provider; whatever goes wrong becomes a LoginFout."""
        try:
            return doe()
        except RequestException as fout:
            raise _unreachable() from fout
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as fout:
            raise LoginFout(
                "Het antwoord van de inlogdienst hoort niet bij deze vraag. Log opnieuw in.",
                getattr(fout, "error", "") or type(fout).__name__,
            ) from fout

    def _metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself. It must call itself what we call it.

        When it does not answer, whoever comes in the next seconds does not wait for it too.
        """
        if not self._lock.acquire(timeout=0.5):
            raise _unreachable()
        try:
            now = time.monotonic()
            if self._missed and now - self._missed < _REST:
                raise _unreachable()
            metadata: dict[str, Any] = self._client.server_metadata
            if now - self._known > _FRESH:
                metadata.pop("_loaded_at", None)
                self._known = now
            self._missed = now
            metadata = self._client.load_server_metadata()
            if _BASIC not in (metadata.get("token_endpoint_auth_methods_supported") or [_BASIC]):
                self._client.client_kwargs |= {"token_endpoint_auth_method": _FORM}
            if str(metadata.get("issuer", "")).rstrip("/") != self._provider.issuer:
                metadata.pop("_loaded_at", None)
                raise LoginFout("De inlogdienst noemt zich anders dan is ingesteld.", "issuer")
            self._missed = 0.0
            return metadata
        finally:
            self._lock.release()

    def _id_token(self, token: Mapping[str, Any], nonce: str | None) -> dict[str, Any]:
        """The claims of the id_token. nonce: None for one that came without a question (after a refresh)."""
        if not token.get("id_token"):
            raise LoginFout("Het inloggen is niet gelukt: de inlogdienst zei niet wie u bent.", "geen id_token")
        kop, claims = self._sleutels.read(str(token["id_token"]))
        check_times(claims, vers=True)
        gelezen = CodeIDToken(claims, kop, self._expected(), self._parameters(token, nonce))
        gelezen.validate(leeway=SPELING)
        if not claims.get("sub"):
            raise LoginFout("Het inloggen is niet gelukt: de inlogdienst zei niet wie u bent.", "geen sub")
        return claims

    def _parameters(self, token: Mapping[str, Any], nonce: str | None) -> dict[str, Any]:
        parameters = {"client_id": self._provider.client_id, "access_token": token.get("access_token")}
        return parameters if nonce is None else {**parameters, "nonce": nonce}

    def _expected(self) -> dict[str, dict[str, Any]]:
        return {
            "iss": {"essential": True, "value": self._client.server_metadata["issuer"]},
            "aud": {"essential": True, "value": self._provider.client_id},
        }

    def _user(self, claims: Mapping[str, Any], token: Mapping[str, Any]) -> Gebruiker:
        """Who this is, with the roles of the id_token, else those that the provider gives when asked."""
        provider = self._provider
        rollen = roles_of(claims, provider.rollen, provider.groepen)
        alles = claims
        if not rollen:
            alles = {**self._userinfo(claims, token), **claims}
            rollen = roles_of(alles, provider.rollen, provider.groepen)
        wie, naam = names_of(alles)
        return Gebruiker(
            sub=str(claims["sub"]),
            wie=wie,
            naam=naam,
            rollen=rollen,
            te_veel=has_too_many(alles, provider.rollen),
            sid=str(claims.get("sid") or ""),
            id_token=str(token.get("id_token") or ""),
            verversing=str(token.get("refresh_token") or ""),
        )

    def _userinfo(self, claims: Mapping[str, Any], token: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider tells when asked, as JSON or signed: some give the roles only there."""
        address = self._client.server_metadata.get("userinfo_endpoint")
        if not address or not token.get("access_token"):
            return {}
        pas = {"access_token": token["access_token"], "token_type": "Bearer"}
        response: Response = self._client.get(address, token=pas)
        if response.status_code in _NOT_TOLD:
            return {}
        response.raise_for_status()
        told: Any
        if response.headers.get("Content-Type", "").split(";")[0].strip().lower() == "application/jwt":
            _, told = self._sleutels.read(response.text.strip())
            voor = told.get("aud", self._provider.client_id)
            issuer = self._client.server_metadata["issuer"]
            if told.get("iss", issuer) != issuer or self._provider.client_id not in (
                voor if isinstance(voor, list) else [voor]
            ):
                raise LoginFout("Het antwoord van de inlogdienst is niet voor deze site.", "userinfo")
        else:
            told = response.json()
        return told if isinstance(told, dict) and told.get("sub") == claims["sub"] else {}


def _unreachable() -> LoginFout:
    return LoginFout("De inlogdienst is niet te bereiken. Probeer het over een paar minuten opnieuw.", "onbereikbaar")
