"""What the jaarverslag of one gebied and schooljaar is made of: figures of the publication, and why others are missing.

Values only; words and pictures come later. Nothing is counted here that a page does not show as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.cells.cells import TOTAAL
from data.publication.figures import Bron, Cijfer, Gebied, Publicatie
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.referentie.definities import Definitie, Telwijzen, definities, telwijzen
from data.referentie.trendbreuken import Trendbreuk, place_and_around, register
from data.views.coarser import coarser
from data.views.comparison import Vergelijking, compare, kind_beside, kind_for_members
from data.views.development import Verloop, follow
from data.views.missing import Ontbreekt, why_missing
from data.views.parts import Onderverdeling, Vraag, split
from data.views.report_blocks import Verslag, reports
from data.views.report_chapters import HOOFDSTUKKEN, VERGELEKEN, Verslagdeel
from data.views.themes import Grafiekplan
from data.views.tiles import Tegel, tile_of, tiles_of, tiles_of_reports
from data.views.wider_areas import elsewhere


@dataclass(frozen=True, slots=True)
class Jarenlijn:
    """An indicator over the years. elders: the same figure of wider areas."""

    verloop: Verloop
    elders: Sequence[tuple[Gebied, Cijfer]]


@dataclass(frozen=True, slots=True)
class Vensterlijst:
    """An indicator that is told per three schooljaren. volgt_na: the schooljaar after which the next can be told."""

    cijfers: tuple[Cijfer, ...]
    volgt_na: str


Gemaakt = Jarenlijn | Vensterlijst | Onderverdeling
Stof = Gemaakt | Ontbreekt
"""What one declared chart of a chapter turned out to be."""


@dataclass(frozen=True, slots=True)
class Hoofdstukstof:
    """A chapter with its figures: the tiles it opens with, what its charts are made of, and comparisons."""

    deel: Verslagdeel
    tegels: tuple[Tegel, ...]
    stoffen: tuple[Stof, ...]
    vergelijkingen: tuple[Vergelijking, ...] = ()


@dataclass(frozen=True, slots=True)
class Gemeentestof:
    """What the report of a region tells of one of its gemeenten."""

    gebied: Gebied
    tegels: tuple[Tegel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslagstof:
    """All of a report. kern: the figures of its first page; gemeenten: those of a region, each with its own chapter."""

    gebied: Gebied
    regio: Gebied
    jaar: str
    publicatie: Publicatie
    kern: tuple[Tegel, ...]
    hoofdstukken: tuple[Hoofdstukstof, ...]
    gemeenten: tuple[Gemeentestof, ...]
    verslagen: tuple[Verslag, ...]
    breuken: tuple[Trendbreuk, ...]
    telwijzen: tuple[Telwijzen, ...]
    definities: tuple[Definitie, ...]
    bronnen: tuple[Bron, ...]
    namen: dict[str, str]


def gather(beeld: Beeld, gebied: Gebied, jaar: str) -> Verslagstof:
    """Take all figures of the report of a gemeente or region out of the publication."""
    regio = beeld.regio_van(gebied)
    hoofdstukken = tuple(_chapter(beeld, deel, gebied, jaar) for deel in HOOFDSTUKKEN)
    leden = beeld.gemeenten(gebied.code) if gebied == regio else ()
    rond = {gebied.code, *place_and_around(gebied.code), *(lid.code for lid in leden)}
    stof = Verslagstof(
        gebied=gebied,
        regio=regio,
        jaar=jaar,
        publicatie=beeld.publicatie,
        kern=first_figures(beeld, gebied, jaar),
        hoofdstukken=hoofdstukken,
        gemeenten=tuple(Gemeentestof(lid, first_figures(beeld, lid, jaar)) for lid in leden),
        verslagen=reports(beeld.verslagcijfers(gebied.code, jaar)),
        breuken=tuple(breuk for breuk in register() if breuk.gebied in rond),
        telwijzen=telwijzen(),
        definities=tuple(d for d in definities() if d.gebied in rond),
        bronnen=(),
        namen={code: plek.naam for code, plek in beeld.gebieden.items()},
    )
    gebruikt = {cijfer.bron for cijfer in figures_of(stof)} | {verslag.bron for verslag in stof.verslagen}
    bronnen = tuple(bron for bron in beeld.bronnen() if bron in gebruikt)
    return replace(stof, bronnen=bronnen)


def first_figures(beeld: Beeld, gebied: Gebied, jaar: str) -> tuple[Tegel, ...]:
    """Give the five tiles of every page; real ones of a report stand before what only the example knows."""
    kern = tiles_of(beeld, gebied.code, jaar)
    meer = tuple(t for t in tiles_of_reports(beeld, gebied.code, jaar) if t.indicator in VERGELEKEN)
    alle = (*kern, *(t for t in meer if t.indicator not in {k.indicator for k in kern}))
    return tuple(sorted(alle, key=lambda tegel: tegel.is_voorbeeld))


def _chapter(beeld: Beeld, deel: Verslagdeel, gebied: Gebied, jaar: str) -> Hoofdstukstof:
    return Hoofdstukstof(
        deel,
        tuple(tile_of(beeld, ind, gebied.code, jaar) for ind in deel.opening),
        tuple(_matter(beeld, plan, gebied, jaar) for plan in deel.grafieken),
        tuple(_comparisons(beeld, gebied, jaar)) if deel.vast == "vergelijking" else (),
    )


def _matter(beeld: Beeld, plan: Grafiekplan, gebied: Gebied, jaar: str) -> Stof:
    if plan.vorm == "jaren":
        return _years(beeld, plan, gebied, jaar)
    vraag = Vraag(plan.indicator, gebied.code, plan.uitsplitsing, plan.binnen)
    return split(beeld, vraag, jaar) or why_missing(beeld, plan, gebied, jaar, SOORTEN_BRON)


def _years(beeld: Beeld, plan: Grafiekplan, gebied: Gebied, jaar: str) -> Stof:
    """The line of an indicator; where this schooljaar is only told within three, those."""
    ind, plek = plan.indicator, gebied.code
    verloop = follow(beeld, ind, plek, jaar, beeld.soort_voor(ind, plek, jaar))
    vensters = beeld.vensters(ind, plek)
    grover = coarser(beeld, ind, TOTAAL, plek, jaar) if vensters else None
    is_told = any(c.is_bekend for c in verloop.cijfers if c.sleutel.schooljaar == jaar)
    in_plaats = grover and not is_told and any(c.is_bekend for c in vensters)
    if vensters and (in_plaats or not verloop.cijfers):
        return Vensterlijst(vensters, grover.volgt_na if grover else "")
    if not verloop.cijfers:
        return why_missing(beeld, plan, gebied, jaar, SOORTEN_BRON)
    return Jarenlijn(verloop, elsewhere(beeld, verloop, plek, jaar))


def _comparisons(beeld: Beeld, gebied: Gebied, jaar: str) -> Iterator[Vergelijking]:
    """The gemeenten of the region beside each other, of each subject of which any has a figure."""
    regio = beeld.regio_van(gebied)
    for ind in VERGELEKEN:
        if gebied == regio:
            soort = kind_for_members(beeld, ind, regio.code, jaar)
        else:
            soort = kind_beside(beeld, ind, gebied.code, jaar)
        naast = compare(beeld, ind, gebied, jaar, soort)
        if any(rij.telling.getoond.is_bekend or rij.waarde is not None for rij in naast.rijen):
            yield naast


def figures_of(stof: Verslagstof) -> Iterator[Cijfer]:
    """Give every figure that the report shows, hidden ones too, in no order."""
    for hoofdstuk in stof.hoofdstukken:
        for tegel in hoofdstuk.tegels:
            yield from _of_tile(tegel)
        for deel in hoofdstuk.stoffen:
            yield from _of_matter(deel)
        for vergelijking in hoofdstuk.vergelijkingen:
            yield from (rij.telling.getoond for rij in vergelijking.rijen)
    for gemeente in stof.gemeenten:
        for tegel in gemeente.tegels:
            yield from _of_tile(tegel)
    for tegel in stof.kern:
        yield from _of_tile(tegel)


def _of_tile(tegel: Tegel) -> Iterator[Cijfer]:
    yield from (c for c in (tegel.shown, tegel.cijfer, tegel.regio, tegel.noemer, tegel.zaken) if c is not None)


def _of_matter(stof: Stof) -> Iterator[Cijfer]:
    if isinstance(stof, Jarenlijn):
        yield from stof.verloop.cijfers
    elif isinstance(stof, Vensterlijst):
        yield from stof.cijfers
    elif isinstance(stof, Onderverdeling):
        yield from (*stof.delen, stof.totaal)
