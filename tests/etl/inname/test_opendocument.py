"""A sheet of the open standard holds what one of Excel may hold, written in its own words; and is read the same."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from tests.etl.inname.hulp import load_file, query, refused
from tests.etl.inname.vormen import KOLOMMEN

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    + " ".join(
        f'xmlns:{kort}="{_OASIS}:{lang}:1.0"'
        for kort, lang in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "number": "datastyle",
        }.items()
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)
_STYLES = (
    '<office:automatic-styles><number:number-style style:name="N1"><number:number number:min-integer-digits="5" '
    'number:decimal-places="0"/></number:number-style>'
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
)


def text(tekst: str, kenmerken: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{kenmerken}><text:p>{escape(tekst)}</text:p></table:table-cell>'
    )


def number(waarde: object, kenmerken: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{waarde}"{kenmerken}/>'


def day(waarde: date | str, kenmerken: str = "") -> str:
    return f'<table:table-cell office:value-type="date" office:date-value="{waarde}"{kenmerken}/>'


LEEG = "<table:table-cell/>"
# LibreOffice fills every row and sheet up to its edge.
REST = '<table:table-cell table:number-columns-repeated="16374"/>'


def row(*cellen: str, kenmerken: str = "") -> str:
    return f"<table:table-row{kenmerken}>{''.join(cellen)}{REST}</table:table-row>"


def case(nummer: int, kenmerken: str = "", **anders: str) -> str:
    cellen = {
        "werkproces_id": text(f"W{nummer}"),
        "persoon_id": text(f"p{nummer}"),
        "gemeente_code": text("GM0193"),
        "soort": text("verlof"),
        "subsoort": LEEG,
        "onderwijssoort": LEEG,
        "geboortedatum": day("2010-01-14"),
        "startdatum": day("2022-09-20T00:00:00"),
        "einddatum": LEEG,
        "afhandeling": LEEG,
        **anders,
    }
    return row(*cellen.values(), kenmerken=kenmerken)


HEADER = row(*map(text, KOLOMMEN))


def write(doel: Path, *bladen: str, kolommen: str = "") -> Path:
    """A document with these sheets: pairs of the attributes of a sheet and its rows, split at the first `|`."""
    leeg = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    delen = (blad.split("|", maxsplit=1) for blad in bladen)
    tabellen = "".join(
        f"<table:table {kenmerken}>{kolommen}<table:table-header-rows/>{rijen}{leeg}</table:table>"
        for kenmerken, rijen in delen
    )
    inhoud = (
        f"{_BEGIN}{_STYLES}<office:body><office:spreadsheet>{tabellen}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archief.writestr("content.xml", inhoud)
    return doel


def test_rows_are_read_as_they_stand_with_what_is_hidden_told(tmp_path: Path) -> None:
    rijen = [
        case(2, ' table:visibility="filter"'),
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        case(5, einddatum=day("2022-09-30"), afhandeling=text("toegekend")),
        f"<table:table-row-group>{case(6, einddatum=day('9999-12-31'))}</table:table-row-group>",
        row(text("Totaal"), number(3)),
    ]
    kolommen = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16382"/>'
    )
    bestand = write(
        tmp_path / "a.ods",
        f'table:name="Oud" table:style-name="ta2"|{HEADER}{case(2)}',
        f'table:name="Export" table:style-name="ta1"|{HEADER}{"".join(rijen)}',
        f'table:name="Tweede"|{HEADER}{case(2)}',
        'table:name="Leeg"|',
        kolommen=kolommen,
    )
    rapport = load_file(bestand)
    assert (rapport.status, rapport.gelezen, rapport.geaccepteerd) == ("geladen", 3, 3), rapport.fout
    assert {naam: rapport.vorm[naam] for naam in ("bestandssoort", "blad", "andere_bladen")} == {
        "bestandssoort": "OpenDocument",
        "blad": "Export",
        "andere_bladen": ["Oud (verborgen)", "Tweede"],
    }
    assert (rapport.vorm["verborgen_rijen"], rapport.vorm["verborgen_kolommen"]) == (1, 1)
    assert query("SELECT regel, startdatum::VARCHAR, einddatum::VARCHAR FROM werkproces ORDER BY 1") == [
        (2, "2022-09-20", None),
        (5, "2022-09-20", "2022-09-30"),
        (6, "2022-09-20", None),
    ]
    assert any("geplande einddatum" in zin for zin in rapport.waarschuwingen)


def test_cells_without_a_sure_value_refuse_their_rows(tmp_path: Path) -> None:
    fouten = [
        ("einddatum", '<table:table-cell table:formula="of:=H2+30"/>', "formule_zonder_uitkomst"),
        ("einddatum", text("#N/B", ' table:formula="of:=NA()" calcext:value-type="error"'), "foutwaarde"),
        ("einddatum", text("Err:502", ' table:formula="of:=1/0"'), "foutwaarde"),
        ("einddatum", day("2022-09-30T13:45:00"), "geen_datum"),
        ("persoon_id", number("1.2345678901234E+17"), "afgerond_getal"),
        ("persoon_id", day("2025-12-03"), "nummer_werd_datum"),
        (
            "persoon_id",
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
            "logische_waarde",
        ),
    ]
    slecht = [case(n, **{kolom: cel}) for n, (kolom, cel, _) in enumerate(fouten, start=2)]
    samen = [
        case(9, soort=text("verlof", ' table:number-rows-spanned="2"')),
        case(10, soort="<table:covered-table-cell/>"),
    ]
    goed = [case(n) for n in range(11, 20)]
    rapport = load_file(write(tmp_path / "a.ods", f'table:name="Export"|{HEADER}{"".join([*slecht, *samen, *goed])}'))
    assert (rapport.geaccepteerd, rapport.status) == (10, "geladen"), rapport.fout
    verwacht = [(n, kolom, code) for n, (kolom, _, code) in enumerate(fouten, start=2)]
    assert refused() == [*verwacht, (10, "soort", "samengevoegde_cel")]


def test_numbers_are_read_as_they_are_shown_and_told_beside_texts(tmp_path: Path) -> None:
    blanco = '<table:table-cell office:value-type="string"><office:annotation><text:p>noot</text:p></office:annotation>'
    rijen = [
        case(2, persoon_id=number(123, ' table:style-name="ce1"')),
        case(3, persoon_id=text("00123")),
        case(
            4,
            gemeente_code=number("193.0"),
            persoon_id=f"{blanco}<text:p>00<text:span>123</text:span></text:p></table:table-cell>",
        ),
        case(5, afhandeling='<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>'),
    ]
    rapport = load_file(write(tmp_path / "a.ods", f'table:name="Export"|{HEADER}{"".join(rijen)}'))
    assert rapport.geaccepteerd == 4
    assert query("SELECT count(DISTINCT persoon) FROM werkproces") == [(2,)]
    assert any("1 rij met een getal, 3 rijen met tekst" in zin for zin in rapport.waarschuwingen)


def test_a_document_that_would_never_end_or_is_spoilt_is_refused(tmp_path: Path) -> None:
    veel = case(2, ' table:number-rows-repeated="99999999"')
    assert "past niet" in str(load_file(write(tmp_path / "a.ods", f'table:name="A"|{HEADER}{veel}')).fout)
    breed = row(text("x", ' table:number-columns-repeated="9999"'))
    assert "past niet" in str(load_file(write(tmp_path / "b.ods", f'table:name="A"|{HEADER}{breed}')).fout)
    stuk = write(tmp_path / "c.ods", f'table:name="A"|{HEADER}</table:table-row>')
    assert "beschadigd" in str(load_file(stuk).fout)
    verborgen = write(tmp_path / "d.ods", f'table:name="A" table:style-name="ta2"|{HEADER}{case(2)}')
    assert "zichtbaar" in str(load_file(verborgen).fout)
