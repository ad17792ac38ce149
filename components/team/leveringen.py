"""The pages for who loads deliveries: the list, one delivery, its refused rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from components.frame.attributes import attrs
from components.tables.table import Cel, Rij, data_table
from components.team.frame import hidden
from components.team.list_table import page_links
from components.team.taken import TITELS, reason_field, task_line, task_page
from components.words.notation import format_count, format_day
from components.words.nouns import join_names
from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from data.team.vrije_tekst import LET_OP

__all__ = ["bad_rows_table", "delivery_page", "overview_page", "task_page"]

Deel = Component | str | None
_STATUS = {"geaccepteerd": "telt mee", "geweigerd": "geweigerd", "ingetrokken": "ingetrokken"}


def overview_page(
    leveringen: Sequence[Mapping[str, Any]],
    taken: Sequence[Any],
    profielen: Sequence[str],
    meeste_mb: int,
    formulier: str,
    fout: str,
) -> list[Deel]:
    """The list of deliveries, the form to load one, and what can be done with what is loaded."""
    bezig = next((taak for taak in taken if taak.bezig), None)
    return [
        html.H1("Leveringen"),
        html.Div(fout, role="alert", className="melding fout") if fout else None,
        html.Div(_busy(bezig), role="status", className="melding") if bezig else None,
        html.H2("Levering laden"),
        _upload_form(profielen, meeste_mb, formulier),
        html.H2("Nakijken en publiceren"),
        _actions(formulier),
        html.H2("Wat er geladen is"),
        _table(leveringen),
        html.H2("Laatste taken") if taken else None,
        html.Ul([html.Li(task_line(taak)) for taak in taken]) if taken else None,
    ]


def _busy(taak: Any) -> list[Component | str]:
    return [
        f"Er loopt een taak: {TITELS.get(taak.soort, taak.soort)}. ",
        html.A("Bekijk", href=f"/team/leveringen/taak/{taak.id}"),
    ]


def _upload_form(profielen: Sequence[str], meeste_mb: int, formulier: str) -> Component:
    """A plain form; the script beside it adds dropping a file and progress."""
    groot = f"Hoogstens {format_count(meeste_mb)} MB. Het bestand zelf wordt na het laden weggegooid."
    return html.Form(
        [
            hidden("formulier", formulier),
            html.Div(_upload_fields(profielen), className="filters"),
            html.P(groot, className="zacht"),
            html.P(f"De naam van het bestand komt in het logboek. {LET_OP}", className="zacht"),
            Markup('<progress id="voortgang" max="100" value="0" hidden aria-label="Verstuurd"></progress>'),
            html.P("", id="voortgang-tekst", role="status"),
            html.Button("Laad levering", type="submit", className="knop"),
        ],
        id="laden",
        action="/team/leveringen/laden",
        method="post",
        encType="multipart/form-data",
        className="paneel",
        **attrs(aria_label="Levering laden"),
    )


def _upload_fields(profielen: Sequence[str]) -> list[Component]:
    # Dash has no element for choosing a file.
    kies = Markup(
        '<input type="file" id="bestand" name="bestand" accept=".csv,.txt,.tsv,.xlsx,.xlsm,.ods" required '
        'class="form-control">'
    )
    opties = [{"label": naam, "value": naam} for naam in profielen]
    jaren = dbc.Input(id="schooljaren", name="schooljaren", type="text", placeholder="2020-2021:2024-2025")
    nul = dbc.Input(id="nul", name="nul", type="text", placeholder="alle, of Dalfsen:2020-2021:2021-2022")
    velden: list[tuple[str, str, Component | Markup]] = [
        ("bestand", "Bestand (CSV, .xlsx of .ods)", kies),
        ("profiel", "Profiel", dbc.Select(id="profiel", name="profiel", options=opties, value="canoniek")),
        ("peildatum", "Peildatum (leeg: vandaag)", dbc.Input(id="peildatum", name="peildatum", type="date")),
        ("schooljaren", "Schooljaren (leeg: alle in het bestand)", jaren),
        ("nul", "Schooljaren zonder regels zijn echt nul bij (leeg: onbekend)", nul),
    ]
    return [
        html.Div([dbc.Label(kop, html_for=naam), vak], className=f"veld{' neerzetten' if naam == 'bestand' else ''}")
        for naam, kop, vak in velden
    ]


def _actions(formulier: str) -> Component:
    acties = [
        _button(
            "afstemmen",
            "Vergelijk met gepubliceerde cijfers",
            "Legt wat wij tellen naast de cijfers uit jaarverslagen.",
            formulier,
        ),
        _button(
            "proef",
            "Bekijk wat publiceren verandert",
            "Telt, schermt af en kijkt na. Er verandert niets op de site. Onder de uitkomst kunt u publiceren.",
            formulier,
        ),
    ]
    return html.Div(acties, className="rooster")


def _button(
    actie: str, tekst: str, uitleg: str, formulier: str, *, reden: bool = False, levering: int | None = None
) -> Component:
    sleutel = f"reden-{actie}"
    waarom = reason_field(sleutel)
    return html.Form(
        [
            html.P(uitleg),
            hidden("formulier", formulier),
            hidden("levering", str(levering)) if levering is not None else None,
            *(waarom if reden else []),
            html.Button(tekst, type="submit", className="knop"),
        ],
        action=f"/team/leveringen/actie/{actie}",
        method="post",
        className="paneel",
        **attrs(aria_label=tekst),
    )


def _table(leveringen: Sequence[Mapping[str, Any]]) -> Component:
    if not leveringen:
        return html.P("Er is nog niets geladen.")
    rijen = [
        Rij(
            html.A(str(rij["levering_id"]), href=f"/team/leveringen/{rij['levering_id']}"),
            (
                Cel(rij["bestand"] + (" (voorbeeld)" if rij["voorbeeld"] else "")),
                Cel(rij["soort"]),
                Cel(format_day(rij["peildatum"])),
                Cel(_STATUS.get(rij["status"], rij["status"]) + (f": {rij['reden']}" if rij["reden"] else "")),
                Cel(format_count(rij["geaccepteerd"]), getal=True),
                Cel(format_count(rij["afgekeurd"]), getal=True),
            ),
        )
        for rij in leveringen
    ]
    koppen = ["Nummer", "Bestand", "Soort", "Peildatum", "Status", "Geaccepteerd", "Afgekeurd"]
    return data_table("Alle leveringen, de nieuwste eerst", koppen, rijen, getallen=False)


def delivery_page(rij: Mapping[str, Any], gebieden: Gebieden, formulier: str) -> list[Deel]:
    """One delivery."""
    nummer, rapport = rij["levering_id"], rij["rapport"] or {}
    namen = [gebieden.naam(code) if gebieden.kent(code) else code for code in rapport.get("gemeenten", [])]
    feiten = [
        ("Bestand", rij["bestand"]),
        ("Ontvangen", f"{rij['ontvangen_op']:%d-%m-%Y %H:%M} (UTC)"),
        ("Door", rij["door"]),
        ("Peildatum", format_day(rij["peildatum"])),
        ("Profiel", rij["profiel"]),
        ("Status", _STATUS.get(rij["status"], rij["status"]) + (f": {rij['reden']}" if rij["reden"] else "")),
        ("Gelezen", format_count(rij["gelezen"])),
        ("Geaccepteerd", format_count(rij["geaccepteerd"])),
        ("Afgekeurd", format_count(rij["afgekeurd"])),
        ("Gemeenten", join_names(namen)),
        ("Perioden" if rij["soort"] == "landelijk" else "Schooljaren", ", ".join(rapport.get("schooljaren", []))),
    ]
    lijst = html.Dl([deel for naam, wat in feiten if wat for deel in (html.Dt(naam), html.Dd(wat))], className="feiten")
    delen: list[Deel] = [html.H1(f"Levering {nummer}"), lijst]
    delen += [html.P(f"Let op: {zin}") for zin in rapport.get("waarschuwingen", [])]
    if rij["afgekeurd"]:
        delen.append(html.P(html.A("Bekijk de afgekeurde regels", href=f"/team/leveringen/{nummer}/afgekeurd")))
    if rij["status"] == "geaccepteerd":
        knoppen = [
            _button(
                "intrekken",
                "Trek deze levering in",
                "De levering telt niet meer mee; wat ervoor gold, geldt weer.",
                formulier,
                reden=True,
                levering=nummer,
            )
        ]
        if rij["soort"] == "werkprocessen":
            uitleg = "Laat zien wat erbij kwam, wegging en veranderde tegenover de vorige levering."
            knoppen.insert(
                0, _button("vergelijken", "Vergelijk met de vorige levering", uitleg, formulier, levering=nummer)
            )
        delen.append(html.Div(knoppen, className="rooster"))
    return [*delen, html.P(html.A("Terug naar alle leveringen", href="/team/leveringen"))]


def bad_rows_table(
    nummer: int, rijen: Sequence[Mapping[str, Any]], alle: tuple[int, int], pagina: int, laatste: int
) -> list[Deel]:
    """One page of the refused rows; alle: how many faults there are on all pages, in how many rows."""
    regels = [
        Rij(
            format_count(rij["regel"]),
            # The remedy under what is wrong: beside it, it falls off the screen of a phone.
            (
                Cel(rij["kolom"] or "hele regel"),
                Cel([html.Div(rij["melding"]), html.Div(rij["remedie"], className="zacht")]),
            ),
        )
        for rij in rijen
    ]
    fouten, afgekeurd = alle
    tabel = data_table(
        f"{format_count(len(regels))} van {counted(fouten, 'fout', 'fouten')}, in "
        f"{counted(afgekeurd, 'afgekeurde regel', 'afgekeurde regels')}",
        ["Regel", "Kolom", "Wat er mis is, en wat u kunt doen"],
        regels,
        getallen=False,
    )
    hier = f"/team/leveringen/{nummer}/afgekeurd"
    uitleg = (
        "Wat er in de regel stond, ziet u hier niet: daar kan een jongere aan te herkennen zijn. "
        "Zoek de regel op in uw eigen bestand."
    )
    bladeren = page_links(pagina, laatste, lambda doel: f"{hier}?pagina={doel}")
    return [
        html.H1("Afgekeurde regels"),
        html.P(uitleg),
        html.P(html.A("Download alle afgekeurde regels (CSV)", href=f"{hier}.csv"), className="klein")
        if fouten
        else None,
        tabel if regels else html.P("Er zijn geen afgekeurde regels."),
        bladeren,
        html.P(html.A(f"Terug naar levering {nummer}", href=f"/team/leveringen/{nummer}")),
    ]
