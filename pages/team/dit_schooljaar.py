"""`/team`: what came in, what was closed and what is open, this schooljaar beside earlier ones at the same date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from components.frame.canvas import alive
from components.frame.chart_frame import Grafiek, chart_frame
from components.frame.choosers import Keuze as Keuzeknop
from components.frame.choosers import chooser
from components.tables.table import Cel, Rij, data_table
from components.team.charts import MAANDEN, Lijn, year_chart
from components.team.fold import fold
from components.words.notation import format_count, format_day, format_month
from data.referentie import schooljaar
from data.referentie.trendbreuken import trendbreuken
from data.registry import vocabulary
from data.team import queries
from data.team.queries import VELDEN, Moment, Veld
from data.team.stroom import MEESTE_EERDERE, Doorstroming, Periode, Vak, reeks, vakken
from pages.team.beeld import TeamQuestion, address_of, figure_link, opening
from pages.team.maandag import first_screen
from pages.team.naast_regio import beside_region

_MOMENTEN: Mapping[Moment, tuple[str, str]] = {
    "instroom": ("Instroom", "werkprocessen begonnen"),
    "afgehandeld": ("Afgehandeld", "werkprocessen afgehandeld"),
    "lopend": ("Lopend", "werkprocessen lopend"),
}
_VELDEN: Mapping[Veld, tuple[str, Mapping[str, str]]] = {
    "soort": ("Soort", vocabulary.SOORTEN),
    "gemeente_code": ("Gemeente", {}),
    "onderwijssoort": ("Onderwijssoort", vocabulary.ONDERWIJSSOORTEN),
    "leeftijdsgroep": ("Leeftijd bij de start", vocabulary.LEEFTIJDSGROEPEN),
}


def show(vraag: TeamQuestion) -> list[Component | str | None]:
    """The content of the page."""
    stroom, periode = vraag.stroom(), _periode(vraag)
    return [
        *opening("Dit schooljaar" if not vraag.tijd.afgelopen else f"Schooljaar {vraag.tijd.schooljaar}", vraag),
        *first_screen(vraag, stroom),
        fold(
            "Het schooljaar tot nu toe",
            [
                html.Div([_tile(vraag, stroom, moment) for moment in _MOMENTEN], className="rooster"),
                _breaks(vraag),
                chooser(
                    "Tijd op de as",
                    [
                        Keuzeknop("Per maand", vraag.url(per="maand"), periode == "maand"),
                        Keuzeknop("Per week", vraag.url(per="week"), periode == "week"),
                    ],
                ),
                *(_chart(vraag, stroom, moment, periode) for moment in _MOMENTEN),
            ],
            is_open="per" in vraag.rest,  # who chooses weeks or months is looking at them
        ),
        *_splits(vraag),
        beside_region(vraag),
    ]


def _periode(vraag: TeamQuestion) -> Periode:
    return "week" if vraag.rest.get("per") == "week" else "maand"


def _tile(vraag: TeamQuestion, stroom: Doorstroming, moment: Moment) -> Component:
    """One figure with last year's at the same date."""
    tijd = vraag.tijd
    titel, wat = _MOMENTEN[moment]
    nu = stroom.aantal(moment, tijd.begin, tijd.peildatum)
    link = figure_link(vraag, nu, moment, tijd.begin.isoformat(), tijd.peildatum.isoformat())
    wanneer = "op" if moment == "lopend" else "tot en met"
    delen = [
        html.H3(titel),
        html.P(link, className="cijfer"),
        html.P(f"{wat} {wanneer} {format_day(tijd.peildatum)}", className="zacht"),
    ]
    if tijd.eerdere:
        jaar = tijd.eerdere[0]
        toen = stroom.aantal(moment, schooljaar.begin(jaar), tijd.tot(jaar))
        delen.append(html.P(_difference(nu, toen, jaar)))
    else:
        delen.append(html.P("Er is geen eerder schooljaar om mee te vergelijken.", className="zacht"))
    return html.Article(delen, className="paneel")


def _difference(nu: int, toen: int, jaar: str) -> str:
    if nu == toen:
        return f"Evenveel als in {jaar} op dezelfde datum."
    verschil = f"{format_count(abs(nu - toen))} {'meer' if nu > toen else 'minder'}"
    return f"{verschil} dan in {jaar} op dezelfde datum ({format_count(toen)})."


