"""Counting: from the active werkprocessen to every candidate of the plan, and to the rest cells.

One generic count serves every indicator: the plan says which atomen each cell holds, the database joins rows to cells.
Persons are counted distinct per gemeente; a region's are the sum of those of its gemeenten, so that who moved counts in
each and no subtraction gives the movers. A venster is the sum of its schooljaren, in werkprocessen only. This module
speaks SQL to the internal database, and only reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from sqlalchemy import Connection, text

from data.cells import tableplan
from data.cells.cells import CelSleutel, Telling
from data.cells.stromen import counted
from data.cells.tableplan import Niveau, Vorm
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, Gebieden
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN, JONGEREN, STANDEN, WERKPROCESSEN
from etl import counting_sql
from etl.gewicht import weight
from etl.verslagvormen import report_plan

Plan = list[tuple[Niveau, Vorm, tableplan.Inhoud]]
KLEINST = 5
"""The smallest count that may be shown of anybody (docs/afscherming.md, what is unsafe)."""


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Of one gebied and schooljaar: as of when, from the example or not, and whether the schooljaar was over."""

    peildatum: date
    voorbeeld: bool

    def voorlopig(self, jaar: str) -> bool:
        """True when the schooljaar was not over on the peildatum."""
        return self.peildatum < schooljaar.einde(jaar)


@dataclass(frozen=True)
class Tellingen:
    """Everything that was counted.

    cellen: value and weight per cell; `zichtbaar` are those of the finest step of each table, until steps are chosen
    (`etl.tafelkeuze.told`). herkomst: per (indicator kind, gebied, schooljaar or venster) where it comes from.
    onbekend: candidates for which nothing was delivered, so that they are said to be unknown and not left out.
    delen_van: region (or country) code -> the codes it is the sum of. weinig: the cells of werkprocessen that are of
    one to four jongeren, also where jongeren are not told.
    """

    cellen: dict[CelSleutel, Telling]
    herkomst: dict[tuple[str, str, str], Herkomst]
    onbekend: frozenset[CelSleutel]
    delen_van: dict[str, tuple[str, ...]]
    regio_van: dict[str, str] = field(default_factory=dict)
    weinig: frozenset[CelSleutel] = frozenset()

    def herkomst_van(self, cel: CelSleutel) -> Herkomst | None:
        """Where a cell's figure comes from; None when nothing was delivered."""
        soort = INDICATOREN[cel.indicator].herkomst if cel.indicator in INDICATOREN else WERKPROCESSEN
        return self.herkomst.get((soort, cel.gebied, cel.schooljaar))


def count_cells(verbinding: Connection, gebieden: Gebieden) -> Tellingen:
    """Count every candidate of the plan from what is active in the internal database.

    `verbinding` must see the views `actief` (the rows that count), `actieve_dekking` (gemeente_code, schooljaar,
    peildatum, voorbeeld) and `actieve_stand`.
    """
    delen_van = {regio.code: regio.gemeenten for regio in gebieden.regios}
    land = gebieden.regio(LAND)
    if land and land.volledig:
        delen_van[LAND] = tuple(delen_van)
    regio_van = {code: regio for regio, codes in delen_van.items() if regio != LAND for code in codes}
    dekking = _read_coverage(verbinding, gebieden)
    herkomst = _spread(WERKPROCESSEN, {**dekking, **_windows(dekking)}, delen_van)
    _prepare(verbinding, gebieden, regio_van, _plan())
    _take_rows(verbinding, "actief", "0")
    aantallen = _count_everything(verbinding)
    cellen = _fill(aantallen, [(gebied, jaar) for _, gebied, jaar in herkomst], regio_van)
    bekend = {(gebied, jaar) for _, gebied, jaar in herkomst}
    cellen |= {cel: aantallen.get(cel, 0) for cel in report_plan().cellen if (cel.gebied, cel.schooljaar) in bekend}
    standen, herkomst_standen = _count_standen(verbinding, gebieden, delen_van)
    cellen.update(standen)
    gewogen = {
        cel: Telling(n, cel.indicator in INDICATOREN and tableplan.in_stap(cel, "jaar"), weight(cel, regio_van))
        for cel, n in cellen.items()
    }
    alle_herkomst = {**herkomst, **herkomst_standen}
    onbekend = _unknown(gewogen, dekking, delen_van, regio_van)
    return Tellingen(gewogen, alle_herkomst, onbekend, delen_van, regio_van, _of_few(gewogen, aantallen))


