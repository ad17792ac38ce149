"""What a stranger may assume of cases that were told and are gone: a world is a history that can have been."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd
import pytest
from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden, gebieden
from etl.intern import open_intern
from etl.intern.actief import counting_now
from etl.tafelkeuze import first_guess, told
from etl.tellen import Tellingen, count_cells
from etl.werelden import Bewijs, Bewijzer, Verteld, prove, read_earlier
from etl.werelden.grond import Grond, lay_ground
from etl.werelden.keten import Eerder
from etl.werelden.model import KOPIE, ZAAK
from tests.etl.keuring.toneel import Rij, deliver, make_rows, places, stage

TONEEL = places([40, 30])


def other_cases(rijen: list[Rij]) -> list[Rij]:
    """Other persons and dates: as if everything was replaced."""
    return [{**rij, "persoon": f"ander{n}"} for n, rij in enumerate(make_rows(places([44, 27], zaad=5))) if rijen]


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, Gebieden, Eerder, Tellingen]]:
    """A delivery that was published, and one that has none of its cases."""
    with stage(TONEEL, tmp_path_factory.mktemp("keten")):
        rijen = make_rows(TONEEL)
        deliver(TONEEL, rijen)
        with open_intern(schrijven=True) as verbinding:
            waar = gebieden()
            geteld = count_cells(verbinding, waar)
            verteld = told(geteld, first_guess(geteld, {}))
            weg = prove(verbinding, waar, verteld).onderdrukt
            status = {c: "onderdrukt" if c in weg else "gepubliceerd" for c, t in verteld.cellen.items() if t.zichtbaar}
            toen = Verteld(counting_now(verbinding), status)
        deliver(TONEEL, other_cases(rijen), 2)
        with open_intern(schrijven=True) as verbinding:
            geteld = count_cells(verbinding, waar)
            yield verbinding, waar, read_earlier(verbinding, waar, [toen]), told(geteld, first_guess(geteld, {}))


@pytest.fixture(scope="module")
def bewijs(keten: tuple[Connection, Gebieden, Eerder, Tellingen]) -> Bewijs:
    verbinding, waar, eerder, tellingen = keten
    return Bewijzer(verbinding, waar, eerder=eerder).prove(tellingen)


@pytest.fixture(scope="module")
def grond(keten: tuple[Connection, Gebieden, Eerder, Tellingen]) -> Grond:
    verbinding, waar, eerder, tellingen = keten
    return lay_ground(verbinding, waar, tellingen, (), uitgaven=eerder)


def taken_out(rijen: pd.DataFrame) -> Counter[tuple[str, int]]:
    """How many cases are in the first edition and not in the last, per gemeente and schooljaar."""
    weg: Counter[tuple[str, int]] = Counter()
    for _, zaak in rijen.groupby("zaak"):
        if zaak.uitgave.max() == 0:
            start = zaak.startdatum.iat[0]
            weg[zaak.gemeente_nu.iat[0], start.year - (start.month < 8)] += 1
    return weg


def test_no_world_takes_out_more_cases_than_the_truth(bewijs: Bewijs) -> None:
    paren = bewijs.paren
    assert paren is not None and bewijs.werelden
    minder = 0
    for _, wereld in paren.groupby("nummer"):
        echt, gemaakt = (taken_out(wereld[wereld.echt.astype(bool) == kant]) for kant in (True, False))
        assert not gemaakt - echt
        minder += sum((echt - gemaakt).values())
    assert minder, "a case that is gone may not have been there: no world has fewer"


def test_of_what_is_gone_none_can_come_or_be_copied_and_each_can_go(grond: Grond) -> None:
    kan: Counter[tuple[str, int]] = Counter()
    weg = 0
    for blok in grond.blokken:
        k = blok.kolommen
        for stam, marge, teken, meest in zip(k.stam, k.marge, k.teken, k.meest, strict=True):
            if blok.stammen[stam][2] == (0,) and marge in {ZAAK, KOPIE}:
                kan[marge, teken] += meest
        weg += sum(blok.aantal[n, m, c] for n, m, c in blok.aantal if m == "kern" and blok.stammen[n][2] == (0,))
    assert kan[ZAAK, 1] == kan[KOPIE, 1] == 0
    alleen = grond.zaken.rijen.alleen[[er_is == (0,) for er_is in grond.zaken.rijen.er_is]]
    assert kan[ZAAK, -1] == alleen.sum() > 0
    assert weg == len(alleen)
