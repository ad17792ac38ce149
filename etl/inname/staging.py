"""The lines of a delivery in temporary tables: from lines to fields. What the fields mean is for others.

`inname_regels` holds the lines as they stand (row n is line n), `inname_velden` the fields of each line that is not
blank, as text without blanks around it; a field that says "nothing" is NULL. Reading whole lines and splitting them in
SQL keeps the line numbers of the original and costs about as much as DuckDB's own CSV reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from etl.inname.forms import REGELWACHT, VELDSCHEIDER
from etl.inname.header import Kop
from etl.inname.recast import OPEN_QUOTE

# Blanks as people have them: a space, a tab, what is left of CRLF, the no-break space that Excel and Word leave, and
# the end-of-file mark of old exports.
_BLANKS = " \t\r\u00a0\ufeff\x1a"
# Letters that people cannot see or tell apart: other blanks and dashes, marks of no width, C1 controls.
_OTHER_BLANKS = r"[\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]"
_OTHER_DASHES = r"[\x{2010}-\x{2015}\x{2212}\x{FE58}\x{FE63}\x{FF0D}]"
_INVISIBLE = (
    r"[\x{80}-\x{84}\x{86}-\x{9F}\x{AD}\x{34F}\x{61C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}"
    r"\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FE00}-\x{FE0F}\x{FEFF}\x{FFF9}-\x{FFFB}]"
)
# Bytes and letters differ in number only where there are letters beyond ASCII.
_BEYOND_ASCII = "strlen(tekst) <> length(tekst)"
# A rewritten line holds no more than MAX_REGEL characters, each at most four bytes.
_MAX_BYTES = 1024 * 1024
# Lines below the data: so many at most; a note fills no more than a field with what it is and one with what it says.
_MOST_CLOSING, _NOTE_FIELDS = 20, 2
_TOTAL = re.compile(r"(?:sub|eind)?totaal\b|(?:sub|grand )?total\b|totalen\b|som\b", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:bron|toelichting|noot|opmerking|let op|legenda|einde|aantal|gemiddelde?|peildatum|(?:af)?gedrukt|aangemaakt|"
    r"gemaakt|ge[eë]xporteerd|export|rapport|pagina|©|\*)(?![\w])",
    re.IGNORECASE,
)


def literal(tekst: str | None) -> str:
    """A text as SQL literal."""
    return "NULL" if tekst is None else "'" + tekst.replace("'", "''") + "'"


def key_sql(uitdrukking: str) -> str:
    """SQL for what `profile.value_key` computes: what two spellings of one code have in common."""
    return f"translate(lower({uitdrukking}), ' -', '__')"


def read_lines(verbinding: Connection, bestand: Path) -> None:
    """Fill `inname_regels` from a text file in UTF-8 without quotes. Blank lines are kept, so that row n is line n.

    Commits, because rows get their lasting `rowid` then: 0 for the first line, in the order of the file.
    """
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_regels AS SELECT tekst FROM read_csv("  # noqa: S608  our own constants and literals
        f"{literal(str(bestand))}, columns = {{'tekst': 'VARCHAR'}}, auto_detect = false, header = false, "
        f"delim = {literal(REGELWACHT)}, quote = '', escape = '', comment = '', compression = 'none', "
        f"max_line_size = {_MAX_BYTES})"
    )
    verbinding.commit()


def split_fields(verbinding: Connection, kop: Kop, kolommen: Sequence[str], leeg: Iterable[str]) -> None:
    """Fill `inname_velden`: regel, heel (as many fields as the header), open_quote, bron, naam and the columns.

    Fields beyond the last column are allowed when they are empty: trailing separators. A line of nothing but separators
    is blank. What nobody can see is left out, and accents are composed: two spellings that look the same are the same.
    """
    verbinding.exec_driver_sql(_field_macro(leeg))
    verbinding.exec_driver_sql(_CLEAN_MACRO)
    velden = [f"inname_veld(v[{kop.plaats[kolom] + 1}], los) AS {kolom}" for kolom in kolommen if kolom in kop.plaats]
    velden += [f"NULL::VARCHAR AS {kolom}" for kolom in kolommen if kolom not in kop.plaats]
    bron = "NULL::VARCHAR" if kop.bron is None else f"lower(inname_veld(v[{kop.bron + 1}], los))"
    naam = "NULL::VARCHAR" if kop.naam is None else f"inname_veld(v[{kop.naam + 1}], los)"
    blanks, scheider = f"[{_BLANKS}]", re.escape(kop.scheider)
    # Trimming every field would cost more than all the rest; a pattern per line tells where there is anything to trim.
    patroon = f'(^|{scheider}){blanks}|{blanks}({scheider}|$)|="'
    los = f"regexp_matches(tekst, {literal(patroon)})"
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_velden AS "  # noqa: S608  our own constants and literals
        f"SELECT regel, open_quote, {bron} AS bron, {naam} AS naam, {', '.join(velden)}, NOT open_quote AND CASE "
        f"WHEN len(v) = {kop.aantal} THEN true WHEN len(v) < {kop.aantal} THEN false "
        f"ELSE trim(array_to_string(v[{kop.aantal + 1}:], ''), {literal(_BLANKS)}) = '' END AS heel FROM ("
        f"SELECT (rowid + 1)::INTEGER AS regel, starts_with(tekst, {literal(OPEN_QUOTE)}) AS open_quote, {los} AS los, "
        f"string_split(tekst, {literal(kop.scheider)}) AS v FROM ("
        f"SELECT rowid, CASE WHEN {_BEYOND_ASCII} THEN inname_schoon(tekst) ELSE tekst END AS tekst FROM inname_regels "
        f"WHERE rowid >= {kop.regel} AND regexp_matches(tekst, {literal(f'[^{_BLANKS}{scheider}]')})))"
    )


def count_invisible(verbinding: Connection, kop: Kop) -> int:
    """How many lines below the header hold characters that nobody can see, blanks aside."""
    return int(
        verbinding.exec_driver_sql(
            f"SELECT count(*) FROM inname_regels WHERE rowid >= {kop.regel} AND {_BEYOND_ASCII} "  # noqa: S608  our own constants and literals
            f"AND regexp_matches(tekst, '{_INVISIBLE}')"
        ).scalar_one()
    )


def drop_closing_lines(verbinding: Connection, kop: Kop) -> int:
    """Take the totals and notes below the data out of `inname_velden`; return how many lines they were.

    Only where nothing but such lines follows. The word it begins with makes a line one: a row that is cut short stays.
    """
    einde = verbinding.exec_driver_sql(
        "SELECT regel, tekst FROM inname_velden JOIN inname_regels ON inname_regels.rowid = regel - 1 "  # noqa: S608  our own constants and literals
        f"ORDER BY regel DESC LIMIT {_MOST_CLOSING}"
    )
    eerste, aantal = 0, 0
    for regel, tekst in einde.fetchall():
        velden = [kaal for veld in tekst.split(kop.scheider) if (kaal := veld.strip(_BLANKS + '"'))]
        if not (_TOTAL.match(velden[0]) or (len(velden) <= _NOTE_FIELDS and _NOTE.match(velden[0]))):
            break
        eerste, aantal = regel, aantal + 1
    if aantal:
        verbinding.exec_driver_sql(f"DELETE FROM inname_velden WHERE regel >= {eerste}")  # noqa: S608  our own constants and literals
    return aantal


def store_raw(verbinding: Connection, kop: Kop) -> None:
    """Keep the lines of the failed rows (`inname_fout`) in `inname_ruw`, as delivered, and let go of all others."""
    leesbaar = ";" if kop.scheider == VELDSCHEIDER else kop.scheider
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_ruw AS SELECT regel, "  # noqa: S608  our own constants and literals
        f"replace(ltrim(tekst, {literal(OPEN_QUOTE)}), {literal(kop.scheider)}, {literal(leesbaar)}) AS ruwe_regel "
        "FROM inname_fout JOIN inname_regels ON inname_regels.rowid = regel - 1"
    )
    verbinding.exec_driver_sql("DROP TABLE inname_regels")


def fill_codes(verbinding: Connection, tabel: str, rijen: Iterable[tuple[str, str, str]]) -> None:
    """A small translation table: soort ('' when it does not matter), sleutel, code."""
    waarden = ", ".join(f"({', '.join(map(literal, rij))})" for rij in rijen)
    verbinding.exec_driver_sql(
        f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT * FROM (VALUES {waarden}) t(soort, sleutel, code)"  # noqa: S608  our own constants and literals
    )


_CLEAN_MACRO = (
    "CREATE OR REPLACE TEMP MACRO inname_schoon(x) AS regexp_replace(regexp_replace(regexp_replace("
    f"nfc_normalize(x), '{_OTHER_BLANKS}', ' ', 'g'), '{_OTHER_DASHES}', '-', 'g'), '{_INVISIBLE}', '', 'g')"
)


def _field_macro(leeg: Iterable[str]) -> str:
    """A field without blanks around it, or the `="..."` that keeps zeros in a spreadsheet; NULL when it says nothing.

    `los` says whether to look.
    """
    woorden = sorted({vorm for woord in leeg for vorm in (woord, woord.lower(), woord.upper(), woord.capitalize())})
    niets = ", ".join(map(literal, ["", *woorden]))
    kaal = f"CASE WHEN los THEN regexp_replace(trim(x, {literal(_BLANKS)}), '^=\"(.*)\"$', '\\1') ELSE x END"
    return (
        f"CREATE OR REPLACE TEMP MACRO inname_veld(x, los) AS CASE WHEN {kaal} IN ({niets}) THEN NULL ELSE {kaal} END"
    )