def count_worlds(verbinding: Connection, gebieden: Gebieden, bron: str) -> pd.DataFrame:
    """Count many made-up deliveries at once, in the very way that `count_cells` counts the true one.

    bron: a table with the columns of `actief` and the whole number `wereld`: to which delivery a row belongs. What is
    covered is taken from `actieve_dekking`. Gives a row for each candidate that is not zero: wereld, vorm (place in
    `published_plan()`), gebied, schooljaar (or venster), werkprocessen, jongeren (0 in a venster: not counted).
    """
    regio_van = {code: regio.code for regio in gebieden.regios for code in regio.gemeenten}
    _prepare(verbinding, gebieden, regio_van, _plan())
    _take_rows(verbinding, bron, "a.wereld")
    verbinding.execute(text(f"DELETE FROM _vorm WHERE vorm_id >= {len(published_plan())}"))  # noqa: S608, a number
    return _frame(verbinding, _plan(), counting_sql.PLEKKEN)


def count_shapes(verbinding: Connection, gebieden: Gebieden, plan: Plan) -> pd.DataFrame:
    """Count other shapes than the published ones, per gemeente, in the very way that `count_cells` counts those.

    plan: each with level `gemeente` and without a dimension. Gives what `count_worlds` gives; vorm: place in `plan`.
    """
    regio_van = {code: regio.code for regio in gebieden.regios for code in regio.gemeenten}
    _prepare(verbinding, gebieden, regio_van, plan)
    _take_rows(verbinding, "actief", "0")
    return _frame(verbinding, plan, counting_sql.PLEKKEN[:1])


def _frame(verbinding: Connection, plan: Plan, plekken: Iterable[tuple[str, str]]) -> pd.DataFrame:
    duckdb = verbinding.connection.driver_connection
    delen = [
        duckdb.sql(opdracht).df()  # type: ignore[union-attr]
        for gebied, niveau in plekken
        for opdracht in _statements(plan, gebied, niveau)
    ]
    kolommen = ["wereld", "vorm", "gebied", "schooljaar", "werkprocessen", "jongeren"]
    return pd.concat([deel.set_axis(kolommen, axis=1) for deel in delen], ignore_index=True)


# --- what is covered ---------------------------------------------------------------------------------------------


def _read_coverage(verbinding: Connection, gebieden: Gebieden) -> dict[tuple[str, str], Herkomst]:
    rijen = verbinding.execute(text("SELECT gemeente_code, schooljaar, peildatum, voorbeeld FROM actieve_dekking"))
    gevonden: dict[tuple[str, str], Herkomst] = {}
    for code, jaar, peildatum, voorbeeld in rijen:
        gemeente = gebieden.huidig(code)
        if gemeente:
            eerder = gevonden.get((gemeente.code, jaar))
            gevonden[gemeente.code, jaar] = Herkomst(
                min(peildatum, eerder.peildatum) if eerder else peildatum, voorbeeld
            )
    return gevonden


def _windows(dekking: Mapping[tuple[str, str], Herkomst]) -> dict[tuple[str, str], Herkomst]:
    """Coverage of vensters: of a gemeente of which each of the schooljaren in it is covered."""
    gevonden: dict[tuple[str, str], Herkomst] = {}
    for code, periode in sorted({(code, schooljaar.venster_van(jaar)) for code, jaar in dekking}):
        jaren = [dekking.get((code, jaar)) for jaar in schooljaar.jaren_van(periode)]
        bekend = [h for h in jaren if h is not None]
        if len(bekend) == len(jaren):
            gevonden[code, periode] = Herkomst(min(h.peildatum for h in bekend), any(h.voorbeeld for h in bekend))
    return gevonden


def _spread(
    soort: str, dekking: Mapping[tuple[str, str], Herkomst], delen_van: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str, str], Herkomst]:
    """Coverage of gemeenten, and of every region (and the country) of which each part is covered."""
    alles = {(soort, code, jaar): h for (code, jaar), h in dekking.items()}
    for geheel, delen in delen_van.items():
        for jaar in {jaar for _, jaar in dekking}:
            van_delen = [alles.get((soort, deel, jaar)) for deel in delen]
            bekend = [h for h in van_delen if h is not None]
            if bekend and len(bekend) == len(delen):
                oudste = min(h.peildatum for h in bekend)
                alles[soort, geheel, jaar] = Herkomst(oudste, any(h.voorbeeld for h in bekend))
    return alles


# --- counting ----------------------------------------------------------------------------------------------------


