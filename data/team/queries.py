"""All that the team's site asks of the snapshot. Every question is asked for a `Bevoegd`, and answered for no more.

`_where` is the only place where a question gets its rows; without gemeenten it gets none. Answers are kept as long as
the snapshot lives: `_kept` has the file of the snapshot and the Bevoegd in its key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, Select, and_, asc, case, desc, false, func, or_, select

from data.team.bestand import live_bestand, team_engine
from data.team.bevoegd import Bevoegd
from data.team.keuze import Keuze
from data.team.schema import afgekeurd, beeld, dekking, levering, stand, werkproces

P = ParamSpec("P")
T = TypeVar("T")
W = werkproces.c
Moment = Literal["instroom", "afgehandeld", "lopend"]
Dagen = Mapping[date, int]
Regel = dict[str, Any]
# More lines than anyone reads; who wants more narrows the filters.
MEESTE_REGELS = 200_000


def _kept(vraag: Callable[Concatenate[Bevoegd, P], T]) -> Callable[Concatenate[Bevoegd, P], T]:
    """Keep the answers of a question, per snapshot and per Bevoegd."""

    @lru_cache(maxsize=256)
    def per_bestand(_bestand: str, bevoegd: Bevoegd, args: tuple[Any, ...], kwargs: tuple[Any, ...]) -> T:
        return vraag(bevoegd, *args, **dict(kwargs))

    @wraps(vraag)
    def ask(bevoegd: Bevoegd, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return per_bestand(live_bestand(), bevoegd, args, tuple(sorted(kwargs.items())))

    ask.kept = per_bestand  # type: ignore[attr-defined]  # so that a measurement can do without
    return cast(Callable[Concatenate[Bevoegd, P], T], ask)


def _where(bevoegd: Bevoegd, keuze: Keuze, *meer: ColumnElement[bool]) -> ColumnElement[bool]:
    """The rows of the filters, within what this Bevoegd may see. The filter on schooljaar is the caller's business."""
    gemeenten = bevoegd.narrow([keuze.gemeente] if keuze.gemeente else [])
    if not gemeenten:
        return false()
    namen = ("soort", "subsoort", "onderwijssoort", "leeftijdsgroep")
    gekozen = [W[naam] == getattr(keuze, naam) for naam in namen if getattr(keuze, naam)]
    return and_(W.gemeente_code.in_(sorted(gemeenten)), *gekozen, *meer)


def _all(query: Select[Any]) -> list[Any]:
    with team_engine().connect() as verbinding:
        return list(verbinding.execute(query).all())


def _per_day(query: Select[Any]) -> Dagen:
    return {dag: int(aantal) for dag, aantal in _all(query)}


# --- what is known ---------------------------------------------------------------------------------------------
def read_gemaakt_op(bevoegd: Bevoegd) -> datetime:  # noqa: ARG001 - whoever logged in may know this
    """When the snapshot was made (UTC)."""
    with team_engine().connect() as verbinding:
        return verbinding.execute(select(beeld.c.gemaakt_op)).scalar_one()


@_kept
def read_dekking(bevoegd: Bevoegd) -> Mapping[tuple[str, str], tuple[date, bool]]:
    """Per gemeente and schooljaar that a delivery speaks about: its peildatum, and whether it is an example."""
    query = select(dekking).where(dekking.c.gemeente_code.in_(bevoegd.codes))
    return {(r.gemeente_code, r.schooljaar): (r.peildatum, r.voorbeeld) for r in _all(query)}


@_kept
def read_jongeren(bevoegd: Bevoegd) -> Mapping[tuple[str, str], int]:
    """Jongeren from 5 to 18 per gemeente and schooljaar, where the standen give them."""
    query = select(stand).where(stand.c.gemeente_code.in_(bevoegd.codes), stand.c.jongeren_5_18.is_not(None))
    return {(r.gemeente_code, r.schooljaar): r.jongeren_5_18 for r in _all(query)}


