"""Answers to signals: which signals are still open, and `/team/signalen/antwoord`, where a form brings one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import NamedTuple

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from data.referentie.gebieden import gebieden
from data.team.antwoorden import (
    Antwoord,
    OngeldigAntwoordError,
    Sleutel,
    keep_answer,
    make_answer,
    read_answer,
    reopen,
    state_of,
)
from data.team.keuze import Keuze
from data.team.signalen import Aandacht, Seizoenkaart
from pages.team import logboek
from pages.team.bare_page import refusal
from pages.team.beeld import TeamQuestion, ask
from pages.team.config import Config
from pages.team.render import TeamPages
from pages.team.toegang import bezoeker, check_form

PAD, TERUG = "/team/signalen/antwoord", "/team/signalen"
Signaal = Seizoenkaart | Aandacht


class Beantwoord(NamedTuple):
    """A signal with the answer that still holds."""

    signaal: Signaal
    antwoord: Antwoord


def key_of(vraag: TeamQuestion, signaal: Signaal) -> Sleutel:
    """Which chart a signal is of, however one came to it."""
    kaart = signaal.kaart if isinstance(signaal, Aandacht) else signaal
    gebied = "" if isinstance(signaal, Aandacht) else signaal.gebied
    keuze = vraag.keuze.met(soort=kaart.soort) if kaart.soort else vraag.keuze
    return Sleutel(
        gemeenten=(gebied,) if gebied else vraag.bevoegd.codes,
        soort=keuze.soort,
        subsoort=keuze.subsoort,
        onderwijssoort=keuze.onderwijssoort,
        leeftijdsgroep=keuze.leeftijdsgroep,
        maat=signaal.kaart.maat if isinstance(signaal, Aandacht) else "aantal",
    )


def form_fields(vraag: TeamQuestion, signaal: Signaal) -> dict[str, str]:
    """What a form sends along to say which signal it is about: the choice of the page, and the chart."""
    keuze = {veld.name: getattr(vraag.keuze, veld.name) for veld in fields(Keuze)}
    keuze["schooljaar"] = vraag.tijd.schooljaar
    gevuld = {naam: waarde for naam, waarde in keuze.items() if waarde}
    return {"formulier": bezoeker().formulier, "kaart": key_of(vraag, signaal).tekst, **gevuld}


def split(vraag: TeamQuestion, signalen: Sequence[Signaal]) -> tuple[list[Signaal], list[Beantwoord]]:
    """The signals that nobody answered, or that changed since; and those with the answer that holds."""
    open_, klaar = [], []
    for signaal in signalen:
        antwoord = read_answer(vraag.bevoegd, key_of(vraag, signaal), state_of(signaal))
        if antwoord is None:
            open_.append(signaal)
        else:
            klaar.append(Beantwoord(signaal, antwoord))
    return open_, klaar


def add(server: Flask, _pages: TeamPages, _config: Config) -> None:
    """Add the address that a form brings an answer to."""

    def save() -> Response | WerkzeugResponse:
        from pages.team.signalen import all_signals

        check_form()
        wie = bezoeker()
        vraag = ask(wie.bevoegd, gebieden(), TERUG, request.form)
        signalen = all_signals(vraag)[1] if vraag else []
        gevonden = [s for s in signalen if vraag and key_of(vraag, s).tekst == request.form.get("kaart")]
        if vraag is None or not gevonden:
            abort(404)
        sleutel = key_of(vraag, gevonden[0])
        if "heropen" in request.form:
            reopen(vraag.bevoegd, sleutel, state_of(gevonden[0]))
        else:
            velden, naam = request.form, wie.sessie.naam or wie.sessie.wie
            try:
                antwoord = make_answer(
                    state_of(gevonden[0]), velden.get("oorzaak", ""), velden.get("notitie", ""), naam
                )
            except OngeldigAntwoordError as fout:
                return refusal("Dit antwoord is niet bewaard", str(fout), 400)
            keep_answer(vraag.bevoegd, sleutel, antwoord)
        wat = "heropend" if "heropen" in request.form else request.form["oorzaak"]
        logboek.write_down("antwoord", wie.sessie.wie, kaart=sleutel.tekst, antwoord=wat)
        return redirect(vraag.url(TERUG), 303)

    server.add_url_rule(PAD, "antwoord_bewaren", save, methods=["POST"])
