"""What a werkproces must be: the typed columns and the rules of the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from data.registry.vocabulary import AFHANDELINGEN, ONDERWIJSSOORT_ONBEKEND, ONDERWIJSSOORTEN, SOORTEN, SUBSOORTEN
from etl.inname.dates import what_it_is
from etl.inname.profile import WERKPROCES_KOLOMMEN, Profiel, Vertaling
from etl.inname.rules import Regel, cell_rules
from etl.inname.staging import fill_codes, key_sql, literal
from etl.inname.werkbladen import EXCEL_DATUM

DATUMKOLOMMEN = ("geboortedatum", "startdatum", "einddatum")
_IDS = ("werkproces_id", "persoon_id")
# Column -> the name of its delivered text in the basis.
_TEKSTEN = {kolom: kolom if kolom in _IDS else f"{kolom}_tekst" for kolom in WERKPROCES_KOLOMMEN}
VOORBEELD_PREFIX = "VOORBEELD-"
# What is kept of each row, for the decision and for storing it.
NODIG = (
    "regel",
    "werkproces_id",
    "persoon_id",
    "gemeente_code",
    "soort",
    "subsoort",
    "onderwijssoort",
    "startdatum",
    "einddatum",
    "afhandeling",
    "leeftijd_bij_start",
    "leeftijd_op_peildatum",
    "gepland",
    "behandelaar",
)


def prepare(verbinding: Connection, profiel: Profiel, gemeenten: Collection[str]) -> None:
    """Make `inname_codes`, what each combination of delivered codes means, and `inname_dubbel`.

    A delivery holds few combinations, so they are translated once instead of row by row. `inname_dubbel` has each
    werkproces_id that occurs twice, with its first line.
    """
    fill_codes(verbinding, "inname_gemeente", gemeente_keys(gemeenten))
    fill_codes(verbinding, "inname_soort", (("", key, code) for key, code in profiel.soorten.items()))
    fill_codes(verbinding, "inname_onderwijssoort", (("", key, code) for key, code in profiel.onderwijssoorten.items()))
    fill_codes(verbinding, "inname_subsoort", _per_soort(profiel.subsoorten))
    fill_codes(verbinding, "inname_afhandeling", _per_soort(profiel.afhandelingen))
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_codes AS "  # noqa: S608  our own constants and the checked profile
        f"SELECT {', '.join(f't.{kolom} AS {kolom}_tekst' for kolom in _CODE_KOLOMMEN)}, g.code AS gemeente_code, "
        "s.code AS soort, sub.code AS subsoort, o.code AS onderwijssoort, a.code AS afhandeling "
        f"FROM (SELECT DISTINCT {', '.join(_CODE_KOLOMMEN)} FROM inname_velden) t "
        "LEFT JOIN inname_gemeente g ON g.sleutel = replace(lower(t.gemeente_code), ' ', '') "
        f"LEFT JOIN inname_soort s ON s.sleutel = {key_sql('t.soort')} "
        f"LEFT JOIN inname_onderwijssoort o ON o.sleutel = {key_sql('t.onderwijssoort')} "
        f"LEFT JOIN inname_subsoort sub ON sub.soort = s.code AND sub.sleutel = {key_sql('t.subsoort')} "
        f"LEFT JOIN inname_afhandeling a ON a.soort = s.code AND a.sleutel = {key_sql('t.afhandeling')}"
    )
    # Hashes first: ten million different texts would fill the memory to find the few that are not different.
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_dubbel AS SELECT werkproces_id, min(regel) AS eerste FROM inname_velden "
        "WHERE hash(werkproces_id) IN (SELECT hash(werkproces_id) FROM inname_velden WHERE werkproces_id IS NOT NULL "
        "GROUP BY 1 HAVING count(*) > 1) AND werkproces_id IS NOT NULL GROUP BY werkproces_id HAVING count(*) > 1"
    )


def is_behandelaar(kolom: str) -> str:
    """SQL: whether a text is the code of a behandelaar, which is kept. A name is not.

    A code has no blanks, has a digit, and is too short for a number of a person.
    """
    return (
        f"regexp_full_match({kolom}, '[A-Za-z0-9._-]{{1,12}}') AND regexp_matches({kolom}, '[0-9]') "
        f"AND NOT regexp_matches({kolom}, '[0-9]{{7}}')"
    )


def basis(peildatum: date, waar: str = "true") -> str:
    """SQL: each row of `inname_velden` with its texts and its typed values.

    An einddatum after the peildatum is planned (`gepland`): the werkproces is still open, so it has no end yet.
    """
    gepland = f"coalesce(d_einddatum.waarde > DATE '{peildatum.isoformat()}', false)"
    waarden = {kolom: f"d_{kolom}.waarde" for kolom in DATUMKOLOMMEN}
    waarden["einddatum"] = f"CASE WHEN NOT {gepland} THEN d_einddatum.waarde END"
    typed = ", ".join(f"v.{kolom} AS {kolom}_tekst, {waarde} AS {kolom}" for kolom, waarde in waarden.items())
    dates = " ".join(f"LEFT JOIN inname_datum d_{kolom} ON d_{kolom}.tekst = v.{kolom}" for kolom in DATUMKOLOMMEN)
    codes = " AND ".join(f"c.{kolom}_tekst IS NOT DISTINCT FROM v.{kolom}" for kolom in _CODE_KOLOMMEN)
    op_peildatum = f"DATE '{peildatum.isoformat()}'"
    return (
        f"SELECT *, {_age('startdatum')} AS leeftijd_bij_start, {_age(op_peildatum)} AS leeftijd_op_peildatum FROM ("  # noqa: S608  our own constants and the checked profile
        f"SELECT v.regel, v.heel, v.open_quote, v.werkproces_id, v.persoon_id, c.*, {typed}, {gepland} AS gepland, "
        f"CASE WHEN {is_behandelaar('v.behandelaar')} THEN v.behandelaar END AS behandelaar, "
        "dub.eerste "
        f"FROM inname_velden v LEFT JOIN inname_codes c ON {codes} {dates} "
        f"LEFT JOIN inname_dubbel dub ON dub.werkproces_id = v.werkproces_id WHERE {waar})"
    )


def regels(profiel: Profiel, peildatum: date) -> tuple[Regel, ...]:
    """The rules of the contract, with the borders of the profile."""
    return (*cell_rules(_TEKSTEN), *_spoilt_ids(), *_required(), *_codes(), *_dates(profiel, peildatum))


def gemeente_keys(gemeenten: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The ways to write each gemeente code, for the table `inname_gemeente`."""
    for code in sorted(gemeenten):
        number = code.removeprefix("GM")
        for key in {code.lower(), number, number.lstrip("0"), "gm" + number.lstrip("0")}:
            yield "", key, code


