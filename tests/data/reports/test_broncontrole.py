"""Contradictions are found by rule: the known ones in the real reports, planted ones elsewhere, none where none are."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from data.cells.cells import CelSleutel
from data.reports import published
from data.reports.broncontrole import REGELS, Bevinding, check
from data.reports.published_figures import Berekening, Publicatiecijfer, Uitspraak

JAAR = "2022-2023"


@pytest.fixture(scope="module")
def found() -> tuple[Bevinding, ...]:
    return check(published.alle_cijfers(), published.uitspraken())


def texts(found: tuple[Bevinding, ...], regel: str, gebied: str) -> list[str]:
    return [b.tekst for b in found if b.regel == regel and b.gebied == gebied]


@pytest.mark.parametrize(
    ("regel", "gebied", "numbers"),
    [
        ("dubbel", "NL01", ["2,34%", "2,38%"]),
        ("dubbel", "NL01", ["40", "39"]),
        ("percentage", "GM1896", ["ruim 95%", "27 en 3.931", "99,3%"]),
        ("verschoven", "GM1708", ["9.027", "30 september 2015", "30 september 2016"]),
        ("verschoven", "GM1708", ["8.890", "30 september 2016", "30 september 2017"]),
        ("percentage", "GM1708", ["0,1%", "4 en 246", "1,6%"]),
        ("som", "GM1708", ["2013-2014", "4", "7"]),
        ("som", "GM1708", ["2014-2015", "12", "17"]),
        ("som", "GM1708", ["2016-2017", "7", "13"]),
        ("som", "SR-ROERMOND", ["206", "203"]),
        ("dubbel", "GM0957", ["30", "28"]),
        ("dubbel", "GM1711", ["11", "8"]),
        ("dubbel", "GM1641", ["5", "6"]),
        ("richting", "SR-ROERMOND", ["25", "29"]),
        ("noemer", "NL01", ["minder dan 18.000 is 1,77%", "30.246 is 2,38%"]),
        ("richting", "GM0164", ["819", "604"]),
        ("dubbel", "SR-HENGELO", ["16", "14"]),
    ],
)
def test_the_known_contradictions_are_found(
    found: tuple[Bevinding, ...], regel: str, gebied: str, numbers: list[str]
) -> None:
    assert any(all(number in text for number in numbers) for text in texts(found, regel, gebied))


def test_a_fact_is_named_in_words_and_not_by_its_key(found: tuple[Bevinding, ...]) -> None:
    tekst = " ".join(b.tekst for b in found)
    assert "‘vrijstelling (art 15 (volgens bron nu 11 onder g))’" in tekst and "art 15 nu 11g" not in tekst
    sleutels = {c.feit for c in published.alle_cijfers() if c.feit and "_" in c.feit}
    assert len(sleutels) > 20 and not [key for key in sleutels if f"‘{key.replace('_', ' ')}’" in tekst]


def test_a_region_has_its_article_in_a_sentence(found: tuple[Bevinding, ...]) -> None:
    tekst = " ".join(b.tekst for b in found)
    assert "in de subregio Hengelo" in tekst and " Subregio " not in tekst
    assert "in Nederland (2022-2023)" in " ".join(texts(found, "dubbel", "NL01"))
    assert not any("regio Nederland" in b.tekst for b in found)


def test_nothing_else_is_found_and_each_names_its_figures(found: tuple[Bevinding, ...]) -> None:
    assert len(found) == 17
    known = {cijfer.nummer for cijfer in published.alle_cijfers()}
    assert all(b.cijfers and set(b.cijfers) <= known for b in found)
    assert found == check(reversed(published.alle_cijfers()), published.uitspraken())


def test_apart_from_those_the_reports_are_clean(found: tuple[Bevinding, ...]) -> None:
    concerned = {number for bevinding in found for number in bevinding.cijfers}
    figures = published.alle_cijfers()
    related = {(c.gebied, name) for c in figures if c.nummer in concerned for name in (c.feit, c.geheel) if name}
    clean = [c for c in figures if not related & {(c.gebied, c.feit), (c.gebied, c.geheel)}]
    assert len(clean) > 400 and check(clean, published.uitspraken()) == ()


CIJFER = Publicatiecijfer(
    nummer=1,
    bron="verslag",
    sectie="1",
    gebied="SR-HENGELO",
    schooljaar=JAAR,
    peildatum="",
    soort="meting",
    indicator_bron="meldingen",
    uitsplitsing_bron="",
    waarde=100.0,
    decimalen=0,
    eenheid="meldingen",
    nauwkeurigheid="",
    zekerheid="zeker",
    status="gepubliceerd",
    toelichting="",
    sleutel=None,
    voorkeur=False,
    afstembaar=False,
    telwijze=None,
    feit="meldingen",
    geheel="",
    verdeling="",
    volledig="",
    berekening=None,
)


def number_all(figures: Iterator[Publicatiecijfer] | list[Publicatiecijfer]) -> list[Publicatiecijfer]:
    return [replace(cijfer, nummer=number) for number, cijfer in enumerate(figures, start=1)]


def parts(values: list[float | None], volledig: str, verdeling: str = "soort") -> list[Publicatiecijfer]:
    made = {"geheel": "meldingen", "verdeling": verdeling, "volledig": volledig}
    return [
        replace(CIJFER, waarde=value, feit=f"{verdeling} {n}", status="gepubliceerd" if value else "nvt", **made)  # type: ignore[arg-type]
        for n, value in enumerate(values)
    ]


def rules(figures: list[Publicatiecijfer], *said: Uitspraak) -> list[str]:
    return [bevinding.regel for bevinding in check(number_all(figures), said)]


def test_parts_make_their_whole() -> None:
    assert rules([CIJFER, *parts([60, 40], "ja")]) == []
    assert rules([CIJFER, *parts([60, 41], "ja")]) == ["som"]
    assert rules([CIJFER, *parts([60, None], "ja")]) == [], "with a part not told the rest may be it"
    assert rules([CIJFER, *parts([60, 30], "nee")]) == []
    assert rules([CIJFER, *parts([60, 41], "nee")]) == ["som"]
    assert rules([CIJFER, *parts([90, 40], "overlap")]) == [], "persons may stand under both"
    assert rules([CIJFER, *parts([101, 40], "overlap")]) == ["som"]
    assert rules([CIJFER, *parts([50, 40], "overlap")]) == ["som"]


def test_two_breakdowns_agree_without_a_total() -> None:
    assert rules([*parts([60, 40], "ja"), *parts([70, 30], "ja", "leeftijd")]) == []
    assert rules([*parts([60, 40], "ja"), *parts([70, 31], "ja", "leeftijd")]) == ["som"]


def test_the_gemeenten_make_the_region() -> None:
    gemeenten = [replace(CIJFER, gebied=code, waarde=50) for code in ("GM0147", "GM0164")]
    assert rules([CIJFER, *gemeenten]) == [], "one gemeente is not told"
    assert rules([CIJFER, *gemeenten, replace(CIJFER, gebied="GM1735", waarde=0)]) == []
    assert rules([CIJFER, *gemeenten, replace(CIJFER, gebied="GM1735", waarde=1)]) == ["som"]


def test_shares_of_one_whole_make_a_hundred_within_rounding() -> None:
    shares = [replace(part, eenheid="%", decimalen=1) for part in parts([33.3, 33.3, 33.3], "ja")]
    assert rules(shares) == []
    assert rules([*shares[1:], replace(shares[0], waarde=34.3)]) == ["som"]


def percentage(value: float, berekening: Berekening, **other: object) -> Publicatiecijfer:
    made = replace(CIJFER, waarde=value, eenheid="%", decimalen=1, feit="deel", berekening=berekening)
    return replace(made, **other)  # type: ignore[arg-type]


def test_a_percentage_follows_from_its_counts_as_it_was_rounded() -> None:
    counts = [CIJFER, replace(CIJFER, feit="leerlingen", waarde=3931)]
    share, rest = Berekening("meldingen", "leerlingen", rest=False), Berekening("meldingen", "leerlingen", rest=True)
    assert rules([*counts, percentage(2.5, share)]) == []
    assert rules([*counts, percentage(2.6, share)]) == ["percentage"]
    assert rules([*counts, percentage(97.5, rest)]) == []
    assert rules([*counts, percentage(97, rest, decimalen=0, nauwkeurigheid="ruim")]) == []
    assert rules([*counts, percentage(96, rest, decimalen=0, nauwkeurigheid="ruim")]) == ["percentage"]
    assert rules([counts[0], percentage(2.6, share)]) == [], "without a denominator nothing can be said"


def test_the_same_fact_has_one_value() -> None:
    assert rules([CIJFER, replace(CIJFER, bron="ander")]) == []
    assert rules([CIJFER, replace(CIJFER, bron="ander", waarde=101)]) == ["dubbel"]
    assert rules([CIJFER, replace(CIJFER, schooljaar="2021-2022", waarde=101)]) == []
    rounded = replace(CIJFER, waarde=2.34, decimalen=2, eenheid="%")
    assert rules([rounded, replace(rounded, waarde=2.3, decimalen=1)]) == []
    norm = replace(CIJFER, soort="norm", waarde=16)
    assert rules([norm, replace(norm, schooljaar="2021-2022", waarde=14)]) == ["dubbel"]
    assert rules([norm, replace(norm, gebied="MC10", waarde=14)]) == [], "regions may have different rules"


def test_a_series_under_two_dates_is_one_finding() -> None:
    series = [replace(CIJFER, feit=feit, waarde=value) for feit, value in (("a", 9027.0), ("b", 3913.0))]
    dated = [replace(c, peildatum="2016-09-30") for c in series]
    earlier = [replace(c, schooljaar="2021-2022", peildatum="2015-09-30") for c in series]
    assert rules([*dated, *earlier]) == ["verschoven"]
    assert rules([*dated, earlier[0]]) == [], "one number may well come back"
    assert rules([replace(c, waarde=3) for c in (*dated, *earlier)]) == [], "small numbers come back all the time"


def test_words_about_a_change_are_held_against_the_numbers() -> None:
    def said(richting: str, *values: float) -> list[str]:
        figures = [replace(CIJFER, schooljaar=j, waarde=w) for j, w in zip(("2021-2022", JAAR), values, strict=False)]
        words = Uitspraak(1, "verslag", "1", ("SR-HENGELO",), "meldingen", "2021-2022", JAAR, richting, "Zo.")  # type: ignore[arg-type]
        return rules(figures, words)

    assert said("stijging", 100, 101) == said("daling", 100, 99) == said("gelijk", 100, 104) == []
    assert said("stijging", 100, 100) == said("daling", 100, 100) == said("gelijk", 100, 106) == ["richting"]
    assert said("gelijk", 100, 94) == ["richting"]
    assert said("stijging", 100) == [], "a year that is not told proves nothing"


def test_counts_and_percentages_imply_one_population() -> None:
    share = Berekening("meldingen", "leerlingen", rest=False)

    def pair(jaar: str, count: float, percent: float) -> list[Publicatiecijfer]:
        return [replace(CIJFER, schooljaar=jaar, waarde=count), percentage(percent, share, schooljaar=jaar)]

    assert rules([*pair("2021-2022", 100, 2.0), *pair(JAAR, 106, 2.0)]) == []
    assert rules([*pair("2021-2022", 100, 2.0), *pair(JAAR, 100, 2.6)]) == ["noemer"]


def test_there_are_never_more_jongeren_than_cases() -> None:
    cel = CelSleutel("verzuimmeldingen", "meldingen", "SR-HENGELO", JAAR)
    cases = replace(CIJFER, sleutel=cel, voorkeur=True)
    persons = replace(CIJFER, feit="jongeren", sleutel=cel._replace(teleenheid="jongeren"), voorkeur=True, waarde=100)
    assert rules([cases, persons]) == []
    assert rules([cases, replace(persons, waarde=101)]) == ["personen"]


def test_every_rule_has_been_seen_to_speak(found: tuple[Bevinding, ...]) -> None:
    assert {bevinding.regel for bevinding in found} | {"personen"} == REGELS.keys()


def test_a_changed_number_in_the_real_reports_is_found(found: tuple[Bevinding, ...]) -> None:
    """A part of a whole that is told as well is guarded: change it and some rule notices."""
    figures = published.alle_cijfers()
    told = {(c.feit, c.gebied, c.schooljaar) for c in figures}
    complete = [
        index
        for index, cijfer in enumerate(figures)
        if cijfer.volledig == "ja" and (cijfer.geheel, cijfer.gebied, cijfer.schooljaar) in told
    ]
    assert len(complete) > 50
    for index in complete[::15]:
        changed = [*figures]
        changed[index] = replace(figures[index], waarde=(figures[index].waarde or 0) + 50)
        assert set(check(changed, published.uitspraken())) != set(found), figures[index].nummer
