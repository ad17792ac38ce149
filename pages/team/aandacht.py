"""What a teamlead must do something about, worst first: over the term, too much work, open for long; and signals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from components.team.season import TE_WEINIG
from components.words.notation import format_count, format_decimal
from components.words.nouns import capital
from data.reports.dutch import counted
from data.team import instellingen, queries
from data.team.duur import JAAR
from data.team.termijnen import passed
from pages.team.antwoorden import split
from pages.team.beeld import TeamQuestion, open_link, own_settings
from pages.team.kaarten import Kaarten
from pages.team.signalen import all_signals, attention_line

_MEESTE_SIGNALEN = 3
Regel = list[Component | str]


def strongest(vraag: TeamQuestion) -> list[Component]:
    """The strongest signals that nobody answered, and of how many charts nothing can be said."""
    kaarten, alle_signalen = all_signals(vraag)
    signalen = split(vraag, alle_signalen)[0]
    regels = [html.Li(attention_line(vraag, signaal, kort=True)) for signaal in signalen[:_MEESTE_SIGNALEN]]
    alle = html.A("Alle signalen", href=vraag.url("/team/signalen"))
    rest = len(signalen) - _MEESTE_SIGNALEN
    meer = [f"En nog {counted(rest, 'signaal', 'signalen')}. "] if rest > 0 else []
    tekst = html.Ol(regels, className="aandacht") if regels else html.P("Er is geen nieuw signaal.")
    return [html.H2("Sterkste signalen"), tekst, html.P([*meer, alle, f". {too_little(kaarten)}".rstrip()])]


def too_little(kaarten: Kaarten) -> str:
    """Of how many charts nothing can be said, in a sentence; empty when of none: no signal is no good news there."""
    stil = [kaart for kaart in kaarten.seizoen if not kaart.verteld]
    weinig = sum(kaart.oordeel is None or kaart.oordeel.te_weinig for kaart in stil)
    van = "deze grafiek" if len(kaarten.seizoen) == 1 else f"{weinig} van de {len(kaarten.seizoen)} grafieken"
    return f"Bij {van} is het {TE_WEINIG}." if weinig else ""


def chores(vraag: TeamQuestion) -> list[Regel]:
    """What is over its term, above the norm and open for long, each a line."""
    return [*_over_term(vraag), *_over_norm(vraag), *_open_for_long(vraag)]


def _over_term(vraag: TeamQuestion) -> Iterator[Regel]:
    """Per kind of work with a term what has been open for longer, the most first."""
    eigen = own_settings(vraag)
    van_wie = "uw termijn" if eigen.eigen else "de termijn"
    over = passed(queries.open_ages(vraag.bevoegd, vraag.keuze, vraag.tijd.peildatum), eigen.termijnen)
    for werk, aantal in over.items():
        dagen, zijn = eigen.termijnen[werk], "is" if aantal == 1 else "zijn"
        link = open_link(vraag, aantal, werk, ouder=str(dagen))
        tekst = f" {zijn} langer open dan {van_wie} van {counted(dagen, 'dag', 'dagen')}."
        yield [html.Strong(f"{werk.naam}: "), link, tekst]


def _open_for_long(vraag: TeamQuestion) -> Iterator[Regel]:
    per_soort = queries.open_ages(vraag.bevoegd, vraag.keuze, vraag.tijd.peildatum)
    lang = sum(n for duren in per_soort.values() for dag, n in duren.items() if dag > JAAR)
    if lang:
        loopt = "werkproces loopt" if lang == 1 else "werkprocessen lopen"
        yield [
            html.Strong("Lang open: "),
            open_link(vraag, lang, ouder=str(JAAR)),
            f" {loopt} al langer dan een jaar.",
        ]


def _over_norm(vraag: TeamQuestion) -> Iterator[Regel]:
    for druk in pressure(vraag):
        if druk.norm is not None and druk.per_fte > druk.norm:
            zin = f"{format_decimal(druk.per_fte)} lopende werkprocessen per fte, de norm is {format_count(druk.norm)}."
            yield [html.Strong(f"{capital(druk.naam)}: "), zin]


class Druk(NamedTuple):
    """Open werkprocessen per fte of one gebied; norm is None when the team did not set it."""

    naam: str
    lopend: int
    fte: float
    norm: int | None

    @property
    def per_fte(self) -> float:
        """Open werkprocessen per fte."""
        return self.lopend / self.fte


def pressure(vraag: TeamQuestion) -> list[Druk]:
    """Each gebied of the team that set its fte, if all of it is looked at: the fte are those of the whole."""
    uit = []
    for gebied in vraag.wie.gebieden:
        eigen, regio = instellingen.read(vraag.wie, gebied), vraag.gebieden.regio(gebied)
        codes = regio.gemeenten if regio else (gebied,)
        if eigen.fte is not None and set(codes) <= vraag.bevoegd.gemeenten:
            open_ = queries.count_open(vraag.bevoegd, vraag.keuze.met(gemeente=""), vraag.tijd.peildatum)
            lopend = sum(open_.get(code, 0) for code in codes)
            uit.append(Druk(vraag.gebieden.naam(gebied), lopend, eigen.fte, eigen.norm))
    return uit
