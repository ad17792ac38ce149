"""The proof that goes with a publication: kept with it, counted anew by `controle`, and refused when it fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data.publication import schema_publiek as tabel
from data.registry import vocabulary
from etl.__main__ import main
from etl.intern import open_intern
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD
from etl.publicatie.bestanden import live_file
from etl.publicatie.lezen import read_live
from tests.etl.keuring.toneel import deliver, late, make_rows, places, publish_now, stage

# Small: what is looked at here is refused at any size, and each test attacks the whole publication again.
TONEEL = places([90, 40, 12])


@pytest.fixture(scope="module")
def gepubliceerd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reference files and data of a scene that is published."""
    map_ = tmp_path_factory.mktemp("bewijs")
    with stage(TONEEL, map_):
        deliver(TONEEL, make_rows(TONEEL))
        publish_now()
    return map_


@pytest.fixture
def map_(gepubliceerd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and the settings that lead to it."""
    shutil.copytree(gepubliceerd, tmp_path / "kopie", symlinks=True)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "kopie" / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "kopie" / "data"))
    return tmp_path / "kopie"


def change(opdracht: str) -> None:
    with open_intern(schrijven=True) as verbinding:
        verbinding.exec_driver_sql(opdracht)
        verbinding.commit()


@pytest.mark.usefixtures("map_")
def test_controle_counts_the_worlds_anew(capsys: pytest.CaptureFixture[str]) -> None:
    assert [c for c in read_live().cijfers.values() if c.status == "onderdrukt"]
    assert main(["controle"]) == KLAAR
    assert "mogelijke leveringen geven precies wat te zien is" in capsys.readouterr().err


@pytest.mark.usefixtures("map_")
@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE wereldrij SET soort = 'preventie' WHERE NOT echt",
        "DELETE FROM wereldrij WHERE NOT echt",
        "DELETE FROM wereldrij",
    ],
)
def test_worlds_that_give_something_else_are_refused(opdracht: str, capsys: pytest.CaptureFixture[str]) -> None:
    change(opdracht)
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr().err
    assert "bewijs" in gezegd
    assert "GM900" not in gezegd


ONMOGELIJK = {
    "te oud": "UPDATE wereldrij SET leeftijd_bij_start = 90, leeftijd_op_peildatum = 91 "
    "WHERE NOT echt AND soort = 'vsv'",
    "twee keer geboren": "UPDATE wereldrij SET leeftijd_op_peildatum = 33 WHERE NOT echt",
    "eind voor het begin": "UPDATE wereldrij SET startdatum = startdatum + INTERVAL 1 DAY, "
    "einddatum = startdatum - INTERVAL 1 DAY WHERE NOT echt AND day(startdatum) < 28 AND einddatum IS NOT NULL "
    "AND month(startdatum - INTERVAL 1 DAY) <> 7 AND month(startdatum) = month(startdatum + INTERVAL 1 DAY)",
    "na de peildatum": "UPDATE wereldrij SET peildatum = startdatum - INTERVAL 1 DAY WHERE NOT echt",
    "een uitkomst die de soort niet heeft": "UPDATE wereldrij SET afhandeling = 'bestaat_niet' WHERE NOT echt",
    "een ander begin": "UPDATE wereldrij SET leeftijd_bij_start = leeftijd_bij_start + 100 WHERE echt",
    "een rij die er niet was": "INSERT INTO wereldrij BY NAME SELECT * REPLACE ('niemand' AS persoon) FROM wereldrij "
    "WHERE nummer = 0",
}


@pytest.mark.usefixtures("map_")
@pytest.mark.parametrize("opdracht", ONMOGELIJK.values(), ids=ONMOGELIJK)
def test_a_world_that_cannot_be_proves_nothing(opdracht: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where it is counted to exactly what is shown: an attacker knows that it cannot be."""
    with open_intern() as verbinding:
        anders = verbinding.exec_driver_sql("SELECT count(*) FROM wereldrij").scalar_one()
    assert anders
    change(opdracht)
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    assert "bewijs" in capsys.readouterr().err


def test_a_hidden_figure_with_a_value_is_refused_and_shown_to_nobody(
    map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cel = next(c for c, x in read_live().cijfers.items() if x.status == "onderdrukt")
    bestand = live_file()
    assert bestand
    with create_engine(f"duckdb:///{bestand}", poolclass=NullPool).begin() as verbinding:
        verbinding.execute(
            tabel.cijfer.update()
            .where(*(tabel.cijfer.c[naam] == getattr(cel, naam) for naam in cel._fields))
            .values(waarde=3)
        )
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    assert "afgeschermd cijfer heeft toch een waarde" in capsys.readouterr().err
    assert read_live().cijfers[cel].waarde is None
    assert main(["exporteer", "--uit", str(map_ / "uit")]) == KLAAR
    assert not [r for r in (map_ / "uit" / "cijfers.csv").read_text("utf-8").splitlines() if ",3,onderdrukt," in r]


@pytest.mark.parametrize("van_cellen", [False, True])
def test_a_small_group_that_no_world_moves_is_refused_and_named_inside(
    van_cellen: bool, map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cel = next(
        c for c, x in read_live().cijfers.items() if x.status == "gepubliceerd" and c.indicator == "relatief_verzuim"
    )
    deel = json.dumps([cel, 1] if van_cellen else ["GM0000", "verlof", 2024, "maand", 9])
    change(f"INSERT INTO wereldgroep SELECT publicatie_id, 999, '{deel}' FROM wereldbewijs")  # noqa: S608, made here
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    assert "GM" not in capsys.readouterr().err
    assert (cel.gebied if van_cellen else "GM0000") in (map_ / "data" / "aanval.log").read_text("utf-8")


@pytest.mark.usefixtures("map_")
def test_a_publication_without_worlds_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    change("DELETE FROM wereldbewijs")
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    assert "niet bewaard" in capsys.readouterr().err


@pytest.mark.usefixtures("map_")
def test_worlds_do_not_outlive_a_change_in_the_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "LEEFTIJDSGROEP_VANAF", {**vocabulary.LEEFTIJDSGROEP_VANAF, "5-11": 7, "12-15": 13})
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD


@pytest.fixture
def zonder_werelden(monkeypatch: pytest.MonkeyPatch) -> None:
    """No search finds a world."""
    monkeypatch.setattr("etl.werelden.streek.search", lambda *_: None)
    monkeypatch.setattr("etl.werelden.streek.KEREN", 1)


@pytest.mark.usefixtures("zonder_werelden")
def test_what_no_world_is_found_for_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However coarsely tables are told. The cells are named inside; outside nothing is counted."""
    with stage(TONEEL, tmp_path):
        deliver(TONEEL, make_rows(TONEEL))
        assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
        gezegd = "".join(capsys.readouterr())
        assert "In PR01 is niet van elk afgeschermd cijfer bewezen dat het onzeker genoeg is." in gezegd
        assert "blijft staan" in gezegd
        assert not [c for c in gezegd.replace("PR01", "") if c.isdigit()]
        assert live_file() is None
    assert '"niet bewezen"' in (tmp_path / "data" / "aanval.log").read_text("utf-8")


@pytest.mark.usefixtures("zonder_werelden")
def test_a_region_stays_as_it_was_told_where_no_world_is_found(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also when it was asked to be told anew; then nothing new is shown, and what is shown is still proved."""
    toen = {c: (x.status, x.waarde) for c, x in read_live().cijfers.items()}
    deliver(TONEEL, [*make_rows(TONEEL), *late(TONEEL, {"GM9001": 9}, 7)], 2)
    assert main(["publiceren", "--vernieuwen"]) == KLAAR
    assert "van nieuwere cijfers is niet te bewijzen dat ze niets verraden" in "".join(capsys.readouterr())
    assert {c: (x.status, x.waarde) for c, x in read_live().cijfers.items()} == toen
    assert main(["controle"]) == KLAAR
    assert '"niet bewezen"' in (map_ / "data" / "aanval.log").read_text("utf-8")


@pytest.mark.usefixtures("map_")
def test_what_was_hidden_stays_hidden_when_a_late_case_comes() -> None:
    eerst = {c for c, cijfer in read_live().cijfers.items() if cijfer.status == "onderdrukt"}
    deliver(TONEEL, [*make_rows(TONEEL), *late(TONEEL, {"GM9001": 1}, 7)], 2)
    publish_now()
    nu = {c: cijfer.status for c, cijfer in read_live().cijfers.items()}
    assert {nu[c] for c in eerst if c in nu} == {"onderdrukt"}
    assert main(["controle"]) == KLAAR
