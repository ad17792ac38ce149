"""An identity provider of our own making, in a process of its own: it says whatever a test tells it to.

`PUT /stand` with JSON replaces how it behaves: `claims` (what it says of the user), `userinfo` (what it says only when
asked), `userinfo_jwt`, `id_token` (what is put over the claims of the token; null takes one away), `scheef` (seconds
that its clock is fast), `kid` (false: keys and tokens without one), `verversen` (whether it gives and takes refresh
tokens; "kaal": without an id_token then), `userinfo_status` (it answers that alone when asked who it is),
`eerst_inloggen` (whether it has no session and cannot answer unseen).
`POST /sleutel` makes a new key; `POST /uitlogtoken` signs a logout token with the claims that are sent.
"""

from __future__ import annotations

import argparse
import secrets
import time
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, make_response, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as WerkzeugResponse

CLIENT = "leerrecht-team"


class Dienst:
    """The provider: what it was told to be like, and the codes and tokens that it gave."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.stand: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()
        self.gevraagd: list[str] = []
        self.sleutel = RSAKey.generate_key(2048, auto_kid=False)
        self.kid = "k1"

    def sign(self, claims: dict[str, Any], **kop: Any) -> str:
        """A token with the key of now."""
        kid = {"kid": self.kid} if self.stand.get("kid", True) else {}
        return jwt.encode({"alg": "RS256", **kid, **kop}, claims, self.sleutel)

    def now(self) -> int:
        """The time on the clock of this provider."""
        return int(time.time()) + int(self.stand.get("scheef", 0))

    def id_token(self, nonce: str) -> str:
        """What it says of who logged in."""
        tijden = {"iat": self.now(), "exp": self.now() + 3600}
        vast = {"iss": self.issuer, "aud": CLIENT, "sub": "jan", "sid": "zitting", **tijden, "nonce": nonce}
        alles = {**vast, **self.stand.get("claims", {}), **self.stand.get("id_token", {})}
        return self.sign({naam: waarde for naam, waarde in alles.items() if waarde is not None})

    def tokens_for(self, nonce: str) -> dict[str, Any]:
        """An answer of the token endpoint."""
        toegang = secrets.token_hex(8)
        self.tokens.add(toegang)
        meer = {"refresh_token": toegang} if self.stand.get("verversen") else {}
        return {"access_token": toegang, "token_type": "Bearer", "id_token": self.id_token(nonce), **meer}

    def tokens_again(self) -> dict[str, Any]:
        """Its answer to a refresh token."""
        weg = "id_token" if self.stand["verversen"] == "kaal" else ""
        return {naam: deel for naam, deel in self.tokens_for("").items() if naam != weg}


def create(port: int) -> Flask:
    """The provider as an app."""
    app, dienst = Flask(__name__), Dienst(port)

    def metadata() -> Response:
        namen = {"authorization_endpoint": "/ga", "token_endpoint": "/token", "userinfo_endpoint": "/wie"}
        namen |= {"jwks_uri": "/sleutels", "end_session_endpoint": "/uit"}
        adressen = {naam: f"{dienst.issuer}{pad}" for naam, pad in namen.items()}
        return jsonify(issuer=dienst.issuer, **adressen, id_token_signing_alg_values_supported=["RS256"])

    def authorize() -> WerkzeugResponse:
        if request.args.get("prompt") == "none" and dienst.stand.get("eerst_inloggen"):
            antwoord = {"error": "login_required", "state": request.args["state"]}
        else:
            code = secrets.token_hex(8)
            dienst.codes[code] = request.args.to_dict()
            antwoord = {"code": code, "state": request.args["state"]}
        return redirect(f"{request.args['redirect_uri']}?{urlencode(antwoord)}")

    def token() -> Response | tuple[Response, int]:
        vraag = request.form
        dienst.gevraagd.append(vraag["grant_type"])
        if vraag["grant_type"] == "refresh_token":
            if dienst.stand.get("verversen") and vraag["refresh_token"] in dienst.tokens:
                return jsonify(dienst.tokens_again())
            return jsonify(error="invalid_grant"), 400
        gesteld = dienst.codes.pop(vraag["code"], None)
        return jsonify(dienst.tokens_for(gesteld["nonce"])) if gesteld else (jsonify(error="invalid_grant"), 400)

    def userinfo() -> Response:
        alles = {"sub": "jan", **dienst.stand.get("userinfo", {})}
        if dienst.stand.get("userinfo_jwt"):
            vast = {"iss": dienst.issuer, "aud": dienst.stand.get("userinfo_aud", CLIENT)}
            return Response(dienst.sign({**vast, **alles}), mimetype="application/jwt")
        return make_response(alles, dienst.stand.get("userinfo_status", 200))

    for pad, wat, methode in (
        ("/.well-known/openid-configuration", metadata, "GET"),
        ("/ga", authorize, "GET"),
        ("/token", token, "POST"),
        ("/wie", userinfo, "GET"),
    ):
        app.add_url_rule(pad, wat.__name__, wat, methods=[methode])
    _add_controls(app, dienst)
    return app


def _add_controls(app: Flask, dienst: Dienst) -> None:
    """What a test tells the provider."""

    def keys() -> Response:
        dienst.gevraagd.append("sleutels")
        kid = {"kid": dienst.kid} if dienst.stand.get("kid", True) else {}
        kaal = {naam: waarde for naam, waarde in dienst.sleutel.as_dict(private=False).items() if naam != "kid"}
        return jsonify(keys=[{**kaal, **kid, "use": "sig", "alg": "RS256"}])

    def state() -> Response:
        if request.method == "PUT":
            dienst.stand = request.get_json()
            dienst.gevraagd.clear()
        return jsonify(stand=dienst.stand, gevraagd=dienst.gevraagd)

    def new_key() -> Response:
        dienst.sleutel, dienst.kid = RSAKey.generate_key(2048, auto_kid=False), secrets.token_hex(4)
        return jsonify(kid=dienst.kid)

    def logout_token() -> Response:
        gebeurtenis: dict[str, Any] = {"http://schemas.openid.net/event/backchannel-logout": {}}
        vast = {"iss": dienst.issuer, "aud": CLIENT, "iat": dienst.now(), "exp": dienst.now() + 120}
        alles = {**vast, "jti": secrets.token_hex(8), "events": gebeurtenis, **request.get_json()}
        return Response(dienst.sign({n: w for n, w in alles.items() if w is not None}, typ="logout+jwt"))

    app.add_url_rule("/sleutels", "keys", keys)
    app.add_url_rule("/stand", "state", state, methods=["GET", "PUT"])
    app.add_url_rule("/sleutel", "new_key", new_key, methods=["POST"])
    app.add_url_rule("/uitlogtoken", "logout_token", logout_token, methods=["POST"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    gekozen = parser.parse_args().port
    server = make_server("127.0.0.1", gekozen, create(gekozen), threaded=True)
    print(f"Running on {gekozen}", flush=True)  # noqa: T201 - what the test waits for
    server.serve_forever()
