"""Answering questions (`etl.afstemming.question`) over the rows that count: each by its own filter, not by the tables.

This module speaks SQL to the internal database, and only reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    String,
    TableClause,
    and_,
    column,
    distinct,
    func,
    literal,
    or_,
    select,
    table,
    text,
)

from data.cells.tableplan import Atoom
from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.registry.indicators import STANDEN
from etl.afstemming.question import Vraag
from etl.intern.actief import schooljaar_of

_RIJEN = table(
    "actief",
    *(
        column(naam, String)
        for naam in ("gemeente_nu", "persoon", "soort", "subsoort", "afhandeling", "onderwijssoort", "schooljaar")
    ),
    *(column(naam, Date) for naam in ("startdatum", "einddatum")),
)
_DEKKING = table("actieve_dekking", column("gemeente_code"), column("schooljaar"), column("voorbeeld"))

# Of each (moment, gemeente, schooljaar): how many rows of each kind and onderwijssoort.
Aantallen = dict[tuple[str, str, str], Counter[tuple[Atoom, str]]]


@dataclass(frozen=True)
class Hertelling:
    """Counts over what is active in the internal database now, on today's borders."""

    verbinding: Connection
    gebieden: Gebieden

    def count(self, vragen: Sequence[Vraag]) -> list[int]:
        """Return the answer to each question."""
        apart = [vraag for vraag in vragen if vraag.jongeren or vraag.moment == "lopend"]
        antwoord = dict(zip(apart, self._ask(apart), strict=True))
        return [antwoord[vraag] if vraag in antwoord else self._look_up(vraag) for vraag in vragen]

    def stand(self, naam: str, gemeenten: Iterable[str], jaar: str) -> int | None:
        """Return the sum of a delivered stand; None when it is not known for each of the gemeenten."""
        delen = [self._standen.get((gemeente, jaar, naam)) for gemeente in gemeenten]
        return sum(n or 0 for n in delen) if delen and None not in delen else None

    @cached_property
    def _standen(self) -> dict[tuple[str, str, str], int | None]:
        rijen = self.verbinding.execute(text("SELECT * FROM actieve_stand")).mappings()
        return {(rij["gemeente_code"], rij["schooljaar"], naam): rij[naam] for rij in rijen for naam in STANDEN}

    def coverage(self) -> dict[tuple[str, str], bool]:
        """Return the (gemeente, schooljaar) that werkprocessen were delivered for, and whether by the example."""
        c = _DEKKING.c
        return {
            (code, jaar): bool(voorbeeld)
            for code, jaar, voorbeeld in self.verbinding.execute(select(c.gemeente_code, c.schooljaar, c.voorbeeld))
        }

    # --- rows simply add up, so one pass counts them for all questions ---------------------------------------------

    def _look_up(self, vraag: Vraag) -> int:
        plekken = [(vraag.moment, code, vraag.schooljaar) for code in vraag.gemeenten]
        return sum(
            aantal
            for plek in plekken
            for (atoom, onderwijs), aantal in self._aantallen.get(plek, Counter()).items()
            if atoom in vraag.atomen and (not vraag.onderwijssoorten or onderwijs in vraag.onderwijssoorten)
        )

    @cached_property
    def _aantallen(self) -> Aantallen:
        c = _RIJEN.c
        soort = (c.gemeente_nu, c.soort, c.subsoort, c.afhandeling, c.onderwijssoort)
        gevonden: Aantallen = {}
        for moment, datum in (("start", c.startdatum), ("eind", c.einddatum)):
            jaar = schooljaar_of(datum).label("jaar")
            opdracht = select(*soort, jaar, func.count()).where(datum.is_not(None)).group_by(*soort, jaar)
            for code, soort_werk, subsoort, afhandeling, onderwijs, in_jaar, aantal in self.verbinding.execute(
                opdracht
            ):
                plek = gevonden.setdefault((moment, code, in_jaar), Counter())
                plek[Atoom(soort_werk, subsoort or "", afhandeling or ""), onderwijs] += aantal
        return gevonden

    # --- persons do not, and a stock has a day of its own ----------------------------------------------------------

    def _ask(self, vragen: Sequence[Vraag]) -> list[int]:
        if not vragen:
            return []
        codes = {code for vraag in vragen for code in vraag.gemeenten}
        getallen = [
            func.count(distinct(_RIJEN.c.persoon) if vraag.jongeren else literal(1))
            .filter(_condition(_RIJEN, vraag))
            .label(f"vraag_{nummer}")
            for nummer, vraag in enumerate(vragen)
        ]
        opdracht = select(*getallen).where(_RIJEN.c.gemeente_nu.in_(sorted(codes)))
        return [int(getal) for getal in self.verbinding.execute(opdracht).one()]


def _condition(rijen: TableClause, vraag: Vraag) -> ColumnElement[bool]:
    c, leeg = rijen.c, literal("")
    atoom = func.concat_ws(":", c.soort, func.coalesce(c.subsoort, leeg), func.coalesce(c.afhandeling, leeg))
    eisen = [
        c.soort.in_(sorted({atoom.soort for atoom in vraag.atomen})),
        c.gemeente_nu.in_(sorted(vraag.gemeenten)),
        _at_moment(c, vraag),
        atoom.in_(sorted(":".join(atoom) for atoom in vraag.atomen)),
    ]
    if vraag.onderwijssoorten:
        eisen.append(c.onderwijssoort.in_(sorted(vraag.onderwijssoorten)))
    return and_(*eisen)


def _at_moment(c: Any, vraag: Vraag) -> ColumnElement[bool]:
    begin, einde = schooljaar.begin(vraag.schooljaar), schooljaar.einde(vraag.schooljaar)
    if vraag.moment == "start":
        return c.startdatum.between(begin, einde)
    if vraag.moment == "eind":
        return c.einddatum.between(begin, einde)
    # No delivery knows of an end after its peildatum, so if that is earlier this is the stock on that day.
    return and_(c.startdatum <= einde, or_(c.einddatum.is_(None), c.einddatum > einde))
