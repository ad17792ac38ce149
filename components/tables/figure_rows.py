"""Figures as rows for others: one column per thing one must know to use a figure, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import INDICATOREN

KOLOMMEN = (
    "gebied",
    "gebiedscode",
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
# A spreadsheet takes a text that begins with one of these for a formula.
_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")


def figure_row(cijfer: Cijfer, gebied: Gebied, **meer: str) -> dict[str, str]:
    """One figure with its definition, source and peildatum; `meer` adds columns."""
    sleutel, ind = cijfer.sleutel, INDICATOREN[cijfer.sleutel.indicator]
    bron = cijfer.bron
    return {
        "gebied": gebied.naam,
        "gebiedscode": gebied.code,
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


def yes_no(waar: bool) -> str:
    """`ja` or `nee`."""
    return "ja" if waar else "nee"


def plain_number(waarde: float | None) -> str:
    """A number for a machine: a point for the decimals, nothing for the thousands; empty when there is none."""
    if waarde is None:
        return ""
    return str(int(waarde)) if float(waarde).is_integer() else f"{waarde:.6g}"


def to_csv(regels: Iterable[Mapping[str, str]], kolommen: Sequence[str] = ()) -> str:
    """The rows as CSV (RFC 4180), with a heading; the columns are those of the first row when none are given."""
    rijen = list(regels)
    namen = tuple(kolommen) or (tuple(rijen[0]) if rijen else KOLOMMEN)
    uit = io.StringIO(newline="")
    schrijver = csv.DictWriter(uit, namen, extrasaction="ignore", restval="", lineterminator="\r\n")
    schrijver.writeheader()
    schrijver.writerows({naam: safe_text(waarde) for naam, waarde in rij.items()} for rij in rijen)
    return uit.getvalue()


def safe_text(tekst: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst
