"""What a database server (PostgreSQL) says, in Dutch: what is wrong and how to mend it.

Never in its own words: those can repeat an address with a password in it, or a value.
"""

from __future__ import annotations

from typing import NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict

_DRIVER = "+psycopg"
SCHEMES = ("postgresql://", "postgres://")


class Fault(NamedTuple):
    """What is wrong, and what to do about it."""

    melding: str
    remedie: str


_AWAY = Fault(
    "Met de databaseserver {waar} komt geen verbinding tot stand.",
    "Kijk of hij aanstaat en vanaf deze computer te bereiken is, en of adres, poort en account kloppen.",
)
_LOGIN = Fault(
    "De databaseserver {waar} laat dit account niet toe.",
    "Kijk gebruiker en wachtwoord na in LEERRECHT_PUBLIEK, DATABASE_URL of het wachtwoordbestand (PGPASSFILE).",
)
_TABLES = Fault(
    "Op de databaseserver {waar} staan tabellen met onze namen die er anders uitzien.",
    "Laat de beheerder de schema's leerrecht en leerrecht_v... nakijken; gebruik een eigen database voor deze site.",
)
_CROWDED = Fault(
    "De databaseserver {waar} heeft te veel verbindingen.",
    "Verhoog max_connections of de pool van pgbouncer, of sluit andere programma's.",
)
_BUSY = Fault(
    "Op de databaseserver {waar} houdt iets anders de tabellen van de publicatie bezet.",
    "Wacht tot dat klaar is (een ander 'publiceren', onderhoud, een reservekopie) en probeer het opnieuw.",
)
_BY_CODE = {
    "28000": _LOGIN,
    "28P01": _LOGIN,
    "3D000": Fault(
        "Op de databaseserver {waar} bestaat die database niet.",
        "Maak hem, of kijk de naam achter de laatste schuine streep van het adres na.",
    ),
    "42501": Fault(
        "Op de databaseserver {waar} mag dit account dit niet.",
        "Publiceer met het account dat de tabellen bezit; geef het account van de site alleen SELECT (docs/beheer.md).",
    ),
    "25006": Fault(
        "De databaseserver {waar} neemt geen wijzigingen aan: hij staat op alleen-lezen.",
        "Publiceer naar de hoofdserver en niet naar een kopie, en met het account dat schrijft (leerrecht_schrijft).",
    ),
    "53100": Fault(
        "De schijf van de databaseserver {waar} is vol.",
        "Maak daar ruimte vrij en publiceer opnieuw. Haal geen tabellen weg.",
    ),
    "53200": Fault("De databaseserver {waar} heeft te weinig geheugen.", "Geef hem meer en probeer het opnieuw."),
    "53300": _CROWDED,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "40001": _BUSY,
    "57014": Fault(
        "De databaseserver {waar} deed er te lang over.", "Probeer het opnieuw; kijk of hij het druk heeft."
    ),
    "57P01": _AWAY,
    "57P02": _AWAY,
    "57P03": _AWAY,
    # pgbouncer has this code for whatever it says itself.
    "08P01": Fault(
        "De verdeler van verbindingen voor de databaseserver {waar} (pgbouncer) weigert.",
        "Kijk of hij deze database en gebruiker kent, en of zijn pool niet te klein is.",
    ),
    "42P01": _TABLES,
    "42703": _TABLES,
    "3F000": _TABLES,
    "42P07": _TABLES,
    "42804": _TABLES,
}


_REFUSALS = (
    ("password authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("SASL authentication failed", "28P01"),
    ("no pg_hba.conf entry", "28000"),
    ("too many clients", "53300"),
    ("remaining connection slots", "53300"),
    ("no such database", "3D000"),
    ('" does not exist', "3D000"),
)


class UnreadableAddressError(ValueError):
    """The address of a database server is none. What was typed is not repeated: it may hold a password."""


def conninfo(url: str) -> str:
    """The address as the driver takes it. Raises UnreadableAddressError."""
    plain = url.replace(_DRIVER, "", 1)
    try:
        conninfo_to_dict(plain)
    except psycopg.Error:
        raise UnreadableAddressError from None
    if not plain.startswith(SCHEMES):
        raise UnreadableAddressError
    return plain


def place(url: str) -> str:
    """Host, port and database of an address, without who logs in."""
    parts = conninfo_to_dict(conninfo(url))
    host, port = parts.get("host") or "localhost", parts.get("port")
    return f"{host}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"


def code_of(error: psycopg.Error) -> str | None:
    """The code of an error. Of a connection that was refused there is none, so its words are looked at."""
    said = str(error)
    return error.sqlstate or next((code for words, code in _REFUSALS if words in said), None)


def explain(error: psycopg.Error, url: str) -> Fault:
    """What is wrong in Dutch, by the code of the error; without one there was no answer."""
    code = code_of(error)
    fault = _BY_CODE.get(code or "57P03") or Fault(
        f"De databaseserver {{waar}} geeft een fout (code {code}).", "Meld dit aan de beheerder van de databaseserver."
    )
    return Fault(fault.melding.format(waar=place(url)), fault.remedie)
