"""The choice for one region: what more to hide, worlds for all that is hidden, no small group left.

In this order:

1. unsafe cells are hidden (`onveilig`), and what was hidden before;
2. for what is still narrow, the cheapest shown cells that must move along are hidden too (`kiezen`);
3. worlds are looked for in which all that is hidden moves (`search`); back to 2 for what stays narrow;
4. what moved in no world is shown again;
5. small groups that shown cells would give become hidden rows of their own (`groepen`); back to 2 until there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from data.cells.cells import CelSleutel
from data.registry.indicators import WERKPROCESSEN
from etl.tafelkeuze import TeFijn
from etl.werelden.groepen import Groep, entries_of, in_words, population, small_groups
from etl.werelden.grond import Cellen
from etl.werelden.kiezen import Keuze
from etl.werelden.model import Blok, add_rows
from etl.werelden.onveilig import Verschil
from etl.werelden.program import ONEINDIG, Floats
from etl.werelden.recount import BREEDTE
from etl.werelden.search import Vondst, search
from etl.werelden.verslagen import VEEL, Verslagen
from etl.werelden.voorraad import Voorraad, begin_with, take, translate
from etl.werelden.zaken import Bools, Ints

KEREN = 12
"""How often more is hidden cell by cell before whole tables are, and how often groups are looked for."""
TONEN = 4
"""How often what moved in no world is shown again: that can give new groups, and only hiding comes to an end."""
BUNDEL = 4
"""How many narrow cells one program asks at a time."""
BEURTEN = 4
"""How often what could not go along with the others is asked again."""
GROVER = (
    ("gebied", "schooljaar", "indicator", "uitsplitsing"),
    ("gebied", "schooljaar", "indicator"),
    ("gebied", "schooljaar"),
)
"""What goes as a whole where cells alone do not help: a table, then an indicator, then a gebied in a schooljaar."""


class NietTeBewijzen(TeFijn):
    """Of something no world was found, even with all around it hidden. The text names no count."""


@dataclass
class Streek:
    """The choice for one region while it is made. Rows are the cells, then what else must move.

    blokken: in order of time, with an entry for every row. verborgen: hidden cells, and all rows that are no cells.
    blijft: what stays hidden whatever moves. vast: what cannot move. bekend: what was out before (`verslagen`):
    hidden or not, it needs no world. waar_verslagen: the (gebied, schooljaar) of what they told. uit: of a row that is
    no cell, the cells that give it. groepen, verschillen: what those are. gezien: what is in no small group as long as
    no cell is shown again (`small_groups`). gezocht: what was hidden of these very counts when shown cells gave no
    small group. How far it came: gekozen: a first choice was made; breed: all that is hidden is wide; bewezen: shown
    cells give no small group either.
    """

    naam: str
    blokken: list[Blok]
    verborgen: Bools
    blijft: Bools
    vast: Bools
    waarde: Ints
    jaar: Ints
    prijs: Floats
    bodem: Floats
    dak: Floats
    vondst: Vondst
    bekend: Bools
    verslagen: Verslagen
    waar_verslagen: set[tuple[str, str]] = field(default_factory=set)
    uit: dict[int, list[int]] = field(default_factory=dict)
    grover: list[tuple[CelSleutel, str]] = field(default_factory=list)
    groepen: list[Groep] = field(default_factory=list)
    verschillen: list[Verschil] = field(default_factory=list)
    gezien: Bools | None = None
    gezocht: Bools | None = None
    gekozen: bool = False
    breed: bool = False
    bewezen: bool = False

    def to_prove(self) -> Ints:
        """What is hidden and must move."""
        return np.flatnonzero(self.verborgen & ~self.bekend)

    def is_searched(self) -> bool:
        """Whether it is known that what is hidden now leaves no small group: no search needs to be made again."""
        if self.gezocht is None:
            return False
        n = len(self.gezocht)
        return bool((self.verborgen[:n] == self.gezocht)[~self.vast[:n]].all())

    def stuck(self, sleutels: Sequence[CelSleutel], nauw: Ints) -> frozenset[CelSleutel]:
        """The cells among these rows, and those that give the others."""
        return frozenset(sleutels[i] for n in nauw.tolist() for i in self.uit.get(n, [n]))

    def add(self, waarde: int, jaar: int, entries: Mapping[int, Sequence[tuple[Ints, Ints]]], uit: list[int]) -> bool:
        """Add a row that must move, with its entries per block and the cells that give it; False when nothing can."""
        nieuw = [
            add_rows(b, {len(self.waarde): entries.get(n, ())}) if n in entries else b
            for n, b in enumerate(self.blokken)
        ]
        if not any(len(a.cel) > len(b.cel) for a, b in zip(nieuw, self.blokken, strict=True)):
            return False
        self.blokken = nieuw
        self.uit[len(self.waarde)] = uit
        van_rij = {"waarde": waarde, "jaar": jaar, "prijs": 0.0, "bodem": -ONEINDIG, "dak": ONEINDIG}
        for naam, erbij in {"verborgen": True, "blijft": True, "vast": False, "bekend": False, **van_rij}.items():
            oud = getattr(self, naam)
            setattr(self, naam, np.append(oud, np.array([erbij], dtype=oud.dtype)))
        self.vondst.recompute(self.blokken, len(self.waarde))
        return True


def begin_region(
    regio: str,
    blokken: list[Blok],
    cellen: Cellen,
    weg: Collection[CelSleutel],
    vast: Bools,
    kennis: Collection[CelSleutel],
    getoond: Collection[CelSleutel],
) -> Streek:
    """Hide in a region what is asked (`weg`), but for what cannot move (`vast`).

    kennis: what reports told. getoond: what earlier editions show. What these hold together was out before: a report
    that is learned of after an edition can narrow what that edition hid, and no choice hides it again.
    """
    verborgen = cellen.mask(weg) & cellen.eigen & ~vast
    bekend = np.flatnonzero(cellen.mask(kennis) & cellen.eigen)
    verteld = np.flatnonzero(cellen.mask({*kennis, *getoond}) & cellen.eigen & cellen.zaken) if len(bekend) else bekend
    return Streek(
        naam=regio,
        blokken=blokken,
        verborgen=verborgen,
        blijft=verborgen.copy(),
        vast=vast,
        waarde=cellen.waarde,
        jaar=cellen.jaar,
        prijs=cellen.prijs,
        bodem=cellen.bodem,
        dak=cellen.dak,
        bekend=np.zeros(len(verborgen), dtype=np.bool_),
        verslagen=Verslagen(blokken, verteld),
        vondst=Vondst(len(cellen.sleutels)),
        waar_verslagen={cellen.sleutels[i][2:4] for i in bekend.tolist()},
    )


def look_up_reported(streek: Streek, cellen: Cellen) -> None:
    """Note what reports hold by themselves near what they told, of all that no world made wide yet.

    What is wide in a world is held by no report: each world gives what they told.
    """
    plekken = streek.waar_verslagen | {(streek.naam, jaar) for _, jaar in streek.waar_verslagen}
    nauw, n = streek.vondst.narrow(np.flatnonzero(streek.verborgen)), len(cellen.sleutels)
    erbij = [i for i in nauw[nauw < n].tolist() if streek.blijft[i] and cellen.sleutels[i][2:4] in plekken]
    look_up(streek, cellen, np.array(erbij, dtype=np.int64))
    for i in nauw[nauw >= n].tolist():
        verschil = [(cellen.nummer[c], factor) for c, factor in streek.verschillen[i - n]]
        nummers, factoren = np.array(verschil, dtype=np.int64).T
        if cellen.zaken[nummers].all():
            streek.bekend[i] = streek.verslagen.hold_sum(nummers, factoren)


def look_up(streek: Streek, cellen: Cellen, welke: Ints) -> None:
    """Note which of these cells reports hold within a few by themselves; jongeren are no more than their cases."""
    welke = welke[welke < len(cellen.sleutels)]
    if not len(streek.verslagen.verteld) or not len(welke):
        return
    van = [cellen.nummer.get(cellen.sleutels[i]._replace(teleenheid=WERKPROCESSEN), -1) for i in welke.tolist()]
    zaken = sorted({n for n in van if n >= 0})
    grenzen = dict(zip(zaken, streek.verslagen.hold_cells(np.array(zaken, dtype=np.int64)), strict=True))
    for i, n in zip(welke.tolist(), van, strict=True):
        laag, hoog = grenzen.get(n, (0, VEEL))
        streek.bekend[i] = hoog - (laag if cellen.zaken[i] else min(laag, 1)) < BREEDTE


def begin_from(streek: Streek, cellen: Cellen, voorraad: Voorraad) -> None:
    """Hide what moves in worlds that were found before, as far as they fit."""
    mag = (
        streek.verborgen | np.append(cellen.mask(voorraad.onderdrukt), streek.verborgen[len(cellen.sleutels) :])
    ) & ~streek.vast
    begin_with(voorraad, streek.blokken, mag, streek.vondst)
    _hide_moved(streek)
    streek.gezocht = cellen.mask(voorraad.onderdrukt) if voorraad.telling else None


def begin_again(streek: Streek, cellen: Cellen, eerder: Cellen, toen: Streek) -> None:
    """Hide what moved in the worlds of the same region with finer tables, as far as they fit."""
    onderdrukt = {eerder.sleutels[i] for i in np.flatnonzero(toen.verborgen[: len(eerder.sleutels)]).tolist()}
    mag = (
        streek.verborgen | np.append(cellen.mask(onderdrukt), streek.verborgen[len(cellen.sleutels) :])
    ) & ~streek.vast
    for wereld, per_blok in enumerate(toen.vondst.bewerkingen):
        for nummer, x in per_blok.items():
            was, nu = toen.blokken[nummer], streek.blokken[nummer]
            anders = x if nu.kolommen is was.kolommen else translate(x, was, nu)
            if anders.any():
                take(streek.blokken, nummer, wereld, anders, mag, streek.vondst)
    _hide_moved(streek)
    # What is in no small group is in none either where less is shown.
    getoond = {c for c, weg in zip(cellen.sleutels, streek.verborgen.tolist(), strict=False) if not weg}
    toen_getoond = {c for c, weg in zip(eerder.sleutels, toen.verborgen.tolist(), strict=False) if not weg}
    zelfde = all(n.kolommen is w.kolommen for n, w in zip(streek.blokken, toen.blokken, strict=True))
    if zelfde and getoond <= toen_getoond:
        streek.gezien = toen.gezien


def _hide_moved(streek: Streek) -> None:
    for verschil in streek.vondst.verschil:
        streek.verborgen |= verschil != 0


def expect(streek: Streek, _cellen: Cellen) -> None:
    """Hide about what a proof would: the cheapest that must move along with what is unsafe, no world looked for."""
    if not streek.gekozen:
        for blok, eigen in _per_block(streek, streek.vondst.narrow(streek.to_prove())):
            _hide_more(streek, blok, eigen, (0, 0))
    streek.gekozen = True


def widen(streek: Streek, cellen: Cellen, melden: Callable[[str], None]) -> None:
    """Make wide all that is hidden, and show again what need not be hidden for that. Raises NietTeBewijzen."""
    if not streek.breed:
        expect(streek, cellen)
        _widen(streek, cellen, 0, melden)
        # A choice that was searched already is kept as it was: another one would have to be searched anew.
        if not streek.is_searched():
            _show_again(streek)
    streek.breed = True


def add_differences(
    streek: Streek,
    cellen: Cellen,
    hele: Sequence[tuple[CelSleutel, Verschil]],
    verschillen: Sequence[Verschil],
) -> None:
    """Let differences of cells move; hide a category that is all of a small total, where something else could be."""
    for deel, verschil in (*hele, *((None, v) for v in verschillen)):
        eerste = cellen.nummer.get(verschil[0][0])
        if eerste is None or not cellen.eigen[eerste]:
            continue
        nummers = [(cellen.nummer[c], factor) for c, factor in verschil]
        entries: dict[int, list[tuple[Ints, Ints]]] = {}
        for n, blok in enumerate(streek.blokken):
            for i, factor in nummers:
                welke = np.flatnonzero(blok.cel == i)
                if len(welke):
                    entries.setdefault(n, []).append((blok.kolom[welke], factor * blok.effect[welke]))
        som = sum(factor * int(cellen.waarde[j]) for j, factor in nummers)
        if not streek.add(som, int(cellen.jaar[eerste]), entries, [n for n, _ in nummers]):
            continue
        streek.verschillen.append(verschil)
        if deel is not None and not streek.vast[cellen.nummer[deel]]:
            streek.verborgen[cellen.nummer[deel]] = streek.blijft[cellen.nummer[deel]] = True


def prove_region(streek: Streek, cellen: Cellen, melden: Callable[[str], None]) -> None:
    """Make wide all that is hidden, until shown cells give no small group any more. Raises NietTeBewijzen."""
    if streek.bewezen:
        return
    widen(streek, cellen, melden)
    for keer in range(KEREN):
        if keer:
            _widen(streek, cellen, keer, melden)
        if 0 < keer < TONEN:
            _show_again(streek)
        gevonden = 0 if streek.is_searched() else _add_groups(streek, cellen)
        if not gevonden:
            melden(f"{streek.naam}: {int(streek.verborgen.sum())} afgeschermd, {len(streek.groepen)} groepen")
            streek.bewezen = True
            return
    nieuw = range(len(streek.waarde) - gevonden, len(streek.waarde))
    raise NietTeBewijzen(
        f"In {streek.naam} blijven kleine groepen uit te rekenen.", streek.stuck(cellen.sleutels, np.array(nieuw))
    )


def _widen(streek: Streek, cellen: Cellen, keer: int, melden: Callable[[str], None]) -> None:
    """Hide more and look for worlds until every hidden row is wide; cell by cell, then by table."""
    vondst, grof = streek.vondst, 0
    nauw = vondst.narrow(streek.to_prove())
    for ronde in range(KEREN):
        voor = int(streek.verborgen.sum())
        for blok, eigen in _per_block(streek, nauw) if keer or ronde else ():
            _hide_more(streek, blok, eigen, (keer, ronde))
        if ronde > 1 and int(streek.verborgen.sum()) - voor < len(nauw) // 4 and grof < len(GROVER):
            _hide_tables(streek, cellen, nauw, GROVER[grof])
            grof += 1
        search(streek.blokken, streek.verborgen, streek.waarde, streek.jaar, (streek.bodem, streek.dak), vondst)
        if ronde == 0:
            look_up(streek, cellen, vondst.narrow(streek.to_prove()))
        nauw = vondst.narrow(streek.to_prove())
        melden(f"{streek.naam}: {int(streek.verborgen.sum())} afgeschermd, {len(nauw)} nog niet bewezen")
        if not len(nauw):
            return
    raise NietTeBewijzen(
        f"In {streek.naam} is niet van elk afgeschermd cijfer bewezen dat het onzeker genoeg is.",
        streek.stuck(cellen.sleutels, nauw),
    )


def _per_block(streek: Streek, nauw: Ints) -> Iterator[tuple[Blok, Ints]]:
    """Each block with those of these rows that are its own; the first has what is older too."""
    for nummer, blok in enumerate(streek.blokken):
        eigen = nauw[(streek.jaar[nauw] == blok.jaar) | (nummer == 0) & (streek.jaar[nauw] < blok.jaar)]
        if len(eigen):
            yield blok, eigen


def _hide_more(streek: Streek, blok: Blok, nauw: Ints, zaad: tuple[int, ...]) -> None:
    """Hide the cheapest shown cells that must move for the narrow ones, a few at a time; then ask those that were left.

    What was hidden for one costs nothing for the next, so few at a time hide less than all at once.
    """
    toeval = np.random.default_rng((blok.jaar, *zaad))
    keuze = Keuze(blok, streek.verborgen, streek.vast, streek.prijs, (streek.bodem, streek.dak))
    nauw = nauw[np.isin(nauw, keuze.cellen)]
    for _ in range(BEURTEN):
        rij = toeval.permutation(nauw)
        laag, hoog = streek.vondst.reach(rij)
        omlaag = (streek.waarde[rij] + hoog - BREEDTE >= 0) & (toeval.random(len(rij)) < 0.5)
        kant = np.where(omlaag, -1, 1)
        ver = np.where(omlaag, BREEDTE - hoog, laag + BREEDTE)
        over = []
        for begin in range(0, len(rij), BUNDEL):
            deel = slice(begin, begin + BUNDEL)
            mee, klaar = keuze.cheapest(rij[deel], kant[deel], ver[deel])
            streek.vondst.programmas += 1
            streek.verborgen[mee] = True
            over += rij[deel][~klaar].tolist()
        nauw = np.array(over, dtype=np.int64)


def _hide_tables(streek: Streek, cellen: Cellen, nauw: Ints, velden: tuple[str, ...]) -> None:
    """Hide everything that has these fields in common with a narrow cell."""
    nauw = nauw[nauw < len(cellen.sleutels)]
    tabellen = {tuple(getattr(cellen.sleutels[i], v) for v in velden) for i in nauw.tolist()}
    for i, sleutel in enumerate(cellen.sleutels):
        if not streek.vast[i] and tuple(getattr(sleutel, v) for v in velden) in tabellen:
            streek.verborgen[i] = True
    streek.grover += [(cellen.sleutels[i], "Deze tabel kon niet met minder worden beschermd.") for i in nauw.tolist()]


def _show_again(streek: Streek) -> None:
    """Let go of worlds that nothing needs, and show again what no world moves."""
    alle = np.array(streek.vondst.verschil).reshape(-1, len(streek.waarde))
    houd = list(range(len(alle)))

    def holds(welke: list[int]) -> bool:
        deel = alle[welke]
        breed = np.maximum(deel.max(axis=0, initial=0), 0) - np.minimum(deel.min(axis=0, initial=0), 0)
        return bool(
            (breed[streek.verborgen & ~streek.bekend & (streek.blijft | (deel != 0).any(axis=0))] >= BREEDTE).all()
        )

    for wereld in sorted(houd, key=lambda w: int((alle[w] != 0).sum())):
        if holds(minder := [w for w in houd if w != wereld]):
            houd = minder
    streek.vondst.keep(houd)
    nodig = streek.blijft | (alle[houd] != 0).any(axis=0)
    if (streek.verborgen & ~nodig).any():
        streek.gezien = None
    streek.verborgen &= nodig


def _add_groups(streek: Streek, cellen: Cellen) -> int:
    """Let every small group move that shown cells give now. Gives how many there were."""
    n = len(cellen.sleutels)
    getoond = np.flatnonzero(cellen.zaken & ~streek.verborgen[:n])
    matrix, delen = population(streek.blokken, getoond)
    if streek.gezien is None or len(streek.gezien) != matrix.kolommen:
        streek.gezien = np.zeros(matrix.kolommen, dtype=np.bool_)
    gevonden = list(small_groups(matrix, streek.gezien))
    nieuw = 0
    for kolommen, rijen in gevonden:
        groep = [delen[k] for k in kolommen.tolist()]
        if streek.verslagen.hold_group(groep):
            continue
        jaar = streek.blokken[max(d.blok for d in groep)].jaar
        uit = [int(getoond[r]) for r in rijen if r < len(getoond)]
        if not streek.add(int(matrix.aantal[kolommen].sum()), jaar, entries_of(streek.blokken, groep), uit):
            raise NietTeBewijzen(
                f"In {streek.naam} kan een kleine groep niet anders zijn.", frozenset(cellen.sleutels[i] for i in uit)
            )
        streek.groepen.append(in_words(streek.blokken, groep))
        nieuw += 1
    return nieuw
