"""`/team/signalen`: what stands out by the rules of the control charts, worst first, and the charts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.notation import format_count, format_day, format_month
from components.team.charts import control_chart
from components.team.signals import chart_sentence, factor_of, ground, points_table, signal_sentence, title_of, unit_of
from data import schooljaar, vocabulary
from data.team.signalen import RECENT, Aandacht, Kaart, last_day, needs_attention, whole_months
from pages.team.beeld import Vraag, figure_link, opening, own_settings
from pages.team.kaarten import all_charts

_ALLES = "Alle soorten"
_MEESTE, _MEESTE_GRAFIEKEN = 10, 2
# With this schooljaar five: what is older says little about what is usual now.
_EERDERE = 4


def show(vraag: Vraag) -> list[Component | str | None]:
    """The content of the page."""
    kaarten, aandacht = find_signals(vraag)
    eigen = _worth_showing(kaarten, aandacht)
    return [
        *opening("Signalen", vraag),
        html.H2("Wat vraagt aandacht"),
        _attention(vraag, aandacht),
        _explanation(),
        html.H2("De maanden op een rij"),
        html.P(
            "U ziet het geheel, en waar het sterkste signaal is. "
            "Kies hierboven een soort of gemeente voor een andere grafiek."
        ),
        _no_terms(vraag),
        *([_chart(vraag, kaart) for kaart in eigen] or [html.P("Er zijn te weinig hele maanden voor een regelkaart.")]),
    ]


def find_signals(vraag: Vraag) -> tuple[list[Kaart], list[Aandacht]]:
    """All charts of a question, and their signals of the last months, worst first."""
    eerste = min((vraag.tijd.schooljaar, *vraag.tijd.eerdere[:_EERDERE]))
    kaarten = all_charts(vraag, whole_months(schooljaar.begin(eerste), vraag.tijd.peildatum))
    return kaarten, needs_attention(kaarten)


def _no_terms(vraag: Vraag) -> Component | None:
    """Which chart is not there, and why."""
    if own_settings(vraag).termijnen:
        return None
    tekst = "Welk deel op tijd klaar is, ziet u hier als uw team een termijn heeft ingesteld. "
    return html.P([tekst, html.A("Stel termijnen in", href="/team/instellingen")])


def _worth_showing(kaarten: Sequence[Kaart], aandacht: Sequence[Aandacht]) -> list[Kaart]:
    """The charts of the whole choice, and those with the worst signals; a filter shows any other."""
    eerst = [kaart for kaart in kaarten if not kaart.gebied and not kaart.soort]
    return eerst + [a.kaart for a in aandacht if a.kaart not in eerst][:_MEESTE_GRAFIEKEN]


def _attention(vraag: Vraag, lijst: Sequence[Aandacht]) -> Component:
    """The list, worst first; when it is empty that is said as the good news it may be."""
    if not lijst:
        return html.P(
            f"Geen van de grafieken geeft in de laatste {RECENT} maanden een signaal. "
            "Wat u ziet, past bij de gewone schommeling."
        )
    punten = [html.Li(attention_line(vraag, aandacht)) for aandacht in lijst[:_MEESTE]]
    rest = len(lijst) - len(punten)
    meer = [html.P(f"En nog {format_count(rest)} signalen die minder ver van het gewone liggen.")] if rest > 0 else []
    return html.Div([html.Ol(punten, className="aandacht"), *meer])


def attention_line(vraag: Vraag, aandacht: Aandacht) -> list[Component | str]:
    """One signal: where, what, what it rests on, and the way to its werkprocessen."""
    kaart = aandacht.kaart
    zin = signal_sentence(kaart, aandacht.maand, aandacht.punt)
    van, tot = aandacht.maand.isoformat(), last_day(aandacht.maand).isoformat()
    keuze = {"gemeente": kaart.gebied, "soort": kaart.soort}
    meer = {naam: waarde for naam, waarde in keuze.items() if waarde}
    bekijk = vraag.keuze.met(**meer, schooljaar=vraag.tijd.schooljaar).query(moment=_moment(kaart), van=van, tot=tot)
    return [
        html.Strong(f"{_name(vraag, kaart)}, {title_of(kaart)}: "),
        f"{zin} ",
        html.Span(ground(kaart), className="zacht"),
        " ",
        html.A(f"Bekijk {format_month(aandacht.maand)}", href=f"/team/lijst?{bekijk}"),
    ]


def _name(vraag: Vraag, kaart: Kaart) -> str:
    wat = vocabulary.SOORTEN.get(kaart.soort) or vocabulary.SOORTEN.get(vraag.keuze.soort) or _ALLES
    waar = vraag.gebieden.naam(kaart.gebied) if kaart.gebied else vraag.waar
    return f"{wat}, {waar}"


def _explanation() -> Component:
    zinnen = [
        "Een regelkaart laat zien welke maanden passen bij de gewone schommeling. Een maand is pas een signaal als een "
        "van deze regels geldt: de maand ligt buiten de grenzen; 7 maanden op rij steeds hoger of steeds lager; "
        "2 van 3 maanden dicht bij dezelfde grens; 7 maanden op rij aan dezelfde kant van het gemiddelde.",
        "Juli en augustus tellen niet mee: dan zijn de scholen dicht. Na een trendbreuk die in het register staat, "
        "begint de berekening opnieuw. Een maand die nog niet voorbij is, doet niet mee.",
        "Bij een deel of een aantal per 1.000 jongeren verschilt het totaal van maand tot maand. Daar zijn de grenzen "
        "van Laney voor (P′ en U′): ruimer in een maand met minder.",
        "Bij veel grafieken tegelijk is er soms een signaal door toeval. Een signaal zegt: zoek uit wat er is. "
        "Het is geen oordeel.",
    ]
    return html.Details([html.Summary("Wanneer is iets een signaal?"), *map(html.P, zinnen)])


def _chart(vraag: Vraag, kaart: Kaart) -> Component:
    titel = f"{_name(vraag, kaart)}: {title_of(kaart)}"
    sleutel = f"signaal-{kaart.gebied}{kaart.soort or 'alles'}{kaart.maat}"
    bron = f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}. {ground(kaart)}"
    grafiek = Grafiek(sleutel, titel, chart_sentence(kaart), bron, vraag.tijd.voorbeeld)
    keuze = {"soort": kaart.soort, "gemeente": kaart.gebied}
    meer = {naam: waarde for naam, waarde in keuze.items() if waarde}

    def link(maand: date, aantal: int) -> Component | str:
        if kaart.maat == "op_tijd" and not vraag.keuze.soort:  # of the soorten with a term only, which no list shows
            return format_count(aantal)
        return figure_link(vraag, aantal, _moment(kaart), maand.isoformat(), last_day(maand).isoformat(), **meer)

    figuur = control_chart(kaart.maanden, kaart.punten, factor_of(kaart), unit_of(kaart))
    return chart_frame(grafiek, figuur, "grafiek-lijn", points_table(kaart, titel, link))


def _moment(kaart: Kaart) -> str:
    """What the numbers of a chart are numbers of."""
    return "afgehandeld" if kaart.maat == "op_tijd" else "instroom"
