"""Where a delivery begins: what belongs to the header, what does not, and what is said when it is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.publication.databases import intern_pad
from tests.etl.inname.hulp import KOP, delivery, load_text, query, row

KIND = row("GEHEIM-1", persoon="GEHEIM-7", geboortedatum="2009-05-06")
RIJEN = [row(nummer) for nummer in range(40)]

GEPLAKT = {
    "met scheidingsteken": f"{KOP};{KIND}",
    "met een spatie": f"{KOP} {KIND}",
    "zonder iets": KOP + KIND,
    "tussen aanhalingstekens": f'{KOP};"{KIND.replace(";", chr(34) + ";" + chr(34))}"',
    "met komma's": f"{KOP};{KIND}".replace(";", ","),
    "met tabs": f"{KOP}\t{KIND}".replace(";", "\t"),
    "na een eigen kolom": f"{KOP};Naam;Opmerking;{KIND};Jan Jansen;brief",
    "halverwege de kop": KOP.removesuffix("geboortedatum;startdatum;einddatum;afhandeling") + KIND,
    "twee regels": f"{KOP};{KIND};{KIND}",
    "alles op een regel": ";".join([KOP, KIND, *RIJEN]),
    "met schuine strepen": f"{KOP};{KIND}".replace("2009-05-06", "06/05/2009").replace("2022-09-01", "01/09/2022"),
    "met maanden in letters": f"{KOP};{KIND}".replace("2009-05-06", "6 mei 2009").replace("2022-09-01", "1 sep 2022"),
}


@pytest.mark.parametrize("geval", GEPLAKT)
def test_a_row_in_the_header_is_refused_and_repeated_nowhere(tmp_path: Path, geval: str) -> None:
    rapport = load_text(tmp_path, "\n".join([GEPLAKT[geval], *RIJEN]))
    assert rapport.status == "geweigerd" and rapport.genegeerde_kolommen == []
    tekst = str(rapport) + str(query("SELECT * FROM levering"))
    for geheim in ("GEHEIM", "GM0193", "2009", "mei", "Jansen", "brief", "overig"):
        assert geheim not in tekst
    assert b"GEHEIM" not in intern_pad().read_bytes()


def test_a_column_that_the_rows_do_not_have_is_not_named(tmp_path: Path) -> None:
    assert load_text(tmp_path, "\n".join([f"{KOP};Jan Jansen", *RIJEN])).genegeerde_kolommen == []


def test_a_column_whose_name_may_be_a_value_is_given_by_its_place(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, "\n".join([f"{KOP};Opmerking;P77", *(f"{rij};x;y" for rij in RIJEN)]))
    assert rapport.status == "geladen" and rapport.genegeerde_kolommen == ["Opmerking", "kolom 12"]


def test_a_title_above_the_header_is_left_aside_and_told(tmp_path: Path) -> None:
    titel = ["Overzicht werkprocessen", "Regio Noord;peildatum 01-09-2025", "", ";;;"]
    rapport = load_text(tmp_path, "\n".join([*titel, KOP, *RIJEN]))
    assert (rapport.status, rapport.geaccepteerd) == ("geladen", 40)
    assert any("kopregel staat op regel 5" in zin for zin in rapport.waarschuwingen)
    assert query("SELECT min(regel) FROM werkproces") == [(6,)]
    assert "Noord" not in str(rapport)


def test_rows_above_the_header_refuse_the_delivery(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, "\n".join([KIND, *RIJEN[:5], KOP, *RIJEN[5:]]))
    assert rapport.status == "geweigerd" and "op regel 7" in str(rapport.fout) and "op regel 1." in str(rapport.fout)
    assert "GEHEIM" not in str(rapport)


def test_no_profile_is_advised_that_leaves_filled_columns_aside(tmp_path: Path) -> None:
    kop = KOP.replace("einddatum", "einde").replace("afhandeling", "uitkomst")
    vol = [row(n, einddatum="2022-10-01", afhandeling="halt") for n in range(3)]
    rapport = load_text(tmp_path, "\n".join([kop, *vol]))
    assert rapport.status == "geweigerd" and "--profiel" not in str(rapport.remedie)
    assert "einde, uitkomst" in str(rapport.remedie) and "Voeg de kolom toe" not in str(rapport.remedie)


def test_a_profile_is_advised_when_what_it_does_not_know_is_empty(tmp_path: Path) -> None:
    kop = KOP.replace("einddatum", "einde").replace("afhandeling", "uitkomst").replace("onderwijssoort", "sector")
    kop = kop.replace("werkproces_id", "Meldingnummer")
    leeg = [row(n, onderwijssoort="") for n in range(3)]
    rapport = load_text(tmp_path, "\n".join([kop, *leeg]))
    assert rapport.status == "geweigerd" and "--profiel duo-verzuimregister" in str(rapport.remedie)


def test_a_header_that_comes_again_is_one_refused_row(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(*RIJEN, KOP))
    assert (rapport.geaccepteerd, rapport.afgekeurd) == (40, 1)


def test_no_profile_is_advised_that_only_does_without_what_is_missing(tmp_path: Path) -> None:
    rijen = [row(n, einddatum="2022-10-01").rpartition(";")[0] for n in range(3)]
    rapport = load_text(tmp_path, "\n".join([KOP.removesuffix(";afhandeling"), *rijen]))
    assert rapport.status == "geweigerd" and "--profiel" not in str(rapport.remedie)
    assert "Neem afhandeling op in de export" in str(rapport.remedie)
    assert "lege kolom" not in str(rapport.remedie)


def test_an_empty_column_is_advised_only_where_empty_is_unknown(tmp_path: Path) -> None:
    kop = KOP.replace("onderwijssoort;", "")
    rapport = load_text(tmp_path, "\n".join([kop, *(row(n).replace(";vo;", ";") for n in range(3))]))
    assert "Neem onderwijssoort op in de export (een lege kolom mag)" in str(rapport.remedie)


def test_rows_without_any_header_are_called_so(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, "\n".join([KIND, *RIJEN]))
    assert "Regel 1 bevat gegevens" in str(rapport.fout) and "--profiel" not in str(rapport.remedie)
    assert "GEHEIM" not in str(rapport)


@pytest.mark.parametrize(("teken", "naam"), [("|", "streep"), ("~", "golfje"), ("  ", "spaties")])
def test_a_separator_that_is_not_read_is_named(tmp_path: Path, teken: str, naam: str) -> None:
    rapport = load_text(tmp_path, delivery(*RIJEN).replace(";", teken))
    assert rapport.status == "geweigerd" and naam in str(rapport.fout) and "puntkomma" in str(rapport.remedie)


def test_more_than_one_missing_column_is_said_in_the_plural(tmp_path: Path) -> None:
    kop = KOP.replace("afhandeling", "uitkomst").replace("onderwijssoort", "school")
    fout = load_text(tmp_path, "\n".join([kop, *RIJEN])).fout
    assert fout and "de kolommen onderwijssoort, afhandeling ontbreken" in fout
