"""/data: all published figures as files, and what the columns mean."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.shell import breadcrumbs, page, section
from components.tables.table import Cel, Rij, data_table
from components.words.notation import format_count, format_day
from components.words.nouns import join_names
from data.publication.readmodel import Beeld
from data.reports.dutch import counted
from pages.routes import Route

_KOLOMMEN = (
    ("indicator", "waar het cijfer over gaat; de betekenis staat in hierarchie.json en op de pagina Toelichting"),
    ("teleenheid", "wat er geteld is: werkprocessen (op de site: zaken), jongeren of meldingen"),
    ("gebied", "code van de gemeente (GM en vier cijfers) of van de regio"),
    (
        "schooljaar",
        "van 1 augustus tot en met 31 juli, zoals 2022-2023; of drie schooljaren samen, zoals 2022-2025. Tel die nooit "
        "op bij een schooljaar. Wat per drie schooljaren of alleen voor de regio wordt verteld, staat in "
        "hierarchie.json bij ‘tafels’",
    ),
    ("uitsplitsing, categorie", "waarnaar het cijfer is verdeeld; bij een totaal staat twee keer ‘totaal’"),
    ("waarde", "het cijfer, met een punt voor de decimalen; leeg als er geen cijfer te tonen is"),
    ("status", "gepubliceerd, onderdrukt (afgeschermd), onbekend of nvt (niet van toepassing)"),
    ("voorlopig", "ja als het schooljaar op de peildatum nog niet voorbij was"),
    ("zekerheid", "bij cijfers uit verslagen: zeker, afgeleid of onzeker; een onzeker cijfer heeft geen waarde"),
    ("bron, bronsoort", "waar het cijfer vandaan komt: verslag, levering of voorbeeld"),
    ("peildatum", "de dag waarop de bron is opgemaakt, als die bekend is"),
    ("voorbeeld", "ja als het cijfer verzonnen is om te laten zien hoe de site werkt"),
)

_LANDELIJK = (
    ("periode, periodesoort", "bij landelijke cijfers: een schooljaar of een kalenderjaar, zoals de bron het noemt"),
    ("opgehaald_op", "bij landelijke cijfers: de dag waarop het bestand bij de bron is opgehaald"),
)


def show(beeld: Beeld, _route: Route) -> Component:
    """The page."""
    return page(
        [
            html.Div(
                [
                    breadcrumbs([("Regio-overzicht", "/"), ("Cijfers downloaden", "")]),
                    html.H1("Cijfers downloaden"),
                    html.P(
                        "Alle cijfers van deze site mag u gebruiken. Noem daarbij de bron die in het bestand staat.",
                        className="inleiding zacht",
                    ),
                ],
                className="aanhef",
            ),
            section("Bestanden", [_files(beeld)], "bestanden"),
            section("Wat de kolommen betekenen", [_columns(beeld)], "kolommen"),
            section("Tegels op uw eigen site", _framing(beeld), "insluiten"),
            section("Let op bij het gebruik", [_care()], "let-op"),
        ],
        beeld.publicatie,
    )


def _files(beeld: Beeld) -> Component:
    datum = format_day(beeld.publicatie.gepubliceerd_op)
    geteld, verslag = (format_count(len(r)) for r in (beeld.alle_berekend(), beeld.alle_verslagcijfers()))
    bestanden = (
        ("cijfers.csv", f"{geteld} cijfers die uit leveringen zijn geteld, ook de afgeschermde (zonder waarde)"),
        ("verslagcijfers.csv", f"{verslag} cijfers uit jaarverslagen, met de woorden van het verslag"),
        *([("landelijk.csv", _national(beeld))] if beeld.landelijk.cijfers else []),
        ("hierarchie.json", "welke cijfers optellen tot welke andere, en wat elk onderwerp telt"),
    )
    rijen = [
        Rij(html.A(naam, href=f"/download/{naam}", download=naam), (Cel(inhoud), Cel(datum)))
        for naam, inhoud in bestanden
    ]
    return data_table("Bestanden om te downloaden", ["Bestand", "Inhoud", "Gepubliceerd op"], rijen, getallen=False)


def _national(beeld: Beeld) -> str:
    bronnen = join_names([f"{bron.titel} ({bron.uitgever})" for bron in beeld.landelijk.bronnen()])
    cijfers = counted(len(beeld.landelijk.cijfers), "landelijk cijfer", "landelijke cijfers")
    return f"{cijfers}, zoals de bron ze noemt: {bronnen}"


def _columns(beeld: Beeld) -> Component:
    kolommen = (*_KOLOMMEN, *(_LANDELIJK if beeld.landelijk.cijfers else ()))
    delen = [deel for naam, uitleg in kolommen for deel in (html.Dt(naam), html.Dd(uitleg))]
    return html.Dl(delen, className="tekens")


def _framing(beeld: Beeld) -> list[Component]:
    """How a gemeente shows its tiles in its own site, with the first gemeente of this site as the example."""
    gebied = beeld.gemeenten()[0]
    adres = Route("insluiten", gebied).url
    bron = f"https://(adres van deze site){adres}"
    regel = f'<iframe src="{bron}" title="Leerplicht in {gebied.naam}" width="100%" height="900"></iframe>'
    return [
        html.P(
            [
                "Een gemeente kan haar tegels op haar eigen site laten zien, in een kader. Ze veranderen mee als er "
                "nieuwe cijfers zijn. Zo ziet dat eruit voor ",
                html.A(gebied.naam, href=adres),
                ". Neem deze regel over, met het adres van deze site en de naam van uw gemeente:",
            ]
        ),
        html.Pre(html.Code(regel), className="overnemen"),
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
            html.Li("De bestanden zijn CSV met komma’s en UTF-8, met op de eerste regel de namen van de kolommen."),
        ]
    )