def _breaks(vraag: TeamQuestion) -> Component | None:
    """Registered breaks between the schooljaren that are shown: the lines do not mean the same there."""
    tijd = vraag.tijd
    jaren = (tijd.schooljaar, *tijd.eerdere[: MEESTE_EERDERE[_periode(vraag)]])
    sleutel = vraag.keuze.soort if vraag.keuze.soort != "vrijstelling" else "vrijstelling_aanvragen"
    gevonden = {
        breuk.sleutel: breuk
        for code in tijd.met
        for breuk in trendbreuken(sleutel or "werkprocessen", code)
        if min(jaren) < breuk.vanaf_schooljaar <= max(jaren)
    }
    if not gevonden:
        return None
    zinnen = [html.Li(f"Vanaf {b.vanaf_schooljaar}: {b.titel}. {b.uitleg}") for b in gevonden.values()]
    kop = html.P(html.Strong("Let op: deze schooljaren zijn niet helemaal te vergelijken."))
    return html.Div([kop, html.Ul(zinnen)], className="paneel")


def _chart(vraag: TeamQuestion, stroom: Doorstroming, moment: Moment, periode: Periode) -> Component:
    tijd = vraag.tijd
    jaren = [tijd.schooljaar, *tijd.eerdere[: MEESTE_EERDERE[periode]]]
    per_jaar = {jaar: vakken(jaar, periode, tijd.tot(jaar)) for jaar in jaren}
    reeksen = {jaar: reeks(stroom, moment, per_jaar[jaar]) for jaar in jaren}
    heel = vakken(tijd.schooljaar, periode, schooljaar.einde(tijd.schooljaar))
    lijnen = [Lijn(jaar, _lengthen(reeksen[jaar]), jaar == tijd.schooljaar) for jaar in reversed(jaren)]
    titel = f"{_MOMENTEN[moment][0]} per {periode}"
    grafiek = Grafiek(
        f"{moment}-{periode}",
        titel,
        _sentence(moment, periode, per_jaar, reeksen, jaren),
        _source(vraag, moment),
        tijd.voorbeeld,
    )
    eigen = per_jaar[tijd.schooljaar]
    aantallen = reeksen[tijd.schooljaar]
    links = [
        address_of(figure_link(vraag, n, moment, vak.van.isoformat(), vak.tot.isoformat()))
        for vak, n in zip(eigen, aantallen, strict=True)
    ]
    teksten = [f"{_label(vak.van, periode)}: {format_count(n)}" for vak, n in zip(eigen, aantallen, strict=True)]
    figuur = alive(year_chart(lijnen, [_label(vak.van, periode) for vak in heel]), -1, teksten, links)
    return chart_frame(grafiek, figuur, "grafiek-lijn", _table(vraag, moment, periode, per_jaar, reeksen, jaren))


def _lengthen(waarden: Sequence[int]) -> list[float | None]:
    return [float(waarde) for waarde in waarden]


def _label(van: date, periode: Periode) -> str:
    return MAANDEN[van.month - 1] if periode == "maand" else f"wk {van.isocalendar().week}"


_PerJaar = Mapping[str, Sequence[Vak]]
_Reeksen = Mapping[str, Sequence[int]]


def _sentence(moment: Moment, periode: Periode, per_jaar: _PerJaar, reeksen: _Reeksen, jaren: Sequence[str]) -> str:
    """The last whole month or week, beside the year before."""
    jaar = jaren[0]
    heel = [i for i, vak in enumerate(per_jaar[jaar]) if vak.heel]
    if not heel:
        return f"Er is nog geen hele {periode} van dit schooljaar bekend."
    i = heel[-1]
    vak = per_jaar[jaar][i]
    naam = format_month(vak.van) if periode == "maand" else f"de week van {format_day(vak.van)}"
    begin = f"Aan het eind van {naam}" if moment == "lopend" else f"In {naam}"
    zin = f"{begin} {_were(reeksen[jaar][i])} {_MOMENTEN[moment][1]}."
    if len(jaren) > 1 and i < len(reeksen[jaren[1]]):
        zin += f" Een jaar eerder waren dat er {format_count(reeksen[jaren[1]][i])}."
    return f"{zin} Of een verschil meer is dan toeval, leest u bij Signalen."


def _were(aantal: int) -> str:
    return f"{'is' if aantal == 1 else 'zijn'} er {format_count(aantal)}"


