"""Whether counts per month differ from the same months of earlier years: four tests, one chance per series and month.

Judged are the last month, the sums of the last two and three, and a CUSUM of single months over a year, each against a
model (`data.statistics.expectation`) of the months that end three before: so what is judged never makes its own
yardstick. A series in which 30% more for three months would be missed as often as seen is small; of it three and twelve
months together are judged instead of two and three. Shorter than two schooljaren since the last break: no judgement.

False alarms: each test has a share of `KANS` (Bonferroni with weights: Genovese, Roeder and Wasserman 2006, Biometrika
93:509-524). Tests and months overlap, so how many series without any change have a signal in a year of twelve looks is
simulated: tests/bench/signals.py. Of many series at once `discoveries` holds the share of false ones down (Benjamini
and Hochberg 1995).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.statistics.expectation import Getallen, deviation, fit, limit

# Chance of a false alarm that a look may have: the sum over a year of twelve looks is 5%.
KANS = 0.05 / 12
# Of many series at once: in at most one in ten of the months in which nothing changed is any signal told. With 25
# series or more this is stricter than KANS.
VALSE_ONTDEKKINGEN = 0.10
# Half the chance to see this rise within three months is needed to say that there is nothing to see.
STIJGING = 0.30
# The rise that is seen half of the time follows from an estimated dispersion. It must lie this far below STIJGING, or a
# quarter of the looks at 74 a month would reassure although a third of such rises is seen (simulated).
MERKBAAR = 0.85 * STIJGING
# Months between a break and the month that is judged before anything is said; and months since a break, the judged ones
# among them, before twelve together can be.
MINSTENS, MINSTENS_JAAR = 24, 36
# The model ends this many months before the month that is judged.
AFSTAND = 3
JAAR = 12
# Below this expectation a sum is not judged by itself (Farrington and others 1996 ask for five reports as well).
_MINSTE_VERWACHT = 5.0
# Slack of the CUSUM: it looks for rises of one standard deviation.
_SPELING = 0.5
# A walk that steps over a level lands so far above it on average (Siegmund 1985, Sequential Analysis, chapter X).
_OVERSCHOT = 0.583
# Shares of KANS: the last month, the shorter and the longer sum, the CUSUM. A rise has more than a fall: a fall is no
# child without school, and most often a delivery that is not whole.
_OMHOOG, _OMLAAG = (0.04, 0.06, 0.70, 0.08), (0.01, 0.02, 0.06, 0.03)
# A series younger than MINSTENS_JAAR may have this many times KANS: its trend is hardly known, which makes its limits
# so wide that it used no half of KANS (simulated).
_JONG = 1.6
_NORMAAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Venster:
    """The sum of the last `maanden`. laag, hoog: outside these it is a signal. kans: of this test alone, weighed."""

    maanden: int
    gezien: int
    verwacht: float
    laag: float
    hoog: float
    kans: float
    omhoog: bool

    @property
    def merkbaar(self) -> float:
        """The rise (0,3 for 30%) that would be seen half of the time."""
        return self.hoog / self.verwacht - 1 if self.verwacht else math.inf


@dataclass(frozen=True, slots=True)
class Maandband:
    """What was expected of one month, and the limits outside which that month by itself is a signal."""

    verwacht: float
    laag: float
    hoog: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beoordeling:
    """What may be said of the last month of a series.

    kans: how rare this is if nothing changed, after the weighing of the tests; a signal when at most KANS. vensters:
    the sums, shortest first. sluipend: whether it is the CUSUM that is rarest; sinds_maanden: how long that has been
    rising or falling. banden: the last twelve months, None where too little lies before.
    """

    kans: float
    omhoog: bool
    vensters: tuple[Venster, ...]
    sluipend: bool
    sinds_maanden: int
    klein: bool
    banden: tuple[Maandband | None, ...]
    spreiding: float

    @property
    def signaal(self) -> bool:
        """Whether this is more than chance."""
        return self.kans <= KANS

    @property
    def sterkste(self) -> Venster:
        """The sum that is rarest."""
        return min(self.vensters, key=lambda venster: venster.kans)

    @property
    def kwartaal(self) -> Venster:
        """The sum of three months."""
        return next(venster for venster in self.vensters if venster.maanden == AFSTAND)

    @property
    def te_weinig(self) -> bool:
        """Whether a rise of 30% in three months may be missed as often as seen: then nothing is no good news."""
        return self.kwartaal.merkbaar > MERKBAAR


def judge(reeksen: Sequence[Sequence[int]], sinds: Sequence[int], eerste_maand: int) -> list[Beoordeling | None]:
    """Judge the last month of each series; None of one that is shorter than two schooljaren since its last break.

    reeksen: n series of the same months. sinds: the index at which each begins after its last break. eerste_maand: of
    the year (1-12), of the first index.
    """
    if not reeksen or len(reeksen[0]) <= MINSTENS:
        return [None] * len(reeksen)
    laatste = len(reeksen[0]) - 1
    (kijk,) = look(np.array(reeksen, dtype=np.float64), sinds, eerste_maand, [laatste])
    return [kijk.of(i) if laatste - begin >= MINSTENS else None for i, begin in enumerate(sinds)]


def discoveries(kansen: Collection[float], aandeel: float = VALSE_ONTDEKKINGEN) -> float:
    """The largest chance that still counts among so many, by Benjamini and Hochberg (1995); 0 when none does.

    J R Stat Soc B 57:289-300. It holds for series that rise and fall together too (Benjamini and Yekutieli 2001).
    """
    rij = sorted(kansen)
    return max((kans for i, kans in enumerate(rij, 1) if kans <= aandeel * i / len(rij)), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kijk:
    """One month of n series judged; three windows (short, longer, longest), two sides (up, down).

    lengtes, gezien, verwacht, laag, hoog: (3, n). kansen: (2, 4, n), of the windows and the CUSUM, weighed. duur: for
    how many months the CUSUM has been above zero, (2, n). banden: expected, low and high of each month, (3, m, n);
    gekend: whether enough lay before it, (m, n).
    """

    lengtes: NDArray[np.int64]
    gezien: Getallen
    verwacht: Getallen
    laag: Getallen
    hoog: Getallen
    kansen: Getallen
    duur: NDArray[np.int64]
    klein: NDArray[np.bool_]
    banden: Getallen
    gekend: NDArray[np.bool_]
    spreiding: Getallen

    @property
    def kans(self) -> Getallen:
        """The chance of each series."""
        return np.minimum(1.0, self.kansen.min(axis=(0, 1)))

    def of(self, i: int) -> Beoordeling:
        """Everything about one series."""
        kansen = self.kansen[:, :, i]
        kant, toets = np.unravel_index(int(kansen.argmin()), kansen.shape)
        vensters = tuple(
            Venster(
                maanden=int(self.lengtes[v, i]),
                gezien=round(float(self.gezien[v, i])),
                verwacht=float(self.verwacht[v, i]),
                laag=float(self.laag[v, i]),
                hoog=float(self.hoog[v, i]),
                kans=float(kansen[:, v].min()),
                omhoog=bool(kansen[0, v] <= kansen[1, v]),
            )
            for v in range(3)
        )
        banden = zip(self.banden[:, :, i].T, self.gekend[:, i], strict=True)
        return Beoordeling(
            kans=float(self.kans[i]),
            omhoog=bool(kant == 0),
            vensters=vensters,
            sluipend=bool(toets == 3),
            sinds_maanden=int(self.duur[kant, i]),
            klein=bool(self.klein[i]),
            banden=tuple(Maandband(*map(float, band)) if gekend else None for band, gekend in banden),
            spreiding=float(self.spreiding[i]),
        )


@dataclass(frozen=True, slots=True)
class _Sommen:
    """Sums with what was expected of them; each (..., n)."""

    gezien: Getallen
    verwacht: Getallen
    variantie: Getallen
    spreiding: Getallen
    vrij: Getallen

    def at(self, waar: Any) -> _Sommen:
        """Some of them."""
        return _Sommen(*(getattr(self, veld)[waar] for veld in self.__slots__))

    def where(self, welke: NDArray[np.bool_], anders: _Sommen) -> _Sommen:
        """These where `welke` holds, and the others where it does not."""
        return _Sommen(*(np.where(welke, getattr(self, veld), getattr(anders, veld)) for veld in self.__slots__))

    def deviations(self) -> Getallen:
        """Standard normal deviates; 0 where too little is expected to judge."""
        z = deviation(self.gezien, self.verwacht, self.variantie, self.spreiding, self.vrij)
        return np.where(self.verwacht >= _MINSTE_VERWACHT, z, 0.0)

    def limits(self, omlaag: float, omhoog: float, jong: NDArray[np.bool_]) -> tuple[Getallen, Getallen]:
        """Below and above what these are signals, by the shares of the two sides. jong: which series are young."""
        wat = (self.verwacht, self.variantie, self.spreiding, self.vrij)

        def side(teken: int, deel: float) -> Getallen:
            wijd, nauw = (limit(teken * -_NORMAAL.inv_cdf(KANS * deel * keer), *wat) for keer in (1.0, _JONG))
            return np.where(jong, nauw, wijd)

        return side(-1, omlaag), side(1, omhoog)


def look(tabel: Getallen, sinds: Sequence[int], eerste_maand: int, maanden: Sequence[int]) -> list[Kijk]:
    """Judge n series (n, t) at each of these months (indices), as if what came later were not known yet.

    A series that began less than MINSTENS before a month is judged there on nothing: its chance is 1.
    """
    begin = np.array(sinds)
    groep = [(eerste_maand - 1 + i) % JAAR for i in range(tabel.shape[1])]
    eerste = max(0, min(maanden) - JAAR + 1)
    welke = range(eerste, max(maanden) + 1)
    per_maand = _sums(tabel, begin, groep, welke, AFSTAND, (1, 2, 3))
    gekend = np.array([maand - begin >= MINSTENS for maand in welke])
    uit = []
    for maand in maanden:
        deel = slice(max(0, maand - JAAR + 1) - eerste, maand - eerste + 1)
        jaar = _sums(tabel, begin, groep, [maand], JAAR, (JAAR,)).at((0, 0))
        uit.append(
            _judge_month(per_maand.at((slice(None), deel)), gekend[deel], jaar, maand + 1 - begin >= MINSTENS_JAAR)
        )
    return uit


def _sums(
    tabel: Getallen,
    begin: NDArray[np.int64],
    groep: Sequence[int],
    maanden: Sequence[int],
    afstand: int,
    lengtes: Sequence[int],
) -> _Sommen:
    """Sums of the last so many months at each month, (lengths, months, n), by a model that ends `afstand` before."""
    n, t = tabel.shape
    plek = np.arange(t)
    mee = np.array([(plek >= begin[:, None]) & (plek <= maand - afstand) for maand in maanden], dtype=np.float64)
    model = fit(np.tile(tabel, (len(maanden), 1)), mee.reshape(-1, t), groep)
    rijen = [slice(m * n, (m + 1) * n) for m in range(len(maanden))]
    delen = []
    for lengte in lengtes:
        for maand, rij in zip(maanden, rijen, strict=True):
            stuk = range(max(0, maand - lengte + 1), maand + 1)
            delen.append((tabel[:, stuk].sum(axis=1), *model.part(rij).expect(stuk)))
    vorm = (len(lengtes), len(maanden), n)
    gezien, verwacht, variantie = (np.array(deel).reshape(vorm) for deel in zip(*delen, strict=True))
    per_maand = (1, len(maanden), n)
    return _Sommen(
        gezien,
        verwacht,
        variantie,
        np.broadcast_to(model.spreiding.reshape(per_maand), vorm),
        np.broadcast_to(model.vrij.reshape(per_maand), vorm),
    )


def _judge_month(maanden: _Sommen, gekend: NDArray[np.bool_], jaar: _Sommen, jaar_kan: NDArray[np.bool_]) -> Kijk:
    """Judge the last of these months: `maanden` (3, m, n) are the sums of one, two and three at each."""
    een, twee, drie = (maanden.at((lengte, -1)) for lengte in range(3))
    jong = ~jaar_kan
    klein = drie.limits(_OMLAAG[2], _OMHOOG[2], jong)[1] > (1 + STIJGING) * drie.verwacht
    samen = klein & jaar_kan
    vensters = (een, drie.where(samen, twee), jaar.where(samen, drie))
    grenzen = [
        venster.limits(laag, hoog, jong) for venster, laag, hoog in zip(vensters, _OMLAAG, _OMHOOG, strict=False)
    ]
    z = maanden.at(0).deviations() * gekend
    som, duur = _cusum(z, gekend & (maanden.verwacht[0] >= _MINSTE_VERWACHT))
    kansen = np.empty((2, 4, len(klein)))
    for kant, teken, delen in ((0, 1, _OMHOOG), (1, -1, _OMLAAG)):
        for v, venster in enumerate(vensters):
            kansen[kant, v] = _tail(teken * venster.deviations()) / delen[v]
        kansen[kant, 3] = np.exp(-2 * _SPELING * (som[kant] + _OVERSCHOT)) / delen[3]
    kansen[:, :, jong] /= _JONG
    kansen[:, :, ~gekend[-1]] = 1.0
    een_maand = maanden.at(0)
    return Kijk(
        lengtes=np.array([np.ones_like(samen, dtype=np.int64), np.where(samen, 3, 2), np.where(samen, JAAR, 3)]),
        gezien=np.array([venster.gezien for venster in vensters]),
        verwacht=np.array([venster.verwacht for venster in vensters]),
        laag=np.array([laag for laag, _ in grenzen]),
        hoog=np.array([hoog for _, hoog in grenzen]),
        kansen=kansen,
        duur=duur,
        klein=klein,
        banden=np.array([een_maand.verwacht, *een_maand.limits(_OMLAAG[0], _OMHOOG[0], jong)]),
        gekend=gekend,
        spreiding=een.spreiding,
    )


def _cusum(z: Getallen, telt: NDArray[np.bool_]) -> tuple[Getallen, NDArray[np.int64]]:
    """Rising and falling CUSUM at the last month, and for how many months each has been above zero; (2, n)."""
    som, duur = np.zeros((2, z.shape[1])), np.zeros((2, z.shape[1]), dtype=np.int64)
    for maand, mee in zip(z, telt, strict=True):
        stap = np.array([maand, -maand]) - _SPELING
        som = np.where(mee, np.maximum(0.0, som + stap), som)
        duur = np.where(som > 0, duur + 1, 0)
    return som, duur


def _tail(z: Getallen) -> Getallen:
    """Chance of a standard normal deviate above z, also far out, where 1 minus the chance below it is 0."""
    kansen: Getallen = np.array([math.erfc(waarde / math.sqrt(2)) / 2 for waarde in z])
    return kansen