# --- how many --------------------------------------------------------------------------------------------------
@_kept
def count_per_dag(bevoegd: Bevoegd, keuze: Keuze, moment: Literal["instroom", "afgehandeld"]) -> Dagen:
    """Werkprocessen that began, or ended, per day. Weeks, months and what was open on a day all follow from these."""
    dag = W.startdatum if moment == "instroom" else W.einddatum
    return _per_day(select(dag, func.count()).where(_where(bevoegd, keuze, dag.is_not(None))).group_by(dag))


@_kept
def count_per_maand(
    bevoegd: Bevoegd, keuze: Keuze, veld: Literal["gemeente_code", "soort"], van: date
) -> Mapping[tuple[str, date], int]:
    """Werkprocessen that began from `van` on, per value of one field and month (its first day), for the signals."""
    # a number is grouped by faster than a date that must be cut off first
    maand = (func.year(W.startdatum) * 12 + func.month(W.startdatum) - 1).label("maand")
    query = select(W[veld], maand, func.count()).where(_where(bevoegd, keuze, W.startdatum >= van))
    rijen = _all(query.group_by(W[veld], maand))
    return {(waarde, date(nummer // 12, nummer % 12 + 1, 1)): int(n) for waarde, nummer, n in rijen}


Veld = Literal["gemeente_code", "soort", "subsoort", "onderwijssoort", "leeftijdsgroep", "afhandelingsgroep"]


@_kept
def count_per(
    bevoegd: Bevoegd, keuze: Keuze, veld: Veld, moment: Moment, van: date, tot: date
) -> Mapping[str | None, int]:
    """Werkprocessen per value of one field: begun or closed from `van` to `tot`, or open on `tot`."""
    kolom = W[veld]
    query = select(kolom, func.count()).where(_in_lijst(bevoegd, keuze, Lijst(moment, van, tot)))
    return {waarde: int(n) for waarde, n in _all(query.group_by(kolom))}


# --- how long --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Duur:
    """How many werkprocessen of one group took this many days."""

    groep: str
    dagen: int
    aantal: int


@_kept
def durations(
    bevoegd: Bevoegd, keuze: Keuze, van: date, tot: date, per: Literal["soort", "afhandelingsgroep", "maand"]
) -> tuple[Duur, ...]:
    """Days from start to einddatum of what was closed from `van` to `tot`, both included.

    per: the group of a line; a month is written as 2024-09.
    """
    groep = (func.strftime(W.einddatum, "%Y-%m") if per == "maand" else W[per]).label("groep")
    binnen = _where(bevoegd, keuze, W.einddatum.between(van, tot))
    query = select(groep, W.doorlooptijd, func.count()).where(binnen).group_by(groep, W.doorlooptijd)
    return tuple(Duur(g, int(dagen), int(n)) for g, dagen, n in _all(query))


@_kept
def follow_up(bevoegd: Bevoegd, keuze: Keuze, van: date, peildatum: date) -> tuple[tuple[int, bool, int], ...]:
    """Days that werkprocessen begun from `van` to the peildatum were followed: (days, closed by then, how many)."""
    dicht = func.coalesce(W.einddatum <= peildatum, false()).label("dicht")
    dagen = case((dicht, W.doorlooptijd), else_=_days_until(peildatum)).label("dagen")
    query = select(dagen, dicht, func.count()).where(_where(bevoegd, keuze, W.startdatum.between(van, peildatum)))
    return tuple((int(d), bool(af), int(n)) for d, af, n in _all(query.group_by(dagen, dicht)))


def _days_until(dag: date) -> ColumnElement[int]:
    return func.date_diff("day", W.startdatum, dag)


def _open_on(dag: date) -> ColumnElement[bool]:
    return and_(W.startdatum <= dag, or_(W.einddatum.is_(None), W.einddatum > dag))


@_kept
def open_ages(bevoegd: Bevoegd, keuze: Keuze, peildatum: date) -> tuple[Duur, ...]:
    """What is open on the peildatum: days since the start, per soort."""
    dagen = _days_until(peildatum).label("dagen")
    query = select(W.soort, dagen, func.count()).where(_where(bevoegd, keuze, _open_on(peildatum)))
    return tuple(Duur(soort, int(d), int(n)) for soort, d, n in _all(query.group_by(W.soort, dagen)))


@_kept
def count_open(bevoegd: Bevoegd, keuze: Keuze, peildatum: date) -> Mapping[str, int]:
    """What is open on the peildatum, per gemeente."""
    query = select(W.gemeente_code, func.count()).where(_where(bevoegd, keuze, _open_on(peildatum)))
    return {gemeente: int(n) for gemeente, n in _all(query.group_by(W.gemeente_code))}


@_kept
def count_returns(bevoegd: Bevoegd, keuze: Keuze) -> Mapping[str, tuple[int, int]]:
    """Per schooljaar of the start: werkprocessen, and those of a jongere who came back within a year.

    Back means: an earlier werkproces of the same soort was closed less than a year before. Looked at across the borders
    of gemeenten only for who may see whole regions.
    """
    terug = W.terug_regio if bevoegd.hele_regios and not keuze.gemeente else W.terug_gemeente
    query = select(W.schooljaar, func.count(), func.count(terug)).where(_where(bevoegd, keuze))
    return {jaar: (int(n), int(weer)) for jaar, n, weer in _all(query.group_by(W.schooljaar))}


# --- which ones ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Lijst:
    """Which werkprocessen stand behind a figure. lopend: open on `tot`; else the day lies in `van` to `tot`.

    ouder: only what is open for more days than this. terug: only of a jongere who came back.
    """

    moment: Moment
    van: date
    tot: date
    ouder: int | None = None
    sorteer: str = "startdatum"
    aflopend: bool = True


KOLOMMEN = (
    "werkproces_id",
    "gemeente_code",
    "soort",
    "subsoort",
    "onderwijssoort",
    "leeftijdsgroep",
    "startdatum",
    "einddatum",
    "afhandeling",
    "doorlooptijd",
)


def count_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst) -> int:
    """How many lines the list has."""
    query = select(func.count()).where(_in_lijst(bevoegd, keuze, lijst))
    return int(_all(query)[0][0])


def read_lijst(
    bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst, vanaf: int = 0, aantal: int = MEESTE_REGELS
) -> list[Regel]:
    """The werkprocessen of a list, `aantal` of them from line `vanaf` on. They hold no person and no name."""
    kolom = W[lijst.sorteer if lijst.sorteer in KOLOMMEN else "startdatum"]
    volgorde = desc(kolom).nulls_last() if lijst.aflopend else asc(kolom).nulls_last()
    query = select(*(W[naam] for naam in KOLOMMEN)).where(_in_lijst(bevoegd, keuze, lijst))
    with team_engine().connect() as verbinding:
        rijen = verbinding.execute(query.order_by(volgorde, W.werkproces_id).offset(vanaf).limit(aantal))
        return [dict(rij) for rij in rijen.mappings()]


def _in_lijst(bevoegd: Bevoegd, keuze: Keuze, lijst: Lijst) -> ColumnElement[bool]:
    if lijst.moment == "lopend":
        ouder = [] if lijst.ouder is None else [_days_until(lijst.tot) > lijst.ouder]
        return _where(bevoegd, keuze, _open_on(lijst.tot), *ouder)
    dag = W.startdatum if lijst.moment == "instroom" else W.einddatum
    return _where(bevoegd, keuze, dag.between(lijst.van, lijst.tot))


# --- for the beheerder -----------------------------------------------------------------------------------------
def read_leveringen(bevoegd: Bevoegd) -> list[Regel]:
    """Every delivery that was offered, newest first. GeenToegangError for who is no beheerder."""
    bevoegd.check_beheerder()
    with team_engine().connect() as verbinding:
        rijen = verbinding.execute(select(levering).order_by(levering.c.levering_id.desc()))
        return [dict(rij) for rij in rijen.mappings()]


def read_afgekeurd(bevoegd: Bevoegd, levering_id: int, aantal: int = MEESTE_REGELS) -> list[Regel]:
    """Why rows of a delivery were refused: line, column, rule and remedy, never the row. Beheerder only."""
    bevoegd.check_beheerder()
    query = select(afgekeurd).where(afgekeurd.c.levering_id == levering_id).order_by(afgekeurd.c.regel).limit(aantal)
    with team_engine().connect() as verbinding:
        return [dict(rij) for rij in verbinding.execute(query).mappings()]
