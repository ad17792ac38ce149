"""Publishing as its users meet it: whole or not at all, twice the same, back again, and never with a leak."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, update

from data.cells.cells import CelSleutel, Telling
from data.cells.tableplan import Niveau, in_stap, tafel_van
from data.publication import schema_publiek as tabel
from data.publication.readmodel import beeld
from data.referentie.gebieden import gebieden
from data.registry.indicator_types import STAPPEN
from data.registry.indicators import INDICATOREN
from etl.__main__ import main
from etl.intern import open_intern
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD, PublicatieFout
from etl.publicatie import bestanden, logboek
from etl.publicatie.lezen import read_live
from etl.publicatie.publiceren import Uitkomst, publish
from etl.publicatie.voorproef import preview
from etl.tafelkeuze import first_guess
from etl.tellen import count_cells
from tests.etl.publicatie.vulling import REGIO, fill

VERBS = [sys.executable, "-m", "etl"]
OPNIEUW = ("publiceren", "--nog-een-uitgave")


@pytest.fixture
def data_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    return tmp_path


def publiceer(*, vernieuwen: bool = False) -> Uitkomst:
    with open_intern(schrijven=True) as verbinding:
        return publish(verbinding, lambda _: None, vernieuwen=vernieuwen)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*VERBS, *args], capture_output=True, text=True, check=False)


def test_publishing_the_same_twice_changes_nothing(data_map: Path) -> None:
    fill()
    eerste = publiceer()
    voor = os.path.realpath(data_map / "publiek.duckdb")
    tweede = publiceer()
    assert eerste.verschil is not None
    assert tweede.verschil is None
    assert os.path.realpath(data_map / "publiek.duckdb") == voor
    assert len(bestanden.kept_files()) == 1


def test_another_process_knows_the_same_publication_again() -> None:
    """Sets have another order in each process."""
    vraag = "from types import SimpleNamespace as N; from etl.publicatie import merk; "
    vraag += "print(merk.fingerprint_told(N(cellen={}, herkomst={}, onbekend=()), (), b'sleutel'))"
    zelfde = {
        subprocess.run(
            [sys.executable, "-c", vraag], capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": zaad}
        ).stdout
        for zaad in ("1", "2", "3")
    }
    assert len(zelfde) == 1 and all(len(each.strip()) == 64 for each in zelfde)


def test_how_fine_tables_are_told_is_published_and_recorded_and_never_gets_finer(data_map: Path) -> None:
    fill(aantal=300)
    publiceer()
    eerst = read_live().tafels.per_regio()[REGIO]
    assert {"jaar", "niet"} <= set(eerst.values())
    with open_intern() as verbinding:
        assert logboek.earlier_steps(verbinding, "levering") == {REGIO: eerst}
        assert logboek.earlier_steps(verbinding, "voorbeeld") == {}
    # A delivery ten times as large would by itself be told finer.
    fill(aantal=3000, zaad=2, levering_id=2)
    publiceer()
    later = read_live().tafels.per_regio()[REGIO]
    assert [tafel for tafel in eerst if STAPPEN.index(later[tafel]) < STAPPEN.index(eerst[tafel])] == []
    with open_intern() as verbinding:
        vanzelf = first_guess(count_cells(verbinding, gebieden()), {})[REGIO]
    assert [tafel for tafel in eerst if STAPPEN.index(vanzelf[tafel]) < STAPPEN.index(eerst[tafel])]


def test_what_a_step_leaves_out_has_no_row_and_no_mark(data_map: Path) -> None:
    fill()
    publiceer()
    live = read_live()
    for cel in live.cijfers:
        niveau: Niveau = "gemeente" if cel.gebied in live.regio_van else "regio"
        if INDICATOREN[cel.indicator].selectie:
            stap = live.tafels.stap(tafel_van(cel, niveau), live.regio_van.get(cel.gebied, cel.gebied))
            assert in_stap(cel, stap), cel


def test_nothing_hidden_has_a_value_and_everything_known_has_a_source(data_map: Path) -> None:
    fill(aantal=1500)
    publiceer()
    live = read_live()
    verborgen = [c for c in live.cijfers.values() if c.status == "onderdrukt"]
    assert verborgen
    assert all(c.waarde is None and c.noemer is None for c in verborgen)
    assert all(c.bron and c.bron.soort == "levering" and c.peildatum for c in live.cijfers.values() if c.is_bekend)
    assert not [c for c in live.cijfers.values() if c.waarde in {1, 2, 3, 4} and c.sleutel.indicator != "schoolgaand"]


def test_what_a_person_is_called_is_nowhere_in_the_public_file(data_map: Path) -> None:
    fill()
    publiceer()
    inhoud = Path(os.path.realpath(data_map / "publiek.duckdb")).read_bytes()
    assert b"persoon" not in inhoud
    assert b"werkproces_id" not in inhoud


def test_what_was_looked_at_is_published_and_nothing_else(data_map: Path) -> None:
    fill()
    with open_intern(schrijven=True) as verbinding:
        bekeken = preview(verbinding, lambda _: None)
        assert bekeken.verdwijnt == 0
        with pytest.raises(PublicatieFout, match="veranderd sinds u bekeek"):
            publish(verbinding, lambda _: None, zoals="iets anders")
        assert bestanden.live_file() is None
        assert publish(verbinding, lambda _: None, zoals=bekeken.merk).verschil is not None
        with pytest.raises(PublicatieFout, match="veranderd sinds u bekeek"):  # what was live is another by now
            publish(verbinding, lambda _: None, zoals=bekeken.merk)


def test_a_late_case_makes_a_new_publication_and_the_old_one_can_come_back(data_map: Path) -> None:
    fill()
    eerste = publiceer().publicatie_id
    fill(aantal=960, zaad=2, levering_id=2)
    tweede = publiceer(vernieuwen=True)
    assert tweede.verschil is not None
    assert tweede.verschil.gewijzigd > 0
    assert beeld().publicatie.publicatie_id == tweede.publicatie_id
    assert run("terugdraaien").returncode == KLAAR
    assert beeld().publicatie.publicatie_id == eerste
    assert run("terugdraaien").returncode == PUBLICATIE_GEWEIGERD


def test_real_deliveries_drive_the_example_out(data_map: Path) -> None:
    fill(voorbeeld=True)
    publiceer()
    assert read_live().publicatie.voorbeeld
    fill(aantal=700, zaad=5, levering_id=2)
    publiceer()
    assert not read_live().publicatie.voorbeeld
    assert {c.bron.soort for c in read_live().cijfers.values() if c.bron} == {"levering"}


def test_controle_refuses_a_planted_leak(data_map: Path) -> None:
    """Show one hidden cell of a hidden set: what protected the others is gone."""
    fill(aantal=1500)
    publiceer()
    assert run("controle").returncode == KLAAR
    cel = next(
        c for c in read_live().cijfers.values() if c.status == "onderdrukt" and c.sleutel.uitsplitsing != "totaal"
    )
    plant(bestanden.live_file(), cel.sleutel, 2.0)
    uitkomst = run("controle")
    assert uitkomst.returncode == PUBLICATIE_GEWEIGERD
    assert cel.sleutel.gebied not in uitkomst.stderr


def plant(bestand: Path | None, cel: CelSleutel, waarde: float) -> None:
    c = tabel.cijfer.c
    waar = [getattr(c, naam) == getattr(cel, naam) for naam in CelSleutel._fields]
    engine = create_engine(f"duckdb:///{bestand}")
    with engine.begin() as verbinding:
        verbinding.execute(update(tabel.cijfer).where(*waar).values(waarde=waarde, status="gepubliceerd"))
    engine.dispose()


def test_a_count_that_does_not_add_up_is_refused_and_the_live_one_stays(
    data_map: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    eerste = publiceer().publicatie_id
    fill(aantal=950, zaad=3, levering_id=2)

    # One region loses a werkproces between counting and protecting.
    def broken(*args: object) -> object:
        tellingen = count_cells(*args)  # type: ignore[arg-type]
        cel = CelSleutel("relatief_verzuim", "werkprocessen", "SR-HENGELO", "2024-2025")
        tellingen.cellen[cel] = Telling(tellingen.cellen[cel].waarde - 1)
        return tellingen

    monkeypatch.setattr("etl.publicatie.blijven.count_cells", broken)
    assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
    assert "telt niet op" in capsys.readouterr().err
    assert beeld().publicatie.publicatie_id == eerste


def test_a_kill_at_any_moment_leaves_a_whole_publication(data_map: Path) -> None:
    fill(aantal=260)
    publiceer()
    toeval = random.Random(7)
    for keer in range(2, 6):
        fill(aantal=260 + 60 * keer, zaad=keer, levering_id=keer)
        with subprocess.Popen([*VERBS, *OPNIEUW], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as proces:
            wait_for_a_moment(proces, toeval)
            proces.send_signal(signal.SIGKILL)
        assert_whole()
    assert run(*OPNIEUW).returncode == KLAAR
    assert_whole()
    assert not list(bestanden.folder().glob("*half*"))


def wait_for_a_moment(proces: subprocess.Popen[bytes], toeval: random.Random) -> None:
    """Until some progress message, and then a little: the moments lie in every stage, whatever the machine's speed."""
    assert proces.stderr is not None
    for _ in range(toeval.randrange(4)):
        proces.stderr.readline()
    for _ in range(toeval.randrange(20000)):
        time.monotonic_ns()


def assert_whole() -> None:
    engine = create_engine(f"duckdb:///{bestanden.live_file()}", connect_args={"read_only": True})
    with engine.connect() as verbinding:
        assert verbinding.scalar(select(func.count()).select_from(tabel.publicatie)) == 1
        assert (verbinding.scalar(select(func.count()).select_from(tabel.cijfer)) or 0) > 100
    engine.dispose()
    with open_intern() as verbinding:
        assert verbinding.exec_driver_sql("SELECT count(*) FROM actief").scalar()
