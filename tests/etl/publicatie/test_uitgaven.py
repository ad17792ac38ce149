"""Every publication is kept whole: a loss is noticed, older ones are carried over, a schooljaar gets two by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from data.cells.cells import CelSleutel, VorigeCel
from data.publication.readmodel import beeld
from data.referentie.gebieden import gebieden
from etl.__main__ import main
from etl.intern import open_intern
from etl.intern.actief import Stel, counting_now, create_views
from etl.intern.leveringen import withdraw
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD, PublicatieFout
from etl.publicatie import bestanden, logboek, overnemen, uitgaven
from etl.publicatie.logboek import Schooljaaruitgave
from etl.tellen import count_cells
from tests.etl.publicatie.vulling import REGIO, fill

OP = datetime.fromisoformat("2025-09-02T12:00")
TOTAAL = CelSleutel("werkprocessen", "werkprocessen", "GM0164", "2024-2025")
DEEL = CelSleutel("verlof", "werkprocessen", "GM0164", "2024-2025")
STAND = CelSleutel("jongeren_5_18", "jongeren", "GM0164", "2024-2025")
LAND = TOTAAL._replace(gebied="NL01")


def log(verbinding: Connection, nummer: int, herkomst: str = "levering", **cellen: int | None) -> None:
    """A publication of a few cells: a number is shown, None is hidden (and was 3)."""
    keys = {"totaal": TOTAAL, "deel": DEEL, "stand": STAND, "land": LAND}
    inhoud = {
        keys[naam]: VorigeCel("gepubliceerd", n, n, n) if n is not None else VorigeCel("onderdrukt", 3 + nummer, 1, 9)
        for naam, n in cellen.items()
    }
    naam = f"2025090{nummer}T120000-n000{nummer}"
    logboek.write_down(verbinding, naam, OP + timedelta(days=nummer), herkomst, inhoud, {})
    uitgaven.write_edition(verbinding, naam)


# --- which edition -------------------------------------------------------------------------------------------------
def test_an_edition_is_new_where_a_shown_figure_is_another_and_nowhere_else() -> None:
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50, deel=None, stand=1000, land=900)
        log(verbinding, 2, totaal=50, deel=None, stand=1010, land=901)  # hidden, standen and the country do not count
        assert logboek.editions(verbinding, "levering") == {TOTAAL[2:4]: Schooljaaruitgave(1, OP + timedelta(days=1))}
        log(verbinding, 3, "voorbeeld", totaal=7)
        log(verbinding, 4, stand=1010)  # taken back: nothing of it is shown
        log(verbinding, 5, totaal=50, deel=None)  # and back again
        assert logboek.editions(verbinding, "levering")[TOTAAL[2:4]].nummer == 1
        log(verbinding, 6, totaal=52, deel=None)
        tweede = Schooljaaruitgave(2, OP + timedelta(days=6), OP + timedelta(days=1), 1)
        assert logboek.editions(verbinding, "levering") == {TOTAAL[2:4]: tweede}
        assert logboek.editions(verbinding, "voorbeeld")[TOTAAL[2:4]].nummer == 1


def test_the_next_edition_is_reckoned_from_what_was_shown_last() -> None:
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50, deel=8)
        log(verbinding, 2, deel=8)  # the total is hidden, or not told
        straks = OP + timedelta(days=9)
        zelfde, nieuw = logboek.next_editions(verbinding, "levering", straks, {TOTAAL: 50, STAND: 5})
        assert (zelfde[TOTAAL[2:4]].nummer, nieuw) == (1, set())
        anders, nieuw = logboek.next_editions(verbinding, "levering", straks, {TOTAAL: 51, DEEL: 9, LAND: 4})
        assert anders == {TOTAAL[2:4]: Schooljaaruitgave(2, straks, OP + timedelta(days=1), 2)}
        assert nieuw == {TOTAAL[2:4]}


def test_what_was_ever_told_of_a_cell_is_remembered() -> None:
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50, deel=8)
        log(verbinding, 2, totaal=60, deel=None)
        log(verbinding, 3, totaal=55, deel=9)
        eerder = logboek.previous_cells(verbinding, "levering")
    assert eerder[TOTAAL] == VorigeCel("gepubliceerd", 60, None, None)
    assert eerder[DEEL] == VorigeCel("onderdrukt", 9, None, None)


# --- all of it is there --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "verlies",
    [
        "DELETE FROM publicatie_log WHERE nummer = 1",
        "DELETE FROM uitgave WHERE publicatie_id LIKE '%n0001'",
        "DELETE FROM publicatie_cel WHERE indicator = 'verlof' AND publicatie_id LIKE '%n0001'",
        "UPDATE publicatie_cel SET waarde = 51 WHERE waarde = 50",
        "UPDATE publicatie_cel SET status = 'onderdrukt' WHERE waarde = 50",
        "DELETE FROM uitgave_levering WHERE levering_id = 1",
        "DELETE FROM levering WHERE levering_id = 1",
        "DELETE FROM werkproces WHERE regel = 0",
        "UPDATE publicatie_log SET nummer = 3 - nummer",
        "DELETE FROM publicatie_log WHERE nummer = 1; DELETE FROM uitgave WHERE publicatie_id LIKE '%n0001'; "
        "DELETE FROM publicatie_cel WHERE publicatie_id LIKE '%n0001'; "
        "DELETE FROM uitgave_levering WHERE publicatie_id LIKE '%n0001'",
    ],
)
def test_what_is_lost_of_a_publication_refuses_the_next(verlies: str) -> None:
    fill(aantal=40)
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50, deel=None)
        log(verbinding, 2, totaal=52, deel=None)
        uitgaven.check_editions(verbinding)
        for opdracht in verlies.split(";"):
            verbinding.exec_driver_sql(opdracht)
        with pytest.raises(PublicatieFout, match="niet meer alles"):
            uitgaven.check_editions(verbinding)


def test_taking_back_a_delivery_is_no_loss() -> None:
    fill(aantal=40)
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50)
        withdraw(verbinding, 1, "toch niet")
        uitgaven.check_editions(verbinding)
        assert uitgaven.deliveries_of(verbinding, "20250901T120000-n0001") == Stel(frozenset({1, 101}))
        assert counting_now(verbinding) == Stel(frozenset({101}))


def test_a_restored_backup_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    """A publication stands beside the internal database that this copy of it has never heard of."""
    fill(aantal=40)
    with open_intern(schrijven=True) as verbinding:
        log(verbinding, 1, totaal=50)
        verbinding.commit()
    (bestanden.folder() / "publiek-20250903T120000-n0002.duckdb").write_bytes(b"later gemaakt")
    assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr().err
    assert "20250903T120000-n0002" in gezegd and "reservekopie" in gezegd


# --- publications from before --------------------------------------------------------------------------------------
def before(verbinding: Connection, naam: str, op: datetime, cellen: dict[CelSleutel, VorigeCel]) -> None:
    """A publication as it was logged when editions were not kept."""
    logboek.write_down(verbinding, naam, op, "levering", cellen, {})
    verbinding.exec_driver_sql("INSERT OR IGNORE INTO instelling VALUES ('uitgaven', 'overnemen')")


def counted(verbinding: Connection) -> dict[CelSleutel, VorigeCel]:
    """All that counts now, as a publication that showed it."""
    cellen = count_cells(verbinding, gebieden()).cellen
    return {c: VorigeCel("gepubliceerd", t.waarde, t.waarde, t.waarde) for c, t in cellen.items()}


def test_publications_from_before_are_carried_over_with_the_deliveries_that_counted() -> None:
    fill(aantal=60)
    fill(aantal=70, zaad=2, levering_id=2)
    with open_intern(schrijven=True) as verbinding:
        before(verbinding, "a", OP, counted(verbinding))
        withdraw(verbinding, 2, "toch niet")
        create_views(verbinding)
        before(verbinding, "b", OP, counted(verbinding))
        before(verbinding, "c", OP, {TOTAAL: VorigeCel("gepubliceerd", 12345, None, None)})
        before(verbinding, "d", OP, {})
        voor = dict(count_cells(verbinding, gebieden()).cellen)
        overnemen.carry_over(verbinding, gebieden())
        assert uitgaven.found_back(verbinding) == {"a": "geheel", "b": "geheel", "c": "cijfers", "d": "niets"}
        assert uitgaven.deliveries_of(verbinding, "a") == Stel(frozenset({1, 2, 101, 102}))
        assert uitgaven.deliveries_of(verbinding, "b") == Stel(frozenset({1, 101, 102}))
        assert logboek.unknown_moments(verbinding) == [OP]
        assert count_cells(verbinding, gebieden()).cellen == voor
        assert not uitgaven.carrying_over(verbinding)
        uitgaven.check_editions(verbinding)


# --- end to end ----------------------------------------------------------------------------------------------------
def test_a_third_edition_comes_only_when_asked_for(own_data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(aantal=60)
    assert main(["publiceren"]) == KLAAR
    eerste = bestanden.live_file()
    assert beeld().publicatie.uitgaven[REGIO, "2024-2025"].soort == "voorlopig"
    fill(aantal=300, zaad=2, levering_id=2)
    assert main(["publiceren"]) == KLAAR
    tweede = bestanden.live_file()
    uitgave = beeld().uitgave(REGIO, "2024-2025")
    assert uitgave is not None and (uitgave.soort, uitgave.nummer) == ("definitief", 2) and uitgave.gewijzigd > 0
    # Rolled back and published again: the same publication, no new one.
    assert main(["terugdraaien"]) == KLAAR
    assert bestanden.live_file() == eerste
    assert main(["publiceren"]) == KLAAR
    assert bestanden.live_file() == tweede and len(bestanden.kept_files()) == 2
    fill(aantal=1500, zaad=3, levering_id=3)
    capsys.readouterr()
    assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr().err
    assert "2024-2025 van" in gezegd and "publiceren --nog-een-uitgave" in gezegd and "proef" in gezegd
    assert bestanden.live_file() == tweede and len(bestanden.kept_files()) == 2
    assert main(["proef"]) == KLAAR
    assert "voortaan afgeschermd" in capsys.readouterr().err
    assert main(["publiceren", "--nog-een-uitgave"]) == KLAAR
    derde = beeld().uitgave(REGIO, "2024-2025")
    assert derde is not None and (derde.soort, derde.nummer) == ("", 3)
    assert main(["controle"]) == KLAAR
    assert "van 3 van de 3" in capsys.readouterr().err
