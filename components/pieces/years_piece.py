"""One indicator over the schooljaren as a piece: on the page, on a sheet of its own, and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from components.pieces.piece import Stuk, Tabel, origin
from components.svg.drawing import Tekening
from components.svg.panels import Paneel, panels
from components.svg.ranking import ReferenceLine
from components.tables.figure_rows import figure_row
from components.tables.table import Rij, figure_cell
from components.words.conclusions import describe_nothing, describe_trend
from components.words.figure_text import figure_text
from components.words.labels import place_name, unit_after
from components.words.notation import format_decimal, format_percentage
from components.words.nouns import join_names, uncapital, words_for
from components.words.report_names import called_in_reports
from components.words.sentences import describe_level
from components.words.sources import how_counted
from components.words.tile_sentences import stand_of
from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import MELDINGEN
from data.reports.targets import Doel
from data.views.development import Verloop

Elders = Sequence[tuple[Gebied, Cijfer]]


def years_piece(verloop: Verloop, gebied: Gebied, schooljaar: str, elders: Elders = ()) -> Stuk:
    """The line with what it allows to conclude. elders: the same figure of wider areas, in the schooljaar looked at."""
    cijfers = verloop.cijfers
    voorbeeld = verloop.soort == "voorbeeld" and any(cijfer.bron for cijfer in cijfers)
    titel = f"{verloop.indicator.titel} in {place_name(gebied)}, per schooljaar{_unit(verloop)}"
    tekenbaar = sum(cijfer.is_bekend for cijfer in cijfers) > (0 if verloop.doel else 1)
    return Stuk(
        titel,
        tuple(_sentences(verloop, gebied, schooljaar, elders)),
        (how_counted(verloop.indicator, verloop.soort), *filter(None, [verloop.indicator.leeswijzer])),
        origin(cijfers),
        voorbeeld,
        _table(verloop, schooljaar, f"{titel}{' (voorbeeld)' if voorbeeld else ''}") if cijfers else None,
        tuple(figure_row(cijfer, gebied) for cijfer in cijfers),
        partial(_draw, verloop, gebied) if tekenbaar else None,
        noten=tuple(f"Trendbreuk vanaf {breuk.vanaf_schooljaar}: {breuk.uitleg}" for breuk in verloop.breuken),
        cellen=tuple(cijfer.sleutel for cijfer in cijfers),
        heet=called_in_reports(verloop.indicator.key, gebied.code, cijfers=cijfers),
    )


def _unit(verloop: Verloop) -> str:
    if verloop.indicator.is_percentage:
        return ""
    # a report has words of its own for what it counts, such as incidenten, or processen-verbaal: those are no zaken
    if verloop.soort != "verslag" and verloop.teleenheid != MELDINGEN:
        return unit_after(verloop.indicator.titel, verloop.teleenheid)
    eenheid = words_for(verloop.indicator, verloop.teleenheid).meervoud
    return "" if eenheid in uncapital(verloop.indicator.titel) else f" ({eenheid})"


def year_text(cijfer: Cijfer) -> str:
    """A year that nobody tells about stays empty: there is nothing to read at its place."""
    return figure_text(cijfer) if cijfer.is_bekend or cijfer.status == "onderdrukt" else ""


def goal_name(doel: Doel) -> str:
    """What the line of a goal is called in a picture."""
    return f"landelijk doel {doel.wanneer}: {_goal_text(doel)}"


def _goal_text(doel: Doel) -> str:
    return format_percentage(doel.waarde, len(repr(float(doel.waarde)).partition(".")[2]))


# --- words ---------------------------------------------------------------------------------------------------------
def _sentences(verloop: Verloop, gebied: Gebied, schooljaar: str, elders: Elders) -> list[str]:
    bekend = [cijfer for cijfer in verloop.cijfers if cijfer.is_bekend]
    if not bekend:
        return [describe_nothing([cijfer.status for cijfer in verloop.cijfers])]
    begrip = words_for(verloop.indicator, verloop.teleenheid)
    gekozen = next((cijfer for cijfer in bekend if cijfer.sleutel.schooljaar == schooljaar), bekend[-1])
    zinnen = [describe_level(begrip, place_name(gebied), stand_of(gekozen, None))]
    if len(bekend) == 1:
        zinnen.append("Er is nog maar één schooljaar met dit cijfer. Daarom is er geen lijn te tekenen.")
    elif verloop.ontwikkeling:
        zinnen.append(describe_trend(verloop.ontwikkeling, verloop.meetjaren))
    doel = [goal_sentence(verloop.doel, gekozen)] if verloop.doel else []
    return [" ".join(zinnen), *doel, *_elsewhere(elders)]


def goal_sentence(doel: Doel, gekozen: Cijfer) -> str:
    """Where the figure stands against the goal, as it is printed: no test, because a goal is no measurement."""
    verschil = (gekozen.waarde or 0.0) - doel.waarde
    begin = f"Het landelijke doel voor {doel.wanneer} is {_goal_text(doel)}"
    if abs(verschil) < 0.005:
        return f"{begin}. Dat is evenveel. (Bron: {doel.bron}.)"
    ligt = "hoger" if verschil > 0 else "lager"
    return f"{begin}. Het cijfer ligt {format_decimal(abs(verschil), 2)} procentpunt {ligt}. (Bron: {doel.bron}.)"


def _elsewhere(elders: Elders) -> list[str]:
    if not elders:
        return []
    jaar = elders[0][1].sleutel.schooljaar
    namen = [f"{place_name(gebied)} {figure_text(cijfer)}" for gebied, cijfer in elders]
    return [f"Ter vergelijking, in schooljaar {jaar}: {join_names(namen)}."]


# --- picture and table ---------------------------------------------------------------------------------------------
def _draw(verloop: Verloop, gebied: Gebied, breed: float) -> Tekening:
    """One large panel, whose width leaves room for every year."""
    jaren = [cijfer.sleutel.schooljaar for cijfer in verloop.cijfers]
    waarden = [cijfer.waarde for cijfer in verloop.cijfers]
    lijn = ReferenceLine(verloop.doel.waarde, goal_name(verloop.doel)) if verloop.doel else None
    bekend = [w for w in waarden if w is not None] + ([lijn.waarde] if lijn else [])
    hoog = verloop.indicator.is_percentage and min(bekend) > 50
    laagste = min(bekend) - 0.25 * ((max(bekend) - min(bekend)) or 1) if hoog else 0.0
    sneden = [i for i, jaar in enumerate(jaren) if i and jaar in {b.vanaf_schooljaar for b in verloop.breuken}]
    paneel = Paneel(gebied.naam, waarden, [year_text(c) for c in verloop.cijfers], sneden, eigen=True)
    top = max(bekend) + (0.15 * (max(bekend) - laagste) if hoog else 0.0)
    return panels(
        [paneel],
        jaren,
        top,
        breed,
        voorbeeld=verloop.soort == "voorbeeld",
        laagste=laagste,
        groot=True,
        lijn=lijn,
        teken="%" if verloop.indicator.is_percentage else "",
    )


def _table(verloop: Verloop, schooljaar: str, bijschrift: str) -> Tabel:
    begrip = words_for(verloop.indicator, verloop.teleenheid)
    kop = "Percentage" if verloop.indicator.is_percentage else f"Aantal {begrip.meervoud}"
    rijen = (
        Rij(c.sleutel.schooljaar, (figure_cell(c),), eigen=c.sleutel.schooljaar == schooljaar) for c in verloop.cijfers
    )
    return Tabel(("Schooljaar", kop), tuple(rijen), bijschrift)
