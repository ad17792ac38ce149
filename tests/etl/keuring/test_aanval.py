"""Regions nobody has seen, published and attacked with nothing but the exported files."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, update

from data.cells.cells import CelSleutel
from data.publication import schema_publiek as tabel
from data.publication.databases import publieke_engine
from data.publication.readmodel import read_beeld
from etl.__main__ import main
from etl.intern import open_intern
from etl.meldingen import PUBLICATIE_GEWEIGERD
from etl.publicatie import bestanden
from etl.publicatie.controle import audit
from etl.publicatie.exporteren import export
from etl.publicatie.lezen import read_live
from etl.publicatie.logboek import true_values
from tests.etl.keuring.aanvaller import Tegenspraak, Uitslag, attack
from tests.etl.keuring.toneel import Toneel, deliver, late, make_rows, places, publish_now, write_reference
from tests.etl.keuring.uitvoer import Kennis, read_export

TONELEN: Mapping[str, Toneel] = {
    "twee gemeenten": places([16, 6]),
    "vier gemeenten, een overheerst": places([60, 5, 3, 2], zaad=2),
    "bijna niets": places([2, 1, 0, 1]),
    "alleen in haar regio": Toneel({"GM9001": 12, "GM9002": 10}, {"PR01": ["GM9001"], "PR02": ["GM9002"]}),
}


@pytest.fixture
def zet_op(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a scene in place: its reference files, an empty data folder."""

    def put(toneel: Toneel) -> Path:
        write_reference(toneel, tmp_path / "referentie")
        monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "referentie"))
        monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "data"))
        return tmp_path

    return put


def attack_files(*mappen: Path, stijgt: bool = False) -> Uitslag:
    """Attack one export, or several together: then with the suspicion that later ones only add cases, when asked."""
    kennis = Kennis()
    for nummer, map_ in enumerate(mappen):
        kennis.add(read_export(map_, nummer))
    if stijgt:
        kennis.link(0, 1)
    return attack(kennis)


# --- the attacker himself ----------------------------------------------------------------------------------------


@dataclass
class Map:
    """An export made by hand: one gemeente, one schooljaar, an indicator with categories."""

    pad: Path

    def write(
        self, cellen: Mapping[tuple[str, str], int | None], delen: Sequence[str], *, exact: bool = True
    ) -> Uitslag:
        eenheid = "werkprocessen" if exact else "jongeren"
        naam = {c: ("wat", *("totaal",) * 2) if c == "totaal" else ("wat", "deel", c) for _, c in cellen}
        som = {"totaal": "|".join(naam["totaal"]), "delen": ["|".join(naam[d]) for d in delen]}
        hierarchie = {
            "gebied": {},
            "sommen": {"gemeente": [som] if delen else [], "regio": []},
            "restcellen": {"gemeente": {}, "regio": {}},
            "verhoudingen": {},
            "indicatoren": {"wat": {"herkomst": "werkprocessen"}},
        }
        self.pad.mkdir(exist_ok=True)
        (self.pad / "hierarchie.json").write_text(json.dumps(hierarchie), encoding="utf-8")
        with (self.pad / "cijfers.csv").open("w", encoding="utf-8", newline="") as uit:
            schrijver = csv.writer(uit)
            schrijver.writerow([*CelSleutel._fields, "waarde", "status", "bron", "peildatum"])
            for (soort, c), n in cellen.items():
                indicator, uitsplitsing, categorie = naam[c]
                status = "onderdrukt" if n is None else "gepubliceerd"
                cel = (indicator, soort or eenheid, "GM9001", "2024-2025", uitsplitsing, categorie)
                schrijver.writerow([*cel, "" if n is None else n, status, "levering", "2025-09-01"])
        return attack_files(self.pad)


def test_he_finds_what_a_sum_gives_away(tmp_path: Path) -> None:
    uitslag = Map(tmp_path).write({("", "totaal"): 10, ("", "a"): None, ("", "b"): None, ("", "c"): 6}, "abc")
    assert {(v.cel.categorie, v.laag, v.hoog) for v in uitslag.vondsten} == {("a", 0, 4), ("b", 0, 4)}


def test_he_leaves_alone_what_a_sum_does_not_give_away(tmp_path: Path) -> None:
    uitslag = Map(tmp_path).write({("", "totaal"): 11, ("", "a"): None, ("", "b"): None, ("", "c"): 6}, "abc")
    assert not uitslag.vondsten
    assert uitslag.smalste == 5


