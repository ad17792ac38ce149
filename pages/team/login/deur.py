"""Logging in and out. What the visitor gets to see of it, and what the audit log does."""

from __future__ import annotations

import secrets
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, g, jsonify, redirect, request, session
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
from pages.team.login.provider import ALLEEN_LANGS, Login
from pages.team.login.sessies import Sessie, Sessies
from pages.team.login.tokens import LoginFout
from pages.team.login.vraag import Loginvraag, Vragen, use_up

Answer = Response | WerkzeugResponse
_TE_VEEL = (
    "U bent ingelogd, maar u zit in te veel groepen. De inlogdienst stuurt ze dan niet mee, en zonder groepen weet "
    "deze site niet wat u mag zien. Vraag uw beheerder om alleen de groepen van deze site mee te sturen, of rollen in "
    "plaats van groepen. In docs/team.md staat hoe."
)
LET_OP = "Let op: lokale accounts staan aan. Die zijn alleen om de site uit te proberen."


def add(server: Flask, config: Config, sessies: Sessies) -> toegang.Opnieuw:
    """Add the addresses for logging in and out. Returns how the roles of somebody inside are asked for again."""
    deur = _Deur(server, config, sessies)
    server.add_url_rule(toegang.INLOGGEN, "inloggen", deur.show, methods=["GET"])
    server.add_url_rule(toegang.INLOGGEN, "inloggen_lokaal", deur.check_account, methods=["POST"])
    server.add_url_rule(toegang.TERUG, "inloggen_terug", deur.come_back, methods=["GET"])
    server.add_url_rule(toegang.UITLOGGEN, "uitloggen", deur.leave, methods=["POST"])
    server.add_url_rule(toegang.UITGELOGD, "uitgelogd", _left, methods=["GET"])
    server.add_url_rule(toegang.UITGEZET, "uitgezet", deur.put_out, methods=["POST"])
    return deur.ask_again


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
        stil = request.args.get("stil") == "ja"
        if self._accounts and not stil and "gemeente" not in request.args:
            return self._form(naar)
        if self._login is None:
            return bare_page(
                "Inloggen kan nog niet",
                "Er is nog geen inlogdienst ingesteld. De beheerder vindt in docs/team.md hoe dat moet.",
                503,
            )
        try:
            return redirect(self._login.ask(self._vragen.begin(naar, stil=stil), self._address(toegang.TERUG)), 302)
        except LoginFout as fout:
            return _failed(fout, naar)

    def come_back(self) -> Answer:
        """The provider's answer: a session when it is good."""
        if self._login is None:
            return redirect(toegang.INLOGGEN, 303)
        vraag = self._vragen.take(request.args.get("state", "")[:200])
        naar = toegang.local_path(vraag.naar) if vraag else ""
        if vraag and vraag.stil and request.args.get("error"):  # it cannot without showing something
            return redirect(f"{toegang.INLOGGEN}?gemeente=ja&naar={quote(naar, safe='/')}", 303)
        try:
            return self._enter(self._answered(self._login, vraag), naar, lokaal=False)
        except LoginFout as fout:
            return _failed(fout, naar)

    def _answered(self, login: Login, vraag: Loginvraag | None) -> Gebruiker:
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
        """End the session, also for who holds a copy of the cookie, or all of this user; that at the provider too."""
        toegang.check_form()
        sessie, overal = toegang.bezoeker().sessie, "overal" in request.form
        logboek.write_down("uitloggen", sessie.wie, overal="ja" if overal else None)
        if overal:
            self._sessies.end_all(sessie.sub)
        self._sessies.end(session.get(toegang.SESSIE))
        session.clear()
        verder = ""
        if self._login and not sessie.lokaal:
            verder = self._login.way_out(sessie.id_token, self._address(toegang.UITGELOGD))
        return _left(verder) if verder else redirect(toegang.UITGELOGD, 303)

    def put_out(self) -> Answer:
        """End what the provider says has ended there: its message has no cookie, only its signature."""
        if self._login is None:
            return Response(status=404)
        try:
            sub, sid = self._login.read_logout(request.form.get("logout_token", ""))
        except LoginFout as fout:
            logboek.count_down(fout.reden)
            antwoord = jsonify(error="invalid_request", error_description=str(fout))
            antwoord.status_code = 400
            return antwoord
        for sessie in self._sessies.end_all(sub, sid):
            logboek.write_down("uitloggen", sessie.wie, reden="inlogdienst")
        return Response(status=200)

    def ask_again(self, token: str, sessie: Sessie) -> Sessie | None:
        """The session with the roles of now; None when they must be asked for with the visitor, or are no more.

        LoginFout when the provider does not answer: then nobody knows.
        """
        if not sessie.lokaal and not sessie.verversing:
            g.stil = self._login is not None
            return None
        try:
            return self._sessies.renew(token, self._now)
        except LoginFout as fout:
            if fout.reden == "onbereikbaar":
                raise
            if fout.reden == ALLEEN_LANGS:
                g.stil = True
                return None
            logboek.write_down("uitloggen", sessie.wie, reden="rollen niet meer gegeven")
            self._sessies.end(token)
            return None

    def _now(self, sessie: Sessie) -> Gebruiker:
        """Who somebody is now: by the file of accounts, or the provider."""
        if not sessie.lokaal and self._login:
            return self._login.ask_again(sessie.sub, sessie.verversing)
        rollen = self._accounts.roles(sessie.sub) if self._accounts and sessie.lokaal else None
        if rollen is None:
            raise LoginFout("Dit account is er niet meer.", "weg")
        return Gebruiker(sessie.sub, sessie.wie, sessie.naam, rollen)

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


def _left(verder: str = "") -> Response:
    """That one is out. verder: where to log out of the provider too, to which the browser goes on."""
    link = Markup('<p>U bent uitgelogd van deze site.</p>\n<p><a class="knop" href="{}">Opnieuw inloggen</a></p>')
    door = Markup(
        '<p>U bent uitgelogd van deze site.</p>\n<p><a class="knop" href="{}">Ook uitloggen bij uw gemeente</a></p>'
    )
    return bare_page("Tot ziens", door.format(verder) if verder else link.format(toegang.INLOGGEN), verder=verder)
