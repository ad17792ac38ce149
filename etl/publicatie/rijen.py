"""Reference data and reports as rows of the public database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from data.cells.cells import CelSleutel
from data.publication.figures import Bron as FigureBron
from data.publication.landelijk import LandelijkCijfer
from data.referentie.gebieden import LAND, Gebieden, gebieden
from data.reports.published_figures import Publicatiecijfer, Verslagbron
from etl.tafelkeuze import Keuze

# Sources that are no report: what a region delivered itself, the example, and nothing at all.
_EIGEN = (
    (
        "levering",
        "Eigen registratie (jeugdvolgsysteem)",
        "de regio zelf",
        "levering",
        "Geteld uit de export van werkprocessen.",
    ),
    (
        "voorbeeld",
        "Voorbeeldgegevens",
        "Leerrecht in Beeld",
        "voorbeeld",
        "Verzonnen gegevens om te laten zien hoe de pagina's werken. Deze cijfers gaan niet over echte jongeren.",
    ),
    ("geen", "Geen bron", "", "geen", "Over dit cijfer is niets aangeleverd."),
)


def gebied_rows(gebieden: Gebieden) -> list[dict[str, Any]]:
    """Every gemeente of today, every region, and the country."""
    gemeenten = [
        _gebied(g.code, g.naam, g.slug, "gemeente", g.regio, g.tegel.rij, g.tegel.kolom) for g in gebieden.gemeenten
    ]
    regios = [_gebied(r.code, r.naam, r.slug, "land" if r.code == LAND else "regio") for r in gebieden.alle_regios]
    return gemeenten + regios


def _gebied(
    code: str,
    naam: str,
    slug: str,
    soort: str,
    regio: str | None = None,
    rij: int | None = None,
    kolom: int | None = None,
) -> dict[str, Any]:
    return {
        "code": code,
        "naam": naam,
        "slug": slug,
        "soort": soort,
        "regio": regio,
        "tegel_rij": rij,
        "tegel_kolom": kolom,
    }


def bron_rows(bronnen: Iterable[Verslagbron]) -> list[dict[str, Any]]:
    """Every source a figure can have."""
    verslagen = [
        {
            "sleutel": b.sleutel,
            "titel": b.titel,
            "uitgever": b.uitgever,
            "jaar": b.jaar,
            "soort": "verslag",
            "toelichting": b.toelichting,
        }
        for b in bronnen
    ]
    eigen = [
        {"sleutel": sleutel, "titel": titel, "uitgever": uitgever, "jaar": None, "soort": soort, "toelichting": uitleg}
        for sleutel, titel, uitgever, soort, uitleg in _EIGEN
    ]
    return verslagen + eigen


def national_bron_rows(bronnen: Iterable[FigureBron]) -> list[dict[str, Any]]:
    """The national sources that a figure of this publication is from."""
    return [asdict(bron) for bron in bronnen]


def national_rows(cijfers: Iterable[LandelijkCijfer]) -> list[dict[str, Any]]:
    """Every figure of a national source, as that source printed it."""
    return [{**asdict(cijfer), "bron": cijfer.bron.sleutel} for cijfer in cijfers]


def tafel_rows(keuze: Keuze) -> list[dict[str, Any]]:
    """In which step each region, and the country, tells each table."""
    return [
        {"regio": regio, **tafel._asdict(), "stap": stap}
        for regio, stappen in sorted(keuze.items())
        for tafel, stap in stappen.items()
    ]


def verslag_rows(cijfers: Iterable[Publicatiecijfer]) -> list[dict[str, Any]]:
    """What the reports tell of a schooljaar: every measurement, and of a gemeente its schools and staff.

    An uncertain figure is kept without its value. Norms, goals and what holds for a region or the country are left out.
    """
    return [_verslag_row(c) for c in cijfers if c.schooljaar and (c.soort == "meting" or _is_local_fact(c))]


def _is_local_fact(cijfer: Publicatiecijfer) -> bool:
    return cijfer.soort == "feit" and gebieden().gemeente(cijfer.gebied) is not None


def _verslag_row(c: Publicatiecijfer) -> dict[str, Any]:
    cel = c.sleutel._asdict() if c.sleutel else dict.fromkeys(CelSleutel._fields)
    return {
        "nummer": c.nummer,
        "bron": c.bron,
        "sectie": c.sectie,
        "gebied": c.gebied,
        "schooljaar": c.schooljaar,
        "titel": c.indicator_bron,
        "onderdeel": c.uitsplitsing_bron,
        "waarde": c.waarde if c.toonbaar else None,
        "eenheid": c.eenheid,
        "status": c.status if c.zekerheid != "onzeker" else "onzeker",
        "zekerheid": c.zekerheid,
        "toelichting": c.toelichting,
        **{naam: cel[naam] for naam in ("indicator", "teleenheid", "uitsplitsing", "categorie")},
        "voorkeur": c.voorkeur,
        "decimalen": c.decimalen,
    }
