"""What reports told of one count of a fact: the other moves without it, or the report itself tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from data.cells.cells import CelSleutel, VorigeCel
from data.referentie.gebieden import gebieden
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.intern import open_intern
from etl.tellen import count_cells
from etl.werelden import Bewijs, number, prove, recount
from etl.werelden.mogelijk import PER_PERSOON
from tests.etl.keuring.toneel import Toneel, deliver, stage
from tests.etl.werelden.test_werelden import margins_of_one_table

JIB = CelSleutel("jib", WERKPROCESSEN, "GM9001", "2024-2025")
VERLOF = CelSleutel("verlof", WERKPROCESSEN, "GM9001", "2024-2025")


def jongeren(cel: CelSleutel) -> CelSleutel:
    return cel._replace(teleenheid=JONGEREN)


def proved(
    map_: Path, kennis: Collection[CelSleutel], eerder: Collection[CelSleutel] = ()
) -> tuple[Bewijs, dict[CelSleutel, set[int]]]:
    """The proof, and by how much each counted cell differs from the truth over its worlds, as counting says."""
    toneel, rijen = margins_of_one_table()
    with stage(toneel, map_):
        deliver(toneel, rijen)
        with open_intern(schrijven=True) as verbinding:
            tellingen = count_cells(verbinding, gebieden())
            vorige = {c: VorigeCel("onderdrukt", None, None, None) for c in eerder}
            bewijs = prove(verbinding, gebieden(), tellingen, kennis=kennis, vorige=vorige)
            if bewijs.paren is None:
                return bewijs, {}
            zichtbaar = [c for c, t in tellingen.cellen.items() if t.zichtbaar]
            sleutels, nummers = number(zichtbaar, tellingen.regio_van)
            verschil = recount(verbinding, gebieden(), bewijs.paren, nummers)
    return bewijs, {c: {0, *np.unique(verschil[:, i]).tolist()} for i, c in enumerate(sleutels)}


def test_cases_move_where_a_report_told_the_jongeren(tmp_path: Path) -> None:
    bewijs, verschil = proved(tmp_path, {jongeren(JIB)})
    assert JIB in bewijs.onderdrukt - bewijs.vast
    assert verschil[jongeren(JIB)] == {0}
    assert max(verschil[JIB]) - min(verschil[JIB]) >= 5
    assert bewijs.paren is not None
    van_wereld = bewijs.paren[~bewijs.paren.echt.astype(bool)]
    per = Counter(zip(van_wereld.nummer, van_wereld.persoon, van_wereld.soort, strict=True))
    assert 1 < max(per.values()) <= PER_PERSOON


def test_jongeren_move_where_a_report_told_the_cases(tmp_path: Path) -> None:
    bewijs, verschil = proved(tmp_path, {VERLOF}, eerder={jongeren(VERLOF)})
    assert jongeren(VERLOF) in bewijs.onderdrukt - bewijs.vast
    assert verschil[VERLOF] == {0}
    assert max(verschil[jongeren(VERLOF)]) - min(verschil[jongeren(VERLOF)]) >= 5


def test_what_a_report_holds_by_itself_needs_no_world(tmp_path: Path) -> None:
    bewijs, _ = proved(tmp_path, {JIB})
    # Three cases are of one to three jongeren, whatever else is told.
    assert {JIB, jongeren(JIB)} <= bewijs.vast


def test_a_larger_figure_in_a_report_holds_nothing(tmp_path: Path) -> None:
    bewijs, _ = proved(tmp_path, {VERLOF}, eerder={jongeren(VERLOF)})
    assert jongeren(VERLOF) not in bewijs.vast


PV = CelSleutel("processen_verbaal", WERKPROCESSEN, "GM9001", "2022-2025")
PER_JAAR = {"2022-2023": 8, "2023-2024": 9, "2024-2025": 3}


def over_three_years(map_: Path, kennis: Collection[CelSleutel]) -> tuple[Bewijs, dict[CelSleutel, set[int]]]:
    """Only processen-verbaal over three schooljaren are told: the proof, and what cases do over its worlds per year."""
    toneel = Toneel({"GM9001": 40, "GM9002": 30}, {"PR01": ["GM9001", "GM9002"]}, jaren=3)
    rijen = [
        {**rij, "startdatum": date(int(jaar[:4]), 9, 1), "einddatum": date(int(jaar[:4]), 12, 1)}
        for jaar, aantal in PER_JAAR.items()
        for gemeente, keer in (("GM9001", aantal), ("GM9002", 14))
        for n in range(keer)
        for rij in [
            {
                "persoon": f"{gemeente}{jaar}p{n}", "gemeente_code": gemeente, "soort": "relatief_verzuim",
                "subsoort": "luxe", "onderwijssoort": "vo", "afhandeling": "proces_verbaal",
                "leeftijd_bij_start": 14, "leeftijd_op_peildatum": 15,
            }
        ]
    ]  # fmt: skip
    with stage(toneel, map_):
        deliver(toneel, rijen)
        with open_intern(schrijven=True) as verbinding:
            geteld = count_cells(verbinding, gebieden())
            tellingen = replace(
                geteld,
                cellen={
                    c: replace(t, zichtbaar=c.indicator == PV.indicator and c[1::2] == PV[1::2] and c[4:] == PV[4:])
                    for c, t in geteld.cellen.items()
                },
            )
            bewijs = prove(verbinding, gebieden(), tellingen, kennis=kennis)
            jaren = [PV._replace(schooljaar=jaar) for jaar in PER_JAAR]
            if bewijs.paren is None:
                return bewijs, {c: {0} for c in jaren}
            verschil = recount(verbinding, gebieden(), bewijs.paren, number(jaren, tellingen.regio_van)[1])
    return bewijs, {c: {0, *np.unique(verschil[:, i]).tolist()} for i, c in enumerate(jaren)}


def test_years_in_a_report_leave_of_a_venster_what_is_left(tmp_path: Path) -> None:
    """Twenty in three schooljaren; who reads eight and nine in two reports knows the three of the third."""
    jaren = [PV._replace(schooljaar=jaar) for jaar in PER_JAAR]
    bewijs, _ = over_three_years(tmp_path / "zonder", ())
    assert PV not in bewijs.onderdrukt
    bewijs, verschil = over_three_years(tmp_path / "met", jaren[:2])
    assert PV in bewijs.onderdrukt
    assert verschil[jaren[0]] == verschil[jaren[1]] == {0}
    assert max(verschil[jaren[2]]) - min(verschil[jaren[2]]) >= 5
