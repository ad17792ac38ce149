"""A figure in its parts as a piece to take along, and the same parts over the schooljaren as small panels."""

from __future__ import annotations

from functools import partial

from components.pieces.piece import Stuk, Tabel, origin
from components.pieces.years_piece import year_text
from components.svg.drawing import Tekening
from components.svg.panels import Paneel, panels
from components.svg.ranking import Regel, ranking
from components.tables.figure_rows import figure_row
from components.tables.table import Rij, figure_cell
from components.words.conclusions import describe_nothing
from components.words.figure_text import figure_text
from components.words.labels import place_name, unit_after
from components.words.parts_words import (
    part_label,
    parts_called,
    parts_notes,
    parts_sentence,
    parts_subject,
    parts_title,
)
from components.words.sources import how_counted
from components.words.told_where import folded_articles
from data.publication.figures import Gebied
from data.views.parts import Delenverloop, Onderverdeling

ZELFDE_AS = "Alle groepen hebben dezelfde as, dus de hoogtes kunt u vergelijken."


def parts_piece(delen: Onderverdeling, gebied: Gebied) -> Stuk:
    """One indicator in its parts, in one schooljaar."""
    bekend = any(deel.is_bekend for deel in delen.delen)
    totaal = (delen.totaal,) if delen.totaal.bron else ()
    return Stuk(
        parts_title(delen, gebied),
        (parts_sentence(delen),),
        (how_counted(delen.indicator, delen.soort),),
        origin(delen.delen),
        delen.soort == "voorbeeld",
        None,
        tuple(figure_row(cijfer, gebied) for cijfer in (*delen.delen, *totaal)),
        partial(_draw_parts, delen) if bekend else None,
        noten=tuple(parts_notes(delen)),
        heet=parts_called(delen, gebied),
    )


def _draw_parts(delen: Onderverdeling, breed: float) -> Tekening:
    teken = "%" if delen.indicator.is_percentage else ""
    regels = [Regel(part_label(delen, deel), deel.waarde, figure_text(deel), eigen=True) for deel in delen.delen]
    return ranking(regels, breed, lijn=None, voorbeeld=delen.soort == "voorbeeld", staven=True, teken=teken)


def parts_years_piece(verloop: Delenverloop, gebied: Gebied) -> Stuk:
    """The parts in every schooljaar that the source tells, each in a panel with the same axis."""
    delen, voorbeeld = verloop.laatste, verloop.laatste.soort == "voorbeeld"
    onderwerp = parts_subject(delen.indicator, delen.uitsplitsing, delen.binnen)
    einde = unit_after(onderwerp, delen.delen[0].sleutel.teleenheid)
    titel = f"{onderwerp} in {place_name(gebied)}, per schooljaar{einde}"
    cijfers = [cijfer for reeks in verloop.reeksen for cijfer in reeks]
    bekend = any(cijfer.is_bekend for cijfer in cijfers)
    zin = f"De lijnen lopen van schooljaar {verloop.jaren[0]} tot en met {verloop.jaren[-1]}. {ZELFDE_AS}"
    samen = folded_articles({cijfer.sleutel.categorie for cijfer in cijfers})
    return Stuk(
        titel,
        (zin if bekend else describe_nothing([c.status for c in cijfers]),),
        (how_counted(delen.indicator, delen.soort),),
        origin(cijfers),
        voorbeeld,
        _table(verloop, f"{titel}{' (voorbeeld)' if voorbeeld else ''}"),
        tuple(figure_row(cijfer, gebied) for cijfer in cijfers),
        partial(_draw_years, verloop) if bekend else None,
        noten=(
            *(f"Trendbreuk vanaf {breuk.vanaf_schooljaar}: {breuk.uitleg}" for breuk in verloop.breuken),
            *filter(None, [samen]),
        ),
        heet=parts_called(delen, gebied),
    )


def _draw_years(verloop: Delenverloop, breed: float) -> Tekening:
    waarden = [c.waarde for reeks in verloop.reeksen for c in reeks if c.waarde is not None]
    sneden = [next(i for i, j in enumerate(verloop.jaren) if j >= b.vanaf_schooljaar) for b in verloop.breuken]
    panelen = [
        Paneel(
            part_label(verloop.laatste, reeks[0]),
            [cijfer.waarde for cijfer in reeks],
            [year_text(cijfer) for cijfer in reeks],
            sneden,
            eigen=True,
        )
        for reeks in verloop.reeksen
    ]
    return panels(
        panelen, verloop.jaren, max(waarden, default=1.0), breed, voorbeeld=verloop.laatste.soort == "voorbeeld"
    )


def _table(verloop: Delenverloop, bijschrift: str) -> Tabel:
    rijen = (Rij(part_label(verloop.laatste, reeks[0]), tuple(map(figure_cell, reeks))) for reeks in verloop.reeksen)
    return Tabel(("Groep", *verloop.jaren), tuple(rijen), bijschrift)
