"""Carrying over publications from before editions were kept: what they told, and which deliveries counted for them.

Of each there is a log with every cell; where that is empty, or there is none, the publication file tells what was
shown. Which deliveries counted was not written down: a set of them is believed when counting it gives every logged
value. What cannot be found back counts as shown wherever it may have been (`logboek.previous_cells`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from data.cells.cells import CelSleutel, VorigeCel
from data.publication import queries
from data.publication.databases import BeschadigdePublicatieError, open_publicatie
from data.publication.figures import Cijfer, Publicatie
from data.referentie.gebieden import Gebieden
from data.registry.indicators import INDICATOREN
from etl.intern.actief import GEACCEPTEERD, INGETROKKEN, Stel, create_views
from etl.intern.leveringen import VERVANGEN
from etl.intern.schema import levering, publicatie_log
from etl.publicatie import bestanden, logboek, uitgaven
from etl.tafelkeuze import Keuze
from etl.tellen import count_cells

PROBEREN = 4
"""Of so many withdrawn deliveries, the last ones, it is tried whether they counted."""


def carry_over(verbinding: Connection, gebieden: Gebieden) -> None:
    """Carry over all publications from before, once. Does not commit."""
    if not uitgaven.carrying_over(verbinding):
        return
    _log_files(verbinding)
    log = publicatie_log.c
    vraag = select(log.publicatie_id, log.voorgenomen_op).order_by(log.nummer)
    for naam, op in verbinding.execute(vraag).all():
        waarden = logboek.true_values(verbinding, naam)
        if not waarden:
            uitgaven.write_edition(verbinding, naam, teruggevonden=uitgaven.NIETS, leveringen=Stel(frozenset()))
            continue
        gevonden = _find_deliveries(verbinding, gebieden, op, waarden)
        wat = uitgaven.CIJFERS if gevonden is None else uitgaven.GEHEEL
        uitgaven.write_edition(verbinding, naam, teruggevonden=wat, leveringen=gevonden or Stel(frozenset()))
    create_views(verbinding)
    uitgaven.carried_over(verbinding)


def _log_files(verbinding: Connection) -> None:
    """Log what a publication file shows of which the log holds no cell: hidden cells without their value."""
    gelogd = set(verbinding.execute(select(publicatie_log.c.publicatie_id)).scalars())
    for bestand, naam in zip(bestanden.kept_files(), uitgaven.kept_names(), strict=True):
        if naam in gelogd and logboek.true_values(verbinding, naam):
            continue
        try:
            with open_publicatie(str(bestand)).connect() as publiek:
                publicatie, cijfers = queries.read_publicatie(publiek), queries.read_cijfers(publiek)
                stappen = queries.read_tafels(publiek).per_regio()
        except BeschadigdePublicatieError:
            continue
        _log_file(verbinding, publicatie, cijfers, None if naam in gelogd else stappen)


def _log_file(
    verbinding: Connection, publicatie: Publicatie, cijfers: Mapping[CelSleutel, Cijfer], stappen: Keuze | None
) -> None:
    cellen = {
        cel: VorigeCel(c.status, int(c.waarde) if c.waarde is not None else None, None, None)
        for cel, c in cijfers.items()
        if c.status in {"gepubliceerd", "onderdrukt"} and INDICATOREN[cel.indicator].herkomst != "verhouding"
    }
    if stappen is None:
        logboek.write_cells(verbinding, publicatie.publicatie_id, cellen)
    else:
        soort = "voorbeeld" if publicatie.voorbeeld else "levering"
        logboek.write_down(verbinding, publicatie.publicatie_id, publicatie.gepubliceerd_op, soort, cellen, stappen)


def _find_deliveries(
    verbinding: Connection, gebieden: Gebieden, op: datetime, waarden: Mapping[CelSleutel, int]
) -> Stel | None:
    """A set of deliveries whose count gives these values; None when none was found."""
    for leveringen in map(Stel, map(frozenset, _candidates(verbinding, op))):
        create_views(verbinding, leveringen=leveringen)
        cellen = count_cells(verbinding, gebieden).cellen
        if all(cel in cellen and n == cellen[cel].waarde for cel, n in waarden.items()):
            return leveringen
    return None


def _candidates(verbinding: Connection, op: datetime) -> Iterator[Collection[int]]:
    """Which deliveries can have counted at some time, the likeliest set first.

    One that another took the place of counted until that one came; of one that was taken back the log does not tell
    when.
    """
    rijen = verbinding.execute(select(levering).order_by(levering.c.levering_id)).all()
    toen = {r.levering_id for r in rijen if r.ontvangen_op <= op}
    vast = {r.levering_id for r in rijen if r.status == GEACCEPTEERD} & toen
    los: list[Any] = []
    for r in rijen:
        if r.levering_id in toen and r.status == INGETROKKEN:
            opvolger = (r.reden or "").removeprefix(VERVANGEN)
            if not opvolger.isdigit():
                los.append(r.levering_id)
            elif int(opvolger) not in toen:
                vast.add(r.levering_id)
    los = los[-PROBEREN:]
    for n in range(len(los), -1, -1):
        for keuze in combinations(los, n):
            yield vast | set(keuze)
