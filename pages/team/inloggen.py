"""Logging in and out. What the visitor gets to see of it, and what the audit log does."""

from __future__ import annotations

import secrets
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
from pages.team.provider import Gebruiker, Login, LoginFout
from pages.team.sessies import Sessies

Answer = Response | WerkzeugResponse
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
        session["naar"] = naar
        try:
            return self._login.ask(self._address(toegang.TERUG))
        except LoginFout as fout:
            return _failed(fout)

    def come_back(self) -> Answer:
        """The provider's answer: a session when it is good."""
        if self._login is None:
            return redirect(toegang.INLOGGEN, 303)
        if request.args.get("error"):
            return _failed(LoginFout("De inlogdienst heeft u niet ingelogd. Probeer het opnieuw.", "geweigerd"))
        try:
            return self._enter(self._login.answer(), lokaal=False)
        except LoginFout as fout:
            return _failed(fout)

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
            logboek.write_down("inloggen_geweigerd", "", reden="te vaak")
            return self._form(naar, "Te vaak een verkeerd wachtwoord. Wacht een kwartier.", 429)
        if rollen is None:
            logboek.write_down("inloggen_geweigerd", "", reden="wachtwoord")
            return self._form(naar, "Deze naam en dit wachtwoord horen niet bij elkaar.", 401)
        session["naar"] = naar
        return self._enter(Gebruiker(naam, naam, rollen), lokaal=True)

    def leave(self) -> Answer:
        """End the session here, for whoever holds a copy of the cookie too."""
        toegang.check_form()
        logboek.write_down("uitloggen", toegang.bezoeker().sessie.wie)
        self._sessies.end(session.get(toegang.SESSIE))
        session.clear()
        return redirect(toegang.UITGELOGD, 303)

    def _enter(self, gebruiker: Gebruiker, *, lokaal: bool) -> Answer:
        naar = toegang.local_path(str(session.get("naar", "")))
        # Whatever the cookie held before does not become part of the new session.
        self._sessies.end(session.get(toegang.SESSIE))
        session.clear()
        try:
            from_roles(gebruiker.rollen, gebieden())
        except GeenToegangError as fout:
            logboek.write_down("inloggen_geweigerd", gebruiker.wie, reden="geen rol")
            return bare_page("Geen toegang", str(fout), 403)
        session[toegang.SESSIE] = self._sessies.start(gebruiker.wie, gebruiker.naam, gebruiker.rollen, lokaal=lokaal)
        logboek.write_down("inloggen", gebruiker.wie, lokaal="ja" if lokaal else None)
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


def _failed(fout: LoginFout) -> Response:
    logboek.write_down("inloggen_geweigerd", "", reden=fout.reden)
    status = 503 if fout.reden == "onbereikbaar" else 400
    again = Markup('<p>{}</p>\n<p><a class="knop" href="{}">Opnieuw inloggen</a></p>')
    return bare_page("Inloggen is niet gelukt", again.format(escape(fout), toegang.INLOGGEN), status)


def _left() -> Response:
    link = Markup('<p>U bent uitgelogd van deze site.</p>\n<p><a class="knop" href="{}">Opnieuw inloggen</a></p>')
    return bare_page("Tot ziens", link.format(toegang.INLOGGEN))
