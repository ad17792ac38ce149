"""Which regions stay as they were told last: where what changed since is too little to tell.

A figure that changes by one to four cannot be told anew: who lays the two beside each other knows how many came or
went. So a few late cases would cost many figures, and tell hardly anything. A region is told anew when more of its
figures change by five or more than would be lost, and in any case when its totals are a tenth off (`VER`): in a small
region most of what is shown are zeros, and those few that get a case would hold it back however much it grew. Until
then all of it, in all schooljaren, is counted over the
deliveries of before: sums, parts and jongeren stay those of one moment, nothing follows by subtraction, and its
peildatum says of when they are. A region of which no shown figure changes stays too: were it told with a newer
peildatum when nothing changed, the older one would tell that something hidden did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection

from data.cells.cells import TOTAAL, CelSleutel
from data.referentie.gebieden import LAND, Gebieden, Regio
from data.referentie.schooljaar import is_schooljaar
from data.registry.indicators import STANDEN, WERKPROCESSEN
from data.reports.dutch import counted
from etl.intern.actief import Stel, counting_now, create_views, stay
from etl.intern.leveringen import withdrawn_places
from etl.publicatie import logboek, staand, uitgaven
from etl.tellen import Herkomst, Tellingen, count_cells
from etl.werelden.onveilig import KLEIN

OPTIE = "--vernieuwen"
VER = Fraction(1, 10)
"""How far the totals of a schooljaar may be off together before a region is told anew, whatever that costs."""


class Blijvend(NamedTuple):
    """A region that stays, and the deliveries that count for it.

    verandering: of its shown figures. nieuwer: whether something was delivered of a later day. stand: of when they are.
    """

    leveringen: frozenset[int]
    verandering: Verandering
    nieuwer: bool
    stand: date


class Verandering(NamedTuple):
    """Of the figures that were shown: how many can be told anew, how many would be lost, and whether it is over.

    hoort_er_bij: schooljaren came or went, or a schooljaar that was told while it lasted is over: then it is told anew.
    ver: the totals of some schooljaar are too far off to stay.
    """

    nieuw: int
    kwijt: int
    hoort_er_bij: bool
    ver: bool = False

    @property
    def blijft(self) -> bool:
        """Whether readers lose more than they get, and are told nothing that is far from what is."""
        return not self.hoort_er_bij and not self.ver and self.nieuw <= self.kwijt


def count_told(
    verbinding: Connection,
    gebieden: Gebieden,
    melder: Callable[[str], None],
    *,
    vernieuwen: bool,
    hoe_dan_ook: Collection[str] = (),
) -> tuple[Tellingen, Collection[str]]:
    """Count what will be told, and say which regions stay in that as they were, whatever was delivered of a later day.

    vernieuwen: none of them because too little changed. hoe_dan_ook: those that have to stay.
    """
    stay(verbinding, {})
    nieuw = count_cells(verbinding, gebieden)
    blijven = {} if vernieuwen and not hoe_dan_ook else who_stays(verbinding, gebieden, nieuw, hoe_dan_ook)
    blijven = {regio: b for regio, b in blijven.items() if not vernieuwen or regio in hoe_dan_ook}
    if not blijven:
        return nieuw, ()
    for zin in _in_words(blijven, gebieden, hoe_dan_ook):
        melder(zin)
    stay(verbinding, {regio: b.leveringen for regio, b in blijven.items()})
    return count_cells(verbinding, gebieden), {regio for regio, b in blijven.items() if b.nieuwer}


def who_stays(
    verbinding: Connection, gebieden: Gebieden, nieuw: Tellingen, hoe_dan_ook: Collection[str] = ()
) -> dict[str, Blijvend]:
    """The regions that stay as the last publication told them, and those that have to. nieuw: what counts now."""
    laatste = _last(verbinding, logboek.kind_of(nieuw))
    if laatste is None:
        return {}
    naam, stel = laatste
    status = logboek.statuses(verbinding, naam)
    waarden = logboek.true_values(verbinding, naam)
    getoond = {c: waarden[c] for c, s in status.items() if s == "gepubliceerd" and c.indicator not in STANDEN}
    create_views(verbinding, leveringen=stel)
    toen = count_cells(verbinding, gebieden)
    create_views(verbinding)
    blijven: dict[str, Blijvend] = {}
    for regio in gebieden.regios:
        plekken = {*regio.gemeenten, regio.code}
        eigen = {c: n for c, n in getoond.items() if c.gebied in plekken}
        leveringen = stel.of_region(regio.code)
        if regio.code == LAND or not eigen or _taken_back(verbinding, gebieden, regio, leveringen):
            continue
        was, wordt = _moments(toen, plekken), _moments(nieuw, plekken)
        verandering = weigh(eigen, was, nieuw, wordt)
        # Where counting itself changed, what was told then cannot be told again.
        blijft = verandering.blijft or regio.code in hoe_dan_ook
        if blijft and all(c in toen.cellen and toen.cellen[c].waarde == n for c, n in eigen.items()):
            nieuwer = any(h.peildatum > was[plek].peildatum for plek, h in wordt.items() if plek in was)
            stand = max(h.peildatum for h in was.values())
            blijven[regio.code] = Blijvend(leveringen, verandering, nieuwer, stand)
    return blijven


Momenten = Mapping[tuple[str, str], Herkomst]
"""Per (gebied, schooljaar) as of when it is known."""


def weigh(getoond: Mapping[CelSleutel, int], toen: Momenten, nieuw: Tellingen, straks: Momenten) -> Verandering:
    """What telling the figures of a region anew gives and costs. getoond: what was shown of it."""
    anders = {
        c: nieuw.cellen[c].waarde for c, n in getoond.items() if c in nieuw.cellen and nieuw.cellen[c].waarde != n
    }
    kwijt = sum(abs(n - getoond[c]) in KLEIN or n in KLEIN for c, n in anders.items())
    over = any(
        h.voorlopig(jaar) and not straks[g, jaar].voorlopig(jaar)
        for (g, jaar), h in toen.items()
        if (g, jaar) in straks
    )
    return Verandering(
        nieuw=len(anders) - kwijt,
        kwijt=kwijt,
        hoort_er_bij=toen.keys() != straks.keys() or not getoond.keys() <= nieuw.cellen.keys() or (over and not kwijt),
        ver=_far_off(getoond, anders),
    )


def _far_off(getoond: Mapping[CelSleutel, int], anders: Mapping[CelSleutel, int]) -> bool:
    """Whether what is shown undivided of some schooljaar is off by more than VER together, and by no small count."""
    was: Counter[str] = Counter()
    scheelt: Counter[str] = Counter()
    for cel, n in getoond.items():
        if cel.uitsplitsing == TOTAAL and cel.teleenheid == WERKPROCESSEN:
            was[cel.schooljaar] += n
            scheelt[cel.schooljaar] += abs(anders.get(cel, n) - n)
    return any(n >= KLEIN.stop and n > VER * was[jaar] for jaar, n in scheelt.items())


def _moments(tellingen: Tellingen, gebieden: Collection[str]) -> Momenten:
    return {
        (gebied, jaar): h
        for (soort, gebied, jaar), h in tellingen.herkomst.items()
        if soort == WERKPROCESSEN and gebied in gebieden and is_schooljaar(jaar)
    }


def _last(verbinding: Connection, herkomst: str) -> tuple[str, Stel] | None:
    """The publication that was made last, and what counted for it; None when there is nothing to stay with.

    Who rolled it back and delivered something since does not want it again.
    """
    namen = logboek.publications(verbinding, herkomst)
    if not namen or uitgaven.found_back(verbinding).get(namen[-1]) != uitgaven.GEHEEL:
        return None
    stel = uitgaven.deliveries_of(verbinding, namen[-1])
    live = staand.live_head()
    teruggedraaid = live is not None and live[0] != namen[-1]
    if teruggedraaid and stel.leveringen != counting_now(verbinding).leveringen:
        return None
    return namen[-1], stel


def _taken_back(verbinding: Connection, gebieden: Gebieden, regio: Regio, leveringen: Collection[int]) -> bool:
    """Whether somebody took back a delivery of a region: then its figures have to go."""
    codes = withdrawn_places(verbinding, leveringen)
    nu = (gebieden.huidig(code) for code in codes)
    return any(gemeente is not None and gemeente.code in regio.gemeenten for gemeente in nu)


def _in_words(blijven: Mapping[str, Blijvend], gebieden: Gebieden, hoe_dan_ook: Collection[str] = ()) -> list[str]:
    """What to say of the regions that stay although some shown figure would change: of when they are, and why."""
    zinnen = []
    for regio in gebieden.regios:
        if regio.code not in blijven:
            continue
        (nieuw, kwijt, *_), stand = blijven[regio.code].verandering, f"{blijven[regio.code].stand:%d-%m-%Y}"
        begin = f"De cijfers van {regio.naam} blijven zoals ze waren, met de stand van {stand}:"
        if regio.code in hoe_dan_ook:
            zinnen.append(
                f"{begin} van nieuwere cijfers is niet te bewijzen dat ze niets verraden. De pagina's zeggen van "
                "wanneer de cijfers zijn. Na een volgende levering wordt het vanzelf opnieuw geprobeerd."
            )
        elif nieuw + kwijt:
            zinnen.append(
                f"{begin} {counted(nieuw, 'cijfer kan', 'cijfers kunnen')} nieuw worden en ten minste {kwijt} zouden "
                f"verdwijnen. De pagina's zeggen van wanneer ze zijn. Wat vernieuwen precies kost, zegt "
                f"'python -m etl proef {OPTIE}'; doen: 'python -m etl publiceren {OPTIE}'."
            )
    return zinnen
