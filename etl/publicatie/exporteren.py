"""Everything that is published, as files for others: `cijfers.csv`, `verslagcijfers.csv` and `hierarchie.json`.

Read from the live public database alone, so that nothing can come out that is not public already.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import tableplan
from data.cells import TOTAAL, CelSleutel
from data.figures import Cijfer
from data.indicators import INDICATOREN, Indicator
from data.tableplan import Atoom, Inhoud, Niveau, Vorm
from etl.publicatie.lezen import Live

KOLOMMEN = (*CelSleutel._fields, "waarde", "status", "bron", "peildatum")
VERSLAG_KOLOMMEN = (
    "gebied",
    "schooljaar",
    "titel",
    "onderdeel",
    "waarde",
    "eenheid",
    "status",
    "zekerheid",
    "bron",
    "sectie",
    "toelichting",
    "indicator",
)


def export(live: Live, map_: Path) -> list[Path]:
    """Write the three files into a folder (made when needed) and return them."""
    map_.mkdir(parents=True, exist_ok=True)
    cijfers = _write_csv(map_ / "cijfers.csv", KOLOMMEN, (_row(c) for c in live.cijfers.values()))
    verslag = _write_csv(
        map_ / "verslagcijfers.csv",
        VERSLAG_KOLOMMEN,
        ({**asdict(v), "waarde": _number(v.waarde), "bron": v.bron.titel} for v in live.verslagcijfers),
    )
    hierarchie = map_ / "hierarchie.json"
    hierarchie.write_text(json.dumps(hierarchy(live), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [cijfers, verslag, hierarchie]


def _write_csv(bestand: Path, kolommen: Sequence[str], rijen: Iterable[dict[str, Any]]) -> Path:
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.DictWriter(uit, kolommen, extrasaction="ignore", lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return bestand


def _row(cijfer: Cijfer) -> dict[str, Any]:
    return {
        **cijfer.sleutel._asdict(),
        "waarde": _number(cijfer.waarde),
        "status": cijfer.status,
        "bron": cijfer.bron.sleutel if cijfer.bron else "",
        "peildatum": cijfer.peildatum or "",
    }


def _number(waarde: float | None) -> str:
    if waarde is None:
        return ""
    return str(int(waarde)) if waarde == int(waarde) else repr(waarde)


def hierarchy(live: Live) -> dict[str, Any]:
    """Which member is the sum of which others, which indicators are sums or ratios of others, what each counts."""
    niveaus: tuple[Niveau, ...] = ("gemeente", "regio")
    return {
        "gebied": {geheel: list(delen) for geheel, delen in live.delen_van.items()},
        "gebied_exact": {"werkprocessen": True, "jongeren": False, "standen": True},
        "uitsplitsing": {
            niveau: {
                ind.key: {
                    uitsplitsing: list(tableplan.categorieen(ind, uitsplitsing))
                    for uitsplitsing in tableplan.uitsplitsingen(ind, niveau)
                    if uitsplitsing != TOTAAL
                }
                for ind in INDICATOREN.values()
                if ind.selectie
            }
            for niveau in niveaus
        },
        "sommen": {
            niveau: [_sum(totaal, delen) for totaal, delen in tableplan.vormrelaties(niveau)] for niveau in niveaus
        },
        "teleenheid": {
            "werkprocessen": "een som is precies de som van de delen",
            "jongeren": "een jongere kan onder meer delen vallen: grootste deel <= totaal <= som van de delen",
            "paar": "werkprocessen >= jongeren, en beide 0 of beide minstens 1",
        },
        "voorraad": "vrijstellingen_lopend = vrijstellingen_lopend vorig jaar + vrijstelling_aanvragen - "
        "rest.eind.vrijstelling",
        "verhoudingen": {i.key: _ratio(i) for i in INDICATOREN.values() if i.herkomst == "verhouding"},
        "indicatoren": {i.key: _definition(i) for i in INDICATOREN.values()},
        "restcellen": {
            niveau: {_name(v): _content(i) for v, i in tableplan.restvormen(niveau).items()} for niveau in niveaus
        },
    }


def _name(vorm: Vorm) -> str:
    return "|".join(vorm)


def _sum(totaal: Vorm, delen: Sequence[Vorm]) -> dict[str, Any]:
    return {"totaal": _name(totaal), "delen": [_name(deel) for deel in delen]}


def _ratio(ind: Indicator) -> dict[str, Any]:
    vorm = "100 * (1 - teller / noemer)" if ind.aanvulling else "100 * teller / noemer"
    return {"teller": ind.teller, "noemer": ind.noemer, "teleenheid": "jongeren", "formule": vorm}


def _definition(ind: Indicator) -> dict[str, Any]:
    keuze = ind.selectie
    return {
        "titel": ind.titel,
        "definitie": ind.definitie,
        "eenheid": ind.eenheid[1],
        "herkomst": ind.herkomst,
        "moment": keuze.moment if keuze else None,
        "soorten": sorted(keuze.soorten) if keuze and keuze.soorten else None,
        "afhandelingen": sorted(keuze.afhandelingen) if keuze and keuze.afhandelingen else None,
    }


def _content(inhoud: Inhoud) -> dict[str, Any]:
    def plain(atoom: Atoom) -> dict[str, str]:
        return atoom._asdict()

    return {"moment": inhoud.moment, "telt": [plain(atoom) for atoom in sorted(inhoud.atomen)]}
