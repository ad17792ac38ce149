"""Where lines are cut, and what the regions mean by their words."""

from pathlib import Path

import pytest

from data.referentie import trendbreuken
from data.referentie.definities import definities, telwijzen
from data.referentie.gebieden import gebieden
from data.referentie.reference_csv import ReferentieFout
from data.registry.indicators import INDICATOREN, REGIOWOORDEN
from data.reports import published

HEADER = "sleutel,indicatoren,gebied,vanaf_schooljaar,titel,uitleg,bron\n"


def keys(indicator: str, gebied: str) -> list[str]:
    return [breuk.sleutel for breuk in trendbreuken.trendbreuken(indicator, gebied)]


def test_a_break_of_a_region_holds_in_its_gemeenten_and_a_national_one_everywhere() -> None:
    assert keys("relatief_verzuim", "GM0957") == ["roermond-registratie-2021", "roermond-registratie-2022"]
    assert keys("vsv", "GM0957")[-1] == keys("vsv", "MC10")[-1] == "doorstroompunt-27-2026"
    assert "steenwijkerland-jvs-2015" in keys("relatief_verzuim", "GM1708")
    assert "steenwijkerland-jvs-2015" not in keys("relatief_verzuim", "GM0193")


def test_what_is_not_registered_by_the_gemeente_is_not_broken_by_its_system() -> None:
    assert keys("nieuwe_vsv", "GM0957") == [] and keys("jongeren_5_18", "GM0244") == []
    # A percentage breaks with the count it is made of.
    assert keys("schoolgaand", "GM0244") == ["ijssel-vecht-jvs-2022"]
    assert keys("bestaat niet", "GM0244") == []


def test_two_years_are_comparable_unless_a_break_lies_between() -> None:
    def between(one: str, other: str) -> str:
        found = trendbreuken.vergelijkbaar("absoluut_verzuim", "GM0957", one, other)
        return found.sleutel if found else ""

    assert between("2022-2023", "2023-2024") == between("2023-2024", "2020-2021") == "roermond-absoluut-zomer-2023"
    assert between("2021-2022", "2022-2023") == "roermond-registratie-2022"
    assert (
        between("2023-2024", "2024-2025")
        == between("2019-2020", "2020-2021")
        == between("2023-2024", "2023-2024")
        == ""
    )


def test_the_register_speaks_of_what_exists() -> None:
    tokens = {token for breuk in trendbreuken.register() for token in breuk.indicatoren}
    assert tokens - {trendbreuken.ALLE, trendbreuken.GETELD} <= INDICATOREN.keys()
    assert all(gebieden().kent(breuk.gebied) for breuk in trendbreuken.register())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,*,NL01,2022,t,u,b\n", "regel 2, kolom vanaf_schooljaar: '2022' is geen goede waarde"),
        ("a,*,NL01,2022-2023,t,,b\n", "regel 2, kolom uitleg: is leeg"),
        ("a,*,GM0148,2022-2023,t,u,b\n", "regel 2, kolom gebied: 'GM0148' staat niet in gemeenten.csv of regios.csv"),
        ("a,*,NL01,2022-2023,t,u,b\n" * 2, "regel 3, kolom sleutel: 'a' komt al eerder voor"),
    ],
)
def test_a_region_has_its_own_register_and_hears_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, says: str
) -> None:
    (tmp_path / "gemeenten.csv").write_text("code,naam,regio\n1,A,R1\n")
    (tmp_path / "regios.csv").write_text("code,naam\nR1,Onze regio\n")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    assert {breuk.gebied for breuk in trendbreuken.register()} == {"NL01"}  # and no break of another region
    assert definities() == ()
    (tmp_path / "trendbreuken.csv").write_text(HEADER + line)
    with pytest.raises(ReferentieFout, match=r"bestand trendbreuken\.csv") as caught:
        trendbreuken.register()
    assert says in str(caught.value)


def test_every_region_with_figures_says_what_it_means() -> None:
    sources = {bron.sleutel for bron in published.bronnen()}
    for onderwerp in REGIOWOORDEN:
        found = definities(onderwerp)
        assert {"MC10", "SR-ROERMOND", "SR-HENGELO"} <= {definitie.gebied for definitie in found}
        assert all(set(definitie.bronnen) <= sources for definitie in found)
    assert len(definities()) == sum(len(definities(onderwerp)) for onderwerp in REGIOWOORDEN)
    assert len({point.punt for point in telwijzen()}) == len(telwijzen()) >= 6
