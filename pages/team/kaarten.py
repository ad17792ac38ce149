"""The charts of one question: what came in per month and per jongere, and what was closed in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.referentie import schooljaar
from data.registry import vocabulary
from data.team import queries
from data.team.signalen import (
    Delen,
    Kaart,
    Reeks,
    Seizoenkaart,
    breaks,
    count_chart,
    last_day,
    rate_chart,
    season_charts,
    shows_season,
)
from pages.team.beeld import TeamQuestion, own_settings


@dataclass(frozen=True)
class Kaarten:
    """seizoen: counts, strongest first. regel: control charts of the whole choice. per_jongere: why not of a rate."""

    seizoen: list[Seizoenkaart]
    regel: list[Kaart]
    per_jongere: str


def all_charts(vraag: TeamQuestion, maanden: Sequence[date]) -> Kaarten:
    """Of the whole choice the counts, rates and shares; per soort and per gemeente the counts."""
    if not maanden:
        return Kaarten([], [], "")
    codes = vraag.bevoegd.codes
    per_soort, per_gemeente = queries.count_per_maand(vraag.bevoegd, vraag.keuze, maanden[0])
    totaal = Counter[date]()
    for soort_maanden in per_soort.values():
        totaal.update(soort_maanden)
    soorten = [soort for soort in vocabulary.SOORTEN if soort in per_soort]
    breuken, later = breaks(vraag.keuze.soort, codes), _after_first_year(vraag, maanden)
    reeksen = [Reeks("", "", totaal, breuken)]
    if len(soorten) > 1:
        reeksen += [Reeks("", soort, per_soort[soort], breaks(soort, codes)) for soort in soorten]
    if len(codes) > 1:
        reeksen += [Reeks(code, "", per_gemeente.get(code, {}), breaks(vraag.keuze.soort, [code])) for code in codes]
    seizoen = shows_season(totaal, maanden, breuken)
    regel = [rate_chart("", "op_tijd", _in_time(vraag, later), later, breuken)]
    if seizoen is False:
        per_jongere = rate_chart("", "per_duizend", _per_jongere(vraag, totaal, maanden), maanden, breuken)
        regel.append(per_jongere or count_chart("", totaal, maanden, breuken))
    reden = {None: "Daarvoor zijn minstens twee schooljaren nodig.", True: _ZELFDE, False: ""}[seizoen]
    return Kaarten(season_charts(reeksen, maanden), [kaart for kaart in regel if kaart], reden)


_ZELFDE = (
    "Het aantal jongeren verandert één keer per jaar. Zo'n grafiek laat dus hetzelfde zien als de aantallen hierboven."
)


def _per_jongere(vraag: TeamQuestion, tellers: Mapping[date, int], maanden: Sequence[date]) -> Delen:
    """Per jongere of 5 to 18: their number changes with the schooljaar; 0 when that of a gemeente is not known."""
    standen = queries.read_jongeren(vraag.bevoegd)
    noemers = {}
    for jaar in {schooljaar.of(maand) for maand in maanden}:
        aantallen = [standen.get((code, jaar), 0) for code in vraag.bevoegd.codes]
        noemers[jaar] = sum(aantallen) if all(aantallen) else 0
    return {maand: (tellers.get(maand, 0), noemers[schooljaar.of(maand)]) for maand in maanden}


def _after_first_year(vraag: TeamQuestion, maanden: Sequence[date]) -> list[date]:
    """Months that a whole year with deliveries lies before: else of what was closed only the quick ones are known."""
    vanaf = schooljaar.begin(schooljaar.from_jaar(schooljaar.beginjaar(vraag.tijd.vanaf) + 1))
    return [maand for maand in maanden if maand >= vanaf]


def _in_time(vraag: TeamQuestion, maanden: Sequence[date]) -> Delen:
    """Of what was closed in a month, how much within the term that the team set for its soort."""
    termijnen = tuple(own_settings(vraag).termijnen.items())
    if not termijnen or not maanden:
        return {}
    gesloten = queries.count_within_term(vraag.bevoegd, vraag.keuze, maanden[0], last_day(maanden[-1]), termijnen)
    return {maand: (op_tijd, alle) for maand, (alle, op_tijd) in gesloten.items()}
