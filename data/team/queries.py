"""All that the team's site counts in the snapshot. Every question is asked for a `Bevoegd`, and answered for no more.

`rows_of` is the only place where a question gets its rows; without gemeenten it gets none. Answers are kept as long as
the snapshot lives: `_kept` has the file of the snapshot and the Bevoegd in its key. The lists are in `lijsten`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, wraps
from typing import Any, Concatenate, Literal, NamedTuple, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, Select, Table, and_, case, false, func, select, tuple_

from data.referentie import schooljaar
from data.registry.vocabulary import SUBSOORTEN
from data.team.bestand import live_bestand, team_engine
from data.team.bevoegd import Bevoegd
from data.team.keuze import Keuze
from data.team.schema import (
    OPEN,
    dagtelling,
    dekking,
    duurtelling,
    maandtelling,
    maandtotaal,
    stand,
    telling,
    werkproces,
)
from data.team.termijnen import Werksoort

P = ParamSpec("P")
T = TypeVar("T")
W = werkproces.c
Moment = Literal["instroom", "afgehandeld", "lopend"]
Dagen = Mapping[date, int]
Duren = Mapping[int, int]


class PerMaand(NamedTuple):
    """Counts per month (its first day), of each soort and of each gemeente; the two add up to the same."""

    per_soort: Mapping[str, Dagen]
    per_gemeente: Mapping[str, Dagen]


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


def rows_of(
    bevoegd: Bevoegd, keuze: Keuze, *meer: ColumnElement[bool], tabel: Table = werkproces
) -> ColumnElement[bool]:
    """The rows of the filters, within what this Bevoegd may see. The filter on schooljaar is the caller's business."""
    gemeenten = bevoegd.narrow([keuze.gemeente] if keuze.gemeente else [])
    if not gemeenten:
        return false()
    namen = ("soort", "subsoort", "onderwijssoort", "leeftijdsgroep")
    gekozen = [tabel.c[naam] == getattr(keuze, naam) for naam in namen if getattr(keuze, naam)]
    return and_(tabel.c.gemeente_code.in_(sorted(gemeenten)), *gekozen, *meer)


def open_on(dag: date) -> ColumnElement[bool]:
    """What was open at the end of a day."""
    return and_(W.startdatum <= dag, W.open_tot > min(dag, OPEN - timedelta(days=1)))


def days_until(dag: date) -> ColumnElement[int]:
    """Days from the start to a day."""
    return func.date_diff("day", W.startdatum, dag)


def moment_of(moment: Moment, van: date, tot: date) -> ColumnElement[bool]:
    """What began or was closed from `van` to `tot`, both included, or what was open on `tot`."""
    if moment == "lopend":
        return open_on(tot)
    return (W.startdatum if moment == "instroom" else W.einddatum).between(van, tot)


def _all(query: Select[*tuple[Any, ...]]) -> list[Any]:
    with team_engine().connect() as verbinding:
        return list(verbinding.execute(query).all())


def _counts(query: Select[*tuple[Any, ...]]) -> dict[Any, int]:
    return {waarde: int(aantal) for waarde, aantal in _all(query)}


# --- what is known ---------------------------------------------------------------------------------------------
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


@_kept
def read_telling(bevoegd: Bevoegd, gemeente: str, jaar: str) -> Mapping[tuple[str, str, str], tuple[int | None, int]]:
    """Cases and jongeren per line of the statutory count (indicator, uitsplitsing, categorie); zeros are not there."""
    binnen = telling.c.gemeente_code.in_(bevoegd.narrow([gemeente]))
    rijen = _all(select(telling).where(binnen, telling.c.schooljaar == jaar))
    return {(r.indicator, r.uitsplitsing, r.categorie): (r.zaken, r.jongeren) for r in rijen}


