"""With what a theme page opens and what can be chosen on it: schooljaar, kinds of source, teleenheden."""

from __future__ import annotations

from collections.abc import Iterator

from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import JONGEREN, WERKPROCESSEN, Indicator
from data.views.parts import Vraag, split
from data.views.themes import Grafiekplan, Themapagina


def theme_year(beeld: Beeld, thema: Themapagina, gebied: str) -> str:
    """The last schooljaar in which anything real is known of the theme; empty when there is none."""
    jaren = reversed(beeld.schooljaren(gebied))
    return next((jaar for jaar in jaren if any(_is_real(beeld, plan, gebied, jaar) for plan in thema.plans())), "")


def _is_real(beeld: Beeld, plan: Grafiekplan, gebied: str, jaar: str) -> bool:
    if plan.vorm == "jaren":
        cijfer = beeld.keuze(plan.indicator, gebied, jaar)
        return cijfer.is_bekend and not cijfer.is_voorbeeld
    vraag = Vraag(plan.indicator, gebied, plan.uitsplitsing, plan.binnen, ("verslag", "levering"))
    return split(beeld, vraag, jaar) is not None


def kinds_of_source(beeld: Beeld, thema: Themapagina, gebied: str) -> tuple[str, ...]:
    """The kinds of source that tell anything of the theme here, in any schooljaar."""
    gevonden = {soort for ind in _indicators(thema) for soort in beeld.soorten_bron(ind, gebied)}
    return tuple(soort for soort in SOORTEN_BRON if soort in gevonden)


def counts_both(beeld: Beeld, thema: Themapagina, gebied: str, soorten: tuple[str, ...]) -> bool:
    """Whether any figure of the theme is counted both in werkprocessen and in jongeren by one source."""
    return any(
        {WERKPROCESSEN, JONGEREN} <= set(beeld.eenheden(ind, gebied, soort))
        for ind in _indicators(thema)
        for soort in soorten
    )


def _indicators(thema: Themapagina) -> Iterator[Indicator]:
    return iter(dict.fromkeys(plan.indicator for plan in thema.plans()))
