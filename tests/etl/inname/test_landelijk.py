"""Files of a national source, with made-up figures: recognised in each form, kept as printed, never taken for own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.referentie import reference_csv
from etl.inname.landelijk_profiel import read_profiles
from etl.intern import open_intern
from etl.intern.leveringen import withdraw
from etl.meldingen import GebruiksFout
from tests.etl.inname.hulp import KOP, load_file, load_text, query, refused

ODATA = (
    '"ID";"Geslacht";"Regiokenmerken";"Perioden";"Leerlingen_1";"VoortijdigSchoolverlaters_2";'
    '"NietVoortijdigSchoolverlaters_3";"VoortijdigSchoolverlatersPercentage_4"'
)
WEBSITE = (
    '"Voortijdig schoolverlaters; geslacht, woonregio"\n'
    '"Geslacht";"Regio\'s";"Perioden";"Leerlingen (aantal)";"Voortijdig schoolverlaters (aantal)";'
    '"Niet-voortijdig schoolverlaters (aantal)";"Voortijdig schoolverlaters (percentage) (%)"'
)
ACTIEF = "SELECT indicator, gebied, naam, periode, periodesoort, waarde, decimalen, voorlopig FROM actief_landelijk "
PERCENTAGE = ACTIEF + "WHERE indicator = 'vsv_percentage' ORDER BY periode, gebied"


def odata(*rijen: str) -> str:
    return "\n".join([ODATA, *(f'"{n}";{rij}' for n, rij in enumerate(rijen))])


def test_odata_with_padded_codes_is_recognised_without_a_profile(tmp_path: Path) -> None:
    rapport = load_text(
        tmp_path,
        odata(
            '"T001038";"NL01    ";"2021SJ00";"1000000";"20000";"980000";"2.0"',
            '"3000   ";"NL01    ";"2021SJ00";"500000";"12000";"488000";"2.4"',
            '"T001038";"GM0193  ";"2021SJ00";"  10000";"   300";"9700";" 3.0"',
            '"T001038";"GM9876  ";"2021SJ00";"9000";".";".";"."',
            '"T001038";"PV23    ";"2021SJ00";"90000";"1800";"88200";"2.0"',
        ),
    )
    assert (rapport.soort, rapport.status, rapport.profiel) == ("landelijk", "geladen", "cbs-84780ned")
    assert (rapport.gelezen, rapport.geaccepteerd) == (3, 3)
    assert (rapport.gemeenten, rapport.schooljaren) == (["GM0193"], ["2021-2022"])
    assert query(PERCENTAGE) == [
        ("vsv_percentage", "GM0193", "GM0193", "2021-2022", "schooljaar", 3.0, 1, None),
        ("vsv_percentage", "GM9876", "GM9876", "2021-2022", "schooljaar", None, 0, None),
        ("vsv_percentage", "NL01", "Nederland", "2021-2022", "schooljaar", 2.0, 1, None),
    ]
    tekst = " ".join(rapport.waarschuwingen)
    assert "nooit mee samengeteld" in tekst and "aangenomen" in tekst
    assert query("SELECT * FROM actieve_dekking") == [] == query("SELECT * FROM actieve_stand")


def test_the_form_of_the_website_keeps_names_stars_and_decimals(tmp_path: Path) -> None:
    totaal = '"Totaal mannen en vrouwen"'
    rijen = [
        WEBSITE,
        f'{totaal};"Nederland";"2020/\'21";"1.000.000";"20.000";"980.000";"2"',
        f'{totaal};"Nederland";"2021/\'22*";"1.000.000";"21.000";"979.000";"2,1"',
        f'{totaal};"Hengelo (O.)";"2021/\'22*";"5.000";"100";"4.900";"2,0"',
        f'{totaal};"Nergenshuizen";"2021/\'22*";"5.000";"100";"4.900";"2,0"',
        f'{totaal};"Overijssel (PV)";"2021/\'22*";"50.000";"1.000";"49.000";"2,0"',
        f'{totaal};"Gemeenten < 100 000 inwoners";"2021/\'22*";"50.000";"1.000";"49.000";"2,0"',
        '"Bron: CBS"',
    ]
    rapport = load_text(tmp_path, "\n".join(rijen))
    assert rapport.status == "geladen", rapport.fout
    assert [(g, p, w, d, v) for _, g, _, p, _, w, d, v in query(PERCENTAGE)] == [
        ("NL01", "2020-2021", 2.0, 0, False),
        ("GM0164", "2021-2022", 2.0, 1, True),
        ("NL01", "2021-2022", 2.1, 1, True),
        ("Nergenshuizen", "2021-2022", 2.0, 1, True),
    ]
    assert query("SELECT max(waarde) FROM actief_landelijk WHERE indicator = 'startpopulatie_vsv'") == [(1_000_000.0,)]


def test_two_gemeenten_of_one_name_are_never_taken_for_each_other(tmp_path: Path) -> None:
    rijen = [WEBSITE] + [
        f'"Totaal mannen en vrouwen";"{naam}";"2020/\'21";"5.000";"100";"4.900";"2,0"'
        for naam in ("Hengelo (O.)", "Hengelo (Gld.)", "Borne")
    ]
    load_text(tmp_path, "\n".join(rijen))
    assert sorted(gebied for _, gebied, *_ in query(PERCENTAGE)) == ["GM0147", "Hengelo (Gld.)", "Hengelo (O.)"]


def test_a_calendar_year_is_never_made_a_schooljaar(tmp_path: Path) -> None:
    rapport = load_text(
        tmp_path,
        "Gemeenten;Jaar;Absoluut verzuim;Relatief verzuim;Voortijdig schoolverlaters (%)\n"
        "Zwolle;2022;2,5;31;1,9\nNederland;2022;3,1;24;2,3\nZwolle;2023;n.b.;30;\n",
    )
    assert (rapport.profiel, rapport.status) == ("waarstaatjegemeente", "geladen")
    assert any("AANGENOMEN" in zin.upper() for zin in rapport.waarschuwingen)
    rijen = query(ACTIEF + "WHERE gebied = 'GM0193' AND indicator = 'absoluut_verzuim_per_1000' ORDER BY periode")
    assert [rij[3:7] for rij in rijen] == [("2022", "kalenderjaar", 2.5, 1), ("2023", "kalenderjaar", None, 0)]


def test_the_long_form_of_waarstaatjegemeente(tmp_path: Path) -> None:
    rapport = load_text(
        tmp_path,
        "Gebied;Onderwerp;Periode;Waarde\nZwolle;Absoluut verzuim;2022;2,5\nZwolle;Fietspaden;2022;8\n"
        "Nederland;Absoluut verzuim;2022;3\n",
    )
    assert (rapport.soort, rapport.geaccepteerd) == ("landelijk", 2)


def test_a_workbook_is_recognised_too(tmp_path: Path) -> None:
    boek = Workbook()
    blad = boek.active
    assert blad is not None
    for rij in (["Gemeenten", "Jaar", "Absoluut verzuim"], ["Zwolle", 2022, 2.5], ["Nederland", 2022, 3]):
        blad.append(rij)
    boek.save(tmp_path / "wsjg.xlsx")
    rapport = load_file(tmp_path / "wsjg.xlsx")
    assert (rapport.soort, rapport.status) == ("landelijk", "geladen"), rapport.fout


def test_the_source_corrects_itself_and_a_version_can_be_taken_back(tmp_path: Path) -> None:
    load_text(tmp_path, odata('"T001038";"NL01";"2021SJ00";"10";"2";"8";"2.0"'), peildatum=date(2023, 1, 1))
    later = load_text(tmp_path, odata('"T001038";"NL01";"2021SJ00";"10";"2";"8";"2.1"'), peildatum=date(2024, 1, 1))
    assert query(PERCENTAGE)[0][5] == 2.1
    with open_intern(schrijven=True) as verbinding:
        assert later.levering_id is not None
        withdraw(verbinding, later.levering_id, "proef")
        verbinding.commit()
    assert query(PERCENTAGE)[0][5] == 2.0


@pytest.mark.parametrize(
    ("rij", "kolom", "code"),
    [
        ('"T001038";"NL01";"2021/2023";"10";"2";"8";"2.0"', "periode", "geen_periode"),
        ('"T001038";"NL01";"2099SJ00";"10";"2";"8";"2.0"', "periode", "na_peildatum"),
        ('"T001038";"";"2021SJ00";"10";"2";"8";"2.0"', "gebied", "leeg"),
        ('"T001038";"GM0193";"2021SJ00";"tien";"2";"8";"2.0"', "startpopulatie_vsv", "geen_getal"),
        ('"T001038";"GM0193";"2021SJ00";"10";"2";"8";"1.234"', "vsv_percentage", "geen_getal"),
        ('"T001038";"GM0193";"2021SJ00";"10";"2";"8";"101"', "vsv_percentage", "kan_niet"),
        ('"T001038";"GM0148";"2021SJ00";"10";"2";"8";"2"', "gebied", "dubbel"),
    ],
)
def test_what_cannot_be_is_refused_by_row(tmp_path: Path, rij: str, kolom: str, code: str) -> None:
    rapport = load_text(tmp_path, odata('"T001038";"GM0148";"2021SJ00";"10";"2";"8";"2"', rij), max_afgekeurd=1.0)
    assert (rapport.status, rapport.afgekeurd) == ("geladen", 1)
    assert refused() == [(3, kolom, code)]


def test_a_table_of_boys_only_is_refused(tmp_path: Path) -> None:
    kop = "Regio's;Perioden;Voortijdig schoolverlaters (aantal)"
    rapport = load_text(tmp_path, f"Geslacht: Mannen\n{kop}\nZwolle;2021/'22;100\n")
    assert rapport.status == "geweigerd" and "deel" in (rapport.fout or "")
    rapport = load_text(tmp_path, f"Geslacht: Totaal mannen en vrouwen\n{kop}\nZwolle;2021/'22;100\n")
    assert rapport.status == "geladen"


def test_when_too_much_is_wrong_nothing_counts_and_it_is_kept(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, odata('"T001038";"NL01";"2021SJ00";"10";"2";"8";"twee"'))
    assert rapport.status == "geweigerd"
    assert query("SELECT count(*) FROM landelijk_cijfer") == [(0,)]
    assert refused() == [(2, "vsv_percentage", "geen_getal")]


def test_other_deliveries_are_what_they_were(tmp_path: Path) -> None:
    kop = "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven"
    assert load_text(tmp_path, f"{kop}\n148;2022-2023;4269;;0;\n").soort == "standen"
    assert load_text(tmp_path, f"{KOP}\n", "leeg.csv").soort == "werkprocessen"


OWN = """
omschrijving = "Eigen vorm"
aanname = false
afgerond_op = 0
wat_leeg_is = ["."]
kolommen.gebied = ["Waar"]
kolommen.periode = ["Wanneer"]
indicatoren.vsv_percentage = ["KOP"]
[bron]
sleutel = "eigen"
titel = "Eigen bron"
uitgever = "Proef"
toelichting = ""
[alleen]
[onderwerpen]
"""


def test_a_region_can_add_a_source_and_mend_its_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    referentie = tmp_path / "referentie"
    (referentie / "profielen" / "landelijk").mkdir(parents=True)
    for naam in ("gemeenten.csv", "regios.csv"):
        (referentie / naam).write_bytes((reference_csv.SHIPPED / naam).read_bytes())
    profiel = referentie / "profielen" / "landelijk" / "eigen.toml"
    profiel.write_text(OWN.replace("KOP", "Deel"))
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(referentie))
    tekst = "Waar;Wanneer;Deel;Ander\nZwolle;2021-2022;2,5;2,7\n"
    assert load_text(tmp_path, tekst).status == "geladen"
    assert load_text(tmp_path, tekst).status == "al_geladen"
    profiel.write_text(OWN.replace("KOP", "Ander"))
    assert load_text(tmp_path, tekst).status == "geladen"
    assert [rij[5] for rij in query(PERCENTAGE)] == [2.7]


@pytest.mark.parametrize(
    ("was", "wordt"), [("vsv_percentage", "vsw"), ("[alleen]", ""), ("gebied", "plaats"), ("=", "==")]
)
def test_a_profile_that_cannot_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, wordt: str
) -> None:
    map_ = tmp_path / "profielen" / "landelijk"
    map_.mkdir(parents=True)
    (map_ / "eigen.toml").write_text(OWN.replace(was, wordt))
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    with pytest.raises(GebruiksFout, match="'eigen'"):
        read_profiles()


ODATA_4 = (
    '"Id";"Measure";"ValueAttribute";"Value";"Geslacht";{extra}"RegioS";"Perioden"\n'
    '0;"M1";"None";"9";"T001038";{w}"NL01";"2021SJ00"\n'
)


def test_observations_with_unknown_codes_are_told_apart(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, ODATA_4.format(extra="", w=""))
    assert rapport.status == "geweigerd" and "OData 4" in (rapport.fout or "")
    ander = load_text(tmp_path, ODATA_4.format(extra='"Leeftijd";"BurgerlijkeStaat";', w='"10500";"T001019";'), "b.csv")
    assert "OData 4" not in (ander.fout or "")  # the table of inhabitants has readers of its own
