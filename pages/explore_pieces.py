"""What /verkennen shows for a question: the same pieces for the page, for its live pictures and for its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.pieces.explore_lines import lines_piece
from components.pieces.explore_pairs import pairs_piece
from components.pieces.multiples import multiples_piece
from components.pieces.piece import Stuk
from components.pieces.side_by_side import bar_piece, funnel_piece, ranking_piece
from components.words.explore_words import GEEN_BRON_SAMEN, absent, told_apart
from components.words.findings import finding
from components.words.labels import place_name
from components.words.nouns import join_names
from data.cells.cells import CelSleutel
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.counts import Maat
from data.views.explore import (
    Jaren,
    Tegenover,
    against,
    compared,
    counted_alike,
    rest_of_region,
    shared_source,
    told_by,
    years_of_places,
)
from data.views.side_by_side import Naast, is_told
from pages.example_notes import with_notes
from pages.explore_query import Onderwerp, Verkenning, gemeenten_of, members_of, regions_of, source_of
from pages.routes import Route

GEEN_AANTAL_NAAST = "een aantal van een heel gebied zegt niets naast dat van een gemeente."
ANDERE_BRON = "het cijfer komt uit een andere bron. Kies die bij ‘Bron’."
GEEN_CIJFER = "deze bron noemt er geen cijfer van."
GEEN_REST = (
    "De rest van de regio staat er niet bij: een van de cijfers daarvoor is afgeschermd of niet bekend, of hier worden "
    "zaken geteld."
)


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The answer to a question. naast: the comparison in the last schooljaar; jaren: the lines, where those are shown.

    zinnen: who is not in it, and why. regio: the region that is compared as a whole.
    """

    vraag: Verkenning
    naast: Naast
    regio: Gebied | None
    jaren: Jaren | None
    zinnen: tuple[str, ...]

    @property
    def vondst(self) -> str:
        """What the comparison comes to."""
        return finding(self.naast)


def answer(beeld: Beeld, vraag: Verkenning) -> Uitkomst:
    """All that is asked, worked out once."""
    soort = source_of(beeld, vraag)
    cel = vraag.onderwerp.cel(vraag.eenheid, "", vraag.tot)
    eigen, anders = counted_alike(cel, soort, gemeenten_of(vraag))
    zinnen = [told_apart([g.naam for g in anders], soort)] if anders else []
    zinnen += _told_elsewhere(beeld, vraag, soort, eigen)
    samen = len(eigen) > 1 and vraag.vorm != "trechter"
    regio = None if samen else regions_of(beeld, vraag)[0]
    wie = eigen if regio is None else beeld.gemeenten(regio.code)
    cel = cel._replace(gebied=eigen[0].code if eigen else "")
    naast = compared(beeld, cel, soort, wie, vraag.maat, regio.code if regio else "")
    jaren = None
    if vraag.vorm == "lijnen" or (vraag.vorm == "veelvoud" and eigen):
        gebieden = [g for g in vraag.plaatsen if g.soort != "gemeente"] if vraag.vorm == "lijnen" else []
        jaren, weg = _years(beeld, vraag, naast, [*eigen, *gebieden])
        zinnen += weg
    elif vraag.vorm == "veelvoud":
        jaren = years_of_places(beeld, cel, soort, wie, naast.maat, vraag.van, vraag.tot)
    return Uitkomst(vraag, naast, regio, jaren, tuple(zinnen))


def _told_elsewhere(beeld: Beeld, vraag: Verkenning, soort: str, eigen: Sequence[Gebied]) -> list[str]:
    """Who of those chosen is told by another kind of source only: two kinds are never put together."""
    cel = vraag.onderwerp.cel(vraag.eenheid, "", "")
    jaren = [(g, told_by(beeld, cel, [g])) for g in eigen]
    anders = [g.naam for g, per_jaar in jaren if per_jaar and not any(soort in s for s in per_jaar.values())]
    return [absent(anders, ANDERE_BRON)] if anders else []


