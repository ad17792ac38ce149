"""One figure over the schooljaren of a gemeente with its region, and of others put beside it, all in one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.cells.cells import CelSleutel
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.referentie.trendbreuken import Trendbreuk
from data.statistics.statistics import Interval
from data.views.counts import Maat
from data.views.made_equal import are_mixed
from data.views.side_by_side import Rij, follow_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarlijn:
    """The values of one gebied, a place per schooljaar; None where there is none to show.

    sneden: the places before which its line is cut, because it began to count otherwise there. intervallen: the 95%
    interval of each value, None where chance plays no part or where cases are counted.
    """

    gebied: Gebied
    waarden: tuple[float | None, ...]
    intervallen: tuple[Interval | None, ...]
    sneden: tuple[int, ...]
    eigen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarlijnen:
    """Lines over the same schooljaren, the own one first.

    breuken: where the own years may not be compared. voorlopig: the places of the own values that may still change.
    """

    maat: Maat
    decimalen: int
    jaren: tuple[str, ...]
    lijnen: tuple[Jaarlijn, ...]
    breuken: tuple[Trendbreuk, ...]
    voorlopig: frozenset[int] = frozenset()

    @property
    def eigen(self) -> Jaarlijn:
        """The one the reader came for."""
        return self.lijnen[0]

    @property
    def sneden(self) -> tuple[int, ...]:
        """The places before which the own line is cut."""
        return self.eigen.sneden

    @property
    def vergelijkbaar(self) -> tuple[int, ...]:
        """The places of the own values of whole years since the last cut."""
        sinds = max(self.sneden, default=0)
        heel = (i for i, w in enumerate(self.eigen.waarden) if w is not None and i not in self.voorlopig)
        return tuple(i for i in heel if i >= sinds)


def years_beside(
    beeld: Beeld,
    sleutel: CelSleutel,
    soort: str,
    gebied: Gebied,
    anderen: Sequence[Gebied] = (),
    maat: Maat = "per_1000",
) -> Jaarlijnen | None:
    """The years of `gebied`, of its region where that fits in the same measure, and of `anderen`; None without any.

    Counts of places of different size are not put in one picture: then only the own line is there. maat: the measure,
    where it can be had.
    """
    regio = beeld.regio_van(gebied)
    rond = [gebied, *anderen, *([regio] if regio != gebied else [])]
    samen = follow_places(beeld, sleutel, soort, rond, maat)
    if samen.maat == "aantal" and len(rond) > 1:
        samen = follow_places(beeld, sleutel, soort, [gebied], maat)
    lijnen = tuple(_line(beeld, rij, samen.maat, samen.jaren, eigen=rij.gebied == gebied) for rij in samen.rijen)
    met = [i for i in range(len(samen.jaren)) if any(lijn.waarden[i] is not None for lijn in lijnen)]
    if not met or not any(w is not None for w in lijnen[0].waarden):
        return None
    van, tot = met[0], met[-1] + 1
    return Jaarlijnen(
        maat=samen.maat,
        decimalen=samen.decimalen,
        jaren=samen.jaren[van:tot],
        lijnen=tuple(
            Jaarlijn(
                gebied=lijn.gebied,
                waarden=lijn.waarden[van:tot],
                intervallen=lijn.intervallen[van:tot],
                sneden=tuple(i - van for i in lijn.sneden if van < i < tot),
                eigen=lijn.eigen,
            )
            for lijn in lijnen
            if lijn.eigen or any(w is not None for w in lijn.waarden)
        ),
        breuken=samen.rijen[0].breuken,
        voorlopig=frozenset(i - van for i, t in enumerate(samen.rijen[0].tellingen) if t.getoond.voorlopig),
    )


def cut_places(jaren: Sequence[str], breuken: Sequence[Trendbreuk]) -> tuple[int, ...]:
    """Find the places before which a line over these schooljaren is cut."""
    grenzen = {breuk.vanaf_schooljaar for breuk in breuken}
    return tuple(i for i in range(1, len(jaren)) if any(jaren[i - 1] < grens <= jaren[i] for grens in grenzen))


def _line(beeld: Beeld, rij: Rij, maat: Maat, jaren: Sequence[str], *, eigen: bool) -> Jaarlijn:
    gemengd = are_mixed(beeld, [telling.cijfer for telling in rij.tellingen])
    return Jaarlijn(
        gebied=rij.gebied,
        waarden=rij.waarden,
        intervallen=tuple(t.interval(maat) if t.personen and not gemengd else None for t in rij.tellingen),
        sneden=cut_places(jaren, rij.breuken),
        eigen=eigen,
    )