def _prepare(verbinding: Connection, gebieden: Gebieden, regio_van: Mapping[str, str], plan: Plan) -> None:
    """Put a plan into temporary tables and reduce the active rows to what counting needs."""
    atomen = {atoom: nummer for nummer, atoom in enumerate(sorted(tableplan.atomen()))}
    _upload(verbinding, "_atoom", [(n, *atoom) for atoom, n in atomen.items()], "atoom_id soort subsoort afhandeling")
    genummerd = [(n, niveau, vorm, inhoud) for n, (niveau, vorm, inhoud) in enumerate(plan)]
    vorm_rijen = [
        (n, niveau, i.moment, i.dimensie, i.waarde, _has_window(niveau, vorm)) for n, niveau, vorm, i in genummerd
    ]
    _upload(verbinding, "_vorm", vorm_rijen, "vorm_id niveau moment dimensie waarde venster")
    koppeling = [(n, atomen[atoom]) for n, _, _, inhoud in genummerd for atoom in inhoud.atomen]
    _upload(verbinding, "_vorm_atoom", koppeling, "vorm_id atoom_id")
    vanaf = list(vocabulary.LEEFTIJDSGROEP_VANAF.items())
    grenzen = [
        (groep, start, (vanaf[i + 1][1] if i + 1 < len(vanaf) else 1000) - 1) for i, (groep, start) in enumerate(vanaf)
    ]
    _upload(verbinding, "_leeftijd", grenzen, "groep vanaf tot")
    plaatsen = [
        (g.code, huidig.code, regio_van[huidig.code])
        for g in gebieden.gemeenten + gebieden.vervallen
        if (huidig := gebieden.huidig(g.code)) and huidig.code in regio_van
    ]
    _upload(verbinding, "_plaats", plaatsen, "code huidig regio")
    for opdracht in (counting_sql.SCHOOLJAAR, counting_sql.VENSTER, counting_sql.DEKKING):
        verbinding.execute(text(opdracht.replace(":", r"\:")))


def _take_rows(verbinding: Connection, bron: str, wereld: str) -> None:
    """Reduce the rows of a table to what counting needs; `wereld` is SQL for the delivery a row belongs to."""
    verbinding.execute(text(counting_sql.RIJ.format(bron=bron, wereld=wereld)))


def _upload(verbinding: Connection, naam: str, rijen: Sequence[tuple[object, ...]], kolommen: str) -> None:
    frame = pd.DataFrame(rijen, columns=kolommen.split())
    duckdb = verbinding.connection.driver_connection
    duckdb.register(f"{naam}_bron", frame)  # type: ignore[union-attr]
    verbinding.execute(text(f"CREATE OR REPLACE TEMP TABLE {naam} AS SELECT * FROM {naam}_bron"))  # noqa: S608
    duckdb.unregister(f"{naam}_bron")  # type: ignore[union-attr]


def published_plan() -> Plan:
    """Every shape of a cell that some step of its table tells or a report does, with its level."""
    verslagen = report_plan().vormen
    return [
        (niveau, vorm, i)
        for vormen in (tableplan.vormen, verslagen.__getitem__)
        for niveau in tableplan.NIVEAUS
        for vorm, i in vormen(niveau).items()
    ]


def _has_window(niveau: Niveau, vorm: Vorm) -> bool:
    """Whether some step of its table sums this shape over a venster."""
    tafel = tableplan.Tafel(vorm.indicator, vorm.uitsplitsing, WERKPROCESSEN, niveau)
    return vorm.categorie != vocabulary.ANDERE_ARTIKELEN and "venster" in tableplan.tafels().get(tafel, ())


def _plan() -> Plan:
    """What is published first, then what is left over between it."""
    rest = [
        (niveau, vorm, i)
        for niveau in tableplan.NIVEAUS
        for vorm, i in counted(niveau).items()
        if vorm not in tableplan.vormen(niveau)
    ]
    return published_plan() + rest


def _count_everything(verbinding: Connection) -> dict[CelSleutel, int]:
    """Each cell that has at least one werkproces, for all gebieden and schooljaren seen."""
    plan = _plan()
    aantallen: dict[CelSleutel, int] = {}
    for gebied, niveau in counting_sql.PLEKKEN:
        for opdracht in _statements(plan, gebied, niveau):
            for _, nummer, code, jaar, processen, jongeren in verbinding.execute(text(opdracht)):
                vorm = plan[nummer][1]
                for eenheid, n in ((WERKPROCESSEN, processen), (JONGEREN, jongeren)):
                    cel = CelSleutel(vorm.indicator, eenheid, code, jaar, vorm.uitsplitsing, vorm.categorie)
                    aantallen[cel] = n
    return aantallen


def _statements(plan: Plan, gebied: str, niveau: str) -> list[str]:
    def one(moment: str, jaar: str, waar: str, extra: str = "") -> str:
        return counting_sql.TEL.format(gebied=gebied, niveau=niveau, moment=moment, jaar=jaar, waar=waar, extra=extra)

    dimensies = sorted({i.dimensie for niv, _, i in plan if niv == niveau and i.dimensie})
    return [
        one("start", "r.sj_start", "v.dimensie = ''"),
        one("eind", "r.sj_eind", "v.dimensie = '' AND r.sj_eind IS NOT NULL"),
        one("lopend", "d.schooljaar", "v.dimensie = ''", counting_sql.LOPEND),
        one("behandeld", "d.schooljaar", "v.dimensie = ''", counting_sql.BEHANDELD),
        *(one("start", "r.sj_start", f"v.dimensie = '{d}' AND v.waarde = r.{d}") for d in dimensies),
    ]


