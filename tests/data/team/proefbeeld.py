"""A small snapshot with artificial werkprocessen of gemeenten in two regions, and its rows for who counts by hand."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from data.referentie import schooljaar
from data.registry import vocabulary
from data.team import schema

PEILDATUM = date(2025, 3, 17)
PEIL_OCHTEND = datetime(2025, 3, 17, 9)  # noqa: DTZ001 - the column holds no zone
JAREN = schooljaar.reeks("2021-2022", "2024-2025")
# What counts per month are apart for, in the larger and the smaller table.
SAMEN = ("gemeente_code", "soort", "subsoort")
APART = (*SAMEN, "onderwijssoort", "leeftijdsgroep")
# Two gemeenten of IJssel-Vecht and two of the subregio Roermond.
GEMEENTEN = ("GM0148", "GM0193", "GM0957", "GM1711")
Rij = dict[str, Any]


def rows(aantal: int = 2_000) -> list[Rij]:
    """The werkprocessen, always the same ones."""
    kans = random.Random(20250317)
    return [_row(kans, n) for n in range(aantal)]


def _row(kans: random.Random, nummer: int) -> Rij:
    soort = kans.choice(list(vocabulary.SOORTEN))
    start = schooljaar.begin(JAREN[0]) + timedelta(days=kans.randrange((PEILDATUM - schooljaar.begin(JAREN[0])).days))
    duur = min(int(kans.expovariate(1 / 70)), 600)
    eind = start + timedelta(days=duur)
    dicht = eind <= PEILDATUM
    afhandeling = kans.choice(list(vocabulary.AFHANDELINGEN[soort])) if dicht else None
    return {
        "werkproces_id": f"PROEF-{nummer:05d}",
        "gemeente_code": GEMEENTEN[nummer % len(GEMEENTEN)],
        "soort": soort,
        "subsoort": kans.choice(list(vocabulary.SUBSOORTEN[soort])) if soort in vocabulary.SUBSOORTEN else None,
        "onderwijssoort": kans.choice(list(vocabulary.ONDERWIJSSOORTEN)),
        "leeftijdsgroep": kans.choice(list(vocabulary.LEEFTIJDSGROEPEN)),
        "schooljaar": schooljaar.of(start),
        "startdatum": start,
        "einddatum": eind if dicht else None,
        "open_tot": eind if dicht else schema.OPEN,
        "afhandeling": afhandeling,
        "afhandelingsgroep": vocabulary.AFHANDELINGSGROEPEN.get((soort, afhandeling), "overig")
        if afhandeling
        else None,
        "doorlooptijd": duur if dicht else None,
        "terug_gemeente": 30 if nummer % 5 == 0 else None,
        "terug_regio": 30 if nummer % 4 == 0 or nummer % 5 == 0 else None,
        "behandelaar": f"L{nummer % 7:02d}" if nummer % 3 else None,
    }


def build(folder: Path) -> None:
    """Put the snapshot in a data folder, where the team's site looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    bestand = folder / "team-proef.duckdb"
    engine = create_engine(f"duckdb:///{bestand}")
    schema.metadata.create_all(engine)
    dekking = [
        {"gemeente_code": code, "schooljaar": jaar, "peildatum": PEILDATUM, "voorbeeld": False}
        for code in GEMEENTEN
        for jaar in JAREN
    ]
    standen = [
        {"gemeente_code": code, "schooljaar": jaar, "jongeren_5_18": 5000} for code in GEMEENTEN for jaar in JAREN
    ]
    with engine.begin() as verbinding:
        verbinding.execute(insert(schema.beeld), [{"gemaakt_op": PEIL_OCHTEND, "versie": schema.VERSIE}])
        verbinding.execute(insert(schema.werkproces), sorted(rows(), key=lambda rij: rij["gemeente_code"]))
        verbinding.execute(insert(schema.dagtelling), per_day(rows()))
        verbinding.execute(insert(schema.maandtelling), per_month(rows()))
        verbinding.execute(insert(schema.maandtotaal), per_month(rows(), SAMEN))
        verbinding.execute(insert(schema.duurtelling), per_duration(rows()))
        verbinding.execute(insert(schema.dekking), dekking)
        verbinding.execute(insert(schema.stand), standen)
        verbinding.execute(insert(schema.telling), per_line(rows()))
        verbinding.execute(insert(schema.levering), [_levering()])
        verbinding.execute(insert(schema.afgekeurd), [_afgekeurd()])
    engine.dispose()
    (folder / "team.duckdb").symlink_to(bestand.name)


