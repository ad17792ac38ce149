"""A look at a public database, before it goes live and after: it must be whole and hold nothing it should not."""

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
        for probleem in (*look_through(verbinding), _counts(verbinding, inhoud)):
            if probleem:
                raise PublicatieFout(probleem, "Er is niets gepubliceerd. Meld dit aan de beheerder.")
    engine.dispose()


def look_through(verbinding: Connection) -> list[str]:
    """What is wrong with a public database, whatever was meant to be in it; in Dutch, without a value."""
    if fout := _schema(verbinding):
        return [fout]
    return [fout for fout in (_hidden(verbinding), _ranges(verbinding)) if fout]


def _schema(verbinding: Connection) -> str:
    """Tables and columns are those that were declared: nothing is missing, and nobody put anything beside them."""
    kijker = inspect(verbinding)
    er_is = {naam: {k["name"] for k in kijker.get_columns(naam)} for naam in kijker.get_table_names()}
    hoort = {naam: set(t.columns.keys()) for naam, t in tabel.metadata.tables.items()}
    fout = sorted(naam for naam in er_is.keys() | hoort.keys() if er_is.get(naam) != hoort.get(naam))
    return f"De tabellen kloppen niet: {', '.join(fout)}." if fout else ""


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
