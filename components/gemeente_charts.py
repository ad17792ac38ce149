"""The charts of the gemeente page as pieces to take along: the same values, drawn on the server."""

from __future__ import annotations

from functools import partial

from components.conclusions import describe_nothing, describe_trend
from components.figure_rows import figure_row
from components.labels import UITSPLITSINGEN, category_label
from components.notation import format_cell, speak_cell
from components.piece import Stuk, origin
from components.svg.drawing import Tekening
from components.svg.panels import Paneel, panels
from components.svg.ranking import Regel, ranking
from data.development import Onderverdeling, Verloop
from data.figures import Cijfer, Gebied


def development_piece(verloop: Verloop, gebied: Gebied) -> Stuk:
    """One indicator over the schooljaren."""
    cijfers = verloop.cijfers
    bekend = any(cijfer.is_bekend for cijfer in cijfers)
    zinnen = [describe_trend(verloop.ontwikkeling, verloop.meetjaren)] if verloop.ontwikkeling else []
    zinnen += [f"Trendbreuk vanaf {breuk.vanaf_schooljaar}: {breuk.uitleg}" for breuk in verloop.breuken]
    return Stuk(
        f"{verloop.indicator.titel} in {gebied.naam}, per schooljaar ({_unit(verloop)})",
        tuple(zinnen) if bekend else (describe_nothing([c.status for c in cijfers]),),
        (f"Zo tellen we: {verloop.indicator.definitie}",),
        origin(cijfers),
        verloop.soort == "voorbeeld",
        None,
        tuple(figure_row(cijfer, gebied) for cijfer in cijfers),
        partial(_draw_years, verloop, gebied) if bekend else None,
    )


def _unit(verloop: Verloop) -> str:
    return "percentage" if verloop.indicator.is_percentage else verloop.teleenheid


def _draw_years(verloop: Verloop, gebied: Gebied, breed: float) -> Tekening:
    """One large panel, whose width leaves room for every year."""
    jaren = [cijfer.sleutel.schooljaar for cijfer in verloop.cijfers]
    waarden = [cijfer.waarde for cijfer in verloop.cijfers]
    bekend = [w for w in waarden if w is not None]
    hoog = verloop.indicator.is_percentage and min(bekend) > 50
    laagste = min(bekend) - 0.25 * ((max(bekend) - min(bekend)) or 1) if hoog else 0.0
    teksten = [_text(cijfer, percentage=verloop.indicator.is_percentage) for cijfer in verloop.cijfers]
    sneden = [i for i, jaar in enumerate(jaren) if i and jaar in {b.vanaf_schooljaar for b in verloop.breuken}]
    paneel = Paneel(gebied.naam, waarden, teksten, sneden, eigen=True)
    top = max(bekend) + (0.15 * (max(bekend) - laagste) if hoog else 0.0)
    return panels([paneel], jaren, top, breed, voorbeeld=verloop.soort == "voorbeeld", laagste=laagste, groot=True)


def breakdown_piece(delen: Onderverdeling, gebied: Gebied) -> Stuk:
    """One indicator in its parts."""
    ind, jaar = delen.indicator, delen.delen[0].sleutel.schooljaar
    bekend = any(deel.is_bekend for deel in delen.delen)
    return Stuk(
        f"{ind.titel} {UITSPLITSINGEN[delen.uitsplitsing]} in {gebied.naam}, {jaar}",
        () if bekend else (describe_nothing([deel.status for deel in delen.delen]),),
        (f"Zo tellen we: {ind.definitie}",),
        origin(delen.delen),
        delen.soort == "voorbeeld",
        None,
        tuple(figure_row(cijfer, gebied) for cijfer in (*delen.delen, delen.totaal)),
        partial(_draw_parts, delen) if bekend else None,
    )


def _draw_parts(delen: Onderverdeling, breed: float) -> Tekening:
    regels = [
        Regel(
            category_label(delen.uitsplitsing, deel.sleutel.categorie),
            deel.waarde,
            _text(deel, percentage=False) or "onbekend",
            eigen=True,
        )
        for deel in delen.delen
    ]
    return ranking(regels, breed, lijn=None, voorbeeld=delen.soort == "voorbeeld", staven=True)


def _text(cijfer: Cijfer, *, percentage: bool) -> str:
    if not cijfer.is_bekend:
        return speak_cell(None, cijfer.status) if cijfer.bron else ""
    return format_cell(cijfer.waarde, cijfer.status, percentage=percentage, voorlopig=cijfer.voorlopig)
