"""The choices of /vergelijken, each the same view with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.choosers import Keuze, chooser, folded
from components.frame.question_form import Optie, Veld, question_form
from components.frame.unit_switch import unit_switch
from components.frame.year_stepper import year_stepper
from components.words.labels import SOORT_BRON, THEMAS, UITSPLITSINGEN, VORMEN, category_label
from components.words.list_words import MATEN, VOLGORDEN
from components.words.nouns import capital
from data.cells.cells import TOTAAL
from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import Beeld
from data.referentie.trendbreuken import vergelijkbaar
from data.registry.indicators import INDICATOREN, Indicator
from data.views.side_by_side import Naast, soorten, told_years
from data.views.two_years import breakdowns, earlier
from pages.comparison_query import BEELDEN, PAD, Met, Vraag, members, soort_of

MET: Mapping[Met, str] = {
    "regio": "alle gemeenten van de regio",
    "vergelijkbaar": "vergelijkbare gemeenten (even groot)",
    "keuze": "gemeenten die ik zelf kies",
    "eerder": "zichzelf, in een eerder schooljaar",
}


def ask(beeld: Beeld, vraag: Vraag) -> Component:
    """The form: of which gemeente, what, and beside whom."""
    gemeenten = [(r.naam, [Optie(g.slug, g.naam) for g in beeld.gemeenten(r.code)]) for r in beeld.regios()]
    heel = ("", [Optie("", f"(heel {vraag.regio.naam})")])
    velden = (
        Veld("gemeente", "Gemeente", [heel, *gemeenten], _slug(vraag.gemeente)),
        Veld("indicator", "Onderwerp", _subjects(beeld, vraag), vraag.indicator.key),
        Veld("met", "Vergelijk met", [("", [Optie(met, tekst) for met, tekst in MET.items()])], vraag.met),
    )
    return question_form(PAD, velden, Optie(f"regio={vraag.regio.slug}", "Vergelijk"), vraag.url)


def _slug(gemeente: Gebied | None) -> str:
    return gemeente.slug if gemeente else ""


def _subjects(beeld: Beeld, vraag: Vraag) -> list[tuple[str, list[Optie]]]:
    """What any source of this site tells of a gemeente, by theme; also what only another region's report tells."""
    bekend = {ind.key for ind in INDICATOREN.values() if _is_known(beeld, ind)} | {vraag.indicator.key}
    groepen = [
        (naam, [Optie(i.key, i.titel) for i in INDICATOREN.values() if i.thema == thema and i.key in bekend])
        for thema, naam in THEMAS.items()
    ]
    return [(naam, opties) for naam, opties in groepen if opties]


def _is_known(beeld: Beeld, ind: Indicator) -> bool:
    return any(beeld.soorten_per_jaar(ind, gemeente.code) for gemeente in beeld.gemeenten())


def choose_view(vraag: Vraag) -> Component | None:
    """The ways to look at it; beside oneself there is one way."""
    if vraag.met == "eerder":
        return None
    keuzes = [Keuze(VORMEN[b], vraag.anders(beeld=b).url, b == vraag.beeld) for b in BEELDEN]
    return chooser("Hoe wilt u het zien?", keuzes)


def choose_unit(beeld: Beeld, vraag: Vraag) -> Component | None:
    """The teleenheden in which this schooljaar has a figure."""
    leden = [vraag.gemeente] if vraag.gemeente and vraag.met == "eerder" else members(beeld, vraag)
    urls = {
        eenheid: vraag.anders(eenheid=eenheid).url
        for eenheid in vraag.indicator.teleenheden
        if eenheid == vraag.eenheid or soorten(beeld, vraag.sleutel._replace(teleenheid=eenheid), leden)
    }
    return unit_switch(urls, vraag.eenheid)


def choose_year(beeld: Beeld, vraag: Vraag) -> Component | None:
    """The schooljaren with a figure, the last one first; a year with nothing but the example says so."""
    leden = [vraag.gemeente] if vraag.gemeente and vraag.met == "eerder" else members(beeld, vraag)
    jaren = told_years(beeld, vraag.sleutel, leden)
    if vraag.bron:
        jaren = {jaar: bronnen for jaar, bronnen in jaren.items() if vraag.bron in bronnen}
    keuzes = [
        Keuze(f"{jaar}{_mark(vraag, jaren[jaar])}", vraag.anders(schooljaar=jaar).url, jaar == vraag.schooljaar)
        for jaar in reversed(jaren)
    ]
    return year_stepper(keuzes, vraag.schooljaar) if keuzes else None


def _mark(vraag: Vraag, bronnen: Sequence[str]) -> str:
    return " (voorbeeld)" if set(bronnen) == {"voorbeeld"} or vraag.bron == "voorbeeld" else ""


