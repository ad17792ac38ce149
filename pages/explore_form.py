"""The choices of /verkennen: one form, that works by itself and comes alive where Dash's scripts run."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.words.explore_form_words import MATEN, NIET, WEL_BEGREPEN, subject_name
from components.words.labels import SOORT_BRON, TELEENHEDEN, THEMAS, VORMEN, region_title
from components.words.nouns import capital
from data.publication.readmodel import Beeld
from data.views.explore import told_by
from data.views.side_by_side import Naast
from pages.explore_query import (
    GEEN,
    MEESTE,
    PAD,
    REST,
    VORMEN_HIER,
    Onderwerp,
    Verkenning,
    members_of,
    source_of,
    subjects,
    told,
)

# The fields that are choices, in the order in which assets hand them on: their ids are `verken-` with the name.
VELDEN = (
    "onderwerp",
    "tegen",
    "plek1",
    "plek2",
    "plek3",
    "plek4",
    "plek5",
    "vorm",
    "maat",
    "eenheid",
    "van",
    "tot",
    "bron",
)
ADRES, TERUG, GRAFIEK, TWEEDE = "verken-adres", "verken-terug", "verken-grafiek", "verken-tweede"

Opties = Sequence[tuple[str, str]]


def field_id(naam: str) -> str:
    """The id of a field."""
    return f"verken-{naam}"


def live(app: Dash) -> None:
    """Have choices change the address, which needs no question to the server; the page then follows the address."""
    app.clientside_callback(
        ClientsideFunction("verkennen", "adres"),
        Output(ADRES, "search"),
        [Input(field_id(naam), "value") for naam in VELDEN],
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("verkennen", "terug"), Input(TERUG, "n_clicks"), prevent_initial_call=True
    )


def form(beeld: Beeld, vraag: Verkenning, naast: Naast) -> Component:
    """All choices, those that few need folded."""
    velden = [
        _field("onderwerp", "Onderwerp", _subjects(beeld, vraag.onderwerp), vraag.onderwerp.sleutel),
        *_places(beeld, vraag),
        _field("vorm", "Beeld", [(v, VORMEN[v]) for v in VORMEN_HIER], vraag.vorm),
        _field(
            "tegen",
            "Gaat het samen met",
            [(GEEN, "(kies een tweede onderwerp)"), *_subjects(beeld, vraag.tegen)],
            _other(vraag),
        ),
    ]
    meer = [
        _field("van", "Van schooljaar", _years(beeld, vraag), vraag.van),
        _field("tot", "Tot en met", _years(beeld, vraag), vraag.tot),
        _field("maat", "Maat", [(m, MATEN[m]) for m in naast.maten], naast.maat),
        _field("eenheid", "Wat telt", _units(beeld, vraag), vraag.eenheid),
        _field("bron", "Bron", _sources(beeld, vraag), source_of(beeld, vraag)),
    ]
    knoppen = html.Div(
        [
            html.Button("Toon", type="submit", className="knop"),
            html.Button("Ongedaan maken", type="button", id=TERUG, className="knop licht alleen-script"),
        ],
        className="knoppen",
    )
    return html.Form(
        [
            html.Div(velden, className="velden"),
            html.Details([html.Summary("Schooljaren, maat en bron"), html.Div(meer, className="velden kort")]),
            knoppen,
            dcc.Location(id=ADRES, refresh="callback-nav"),
        ],
        action=PAD,
        method="get",
        className="verken alleen-scherm",
        id="verken-vraag",
        **attrs(aria_label="Kies wat u wilt zien"),
    )


def _field(naam: str, label: str, opties: Opties, gekozen: str, *, weg: bool = False) -> Component:
    plek = field_id(naam)
    lijst = [{"value": waarde, "label": tekst} for waarde, tekst in opties]
    return html.Div(
        [dbc.Label(label, html_for=plek), dbc.Select(id=plek, name=naam, options=lijst, value=gekozen)],
        className=f"veld veld-{naam}{' weg' if weg else ''}",
    )


def _subjects(beeld: Beeld, gekozen: Onderwerp | None) -> list[tuple[str, str]]:
    """Those to choose from, and the chosen one where an address brought one that is told of regions only."""
    volgorde = list(THEMAS)
    alle = sorted(
        dict.fromkeys((*subjects(beeld), *([gekozen] if gekozen else ()))),
        key=lambda o: volgorde.index(o.indicator.thema),
    )
    return [(o.sleutel, name_of(o)) for o in alle]


def name_of(onderwerp: Onderwerp) -> str:
    """What a subject is called."""
    return subject_name(onderwerp.indicator.key, onderwerp.uitsplitsing, onderwerp.categorie)


def _other(vraag: Verkenning) -> str:
    return vraag.tegen.sleutel if vraag.tegen else GEEN


def _places(beeld: Beeld, vraag: Verkenning) -> list[Component]:
    """One field for each place, and one more as long as there is room: those that are not needed are not there."""
    gekozen = [*(g.slug for g in vraag.plaatsen), *([REST] if vraag.rest else [])]
    opties = [
        (GEEN, "(niemand)"),
        *((g.slug, g.naam) for g in beeld.gemeenten()),
        *((r.slug, region_title(r)) for r in beeld.regios()),
        (REST, "De rest van de regio"),
        *((g.slug, g.naam) for g in beeld.gebieden.values() if g.soort == "land"),
    ]
    velden = []
    for i in range(MEESTE):
        waarde = gekozen[i] if i < len(gekozen) else GEEN
        kop, keuzes = ("Naast", opties) if i else ("Waar", opties[1:])
        velden.append(_field(f"plek{i + 1}", kop, keuzes, waarde, weg=i > len(gekozen)))
    return velden


def _years(beeld: Beeld, vraag: Verkenning) -> list[tuple[str, str]]:
    jaren = told(beeld, vraag, vraag.eenheid)
    return [(jaar, f"{jaar}{' (voorbeeld)' if set(s) == {'voorbeeld'} else ''}") for jaar, s in jaren.items()]


def _units(beeld: Beeld, vraag: Verkenning) -> list[tuple[str, str]]:
    alle = vraag.onderwerp.indicator.eenheden()
    return [(e, capital(TELEENHEDEN[e])) for e in alle if e == vraag.eenheid or told(beeld, vraag, e)]


def _sources(beeld: Beeld, vraag: Verkenning) -> list[tuple[str, str]]:
    gevonden = told_by(beeld, vraag.onderwerp.cel(vraag.eenheid, "", ""), members_of(beeld, vraag)).get(vraag.tot, ())
    gevonden = gevonden or (source_of(beeld, vraag),)
    return [(soort, SOORT_BRON[soort]) for soort in gevonden]


def not_understood(vraag: Verkenning) -> Component | None:
    """One line with what of the question could not be understood; None when all was."""
    if not vraag.niet:
        return None
    tekst = " ".join([*(NIET[reden] for reden in vraag.niet), WEL_BEGREPEN])
    return html.P(tekst, role="status", className="let-op")
