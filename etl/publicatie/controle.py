"""`controle`: count the kept worlds of what is live anew, and attack it knowing only what the public knows.

The attack reads the public database alone. The worlds stand in the internal database: without it they cannot be
counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.cells.cells import CelSleutel
from data.publication.databases import intern_pad, publieke_engine
from data.referentie.gebieden import gebieden
from data.registry.indicators import INDICATOREN
from data.reports import published
from etl.aanval import PubliekCijfer, Tegenspraak, Vonnis, told_groups
from etl.aanval.mogelijk import read_possible
from etl.aanval.uitgaven import EerdereUitgave
from etl.intern import open_intern
from etl.intern.actief import Stel, create_views
from etl.meldingen import PublicatieFout
from etl.publicatie import logboek, nazien, uitgaven, vreemde
from etl.publicatie.kennis import Verslagkennis, national_knowledge, told_by_reports
from etl.publicatie.lezen import Live
from etl.publicatie.overnemen import carry_over
from etl.tellen import Tellingen, count_cells
from etl.werelden import (
    add_up,
    chain_keys,
    count_groups,
    judge,
    look_back,
    narrow_columns,
    read_earlier,
    read_worlds,
    recount_chain,
    room_left,
    with_edition,
)


@dataclass(frozen=True, kw_only=True)
class Publicatiegeschiedenis:
    """What is known of the publications that were ever made.

    uitgaven: how many. nageteld: of how many the deliveries that counted give the same figures again. anders: of how
    many they do not, because counting changed. alleen_cijfers, niets: of how many only that is known. kwijt: what is
    wrong when something is not there any more.
    """

    uitgaven: int
    nageteld: int
    anders: int
    alleen_cijfers: int
    niets: int
    kwijt: PublicatieFout | None

    def in_json(self) -> dict[str, int | bool]:
        """For machines."""
        return {
            "aantal": self.uitgaven,
            "nageteld": self.nageteld,
            "anders_geteld": self.anders,
            "alleen_cijfers": self.alleen_cijfers,
            "niets": self.niets,
            "kwijt": self.kwijt is not None,
        }


@dataclass(frozen=True, kw_only=True)
class Bevinding:
    """What the audit of a live publication found.

    aanval: None when what is shown contradicts itself. werelden: how many were counted; None without the internal
    database, or when this publication came without. onbewezen: how many hidden cells and small groups they do not
    prove, all of them where there are none. tegenspraak: how many worlds do not give what is shown. verleden: of the
    publications that were ever made; None without the internal database. gebreken: what is wrong with the public
    database itself (`nazien.look_through`).
    """

    publicatie_id: str
    cellen: int
    onderdrukt: int
    aanval: Vonnis | None
    werelden: int | None = None
    onbewezen: int = 0
    tegenspraak: int = 0
    verleden: Publicatiegeschiedenis | None = None
    gebreken: tuple[str, ...] = ()

    @property
    def lekken(self) -> int:
        """How many cells and groups come out too closely. A set that contradicts itself counts as one."""
        return 1 if self.aanval is None else len(self.aanval.vondsten)

    @property
    def goed(self) -> bool:
        """Whether nothing is narrowed down, and every hidden cell is proved."""
        return not (self.gebreken or self.lekken or self.onbewezen or self.tegenspraak or self.kwijt)

    @property
    def kwijt(self) -> PublicatieFout | None:
        """What is wrong when an earlier publication is not all there any more."""
        return self.verleden.kwijt if self.verleden else None

    def in_json(self) -> dict[str, Any]:
        """For machines; names no cell."""
        return {
            "publicatie": self.publicatie_id,
            "cellen": self.cellen,
            "onderdrukt": self.onderdrukt,
            "gebreken": list(self.gebreken),
            "lekken": self.lekken,
            "werelden": self.werelden,
            "onbewezen": self.onbewezen,
            "tegenspraak": self.tegenspraak,
            "uitgaven": self.verleden.in_json() if self.verleden else {},
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
    geteld_nu = _count(live, alle)
    verslagen = _told_by_reports(live, onderdrukt, geteld_nu)
    kennis = {**verslagen.exact, **national_knowledge(live.landelijk, verborgen, verborgen | getoond)}
    werelden, onbewezen, tegenspraak = _count_worlds(live, geteld_nu, alle, onderdrukt, verslagen)
    with publieke_engine().connect() as verbinding:
        gebreken = tuple(nazien.look_through(verbinding))
    return Bevinding(
        gebreken=gebreken,
        publicatie_id=live.publicatie.publicatie_id,
        cellen=len(geteld),
        onderdrukt=len(onderdrukt),
        aanval=_attack(live, kennis, verslagen, _editions(live, geteld_nu, onderdrukt)),
        werelden=werelden,
        onbewezen=onbewezen,
        tegenspraak=tegenspraak,
        verleden=_look_back(),
    )


def _look_back() -> Publicatiegeschiedenis | None:
    """Count what every publication told anew, from the deliveries that counted then."""
    if not intern_pad().exists():
        return None
    with open_intern(schrijven=True) as verbinding:
        carry_over(verbinding, gebieden())
        try:
            uitgaven.check_editions(verbinding)
            kwijt = None
        except PublicatieFout as fout:
            kwijt = fout
        bekend = uitgaven.found_back(verbinding)
        zelfde: list[bool] = []
        for naam in (n for n, wat in bekend.items() if wat == uitgaven.GEHEEL):
            create_views(verbinding, leveringen=uitgaven.deliveries_of(verbinding, naam))
            cellen = count_cells(verbinding, gebieden()).cellen
            waar = logboek.true_values(verbinding, naam)
            zelfde.append(all(c in cellen and cellen[c].waarde == n for c, n in waar.items()))
        wat = list(bekend.values())
        return Publicatiegeschiedenis(
            uitgaven=len(wat),
            nageteld=sum(zelfde),
            anders=len(zelfde) - sum(zelfde),
            alleen_cijfers=wat.count(uitgaven.CIJFERS),
            niets=wat.count(uitgaven.NIETS),
            kwijt=kwijt,
        )


Geteld = tuple[Stel | None, Tellingen]
"""The deliveries of what is live (None: those that count now) and their counts."""


def _count_worlds(
    live: Live,
    geteld: Geteld | None,
    alle: Collection[CelSleutel],
    onderdrukt: Collection[CelSleutel],
    verslagen: Verslagkennis,
) -> tuple[int | None, int, int]:
    """Count the kept worlds anew: how many there are, how many hidden cells they leave unproved, how many are wrong."""
    if geteld is None:
        return None, 0, 0
    with open_intern(schrijven=True) as verbinding:
        bewaard = read_worlds(verbinding, live.publicatie.publicatie_id)
        if bewaard is None:
            return None, len(onderdrukt), 0
        verteld = uitgaven.told_before(verbinding, _kind(live), live.publicatie.publicatie_id)
        eerder = read_earlier(verbinding, gebieden(), verteld)
        eigen, nu = geteld
        create_views(verbinding, leveringen=eigen)
        # Worlds hold what reports told, also where that table is told coarser or not at all.
        gezien = set(alle) | verslagen.exact.keys()
        reeks = with_edition(eerder.uitgaven, nu, eigen, [c for c in nu.cellen if c in gezien])
        # Worlds are kept as what they differ from the truth: where that is counted otherwise now, they all are.
        waar = logboek.true_values(verbinding, live.publicatie.publicatie_id)
        anders_geteld = any(c not in nu.cellen or nu.cellen[c].waarde != n for c, n in waar.items())
        verborgen = set(onderdrukt) | look_back(eerder, reeks[-1], ()).verborgen
        te_bewijzen = verborgen - bewaard.vast
        if bewaard.paren.empty:
            return 0, len(te_bewijzen) + len(bewaard.groepen) + len(bewaard.verschillen), 0
        verschil = recount_chain(verbinding, gebieden(), bewaard.paren, reeks)
        kan_niet = vreemde.impossible(verbinding, bewaard.paren, reeks)
    sleutels = chain_keys(reeks)
    oordeel = judge(verschil, sleutels, verborgen, room_left(verslagen.grenzen, reeks))
    klopt = [goed and n not in kan_niet for n, goed in enumerate(oordeel.klopt)]
    nauw: list[object] = [sleutels[n] for n in narrow_columns(verschil, klopt).tolist() if sleutels[n] in te_bewijzen]
    for groepen, anders in (
        (bewaard.groepen, count_groups(bewaard.paren, bewaard.groepen)),
        (bewaard.verschillen, add_up(verschil, sleutels, bewaard.verschillen)),
    ):
        nauw += [groepen[n] for n in narrow_columns(anders, klopt).tolist()]
    vreemde.log_unproved(nauw)
    return len(klopt), len(nauw), len(klopt) if anders_geteld else klopt.count(False)


def _kind(live: Live) -> str:
    return "voorbeeld" if live.publicatie.voorbeeld else "levering"


def _editions(live: Live, geteld: Geteld | None, onderdrukt: Collection[CelSleutel]) -> list[EerdereUitgave]:
    """Every publication of which all is known, what is live last; none without the internal database."""
    if geteld is None:
        return []
    with open_intern(schrijven=True) as verbinding:
        eerder = read_earlier(verbinding, gebieden(), uitgaven.told_before(verbinding, _kind(live)))
    nu = geteld[1]
    zichtbaar = [c for c, t in nu.cellen.items() if t.zichtbaar]
    return [*vreemde.editions_told(eerder), vreemde.told_edition(nu, onderdrukt, zichtbaar)]


def _attack(
    live: Live, kennis: Mapping[CelSleutel, int], verslagen: Verslagkennis, uitgaven_samen: Sequence[EerdereUitgave]
) -> Vonnis | None:
    """Attack what is live, percentages and all other publications in hand. None when it contradicts itself."""
    mogelijk = read_possible()
    if intern_pad().exists():
        with open_intern() as verbinding:
            mogelijk = vreemde.read_seen(verbinding)
    cijfers = (PubliekCijfer(cel, c.status, c.waarde, c.peildatum) for cel, c in live.cijfers.items())
    try:
        groepen = told_groups(verslagen.cijfers)
        return vreemde.attack_figures(
            cijfers, live.delen_van, kennis=kennis, groepen=groepen, mogelijk=mogelijk, uitgaven=uitgaven_samen
        )
    except Tegenspraak:
        return None


def _true_values(publicatie_id: str) -> Mapping[CelSleutel, int]:
    """The counts behind a publication; nothing when there is no internal database or it did not make it."""
    if not intern_pad().exists():
        return {}
    with open_intern() as verbinding:
        return logboek.true_values(verbinding, publicatie_id)


def _told_by_reports(live: Live, onderdrukt: set[CelSleutel], geteld: Geteld | None) -> Verslagkennis:
    """What readers of reports have in hand about what is live.

    Whether a report tells the very same number is known only internally; without the internal database every report
    figure about a hidden cell is taken for exact, which makes the attacker no weaker than a reader of reports can be.
    """
    if geteld:
        return told_by_reports(published.cijfers(), geteld[1].cellen)
    verteld = {cel: int(c.waarde) for cel, c in live.per_cel.items() if cel in onderdrukt and c.waarde is not None}
    return Verslagkennis(verteld, {}, ())


def _count(live: Live, alle: Collection[CelSleutel]) -> Geteld | None:
    """Count the deliveries of what is live anew; None without the internal database."""
    if not intern_pad().exists():
        return None
    with open_intern(schrijven=True) as verbinding:
        stel = uitgaven.deliveries_of(verbinding, live.publicatie.publicatie_id)
        eigen = stel if stel.leveringen else None
        create_views(verbinding, leveringen=eigen)
        nu = count_cells(verbinding, gebieden())
    return eigen, replace(nu, cellen={c: replace(t, zichtbaar=c in alle) for c, t in nu.cellen.items()})