# --- how many --------------------------------------------------------------------------------------------------
@_kept
def count_per_dag(bevoegd: Bevoegd, keuze: Keuze, van: date) -> tuple[Dagen, Dagen]:
    """Werkprocessen that began, and that ended, per day from `van` on; those of before together on the day before it.

    Weeks, months and what was open on a day all follow from these. van: the first day of a month.
    """
    maanden = _monthly(keuze)
    ervoor = rows_of(bevoegd, keuze, maanden.c.maand < van, tabel=maanden)
    (eerder,) = _all(select(func.sum(maanden.c.begonnen), func.sum(maanden.c.afgehandeld)).where(ervoor))
    if keuze.onderwijssoort or keuze.leeftijdsgroep:
        dagen = [
            _counts(select(dag, func.count()).where(rows_of(bevoegd, keuze, dag >= van)).group_by(dag))
            for dag in (W.startdatum, W.einddatum)
        ]
    else:
        telling = dagtelling.c
        query = select(telling.dag, func.sum(telling.begonnen), func.sum(telling.afgehandeld)).group_by(telling.dag)
        rijen = _all(query.where(rows_of(bevoegd, keuze, telling.dag >= van, tabel=dagtelling)))
        dagen = [{rij[0]: int(rij[i]) for rij in rijen if rij[i]} for i in (1, 2)]
    samen = [{**({van - timedelta(days=1): int(n)} if n else {}), **per} for n, per in zip(eerder, dagen, strict=True)]
    return samen[0], samen[1]


def _monthly(keuze: Keuze) -> Table:
    """The smallest table with counts per month that knows what is chosen."""
    return maandtelling if keuze.onderwijssoort or keuze.leeftijdsgroep else maandtotaal


@_kept
def count_per_maand(bevoegd: Bevoegd, keuze: Keuze, van: date) -> PerMaand:
    """Werkprocessen that began, per month (its first day) from `van` on: per soort, and per gemeente."""
    tabel = _monthly(keuze)
    k = tabel.c
    binnen = rows_of(bevoegd, keuze, k.maand >= van, k.begonnen > 0, tabel=tabel)
    groepen = func.grouping_sets(tuple_(k.soort, k.maand), tuple_(k.gemeente_code, k.maand))
    per_soort: dict[str, dict[date, int]] = {}
    per_gemeente: dict[str, dict[date, int]] = {}
    for soort, gemeente, maand, n in _all(
        select(k.soort, k.gemeente_code, k.maand, func.sum(k.begonnen)).where(binnen).group_by(groepen)
    ):
        # neither is ever empty: of the two the one that this line is about is filled
        (per_gemeente if soort is None else per_soort).setdefault(gemeente or soort, {})[maand] = int(n)
    return PerMaand(per_soort, per_gemeente)


@_kept
def count_within_term(
    bevoegd: Bevoegd, keuze: Keuze, van: date, tot: date, termijnen: tuple[tuple[Werksoort, int], ...]
) -> Mapping[date, tuple[int, int]]:
    """Per month of closing (its first day): werkprocessen of the soorten with a term, and those closed within it.

    van, tot: the first day of a month and the last day of one. termijnen: each with its days.
    """
    if keuze.onderwijssoort or keuze.leeftijdsgroep:
        term = _term_of(werkproces, termijnen)
        binnen = rows_of(bevoegd, keuze, W.einddatum.between(van, tot), term.is_not(None))
        telling = select(W.einddatum, func.count(), func.count().filter(W.doorlooptijd <= term)).where(binnen)
        per: dict[date, tuple[int, int]] = {}
        for dag, n, snel in _all(telling.group_by(W.einddatum)):  # a month must be worked out per row, a day is there
            eerder = per.get(dag.replace(day=1), (0, 0))
            per[dag.replace(day=1)] = (eerder[0] + int(n), eerder[1] + int(snel))
        return per
    dicht, duur = maandtotaal.c, duurtelling.c
    heeft_term = _term_of(maandtotaal, termijnen).is_not(None)
    gesloten = rows_of(
        bevoegd, keuze, dicht.maand.between(van, tot), dicht.afgehandeld > 0, heeft_term, tabel=maandtotaal
    )
    op_tijd = rows_of(
        bevoegd,
        keuze,
        duur.maand.between(van, tot),
        duur.doorlooptijd <= max(dagen for _, dagen in termijnen),  # the longer ones stay unread
        duur.doorlooptijd <= _term_of(duurtelling, termijnen),
        tabel=duurtelling,
    )
    alle = _counts(select(dicht.maand, func.sum(dicht.afgehandeld)).where(gesloten).group_by(dicht.maand))
    binnen_termijn = _counts(select(duur.maand, func.sum(duur.aantal)).where(op_tijd).group_by(duur.maand))
    return {maand: (n, binnen_termijn.get(maand, 0)) for maand, n in alle.items()}