def _years(beeld: Beeld, vraag: Verkenning, naast: Naast, plaatsen: Sequence[Gebied]) -> tuple[Jaren, list[str]]:
    """The lines of the places, without those that do not fit in one picture with the first, and who that are."""
    zinnen: list[str] = []
    cel, soort = naast.sleutel, naast.soort
    maat: Maat = vraag.maat or naast.maat
    genoemd = [g for g in plaatsen if g.soort == "gemeente" or _tells(beeld, cel, soort, g)]
    zinnen.append(absent([place_name(g) for g in plaatsen if g not in genoemd], GEEN_CIJFER))
    jaren = years_of_places(beeld, cel, soort, genoemd, maat, vraag.van, vraag.tot)
    gebieden = [g for g in genoemd if g.soort != "gemeente"]
    if jaren.maat == "aantal" and gebieden and len(genoemd) > len(gebieden):
        zinnen.append(absent([place_name(g) for g in gebieden], GEEN_AANTAL_NAAST))
        gemeenten = [g for g in genoemd if g not in gebieden]
        jaren = years_of_places(beeld, cel, soort, gemeenten, maat, vraag.van, vraag.tot)
    if vraag.rest:
        eerste = next((g for g in genoemd if g.soort == "gemeente"), None)
        rest = rest_of_region(beeld, cel, soort, eerste, jaren) if eerste else None
        zinnen += [] if rest else [GEEN_REST]
        jaren = replace(jaren, lijnen=(*jaren.lijnen, rest)) if rest else jaren
    return jaren, [zin for zin in zinnen if zin]


def _tells(beeld: Beeld, cel: CelSleutel, soort: str, gebied: Gebied) -> bool:
    return any(
        is_told(beeld, cel._replace(gebied=gebied.code, schooljaar=jaar), soort)
        for jaar in beeld.schooljaren(gebied.code)
    )


def main_piece(beeld: Beeld, uitkomst: Uitkomst) -> Stuk:
    """The picture that was chosen."""
    naast, links = uitkomst.naast, links_of(beeld)
    if uitkomst.vraag.vorm == "lijnen" and uitkomst.jaren:
        return with_notes(beeld, lines_piece(uitkomst.jaren, naast, uitkomst.regio, links))
    if uitkomst.vraag.vorm == "veelvoud" and uitkomst.jaren:
        return with_notes(beeld, multiples_piece(uitkomst.jaren.veelvoud, naast, links))
    make = {"rangorde": ranking_piece, "trechter": funnel_piece, "staven": bar_piece}[uitkomst.vraag.vorm]
    return with_notes(beeld, make(naast, uitkomst.regio, links))


def together(beeld: Beeld, vraag: Verkenning) -> Tegenover | str:
    """The two subjects against each other over all gemeenten of the regions chosen, or in Dutch why they are not."""
    if vraag.tegen is None:
        return ""
    leden = members_of(beeld, vraag)
    x = vraag.onderwerp.cel(vraag.eenheid, "", "")
    y = vraag.tegen.cel(_unit(beeld, vraag.tegen, vraag.eenheid, leden), "", "")
    jaren = set(told_by(beeld, x, leden)) & set(told_by(beeld, y, leden))
    for jaar in sorted((j for j in jaren if j <= vraag.tot), reverse=True):
        dit_jaar = (x._replace(schooljaar=jaar), y._replace(schooljaar=jaar))
        if soort := shared_source(beeld, *dit_jaar, leden):
            alike, _ = counted_alike(x, soort, (*gemeenten_of(vraag), *leden))
            alike, _ = counted_alike(y, soort, alike)
            return against(beeld, *dit_jaar, soort, [g for g in leden if g in alike])
    return GEEN_BRON_SAMEN


def _unit(beeld: Beeld, onderwerp: Onderwerp, liefst: str, leden: Sequence[Gebied]) -> str:
    """The unit of the second subject: that of the first where it is told so."""
    eenheden = onderwerp.indicator.eenheden(liefst)
    return next((e for e in eenheden if told_by(beeld, onderwerp.cel(e, "", ""), leden)), eenheden[0])


def together_piece(beeld: Beeld, vraag: Verkenning, tegenover: Tegenover) -> Stuk:
    """The picture of the two; the chosen gemeenten in colour."""
    eigen = {g.code for g in gemeenten_of(vraag)}
    return with_notes(beeld, pairs_piece(tegenover, eigen, links_of(beeld)))


def links_of(beeld: Beeld) -> dict[str, str]:
    """The page of each gemeente, by code."""
    return {g.code: Route("gemeente", g).url for g in beeld.gemeenten()}


def places_in_words(vraag: Verkenning) -> str:
    """Who is asked about: `Kampen, Zwolle en de rest van de regio`."""
    namen = [g.naam if g.soort == "gemeente" else place_name(g) for g in vraag.plaatsen]
    return join_names([*namen, *(["de rest van de regio"] if vraag.rest else [])])
