"""The sentences of the workbench: from what to what, and what may be said of two figures that go together or do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.words.notation import format_decimal, format_interval
from components.words.nouns import capital, join_names, uncapital, words_for
from components.words.side_by_side_words import (
    GEMENGD,
    conclusion,
    counts_otherwise,
    measure_text,
    part_name,
    value_text,
)
from components.words.verdicts import place_sentence
from data.publication.figures import Gebied
from data.statistics.correlation import MINSTENS, Samenhang
from data.views.counts import Maat
from data.views.explore import Jaren, Lijn, Tegenover
from data.views.side_by_side import Naast

WEINIG_PUNTEN = (
    "Dit zijn weinig gemeenten. Ook een sterk verband bewijst niet dat het ene door het andere komt: er kan een derde "
    "oorzaak zijn, of het ene telt mee in het andere. En het zegt niets over één jongere."
)
GEEN_LIJN = "We trekken er geen lijn door: die zou meer zeggen dan deze punten kunnen dragen."
AANTALLEN_SAMEN = (
    "Of deze twee samengaan, kunnen we hier niet zeggen. Van {welke} kennen we alleen aantallen, en een grote gemeente "
    "heeft van bijna alles meer."
)
GEEN_BRON_SAMEN = "Of deze twee samengaan, kunnen we hier niet zeggen: geen bron noemt ze allebei over één schooljaar."
TE_WEINIG_SAMEN = (
    "Of deze twee samengaan, kunnen we hier niet zeggen. Van {n} gemeenten kennen we beide cijfers; daarvoor zijn er "
    "minstens {minstens} nodig, met verschillende waarden."
)


def unit_words(maat: Maat) -> str:
    """What stands behind a value in a sentence."""
    return {"procent": "", "per_1000": " per 1.000", "aantal": ""}[maat]


def from_to(lijn: Lijn, jaren: Jaren, schrijf: Callable[[float], str]) -> str:
    """`Kampen: van 3,2 per 1.000 in 2020-2021 naar 4,1 in 2024-2025.`: since the last year that counts otherwise."""
    sinds = max(lijn.sneden, default=0)
    bekend = [(i, w) for i, w in enumerate(lijn.waarden) if w is not None and i >= sinds]
    eenheid = unit_words(jaren.maat)
    if not bekend and any(t.cijfer.in_verslag for t in lijn.tellingen):
        return f"{capital(lijn.naam)}: dit cijfer staat in een jaarverslag. Kies die bron om het te zien."
    if not bekend:
        return f"{capital(lijn.naam)}: geen cijfer dat we kunnen tonen."
    (eerste, van), (laatste, naar) = bekend[0], bekend[-1]
    if eerste == laatste:
        return f"{capital(lijn.naam)}: {schrijf(naar)}{eenheid} in {jaren.jaren[laatste]}."
    return (
        f"{capital(lijn.naam)}: van {schrijf(van)}{eenheid} in {jaren.jaren[eerste]} naar {schrijf(naar)} in "
        f"{jaren.jaren[laatste]}."
    )


def now_side_by_side(jaren: Jaren, schrijf: Callable[[float], str]) -> str:
    """`In 2024-2025: Kampen 4,1 en Zwolle 3,9 per 1.000.`: the last schooljaar in which the first has a value."""
    plek = next((i for i in reversed(range(len(jaren.jaren))) if jaren.lijnen[0].waarden[i] is not None), None)
    if plek is None:
        return f"Van {jaren.lijnen[0].naam} is er geen cijfer dat we kunnen tonen."
    delen = [f"{lijn.naam} {schrijf(w)}" for lijn in jaren.lijnen if (w := lijn.waarden[plek]) is not None]
    return f"In {jaren.jaren[plek]}: {join_names(delen)}{unit_words(jaren.maat)}."


def difference(naast: Naast, regio: Gebied | None, jaren: Jaren) -> str:
    """Whether the places differ in the schooljaar that is compared; empty where the lines end in another one."""
    eigen = naast.eigen
    plek = jaren.jaren.index(naast.sleutel.schooljaar) if naast.sleutel.schooljaar in jaren.jaren else None
    if plek is None or eigen is None or jaren.lijnen[0].waarden[plek] is None:
        return ""
    if regio and eigen.plek:
        return f"{place_sentence(eigen.gebied.naam, eigen.plek, eigen.maatstaf)}."
    return next(iter(conclusion(naast, regio)), "")


def subject(naast: Naast) -> str:
    """What is measured, as the name of an axis: `relatief verzuim: luxe verzuim, per 1.000 jongeren`."""
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    wat = f"{uncapital(naast.indicator.titel)}{part_name(naast)}"
    return wat if naast.indicator.is_percentage else f"{wat}, {measure_text(naast.maat, begrip, naast.noemer)}"


def together(tegenover: Tegenover) -> list[str]:
    """What may be said of the two, and what it does not mean."""
    if tegenover.zijn_aantallen:
        welke = [naam(n) for n in (tegenover.x, tegenover.y) if n.maat == "aantal"]
        return [AANTALLEN_SAMEN.format(welke=join_names(list(dict.fromkeys(welke))))]
    if tegenover.gemengd:
        return [GEMENGD]
    if tegenover.samenhang is None:
        return [TE_WEINIG_SAMEN.format(n=len(tegenover.compleet), minstens=MINSTENS)]
    return [_strength(tegenover.samenhang, tegenover), WEINIG_PUNTEN]


def naam(naast: Naast) -> str:
    """What is compared, in a sentence."""
    return f"‘{uncapital(naast.indicator.titel)}{part_name(naast)}’"


def _strength(samenhang: Samenhang, tegenover: Tegenover) -> str:
    een, ander = naam(tegenover.x), naam(tegenover.y)
    maten = (
        f"De samenhang is {format_decimal(samenhang.waarde, 2)} "
        f"(95%-interval {format_interval(samenhang.interval, 2)}, "
        f"{samenhang.aantal} gemeenten; 1 is precies samen op, -1 precies tegengesteld, 0 is geen verband)."
    )
    if not samenhang.is_zeker:
        return f"Een verband tussen {een} en {ander} is niet te zien: het interval gaat over nul heen. {maten}"
    hoe = "ook meer" if samenhang.waarde > 0 else "juist minder"
    return f"Gemeenten met meer {een} hebben meestal {hoe} {ander}. {maten}"


def writer(maat: Maat, decimalen: int) -> Callable[[float], str]:
    """How a value of this measure is written."""
    return lambda waarde: value_text(waarde, maat, decimalen)


def absent(namen: Sequence[str], reden: str) -> str:
    """Who was asked for and is not shown, and why: `Twente staat er niet bij: ...`."""
    return (
        f"{capital(join_names(namen))} {'staat' if len(namen) == 1 else 'staan'} er niet bij: {reden}" if namen else ""
    )


def told_apart(namen: Sequence[str], soort: str) -> str:
    """Who counts otherwise, and so is not shown."""
    return (
        f"{counts_otherwise(soort)} Daarom {'staat' if len(namen) == 1 else 'staan'} {join_names(namen)} er niet bij."
    )
