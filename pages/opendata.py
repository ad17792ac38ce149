"""/data: open data for three readers: who wants one table, who builds something, and who wants to check."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.frame.question_form import Optie, Veld, question_form
from components.frame.shell import breadcrumbs, page, section
from components.tables.table import Cel, Rij, data_table
from components.words.notation import format_count, format_day
from components.words.nouns import join_names
from data.opendata.beschrijven import TITELS
from data.opendata.bestanden import VORMEN
from data.opendata.keuze import choose
from data.opendata.kolommen import KOLOMMEN
from data.opendata.schrijven import plain
from data.opendata.tabel import rows
from data.opendata.uitgever import publisher
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.reports.dutch import counted
from pages.insluiten import own_address
from pages.opendata_voorbeelden import examples
from pages.routes import Route

_EERSTE = 8
_INGESTELD = {
    "LEERRECHT_UITGEVER": "de uitgever",
    "LEERRECHT_UITGEVER_URI": "het adres van de uitgever",
    "LEERRECHT_CONTACT": "het contactadres",
    "LEERRECHT_LICENTIE": "de licentie",
}
_LANDELIJK = (
    ("periode, periodesoort", "bij landelijke cijfers: een schooljaar of een kalenderjaar, zoals de bron het noemt"),
    ("opgehaald_op", "bij landelijke cijfers: de dag waarop het bestand bij de bron is opgehaald"),
)


def show(beeld: Beeld, route: Route) -> Component:
    """The page."""
    return page(
        [
            html.Div(
                [
                    breadcrumbs([("Regio-overzicht", "/"), ("Cijfers downloaden", "")]),
                    html.H1("Cijfers downloaden"),
                    html.P(_use(), className="inleiding zacht"),
                    _missing_settings(),
                ],
                className="aanhef",
            ),
            section("Ik wil één tabel", _one_table(beeld, route), "tabel"),
            section("Alles in één keer", [_files(beeld)], "bestanden"),
            section("Ik bouw iets", _building(beeld), "bouwen"),
            section("Ik wil controleren", [_checking()], "controleren"),
            section("Wat de kolommen betekenen", [_columns(beeld)], "kolommen"),
            section("Tegels en grafieken op uw eigen site", _framing(beeld), "insluiten"),
            section("Let op bij het gebruik", [_care()], "let-op"),
        ],
        beeld.publicatie,
    )


def _use() -> list[str | Component]:
    """Under which licence the figures may be used; without one nobody said that they may."""
    bron = "Noem daarbij de bron die in het bestand staat."
    if adres := publisher().licentie:
        licentie = html.A("deze licentie", href=adres)
        return ["Alle cijfers van deze site mag u gebruiken onder ", licentie, f". {bron}"]
    return [f"Onder welke licentie u deze cijfers mag overnemen, is nog niet gezegd: vraag het aan de regio. {bron}"]


def _missing_settings() -> Component | None:
    """In one line what the region has not set."""
    ontbreekt = [_INGESTELD[naam] for naam in publisher().missing]
    if not ontbreekt:
        return None
    wat = join_names(ontbreekt)
    werkwoord = "is" if len(ontbreekt) == 1 else "zijn"
    return html.P(
        f"Nog niet ingesteld {werkwoord}: {wat}. De beheerder van de site stelt dat in.", className="zacht klein"
    )


# --- one table -----------------------------------------------------------------------------------------------------
def _one_table(beeld: Beeld, route: Route) -> list[Component]:
    plaatsen = [(regio.naam, [Optie(g.slug, g.naam) for g in beeld.gemeenten(regio.code)]) for regio in beeld.regios()]
    plek = route.gebied or beeld.gemeenten()[0]
    velden = [
        Veld("gemeente", "Gemeente", plaatsen, plek.slug),
        Veld(
            "indicator", "Onderwerp", [("", [Optie(i.key, i.titel) for i in INDICATOREN.values()])], route.indicator.key
        ),
    ]
    knop = Optie("", "Laat zien")
    formulier = question_form("/data#tabel", velden, knop, route.url)
    if route.gebied is None:
        return [html.P("Kies waarover u cijfers wilt. U ziet dan eerst wat er in het bestand staat."), formulier]
    return [formulier, *_preview(beeld, route)]


def _preview(beeld: Beeld, route: Route) -> list[Component]:
    """The first rows of what was chosen, and the files with all of it."""
    filters = {"gebied": frozenset([route.plaats.code]), "indicator": frozenset([route.indicator.key])}
    items = choose(beeld, filters)
    wat = f"{route.indicator.titel} in {route.plaats.naam}"
    if not items:
        return [html.P(f"Over dit onderwerp zijn hier geen cijfers: {wat}.")]
    vraag = urlencode({"gebied": route.plaats.slug, "indicator": route.indicator.key})
    regels = [
        Rij(
            str(rij["schooljaar"]),
            (
                Cel(plain(rij["teleenheid"])),
                Cel(plain(rij["categorienaam"])),
                Cel(plain(rij["waarde"]).replace(".", ","), getal=True),
                Cel(plain(rij["status"])),
                Cel(plain(rij["bron"])),
            ),
        )
        for rij in rows(beeld, items[:_EERSTE])
    ]
    koppen = ["Schooljaar", "Teleenheid", "Deel", "Waarde", "Status", "Bron"]
    titel = f"{wat}: de eerste {len(regels)} van {counted(len(items), 'regel', 'regels')}"
    links = [
        html.Li(html.A(uitleg, href=f"/download/cijfers{vorm}?{vraag}", download="")) for vorm, uitleg in VORMEN.items()
    ]
    return [data_table(titel, koppen, regels, getallen=False), html.P("Neem ze mee als:"), html.Ul(links)]


# --- everything at once --------------------------------------------------------------------------------------------
def _files(beeld: Beeld) -> Component:
    datum = format_day(beeld.publicatie.gepubliceerd_op)
    aantallen = {"cijfers": len(beeld.alle_berekend()), "verslagcijfers": len(beeld.alle_verslagcijfers())}
    rijen = [
        Rij(
            html.A(f"{naam}.csv", href=f"/download/{naam}.csv", download=""),
            (Cel(f"{titel}: {format_count(aantallen[naam])}"), Cel(_forms(naam)), Cel(datum)),
        )
        for naam, titel in TITELS.items()
    ]
    anders = [
        *([("landelijk.csv", _national(beeld))] if beeld.landelijk.cijfers else []),
        ("hierarchie.json", "welke cijfers optellen tot welke andere, en wat elk onderwerp telt"),
        ("datapackage.json", "wat er in de kolommen staat, voor programma’s (Data Package)"),
    ]
    rijen += [
        Rij(html.A(naam, href=f"/download/{naam}", download=""), (Cel(inhoud), Cel(""), Cel(datum)))
        for naam, inhoud in anders
    ]
    koppen = ["Bestand", "Inhoud", "Ook als", "Gepubliceerd op"]
    return data_table("Bestanden om te downloaden", koppen, rijen, getallen=False)


def _forms(naam: str) -> list[Component | str]:
    namen = {"-spreadsheet.csv": "rekenblad", ".xlsx": "Excel", ".parquet": "Parquet", ".json": "JSON"}
    delen: list[Component | str] = []
    for vorm, tekst in namen.items():
        delen += [html.A(tekst, href=f"/download/{naam}{vorm}", download=""), " "]
    return delen


def _national(beeld: Beeld) -> str:
    bronnen = join_names([f"{bron.titel} ({bron.uitgever})" for bron in beeld.landelijk.bronnen()])
    cijfers = counted(len(beeld.landelijk.cijfers), "landelijk cijfer", "landelijke cijfers")
    return f"{cijfers}, zoals de bron ze noemt: {bronnen}"


# --- building and checking -----------------------------------------------------------------------------------------
def _building(beeld: Beeld) -> list[Component]:
    """The API, with an example in three languages about the first gemeente of this site."""
    slug = beeld.gemeenten()[0].slug
    stukken = [
        html.Details([html.Summary(taal), html.Pre(html.Code(code), className="overnemen")])
        for taal, code in examples(own_address(), slug).items()
    ]
    return [
        html.P(
            [
                "De API geeft dezelfde cijfers, met filters en per bladzijde. U hebt er geen sleutel voor nodig. Wat "
                "er te vragen is, staat in ",
                html.A("openapi.json", href="/api/v1/openapi.json"),
                ". Elke publicatie die bewaard is, staat in ",
                html.A("de lijst van publicaties", href="/api/v1/publicaties"),
                " en blijft onder haar eigen adres te lezen.",
            ]
        ),
        *stukken,
        html.P(
            [
                "Wilt u horen wanneer er iets nieuws is? Volg ",
                html.A("de feed van deze site", href="/feeds/site.atom"),
                f", of die van een gemeente, zoals /feeds/{slug}.atom. De beschrijving voor verzamelaars van open data "
                "(DCAT-AP-NL) staat in ",
                html.A("de catalogus", href="/catalogus.ttl"),
                ".",
            ]
        ),
    ]


def _checking() -> Component:
    return html.Ul(
        [
            html.Li(["Hoe kleine aantallen beschermd zijn: ", html.A("de toelichting", href="/toelichting"), "."]),
            html.Li(["Wat elk onderwerp telt: ", html.A("de definities", href="/api/v1/indicatoren"), "."]),
            html.Li(["Waar elk cijfer vandaan komt: ", html.A("de bronnen", href="/api/v1/bronnen"), "."]),
            html.Li(["Wat er per publicatie anders werd: ", html.A("wat er nieuw is", href="/nieuw"), "."]),
            html.Li(["Waarom bronnen verschillen: ", html.A("waarom getallen verschillen", href="/bronnenbrug"), "."]),
        ]
    )


def _columns(beeld: Beeld) -> Component:
    kolommen = [(kolom.naam, kolom.uitleg) for kolom in KOLOMMEN]
    kolommen += _LANDELIJK if beeld.landelijk.cijfers else ()
    delen = [deel for naam, uitleg in kolommen for deel in (html.Dt(naam), html.Dd(uitleg))]
    return html.Details([html.Summary(counted(len(kolommen), "kolom", "kolommen")), html.Dl(delen, className="tekens")])


# --- frames and care -----------------------------------------------------------------------------------------------
def _framing(beeld: Beeld) -> list[Component]:
    """How a gemeente shows its tiles in its own site, with the first gemeente of this site as the example."""
    gebied = beeld.gemeenten()[0]
    adres = Route("insluiten", gebied).url
    return [
        html.P(
            [
                "Een gemeente of regio kan haar tegels op haar eigen site laten zien, in een kader. Ze veranderen mee "
                "als er nieuwe cijfers zijn. Zo ziet dat eruit voor ",
                html.A(gebied.naam, href=adres),
                ". Daar staat ook de code om over te nemen. Onder een grafiek staat ‘Insluiten op uw "
                "eigen site’, voor alleen die grafiek.",
            ]
        ),
        html.P(
            "Zo ziet de lezer altijd het nieuwste schooljaar met echte cijfers. Met ?schooljaar=2022-2023 achter het "
            "adres blijft het dat schooljaar."
        ),
    ]


def _care() -> Component:
    return html.Ul(
        [
            html.Li("Tel jongeren nooit op over soorten: één jongere kan bij meer soorten horen."),
            html.Li(
                "Van een regio is het aantal jongeren de som van de gemeenten: wie verhuisde telt in elke gemeente."
            ),
            html.Li("Zet cijfers uit een verslag nooit in één som met cijfers uit een levering."),
            html.Li(["Regio’s tellen niet hetzelfde. ", html.A("Lees wat er verschilt", href="/bronnenbrug"), "."]),
            html.Li("Bij elke grafiek op deze site kunt u ook alleen die cijfers meenemen, of het plaatje."),
            html.Li(
                "Opent u een bestand in Excel? Neem dan het bestand voor een rekenblad of dat voor Excel. Het gewone "
                "bestand is voor programma’s: een rekenblad leest 5-11 als een datum."
            ),
        ]
    )
