"""The verdict: which hidden cells come out narrower than promised, and which groups are known to be small.

A *cell* is judged when it is hidden: it must be possible that it differs by at least five. (Where nothing can be, it
hides nothing.) A *group* is anything that no table shows and that shown cells may give:

- `groep`: a set of werkprocessen or jongeren inside the tables: a soort in a gemeente at an age, what ended otherwise,
  what runs on;
- `rest`: a whole without one of its parts, or without all that is known of it: the rest of a total, a region without a
  gemeente, the jongeren with only other kinds;
- `overlap`: jongeren in more than one part of a whole: with both absoluut and relatief verzuim, or, of a region, in
  more than one gemeente;
- `samen`: finest groups taken together, whatever they are (`groepen`);
- `tussen`: what came between two editions; it breaks the rule when it is known exactly.

A group breaks the rule when it is certain that it is 1 to 4. `klein` is a count of 1 to 4 on show, `hele groep` a small
total of which all are certain to be in one category. `herhaling` (werkprocessen less jongeren, 1 to 4: so few jongeren
came more than once) is counted beside these and judged by nobody.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from data.cells.cells import CelSleutel
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.aanval.contract import OpenbaarStelsel, write_down
from etl.aanval.groepen import SAMEN, Groepzoeker, finest
from etl.aanval.insluiten import activity, propagate
from etl.aanval.mogelijk import ALLES_KAN, MogelijkeGroepen
from etl.aanval.openbaar import Groep, Openbaar
from etl.aanval.programma import Doelen, Zoektocht
from etl.aanval.stelsel import Ints, Tegenspraak, Unie, as_matrix

BREEDTE = 5
KLEIN = range(1, BREEDTE)
KLEINE_GROEP = 10
RONDES = 12
KEREN, KEREN_STEEKPROEF = 60, 20
"""How many sets of finest groups are tried at most in a part of the system."""
SAMEN_STEEKPROEF = 1
HEEL_STEEKPROEF = 6
"""In a sample: how often what may be small is pushed up together, how many questions are put to a whole part."""


class Lek(NamedTuple):
    """Something that comes out too closely. For the internal log only: it is what must not be pointed at.

    soort: `cel`, `groep`, `rest`, `overlap`, `samen`, `tussen`, `klein` or `hele groep`. wat: the cell, or the group
    (of a rest: the whole). zonder: the part that a rest is without. met: the groups that are small together with it.
    """

    soort: str
    wat: CelSleutel | Groep
    eenheid: str
    laag: int
    hoog: float
    zonder: Groep | None = None
    met: tuple[Groep, ...] = ()


@dataclass(frozen=True)
class Vonnis:
    """What the attack found.

    intervallen: per hidden cell between what values it lies for certain. herhalingen: how many groups are known to hold
    1 to 4 werkprocessen more than jongeren; told, not judged. onbeslist: what nobody asked and was not seen to be wide.
    afgebroken: in how many parts of the system the search for groups together stopped before all were looked at.
    losser: what a delivery can be was left out of account, because the figures contradict it. smalste: the narrowest
    hidden cell, 5 for 5 or more. steekproef, zaad: how many were asked one by one (None: all), and how they were drawn.
    """

    intervallen: Mapping[CelSleutel, tuple[int, float]]
    vondsten: tuple[Lek, ...]
    herhalingen: int
    onbeslist: int
    afgebroken: int
    losser: bool
    cellen: int
    onderdrukt: int
    groepen: int
    smalste: int
    lps: int
    steekproef: int | None
    zaad: int
    seconden: float

    @property
    def veilig(self) -> bool:
        """Whether nothing comes out too closely."""
        return not self.vondsten

    def per_soort(self) -> dict[str, int]:
        """How many findings of each kind."""
        return dict(sorted(Counter(v.soort for v in self.vondsten).items()))


def examine(openbaar: Openbaar, *, steekproef: int | None = None, zaad: int = 0) -> Vonnis:
    """Attack what is public: bounds on everything; linear programs on everything, or on a sample.

    steekproef: ask this many one by one, of all that is still open after all were asked together once: half of them
    those that bounds leave least room, half drawn from `zaad`; 0 for bounds alone.

    Raises Tegenspraak when the figures contradict each other, OnbekendeTabel for a table it cannot read. When they only
    contradict what can be (a jongere of eight with an mbo), that is dropped: what is shown exists.
    """
    begin = time.monotonic()
    kan = openbaar.mogelijk
    trappen = [kan, MogelijkeGroepen(kan.soort, {}), MogelijkeGroepen({}, {}), ALLES_KAN]
    for mogelijk in trappen:
        try:
            aanval = _Aanval(replace(openbaar, mogelijk=mogelijk))
            over = aanval.search(steekproef, zaad)
            break
        except Tegenspraak:
            if mogelijk is trappen[-1]:
                raise
    vondsten = aanval.found()
    if vondsten and openbaar.kennis:
        vondsten = _without_what_reports_told(aanval, vondsten)
    intervallen = aanval.intervals()
    return Vonnis(
        intervallen,
        tuple(vondsten),
        len(aanval.certain_small("herhaling")),
        len(over),
        aanval.afgebroken,
        mogelijk is not kan,
        len(aanval.wereld.kolom),
        len(intervallen),
        len(aanval.doelen.laag) - len(intervallen),
        aanval.narrowest(),
        aanval.zoektocht.lps,
        steekproef,
        zaad,
        time.monotonic() - begin,
    )


def agrees(openbaar: Openbaar) -> bool:
    """Whether bounds alone see no contradiction in what is public."""
    try:
        stelsel = write_down(openbaar).stelsel
        propagate(as_matrix(stelsel), np.array(stelsel.laag), np.array(stelsel.hoog))
    except Tegenspraak:
        return False
    return True


class _Target(NamedTuple):
    soort: str
    wat: CelSleutel | Groep
    eenheid: str
    zonder: Groep | None
    termen: tuple[tuple[int, int], ...]


class _Aanval:
    """One attack: the system, its bounds, and everything that is asked of it."""

    def __init__(self, openbaar: Openbaar) -> None:
        self.openbaar = openbaar
        self.wereld: OpenbaarStelsel = write_down(openbaar)
        self.stelsel = self.wereld.stelsel
        self.matrix = as_matrix(self.stelsel)
        self.laag, self.hoog = propagate(self.matrix, np.array(self.stelsel.laag), np.array(self.stelsel.hoog))
        self.nooit = {2 * self.stelsel.nummer[g] + eenheid for g in self.stelsel.onmogelijk for eenheid in (0, 1)}
        self.targets = self._targets()
        self.doelen = self._goals()
        self.samen: list[Lek] = []
        self.afgebroken = 0
        self.zoektocht = Zoektocht(self.matrix, self.laag, self.hoog, self.doelen)

    # --- what is asked ---------------------------------------------------------------------------------------------

    def _targets(self) -> list[_Target]:
        targets = [
            _Target("cel", cel, cel.teleenheid, None, ((kolom, 1),))
            for cel, kolom in self.wereld.kolom.items()
            if cel not in self.wereld.bekend
        ]
        gevraagd = set(self.wereld.kolom.values())
        for groep, i in self.stelsel.nummer.items():
            n, p = 2 * i, 2 * i + 1
            if groep.is_between:
                targets.append(_Target("tussen", groep, WERKPROCESSEN, None, ((n, 1),)))
                continue
            if n not in gevraagd:
                targets.append(_Target("groep", groep, WERKPROCESSEN, None, ((n, 1),)))
            if p not in gevraagd:
                targets.append(_Target("groep", groep, JONGEREN, None, ((p, 1),)))
            targets.append(_Target("herhaling", groep, JONGEREN, None, ((n, 1), (p, -1))))
        for unie in self.stelsel.unies:
            if len(unie.delen) > 1 and not any(deel.is_between for deel in unie.delen):
                targets += self._of_union(unie)
        return [t for t in targets if t.soort == "cel" or self._can_be_small(t)]

    def _of_union(self, unie: Unie) -> list[_Target]:
        """The rests and the overlap of a whole. Parts that are empty for certain are nobody's rest."""
        n, p = self.stelsel.n(unie.geheel), self.stelsel.p(unie.geheel)
        delen = [(d, self.stelsel.n(d), self.stelsel.p(d)) for d in unie.delen if self.hoog[self.stelsel.n(d)] > 0]
        gevonden: list[_Target] = []
        if len(delen) < 2:
            return gevonden
        if len(delen) > 2:
            gevonden += [_Target("rest", unie.geheel, WERKPROCESSEN, d, ((n, 1), (dn, -1))) for d, dn, _ in delen]
        open_ = [(dn, 1) for _, dn, _ in delen if self.laag[dn] < self.hoog[dn]]
        if 1 < len(open_) < len(delen):
            gevonden.append(_Target("rest", unie.geheel, WERKPROCESSEN, None, tuple(open_)))
        gevonden += [_Target("rest", unie.geheel, JONGEREN, d, ((p, 1), (dp, -1))) for d, _, dp in delen]
        if not unie.opgeteld:
            gevonden.append(
                _Target("overlap", unie.geheel, JONGEREN, None, (*((dp, 1) for _, _, dp in delen), (p, -1)))
            )
        return gevonden

    def _can_be_small(self, target: _Target) -> bool:
        """Whether a group can be 1 to 4 at all, by the bounds of its terms."""
        laag = sum(f * (self.laag if f > 0 else self.hoog)[k] for k, f in target.termen)
        hoog = sum(f * (self.hoog if f > 0 else self.laag)[k] for k, f in target.termen)
        return laag < BREEDTE and hoog >= 1

    def _goals(self) -> Doelen:
        termen = [(t, k, f) for t, target in enumerate(self.targets) for k, f in target.termen]
        doel, kolom = (np.array([x[i] for x in termen], dtype=np.int64) for i in (0, 1))
        factor = np.array([x[2] for x in termen], dtype=np.float64)
        laag, hoog = activity(doel, kolom, factor, len(self.targets), self.laag, self.hoog)
        groep = np.array([t.soort != "cel" for t in self.targets], dtype=np.bool_)
        return Doelen(doel, kolom, factor, np.maximum(laag, 0), hoog, groep, BREEDTE)

    def search(self, steekproef: int | None, zaad: int) -> Ints:
        """Ask what bounds left open and is judged, or a sample of it."""
        d = self.doelen
        open_ = np.where(d.groep, (d.laag < d.hoog), d.hoog - d.laag >= BREEDTE)
        oordeel = np.array([t.soort != "herhaling" for t in self.targets], dtype=np.bool_)
        vragen = np.flatnonzero(open_ & oordeel)
        if steekproef is None:
            over = self.zoektocht.search(vragen, RONDES, len(vragen), zaad)
            self._search_together(SAMEN, KEREN)
        elif steekproef:
            self.zoektocht.heel = HEEL_STEEKPROEF
            over = self.zoektocht.search(vragen, 1, steekproef, zaad)
            self.zoektocht.heel = HEEL_STEEKPROEF
            self._search_together(SAMEN_STEEKPROEF, KEREN_STEEKPROEF)
        else:
            over = vragen
        return over

    def _search_together(self, samen: int, keren: int) -> None:
        """Look for sets of finest groups that are small together, in every part of the system."""
        fijnste = finest(self.stelsel)
        deel_van = self.zoektocht.deel_van
        per_deel: dict[int, dict[int, Groep]] = defaultdict(dict)
        for kolom, groep in fijnste.items():
            if self.laag[kolom] < self.hoog[kolom]:
                per_deel[int(deel_van[kolom])][kolom] = groep
        for nummer, groepen in per_deel.items():
            deel = self.zoektocht.part(nummer)
            plek = dict(zip(np.searchsorted(deel.kolommen, list(groepen)).tolist(), groepen.values(), strict=True))
            gevonden, klaar = Groepzoeker(deel, plek, self.openbaar.delen_van).search(samen, keren)
            self.samen += [
                Lek("samen", eerste, WERKPROCESSEN, laag, hoog, None, tuple(andere))
                for (eerste, *andere), laag, hoog in gevonden
            ]
            self.afgebroken += not klaar

    # --- what came out ---------------------------------------------------------------------------------------------

    def found(self) -> list[Lek]:
        """Everything that breaks the rule."""
        vondsten = [
            Lek("cel", cel, cel.teleenheid, laag, hoog)
            for cel, (laag, hoog) in self.intervals().items()
            if hoog - laag < BREEDTE and self.wereld.kolom[cel] not in self.nooit
        ]
        for soort in ("groep", "rest", "overlap"):
            vondsten += self.certain_small(soort)
        # Bounds alone may hold what came between two editions; it is given away where its number is.
        vondsten += [v for v in self.certain_small("tussen") if v.laag == v.hoog]
        vondsten += self.samen
        return [*vondsten, *self._shown_small(), *self._of_one_kind()]

    def intervals(self) -> dict[CelSleutel, tuple[int, float]]:
        """Between what values each hidden cell lies for certain."""
        return {
            t.wat: (int(self.doelen.laag[k]), float(self.doelen.hoog[k]))
            for k, t in enumerate(self.targets)
            if isinstance(t.wat, CelSleutel)
        }

    def narrowest(self) -> int:
        """How wide the narrowest hidden cell is that could be anything; 5 for 5 or more."""
        breedtes = (
            hoog - laag for cel, (laag, hoog) in self.intervals().items() if self.wereld.kolom[cel] not in self.nooit
        )
        return int(min([BREEDTE, *breedtes]))

    def certain_small(self, soort: str) -> list[Lek]:
        """The groups of one kind that are 1 to 4 for certain."""
        return [
            Lek(t.soort, t.wat, t.eenheid, int(self.doelen.laag[k]), float(self.doelen.hoog[k]), t.zonder)
            for k, t in enumerate(self.targets)
            if t.soort == soort and self.doelen.laag[k] >= 1 and self.doelen.hoog[k] < BREEDTE
        ]

    def _shown_small(self) -> list[Lek]:
        return [
            Lek("klein", cel, cel.teleenheid, round(n), round(n))
            for cel, n in self.openbaar.getoond.items()
            if cel in self.wereld.bekend and round(n) in KLEIN and cel not in self.openbaar.kennis
        ]

    def _of_one_kind(self) -> list[Lek]:
        """Small groups that a table tells to be of one kind, unless they could be of no other."""
        vondsten: list[Lek] = []
        getoond = self.wereld.getoonde_groepen
        for unie in self.stelsel.unies:
            geheel = unie.geheel
            if geheel not in getoond or not 0 < self.laag[self.stelsel.n(geheel)] < KLEINE_GROEP:
                continue
            for deel in unie.delen:
                anders = [d for d in unie.delen if d != deel and d not in self.stelsel.onmogelijk]
                if not anders or deel not in getoond or deel[:3] != geheel[:3]:
                    continue
                hoog = self.hoog[self.stelsel.n(geheel)]
                if hoog < KLEINE_GROEP and all(self.hoog[self.stelsel.n(d)] == 0 for d in anders):
                    laag = self.laag[self.stelsel.n(geheel)]
                    vondsten.append(Lek("hele groep", geheel, WERKPROCESSEN, int(laag), float(hoog), deel))
        return vondsten


