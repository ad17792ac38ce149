"""How fine each table is told: the choice of a step per region and table, from what would be hidden at each.

A table of which too much would be hidden is told coarser: `too_much` of its cells, all schooljaren of the region (its
gemeenten, or itself) together. First a guess from unsafe counts alone (`first_guess`); then publishing hides cells,
looks, and makes coarser what still hides too much (`coarsen`), until nothing changes. Steps only go down a ladder, so
that ends, and a step that was published before is never followed by a finer one: that would tell by subtraction what
was taken away. The country tells a table as coarsely as the coarsest of its regions.

Pure functions: no database, no order of cells matters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol, TypeVar

from data.cells.cells import TOTAAL, CelSleutel, Telling
from data.cells.tableplan import Niveau, Tafel, in_stap, tafel_van, tafels
from data.referentie.gebieden import LAND
from data.registry.indicator_types import JONGEREN, STAPPEN, WERKPROCESSEN, Stap
from data.registry.indicators import INDICATOREN
from etl.tellen import Tellingen

MEEST = Fraction(1, 3)
"""The largest share of its cells that a table of parts may hide; of totals, which readers come for, up to half."""
MEEST_NIET_NUL = Fraction(1, 2)
"""The largest share of its cells other than zero that a table may hide: many zeros do not make up for them."""
KLEIN = range(1, 5)
KLEINE_GROEP = 10
"""A category that is all of a total below this says something of everyone in it."""

Keuze = Mapping[str, Mapping[Tafel, Stap]]
"""Per region (and the country) the step of each table."""


@dataclass(slots=True)
class Verborgen:
    """How much of a table is hidden."""

    cellen: int = 0
    weg: int = 0
    niet_nul: int = 0
    niet_nul_weg: int = 0

    def too_much(self, tafel: Tafel) -> bool:
        """Whether readers are better served when this table is told coarser."""
        meest = MEEST_NIET_NUL if tafel.uitsplitsing == TOTAAL else MEEST
        return self.weg > meest * self.cellen or self.niet_nul_weg > MEEST_NIET_NUL * self.niet_nul


def told(tellingen: Tellingen, keuze: Keuze) -> Tellingen:
    """The same counts, with what the chosen steps tell as visible, and only of that what is unknown."""

    def is_told(cel: CelSleutel) -> bool:
        regio, tafel = _place(cel, tellingen.regio_van)
        return in_stap(cel, keuze.get(regio, {}).get(tafel, "jaar"))

    return replace(
        tellingen,
        cellen={
            cel: replace(t, zichtbaar=cel.indicator in INDICATOREN and is_told(cel))
            for cel, t in tellingen.cellen.items()
        },
        onbekend=frozenset(cel for cel in tellingen.onbekend if is_told(cel)),
    )


class TeFijn(Exception):
    """Something cannot be protected while tables are told this fine. cellen: where it went wrong."""

    def __init__(self, tekst: str, cellen: Collection[CelSleutel] = ()) -> None:
        """tekst: what is wrong, in Dutch, without a count."""
        super().__init__(tekst)
        self.cellen = cellen


class HeeftOnderdrukt(Protocol):
    """What hides cells says which."""

    @property
    def onderdrukt(self) -> Collection[CelSleutel]:
        """The hidden cells."""


B = TypeVar("B", bound=HeeftOnderdrukt)


def choose(
    tellingen: Tellingen,
    keuze: Keuze,
    hide: Callable[[Tellingen], B],
    *eerst: Callable[[Tellingen], HeeftOnderdrukt],
) -> tuple[Keuze, Tellingen, B]:
    """Hide, look and coarsen until no table hides too much; what was hidden last is what holds.

    keuze: the steps to begin with, as `first_guess` gives them. hide: chooses what of the visible cells to hide. Where
    it cannot (TeFijn), tables are told coarser too; raises what it raised when nothing is left to make coarser.
    eerst: what tells cheaply what would be hidden, about: tables are told coarser by these first, one after the other.
    """
    for expect in eerst:
        keuze, _, _ = choose(tellingen, keuze, expect)
    while True:
        verteld = told(tellingen, keuze)
        try:
            beschermd = hide(verteld)
        except TeFijn as fout:
            grover = coarser_around(tellingen, fout.cellen, keuze)
            if grover == keuze:
                raise
            keuze = grover
            continue
        grover = coarsen(verteld, beschermd.onderdrukt, keuze)
        if grover == keuze:
            return keuze, verteld, beschermd
        keuze = grover


def first_guess(tellingen: Tellingen, eerder: Keuze) -> Keuze:
    """The finest steps at which unsafe counts alone are not too many, none finer than `eerder`.

    eerder: the coarsest step of each table in any publication before.
    """
    regios = {regio for cel in tellingen.cellen for regio in [_place(cel, tellingen.regio_van)[0]]}
    begin = {
        regio: {tafel: _no_finer(treden, eerder.get(regio, {}).get(tafel)) for tafel, treden in tafels().items()}
        for regio in regios
    }
    return _fit(begin, _unsafe_shares(tellingen))


def coarsen(tellingen: Tellingen, onderdrukt: Collection[CelSleutel], keuze: Keuze) -> Keuze:
    """One step coarser for each table that hides too much in this choice; the same choice when there is none.

    In a region parts go first, and totals only when no part hides too much any more: a total is mostly hidden to
    protect small parts of it, and readers miss it more. tellingen: as `told` gives it for `keuze`. onderdrukt: what is
    hidden of it.
    """
    te_veel = {
        (regio, tafel)
        for (regio, tafel), verborgen in hidden_shares(tellingen, onderdrukt).items()
        if verborgen.too_much(tafel) and regio != LAND and keuze[regio][tafel] != tafels()[tafel][-1]
    }
    met_delen = {regio for regio, tafel in te_veel if tafel.uitsplitsing != TOTAAL}
    aan_de_beurt = {p for p in te_veel if p[1].uitsplitsing != TOTAAL or p[0] not in met_delen}
    if not aan_de_beurt:
        return keuze
    grover = {
        regio: {
            tafel: _coarser(tafels()[tafel], stap) if (regio, tafel) in aan_de_beurt else stap
            for tafel, stap in stappen.items()
        }
        for regio, stappen in keuze.items()
    }
    return _fit(grover, _unsafe_shares(tellingen))


def coarser_around(tellingen: Tellingen, cellen: Collection[CelSleutel], keuze: Keuze) -> Keuze:
    """One step coarser for the tables of these cells, else for all of their indicators, else of their regions."""
    plekken = [_place(cel, tellingen.regio_van) for cel in cellen]
    for velden in (Tafel._fields, ("indicator",), ()):
        raak = {(regio, *(getattr(tafel, v) for v in velden)) for regio, tafel in plekken}
        grover = {
            regio: {
                tafel: _coarser(tafels()[tafel], stap)
                if (regio, *(getattr(tafel, v) for v in velden)) in raak and regio != LAND
                else stap
                for tafel, stap in stappen.items()
            }
            for regio, stappen in keuze.items()
        }
        if grover != keuze:
            return _fit(grover, _unsafe_shares(tellingen))
    return keuze


def hidden_shares(tellingen: Tellingen, onderdrukt: Collection[CelSleutel]) -> dict[tuple[str, Tafel], Verborgen]:
    """Per region and table how much of what it tells is hidden."""
    delen: dict[tuple[str, Tafel], Verborgen] = {}
    for cel, telling in tellingen.cellen.items():
        plek = _place(cel, tellingen.regio_van)
        if telling.zichtbaar and plek[1] in tafels():
            _count(delen.setdefault(plek, Verborgen()), telling, weg=cel in onderdrukt)
    return delen


def coarsest(keuzes: Collection[tuple[str, Tafel, Stap]]) -> Keuze:
    """The coarsest step of each region and table among these."""
    gevonden: dict[str, dict[Tafel, Stap]] = {}
    for regio, tafel, stap in keuzes:
        eerder = gevonden.setdefault(regio, {}).setdefault(tafel, stap)
        gevonden[regio][tafel] = max(eerder, stap, key=STAPPEN.index)
    return gevonden


def no_finer(een: Keuze, ander: Keuze) -> Keuze:
    """Of two choices the coarser step of each table."""
    return coarsest([(r, t, stap) for keuze in (een, ander) for r, per in keuze.items() for t, stap in per.items()])


# --- one ladder --------------------------------------------------------------------------------------------------


def _no_finer(treden: tuple[Stap, ...], dan: Stap | None) -> Stap:
    """The finest step of a ladder that is no finer than another; the ladder may have changed since."""
    vanaf = STAPPEN.index(dan) if dan else 0
    return next((stap for stap in treden if STAPPEN.index(stap) >= vanaf), treden[-1])


def _coarser(treden: tuple[Stap, ...], stap: Stap) -> Stap:
    """The next step; the last one stays."""
    return treden[min(treden.index(stap) + 1, len(treden) - 1)]


# --- all tables together -----------------------------------------------------------------------------------------


def _fit(keuze: Keuze, onveilig: Mapping[tuple[str, Tafel, Stap], Verborgen]) -> Keuze:
    """Coarser where unsafe counts alone are too many, and where the total of the same indicator is told coarser."""
    passend: dict[str, dict[Tafel, Stap]] = {}
    for regio in sorted(keuze, key=lambda regio: regio == LAND):
        hier = passend[regio] = dict(keuze[regio])
        # Totals of cases first, then jongeren and parts: `tafels` has no fixed order of them.
        for tafel in sorted(hier, key=lambda t: (t.uitsplitsing != TOTAAL, t.teleenheid != WERKPROCESSEN)):
            treden = tafels()[tafel]
            if regio == LAND:
                stappen = [passend[r][tafel] for r in passend if r != LAND]
                hier[tafel] = max((hier[tafel], *stappen), key=STAPPEN.index)
                continue
            while onveilig.get((regio, tafel, hier[tafel]), Verborgen()).too_much(tafel) and hier[tafel] != treden[-1]:
                hier[tafel] = _coarser(treden, hier[tafel])
            totaal = tafel._replace(uitsplitsing=TOTAAL, teleenheid=WERKPROCESSEN)
            van_totaal = hier.get(totaal, "jaar")
            if van_totaal != "jaar":
                hier[tafel] = _no_finer(treden, max(hier[tafel], van_totaal, key=STAPPEN.index))
    return passend


def _unsafe_shares(tellingen: Tellingen) -> dict[tuple[str, Tafel, Stap], Verborgen]:
    """Per region, table and step how much of it is unsafe in itself."""
    delen: dict[tuple[str, Tafel, Stap], Verborgen] = {}
    for cel, telling in tellingen.cellen.items():
        regio, tafel = _place(cel, tellingen.regio_van)
        if tafel in tafels() and regio != LAND:
            weg = cel in tellingen.weinig or _is_unsafe(cel, tellingen.cellen)
            for stap in tafels()[tafel]:
                if in_stap(cel, stap):
                    _count(delen.setdefault((regio, tafel, stap), Verborgen()), telling, weg=weg)
    return delen


def _is_unsafe(cel: CelSleutel, cellen: Mapping[CelSleutel, Telling]) -> bool:
    """Whether a count, or the other count of the same fact, is small, or is all of a small total."""
    return any(
        telling.waarde in KLEIN or (0 < telling.waarde < KLEINE_GROEP and telling.waarde == _total(ook, cellen))
        for ook in (cel, *_other_unit(cel))
        if (telling := cellen.get(ook)) is not None
    )


def _total(cel: CelSleutel, cellen: Mapping[CelSleutel, Telling]) -> int | None:
    """What a category is a part of; None for what is no part."""
    if cel.uitsplitsing == TOTAAL:
        return None
    totaal = cellen.get(cel._replace(uitsplitsing=TOTAAL, categorie=TOTAAL))
    return totaal.waarde if totaal else None


def _other_unit(cel: CelSleutel) -> Iterator[CelSleutel]:
    if cel.uitsplitsing == TOTAAL:
        yield cel._replace(teleenheid=JONGEREN if cel.teleenheid == WERKPROCESSEN else WERKPROCESSEN)


def _place(cel: CelSleutel, regio_van: Mapping[str, str]) -> tuple[str, Tafel]:
    niveau: Niveau = "gemeente" if cel.gebied in regio_van else "regio"
    return regio_van.get(cel.gebied, cel.gebied), tafel_van(cel, niveau)


def _count(deel: Verborgen, telling: Telling, *, weg: bool) -> None:
    deel.cellen += 1
    deel.weg += weg
    deel.niet_nul += telling.waarde > 0
    deel.niet_nul_weg += weg and telling.waarde > 0
