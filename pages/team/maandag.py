"""What a teamlead sees first on Monday: what is new, who sits at home, what stands out, and what asks for attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from components.team.fold import fold
from components.words.notation import format_count, format_day
from data.referentie import schooljaar
from data.registry.vocabulary import SOORTEN
from data.reports.dutch import counted
from data.team import abonnementen, bezoek, queries
from data.team.bezoek import Sinds
from data.team.duur import Duren
from data.team.stroom import Doorstroming
from data.team.termijnen import DRIE_MAANDEN, THUIS, VIER_WEKEN, Werksoort, passed
from pages.team.aandacht import chores, strongest
from pages.team.beeld import TeamQuestion, figure_link, open_link, own_settings, today
from pages.team.signalen import compared_since
from pages.team.toegang import bezoeker

# So many soorten stand under the figure of what passed its term; the rest is folded away below them.
_MEESTE_SOORTEN = 3
_OVERDRACHT, _JAREN = "overdracht_nieuw_schooljaar", 3
_SEPTEMBER = 9


def first_screen(vraag: TeamQuestion, stroom: Doorstroming) -> list[Component | str | None]:
    """All that comes before the charts."""
    sinds = _since(vraag)
    taken = chores(vraag)
    return [
        html.H2(_heading(sinds)),
        html.Div([*_news(vraag, stroom, sinds), _passed(vraag, sinds)], className="rooster nieuws"),
        html.Div([html.Div(deel) for deel in (_at_home(vraag), strongest(vraag)) if deel], className="tweeluik"),
        fold(f"Te doen: {len(taken)}" if taken else "Te doen: niets over de termijn of de norm", [_list(taken)]),
        september(vraag),
    ]


def _since(vraag: TeamQuestion) -> Sinds:
    """Since when; a visit counts when the whole team was looked at, in the schooljaar that is newest."""
    tijd, keuze = vraag.tijd, vraag.keuze
    if keuze.gemeente or tijd.schooljaar != tijd.jaren[0]:
        return bezoek.since(None, tijd.peildatum)
    sessie = bezoeker().sessie
    abonnementen.renew(sessie.sub, sessie.rollen, today(), naam=sessie.wie)
    return bezoek.remember(sessie.sub, tijd.peildatum, today())


def _heading(sinds: Sinds) -> str:
    if sinds.gezien:
        return f"Nieuw sinds uw vorige bezoek (cijfers tot en met {format_day(sinds.gezien)})"
    return f"Nieuw sinds maandag {format_day(sinds.van)}"


def _news(vraag: TeamQuestion, stroom: Doorstroming, sinds: Sinds) -> Iterator[Component]:
    for moment, titel in (("instroom", "Binnengekomen"), ("afgehandeld", "Afgehandeld")):
        aantal = stroom.aantal(moment, sinds.van, vraag.tijd.peildatum)
        link = figure_link(vraag, aantal, moment, sinds.van.isoformat(), vraag.tijd.peildatum.isoformat())
        yield html.Article([html.H3(titel), html.P(link, className="cijfer")], className="paneel")


def _passed(vraag: TeamQuestion, sinds: Sinds) -> Component:
    """What is open and passed its term in these days, per soort a link."""
    peildatum, termijnen = vraag.tijd.peildatum, own_settings(vraag).termijnen
    dagen = (peildatum - sinds.van).days + 1
    over = passed(queries.open_ages(vraag.bevoegd, vraag.keuze, peildatum), termijnen, dagen)
    regels = []
    for werk, aantal in over.items():
        termijn = termijnen[werk]
        link = open_link(vraag, aantal, werk, ouder=str(termijn), hoogstens=str(termijn + dagen))
        regels.append(html.Li([link, f" {werk.naam}"]))
    eerst, rest = regels[:_MEESTE_SOORTEN], regels[_MEESTE_SOORTEN:]
    kop, cijfer = html.H3("Over de termijn gegaan"), html.P(format_count(sum(over.values())), className="cijfer")
    meer = html.Summary(f"en {counted(len(rest), 'andere soort', 'andere soorten')}")
    return html.Article(
        [
            kop,
            cijfer,
            html.Ul(eerst, className="kaal klein") if eerst else None,
            html.Details([meer, html.Ul(rest, className="kaal")], className="klein") if rest else None,
        ],
        className="paneel verdeeld",
    )


def _at_home(vraag: TeamQuestion) -> list[Component]:
    """What is open for long of absoluut and langdurig relatief verzuim; each figure opens its list."""
    keuze = vraag.keuze
    gekozen = [werk for werk in THUIS if keuze.soort in ("", werk.soort) and keuze.subsoort in ("", werk.subsoort)]
    if not gekozen:
        return []
    leeftijden = queries.open_ages(vraag.bevoegd, keuze, vraag.tijd.peildatum)

    def cell(werk: Werksoort, dagen: int) -> Cel:
        aantal = sum(n for dag, n in leeftijden.get(werk, {}).items() if dag > dagen)
        return Cel([open_link(vraag, aantal, werk, ouder=str(dagen))], getal=True)

    rijen = [Rij(werk.naam, (cell(werk, VIER_WEKEN), cell(werk, DRIE_MAANDEN))) for werk in gekozen]
    koppen = ["Open, langer dan", "4 weken", "3 maanden"]
    return [
        html.H2("Thuiszitters"),
        data_table(f"Werkprocessen die open zijn op {format_day(vraag.tijd.peildatum)}", koppen, rijen),
        html.P("Dat een zaak open is, zegt nog niet of de jongere nu thuis zit.", className="zacht klein"),
    ]


def _list(regels: Sequence[Sequence[Component | str]]) -> Component:
    if not regels:
        return html.P("Niets ligt langer dan een jaar, niets is over uw termijn, en geen team is boven zijn norm.")
    return html.Ol([html.Li(list(regel)) for regel in regels], className="aandacht")


def september(vraag: TeamQuestion) -> Component | None:
    """The begin of the schooljaar, per soort: what lies open from before, was handed on, and what September brought.

    Unfolded in August and September.
    """
    tijd = vraag.tijd
    open_, over = _from_before(vraag)
    jaren = [jaar for jaar in (tijd.schooljaar, *tijd.eerdere) if _whole_september(jaar) <= tijd.peildatum][:_JAREN]
    per_jaar = _brought(vraag, jaren)
    gevonden = [s for s in SOORTEN if any(s in telling for telling in (open_, over, *per_jaar))]
    if not gevonden:
        return None
    rijen = []
    for soort in gevonden:
        links = [
            _september_link(vraag, telling.get(soort, 0), soort, jaar)
            for jaar, telling in zip(jaren, per_jaar, strict=True)
        ]
        cellen = (format_count(open_.get(soort, 0)), format_count(over.get(soort, 0)), *([link] for link in links))
        rijen.append(Rij(SOORTEN[soort], tuple(Cel(cel, getal=True) for cel in cellen)))
    tekst = html.P(
        f"Open van ervoor: begonnen voor {format_day(tijd.begin)} en nog open op {format_day(tijd.peildatum)}. "
        "Overgedragen: afgesloten als overdracht naar het nieuwe schooljaar, "
        f"van {format_day(_handed_on(vraag)[0])} tot en met {format_day(_handed_on(vraag)[1])}."
    )
    koppen = [
        "Soort",
        "Open van ervoor",
        "Overgedragen",
        *(f"Sept. {schooljaar.beginjaar(jaar)}" for jaar in jaren),
    ]
    kop = "September: wat ligt er, en wat komt er"
    return fold(kop, [tekst, data_table(kop, koppen, rijen)], is_open=tijd.peildatum.month in (8, _SEPTEMBER))


def _from_before(vraag: TeamQuestion) -> tuple[dict[str, int], dict[str, int]]:
    """Per soort: open on the peildatum and begun before the schooljaar; handed on to it."""
    tijd = vraag.tijd
    dagen = (tijd.peildatum - tijd.begin).days
    open_: dict[str, int] = {}
    for werk, duren in queries.open_ages(vraag.bevoegd, vraag.keuze, tijd.peildatum).items():
        open_[werk.soort] = open_.get(werk.soort, 0) + _older(duren, dagen)
    over = queries.count_closed_as(vraag.bevoegd, vraag.keuze, _OVERDRACHT, *_handed_on(vraag))
    return {soort: n for soort, n in open_.items() if n}, dict(over)


def _handed_on(vraag: TeamQuestion) -> tuple[date, date]:
    """The days of which a handing on is one to this schooljaar: after a September, up to the next."""
    tijd = vraag.tijd
    begin = _whole_september(schooljaar.vorige(tijd.schooljaar)) + timedelta(days=1)
    return begin, min(tijd.peildatum, _whole_september(tijd.schooljaar))


def _older(duren: Duren, dagen: int) -> int:
    return sum(n for dag, n in duren.items() if dag > dagen)


def _whole_september(jaar: str) -> date:
    return date(schooljaar.beginjaar(jaar), _SEPTEMBER, 30)


def _brought(vraag: TeamQuestion, jaren: Sequence[str]) -> list[dict[str, int]]:
    """Per schooljaar and soort what began in September."""
    per: dict[str, dict[str, int]] = {jaar: {} for jaar in jaren}
    if jaren:
        # the signals ask the same: it is answered once
        van = min(compared_since(vraag), schooljaar.begin(min(jaren)))
        for soort, maanden in queries.count_per_maand(vraag.bevoegd, vraag.keuze, van).per_soort.items():
            for jaar, telling in per.items():
                if aantal := maanden.get(_whole_september(jaar).replace(day=1)):
                    telling[soort] = aantal
    return list(per.values())


def _september_link(vraag: TeamQuestion, aantal: int, soort: str, jaar: str) -> Component | str:
    tot = _whole_september(jaar)
    return figure_link(vraag, aantal, "instroom", (tot - timedelta(days=29)).isoformat(), tot.isoformat(), soort=soort)
