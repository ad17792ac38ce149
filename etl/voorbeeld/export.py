"""The example export: deterministic werkprocessen and standen that agree with what was published.

Per region: fix what the published figures fix, then fill up to the size asked for, then give every werkproces its dates
and its person. One gemeente is in memory at a time, so the size is bounded by the disk only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.referentie.gebieden import Gebieden, gebieden
from data.reports import published
from data.reports.published_figures import Publicatiecijfer
from etl.voorbeeld.aannames import SCHOOLJAREN
from etl.voorbeeld.cellen import SOORTEN, Aantallen, Celkolommen, Verwachting, alle_cellen
from etl.voorbeeld.datums import draw_dates
from etl.voorbeeld.doelen import demands
from etl.voorbeeld.omvang import Ruimte, Standen, expected, free_room, learn, per_cell, share_out
from etl.voorbeeld.personen import Bevolking
from etl.voorbeeld.schrijven import Rijen, Schrijver, write_standen
from etl.voorbeeld.standen import make_standen
from etl.voorbeeld.toewijzing import Doel, Toegewezen, assign, deal, groups_of
from etl.voorbeeld.vroeger import draw_before, expected_before

WERKPROCESSEN_CSV, STANDEN_CSV = "werkprocessen.csv", "standen.csv"
STANDAARD_ZAAD = 2025
# A groep of persons stays well below the number of jongeren, however many rows are asked for.
_MEESTE_JONGEREN = 0.5

Voortgang = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Geschreven:
    """What was written. minimum: the rows that the published figures need; doelen: how many of them were followed."""

    rijen: int
    minimum: int
    gemeenten: int
    doelen: int


@dataclass(frozen=True)
class _Plan:
    """Everything that is decided before the first row is made."""

    cellen: Celkolommen
    standen: Standen
    verwacht: Mapping[str, Verwachting]
    vast: Mapping[str, Toegewezen]
    doelen: Sequence[Doel]
    ruimte: Ruimte
    codes: list[str]

    def before(self, code: str) -> Verwachting:
        """Expected rows of a gemeente that began before the first schooljaar, per cell."""
        bepaald = self.vast[code].bepaald if code in self.vast else np.zeros(len(self.cellen), dtype=bool)
        return expected_before(self.cellen, per_cell(self.cellen, self.verwacht[code]), bepaald)

    @property
    def minimum(self) -> int:
        """The rows that the published figures need."""
        return sum(int(toegewezen.aantal.sum()) for toegewezen in self.vast.values())


def write_example(
    map: Path, rijen: int | None = None, zaad: int = STANDAARD_ZAAD, voortgang: Voortgang | None = None
) -> Geschreven:
    """Write the example into a folder, which is made when it is not there.

    rijen: exactly so many werkprocessen, but never fewer than the published figures need; None: as many as such
    gemeenten would have. The same zaad and rijen give the same bytes.
    """
    plan = _decide(gebieden(), published.cijfers(), zaad)
    vroeger = np.array([plan.before(code).sum() for code in plan.codes])
    vanzelf = float(plan.ruimte.natuurlijk.sum() + vroeger.sum())
    vrij = max(0, (plan.minimum + round(vanzelf) if rijen is None else rijen) - plan.minimum)
    eerder = round(vrij * float(vroeger.sum()) / vanzelf)
    per_gemeente = np.random.default_rng([zaad, 4]).multinomial(eerder, vroeger / (vroeger.sum() or 1.0))
    per_combinatie = share_out(plan.ruimte, vrij - eerder, np.random.default_rng([zaad, 2]))
    map.mkdir(parents=True, exist_ok=True)
    schrijver = Schrijver(map / WERKPROCESSEN_CSV, plan.cellen, zaad)
    try:
        absoluut = _write_rows(
            plan, per_combinatie, per_gemeente, schrijver, zaad, voortgang or (lambda _gedaan, _totaal: None)
        )
    except BaseException:
        schrijver.breek_af()
        raise
    schrijver.sluit()
    write_standen(map / STANDEN_CSV, _standen(plan, absoluut))
    return Geschreven(schrijver.aantal, plan.minimum, len(plan.codes), len(plan.doelen))


def _decide(waar: Gebieden, cijfers: Sequence[Publicatiecijfer], zaad: int) -> _Plan:
    cellen = alle_cellen()
    standen = make_standen(cijfers, waar, zaad)
    codes = [gemeente.code for regio in waar.regios for gemeente in waar.gemeenten_van(regio.code)]
    verwacht = {code: expected(code, standen, zaad) for code in codes}
    doelen = demands(cijfers, waar, {plek: stand.jongeren for plek, stand in standen.items()}, cellen)
    vast: dict[str, Toegewezen] = {}
    for nummer, regio in enumerate(waar.regios):
        hier = [doel for doel in doelen if set(doel.gemeenten) <= set(regio.gemeenten)]
        geraakt = sorted({code for doel in hier for code in doel.gemeenten})
        verwacht_per_cel = {code: per_cell(cellen, verwacht[code]) for code in geraakt}
        vast |= assign(cellen, hier, verwacht_per_cel, np.random.default_rng([zaad, 1, nummer]))
    verwacht |= {code: learn(cellen, verwacht[code], toegewezen) for code, toegewezen in vast.items()}
    return _Plan(cellen, standen, verwacht, vast, doelen, free_room(cellen, codes, verwacht, vast), codes)


def _write_rows(
    plan: _Plan,
    per_combinatie: Aantallen,
    vroeger: Aantallen,
    schrijver: Schrijver,
    zaad: int,
    voortgang: Voortgang,
) -> dict[tuple[str, str], int]:
    """Write gemeente after gemeente; return the jongeren with absoluut verzuim per (gemeente, schooljaar)."""
    bevolking, absoluut = Bevolking(), {}
    vorige_regio = ""
    for nummer, code in enumerate(plan.codes):
        regio = gebieden().regio_van(code).code
        if regio != vorige_regio:
            bevolking.new_region()
        vorige_regio = regio
        eerder = _make_rows_before(
            plan, code, int(vroeger[nummer]), bevolking, np.random.default_rng([zaad, 5, nummer])
        )
        rng = np.random.default_rng([zaad, 3, nummer])
        rijen = _make_rows(plan, code, per_combinatie[nummer], bevolking, rng)
        schrijver.write(code, eerder.with_others(rijen).sorted_by_start())
        absoluut.update(_absoluut(plan.cellen, code, rijen))
        voortgang(nummer + 1, len(plan.codes))
    return absoluut


def _make_rows_before(plan: _Plan, code: str, aantal: int, bevolking: Bevolking, rng: np.random.Generator) -> Rijen:
    cel, start, eind = draw_before(plan.cellen, plan.before(code), aantal, rng)
    persoon, geboorte = bevolking.before(plan.cellen, cel, start, rng)
    return Rijen(cel, persoon, geboorte, start, eind)


def _make_rows(
    plan: _Plan, code: str, per_combinatie: Aantallen, bevolking: Bevolking, rng: np.random.Generator
) -> Rijen:
    cellen = plan.cellen
    vast = plan.vast.get(code) or _nothing_fixed(cellen)
    aantal = vast.aantal + _fill(cellen, vast, per_combinatie, rng)
    cel = np.repeat(np.arange(len(cellen)), aantal)
    start, eind = draw_dates(cellen, cel, rng)
    meeste = np.array([_MEESTE_JONGEREN * plan.standen[code, jaar].jongeren for jaar in SCHOOLJAREN])
    persoon, geboorte = bevolking.assign(cellen, groups_of(vast, aantal, meeste), cel, start, rng)
    return Rijen(cel, persoon, geboorte, start, eind)


def _nothing_fixed(cellen: Celkolommen) -> Toegewezen:
    niets = np.zeros(len(cellen), dtype=np.int64)
    return Toegewezen(niets, niets.astype(bool), cellen.combinatie, {}, {}, frozenset())


def _fill(cellen: Celkolommen, vast: Toegewezen, per_combinatie: Aantallen, rng: np.random.Generator) -> Aantallen:
    """Deal the free rows of each (soort, schooljaar) out over the cells that no published figure is about."""
    aantal = np.zeros(len(cellen), dtype=np.int64)
    vrij = np.where(vast.bepaald, 0.0, cellen.aandeel)
    for combinatie in np.flatnonzero(per_combinatie):
        hier = np.flatnonzero(cellen.combinatie == combinatie)
        aantal[hier] = deal(int(per_combinatie[combinatie]), vrij[hier], rng)
    return aantal


def _absoluut(cellen: Celkolommen, code: str, rijen: Rijen) -> dict[tuple[str, str], int]:
    welke = cellen.soort[rijen.cel] == SOORTEN.index("absoluut_verzuim")
    jaren = cellen.start[rijen.cel]
    return {
        (code, jaar): len(np.unique(rijen.persoon[welke & (jaren == nummer)]))
        for nummer, jaar in enumerate(SCHOOLJAREN)
    }


def _standen(plan: _Plan, absoluut: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int, int, int, int]]:
    """Ingeschreven: all jongeren but those with absoluut verzuim."""
    return [
        (
            code,
            jaar,
            stand.jongeren,
            stand.leerplichtig,
            stand.kwalificatieplichtig,
            stand.jongeren - absoluut[code, jaar],
        )
        for code in plan.codes
        for jaar in SCHOOLJAREN
        for stand in [plan.standen[code, jaar]]
    ]
