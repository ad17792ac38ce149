"""Asking the gemeente's identity provider who somebody is: OpenID Connect with authorization code and PKCE.

Authlib does the protocol. What it leaves to us is held here: that the token is meant for us (audience), that there is
one at all, and that it is signed with a key pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from pages.team.config import Provider
from pages.team.sessies import Bewaarplaats

_NAME = "gemeente"
_KEY_PAIRS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_PATIENCE = 10.0  # seconds


class LoginFout(Exception):
    """The provider gave no answer that we accept. The text is Dutch; `reden` is a word for the audit log."""

    def __init__(self, melding: str, reden: str) -> None:
        super().__init__(melding)
        self.reden = reden


class Gebruiker(NamedTuple):
    """Who the provider says this is."""

    wie: str
    naam: str
    rollen: tuple[str, ...]


class Login:
    """The way to the provider and back."""

    def __init__(self, server: Flask, provider: Provider) -> None:
        self._provider = provider
        self._client = OAuth(server, cache=Bewaarplaats()).register(
            _NAME,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": _PATIENCE,
            },
        )

    def ask(self, terug: str) -> Response:
        """Send the visitor to the provider, which sends them back to the address `terug`."""
        try:
            self._check_provider()
            return self._client.authorize_redirect(terug)
        except (RequestException, RuntimeError, AuthlibBaseError) as fout:
            raise _unreachable() from fout

    def answer(self) -> Gebruiker:
        """Who came back with this request. LoginFout when the answer is not one that we asked for."""
        try:
            self._check_provider()
            token = self._client.authorize_access_token(claims_options=self._claims())
            claims: Mapping[str, Any] = token.get("userinfo") or {}
            if not claims.get("sub"):
                raise LoginFout("Het inloggen is niet gelukt: de inlogdienst zei niet wie u bent.", "geen id_token")
            rollen = self._roles(claims) or self._roles(self._userinfo(claims, token))
        except RequestException as fout:
            raise _unreachable() from fout
        except (AuthlibBaseError, JoseError, ValueError, RuntimeError) as fout:
            raise LoginFout(
                "Het antwoord van de inlogdienst hoort niet bij deze vraag. Log opnieuw in.",
                getattr(fout, "error", "") or type(fout).__name__,
            ) from fout
        naam = claims.get("name") or claims.get("preferred_username") or claims["sub"]
        return Gebruiker(str(claims["sub"]), str(naam), rollen)

    def _check_provider(self) -> None:
        """The provider must call itself what we call it, and may not talk us into a weaker signature."""
        metadata = self._client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self._provider.issuer:
            raise LoginFout("De inlogdienst noemt zich anders dan is ingesteld.", "issuer")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [alg for alg in offered if alg in _KEY_PAIRS]

    def _claims(self) -> dict[str, dict[str, Any]]:
        issuer = self._client.server_metadata["issuer"]
        return {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
        }

    def _userinfo(self, claims: Mapping[str, Any], token: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider tells when asked: some give the roles only there."""
        if "userinfo_endpoint" not in self._client.server_metadata:
            return {}
        told = self._client.userinfo(token=token)
        return told if told.get("sub") == claims["sub"] else {}

    def _roles(self, claims: Mapping[str, Any]) -> tuple[str, ...]:
        """The roles in the claim: a list, or words in one text."""
        found: Any = claims
        for part in self._provider.rollen.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, str):
            found = found.replace(",", " ").split()
        return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _unreachable() -> LoginFout:
    return LoginFout("De inlogdienst is niet te bereiken. Probeer het over een paar minuten opnieuw.", "onbereikbaar")
