"""The numbers of a werkproces and a jongere: written so that two become one, or one becomes two, they are not taken.

A spreadsheet shortens a long number (`1,23E+15`), rounds it after fifteen digits and takes zeros off its front. What
was lost cannot be found again, so such a row is refused. Where two spellings may or may not mean one jongere, both stay
as delivered and the report says how many rows it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import Connection

from data.reports.dutch import counted
from etl.inname.rules import Regel
from etl.inname.staging import literal
from etl.meldingen import getal

KOLOMMEN = ("werkproces_id", "persoon_id")
ONLEESBAAR = "\ufffd"
_SCIENTIFIC = r"[+-]?[0-9]+[.,][0-9]+[eE][+-]?[0-9]+|[+-]?[0-9]+[eE][+][0-9]+"
_ROUNDED = "[0-9]{15}0+"
# What programs and people put where there is no number. Two children without a number are not one child.
_NOTHING = ("null", "none", "nan", "n/a", "n.b.", "onbekend", "unknown", "geen", "leeg", "?")
_NOBODY = (*_NOTHING, "0", "na", "nb", "x", ".")
_HEXADECIMAL = "[0-9a-f]+(-[0-9a-f]+)*"
# So many rows of one jongere are seldom one jongere; a smaller delivery needs a share too.
_MANY_ROWS, _SOME_ROWS, _SHARE = 100, 20, 0.05
# When no jongere ever comes back in so many rows, the number is probably of the melding.
_NEVER_TWICE = 500


@dataclass(frozen=True)
class Gebreken:
    """Which faults of numbers occur in a delivery, so that only those are looked for row by row. True per column."""

    afgerond: dict[str, bool]
    ingekort: dict[str, bool]
    geen_nummer: dict[str, bool]
    onleesbaar: dict[str, bool]


def look_for_faults(verbinding: Connection) -> Gebreken:
    """Count in one pass over `inname_velden` which faults the numbers have.

    A long number may end in a zero by itself: one in ten of those with sixteen digits. They are called rounded when
    there are far more than that.
    """
    tellingen = ", ".join(
        f"count(*) FILTER ({_rounded(kolom)}), coalesce(sum(CASE WHEN length({kolom}) > 15 AND "
        f"regexp_full_match({kolom}, '[0-9]+') THEN pow(10.0, 15 - length({kolom})) END), 0), "
        f"count(*) FILTER ({_scientific(kolom)}), count(*) FILTER ({_no_number(kolom)}), "
        f"count(*) FILTER (contains({kolom}, '{ONLEESBAAR}'))"
        for kolom in KOLOMMEN
    )
    rij = verbinding.exec_driver_sql(f"SELECT {tellingen} FROM inname_velden WHERE heel").one()  # noqa: S608  our own constants
    per_kolom = {kolom: rij[5 * n : 5 * n + 5] for n, kolom in enumerate(KOLOMMEN)}
    return Gebreken(
        afgerond={kolom: nul > 2 and nul > toeval + 4 * sqrt(toeval) for kolom, (nul, toeval, *_) in per_kolom.items()},
        ingekort={kolom: bool(telling[2]) for kolom, telling in per_kolom.items()},
        geen_nummer={kolom: bool(telling[3]) for kolom, telling in per_kolom.items()},
        onleesbaar={kolom: bool(telling[4]) for kolom, telling in per_kolom.items()},
    )


def regels(gebreken: Gebreken) -> Iterator[Regel]:
    """The rules against the faults that were found."""
    tekst = (
        "Haal de export opnieuw uit het registratiesysteem en open hem niet in Excel, of zet de kolom daar eerst op "
    )
    for kolom in KOLOMMEN:
        if gebreken.ingekort[kolom]:
            yield Regel(
                "ingekort_nummer",
                kolom,
                _scientific(kolom),
                "Dit nummer is ingekort (wetenschappelijke notatie, zoals Excel doet); de laatste cijfers zijn weg.",
                tekst + "Tekst.",
            )
        if gebreken.afgerond[kolom]:
            yield Regel(
                "afgerond_nummer",
                kolom,
                _rounded(kolom),
                "Dit nummer is na vijftien cijfers afgerond, zoals Excel doet; de laatste cijfers zijn weg.",
                tekst + "Tekst.",
            )
        if gebreken.geen_nummer[kolom]:
            yield Regel(
                "geen_nummer",
                kolom,
                _no_number(kolom),
                "Hier staat geen nummer, maar een woord voor onbekend of leeg.",
                "Vul het nummer uit het registratiesysteem in.",
            )
        if gebreken.onleesbaar[kolom]:
            yield Regel(
                "onleesbaar_teken",
                kolom,
                f"contains({kolom}, '{ONLEESBAAR}')",
                "In dit nummer staat een teken dat onleesbaar is geworden.",
                "Maak de export opnieuw als CSV UTF-8.",
            )


def remarks(verbinding: Connection, *, gemengd: bool = False) -> Iterator[str]:
    """What is worth a second look in how the jongeren are numbered, as Dutch sentences: one for each matter.

    gemengd: that numbers and texts, or numbers with and without zeros, are mixed was already told of the cells.
    """
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_nummer AS SELECT persoon_id, count(*) AS aantal, "
        "count(*) FILTER (persoon_id = werkproces_id) AS zelfde FROM inname_rijen WHERE NOT fout GROUP BY persoon_id"
    )
    regels, jongeren, meeste, zelfde = verbinding.exec_driver_sql(
        "SELECT coalesce(sum(aantal), 0)::BIGINT, count(*), coalesce(max(aantal), 0), "
        "coalesce(sum(zelfde), 0)::BIGINT FROM inname_nummer"
    ).one()
    if regels > 2 and zelfde == regels:
        yield (
            "in elke regel is het persoon_id gelijk aan het werkproces_id. Dan is niet te zien welke werkprocessen van "
            "dezelfde jongere zijn; elk werkproces telt als een andere jongere."
        )
    elif regels >= _NEVER_TWICE and jongeren == regels:
        yield (
            f"geen enkel persoon_id komt twee keer voor in {getal(regels)} regels. Is het echt het nummer van de "
            "jongere, en niet dat van de melding?"
        )
    if meeste >= _MANY_ROWS or (meeste >= _SOME_ROWS and meeste > _SHARE * regels):
        yield (
            "één persoon_id komt in opvallend veel regels voor. Is het echt het nummer van één jongere, en niet een "
            "nummer voor onbekend of een afgerond nummer?"
        )
    yield from _about_spelling(verbinding, nullen=not gemengd)
    if not gemengd:
        yield from _about_zeros(verbinding)
        yield from _about_kinds(verbinding)
    verbinding.exec_driver_sql("DROP TABLE inname_nummer")


# In each of these a glance comes first: a pattern costs many times as much, and few numbers get that far.
def _scientific(kolom: str) -> str:
    return (
        f"CASE WHEN contains({kolom}, 'E') OR contains({kolom}, 'e') "
        f"THEN regexp_full_match({kolom}, {literal(_SCIENTIFIC)}) ELSE false END"
    )


def _rounded(kolom: str) -> str:
    return (
        f"CASE WHEN length({kolom}) > 15 AND ends_with({kolom}, '0') "
        f"THEN regexp_full_match({kolom}, '{_ROUNDED}') ELSE false END"
    )


def _no_number(kolom: str) -> str:
    niets = ", ".join(map(literal, _NOBODY if kolom == "persoon_id" else _NOTHING))
    return f"CASE WHEN length({kolom}) <= {max(map(len, _NOBODY))} THEN lower({kolom}) IN ({niets}) ELSE false END"


# What two spellings of one number may differ in: which texts have it, and what takes it away. A form that none or all
# have needs no look, so that a country with one form of number costs little here.
_SPELLINGS = (
    ("persoon_id <> lower(persoon_id)", "lower({})"),
    ("strlen(persoon_id) <> length(persoon_id)", "strip_accents({})"),
    ("ends_with(persoon_id, '.0') OR ends_with(persoon_id, ',0')", "regexp_replace({}, '[.,]0$', '')"),
    (
        "contains(persoon_id, '.')",
        r"regexp_replace({}, '^([0-9]{{1,3}})[.]([0-9]{{3}})[.]([0-9]{{3}})$', '\1\2\3')",
    ),
    (r"regexp_matches(persoon_id, '^\pL+[ ._-]')", r"regexp_replace({}, '^(\pL+)[ ._-]+', '\1')"),
    (r"regexp_matches(persoon_id, '^[\x27`’]')", "{}[2:]"),
    (r"regexp_matches(persoon_id, '^\pL*[ ._-]*0')", r"regexp_replace({}, '^(\pL*[ ._-]*)0+([0-9])', '\1\2')"),
)


def _about_spelling(verbinding: Connection, *, nullen: bool) -> Iterator[str]:
    """Numbers that only differ in capitals, accents, zeros in front, a `.0` behind or a blank or dash after letters."""
    tellingen = ", ".join(f"count(*) FILTER ({heeft})" for heeft, _ in _SPELLINGS)
    alle, gelijk, *met = verbinding.exec_driver_sql(
        f"SELECT count(*), min(length(persoon_id)) = max(length(persoon_id)), {tellingen} FROM inname_nummer"  # noqa: S608  our own constants
    ).one()
    sleutel = "persoon_id"
    for aantal, (_, weg) in zip(met, _SPELLINGS, strict=True):
        if 0 < aantal < alle and not ("0+" in weg and (gelijk or not nullen)):
            sleutel = weg.format(sleutel)
    if sleutel == "persoon_id":
        return
    rijen, nummers = verbinding.exec_driver_sql(
        f"SELECT coalesce(sum(aantal), 0)::BIGINT, count(*) FROM (SELECT sum(aantal) AS aantal FROM inname_nummer "  # noqa: S608  our own constants
        f"GROUP BY hash({sleutel}) HAVING count(*) > 1)"
    ).one()
    if nummers:
        yield (
            f"{counted(nummers, 'nummer van een jongere staat', 'nummers van jongeren staan')} er in meer "
            f"schrijfwijzen in, samen {counted(rijen, 'regel', 'regels')}. Die verschillen alleen in hoofdletters, "
            "voorloopnullen, accenten, `.0` of een streepje. Elke schrijfwijze telt als een andere jongere. Is het "
            "steeds dezelfde, schrijf het nummer dan overal gelijk."
        )


def _about_zeros(verbinding: Connection) -> Iterator[str]:
    """Numbers shorter than those that begin with a zero have probably lost theirs.

    Those that are there with their zeros too are told of as two spellings.
    """
    lengte = verbinding.exec_driver_sql(
        "SELECT mode(length(persoon_id)) FILTER (starts_with(persoon_id, '0') "
        "AND regexp_full_match(persoon_id, '[0-9]+')) FROM inname_nummer"
    ).scalar_one()
    if not lengte:
        return
    rijen = verbinding.exec_driver_sql(
        f"SELECT coalesce(sum(aantal), 0)::BIGINT FROM inname_nummer WHERE length(persoon_id) < {lengte} "  # noqa: S608  our own constants
        "AND NOT starts_with(persoon_id, '0') AND regexp_full_match(persoon_id, '[0-9]+') AND persoon_id NOT IN "
        "(SELECT ltrim(persoon_id, '0') FROM inname_nummer WHERE starts_with(persoon_id, '0'))"
    ).scalar_one()
    if rijen:
        yield (
            f"in {counted(rijen, 'regel', 'regels')} is het persoon_id korter dan dat van andere jongeren, waarvan "
            "het met een nul begint. Zijn er nullen voorop weggevallen (Excel doet dat), dan telt dezelfde jongere "
            "twee keer."
        )


def _about_kinds(verbinding: Connection) -> Iterator[str]:
    cijfers, letters = verbinding.exec_driver_sql(
        "SELECT coalesce(sum(aantal) FILTER (cijfers), 0)::BIGINT, coalesce(sum(aantal) FILTER (NOT cijfers), "
        "0)::BIGINT FROM (SELECT aantal, regexp_full_match(persoon_id, '[0-9]+') AS cijfers FROM inname_nummer)"
    ).one()
    if not (cijfers and letters):
        return
    hexadecimaal = verbinding.exec_driver_sql(
        f"SELECT bool_and(regexp_full_match(persoon_id, '{_HEXADECIMAL}', 'i')) FROM inname_nummer"  # noqa: S608  our own constants
    ).scalar_one()
    if not hexadecimaal:
        yield (
            f"getallen en teksten staan door elkaar: in {counted(cijfers, 'regel', 'regels')} heeft het persoon_id "
            f"alleen cijfers, in {counted(letters, 'regel', 'regels')} ook andere tekens. Komt het uit één bron? "
            "Dezelfde jongere hoort overal hetzelfde nummer te hebben."
        )
