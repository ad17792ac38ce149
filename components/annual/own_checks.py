"""What is pointed out in somebody's own text before it is klaar: what may be about a child, and figures that differ.

A person decides: each remark can be meant so, but for a place that nobody knows. No remark repeats a hidden figure,
because only what is published is laid beside the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.annual.own_words import VERSCHIL, VORIG_JAAR, values_of
from data.publication.report_texts import INVULPLEK, Verslagtekst
from data.registry.indicators import Indicator
from data.views.tiles import Tegel


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A remark. sleutel: the same for the same words, by which somebody says that it is meant. vast: that cannot be."""

    sleutel: str
    regel: int
    stuk: str
    uitleg: str
    remedie: str
    vast: bool = False


_ZIN = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_GETAL = re.compile(r"(?<![\w{,./-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\w/]|[-–.,]\d)")
_PROCENT = re.compile(r"\s?(?:%|procent\b)")
# Numbers that count nothing: schooljaren, days, ages, articles, rates, parts of the law.
_GEEN_AANTAL = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?\b"
    r"|\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
    r"|\b\d+(?: (?:tot|t/m|en|of) (?:en met )?\d+)? (?:jaar|jarigen?|uur|dagen|weken|maanden)\b|\b\d+[- ]plus\b"
    r"|\b(?:artikel(?:en)?|art\.|lid|groep|klas|leerjaar|hoofdstuk|tabel|figuur) \d+\w?\b|\bper 1\.000\b|€ ?[\d.,]+",
    re.IGNORECASE,
)
_PERSOON = (
    r"(?:jongeren?|leerling(?:en|e)?|kind(?:eren)?|meisjes?|jongens?|student(?:en)?|thuiszitters?|tieners?|pubers?"
    r"|kleuters?|schoolverlaters?|uitvallers?|ouders?|vaders?|moeders?|broer(?:s|tjes?)?|zus(?:sen|jes?)?|tweelingen?"
    r"|gezin(?:nen)?|personen|persoon|mensen|leerplichtigen?|kwalificatieplichtigen?|hen|ze)"
)
_KLEIN = r"(?:[1-4]|één|eentje|twee|drie|vier|tweetal|drietal|viertal)"
_WEINIG = re.compile(
    rf"(?<![\w,./-]){_KLEIN}(?![\w/]|[,.-]\d)(?:\s+(?!procent\b|keer\b)[^\s\d.,;:!?]+){{0,3}}?\s+{_PERSOON}\b"
    rf"|\b{_PERSOON}\b\s*(?:[:=(]\s*|(?:was|waren|is|zijn)(?: er)?\s+){_KLEIN}(?![\w/]|[,.-]\d)",
    re.IGNORECASE,
)
_WOORD = r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ'’]+)*"
_TUSSEN = r"(?:(?:van|de|der|den|ter|ten|te|het|in|el|al|bin|von|da|dos|'t|’t)\s+){0,3}"
_NAAM = re.compile(rf"\b(?:(?:[A-Z]\.\s?)+{_TUSSEN}{_WOORD}|{_WOORD}(?:\s+{_TUSSEN}{_WOORD})+|{_WOORD}\s+[A-Z]\.)")
_SCHOOLWOORD = re.compile(
    r"school|college|lyceum|gymnasium|academie|onderwijs|kindcentrum|\b(?:mbo|vmbo|havo|vwo|roc|aoc|iks?c)\b"
    r"|leerplicht|gemeente|regio|provincie|ministerie|inspectie|openbaar|samenwerkings|jeugd|centrum|bureau|stichting"
    r"|halt|duo|raad|kamer|wet\b|thuis|verbaal|doorstroom|rmc",
    re.IGNORECASE,
)
# Words that a sentence begins with; a name does not.
_BEGIN_WOORDEN = (
    "Aan Af Al Als Alle Alleen Bij Binnen Boven Buiten Daar Daarbij Daarmee Daarna Daarom Dan Dat De Deze Die Dit Door "
    "Eén Een Elk Elke Er Ergens Ging Had Heeft Het Hier Hierbij Hij Hoe Hoewel Hun Ik In Is Juist Kan Maar Meer Met Na "
    "Naar Naast Nadat Niet Nog Nu Of Om Omdat Onder Ons Onze Ook Op Over Samen Sinds Soms Toch Toen Tot Tijdens Tussen "
    "U Uit Uw Van Vanaf Veel Verder Via Volgens Voor Vooral Waar Waarom Want Wanneer Wat We Weer Wel Wie Wij Worden "
    "Wordt Ze Zij Zijn Zo Zodra Zonder"
)
_BEGIN = frozenset(_BEGIN_WOORDEN.split())


def find_remarks(tekst: Verslagtekst, tegels: Sequence[Tegel], plaatsen: Iterable[str]) -> tuple[Bevinding, ...]:
    """Give what must be looked at in a text, in its order. tegels: every figure of the report; plaatsen: names here."""
    bekend = frozenset(woord for plaats in plaatsen for woord in re.split(r"[\s-]+", plaats))
    waarden = values_of(tegels)
    gevonden: list[Bevinding] = []
    for nummer, regel in enumerate(tekst.tekst.splitlines(), tekst.eerste):
        gevonden += _unknown_places(regel, nummer, waarden)
        leeg = INVULPLEK.sub(lambda plek: "x" * len(plek[0]), re.sub(r"\]\([^)]*\)", "]", regel))
        for zin in _ZIN.finditer(leeg):
            gevonden += _figures(zin[0], nummer, tegels, waarden)
            gevonden += _few_people(zin[0], nummer)
        gevonden += _names(leeg, nummer, bekend)  # an initial ends no sentence
    return tuple({b.sleutel: b for b in gevonden}.values())


