"""The column `behandelaar`: kept when it is a code, absent without a word, never a name, and for the team alone."""

from __future__ import annotations

from pathlib import Path

from data.publication import schema_publiek
from data.publication.databases import datamap
from tests.etl.inname.hulp import KOP, load_text, query, row


def with_behandelaar(*codes: str) -> str:
    return "\n".join([f"{KOP};Behandelaar", *(f"{row(i)};{wie}" for i, wie in enumerate(codes))]) + "\n"


def test_a_code_is_kept_and_what_is_no_code_is_not(tmp_path: Path) -> None:
    waarden = ["L07", "team-3", "", "Jansen", "J. de Vries 2", "123456782", "A" * 12 + "1"]
    rapport = load_text(tmp_path, with_behandelaar(*waarden))
    assert rapport.geaccepteerd == len(waarden)
    assert [r[0] for r in query("SELECT behandelaar FROM werkproces ORDER BY regel")] == [
        "L07",
        "team-3",
        *[None] * (len(waarden) - 2),
    ]
    (melding,) = [w for w in rapport.waarschuwingen if "behandelaar" in w]
    assert "in 4 regels staat geen code" in melding
    alles = b"".join(bestand.read_bytes() for bestand in datamap().rglob("*") if bestand.is_file())
    assert not [naam for naam in (b"Jansen", b"de Vries 2") if naam in alles]
    assert "Jansen" not in str(rapport.as_dict())


def test_without_the_column_nothing_is_said(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, "\n".join([KOP, row(1)]) + "\n")
    assert rapport.geaccepteerd == 1 and "behandelaar" not in str(rapport.as_dict())
    assert query("SELECT behandelaar FROM werkproces") == [(None,)]


def test_no_publication_has_a_place_for_it() -> None:
    namen = [kolom.name for tabel in schema_publiek.metadata.tables.values() for kolom in tabel.columns]
    assert namen and not [naam for naam in namen if "behandelaar" in naam]
