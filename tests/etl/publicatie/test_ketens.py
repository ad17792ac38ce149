"""Chains of publications: what each adds is proved beside all that was told before, and nothing small shows between.

Every chain is published for real, on a scene that is small enough to be proved in seconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer
from data.registry.indicators import INDICATOREN, WERKPROCESSEN
from etl.__main__ import main
from etl.intern import open_intern
from etl.meldingen import KLAAR
from etl.publicatie.lezen import read_live
from etl.publicatie.publiceren import publish
from tests.etl.keuring.toneel import Rij, deliver, late, make_rows, places, publish_now, stage

TONEEL = places([40, 30])
KLEIN = range(1, 5)
Cijfers = Mapping[CelSleutel, Cijfer]


@pytest.fixture(scope="module")
def eerste(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reference files and data of a scene that is published once."""
    map_ = tmp_path_factory.mktemp("keten")
    with stage(TONEEL, map_):
        deliver(TONEEL, make_rows(TONEEL))
        publish_now()
    return map_


@pytest.fixture
def begonnen(eerste: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cijfers:
    """A copy of it, and what it tells."""
    shutil.copytree(eerste, tmp_path / "kopie", symlinks=True)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "kopie" / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "kopie" / "data"))
    return read_live().cijfers


def again() -> Cijfers:
    """Publish what counts now, and hold it against everything before."""
    with open_intern(schrijven=True) as verbinding:
        publish(verbinding, lambda _: None, nog_een_uitgave=True)
    assert main(["controle"]) == KLAAR
    return read_live().cijfers


def small_differences(toen: Cijfers, nu: Cijfers) -> list[CelSleutel]:
    """The counts of cases that both show, with one to four between them."""
    return [
        cel
        for cel in toen.keys() & nu.keys()
        if cel.teleenheid == WERKPROCESSEN and INDICATOREN[cel.indicator].herkomst == WERKPROCESSEN
        if (was := toen[cel].waarde) is not None and (wordt := nu[cel].waarde) is not None
        if abs(was - wordt) in KLEIN
    ]


def shown_again(toen: Cijfers, nu: Cijfers) -> list[CelSleutel]:
    """What was hidden and is shown."""
    return [c for c in toen.keys() & nu.keys() if (toen[c].status, nu[c].status) == ("onderdrukt", "gepubliceerd")]


def one_moves(rijen: list[Rij]) -> list[Rij]:
    return [{**rij, "gemeente_code": "GM9002"} if n == 8 else rij for n, rij in enumerate(rijen)]


def one_goes(rijen: list[Rij]) -> list[Rij]:
    return [rij for n, rij in enumerate(rijen) if n != 3]


def one_is_another(rijen: list[Rij]) -> list[Rij]:
    return [{**rij, "onderwijssoort": "vso"} if n == 5 else rij for n, rij in enumerate(rijen)]


@pytest.mark.parametrize("anders", [one_moves, one_goes, one_is_another])
def test_what_is_corrected_is_proved_beside_what_was_told(
    anders: Callable[[list[Rij]], list[Rij]], begonnen: Cijfers
) -> None:
    deliver(TONEEL, anders(make_rows(TONEEL)), 2)
    assert shown_again(begonnen, again()) == []


def test_late_cases_leave_no_small_difference(begonnen: Cijfers) -> None:
    erbij = late(TONEEL, {"GM9001": 8}, 7)
    deliver(TONEEL, [*make_rows(TONEEL), *erbij], 2)
    tweede = again()
    assert small_differences(begonnen, tweede) == [] == shown_again(begonnen, tweede)
    deliver(TONEEL, [*make_rows(TONEEL), *erbij, *late(TONEEL, {"GM9002": 6}, 9)], 3)
    derde = again()
    for eerder in (begonnen, tweede):
        assert small_differences(eerder, derde) == [] == shown_again(eerder, derde)


def test_the_same_delivered_again_hides_nothing_more(begonnen: Cijfers) -> None:
    deliver(TONEEL, make_rows(TONEEL), 2)
    nu = again()
    assert {c: (x.status, x.waarde) for c, x in nu.items()} == {c: (x.status, x.waarde) for c, x in begonnen.items()}
