"""Nobody is merged with another or counted twice unseen because of how a number was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.inname.report import Rapport
from tests.etl.inname.hulp import delivery, load_text, query, refused, row

KENMERKEN = {
    "schrijfwijzen": "in meer schrijfwijzen",
    "nullen": "nullen voorop weggevallen",
    "door elkaar": "getallen en teksten staan door elkaar",
    "veel": "komt in",
    "gelijk": "gelijk aan het werkproces_id",
    "nooit twee keer": "twee keer voor",
}


def load(map: Path, *personen: str, codering: str = "utf-8") -> Rapport:
    return load_text(map, delivery(*(row(n, persoon=p) for n, p in enumerate(personen))).encode(codering))


def about(rapport: Rapport) -> list[str]:
    return [naam for naam, stuk in KENMERKEN.items() if any(stuk in zin for zin in rapport.waarschuwingen)]


def persons() -> int:
    return int(query("SELECT count(DISTINCT persoon) FROM werkproces")[0][0])


GOED = [f"J-{n}" for n in range(100, 140)]


@pytest.mark.parametrize("ingekort", ["1,23457E+15", "1.2E6", "1,23E+08", "9E+15", "-1,5e-7"])
def test_a_number_in_scientific_notation_refuses_its_row(tmp_path: Path, ingekort: str) -> None:
    rapport = load(tmp_path, *GOED, ingekort, ingekort)
    assert rapport.geaccepteerd == 40
    assert refused() == [(42, "persoon_id", "ingekort_nummer"), (43, "persoon_id", "ingekort_nummer")]


@pytest.mark.parametrize("echt", ["12E5", "E5", "1e5a", "AE+3"])
def test_a_number_that_only_looks_like_it_is_a_number(tmp_path: Path, echt: str) -> None:
    assert load(tmp_path, *GOED, echt).afgekeurd == 0


def test_numbers_rounded_after_fifteen_digits_refuse_their_rows(tmp_path: Path) -> None:
    rapport = load(tmp_path, *GOED, *(f"123456789012{n}000" for n in range(345, 355)))
    assert (rapport.geaccepteerd, rapport.afgekeurd) == (40, 10)
    assert {code for _, _, code in refused()} == {"afgerond_nummer"}


def test_long_numbers_that_end_in_a_zero_by_chance_stay(tmp_path: Path) -> None:
    assert load(tmp_path, *(f"1234567890123{n}" for n in range(100, 300))).afgekeurd == 0


@pytest.mark.parametrize("niets", ["NULL", "onbekend", "nan", "0", "?"])
def test_a_word_for_nothing_is_nobody(tmp_path: Path, niets: str) -> None:
    load(tmp_path, *GOED, niets, niets)
    assert refused() == [(42, "persoon_id", "geen_nummer"), (43, "persoon_id", "geen_nummer")]


@pytest.mark.parametrize(
    "schrijfwijze",
    [
        '="00123"',
        " 00123 ",
        "0\u200b0123",
        "\ufeff00123",
        "001\u00ad23",
        "00123\u00a0",
        "\u200e00123",
        "00\u206012\u20623",
    ],
)
def test_what_nobody_sees_makes_no_other_jongere(tmp_path: Path, schrijfwijze: str) -> None:
    rapport = load(tmp_path, "00123", schrijfwijze, "00999")
    assert (rapport.status, persons()) == ("geladen", 2)
    onzichtbaar = any(teken in schrijfwijze for teken in "\u200b\u00ad\u200e\u2060\ufeff")
    assert any("in 1 regel stonden onzichtbare tekens" in zin for zin in rapport.waarschuwingen) == onzichtbaar


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Jos\u00e9-1", "Jose\u0301-1"),
        ("p 1", "p\u00a01"),
        ("p 1", "p\u20031"),
        ("p-1", "p\u20131"),
        ("p1", "p\u00071"),
    ],
)
def test_spellings_that_mean_the_same_are_the_same(tmp_path: Path, een: str, ander: str) -> None:
    load(tmp_path, een, ander, "q-2")
    assert persons() == 2


@pytest.mark.parametrize(
    ("personen", "kenmerken"),
    [
        (["00123", "123", "00777"], ["schrijfwijzen"]),
        (["00123", "123", "00777", "456"], ["schrijfwijzen", "nullen"]),
        (["p1", "P1", "p2"], ["schrijfwijzen"]),
        (["1200000.0", "1200000", "7654321"], ["schrijfwijzen", "door elkaar"]),
        (["1.200.000", "1200000", "7654321"], ["schrijfwijzen", "door elkaar"]),
        (["José", "Jose", "Piet"], ["schrijfwijzen"]),
        (["P-12", "P12", "P0012"], ["schrijfwijzen"]),
        (["001234567", "1234568", "012345679"], ["nullen"]),
        (["1234567", "P1234567", "P1234568"], ["door elkaar"]),
        (["1-23", "12-3", "123-4"], []),
        (["1234567", "12345678", "123456789"], []),
        (["0a1b", "1234", "ffee"], []),
        (["p1"] * 30 + ["p2", "p3"], ["veel"]),
        ([f"p{n}" for n in range(600)], ["nooit twee keer"]),
        ([f"p{n}" for n in range(600)] + ["p1"], []),
        (["W0", "W1", "W2"], ["gelijk"]),
    ],
)
def test_what_may_be_one_jongere_or_two_is_told(tmp_path: Path, personen: list[str], kenmerken: list[str]) -> None:
    rapport = load(tmp_path, *personen)
    assert rapport.status == "geladen" and sorted(about(rapport)) == sorted(kenmerken)
    assert not any(persoon in zin for persoon in set(personen) for zin in rapport.waarschuwingen if len(persoon) > 3)


def test_the_number_of_rows_is_in_the_remark(tmp_path: Path) -> None:
    rapport = load(tmp_path, "00123", "123", "123", "00777", "00888", "456", "456")
    assert any(
        "1 nummer van een jongere staat er in meer schrijfwijzen" in zin and "samen 3 regels" in zin
        for zin in rapport.waarschuwingen
    )
    assert any("in 2 regels is het persoon_id korter" in zin for zin in rapport.waarschuwingen)


ACCENTEN = [f"ë-{n}" for n in range(40)]


def test_one_stray_byte_does_not_change_the_encoding_of_the_rest(tmp_path: Path) -> None:
    inhoud = delivery(*(row(n, persoon=p) for n, p in enumerate([*ACCENTEN, "X-1", "X-2"]))).encode()
    rapport = load_text(tmp_path, inhoud.replace(b"X-1", b"\xeb-1"))
    assert rapport.vorm["codering"] == "UTF-8" and refused() == [(42, "persoon_id", "onleesbaar_teken")]
    assert any("1 teken is niet te lezen als UTF-8, voor het eerst op regel 42" in z for z in rapport.waarschuwingen)
    load_text(tmp_path, inhoud, naam="zonder fout.csv")
    assert persons() == 42


def test_two_encodings_in_one_file_refuse_it(tmp_path: Path) -> None:
    helft = "\n".join(row(n, persoon=p) for n, p in enumerate(ACCENTEN))
    rapport = load_text(tmp_path, delivery(helft).encode() + helft.replace("W", "V").encode("cp1252"))
    assert rapport.status == "geweigerd" and "regel 42" in str(rapport.fout)


@pytest.mark.parametrize("codering", ["cp1252", "iso-8859-1", "utf-8", "utf-8-sig", "utf-16"])
def test_one_encoding_is_read_as_it_is(tmp_path: Path, codering: str) -> None:
    rapport = load(tmp_path, *ACCENTEN, codering=codering)
    assert (rapport.status, rapport.afgekeurd, persons()) == ("geladen", 0, 40)
    assert not any("UTF-8" in zin for zin in rapport.waarschuwingen)


def test_a_date_of_birth_is_no_number_of_a_jongere(tmp_path: Path) -> None:
    rapport = load(tmp_path, *GOED, "2010-01-01", "2010-01-01")
    assert (rapport.geaccepteerd, rapport.afgekeurd) == (40, 2)
    assert refused() == [(42, "persoon_id", "nummer_is_datum"), (43, "persoon_id", "nummer_is_datum")]
