"""The published figures: that none was lost, that each means what it says, and that a wrong line is told where."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cells.tableplan import categorieen, uitsplitsingen
from data.referentie.reference_csv import ReferentieFout
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN
from data.reports import published
from data.reports.published_figures import Publicatiecijfer

# Breakdowns that only reports have; the registry has no table for them.
VERSLAGTABELLEN = {
    "soort_verzuim": {
        "absoluut",
        "relatief",
        "luxe",
        "overig",
        "16_uur_onder_18",
        "16_uur_18plus",
        "4_weken_18plus",
    },
    "onderwijssoort_groep": {"po_so", "vo_vso", "mbo"},
    "uitkomst_na_1_jaar": {"nog_vsv", "aan_het_werk", "terug_naar_onderwijs"},
    "soort_verlof": {"vakantie", "bijzondere_omstandigheden"},
    "leeftijd": {"jonger_dan_12"},
    "leeftijd_vsv": {"18_plus", "onder_18"},
    "geslacht": {"man", "vrouw"},
}


def test_every_figure_is_there() -> None:
    # Counted once against the reading of the five reports: 673 figures, of which 7 are no figure about leerplicht and
    # 8 hold for two schooljaren.
    assert Counter((c.bron, c.zekerheid) for c in published.alle_cijfers()) == {
        ("verslag-ijssel-vecht-2022-2023", "zeker"): 12,
        ("verslag-ijssel-vecht-2022-2023", "afgeleid"): 29,
        ("verslag-steenwijkerland-2015-2017", "zeker"): 138,
        ("verslag-steenwijkerland-2015-2017", "afgeleid"): 2,
        ("verslag-steenwijkerland-2015-2017", "onzeker"): 6,
        ("verslag-roermond-2022-2024", "zeker"): 58,
        ("verslag-roermond-2022-2024", "afgeleid"): 235,
        ("verslag-roermond-2022-2024", "onzeker"): 83,
        ("memo-heerde-2022-2023", "zeker"): 3,
        ("verslag-hengelo-borne-2022-2023", "zeker"): 107,
        ("verslag-hengelo-borne-2022-2023", "onzeker"): 1,
    }
    assert Counter(c.soort for c in published.alle_cijfers()) == {"meting": 636, "norm": 13, "feit": 23, "doel": 2}
    assert sum(c.waarde or 0 for c in published.cijfers() if c.indicator == "jongeren_5_18") == 66_115
    assert {b.sleutel for b in published.bronnen()} == {c.bron for c in published.alle_cijfers()}


def value(indicator: str, gebied: str, jaar: str, teleenheid: str, uits: str = "totaal", cat: str = "totaal") -> float:
    sleutel = (indicator, teleenheid, gebied, jaar, uits, cat)
    (found,) = (c for c in published.cijfers() if c.sleutel == sleutel and c.voorkeur)
    assert found.waarde is not None
    return found.waarde


def test_figures_stand_in_their_own_cell() -> None:
    assert value("schoolgaand", "GM0244", "2022-2023", "jongeren") == 99.1
    assert value("absoluut_verzuim", "GM1708", "2022-2023", "jongeren") == 34
    assert value("verzuimmeldingen", "GM1896", "2022-2023", "meldingen") == 273
    assert value("verzuimmeldingen", "GM1896", "2022-2023", "jongeren") == 143
    assert value("processen_verbaal", "GM0957", "2023-2024", "werkprocessen") == 28
    brief = ("werkprocessen", "soort_afhandeling", "relatief_verzuim:kennisgevingsbrief")
    assert value("afgehandeld", "GM1711", "2023-2024", *brief) == 24
    assert value("vrijstellingen_verleend", "GM0164", "2022-2023", "werkprocessen", "artikel", "art_5c") == 12
    assert value("vsv_percentage", "NL01", "2022-2023", "jongeren") == 2.38
    assert value("nieuwe_vsv", "GM1735", "2022-2023", "jongeren") == 35


def test_what_differs_in_meaning_is_not_mapped() -> None:
    per_indicator = {(c.indicator, c.bron) for c in published.cijfers()}
    # Hengelo counts 18 and over; Steenwijkerland counts illness; the vrijstellingen of Roermond lost their heads.
    assert ("relatief_verzuim", "verslag-hengelo-borne-2022-2023") not in per_indicator
    assert ("relatief_verzuim", "verslag-steenwijkerland-2015-2017") not in per_indicator
    assert not {i for i, bron in per_indicator if "roermond" in bron} & {"vrijstellingen_verleend", "absoluut_verzuim"}
    assert not [c for c in published.cijfers() if c.categorie == "art_15" and "nu 11" in c.uitsplitsing_bron]


def test_a_mapped_figure_fits_the_registry() -> None:
    for cijfer in published.alle_cijfers():
        if cijfer.sleutel:
            assert fits_registry(cijfer), cijfer


def fits_registry(cijfer: Publicatiecijfer) -> bool:
    ind = INDICATOREN[cijfer.indicator]
    if cijfer.uitsplitsing in VERSLAGTABELLEN:
        known = cijfer.categorie in VERSLAGTABELLEN[cijfer.uitsplitsing]
    elif ind.herkomst == "werkprocessen":
        tables = uitsplitsingen(ind, "regio")
        known = cijfer.uitsplitsing in tables and cijfer.categorie in categorieen(ind, cijfer.uitsplitsing)
    elif cijfer.uitsplitsing == "artikel":
        # This report gives one article under two numbers; it is neither of them.
        known = cijfer.categorie in vocabulary.SUBSOORTEN["vrijstelling"] or cijfer.categorie == "art_15_nu_11g"
    else:
        known = cijfer.categorie == "totaal"
    comparable = cijfer.teleenheid in ind.teleenheden and not cijfer.nauwkeurigheid
    counted = (cijfer.telwijze is None) == (ind.herkomst == "standen")
    return known and cijfer.is_percentage == ind.is_percentage and (not cijfer.afstembaar or (comparable and counted))


def test_what_a_count_must_take_exists_in_the_contract() -> None:
    for cijfer in published.cijfers():
        wijze = cijfer.telwijze
        if wijze:
            assert cijfer.afstembaar and len(wijze.soorten) == 1, cijfer
            (soort,) = wijze.soorten
            assert wijze.afhandelingen <= vocabulary.AFHANDELINGEN[soort].keys(), cijfer
            assert wijze.subsoorten <= vocabulary.SUBSOORTEN.get(soort, {}).keys(), cijfer
            assert (wijze.moment == "eind") == bool(wijze.afhandelingen), cijfer


def test_a_dash_is_no_zero_and_an_uncertain_reading_is_never_shown() -> None:
    dashes = [c for c in published.cijfers() if c.status == "nvt"]
    assert len(dashes) == 11 and all(c.waarde is None and not c.toonbaar for c in dashes)
    uncertain = [c for c in published.alle_cijfers() if c.zekerheid == "onzeker"]
    assert len(uncertain) == 90 and not any(c.toonbaar or c.voorkeur or c.afstembaar for c in uncertain)


def test_one_decimal_leaves_a_range_of_counts() -> None:
    assert published.mogelijke_aantallen(99.1, 1884, rest=True) == (17, 17)
    assert published.mogelijke_aantallen(99.2, 4269, rest=True) == (33, 36)
    assert published.mogelijke_aantallen(2.55, 7952, decimalen=2) == (203, 203)
    assert published.mogelijke_aantallen(50, 3, decimalen=0) is None
    assert published.mogelijke_aantallen(100, 10, decimalen=0, rest=True) == (0, 0)


@given(st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 2))
def test_the_range_holds_the_count_that_was_printed(counts: tuple[int, int], decimalen: int) -> None:
    count, noemer = counts
    printed = round(100 - 100 * count / noemer, decimalen)
    found = published.mogelijke_aantallen(printed, noemer, decimalen=decimalen, rest=True)
    assert found and found[0] <= count <= found[1]


def test_another_region_gets_only_what_is_about_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gemeenten.csv").write_text("code,naam,regio\n1,A,R1\n244,Hattem,R1\n")
    (tmp_path / "regios.csv").write_text("code,naam\nR1,Onze regio\n")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    assert {c.gebied for c in published.alle_cijfers()} == {"GM0244", "NL01"}
    assert {c.bron for c in published.alle_cijfers()} == {b.sleutel for b in published.bronnen()}
    assert {b.gebied for b in published.bronnen()} == {
        "MC10"
    }  # the report of its region; the country is told in others
    assert published.uitspraken() == ()
    shutil.copytree(published.BRONNEN, tmp_path / "bronnen")
    with pytest.raises(ReferentieFout, match="'GM0148' staat niet in gemeenten"):
        published.cijfers()


def test_a_region_that_no_shipped_report_speaks_of_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gemeenten.csv").write_text("code,naam,regio\n1,A,R1\n")
    (tmp_path / "regios.csv").write_text("code,naam\nR1,Onze regio\n")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    assert not published.alle_cijfers() and not published.bronnen() and not published.uitspraken()


def broken(map: Path, old: str, new: str, bestand: str = "cijfers.csv") -> Path:
    shutil.copytree(published.BRONNEN, map / "bronnen")
    path = map / "bronnen" / bestand
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return map / "bronnen"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",4269,jongeren", ",42-69,jongeren", "regel 2, kolom waarde: '42-69' is geen goede waarde"),
        (",4269,jongeren", ",-1,jongeren", "regel 2, kolom waarde: '-1' is geen goede waarde"),
        (",4269,jongeren", ",,jongeren", "regel 2, kolom status: is 'nvt' als er geen waarde is"),
        ("GM0148,2022-2023", "GM0149,2022-2023", "regel 2, kolom gebied: 'GM0149' staat niet in"),
        ("GM0148,2022-2023", "GM0148,2022-2024", "regel 2, kolom schooljaar: '2022-2024' is geen goede waarde"),
        ("GM0148,2022-2023", "GM0148,", "regel 2, kolom schooljaar: is leeg. Een meting hoort bij een schooljaar"),
        ("1,verslag-ijssel", "1,verslag-elders", "kolom bron: 'verslag-elders-vecht-2022-2023' staat niet in bronnen"),
        ("2,verslag-ijssel", "1,verslag-ijssel", "regel 3, kolom nummer: 1 komt al eerder voor"),
        ("jongeren_5_18,jongeren,totaal", "jongeren_5_18,,totaal", "kolom indicator: vraagt ook teleenheid"),
        (",afgeleid,gepubliceerd", ",onzeker,gepubliceerd", "regel 2, kolom indicator: moet leeg zijn bij een onzeker"),
        (
            ",afgeleid,gepubliceerd",
            ",zeer zeker,gepubliceerd",
            "kolom zekerheid: kent 'zeer zeker' niet. Kies uit: zeker",
        ),
        (
            "1-absoluut_verzuim_jongeren/",
            "absoluut:",
            "kolom berekening: 'absoluut:jongeren_5_18' is geen goede waarde",
        ),
        (",inwoners_0_18,leeftijd", ",inwonrs,leeftijd", "kolom geheel: 'inwonrs' is van geen ander cijfer het feit"),
        (",2016-09-30,meting", ",sept 2016,meting", "kolom peildatum: 'sept 2016' is geen goede waarde"),
        ("leerlingen,jongeren,totaal,totaal,nee", "leerlingen,jongeren,totaal,totaal,ja", "kolom voorkeur: is voor"),
    ],
)
def test_a_wrong_line_is_told_where_and_how_to_mend_it(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(ReferentieFout) as caught:
        published.cijfers(broken(tmp_path, old, new))
    assert says in str(caught.value) and "bestand cijfers.csv" in str(caught.value)


def test_a_region_can_do_without_what_reports_say_in_words(tmp_path: Path) -> None:
    folder = shutil.copytree(published.BRONNEN, tmp_path / "bronnen")
    (folder / "uitspraken.csv").unlink()
    assert published.uitspraken(folder) == () and published.alle_cijfers(folder)


def test_what_is_said_must_be_about_something(tmp_path: Path) -> None:
    folder = broken(tmp_path, ",nieuwe_vsv,", ",nieuwe_vsw,", "uitspraken.csv")
    with pytest.raises(ReferentieFout, match="kolom feit: komt bij geen enkel cijfer voor"):
        published.uitspraken(folder)
    with pytest.raises(ReferentieFout, match=r"bestand cijfers.csv: is niet te lezen"):
        published.cijfers(tmp_path / "elders")