def _fill(
    aantallen: Mapping[CelSleutel, int],
    plekken: Iterable[tuple[str, str]],
    regio_van: Mapping[str, str],
) -> dict[CelSleutel, int]:
    """Every candidate in each of these (gebied, schooljaar or venster): no row there means zero."""
    cellen: dict[CelSleutel, int] = {}
    for gebied, jaar in sorted(plekken):
        niveau: Niveau = "gemeente" if gebied in regio_van else "regio"
        heel = schooljaar.is_venster(jaar)
        for eenheid in (WERKPROCESSEN,) if heel else (WERKPROCESSEN, JONGEREN):
            for vorm in counted(niveau, eenheid):
                if heel and not _has_window(niveau, vorm):
                    continue
                cel = CelSleutel(vorm.indicator, eenheid, gebied, jaar, vorm.uitsplitsing, vorm.categorie)
                cellen[cel] = aantallen.get(cel, 0)
    return cellen


def _of_few(cellen: Iterable[CelSleutel], aantallen: Mapping[CelSleutel, int]) -> frozenset[CelSleutel]:
    """The cells of werkprocessen that are of one to four jongeren; in a venster they are counted in each schooljaar."""

    def jongeren(cel: CelSleutel) -> int:
        jaren = schooljaar.jaren_van(cel.schooljaar) if schooljaar.is_venster(cel.schooljaar) else (cel.schooljaar,)
        return sum(aantallen.get(cel._replace(teleenheid=JONGEREN, schooljaar=jaar), 0) for jaar in jaren)

    return frozenset(c for c in cellen if c.teleenheid == WERKPROCESSEN and 0 < jongeren(c) < KLEINST)


# --- standen -----------------------------------------------------------------------------------------------------


def _count_standen(
    verbinding: Connection, gebieden: Gebieden, delen_van: Mapping[str, Sequence[str]]
) -> tuple[dict[CelSleutel, int], dict[tuple[str, str, str], Herkomst]]:
    """Population counts as delivered, today's borders, and for a region only when each of its gemeenten has one."""
    kolommen = ", ".join(STANDEN)
    rijen = verbinding.execute(
        text(f"SELECT gemeente_code, schooljaar, peildatum, voorbeeld, {kolommen} FROM actieve_stand ORDER BY ALL")  # noqa: S608
    )
    cellen: dict[CelSleutel, int] = {}
    dekking: dict[tuple[str, str], Herkomst] = {}
    for code, jaar, peildatum, voorbeeld, *waarden in rijen:
        gemeente = gebieden.huidig(code)
        for naam, waarde in zip(STANDEN, waarden, strict=True):
            if gemeente and waarde is not None:
                cel = CelSleutel(naam, JONGEREN, gemeente.code, jaar)
                cellen[cel] = cellen.get(cel, 0) + waarde
                dekking[gemeente.code, jaar] = Herkomst(peildatum, voorbeeld)
    for geheel, delen in delen_van.items():
        for naam in STANDEN:
            for jaar in sorted({jaar for _, jaar in dekking}):
                van_delen = [cellen.get(CelSleutel(naam, JONGEREN, deel, jaar)) for deel in delen]
                if van_delen and all(n is not None for n in van_delen):
                    cellen[CelSleutel(naam, JONGEREN, geheel, jaar)] = sum(n or 0 for n in van_delen)
    return cellen, _spread("standen", dekking, delen_van)


# --- what is not known --------------------------------------------------------------------------------------------


def _unknown(
    cellen: Mapping[CelSleutel, Telling],
    dekking: Mapping[tuple[str, str], Herkomst],
    delen_van: Mapping[str, Sequence[str]],
    regio_van: Mapping[str, str],
) -> frozenset[CelSleutel]:
    """The candidates of a region of which something was delivered, for those parts of it of which nothing was."""
    onbekend: set[CelSleutel] = set()
    alle = {**dekking, **_windows(dekking)}
    for regio, jaar in sorted({(regio_van[code], jaar) for code, jaar in alle}):
        for gebied in (*delen_van[regio], regio):
            onbekend.update(_fill({}, [(gebied, jaar)], regio_van))
            onbekend.update(
                CelSleutel(naam, JONGEREN, gebied, jaar) for naam in STANDEN if schooljaar.is_schooljaar(jaar)
            )
    return frozenset(cel for cel in onbekend - cellen.keys() if cel.indicator in INDICATOREN)
