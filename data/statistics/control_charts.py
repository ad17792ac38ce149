"""Control charts for months: XmR, and Laney's P' and U' where the denominator varies.

Limits and rules follow NHS England's Making Data Count as written down in the R package NHSRplotthedots (`ptd_spc`);
P' and U' follow qicharts2 (`qic.pp`, `qic.up`) and Laney (2002), Quality Engineering 14:531-537. The four rules, in the
order in which a point gets its one label: outside the limits; seven points that each rise, or each fall; two of three
in the outer third on one side of the mean; seven points on one side of the mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

VOORLOPIG_ONDER = 12
_XMR_FACTOR = 2.66
_D2 = 1.128  # mean moving range of two over sigma; qicharts2 rounds it so
_MAX_RANGE = 3.267  # moving ranges above this times their mean are left out (Nelson 1982)
_REEKS = 7
_ZOMER = (7, 8)


class Signaal(StrEnum):
    """Why a point is no chance. The text is for the team; a sentence is made of it in components."""

    BOVEN_GRENS = "boven de bovengrens"
    ONDER_GRENS = "onder de ondergrens"
    STIJGENDE_REEKS = "7 punten op rij hoger"
    DALENDE_REEKS = "7 punten op rij lager"
    TWEE_VAN_DRIE_HOOG = "2 van 3 punten dicht bij de bovengrens"
    TWEE_VAN_DRIE_LAAG = "2 van 3 punten dicht bij de ondergrens"
    ZEVEN_BOVEN = "7 punten op rij boven het gemiddelde"
    ZEVEN_ONDER = "7 punten op rij onder het gemiddelde"


@dataclass(frozen=True, slots=True)
class Punt:
    """One month on the chart.

    midden, laag, hoog: mean and limits of its phase; the limits are None when the phase has fewer than 2 points.
    voorlopig: the phase has fewer than 12 points, so its limits will still move. meegeteld: False for a month that is
    shown but takes no part in mean, limits or rules (summer).
    """

    waarde: float
    midden: float
    laag: float | None
    hoog: float | None
    signaal: Signaal | None
    fase: int
    voorlopig: bool
    meegeteld: bool = True


@dataclass(frozen=True, slots=True)
class _Band:
    """Mean and distance to the limit for each point of one phase; where limits are cut off when shown."""

    midden: float
    afstand: Sequence[float | None]
    bodem: float = -math.inf
    plafond: float = math.inf


_MakeBand = Callable[[Sequence[int], Sequence[int]], _Band]


def xmr(
    waarden: Sequence[float],
    *,
    rebase: Collection[int] = (),
    overslaan: Collection[int] = (),
    screen_outliers: bool = True,
    fix_after: int | None = None,
) -> tuple[Punt, ...]:
    """XmR chart: mean plus and minus 2,66 times the mean moving range.

    rebase: index (from 0) of the first point of each new phase; only for a registered cause. overslaan: indices shown
    but not counted. screen_outliers: leave moving ranges above 3,267 times their mean out of it, as NHSRplotthedots
    does by default and the Excel tool of Making Data Count does not. fix_after: base each phase on its first points.
    """
    _check(waarden)

    def band(alle: Sequence[int], basis: Sequence[int]) -> _Band:
        basis = basis[:fix_after]
        sprong = _mean_range([waarden[i] for i in basis], screen_outliers)
        # all equal: then the mean is that value, and not a rounding error beside it
        midden = waarden[basis[0]] if sprong == 0 else _mean([waarden[i] for i in basis])
        return _Band(midden, [None if sprong is None else _XMR_FACTOR * sprong] * len(alle))

    return _chart(waarden, rebase, overslaan, band)


def laney_p(
    tellers: Sequence[float],
    noemers: Sequence[float],
    *,
    rebase: Collection[int] = (),
    overslaan: Collection[int] = (),
    screen_outliers: bool = True,
) -> tuple[Punt, ...]:
    """Laney's P' chart of shares (0-1), for denominators that vary or are large. Limits are cut off at 0 and 1."""
    return _laney(tellers, noemers, rebase, overslaan, screen_outliers, 1.0)


def laney_u(
    aantallen: Sequence[float],
    noemers: Sequence[float],
    *,
    rebase: Collection[int] = (),
    overslaan: Collection[int] = (),
    screen_outliers: bool = True,
) -> tuple[Punt, ...]:
    """Laney's U' chart of rates per unit of the denominator. The lower limit is cut off at 0."""
    return _laney(aantallen, noemers, rebase, overslaan, screen_outliers, math.inf)


def summer_months(maanden: Sequence[date]) -> frozenset[int]:
    """Indices of July and August: schools are closed, so a low month there says nothing. For `overslaan`."""
    return frozenset(i for i, maand in enumerate(maanden) if maand.month in _ZOMER)


def _laney(
    tellers: Sequence[float],
    noemers: Sequence[float],
    rebase: Collection[int],
    overslaan: Collection[int],
    screen_outliers: bool,
    plafond: float,
) -> tuple[Punt, ...]:
    _check(tellers)
    if len(tellers) != len(noemers) or not all(math.isfinite(n) and n > 0 for n in noemers):
        raise ValueError("Elk punt heeft een noemer nodig die groter is dan nul.")

    def band(alle: Sequence[int], basis: Sequence[int]) -> _Band:
        midden = math.fsum(tellers[i] for i in basis) / math.fsum(noemers[i] for i in basis)
        variantie = midden * (1 - midden) if plafond == 1 else midden
        sd = {i: math.sqrt(variantie / noemers[i]) for i in alle}
        z = [(tellers[i] / noemers[i] - midden) / sd[i] if sd[i] else 0.0 for i in basis]
        sprong = _mean_range(z, screen_outliers)
        afstand = [None if sprong is None else 3 * sd[i] * sprong / _D2 for i in alle]
        return _Band(midden, afstand, 0.0, plafond)

    return _chart([t / n for t, n in zip(tellers, noemers, strict=True)], rebase, overslaan, band)


def _chart(
    waarden: Sequence[float], rebase: Collection[int], overslaan: Collection[int], make_band: _MakeBand
) -> tuple[Punt, ...]:
    grenzen = sorted({0, len(waarden), *(i for i in rebase if 0 < i < len(waarden))})
    return tuple(
        punt
        for fase, (van, tot) in enumerate(pairwise(grenzen))
        for punt in _phase(waarden, range(van, tot), set(overslaan), fase, make_band)
    )


def _phase(
    waarden: Sequence[float], alle: range, overslaan: Collection[int], fase: int, make_band: _MakeBand
) -> list[Punt]:
    geteld = [i for i in alle if i not in overslaan]
    # a phase of nothing but summer: there is no other ground to draw its mean on
    band = make_band(alle, geteld or alle)
    afstand = dict(zip(alle, band.afstand, strict=True))
    labels = _signals([waarden[i] - band.midden for i in geteld], [afstand[i] for i in geteld])
    signalen = dict(zip(geteld, labels, strict=True))

    def punt(i: int) -> Punt:
        d = afstand[i]
        return Punt(
            waarde=waarden[i],
            midden=band.midden,
            laag=None if d is None else max(band.bodem, band.midden - d),
            hoog=None if d is None else min(band.plafond, band.midden + d),
            signaal=signalen.get(i),
            fase=fase,
            voorlopig=len(geteld) < VOORLOPIG_ONDER,
            meegeteld=i in signalen,
        )

    return [punt(i) for i in alle]


def _signals(afwijking: Sequence[float], afstand: Sequence[float | None]) -> list[Signaal | None]:
    """One label per point, by the first rule that holds (`ptd_special_cause_type`)."""
    kant = [_sign(a) for a in afwijking]
    buiten = [d is not None and abs(a) > d for a, d in zip(afwijking, afstand, strict=True)]
    dichtbij = [
        d is not None and not b and abs(a) > d * 2 / 3 for a, d, b in zip(afwijking, afstand, buiten, strict=True)
    ]
    reeks = _monotone(afwijking)
    drietal = _two_of_three(dichtbij, kant)
    zijde = _covered([abs(sum(kant[i : i + _REEKS])) == _REEKS for i in range(len(kant) - _REEKS + 1)], len(kant))
    regels = (
        (buiten, kant, Signaal.BOVEN_GRENS, Signaal.ONDER_GRENS),
        ([bool(r) for r in reeks], reeks, Signaal.STIJGENDE_REEKS, Signaal.DALENDE_REEKS),
        (drietal, kant, Signaal.TWEE_VAN_DRIE_HOOG, Signaal.TWEE_VAN_DRIE_LAAG),
        (zijde, kant, Signaal.ZEVEN_BOVEN, Signaal.ZEVEN_ONDER),
    )
    return [
        next((hoog if richting[i] > 0 else laag for geldt, richting, hoog, laag in regels if geldt[i]), None)
        for i in range(len(afwijking))
    ]


def _monotone(waarden: Sequence[float]) -> list[int]:
    """+1 or -1 for points in a run of seven that each rise or each fall; where two runs meet, the one to the right."""
    stap = [_sign(b - a) for a, b in pairwise(waarden)]
    vol = [abs(sum(stap[i : i + _REEKS - 1])) == _REEKS - 1 for i in range(len(waarden) - _REEKS + 1)]
    deel = [*_covered(vol, len(waarden)), False]
    return [
        0 if not deel[i] else 1 if (stap[i] if deel[i + 1] else stap[i - 1]) > 0 else -1 for i in range(len(waarden))
    ]


def _covered(begin: Sequence[bool], lengte: int) -> list[bool]:
    """Which points lie in a window of seven that starts at a True."""
    return [any(begin[max(0, i - _REEKS + 1) : i + 1]) for i in range(lengte)]


def _two_of_three(dichtbij: Sequence[bool], kant: Sequence[int]) -> list[bool]:
    """Points in the outer third that have a second one within three points, all three on the same side of the mean."""
    drietallen = [
        sum(dichtbij[i : i + 3]) >= 2 and abs(sum(kant[i : i + 3])) == 3 for i in range(max(0, len(kant) - 2))
    ]
    return [d and any(drietallen[max(0, i - 2) : i + 1]) for i, d in enumerate(dichtbij)]


def _mean_range(waarden: Sequence[float], screen_outliers: bool) -> float | None:
    """Mean moving range; None for fewer than two points.

    Screening that would leave no variation at all (a row of zeros with one case in it) is not applied: it would put
    every other point outside limits of width zero.
    """
    sprongen = [abs(b - a) for a, b in pairwise(waarden)]
    if not sprongen:
        return None
    gemiddeld = _mean(sprongen)
    if not screen_outliers:
        return gemiddeld
    binnen = [s for s in sprongen if s < _MAX_RANGE * gemiddeld]
    return (_mean(binnen) if binnen else 0.0) or gemiddeld


def _mean(waarden: Sequence[float]) -> float:
    return math.fsum(waarden) / len(waarden)


def _sign(waarde: float) -> int:
    return (waarde > 0) - (waarde < 0)


def _check(waarden: Sequence[float]) -> None:
    if not all(math.isfinite(waarde) for waarde in waarden):
        raise ValueError("Een regelkaart heeft voor elk punt een getal nodig; er ontbreekt een waarde.")
