"""What a report calls the same: for who has the report beside the screen and looks for its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.cells.cells import TOTAAL
from data.publication.figures import Cijfer
from data.referentie.report_names import names_in_reports
from data.registry.indicators import INDICATOREN
from data.reports.dutch import enumerate_in_words


def called_in_reports(
    indicator: str, gebied: str, uitsplitsing: str = TOTAAL, cijfers: Iterable[Cijfer] = (), titel: str = ""
) -> str:
    """`In het verslag heet dit: ‘niet ingeschreven op een school’.`; empty where no report has another name for it.

    Under an example it is empty too: that figure is in no report.

    cijfers: those shown, each with its own words when a report prints it. titel: what it is called here, when that is
    not the title of the indicator.
    """
    cijfers = tuple(cijfers)
    if any(cijfer.is_voorbeeld for cijfer in cijfers):
        return ""
    getoond = [cijfer.naam_in_bron for cijfer in cijfers if cijfer.is_bekend]
    bekend = [titel or INDICATOREN[indicator].titel]
    namen: list[str] = []
    for naam in filter(None, (*getoond, *names_in_reports(indicator, uitsplitsing, gebied))):
        if not any(_says_the_same(naam, eerder) for eerder in bekend):
            bekend.append(naam)
            namen.append(f"‘{naam}’")
    return f"In het verslag heet dit: {enumerate_in_words(namen)}." if namen else ""


def _says_the_same(naam: str, titel: str) -> bool:
    """Whether each word of a name stands in the title too, or begins one that does."""
    woorden = _words(titel)
    return all(any(ander.startswith(woord) for ander in woorden) for woord in _words(naam))


def _words(tekst: str) -> list[str]:
    return re.findall(r"\w+", tekst.lower())
