"""The stranger at the door: `publiceren` and `controle` refuse what he gets too close to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.__main__ import main
from etl.aanval import Openbaar, examine
from etl.aanval.vonnis import BREEDTE
from etl.intern import open_intern
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD, PublicatieFout
from etl.publicatie import bestanden, vreemde
from etl.publicatie.lezen import read_live
from etl.werelden import Bewijs
from tests.etl.keuring.toneel import Rij, deliver, places, publish_now, write_reference

TONEEL = places([35, 59])


def row(code: str, soort: str, nummer: int, leeftijd: int) -> Rij:
    return {
        "persoon": f"{code}-{soort}-{nummer}",
        "gemeente_code": code,
        "soort": soort,
        "subsoort": None,
        "onderwijssoort": "vo",
        "startdatum": date(2024, 10, 1),
        "einddatum": None,
        "afhandeling": None,
        "leeftijd_bij_start": leeftijd,
        "leeftijd_op_peildatum": leeftijd,
    }


AANTALLEN = {"GM9001": {"vsv": 20, "verlof": 12, "jib": 3}, "GM9002": {"vsv": 30, "verlof": 14, "jib": 15}}
LEEFTIJD = {"vsv": 20, "verlof": 13, "jib": 24}


@pytest.fixture
def zaken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Rij]:
    """Margins of one table that give a hidden three away (see `tests/etl/aanval`), delivered."""
    write_reference(TONEEL, tmp_path / "referentie")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "data"))
    rijen = [
        row(code, soort, n, LEEFTIJD[soort])
        for code, soorten in AANTALLEN.items()
        for soort, aantal in soorten.items()
        for n in range(aantal)
    ]
    deliver(TONEEL, rijen)
    return rijen


@pytest.fixture
def careless(zaken: list[Rij], monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice that hides nothing, whatever is small."""

    def hide_nothing(*_args: Any, **_anders: Any) -> Bewijs:
        niets: frozenset[Any] = frozenset()
        return Bewijs(
            onderdrukt=niets,
            onveilig=niets,
            vast=niets,
            paren=None,
            groepen=(),
            verschillen=(),
            werelden=0,
            programmas=0,
            grover=(),
        )

    for naam in ("expect", "widen", "prove"):
        monkeypatch.setattr(f"etl.publicatie.publiceren.Bewijzer.{naam}", hide_nothing)


@pytest.mark.usefixtures("careless")
def test_he_keeps_a_leak_from_going_live(monkeypatch: pytest.MonkeyPatch) -> None:
    # Where nothing can be told coarser; otherwise the tables around it are, and another choice is made.
    monkeypatch.setattr("etl.publicatie.publiceren.coarser_around", lambda _tellingen, _cellen, keuze: keuze)
    with pytest.raises(PublicatieFout, match="hoe een levering is opgebouwd") as fout:
        publish_now()
    assert fout.value.status == PUBLICATIE_GEWEIGERD
    assert bestanden.live_file() is None
    assert "GM9001" not in str(fout.value)
    logboek = vreemde.log_file()
    assert logboek.stat().st_mode & 0o077 == 0
    gevonden = [json.loads(regel) for regel in logboek.read_text(encoding="utf-8").splitlines()]
    drie = {(v["wat"]["gebied"], *v["wat"]["zaken"]) for v in gevonden if v["soort"] == "groep" and v["van"] == 3}
    assert ("GM9001", "jib//") in drie


@pytest.mark.usefixtures("careless")
def test_he_finds_it_when_it_is_live(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with monkeypatch.context() as blind:
        blind.setattr(
            "etl.publicatie.vreemde.examine",
            lambda *_a, **_b: examine(Openbaar(getoond={}, onderdrukt=(), delen_van={})),
        )
        publish_now()
        assert main(["controle"]) == KLAAR
    capsys.readouterr()
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr().err
    assert "GM900" not in gezegd
    assert "verlof" not in gezegd


@pytest.mark.usefixtures("zaken")
def test_what_is_well_chosen_goes_live_with_the_result_of_the_attack() -> None:
    publish_now()
    controle = read_live().publicatie.bewijs["controle"]
    assert isinstance(controle, dict)
    assert controle["schendingen"] == 0
    assert controle["smalste"] == BREEDTE
    assert controle["groepen"] > 0
    assert main(["controle"]) == KLAAR


@pytest.mark.usefixtures("zaken")
def test_nothing_in_the_public_proof_says_how_many_figures_are_small() -> None:
    publish_now()
    afscherming = read_live().publicatie.bewijs["afscherming"]
    assert isinstance(afscherming, dict)
    assert not {"primair", "secundair"} & afscherming.keys()


def test_what_occurs_in_the_delivery_can_be(zaken: list[Rij]) -> None:
    """Verlof of somebody of thirty, and one jongere of two ages."""
    with open_intern() as verbinding:
        gewoon = vreemde.read_seen(verbinding)
    assert not gewoon.can_be("verlof", "18+")
    assert gewoon.een_leeftijd
    anders = [row("GM9001", "verlof", 0, 30), {**row("GM9001", "verlof", 0, 3), "onderwijssoort": "mbo"}]
    deliver(TONEEL, [*zaken, *anders], 2)
    with open_intern() as verbinding:
        nu = vreemde.read_seen(verbinding)
    assert nu.can_be("verlof", "18+")
    assert not nu.een_leeftijd
    assert "0-4" in nu.onderwijssoort["mbo"] - gewoon.onderwijssoort["mbo"]
