"""The werkprocessen behind a figure, and for the beheerder the deliveries; asked for a `Bevoegd`, as all is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, asc, desc, func, select

from data.team.bestand import team_engine
from data.team.bevoegd import Bevoegd
from data.team.keuze import Keuze
from data.team.queries import Moment, days_until, moment_of, rows_of
from data.team.schema import afgekeurd, levering, werkproces

Regel = dict[str, Any]
W = werkproces.c
# A download is read and sent on in pieces of so many lines.
_STUK = 2_000


@dataclass(frozen=True, slots=True)
class Lijst:
    """Which werkprocessen stand behind a figure. lopend: open on `tot`; else the day lies in `van` to `tot`.

    ouder, hoogstens: only cases open for more days than `ouder`, and for at most `hoogstens`. sorteer: one of KOLOMMEN.
    behandelaar: only those with this code, or without any when empty; the code itself is in no list.
    """

    moment: Moment
    van: date
    tot: date
    ouder: int | None = None
    hoogstens: int | None = None
    sorteer: str = "startdatum"
    aflopend: bool = True
    behandelaar: str | None = None


KOLOMMEN = (
    "werkproces_id",
    "soort",
    "startdatum",
    "doorlooptijd",
    "gemeente_code",
    "subsoort",
    "onderwijssoort",
    "leeftijdsgroep",
    "einddatum",
    "afhandeling",
)


def count_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst) -> int:
    """How many lines the list has."""
    with team_engine().connect() as verbinding:
        return int(verbinding.execute(_count(_in_lijst(bevoegd, keuze, lijst))).scalar_one())


def read_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst, vanaf: int, aantal: int) -> list[Regel]:
    """The werkprocessen of a list, `aantal` of them from line `vanaf` on. They hold no person and no name.

    doorlooptijd: in a list of what was open, the days from the start until the day of the list.
    """
    query = _ordered(_in_lijst(bevoegd, keuze, lijst), lijst).offset(vanaf).limit(aantal)
    with team_engine().connect() as verbinding:
        return [dict(rij) for rij in verbinding.execute(query).mappings()]


@contextmanager
def open_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst) -> Iterator[tuple[int, Iterator[Regel]]]:
    """The number of lines of a whole list, and the lines, read piece by piece while they are asked for.

    Both come from the same snapshot, also when a newer one takes its place meanwhile.
    """
    binnen = _in_lijst(bevoegd, keuze, lijst)
    with team_engine().connect() as verbinding:
        aantal = int(verbinding.execute(_count(binnen)).scalar_one())
        yield aantal, map(dict, verbinding.execute(_ordered(binnen, lijst)).yield_per(_STUK).mappings())


def _in_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst) -> ColumnElement[bool]:
    dagen = days_until(lijst.tot)
    langer = [] if lijst.ouder is None else [dagen > lijst.ouder]
    korter = [] if lijst.hoogstens is None else [dagen <= lijst.hoogstens]
    duur = [*langer, *korter] if lijst.moment == "lopend" else []
    van_wie = [] if lijst.behandelaar is None else [func.coalesce(W.behandelaar, "") == lijst.behandelaar]
    return rows_of(bevoegd, keuze, moment_of(lijst.moment, lijst.van, lijst.tot), *duur, *van_wie)


def _count(binnen: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).where(binnen)


def _ordered(binnen: ColumnElement[bool], lijst: Lijst) -> Select[Any]:
    kolommen: dict[str, ColumnElement[Any]] = {naam: W[naam] for naam in KOLOMMEN}
    if lijst.moment == "lopend":
        kolommen["doorlooptijd"] = days_until(lijst.tot)
    kolom = kolommen.get(lijst.sorteer, W.startdatum)
    volgorde = desc(kolom).nulls_last() if lijst.aflopend else asc(kolom).nulls_last()
    query = select(*(wat.label(naam) for naam, wat in kolommen.items()))
    return query.where(binnen).order_by(volgorde, W.werkproces_id)


# --- for the beheerder -----------------------------------------------------------------------------------------
def read_leveringen(bevoegd: Bevoegd) -> list[Regel]:
    """Every delivery that was offered, newest first. GeenToegangError for who is no beheerder."""
    bevoegd.check_beheerder()
    with team_engine().connect() as verbinding:
        rijen = verbinding.execute(select(levering).order_by(levering.c.levering_id.desc()))
        return [dict(rij) for rij in rijen.mappings()]


def read_afgekeurd(bevoegd: Bevoegd, levering_id: int, aantal: int, vanaf: int = 0) -> list[Regel]:
    """Why rows of a delivery were refused: line, column, rule and remedy, never the row. Beheerder only.

    `aantal` of them, from number `vanaf` on.
    """
    bevoegd.check_beheerder()
    query = _refused(levering_id).offset(vanaf).limit(aantal)
    with team_engine().connect() as verbinding:
        return [dict(rij) for rij in verbinding.execute(query).mappings()]


@contextmanager
def open_afgekeurd(bevoegd: Bevoegd, levering_id: int) -> Iterator[Iterator[Regel]]:
    """All of them, read piece by piece while they are asked for. Beheerder only."""
    bevoegd.check_beheerder()
    with team_engine().connect() as verbinding:
        yield map(dict, verbinding.execute(_refused(levering_id)).yield_per(_STUK).mappings())


def _refused(levering_id: int) -> Select[Any]:
    """In an order that is the same for every page."""
    a = afgekeurd.c
    query = select(afgekeurd).where(a.levering_id == levering_id)
    return query.order_by(a.regel, a.kolom, a.regelcode, a.melding, a.remedie)


def count_afgekeurd(bevoegd: Bevoegd, levering_id: int) -> tuple[int, int]:
    """How many reasons for refusing rows of a delivery there are, and how many rows. Beheerder only."""
    bevoegd.check_beheerder()
    with team_engine().connect() as verbinding:
        a = afgekeurd.c
        query = select(func.count(), func.count(a.regel.distinct())).where(a.levering_id == levering_id)
        redenen, regels = verbinding.execute(query).one()
        return int(redenen), int(regels)
