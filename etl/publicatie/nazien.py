"""The last look at a built file before it goes live: it must be whole and hold nothing it should not."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, create_engine, func, inspect, or_, select
from sqlalchemy.pool import NullPool

from data.publication import schema_publiek as tabel
from data.registry.indicators import INDICATOREN
from etl.meldingen import PublicatieFout
from etl.publicatie.bouwen import Inhoud


def check_file(bestand: Path, inhoud: Inhoud) -> None:
    """Raise PublicatieFout when the file is not exactly what was meant to be published."""
    engine = create_engine(f"duckdb:///{bestand}", poolclass=NullPool)
    with engine.connect() as verbinding:
        for probleem in (_schema(verbinding), _counts(verbinding, inhoud), _hidden(verbinding), _ranges(verbinding)):
            if probleem:
                raise PublicatieFout(probleem, "Er is niets gepubliceerd. Meld dit aan de beheerder.")
    engine.dispose()


def _schema(verbinding: Connection) -> str:
    er_is = set(inspect(verbinding).get_table_names())
    ontbreekt = sorted(set(tabel.metadata.tables) - er_is)
    teveel = sorted(er_is - set(tabel.metadata.tables))
    return f"De tabellen kloppen niet: {', '.join(ontbreekt + teveel)}." if ontbreekt or teveel else ""


def _counts(verbinding: Connection, inhoud: Inhoud) -> str:
    verwacht = (
        (tabel.cijfer, len(inhoud.cijfers)),
        (tabel.verslagcijfer, len(inhoud.verslagcijfers)),
        (tabel.gebied, len(inhoud.gebieden)),
        (tabel.landelijk, len(inhoud.landelijk)),
        (tabel.uitgave, len(inhoud.uitgaven)),
    )
    fout = [t.name for t, n in verwacht if verbinding.scalar(select(func.count()).select_from(t)) != n]
    return f"Niet alles is weggeschreven: {', '.join(fout)}." if fout else ""


def _hidden(verbinding: Connection) -> str:
    """A cell that is not published has no value and no denominator."""
    c = tabel.cijfer.c
    open_ = (
        select(func.count())
        .select_from(tabel.cijfer)
        .where(c.status != "gepubliceerd", or_(c.waarde.is_not(None), c.noemer.is_not(None)))
    )
    return "Een afgeschermd cijfer heeft toch een waarde." if verbinding.scalar(open_) else ""


def _ranges(verbinding: Connection) -> str:
    """Counts are whole and not negative, percentages lie between 0 and 100, published means there is a value."""
    c = tabel.cijfer.c
    procenten = [key for key, ind in INDICATOREN.items() if ind.is_percentage]
    fout = (
        select(func.count())
        .select_from(tabel.cijfer)
        .where(
            c.status == "gepubliceerd",
            or_(
                c.waarde.is_(None),
                c.waarde < 0,
                c.indicator.in_(procenten) & (c.waarde > 100),
                c.indicator.not_in(procenten) & (c.waarde != func.floor(c.waarde)),
            ),
        )
    )
    return "Een cijfer valt buiten wat kan." if verbinding.scalar(fout) else ""
