"""A file that is not whole is not loaded in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.inname.checking import check_rows
from etl.meldingen import GebruiksFout
from tests.etl.inname.hulp import delivery, load_file, load_text, row

HEEL = delivery(*(row(n, einddatum="2022-10-01", afhandeling="halt") for n in range(20)))


@pytest.mark.parametrize("af", [6, 12, 20, 40, 55, 62])
def test_a_file_that_stops_halfway_a_row_is_refused(tmp_path: Path, af: int) -> None:
    rapport = load_text(tmp_path, HEEL[:-af])
    assert rapport.status == "geweigerd" and "houdt op in het midden" in str(rapport.fout)


@pytest.mark.parametrize("einde", ["", "\n\n", "\x1a", ";;;", "\nTotaal;20", "\n(20 rows affected)", "\nEinde bestand"])
def test_a_file_that_is_whole_is_read(tmp_path: Path, einde: str) -> None:
    rapport = load_text(tmp_path, HEEL.rstrip("\n") + einde)
    assert (rapport.status, rapport.geaccepteerd) == ("geladen", 20)


@pytest.mark.parametrize("codering", ["utf-8", "utf-16"])
def test_a_file_that_may_have_been_cut_in_its_last_field_is_told(tmp_path: Path, codering: str) -> None:
    """The last case runs on, so that its last fields are empty: cut or whole, it reads the same."""
    tekst = HEEL + row(99) + "\n"
    for inhoud, gezegd in ((tekst, False), (tekst[:-1], True), (tekst + "\x1a", False)):
        rapport = load_text(tmp_path, inhoud.encode(codering))
        assert (rapport.status, rapport.geaccepteerd) == ("geladen", 21)
        assert any("geen regeleinde" in zin for zin in rapport.waarschuwingen) == gezegd


def test_an_open_quote_at_the_end_is_a_file_that_stops(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, HEEL + row(99)[:-1] + '"brie')
    assert rapport.status == "geweigerd" and "houdt op in het midden" in str(rapport.fout)


def test_a_file_that_grows_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = tmp_path / "groeit.csv"
    bestand.write_text(HEEL)

    def grow(*args: object) -> None:
        check_rows(*args)  # type: ignore[arg-type]
        with bestand.open("a") as handle:
            handle.write(row(99) + "\n")

    monkeypatch.setattr("etl.inname.loading.check_rows", grow)
    rapport = load_file(bestand)
    assert rapport.status == "geweigerd" and "veranderd terwijl het werd gelezen" in str(rapport.fout)


@pytest.mark.parametrize("naam", ["export.csv.part", "export.csv.crdownload", "export.xlsx.tmp"])
def test_a_file_that_is_still_being_fetched_is_named(tmp_path: Path, naam: str) -> None:
    (tmp_path / naam).write_bytes(b"\x05Jan Jansen")
    with pytest.raises(GebruiksFout) as fout:
        load_file(tmp_path / naam)
    assert "Jansen" not in str(fout.value) and fout.value.remedie


@pytest.mark.parametrize("slot", ["~$levering.csv", "~$vering.csv", ".~lock.levering.csv#"])
def test_a_file_that_is_open_in_a_spreadsheet_is_told(tmp_path: Path, slot: str) -> None:
    (tmp_path / slot).touch()
    rapport = load_text(tmp_path, HEEL)
    assert rapport.status == "geladen" and any("nog geopend" in zin for zin in rapport.waarschuwingen)