def _without_what_reports_told(aanval: _Aanval, vondsten: Sequence[Lek]) -> list[Lek]:
    """Leave out what comes out as closely for who has the reports and nothing of ours: hiding cannot help that."""
    getoond = {c: n for c, n in aanval.openbaar.getoond.items() if c.indicator not in aanval.openbaar.definities}
    verborgen = aanval.wereld.kolom.keys() - aanval.openbaar.kennis.keys()
    kaal = _Aanval(replace(aanval.openbaar, getoond=getoond, onderdrukt=verborgen))
    al_bekend = {v[:3] + v[5:] for v in kaal.found()} | {
        ("cel", cel, cel.teleenheid, None, ()) for cel in aanval.openbaar.kennis
    }
    termen = {(t.soort, t.wat, t.eenheid, t.zonder): t.termen for t in aanval.targets}
    groepen = list(aanval.stelsel.nummer)

    def told(v: Lek) -> bool:
        """Whether the reports alone hold it within less than five, by linear programs: bounds add no groups up."""
        eigen = termen.get((v.soort, v.wat, v.eenheid, v.zonder))
        if v.soort == "samen":
            eigen = tuple((aanval.stelsel.n(g), 1) for g in (v.wat, *v.met) if isinstance(g, Groep))
        if eigen is None or any(groepen[k // 2] not in kaal.stelsel.nummer for k, _ in eigen):
            return False
        laag, hoog = kaal.zoektocht.bound([(2 * kaal.stelsel.nummer[groepen[k // 2]] + k % 2, f) for k, f in eigen])
        return hoog - max(laag, 0) < BREEDTE

    def same_cases(v: Lek) -> bool:
        """Whether the group holds nobody but the small group that a report names: then what is new is a zero."""
        if v.soort != "groep" or not isinstance(v.wat, Groep):
            return False
        eenheid = int(v.eenheid != WERKPROCESSEN)
        return any(
            aanval.zoektocht.bound([(aanval.stelsel.n(v.wat), 1), (aanval.stelsel.n(deel), -1)])[1] == 0
            and kaal.zoektocht.bound([(kaal.stelsel.n(deel) + eenheid, 1)])[1] < BREEDTE
            for deel in list(kaal.stelsel.nummer)
            if deel._replace(zaken=v.wat.zaken) == v.wat and deel.zaken < v.wat.zaken
        )

    return [v for v in vondsten if v[:3] + v[5:] not in al_bekend and not told(v) and not same_cases(v)]
