"""All published figures as rows, for who takes the whole: the downloads of the site and the files of `exporteer`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer, Verslagcijfer

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


def figure_rows(cijfers: Iterable[Cijfer]) -> Iterator[dict[str, str]]:
    """Tell every computed cell; a hidden one has a status and no value."""
    for cijfer in cijfers:
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


def report_rows(cijfers: Iterable[Verslagcijfer]) -> Iterator[dict[str, str]]:
    """Tell every figure of every report under its own label; of an uncertain reading not the value."""
    for v in cijfers:
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


def yes_no(waar: bool) -> str:
    """Say `ja` or `nee`."""
    return "ja" if waar else "nee"


def plain_number(waarde: float | None) -> str:
    """Write a number for a machine: a point for the decimals, nothing for the thousands; empty when there is none."""
    if waarde is None:
        return ""
    return str(int(waarde)) if float(waarde).is_integer() else f"{waarde:.6g}"
