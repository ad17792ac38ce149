"""Where a figure comes from, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from components.words.notation import format_day
from components.words.nouns import join_names, uncapital
from data.publication.figures import Bron, Cijfer
from data.registry.indicators import INDICATOREN, Indicator

GEEN_BRON = "Geen cijfer."
VOORBEELD = "voorbeeld: verzonnen cijfers"
_ZONDER_PEILDATUM = "Peildatum niet vermeld."


def name_source(bron: Bron) -> str:
    """The title of a source; an invented one says so before anything else."""
    return VOORBEELD if bron.soort == "voorbeeld" else bron.titel


def source_line(cijfer: Cijfer) -> str:
    """The source of one figure with its peildatum and what is uncertain about it."""
    if cijfer.bron is None:
        return GEEN_BRON
    plek = f", {cijfer.sectie}" if cijfer.sectie else ""
    dag = f"Peildatum {format_day(cijfer.peildatum)}." if cijfer.peildatum else _ZONDER_PEILDATUM
    return f"Bron: {name_source(cijfer.bron)}{plek}. {dag}"


def source_word(cijfer: Cijfer) -> str:
    """The kind of source in a word that stays in sight; empty without one, and of an example: that has its mark."""
    woord = {"verslag": "jaarverslag", "levering": "eigen registratie", "landelijk": "landelijk"}.get(cijfer.soort, "")
    return f"afgeleid uit {woord}" if woord and cijfer.is_bekend and cijfer.zekerheid == "afgeleid" else woord


def how_counted(ind: Indicator, soort: str) -> str:
    """What is counted under this name. soort: the kind of source; what a report prints, is not told as our count.

    A report counts in its own way: of Roermond it gives 28 processen-verbaal and 30 cases that ended with one.
    """
    if soort != "verslag":
        return f"Zo tellen we: {ind.definitie}"
    if ind.herkomst == "verslagen":
        return f"Wat er staat: {ind.definitie}"
    return (
        "Wij telden dit niet zelf: het cijfer komt uit een verslag. Met dit onderwerp bedoelen wij: "
        f"{ind.definitie} Het verslag kan iets anders tellen."
    )


def sources_line(cijfers: Iterable[Cijfer]) -> str:
    """The sources of several figures together, each once; empty when there are none."""
    namen = dict.fromkeys(name_source(cijfer.bron) for cijfer in cijfers if cijfer.bron)
    return f"Bron: {'; '.join(namen)}." if namen else ""


def repeats_line(indicatoren: Iterable[Indicator]) -> str:
    """That example figures are not made up but repeat published ones about something near; empty when none does."""
    namen = dict.fromkeys(f"‘{uncapital(ind.titel)}’" for ind in indicatoren)
    if not namen:
        return ""
    return (
        f"Dit voorbeeld is gelijkgemaakt aan een cijfer uit het jaarverslag over iets anders: {join_names([*namen])}."
    )


def report_has_own(verslag: Cijfer) -> str:
    """That a count stands on the page as the report's, and is not ours."""
    naam = INDICATOREN[verslag.sleutel.indicator].titel
    return f"Het aantal bij ‘{naam}’ komt uit het jaarverslag, dat het zelf afdrukt. Het is niet ons cijfer."


def hidden_beside_report(verslag: Cijfer) -> str:
    """Under percentages of which some are hidden: that a report may print a count; not whether it equals ours."""
    naam = INDICATOREN[verslag.sleutel.indicator].titel
    return f"Waar ‘afgeschermd’ staat, kan een jaarverslag zelf een aantal noemen bij ‘{naam}’. Dat is niet ons cijfer."


def doubt_line(cijfer: Cijfer) -> str:
    """What the reader must know about how sure a report's figure is; empty when it is printed as such."""
    if cijfer.zekerheid != "afgeleid" or not cijfer.is_bekend:
        return ""
    return cijfer.toelichting or "Dit cijfer is afgeleid."