def test_he_knows_that_persons_only_lie_between_the_largest_part_and_the_sum(tmp_path: Path) -> None:
    cellen = {("", "totaal"): None, ("", "a"): 9, ("", "b"): 3, ("", "c"): 0}
    vondsten = Map(tmp_path).write(cellen, "abc", exact=False).vondsten
    assert {(v.cel.categorie, v.laag, v.hoog) for v in vondsten} == {("totaal", 9, 12), ("b", 3, 3)}


def test_he_knows_that_no_werkproces_is_without_a_jongere(tmp_path: Path) -> None:
    cellen = {("werkprocessen", "totaal"): 3, ("jongeren", "totaal"): None}
    vondsten = Map(tmp_path).write(cellen, "").vondsten
    assert {(v.cel.teleenheid, v.laag, v.hoog) for v in vondsten} == {("werkprocessen", 3, 3), ("jongeren", 1, 3)}


def test_he_sees_that_a_whole_small_group_is_of_one_kind(tmp_path: Path) -> None:
    uitslag = Map(tmp_path).write({("", "totaal"): 7, ("", "a"): 7, ("", "b"): 0}, "ab")
    assert [v.reden for v in uitslag.vondsten] == ["een hele groep heeft een kenmerk"]


def test_he_says_when_the_files_contradict_themselves(tmp_path: Path) -> None:
    with pytest.raises(Tegenspraak):
        Map(tmp_path).write({("", "totaal"): 8, ("", "a"): 5, ("", "b"): 6}, "ab")


# --- what he gets out of real exports ----------------------------------------------------------------------------


@pytest.mark.parametrize("naam", TONELEN)
def test_nothing_leaks_from_a_region_that_nobody_has_seen(naam: str, zet_op: Any) -> None:
    map_ = zet_op(TONELEN[naam])
    deliver(TONELEN[naam], make_rows(TONELEN[naam]))
    publish_now(map_ / "uit")
    uitslag = attack_files(map_ / "uit")
    assert uitslag.verborgen > 10
    assert not uitslag.vondsten
    assert not uitslag.onbeslist
    assert uitslag.smalste >= 5


def test_hidden_cells_that_are_told_are_refused(zet_op: Any) -> None:
    """One alone by its worlds, which give something else there; all that are not small by both attackers as well."""
    toneel = places([16, 6])
    map_ = zet_op(toneel)
    deliver(toneel, make_rows(toneel))
    uitkomst = publish_now()
    with open_intern() as verbinding:
        waar = true_values(verbinding, uitkomst.publicatie_id)
    verborgen = [c.sleutel for c in read_live().cijfers.values() if c.status == "onderdrukt" and c.sleutel in waar]
    groot = [cel for cel in verborgen if waar[cel] >= 5]
    assert 1 < len(groot) < len(verborgen)
    plant(groot[0], float(waar[groot[0]]), "gepubliceerd")
    assert audit(read_live()).tegenspraak
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    for cel in groot[1:]:
        plant(cel, float(waar[cel]), "gepubliceerd")
    export(read_beeld(publieke_engine()), map_ / "lek")
    assert attack_files(map_ / "lek").vondsten
    assert audit(read_live()).lekken
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD


def plant(cel: CelSleutel, waarde: float | None, status: str) -> None:
    """Change one cell of the live publication behind the back of everyone."""
    c = tabel.cijfer.c
    waar = [getattr(c, naam) == getattr(cel, naam) for naam in CelSleutel._fields]
    engine = create_engine(f"duckdb:///{bestanden.live_file()}")
    with engine.begin() as verbinding:
        verbinding.execute(update(tabel.cijfer).where(*waar).values(waarde=waarde, status=status))
    engine.dispose()


def test_two_publications_with_late_cases_tell_no_more_together(zet_op: Any) -> None:
    """He lays both exports side by side, and may suppose that what came between only added cases."""
    toneel = places([8, 4], zaad=6)
    map_ = zet_op(toneel)
    rijen = make_rows(toneel)
    deliver(toneel, rijen)
    publish_now(map_ / "uit1")
    deliver(toneel, rijen + late(toneel, {"GM9001": 2, "GM9002": 1}, 77), 2)
    publish_now(map_ / "uit2", vernieuwen=True)
    toen, nu = read_export(map_ / "uit1"), read_export(map_ / "uit2")
    assert toen.getoond != nu.getoond
    for cel in toen.verborgen & nu.getoond.keys():
        assert nu.getoond[cel] not in range(1, 10)
    assert not attack_files(map_ / "uit1", map_ / "uit2", stijgt=True).vondsten
