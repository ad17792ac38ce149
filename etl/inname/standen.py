"""What a stand must be: how many jongeren a gemeente has in a schooljaar. An empty figure is unknown, never zero."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection

from data.referentie import schooljaar
from data.registry.indicators import INDICATOREN
from etl.inname.profile import STAND_KOLOMMEN
from etl.inname.rules import Regel, cell_rules
from etl.inname.staging import fill_codes
from etl.inname.werkprocessen import gemeente_keys, unknown_gemeente
from etl.intern.schema import STAND_ALTIJD, STAND_GETALLEN

GEHEEL, *_REST = STAND_GETALLEN
# What can be no more than the whole.
DELEN = tuple(
    naam
    for naam in _REST
    if naam in STAND_ALTIJD or (naam in INDICATOREN and GEHEEL in INDICATOREN[naam].onderdeel_van)
)
# What is kept of each row.
NODIG = ("regel", *STAND_KOLOMMEN)
_SCHOOLJAAR = "replace(replace(v.schooljaar, ' ', ''), '/', '-')"


def prepare(verbinding: Connection, gemeenten: Collection[str]) -> None:
    """Make the translation table of gemeenten."""
    fill_codes(verbinding, "inname_gemeente", gemeente_keys(gemeenten))


def basis(waar: str = "true") -> str:
    """SQL: each row of `inname_velden` with its texts and its typed values."""
    texts = ", ".join(f"v.{kolom} AS {kolom}_tekst" for kolom in STAND_KOLOMMEN)
    getallen = ", ".join(
        f"CASE WHEN regexp_full_match(v.{kolom}, '[0-9]{{1,9}}') THEN v.{kolom}::INTEGER END AS {kolom}"
        for kolom in STAND_GETALLEN
    )
    jaar = (
        f"CASE WHEN regexp_full_match({_SCHOOLJAAR}, '[0-9]{{4}}-[0-9]{{4}}') AND "
        f"{_SCHOOLJAAR}[6:]::INTEGER = {_SCHOOLJAAR}[:4]::INTEGER + 1 THEN {_SCHOOLJAAR} END"
    )
    return (
        "SELECT * FROM (SELECT *, first_value(regel) OVER (PARTITION BY heel, gemeente_code, schooljaar "  # noqa: S608  our own constants
        f"ORDER BY regel) AS eerste FROM (SELECT v.regel, v.heel, v.open_quote, {texts}, g.code AS gemeente_code, "
        f"{jaar} AS schooljaar, {getallen} FROM inname_velden v "
        f"LEFT JOIN inname_gemeente g ON g.sleutel = replace(lower(v.gemeente_code), ' ', ''))) v WHERE {waar}"
    )


def regels(peildatum: date) -> tuple[Regel, ...]:
    """The rules for standen on this peildatum."""
    return tuple(_rules(peildatum))


def _rules(peildatum: date) -> Iterator[Regel]:
    yield from cell_rules({kolom: f"{kolom}_tekst" for kolom in STAND_KOLOMMEN})
    for kolom in ("gemeente_code", "schooljaar"):
        yield Regel("leeg", kolom, f"{kolom}_tekst IS NULL", "Dit veld is verplicht en is leeg.", "Vul het veld in.")
    yield unknown_gemeente()
    yield Regel(
        "geen_schooljaar",
        "schooljaar",
        "schooljaar_tekst IS NOT NULL AND schooljaar IS NULL",
        "Dit is geen schooljaar.",
        "Schrijf het als 2022-2023: twee jaren die op elkaar volgen.",
    )
    yield Regel(
        "na_peildatum",
        "schooljaar",
        f"schooljaar > '{schooljaar.of(peildatum)}'",
        "Dit schooljaar is op de peildatum nog niet begonnen.",
        "Een prognose is geen stand. Haal de regel weg, of laad met de goede --peildatum.",
    )
    yield Regel(
        "dubbel",
        "schooljaar",
        "gemeente_code IS NOT NULL AND schooljaar IS NOT NULL AND eerste < regel",
        "Deze gemeente en dit schooljaar komen eerder in de levering al voor.",
        "Haal de dubbele regel weg.",
    )
    for kolom in STAND_GETALLEN:
        yield Regel(
            "geen_getal",
            kolom,
            f"{kolom}_tekst IS NOT NULL AND {kolom} IS NULL",
            "Dit is geen getal van alleen cijfers.",
            "Schrijf alleen cijfers, zonder punt of komma (4269). Laat leeg wat u niet weet.",
        )
    yield from _larger_than_whole()


def _larger_than_whole() -> Iterator[Regel]:
    """Parts are by definition no more than the jongeren of 5 to 18, and no jongere is both of the first two."""
    for kolom in DELEN:
        yield Regel(
            "meer_dan_geheel",
            kolom,
            f"{kolom} > {GEHEEL}",
            f"Dit zijn er meer dan de jongeren van 5 tot 18 jaar ({GEHEEL}), waar ze deel van zijn.",
            "Kijk of de kolommen niet verwisseld zijn en of beide getallen over dezelfde gemeente en dag gaan.",
        )
    yield Regel(
        "meer_dan_geheel",
        GEHEEL,
        f"leerplichtigen <= {GEHEEL} AND kwalificatieplichtigen <= {GEHEEL} "
        f"AND leerplichtigen + kwalificatieplichtigen > {GEHEEL}",
        "Leerplichtigen en kwalificatieplichtigen zijn samen meer dan de jongeren van 5 tot 18 jaar.",
        "Tel een jongere als leerplichtig of als kwalificatieplichtig, niet als allebei. Staan in leerplichtigen ook "
        "de kwalificatieplichtigen, trek ze er dan van af.",
    )
