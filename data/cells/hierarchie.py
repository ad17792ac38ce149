"""How the published figures hang together, for who computes with them: sums, ratios and what each figure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.cells import tableplan
from data.cells.cells import TOTAAL
from data.cells.relaties import vormrelaties
from data.cells.stromen import Stroom, counted, stromen
from data.cells.tableplan import NIVEAUS, Atoom, Inhoud, Vorm, is_rest
from data.cells.tafels import Tafels
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN, Indicator

_VENSTERS = (
    "Een venster is de som van drie schooljaren, in werkprocessen, en staat in cijfers.csv bij schooljaar als "
    f"{schooljaar.venster_van('2022-2023')}: het eerste en het laatste jaar. Het eerste jaar is deelbaar door drie. "
    "Een gebied heeft een venster als over elk van de drie schooljaren is geleverd."
)
_TAFELS = (
    "Per regio en niveau (gemeente: haar gemeenten; regio: zijzelf) hoe fijn een tabel is: jaar = per schooljaar; "
    "gevouwen = per schooljaar, met zeldzame categorieën samen; venster = per drie schooljaren; niet = niet op dit "
    "niveau. Wat een stap weglaat, staat niet in cijfers.csv en is niet afgeschermd."
)
_JONGEREN = (
    "alleen van onverdeelde totalen; in een gemeente telt een jongere één keer, een regio is de som van haar "
    "gemeenten: wie verhuisde telt in elke gemeente"
)


def hierarchy(delen_van: Mapping[str, Sequence[str]], tafels: Tafels) -> dict[str, Any]:
    """Which member is the sum of which others, which indicators are sums or ratios of others, what each counts.

    delen_van: code of a region (or the country) to those of the gebieden it is the sum of. tafels: how fine each table
    is told.
    """
    return {
        "namen": "indicator|uitsplitsing|categorie, als in cijfers.csv; wat met rest begint staat daar niet in",
        "gebied": {geheel: list(delen) for geheel, delen in delen_van.items()},
        "gebied_exact": {"werkprocessen": True, "jongeren": True, "standen": True},
        "tafels": {geheel: _tables(geheel, tafels) for geheel in delen_van},
        "tafels_uitleg": _TAFELS,
        "vensters": _VENSTERS,
        "gevouwen": {vocabulary.ANDERE_ARTIKELEN: list(vocabulary.ZELDZAME_ARTIKELEN)},
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
            for niveau in NIVEAUS
        },
        "sommen": {niveau: [_sum(*som) for som in sorted(vormrelaties(niveau))] for niveau in NIVEAUS},
        "teleenheid": {
            "werkprocessen": "een som is precies de som van de delen",
            "jongeren": _JONGEREN,
            "paar": "werkprocessen >= jongeren, en beide 0 of beide minstens 1",
        },
        "stroom": {niveau: [_flow(stroom) for stroom in stromen(niveau)] for niveau in NIVEAUS},
        "stroom_uitleg": "In werkprocessen: behandeld = lopend van vorig schooljaar + gestart = geeindigd + lopend. "
        "Wat eerder begon, telt mee in geeindigd, lopend en behandeld. Hoeveel er voor het eerste schooljaar van een "
        "gemeente liep, is onbekend: daar is behandeld minstens gestart. Lopend is de stand op 31 juli, of op de "
        "peildatum als die eerder is.",
        "verhoudingen": {i.key: _ratio(i) for i in INDICATOREN.values() if i.herkomst == "verhouding"},
        "indicatoren": {i.key: _definition(i) for i in INDICATOREN.values()},
        "restcellen": {
            niveau: {_name(v): _content(i) for v, i in counted(niveau).items() if is_rest(v)} for niveau in NIVEAUS
        },
    }


def _name(vorm: Vorm) -> str:
    return "|".join(vorm)


def _tables(regio: str, tafels: Tafels) -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    """Level, indicator, uitsplitsing and teleenheid to the step in which this region tells the table."""
    stappen: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    for tafel in tableplan.tafels():
        per_indicator = stappen.setdefault(tafel.niveau, {}).setdefault(tafel.indicator, {})
        per_indicator.setdefault(tafel.uitsplitsing, {})[tafel.teleenheid] = tafels.stap(tafel, regio)
    return stappen


def _sum(totaal: Vorm, delen: Sequence[Vorm]) -> dict[str, Any]:
    return {"totaal": _name(totaal), "delen": [_name(deel) for deel in delen]}


def _flow(stroom: Stroom) -> dict[str, str]:
    return {naam: _name(vorm) for naam, vorm in stroom._asdict().items()}


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
