"""The rows of a delivery checked: good ones in `inname_rijen`, reasons in `inname_redenen`, counts in the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from etl.inname import nummers, remarks, standen, werkprocessen
from etl.inname.dates import read_dates
from etl.inname.header import Kop, columns_of
from etl.inname.namen import about_names
from etl.inname.profile import Profiel
from etl.inname.report import Rapport
from etl.inname.rules import Regel, any_broken, store_reasons
from etl.inname.staging import count_invisible, drop_closing_lines, split_fields, store_raw
from etl.meldingen import LeveringFout

_ALLEEN_FOUT = "v.regel IN (SELECT regel FROM inname_fout)"


def check_rows(verbinding: Connection, kop: Kop, profiel: Profiel, rapport: Rapport, gebieden: Gebieden) -> None:
    """Split, type and check the lines in `inname_regels`.

    Raises LeveringFout when there is no row, or when dates are ambiguous.
    """
    split_fields(verbinding, kop, list(columns_of(kop.soort, profiel)), profiel.leeg)
    if onder := drop_closing_lines(verbinding, kop):
        rapport.waarschuwingen.append(
            f"niet gelezen: {counted(onder, 'regel', 'regels')} onder de gegevens (een totaal of een noot)."
        )
    if onzichtbaar := count_invisible(verbinding, kop):
        rapport.waarschuwingen.append(
            f"in {counted(onzichtbaar, 'regel', 'regels')} stonden onzichtbare tekens; die zijn weggelaten."
        )
    rapport.soort = "werkprocessen" if kop.soort == "werkprocessen" else "standen"
    rapport.gelezen = _count(verbinding, "inname_velden")
    if not rapport.gelezen:
        raise LeveringFout("Het bestand heeft een kopregel maar geen regels.", "Kijk of de export gelukt is.")
    rapport.genegeerde_kolommen = _unused_columns(verbinding, kop)
    rapport.voorbeeld = _is_example(verbinding, kop, rapport)
    gemeenten = {gemeente.code for gemeente in (*gebieden.gemeenten, *gebieden.vervallen)}
    if kop.soort == "werkprocessen":
        rapport.vorm["datums"] = read_dates(verbinding, werkprocessen.DATUMKOLOMMEN)
        werkprocessen.prepare(verbinding, profiel, gemeenten)
        gebreken = nummers.look_for_faults(verbinding)
        _apply(
            verbinding,
            (*nummers.regels(gebreken), *werkprocessen.regels(profiel, rapport.peildatum)),
            lambda waar: werkprocessen.basis(rapport.peildatum, waar),
            werkprocessen.NODIG,
        )
        rapport.waarschuwingen += remarks.about_empty_columns(verbinding)
        rapport.waarschuwingen += remarks.about_behandelaars(verbinding)
    else:
        standen.prepare(verbinding, gemeenten)
        _apply(verbinding, standen.regels(rapport.peildatum), standen.basis, standen.NODIG)
    if kop.naam is not None:
        rapport.waarschuwingen += about_names(verbinding, gebieden)
    store_raw(verbinding, kop)
    verbinding.exec_driver_sql("DROP TABLE inname_velden")
    _count_outcome(verbinding, rapport)


def _apply(verbinding: Connection, regels: Sequence[Regel], basis: Callable[[str], str], nodig: Sequence[str]) -> None:
    """Type every row and mark those that break a rule; then look for the reasons, in those rows only."""
    verbinding.exec_driver_sql(
        f"CREATE OR REPLACE TEMP TABLE inname_rijen AS SELECT {', '.join(nodig)}, {any_broken(regels)} AS fout "  # noqa: S608  our own constants
        f"FROM ({basis('true')})"
    )
    verbinding.exec_driver_sql("CREATE OR REPLACE TEMP TABLE inname_fout AS SELECT regel FROM inname_rijen WHERE fout")
    store_reasons(verbinding, regels, basis(_ALLEEN_FOUT))


def _count_outcome(verbinding: Connection, rapport: Rapport) -> None:
    rapport.afgekeurd = _count(verbinding, "inname_fout")
    rapport.geaccepteerd = rapport.gelezen - rapport.afgekeurd
    per_reden = verbinding.exec_driver_sql(
        "SELECT min(volgorde), kolom, regelcode, melding, count(*) AS aantal FROM inname_redenen "
        "GROUP BY kolom, regelcode, melding ORDER BY 1"
    )
    rapport.redenen = [
        {"regelcode": code, "kolom": kolom, "melding": melding, "aantal": aantal}
        for _, kolom, code, melding, aantal in per_reden
    ]


def _unused_columns(verbinding: Connection, kop: Kop) -> list[str]:
    """The columns that are not used, when the rows bear out that the header names columns: most have as many fields."""
    passend = verbinding.exec_driver_sql("SELECT avg(heel::INTEGER) > 0.5 FROM inname_velden").scalar_one()
    return list(kop.genegeerd) if passend else []


def _is_example(verbinding: Connection, kop: Kop, rapport: Rapport) -> bool:
    """Whether these are example rows. One is enough: example figures may never pass as real ones."""
    prefix = f"starts_with(upper(werkproces_id), '{werkprocessen.VOORBEELD_PREFIX}')"
    kenmerk = f"bron = 'voorbeeld'{f' OR {prefix}' if kop.soort == 'werkprocessen' else ''}"
    heel, voorbeeld = verbinding.exec_driver_sql(
        f"SELECT count(*), count(*) FILTER ({kenmerk}) FROM inname_velden WHERE heel"  # noqa: S608  our own constants
    ).one()
    if 0 < voorbeeld < heel:
        rapport.waarschuwingen.append(
            f"{counted(voorbeeld, 'regel is een voorbeeld', 'regels zijn voorbeelden')} (bron `voorbeeld` of een "
            "nummer dat met VOORBEELD- begint). Daarom telt de hele levering als voorbeeld. Haal dat eruit als de "
            "andere regels echt zijn."
        )
    return bool(voorbeeld)


def _count(verbinding: Connection, tabel: str) -> int:
    return int(verbinding.exec_driver_sql(f"SELECT count(*) FROM {tabel}").scalar_one())  # noqa: S608  our own constants
