"""The words a figure is spoken of in: one or many, of whom, and lists of names. Pure functions, everyday Dutch (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.words.notation import format_count
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, Indicator, Richting
from data.views.counts import plays_chance

_JONGERE = ("jongere", "jongeren")
_ZAAK = ("zaak", "zaken")
_MELDING = ("melding", "meldingen")


@dataclass(frozen=True, slots=True)
class Begrip:
    """How an indicator is spoken of.

    personen: it counts jongeren, so that "17 van de 1.884 jongeren" is true. percentage: its value is 0-100. rest: what
    those outside the percentage had ("absoluut verzuim"). leeswijzer: a sentence for who would judge too soon. toeval:
    it comes about by events, so that it differs from year to year by chance.
    """

    enkelvoud: str
    meervoud: str
    richting: Richting = "neutraal"
    personen: bool = False
    percentage: bool = False
    rest: str = ""
    leeswijzer: str = ""
    toeval: bool = False


def words_for(ind: Indicator, teleenheid: str) -> Begrip:
    """The words of a registry entry, counted in this teleenheid."""
    enkelvoud, meervoud = _noun(ind, teleenheid)
    teller = INDICATOREN.get(ind.teller or "") if ind.aanvulling else None
    return Begrip(
        enkelvoud=enkelvoud,
        meervoud=meervoud,
        richting=ind.richting,
        personen=teleenheid == JONGEREN,
        percentage=ind.is_percentage,
        rest=uncapital(teller.titel) if teller else "",
        leeswijzer=ind.leeswijzer,
        toeval=plays_chance(ind.key),
    )


def _noun(ind: Indicator, teleenheid: str) -> tuple[str, str]:
    """The registry names the unit of the preferred teleenheid; in another one the indicator counts other things."""
    if teleenheid == JONGEREN:
        return ind.van_wie or _JONGERE
    if teleenheid == MELDINGEN:
        return ind.eenheid if ind.teleenheden[:1] == (MELDINGEN,) else _MELDING
    return _ZAAK if ind.eenheid == _JONGERE else ind.eenheid


def count_noun(aantal: float, begrip: Begrip) -> str:
    """`1 zaak`, `2 zaken`, `0 zaken`."""
    return f"{format_count(aantal)} {begrip.enkelvoud if aantal == 1 else begrip.meervoud}"


def were(aantal: float) -> str:
    """`was het er 1`, `waren het er 4.269`."""
    return f"{'was' if aantal == 1 else 'waren'} het er {format_count(aantal)}"


def join_names(namen: Sequence[str]) -> str:
    """`Hattem`, `Hattem en Heerde`, `Hattem, Heerde en Ommen`."""
    return " en ".join(filter(None, [", ".join(namen[:-1]), *namen[-1:]]))


def capital(tekst: str) -> str:
    """The text with a capital at the start, the rest as it was: `De regio IJssel-Vecht`."""
    return tekst[:1].upper() + tekst[1:]


def uncapital(tekst: str) -> str:
    """Make a title fit in a sentence: its first letter small, names in it (DUO) as they are."""
    return tekst[:1].lower() + tekst[1:]
