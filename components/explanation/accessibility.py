"""What is known of how well everybody can use this site: what was looked at, what was not, and who to tell.

It says no more than what was examined. When a test is added or a fault mended, this text changes with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

_PLAATS = (
    "De wet vraagt dat websites van de overheid toegankelijk zijn. De eisen staan in de Europese norm EN 301 549. Die "
    "gebruikt de richtlijnen van WCAG, niveau A en AA. Wij nemen WCAG 2.2 als maat: dat is de nieuwste versie.",
    "De site is nog niet door een onafhankelijke partij onderzocht. We zeggen dus niet dat hij aan alle eisen voldoet.",
    "Deze pagina gaat over de software. Een gemeente of regio die de site gebruikt, laat zelf onderzoek doen. Zij zet "
    "haar eigen verklaring in het register van de overheid.",
)
_NAGEGAAN = (
    "Een programma (axe) zoekt fouten tegen WCAG 2.2 A en AA op elke soort pagina, ook op ‘Niet gevonden’. Dat "
    "gebeurt op een breed scherm en op een scherm van 320 pixels, met alles dicht en met alles uitgeklapt.",
    "Hetzelfde programma kijkt ook naar letters van twee keer de grootte, de donkere weergave, eigen kleuren van de "
    "lezer, meer contrast, weinig beweging en de afdruk.",
    "Geen pagina is breder dan het scherm: niet op 320 pixels, niet met grote letters en niet met meer ruimte tussen "
    "letters, woorden en regels. Alleen een brede tabel schuift opzij, in zijn eigen kader.",
    "Drie vragen van een raadslid zijn te beantwoorden met alleen het toetsenbord. U ziet steeds waar u bent.",
    "Zonder JavaScript staan de cijfers en tabellen er ook.",
    "Elke grafiek heeft een naam, een zin die zegt wat er te zien is, en een tabel met dezelfde cijfers.",
    "Een ander programma (Nu Html Checker) kijkt of de pagina’s geldige HTML zijn.",
)
_NIET_NAGEGAAN = (
    "Niemand die een schermlezer, brailleregel, spraakbediening of vergroting nodig heeft, probeerde de site uit. "
    "Ook wijzelf hebben de site niet met een schermlezer beluisterd.",
    "Een programma vindt maar een deel van de fouten. Een deskundige heeft de andere eisen van WCAG niet een voor een "
    "nagelopen.",
    "We keken alleen in de browser Chromium, niet in Firefox of Safari en niet op een echte telefoon.",
    "Of de teksten op taalniveau B1 zijn, is niet met lezers getest.",
    "De besloten site voor het team leerplicht valt buiten deze verklaring.",
)
_FOUTEN = (
    "Een grafiek is een plaatje. Zet u in uw browser de letters groter of verder uit elkaar, dan veranderen de letters "
    "in het plaatje niet mee. Die in de tabel bij de grafiek wel. Zoomt u in, dan wordt alles groter.",
    "Kiest u eigen kleuren voor alle sites, dan houdt een grafiek zijn eigen kleuren.",
    "Een plaatje dat u meeneemt als PNG heeft geen tekst voor een schermlezer. Neem dan de cijfers mee als CSV.",
)
_GEEN_ADRES = (
    "Op deze site is nog geen adres ingesteld om fouten te melden. Neem contact op met uw gemeente. Noem de pagina en "
    "wat er niet lukt."
)


def place() -> list[Component]:
    """What this statement is worth, and what it is not."""
    return [html.P(alinea) for alinea in _PLAATS]


def examined() -> Component:
    """What was looked at."""
    return _list(_NAGEGAAN)


def not_examined() -> Component:
    """What nobody looked at."""
    return _list(_NIET_NAGEGAAN)


def known_faults() -> Component:
    """What is known to be wrong, and the way around it."""
    return _list(_FOUTEN)


def report(adres: str) -> list[Component]:
    """Whom to tell. adres: an e-mail address or an https address; when empty, that is said."""
    if not adres:
        return [html.P(_GEEN_ADRES)]
    doel = adres if adres.startswith("https://") else f"mailto:{adres}"
    return [
        html.P(["Meld het: ", html.A(adres, href=doel), ". Noem de pagina en wat er niet lukt."]),
        html.P(
            "Krijgt u geen goed antwoord? Dan kunt u een klacht indienen bij de gemeente, en daarna bij de ombudsman."
        ),
    ]


def _list(zinnen: Sequence[str]) -> Component:
    return html.Ul([html.Li(zin) for zin in zinnen])
