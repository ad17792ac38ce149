"""Publications that are kept can be read by their id; one that was taken back, or never went live, cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from data.opendata.wijzigingen import before, changes
from data.publication import archief, schema_publiek
from data.publication.readmodel import beeld
from etl.publicatie.bestanden import finish_file, make_live, roll_back
from tests.pages import publicatie

IDS = ("20250101T090000-n0001", "20250201T090000-n0002", "20250301T090000-n0003")


@pytest.fixture
def archive(own_data_folder: Path) -> Path:
    """Three publications; the last one is live. The second tells one figure otherwise than the first."""
    map_ = own_data_folder / archief.MAP
    map_.mkdir(parents=True)
    for nummer, naam in enumerate(IDS):
        bestand = publicatie.build(map_).rename(map_ / f"publiek-{naam}.duckdb")
        engine = create_engine(f"duckdb:///{bestand}")
        with engine.begin() as verbinding:
            verbinding.execute(update(schema_publiek.publicatie).values(publicatie_id=naam))
            if nummer:
                c = schema_publiek.cijfer.c
                eerste = (c.indicator == "halt") & (c.status == "gepubliceerd") & (c.gebied == "GM9001")
                verbinding.execute(update(schema_publiek.cijfer).where(eerste).values(waarde=c.waarde + 1))
        engine.dispose()
    _put_live(own_data_folder, IDS[-1])
    return own_data_folder


def _put_live(map_: Path, naam: str) -> None:
    (map_ / "publiek.duckdb").unlink(missing_ok=True)
    (map_ / "publiek.duckdb").symlink_to(Path(archief.MAP) / f"publiek-{naam}.duckdb")


def test_the_newest_comes_first_and_each_can_be_read(archive: Path) -> None:
    assert archief.kept() == tuple(reversed(IDS))
    for naam in IDS:
        gelezen = archief.read(naam)
        assert gelezen and gelezen.publicatie.publicatie_id == naam
    assert archief.read("20240101T090000-n0000") is None and archief.read("../publiek") is None


def test_what_never_went_live_is_not_given(archive: Path) -> None:
    _put_live(archive, IDS[1])
    assert archief.kept() == (IDS[1], IDS[0]) and archief.read(IDS[2]) is None


def test_what_was_taken_back_is_not_given_until_it_is_put_back(archive: Path) -> None:
    roll_back()
    assert archief.kept() == (IDS[1], IDS[0])
    _put_live(archive, IDS[2])  # as a later publication would: the one taken back stays away
    (archive / archief.MAP / f"publiek-{IDS[2]}{archief.TERUGGEDRAAID}").rename(
        archive / archief.MAP / f"publiek-{IDS[1]}{archief.TERUGGEDRAAID}"
    )
    assert archief.kept() == (IDS[2], IDS[0]) and archief.read(IDS[1]) is None


def test_what_was_killed_before_it_went_live_is_not_given_until_it_does(archive: Path) -> None:
    map_ = archive / archief.MAP
    klaar = []
    for nummer in (4, 5):
        half = map_ / f"publiek-20250401T090000-n000{nummer}.duckdb.half"
        shutil.copy(map_ / f"publiek-{IDS[0]}.duckdb", half)
        klaar.append(finish_file(half))
    make_live(klaar[1])
    # The file says of itself what it was copied from; what it is called decides which may be given.
    assert "20250401T090000-n0004" not in archief.kept() and IDS[1] in archief.kept()
    make_live(klaar[0])
    make_live(klaar[1])
    assert "20250401T090000-n0004" in archief.kept()


def test_changes_are_of_what_is_shown_alone(archive: Path) -> None:
    _put_live(archive, IDS[1])
    nu, toen = beeld(), archief.read(IDS[0])
    assert before(nu) == IDS[0] and toen
    geteld = changes(nu, toen)
    assert geteld and {gebied for gebied, _ in geteld} == {"GM9001"}
    assert all(set(soorten) == {"gewijzigd"} for soorten in geteld.values())
    assert not changes(nu, nu)
    assert sum(soorten["nieuw"] for soorten in changes(nu, None).values()) == len(
        {c.sleutel for c in (*nu.alle_geteld(), *nu.alle_uit_verslagen()) if c.is_bekend}
    )