def unknown_gemeente() -> Regel:
    """The rule that a gemeente must be one of ours. Only what is a code can be one to add to the list."""
    is_code, code = "regexp_full_match(gemeente_code_tekst, '(?i)(GM)? *[0-9]{1,4}')", _GEMEENTECODE
    return Regel(
        "onbekende_gemeente",
        "gemeente_code",
        "gemeente_code_tekst IS NOT NULL AND gemeente_code IS NULL",
        "",
        "",
        melding_sql=f"CASE WHEN {is_code} "
        f"THEN {literal('Deze gemeentecode hoort niet bij een gemeente van deze site.')} "
        f"ELSE {literal('Dit is geen gemeentecode.')} END",
        remedie_sql=f"CASE WHEN {is_code} THEN {literal(code + ', of voeg de gemeente toe aan gemeenten.csv.')} "
        f"ELSE {literal(code + '. Een naam wordt hier niet gelezen.')} END",
    )


_GEMEENTECODE = "Gebruik de code van CBS (GM0148, 0148 of 148)"
_CODE_KOLOMMEN = ("gemeente_code", "soort", "subsoort", "onderwijssoort", "afhandeling")


def _required() -> Iterator[Regel]:
    for kolom in ("werkproces_id", "persoon_id", "gemeente_code", "soort", "geboortedatum", "startdatum"):
        yield Regel(
            "leeg", kolom, f"{_TEKSTEN[kolom]} IS NULL", "Dit veld is verplicht en is leeg.", "Vul het veld in."
        )
    yield Regel(
        "dubbel",
        "werkproces_id",
        "eerste < regel",
        "Dit werkproces_id komt eerder in de levering al voor.",
        "Haal de dubbele regel weg of geef het werkproces zijn eigen nummer.",
    )


def _spoilt_ids() -> Iterator[Regel]:
    yield Regel(
        "nummer_is_datum",
        "persoon_id",
        "persoon_id = geboortedatum_tekst",
        "Hier staat de geboortedatum, geen nummer. Wie op dezelfde dag is geboren, zou zo één jongere worden.",
        "Neem in de export het nummer van de jongere op; een geboortedatum is geen nummer.",
    )
    for kolom in _IDS:
        yield Regel(
            "nummer_werd_datum",
            kolom,
            f"starts_with({kolom}, '{EXCEL_DATUM}') AND regexp_full_match({kolom}, '{EXCEL_DATUM}[0-9-]{{10}}')",
            "Het rekenblad heeft van dit nummer een datum gemaakt.",
            "Laad de export zelf als CSV, of zet de kolom op tekst voordat de nummers erin komen.",
        )


