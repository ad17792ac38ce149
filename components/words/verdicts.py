"""What may be said of one figure beside the others, as a sign with a few words: for tiles, rows and the map.

The sign tells without colour what the colour tells; which way is good is not said by either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.maatstaf import Maatstaf
from data.views.side_by_side import Naast
from data.views.tiles import Tegel

Richting = Literal["hoger", "lager", "gelijk"]
TEKENS: dict[Richting, str] = {"hoger": "▲", "lager": "▼", "gelijk": "="}
GEEN_VERSCHIL = "geen duidelijk verschil"
KAN_TOEVAL_ZIJN = "kan toeval zijn"

# Why a figure is not held against others, in at most six words.
NIET_GETOETST = "Niet vergeleken: "
GEMENGD = f"{NIET_GETOETST}deels voorbeeld, deels verslag"
OP_JONGEREN = f"{NIET_GETOETST}dit telt zaken, geen jongeren"
GEEN_TOTAAL = f"{NIET_GETOETST}aantal jongeren is onbekend"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sign, its words, and whether it is one: without richting it is a reason why there is none."""

    tekst: str
    richting: Richting | None = None

    @property
    def teken(self) -> str:
        """The sign; empty for a reason."""
        return TEKENS[self.richting] if self.richting else ""


def direction(plek: Plek | None) -> Richting:
    """Which way a figure clearly lies; a difference that may be chance has none."""
    if plek is None or plek.op_998 is Oordeel.NIET_TE_ONDERSCHEIDEN:
        return "gelijk"
    return "hoger" if plek.op_998 is Oordeel.HOGER else "lager"


def row_words(plek: Plek | None) -> str:
    """Say a verdict beside a row of many: one word, or what it may be."""
    if plek is None:
        return ""
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return plek.op_998.value
    return KAN_TOEVAL_ZIJN if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN else GEEN_VERSCHIL


def yardstick_name(maatstaf: Maatstaf | None) -> str:
    """What a figure is held against, where the name of the region stands on the page already."""
    if maatstaf is None or maatstaf.wat == "rest":
        return "de rest van de regio"
    return maatstaf.enige or "de andere gemeenten met een cijfer"


def tile_verdict(tegel: Tegel) -> Verdict | None:
    """The verdict under a tile, or in a few words why there is none; None where there is nothing to weigh."""
    if tegel.plek is not None:
        return Verdict(place_words(tegel.plek, tegel.maatstaf), direction(tegel.plek))
    if tegel.naast is None or not (tegel.cijfer.is_bekend or tegel.bereik) or not tegel.naast.toeval:
        return None
    if tegel.gemengde_plek:
        return Verdict(GEMENGD)
    if tegel.naast.op_jongeren:
        return Verdict(OP_JONGEREN)
    if len(tegel.naast.geordend) < 2:
        return None
    return Verdict(GEEN_TOTAAL)


def place_words(plek: Plek, maatstaf: Maatstaf | None) -> str:
    """`Verschilt niet duidelijk van de rest van de regio`, and what else it may be."""
    wie = yardstick_name(maatstaf)
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{plek.op_998.value.capitalize()} dan {wie}: bijna nooit toeval"
    if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Lijkt {plek.op_95.value} dan {wie}, maar dat kan toeval zijn"
    return f"Verschilt niet duidelijk van {wie}"


def place_sentence(naam: str, plek: Plek, maatstaf: Maatstaf | None) -> str:
    """`Roermond ligt hoger dan de rest van de regio`: the same with whose figure it is, without a full stop."""
    wie = yardstick_name(maatstaf)
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{naam} ligt {plek.op_998.value} dan {wie}"
    if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{naam} lijkt {plek.op_95.value} te liggen dan {wie}, maar dat kan toeval zijn"
    return f"{naam} verschilt niet duidelijk van {wie}"


def size_place(naast: Naast) -> str:
    """`Kleinste van 11`, `3e van 11 in grootte`; empty where not all of them are known, or two are as large."""
    eigen, alle = naast.eigen, [rij.waarde for rij in naast.geordend]
    if eigen is None or eigen.waarde is None or naast.zonder_waarde or len(alle) < 2 or alle.count(eigen.waarde) > 1:
        return ""
    plek = alle.index(eigen.waarde) + 1
    if plek in (1, len(alle)):
        return f"{'Grootste' if plek == 1 else 'Kleinste'} van {len(alle)} gemeenten"
    return f"{plek}e van {len(alle)} gemeenten in grootte"
