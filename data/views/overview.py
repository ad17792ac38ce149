"""Everything there is about one gebied and schooljaar, by theme, and which indicators can be shown at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Cijfer
from data.publication.once import once
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import INDICATOREN, JONGEREN, Indicator, Thema
from data.views.coarser import Grover, coarser, window_figures


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """An indicator with its figure in each teleenheid, all from one kind of source.

    grover: where it is told, when that is not for this schooljaar here; cijfers then begins with the sum over a
    venster, if there is one here.
    """

    indicator: Indicator
    cijfers: tuple[Cijfer, ...]
    grover: Grover | None = None

    @property
    def heeft_bron(self) -> bool:
        """Whether any source says anything about it."""
        return any(cijfer.bron for cijfer in self.cijfers)


Topics = Mapping[Thema, tuple[Onderwerp, ...]]


def topics(beeld: Beeld, gebied: str, jaar: str) -> Topics:
    """The indicators some source knows here in this schooljaar, by theme and in the order of the registry.

    Those too that were counted and are told in another place or over more years.
    """
    per_thema: dict[Thema, tuple[Onderwerp, ...]] = {}
    is_geteld = jaar in beeld.schooljaren_geteld(gebied)
    for ind in INDICATOREN.values():
        onderwerp = Onderwerp(ind, _figures(beeld, ind, gebied, jaar))
        bekend = any(cijfer.is_bekend for cijfer in onderwerp.cijfers)
        grover = None if bekend or not is_geteld else coarser(beeld, ind, TOTAAL, gebied, jaar)
        vensters = window_figures(beeld, grover) if grover else ()
        if grover and (vensters or not onderwerp.heeft_bron):
            jongeren = tuple(c for c in onderwerp.cijfers if c.bron and c.sleutel.teleenheid == JONGEREN)
            onderwerp = Onderwerp(ind, (*vensters, *jongeren), grover)
        if onderwerp.heeft_bron or onderwerp.grover:
            per_thema[ind.thema] = (*per_thema.get(ind.thema, ()), onderwerp)
    return per_thema


def _figures(beeld: Beeld, ind: Indicator, gebied: str, jaar: str) -> tuple[Cijfer, ...]:
    gekozen = beeld.keuze(ind, gebied, jaar)
    sleutels = (CelSleutel(ind.key, eenheid, gebied, jaar) for eenheid in ind.teleenheden)
    cijfers = (beeld.uit_bron(sleutel, gekozen) for sleutel in sleutels)
    return tuple(c for c in cijfers if c.bron or not _is_left_out(beeld, ind, c.sleutel))


def _is_left_out(beeld: Beeld, ind: Indicator, sleutel: CelSleutel) -> bool:
    """Whether this publication tells no schooljaar in this teleenheid here; it is not that nobody knows."""
    if ind.herkomst != "werkprocessen":
        return False
    return beeld.stap(ind.key, sleutel.uitsplitsing, sleutel.teleenheid, sleutel.gebied) in ("venster", "niet")


@once
def shown_indicators(beeld: Beeld, gebied: str) -> tuple[Indicator, ...]:
    """The indicators that any source knows here in any schooljaar, in the order of the registry.

    Those too that were counted here and are told for the region.
    """
    jaar = next(reversed(beeld.schooljaren_geteld(gebied)), "")
    return tuple(
        ind
        for ind in INDICATOREN.values()
        if beeld.soorten_bron(ind, gebied) or ((g := coarser(beeld, ind, TOTAAL, gebied, jaar)) and g.plek)
    )


@once
def told_by(beeld: Beeld, gebied: str, jaar: str) -> frozenset[str]:
    """The kinds of source that tell the whole of any indicator here in this schooljaar."""
    sleutels = [CelSleutel(ind.key, e, gebied, jaar) for ind in INDICATOREN.values() for e in ind.eenheden()]
    return frozenset(s for s in SOORTEN_BRON if any(beeld.van_soort(sleutel, s).bron for sleutel in sleutels))


@once
def only_examples(beeld: Beeld, gebied: str, jaar: str) -> bool:
    """Whether all that is told of this gebied in a schooljaar is the example: no report, no delivery."""
    if beeld.verslagcijfers(gebied, jaar):
        return False
    soorten = {c.soort for ind in INDICATOREN.values() for c in _figures(beeld, ind, gebied, jaar) if c.bron}
    return soorten == {"voorbeeld"}
