"""Dates: one written form per file, found by looking at every date in it, never guessed from a few.

A file holds few different dates, so each distinct text is read once and joined back. A text counts for a form only when
it is a real date in that form; `31-02-2022` is a fault in one row, not a second form.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from etl.inname.werkbladen import EXCEL_DATUM
from etl.meldingen import LeveringFout, getal

GEEN = "geen"
_EXCEL = "Excel-datum"
# Form -> (what the text looks like, how it is read). A midnight after the date is form, not meaning.
VORMEN = {
    "dd-mm-jjjj": ("[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", "%d-%m-%Y"),
    "jjjj-mm-dd": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d"),
    "jjjjmmdd": ("[0-9]{8}", "%Y%m%d"),
    _EXCEL: (f"{EXCEL_DATUM}[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}", f"{EXCEL_DATUM}%Y-%m-%d"),
}
_MIDNIGHT = "[ T]0?0:00(:00([.,]0+)?)?$"
# Month first: so many dates that can only be read that way are no slips of the pen, however many rows there are: about
# two in five of those written so have a day up to 12 and would be turned round unseen.
_SLIPS = 3
_LINES_NAMED = 5
_MONTH_FIRST = r"(0?[1-9]|1[0-2])-(1[3-9]|2[0-9]|3[01])-[0-9]{4}"
_MONTHS = "jan|feb|m(aa)?rt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
# What a text that is no date of ours is. The first pattern that fits the whole text, in small letters, says it.
_OTHER_FORMS = (
    (r".*[0-9][ t]+[0-9]{1,2}[:.][0-9]{2}.*", "Dit is een datum met een tijd erbij. Laat de tijd weg."),
    (r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}", "Dit is een datum met schuine strepen."),
    (r"[0-9]{1,4}[.][0-9]{1,2}[.][0-9]{1,4}", "Dit is een datum met punten."),
    (r"[0-9]{1,4} [0-9]{1,2} [0-9]{1,4}", "Dit is een datum met spaties."),
    (_MONTH_FIRST, "Dit is een datum met de maand voorop (mm-dd-jjjj)."),
    (r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{2}", "Dit is een datum met een jaartal van twee cijfers."),
    (r"[0-9]{4}-[0-9]-[0-9]{1,2}|[0-9]{4}-[0-9]{1,2}-[0-9]", "Dit is een datum met het jaar voorop zonder nullen."),
    (rf"(.*[0-9][ -]*)?({_MONTHS})[a-z]*[., -]*[0-9].*", "Dit is een datum met de maand in letters."),
    (
        r"[2-5][0-9]{4}([.,][0-9]+)?",
        "Dit is een volgnummer van een rekenblad, geen datum. Maak de cellen op als datum.",
    ),
    (r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2}", "Dit is een datum met de dag voorop zonder streepjes."),
    (r"(19|20)[0-9]{2}", "Dit is alleen een jaartal."),
    (r"[0-9]{1,2}-[0-9]{4}|[0-9]{4}-[0-9]{1,2}", "Dit is alleen een maand en een jaartal."),
    (r"[0-9]+([.,][0-9]+)?(e[+-]?[0-9]+)?", "Dit is een getal, geen datum."),
)
# Half turned round: by chance 39% of real dates has a day up to 12 and 61% of written ones a later day.
_HALF_FROM, _HALF_SWAPPED, _HALF_WRITTEN = 3, 0.75, 0.9
_DAY_AND_MONTH = "[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"


def read_dates(verbinding: Connection, kolommen: Sequence[str]) -> str:
    """Fill `inname_datum` (tekst, waarde) for all dates in these columns of `inname_velden`; return the written form.

    Raises LeveringFout when a second form occurs, or when months and days seem to have changed places.
    """
    alles = " UNION ALL ".join(f"SELECT {kolom} AS tekst, regel FROM inname_velden WHERE heel" for kolom in kolommen)  # noqa: S608  our own constants
    cases = [
        f"WHEN regexp_full_match(kaal, '{patroon}') THEN {{'vorm': '{vorm}', "
        f"'waarde': try_strptime(kaal, '{lees}')::DATE}}"
        for vorm, (patroon, lees) in VORMEN.items()
    ]
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_datum AS "  # noqa: S608  our own constants
        "SELECT tekst, kaal, regel, aantal, gelezen.waarde AS waarde, "
        "CASE WHEN gelezen.waarde IS NOT NULL THEN gelezen.vorm END AS vorm "
        f"FROM (SELECT *, CASE {' '.join(cases)} END AS gelezen FROM ("
        f"SELECT tekst, regexp_replace(tekst, '{_MIDNIGHT}', '') AS kaal, min(regel) AS regel, count(*) AS aantal "
        f"FROM ({alles}) WHERE tekst IS NOT NULL GROUP BY tekst))"
    )
    _refuse_month_first(verbinding, kolommen)
    for kolom in kolommen:
        _refuse_half_swapped(verbinding, kolom)
    return _the_one_form(verbinding)


def _the_one_form(verbinding: Connection) -> str:
    gevonden = verbinding.exec_driver_sql(
        "SELECT vorm, min(regel) FROM inname_datum WHERE vorm IS NOT NULL GROUP BY vorm ORDER BY 2, 1"
    ).fetchall()
    geschreven = [(vorm, regel) for vorm, regel in gevonden if vorm != _EXCEL]
    if len(geschreven) > 1:
        waar = " en ".join(f"{vorm} (voor het eerst op regel {regel})" for vorm, regel in geschreven)
        raise LeveringFout(
            f"De datums zijn niet eenduidig: er staan meer vormen in dit bestand, {waar}.",
            "Gebruik in een bestand één vorm voor alle datums: dd-mm-jjjj, jjjj-mm-dd of jjjjmmdd.",
        )
    return str(gevonden[0][0]) if gevonden else GEEN


def _refuse_month_first(verbinding: Connection, kolommen: Sequence[str]) -> None:
    """Refuse `mm-dd-jjjj`: what cannot be read would be refused per row, but the rest would be read wrongly."""
    regels = _month_first_lines(verbinding, kolommen)
    if len(regels) >= _SLIPS:
        genoemd = ", ".join(map(str, regels[:_LINES_NAMED]))
        meer = f" en nog {getal(len(regels) - _LINES_NAMED)}" if len(regels) > _LINES_NAMED else ""
        raise LeveringFout(
            f"De datums zijn niet eenduidig: in {getal(len(regels))} regels staat een datum die alleen mm-dd-jjjj kan "
            f"zijn, met de maand voorop (regel {genoemd}{meer}).",
            "Waarschijnlijk zijn in meer regels dag en maand verwisseld. Lever alle datums aan als dd-mm-jjjj, "
            "jjjj-mm-dd of jjjjmmdd.",
        )


def _month_first_lines(verbinding: Connection, kolommen: Sequence[str]) -> list[int]:
    """The lines with a date that can only be read with the month first; only looked for when there is such a date."""
    gevonden = f"SELECT tekst FROM inname_datum WHERE waarde IS NULL AND regexp_full_match(kaal, '{_MONTH_FIRST}')"  # noqa: S608  our own constants
    if not verbinding.exec_driver_sql(f"SELECT count(*) FROM ({gevonden})").scalar_one():  # noqa: S608  our own constants
        return []
    ergens = " OR ".join(f"{kolom} IN ({gevonden})" for kolom in kolommen)
    rijen = verbinding.exec_driver_sql(f"SELECT regel FROM inname_velden WHERE heel AND ({ergens}) ORDER BY regel")  # noqa: S608  our own constants
    return [int(regel) for (regel,) in rijen]


def what_it_is(tekst: str) -> str:
    """SQL: what the text of a date that cannot be read is, in Dutch, without repeating it."""
    kaal = f"lower(replace({tekst}, '{EXCEL_DATUM}', ''))"
    cases = " ".join(f"WHEN regexp_full_match({kaal}, '{patroon}') THEN '{wat}'" for patroon, wat in _OTHER_FORMS)
    return f"CASE {cases} ELSE 'Dit is geen bestaande datum.' END"


def _refuse_half_swapped(verbinding: Connection, kolom: str) -> None:
    """Refuse a column of which a spreadsheet has turned round what it could.

    Where it expected the month first, `03-05` became a real date (5 March) and `15-05` stayed text. So the real dates
    all have a day up to 12 and the written ones all a later one, which by chance is rare.
    """
    delen = "regexp_extract_all(kaal, '[0-9]+')[:2]"
    echt, echt_laag, tekst, tekst_hoog, regel = verbinding.exec_driver_sql(
        f"SELECT count(*) FILTER (vorm = '{_EXCEL}'), count(*) FILTER (vorm = '{_EXCEL}' AND day(waarde) <= 12), "  # noqa: S608  our own constants
        f"count(*) FILTER (geschreven), count(*) FILTER (geschreven AND list_max({delen}::INTEGER[]) > 12), "
        f"min(v.regel) FILTER (vorm = '{_EXCEL}') FROM inname_velden v JOIN (SELECT *, "
        f"regexp_full_match(kaal, '{_DAY_AND_MONTH}') AS geschreven FROM inname_datum) d ON d.tekst = v.{kolom} "
        "WHERE heel"
    ).one()
    genoeg = min(echt, tekst) >= _HALF_FROM
    if genoeg and echt_laag >= _HALF_SWAPPED * echt and tekst_hoog >= _HALF_WRITTEN * tekst:
        raise LeveringFout(
            f"De datums in kolom {kolom} zijn niet eenduidig: van de {getal(echt)} echte datums (de eerste in rij "
            f"{regel}) vallen er {getal(echt_laag)} op dag 1 tot en met 12, en van de {getal(tekst)} datums in tekst "
            f"{getal(tekst_hoog)} op dag 13 of later. Zo ziet een werkblad eruit waarin dag en maand half zijn "
            "omgedraaid.",
            "Laad de export zelf als CSV, zonder hem eerst in Excel te openen. Moet het via Excel, kies dan Gegevens, "
            "Uit tekst/CSV, en zet de datumkolommen op tekst of op DMJ.",
        )
