"""Which edition of the counts of a schooljaar a page shows, and what it changed: said of what is shown alone."""

from __future__ import annotations

from dash import html

from components.words.notation import format_day
from data.publication.figures import Uitgave

_NAMEN = {"voorlopig": "de voorlopige uitgave", "definitief": "de definitieve uitgave"}


def edition_note(uitgave: Uitgave | None, jaar: str) -> html.P | None:
    """One to three sentences; nothing where nothing was counted."""
    if uitgave is None:
        return None
    naam = _NAMEN.get(uitgave.soort, f"uitgave {uitgave.nummer}")
    zin = f"De getelde cijfers over {jaar} zijn {naam}, van {format_day(uitgave.sinds.date())}."
    if uitgave.nummer == 1 and not uitgave.niet_vernieuwd_sinds:
        zin += " Komen er nog zaken bij of wordt er iets verbeterd, dan volgt een nieuwe uitgave."
    elif uitgave.vorige:
        aantal = "is 1 cijfer" if uitgave.gewijzigd == 1 else f"zijn {uitgave.gewijzigd} cijfers"
        zin += f" Sinds de uitgave van {format_day(uitgave.vorige.date())} {aantal} anders geworden."
    if uitgave.niet_vernieuwd_sinds:
        zin += (
            f" Ze gaan over de stand op {format_day(uitgave.niet_vernieuwd_sinds)} en zijn daarna niet vernieuwd: er "
            "veranderde niets of weinig, of het is niet te laten zien zonder dat iemand herkend kan worden."
        )
    return html.P(zin, className="zacht uitgave")
