"""What counts over the years: drawn deliveries of several years against the slow twin, and the cases with a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert

from data.referentie.gebieden import Gebieden
from data.referentie.gebieden import load as load_gebieden
from data.registry import vocabulary
from etl.intern import schema
from etl.intern.actief import create_views
from etl.tellen import count_cells
from tests.etl import tweeling
from tests.etl.tweeling import Kaart, Levering

# A and B became N (new) on 1-1-2022; D went into E (that was there) on 1-1-2023; X was split over E and Y on 1-1-2022.
GEMEENTEN = """code,naam,regio,sinds,tot,opgegaan_in
GM0001,A,R1,,2022-01-01,GM0010
GM0002,B,R1,,2022-01-01,GM0010
GM0010,N,R1,2022-01-01,,
GM0004,D,R1,,2023-01-01,GM0005
GM0005,E,R1,,,
GM0006,X,R1,,2022-01-01,GM0005+GM0007
GM0007,Y,R1,,,
"""
A, B, N, D, E, X, Y = "GM0001", "GM0002", "GM0010", "GM0004", "GM0005", "GM0006", "GM0007"
CODES = (A, B, N, D, E, X, Y)
NU = {A: N, B: N, N: N, D: E, E: E, X: X, Y: Y}
PEILDATA = [date(jaar, maand, 1) for jaar in (2021, 2022, 2023, 2024) for maand in (2, 9)]
JAREN = ("2020-2021", "2021-2022", "2022-2023", "2023-2024")
OPNIEUW = date(2022, 1, 1)


def spreekt_voor(code: str, peildatum: date, codes: frozenset[str]) -> frozenset[str]:
    """By the history above, in words: an export holds what the gemeente was on the day it was made."""
    if code in (A, B, D):
        return frozenset({code})
    if code == N:
        return frozenset({A, B})
    stukken = {E: {"E"}, Y: {"Y"}, X: {"X"}}[code]
    if code == E and peildatum >= date(2023, 1, 1):
        stukken = stukken | {D}
    if code in (E, Y) and peildatum >= OPNIEUW and X not in codes:
        stukken = stukken | {f"X in {code}"}
    return frozenset(stukken)


# X stands for itself: what moved out of it left it, but no gemeente of today has it.
STUKKEN = {N: {A, B}, E: {"E", D, f"X in {E}"}, Y: {"Y", f"X in {Y}"}, X: {"X"}}
KAART = Kaart(NU, {gemeente: frozenset(stukken) for gemeente, stukken in STUKKEN.items()}, spreekt_voor)


@pytest.fixture(scope="module")
def waar(tmp_path_factory: pytest.TempPathFactory) -> Gebieden:
    map_ = tmp_path_factory.mktemp("ref")
    (map_ / "gemeenten.csv").write_text(GEMEENTEN)
    (map_ / "regios.csv").write_text("code,naam\nR1,Een\n")
    return load_gebieden(map_)


@pytest.fixture(scope="module")
def verbinding() -> Iterator[Connection]:
    with create_engine("duckdb:///:memory:").connect() as verbinding:
        schema.metadata.create_all(verbinding)
        yield verbinding


def store(verbinding: Connection, leveringen: list[Levering], waar: Gebieden) -> None:
    for naam in ("werkproces", "dekking", "levering"):
        verbinding.exec_driver_sql(f"DELETE FROM {naam}")  # noqa: S608  three names above
    for levering in leveringen:
        verbinding.execute(
            insert(schema.levering).values(
                levering_id=levering.nummer,
                bestand="x",
                sha256=str(levering.nummer),
                ontvangen_op=date(2024, 1, 1),
                door="x",
                profiel="x",
                soort="werkprocessen",
                peildatum=levering.peildatum,
                voorbeeld=False,
                gelezen=0,
                geaccepteerd=0,
                afgekeurd=0,
                status="geaccepteerd" if levering.telt else "ingetrokken",
            )
        )
        if levering.over:
            verbinding.execute(
                insert(schema.dekking),
                [{"levering_id": levering.nummer, "gemeente_code": c, "schooljaar": j} for c, j in levering.over],
            )
        if levering.rijen:
            verbinding.execute(
                insert(schema.werkproces),
                [
                    {**rij, "levering_id": levering.nummer, "regel": n, "leeftijd_op_peildatum": 12}
                    for n, rij in enumerate(levering.rijen)
                ],
            )
    create_views(verbinding, waar=waar)


def heard(verbinding: Connection) -> tuple[set[tuple[Any, ...]], set[tuple[str, str]]]:
    rijen = verbinding.exec_driver_sql(
        "SELECT gemeente_nu, werkproces_id, persoon, soort, startdatum, einddatum, afhandeling FROM actief"
    ).fetchall()
    assert len(rijen) == len(set(map(tuple, rijen)))
    dekking = verbinding.exec_driver_sql("SELECT gemeente_code, schooljaar FROM actieve_dekking").fetchall()
    return set(map(tuple, rijen)), set(map(tuple, dekking))


def as_tuple(rij: tweeling.Rij) -> tuple[Any, ...]:
    velden = ("gemeente_code", "werkproces_id", "persoon", "soort", "startdatum", "einddatum", "afhandeling")
    return tuple(rij[veld] for veld in velden)


def case(nummer: object, code: str, start: date, eind: date | None = None, **anders: Any) -> dict[str, Any]:
    return {
        "werkproces_id": f"W{nummer}",
        "persoon": f"p{nummer}",
        "gemeente_code": code,
        "soort": "vrijstelling",
        "subsoort": "art_5a",
        "onderwijssoort": "vo",
        "startdatum": start,
        "einddatum": eind,
        "afhandeling": "verleend" if eind else None,
        "leeftijd_bij_start": 12,
        **anders,
    }


@st.composite
def deliveries(draw: st.DrawFn) -> list[Levering]:
    """Some deliveries, loaded in any order, of the same few cases: carried over, late, moved, merged, withdrawn."""
    leveringen = []
    for nummer in range(1, draw(st.integers(1, 5)) + 1):
        peildatum = draw(
            st.sampled_from([date(jaar, maand, 1) for jaar in (2021, 2022, 2023, 2024) for maand in (2, 9)])
        )
        codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
        jaren = [jaar for jaar in JAREN if f"{jaar[:4]}-08-01" < peildatum.isoformat()]
        van = draw(st.sampled_from(jaren))
        over = {(code, jaar) for code in codes for jaar in jaren if jaar >= van}
        over -= set(draw(st.lists(st.sampled_from(sorted(over)), max_size=2)))
        rijen = []
        for zaak in draw(st.lists(st.integers(0, 9), unique=True)):
            start = date(2019, 9, 1) + timedelta(days=draw(st.integers(0, 1500)))
            start = draw(
                st.sampled_from([min(start, peildatum), date(2021, 10, 1) if peildatum.year > 2021 else start])
            )
            start = min(start, peildatum)
            eind = start + timedelta(days=draw(st.integers(0, 900)))
            eind_bekend = eind if eind <= peildatum and draw(st.booleans()) else None
            persoon = draw(st.sampled_from([f"p{zaak}", "p0"]))
            rijen.append(case(zaak, draw(st.sampled_from(codes)), start, eind_bekend, persoon=persoon))
        leveringen.append(Levering(nummer, peildatum, frozenset(over), rijen, draw(st.integers(0, 5)) > 0))
    return leveringen


@settings(max_examples=40, deadline=None)
@given(leveringen=deliveries())
def test_what_counts_is_what_the_words_say(verbinding: Connection, waar: Gebieden, leveringen: list[Levering]) -> None:
    store(verbinding, leveringen, waar)
    rijen, bekend = tweeling.what_counts(leveringen, KAART)
    gevonden, dekking = heard(verbinding)
    assert dekking == bekend
    assert gevonden == {as_tuple(rij) for rij in rijen}


@settings(max_examples=4, deadline=None)
@given(leveringen=deliveries())
def test_every_cell_is_what_the_words_say(verbinding: Connection, waar: Gebieden, leveringen: list[Levering]) -> None:
    store(verbinding, leveringen, waar)
    rijen, bekend = tweeling.what_counts(leveringen, KAART)
    regio_van = {g.code: g.regio for g in waar.gemeenten}
    van_nu = [rij for rij in rijen if rij["gemeente_code"] in regio_van]
    gewoon = tweeling.count(
        van_nu, regio_van, vocabulary.AFHANDELINGSGROEPEN, lambda _, jaar: date(int(jaar[5:]), 7, 31), JAREN
    )
    bekend |= {("R1", jaar) for jaar in JAREN if all((g.code, jaar) in bekend for g in waar.gemeenten)}
    geteld = {
        tuple(cel): t.waarde
        for cel, t in count_cells(verbinding, waar).cellen.items()
        if t.zichtbaar and t.waarde and cel.gebied != "NL01"
    }
    assert geteld == {cel: n for cel, n in gewoon.items() if (cel[2], cel[3]) in bekend}


# --- the cases that have a name ----------------------------------------------------------------------------------

SEP = [date(jaar, 9, 1) for jaar in range(2021, 2025)]


def about(*codes: str, jaren: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((code, jaar) for code in codes for jaar in jaren)


def counts(verbinding: Connection, waar: Gebieden, *leveringen: Levering) -> dict[tuple[str, str], date | None]:
    store(verbinding, list(leveringen), waar)
    return {(rij[0], rij[1]): rij[5] for rij in heard(verbinding)[0]}


@pytest.fixture
def both(verbinding: Connection, waar: Gebieden) -> tuple[Connection, Gebieden]:
    return verbinding, waar


def test_the_export_of_the_next_year_gives_the_end(both: tuple[Connection, Gebieden]) -> None:
    eerst = Levering(1, SEP[0], about(N, jaren=JAREN[:1]), [case(1, N, date(2021, 3, 1)), case(2, N, date(2021, 3, 1))])
    later = Levering(2, SEP[1], about(N, jaren=JAREN[1:2]), [case(1, N, date(2021, 3, 1), date(2022, 1, 5))])
    assert counts(*both, eerst, later) == {(N, "W1"): date(2022, 1, 5), (N, "W2"): None}
    # Whichever was loaded first; and when the later one is withdrawn, what stood there before holds again.
    omgekeerd = [Levering(1, later.peildatum, later.over, later.rijen), Levering(2, SEP[0], eerst.over, eerst.rijen)]
    assert counts(*both, *omgekeerd)[N, "W1"] == date(2022, 1, 5)
    weg = Levering(2, later.peildatum, later.over, later.rijen, telt=False)
    assert counts(*both, eerst, weg) == {(N, "W1"): None, (N, "W2"): None}


def test_a_whole_later_export_that_does_not_know_a_case_takes_it_away(both: tuple[Connection, Gebieden]) -> None:
    eerst = Levering(1, SEP[0], about(N, jaren=JAREN[:1]), [case(1, N, date(2021, 3, 1)), case(2, N, date(2021, 3, 1))])
    later = Levering(2, SEP[1], about(N, jaren=JAREN[:2]), [case(1, N, date(2021, 3, 1))])
    assert counts(*both, eerst, later) == {(N, "W1"): None}


def test_a_case_that_moved_counts_where_it_is_now(both: tuple[Connection, Gebieden]) -> None:
    start = date(2021, 3, 1)
    eerst = Levering(1, SEP[2], about(N, Y, jaren=JAREN[:1]), [case(1, N, start)])
    later = Levering(2, SEP[3], about(N, Y, jaren=JAREN[1:2]), [case(1, Y, start)])
    assert counts(*both, eerst, later) == {(Y, "W1"): None}
    # One number in two registrations is two cases: no delivery of both says otherwise, nor another person.
    apart = Levering(2, SEP[3], about(Y, jaren=JAREN[1:2]), [case(1, Y, start)])
    assert len(counts(*both, eerst, apart)) == 2
    ander = Levering(2, SEP[3], about(N, Y, jaren=JAREN[1:2]), [case(1, Y, start, persoon="ander")])
    assert len(counts(*both, eerst, ander)) == 2


def test_a_merger_counts_a_case_once_also_in_the_middle_of_a_schooljaar(both: tuple[Connection, Gebieden]) -> None:
    start = date(2021, 10, 1)
    oud = Levering(1, date(2021, 11, 1), about(A, B, jaren=JAREN[:2]), [case(1, A, start), case(2, B, start)])
    nieuw = Levering(2, SEP[1], about(N, jaren=JAREN[:2]), [case(1, N, start), case(2, N, start), case(3, N, start)])
    assert counts(*both, oud, nieuw) == {(N, f"W{n}"): None for n in (1, 2, 3)}
    gemengd = Levering(2, SEP[1], about(A, N, jaren=JAREN[1:2]), [case(1, A, start), case(2, N, start)])
    assert counts(*both, oud, gemengd) == {(N, "W1"): None, (N, "W2"): None}


def test_part_of_what_merged_is_no_figure_of_the_whole(both: tuple[Connection, Gebieden]) -> None:
    alleen_a = Levering(1, SEP[0], about(A, jaren=JAREN[:1]), [case(1, A, date(2021, 3, 1))])
    assert counts(*both, alleen_a) == {}
    ook_b = Levering(2, SEP[0], about(B, jaren=JAREN[:1]), [case(2, B, date(2021, 3, 1))])
    assert len(counts(*both, alleen_a, ook_b)) == 2
    assert heard(both[0])[1] == {(N, JAREN[0])}


def test_of_a_split_gemeente_nothing_old_is_known_until_a_later_export(both: tuple[Connection, Gebieden]) -> None:
    start = date(2021, 3, 1)
    voor = Levering(1, SEP[0], about(X, Y, jaren=JAREN[:1]), [case(1, X, start), case(2, Y, start)])
    assert counts(*both, voor) == {(X, "W1"): None}  # of no gemeente of today
    assert heard(both[0])[1] == {(X, JAREN[0])}
    na = Levering(2, SEP[1], about(Y, jaren=JAREN[:2]), [case(1, Y, start), case(2, Y, start)])
    assert {plek for plek in counts(*both, voor, na) if plek[0] == Y} == {(Y, "W1"), (Y, "W2")}


def test_a_split_in_the_reference_file_names_all_that_got_a_part(waar: Gebieden, tmp_path: Path) -> None:
    verdeeld = waar.gemeente(X)
    assert verdeeld and verdeeld.verdeeld_over == (E, Y) and waar.huidig(X) is None
    assert X not in {g.code for g in waar.gemeenten}
