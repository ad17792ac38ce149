"""A total in its parts: werkprocessen by afhandeling, vrijstellingen by article. The table is the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.conclusions import describe_nothing
from components.labels import UITSPLITSINGEN, category_label
from components.notation import format_count
from components.sources import source_line
from components.tables import Cel, Rij, data_table, figure_cell
from components.words import Begrip, count_noun, words_for
from data.development import Onderverdeling
from data.figures import Cijfer, Gebied


def breakdown_chart(delen: Onderverdeling, gebied: Gebied, slot: Component | None = None) -> Component:
    """What stands out in a sentence, and the categories with a bar each."""
    ind, jaar = delen.indicator, delen.delen[0].sleutel.schooljaar
    titel = f"{ind.titel} {UITSPLITSINGEN[delen.uitsplitsing]} in {gebied.naam}, {jaar}"
    bron, voorbeeld = source_line(delen.delen[0]), delen.soort == "voorbeeld"
    grafiek = Grafiek(f"{ind.key}-{delen.uitsplitsing}", titel, _sentence(delen), bron, voorbeeld)
    return chart_frame(grafiek, None, "", _table(delen, titel), slot, tabel_open=True)


def bars(cellen: Sequence[Cel], waarden: Sequence[float | None]) -> list[Cel]:
    """Cells with a bar under each value that is shown, on one scale."""
    hoogste = max((waarde for waarde in waarden if waarde), default=1.0)
    return [
        cel if waarde is None else replace(cel, getal=False, deel=waarde / hoogste)
        for cel, waarde in zip(cellen, waarden, strict=True)
    ]


def _label(delen: Onderverdeling, deel: Cijfer) -> str:
    return category_label(delen.uitsplitsing, deel.sleutel.categorie)


def _sentence(delen: Onderverdeling) -> str:
    bekend = [deel for deel in delen.delen if deel.is_bekend]
    if not bekend:
        return describe_nothing([deel.status for deel in delen.delen])
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    zinnen = [_total(delen, begrip), _largest(delen, bekend), _hidden(len(delen.delen) - len(bekend))]
    return " ".join(filter(None, zinnen))


def _total(delen: Onderverdeling, begrip: Begrip) -> str:
    totaal = delen.totaal
    if totaal.waarde is None:
        return ""
    return f"In schooljaar {totaal.sleutel.schooljaar} ging het in totaal om {count_noun(totaal.waarde, begrip)}."


def _largest(delen: Onderverdeling, bekend: list[Cijfer]) -> str:
    """Only among what is shown, and it says so: a hidden group may be larger."""
    hoogste = max(deel.waarde or 0 for deel in bekend)
    grootste = [deel for deel in bekend if deel.waarde == hoogste]
    if not hoogste or len(grootste) > 1:
        return ""
    waarvan = "Van wat we kunnen tonen" if len(bekend) < len(delen.delen) else "Van deze groepen"
    return f"{waarvan} is ‘{_label(delen, grootste[0])}’ de grootste: {format_count(hoogste)}."


def _hidden(aantal: int) -> str:
    if not aantal:
        return ""
    return "1 groep heeft geen getal." if aantal == 1 else f"{format_count(aantal)} groepen hebben geen getal."


def _table(delen: Onderverdeling, titel: str) -> Component:
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    cellen = bars([figure_cell(deel) for deel in delen.delen], [deel.waarde for deel in delen.delen])
    rijen = [Rij(_label(delen, deel), (cel,)) for deel, cel in zip(delen.delen, cellen, strict=True)]
    if delen.totaal.bron:
        rijen.append(Rij("Totaal", (replace(figure_cell(delen.totaal), getal=False),), eigen=True))
    bijschrift = f"{titel}{' (voorbeeld)' if delen.soort == 'voorbeeld' else ''}"
    return data_table(bijschrift, ["Groep", f"Aantal {begrip.meervoud}"], rijen, getallen=False)
