"""What a teamlead must do something about, worst first: over the term, open for long, too much work, signals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from components.notation import format_count, format_decimal
from components.words import capital
from data import vocabulary
from data.team import instellingen, queries
from data.team.duur import JAAR
from pages.team.antwoorden import split
from pages.team.beeld import Vraag, figure_link, own_settings
from pages.team.signalen import all_signals, attention_line

_MEESTE_SIGNALEN = 3
Regel = list[Component | str]


def attention(vraag: Vraag) -> list[Component]:
    """The head and the list; when there is nothing, that too is said."""
    signalen = split(vraag, all_signals(vraag)[1])[0]
    regels = [*_over_term(vraag), *_over_norm(vraag), *_open_for_long(vraag)]
    regels += [attention_line(vraag, signaal) for signaal in signalen[:_MEESTE_SIGNALEN]]
    alle = html.A("Alle signalen", href=vraag.url("/team/signalen"))
    rest = len(signalen) - _MEESTE_SIGNALEN
    meer = [f"En nog {format_count(rest)} {'signaal' if rest == 1 else 'signalen'}. "] if rest > 0 else []
    tekst = html.Ol([html.Li(regel) for regel in regels], className="aandacht") if regels else html.P(_NIETS)
    return [html.H2("Wat vraagt aandacht"), tekst, html.P([*meer, alle])]


_NIETS = "Niets: er is geen nieuw signaal, niets ligt langer dan een jaar, en niets is over uw termijn."


def _over_term(vraag: Vraag) -> Iterator[Regel]:
    """Per soort with a term what has been open for longer, the most first."""
    termijnen, open_ = (
        own_settings(vraag).termijnen,
        queries.open_ages(vraag.bevoegd, vraag.keuze, vraag.tijd.peildatum),
    )
    over = {soort: sum(n for dag, n in open_.get(soort, {}).items() if dag > term) for soort, term in termijnen.items()}
    for soort, aantal in sorted(over.items(), key=lambda paar: -paar[1]):
        if aantal:
            link = _open_link(vraag, aantal, soort=soort, ouder=str(termijnen[soort]))
            term, zijn = format_count(termijnen[soort]), "is" if aantal == 1 else "zijn"
            yield [
                html.Strong(f"{vocabulary.SOORTEN[soort]}: "),
                link,
                f" {zijn} langer open dan uw termijn van {term} dagen.",
            ]


def _open_for_long(vraag: Vraag) -> Iterator[Regel]:
    per_soort = queries.open_ages(vraag.bevoegd, vraag.keuze, vraag.tijd.peildatum)
    lang = sum(n for duren in per_soort.values() for dag, n in duren.items() if dag > JAAR)
    if lang:
        loopt = "werkproces loopt" if lang == 1 else "werkprocessen lopen"
        yield [
            html.Strong("Lang open: "),
            _open_link(vraag, lang, ouder=str(JAAR)),
            f" {loopt} al langer dan een jaar.",
        ]


def _open_link(vraag: Vraag, aantal: int, **meer: str) -> Component | str:
    tot = vraag.tijd.peildatum.isoformat()
    return figure_link(vraag, aantal, "lopend", vraag.tijd.begin.isoformat(), tot, **meer)


def _over_norm(vraag: Vraag) -> Iterator[Regel]:
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


def pressure(vraag: Vraag) -> list[Druk]:
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
