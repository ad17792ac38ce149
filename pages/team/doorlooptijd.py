"""`/team/doorlooptijd`: how long work takes and stays open, who comes back, and how much there is per fte."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from components.frame.chart_frame import Grafiek, chart_frame
from components.tables.table import Cel, Rij, data_table
from components.team.charts import MAANDEN, Lijn, survival_chart, year_chart
from components.team.fold import fold
from components.words.notation import format_count, format_day, format_decimal, format_percentage
from data.referentie import schooljaar
from data.registry import vocabulary
from data.reports.dutch import counted
from data.team import queries
from data.team.duur import LEEFTIJDEN, MINSTE, Duren, Duurverdeling, age_bands, distribution, survival, together
from data.team.instellingen import Instellingen
from data.team.stroom import vakken
from data.team.termijnen import DRIE_MAANDEN, VIER_WEKEN, Werksoort
from pages.team.aandacht import pressure
from pages.team.beeld import TeamQuestion, figure_link, open_link, opening, own_settings
from pages.team.lijst import ZONDER_BEHANDELAAR

_TE_WEINIG = "te weinig"
# How far back werkprocessen are followed for the curve: long enough for most, recent enough to be about this team.
_VOLGEN = timedelta(days=731)


def show(vraag: TeamQuestion) -> list[Component | str | None]:
    """The content of the page."""
    eigen, tijd = own_settings(vraag), vraag.tijd
    duren = queries.durations(vraag.bevoegd, vraag.keuze, tijd.begin, tijd.peildatum, ("maand", "soort"))
    return [
        *opening("Doorlooptijd en werk", vraag),
        html.H2("Wat ligt er nog"),
        _open_ages(vraag),
        _over_term(vraag, eigen),
        html.H2("Werkdruk"),
        *_pressure(vraag),
        _per_behandelaar(vraag),
        html.H2("Hoe lang duurt een werkproces"),
        _per_soort(vraag, duren),
        _per_outcome(vraag),
        html.P(
            f"Van wat is afgehandeld tot en met {format_day(vraag.tijd.peildatum)}: dagen van start tot einde. "
            "Mediaan: de helft was zo snel of sneller klaar. "
            f"Bij minder dan {MINSTE} werkprocessen zegt een mediaan te weinig.",
            className="zacht klein",
        ),
        _over_time(vraag, duren),
        _curve(vraag, eigen),
        html.H2("Terugkeer"),
        _returns(vraag),
    ]


def _cells(verdeling: Duurverdeling) -> tuple[Cel, Cel, Cel]:
    dagen = [verdeling.mediaan, verdeling.p80]
    cellen = [
        Cel(_TE_WEINIG, getal=True, zonder=True) if d is None else Cel(format_count(d), getal=True) for d in dagen
    ]
    return Cel(format_count(verdeling.aantal), getal=True), cellen[0], cellen[1]


def _per_soort(vraag: TeamQuestion, nu: Mapping[tuple[str, ...], Duren]) -> Component:
    """Median and 80th percentile of what was closed this schooljaar, beside the median of last year."""
    tijd, eerder = vraag.tijd, vraag.tijd.eerdere[0] if vraag.tijd.eerdere else ""
    van, tot = (schooljaar.begin(eerder), tijd.tot(eerder)) if eerder else (tijd.begin, tijd.begin)
    toen = queries.durations(vraag.bevoegd, vraag.keuze, van, tot, ("soort",)) if eerder else {}
    per_soort = {soort: together(d for (_, s), d in nu.items() if s == soort) for soort in vocabulary.SOORTEN}
    rijen = [
        Rij(vocabulary.SOORTEN[soort], _row(duren, toen.get((soort,), {}), eerder))
        for soort, duren in per_soort.items()
        if duren
    ]
    if len(rijen) > 1:
        rijen.insert(0, Rij("Alles samen", _row(together(nu.values()), together(toen.values()), eerder), eigen=True))
    koppen = ["Soort", "Afgehandeld", "Mediaan", "80% binnen", *([f"Mediaan {eerder}"] if eerder else [])]
    if not rijen:
        return html.P("Er is in deze periode niets afgehandeld.")
    return data_table("Doorlooptijd in dagen, per soort", koppen, rijen)


def _per_outcome(vraag: TeamQuestion) -> Component | None:
    """The same per group of afhandelingen."""
    nu = queries.durations(vraag.bevoegd, vraag.keuze, vraag.tijd.begin, vraag.tijd.peildatum, ("afhandelingsgroep",))
    rijen = [Rij(label, _cells(distribution(nu[code,]))) for code, label in vocabulary.GROEPEN.items() if (code,) in nu]
    koppen = ["Afhandeling", "Afgehandeld", "Mediaan", "80% binnen"]
    return data_table("Doorlooptijd in dagen, per afhandeling", koppen, rijen) if rijen else None


def _row(nu: Duren, toen: Duren, eerder: str) -> tuple[Cel, ...]:
    vroeger = _cells(distribution(toen))[1] if eerder else None
    return (*_cells(distribution(nu)), *([vroeger] if vroeger else []))


def _over_time(vraag: TeamQuestion, duren: Mapping[tuple[str, ...], Duren]) -> Component:
    """The median per month in which work was closed."""
    tijd = vraag.tijd
    maanden = [vak.van for vak in vakken(tijd.schooljaar, "maand", tijd.peildatum)]
    verdelingen = [
        distribution(together(d for (m, _), d in duren.items() if m == f"{maand:%Y-%m}")) for maand in maanden
    ]
    lijnen = [
        Lijn("80% binnen", [None if v.p80 is None else float(v.p80) for v in verdelingen]),
        Lijn("mediaan", [None if v.mediaan is None else float(v.mediaan) for v in verdelingen], eigen=True),
    ]
    rijen = [Rij(f"{MAANDEN[m.month - 1]} {m.year}", _cells(v)) for m, v in zip(maanden, verdelingen, strict=True)]
    zin = "De helft van de werkprocessen was klaar binnen de mediaan, 4 van de 5 binnen de bovenste lijn."
    grafiek = Grafiek("duur-maand", "Doorlooptijd per maand van afhandeling", zin, _source(vraag), tijd.voorbeeld)
    tabel = data_table(grafiek.titel, ["Maand", "Afgehandeld", "Mediaan (dagen)", "80% binnen (dagen)"], rijen)
    genoeg = sum(v.mediaan is not None for v in verdelingen) > 1
    figuur = year_chart(lijnen, [MAANDEN[m.month - 1] for m in maanden]) if genoeg else None
    return chart_frame(grafiek, figuur, "grafiek-lijn", tabel)


def _source(vraag: TeamQuestion) -> str:
    return f"Geteld uit de eigen registratie, peildatum {format_day(vraag.tijd.peildatum)}."


def _curve(vraag: TeamQuestion, eigen: Instellingen) -> Component:
    """Kaplan-Meier: what is still open counts too."""
    tijd = vraag.tijd
    van = max(tijd.peildatum - _VOLGEN, schooljaar.begin(tijd.vanaf))
    gevolgd = queries.follow_up(vraag.bevoegd, vraag.keuze, van, tijd.peildatum)
    kromme = survival(gevolgd.get(True, {}), gevolgd.get(False, {}))
    termijn = eigen.termijnen.get(Werksoort(vraag.keuze.soort, vraag.keuze.subsoort))
    titel = "Hoeveel er na een aantal dagen nog openstaat"
    meer = (
        "Berekend volgens Kaplan-Meier over "
        f"{counted(kromme.aantal, 'werkproces, begonnen', 'werkprocessen, begonnen')} van {format_day(van)} tot en "
        f"met {format_day(tijd.peildatum)}. Daarvan {'loopt' if kromme.nog_open == 1 else 'lopen'} er nog "
        f"{format_count(kromme.nog_open)}: wat nog loopt, telt mee zolang het gevolgd is."
    )
    if not kromme.dagen:
        return chart_frame(
            Grafiek(
                "overleving",
                titel,
                f"Er zijn te weinig werkprocessen om dit te laten zien. {meer}",
                _source(vraag),
                tijd.voorbeeld,
            ),
            None,
            "",
            None,
        )
    helft = kromme.mediaan
    zin = (
        f"De helft is klaar na {counted(helft, 'dag', 'dagen')}."
        if helft is not None
        else "Minder dan de helft is tot nu toe klaar."
    )
    rijen = [
        Rij(f"na {dag} dagen", (Cel(_share(kromme.on(dag)), getal=True),)) for dag in (7, 14, 30, 60, 90, 180, 365, 730)
    ]
    grafiek = Grafiek("overleving", titel, f"{zin} {meer}", _source(vraag), tijd.voorbeeld)
    figuur = survival_chart(kromme.dagen, kromme.open, termijn)
    return chart_frame(grafiek, figuur, "grafiek-lijn", data_table(titel, ["Tijd na de start", "Nog open"], rijen))


def _share(deel: float | None) -> str:
    return "nog niet bekend" if deel is None else format_percentage(100 * deel)


def _open_ages(vraag: TeamQuestion) -> Component:
    tijd = vraag.tijd
    leeftijden = queries.open_ages(vraag.bevoegd, vraag.keuze, tijd.peildatum)
    banden = age_bands(together(leeftijden.values()))
    totaal = sum(banden.values())
    tot = tijd.peildatum.isoformat()
    grenzen = [vanaf for vanaf, _ in LEEFTIJDEN]
    rijen = []
    for (vanaf, naam), volgende in zip(LEEFTIJDEN, [*grenzen[1:], 0], strict=True):
        meer = ({"ouder": str(vanaf - 1)} if vanaf else {}) | ({"hoogstens": str(volgende - 1)} if volgende else {})
        link = figure_link(vraag, banden[naam], "lopend", tijd.begin.isoformat(), tot, **meer)
        deel = _share(banden[naam] / totaal if totaal else None)
        rijen.append(Rij(naam, (Cel([link], getal=True), Cel(deel, getal=True))))
    zin = html.P(
        [
            figure_link(vraag, totaal, "lopend", tijd.begin.isoformat(), tot),
            f" werkprocessen lopen op {format_day(tijd.peildatum)}.",
        ]
    )
    tabel = data_table("Lopende werkprocessen, naar hoe lang ze al lopen", ["Loopt al", "Aantal", "Aandeel"], rijen)
    return html.Div([zin, tabel if totaal else None])


def _over_term(vraag: TeamQuestion, eigen: Instellingen) -> Component:
    """Per soort with a term: how much has been open for longer."""
    if not eigen.termijnen:
        tekst = "Uw team heeft nog geen termijnen ingesteld, dus is er niets over de termijn. "
        return html.P([tekst, html.A("Stel termijnen in", href="/team/instellingen")])
    tijd = vraag.tijd
    per = queries.open_ages(vraag.bevoegd, vraag.keuze, tijd.peildatum)
    rijen = []
    for werk, dagen in eigen.termijnen.items():
        if alle := per.get(werk, {}):
            over = sum(aantal for dag, aantal in alle.items() if dag > dagen)
            rijen.append(
                Rij(
                    werk.naam,
                    (
                        Cel(format_count(dagen), getal=True),
                        Cel(format_count(sum(alle.values())), getal=True),
                        Cel([open_link(vraag, over, werk, ouder=str(dagen))], getal=True),
                    ),
                )
            )
    if not rijen:
        return html.P("Van de soorten met een termijn is er niets open.")
    titel = f"Langer open dan de termijn, op {format_day(tijd.peildatum)}"
    return data_table(titel, ["Soort", "Termijn (dagen)", "Lopend", "Over de termijn"], rijen)


def _returns(vraag: TeamQuestion) -> Component:
    """Per schooljaar; the first with a delivery looks back on nothing, so it is not shown."""
    per = queries.count_returns(vraag.bevoegd, vraag.keuze)
    jaren = [jaar for jaar in (vraag.tijd.schooljaar, *vraag.tijd.eerdere) if jaar > vraag.tijd.vanaf and jaar in per]
    over = "in uw hele regio" if vraag.bevoegd.hele_regios and not vraag.keuze.gemeente else "in dezelfde gemeente"
    uitleg = (
        f"Terug: dezelfde jongere had {over} een eerder werkproces van dezelfde soort, dat minder dan een jaar voor de "
        "start was afgehandeld. Een overdracht naar het nieuwe schooljaar telt niet als terugkeer."
    )
    if not jaren:
        return html.P(f"Nog niet te zeggen: daarvoor zijn twee schooljaren met een levering nodig. {uitleg}")
    rijen = [
        Rij(
            jaar,
            (
                Cel(format_count(per[jaar][0]), getal=True),
                Cel(format_count(per[jaar][1]), getal=True),
                Cel(_share(per[jaar][1] / per[jaar][0]), getal=True),
            ),
        )
        for jaar in jaren
    ]
    tabel = data_table(
        "Werkprocessen van jongeren die binnen een jaar terug zijn",
        ["Begonnen in", "Werkprocessen", "Terug binnen een jaar", "Aandeel"],
        rijen,
    )
    return html.Div([tabel, html.P(uitleg, className="zacht klein")])


def _per_behandelaar(vraag: TeamQuestion) -> Component | None:
    """What is open and how old per code, the most first; nothing when the delivery names no behandelaar."""
    per = queries.open_per_behandelaar(vraag.bevoegd, vraag.keuze, vraag.tijd.peildatum)
    if not any(per):
        return None
    rijen = []
    for code, duren in sorted(per.items(), key=lambda paar: (not paar[0], -sum(paar[1].values()), paar[0])):
        wie = code or ZONDER_BEHANDELAAR
        lang = [
            open_link(vraag, sum(n for dag, n in duren.items() if dag > grens), ouder=str(grens), behandelaar=wie)
            for grens in (VIER_WEKEN, DRIE_MAANDEN)
        ]
        mediaan = distribution(duren).mediaan
        cellen = [Cel([link], getal=True) for link in (open_link(vraag, sum(duren.values()), behandelaar=wie), *lang)]
        midden = _TE_WEINIG if mediaan is None else format_count(mediaan)
        rijen.append(Rij(code or "zonder behandelaar", (*cellen, Cel(midden, getal=True, zonder=mediaan is None))))
    titel = f"Open werkprocessen per behandelaar op {format_day(vraag.tijd.peildatum)}"
    koppen = ["Behandelaar", "Open", "Langer dan 4 weken", "Langer dan 3 maanden", "Dagen open, mediaan"]
    uitleg = html.P(
        "De codes komen uit de levering. Een verschil kan ook door het soort zaken komen.", className="zacht klein"
    )
    return fold("Per behandelaar", [data_table(titel, koppen, rijen), uitleg], niveau=3)


def _pressure(vraag: TeamQuestion) -> list[Component]:
    """Open werkprocessen per fte against the norm, for each gebied of the team that set its fte."""
    rijen = []
    for druk in pressure(vraag):
        norm = "niet ingesteld" if druk.norm is None else format_count(druk.norm)
        oordeel = "" if druk.norm is None else "boven de norm" if druk.per_fte > druk.norm else "binnen de norm"
        cellen = (format_count(druk.lopend), format_decimal(druk.fte), format_decimal(druk.per_fte), norm)
        rijen.append(Rij(druk.naam, (*(Cel(tekst, getal=True) for tekst in cellen), Cel(oordeel))))
    if not rijen:
        tekst = "Vul de fte en de norm van uw team in om de werkdruk te zien. Dat kan alleen voor een heel team. "
        return [html.P([tekst, html.A("Naar de instellingen", href="/team/instellingen")])]
    koppen = ["Team", "Lopend", "Fte", "Lopend per fte", "Norm", "Oordeel"]
    return [data_table(f"Werkprocessen per fte op {format_day(vraag.tijd.peildatum)}", koppen, rijen)]
