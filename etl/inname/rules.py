"""The rules a row must keep, as data: a condition in SQL that holds for a row that breaks it, and what to say then.

Every condition reads the columns that `werkprocessen.basis` or `standen.basis` give: the delivered text as
`<kolom>_tekst` (NULL when there is nothing) and the typed value as `<kolom>` (NULL when it cannot be read). A condition
that is NULL counts as kept. The whole table is checked once for "any rule broken"; reasons are only looked for in rows
that failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.inname.staging import literal
from etl.inname.werkbladen import AFGEROND, FORMULE, LOGISCH, SAMENGEVOEGD


@dataclass(frozen=True)
class Regel:
    """A rule about one column (None: the row as a whole).

    `melding` and `remedie` are Dutch text; `melding_sql` or `remedie_sql` takes its place and makes it for each row.
    """

    code: str
    kolom: str | None
    conditie: str
    melding: str
    remedie: str
    remedie_sql: str = ""
    melding_sql: str = ""


# These come before all others: of a row with another number of fields nobody knows which field is which.
VORMREGELS = (
    Regel(
        "aanhalingsteken",
        None,
        "open_quote",
        "Een aanhalingsteken gaat open maar niet dicht.",
        "Haal het losse aanhalingsteken weg of verdubbel het.",
    ),
    Regel(
        "aantal_velden",
        None,
        "NOT heel AND NOT open_quote",
        "De regel heeft niet evenveel velden als de kopregel.",
        "Kijk of er een scheidingsteken te veel of te weinig staat; zet een veld waar er een in voorkomt tussen "
        "aanhalingstekens.",
    ),
)


# What a spreadsheet puts in a cell when it has no value to put there, in English and in Dutch, also once saved as CSV.
_FOUTWAARDE = (
    "#(N/A|N/B|NB|REF!|VERW!|VALUE!|WAARDE!|NAME[?]|NAAM[?]|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|LEEG!|SPILL!|OVERLOOP!|"
    "CALC!|BEREKENEN!|FIELD!|VELD!|BUSY!|#+)|(Err|Fout):[0-9][0-9][0-9]"
)
# Code -> (which text of a cell has it, what to say, how to mend it).
_CELFOUTEN = {
    "formule_zonder_uitkomst": (
        f"{{}} = '{FORMULE}'",
        "In deze cel staat een formule zonder uitkomst.",
        "Open het werkblad in Excel of LibreOffice, sla het op zodat de uitkomst erbij staat, en laad het opnieuw.",
    ),
    "afgerond_getal": (
        f"{{}} = '{AFGEROND}'",
        "Dit getal heeft meer dan 15 cijfers. Een werkblad bewaart er 15; de rest is weg.",
        "Laad de export zelf als CSV, of zet de kolom op tekst voordat de nummers erin komen.",
    ),
    "logische_waarde": (
        f"{{}} = '{LOGISCH}'",
        "In deze cel staat WAAR of ONWAAR, geen tekst of getal.",
        "Zet in de cel wat er in het leerplichtsysteem staat.",
    ),
    "samengevoegde_cel": (
        f"{{}} = '{SAMENGEVOEGD}'",
        "Deze cel is samengevoegd met een andere. Of de waarde ook bij deze rij hoort, is niet zeker.",
        "Hef de samenvoeging op en vul in elke rij de waarde in.",
    ),
    "foutwaarde": (
        f"({{0}}[1] IN ('#', 'E', 'F') AND regexp_full_match({{0}}, '{_FOUTWAARDE}'))",
        "In deze cel staat een foutwaarde van een rekenblad, zoals #N/B of #VERW!.",
        "Herstel de formule of vul de waarde in, en laad opnieuw.",
    ),
}


def cell_rules(kolommen: Mapping[str, str]) -> Iterator[Regel]:
    """The rules against cells without a value of their own. kolommen: column -> the name of its text in the basis."""
    for kolom, tekst in kolommen.items():
        for code, (conditie, melding, remedie) in _CELFOUTEN.items():
            yield Regel(code, kolom, conditie.format(tekst), melding, remedie)


def any_broken(regels: Sequence[Regel]) -> str:
    """SQL: whether a row of the basis breaks at least one rule."""
    conditions = " OR ".join(f"coalesce(({regel.conditie}), false)" for regel in regels)
    return f"(NOT heel OR {conditions})"


def store_reasons(verbinding: Connection, regels: Sequence[Regel], basis: str) -> None:
    """Fill `inname_redenen` (regel, volgorde, kolom, regelcode, melding, remedie) for the rows of `basis`.

    Of each field only the first reason: a formula without an outcome is not also a date that does not exist.
    """
    verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE inname_gevallen AS {basis}")
    delen = " UNION ALL ".join(_reasons(regels))
    verbinding.exec_driver_sql(
        f"CREATE OR REPLACE TEMP TABLE inname_redenen AS SELECT * FROM ({delen}) "  # noqa: S608  our own constants
        "QUALIFY row_number() OVER (PARTITION BY regel, kolom ORDER BY volgorde) = 1 ORDER BY regel, volgorde"
    )


def _reasons(regels: Sequence[Regel]) -> Iterator[str]:
    for volgorde, regel in enumerate((*VORMREGELS, *regels)):
        conditie = regel.conditie if regel in VORMREGELS else f"heel AND ({regel.conditie})"
        melding = regel.melding_sql or literal(regel.melding)
        remedie = regel.remedie_sql or literal(regel.remedie)
        yield (
            f"SELECT regel, {volgorde} AS volgorde, {literal(regel.kolom)}::VARCHAR AS kolom, "  # noqa: S608  our own constants
            f"{literal(regel.code)} AS regelcode, {melding} AS melding, {remedie} AS remedie "
            f"FROM inname_gevallen WHERE {conditie}"
        )
