"""All published figures as rows, for who takes the whole."""

from __future__ import annotations

from collections.abc import Iterator

from components.tables.figure_rows import plain_number, yes_no
from data.cells.cells import CelSleutel
from data.publication.readmodel import Beeld

CIJFER_KOLOMMEN = (
    *CelSleutel._fields,
    "waarde",
    "status",
    "voorlopig",
    "bron",
    "bronsoort",
    "peildatum",
    "voorbeeld",
)
VERSLAG_KOLOMMEN = (
    "gebied",
    "schooljaar",
    "titel",
    "onderdeel",
    "waarde",
    "eenheid",
    "status",
    "zekerheid",
    "bron",
    "bronsoort",
    "sectie",
    "toelichting",
    "indicator",
    "voorbeeld",
)


def figure_rows(beeld: Beeld) -> Iterator[dict[str, str]]:
    """Every computed cell; a hidden one has a status and no value."""
    for cijfer in beeld.alle_berekend():
        bron = cijfer.bron
        yield {
            **cijfer.sleutel._asdict(),
            "waarde": plain_number(cijfer.waarde),
            "status": cijfer.status,
            "voorlopig": yes_no(cijfer.voorlopig),
            "bron": bron.titel if bron else "",
            "bronsoort": bron.soort if bron else "",
            "peildatum": cijfer.peildatum.isoformat() if cijfer.peildatum else "",
            "voorbeeld": yes_no(cijfer.is_voorbeeld),
        }


def report_rows(beeld: Beeld, gebied: str = "", schooljaar: str = "") -> Iterator[dict[str, str]]:
    """Every figure of every report under its own label, of one gebied and schooljaar when these are given."""
    for v in beeld.alle_verslagcijfers():
        if (gebied and v.gebied != gebied) or (schooljaar and v.schooljaar != schooljaar):
            continue
        yield {
            "gebied": v.gebied,
            "schooljaar": v.schooljaar,
            "titel": v.titel,
            "onderdeel": v.onderdeel,
            "waarde": "" if v.zekerheid == "onzeker" else plain_number(v.waarde),
            "eenheid": v.eenheid,
            "status": v.status,
            "zekerheid": v.zekerheid,
            "bron": v.bron.titel,
            "bronsoort": v.bron.soort,
            "sectie": v.sectie,
            "toelichting": v.toelichting,
            "indicator": v.indicator or "",
            "voorbeeld": yes_no(v.bron.soort == "voorbeeld"),
        }
