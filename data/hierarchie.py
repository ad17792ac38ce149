"""How the published figures hang together, for who computes with them: sums, ratios and what each figure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tableplan
from data.cells import TOTAAL
from data.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Indicator
from data.relaties import vormrelaties
from data.stromen import Stroom, counted, stromen
from data.tableplan import Atoom, Inhoud, Niveau, Vorm, is_rest


def hierarchy(delen_van: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Which member is the sum of which others, which indicators are sums or ratios of others, what each counts.

    delen_van: code of a region (or the country) to those of the gebieden it is the sum of.
    """
    niveaus: tuple[Niveau, ...] = ("gemeente", "regio")
    return {
        "namen": "indicator|uitsplitsing|categorie, als in cijfers.csv; wat met rest begint staat daar niet in",
        "gebied": {geheel: list(delen) for geheel, delen in delen_van.items()},
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
        "sommen": {niveau: [_sum(totaal, delen) for totaal, delen in _sums(niveau)] for niveau in niveaus},
        "teleenheid": {
            "werkprocessen": "een som is precies de som van de delen",
            "jongeren": "een jongere kan onder meer delen vallen: grootste deel <= totaal <= som van de delen",
            "paar": "werkprocessen >= jongeren, en beide 0 of beide minstens 1",
        },
        "stroom": {niveau: [_flow(stroom) for stroom in stromen(niveau)] for niveau in niveaus},
        "stroom_uitleg": "In werkprocessen: behandeld = lopend van vorig schooljaar + gestart = geeindigd + lopend. "
        "Wat eerder begon, telt mee in geeindigd, lopend en behandeld. Hoeveel er voor het eerste schooljaar van een "
        "gemeente liep, is onbekend: daar is behandeld minstens gestart. Lopend is de stand op 31 juli, of op de "
        "peildatum als die eerder is.",
        "verhoudingen": {i.key: _ratio(i) for i in INDICATOREN.values() if i.herkomst == "verhouding"},
        "indicatoren": {i.key: _definition(i) for i in INDICATOREN.values()},
        "restcellen": {
            niveau: {_name(v): _content(i) for v, i in counted(niveau).items() if is_rest(v)} for niveau in niveaus
        },
    }


def _name(vorm: Vorm) -> str:
    return "|".join(vorm)


def _sums(niveau: Niveau) -> list[tuple[Vorm, tuple[Vorm, ...]]]:
    """Of werkprocessen and of jongeren; what holds for one holds, as "teleenheid" says it, for the other."""
    return sorted({*vormrelaties(niveau, WERKPROCESSEN), *vormrelaties(niveau, JONGEREN)})


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
