"""Figures as rows for others: one column per thing one must know to use a figure."""

from __future__ import annotations

from data.publication.figures import Cijfer, Gebied
from data.publication.open_data import plain_number, yes_no
from data.registry.indicators import INDICATOREN

KOLOMMEN = (
    "gebied",
    "gebiedsnaam",
    "indicator",
    "titel",
    "teleenheid",
    "schooljaar",
    "uitsplitsing",
    "categorie",
    "waarde",
    "eenheid",
    "status",
    "voorlopig",
    "zekerheid",
    "bron",
    "bronsoort",
    "peildatum",
    "voorbeeld",
    "definitie",
)


def figure_row(cijfer: Cijfer, gebied: Gebied, **meer: str) -> dict[str, str]:
    """One figure with its definition, source and peildatum; `meer` adds columns."""
    sleutel, ind = cijfer.sleutel, INDICATOREN[cijfer.sleutel.indicator]
    bron = cijfer.bron
    return {
        "gebied": gebied.code,
        "gebiedsnaam": gebied.naam,
        "indicator": ind.key,
        "titel": ind.titel,
        "teleenheid": sleutel.teleenheid,
        "schooljaar": sleutel.schooljaar,
        "uitsplitsing": sleutel.uitsplitsing,
        "categorie": sleutel.categorie,
        "waarde": plain_number(cijfer.waarde),
        "eenheid": "%" if ind.is_percentage else sleutel.teleenheid,
        "status": cijfer.status,
        "voorlopig": yes_no(cijfer.voorlopig),
        "zekerheid": cijfer.zekerheid if cijfer.is_bekend else "",
        "bron": bron.titel if bron else "",
        "bronsoort": bron.soort if bron else "",
        "peildatum": cijfer.peildatum.isoformat() if cijfer.peildatum else "",
        "voorbeeld": yes_no(cijfer.is_voorbeeld),
        "definitie": ind.definitie,
        **meer,
    }
