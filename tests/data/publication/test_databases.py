"""A publication of an older version is served as one of today; a newer or damaged one is told from one that is not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import create_engine, select

from data.publication import databases
from data.publication.databases import (
    BeschadigdePublicatieError,
    GeenPublicatieError,
    NieuwerePublicatieError,
    open_publicatie,
    publiek_pad,
    publieke_engine,
)
from data.publication.migrations import Migratie
from data.publication.readmodel import beeld
from data.publication.schema_publiek import MIGRATIES, SCHEMA_VERSIE, metadata, publicatie
from tests.etl.intern.eerste_versie import PUBLIEK, make


@pytest.fixture
def oud(own_data_folder: Path) -> Path:
    """A publication of the first version, live."""
    bestand = make(own_data_folder / "publicaties" / "publiek-20250901T120000-000001.duckdb", PUBLIEK)
    (own_data_folder / "publiek.duckdb").symlink_to(bestand.relative_to(own_data_folder))
    return bestand


def shape(verbinding: Any) -> set[tuple[Any, ...]]:
    return {
        tuple(rij)
        for rij in verbinding.exec_driver_sql(
            "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
        )
    }


def test_an_older_publication_has_the_tables_of_today(oud: Path) -> None:
    nieuw = create_engine("duckdb:///:memory:")
    metadata.create_all(nieuw)
    voor = oud.read_bytes()
    with publieke_engine().connect() as verbinding, nieuw.connect() as vers:
        assert shape(verbinding) == shape(vers)
    assert oud.read_bytes() == voor


def test_the_figures_of_an_older_publication_are_served(oud: Path) -> None:
    live = beeld()
    assert live.publicatie.publicatie_id == "20250901T120000-000001"
    assert [c.waarde for c in live.alle_berekend()] == [400]
    assert [v.waarde for v in live.alle_verslagcijfers()] == [321]


def test_a_step_is_taken_in_memory_and_every_time(oud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nieuwste = SCHEMA_VERSIE + 1
    migratie = Migratie(nieuwste, ("ALTER TABLE cijfer ADD COLUMN proef VARCHAR", "UPDATE cijfer SET proef = 'ja'"))
    monkeypatch.setattr(databases, "MIGRATIES", (*MIGRATIES, migratie))
    monkeypatch.setattr(databases, "SCHEMA_VERSIE", nieuwste)
    open_publicatie.cache_clear()
    voor = oud.read_bytes()
    engine = publieke_engine()
    for _ in range(2):
        with engine.connect() as verbinding:
            assert verbinding.exec_driver_sql("SELECT proef, waarde FROM cijfer").fetchall() == [("ja", 400)]
            assert verbinding.scalar(select(publicatie.c.publicatie_id)) == "20250901T120000-000001"
    assert oud.read_bytes() == voor
    open_publicatie.cache_clear()


def test_two_older_publications_are_told_apart(oud: Path) -> None:
    """Both are read in memory, so their engines have the same URL."""
    assert beeld().publicatie.publicatie_id == "20250901T120000-000001"
    ander = oud.with_name("publiek-20250902T120000-000001.duckdb")
    shutil.copyfile(oud, ander)
    with duckdb.connect(str(ander)) as verbinding:
        verbinding.execute("UPDATE publicatie SET publicatie_id = 'ander'")
    link = publiek_pad()
    link.unlink()
    link.symlink_to(ander.relative_to(link.parent))
    assert beeld().publicatie.publicatie_id == "ander"


def test_a_newer_publication_is_refused(oud: Path) -> None:
    with duckdb.connect(str(oud)) as verbinding:
        verbinding.execute("UPDATE publicatie SET schema_versie = $1", [SCHEMA_VERSIE + 1])
    with pytest.raises(NieuwerePublicatieError, match="nieuwere versie van dit programma") as fout:
        publieke_engine()
    assert "terugdraaien" in fout.value.remedie


@pytest.mark.parametrize("kwaad", ["leeg", "afgekapt", "ander", "map", "geen_rij", "omgedraaid"])
def test_a_damaged_publication_is_told(oud: Path, kwaad: str) -> None:
    inhoud = oud.read_bytes()
    if kwaad == "geen_rij":
        with duckdb.connect(str(oud)) as verbinding:
            verbinding.execute("DELETE FROM publicatie")
    else:
        oud.unlink()
        if kwaad == "map":
            oud.mkdir()
        elif kwaad == "ander":
            make(oud, "CREATE TABLE iets(a INTEGER)")
        else:
            kapot = {"leeg": b"", "afgekapt": inhoud[: len(inhoud) // 2], "omgedraaid": bytes(255 - b for b in inhoud)}
            oud.write_bytes(kapot[kwaad])
    with pytest.raises(BeschadigdePublicatieError, match="beschadigd"):
        beeld()


def test_a_link_to_nothing_is_no_publication(oud: Path) -> None:
    oud.unlink()
    with pytest.raises(GeenPublicatieError):
        publieke_engine()
