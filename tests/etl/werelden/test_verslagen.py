"""What reports told of one count of a fact: the other moves without it, or the report itself tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np

from data.cells.cells import CelSleutel, VorigeCel
from data.referentie.gebieden import gebieden
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.intern import open_intern
from etl.tellen import count_cells
from etl.werelden import Bewijs, number, prove, recount
from etl.werelden.mogelijk import PER_PERSOON
from tests.etl.keuring.toneel import deliver, stage
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
