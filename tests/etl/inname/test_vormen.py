"""The same records in any form give the same rows, each on the line where it stands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.publication.databases import datamap
from tests.etl.inname import vormen
from tests.etl.inname.hulp import load_file, stored_rows

SLEUTEL = b"een sleutel voor de proef"


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_any_form_gives_the_same_rows(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    records, vorm = vormen.make_records(rng, rng.randrange(1, 40)), vormen.random_form(rng)
    folder = tmp_path_factory.mktemp("vorm")
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_DATA", str(folder / "var"))
        omgeving.setenv("LEERRECHT_SLEUTEL", SLEUTEL.decode())
        rapport = load_file(vormen.write(records, vorm, folder / "levering.csv", rng))
        assert rapport.status == "geladen", (vorm, rapport)
        assert (rapport.gelezen, rapport.afgekeurd) == (len(records), 0), (vorm, rapport)
        rows = stored_rows()
    assert rows == {
        record["werkproces_id"]: {
            **vormen.expected(record, SLEUTEL),
            "regel": vorm.regels[record["werkproces_id"]],
        }
        for record in records
    }
    assert rapport.genegeerde_kolommen == list(vorm.extra)


def test_nothing_of_a_person_stays_behind(tmp_path: Path) -> None:
    """No raw persoon_id and no date of birth anywhere in the data folder, and no copy of the delivery."""
    rng = random.Random(1)
    records = vormen.make_records(rng, 200)
    for record in records:
        record["persoon_id"] = "GEHEIM" + record["persoon_id"]
    load_file(vormen.write(records, vormen.Vorm(quoting="alles"), tmp_path / "levering.csv", rng))
    bestanden = [pad for pad in datamap().rglob("*") if pad.is_file()]
    inhoud = b"".join(bestand.read_bytes() for bestand in bestanden)
    assert b"W0001" in inhoud
    assert b"GEHEIM" not in inhoud
    assert records[0]["geboortedatum"].strftime("%d-%m-%Y").encode() not in inhoud
    assert {bestand.name for bestand in bestanden} <= {"intern.duckdb", "intern.duckdb.wal", "sleutel", ".intern.slot"}
    assert all(bestand.stat().st_mode & 0o077 == 0 for bestand in bestanden)
