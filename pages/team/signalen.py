"""`/team/signalen`: what stands out against the same months of earlier years, strongest first, and the charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.frame.canvas import alive
from components.frame.chart_frame import Grafiek, chart_frame
from components.team import season
from components.team.answers import answer_form, proposal, reopen_form, said
from components.team.charts import control_chart, season_chart
from components.team.signals import chart_sentence, factor_of, ground, points_table, signal_sentence, title_of, unit_of
from components.words.notation import format_count, format_day, format_decimal, format_month
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicators import INSTROOM
from data.reports.dutch import counted
from data.statistics.season import JAAR
from data.team.signalen import Kaart, Seizoenkaart, last_day, needs_attention, told_apart, whole_months
from pages.team.antwoorden import PAD, Beantwoord, Signaal, form_fields, key_of, split
from pages.team.beeld import TeamQuestion, address_of, figure_link, opening, own_settings
from pages.team.kaarten import Kaarten, all_charts

_ALLES = "Alle soorten"
_MEESTE, _MEESTE_GRAFIEKEN = 10, 2
# With this schooljaar five: what is older says little about what is usual now.
_EERDERE = 4


def show(vraag: TeamQuestion) -> list[Component | str | None]:
    """The content of the page."""
    kaarten, signalen = all_signals(vraag)
    open_, klaar = split(vraag, signalen)
    return [
        *opening("Signalen", vraag),
        html.H2("Wat vraagt aandacht"),
        _attention(vraag, kaarten, open_, bool(klaar)),
        _answered(vraag, klaar),
        _explanation(),
        html.H2("De maanden op een rij"),
        html.P(
            "U ziet het geheel, en waar het sterkste signaal is. "
            "Kies hierboven een soort of gemeente voor een andere grafiek."
        ),
        *(
            [_season(vraag, kaart) for kaart in _worth_showing(kaarten.seizoen)]
            or [html.P("Er zijn nog geen aantallen.")]
        ),
        *[_control(vraag, kaart) for kaart in kaarten.regel],
        _not_there(vraag, kaarten),
        _overview(vraag, kaarten.seizoen),
    ]


def compared_since(vraag: TeamQuestion) -> date:
    """The first day of the schooljaren that are compared with."""
    eerste = vraag.tijd.schooljaar
    for jaar in vraag.tijd.eerdere[:_EERDERE]:
        if jaar != schooljaar.vorige(eerste):  # of the year between nothing is known, which is not zero
            break
        eerste = jaar
    return schooljaar.begin(eerste)


def all_signals(vraag: TeamQuestion) -> tuple[Kaarten, list[Signaal]]:
    """All charts of a question, and the signals among them, answered or not: counts, strongest first, then shares."""
    kaarten = all_charts(vraag, whole_months(compared_since(vraag), vraag.tijd.peildatum))
    delen = told_apart(kaarten.seizoen, kaarten.regel)
    return kaarten, [*(kaart for kaart in kaarten.seizoen if kaart.verteld), *needs_attention(delen)]


def _not_there(vraag: TeamQuestion, kaarten: Kaarten) -> Component:
    """Which charts are not there, and why."""
    delen: list[Component | str] = []
    if kaarten.per_jongere:
        delen.append(f"Een grafiek per 1.000 jongeren staat er niet bij. {kaarten.per_jongere} ")
    if not own_settings(vraag).termijnen:
        delen.append("Welk deel op tijd klaar is, ziet u hier als uw team een termijn heeft ingesteld. ")
        delen.append(html.A("Stel termijnen in", href="/team/instellingen"))
    return html.P(delen) if delen else html.Div()


def _worth_showing(kaarten: Sequence[Seizoenkaart]) -> list[Seizoenkaart]:
    """The chart of the whole choice, and those with the strongest signals; a filter shows any other."""
    eerst = [kaart for kaart in kaarten if not kaart.gebied and not kaart.soort]
    return eerst + [kaart for kaart in kaarten if kaart.verteld and kaart not in eerst][:_MEESTE_GRAFIEKEN]


def _attention(vraag: TeamQuestion, kaarten: Kaarten, signalen: Sequence[Signaal], beantwoord: bool) -> Component:
    """The list, strongest first, and what may be said of the charts that are not on it."""
    rest = html.P(season.coverage([kaart for kaart in kaarten.seizoen if not kaart.verteld]))
    if not signalen:
        return html.Div([html.P("Er is geen nieuw signaal." if beantwoord else "Er is geen signaal."), rest])
    punten = []
    for nummer, signaal in enumerate(signalen[:_MEESTE]):
        formulier = answer_form(PAD, _title(vraag, signaal), nummer, form_fields(vraag, signaal))
        punten.append(html.Li([*attention_line(vraag, signaal), formulier]))
    over = len(signalen) - len(punten)
    zwakker = counted(over, "signaal dat minder sterk is", "signalen die minder sterk zijn")
    meer = [html.P(f"En nog {zwakker}.")] if over > 0 else []
    return html.Div([html.Ol(punten, className="aandacht"), *meer, rest])


def _answered(vraag: TeamQuestion, klaar: Sequence[Beantwoord]) -> Component:
    """Signals with an answer, folded: they come back in the list when they change."""
    if not klaar:
        return html.Div()
    punten = []
    for signaal, antwoord in klaar:
        sleutel, naam = key_of(vraag, signaal), _title(vraag, signaal)
        deel: list[Component | str] = [*attention_line(vraag, signaal), html.P(said(antwoord))]
        if antwoord.trendbreuk:
            namen = {code: vraag.gebieden.naam(code) for code in sleutel.gemeenten}
            deel.append(proposal(antwoord.trendbreuk, INSTROOM[sleutel.soort], namen))
        deel.append(reopen_form(PAD, naam, {**form_fields(vraag, signaal), "heropen": "ja"}))
        punten.append(html.Li(deel))
    kop = html.Summary(f"Beantwoord: {len(klaar)}. Een beantwoord signaal komt terug als het verandert.")
    return html.Details([kop, html.Ul(punten, className="aandacht")])


def _title(vraag: TeamQuestion, signaal: Signaal) -> str:
    if isinstance(signaal, Seizoenkaart):
        return _name(vraag, signaal)
    return f"{_name(vraag, signaal.kaart)}, {title_of(signaal.kaart)}"


def attention_line(vraag: TeamQuestion, signaal: Signaal, *, kort: bool = False) -> list[Component | str]:
    """One signal: where, what, unless `kort` what it rests on, and the way to its werkprocessen."""
    if isinstance(signaal, Seizoenkaart):
        zin, grond = season.signal_sentence(signaal), season.ground(signaal)
        van, tot, tekst = signaal.periode[0], signaal.periode[-1], season.period(signaal.periode)
        moment, keuze = "instroom", {"gemeente": signaal.gebied, "soort": signaal.soort}
    else:
        kaart, van, tot = signaal.kaart, signaal.maand, signaal.maand
        zin = signal_sentence(kaart, signaal.maand, signaal.punt)
        grond, tekst, moment, keuze = ground(kaart), format_month(signaal.maand), _moment(kaart), {}
    meer = {naam: waarde for naam, waarde in keuze.items() if waarde}
    gekozen = vraag.keuze.met(**meer, schooljaar=vraag.tijd.schooljaar)
    rust: list[Component | str] = [] if kort else [html.Span(grond, className="zacht"), " "]
    bekijk = gekozen.query(moment=moment, van=van.isoformat(), tot=last_day(tot).isoformat())
    return [
        html.Strong(f"{_title(vraag, signaal)}: "),
        f"{zin} ",
        *rust,
        html.A(f"Bekijk {tekst}", href=f"/team/lijst?{bekijk}"),
    ]


def _name(vraag: TeamQuestion, kaart: Seizoenkaart | Kaart) -> str:
    wat = vocabulary.SOORTEN.get(kaart.soort) or vocabulary.SOORTEN.get(vraag.keuze.soort) or _ALLES
    gebied = kaart.gebied if isinstance(kaart, Seizoenkaart) else ""
    return f"{wat}, {vraag.gebieden.naam(gebied) if gebied else vraag.waar}"


def _explanation() -> Component:
    zinnen = [
        "Elk aantal wordt vergeleken met dezelfde maanden van eerdere schooljaren: september met september. "
        "De site let op vier dingen: de laatste maand, de laatste twee en drie maanden samen, en of het al "
        "een tijd steeds iets meer of minder is. De drie maanden die worden beoordeeld, tellen niet mee in "
        "wat te verwachten was. Een piek van vroeger telt minder mee.",
        "Bij kleine aantallen zegt een maand weinig. Daar kijken we ook naar twaalf maanden samen. Er staat "
        "bij hoe groot een stijging moet zijn om op te vallen. Zouden we 30% meer in drie maanden vaak "
        "missen, dan staat er: te weinig om te zien. Geen signaal is dan geen goed nieuws.",
        "Na een trendbreuk die in het register staat, begint de vergelijking opnieuw. Zolang er geen twee "
        "schooljaren zijn om mee te vergelijken, is er geen signaal. Een maand die nog niet voorbij is, doet "
        "niet mee.",
        "Verandert er niets, dan geeft een grafiek van aantallen toch weleens een signaal: in nagebootste reeksen in "
        "hoogstens 5 van de 100 schooljaren, ook als er maar twee schooljaren zijn om mee te vergelijken. Verschilt "
        "het aantal elk jaar 3 tot 5% zonder reden, dan vaker: 11 tot 28 van de 100. Schommelt alleen het laatste "
        "schooljaar twee keer zo sterk: 7 tot 22 van de 100.",
        "Begint er in een hele regio vanaf april 30% meer relatief verzuim, dan is dat in juni een signaal in 96 tot "
        "98 van de 100 nagebootste jaren. Met maar twee schooljaren om mee te vergelijken in 90 tot 94 van de 100.",
        "Veel grafieken samen geven vaker een vals signaal. Verandert er nergens iets, dan staat er in een nagebootste "
        "regio met 21 grafieken toch in 6 van de 100 maanden een signaal, en in 37 van de 100 schooljaren minstens één "
        "keer. Bij meer dan 24 grafieken wordt de grens strenger, zodat het bij hoogstens 1 op de 10 zulke maanden "
        "blijft (Benjamini en Hochberg). De sterkste staan bovenaan.",
        "Bij een deel verschilt het totaal van maand tot maand. Daar zijn de grenzen van Laney voor (P′ en "
        "U′): ruimer in een maand met minder. Juli en augustus tellen daarin niet mee. Alleen een maand buiten de "
        "grenzen is daar een signaal. Verandert er niets, dan gebeurt dat bij het deel dat op tijd klaar is in 6 tot 7 "
        "van de 100 nagebootste schooljaren. Een deel dat langzaam daalt, valt er dus laat op.",
        "Een signaal zegt: zoek uit wat er is. Het is geen oordeel.",
    ]
    return html.Details([html.Summary("Wanneer is iets een signaal?"), *map(html.P, zinnen)])


def _season(vraag: TeamQuestion, kaart: Seizoenkaart) -> Component:
    """Two years of months, the last of them over the band that was to be expected."""
    titel = f"{_name(vraag, kaart)}: instroom per maand"
    sleutel = f"signaal-{kaart.gebied}{kaart.soort or 'alles'}"
    bron = f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}. {season.ground(kaart)}"
    noten = (
        ("De band is wat in die maand te verwachten was; een maand erbuiten is een open vierkant.",)
        if kaart.oordeel
        else ()
    )
    grafiek = Grafiek(sleutel, titel, season.chart_sentence(kaart), bron, vraag.tijd.voorbeeld, noten)
    keuze = {"soort": kaart.soort, "gemeente": kaart.gebied}
    meer = {naam: waarde for naam, waarde in keuze.items() if waarde}

    def link(maand: date, aantal: int) -> Component | str:
        return figure_link(vraag, aantal, "instroom", maand.isoformat(), last_day(maand).isoformat(), **meer)

    vanaf = max(kaart.sinds, len(kaart.maanden) - 2 * JAAR)
    banden = kaart.oordeel.banden if kaart.oordeel else ()
    maanden, aantallen = kaart.maanden[vanaf:], kaart.aantallen[vanaf:]
    figuur = alive(
        season_chart(maanden, aantallen, banden),
        -1,
        [f"{format_month(m)}: {format_count(n)}" for m, n in zip(maanden, aantallen, strict=True)],
        [address_of(link(m, n)) for m, n in zip(maanden, aantallen, strict=True)],
    )
    return chart_frame(grafiek, figuur, "grafiek-lijn", season.months_table(kaart, vanaf, titel, link))


def _overview(vraag: TeamQuestion, kaarten: Sequence[Seizoenkaart]) -> Component:
    """Every chart in a line, folded; the name leads to its own page."""
    if len(kaarten) < 2:
        return html.Div()
    regels = []
    for kaart in kaarten:
        keuze = {"soort": kaart.soort, "gemeente": kaart.gebied}
        meer = {naam: waarde for naam, waarde in keuze.items() if waarde}
        naam = _name(vraag, kaart)
        regels.append((html.A(naam, href=f"{vraag.pad}?{vraag.keuze.met(**meer).query()}") if meer else naam, kaart))
    return html.Details([html.Summary(f"Alle {len(kaarten)} grafieken in een tabel"), season.overview_table(regels)])


def _control(vraag: TeamQuestion, kaart: Kaart) -> Component:
    titel = f"{_name(vraag, kaart)}: {title_of(kaart)}"
    bron = f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}. {ground(kaart)}"
    grafiek = Grafiek(f"signaal-{kaart.maat}", titel, chart_sentence(kaart), bron, vraag.tijd.voorbeeld)

    def link(maand: date, aantal: int) -> Component | str:
        if kaart.maat == "op_tijd" and not vraag.keuze.soort:  # of the soorten with a term only, which no list shows
            return format_count(aantal)
        return figure_link(vraag, aantal, _moment(kaart), maand.isoformat(), last_day(maand).isoformat())

    factor, eenheid = factor_of(kaart), unit_of(kaart)
    teksten = [
        f"{format_month(m)}: {format_decimal(p.waarde * factor)}{eenheid}"
        for m, p in zip(kaart.maanden, kaart.punten, strict=True)
    ]
    links = [address_of(link(m, 1)) for m in kaart.maanden]
    figuur = alive(control_chart(kaart.maanden, kaart.punten, factor, eenheid), -1, teksten, links)
    return chart_frame(grafiek, figuur, "grafiek-lijn", points_table(kaart, titel, link))


def _moment(kaart: Kaart) -> str:
    """What the numbers of a chart are numbers of."""
    return "afgehandeld" if kaart.maat == "op_tijd" else "instroom"
