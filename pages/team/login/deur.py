"""Logging in and out. What the visitor gets to see of it, and what the audit log does."""

from __future__ import annotations

import secrets
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, redirect, request, session
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as WerkzeugResponse

from data.referentie.gebieden import gebieden
from data.team.bevoegd import GeenToegangError, from_roles
from pages.server.headers import is_secure
from pages.team import logboek, toegang
from pages.team.accounts import Accounts, TeVaakError
from pages.team.bare_page import bare_page
from pages.team.config import Config
from pages.team.login.claims import Gebruiker
from pages.team.login.provider import Login
from pages.team.login.sessies import Sessies
from pages.team.login.tokens import LoginFout
from pages.team.login.vraag import Vraag, Vragen, use_up

Answer = Response | WerkzeugResponse
_TE_VEEL = (
    "U bent ingelogd, maar u zit in te veel groepen. De inlogdienst stuurt ze dan niet mee, en zonder groepen weet "
    "deze site niet wat u mag zien. Vraag uw beheerder om alleen de groepen van deze site mee te sturen, of rollen in "
    "plaats van groepen. In docs/team.md staat hoe."
)
LET_OP = "Let op: lokale accounts staan aan. Die zijn alleen om de site uit te proberen."


def add(server: Flask, config: Config, sessies: Sessies) -> None:
    """Add the addresses for logging in and out."""
    deur = _Deur(server, config, sessies)
    server.add_url_rule(toegang.INLOGGEN, "inloggen", deur.show, methods=["GET"])
    server.add_url_rule(toegang.INLOGGEN, "inloggen_lokaal", deur.check_account, methods=["POST"])
    server.add_url_rule(toegang.TERUG, "inloggen_terug", deur.come_back, methods=["GET"])
    server.add_url_rule(toegang.UITLOGGEN, "uitloggen", deur.leave, methods=["POST"])
    server.add_url_rule(toegang.UITGELOGD, "uitgelogd", _left, methods=["GET"])


