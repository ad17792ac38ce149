"""Example figures that were made equal to a published one about nearly the same: whoever shows them says so.

The example export takes such figures as a guide (a report's jongeren with a duty to go to school for all of 5 to 18,
its meldingen for cases). The number is then a real one and what it is called here is not: no reader could tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, WERKPROCESSEN, Indicator

# What the example counts, to what reports count that it is made equal to.
_NAAR: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("jongeren_5_18", JONGEREN): (("leer_en_kwalificatieplichtigen", JONGEREN),),
    ("relatief_verzuim", WERKPROCESSEN): (("verzuimmeldingen", MELDINGEN),),
    ("relatief_verzuim", JONGEREN): (("verzuimmeldingen", JONGEREN),),
    ("verzuim_18plus", WERKPROCESSEN): (("verzuimmeldingen_18plus", MELDINGEN),),
    ("absoluut_verzuim", WERKPROCESSEN): (("absoluut_verzuim_onderzocht", MELDINGEN),),
    ("preventie", WERKPROCESSEN): (("preventie_incidenten", MELDINGEN),),
    ("vsv", JONGEREN): (("uitvallers_eigen_administratie", JONGEREN),),
}


def made_equal_to(beeld: Beeld, cijfer: Cijfer) -> Indicator | None:
    """The indicator whose published figure this example repeats; None when it is no example or repeats none."""
    sleutel = cijfer.sleutel
    if not cijfer.is_voorbeeld or not cijfer.is_bekend or sleutel.uitsplitsing != TOTAAL:
        return None
    teller = INDICATOREN[sleutel.indicator].teller
    if teller:  # of a percentage the count it turns on is what repeats the report's
        geteld = beeld.onder_van_soort(sleutel._replace(indicator=teller), cijfer.soort)
        gedrukt = beeld.verslag(geteld.sleutel)
        return INDICATOREN[teller] if geteld.is_bekend and gedrukt.waarde == geteld.waarde else None
    for indicator, eenheid in _NAAR.get((sleutel.indicator, sleutel.teleenheid), ()):
        verslag = beeld.verslag(CelSleutel(indicator, eenheid, sleutel.gebied, sleutel.schooljaar))
        if verslag.is_bekend and verslag.waarde == cijfer.waarde:
            return INDICATOREN[indicator]
    return None


def are_mixed(beeld: Beeld, cijfers: Iterable[Cijfer]) -> bool:
    """Whether some of these example figures are invented, and others repeat a published one or gave way to it.

    What is real and what is invented is then not told apart by the mark, and may not be judged against each other: of
    one that gave way the report's figure is still in the total of the region.
    """
    cijfers = tuple(cijfers)
    voorbeelden = [cijfer for cijfer in cijfers if cijfer.is_voorbeeld]
    herhaald = sum(made_equal_to(beeld, cijfer) is not None for cijfer in voorbeelden)
    echt = herhaald > 0 or any(cijfer.in_verslag for cijfer in cijfers)
    return echt and herhaald < len(voorbeelden)
