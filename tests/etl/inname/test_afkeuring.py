"""A bad row is refused alone, on its own line, with the column, the rule and a remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.intern import open_intern
from etl.intern.leveringen import list_refused
from tests.etl.inname.hulp import delivery, load_text, query, refused, row

# What is wrong with the row -> the column and the rule that say so.
FOUTEN: list[tuple[dict[str, str], str | None, str]] = [
    ({"werkproces_id": ""}, "werkproces_id", "leeg"),
    ({"werkproces_id": "NVT"}, "werkproces_id", "leeg"),
    ({"persoon_id": "  "}, "persoon_id", "leeg"),
    ({"persoon_id": "-"}, "persoon_id", "leeg"),
    ({"gemeente_code": ""}, "gemeente_code", "leeg"),
    ({"gemeente_code": "GM9999"}, "gemeente_code", "onbekende_gemeente"),
    ({"gemeente_code": "Zwolle"}, "gemeente_code", "onbekende_gemeente"),
    ({"gemeente_code": "00193"}, "gemeente_code", "onbekende_gemeente"),
    ({"soort": ""}, "soort", "leeg"),
    ({"soort": "spijbelen", "subsoort": ""}, "soort", "onbekende_code"),
    ({"subsoort": "art_5a"}, "subsoort", "onbekende_code"),
    ({"subsoort": ""}, "subsoort", "leeg"),
    ({"soort": "verlof"}, "subsoort", "onbekende_code"),
    ({"onderwijssoort": "hbo"}, "onderwijssoort", "onbekende_code"),
    ({"onderwijssoort": "onbekend"}, "onderwijssoort", "onbekende_code"),
    ({"geboortedatum": ""}, "geboortedatum", "leeg"),
    ({"geboortedatum": "2010-02-30"}, "geboortedatum", "geen_datum"),
    ({"geboortedatum": "2023-01-01"}, "geboortedatum", "geboren_na_start"),
    ({"geboortedatum": "1950-01-01"}, "geboortedatum", "leeftijd"),
    ({"geboortedatum": "2022-08-31"}, "geboortedatum", "leeftijd"),
    ({"startdatum": ""}, "startdatum", "leeg"),
    ({"startdatum": "gisteren"}, "startdatum", "geen_datum"),
    ({"startdatum": "2022/09/01"}, "startdatum", "geen_datum"),
    ({"startdatum": "2025-09-02"}, "startdatum", "na_peildatum"),
    ({"startdatum": "1990-07-31", "geboortedatum": "1980-01-01"}, "startdatum", "te_lang_geleden"),
    ({"einddatum": "2022-08-31", "afhandeling": "halt"}, "einddatum", "eind_voor_start"),
    ({"einddatum": "#N/B", "afhandeling": "halt"}, "einddatum", "foutwaarde"),
    ({"persoon_id": "#VERW!"}, "persoon_id", "foutwaarde"),
    ({"werkproces_id": "Err:502"}, "werkproces_id", "foutwaarde"),
    ({"einddatum": "2022-13-01", "afhandeling": "halt"}, "einddatum", "geen_datum"),
    ({"einddatum": "2022-09-02"}, "afhandeling", "leeg"),
    ({"einddatum": "2022-09-02", "afhandeling": "weg"}, "afhandeling", "onbekende_code"),
    ({"einddatum": "2022-09-02", "afhandeling": "verleend"}, "afhandeling", "onbekende_code"),
    ({"afhandeling": "verleend"}, "afhandeling", "onbekende_code"),
    ({"afhandeling": ";;te veel"}, None, "aantal_velden"),
]
GOED = [row(f"goed{nummer}") for nummer in range(3)]


def test_each_bad_row_is_refused_alone_and_found_where_it_stands(tmp_path: Path) -> None:
    slecht = [row(f"slecht{nummer}", **fout) for nummer, (fout, _, _) in enumerate(FOUTEN)]
    kort = "Wkort;p1;GM0193;relatief_verzuim"
    rapport = load_text(tmp_path, delivery(*GOED, "", *slecht, kort), max_afgekeurd=1.0)
    assert (rapport.gelezen, rapport.geaccepteerd) == (len(FOUTEN) + 4, 3)
    assert rapport.afgekeurd == len(FOUTEN) + 1
    verwacht = [(6 + nummer, kolom, code) for nummer, (_, kolom, code) in enumerate(FOUTEN)]
    assert refused() == [*verwacht, (6 + len(FOUTEN), None, "aantal_velden")]
    assert {werkproces for (werkproces,) in query("SELECT werkproces_id FROM werkproces")} == {
        "Wgoed0",
        "Wgoed1",
        "Wgoed2",
    }


def test_an_end_of_file_mark_and_lines_of_separators_are_no_rows(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(*GOED, ";;;", " ; ;", "\t") + "\x1a")
    assert (rapport.gelezen, rapport.afgekeurd) == (3, 0)


def test_a_row_with_two_faults_is_one_row_with_two_reasons(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(*GOED, row(1, soort="x", startdatum="y")))
    assert rapport.afgekeurd == 1
    assert refused() == [(5, "startdatum", "geen_datum"), (5, "soort", "onbekende_code")]
    assert sum(reden["aantal"] for reden in rapport.redenen) == 2


def test_every_row_after_the_first_with_one_number_is_refused(tmp_path: Path) -> None:
    rijen = [row("a"), row("b"), row("a", start="2022-10-01"), row("", werkproces_id=" Wa "), row("A")]
    load_text(tmp_path, delivery(*rijen, *GOED))
    assert refused() == [(4, "werkproces_id", "dubbel"), (5, "werkproces_id", "dubbel")]
    assert query("SELECT startdatum::VARCHAR FROM werkproces WHERE werkproces_id = 'Wa'") == [("2022-09-01",)]


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"soort": "Relatief_Verzuim", "subsoort": "16 uur"}, ("relatief_verzuim", "16_uur", "vo")),
        ({"soort": " relatief verzuim", "onderwijssoort": "MBO"}, ("relatief_verzuim", "overig", "mbo")),
        ({"soort": "verlof", "subsoort": "n.v.t.", "onderwijssoort": "-"}, ("verlof", None, "onbekend")),
        ({"soort": "vrijstelling", "subsoort": "ART_5A"}, ("vrijstelling", "art_5a", "vo")),
    ],
)
def test_spelling_is_form_and_is_forgiven(
    tmp_path: Path, velden: dict[str, str], verwacht: tuple[str, str | None, str]
) -> None:
    load_text(tmp_path, delivery(row(1, **velden)))
    assert query("SELECT soort, subsoort, onderwijssoort FROM werkproces") == [verwacht]


def test_an_outcome_without_an_end_is_kept_and_remarked_upon(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(row(1, soort="vrijstelling", subsoort="art_5b", afhandeling="verleend")))
    assert rapport.geaccepteerd == 1
    assert any("afhandeling maar geen einddatum" in zin for zin in rapport.waarschuwingen)
    assert query("SELECT einddatum, afhandeling FROM werkproces") == [(None, "verleend")]


def test_a_planned_end_is_remarked_upon_once(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(row(1, einddatum="9999-12-31", afhandeling="halt")))
    assert [zin for zin in rapport.waarschuwingen if "einddatum" in zin] == [
        zin for zin in rapport.waarschuwingen if "geplande einddatum" in zin
    ]
    assert any("geplande einddatum" in zin for zin in rapport.waarschuwingen)


def test_a_column_that_is_empty_throughout_is_named_when_its_rows_are_refused_for_it(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(*(row(n, einddatum="2022-10-01") for n in range(20))))
    assert rapport.status == "geweigerd"
    assert any("afhandeling is in geen enkele regel gevuld" in zin for zin in rapport.waarschuwingen)


def test_a_column_with_only_unknown_values_is_not_called_empty(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(row(1, onderwijssoort="havo"), *(row(n, onderwijssoort="") for n in (2, 3))))
    assert (rapport.geaccepteerd, rapport.afgekeurd) == (2, 1)
    assert not any("onderwijssoort is in geen enkele" in zin for zin in rapport.waarschuwingen)


def test_a_region_of_which_most_is_not_delivered_is_told_in_numbers(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(row(1)))
    zinnen = [zin for zin in rapport.waarschuwingen if "IJssel-Vecht" in zin]
    assert zinnen == [
        "van IJssel-Vecht staat er 1 van de 11 gemeenten in. Over de andere zegt deze levering niets, ook geen nul."
    ]


@pytest.mark.parametrize(
    ("goed", "slecht", "aandeel", "status"),
    [
        (990, 10, None, "geladen"),
        (150, 10, None, "geladen"),  # more than 5%, but no more than ten rows
        (150, 11, None, "geweigerd"),
        (380, 20, None, "geladen"),
        (379, 21, None, "geweigerd"),
        (3, 3, None, "geladen"),
        (3, 4, None, "geweigerd"),
        (0, 1, None, "geweigerd"),
        (95, 5, 0.05, "geladen"),
        (94, 6, 0.05, "geweigerd"),
        (99, 1, 0.0, "geweigerd"),
        (0, 3, 1.0, "geweigerd"),
    ],
)
def test_too_many_bad_rows_refuse_the_delivery(
    tmp_path: Path, goed: int, slecht: int, aandeel: float | None, status: str
) -> None:
    rijen = [row(nummer) for nummer in range(goed)] + [row(f"x{nummer}", soort="x") for nummer in range(slecht)]
    rapport = load_text(tmp_path, delivery(*rijen), max_afgekeurd=aandeel)
    assert rapport.status == status
    assert len(refused()) == slecht
    assert query("SELECT count(*) FROM actief") == [(goed if status == "geladen" else 0,)]


def test_the_raw_row_is_kept_but_never_listed(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(*GOED, row(1, persoon="GEHEIM-7", soort="x", geboortedatum="2009-05-06")))
    assert query("SELECT ruwe_regel FROM afgekeurd") == [("W1;GEHEIM-7;GM0193;x;overig;vo;2009-05-06;2022-09-01;;",)]
    with open_intern() as verbinding:
        lijst = [dict(rij) for rij in list_refused(verbinding)]
    assert lijst and "GEHEIM-7" not in str(lijst) and "2009-05-06" not in str(lijst)
    assert all(rij["melding"] and rij["remedie"] for rij in lijst)


def test_the_raw_row_reads_the_same_after_rewriting(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(*GOED, row(1, soort='"x"')))
    assert query("SELECT regel, ruwe_regel FROM afgekeurd") == [(5, row(1, soort="x"))]


@pytest.mark.parametrize(
    ("jaar", "ver"), [("%d-%m-%Y", "31-12-9999"), ("%Y-%m-%d", "9999-12-31"), ("%Y%m%d", "99991231")]
)
def test_an_end_after_the_peildatum_is_planned_in_each_form(tmp_path: Path, jaar: str, ver: str) -> None:
    geboren, start, op_tijd, later = (
        dag.strftime(jaar) for dag in (date(2010, 1, 14), date(2022, 9, 20), date(2025, 9, 1), date(2025, 9, 2))
    )
    rijen = [
        row(nummer, geboortedatum=geboren, startdatum=start, einddatum=einde, afhandeling=afhandeling)
        for nummer, (einde, afhandeling) in enumerate([(ver, ""), (later, "halt"), (op_tijd, "halt")])
    ]
    rapport = load_text(tmp_path, delivery(*rijen))
    assert rapport.geaccepteerd == 3
    assert query("SELECT einddatum FROM werkproces ORDER BY regel") == [(None,), (None,), (date(2025, 9, 1),)]
    assert any(zin.startswith("2 werkprocessen hebben een einddatum na") for zin in rapport.waarschuwingen)


@pytest.mark.parametrize(
    ("gemeente", "toevoegen"), [("GM9999", True), ("9999", True), ("Zwolle", False), ("p7", False)]
)
def test_only_a_code_can_be_a_gemeente_to_add(tmp_path: Path, gemeente: str, toevoegen: bool) -> None:
    load_text(tmp_path, delivery(row(1), row(2), row(3, gemeente=gemeente)))
    [(remedie,)] = query("SELECT remedie FROM afgekeurd")
    assert ("gemeenten.csv" in remedie) == toevoegen and "GM0148" in remedie
