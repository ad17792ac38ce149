"""How a gemeente stands beside the country and beside gemeenten of the same size, by a national source alone.

No figure of the own registration is in it: the source counted other things. The words say so once, with the way to why.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from components.words.labels import place_name
from components.words.notation import VOORLOPIG, format_count, format_day, format_decimal
from components.words.nouns import capital, join_names
from components.words.sentences import BIJNA_NOOIT, KAN_TOEVAL
from data.publication.figures import Bron, Gebied
from data.publication.landelijk import Groep, LandelijkCijfer, LandelijkeIndicator, Maatlat
from data.statistics.comparable import Grootteklasse
from data.statistics.statistics import Oordeel

ANDERS_GETELD = "Tel dit niet op bij de andere cijfers op deze pagina. "
WAAROM = "Waarom zijn deze cijfers anders?"
_BRUG = "/bronnenbrug#landelijk"


def yardstick_panel(maatlatten: Sequence[Maatlat], gebied: Gebied) -> Component | None:
    """A small table per national figure of a gebied, with what may be concluded; None when no source was loaded."""
    if not maatlatten:
        return None
    onbekend = [m for m in maatlatten if m.land and m.plek is None]
    per_bron: dict[Bron, list[Maatlat]] = {}
    for maatlat in maatlatten:
        per_bron.setdefault(maatlat.bron, []).append(maatlat)
    return html.Div(
        [
            html.Div([_block(m, gebied) for m in maatlatten], className="maatlatten"),
            html.P(_no_test(onbekend, len(maatlatten))) if onbekend else None,
            html.P([ANDERS_GETELD, html.A(WAAROM, href=_BRUG)]),
            html.Details(
                [html.Summary("Uitleg en bron"), *(_explanation(groep, gebied) for groep in per_bron.values())]
            ),
        ],
        className="paneel",
    )


def _block(maatlat: Maatlat, gebied: Gebied) -> Component:
    ind, groep, land = maatlat.indicator, maatlat.groep, maatlat.land
    rijen = [_row(gebied.naam, national_text(maatlat.eigen, ind), eigen=True)]
    if groep:
        rijen.append(_row("Even grote gemeenten", f"{format_decimal(groep.waarde)}%"))
    if land:
        rijen.append(_row("Nederland", national_text(land, ind)))
    oordeel = _verdict(maatlat, gebied)
    tabel = data_table(f"{ind.titel}, {maatlat.periode} ({maatlat.bron.uitgever})", ["Waar", _unit(ind)], rijen)
    return html.Div([tabel, html.P(oordeel) if oordeel else None])


def _row(naam: str, waarde: str, *, eigen: bool = False) -> Rij:
    return Rij(naam, (Cel(waarde, getal=True),), eigen=eigen)


def _unit(ind: LandelijkeIndicator) -> str:
    return {"%": "Deel van de leerlingen", "per 1.000": "Per 1.000 leerlingen", "jongeren": "Aantal"}[ind.eenheid]


def national_text(cijfer: LandelijkCijfer, ind: LandelijkeIndicator) -> str:
    """A figure with the decimals the source printed: `3%`, `2,5`, `20.000`, with `*` when provisional."""
    if cijfer.waarde is None:
        return "geen cijfer"
    getal = format_decimal(cijfer.waarde, cijfer.decimalen)
    maat = "%" if ind.eenheid == "%" else ""
    return f"{getal}{maat}{VOORLOPIG if cijfer.voorlopig else ''}"


def _verdict(maatlat: Maatlat, gebied: Gebied) -> str:
    """What may be said against the rest of the country, where the source's counts allow a test."""
    if maatlat.land is None or maatlat.plek is None:
        return ""
    wie = capital(place_name(gebied))
    if maatlat.plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{wie} ligt {maatlat.plek.op_998.value} dan de rest van Nederland. {BIJNA_NOOIT}"
    if maatlat.plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{wie} lijkt {maatlat.plek.op_95.value} te liggen dan de rest van Nederland, {KAN_TOEVAL}."
    return f"{wie} verschilt niet duidelijk van de rest van Nederland."


def _no_test(zonder: Sequence[Maatlat], alle: int) -> str:
    """Of which figures chance cannot be reckoned; their names only where others can."""
    tekst = "weten we niet of een verschil toeval is: de bron noemt geen aantallen."
    if len(zonder) == alle:
        return f"Hier {tekst}"
    namen = dict.fromkeys(f"‘{m.indicator.titel}’" for m in zonder)
    return f"Bij {join_names(list(namen))} {tekst}"


def _explanation(maatlatten: Sequence[Maatlat], gebied: Gebied) -> Component:
    """Of one source: what each figure counts, and what holds for all of them once."""
    bron, dagen = maatlatten[0].bron, sorted({m.eigen.peildatum for m in maatlatten})
    delen: list[Component | None] = []
    for m in maatlatten:
        delen += [html.P([html.Strong(f"{m.indicator.titel}: "), m.indicator.definitie]), _counts(m, gebied)]
        delen += _group(m.groep, gebied) if m.groep else []
    if any(m.eigen.periodesoort == "kalenderjaar" for m in maatlatten):
        delen.append(html.P("De bron noemt een kalenderjaar. We maken er geen schooljaar van."))
    if any(m.eigen.voorlopig for m in maatlatten):
        delen.append(html.P(f"{VOORLOPIG} voorlopig volgens de bron."))
    opgehaald = join_names([format_day(dag) for dag in dagen])
    delen.append(html.P(f"Bron: {bron.titel}, {bron.uitgever}. Opgehaald op {opgehaald}. {bron.toelichting}"))
    return html.Div([deel for deel in delen if deel is not None])


def _counts(maatlat: Maatlat, gebied: Gebied) -> Component | None:
    if maatlat.gestopt is None or maatlat.leerlingen is None:
        return None
    x, n = (format_count(round(c.waarde or 0)) for c in (maatlat.gestopt, maatlat.leerlingen))
    return html.P(f"In {place_name(gebied)}: {x} van de {n} leerlingen.")


def _group(groep: Groep, gebied: Gebied) -> list[Component]:
    """The rule, the way of reckoning, and the list."""
    aantal = len(groep.leden)
    namen = [lid.naam for lid in groep.leden]
    wie = "1 andere gemeente" if aantal == 1 else f"{format_count(aantal)} andere gemeenten"
    regel = (
        f"Even grote gemeenten: {wie} met {_size(groep.klasse)} in deze telling, zonder {gebied.naam} zelf. Hun cijfer "
        "is alle gestopte jongeren samen, gedeeld door alle leerlingen samen."
    )
    lijst = html.Details([html.Summary(f"Welke gemeenten? ({format_count(aantal)})"), html.P(f"{join_names(namen)}.")])
    return [html.P(regel), lijst]


def _size(klasse: Grootteklasse) -> str:
    if klasse.tot is None:
        return f"{format_count(klasse.van)} of meer leerlingen"
    if klasse.van == 0:
        return f"minder dan {format_count(klasse.tot)} leerlingen"
    return f"{format_count(klasse.van)} tot {format_count(klasse.tot)} leerlingen"


def why_different(indicatoren: Sequence[LandelijkeIndicator]) -> Component:
    """Per national figure what it counts and why the own registration gives another number; each reason once."""
    per_reden: dict[str, list[LandelijkeIndicator]] = {}
    for ind in indicatoren:
        per_reden.setdefault(ind.verschil, []).append(ind)
    delen = [
        deel
        for reden, groep in per_reden.items()
        for deel in (html.Dt(join_names([ind.titel for ind in groep])), html.Dd(reden))
    ]
    return html.Dl(delen)