def per_day(rijen: list[Rij]) -> list[Rij]:
    """The counts per day, by hand."""
    begonnen = Counter((r["gemeente_code"], r["soort"], r["subsoort"], r["startdatum"]) for r in rijen)
    klaar = Counter((r["gemeente_code"], r["soort"], r["subsoort"], r["einddatum"]) for r in rijen if r["einddatum"])
    namen = ("gemeente_code", "soort", "subsoort", "dag")
    return [
        {**dict(zip(namen, sleutel, strict=True)), "begonnen": begonnen[sleutel], "afgehandeld": klaar[sleutel]}
        for sleutel in {*begonnen, *klaar}
    ]


def per_month(rijen: list[Rij], namen: tuple[str, ...] = APART) -> list[Rij]:
    """The counts per month and what else is given, by hand."""
    per: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for rij in rijen:
        deel = tuple(rij[naam] for naam in namen)
        begin = per[*deel, rij["startdatum"].replace(day=1)]
        begin["begonnen"] += 1
        for terug in ("terug_gemeente", "terug_regio"):
            begin[terug] += rij[terug] is not None
        if rij["einddatum"]:
            per[*deel, rij["einddatum"].replace(day=1)]["afgehandeld"] += 1
    tellingen = ("begonnen", "afgehandeld", "terug_gemeente", "terug_regio")
    return [
        {**dict(zip((*namen, "maand"), sleutel, strict=True)), **{naam: geteld[naam] for naam in tellingen}}
        for sleutel, geteld in per.items()
    ]


def per_line(rijen: list[Rij]) -> list[Rij]:
    """Two lines of the statutory count, by hand; each case is of another jongere."""
    begonnen = Counter((r["gemeente_code"], r["schooljaar"], r["soort"]) for r in rijen)
    return [
        {
            "gemeente_code": code,
            "schooljaar": jaar,
            "indicator": soort,
            "uitsplitsing": vocabulary.TOTAAL,
            "categorie": vocabulary.TOTAAL,
            "zaken": n,
            "jongeren": n,
        }
        for (code, jaar, soort), n in begonnen.items()
        if soort in ("absoluut_verzuim", "verlof")
    ]


def per_duration(rijen: list[Rij]) -> list[Rij]:
    """What was closed per month and number of days, by hand."""
    geteld = Counter(
        (*(r[naam] for naam in SAMEN), r["einddatum"].replace(day=1), (r["einddatum"] - r["startdatum"]).days)
        for r in rijen
        if r["einddatum"]
    )
    namen = (*SAMEN, "maand", "doorlooptijd")
    return [{**dict(zip(namen, sleutel, strict=True)), "aantal": n} for sleutel, n in geteld.items()]


def _levering() -> Rij:
    return {
        "levering_id": 1,
        "bestand": "proef.csv",
        "ontvangen_op": datetime(2025, 3, 17, 8),  # noqa: DTZ001 - the column holds no zone
        "door": "proef",
        "profiel": "canoniek",
        "soort": "werkprocessen",
        "peildatum": PEILDATUM,
        "voorbeeld": False,
        "gelezen": 2001,
        "geaccepteerd": 2000,
        "afgekeurd": 1,
        "status": "geaccepteerd",
        "reden": None,
        "rapport": {"schooljaren": list(JAREN), "gemeenten": list(GEMEENTEN)},
    }


def _afgekeurd() -> Rij:
    return {
        "levering_id": 1,
        "regel": 17,
        "kolom": "soort",
        "regelcode": "onbekende_code",
        "melding": "Deze code is niet bekend.",
        "remedie": "Gebruik een code uit de lijst.",
    }
