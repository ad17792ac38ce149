"""A total in its parts: cases by how they ended, vrijstellingen by article. The table is the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash.development.base_component import Component

from components.frame.chart_frame import Grafiek, chart_frame
from components.tables.table import Cel, Rij, data_table, figure_cell
from components.words.figure_text import figure_text
from components.words.nouns import count_noun, words_for
from components.words.parts_words import part_label, parts_called, parts_notes, parts_sentence, parts_title
from components.words.sources import source_line
from data.publication.figures import Cijfer, Gebied
from data.views.parts import STAPPEN, Onderverdeling


def breakdown_chart(delen: Onderverdeling, gebied: Gebied, slot: Component | None = None) -> Component:
    """What stands out in a sentence, and the categories with a bar each."""
    titel = parts_title(delen, gebied)
    met_bron = next((deel for deel in delen.delen if deel.bron), delen.delen[0])
    voorbeeld = delen.soort == "voorbeeld"
    grafiek = Grafiek(
        f"{delen.indicator.key}-{delen.uitsplitsing}",
        titel,
        parts_sentence(delen),
        source_line(met_bron),
        voorbeeld,
        (*_doubts(delen), *parts_notes(delen)),
        parts_called(delen, gebied),
    )
    return chart_frame(grafiek, None, "", _table(delen, titel), slot, tabel_open=True)


def _doubts(delen: Onderverdeling) -> list[str]:
    """What is uncertain about figures of a report, each remark once."""
    afgeleid = [deel for deel in delen.delen if deel.zekerheid == "afgeleid" and deel.is_bekend and deel.toelichting]
    return list(dict.fromkeys(deel.toelichting for deel in afgeleid))


def bars(cellen: Sequence[Cel], waarden: Sequence[float | None]) -> list[Cel]:
    """Cells with a bar under each value that is shown, on one scale."""
    hoogste = max((waarde for waarde in waarden if waarde), default=1.0)
    return [
        cel if waarde is None else replace(cel, getal=False, deel=waarde / hoogste)
        for cel, waarde in zip(cellen, waarden, strict=True)
    ]


def _table(delen: Onderverdeling, titel: str) -> Component:
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    cellen = bars([_cell(delen, deel) for deel in delen.delen], [deel.waarde for deel in delen.delen])
    rijen = [Rij(part_label(delen, deel), (cel,)) for deel, cel in zip(delen.delen, cellen, strict=True)]
    if delen.totaal.bron:
        rijen.append(Rij("Totaal", (replace(figure_cell(delen.totaal), getal=False),), eigen=True))
    bijschrift = f"{titel}{' (voorbeeld)' if delen.soort == 'voorbeeld' else ''}"
    kop = "Percentage" if begrip.percentage else f"Aantal {begrip.meervoud}"
    if delen.uitsplitsing == STAPPEN:
        return data_table(bijschrift, ["Stap", "Aantal"], rijen, getallen=False)
    return data_table(bijschrift, ["Groep", kop], rijen, getallen=False)


def _cell(delen: Onderverdeling, deel: Cijfer) -> Cel:
    """Steps count different things: each says what."""
    if delen.uitsplitsing != STAPPEN:
        return figure_cell(deel)
    if deel.waarde is None:
        return Cel(figure_text(deel) if deel.bron else "staat niet in het verslag", zonder=True)
    begrip = words_for(delen.indicator, deel.sleutel.teleenheid)
    return Cel(count_noun(deel.waarde, begrip))
