"""`controle`: count the kept worlds of what is live anew, and attack it knowing only what the public knows.

The attack reads the public database alone. The worlds stand in the internal database: without it they cannot be
counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from data.cells.cells import CelSleutel
from data.publication.databases import intern_pad
from data.referentie.gebieden import gebieden
from data.registry.indicators import INDICATOREN
from etl.aanval import PubliekCijfer, Tegenspraak, Uitkomst
from etl.aanval.mogelijk import read_possible
from etl.intern import open_intern
from etl.publicatie import logboek, vreemde
from etl.publicatie.kennis import national_knowledge
from etl.publicatie.lezen import Live
from etl.werelden import add_up, count_groups, judge, narrow_columns, number, read_worlds, recount


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """What the audit of a live publication found.

    aanval: None when what is shown contradicts itself. werelden: how many were counted; None without the internal
    database, or when this publication came without. onbewezen: how many hidden cells and small groups they do not
    prove, all of them where there are none. tegenspraak: how many worlds do not give what is shown.
    """

    publicatie_id: str
    cellen: int
    onderdrukt: int
    aanval: Uitkomst | None
    werelden: int | None = None
    onbewezen: int = 0
    tegenspraak: int = 0

    @property
    def lekken(self) -> int:
        """How many cells and groups come out too closely. A set that contradicts itself counts as one."""
        return 1 if self.aanval is None else len(self.aanval.vondsten)

    @property
    def goed(self) -> bool:
        """Whether nothing is narrowed down, and every hidden cell is proved."""
        return not self.lekken and not self.onbewezen and not self.tegenspraak

    def in_json(self) -> dict[str, Any]:
        """For machines; names no cell."""
        return {
            "publicatie": self.publicatie_id,
            "cellen": self.cellen,
            "onderdrukt": self.onderdrukt,
            "lekken": self.lekken,
            "werelden": self.werelden,
            "onbewezen": self.onbewezen,
            "tegenspraak": self.tegenspraak,
            "controle": vreemde.summary(self.aanval) if self.aanval else {},
        }


def audit(live: Live) -> Bevinding:
    """Attack the publication that is live, with the annual reports and the national sources in hand."""
    geteld = [c for c in live.cijfers.values() if INDICATOREN[c.sleutel.indicator].herkomst != "verhouding"]
    getoond = {c.sleutel: int(c.waarde) for c in geteld if c.waarde is not None}
    onderdrukt = {c.sleutel for c in geteld if c.status == "onderdrukt"}
    alle = getoond.keys() | onderdrukt
    waar = _true_values(live.publicatie.publicatie_id)
    verborgen = {cel: n for cel, n in waar.items() if cel in onderdrukt}
    kennis = _report_knowledge(live, onderdrukt, waar) | national_knowledge(
        live.landelijk, verborgen, verborgen | getoond
    )
    werelden, onbewezen, tegenspraak = _count_worlds(live, alle, onderdrukt)
    return Bevinding(
        publicatie_id=live.publicatie.publicatie_id,
        cellen=len(geteld),
        onderdrukt=len(onderdrukt),
        aanval=_attack(live, kennis),
        werelden=werelden,
        onbewezen=onbewezen,
        tegenspraak=tegenspraak,
    )


def _count_worlds(
    live: Live, alle: Collection[CelSleutel], onderdrukt: Collection[CelSleutel]
) -> tuple[int | None, int, int]:
    """Count the kept worlds anew: how many there are, how many hidden cells they leave unproved, how many are wrong."""
    if not intern_pad().exists():
        return None, 0, 0
    with open_intern(schrijven=True) as verbinding:
        bewaard = read_worlds(verbinding, live.publicatie.publicatie_id)
        if bewaard is None:
            return None, len(onderdrukt), 0
        te_bewijzen = set(onderdrukt) - bewaard.vast
        if bewaard.paren.empty:
            return 0, len(te_bewijzen) + len(bewaard.groepen) + len(bewaard.verschillen), 0
        sleutels, nummers = number(sorted(alle), live.regio_van)
        verschil = recount(verbinding, gebieden(), bewaard.paren, nummers)
    oordeel = judge(verschil, sleutels, set(onderdrukt))
    nauw: list[object] = list(oordeel.narrow(te_bewijzen))
    for groepen, anders in (
        (bewaard.groepen, count_groups(bewaard.paren, bewaard.groepen)),
        (bewaard.verschillen, add_up(verschil, sleutels, bewaard.verschillen)),
    ):
        nauw += [groepen[n] for n in narrow_columns(anders, oordeel.klopt).tolist()]
    vreemde.log_unproved(nauw)
    return len(oordeel.klopt), len(nauw), oordeel.klopt.count(False)


def _attack(live: Live, kennis: Mapping[CelSleutel, int]) -> Uitkomst | None:
    """Attack what is live, percentages in hand too. None when it contradicts itself."""
    mogelijk = read_possible()
    if intern_pad().exists():
        with open_intern() as verbinding:
            mogelijk = vreemde.read_seen(verbinding)
    cijfers = (PubliekCijfer(cel, c.status, c.waarde, c.peildatum) for cel, c in live.cijfers.items())
    try:
        return vreemde.attack_figures(cijfers, live.delen_van, kennis=kennis, mogelijk=mogelijk)
    except Tegenspraak:
        return None


def _true_values(publicatie_id: str) -> Mapping[CelSleutel, int]:
    """The counts behind a publication; nothing when there is no internal database or it did not make it."""
    if not intern_pad().exists():
        return {}
    with open_intern() as verbinding:
        return logboek.true_values(verbinding, publicatie_id)


def _report_knowledge(live: Live, onderdrukt: set[CelSleutel], waar: Mapping[CelSleutel, int]) -> dict[CelSleutel, int]:
    """What reports told exactly about cells that are hidden here.

    Whether a report tells the very same number is known only internally; without the internal database every report
    figure about a hidden cell is taken for exact, which makes the attacker no weaker than a reader of reports can be.
    """
    verteld = {cel: int(c.waarde) for cel, c in live.per_cel.items() if cel in onderdrukt and c.waarde is not None}
    return {cel: n for cel, n in verteld.items() if waar.get(cel, n) == n}