def _remark(soort: str, regel: int, stuk: str, zin: str, uitleg: str, remedie: str, *, vast: bool = False) -> Bevinding:
    sleutel = hashlib.blake2s(f"{soort}|{stuk}|{' '.join(zin.split())}".encode(), digest_size=8).hexdigest()
    return Bevinding(sleutel, regel, stuk.strip(), uitleg, remedie, vast)


def _unknown_places(regel: str, nummer: int, waarden: Mapping[str, str]) -> Iterator[Bevinding]:
    for naam in INVULPLEK.findall(regel):
        if naam.strip() not in waarden:
            uitleg, remedie = "Deze invulplek bestaat niet.", "Kies een invulplek uit de lijst, of haal hem weg."
            yield _remark("plek", nummer, f"{{{naam}}}", regel, uitleg, remedie, vast=True)


# --- figures -------------------------------------------------------------------------------------------------------
def _figures(zin: str, nummer: int, tegels: Sequence[Tegel], waarden: Mapping[str, str]) -> Iterator[Bevinding]:
    """The typed numbers that stand nearest to the name of a figure, and are not that figure."""
    genoemd = list(_named(zin, tegels))
    bezet = [plek.span() for plek in _GEEN_AANTAL.finditer(zin)]
    for getal in _GETAL.finditer(zin):
        if any(begin <= getal.start() < eind for begin, eind in bezet):
            continue
        is_deel = bool(_PROCENT.match(zin, getal.end()))
        passend = [(ind, van, tot) for ind, van, tot in genoemd if ind.is_percentage == is_deel]
        if not passend:
            continue
        ind, _, _ = min(passend, key=lambda n: max(n[1] - getal.end(), getal.start() - n[2]))
        bekend = [waarden[plek] for plek in (ind.key, f"{ind.key}{VORIG_JAAR}", f"{VERSCHIL}{ind.key}")]
        if getal[0] in {g[0] for waarde in bekend for g in _GETAL.finditer(waarde)}:
            continue
        naam = f"‘{ind.titel}’"
        if _GETAL.search(bekend[0]):
            uitleg = f"Bij {naam} staat een ander getal dan in de publicatie: dat is {bekend[0]}."
        else:
            uitleg = f"Van {naam} staat in de publicatie geen getal: {bekend[0]}."
        remedie = f"Zet {{{ind.key}}} neer: dan klopt het altijd. Of haal het getal weg."
        yield _remark("getal", nummer, getal[0], zin, uitleg, remedie)


def _named(zin: str, tegels: Sequence[Tegel]) -> Iterator[tuple[Indicator, int, int]]:
    """The figures that a sentence names, and where; of names within one another the longest."""
    namen = sorted(((naam, t.indicator) for t in tegels for naam in _names_of(t.indicator)), key=lambda n: -len(n[0]))
    bezet: list[tuple[int, int]] = []
    for naam, ind in namen:
        for plek in re.finditer(rf"(?<!\w){re.escape(naam)}(?!\w)", zin, re.IGNORECASE):
            if not any(plek.start() < eind and begin < plek.end() for begin, eind in bezet):
                bezet.append(plek.span())
                yield ind, *plek.span()


def _names_of(ind: Indicator) -> Collection[str]:
    return {ind.titel, ind.key.replace("_", " "), *filter(None, [ind.vaknaam.removeprefix("% ")])}


# --- people --------------------------------------------------------------------------------------------------------
def _few_people(zin: str, nummer: int) -> Iterator[Bevinding]:
    for gevonden in _WEINIG.finditer(_GEEN_AANTAL.sub(lambda plek: "x" * len(plek[0]), zin)):
        uitleg = "Hier staat een aantal van 1 tot en met 4 bij mensen. Daaraan kan iemand te herkennen zijn."
        remedie = "Haal het aantal weg, of schrijf ‘enkele’ of ‘minder dan 5’."
        yield _remark("weinig", nummer, zin[gevonden.start() : gevonden.end()], zin, uitleg, remedie)


def _names(zin: str, nummer: int, bekend: Collection[str]) -> Iterator[Bevinding]:
    for gevonden in _NAAM.finditer(zin):
        woorden = gevonden[0].split()
        while woorden and woorden[0] in _BEGIN:
            woorden.pop(0)
        hoofdletters = [woord for woord in woorden if woord[:1].isupper()]
        is_plaats = all(set(re.split("-", woord)) <= set(bekend) for woord in hoofdletters)
        if len(hoofdletters) < 2 or is_plaats or _SCHOOLWOORD.search(" ".join(woorden)):
            continue
        uitleg = "Dit lijkt op de naam van een mens."
        remedie = "Haal de naam weg, tenzij het een bestuurder, een instelling of een plaats is."
        yield _remark("naam", nummer, " ".join(woorden), zin, uitleg, remedie)