class _Deur:
    """The ways in and out."""

    def __init__(self, server: Flask, config: Config, sessies: Sessies) -> None:
        self._config, self._sessies = config, sessies
        self._login = Login(server, config.provider) if config.provider else None
        self._accounts = Accounts(config.accounts) if config.accounts else None
        self._vragen = Vragen(cast(bytes, server.secret_key))

    def show(self) -> Answer:
        """On to the provider; a form where local accounts are asked for."""
        naar = toegang.local_path(request.args.get("naar", ""))
        if self._accounts and "gemeente" not in request.args:
            return self._form(naar)
        if self._login is None:
            return bare_page(
                "Inloggen kan nog niet",
                "Er is nog geen inlogdienst ingesteld. De beheerder vindt in docs/team.md hoe dat moet.",
                503,
            )
        try:
            return redirect(self._login.ask(self._vragen.begin(naar), self._address(toegang.TERUG)), 302)
        except LoginFout as fout:
            return _failed(fout, naar)

    def come_back(self) -> Answer:
        """The provider's answer: a session when it is good."""
        if self._login is None:
            return redirect(toegang.INLOGGEN, 303)
        vraag = self._vragen.take(request.args.get("state", "")[:200])
        naar = toegang.local_path(vraag.naar) if vraag else ""
        try:
            return self._enter(self._answered(self._login, vraag), naar, lokaal=False)
        except LoginFout as fout:
            return _failed(fout, naar)

    def _answered(self, login: Login, vraag: Vraag | None) -> Gebruiker:
        if request.args.get("error"):
            raise LoginFout("De inlogdienst heeft u niet ingelogd. Probeer het opnieuw.", "geweigerd")
        if vraag is None:
            raise LoginFout("Het antwoord van de inlogdienst hoort niet bij deze vraag. Log opnieuw in.", "geen vraag")
        gebruiker = login.answer(vraag, request.args.get("code", ""), self._address(toegang.TERUG))
        if not use_up(vraag.state):
            raise LoginFout("Dit antwoord van de inlogdienst is al gebruikt. Log opnieuw in.", "herhaald")
        return gebruiker

    def check_account(self) -> Answer:
        """Name and password of a local account."""
        naar = toegang.local_path(request.form.get("naar", ""))
        sent = request.form.get("formulier", "")
        if self._accounts is None or not sent or not secrets.compare_digest(sent, str(session.get("formulier", ""))):
            return redirect(f"{toegang.INLOGGEN}?naar={quote(naar, safe='/')}", 303)
        naam = request.form.get("naam", "")[:100]
        try:
            rollen = self._accounts.check(naam, request.form.get("wachtwoord", "")[:1000])
        except TeVaakError:
            logboek.count_down("te vaak")
            return self._form(naar, "Te vaak een verkeerd wachtwoord. Wacht een kwartier.", 429)
        if rollen is None:
            logboek.count_down("wachtwoord")
            return self._form(naar, "Deze naam en dit wachtwoord horen niet bij elkaar.", 401)
        return self._enter(Gebruiker(naam, naam, naam, rollen), naar, lokaal=True)

    def leave(self) -> Answer:
        """End the session here, for whoever holds a copy of the cookie too."""
        toegang.check_form()
        logboek.write_down("uitloggen", toegang.bezoeker().sessie.wie)
        self._sessies.end(session.get(toegang.SESSIE))
        session.clear()
        return redirect(toegang.UITGELOGD, 303)

    def _enter(self, gebruiker: Gebruiker, naar: str, *, lokaal: bool) -> Answer:
        # Whatever the cookie held before does not become part of the new session.
        self._sessies.end(session.get(toegang.SESSIE))
        session.clear()
        sub = gebruiker.sub if gebruiker.sub != gebruiker.wie else None
        try:
            from_roles(gebruiker.rollen, gebieden())
        except GeenToegangError as fout:
            reden = "te veel groepen" if gebruiker.te_veel else "geen rol"
            logboek.write_down("inloggen_geweigerd", gebruiker.wie, reden=reden, sub=sub)
            return bare_page("Geen toegang", _TE_VEEL if gebruiker.te_veel else str(fout), 403)
        session[toegang.SESSIE] = self._sessies.start(gebruiker, lokaal=lokaal)
        logboek.write_down("inloggen", gebruiker.wie, lokaal="ja" if lokaal else None, sub=sub)
        return redirect(naar, 303)

    def _form(self, naar: str, fout: str = "", status: int = 200) -> Answer:
        # The same for every form of this browser: a second tab must not spoil the first.
        formulier = session.setdefault("formulier", secrets.token_urlsafe(24))
        delen = [Markup('<p class="let-op">{}</p>').format(LET_OP)]
        if fout:
            delen.append(Markup('<p role="alert"><strong>{}</strong></p>').format(fout))
        delen.append(_FORM.format(naar=naar, formulier=formulier))
        if self._login:
            link = Markup('<p><a href="{}">Inloggen met het account van uw gemeente</a></p>')
            delen.append(link.format(f"{toegang.INLOGGEN}?gemeente=ja&naar={quote(naar, safe='/')}"))
        return bare_page("Inloggen", Markup("\n").join(delen), status)

    def _address(self, path: str) -> str:
        base = self._config.url or f"{'https' if is_secure(request) else 'http'}://{request.host}"
        return f"{base}{path}"


_FORM = Markup(
    '<form method="post" action="/inloggen"><input type="hidden" name="naar" value="{naar}">'
    '<input type="hidden" name="formulier" value="{formulier}">'
    '<label for="naam">Naam</label><input id="naam" name="naam" autocomplete="username" required>'
    '<label for="wachtwoord">Wachtwoord</label><input id="wachtwoord" name="wachtwoord" type="password" '
    'autocomplete="current-password" required><button type="submit">Inloggen</button></form>'
)


def _failed(fout: LoginFout, naar: str) -> Response:
    logboek.count_down(fout.reden)
    status = 503 if fout.reden == "onbereikbaar" else 400
    again = Markup('<p>{}</p>\n<p><a class="knop" href="{}">Opnieuw inloggen</a></p>')
    waar = f"{toegang.INLOGGEN}?naar={quote(naar, safe='/')}" if naar else toegang.INLOGGEN
    return bare_page("Inloggen is niet gelukt", again.format(escape(fout), waar), status)


def _left() -> Response:
    link = Markup('<p>U bent uitgelogd van deze site.</p>\n<p><a class="knop" href="{}">Opnieuw inloggen</a></p>')
    return bare_page("Tot ziens", link.format(toegang.INLOGGEN))
