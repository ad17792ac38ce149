"""Regions that nobody has seen: reference files of their own, and deliveries made up for them, put into the tables.

A scene says how many gemeenten there are and how much happens in each; what it draws from chance is fixed by `zaad`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, text

from data.publication.databases import publieke_engine
from data.publication.readmodel import read_beeld
from data.registry import vocabulary
from etl.intern import open_intern
from etl.intern import schema as tabel
from etl.publicatie.exporteren import export
from etl.publicatie.publiceren import Uitkomst, publish

JAAR = 365


@dataclass(frozen=True)
class Toneel:
    """A made-up region and what happens in it.

    zaken: per gemeente code how many werkprocessen per schooljaar. jaren: how many schooljaren, the last is 2024-2025.
    herhaling: about how many werkprocessen a jongere has. jongeren: per gemeente code how many live there; empty gives
    more where more happens.
    """

    zaken: Mapping[str, int]
    regios: Mapping[str, Sequence[str]] = field(default_factory=dict)
    jaren: int = 1
    zaad: int = 1
    herhaling: float = 1.6
    jongeren: Mapping[str, int] = field(default_factory=dict)

    @property
    def eerste_jaar(self) -> int:
        """The year in which the first schooljaar begins."""
        return 2025 - self.jaren

    @property
    def schooljaren(self) -> tuple[str, ...]:
        """All schooljaren, oldest first."""
        return tuple(f"{j}-{j + 1}" for j in range(self.eerste_jaar, 2025))


PEILDATUM = date(2025, 9, 1)


def places(aantallen: Sequence[int], **anders: Any) -> Toneel:
    """A scene of one region with this many werkprocessen per gemeente."""
    codes = [f"GM{9001 + n}" for n in range(len(aantallen))]
    return Toneel(dict(zip(codes, aantallen, strict=True)), {"PR01": codes}, **anders)


def write_reference(toneel: Toneel, map_: Path) -> None:
    """`gemeenten.csv` and `regios.csv` of the scene."""
    map_.mkdir(parents=True, exist_ok=True)
    regels = ["code,naam,regio"] + [f"{c},Plaats {c[2:]},{r}" for r, codes in toneel.regios.items() for c in codes]
    (map_ / "gemeenten.csv").write_text("\n".join(regels) + "\n", encoding="utf-8")
    regels = ["code,naam"] + [f"{r},Proefstreek {r[2:]}" for r in toneel.regios]
    (map_ / "regios.csv").write_text("\n".join(regels) + "\n", encoding="utf-8")


Rij = dict[str, Any]


def make_rows(toneel: Toneel) -> list[Rij]:
    """The werkprocessen of the scene."""
    toeval = random.Random(toneel.zaad)
    rijen: list[Rij] = []
    for code, aantal in toneel.zaken.items():
        personen = max(1, round(aantal * toneel.jaren / toneel.herhaling))
        for jaar in range(toneel.jaren):
            rijen += [_row(toeval, toneel, code, personen, jaar) for _ in range(aantal)]
    return rijen


_SOORTEN = ("relatief_verzuim",) * 8 + ("absoluut_verzuim",) * 3 + ("vrijstelling",) * 2 + tuple(vocabulary.SOORTEN)


def _row(toeval: random.Random, toneel: Toneel, code: str, personen: int, jaar: int) -> Rij:
    soort = toeval.choice(_SOORTEN)
    start = date(toneel.eerste_jaar + jaar, 8, 1) + timedelta(days=toeval.randrange(JAAR))
    eind = start + timedelta(days=int(toeval.expovariate(1 / (700 if soort == "vrijstelling" else 70))))
    persoon = toeval.randrange(personen)
    leeftijd = 5 + persoon % 17 if soort not in ("jikp", "jib", "vsv", "verzuim_18plus") else 18 + persoon % 5
    afhandelingen = list(vocabulary.AFHANDELINGEN[soort])
    gewichten = [2.0**-n for n in range(len(afhandelingen))]
    return {
        "persoon": f"{code}p{persoon}",
        "gemeente_code": code,
        "soort": soort,
        "subsoort": toeval.choice(list(vocabulary.SUBSOORTEN[soort])) if soort in vocabulary.SUBSOORTEN else None,
        "onderwijssoort": "po"
        if leeftijd < 12
        else toeval.choice(["vo", "vo", "vo", "vso"] if leeftijd < 17 else ["mbo", "vo"]),
        "startdatum": start,
        "einddatum": eind if eind < PEILDATUM else None,
        "afhandeling": toeval.choices(afhandelingen, gewichten)[0] if eind < PEILDATUM else None,
        "leeftijd_bij_start": leeftijd,
        "leeftijd_op_peildatum": leeftijd + 1,
    }


def deliver(toneel: Toneel, rijen: Sequence[Rij], levering_id: int = 1) -> None:
    """One accepted delivery of these rows with standen beside it; a higher number supersedes what came before."""
    werkprocessen = pd.DataFrame(
        [
            {"levering_id": levering_id, "regel": n, "werkproces_id": f"w{levering_id}-{n}", **rij}
            for n, rij in enumerate(rijen)
        ],
        columns=[kolom.name for kolom in tabel.werkproces.columns if kolom.name != "behandelaar"],
    )
    dekking = [(levering_id, code, jaar) for code in toneel.zaken for jaar in toneel.schooljaren]
    standen = [
        (levering_id + 100, n, code, jaar, *_population(toneel, code, n), None)
        for n, code in enumerate(toneel.zaken)
        for jaar in toneel.schooljaren
    ]
    with open_intern(schrijven=True) as verbinding:
        for nummer, soort in ((levering_id, "werkprocessen"), (levering_id + 100, "standen")):
            verbinding.execute(tabel.levering.insert(), _levering(nummer, soort, levering_id))
        _insert(verbinding, tabel.werkproces, werkprocessen)
        _insert(verbinding, tabel.dekking, pd.DataFrame(dekking, columns=tabel.dekking.columns.keys()))
        _insert(verbinding, tabel.stand, pd.DataFrame(standen, columns=tabel.stand.columns.keys()))
        verbinding.commit()


def _population(toneel: Toneel, code: str, n: int) -> tuple[int, int, int]:
    jongeren = toneel.jongeren.get(code, 1200 + 37 * n + 25 * toneel.zaken[code])
    return jongeren, jongeren - 200, 150 + n


def _levering(nummer: int, soort: str, volgorde: int) -> dict[str, object]:
    return {
        "levering_id": nummer,
        "bestand": f"{soort}.csv",
        "sha256": f"{nummer:064d}",
        "ontvangen_op": datetime(2025, 9, 1, 12, tzinfo=UTC),
        "door": "test",
        "profiel": "canoniek",
        "soort": soort,
        "peildatum": PEILDATUM + timedelta(days=volgorde),
        "voorbeeld": False,
        "gelezen": 1,
        "geaccepteerd": 1,
        "afgekeurd": 0,
        "status": "geaccepteerd",
    }


def _insert(verbinding: Connection, doel: Table, frame: pd.DataFrame) -> None:
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_frame", frame)  # type: ignore[union-attr]
    verbinding.execute(text(f"INSERT INTO {doel.name} BY NAME SELECT * FROM _frame"))  # noqa: S608
    duckdb.unregister("_frame")  # type: ignore[union-attr]


def publish_now(uit: Path | None = None, *, vernieuwen: bool = False) -> Uitkomst:
    """Publish what was delivered, when asked also what changed too little; write the export when asked."""
    with open_intern(schrijven=True) as verbinding:
        uitkomst = publish(verbinding, lambda _: None, vernieuwen=vernieuwen)
    if uit:
        export(read_beeld(publieke_engine()), uit)
    return uitkomst


def active_rows(verbinding: Connection) -> list[Rij]:
    """The rows that count now."""
    frame = verbinding.connection.driver_connection.sql("SELECT * FROM actief").df()  # type: ignore[union-attr]
    return [_with_days(rij) for rij in frame.to_dict("records")]


def whole_worlds(echt: Sequence[Rij], paren: pd.DataFrame) -> Iterator[list[Rij]]:
    """Each world of a proof as a whole delivery: the true rows of whom it leaves alone, and its own of the others."""
    for _, paar in paren.groupby("nummer"):
        anders = set(paar.persoon)
        eigen = paar[~paar.echt.astype(bool)].to_dict("records")
        yield [*(rij for rij in echt if rij["persoon"] not in anders), *map(_with_days, eigen)]


def _with_days(rij: Mapping[str, Any]) -> Rij:
    einddatum = None if pd.isna(rij["einddatum"]) else pd.Timestamp(rij["einddatum"]).date()
    return {**rij, "startdatum": rij["startdatum"].date(), "einddatum": einddatum}


def late(toneel: Toneel, zaken: Mapping[str, int], zaad: int) -> list[Rij]:
    """Late cases: started in the last schooljaar, known only now."""
    return [rij for rij in make_rows(replace(toneel, zaken=zaken, zaad=zaad)) if rij["startdatum"] >= date(2024, 8, 1)]


@contextmanager
def stage(toneel: Toneel, map_: Path) -> Iterator[Path]:
    """The data folder and the reference files of the scene, as long as the block lasts; for use outside pytest."""
    namen = {"LEERRECHT_DATA": str(map_ / "data"), "LEERRECHT_REFERENTIE": str(map_ / "referentie")}
    write_reference(toneel, map_ / "referentie")
    (map_ / "data").mkdir(parents=True, exist_ok=True)
    eerder = {naam: os.environ.get(naam) for naam in (*namen, "DATABASE_URL")}
    os.environ.update(namen)
    os.environ.pop("DATABASE_URL", None)
    try:
        yield map_
    finally:
        for naam, waarde in eerder.items():
            if waarde is None:
                os.environ.pop(naam, None)
            else:
                os.environ[naam] = waarde
