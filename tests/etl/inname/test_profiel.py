"""Profiles translate a region's own names; they cannot change what a code means."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.levering.profielen import names
from data.registry.vocabulary import AFHANDELINGEN, SUBSOORTEN
from etl.inname import profile
from etl.inname.profile import Profiel, parse_profile, read_profile
from etl.meldingen import GebruiksFout
from tests.etl.inname.hulp import KOP, delivery, load_text, query, refused, row

GROND = 'omschrijving="x"\naanname=false\nmax_afgekeurd=0.1\naltijd_toegestaan=1\nleeg=[]\n'
GRENZEN = "[grenzen]\nleeftijd_bij_start=[3,30]\nstartdatum_vanaf=2000-08-01\n"


@pytest.mark.parametrize("naam", names())
def test_every_shipped_profile_is_sound(naam: str) -> None:
    profiel = read_profile(naam)
    assert set(names()) >= {"canoniek", "jvs", "duo-verzuimregister"}
    for soort, codes in AFHANDELINGEN.items():
        assert {code: profiel.afhandelingen[soort][code] for code in codes} == {code: code for code in codes}
        assert set(profiel.subsoorten[soort].values()) <= {*SUBSOORTEN.get(soort, ()), ""}
    assert profiel.aanname == (naam != "canoniek")


@pytest.mark.parametrize(
    ("toml", "fragment"),
    [
        ("geen toml", "geen leesbare TOML"),
        (GRENZEN, "ontbreekt"),
        (GROND + "iets=1\n" + GRENZEN, "iets ken ik niet"),
        (GROND + GRENZEN + '[kolommen]\nnaam=["x"]\n', "naam ken ik niet"),
        (GROND + GRENZEN + '[waarden.soort]\nx="spijbelen"\n', "spijbelen ken ik niet"),
        (GROND + GRENZEN + '[waarden.soort]\nx=""\n', "waarden.soort"),
        (GROND + GRENZEN + '[waarden.afhandeling]\nx="weg"\n', "weg ken ik niet"),
        (GROND + GRENZEN + '[waarden.afhandeling.verlof]\nx="halt"\n', "halt ken ik niet"),
        (GROND + 'afwezig=["persoon_id"]\n' + GRENZEN, "persoon_id ken ik niet"),
        (GROND.replace("0.1", "5") + GRENZEN, "aandeel"),
        (GROND + "[grenzen]\nleeftijd_bij_start=3\nstartdatum_vanaf=2000-08-01\n", "verkeerde soort"),
    ],
)
def test_a_faulty_profile_is_refused_with_its_fault(toml: str, fragment: str) -> None:
    with pytest.raises(GebruiksFout, match=fragment):
        parse_profile("proef", toml.encode())


def test_an_outcome_may_be_translated_for_one_soort() -> None:
    toml = GROND + GRENZEN + '[waarden.afhandeling]\n"Geregeld"="halt"\n[waarden.afhandeling.verlof]\nJa="toegekend"\n'
    profiel = parse_profile("proef", toml.encode())
    assert profiel.afhandelingen["relatief_verzuim"]["geregeld"] == "halt"
    assert "geregeld" not in profiel.afhandelingen["verlof"]
    assert profiel.afhandelingen["verlof"]["ja"] == "toegekend"


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(GebruiksFout, match="canoniek"):
        read_profile("../canoniek")


def test_a_region_has_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "profielen").mkdir()
    (tmp_path / "profielen" / "eigen.toml").write_text(GROND + GRENZEN)
    monkeypatch.setattr(profile, "folders", lambda: [tmp_path / "profielen"])
    assert isinstance(read_profile("eigen"), Profiel)


def test_the_assumed_jvs_form(tmp_path: Path) -> None:
    kop = "Procesnummer;Leerlingnummer;Gemeente;Soort werkproces;Artikel;Onderwijstype;Geb. datum;Begindatum;" + (
        "Datum einde;Resultaat"
    )
    rijen = "1;a;193;Beroep op vrijstelling;Artikel 5 onder a;Basisonderwijs;01-01-2015;01-09-2022;02-09-2022;Verleend"
    rapport = load_text(tmp_path, f"{kop}\n{rijen}\n", profiel="jvs")
    assert rapport.status == "geladen", rapport
    assert any("aangenomen" in zin for zin in rapport.waarschuwingen)
    assert query("SELECT soort, subsoort, onderwijssoort, afhandeling FROM werkproces") == [
        ("vrijstelling", "art_5a", "po", "verleend")
    ]


def test_the_codes_of_the_duo_register(tmp_path: Path) -> None:
    codes = ("V3", "V4", "RMC", "L", "LRV", "O", "V1")
    kop = "Meldingnummer;PGN;Gemeentenummer;Verzuimsoort;Geboortedatum;Meldingsdatum;Status"
    rijen = [f"{nummer};p{nummer};0193;{code};20060101;20240901;G" for nummer, code in enumerate(codes)]
    rapport = load_text(tmp_path, "\n".join([kop, *rijen]), profiel="duo-verzuimregister")
    assert rapport.genegeerde_kolommen == ["Status"]
    assert query("SELECT soort, subsoort FROM werkproces ORDER BY regel") == [
        ("relatief_verzuim", "16_uur"),
        ("verzuim_18plus", None),
        ("verzuim_18plus", None),
        ("relatief_verzuim", "luxe"),
        ("relatief_verzuim", "langdurig"),
        ("relatief_verzuim", "overig"),
    ]
    assert refused() == [(8, "soort", "onbekende_code")]
    assert query("SELECT count(*) FROM werkproces WHERE einddatum IS NOT NULL OR afhandeling IS NOT NULL") == [(0,)]


def test_a_header_of_another_profile_is_recognised(tmp_path: Path) -> None:
    kop = KOP.replace("soort;subsoort", "Soort werkproces;Artikel").replace("startdatum", "Begindatum")
    rapport = load_text(tmp_path, delivery(row(1)).replace(KOP, kop))
    assert rapport.status == "geweigerd" and "--profiel jvs" in str(rapport.remedie)
    assert "Soort werkproces, Artikel, Begindatum" in str(rapport.fout)
