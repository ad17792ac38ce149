"""The chart of one indicator over the schooljaren."""

from __future__ import annotations

from string import ascii_lowercase

from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.charts.lines import Breuk, Punt, line_chart
from components.conclusions import describe_nothing, describe_trend
from components.figure_text import figure_text
from components.sentences import describe_level
from components.sources import sources_line
from components.tables import Rij, data_table, figure_cell
from components.tile_sentences import stand_of
from components.words import capital, words_for
from data.development import Verloop
from data.figures import Cijfer, Gebied
from data.trendbreuken import Trendbreuk


def development_chart(verloop: Verloop, gebied: Gebied, schooljaar: str, slot: Component | None = None) -> Component:
    """The line, what it allows to conclude, and its table."""
    titel = f"{verloop.indicator.titel} in {gebied.naam}, per schooljaar"
    zin, bron = _sentence(verloop, gebied, schooljaar), sources_line(verloop.cijfers)
    breuken = _break_names(verloop)
    noten = tuple(f"{capital(naam)}, vanaf {b.vanaf_schooljaar}: {b.uitleg}" for b, naam in breuken)
    grafiek = Grafiek("ontwikkeling", titel, zin, bron, verloop.soort == "voorbeeld", noten)
    if sum(cijfer.is_bekend for cijfer in verloop.cijfers) < 2:
        return chart_frame(grafiek, None, "", _table(verloop, schooljaar, titel) if verloop.cijfers else None, slot)
    figuur = line_chart(
        [_point(cijfer, schooljaar) for cijfer in verloop.cijfers],
        voorbeeld=grafiek.voorbeeld,
        breuken=[Breuk(breuk.vanaf_schooljaar, naam) for breuk, naam in breuken],
        percentage=verloop.indicator.is_percentage,
    )
    return chart_frame(grafiek, figuur, "grafiek-lijn", _table(verloop, schooljaar, titel), slot)


def _point(cijfer: Cijfer, schooljaar: str) -> Punt:
    tekst = _text(cijfer)
    jaar = cijfer.sleutel.schooljaar
    return Punt(jaar, cijfer.waarde, tekst, voorlopig=cijfer.voorlopig, gekozen=jaar == schooljaar)


def _text(cijfer: Cijfer) -> str:
    """A year that nobody tells about stays empty: there is nothing to read at its place."""
    return figure_text(cijfer) if cijfer.is_bekend or cijfer.status == "onderdrukt" else ""


def _sentence(verloop: Verloop, gebied: Gebied, schooljaar: str) -> str:
    bekend = [cijfer for cijfer in verloop.cijfers if cijfer.is_bekend]
    if not bekend:
        return describe_nothing([cijfer.status for cijfer in verloop.cijfers])
    begrip = words_for(verloop.indicator, verloop.teleenheid)
    gekozen = next((cijfer for cijfer in bekend if cijfer.sleutel.schooljaar == schooljaar), bekend[-1])
    zinnen = [describe_level(begrip, gebied.naam, stand_of(gekozen, None))]
    if len(bekend) == 1:
        zinnen.append("Er is nog maar één schooljaar met dit cijfer. Daarom is er geen lijn te tekenen.")
    elif verloop.ontwikkeling:
        zinnen.append(describe_trend(verloop.ontwikkeling, verloop.meetjaren))
    return " ".join(zinnen)


def _break_names(verloop: Verloop) -> list[tuple[Trendbreuk, str]]:
    """One break is called by its kind; of several each gets a letter, or their names would overlap in the picture."""
    if len(verloop.breuken) == 1:
        return [(verloop.breuken[0], "trendbreuk")]
    return [(breuk, f"breuk {letter}") for breuk, letter in zip(verloop.breuken, ascii_lowercase, strict=False)]


def _table(verloop: Verloop, schooljaar: str, titel: str) -> Component:
    begrip = words_for(verloop.indicator, verloop.teleenheid)
    percentage = verloop.indicator.is_percentage
    rijen = [
        Rij(c.sleutel.schooljaar, (figure_cell(c),), eigen=c.sleutel.schooljaar == schooljaar) for c in verloop.cijfers
    ]
    kop = "Percentage" if percentage else f"Aantal {begrip.meervoud}"
    return data_table(f"{titel}{' (voorbeeld)' if verloop.soort == 'voorbeeld' else ''}", ["Schooljaar", kop], rijen)
