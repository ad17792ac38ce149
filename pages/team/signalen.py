"""`/team/signalen`: what stands out by the rules of the control charts, worst first, and the charts themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.conclusions import GRENZEN_VOORLOPIG, describe_signal
from components.notation import format_count, format_day, format_decimal, format_month
from components.tables import Cel, Rij, data_table
from components.team.charts import control_chart
from components.words import Begrip
from data import schooljaar, vocabulary
from data.statistics import PER_DUIZEND
from data.team import queries
from data.team.signalen import (
    RECENT,
    Aandacht,
    Kaart,
    breaks,
    count_chart,
    needs_attention,
    rate_chart,
    whole_months,
)
from pages.team.beeld import Vraag, figure_link, opening

_BEGRIP = Begrip("werkproces", "werkprocessen")
_ALLES = "Alle soorten"
# The same mean and limits stand in line after line.
_decimal = lru_cache(maxsize=10_000)(format_decimal)
_month = lru_cache(maxsize=1_000)(format_month)
_MEESTE, _MEESTE_GRAFIEKEN = 10, 3
# With this schooljaar five: what is older says little about what is usual now.
_EERDERE = 4
_Maanden = Mapping[date, int]


def show(vraag: Vraag) -> list[Component | str | None]:
    """The content of the page."""
    maanden = whole_months(
        schooljaar.begin(min((vraag.tijd.schooljaar, *vraag.tijd.eerdere[:_EERDERE]))), vraag.tijd.peildatum
    )
    kaarten = _all_charts(vraag, maanden)
    aandacht = needs_attention(kaarten)
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
        *([_chart(vraag, kaart) for kaart in eigen] or [html.P("Er zijn te weinig hele maanden voor een regelkaart.")]),
    ]


def _worth_showing(kaarten: Sequence[Kaart], aandacht: Sequence[Aandacht]) -> list[Kaart]:
    """The charts of the whole choice, and those with the worst signals; a filter shows any other."""
    eerst = [kaart for kaart in kaarten if not kaart.gebied and not kaart.soort]
    return eerst + [a.kaart for a in aandacht if a.kaart not in eerst][:_MEESTE_GRAFIEKEN]


def _all_charts(vraag: Vraag, maanden: Sequence[date]) -> list[Kaart]:
    """Per soort for the whole choice, with the rate per jongere and the share closed, and per gemeente the counts."""
    van, codes = maanden[0] if maanden else vraag.tijd.begin, vraag.bevoegd.codes
    per_soort, per_gemeente, totaal = _months(queries.count_per_maand(vraag.bevoegd, vraag.keuze, van))
    soorten = [soort for soort in vocabulary.SOORTEN if soort in per_soort]
    kaarten = [count_chart("", "", totaal, maanden, breaks(vraag.keuze.soort, codes)), _rate(vraag, totaal, maanden)]
    if len(soorten) > 1:
        kaarten += [count_chart("", s, per_soort[s], maanden, breaks(s, codes)) for s in soorten]
    if len(codes) > 1:
        soort = vraag.keuze.soort
        kaarten += [count_chart(c, "", per_gemeente.get(c, {}), maanden, breaks(soort, [c])) for c in codes]
    return [kaart for kaart in kaarten if kaart]


def _months(
    telling: Mapping[tuple[str, str, date], tuple[int, int]],
) -> tuple[Mapping[str, _Maanden], Mapping[str, _Maanden], _Maanden]:
    """What began per month: per soort, per gemeente and in all."""
    per_soort: dict[str, Counter[date]] = defaultdict(Counter)
    per_gemeente: dict[str, Counter[date]] = defaultdict(Counter)
    totaal = Counter[date]()
    for (gemeente, soort, maand), (aantal, _) in telling.items():
        for deel in (per_soort[soort], per_gemeente[gemeente], totaal):
            deel[maand] += aantal
    return per_soort, per_gemeente, totaal


def _rate(vraag: Vraag, tellers: _Maanden, maanden: Sequence[date]) -> Kaart | None:
    """Per jongere of 5 to 18: their number changes with the schooljaar. None when a stand is missing."""
    standen = queries.read_jongeren(vraag.bevoegd)
    codes = vraag.bevoegd.codes
    noemers = {}
    for maand in maanden:
        aantallen = [standen.get((code, schooljaar.of(maand)), 0) for code in codes]
        noemers[maand] = sum(aantallen) if all(aantallen) else 0
    return rate_chart("", "", tellers, noemers, maanden, breaks(vraag.keuze.soort, codes), "u")


def _attention(vraag: Vraag, lijst: Sequence[Aandacht]) -> Component:
    """The list, worst first; when it is empty that is said as the good news it may be."""
    if not lijst:
        return html.P(
            f"Geen van de grafieken geeft in de laatste {RECENT} maanden een signaal. "
            "Wat u ziet, past bij de gewone schommeling."
        )
    punten = [html.Li(_attention_line(vraag, aandacht)) for aandacht in lijst[:_MEESTE]]
    rest = len(lijst) - len(punten)
    meer = [html.P(f"En nog {format_count(rest)} signalen die minder ver van het gewone liggen.")] if rest > 0 else []
    return html.Div([html.Ol(punten, className="aandacht"), *meer])


def _attention_line(vraag: Vraag, aandacht: Aandacht) -> list[Component | str]:
    kaart = aandacht.kaart
    zin = describe_signal(_BEGRIP, aandacht.maand, aandacht.punt, per_duizend=kaart.per_duizend)
    van, tot = aandacht.maand.isoformat(), _last_day(aandacht.maand).isoformat()
    keuze = {"gemeente": kaart.gebied, "soort": kaart.soort}
    meer = {naam: waarde for naam, waarde in keuze.items() if waarde}
    bekijk = vraag.keuze.met(**meer, schooljaar=vraag.tijd.schooljaar).query(moment="instroom", van=van, tot=tot)
    return [
        html.Strong(f"{_name(vraag, kaart)}: "),
        f"{zin} ",
        html.Span(_ground(kaart), className="zacht"),
        " ",
        html.A(f"Bekijk {format_month(aandacht.maand)}", href=f"/team/lijst?{bekijk}"),
    ]


def _last_day(maand: date) -> date:
    return date.fromordinal(date(maand.year + maand.month // 12, maand.month % 12 + 1, 1).toordinal() - 1)


def _name(vraag: Vraag, kaart: Kaart) -> str:
    wat = vocabulary.SOORTEN.get(kaart.soort) or vocabulary.SOORTEN.get(vraag.keuze.soort) or _ALLES
    waar = vraag.gebieden.naam(kaart.gebied) if kaart.gebied else vraag.waar
    return f"{wat}, {waar}{' (per 1.000 jongeren)' if kaart.per_duizend else ''}"


def _ground(kaart: Kaart) -> str:
    """What the signal rests on: how many months, since when."""
    fase = kaart.laatste.fase
    deel = [
        maand for maand, punt in zip(kaart.maanden, kaart.punten, strict=True) if punt.fase == fase and punt.meegeteld
    ]
    return f"Gebaseerd op {len(deel)} maanden vanaf {format_month(deel[0])}, zonder juli en augustus."


def _explanation() -> Component:
    zinnen = [
        "Een regelkaart laat zien welke maanden passen bij de gewone schommeling. Een maand is pas een signaal als een "
        "van deze regels geldt: de maand ligt buiten de grenzen; 7 maanden op rij steeds hoger of steeds lager; "
        "2 van 3 maanden dicht bij dezelfde grens; 7 maanden op rij aan dezelfde kant van het gemiddelde.",
        "Juli en augustus tellen niet mee: dan zijn de scholen dicht. Na een trendbreuk die in het register staat, "
        "begint de berekening opnieuw. Een maand die nog niet voorbij is, doet niet mee.",
        "Bij veel grafieken tegelijk is er soms een signaal door toeval. Een signaal zegt: zoek uit wat er is. "
        "Het is geen oordeel.",
    ]
    return html.Details([html.Summary("Wanneer is iets een signaal?"), *map(html.P, zinnen)])


def _chart(vraag: Vraag, kaart: Kaart) -> Component:
    titel = f"{_name(vraag, kaart)}: instroom per maand"
    factor = PER_DUIZEND if kaart.per_duizend else 1.0
    sleutel = f"signaal-{kaart.gebied}{kaart.soort or 'alles'}{'-per-duizend' if kaart.per_duizend else ''}"
    bron = f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}. {_ground(kaart)}"
    grafiek = Grafiek(sleutel, titel, _sentence(kaart), bron, vraag.tijd.voorbeeld)
    figuur = control_chart(kaart.maanden, kaart.punten, factor)
    return chart_frame(grafiek, figuur, "grafiek-lijn", _table(vraag, kaart, titel, factor))


def _sentence(kaart: Kaart) -> str:
    """The last signal, or that there is none; and whether the limits are provisional."""
    signalen = [
        (m, p) for m, p in zip(kaart.maanden, kaart.punten, strict=True) if p.signaal and p.fase == kaart.laatste.fase
    ]
    if not signalen:
        voorlopig = f" {GRENZEN_VOORLOPIG}" if kaart.laatste.voorlopig else ""
        return f"Er is geen enkel signaal: alle maanden passen bij de gewone schommeling.{voorlopig}"
    maand, punt = signalen[-1]
    aantal = (
        "Er is 1 maand met een signaal." if len(signalen) == 1 else f"Er zijn {len(signalen)} maanden met een signaal."
    )
    return f"{aantal} De laatste: {describe_signal(_BEGRIP, maand, punt, per_duizend=kaart.per_duizend)}"


def _table(vraag: Vraag, kaart: Kaart, titel: str, factor: float) -> Component:
    rijen = []
    for maand, punt in zip(reversed(kaart.maanden), reversed(kaart.punten), strict=True):
        teken = punt.signaal.value if punt.signaal else "zomer, telt niet mee" if not punt.meegeteld else "geen signaal"
        grenzen = (
            "-"
            if punt.laag is None or punt.hoog is None
            else (f"{_decimal(max(0.0, punt.laag) * factor)} tot {_decimal(punt.hoog * factor)}")
        )
        if kaart.per_duizend:
            waarde: Component | str = _decimal(punt.waarde * factor)
        else:
            meer = {naam: waarde for naam, waarde in (("soort", kaart.soort), ("gemeente", kaart.gebied)) if waarde}
            waarde = figure_link(
                vraag, int(punt.waarde), "instroom", maand.isoformat(), _last_day(maand).isoformat(), **meer
            )
        midden = _decimal(punt.midden * factor)
        rijen.append(
            Rij(
                _month(maand),
                (Cel([waarde], getal=True), Cel(midden, getal=True), Cel(grenzen, getal=True), Cel(teken)),
            )
        )
    kop = "Per 1.000 jongeren" if kaart.per_duizend else "Werkprocessen"
    return data_table(titel, ["Maand", kop, "Gemiddeld", "Grenzen", "Signaal"], rijen)
