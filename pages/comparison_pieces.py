"""What /vergelijken shows for a question: the same piece for the page and for its downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from components.pieces.multiples import multiples_piece
from components.pieces.piece import Stuk
from components.pieces.side_by_side import funnel_piece, ranking_piece, table_piece
from components.pieces.two_years import two_years_piece
from components.words.conclusions import describe_comparable
from components.words.nouns import join_names
from components.words.side_by_side_words import counts_otherwise
from data.cells.cells import TOTAAL
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.statistics.comparable import Vergelijkgroep
from data.views.list_order import arrange
from data.views.side_by_side import Naast, comparable_to, compare_places, differs_by_region, follow_places
from data.views.two_years import Tweejaren, breakdowns, compare_with_earlier, earlier
from pages.comparison_query import Vraag, members, soort_of
from pages.example_notes import with_notes

ZONDER_GEMEENTE = "Kies eerst een gemeente. Dan kunnen we laten zien met wie u haar kunt vergelijken."
KIES = "Kies hieronder met welke gemeenten u vergelijkt."
GROOTTE_ONBEKEND = (
    "Van deze gemeente is niet bekend hoeveel jongeren van 5 tot 18 jaar er wonen. Daarom kunnen we niet zeggen welke "
    "gemeenten even groot zijn. U ziet nu alleen deze gemeente."
)


@dataclass(frozen=True, slots=True)
class Groep:
    """Who is compared: the gemeenten, the region when it is all of it, and in a sentence who they are and why."""

    gemeenten: tuple[Gebied, ...]
    regio: Gebied | None
    zin: str


def group_of(beeld: Beeld, vraag: Vraag, soort: str) -> Groep:
    """The gemeenten a question compares."""
    if vraag.met == "regio":
        return Groep(members(beeld, vraag), vraag.regio, "")
    if vraag.gemeente is None:
        return Groep(members(beeld, vraag), vraag.regio, ZONDER_GEMEENTE)
    if vraag.met == "keuze":
        return _own_choice(vraag, vraag.gemeente, soort)
    groep = comparable_to(beeld, vraag.sleutel, soort)
    if groep is None:
        return Groep((vraag.gemeente,), None, GROOTTE_ONBEKEND)
    grootte = _same_size(beeld, vraag.gemeente, groep)
    if not differs_by_region(vraag.indicator, soort):
        return grootte
    return replace(grootte, zin=f"{grootte.zin} {counts_otherwise(soort)}")


def _own_choice(vraag: Vraag, eigen: Gebied, soort: str) -> Groep:
    """Those chosen, without the ones that count differently; a sentence says which those are."""
    weg = [g for g in vraag.kies if g.regio != eigen.regio] if differs_by_region(vraag.indicator, soort) else []
    over = tuple(g for g in vraag.kies if g not in weg)
    namen = join_names([g.naam for g in weg])
    zin = f"{counts_otherwise(soort)} {namen} {'staat' if len(weg) == 1 else 'staan'} er dus niet bij." if weg else ""
    return Groep((eigen, *over), None, zin if over else f"{zin} {KIES}".strip())


def _same_size(beeld: Beeld, eigen: Gebied, groep: Vergelijkgroep) -> Groep:
    anderen = tuple(beeld.gebieden[code] for code in groep.gemeenten)
    return Groep((eigen, *anderen), None, describe_comparable(eigen.naam, groep.klasse, [g.naam for g in anderen]))


def compared(beeld: Beeld, vraag: Vraag) -> tuple[Naast, Groep]:
    """The comparison of a question with others, and who they are."""
    soort = soort_of(beeld, vraag)
    groep = group_of(beeld, vraag, soort)
    regio = groep.regio.code if groep.regio else ""
    naast = compare_places(beeld, vraag.sleutel, soort, groep.gemeenten, vraag.maat, regio)
    return arrange(beeld, naast, vraag.volgorde or "waarde"), groep


def with_earlier(beeld: Beeld, vraag: Vraag, gemeente: Gebied) -> Tweejaren:
    """The comparison with oneself; without a breakdown asked for, the first that there is."""
    soort, sleutel = soort_of(beeld, vraag), vraag.sleutel._replace(uitsplitsing=TOTAAL, categorie=TOTAAL)
    bekend = breakdowns(beeld, vraag.indicator, gemeente.code, vraag.schooljaar, soort, vraag.eenheid)
    uitsplitsing = vraag.deel.partition(":")[0] or next(iter(bekend), TOTAAL)
    sleutel = sleutel._replace(uitsplitsing=uitsplitsing)
    return compare_with_earlier(beeld, sleutel, earlier(vraag.schooljaar, vraag.terug), soort)


def piece_of(beeld: Beeld, vraag: Vraag, links: Mapping[str, str] | None = None) -> Stuk:
    """The piece that answers a question. links: the page of each gemeente, by code."""
    if vraag.met == "eerder" and vraag.gemeente:
        return with_notes(beeld, two_years_piece(with_earlier(beeld, vraag, vraag.gemeente)))
    naast, groep = compared(beeld, vraag)
    urls = links or {}
    if vraag.beeld == "veelvoud":
        veelvoud = follow_places(beeld, naast.sleutel, naast.soort, groep.gemeenten, naast.maat)
        return with_notes(beeld, multiples_piece(veelvoud, naast, urls))
    make = {"rangorde": ranking_piece, "trechter": funnel_piece, "tabel": table_piece}[vraag.beeld]
    return with_notes(beeld, make(naast, groep.regio, urls))
