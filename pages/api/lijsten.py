"""The lists of the API beside the figures: as the pages know them, each as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data.opendata.keuze import allowed
from data.opendata.wijzigingen import SOORTEN, before, changes
from data.publication import archief
from data.publication.figures import Bron, Gebied
from data.publication.landelijk import national_row
from data.publication.readmodel import Beeld, beeld
from data.referentie import schooljaar
from data.referentie.gebieden import LAND
from data.referentie.trendbreuken import register
from data.registry.indicator_types import Indicator
from data.registry.indicators import INDICATOREN

Waarden = dict[str, Any]


def publication(publicatie_id: str) -> Waarden:
    """Tell of one publication; its id says when it was made."""
    live = beeld().publicatie
    nieuwste = publicatie_id == live.publicatie_id
    moment = (
        datetime.strptime(publicatie_id[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        if publicatie_id[:8].isdigit()
        else None
    )
    return {
        "publicatie": publicatie_id,
        "gepubliceerd_op": f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None,
        "nieuwste": nieuwste,
        "bestanden": f"/download/publicaties/{publicatie_id}/datapackage.json",
        "wijzigingen": f"/api/v1/publicaties/{publicatie_id}/wijzigingen",
    }


def publications() -> Waarden:
    """List the publications that are kept."""
    return {"publicaties": [publication(naam) for naam in archief.kept()]}


def changes_of(live: Beeld) -> Waarden:
    """Tell what a publication shows otherwise than the one before it."""
    vorige = before(live)
    geteld = changes(live, archief.read(vorige) if vorige else None)
    return {
        "publicatie": live.publicatie.publicatie_id,
        "vergeleken_met": vorige or None,
        "wijzigingen": [
            {"gebied": gebied, "schooljaar": jaar, **{soort: aantallen[soort] for soort in SOORTEN}}
            for (gebied, jaar), aantallen in geteld.items()
        ],
    }


def indicator(ind: Indicator) -> Waarden:
    """Tell of one indicator what the pages explain."""
    return {
        "indicator": ind.key,
        "titel": ind.titel,
        "betekenis": ind.betekenis,
        "definitie": ind.definitie,
        "thema": ind.thema,
        "herkomst": ind.herkomst,
        "eenheid": ind.eenheid[1],
        "teleenheden": list(ind.teleenheden),
        "uitsplitsingen": list(dict.fromkeys((*ind.uitsplitsingen, *ind.regio_uitsplitsingen))),
        "teller": ind.teller,
        "noemer": ind.noemer,
        "richting": ind.richting,
        "leeswijzer": ind.leeswijzer or None,
    }


def indicators() -> Waarden:
    """List all indicators."""
    return {"indicatoren": [indicator(ind) for ind in INDICATOREN.values()]}


def place(live: Beeld, gebied: Gebied) -> Waarden:
    """Tell of one gebied."""
    if gebied.soort == "gemeente":
        pagina: str | None = f"/gemeente/{gebied.slug}"
    elif gebied.code == LAND or not live.gemeenten(gebied.code):
        pagina = "/" if gebied.code == LAND else None
    else:
        pagina = f"/?regio={gebied.slug}"
    return {
        "gebied": gebied.code,
        "naam": gebied.naam,
        "slug": gebied.slug,
        "soort": gebied.soort,
        "regio": gebied.regio,
        "schooljaren": list(live.schooljaren(gebied.code)),
        "pagina": pagina,
    }


def places(live: Beeld) -> Waarden:
    """List all gebieden by code."""
    return {"gebieden": [place(live, live.gebieden[code]) for code in sorted(live.gebieden)]}


def periods(live: Beeld) -> Waarden:
    """List the schooljaren, and those that are told three together."""
    return {"schooljaren": [_period(periode) for periode in allowed(live)["schooljaar"]]}


def _period(periode: str) -> Waarden:
    eerste, laatste = int(periode[:4]), int(periode[5:])
    return {
        "schooljaar": periode,
        "soort": "venster" if schooljaar.is_venster(periode) else "schooljaar",
        "eerste_dag": date(eerste, 8, 1).isoformat(),
        "laatste_dag": date(laatste, 7, 31).isoformat(),
    }


def source(bron: Bron) -> Waarden:
    """Tell of one source."""
    return {
        "sleutel": bron.sleutel,
        "titel": bron.titel,
        "uitgever": bron.uitgever,
        "soort": bron.soort,
        "jaar": bron.jaar,
        "toelichting": bron.toelichting or None,
    }


def sources(live: Beeld) -> Waarden:
    """List all sources."""
    return {"bronnen": [source(bron) for bron in live.bronnen()]}


def breaks() -> Waarden:
    """List from when figures are counted otherwise."""
    return {
        "trendbreuken": [
            {
                "sleutel": breuk.sleutel,
                "gebied": breuk.gebied,
                "vanaf_schooljaar": breuk.vanaf_schooljaar,
                "indicatoren": sorted(breuk.indicatoren),
                "titel": breuk.titel,
                "uitleg": breuk.uitleg,
                "bron": breuk.bron,
            }
            for breuk in register()
        ]
    }


def national(live: Beeld) -> Waarden:
    """List the figures of national sources, as each printed them."""
    rijen = ((cijfer, national_row(cijfer)) for cijfer in live.landelijk.cijfers)
    return {
        "landelijke_cijfers": [
            {
                "indicator": c.indicator,
                "gebied": c.gebied if c.has_code else "",
                "naam": c.naam,
                "periode": c.periode,
                "waarde": c.waarde,
                "bron": c.bron.titel,
                "voorlopig": c.voorlopig,
                "peildatum": c.peildatum.isoformat(),
                "titel": rij["titel"],
                "eenheid": rij["eenheid"],
            }
            for c, rij in rijen
        ]
    }
