"""What a tile shows: one figure with last year, the region and the years, all from the same kind of source.

Whether a difference may be chance is asked of the same functions as /vergelijken asks, so that a tile and that page
never say different things of one figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.cells.cells import TOTAAL
from data.publication.figures import Cijfer, Deel, Gebied
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.referentie.trendbreuken import Trendbreuk, trendbreuken, vergelijkbaar
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Indicator, tegels
from data.statistics.funnel import Plek
from data.views.bounds import at_least
from data.views.coarser import Grover, coarser, nearest_window
from data.views.counts import ComparableCount, count, range_in_report
from data.views.maatstaf import Maatstaf
from data.views.made_equal import made_equal_to
from data.views.side_by_side import Naast, compare_places
from data.views.two_years import Jarenpaar, compare_with_earlier


@dataclass(frozen=True, slots=True)
class Tegel:
    """All a tile shows: this figure, last year's of the same source, the region's of the same source, and the years.

    noemer, vorig_noemer, regio_noemer: the jongeren these counts stand against, of the same source; `onbekend` when not
    known. bereik: the range a report's rounded percentage leaves open, where it prints no count. zaken: the cases of
    these jongeren. oordeel: of the change since last year; plek: against `maatstaf`; None when that cannot be tested.
    op_zaken: either was tested on cases, because the source does not tell how many jongeren there were; bij_jongeren:
    cases were asked for, and their jongeren are what is tested. gemengde_jaren, gemengde_plek: the example of one year,
    or of one gemeente, repeats a published figure and another does not, so that it is not tested. naast: the gemeenten
    of the region beside each other, None on the tile of a region. breuk: why last year
    may not be compared with this one; breuken: where the years are cut. minstens: what a hidden percentage is at least,
    by what is shown elsewhere. gelijk_aan: whose published figure this example repeats. in_verslag: the count that a
    percentage of ours turns on, as a report prints it for this schooljaar. grover: how the subject is told when there
    is no figure of this schooljaar; venster: its figure over three schooljaren together, those with this one or else
    the last.
    """

    indicator: Indicator
    cijfer: Cijfer
    vorig: Cijfer | None
    regio: Cijfer | None
    reeks: tuple[Cijfer, ...]
    noemer: Cijfer
    vorig_noemer: Cijfer | None = None
    regio_noemer: Cijfer | None = None
    deel: Deel | None = None
    oordeel: Plek | None = None
    plek: Plek | None = None
    maatstaf: Maatstaf | None = None
    bereik: ComparableCount | None = None
    zaken: Cijfer | None = None
    op_zaken: bool = False
    bij_jongeren: bool = False
    gemengde_jaren: bool = False
    gemengde_plek: bool = False
    naast: Naast | None = None
    breuk: Trendbreuk | None = None
    breuken: tuple[Trendbreuk, ...] = ()
    minstens: float | None = None
    gelijk_aan: Indicator | None = None
    in_verslag: Cijfer | None = None
    grover: Grover | None = None
    venster: Cijfer | None = None

    @property
    def shown(self) -> Cijfer:
        """The figure that stands on the tile: that over three schooljaren where there is none of this one."""
        return self.venster or self.cijfer

    @property
    def is_voorbeeld(self) -> bool:
        """Whether the figure that stands on the tile is invented."""
        return self.shown.is_voorbeeld


def tile_of(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, liefst: str = "", bron: str = "") -> Tegel:
    """One tile. liefst: the teleenheid, where the source counts in it. bron: no other kind of source than this."""
    gekozen = beeld.keuze_van_soort(ind, gebied, jaar, bron, liefst) if bron else beeld.keuze(ind, gebied, jaar, liefst)
    bereik = range_in_report(beeld, gekozen, liefst, bron)
    nu = bereik.cijfer if bereik else gekozen
    jaren, vorige = beeld.schooljaren(gebied), schooljaar.vorige(jaar)
    regio = beeld.regio_van(beeld.gebieden[gebied]).code
    toen = beeld.uit_bron(nu.sleutel._replace(schooljaar=vorige), nu) if vorige in jaren else None
    van_regio = beeld.uit_bron(nu.sleutel._replace(gebied=regio), nu) if regio != gebied else None
    paar = _two_years(beeld, nu, vorige) if toen and nu.is_bekend and toen.is_bekend else None
    soort = "verslag" if bereik else nu.soort
    grover = None if nu.is_bekend or bereik else coarser(beeld, ind, TOTAAL, gebied, jaar)
    naast = compare_places(beeld, nu.sleutel, soort, beeld.gemeenten(regio), None, regio) if van_regio else None
    plaats = naast.eigen if naast and (nu.is_bekend or bereik) else None
    noemer = naast.noemer if naast else ""
    return Tegel(
        indicator=ind,
        cijfer=nu,
        vorig=toen,
        regio=van_regio,
        reeks=beeld.reeks(nu, jaren),
        noemer=_stands_against(beeld, nu, noemer),
        vorig_noemer=_stands_against(beeld, toen, noemer) if toen else None,
        regio_noemer=_stands_against(beeld, van_regio, noemer) if van_regio else None,
        deel=beeld.deel(nu),
        oordeel=paar.oordeel if paar else None,
        plek=plaats.plek if plaats else None,
        maatstaf=plaats.maatstaf if plaats else None,
        bereik=bereik,
        zaken=_cases(beeld, nu),
        op_zaken=nu.sleutel.teleenheid != JONGEREN and bool((paar and paar.oordeel) or (plaats and plaats.plek)),
        bij_jongeren=bool((paar and paar.op_jongeren and paar.kans is None) or (naast and naast.op_jongeren)),
        gemengde_jaren=bool(paar and paar.gemengd),
        gemengde_plek=bool(naast and naast.gemengd and nu.is_bekend),
        naast=naast,
        breuk=vergelijkbaar(ind.key, gebied, vorige, jaar),
        breuken=trendbreuken(ind.key, gebied),
        minstens=at_least(beeld, nu),
        gelijk_aan=made_equal_to(beeld, nu),
        in_verslag=printed_in_report(beeld, nu),
        grover=grover,
        venster=_window_in_place_of(beeld, nu, grover, bron),
    )


def _window_in_place_of(beeld: Beeld, nu: Cijfer, grover: Grover | None, bron: str) -> Cijfer | None:
    """The figure over three schooljaren; None where that is hidden as well as the one of this schooljaar."""
    if grover is None:
        return None
    venster = nearest_window(beeld, grover.indicator, grover.gebied, grover.jaar, bron)
    return None if venster and nu.bron and not venster.is_bekend else venster


def printed_in_report(beeld: Beeld, cijfer: Cijfer) -> Cijfer | None:
    """The count of jongeren that a computed percentage turns on, where a report prints it; None elsewhere."""
    teller = INDICATOREN[cijfer.sleutel.indicator].teller
    if not teller or not cijfer.bron or cijfer.is_verslag:
        return None
    gedrukt = beeld.verslag(cijfer.sleutel._replace(indicator=teller))
    return gedrukt if gedrukt.is_bekend and gedrukt.zekerheid != "afgeleid" else None


def _two_years(beeld: Beeld, nu: Cijfer, vorige: str) -> Jarenpaar:
    return compare_with_earlier(beeld, nu.sleutel, vorige, nu.soort).paren[0]


def _stands_against(beeld: Beeld, cijfer: Cijfer, noemer: str) -> Cijfer:
    """The jongeren a count stands against: those it is compared with others by, where the source gives them."""
    if INDICATOREN[cijfer.sleutel.indicator].is_percentage or not noemer:
        return beeld.noemer(cijfer)
    return count(beeld, cijfer.sleutel, cijfer.soort, noemer).noemer


def _cases(beeld: Beeld, nu: Cijfer) -> Cijfer | None:
    """The werkprocessen behind a count of jongeren, from the same source; None where they are not shown."""
    ind = INDICATOREN[nu.sleutel.indicator]
    if not nu.is_bekend or nu.sleutel.teleenheid != JONGEREN or WERKPROCESSEN not in ind.teleenheden:
        return None
    zaken = beeld.uit_bron(nu.sleutel._replace(teleenheid=WERKPROCESSEN), nu)
    return zaken if zaken.is_bekend else None


def tiles_of(beeld: Beeld, gebied: str, jaar: str, liefst: str = "", bron: str = "") -> tuple[Tegel, ...]:
    """The tiles of a gemeente or region page in reading order, those of the example after the real ones."""
    tegels_ = (tile_of(beeld, ind, gebied, jaar, liefst, bron) for ind in tegels())
    return tuple(sorted(tegels_, key=lambda tegel: tegel.is_voorbeeld))


def told(tegel: Tegel) -> bool:
    """Whether any source tells anything of this tile, in this schooljaar or another."""
    return bool(tegel.bereik or tegel.grover) or any(c.bron for c in (tegel.cijfer, *tegel.reeks))


def silent(beeld: Beeld, regio: str, jaar: str) -> tuple[Gebied, ...]:
    """The gemeenten of a region of which no source tells anything on a tile in this schooljaar."""
    return tuple(g for g in beeld.gemeenten(regio) if not any(beeld.keuze(i, g.code, jaar).bron for i in tegels()))


def tiles_of_reports(beeld: Beeld, gebied: str, jaar: str, liefst: str = "") -> tuple[Tegel, ...]:
    """The other indicators whose total a report gives here: real figures, though not every region has them."""
    anders = (ind for ind in INDICATOREN.values() if ind.tegel is None)
    gekozen = (ind for ind in anders if (c := beeld.keuze(ind, gebied, jaar)).is_verslag and c.is_bekend)
    return tuple(tile_of(beeld, ind, gebied, jaar, liefst) for ind in gekozen)
