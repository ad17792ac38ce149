"""The editor of the jaarverslag: its lists, the page on which somebody writes, and what is shown beside it.

All of it is forms: with the keyboard, and without script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.annual.html_form import own_words
from components.annual.own_checks import Bevinding
from components.annual.own_words import Eigenwoorden
from components.frame.attributes import attrs
from components.team.frame import hidden
from components.team.text_difference import difference
from data.registry.indicators import INDICATOREN
from data.team.verslagteksten import Schrijfsel, Versie

UITLEG = (
    "Gewone tekst, met **nadruk**, lijsten met streepjes en [links](https://...). Typ { voor een invulplek: daar komt "
    "het cijfer uit de publicatie te staan. Pijl omlaag gaat naar de lijst met invulplekken."
)
BLIJFT, WEG = "blijft", "weg"
LET_OP = "Schrijf niets waaraan een jongere te herkennen is, en geen aantallen onder de 5."


@dataclass(frozen=True, slots=True, kw_only=True)
class Schrijfpagina:
    """All that stands on the page of one part.

    pad: its address; terug: that of the report. zinnen: the sentences of the site, by key. invulplekken: each with what
    it says now. melding, fout: what just happened. bevindingen: what must be looked at before it is klaar. basis: the
    number of the version that the text began from. plaatje: the line of a picture that was just sent.
    anders: what somebody else saved meanwhile, and what was there.
    """

    titel: str
    pad: str
    terug: str
    formulier: str
    schrijfsel: Schrijfsel
    basis: int
    zinnen: Mapping[str, str]
    invulplekken: Mapping[str, str]
    voorbeeld: Component
    melding: str = ""
    fout: str = ""
    stand: str = ""
    plaatje: str = ""
    bevindingen: Sequence[Bevinding] = ()
    anders: tuple[str, str] | None = None
    meer: Sequence[Component] = field(default=())


def edit_page(p: Schrijfpagina) -> list[Component | str | None]:
    """The page on which one part is written."""
    return [
        html.P(html.A("Terug naar het hele verslag", href=p.terug)),
        html.H1(p.titel),
        html.Div(p.melding, role="status", className="melding") if p.melding else None,
        picture_sent(p.plaatje) if p.plaatje else None,
        html.Div(p.fout, role="alert", className="melding fout") if p.fout else None,
        html.P([p.stand, " ", html.A("Alle versies", href=f"{p.pad}/versies")], className="klein") if p.stand else None,
        _meanwhile(p.anders) if p.anders else None,
        html.Form(
            [
                hidden("formulier", p.formulier),
                hidden("basis", str(p.basis)),
                *(hidden("eerder", sleutel) for sleutel in p.schrijfsel.bedoeld),
                _remarks(p.bevindingen) if p.bevindingen else None,
                _sentences(p) if p.zinnen else None,
                html.Div([_writing(p), _beside(p)], className="schrijven"),
            ],
            action=p.pad,
            method="post",
            id="redactie",
            **attrs(data_voorbeeld=f"{p.pad}/voorbeeld"),
        ),
        *p.meer,
    ]


def _writing(p: Schrijfpagina) -> Component:
    return html.Div(
        [
            dbc.Label("Uw tekst", html_for="tekst"),
            html.P([UITLEG, " ", html.Strong(LET_OP)], id="tekst-uitleg", className="klein"),
            # a browser leaves out the first line end of what stands in it
            html.Textarea(
                f"\n{p.schrijfsel.tekst}",
                id="tekst",
                name="tekst",
                rows=16,
                maxLength="20000",
                className="form-control",
                **attrs(aria_describedby="tekst-uitleg"),
            ),
            html.Ul([], id="keuzes", className="keuzes", hidden=True, **attrs(aria_label="Invulplekken die passen")),
            html.Div(
                [
                    _button("Bewaar", "bewaar"),
                    _button("Voorbeeld", "voorbeeld", "knop licht"),
                    _button("Klaar: zet in het verslag", "klaar"),
                ],
                className="knoppen",
            ),
        ]
    )


def _button(tekst: str, doe: str, klasse: str = "knop") -> Component:
    return html.Button(tekst, type="submit", name="doe", value=doe, className=klasse)


def _beside(p: Schrijfpagina) -> Component:
    """The preview, and under it every place that can be filled in."""
    regels = [
        html.Li([html.Code(f"{{{plek}}}"), f" {_name_of(plek)}: ", html.Strong(zegt)], **attrs(data_invulplek=plek))
        for plek, zegt in p.invulplekken.items()
    ]
    lijst = html.Details(
        [
            html.Summary("Alle invulplekken, en wat ze nu zeggen"),
            html.Ul(regels, className="kaal klein", id="invulplekken"),
        ]
    )
    kop = html.H2("Voorbeeld", id="voorbeeld-kop")
    vak = html.Div(p.voorbeeld, id="voorbeeld", className="voorbeeldvak jaarverslag")
    return html.Section([kop, vak, lijst], **attrs(aria_labelledby="voorbeeld-kop"))


def _name_of(plek: str) -> str:
    """What a place is, in words."""
    sleutel = plek.removeprefix("verschil ").removesuffix(" vorig jaar")
    titel = INDICATOREN[sleutel].titel
    if plek.startswith("verschil "):
        return f"{titel}, verschil met vorig jaar"
    return f"{titel}, vorig jaar" if plek != sleutel else titel


def _sentences(p: Schrijfpagina) -> Component:
    """The sentences of the site: each stays, goes, or is taken over to be changed."""
    delen = []
    for sleutel, zin in p.zinnen.items():
        vak = dbc.Select(
            id=f"zin-{sleutel}",
            name=f"zin-{sleutel}",
            options=[{"label": "Laat staan", "value": BLIJFT}, {"label": "Laat weg", "value": WEG}],
            value=WEG if sleutel in p.schrijfsel.zonder else BLIJFT,
        )
        titel = INDICATOREN[sleutel].titel
        over = html.Button(
            ["Verander", html.Span(f" de zin over {titel}", className="alleen-voorlezen")],
            type="submit",
            name="overnemen",
            value=sleutel,
            className="knop-tekst",
        )
        delen.append(html.Li([dbc.Label(zin, html_for=f"zin-{sleutel}"), html.Div([vak, over], className="keus")]))
    uitleg = "Deze zinnen staan boven uw tekst. Met Verander komt de zin in uw tekst, met invulplekken."
    return html.Fieldset(
        [
            html.Legend("Zinnen die de site maakt"),
            html.P(uitleg, className="klein"),
            html.Ul(delen, className="kaal zinnen"),
        ]
    )


def _remarks(bevindingen: Sequence[Bevinding]) -> Component:
    """What must be looked at first; what is meant so can be said."""
    delen = []
    for b in bevindingen:
        inhoud: list[Component | str] = [
            html.Strong(f"Regel {b.regel}: ‘{b.stuk}’. "),
            f"{b.uitleg} {b.remedie} ",
        ]
        if not b.vast:
            vak = dbc.Input(
                type="checkbox", id=f"bedoeld-{b.sleutel}", name="bedoeld", value=b.sleutel, className="vinkje"
            )
            inhoud += [html.Br(), vak, dbc.Label("Zo is het bedoeld", html_for=f"bedoeld-{b.sleutel}")]
        delen.append(html.Li(inhoud))
    kop = html.H2("Kijk dit eerst na", id="nakijken")
    uitleg = html.P("Uw tekst is bewaard, en staat nog niet in het verslag.")
    return html.Section([kop, uitleg, html.Ol(delen, className="aandacht")], role="alert", className="melding nakijken")


def _meanwhile(anders: tuple[str, str]) -> Component:
    """What somebody else changed since this text was opened."""
    uitleg = "Wat de ander veranderde: wat erbij kwam is onderstreept, wat wegging doorgestreept."
    delen = [html.H2("Wat er intussen veranderde"), html.P(uitleg, className="klein"), difference(*anders)]
    hunne = html.Details([html.Summary("De hele tekst van de ander"), html.Pre(anders[1], className="ruw", tabIndex=0)])
    return html.Section([*delen, hunne], className="paneel")


def picture_form(pad: str, formulier: str, grootste: int) -> Component:
    """The form that sends a picture; with script it comes into the text, without one its line is shown."""
    return html.Form(
        [
            html.H2("Plaatje toevoegen"),
            html.P(
                f"JPEG, PNG of WebP, hoogstens {grootste} MB. De site haalt weg wat de camera erin zette, zoals de "
                "plaats. Zet er geen jongere op. Bewaar eerst uw tekst.",
                className="klein",
            ),
            hidden("formulier", formulier),
            dbc.Label("Bestand", html_for="plaatje"),
            dbc.Input(id="plaatje", name="plaatje", type="file", required=True),
            dbc.Label("Wat is erop te zien? (voor wie het plaatje niet ziet)", html_for="alt"),
            dbc.Input(id="alt", name="alt", required=True, maxLength=200),
            html.Button("Stuur het plaatje", type="submit", className="knop"),
            html.P("", id="plaatje-stand", role="status"),
        ],
        action=f"{pad}/plaatje",
        method="post",
        id="plaatje-sturen",
        className="paneel",
        encType="multipart/form-data",
    )


def picture_sent(regel: str) -> Component:
    """The line that shows a picture, to put in the text."""
    return html.Div(
        [html.P("Het plaatje is bewaard. Zet deze regel in uw tekst:"), html.P(html.Code(regel, id="plaatje-regel"))],
        role="status",
        className="melding",
    )


def preview(woorden: Eigenwoorden | None, zinnen: Sequence[str], fout: str = "") -> Component:
    """What the part will look like. fout: why it cannot be shown; zinnen: of the site, that stay."""
    if fout or woorden is None:
        return html.P(fout, className="melding fout")
    weg = [html.Li(wat) for wat in woorden.weg]
    delen: list[Component | None] = [
        html.Div([html.P("Weggelaten:"), html.Ul(weg)], className="melding") if weg else None,
        html.H3(woorden.titel) if woorden.titel else None,
        *(html.P(zin) for zin in zinnen),
        own_words(woorden.alineas),
    ]
    gevuld = [deel for deel in delen if deel is not None]
    return html.Div(gevuld or html.P("Er staat nog niets.", className="zacht"))


def version_words(versie: Versie) -> str:
    """What became of a version."""
    if versie.naast:
        return "niet overgenomen: iemand anders was eerder"
    wat = "in het verslag gezet" if versie.klaar else "bewaard"
    if not versie.schrijfsel.tekst.strip() and not versie.schrijfsel.zonder and versie.klaar:
        wat = "uit het verslag gehaald"
    return f"{wat}, teruggezet van versie {versie.van}" if versie.van else wat