def _codes() -> Iterator[Regel]:
    zonder = ", ".join(map(literal, SUBSOORTEN))
    yield unknown_gemeente()
    yield _unknown("soort", "Deze soort bestaat niet.", f"Kies uit: {', '.join(SOORTEN)}.")
    yield Regel(
        "onbekende_code",
        "subsoort",
        "subsoort_tekst IS NOT NULL AND subsoort IS NULL AND soort IS NOT NULL",
        "Deze subsoort bestaat niet bij deze soort.",
        "",
        _choose("soort", SUBSOORTEN, "Laat het veld leeg: deze soort heeft geen subsoorten."),
    )
    yield Regel(
        "leeg",
        "subsoort",
        f"soort IN ({zonder}) AND (subsoort_tekst IS NULL OR subsoort = '')",
        "Bij deze soort is een subsoort verplicht.",
        "",
        _choose("soort", SUBSOORTEN, ""),
    )
    onderwijs = ", ".join(code for code in ONDERWIJSSOORTEN if code != ONDERWIJSSOORT_ONBEKEND)
    yield _unknown(
        "onderwijssoort", "Deze onderwijssoort bestaat niet.", f"Kies uit: {onderwijs}; laat leeg als u het niet weet."
    )
    yield Regel(
        "onbekende_code",
        "afhandeling",
        "afhandeling_tekst IS NOT NULL AND afhandeling IS NULL AND soort IS NOT NULL",
        "Deze afhandeling bestaat niet bij deze soort.",
        "",
        _choose("soort", AFHANDELINGEN, ""),
    )
    yield Regel(
        "leeg",
        "afhandeling",
        "einddatum IS NOT NULL AND (afhandeling_tekst IS NULL OR afhandeling = '')",
        "Er is een einddatum, dus een afhandeling is verplicht.",
        "",
        _choose("soort", AFHANDELINGEN, "Vul de afhandeling in."),
    )


def _dates(profiel: Profiel, peildatum: date) -> Iterator[Regel]:
    jongste, oudste = profiel.leeftijd_bij_start
    dag = f"DATE '{peildatum.isoformat()}'"
    for kolom in DATUMKOLOMMEN:
        yield Regel(
            "geen_datum",
            kolom,
            f"{kolom}_tekst IS NOT NULL AND {kolom} IS NULL{' AND NOT gepland' if kolom == 'einddatum' else ''}",
            "",
            "Schrijf de datum als dd-mm-jjjj, jjjj-mm-dd of jjjjmmdd.",
            melding_sql=what_it_is(f"{kolom}_tekst"),
        )
    vergelijkingen = (
        ("eind_voor_start", "einddatum", "einddatum < startdatum", "De einddatum ligt voor de startdatum."),
        ("geboren_na_start", "geboortedatum", "geboortedatum > startdatum", "De geboortedatum ligt na de startdatum."),
        ("na_peildatum", "startdatum", f"startdatum > {dag}", "De startdatum ligt na de peildatum."),
        (
            "te_lang_geleden",
            "startdatum",
            f"startdatum < DATE '{profiel.startdatum_vanaf.isoformat()}'",
            f"De startdatum ligt voor {profiel.startdatum_vanaf:%d-%m-%Y}.",
        ),
        (
            "leeftijd",
            "geboortedatum",
            f"geboortedatum <= startdatum AND leeftijd_bij_start NOT BETWEEN {jongste} AND {oudste}",
            f"De leeftijd bij de start is niet {jongste} tot en met {oudste} jaar.",
        ),
    )
    for code, kolom, conditie, melding in vergelijkingen:
        yield Regel(code, kolom, conditie, melding, _DATE_REMEDIES.get((code, kolom), "Verbeter de datum."))


_DATE_REMEDIES = {
    ("na_peildatum", "startdatum"): "Verbeter de datum, of laad met de goede --peildatum.",
    ("leeftijd", "geboortedatum"): "Kijk de geboortedatum en de startdatum na.",
    ("geboren_na_start", "geboortedatum"): "Kijk de geboortedatum en de startdatum na.",
    ("eind_voor_start", "einddatum"): "Kijk de startdatum en de einddatum na.",
}


def _unknown(kolom: str, melding: str, remedie: str) -> Regel:
    return Regel("onbekende_code", kolom, f"{kolom}_tekst IS NOT NULL AND {kolom} IS NULL", melding, remedie)


def _choose(kolom: str, codes: Mapping[str, Mapping[str, str]], anders: str) -> str:
    """SQL: which codes there are to choose from, given the soort of the row."""
    cases = " ".join(
        f"WHEN {literal(soort)} THEN {literal('Kies uit: ' + ', '.join(van_soort) + '.')}"
        for soort, van_soort in codes.items()
    )
    return f"CASE {kolom} {cases} ELSE {literal(anders)} END"


def _age(op: str) -> str:
    """SQL: whole years between birth and a day. Who is born on 29 February becomes a year older on 1 March."""

    def month_day(dag: str) -> str:
        return f"(month({dag}) * 100 + day({dag}))"

    nog_niet_jarig = f"CASE WHEN {month_day(op)} < {month_day('geboortedatum')} THEN 1 ELSE 0 END"
    return f"(year({op}) - year(geboortedatum) - {nog_niet_jarig})"


def _per_soort(vertalingen: Mapping[str, Vertaling]) -> Iterator[tuple[str, str, str]]:
    for soort, vertaling in vertalingen.items():
        for key, code in vertaling.items():
            yield soort, key, code
