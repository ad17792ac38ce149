"""An attacker from outside: has the exported files and nothing else, and works out what he can about each hidden cell.

Shares no code with the product, on purpose: it reads `cijfers.csv` and `hierarchie.json` as any stranger would, writes
down every relation those files tell of, and asks a general solver (HiGHS, through scipy) between which values a hidden
count can lie. A value counts as possible only when a whole-number table is found that has it and that agrees with
everything published; a cell counts as leaked only when a bound of the solver encloses it too closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.etl.keuring.uitvoer import BREEDTE, KLEIN, KLEINE_GROEP, PLAFOND, Cel, Floats, Ints, Kennis, Regel


@dataclass(frozen=True)
class Vondst:
    """A hidden count that comes out too closely: between `laag` and `hoog`, for certain."""

    cel: Cel
    laag: int
    hoog: int
    reden: str


@dataclass
class Uitslag:
    """What the attack gave. `breedte`: per hidden cell how far apart two possible tables lie."""

    vondsten: list[Vondst]
    breedte: dict[Cel, int]
    onbeslist: list[Cel]
    cellen: int
    verborgen: int
    lps: int

    @property
    def smalste(self) -> int:
        """The narrowest of all hidden cells."""
        return min(self.breedte.values(), default=BREEDTE)


class Tegenspraak(Exception):
    """The files contradict themselves."""


def attack(kennis: Kennis, toegift: Mapping[Cel, int] | None = None) -> Uitslag:
    """Work out each hidden cell. `toegift`: what the attacker knows besides, from a report for instance."""
    bekend = {**kennis.bekend, **(toegift or {})}
    stelsel = _System(kennis, bekend)
    uitslag = Uitslag([], {}, [], len(bekend) + len(kennis.verborgen), len(kennis.verborgen - bekend.keys()), 0)
    uitslag.vondsten += [
        Vondst(c, n, n, "een aantal van 1 tot en met 4 staat er gewoon")
        for c, n in kennis.bekend.items()
        if n in KLEIN and c not in (toegift or {})
    ]
    uitslag.vondsten += [
        Vondst(d, bekend[d], bekend[d], "een hele groep heeft een kenmerk")
        for t, d in kennis.groepen
        if t in bekend
        and d in bekend
        and 0 < bekend[t] == bekend[d] < KLEINE_GROEP
        and not {t, d} <= (toegift or {}).keys()
    ]
    for deel in stelsel.parts():
        _Part(stelsel, deel, kennis, bekend).judge(uitslag)
    return uitslag


class _System:
    """The relations with the known numbers filled in."""

    def __init__(self, kennis: Kennis, bekend: Mapping[Cel, int]) -> None:
        genoemd = {cel for regel in kennis.regels for _, cel in regel.termen} | kennis.verborgen
        self.cellen = sorted(genoemd - bekend.keys())
        self.nummer = {cel: i for i, cel in enumerate(self.cellen)}
        self.rijen: list[tuple[list[tuple[int, int]], float, bool]] = []
        self.laag = np.zeros(len(self.cellen))
        self.hoog = np.full(len(self.cellen), PLAFOND)
        self.paren: list[tuple[int, int]] = []
        for regel in dict.fromkeys(kennis.regels):
            self._row(regel, bekend)
        for werkproces, jongere in kennis.paren:
            self._pair(werkproces, jongere, bekend)

    def _row(self, regel: Regel, bekend: Mapping[Cel, int]) -> None:
        vast = regel.vast + sum(f * bekend[c] for f, c in regel.termen if c in bekend)
        termen = [(f, self.nummer[c]) for f, c in regel.termen if c not in bekend]
        if not termen and (vast < -1e-9 or (regel.gelijk and vast > 1e-9)):
            raise Tegenspraak(regel.termen)
        if termen:
            self.rijen.append((termen, vast, regel.gelijk))

    def _pair(self, werkproces: Cel, jongere: Cel, bekend: Mapping[Cel, int]) -> None:
        """No werkproces without a jongere, no jongere without a werkproces."""
        for een, ander in ((werkproces, jongere), (jongere, werkproces)):
            if een in bekend and ander in self.nummer:
                i = self.nummer[ander]
                if bekend[een]:
                    self.laag[i] = max(self.laag[i], 1)
                else:
                    self.hoog[i] = 0
        if werkproces in self.nummer and jongere in self.nummer:
            self.paren.append((self.nummer[werkproces], self.nummer[jongere]))

    def parts(self) -> list[list[int]]:
        """Numbers of unknowns that hang together."""
        ouder = list(range(len(self.cellen)))

        def root(i: int) -> int:
            while ouder[i] != i:
                ouder[i] = ouder[ouder[i]]
                i = ouder[i]
            return i

        for groep in ([k for _, k in termen] for termen, _, _ in self.rijen):
            for k in groep[1:]:
                ouder[root(k)] = root(groep[0])
        for w, j in self.paren:
            ouder[root(w)] = root(j)
        delen: dict[int, list[int]] = {}
        for i in range(len(self.cellen)):
            delen.setdefault(root(i), []).append(i)
        return list(delen.values())


class _Part:
    """The search for tables within unknowns that hang together.

    `minst`, `meest`: the extremes among the tables found. `gelijk_groep`: per group whether no table found tells it
    from its part.
    """

    def __init__(self, stelsel: _System, deel: Sequence[int], kennis: Kennis, bekend: Mapping[Cel, int]) -> None:
        self.cellen = [stelsel.cellen[i] for i in deel]
        self.n = len(deel)
        plaats = {i: k for k, i in enumerate(deel)}
        rijen = [rij for rij in stelsel.rijen if rij[0][0][1] in plaats]
        self.laag, self.hoog = stelsel.laag[list(deel)], stelsel.hoog[list(deel)]
        self.paren = np.array([(plaats[w], plaats[j]) for w, j in stelsel.paren if w in plaats], dtype=np.int64)
        self.paren = self.paren.reshape(-1, 2)
        self.vast = np.array([vast for _, vast, _ in rijen])
        self.gelijk = np.array([gelijk for _, _, gelijk in rijen], dtype=np.bool_)
        self.rijen = _matrix([[(plaats[k], f) for f, k in termen] for termen, _, _ in rijen], self.n)
        self.regels = self._rules([[(plaats[k], f) for f, k in termen] for termen, _, _ in rijen])
        self.minst, self.meest = np.full(self.n, np.inf), np.full(self.n, -np.inf)
        self.moet = np.flatnonzero([cel in kennis.verborgen for cel in self.cellen])
        self._set_groups(kennis, bekend)
        self.lps = 0

    def _rules(self, rijen: list[list[tuple[int, int]]]) -> LinearConstraint:
        paren = [[(int(j), 1.0), (int(w), -1.0 / PLAFOND)] for w, j in self.paren]
        onder = np.concatenate((-self.vast, np.zeros(len(paren))))
        boven = np.concatenate((np.where(self.gelijk, -self.vast, np.inf), np.full(len(paren), np.inf)))
        return LinearConstraint(_matrix([*rijen, *paren], self.n), onder, boven)

    def _set_groups(self, kennis: Kennis, bekend: Mapping[Cel, int]) -> None:
        """Groups of which the total or the part is unknown: total minus part, as a row."""
        plaats = {cel: k for k, cel in enumerate(self.cellen)}
        self.groepen = [(t, d) for t, d in kennis.groepen if (t in plaats or d in plaats)]
        self.groepen = [g for g in self.groepen if bekend.get(g[0], 1) < KLEINE_GROEP and bekend.get(g[1], 1) > 0]
        termen = [[(plaats[c], f) for f, c in zip((1, -1), g, strict=True) if c in plaats] for g in self.groepen]
        self.verschil = _matrix(termen, self.n)
        self.verschil_vast = np.array([bekend.get(t, 0) - bekend.get(d, 0) for t, d in self.groepen])
        self.groep_hoog = [(plaats.get(t), bekend.get(t, 0)) for t, _ in self.groepen]
        self.grootste_verschil = np.full(len(self.groepen), -np.inf)

    def judge(self, uitslag: Uitslag) -> None:
        """Widen everything hidden, and report what cannot be widened."""
        if len(self.moet):
            self._together()
        for k in self.moet.tolist():
            laag, hoog = self._alone(k)
            breedte = self.meest[k] - self.minst[k]
            uitslag.breedte[self.cellen[k]] = int(breedte) if np.isfinite(breedte) else 0
            if breedte < BREEDTE and hoog - laag < BREEDTE:
                uitslag.vondsten.append(Vondst(self.cellen[k], int(laag), int(hoog), "te nauw"))
            elif breedte < BREEDTE:
                uitslag.onbeslist.append(self.cellen[k])
        if len(self.moet):
            self._judge_rests(uitslag)
            self._judge_groups(uitslag)
        uitslag.lps += self.lps

    def _open(self) -> Ints:
        breed = self.meest[self.moet] - self.minst[self.moet] >= BREEDTE
        return np.asarray(self.moet[~breed])

    def _together(self) -> None:
        """Push all open cells at once, in changing directions, as long as that helps."""
        kans = np.random.default_rng(20)
        while len(open_ := self._open()) > 1:
            for keer in range(3):
                doel = np.zeros(self.n)
                doel[open_] = (kans.choice([-1.0, 1.0], len(open_)) if keer else 1.0) * (1 + kans.random(len(open_)))
                self._solve(doel)
                self._solve(-doel)
            if len(self._open()) > 0.9 * len(open_):
                return

    def _alone(self, k: int) -> tuple[float, float]:
        """The bounds of one cell, certain; in whole numbers when the tables found leave doubt."""
        laag, hoog = float(self.laag[k]), float(self.hoog[k])
        doel = np.zeros(self.n)
        doel[k] = 1.0
        for heel in (False, True):
            if self.meest[k] - self.minst[k] >= BREEDTE or hoog - laag < BREEDTE:
                break
            hoog = min(hoog, np.floor(self._solve(doel, heel=heel) + 1e-6))
            laag = max(laag, np.ceil(-self._solve(-doel, heel=heel) - 1e-6))
        return laag, hoog

    def _judge_rests(self, uitslag: Uitslag) -> None:
        """A never-published cell that can be told to be small is as bad as a published one."""
        for k, cel in enumerate(self.cellen):
            if cel.indicator == "rest" and self.minst[k] >= 1 and self.meest[k] < KLEIN.stop:
                laag, hoog = self._alone(k)
                if laag >= 1 and hoog < KLEIN.stop:
                    uitslag.vondsten.append(Vondst(cel, int(laag), int(hoog), "niet getoond, maar uit te rekenen"))

    def _judge_groups(self, uitslag: Uitslag) -> None:
        """That all of a small group are of one kind must not be certain, shown or worked out."""
        for g in np.flatnonzero(self.grootste_verschil <= 0).tolist():
            k, vast = self.groep_hoog[g]
            hoog = vast if k is None else self._alone(k)[1]
            if hoog < KLEINE_GROEP:
                doel = self.verschil[[g], :].toarray().ravel()
                if self._solve(doel) + self.verschil_vast[g] < 1 - 1e-6:
                    uitslag.vondsten.append(
                        Vondst(self.groepen[g][1], 0, int(hoog), "een hele groep heeft een kenmerk")
                    )

    def _solve(self, doel: Floats, *, heel: bool = False) -> float:
        """As much of `doel` as can be; keeps the table found. Returns a bound that no table exceeds."""
        self.lps += 1
        gevonden = milp(
            -doel,
            integrality=np.ones(self.n) if heel else None,
            bounds=Bounds(self.laag, self.hoog),
            constraints=self.regels,
            options={"node_limit": 2000} if heel else {},
        )
        if gevonden.status == 2:
            raise Tegenspraak
        if gevonden.x is not None:
            self._keep(gevonden.x)
        grens = gevonden.mip_dual_bound if heel else gevonden.fun
        return float("inf") if grens is None else -float(grens)

    def _keep(self, x: Floats) -> None:
        """Rounded, and checked in whole numbers; persons are rounded up, which no rule about them minds."""
        heel = np.where(np.abs(x - np.rint(x)) < 1e-6, np.rint(x), np.ceil(x))
        som = self.rijen @ heel + self.vast
        goed = bool(np.where(self.gelijk, np.abs(som) < 1e-6, som > -1e-6).all())
        goed &= bool(((heel[self.paren[:, 0]] > 0) == (heel[self.paren[:, 1]] > 0)).all())
        if goed and (heel >= self.laag).all() and (heel <= self.hoog).all():
            self.minst, self.meest = np.minimum(self.minst, heel), np.maximum(self.meest, heel)
            self.grootste_verschil = np.maximum(self.grootste_verschil, self.verschil @ heel + self.verschil_vast)


def _matrix(rijen: Iterable[Sequence[tuple[int, float]]], kolommen: int) -> csr_array:
    lijst = list(rijen)
    rij = [r for r, termen in enumerate(lijst) for _ in termen]
    kolom = [k for termen in lijst for k, _ in termen]
    return csr_array(([float(f) for termen in lijst for _, f in termen], (rij, kolom)), shape=(len(lijst), kolommen))
