"""Chains of publications: what each adds is proved beside all that was told before, and nothing small shows between.

Every chain is published for real, on a scene that is small enough to be proved in seconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
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
from tests.etl.keuring.toneel import PEILDATUM, Rij, deliver, late, make_rows, places, publish_now, stage

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
    """Publish what counts now, however little changed, and hold it against everything before."""
    with open_intern(schrijven=True) as verbinding:
        publish(verbinding, lambda _: None, nog_een_uitgave=True, vernieuwen=True)
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


def values(cijfers: Cijfers) -> dict[CelSleutel, tuple[str, float | None]]:
    return {c: (x.status, x.waarde) for c, x in cijfers.items()}


def test_too_little_changes_nothing(begonnen: Cijfers, capsys: pytest.CaptureFixture[str]) -> None:
    """Late cases cost no reader a figure: a region stays as it was told, and says so."""
    rijen = make_rows(TONEEL)
    for levering, erbij in ((2, 2), (3, 2)):
        rijen += late(TONEEL, {"GM9001": erbij}, levering)
        deliver(TONEEL, rijen, levering)
        assert main(["publiceren"]) == KLAAR
        gezegd = capsys.readouterr().err
        assert "blijven zoals ze waren, met de stand van 02-09-2025" in gezegd
        assert "verdwijnen" in gezegd and "'python -m etl proef --vernieuwen'" in gezegd
        assert values(read_live().cijfers) == values(begonnen)
        uitgave = read_live().publicatie.uitgaven["PR01", "2024-2025"]
        assert (uitgave.nummer, uitgave.niet_vernieuwd_sinds) == (1, PEILDATUM + timedelta(days=1))
        assert main(["controle"]) == KLAAR


def test_a_region_that_grows_is_told_anew(begonnen: Cijfers, capsys: pytest.CaptureFixture[str]) -> None:
    """However many shown zeros get a case: half as many again is no figure to leave on a page."""
    nieuwe = [{**rij, "persoon": f"nieuw {rij['persoon']}"} for rij in late(TONEEL, {"GM9001": 20, "GM9002": 15}, 5)]
    deliver(TONEEL, [*make_rows(TONEEL), *nieuwe], 2)
    assert main(["publiceren"]) == KLAAR
    assert "blijven zoals ze waren" not in capsys.readouterr().err
    nu = read_live()
    assert any((was := begonnen[c].waarde) is not None and x.waarde not in {None, was} for c, x in nu.cijfers.items())
    assert nu.publicatie.uitgaven["PR01", "2024-2025"].niet_vernieuwd_sinds is None
    assert main(["controle"]) == KLAAR


def test_what_was_taken_back_does_not_stay(begonnen: Cijfers) -> None:
    deliver(TONEEL, one_goes(make_rows(TONEEL)), 2)
    assert main(["intrekken", "1"]) == KLAAR
    assert main(["publiceren", "--nog-een-uitgave"]) == KLAAR
    assert read_live().publicatie.uitgaven["PR01", "2024-2025"].niet_vernieuwd_sinds is None
    assert shown_again(begonnen, read_live().cijfers) == []
    assert main(["controle"]) == KLAAR


def test_the_same_delivered_again_hides_nothing_more(begonnen: Cijfers) -> None:
    deliver(TONEEL, make_rows(TONEEL), 2)
    assert values(again()) == values(begonnen)
