"""The door: nothing answers before someone has logged in, except the login itself."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from flask import Flask, Response, abort, g, redirect, request, session
from markupsafe import Markup
from werkzeug.wrappers import Response as WerkzeugResponse

from data.referentie.gebieden import gebieden
from data.team.bevoegd import Bevoegd, GeenToegangError, from_roles
from pages.server.errors import message
from pages.team import logboek
from pages.team.bare_page import bare_page
from pages.team.login.koekjes import is_private
from pages.team.login.sessies import Sessie, Sessies

INLOGGEN, TERUG, UITLOGGEN, UITGELOGD = "/inloggen", "/inloggen/terug", "/uitloggen", "/uitgelogd"
# Where the provider says that somebody left there.
UITGEZET = "/uitloggen/inlogdienst"
# All that answers to anybody. The login page carries its style inside it, so no file is needed.
OPEN = frozenset({INLOGGEN, TERUG, UITGELOGD, UITGEZET, "/gezond"})
_PAGES = re.compile(r"/team(/|$)")
_NOT_PRIVATE = (
    "Deze site werkt alleen over https. Staat er een proxy voor die TLS doet, dan moet die X-Forwarded-Proto: https "
    "meesturen. Uw beheerder vindt in docs/team.md hoe."
)
SESSIE = "sessie"  # the name in the cookie


@dataclass(frozen=True)
class Bezoeker:
    """Who is logged in on this request, and what they may see."""

    sessie: Sessie
    bevoegd: Bevoegd
    formulier: str


Opnieuw = Callable[[str, Sessie], Sessie | None]


def add(server: Flask, sessies: Sessies, opnieuw: Opnieuw) -> None:
    """Put the door before everything that this server answers. opnieuw: asks for the roles of somebody again."""

    def check() -> Response | WerkzeugResponse | None:
        if request.path != "/gezond" and not is_private(request):
            return bare_page("Alleen over https", _NOT_PRIVATE, 400)
        if request.path in OPEN and (request.path != UITGEZET or request.method == "POST"):
            return None
        # Who leaves may do so whatever became of the roles.
        g.bezoeker = _visitor(server, sessies, opnieuw if request.path != UITLOGGEN else None)
        return None if g.bezoeker else _to_login()

    server.before_request(check)


def signed_in(server: Flask, sessies: Sessies, environ: dict[str, Any]) -> bool:
    """Whether a request comes from someone who is logged in; for what is answered before Flask sees it."""
    with server.request_context(environ):
        return sessies.find(session.get(SESSIE)) is not None


def bezoeker() -> Bezoeker:
    """Who is logged in. Only for code behind the door: without a visitor this is a 401, not a guess."""
    found = g.get("bezoeker")
    if found is None:
        abort(401)
    return cast(Bezoeker, found)


def check_form() -> None:
    """Raise 400 unless a form was made by us for this visitor: no other site can send it on their behalf."""
    if not hmac.compare_digest(request.form.get("formulier", "").encode(), bezoeker().formulier.encode()):
        abort(400)


def local_path(naar: str) -> str:
    """`naar` when it is a page of this site, else the first page: a link must not lead elsewhere after logging in."""
    own = naar.startswith("/") and not naar.startswith(("//", "/\\")) and naar.isprintable() and "\\" not in naar
    return naar if own and naar.partition("?")[0] not in OPEN | {UITLOGGEN} else "/team"


def _visitor(server: Flask, sessies: Sessies, opnieuw: Opnieuw | None) -> Bezoeker | None:
    token = session.get(SESSIE)
    sessie = sessies.find(token)
    if sessie and sessie.verouderd and opnieuw:
        sessie = opnieuw(str(token), sessie)
    if sessie is None:
        return None
    try:
        bevoegd = from_roles(sessie.rollen, gebieden())
    except GeenToegangError:  # no role is left, or the regions changed since
        logboek.write_down("uitloggen", sessie.wie, reden="geen rol meer")
        sessies.end(token)
        return None
    key = cast(bytes, server.secret_key)
    return Bezoeker(sessie, bevoegd, hmac.new(key, str(token).encode(), hashlib.sha256).hexdigest())


def _to_login() -> Response | WerkzeugResponse:
    """A page sends to the login and comes back; anything else (the icon that a browser looks for) is refused."""
    if request.method != "GET" or not (request.path == "/" or _PAGES.match(request.path)):
        if g.get("stil") and request.method == "POST":
            return bare_page("Even opnieuw vragen wat u mag", _ASK_AGAIN.format(INLOGGEN), 401)
        return message(401)
    asked, stil = request.full_path.rstrip("?"), "&stil=ja" if g.get("stil") else ""
    return redirect(f"{INLOGGEN}?naar={quote(asked, safe='/')}{stil}", 303)


_ASK_AGAIN = Markup(
    "<p>Er is niets bewaard. Deze site vraagt elk kwartier aan de inlogdienst wat u mag, en daarvoor moet u er even "
    'langs.</p>\n<p><a class="knop" href="{}?stil=ja&amp;naar=/team">Vraag het opnieuw</a></p>\n<p>Ga daarna terug en '
    "verstuur het formulier nog eens.</p>"
)