def choose_earlier(beeld: Beeld, vraag: Vraag, gemeente: Gebied) -> Component | None:
    """The schooljaren before this one that the same kind of source tells; those across a trendbreuk say so."""
    soort, sleutel = soort_of(beeld, vraag), vraag.sleutel._replace(uitsplitsing=TOTAAL, categorie=TOTAAL)
    keuzes = []
    jaren = [jaar for jaar, bronnen in told_years(beeld, sleutel, [gemeente]).items() if soort in bronnen]
    for terug in range(1, 16):
        jaar = earlier(vraag.schooljaar, terug)
        if jaar in jaren or terug == vraag.terug:
            breuk = vergelijkbaar(sleutel.indicator, gemeente.code, jaar, vraag.schooljaar)
            naam = f"{jaar} (niet te vergelijken)" if breuk else jaar
            keuzes.append(Keuze(naam, vraag.anders(terug=terug).url, terug == vraag.terug))
    return chooser("Vergelijk met schooljaar", keuzes)


def choose_details(beeld: Beeld, vraag: Vraag, naast: Naast | None) -> Component | None:
    """Measure, part and source, folded away: most readers need none of them."""
    groepen: list[tuple[str, list[Keuze]]] = []
    # Rows have these choices above them.
    if naast and len(naast.maten) > 1 and vraag.beeld != "rangorde":
        groepen.append(("Maat", [Keuze(MATEN[m], vraag.anders(maat=m).url, m == naast.maat) for m in naast.maten]))
    if naast and vraag.beeld == "tabel":
        orden = [Keuze(naam, vraag.anders(volgorde=v).url, v == naast.volgorde) for v, naam in VOLGORDEN.items()]
        groepen.append(("Volgorde", orden))
    groepen.append(("Onderdeel", _parts(beeld, vraag)))
    bronnen = soorten(beeld, vraag.sleutel, members(beeld, vraag))
    soort = soort_of(beeld, vraag)
    if len(bronnen) > 1:
        groepen.append(("Bron", [Keuze(SOORT_BRON[s], vraag.anders(bron=s).url, s == soort) for s in bronnen]))
    details = folded("Maat, onderdeel of bron kiezen", groepen)
    return html.Div(details, className="keuze") if details else None


def _parts(beeld: Beeld, vraag: Vraag) -> list[Keuze]:
    """The breakdowns, or beside others their categories, with the whole first."""
    soort = soort_of(beeld, vraag)
    leden = [vraag.gemeente] if vraag.gemeente else list(members(beeld, vraag))
    eerste = leden[0]
    namen = breakdowns(beeld, vraag.indicator, eerste.code, vraag.schooljaar, soort, vraag.eenheid)
    if vraag.met == "eerder":
        gekozen = vraag.deel.partition(":")[0] or next(iter(namen), "")
        return [Keuze(breakdown_name(n), vraag.anders(deel=n).url, n == gekozen) for n in namen if len(namen) > 1]
    totaal = beeld.van_soort(vraag.sleutel._replace(gebied=eerste.code, uitsplitsing=TOTAAL, categorie=TOTAAL), soort)
    delen = [(n, c) for n in namen for c in beeld.uitsplitsing(totaal, n) if c.soort == soort]
    keuzes = [_part(vraag, naam, cijfer) for naam, cijfer in delen]
    return [Keuze("Alles samen", vraag.anders(deel="").url, not vraag.deel), *keuzes] if keuzes else []


def _part(vraag: Vraag, naam: str, cijfer: Cijfer) -> Keuze:
    deel = f"{naam}:{cijfer.sleutel.categorie}"
    return Keuze(category_label(naam, cijfer.sleutel.categorie), vraag.anders(deel=deel).url, deel == vraag.deel)


def breakdown_name(uitsplitsing: str) -> str:
    """What a breakdown is called."""
    return capital(UITSPLITSINGEN.get(uitsplitsing, uitsplitsing.replace("_", " ")))


def choose_others(beeld: Beeld, vraag: Vraag, eigen: Gebied) -> Component:
    """Every other gemeente as a link that puts it into the comparison or takes it out."""
    groepen = [
        chooser(regio.naam, [_toggle(vraag, g) for g in beeld.gemeenten(regio.code) if g.code != eigen.code])
        for regio in beeld.regios()
    ]
    return html.Div([html.P("Kies met wie u vergelijkt. Nog een keer kiezen haalt een gemeente weer weg."), *groepen])


def _toggle(vraag: Vraag, gemeente: Gebied) -> Keuze:
    erbij = gemeente in vraag.kies
    anders = [g for g in vraag.kies if g != gemeente] if erbij else [*vraag.kies, gemeente]
    kies = tuple(sorted(anders, key=lambda g: g.naam))
    return Keuze(gemeente.naam, vraag.anders(kies=kies).url, erbij)
