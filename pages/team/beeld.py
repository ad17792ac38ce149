"""What one visitor asks on one page: the filters of the URL, laid beside what they may see and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component

from components.team.filters import Filter, filter_form
from components.team.frame import example_banner
from components.words.notation import format_count, format_day
from components.words.nouns import join_names
from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from data.reports.dutch import counted
from data.team import instellingen, queries
from data.team.bevoegd import Bevoegd
from data.team.bezoek import is_old
from data.team.instellingen import Instellingen
from data.team.keuze import Keuze, read_keuze
from data.team.stroom import MEESTE_EERDERE, Doorstroming, Optelling, Tijd, find_tijd
from data.team.termijnen import Werksoort

# From so many months on an age is told in years.
_JAREN_VANAF = 24


@dataclass(frozen=True)
class TeamQuestion:
    """One question. bevoegd: narrowed to the gemeenten that the figures are about. rest: what else the URL says."""

    bevoegd: Bevoegd
    wie: Bevoegd
    gebieden: Gebieden
    pad: str
    keuze: Keuze
    tijd: Tijd
    rest: Mapping[str, str]

    @property
    def waar(self) -> str:
        """The gemeente or team in words."""
        if self.keuze.gemeente:
            return self.gebieden.naam(self.keuze.gemeente)
        return join_names([self.gebieden.naam(code) for code in self.wie.gebieden])

    def url(self, pad: str = "", **meer: str) -> str:
        """An address with the same filters; `meer` adds to it."""
        query = self.keuze.query(**meer)
        return f"{pad or self.pad}?{query}" if query else pad or self.pad

    def stroom(self) -> Doorstroming:
        """What came in and was closed per day, from the first schooljaar that a page shows."""
        van = schooljaar.begin(min((self.tijd.schooljaar, *self.tijd.eerdere[: max(MEESTE_EERDERE.values())])))
        return Doorstroming(*map(Optelling, queries.count_per_dag(self.bevoegd, self.keuze, van)))


def ask(bevoegd: Bevoegd, gebieden: Gebieden, pad: str, vraag: Mapping[str, str]) -> TeamQuestion | None:
    """The question of a URL; None when no delivery speaks about it. Raises what `read_keuze` raises."""
    keuze = read_keuze(vraag, bevoegd, gebieden)
    gemeenten = bevoegd.narrow([keuze.gemeente] if keuze.gemeente else [])
    tijd = find_tijd(queries.read_dekking(bevoegd), gemeenten, keuze.schooljaar)
    if tijd is None:
        return None
    return TeamQuestion(bevoegd.only(tijd.met), bevoegd, gebieden, pad, keuze, tijd, vraag)


def own_settings(vraag: TeamQuestion) -> Instellingen:
    """The settings of the one gebied that is looked at; a team of several gebieden uses those of the first."""
    gebied = vraag.keuze.gemeente if vraag.keuze.gemeente in vraag.wie.gebieden else vraag.wie.gebieden[0]
    return instellingen.read(vraag.wie, gebied)


def opening(titel: str, vraag: TeamQuestion) -> list[Component | str | None]:
    """The top of a page: what it is about, up to when, what is missing, and the filters."""
    tijd = vraag.tijd
    tot = f"Cijfers tot en met {format_day(tijd.peildatum)}, schooljaar {tijd.schooljaar}."
    if is_old(tijd.peildatum, today()) and tijd.schooljaar == tijd.jaren[0]:
        weg = age_in_words(tijd.peildatum, today())
        tot = f"Let op: deze cijfers zijn {weg} oud. Zij gaan tot en met {format_day(tijd.peildatum)}."
    zonder = [vraag.gebieden.naam(code) for code in tijd.zonder]
    mist = f" Zonder {join_names(zonder)}: daarvan is er over dit schooljaar geen levering." if zonder else ""
    return [
        example_banner() if tijd.voorbeeld else None,
        html.H1([html.Span(f"{titel}:", className="aaneen"), f" {vraag.waar}"]),
        html.P(tot + mist, className="melding" if tot.startswith("Let op") else "inleiding"),
        fold_filters(vraag),
    ]


def age_in_words(peildatum: date, vandaag: date) -> str:
    """How old figures are, in whole months; in years from two on."""
    maanden = 12 * (vandaag.year - peildatum.year) + vandaag.month - peildatum.month - (vandaag.day < peildatum.day)
    if maanden < _JAREN_VANAF:
        return "meer dan " + counted(maanden, "maand", "maanden")
    return f"meer dan {format_count(maanden // 12)} jaar"


def today() -> date:
    """What day it is in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def fold_filters(vraag: TeamQuestion, vast: Mapping[str, str] | None = None) -> Component:
    """The filters of every page, folded behind what is chosen. vast: names and values that stay as they are."""
    gemeente = [vraag.gebieden.naam(vraag.keuze.gemeente)] if vraag.keuze.gemeente else []
    gekozen = [vraag.tijd.schooljaar, *gemeente, *chosen(vraag.keuze)]
    kop = html.Summary(["Kies wat u wilt zien ", html.Span(f"(nu: {', '.join(gekozen)})", className="zacht")])
    return html.Details([kop, filters(vraag, vast or {})], className="vouw kies")


