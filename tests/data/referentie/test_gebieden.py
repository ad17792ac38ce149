"""The reference files that are shipped, the forms a region may write its own in, and what a wrong one is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.referentie import gebieden as g
from data.referentie.reference_csv import SHIPPED, ReferentieFout

REGIOS = "code,naam,slug,officieel,deel_van\nR1,Regio een,regio-een,nee,\n"


def write(map: Path, gemeenten: str, regios: str = REGIOS) -> Path:
    (map / "gemeenten.csv").write_text(gemeenten, encoding="utf-8")
    (map / "regios.csv").write_text(regios, encoding="utf-8")
    return map


def test_the_three_shipped_regions_hold_their_gemeenten() -> None:
    shipped = g.load(SHIPPED)
    assert {regio.code: len(regio.gemeenten) for regio in shipped.regios} == {
        "MC10": 11, "SR-ROERMOND": 4, "SR-HENGELO": 3}  # fmt: skip
    assert shipped.naam("GM1735") == "Hof van Twente"
    assert shipped.regio_van("GM0164").deel_van == "MC12"
    hof = shipped.gemeente_by_slug("hof-van-twente")
    assert hof and hof.code == "GM1735"
    assert [gemeente.slug for gemeente in shipped.gemeenten_van("SR-ROERMOND")] == [
        "echt-susteren", "maasgouw", "roerdalen", "roermond"]  # fmt: skip
    assert shipped.kent("NL01") and shipped.kent("MC38") and not shipped.kent("GM0363")


def test_squares_of_the_tile_map_lie_as_the_gemeenten_do() -> None:
    tegel = {gemeente.naam: gemeente.tegel for gemeente in g.load(SHIPPED).gemeenten}
    assert tegel["Steenwijkerland"].rij < tegel["Zwolle"].rij < tegel["Heerde"].rij
    assert tegel["Kampen"].kolom < tegel["Zwolle"].kolom < tegel["Dalfsen"].kolom < tegel["Ommen"].kolom
    assert tegel["Maasgouw"].kolom < tegel["Roerdalen"].kolom
    assert tegel["Roermond"].rij < tegel["Maasgouw"].rij < tegel["Echt-Susteren"].rij
    assert tegel["Hof van Twente"].kolom < tegel["Hengelo"].kolom and tegel["Borne"].rij < tegel["Hengelo"].rij


@pytest.mark.parametrize("text", ["148", "0148", "GM0148", " gm0148 ", "\tGM148\n", "GM0148\u00a0"])
def test_a_code_is_known_in_every_form_that_exports_use(text: str) -> None:
    assert g.normalise_code(text) == "GM0148"


@pytest.mark.parametrize("text", ["", "GM", "0", "GM00000", "14800", "148.0", "NL0148", "1 48", "²", "-148", "Dalfsen"])
def test_what_is_no_code_is_never_guessed(text: str) -> None:
    assert g.normalise_code(text) is None


@given(st.integers(1, 9999))
def test_normalising_twice_changes_nothing(number: int) -> None:
    code = g.normalise_code(str(number))
    assert code and g.normalise_code(code) == code and int(code[2:]) == number


@pytest.mark.parametrize("count", [2, 4, 40])
def test_a_region_of_any_size_needs_only_codes_and_names(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f"{n};Gemeente {n};R1\r\n" for n in range(1, count + 1))
    write(tmp_path, "\ufeffcode;naam;regio\r\n" + lines, "code;naam\nR1;Onze regio\n")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    own = g.gebieden()
    assert len(own.regios[0].gemeenten) == len({gemeente.tegel for gemeente in own.gemeenten}) == count
    assert own.regios[0].slug == "onze-regio" and g.regio_van("GM0001").naam == "Onze regio"
    assert own.naam("NL01") == "Nederland"
    assert own.gemeente("GM0148") is None


def test_a_merged_gemeente_leads_to_the_one_of_today(tmp_path: Path) -> None:
    own = g.load(
        write(
            tmp_path,
            "code,naam,regio,tegel_rij,tegel_kolom,sinds,tot,opgegaan_in\n"
            "GM0001,Oud,R1,,,,2018-01-01,GM0002\n"
            "GM0002,Samen,R1,,,2018-01-01,2023-01-01,GM0003\n"
            "GM0003,Samen,R1,1,1,2023-01-01,,\n",
        )
    )
    now = own.huidig("GM0001")
    assert now and now.code == "GM0003"
    assert own.regios[0].gemeenten == ("GM0003",) and len(own.vervallen) == 2
    assert own.gemeente_by_slug("samen") == now and own.huidig("GM0009") is None


@pytest.mark.parametrize(
    ("gemeenten", "says"),
    [
        ("code,naam\nGM0001,A\n", "regel 1: mist de kolom regio"),
        ("code,naam,regio\n", "noemt geen enkele gemeente"),
        ("code,naam,regio\nGM0001,A,R1\nGMX,B,R1\n", "regel 3, kolom code: 'GMX' is geen gemeentecode"),
        ("code,naam,regio\nGM0001,A,R1\n0001,B,R1\n", "regel 3, kolom code: 'GM0001' komt al eerder voor"),
        ("code,naam,regio\nGM0001,A,R1\nGM0002,a,R1\n", "regel 3, kolom slug: 'a' komt al eerder voor"),
        ("code,naam,regio\nGM0001,,R1\n", "regel 2, kolom naam: is leeg"),
        ("code,naam,regio\nGM0001,A,R2\n", "regel 2, kolom regio: 'R2' staat niet in regios.csv"),
        ("code,naam,slug,regio\nGM0001,A,A B,R1\n", "kolom slug: 'A B' kan niet in een webadres"),
        ("code,naam,regio\nGM0001,A,R1,extra\n", "regel 2: heeft meer waarden dan kolommen"),
        ("code,naam,regio,tegel_rij,tegel_kolom\n1,A,R1,1,\n", "kolom tegel_kolom: en tegel_rij horen bij elkaar"),
        ("code,naam,regio,tegel_rij,tegel_kolom\n1,A,R1,0,1\n", "kolom tegel_rij: '0' is geen goede waarde"),
        ("code,naam,regio,tegel_rij,tegel_kolom\n1,A,R1,1,1\n2,B,R1,,\n", "regel 3, kolom tegel_rij: is leeg"),
        ("code,naam,regio,tegel_rij,tegel_kolom\n1,A,R1,1,1\n2,B,R1,1,1\n", "plek aan die al bezet is"),
        ("code,naam,regio,tot,opgegaan_in\n1,A,R1,2020-01-01,\n", "hoort bij 'tot'"),
        ("code,naam,regio,tot,opgegaan_in\n1,A,R1,2020-01-01,2\n2,B,R1,2021-01-01,1\n3,C,R1,,\n", "leidt niet naar"),
        ("code,naam,regio,sinds\n1,A,R1,01-02-2020\n", "kolom sinds: '01-02-2020' is geen goede waarde"),
    ],
)
def test_a_wrong_file_is_told_where_and_how_to_mend_it(tmp_path: Path, gemeenten: str, says: str) -> None:
    with pytest.raises(ReferentieFout) as caught:
        g.load(write(tmp_path, gemeenten))
    assert says in str(caught.value) and "bestand gemeenten.csv" in str(caught.value)


def test_regions_that_do_not_exist_or_a_folder_without_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferentieFout, match=r"bestand regios.csv: is niet te lezen"):
        g.load(tmp_path)
    write(tmp_path, "code,naam,regio\n1,A,R1\n", "code,naam,deel_van\nR1,Een,R9\n")
    with pytest.raises(ReferentieFout, match="regel 2, kolom deel_van: 'R9' is geen andere regio"):
        g.load(tmp_path)
    (tmp_path / "gemeenten.csv").write_bytes("code,naam,regio\n1,Súdwest,R1\n".encode("cp1252"))
    with pytest.raises(ReferentieFout, match="is geen UTF-8"):
        g.load(tmp_path)
