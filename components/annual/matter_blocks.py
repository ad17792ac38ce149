"""What the charts of a chapter become in the report: sentences, a picture, the table under it, and what must be known.

Of a chart that cannot be made there is the reason, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from components.annual.model import Alinea, Blok, Opsomming, Tabelvak, Verslagrij
from components.annual.numbering import Numbering, key_of
from components.explanation.missing_list import missing_line
from components.frame.plain_text import plain_text
from components.pieces.comparison_chart import comparison_piece
from components.pieces.parts_piece import parts_piece
from components.pieces.piece import Stuk
from components.pieces.window_piece import window_piece
from components.pieces.years_piece import years_piece
from components.words.figure_text import figure_text
from components.words.nouns import words_for
from components.words.parts_words import part_label
from components.words.told_where import period_name
from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import INDICATOREN, Indicator
from data.views.comparison import Vergelijking
from data.views.missing import Ontbreekt
from data.views.report_matter import Gemaakt, Jarenlijn, Stof, Vensterlijst

MetNoten = Callable[[Stuk], Stuk]
"""Adds what must be said of example figures beside those of a report."""
ONTBREEKT = "Wat hier niet staat, en waarom:"


def blocks_of(
    stoffen: Sequence[Stof], gebied: Gebied, jaar: str, nummers: Numbering, met_noten: MetNoten
) -> list[Blok]:
    """All blocks of a chapter, and last what is missing in it."""
    blokken: list[Blok] = []
    for stof in stoffen:
        if not isinstance(stof, Ontbreekt):
            blokken += _of_one(stof, gebied, jaar, nummers, met_noten)
    ontbreekt = [stof for stof in stoffen if isinstance(stof, Ontbreekt)]
    if ontbreekt:
        regels = dict.fromkeys(plain_text(missing_line(wat, gebied)) for wat in ontbreekt)
        blokken.append(Opsomming(tuple(regels), ONTBREEKT))
    return blokken


def _of_one(stof: Gemaakt, gebied: Gebied, jaar: str, nummers: Numbering, met_noten: MetNoten) -> Iterator[Blok]:
    if isinstance(stof, Jarenlijn):
        verloop = stof.verloop
        stuk = met_noten(years_piece(verloop, gebied, jaar, stof.elders))
        yield from _piece(stuk, _key(verloop.indicator, "jaren"), nummers)
        koppen = ("Schooljaar", _unit(verloop.indicator, verloop.teleenheid))
        rijen = [figure_line(c.sleutel.schooljaar, (c,), eigen=c.sleutel.schooljaar == jaar) for c in verloop.cijfers]
        sleutel = _key(verloop.indicator, "jaren")
    elif isinstance(stof, Vensterlijst):
        ind = INDICATOREN[stof.cijfers[0].sleutel.indicator]
        stuk = met_noten(window_piece(stof.cijfers, gebied, jaar, stof.volgt_na))
        yield from _piece(stuk, _key(ind, "drie-jaren"), nummers)
        koppen = ("Schooljaren", _unit(ind, stof.cijfers[0].sleutel.teleenheid))
        rijen = [figure_line(period_name(c.sleutel.schooljaar), (c,)) for c in stof.cijfers]
        sleutel = _key(ind, "drie-jaren")
    else:
        stuk = met_noten(parts_piece(stof, gebied))
        sleutel = _key(stof.indicator, stof.uitsplitsing, stof.binnen)
        yield from _piece(stuk, sleutel, nummers)
        koppen = ("Groep", _unit(stof.indicator, stof.delen[0].sleutel.teleenheid))
        rijen = [figure_line(part_label(stof, deel), (deel,)) for deel in stof.delen]
        if stof.totaal.bron:
            rijen.append(figure_line("Totaal", (stof.totaal,), eigen=True))
    yield nummers.table(sleutel, stuk.titel, koppen, rijen, voorbeeld=stuk.voorbeeld)
    yield from _small_print(stuk)


def comparison_blocks(
    naast: Vergelijking, gebied: Gebied, regio: Gebied, nummers: Numbering, met_noten: MetNoten
) -> Iterator[Blok]:
    """The gemeenten of the region beside each other: what may be concluded, the ranking, and its table."""
    stuk = met_noten(comparison_piece(naast, gebied, regio))
    sleutel = _key(naast.indicator, "naast")
    yield from _piece(stuk, sleutel, nummers)
    if stuk.tabel:
        rijen = []
        for rij, van in zip(stuk.tabel.rijen, naast.opgesteld, strict=True):
            eerste, *rest = (plain_text([cel.inhoud]) for cel in rij.cellen)
            # a range that a report leaves open is worked out: it is no figure of the publication
            cel = van.cijfer.sleutel if eerste == figure_text(van.cijfer) else None
            vakken = (Tabelvak(eerste, cel, zonder=cel is not None and not van.cijfer.is_bekend), *map(Tabelvak, rest))
            rijen.append(Verslagrij(van.gebied.naam, vakken, rij.eigen))
        yield nummers.table(sleutel, stuk.titel, stuk.tabel.koppen, rijen, voorbeeld=stuk.voorbeeld)
    yield from _small_print(stuk)


def _piece(stuk: Stuk, sleutel: str, nummers: Numbering) -> Iterator[Blok]:
    """The heading, what is said of it, and the picture where there is one."""
    yield Alinea(stuk.titel, "kop")
    yield from (Alinea(zin) for zin in stuk.zinnen if zin)
    if stuk.teken:
        yield nummers.figure(sleutel, stuk.titel, " ".join(stuk.zinnen), stuk.teken, voorbeeld=stuk.voorbeeld)


def _small_print(stuk: Stuk) -> Iterator[Blok]:
    noten = [*stuk.noten, stuk.heet]
    yield from (Alinea(noot, "noot") for noot in noten if noot)
    if stuk.bron:
        yield Alinea(stuk.bron, "bron")


def figure_line(hoofd: str, cijfers: Sequence[Cijfer], *, eigen: bool = False) -> Verslagrij:
    """Make a row of figures; one that is hidden or unknown says so."""
    vakken = (Tabelvak(figure_text(c), c.sleutel, zonder=not c.is_bekend) for c in cijfers)
    return Verslagrij(hoofd, tuple(vakken), eigen)


def _key(ind: Indicator, *delen: str) -> str:
    return key_of(ind.key, *delen)


def _unit(ind: Indicator, teleenheid: str) -> str:
    return "Percentage" if ind.is_percentage else f"Aantal {words_for(ind, teleenheid).meervoud}"