def _source(vraag: TeamQuestion, moment: Moment) -> str:
    begin = f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}."
    if moment != "lopend":
        return begin
    vanaf = f"schooljaar {vraag.tijd.vanaf} begonnen, voor zover de leveringen ze noemen"
    return f"{begin} Lopend telt ook werkprocessen die vóór {vanaf}."


def _table(
    vraag: TeamQuestion, moment: Moment, periode: Periode, per_jaar: _PerJaar, reeksen: _Reeksen, jaren: Sequence[str]
) -> Component:
    """Every point as a figure that opens its list."""
    meeste = max(len(vakken_) for vakken_ in per_jaar.values())
    rijen = []
    for i in range(meeste):
        cellen = tuple(_figure(vraag, moment, per_jaar[jaar], reeksen[jaar], i) for jaar in jaren)
        eigen = next(per_jaar[jaar][i] for jaar in jaren if i < len(per_jaar[jaar]))
        rijen.append(Rij(_label(eigen.van, periode) + ("" if eigen.heel else " (nog niet voorbij)"), cellen))
    titel = f"{_MOMENTEN[moment][0]} per {periode}, {vraag.waar}"
    return data_table(titel, ["Maand" if periode == "maand" else "Week", *jaren], rijen)


def _figure(vraag: TeamQuestion, moment: Moment, vakken_: Sequence[Vak], waarden: Sequence[int], i: int) -> Cel:
    if i >= len(vakken_):
        return Cel("nog niet bekend", getal=True, zonder=True)
    vak = vakken_[i]
    link = figure_link(vraag, waarden[i], moment, vak.van.isoformat(), vak.tot.isoformat())
    return Cel([link], getal=True)


def _useful(vraag: TeamQuestion, veld: Veld) -> bool:
    """A split by what is already chosen says nothing."""
    naam = {"gemeente_code": "gemeente"}.get(veld, veld)
    return not getattr(vraag.keuze, naam) and (veld != "gemeente_code" or len(vraag.bevoegd.gemeenten) > 1)


def _splits(vraag: TeamQuestion) -> list[Component]:
    """A table for each field that says something."""
    tijd, eerder = vraag.tijd, vraag.tijd.eerdere[0] if vraag.tijd.eerdere else ""
    kolommen = [_Kolom("Instroom", "instroom", tijd.begin, tijd.peildatum)]
    if eerder:
        kolommen.append(_Kolom("Jaar eerder", "instroom", schooljaar.begin(eerder), tijd.tot(eerder)))
    kolommen.append(_Kolom("Lopend", "lopend", tijd.begin, tijd.peildatum))
    tellingen = [queries.count_splits(vraag.bevoegd, vraag.keuze, k.moment, k.van, k.tot) for k in kolommen]
    return [
        _split(vraag, veld, kolommen, [telling[veld] for telling in tellingen])
        for veld in VELDEN
        if _useful(vraag, veld)
    ]


class _Kolom(NamedTuple):
    """A column of the splits: its head, and what it counts."""

    kop: str
    moment: Moment
    van: date
    tot: date


def _split(
    vraag: TeamQuestion, veld: Veld, kolommen: Sequence[_Kolom], tellingen: Sequence[Mapping[str, int]]
) -> Component:
    """What came in up to the peildatum and what is open, per value of one field, beside last year; the most first."""
    kop, labels = _VELDEN[veld]
    labels = labels or {code: vraag.gebieden.naam(code) for code in vraag.tijd.met}
    naam = {"gemeente_code": "gemeente"}.get(veld, veld)
    rijen = []
    for code, label in sorted(labels.items(), key=lambda paar: -tellingen[0].get(paar[0], 0)):
        links = [
            figure_link(vraag, telling.get(code, 0), k.moment, k.van.isoformat(), k.tot.isoformat(), **{naam: code})
            for k, telling in zip(kolommen, tellingen, strict=True)
        ]
        rijen.append(Rij(label, tuple(Cel([link], getal=True) for link in links)))
    eerder = f"; jaar eerder: {vraag.tijd.eerdere[0]} tot dezelfde datum" if vraag.tijd.eerdere else ""
    titel = f"Per {kop.lower()}, {vraag.tijd.schooljaar} tot en met {format_day(vraag.tijd.peildatum)}{eerder}"
    return fold(f"Waar zit het: per {kop.lower()}", [data_table(titel, [kop, *(k.kop for k in kolommen)], rijen)])
