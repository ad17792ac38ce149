"""A total in its parts: cases by how they ended, vrijstellingen by article. The table is the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.pieces.flow_picture import flow_picture, has_flow
from components.pieces.picture_frame import VERZONNEN
from components.tables.table import Cel, Rij, data_table, figure_cell
from components.words.figure_text import figure_text
from components.words.list_words import format_part, part_list_notes, part_value, signed
from components.words.nouns import count_noun, join_names, words_for
from components.words.parts_words import part_label, parts_called, parts_notes, parts_sentence, parts_title
from components.words.sources import source_line
from data.publication.figures import Cijfer, Gebied
from data.views.part_list import Delenlijst
from data.views.parts import STAPPEN, Onderverdeling


def breakdown_chart(
    delen: Onderverdeling,
    gebied: Gebied,
    slot: Component | None = None,
    lijst: Delenlijst | None = None,
    links: Mapping[str, str] | None = None,
) -> Component:
    """What stands out in a sentence, and the categories with a bar each; of cases that ended, the flow to how.

    lijst: in which measure and order. links: where each outcome of a flow leads, by categorie; None for no flow.
    """
    lijst = lijst or Delenlijst(waarden={}, verschillen={})
    stroom = _flow(delen, lijst, links) if links is not None and has_flow(delen) else None
    titel = parts_title(delen, gebied)
    met_bron = next((deel for deel in delen.delen if deel.bron), delen.delen[0])
    voorbeeld, noten = (
        delen.soort == "voorbeeld",
        (*_doubts(delen), *parts_notes(delen), *part_list_notes(delen, lijst)),
    )
    stappen = " stappen" if delen.uitsplitsing == STAPPEN else ""
    stappen += " in-maat" if lijst.waarden or lijst.verschillen else ""
    heet, bron = parts_called(delen, gebied), source_line(met_bron)
    verborgen = html.Span(f": {titel}", className="alleen-voorlezen")
    kop = html.Div([html.H3(titel), voorbeeld_badge() if voorbeeld else None], className="tegel-kop")
    tabel = html.Div(_table(delen, titel, lijst), className=f"delentabel{stappen}")
    return html.Figure(
        [
            html.Figcaption([kop, html.P(parts_sentence(delen))], className="grafiek-tekst"),
            html.Ul([html.Li(noot) for noot in noten], className="noten") if noten else None,
            stroom or tabel,
            html.P(heet, className="zacht klein") if heet else None,
            html.Details(
                [
                    html.Summary(["Tabel, uitleg en bron" if stroom else "Uitleg en bron", verborgen]),
                    html.P(html.Strong(VERZONNEN)) if voorbeeld else None,
                    tabel if stroom else None,
                    html.P(bron, className="grafiek-bron") if bron else None,
                    slot,
                ],
                className="vouw",
            ),
        ],
        className=f"paneel beeld{' is-voorbeeld' if voorbeeld else ''}",
        **attrs(aria_label=titel),
    )


def _flow(delen: Onderverdeling, lijst: Delenlijst, links: Mapping[str, str]) -> Component:
    """The flow, with the largest outcome first unless another order was asked for."""
    volgorde = lijst if lijst.volgorde else replace(lijst, volgorde="waarde")
    return flow_picture(delen, in_list_order(delen, volgorde), links)


def _doubts(delen: Onderverdeling) -> list[str]:
    """What is uncertain about figures of a report, each remark once, and about which: unless it holds for most."""
    per_noot: dict[str, list[str]] = {}
    for deel in delen.delen:
        if deel.zekerheid == "afgeleid" and deel.is_bekend and deel.toelichting:
            per_noot.setdefault(deel.toelichting, []).append(f"‘{part_label(delen, deel)}’")
    algemeen = max(per_noot, key=lambda noot: len(per_noot[noot]), default="")
    if len(per_noot) > 1 and len(per_noot[algemeen]) == 1:
        algemeen = ""
    bijzonder = [
        f"Bij {join_names(namen)}: {noot.removeprefix(algemeen).strip()}"
        for noot, namen in per_noot.items()
        if noot != algemeen
    ]
    return [*filter(None, [algemeen]), *bijzonder]


def bars(cellen: Sequence[Cel], waarden: Sequence[float | None]) -> list[Cel]:
    """Cells with a bar under each value that is shown, on one scale."""
    hoogste = max((waarde for waarde in waarden if waarde), default=1.0)
    return [
        cel if waarde is None else replace(cel, getal=False, deel=waarde / hoogste)
        for cel, waarde in zip(cellen, waarden, strict=True)
    ]


def _table(delen: Onderverdeling, titel: str, lijst: Delenlijst) -> Component:
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    op_rij = in_list_order(delen, lijst)
    cellen = bars([_measured(delen, deel, lijst) for deel in op_rij], [deel.waarde for deel in op_rij])
    rijen = [Rij(part_label(delen, deel), (cel,)) for deel, cel in zip(op_rij, cellen, strict=True)]
    if delen.totaal.bron:
        rijen.append(Rij("Totaal", (replace(figure_cell(delen.totaal), getal=False),), eigen=True))
    bijschrift = f"{titel}{' (voorbeeld)' if delen.soort == 'voorbeeld' else ''}"
    kop = "Percentage" if begrip.percentage else f"Aantal {begrip.meervoud}"
    if delen.uitsplitsing == STAPPEN:
        return data_table(bijschrift, ["Stap", "Aantal"], rijen, getallen=False)
    return data_table(bijschrift, ["Groep", kop], rijen, getallen=False)


def in_list_order(delen: Onderverdeling, lijst: Delenlijst) -> Sequence[Cijfer]:
    """Put the parts as they were asked for; those that are hidden or unknown last, by name."""
    if lijst.volgorde is None:
        return delen.delen
    op_naam = sorted(delen.delen, key=lambda deel: part_label(delen, deel).casefold())
    if lijst.volgorde == "naam":
        return sorted(op_naam, key=lambda deel: deel.waarde is None)
    if lijst.volgorde == "verandering":
        met = [deel for deel in op_naam if deel.sleutel in lijst.verschillen]
        zonder = sorted((deel for deel in op_naam if deel not in met), key=lambda deel: deel.waarde is None)
        return [*sorted(met, key=lambda deel: -lijst.verschillen[deel.sleutel]), *zonder]
    return sorted(op_naam, key=lambda deel: (deel.waarde is None, -(deel.waarde or 0.0)))


def _measured(delen: Onderverdeling, deel: Cijfer, lijst: Delenlijst) -> Cel:
    """The count, in another measure with the count behind it, and the change where that is the order."""
    cel = _cell(delen, deel)
    if deel.sleutel in lijst.waarden:
        cel = replace(cel, inhoud=f"{part_value(lijst.waarden[deel.sleutel], lijst.maat)} ({figure_text(deel)})")
    if deel.sleutel in lijst.verschillen:
        verschil = signed(format_part(delen, abs(lijst.verschillen[deel.sleutel])), lijst.verschillen[deel.sleutel])
        cel = replace(cel, inhoud=[str(cel.inhoud), html.Small(f" {verschil}")])
    return cel


def _cell(delen: Onderverdeling, deel: Cijfer) -> Cel:
    """Steps count different things: each says what."""
    if delen.uitsplitsing != STAPPEN:
        return figure_cell(deel)
    if deel.waarde is None:
        return Cel(figure_text(deel) if deel.bron else "staat niet in het verslag", zonder=True)
    begrip = words_for(delen.indicator, deel.sleutel.teleenheid)
    return Cel(count_noun(deel.waarde, begrip))
