"""Everything there is about one gebied and schooljaar, by theme, and which indicators can be shown at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cells import CelSleutel
from data.figures import Cijfer
from data.indicators import INDICATOREN, Indicator, Thema
from data.readmodel import SOORTEN_BRON, Beeld


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """An indicator with its figure in each teleenheid, all from one kind of source."""

    indicator: Indicator
    cijfers: tuple[Cijfer, ...]

    @property
    def heeft_bron(self) -> bool:
        """Whether any source says anything about it."""
        return any(cijfer.bron for cijfer in self.cijfers)


Topics = Mapping[Thema, tuple[Onderwerp, ...]]


def topics(beeld: Beeld, gebied: str, jaar: str) -> Topics:
    """The indicators some source knows here in this schooljaar, by theme and in the order of the registry."""
    per_thema: dict[Thema, tuple[Onderwerp, ...]] = {}
    for ind in INDICATOREN.values():
        onderwerp = Onderwerp(ind, _figures(beeld, ind, gebied, jaar))
        if onderwerp.heeft_bron:
            per_thema[ind.thema] = (*per_thema.get(ind.thema, ()), onderwerp)
    return per_thema


def _figures(beeld: Beeld, ind: Indicator, gebied: str, jaar: str) -> tuple[Cijfer, ...]:
    gekozen = beeld.keuze(ind, gebied, jaar)
    sleutels = (CelSleutel(ind.key, eenheid, gebied, jaar) for eenheid in ind.teleenheden)
    return tuple(beeld.uit_bron(sleutel, gekozen) for sleutel in sleutels)


def shown_indicators(beeld: Beeld, gebied: str) -> tuple[Indicator, ...]:
    """The indicators that any source knows here in any schooljaar, in the order of the registry."""
    return tuple(ind for ind in INDICATOREN.values() if beeld.soorten_bron(ind, gebied))


def told_by(beeld: Beeld, gebied: str, jaar: str) -> frozenset[str]:
    """The kinds of source that tell the whole of any indicator here in this schooljaar."""
    sleutels = [CelSleutel(ind.key, e, gebied, jaar) for ind in INDICATOREN.values() for e in ind.eenheden()]
    return frozenset(s for s in SOORTEN_BRON if any(beeld.van_soort(sleutel, s).bron for sleutel in sleutels))


def only_examples(beeld: Beeld, gebied: str, jaar: str) -> bool:
    """Whether all that is told of this gebied in a schooljaar is the example: no report, no delivery."""
    soorten = {c.soort for ind in INDICATOREN.values() for c in _figures(beeld, ind, gebied, jaar) if c.bron}
    return soorten == {"voorbeeld"} and not beeld.verslagcijfers(gebied, jaar)
