"""What to hide, and the worlds that prove that it is enough: region by region, then judged by counting.

What is unsafe is hidden (`onveilig`), each region makes its choice and finds its worlds (`streek`), the worlds are made
into rows (`realise`), and the product's own counting says whether they agree with all that is shown (`recount`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel, VorigeCel
from data.referentie.gebieden import Gebieden
from etl.tellen import STANDEN, Tellingen
from etl.werelden.groepen import Groep, count_groups
from etl.werelden.grond import Cellen, Grond, cells_per_region, lay_ground
from etl.werelden.model import Blok
from etl.werelden.onveilig import Onveilig, Verschil, find_unsafe
from etl.werelden.realise import Wereld, realise
from etl.werelden.recount import add_up, judge, narrow_columns, number, pairs, recount
from etl.werelden.search import Vondst
from etl.werelden.streek import (
    NietTeBewijzen,
    Streek,
    add_differences,
    begin_again,
    begin_from,
    begin_region,
    expect,
    prove_region,
    widen,
)
from etl.werelden.voorraad import Bewerking, Voorraad, keep


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


@dataclass(frozen=True)
class Verwachting:
    """What a proof would hide, about. onveilig: what of it for its own sake."""

    onderdrukt: frozenset[CelSleutel]
    onveilig: frozenset[CelSleutel]


def prove(verbinding: Connection, gebieden: Gebieden, tellingen: Tellingen, **weet: Any) -> Bewijs:
    """Choose what to hide of the visible cells, and find the worlds that prove it; `weet` as a Bewijzer takes it."""
    return Bewijzer(verbinding, gebieden, **weet).prove(tellingen)


@dataclass(kw_only=True)
class Bewijzer:
    """Proves one set of counts, told finer or coarser: what is the same again is not made again.

    kennis: cells that everyone knows exactly; they need no world. vorige: what was told before: what was hidden stays
    so, what was shown and only grew is known not to be less. voorraad: edits to begin with.
    """

    verbinding: Connection = field(kw_only=False)
    gebieden: Gebieden = field(kw_only=False)
    kennis: Collection[CelSleutel] = ()
    vorige: Mapping[CelSleutel, VorigeCel] = field(default_factory=dict)
    voorraad: Voorraad | None = None
    voortgang: Callable[[int, int], None] = lambda _gedaan, _totaal: None
    melden: Callable[[str], None] = lambda _: None
    _grond: Grond | None = field(init=False, default=None)
    _gehad: dict[str, tuple[Cellen, Streek]] = field(init=False, default_factory=dict)

    def expect(self, tellingen: Tellingen) -> Verwachting:
        """What would be hidden, about, without looking for a world: cheap, to choose how fine tables are told."""
        return self._hide(tellingen, expect)[1]

    def widen(self, tellingen: Tellingen) -> Verwachting:
        """What would be hidden, about, were there no small groups: with worlds, and they are kept for the proof."""
        return self._hide(tellingen, lambda streek, cellen: widen(streek, cellen, self.melden))[1]

    def prove(self, tellingen: Tellingen) -> Bewijs:
        """Choose what to hide of the visible cells, and find the worlds that prove it. Raises NietTeBewijzen."""
        grond, verwacht, klaar = self._hide(tellingen, lambda streek, cellen: prove_region(streek, cellen, self.melden))
        weg = verwacht.onveilig
        streken = list(klaar.values())
        weg_nu = _hidden(streken)
        beweegt = weg_nu - _hidden(streken, bekend=True)
        werelden = _realise(grond, [s for _, s in streken])
        paren = (
            _agreeing(self.verbinding, self.gebieden, tellingen, pairs(grond.zaken, werelden), weg_nu, beweegt, streken)
            if werelden
            else None
        )
        return Bewijs(
            onderdrukt=weg | weg_nu,
            onveilig=weg,
            vast=(weg | weg_nu) - beweegt,
            paren=paren,
            groepen=tuple(g for _, s in streken for g in s.groepen),
            verschillen=tuple(v for _, s in streken for v in s.verschillen),
            werelden=paren.nummer.nunique() if paren is not None else 0,
            programmas=sum(s.vondst.programmas for _, s in streken),
            grover=tuple(g for _, s in streken for g in s.grover),
            gevonden=tuple((s.blokken, s.vondst) for _, s in streken),
        )

    def _hide(
        self, tellingen: Tellingen, do: Callable[[Streek, Cellen], None]
    ) -> tuple[Grond, Verwachting, dict[str, tuple[Cellen, Streek]]]:
        """Do this with every region that has rows, as far as it was brought before where its cells are the same."""
        grond = lay_ground(self.verbinding, self.gebieden, tellingen, self.kennis, self._grond)
        if grond is not self._grond:
            self._gehad.clear()
        self._grond = grond
        onveilig = find_unsafe(tellingen)
        eerder = {c: v for c, v in self.vorige.items() if c in tellingen.cellen and tellingen.cellen[c].zichtbaar}
        weg = _with_wholes(tellingen, onveilig.cellen | {c for c, v in eerder.items() if v.status == "onderdrukt"})
        per_regio = cells_per_region(tellingen, eerder)
        regios = [r for r in per_regio if any(b.regio == r for b in grond.blokken)]
        for n, regio in enumerate(regios):
            self.voortgang(n, len(regios))
            gehad = self._gehad.get(regio)
            if gehad is None or gehad[0].sleutels != per_regio[regio].sleutels:
                self._gehad[regio] = per_regio[regio], self._begin(grond, regio, per_regio[regio], weg, onveilig, gehad)
            cellen, streek = self._gehad[regio]
            do(streek, cellen)
        klaar = {regio: self._gehad[regio] for regio in regios}
        return grond, Verwachting(weg | _hidden(list(klaar.values())), weg), klaar

    def _begin(
        self,
        grond: Grond,
        regio: str,
        cellen: Cellen,
        weg: Collection[CelSleutel],
        onveilig: Onveilig,
        gehad: tuple[Cellen, Streek] | None,
    ) -> Streek:
        """Begin a region. What no possible case is counted in, and what reports told, never moves."""
        blokken = grond.blocks(regio, cellen.sleutels)
        ooit = np.concatenate([b.cel for b in blokken])
        vast = ~np.isin(np.arange(len(cellen.sleutels)), ooit) | cellen.mask(self.kennis)
        streek = begin_region(regio, blokken, cellen, weg, vast, self.kennis)
        add_differences(streek, cellen, onveilig.hele, onveilig.verschillen)
        if self.voorraad:
            begin_from(streek, cellen, self.voorraad)
        if gehad:
            begin_again(streek, cellen, *gehad)
        return streek


def _hidden(streken: Sequence[tuple[Cellen, Streek]], *, bekend: bool = False) -> frozenset[CelSleutel]:
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
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    paren: pd.DataFrame,
    verborgen: Collection[CelSleutel],
    beweegt: Collection[CelSleutel],
    streken: Sequence[tuple[Cellen, Streek]],
) -> pd.DataFrame:
    """The worlds of which the counting makes what is shown. Raises NietTeBewijzen when they leave something narrow."""
    sleutels, index = number([c for c, t in tellingen.cellen.items() if t.zichtbaar], tellingen.regio_van)
    verschil = recount(verbinding, gebieden, paren, index)
    oordeel = judge(verschil, sleutels, verborgen)
    nauw = set(oordeel.narrow(beweegt))
    for cellen, streek in streken:
        sommen = add_up(verschil, sleutels, streek.verschillen)
        nauw |= {c for n in narrow_columns(sommen, oordeel.klopt).tolist() for c, _ in streek.verschillen[n]}
        rijen = sorted(streek.uit)[len(streek.verschillen) :]
        for n in narrow_columns(count_groups(paren, streek.groepen), oordeel.klopt).tolist():
            nauw |= streek.stuck(cellen.sleutels, np.array([rijen[n]]))
    if nauw:
        raise NietTeBewijzen(
            f"Van {len(nauw)} cijfers is niet bewezen dat wat ze verbergen onzeker genoeg is.", frozenset(nauw)
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
                realise(grond.zaken, streek.blokken[nummer], x, grond.laatste, werelden[n])
    return werelden
