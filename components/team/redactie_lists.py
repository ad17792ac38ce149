"""The lists of the editor: the reports that one may write, the parts of one, and the versions of a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.annual.own_words import Eigenwoorden
from components.frame.attributes import attrs
from components.tables.table import Cel, Rij, data_table
from components.team.frame import hidden
from components.team.redactie import preview, version_words
from components.team.text_difference import difference
from components.words.notation import format_day
from data.team.verslagteksten import Versie
from data.team.vrije_tekst import LET_OP


@dataclass(frozen=True, slots=True)
class Verslagregel:
    """A report in the list: of whom, and the addresses of its schooljaren with their status."""

    naam: str
    jaren: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Deelregel:
    """A part of a report: its title, address and last version."""

    titel: str
    pad: str
    laatste: Versie | None


def moment(versie: Versie) -> str:
    """When a version was made, as a day and a time (UTC says the file; people read their own clock)."""
    hier = versie.op.astimezone()
    return f"{format_day(hier.date())}, {hier:%H.%M} uur"


def list_page(regels: Sequence[Verslagregel]) -> list[Component | str | None]:
    """The reports that somebody may write."""
    uitleg = (
        "Kies een verslag. De cijfers, tabellen en grafieken staan er al, uit de publicatie. U schrijft de woorden "
        "erbij. Wat u bewaart, ziet alleen uw team. Pas met Klaar staat het in het verslag op de openbare site."
    )
    rijen = [Rij(regel.naam, (Cel([deel for jaar in regel.jaren for deel in _year(*jaar)]),)) for regel in regels]
    tabel = data_table("Jaarverslagen waaraan u schrijft", ["Wie", "Schooljaar"], rijen, getallen=False)
    return [html.H1("Jaarverslagen"), html.P(uitleg, className="inleiding"), tabel]


def _year(jaar: str, pad: str, status: str) -> list[Component | str]:
    return [html.A(jaar, href=pad, className="aaneen"), f" ({status})", html.Br()]


def report_page(
    titel: str, status: str, openbaar: str, pad: str, delen: Sequence[Deelregel], verhalen: Sequence[Deelregel]
) -> list[Component | str | None]:
    """The parts of one report. openbaar: the address of the report on the public site; empty when not known."""
    tabel = data_table("Delen van het verslag", ["Deel", "Laatste versie"], list(map(_part, delen)), getallen=False)
    eigen = data_table(
        "Verhalen uit de praktijk", ["Verhaal", "Laatste versie"], list(map(_part, verhalen)), getallen=False
    )
    knop = html.Button("Begin een verhaal", type="submit", className="knop")
    nieuw = html.Form(
        [
            dbc.Label("Titel van een nieuw verhaal", html_for="titel"),
            dbc.Input(id="titel", name="titel", required=True),
            html.P(f"De titel komt in het logboek. {LET_OP}", className="zacht klein"),
            knop,
        ],
        action=f"{pad}/nieuw-verhaal",
        method="get",
        className="paneel",
    )
    return [
        html.P(html.A("Alle jaarverslagen", href="/team/verslagen")),
        html.H1(titel),
        html.P(status, className="inleiding"),
        html.P(html.A("Het verslag op de openbare site", href=openbaar)) if openbaar else None,
        tabel,
        html.H2("Verhalen uit de praktijk"),
        eigen if verhalen else html.P("Er zijn nog geen verhalen."),
        nieuw,
    ]


def _part(deel: Deelregel) -> Rij:
    laatste = deel.laatste
    stand = f"{version_words(laatste)} door {laatste.door}, {moment(laatste)}" if laatste else "nog niets geschreven"
    return Rij(html.A(deel.titel, href=deel.pad), (Cel(stand, zonder=laatste is None),))


def versions_page(titel: str, pad: str, alle: Sequence[Versie]) -> list[Component | str | None]:
    """All versions of a part, the newest first."""
    rijen = [
        Rij(
            html.A(f"Versie {versie.nummer}", href=f"{pad}/versies/{versie.nummer}"),
            (Cel(moment(versie)), Cel(versie.door), Cel(version_words(versie))),
        )
        for versie in reversed(alle)
    ]
    tabel = data_table("Versies, de nieuwste eerst", ["Versie", "Wanneer", "Wie", "Wat"], rijen, getallen=False)
    leeg = html.P("Er is nog niets geschreven.")
    return [html.P(html.A("Terug naar de tekst", href=pad)), html.H1(f"Versies: {titel}"), tabel if alle else leeg]


def version_page(
    titel: str, pad: str, formulier: str, versie: Versie, laatste: Versie, woorden: tuple[Eigenwoorden | None, str]
) -> list[Component | str | None]:
    """One version, how it differs from the one that counts now, and a way to put it back."""
    terug = html.Form(
        [
            hidden("formulier", formulier),
            hidden("basis", str(laatste.nummer)),
            html.Button("Zet deze versie terug", type="submit", className="knop"),
        ],
        action=f"{pad}/versies/{versie.nummer}",
        method="post",
    )
    is_nu = versie.nummer == laatste.nummer
    return [
        html.P(html.A("Alle versies", href=f"{pad}/versies")),
        html.H1(f"{titel}, versie {versie.nummer}"),
        html.P(f"{moment(versie)}, door {versie.door}: {version_words(versie)}.", className="inleiding"),
        html.P("Dit is de versie die nu geldt.") if is_nu else None,
        html.Div(preview(woorden[0], [], woorden[1]), className="voorbeeldvak jaarverslag"),
        html.H2("De tekst"),
        html.Pre(
            versie.schrijfsel.tekst or " ", className="ruw", tabIndex=0, role="region", **attrs(aria_label="De tekst")
        ),
        *(
            []
            if is_nu
            else [
                html.H2("Wat er daarna veranderde"),
                difference(versie.schrijfsel.tekst, laatste.schrijfsel.tekst),
                html.P("Terugzetten maakt een nieuwe versie. Er gaat niets weg.", className="klein"),
                terug,
            ]
        ),
    ]


def address(*delen: str) -> str:
    """Give an address under the editor."""
    return "/".join(["/team/verslagen", *(quote(deel) for deel in delen)])
