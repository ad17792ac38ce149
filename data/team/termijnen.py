"""The terms that a team begins with: per soort and subsoort how many days, and where that comes from.

Only where a law or a national rule names a number there is one; for the rest a team sets its own. Sources: Algemene wet
bestuursrecht artikel 4:13 (a decision within eight weeks where no other law names a term), Leerplichtwet 1969 artikelen
3a, 3b, 5, 5a, 11 and 15; the national count of thuiszitters, which begins at four weeks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.registry.vocabulary import SOORTEN, SUBSOORTEN

ACHT_WEKEN, VIER_WEKEN, DRIE_MAANDEN = 56, 28, 91
BESLUIT = (
    "Op een aanvraag beslist u binnen 8 weken (Algemene wet bestuursrecht, artikel 4:13): de Leerplichtwet noemt zelf "
    "geen termijn."
)
THUISZITTER = "De wet noemt geen termijn. Na 4 weken telt een jongere landelijk mee als thuiszitter."
VAN_RECHTSWEGE = "Deze vrijstelling geldt door de wet zelf: er is geen besluit, dus ook geen termijn."
VOORSTEL = "De wet noemt geen termijn. 4 weken is een voorstel: over die periode wordt verzuim geteld."
GEEN = "De wet noemt geen termijn voor de afhandeling."


class Werksoort(NamedTuple):
    """What has a term of its own: a soort, or one subsoort of it."""

    soort: str
    subsoort: str = ""

    @property
    def sleutel(self) -> str:
        """Its name in files and forms."""
        return f"{self.soort}/{self.subsoort}" if self.subsoort else self.soort

    @property
    def naam(self) -> str:
        """Its name in words."""
        deel = SUBSOORTEN.get(self.soort, {}).get(self.subsoort, "")
        return f"{SOORTEN[self.soort]}, {deel[0].lower()}{deel[1:]}" if deel else SOORTEN[self.soort]


class Beginwaarde(NamedTuple):
    """dagen: None where nothing names a term. grond: the source, or why there is none (Dutch)."""

    dagen: int | None
    grond: str


Termijnen = Mapping[Werksoort, int]
WERKSOORTEN = tuple(Werksoort(soort, sub) for soort in SOORTEN for sub in SUBSOORTEN.get(soort, {"": ""}))
# Who sits at home, after four weeks: not enrolled, or enrolled and long absent.
THUIS = (Werksoort("absoluut_verzuim"), Werksoort("relatief_verzuim", "langdurig"))
_BESLUITEN = frozenset(
    {Werksoort("verlof"), *(Werksoort("vrijstelling", art) for art in ("art_3a", "art_3b", "art_11g", "art_15"))}
)


def initial_term(werk: Werksoort) -> Beginwaarde:
    """The term that stands there until the team sets its own."""
    if werk in _BESLUITEN:
        return Beginwaarde(ACHT_WEKEN, BESLUIT)
    if werk.soort == "vrijstelling":
        return Beginwaarde(None, VAN_RECHTSWEGE)
    if werk in THUIS:
        return Beginwaarde(VIER_WEKEN, THUISZITTER)
    if werk.soort == "relatief_verzuim":
        return Beginwaarde(VIER_WEKEN, VOORSTEL)
    return Beginwaarde(None, GEEN)


def initial_terms() -> Termijnen:
    """All terms that there are before a team sets any."""
    return {werk: dagen for werk in WERKSOORTEN if (dagen := initial_term(werk).dagen) is not None}


def from_file(bewaard: Mapping[str, int]) -> Termijnen:
    """The terms of a file; what stands under a soort is of each of its subsoorten."""
    return {werk: int(dagen) for werk, dagen in _of_each(bewaard)}


def _of_each(bewaard: Mapping[str, int]) -> Iterator[tuple[Werksoort, int]]:
    for werk in WERKSOORTEN:
        dagen = bewaard.get(werk.sleutel, bewaard.get(werk.soort))
        if dagen is not None:
            yield werk, dagen


def passed(
    leeftijden: Mapping[Werksoort, Mapping[int, int]], termijnen: Termijnen, hoogstens: int | None = None
) -> Mapping[Werksoort, int]:
    """Of what is open, by its age in days: how much is older than its term; the most first, without zeros.

    hoogstens: only what passed its term in the last so many days.
    """
    aantallen = {
        werk: sum(
            n
            for dag, n in leeftijden.get(werk, {}).items()
            if dag > termijn and (hoogstens is None or dag <= termijn + hoogstens)
        )
        for werk, termijn in termijnen.items()
    }
    return {werk: n for werk, n in sorted(aantallen.items(), key=lambda paar: -paar[1]) if n}
