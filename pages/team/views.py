"""Every address of the team's site that Dash shows: its title and how to make its content for who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from dash.development.base_component import Component
from flask import request

from components.team.frame import NAAM, Kader, frame
from data.referentie.gebieden import gebieden
from pages.server.site import View
from pages.team import dit_schooljaar, doorlooptijd, lijst, signalen, telling
from pages.team.beeld import TeamQuestion, ask
from pages.team.toegang import Bezoeker, bezoeker

_Inhoud = list[Component | str | None]
_Show = Callable[[TeamQuestion], _Inhoud]
_PAGES: Mapping[str, tuple[str, _Show]] = {
    "/team": ("Dit schooljaar", dit_schooljaar.show),
    "/team/lijst": ("Werkprocessen", lijst.show),
    "/team/signalen": ("Signalen", signalen.show),
    "/team/doorlooptijd": ("Doorlooptijd en werk", doorlooptijd.show),
}


def find(pad: str, vraag: Mapping[str, str]) -> View:
    """The page at a path with a query, also when it does not exist."""
    pad = pad.rstrip("/") or "/team"
    if pad == telling.PAD:
        titel = "Wettelijke telling"
        return View(200, f"{titel} - {NAAM}", titel, pad, lambda: page(pad, *_statutory(vraag)))
    if pad not in _PAGES:
        return View(404, f"Niet gevonden - {NAAM}", "", pad, lambda: page(pad, _missing()))
    titel, show_ = _PAGES[pad]
    return View(200, f"{titel} - {NAAM}", titel, pad, lambda: page(pad, *_content(show_, pad, vraag)))


def show(pad: str | None, zoek: str | None) -> tuple[Component, dict[str, str]]:
    """Show a page of the team to Dash: path and query as the browser has them; the first value of a name counts."""
    view = find(
        (pad or "/team").removeprefix(request.script_root), dict(reversed(parse_qsl((zoek or "").removeprefix("?"))))
    )
    return view.layout(), {"title": view.title}


def page(hier: str, inhoud: _Inhoud, keuze: str = "") -> Component:
    """A whole page for who is logged in. keuze: its filters as a query."""
    return frame(kader(bezoeker(), keuze), hier, inhoud)


def kader(wie: Bezoeker, keuze: str = "") -> Kader:
    """What the frame must know of who is logged in."""
    bevoegd = wie.bevoegd
    namen = [gebieden().naam(code) for code in bevoegd.gebieden] + (["beheerder"] if bevoegd.beheerder else [])
    namen += ["redacteur"] if bevoegd.redactie else []
    return Kader(
        naam=wie.sessie.naam,
        team=", ".join(namen),
        formulier=wie.formulier,
        beheerder=wie.bevoegd.beheerder,
        heeft_team=bool(wie.bevoegd.gemeenten),
        lokaal=wie.sessie.lokaal,
        keuze=keuze,
        redacteur=bool(wie.bevoegd.redactie),
    )


def _content(show_: _Show, pad: str, vraag: Mapping[str, str]) -> tuple[_Inhoud, str]:
    """The content of a page, and its filters as a query."""
    from dash import html

    bevoegd = bezoeker().bevoegd
    if not bevoegd.gemeenten:
        return _without_team(), ""
    gesteld = ask(bevoegd, gebieden(), pad, vraag)
    if gesteld is None:
        leeg = "Over deze keuze is er nog geen levering. Kies een andere gemeente of een ander schooljaar."
        return [html.H1("Nog geen cijfers"), html.P(leeg), html.P(html.A("Alle keuzes wissen", href=pad))], ""
    # the newest schooljaar goes unnamed: an address that is kept must not stay behind next year
    nieuwste = gesteld.tijd.schooljaar == gesteld.tijd.jaren[0]
    return show_(gesteld), (gesteld.keuze.met(schooljaar="") if nieuwste else gesteld.keuze).query()


def _statutory(vraag: Mapping[str, str]) -> tuple[_Inhoud, str]:
    """Show the counts for the minister, and say what is not known because no delivery speaks of it."""
    bevoegd = bezoeker().bevoegd
    if not bevoegd.gemeenten:
        return _without_team(), ""
    inhoud, keuze = telling.show(bevoegd, vraag)
    return inhoud, keuze.query()


def _without_team() -> _Inhoud:
    from dash import html

    bevoegd, delen = bezoeker().bevoegd, []
    if bevoegd.redactie:
        delen += [
            html.P("Met de rol van redacteur schrijft u aan het jaarverslag. U ziet geen werkprocessen."),
            html.P(html.A("Naar de jaarverslagen", href="/team/verslagen")),
        ]
    if bevoegd.beheerder:
        tekst = "Met de rol van beheerder ziet u geen werkprocessen. U kunt wel leveringen laden en publiceren."
        delen += [html.P(tekst), html.P(html.A("Naar de leveringen", href="/team/leveringen"))]
    return [html.H1("Welkom"), *delen]


def _missing() -> _Inhoud:
    from dash import html

    return [html.H1("Deze pagina bestaat niet"), html.P(html.A("Naar dit schooljaar", href="/team"))]