def _term_of(tabel: Table, termijnen: tuple[tuple[Werksoort, int], ...]) -> ColumnElement[int]:
    """The term of a row's soort and subsoort, in days; NULL where the team set none."""
    per_soort: dict[str, dict[str, int]] = {}
    for werk, dagen in termijnen:
        per_soort.setdefault(werk.soort, {})[werk.subsoort] = dagen
    takken: list[tuple[ColumnElement[bool], Any]] = []
    for soort, per in per_soort.items():
        # a soort of which every subsoort has the same term is looked at as a whole: that is quicker
        gelijk = len(set(per.values())) == 1 and set(per) >= set(SUBSOORTEN.get(soort, {}))
        takken.append(
            (tabel.c.soort == soort, next(iter(per.values())) if gelijk else case(per, value=tabel.c.subsoort))
        )
    return cast(ColumnElement[int], case(*takken))


Veld = Literal["soort", "gemeente_code", "onderwijssoort", "leeftijdsgroep"]
VELDEN: tuple[Veld, ...] = ("soort", "gemeente_code", "onderwijssoort", "leeftijdsgroep")


@_kept
def count_splits(
    bevoegd: Bevoegd, keuze: Keuze, moment: Moment, van: date, tot: date
) -> Mapping[Veld, Mapping[str, int]]:
    """Werkprocessen per value of each field, in one pass: begun or closed from `van` to `tot`, or open on `tot`.

    Of what began or was closed the whole months are already counted; only the days after them are looked up.
    """
    per: dict[Veld, Counter[str]] = {veld: Counter() for veld in VELDEN}
    if moment != "lopend" and van.day == 1:
        deze_maand = tot.replace(day=1)
        telling = maandtelling.c.begonnen if moment == "instroom" else maandtelling.c.afgehandeld
        maanden = and_(maandtelling.c.maand >= van, maandtelling.c.maand < deze_maand, telling > 0)
        _add_splits(per, maandtelling, func.sum(telling), rows_of(bevoegd, keuze, maanden, tabel=maandtelling))
        van = max(van, deze_maand)
    _add_splits(per, werkproces, func.count(), rows_of(bevoegd, keuze, moment_of(moment, van, tot)))
    return per


def _add_splits(
    per: Mapping[Veld, Counter[str]], tabel: Table, telling: ColumnElement[int], binnen: ColumnElement[bool]
) -> None:
    kolommen = [tabel.c[veld] for veld in VELDEN]
    query = select(*kolommen, telling).where(binnen).group_by(func.grouping_sets(*map(tuple_, kolommen)))
    for *waarden, aantal in _all(query):
        # of the fields, none of which is ever empty, only the one that this line is about is filled
        ((veld, waarde),) = [(v, w) for v, w in zip(VELDEN, waarden, strict=True) if w is not None]
        per[veld][waarde] += int(aantal)


# --- how long --------------------------------------------------------------------------------------------------
Groep = Literal["maand", "soort", "afhandelingsgroep"]


@_kept
def durations(
    bevoegd: Bevoegd, keuze: Keuze, van: date, tot: date, per: tuple[Groep, ...]
) -> Mapping[tuple[str, ...], Duren]:
    """Of what was closed from `van` to `tot`, both included: per group how many took how many days, start to einddatum.

    per: what makes a group; a month is written as 2024-09.
    """
    groepen = [_month_number(W.einddatum) if naam == "maand" else W[naam] for naam in per]
    gevonden = _spread(groepen, W.doorlooptijd, rows_of(bevoegd, keuze, W.einddatum.between(van, tot)))
    als_tekst = [_month_text if naam == "maand" else str for naam in per]
    return {tuple(f(w) for f, w in zip(als_tekst, sleutel, strict=True)): duren for sleutel, duren in gevonden.items()}


def _spread(
    groepen: Sequence[ColumnElement[Any]], dagen: ColumnElement[int], binnen: ColumnElement[bool]
) -> dict[tuple[Any, ...], Duren]:
    """Per group how many have how many days. Counted first and put together then: quicker than DuckDB's histogram."""
    namen = [f"groep{i}" for i in range(len(groepen))]
    telling = (
        select(*map(_label, groepen, namen), dagen.label("dagen"), func.count().label("n"))
        .where(binnen)
        .group_by(*namen, "dagen")
        .subquery()
    )
    kolommen = [telling.c[naam] for naam in namen]
    paren = func.list(func.row(telling.c.dagen, telling.c.n))
    return {tuple(sleutel): dict(duren) for *sleutel, duren in _all(select(*kolommen, paren).group_by(*kolommen))}


