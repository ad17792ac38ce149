"""What a sheet of Excel may hold besides plain cells: read for what it is, told or refused, never taken for another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.etl.inname import werkmappen
from tests.etl.inname.hulp import load_file, query, refused
from tests.etl.inname.werkmappen import case, day, header, number, row, sheet, text

DATUMS = "SELECT werkproces_id, startdatum::VARCHAR, einddatum::VARCHAR FROM werkproces ORDER BY regel"


def simple(doel: Path, *rijen: str, ervoor: str = "", erna: str = "", **opties: object) -> Path:
    blad = sheet(header(), *rijen, ervoor=ervoor, erna=erna)
    return werkmappen.write(doel, {"Export": blad}, **opties)  # type: ignore[arg-type]


def persons() -> int:
    return int(query("SELECT count(DISTINCT persoon) FROM werkproces")[0][0])


def test_the_first_visible_sheet_is_read_and_named_and_others_are_told(tmp_path: Path) -> None:
    bladen = {
        "Instellingen": sheet(header(), case(2), case(3)),
        "Export": sheet(header(), case(2), case(3), case(4)),
        "Vorig jaar": sheet(header(), case(2)),
        "Leeg": sheet(),
        "Titel": sheet(row(1, text("Over deze export"))),
    }
    rapport = load_file(werkmappen.write(tmp_path / "a.xlsx", bladen, verborgen=["Instellingen"]))
    assert (rapport.status, rapport.gelezen, rapport.vorm["blad"]) == ("geladen", 3, "Export")
    assert rapport.vorm["andere_bladen"] == ["Instellingen (verborgen)", "Vorig jaar"]
    assert any("Instellingen (verborgen), Vorig jaar" in zin for zin in rapport.waarschuwingen)


def test_a_cover_sheet_in_front_is_named_with_the_sheet_that_has_the_rows(tmp_path: Path) -> None:
    bladen = {"Voorblad": sheet(row(1, text("Export leerplicht"))), "Gegevens": sheet(header(), case(2))}
    rapport = load_file(werkmappen.write(tmp_path / "a.xlsx", bladen))
    assert rapport.status == "geweigerd" and str(rapport.fout).startswith("Blad Voorblad:")
    assert "Gegevens" in str(rapport.remedie)


def test_a_number_in_the_name_of_a_sheet_is_masked(tmp_path: Path) -> None:
    rapport = load_file(werkmappen.write(tmp_path / "a.xlsx", {"Jan 14-01-2010": sheet(header(), case(2))}))
    assert rapport.geaccepteerd == 1 and "2010" not in str(rapport.as_dict()["vorm"])


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    kolommen = '<cols><col min="2" max="2" hidden="1"/><col min="11" max="16384" hidden="true"/></cols>'
    bestand = simple(tmp_path / "a.xlsx", case(2, hidden="1"), case(3), case(4, hidden="true"), ervoor=kolommen)
    rapport = load_file(bestand)
    assert rapport.geaccepteerd == 3
    assert (rapport.vorm["verborgen_rijen"], rapport.vorm["verborgen_kolommen"]) == (2, 1)
    assert sum("verborgen" in zin for zin in rapport.waarschuwingen) == 2


def test_a_column_that_is_half_turned_round_is_refused(tmp_path: Path) -> None:
    rijen = [
        case(n, startdatum=day(date(2022, 1 + n % 3, 1 + n % 12)) if n % 2 else text(f"{13 + n % 15}-03-2022"))
        for n in range(2, 30)
    ]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen))
    assert rapport.status == "geweigerd" and "startdatum" in str(rapport.fout) and "omgedraaid" in str(rapport.fout)


def test_real_and_written_dates_of_all_days_go_together(tmp_path: Path) -> None:
    rijen = [case(n, startdatum=day(date(2022, 3, n)) if n % 2 else text(f"{n:02}-03-2022")) for n in range(2, 30)]
    assert load_file(simple(tmp_path / "a.xlsx", *rijen)).geaccepteerd == 28


@pytest.mark.parametrize(
    ("cel", "code"),
    [
        ("><f>H2+30</f></c>", "formule_zonder_uitkomst"),
        (' s="1"><f>H2+30</f><v></v></c>', "formule_zonder_uitkomst"),
        (' t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>', "foutwaarde"),
        (' t="e"><v>#REF!</v></c>', "foutwaarde"),
        (' t="b"><v>1</v></c>', "logische_waarde"),
        (number(44820.57, werkmappen.TIJD), "geen_datum"),
        (number(44820), "geen_datum"),
    ],
)
def test_an_end_that_is_no_sure_date_refuses_its_row(tmp_path: Path, cel: str, code: str) -> None:
    goed = [case(n) for n in range(3, 8)]
    rapport = load_file(simple(tmp_path / "a.xlsx", case(2, einddatum=cel, afhandeling=text("toegekend")), *goed))
    assert (rapport.status, rapport.geaccepteerd) == ("geladen", 5)
    assert refused() == [(2, "einddatum", code)]


def test_a_formula_with_an_outcome_is_its_outcome_an_empty_text_too(tmp_path: Path) -> None:
    leeg, datum = ' t="str"><f>IF(A2="","",1)</f><v></v></c>', f' s="1"><f>H3+1</f><v>{44830}</v></c>'
    nummer = ' t="str"><f>"00123"</f><v>00123</v></c>'
    rijen = [
        case(2, einddatum=leeg, persoon_id=nummer),
        case(3, einddatum=datum, afhandeling=text("toegekend"), persoon_id=text("00123")),
    ]
    assert load_file(simple(tmp_path / "a.xlsx", *rijen)).geaccepteerd == 2
    assert query(DATUMS) == [("W2", "2022-09-20", None), ("W3", "2022-09-20", "2022-09-26")]
    assert persons() == 1


def test_an_end_after_the_peildatum_is_planned(tmp_path: Path) -> None:
    rijen = [
        case(2, einddatum=day(date(9999, 12, 31))),
        case(3, einddatum=day(date(2025, 12, 31)), afhandeling=text("toegekend")),
        case(4, einddatum=day(date(2025, 9, 1)), afhandeling=text("toegekend")),
    ]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen))
    assert [einde for _, _, einde in query(DATUMS)] == [None, None, "2025-09-01"]
    assert any(zin.startswith("2 werkprocessen hebben een einddatum na de peildatum") for zin in rapport.waarschuwingen)


def test_numbers_beside_texts_are_told_with_their_rows(tmp_path: Path) -> None:
    rijen = [case(2, persoon_id=number("1.2E6")), case(3, persoon_id=text("1200000")), case(4, persoon_id=text("12E5"))]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen, row(9, text("Totaal"), number(3))))
    zinnen = [zin for zin in rapport.waarschuwingen if "persoon_id" in zin]
    assert len(zinnen) == 1 and "1 rij met een getal, 2 rijen met tekst" in zinnen[0]
    assert not any("werkproces_id" in zin for zin in rapport.waarschuwingen)


def test_a_format_with_leading_zeros_is_read_as_it_is_shown(tmp_path: Path) -> None:
    rijen = [case(2, persoon_id=number(123, werkmappen.NULLEN)), case(3, persoon_id=number("00123", werkmappen.NULLEN))]
    assert load_file(simple(tmp_path / "a.xlsx", *rijen)).geaccepteerd == 2
    load_file(simple(tmp_path / "b.xlsx", case(2, persoon_id=text("00123"))))
    assert persons() == 1


def test_a_number_with_and_without_its_zeros_is_told(tmp_path: Path) -> None:
    rijen = [case(2, persoon_id=number(123, werkmappen.NULLEN)), case(3, persoon_id=number(123))]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen))
    assert sum("nullen" in zin for zin in rapport.waarschuwingen) == 1
    assert persons() == 2


def test_what_was_told_of_cells_is_not_told_again_of_their_texts(tmp_path: Path) -> None:
    rijen = [case(2, persoon_id=number("1.2E6")), case(3, persoon_id=text("12E5")), case(4, persoon_id=text("q7"))]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen))
    assert sum("door elkaar" in zin for zin in rapport.waarschuwingen) == 1


def test_a_number_of_which_digits_are_lost_refuses_its_row(tmp_path: Path) -> None:
    rijen = [case(n, persoon_id=number(f"1.2345678901234{n}E+17")) for n in (2, 3)]
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen, *(case(n) for n in range(4, 12))))
    assert rapport.geaccepteerd == 8
    assert refused() == [(2, "persoon_id", "afgerond_getal"), (3, "persoon_id", "afgerond_getal")]


def test_a_number_that_became_a_date_refuses_its_row(tmp_path: Path) -> None:
    load_file(simple(tmp_path / "a.xlsx", case(2, persoon_id=day(date(2025, 12, 3))), case(3), case(4)))
    assert refused() == [(2, "persoon_id", "nummer_werd_datum")]


def test_merged_cells_in_the_data_refuse_the_rows_they_cover(tmp_path: Path) -> None:
    rijen = [
        case(2, einddatum=day(date(2022, 9, 30)), afhandeling=text("toegekend")),
        case(3),
        case(4),
        case(5),
        case(6),
    ]
    samen = '<mergeCells count="2"><mergeCell ref="I2:I3"/><mergeCell ref="E4:F5"/></mergeCells>'
    rapport = load_file(simple(tmp_path / "a.xlsx", *rijen, erna=samen))
    assert (rapport.geaccepteerd, refused()) == (4, [(3, "einddatum", "samengevoegde_cel")])


def test_texts_are_read_inline_shared_and_rich(tmp_path: Path) -> None:
    rijk = "<r><t>ver</t></r><r><rPr><b/></rPr><t>lof</t></r>"
    inline = f' t="inlineStr"><is>{rijk}</is></c>'
    rijen = [case(2, soort=werkmappen.shared(0)), case(3, soort=werkmappen.shared(1)), case(4, soort=inline)]
    bestand = simple(tmp_path / "a.xlsx", *rijen, teksten=["<t>verlof</t>", rijk])
    assert load_file(bestand).geaccepteerd == 3


def test_the_strict_variant_and_the_calendar_of_1904(tmp_path: Path) -> None:
    dag = number(werkmappen.serial(date(2022, 9, 20)) - 1462, werkmappen.DATUM)
    geboren = number(werkmappen.serial(date(2010, 1, 14)) - 1462, werkmappen.DATUM)
    rijen = [
        case(2, startdatum=dag, geboortedatum=geboren),
        case(3, startdatum=' t="d"><v>2022-09-21</v></c>', geboortedatum=geboren),
    ]
    bestand = simple(tmp_path / "a.xlsx", *rijen, boek='<workbookPr date1904="1"/>', strict=True)
    assert load_file(bestand).geaccepteerd == 2
    assert [start for _, start, _ in query(DATUMS)] == ["2022-09-20", "2022-09-21"]


def test_a_title_above_and_rows_left_out_keep_the_numbers_of_the_rows(tmp_path: Path) -> None:
    titel = [row(1, text("Export leerplicht")), row(2, text("Gemaakt op"), day(date(2025, 9, 1)))]
    onder = [row(11, text("Totaal"), number(2)), row(12, text("Bron: leerplichtsysteem"))]
    blad = sheet(*titel, header(4), case(7), case(9), *onder)
    samen = blad.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:J1"/></mergeCells>')
    rapport = load_file(werkmappen.write(tmp_path / "a.xlsx", {"Export": samen}))
    assert (rapport.gelezen, rapport.geaccepteerd) == (2, 2)
    assert any(zin.startswith("niet gelezen: 2 regels onder de gegevens") for zin in rapport.waarschuwingen)
    assert query("SELECT regel FROM werkproces ORDER BY 1") == [(7,), (9,)]


def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    for naam in ("a.xlsm", "b.csv", "zonder"):
        assert load_file(simple(tmp_path / naam, case(2))).vorm["bestandssoort"] == "Excel"


def test_a_csv_that_was_pasted_into_one_column_is_called_so(tmp_path: Path) -> None:
    blad = sheet(row(1, text("werkproces_id;persoon_id;gemeente_code;soort")), row(2, text("W1;p1;GM0193;vsv")))
    rapport = load_file(werkmappen.write(tmp_path / "a.xlsx", {"Export": blad}))
    assert rapport.status == "geweigerd" and "in één cel" in str(rapport.fout)
    assert "Laad de CSV zelf" in str(rapport.remedie)
