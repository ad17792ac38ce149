"""What to hide, and the worlds that prove that it is enough: region by region, then judged by counting.

What is unsafe is hidden (`onveilig`), each region makes its choice and finds its worlds (`streek`), the worlds are made
into rows (`realise`), and the product's own counting says whether they agree with all that is shown (`recount`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel, VorigeCel
from data.referentie.gebieden import Gebieden
from data.registry.indicators import STANDEN
from data.reports.dutch import counted
from etl.tellen import Tellingen
from etl.werelden.groepen import Groep, count_groups
from etl.werelden.grond import Cellen, Grond, cells_per_region, lay_ground, take_apart
from etl.werelden.keten import NIETS, Eerder, Verleden, look_back, with_edition
from etl.werelden.model import Blok
from etl.werelden.onveilig import Onveilig, Verschil, find_unsafe
from etl.werelden.realise import Wereld, realise
from etl.werelden.recount import Oordeel, add_up, judge, narrow_columns, pairs, recount_chain
from etl.werelden.search import Vondst
from etl.werelden.streek import (
    NietTeBewijzen,
    Streek,
    add_differences,
    begin_again,
    begin_from,
    begin_region,
    expect,
    look_up_reported,
    prove_region,
    widen,
)
from etl.werelden.uitgave import Grenzen, Uitgave, chain_keys, room_left
from etl.werelden.voorraad import Bewerking, Voorraad, keep, lasting_mark, mark
from etl.werelden.zaken import Ints

DRADEN = 4
"""How many regions at most are worked on at the same time: what each holds in memory adds up."""


@dataclass(frozen=True, kw_only=True)
class Bewijs:
    """What must be hidden, and the worlds that prove that it is enough, as `recount.pairs` gives them.

    onveilig: hidden for its own sake. vast: the hidden cells that move in no world, because everyone knows them
    already. groepen, verschillen: small groups that move too. grover: (cell of a table that was hidden whole,
    why). bewerkingen: the edits that make the worlds, as a `Voorraad` keeps them.
    """

    onderdrukt: frozenset[CelSleutel]
    onveilig: frozenset[CelSleutel]
    vast: frozenset[CelSleutel]
    paren: pd.DataFrame | None
    groepen: tuple[Groep, ...]
    verschillen: tuple[Verschil, ...]
    werelden: int
    programmas: int
    grover: tuple[tuple[CelSleutel, str], ...] = ()
    gevonden: tuple[tuple[Sequence[Blok], Vondst], ...] = ()

    @cached_property
    def bewerkingen(self) -> Mapping[str, Mapping[int, Bewerking]]:
        """The edits that make the worlds, as a `Voorraad` keeps them."""
        return {m: w for blokken, vondst in self.gevonden for m, w in keep(blokken, vondst).items()}

    @cached_property
    def merken(self) -> Mapping[str, str]:
        """What the blocks are called for later (`lasting_mark`)."""
        return {mark(b): lasting_mark(b) for blokken, _ in self.gevonden for b in blokken}


@dataclass(frozen=True)
class Verwachting:
    """What a proof would hide, about. onveilig: what of it for its own sake."""

    onderdrukt: frozenset[CelSleutel]
    onveilig: frozenset[CelSleutel]


def prove(verbinding: Connection, gebieden: Gebieden, tellingen: Tellingen, **weet: Any) -> Bewijs:
    """Choose what to hide of the visible cells, and find the worlds that prove it; `weet` as a Bewijzer takes it."""
    return Bewijzer(verbinding, gebieden, **weet).prove(tellingen)


@dataclass(frozen=True, kw_only=True)
class _Opdracht:
    """What is asked of every region. weg: to be hidden for its own sake, in any edition; nu: of that in this one.

    onveilig: with the small differences between editions.
    """

    uitgaven: Sequence[Uitgave]
    verleden: Verleden
    weg: frozenset[CelSleutel]
    nu: frozenset[CelSleutel]
    kennis: frozenset[CelSleutel]
    onveilig: Onveilig


Streken = Sequence[tuple[Cellen, Streek]]


@dataclass(kw_only=True)
class Bewijzer:
    """Proves one set of counts, told finer or coarser: what is the same again is not made again.

    kennis: cells that everyone knows exactly; they need no world. grenzen: between what values reports leave others,
    five or more apart. vorige: what was told before: what was hidden stays so; a value is the largest that was shown,
    and what only grew since is known not to be less. misschien: cells that may have been shown with a value that nobody
    here knows any more; they are taken not to be less either. eerder: the earlier editions, which every world must give
    too. voorraad: edits to begin with.
    """

    verbinding: Connection = field(kw_only=False)
    gebieden: Gebieden = field(kw_only=False)
    kennis: Collection[CelSleutel] = ()
    vorige: Mapping[CelSleutel, VorigeCel] = field(default_factory=dict)
    grenzen: Mapping[CelSleutel, Grenzen] = field(default_factory=dict)
    misschien: Collection[CelSleutel] = ()
    eerder: Eerder = NIETS
    voorraad: Voorraad | None = None
    voortgang: Callable[[int, int], None] = lambda _gedaan, _totaal: None
    melden: Callable[[str], None] = lambda _: None
    _grond: Grond | None = field(init=False, default=None)
    _gehad: dict[str, tuple[Cellen, Streek]] = field(init=False, default_factory=dict)

    def expect(self, tellingen: Tellingen) -> Verwachting:
        """What would be hidden, about, without looking for a world: cheap, to choose how fine tables are told."""
        return _expected(*self._hide(tellingen, expect))

    def widen(self, tellingen: Tellingen) -> Verwachting:
        """What would be hidden, about, were there no small groups: with worlds, and they are kept for the proof."""
        return _expected(*self._hide(tellingen, lambda streek, cellen: widen(streek, cellen, self.melden)))

    def prove(self, tellingen: Tellingen) -> Bewijs:
        """Choose what to hide of the visible cells, and find the worlds that prove it. Raises NietTeBewijzen."""
        vraag, streken = self._hide(tellingen, lambda streek, cellen: prove_region(streek, cellen, self.melden))
        verborgen = _hidden(streken)
        beweegt = verborgen - _hidden(streken, bekend=True)
        grond = self._grond
        werelden = _realise(grond, [s for _, s in streken]) if grond else []
        paren = pairs(grond.zaken, werelden) if grond and werelden else None
        if paren is not None:
            verschil = recount_chain(self.verbinding, self.gebieden, paren, vraag.uitgaven)
            sleutels = chain_keys(vraag.uitgaven)
            oordeel = judge(verschil, sleutels, verborgen, room_left(self.grenzen, vraag.uitgaven))
            paren = _agreeing(paren, verschil, sleutels, oordeel, beweegt, streken)
        alle = verborgen | vraag.weg
        return Bewijs(
            onderdrukt=frozenset(cel for cel in alle if cel in tellingen.cellen),
            onveilig=vraag.nu,
            vast=alle - beweegt,
            paren=paren,
            groepen=tuple(g for _, s in streken for g in s.groepen),
            verschillen=tuple(v for _, s in streken for v in s.verschillen),
            werelden=paren.nummer.nunique() if paren is not None else 0,
            programmas=sum(s.vondst.programmas for _, s in streken),
            grover=tuple(g for _, s in streken for g in s.grover),
            gevonden=tuple((s.blokken, s.vondst) for _, s in streken),
        )

    def _hide(self, tellingen: Tellingen, do: Callable[[Streek, Cellen], None]) -> tuple[_Opdracht, Streken]:
        """Do this with every region that has rows, as far as it was brought before where its cells are the same."""
        vraag = self._ask(tellingen)
        grond = lay_ground(self.verbinding, self.gebieden, tellingen, self.kennis, self._grond, self.eerder)
        anders = grond.changed_since(self._grond)
        self._grond = grond
        toen = {c: v for c, v in self.vorige.items() if c in tellingen.cellen and tellingen.cellen[c].zichtbaar}
        per_regio = cells_per_region(vraag.uitgaven, toen, self.misschien, self.grenzen)
        regios = [r for r in per_regio if any(b.regio == r for b in grond.blokken)]
        for regio in regios:
            gehad = self._gehad.get(regio)
            if gehad is None or gehad[0].sleutels != per_regio[regio].sleutels or regio in anders:
                self._begin(regio, per_regio[regio], vraag, gehad)
        lukt_niet: dict[str, NietTeBewijzen] = {}
        # Regions share nothing, and a thread that waits for the solver lets the others go on.
        with ThreadPoolExecutor(min(DRADEN, os.cpu_count() or 1)) as draden:
            taken = {regio: draden.submit(do, self._gehad[regio][1], self._gehad[regio][0]) for regio in regios}
            for n, (regio, taak) in enumerate(taken.items()):
                self.voortgang(n, len(regios))
                if isinstance(fout := taak.exception(), NietTeBewijzen):
                    lukt_niet[regio] = fout
                else:
                    taak.result()
        for regio in [r for r in lukt_niet if self.eerder.uitgaven and r not in grond.los]:
            # Only when it is too little that what did not change stays the same in all editions.
            self._grond = grond = take_apart(self.verbinding, self.gebieden, grond, regio)
            self._begin(regio, per_regio[regio], vraag)
            del lukt_niet[regio]
            do(self._gehad[regio][1], self._gehad[regio][0])
        if lukt_niet:
            eerste = next(iter(lukt_niet.values()))
            raise NietTeBewijzen(str(eerste), frozenset().union(*(f.cellen for f in lukt_niet.values())))
        return vraag, [self._gehad[regio] for regio in regios]

    def _ask(self, tellingen: Tellingen) -> _Opdracht:
        """What is asked when this is told beside all that was told before."""
        onveilig = find_unsafe(tellingen, self.kennis)
        toen = {c for c, v in self.vorige.items() if v.status == "onderdrukt" and c in tellingen.cellen}
        nu = _with_wholes(tellingen, onveilig.cellen | {c for c in toen if tellingen.cellen[c].zichtbaar})
        # What a report told holds in every world, also where we tell that table coarser.
        sleutels = [c for c, t in tellingen.cellen.items() if t.zichtbaar or c in self.kennis]
        uitgaven = with_edition(self.eerder.uitgaven, tellingen, sleutels=sleutels)
        verleden = look_back(self.eerder, uitgaven[-1], self.kennis)
        return _Opdracht(
            uitgaven=uitgaven,
            verleden=verleden,
            weg=nu | verleden.verborgen,
            nu=nu,
            kennis=frozenset(self.kennis) | verleden.kennis,
            onveilig=replace(onveilig, verschillen=(*onveilig.verschillen, *verleden.verschillen)),
        )

    def _begin(self, regio: str, cellen: Cellen, vraag: _Opdracht, gehad: tuple[Cellen, Streek] | None = None) -> None:
        """Begin a region. What is known never moves: what no possible case is counted in, what reports told or we."""
        blokken = self._grond.blocks(regio, cellen.sleutels) if self._grond else []
        ooit = np.concatenate([b.cel for b in blokken])
        leeg = ~np.isin(np.arange(len(cellen.sleutels)), ooit) & (cellen.waarde == 0)
        vast = leeg | cellen.mask(vraag.kennis) | cellen.mask(vraag.verleden.getoond)
        streek = begin_region(regio, blokken, cellen, vraag.weg, vast, vraag.kennis, vraag.verleden.getoond)
        add_differences(streek, cellen, vraag.onveilig.hele, vraag.onveilig.verschillen)
        if self.voorraad:
            begin_from(streek, cellen, self.voorraad)
        if gehad:
            begin_again(streek, cellen, *gehad)
        look_up_reported(streek, cellen)
        self._gehad[regio] = cellen, streek


def _expected(vraag: _Opdracht, streken: Streken) -> Verwachting:
    """What regions hide now, of this edition."""
    return Verwachting(vraag.nu | _hidden(streken), vraag.nu)


def _hidden(streken: Streken, *, bekend: bool = False) -> frozenset[CelSleutel]:
    """What regions hide; or only what reports hold of that by themselves."""
    return frozenset(
        cellen.sleutels[i]
        for cellen, s in streken
        for i in np.flatnonzero(s.verborgen & s.bekend if bekend else s.verborgen).tolist()
        if i < len(cellen.sleutels)
    )


def _with_wholes(tellingen: Tellingen, weg: frozenset[CelSleutel]) -> frozenset[CelSleutel]:
    """Add the wholes of hidden population counts: without them nothing adds up to the part that is hidden."""
    ook: set[CelSleutel] = set()
    for cel in weg:
        if cel.indicator in STANDEN:
            geheel = {g for g, delen in tellingen.delen_van.items() if cel.gebied in delen}
            geheel |= {g for g, delen in tellingen.delen_van.items() if geheel & set(delen)}
            ook |= {c for g in geheel if (c := cel._replace(gebied=g)) in tellingen.cellen}
    return weg | ook


def _agreeing(
    paren: pd.DataFrame,
    verschil: Ints,
    sleutels: Sequence[CelSleutel],
    oordeel: Oordeel,
    beweegt: Collection[CelSleutel],
    streken: Streken,
) -> pd.DataFrame:
    """The worlds of which the counting makes what is shown. Raises NietTeBewijzen when they leave something narrow."""
    nauw = set(oordeel.narrow(beweegt))
    for cellen, streek in streken:
        sommen = add_up(verschil, sleutels, streek.verschillen)
        nauw |= {c for n in narrow_columns(sommen, oordeel.klopt).tolist() for c, _ in streek.verschillen[n]}
        rijen = sorted(streek.uit)[len(streek.verschillen) :]
        for n in narrow_columns(count_groups(paren, streek.groepen), oordeel.klopt).tolist():
            nauw |= streek.stuck(cellen.sleutels, np.array([rijen[n]]))
    if nauw:
        raise NietTeBewijzen(
            f"Van {counted(len(nauw), 'cijfer', 'cijfers')} is niet bewezen dat onzeker genoeg is wat er verborgen is.",
            frozenset(nauw),
        )
    return paren[np.array(oordeel.klopt)[paren.nummer]].reset_index(drop=True)


def _realise(grond: Grond, streken: Sequence[Streek]) -> list[Wereld]:
    """World n moves in every region what was found there for its n-th world: blocks hang together in nothing shown."""
    werelden: list[Wereld] = []
    for streek in streken:
        for n, per_blok in enumerate(streek.vondst.bewerkingen):
            while len(werelden) <= n:
                werelden.append(Wereld())
            for nummer, x in sorted(per_blok.items()):
                realise(grond.zaken, streek.blokken[nummer], x, grond.uitgaven, werelden[n])
    return werelden
