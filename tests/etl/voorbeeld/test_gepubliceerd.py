"""The example beside the reports, cell by cell. Figures were copied from the reports; counts are plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import pytest

from tests.etl.voorbeeld.contract import Rij, ended, schooljaar, started

ROERMOND = ("GM0957", "GM1711", "GM1669", "GM1641")
JAAR = "2023-2024"

# soort -> afhandeling -> Roermond, Echt-Susteren, Roerdalen, Maasgouw in 2023-2024.
TABELLEN: dict[str, dict[str, tuple[int, ...]]] = {
    "relatief_verzuim": {
        "beschermingstafel": (0, 1, 0, 0),
        "proces_verbaal": (28, 8, 10, 6),  # as in the table of processen-verbaal; the table of relatief verzuim differs
        "gesprek_met_afspraken": (147, 68, 48, 32),
        "kennisgevingsbrief": (60, 24, 17, 11),
        "na_contact_school_geen_actie": (62, 26, 20, 11),
        "onterechte_melding": (10, 13, 6, 3),
        "overdracht_andere_gemeente": (4, 2, 0, 0),
        "overdracht_nieuw_schooljaar": (6, 2, 2, 1),
        "uitschrijving_brp": (3, 0, 1, 2),
    },
    "verzuim_18plus": {
        "andere_opleiding": (15, 3, 6, 1),
        "onbereikbaar": (7, 5, 4, 1),
        "na_contact_school_geen_actie": (73, 22, 11, 10),
        "onterechte_melding": (7, 3, 0, 0),
        "overdracht_nieuw_schooljaar": (8, 1, 1),
        "startkwalificatie": (2, 1, 0, 0),
        "gesprek_met_afspraken": (84, 26, 20, 14),
        "gesprek_met_doorverwijzing_zorg": (2, 1, 1, 0),
        "waarschuwingsbrief": (3, 1, 1, 0),
        "werkproces_vsv": (46, 6, 6, 6),
    },
    "vsv": {
        "hulpverlening": (17, 3, 2, 1),
        "inburgering": (4, 2, 1, 2),
        "jongerenteam": (9, 2, 3, 0),
        "nieuwe_inschrijving": (34, 8, 7, 7),
        "onterechte_melding": (5, 6, 0, 3),
        "participatiewet": (2, 1, 0, 1),
        "particuliere_opleiding": (2, 1, 0, 1),
        "reageert_niet": (21, 2, 1, 0),
        "startkwalificatie_buiten_duo": (2, 0, 1, 1),
        "verhuisd_buiten_regio": (3, 1, 0, 1),
        "wenst_geen_dienstverlening": (11, 10, 0, 2),
        "werk": (66, 26, 10, 20),
        "zzp": (3, 2, 0, 1),
    },
    "preventie": {
        "doorverwijzing_hulpverlening": (1, 2, 1, 1),
        "gesprek_met_afspraken": (23, 12, 4, 5),
        "informatie_of_advies": (19, 13, 6, 2),
        "overdracht_nieuw_schooljaar": (6, 4, 2, 0),
        "ter_kennisgeving": (1, 1, 1, 2),
    },
}


@pytest.mark.parametrize("soort", TABELLEN)
def test_table_of_roermond_cell_by_cell(rijen: list[Rij], soort: str) -> None:
    for afhandeling, gepubliceerd in TABELLEN[soort].items():
        geteld = [len(ended(rijen, JAAR, soort, gemeente, afhandeling)) for gemeente in ROERMOND]
        assert geteld[: len(gepubliceerd)] == list(gepubliceerd), afhandeling


@pytest.mark.parametrize(
    ("jaar", "luxe", "anders"),
    [("2022-2023", (22, 2, 1, 0), (18, 0, 5, 1)), ("2023-2024", (10, 8, 7, 4), (18, 0, 3, 2))],
)
def test_processen_verbaal_by_kind_of_verzuim(
    rijen: list[Rij], jaar: str, luxe: tuple[int, ...], anders: tuple[int, ...]
) -> None:
    pv = [ended(rijen, jaar, "relatief_verzuim", gemeente, "proces_verbaal") for gemeente in ROERMOND]
    assert [sum(rij.subsoort == "luxe" for rij in van) for van in pv] == list(luxe)
    assert [sum(rij.subsoort != "luxe" for rij in van) for van in pv] == list(anders)


def test_totals_of_roermond(rijen: list[Rij]) -> None:
    assert len(started(rijen, "2022-2023", "relatief_verzuim", ROERMOND)) == 667
    assert len(started(rijen, "2022-2023", "verzuim_18plus", ROERMOND)) == 340
    assert [len(started(rijen, JAAR, "verzuim_18plus", {g})) for g in ROERMOND] == [250, 69, 50, 32]
    school = Counter(rij.onderwijssoort for rij in started(rijen, JAAR, "relatief_verzuim", ROERMOND))
    assert school["po"] + school["sbo"] + school["so"] == 63
    assert school["vo"] + school["vso"] + school["pro"] == 407
    assert school["mbo"] == 210 and school.total() == 680
    school_18 = Counter(rij.onderwijssoort for rij in started(rijen, JAAR, "verzuim_18plus", ROERMOND))
    assert (school_18["mbo"], school_18.total()) == (366, 401)


def persons(rijen: list[Rij], jaar: str, soorten: Collection[str], gemeente: str) -> int:
    return len({rij.persoon for soort in soorten for rij in started(rijen, jaar, soort, {gemeente})})


@pytest.mark.parametrize(
    ("gemeente", "jaar", "soorten", "jongeren"),
    [
        ("GM1708", "2022-2023", ["absoluut_verzuim"], 34),
        ("GM1896", "2022-2023", ["absoluut_verzuim"], 27),
        ("GM1896", "2020-2021", ["absoluut_verzuim"], 18),
        ("GM1896", "2022-2023", ["relatief_verzuim"], 143),
        ("GM1896", "2021-2022", ["relatief_verzuim"], 100),
        ("GM0164", "2021-2022", ["absoluut_verzuim"], 3),
        ("GM0164", "2022-2023", ["absoluut_verzuim"], 12),
        ("GM0164", "2022-2023", ["relatief_verzuim", "verzuim_18plus"], 451),
        ("GM0164", "2022-2023", ["absoluut_verzuim", "relatief_verzuim", "verzuim_18plus"], 463),
        ("GM0147", "2021-2022", ["absoluut_verzuim", "relatief_verzuim", "verzuim_18plus"], 75),
    ],
)
def test_counts_of_jongeren(rijen: list[Rij], gemeente: str, jaar: str, soorten: list[str], jongeren: int) -> None:
    assert persons(rijen, jaar, soorten, gemeente) == jongeren


@pytest.mark.parametrize(
    ("gemeente", "jongeren", "naar_school"),
    [
        ("GM0148", 4269, "99.2"), ("GM0160", 9143, "99.5"), ("GM0244", 1884, "99.1"), ("GM0246", 2602, "99.5"),
        ("GM0166", 8834, "99.4"), ("GM0175", 2565, "99.1"), ("GM0177", 5037, "99.5"), ("GM0180", 3217, "99.5"),
        ("GM1708", 5811, "99.4"), ("GM1896", 3931, "99.3"), ("GM0193", 18822, "99.4"),
    ],
)  # fmt: skip
def test_share_that_goes_to_school(
    rijen: list[Rij],
    standen: dict[tuple[str, str], dict[str, int]],
    gemeente: str,
    jongeren: int,
    naar_school: str,
) -> None:
    stand = standen[gemeente, "2022-2023"]
    thuis = persons(rijen, "2022-2023", ["absoluut_verzuim"], gemeente)
    assert stand["jongeren_5_18"] == jongeren
    assert f"{100 * (1 - thuis / jongeren):.1f}" == naar_school
    assert stand["ingeschreven"] == jongeren - thuis


def test_meldingen_and_measures(rijen: list[Rij]) -> None:
    assert len(started(rijen, "2022-2023", "relatief_verzuim", {"GM1896"})) == 273
    assert len(started(rijen, "2021-2022", "relatief_verzuim", {"GM1896"})) == 141
    for gemeente, jaar, pv, halt in (("GM0164", "2021-2022", 14, 8), ("GM0147", "2022-2023", 1, 2)):
        assert len(ended(rijen, jaar, "relatief_verzuim", gemeente, "proces_verbaal")) == pv
        assert len(ended(rijen, jaar, "relatief_verzuim", gemeente, "halt")) == halt
    verleend = Counter(r.subsoort for r in ended(rijen, "2021-2022", "vrijstelling", "GM0164", "verleend"))
    assert verleend == {"art_5a": 17, "art_5b": 16, "art_5c": 8, "art_15": 3}


def test_standen_that_are_published(standen: dict[tuple[str, str], dict[str, int]]) -> None:
    roermond, hengelo = standen["GM0957", "2023-2024"], standen["GM0164", "2022-2023"]
    assert (roermond["leerplichtigen"], roermond["kwalificatieplichtigen"]) == (6491, 1170)
    assert hengelo["leerplichtigen"] + hengelo["kwalificatieplichtigen"] == 10884


def test_open_cases_end_in_no_schooljaar(rijen: list[Rij]) -> None:
    """The check of the checker: a row without einddatum counts as started and never as ended."""
    open_ = [rij for rij in rijen if rij.eind is None]
    assert open_ and not any(ended([rij], schooljaar(rij.start), rij.soort, rij.gemeente, "") for rij in open_)
