"""`controle`: count the kept worlds of what is live anew, and attack it knowing only what the public knows.

The attack reads the public database alone; the relations between cells follow from the plan, as they do for anyone who
reads `hierarchie.json`. The worlds stand in the internal database: without it they cannot be counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.cells import CelSleutel, VorigeCel
from data.databases import intern_pad
from data.gebieden import gebieden
from data.indicators import INDICATOREN, WERKPROCESSEN
from data.relaties import relate
from data.schooljaar import is_schooljaar
from data.stromen import counted
from data.tableplan import Niveau, is_rest
from etl.aanval import PubliekCijfer, Tegenspraak, Uitslag, attack
from etl.aanval.mogelijk import read_possible
from etl.intern import open_intern
from etl.publicatie import logboek, vreemde
from etl.publicatie.kennis import national_knowledge
from etl.publicatie.lezen import Live
from etl.publicatie.publiceren import attack_summary
from etl.werelden import add_up, count_groups, judge, narrow_columns, number, read_worlds, recount


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """What the audit of a live publication found.

    vreemd: how many cells and groups the stranger got too close to. werelden: how many were counted; None without the
    internal database, or when this publication came without. onbewezen: how many hidden cells and small groups they do
    not prove, all of them where there are none. tegenspraak: how many worlds do not give what is shown.
    """

    publicatie_id: str
    cellen: int
    onderdrukt: int
    uitslag: Uitslag
    vreemd: int = 0
    werelden: int | None = None
    onbewezen: int = 0
    tegenspraak: int = 0

    @property
    def lekken(self) -> int:
        """How many cells and groups the attacks narrowed down too far."""
        return len(self.uitslag.schendingen) + self.vreemd

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
            "controle": attack_summary(self.uitslag),
        }


def audit(live: Live) -> Bevinding:
    """Attack the publication that is live, with the annual reports and the national sources in hand."""
    geteld = [c for c in live.cijfers.values() if INDICATOREN[c.sleutel.indicator].herkomst != "verhouding"]
    getoond = {c.sleutel: int(c.waarde) for c in geteld if c.waarde is not None}
    onderdrukt = {c.sleutel for c in geteld if c.status == "onderdrukt"}
    alle = getoond.keys() | onderdrukt
    relaties = relate(alle | rest_cells(alle, live.regio_van), live.regio_van, live.delen_van)
    eerder = _internal(live.publicatie.publicatie_id)
    verborgen = {cel: n for cel, n in eerder.waar.items() if cel in onderdrukt}
    kennis = _report_knowledge(live, onderdrukt, eerder.waar) | national_knowledge(
        live.landelijk, verborgen, verborgen | getoond
    )
    uitslag = attack(getoond, onderdrukt, relaties, kennis=kennis, waarden=verborgen, vorige=eerder.vorige)
    vreemd = _stranger(live, kennis) if vreemde.AAN else 0
    werelden, onbewezen, tegenspraak = _count_worlds(live, alle, onderdrukt)
    return Bevinding(
        publicatie_id=live.publicatie.publicatie_id,
        cellen=len(geteld),
        onderdrukt=len(onderdrukt),
        uitslag=uitslag,
        vreemd=vreemd,
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


def _stranger(live: Live, kennis: Mapping[CelSleutel, int]) -> int:
    """How much the stranger gets too close to, percentages in hand too. Figures that contradict count as one."""
    mogelijk = read_possible()
    if intern_pad().exists():
        with open_intern() as verbinding:
            mogelijk = vreemde.read_seen(verbinding)
    cijfers = (PubliekCijfer(cel, c.status, c.waarde, c.peildatum) for cel, c in live.cijfers.items())
    zaad = int.from_bytes(live.publicatie.publicatie_id.encode())
    try:
        return len(
            vreemde.attack_figures(cijfers, live.delen_van, kennis=kennis, mogelijk=mogelijk, zaad=zaad).vondsten
        )
    except Tegenspraak:
        return 1


@dataclass(frozen=True)
class _Eerder:
    """What the internal database knows of a publication; nothing when there is none or it did not make it."""

    waar: Mapping[CelSleutel, int] = field(default_factory=dict)
    vorige: Mapping[CelSleutel, VorigeCel] = field(default_factory=dict)


def _internal(publicatie_id: str) -> _Eerder:
    if not intern_pad().exists():
        return _Eerder()
    with open_intern() as verbinding:
        return _Eerder(logboek.true_values(verbinding, publicatie_id), logboek.cells_before(verbinding, publicatie_id))


def _report_knowledge(live: Live, onderdrukt: set[CelSleutel], waar: Mapping[CelSleutel, int]) -> dict[CelSleutel, int]:
    """What reports told exactly about cells that are hidden here.

    Whether a report tells the very same number is known only internally; without the internal database every report
    figure about a hidden cell is taken for exact, which makes the attacker no weaker than a reader of reports can be.
    """
    verteld = {cel: int(c.waarde) for cel, c in live.per_cel.items() if cel in onderdrukt and c.waarde is not None}
    return {cel: n for cel, n in verteld.items() if waar.get(cel, n) == n}


def rest_cells(alle: set[CelSleutel], regio_van: dict[str, str]) -> set[CelSleutel]:
    """The cells that were never published but follow from those that were."""
    gevonden: set[CelSleutel] = set()
    # Whichever tables a region tells there: the tiles' are always among them.
    plekken = {(c.gebied, c.schooljaar) for c in alle if c.teleenheid == WERKPROCESSEN and is_schooljaar(c.schooljaar)}
    for gebied, jaar in plekken:
        niveau: Niveau = "gemeente" if gebied in regio_van else "regio"
        for vorm in filter(is_rest, counted(niveau)):
            gevonden.add(CelSleutel(vorm.indicator, WERKPROCESSEN, gebied, jaar, vorm.uitsplitsing, vorm.categorie))
    return gevonden