def chosen(keuze: Keuze) -> list[str]:
    """Which werkprocessen are chosen, in words: soort, part, onderwijssoort and age; empty for all."""
    namen = (
        vocabulary.SOORTEN.get(keuze.soort),
        vocabulary.SUBSOORTEN.get(keuze.soort, {}).get(keuze.subsoort),
        vocabulary.ONDERWIJSSOORTEN.get(keuze.onderwijssoort),
        vocabulary.LEEFTIJDSGROEPEN.get(keuze.leeftijdsgroep),
    )
    return [naam for naam in namen if naam]


def filters(vraag: TeamQuestion, vast: Mapping[str, str]) -> Component:
    """The form with the filters."""
    keuze = vraag.keuze
    gemeenten = {code: vraag.gebieden.naam(code) for code in vraag.wie.codes} if len(vraag.wie.codes) > 1 else {}
    jaren = {jaar: jaar for jaar in vraag.tijd.jaren}
    velden = [
        # a list is of days, which say the schooljaar
        Filter("schooljaar", "Schooljaar", {} if "van" in vast else jaren, vraag.tijd.schooljaar, alles=""),
        Filter("gemeente", "Gemeente", dict(sorted(gemeenten.items(), key=lambda paar: paar[1])), keuze.gemeente),
        Filter("soort", "Soort", vocabulary.SOORTEN, keuze.soort),
        Filter("subsoort", "Onderdeel", vocabulary.SUBSOORTEN.get(keuze.soort, {}), keuze.subsoort),
        Filter("onderwijssoort", "Onderwijssoort", vocabulary.ONDERWIJSSOORTEN, keuze.onderwijssoort),
        Filter("leeftijdsgroep", "Leeftijd bij de start", vocabulary.LEEFTIJDSGROEPEN, keuze.leeftijdsgroep),
    ]
    return filter_form(vraag.pad, velden, {"per": vraag.rest.get("per", ""), **vast})


def figure_link(vraag: TeamQuestion, aantal: int, moment: str, van: str, tot: str, **meer: str) -> Component | str:
    """A figure that opens the werkprocessen behind it. meer: filters that are added, and `ouder`."""
    if not aantal:
        return "0"
    begin = _list_query(vraag.keuze, vraag.tijd.schooljaar, tuple(meer.items()))
    return html.A(_count(aantal), href=f"/team/lijst?{begin}&moment={moment}&van={van}&tot={tot}")


def address_of(cijfer: Component | str) -> str:
    """Where a figure leads; empty for one that opens nothing."""
    return "" if isinstance(cijfer, str) else str(cijfer.to_plotly_json()["props"].get("href", ""))


def open_link(vraag: TeamQuestion, aantal: int, werk: Werksoort | None = None, **meer: str) -> Component | str:
    """A figure of what is open on the peildatum that opens its list. werk: of this kind only."""
    deel = {"soort": werk.soort} | ({"subsoort": werk.subsoort} if werk.subsoort else {}) if werk else {}
    tot = vraag.tijd.peildatum.isoformat()
    return figure_link(vraag, aantal, "lopend", vraag.tijd.begin.isoformat(), tot, **deel, **meer)


# A page has hundreds of these figures, which differ in their dates only.
_count = lru_cache(maxsize=10_000)(format_count)


@lru_cache(maxsize=1_000)
def _list_query(keuze: Keuze, jaar: str, meer: tuple[tuple[str, str], ...]) -> str:
    extra = {naam: waarde for naam, waarde in meer if naam not in keuze.__dataclass_fields__}
    eigen = {naam: waarde for naam, waarde in meer if naam not in extra}
    return keuze.met(**eigen, schooljaar=jaar).query(**extra)