def _label(kolom: ColumnElement[Any], naam: str) -> ColumnElement[Any]:
    return kolom.label(naam)


def _month_number(dag: ColumnElement[Any]) -> ColumnElement[int]:
    """A month as a number, which is grouped by faster than a date that must be cut off first."""
    return cast(ColumnElement[int], func.year(dag) * 12 + func.month(dag) - 1)


def _first_day(nummer: int) -> date:
    return date(nummer // 12, nummer % 12 + 1, 1)


def _month_text(nummer: int) -> str:
    return f"{_first_day(nummer):%Y-%m}"


@_kept
def follow_up(bevoegd: Bevoegd, keuze: Keuze, van: date, peildatum: date) -> Mapping[bool, Duren]:
    """How many of what began from `van` to the peildatum were followed how many days; True: until they were closed."""
    begonnen = rows_of(bevoegd, keuze, W.startdatum.between(van, peildatum))
    dicht = select(W.doorlooptijd, func.count()).where(begonnen, W.open_tot <= peildatum).group_by(W.doorlooptijd)
    nog = select(W.startdatum, func.count()).where(begonnen, W.open_tot > peildatum).group_by(W.startdatum)
    return {True: _counts(dicht), False: {(peildatum - dag).days: aantal for dag, aantal in _counts(nog).items()}}


@_kept
def open_ages(bevoegd: Bevoegd, keuze: Keuze, peildatum: date) -> Mapping[Werksoort, Duren]:
    """What is open on the peildatum: per soort and subsoort how many began how many days ago."""
    groepen = [W.soort, func.coalesce(W.subsoort, "")]
    gevonden = _spread(groepen, days_until(peildatum), rows_of(bevoegd, keuze, open_on(peildatum)))
    return {Werksoort(soort, subsoort): duren for (soort, subsoort), duren in gevonden.items()}


@_kept
def open_per_behandelaar(bevoegd: Bevoegd, keuze: Keuze, peildatum: date) -> Mapping[str, Duren]:
    """What is open on the peildatum: per code of a behandelaar how many began how many days ago; empty for none."""
    binnen = rows_of(bevoegd, keuze, open_on(peildatum))
    gevonden = _spread([func.coalesce(W.behandelaar, "")], days_until(peildatum), binnen)
    return {code: duren for (code,), duren in gevonden.items()}


@_kept
def count_closed_as(bevoegd: Bevoegd, keuze: Keuze, afhandeling: str, van: date, tot: date) -> Mapping[str, int]:
    """Per soort how many were closed with this afhandeling from `van` to `tot`, both included."""
    binnen = rows_of(bevoegd, keuze, W.einddatum.between(van, tot), W.afhandeling == afhandeling)
    return _counts(select(W.soort, func.count()).where(binnen).group_by(W.soort))


@_kept
def count_open(bevoegd: Bevoegd, keuze: Keuze, peildatum: date) -> Mapping[str, int]:
    """What is open on the peildatum, per gemeente."""
    query = select(W.gemeente_code, func.count()).where(rows_of(bevoegd, keuze, open_on(peildatum)))
    return _counts(query.group_by(W.gemeente_code))


@_kept
def count_returns(bevoegd: Bevoegd, keuze: Keuze) -> Mapping[str, tuple[int, int]]:
    """Per schooljaar of the start: werkprocessen, and those of a jongere who came back within a year.

    Back means: an earlier werkproces of the same soort was closed less than a year before. Looked at across the borders
    of gemeenten only for who may see whole regions.
    """
    tabel = _monthly(keuze)
    terug = tabel.c.terug_regio if bevoegd.hele_regios and not keuze.gemeente else tabel.c.terug_gemeente
    query = select(tabel.c.maand, func.sum(tabel.c.begonnen), func.sum(terug)).group_by(tabel.c.maand)
    per: dict[str, tuple[int, int]] = {}
    for maand, n, weer in _all(query.where(rows_of(bevoegd, keuze, tabel.c.begonnen > 0, tabel=tabel))):
        jaar = schooljaar.of(maand)
        eerder = per.get(jaar, (0, 0))
        per[jaar] = (eerder[0] + int(n), eerder[1] + int(weer))
    return per
