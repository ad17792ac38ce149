"""Standen: how many jongeren there are, from our own form or from CBS; what is not known stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.etl.inname.hulp import load_text, query, refused

KOP = "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven"
STAND = (
    "SELECT gemeente_code, schooljaar, jongeren_5_18, leerplichtigen, kwalificatieplichtigen, ingeschreven "
    "FROM actieve_stand ORDER BY 1, 2"
)


def test_an_empty_figure_is_unknown_and_a_zero_is_zero(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, f"{KOP}\n148;2022-2023;4269;;0;NVT\nGM0193;2022/2023;40;20;10;30\n")
    assert (rapport.soort, rapport.status, rapport.voorbeeld) == ("standen", "geladen", False)
    assert query(STAND) == [
        ("GM0148", "2022-2023", 4269, None, 0, None),
        ("GM0193", "2022-2023", 40, 20, 10, 30),
    ]
    assert query("SELECT * FROM actieve_dekking") == []


def test_bad_rows_are_refused_alone(tmp_path: Path) -> None:
    slecht = [
        (";2022-2023;1;1;0;1", "gemeente_code", "leeg"),
        ("GM9999;2022-2023;1;1;0;1", "gemeente_code", "onbekende_gemeente"),
        ("193;;1;1;0;1", "schooljaar", "leeg"),
        ("193;2022-2024;1;1;0;1", "schooljaar", "geen_schooljaar"),
        ("193;2026-2027;1;1;0;1", "schooljaar", "na_peildatum"),
        ("193;2021-2022;4.269;1;1;1", "jongeren_5_18", "geen_getal"),
        ("193;2020-2021;1;-1;1;1", "leerplichtigen", "geen_getal"),
        ("0193;2022-2023;1;1;0;1", "schooljaar", "dubbel"),
        ("193;2019-2020;10;11;;", "leerplichtigen", "meer_dan_geheel"),
        ("193;2018-2019;10;;11;", "kwalificatieplichtigen", "meer_dan_geheel"),
        ("193;2017-2018;10;;;11", "ingeschreven", "meer_dan_geheel"),
        ("193;2016-2017;10;9;2;", "jongeren_5_18", "meer_dan_geheel"),
        ("193;2022-2023;1;1", None, "aantal_velden"),
    ]
    tekst = "\n".join([KOP, "193;2022-2023;1;1;0;1", *(rij for rij, _, _ in slecht), ""])
    rapport = load_text(tmp_path, tekst, max_afgekeurd=1.0)
    assert (rapport.geaccepteerd, rapport.afgekeurd) == (1, len(slecht))
    assert refused() == [(nummer, kolom, code) for nummer, (_, kolom, code) in enumerate(slecht, start=3)]


def test_a_later_peildatum_supersedes(tmp_path: Path) -> None:
    load_text(tmp_path, f"{KOP}\n193;2022-2023;1;;;\n193;2021-2022;2;;;\n", peildatum=date(2023, 9, 1))
    load_text(tmp_path, f"{KOP}\n193;2022-2023;3;;;\n")
    assert [rij[1:3] for rij in query(STAND)] == [("2021-2022", 2), ("2022-2023", 3)]


def test_each_stand_is_of_the_latest_delivery_that_has_it(tmp_path: Path) -> None:
    load_text(tmp_path, f"{KOP}\n193;2022-2023;100;70;20;\n148;2022-2023;50;;;\n", peildatum=date(2023, 9, 1))
    rapport = load_text(tmp_path, f"{KOP}\n193;2022-2023;110;;;\n193;2021-2022;60;;;\n", peildatum=date(2024, 9, 1))
    assert query(STAND) == [
        ("GM0148", "2022-2023", 50, None, None, None),
        ("GM0193", "2021-2022", 60, None, None, None),
        ("GM0193", "2022-2023", 110, 70, 20, None),
    ]
    assert query("SELECT peildatum FROM actieve_stand ORDER BY gemeente_code, schooljaar") == [
        (date(2023, 9, 1),),
        (date(2024, 9, 1),),
        (date(2023, 9, 1),),
    ]
    assert any(zin.startswith("in 1 regel is een veld leeg") for zin in rapport.waarschuwingen)
    later = load_text(tmp_path, f"{KOP}\n193;2022-2023;;120;;\n")
    assert any("Zwolle 2022-2023" in zin for zin in later.waarschuwingen)


def test_a_name_that_does_not_belong_to_its_code_is_pointed_out(tmp_path: Path) -> None:
    rijen = [
        "193;2022-2023;1;;;;Zwolle",
        "148;2022-2023;1;;;;Kampen",
        "164;2022-2023;1;;;;Hengelo (O.)",
        "160;2022-2023;1;;;;Jan",
    ]
    rapport = load_text(tmp_path, "\n".join([f"{KOP};Gemeentenaam", *rijen]))
    zinnen = [zin for zin in rapport.waarschuwingen if "naam van de gemeente" in zin]
    assert rapport.geaccepteerd == 4 and len(zinnen) == 1
    assert "in 2 regels" in zinnen[0] and "bij GM0148 (Dalfsen) staat Kampen" in zinnen[0] and "Jan" not in zinnen[0]


def test_a_stand_that_is_nowhere_filled_is_named(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, f"{KOP}\n148;2022-2023;4269;;0;\n193;2022-2023;4000;;1;\n")
    [zin] = [zin for zin in rapport.waarschuwingen if zin.startswith("in geen enkele regel gevuld")]
    assert "gevuld: leerplichtigen, ingeschreven. Dat is dan onbekend, geen nul" in zin
