"""How the published figures hang together, for who computes with them: sums, ratios and what each figure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tableplan
from data.cells import TOTAAL
from data.indicators import INDICATOREN, Indicator
from data.tableplan import Atoom, Inhoud, Niveau, Vorm


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
        "sommen": {
            niveau: [_sum(totaal, delen) for totaal, delen in tableplan.vormrelaties(niveau)] for niveau in niveaus
        },
        "teleenheid": {
            "werkprocessen": "een som is precies de som van de delen",
            "jongeren": "een jongere kan onder meer delen vallen: grootste deel <= totaal <= som van de delen",
            "paar": "werkprocessen >= jongeren, en beide 0 of beide minstens 1",
        },
        "voorraad": _stock(),
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


def _stock() -> dict[str, Any]:
    """The sum over schooljaren: what runs now is what ran before, with what began and without what ended."""
    lopend, gestart = (_name(Vorm(key)) for key in ("vrijstellingen_lopend", "vrijstelling_aanvragen"))
    return {
        "teleenheid": "werkprocessen",
        "totaal": {"naam": lopend, "schooljaar": "dit"},
        "delen": [
            {"factor": 1, "naam": lopend, "schooljaar": "vorig"},
            {"factor": 1, "naam": gestart, "schooljaar": "dit"},
            {"factor": -1, "naam": "rest|eind|vrijstelling", "schooljaar": "dit"},
        ],
        "uitleg": "Wat er voor het eerste schooljaar al liep, is niet gepubliceerd. Lopend is de stand op 31 juli, of "
        "op de peildatum als die eerder is.",
    }


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
