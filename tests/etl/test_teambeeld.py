"""The team's snapshot against the internal database: what counts is in it, no person is, and readers never see half."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, inspect, select

from data.referentie.gebieden import gebieden
from data.team import lijsten, schema
from data.team.bestand import live_bestand
from data.team.bevoegd import from_roles
from data.team.keuze import Keuze
from etl.intern import open_intern
from etl.intern import schema as intern
from etl.intern.leveringen import withdraw
from etl.intern.teambeeld import refresh
from tests.data.team import proefbeeld

PEIL = date(2024, 7, 1)
Rij = dict[str, Any]
ALLES = lijsten.Lijst("instroom", date(2000, 1, 1), PEIL, sorteer="werkproces_id", aflopend=False)


def levering(nummer: int, **anders: Any) -> Rij:
    return {
        "levering_id": nummer,
        "bestand": f"{nummer}.csv",
        "sha256": str(nummer),
        "ontvangen_op": datetime(2024, 7, 1),  # noqa: DTZ001 - the column holds no zone
        "door": "proef",
        "profiel": "canoniek",
        "soort": "werkprocessen",
        "peildatum": PEIL,
        "voorbeeld": False,
        "gelezen": 1,
        "geaccepteerd": 1,
        "afgekeurd": 0,
        "status": "geaccepteerd",
        **anders,
    }


def werkproces(nummer: str, persoon: str, start: date, eind: date | None = None, **anders: Any) -> Rij:
    return {
        "levering_id": 1,
        "regel": 1,
        "werkproces_id": nummer,
        "persoon": persoon,
        "gemeente_code": "GM0148",
        "soort": "verlof",
        "subsoort": None,
        "onderwijssoort": "vo",
        "startdatum": start,
        "einddatum": eind,
        "afhandeling": "toegekend" if eind else None,
        "leeftijd_bij_start": 12,
        "leeftijd_op_peildatum": 12,
        **anders,
    }


RIJEN = [
    werkproces("eerste", "p1", date(2023, 9, 1), date(2023, 9, 21)),
    werkproces("terug", "p1", date(2024, 2, 1), date(2024, 2, 2), leeftijd_bij_start=18),
    werkproces("ander", "p2", date(2024, 2, 1)),
    werkproces("elders", "p1", date(2024, 3, 1), gemeente_code="GM0193"),
    werkproces("andere regio", "p1", date(2024, 3, 2), gemeente_code="GM0957"),
    werkproces("andere soort", "p1", date(2024, 3, 3), soort="preventie"),
    werkproces("dubbel", "p3", date(2024, 1, 1), date(2024, 1, 1)),
    werkproces("ook dubbel", "p3", date(2024, 1, 1), date(2024, 1, 1)),
    werkproces("van voor de dekking", "p9", date(2019, 1, 1)),
]
# nummer -> days since in the gemeente, days since in the region
TERUG = {"terug": (133, 133), "elders": (None, 28)}


@pytest.fixture
def verbinding() -> Iterator[Connection]:
    with open_intern(schrijven=True) as verbinding:
        verbinding.execute(
            insert(intern.levering), [levering(1), levering(2, status="geweigerd", reden="Te veel fouten")]
        )
        codes = ("GM0148", "GM0193", "GM0957")
        dekking = [{"levering_id": 1, "gemeente_code": code, "schooljaar": "2023-2024"} for code in codes]
        verbinding.execute(insert(intern.dekking), dekking)
        verbinding.execute(insert(intern.werkproces), RIJEN)
        verbinding.commit()
        yield verbinding


def test_what_counts_is_in_it_with_all_worked_out(verbinding: Connection) -> None:
    refresh(verbinding, gebieden())
    alle = from_roles(["teamlead:MC10", "teamlead:SR-ROERMOND", "beheerder"], gebieden())
    rijen = {rij["werkproces_id"]: rij for rij in lijsten.read_lijst(alle, Keuze(), ALLES, 0, 100)}
    assert sorted(rijen) == sorted(rij["werkproces_id"] for rij in RIJEN)
    assert rijen["eerste"]["doorlooptijd"] == 20 and rijen["ander"]["doorlooptijd"] is None
    assert rijen["eerste"]["leeftijdsgroep"] == "12-15" and rijen["terug"]["leeftijdsgroep"] == "18+"
    assert [r["status"] for r in lijsten.read_leveringen(alle)] == ["geweigerd", "geaccepteerd"]


def test_what_is_counted_beforehand_is_what_the_rows_say(verbinding: Connection) -> None:
    bestand = refresh(verbinding, gebieden())
    engine = create_engine(f"duckdb:///{bestand}", connect_args={"read_only": True})
    with engine.connect() as lezer:
        rijen = [dict(rij) for rij in lezer.execute(select(schema.werkproces)).mappings()]
        for tabel, by_hand in (
            (schema.dagtelling, proefbeeld.per_day(rijen)),
            (schema.maandtelling, proefbeeld.per_month(rijen)),
            (schema.maandtotaal, proefbeeld.per_month(rijen, proefbeeld.SAMEN)),
            (schema.duurtelling, proefbeeld.per_duration(rijen)),
        ):
            found = {frozenset(rij.items()) for rij in lezer.execute(select(tabel)).mappings()}
            assert found == {frozenset(rij.items()) for rij in by_hand}
    engine.dispose()


def test_coming_back_is_the_same_jongere_and_soort_within_a_year(verbinding: Connection) -> None:
    bestand = refresh(verbinding, gebieden())
    engine = create_engine(f"duckdb:///{bestand}", connect_args={"read_only": True})
    with engine.connect() as lezer:
        rijen = lezer.exec_driver_sql("SELECT werkproces_id, terug_gemeente, terug_regio FROM werkproces").all()
    engine.dispose()
    assert {nummer: tuple(dagen) for nummer, *dagen in rijen if any(dagen)} == TERUG


def test_no_person_is_in_it(verbinding: Connection) -> None:
    bestand = refresh(verbinding, gebieden())
    engine = create_engine(f"duckdb:///{bestand}", connect_args={"read_only": True})
    tabellen = inspect(engine)
    found = {naam: [str(k["name"]) for k in tabellen.get_columns(naam)] for naam in tabellen.get_table_names()}
    engine.dispose()
    assert found == {naam: list(tabel.columns.keys()) for naam, tabel in schema.metadata.tables.items()}
    assert not {"persoon", "ruwe_regel", "regel_ruw"} & {kolom for kolommen in found.values() for kolom in kolommen}
    assert bestand.stat().st_mode & 0o077 == 0 and bestand.parent.stat().st_mode & 0o077 == 0


def test_a_failure_leaves_the_snapshot_that_was(verbinding: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    eerste = refresh(verbinding, gebieden())
    verbinding.execute(insert(intern.levering), [levering(3)])
    verbinding.commit()
    monkeypatch.setattr("etl.intern.teambeeld._values", lambda _rijen: "nonsense")
    with pytest.raises(Exception, match="nonsense"):
        refresh(verbinding, gebieden())
    assert Path(live_bestand()) == eerste
    monkeypatch.undo()
    assert refresh(verbinding, gebieden()) != eerste
    assert not list(eerste.parent.glob("*half*"))


def test_without_a_new_delivery_nothing_is_made_again(verbinding: Connection) -> None:
    eerste = refresh(verbinding, gebieden())
    assert refresh(verbinding, gebieden()) == eerste
    withdraw(verbinding, 1, "proef")
    verbinding.commit()
    tweede = refresh(verbinding, gebieden())
    assert tweede != eerste
    assert lijsten.count_lijst(from_roles(["teamlead:MC10"], gebieden()), Keuze(), ALLES) == 0
