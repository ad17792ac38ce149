"""What came of a task of the write side, in words and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.tables.table import Cel, Rij, data_table
from components.team.frame import hidden
from components.words.notation import format_count
from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted, number
from data.team.vrije_tekst import LET_OP

Deel = Component | str | None
TITELS = {
    "laden": "levering laden",
    "afstemmen": "vergelijken met gepubliceerde cijfers",
    "proef": "bekijken wat publiceren verandert",
    "publiceren": "publiceren",
    "vergelijken": "vergelijken met de vorige levering",
    "intrekken": "levering intrekken",
}
_UITKOMST = {
    "geladen": "Geladen.",
    "al_geladen": "Dit bestand was al geladen. Er is niets veranderd.",
    "geweigerd": "Geweigerd: er is niets geladen.",
    "niet_geladen": "Er is niets geladen.",
}
_MOST_CELLS = 200
_GEWEIGERD = 3


def task_line(taak: Any) -> list[Component | str]:
    """One line in a list of tasks."""
    stand = (
        "loopt"
        if taak.bezig
        else "klaar"
        if taak.status == 0
        else "geweigerd"
        if taak.status == _GEWEIGERD
        else "mislukt"
    )
    begin = f"{datetime.fromtimestamp(taak.begin, UTC):%d-%m-%Y %H:%M}"
    return [
        html.A(
            f"{begin}: {TITELS.get(taak.soort, taak.soort)} {taak.onderwerp}".strip(),
            href=f"/team/leveringen/taak/{taak.id}",
        ),
        f" ({stand})",
    ]


def reason_field(sleutel: str) -> list[Component]:
    """Where somebody says why: it is kept, so it says what may not stand in it."""
    return [
        dbc.Label("Waarom (komt in het logboek)", html_for=sleutel),
        dbc.Input(id=sleutel, name="reden", type="text", required=True, maxLength=300),
        html.P(LET_OP, className="zacht klein"),
    ]


def task_page(taak: Mapping[str, Any], gebieden: Gebieden, formulier: str) -> list[Deel]:
    """The page of one task; while it runs the script beside it looks again."""
    titel = TITELS.get(taak["soort"], taak["soort"])
    kop = html.H1(f"{titel[:1].upper()}{titel[1:]} {taak['onderwerp']}".strip())
    terug = html.P(html.A("Terug naar alle leveringen", href="/team/leveringen"))
    if taak["bezig"]:
        wacht = html.P(
            "De taak loopt. U kunt gewoon verder werken: de uitkomst blijft hier staan.",
            role="status",
            **attrs(data_ververs="ja"),
        )
        stappen = html.Ol([html.Li(stap) for stap in taak["stappen"]]) if taak["stappen"] else None
        return [kop, wacht, stappen, html.P(html.A("Kijk opnieuw", href="")), terug]
    uitkomst = taak["uitkomst"]
    # Of a refused file it is told below, with what was read of it.
    elders = uitkomst.get("fout") and uitkomst["fout"] in {rij.get("fout") for rij in uitkomst.get("leveringen", [])}
    melding = html.Div(taak["melding"], role="alert", className="melding fout") if taak["melding"] else None
    maak = _OUTCOMES.get(taak["soort"])
    publiceer = _publish_form(taak, formulier) if taak["soort"] == "proef" and uitkomst.get("merk") else None
    inhoud = maak(uitkomst, gebieden) if maak and uitkomst else []
    return [kop, None if elders else melding, *inhoud, publiceer, terug]


def disappearing(weg: int) -> str:
    """Say how many figures that readers see now are gone after publishing."""
    if weg == 1:
        return "Er verdwijnt 1 cijfer dat lezers nu zien."
    return f"Er verdwijnen {counted(weg, 'cijfer', 'cijfers')} die lezers nu zien."


def _publish_form(taak: Mapping[str, Any], formulier: str) -> Component:
    """Publish exactly what was looked at; when figures disappear their number is typed."""
    weg = int(taak["uitkomst"].get("verdwijnt", 0))
    aantal: list[Component] = []
    if weg:
        tekst = f"{disappearing(weg)} Typ dat aantal als dat zo hoort"
        aantal = [
            dbc.Label(tekst, html_for="aantal"),
            dbc.Input(id="aantal", name="aantal", type="text", inputmode="numeric", required=True, autocomplete="off"),
        ]
    return html.Form(
        [
            html.H2("Publiceren"),
            html.P("Zet precies deze cijfers op de openbare site, als alle controles goed zijn."),
            hidden("formulier", formulier),
            hidden("proef", taak["id"]),
            *aantal,
            *reason_field("reden-publiceren"),
            html.Button("Publiceer nu", type="submit", className="knop"),
        ],
        action="/team/leveringen/actie/publiceren",
        method="post",
        className="paneel",
        **attrs(aria_label="Publiceren"),
    )


def _loaded(uitkomst: Mapping[str, Any], _gebieden: Gebieden) -> list[Deel]:
    delen: list[Deel] = []
    for levering in uitkomst.get("leveringen", []):
        delen.append(html.P(html.Strong(_UITKOMST[levering["status"]])))
        delen += [html.P(levering[naam]) for naam in ("fout", "remedie") if levering.get(naam)]
        if levering.get("gelezen"):
            tellingen = [
                counted(levering[naam], een, meer)
                for naam, een, meer in (
                    ("gelezen", "regel gelezen", "regels gelezen"),
                    ("geaccepteerd", "geaccepteerd", "geaccepteerd"),
                    ("afgekeurd", "afgekeurd", "afgekeurd"),
                )
            ]
            delen.append(html.P(", ".join(tellingen) + "."))
        rijen = [
            Rij(
                reden.get("kolom") or "hele regel",
                (Cel(format_count(reden["aantal"]), getal=True), Cel(reden["melding"]), Cel(reden.get("remedie", ""))),
            )
            for reden in levering.get("redenen", [])
        ]
        if rijen:
            delen.append(
                data_table(
                    "Waarom regels zijn afgekeurd",
                    ["Kolom", "Aantal", "Wat er mis is", "Wat u kunt doen"],
                    rijen,
                    getallen=False,
                )
            )
        delen += [html.P(f"Let op: {zin}") for zin in levering.get("waarschuwingen", [])]
        if levering.get("levering_id") and levering.get("afgekeurd"):
            pad = f"/team/leveringen/{levering['levering_id']}/afgekeurd"
            delen.append(html.P(html.A("Bekijk de afgekeurde regels", href=pad)))
        if levering.get("levering_id"):
            delen.append(
                html.P(
                    html.A(
                        f"Naar levering {levering['levering_id']}", href=f"/team/leveringen/{levering['levering_id']}"
                    )
                )
            )
    return delen


def _compared(uitkomst: Mapping[str, Any], gebieden: Gebieden) -> list[Deel]:
    rijen = uitkomst.get("vergelijking", [])
    if not rijen:
        return [html.P("Deze levering spreekt over geen enkele gemeente.")]
    namen = ("erbij", "weg", "gewijzigd", "gelijk")
    tabel = [
        Rij(
            gebieden.naam(rij["gemeente_code"]) if gebieden.kent(rij["gemeente_code"]) else rij["gemeente_code"],
            (
                Cel(rij["schooljaar"]),
                Cel("geen" if rij["vorige"] is None else f"levering {rij['vorige']}"),
                *(Cel(format_count(rij[naam]), getal=True) for naam in namen),
            ),
        )
        for rij in rijen
    ]
    samen = ", ".join(f"{format_count(sum(rij[naam] for rij in rijen))} {naam}" for naam in namen)
    koppen = ["Gemeente", "Schooljaar", "Vorige", "Erbij", "Weg", "Gewijzigd", "Gelijk"]
    return [
        html.P(f"Werkprocessen: {samen}."),
        data_table("Tegenover de vorige levering", koppen, tabel, getallen=False),
    ]


def _reconciled(uitkomst: Mapping[str, Any], _gebieden: Gebieden) -> list[Deel]:
    rijen = [
        Rij(
            regio["naam"] + (" (voorbeeld)" if regio["voorbeeld"] else ""),
            tuple(
                Cel(format_count(regio[naam]), getal=True)
                for naam in ("klopt", "verschilt", "tegenspraak", "niet_vergeleken")
            ),
        )
        for regio in uitkomst.get("samenvatting", [])
    ]
    anders = [cijfer for cijfer in uitkomst.get("cijfers", []) if cijfer["oordeel"] == "verschilt"]
    verschillen = [
        Rij(
            f"{cijfer['gebied']} {cijfer['schooljaar']}: {cijfer['wat']}",
            (
                Cel(_number(cijfer["gepubliceerd"]), getal=True),
                Cel(_number(cijfer["geteld"]), getal=True),
                Cel(cijfer["reden"] or ""),
            ),
        )
        for cijfer in anders[:_MOST_CELLS]
    ]
    koppen = ["Regio", "Klopt", "Verschilt", "Waarvan tegenspraak in het verslag", "Niet te vergelijken"]
    return [
        data_table("Gepubliceerde cijfers naast onze telling", koppen, rijen),
        data_table("Wat verschilt", ["Cijfer", "Gepubliceerd", "Geteld", "Uitleg"], verschillen, getallen=False)
        if verschillen
        else html.P("Er zijn geen verschillen."),
    ]


def _number(waarde: float | None) -> str:
    return "onbekend" if waarde is None else number(waarde, 1).removesuffix(",0")


def _previewed(uitkomst: Mapping[str, Any], _gebieden: Gebieden) -> list[Deel]:
    return [
        html.P("Als u nu publiceert:"),
        html.Ul([html.Li(zin) for zin in uitkomst.get("verschil", [])]),
        *_cells("Wordt nu afgeschermd", uitkomst.get("nu_afgeschermd", [])),
        *_cells("Wordt nu zichtbaar", uitkomst.get("nu_zichtbaar", [])),
    ]


def _cells(kop: str, cellen: Sequence[Mapping[str, str]]) -> list[Deel]:
    """Cells by name, never a value: what is protected is protected here too."""
    if not cellen:
        return [html.H2(kop), html.P("Geen enkel cijfer.")]
    rijen = [
        Rij(cel["cijfer"], tuple(Cel(cel[naam]) for naam in ("teleenheid", "gebied", "schooljaar", "deel")))
        for cel in cellen[:_MOST_CELLS]
    ]
    rest = len(cellen) - len(rijen)
    tabel = data_table(
        f"{kop}: {counted(len(cellen), 'cijfer', 'cijfers')}",
        ["Cijfer", "Teleenheid", "Gebied", "Schooljaar", "Deel"],
        rijen,
        getallen=False,
    )
    return [html.H2(kop), tabel, html.P(f"En nog {format_count(rest)} andere.") if rest else None]


def _published(uitkomst: Mapping[str, Any], _gebieden: Gebieden) -> list[Deel]:
    if "publicatie" not in uitkomst:
        return []
    if not uitkomst.get("nieuw"):
        return [html.P("Er is niets veranderd: de cijfers op de site waren al zo.")]
    return [
        html.P(f"Gepubliceerd: {uitkomst['publicatie']}."),
        html.Ul([html.Li(zin) for zin in uitkomst.get("verschil", [])]),
    ]


def _withdrawn(uitkomst: Mapping[str, Any], _gebieden: Gebieden) -> list[Deel]:
    if "ingetrokken" not in uitkomst:
        return []
    return [
        html.P(f"Levering {uitkomst['ingetrokken']} telt niet meer mee. Publiceer opnieuw om dat op de site te zien.")
    ]


_OUTCOMES = {
    "laden": _loaded,
    "vergelijken": _compared,
    "afstemmen": _reconciled,
    "proef": _previewed,
    "publiceren": _published,
    "intrekken": _withdrawn,
}
