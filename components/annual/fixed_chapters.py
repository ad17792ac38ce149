"""The chapters that follow from more than figures: breaks, other sources, definitions, sources, protection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from components.annual.model import Alinea, Blok, Opsomming, Tabelvak, Verslagrij, Verslagtabel
from components.annual.numbering import Numbering, key_of
from components.explanation.protection import CONTROLE, outcome_of, questions_of
from components.pieces.report_section import report_value
from components.tables.breaks_table import GEEN_BREUKEN, GEEN_DEFINITIES
from components.words.labels import SOORT_BRON, place_name
from components.words.nouns import capital
from data.publication.figures import Verslagcijfer
from data.registry.indicators import INDICATOREN, REGIOWOORDEN, Indicator
from data.views.report_blocks import Blok as BlokVanVerslag
from data.views.report_chapters import Vast
from data.views.report_matter import Verslagstof, figures_of

GEEN_VERSLAG = "Over {plaats} in schooljaar {jaar} hebben we geen cijfers uit een jaarverslag."


def fixed_blocks(vast: Vast, stof: Verslagstof, nummers: Numbering) -> list[Blok]:
    """The blocks of one of these chapters; none of another."""
    if vast == "verslagen":
        return list(_reports(stof, nummers))
    if vast == "trendbreuken":
        return list(_breaks(stof, nummers))
    if vast == "andere_bronnen":
        return list(_other_sources(stof, nummers))
    if vast == "definities":
        return [Opsomming(tuple(_definition(ind) for ind in _shown(stof)))]
    if vast == "bronnen":
        return list(_sources(stof))
    return list(_protection(stof)) if vast == "afscherming" else []


def _row(hoofd: str, *teksten: str) -> Verslagrij:
    return Verslagrij(hoofd, tuple(Tabelvak(tekst, getal=False) for tekst in teksten))


def _reports(stof: Verslagstof, nummers: Numbering) -> Iterator[Blok]:
    """Every figure that a published report gives, in its own words; one that is uncertain keeps its place only."""
    if not stof.verslagen:
        yield Alinea(GEEN_VERSLAG.format(plaats=place_name(stof.gebied), jaar=stof.jaar))
    for verslag in stof.verslagen:
        yield Alinea(verslag.bron.titel, "kop")
        for sectie in verslag.secties:
            rijen = [_printed(blok, cijfer) for blok in sectie.blokken for cijfer in blok.cijfers]
            titel = f"{sectie.kop or 'Zonder kop'}, zoals het verslag het noemt"
            yield nummers.table(key_of("verslag", sectie.kop), titel, ("Cijfer", "Waarde", "Zekerheid"), rijen)


def _printed(blok: BlokVanVerslag, cijfer: Verslagcijfer) -> Verslagrij:
    eenheid = "" if blok.eenheid.startswith("%") else f" ({blok.eenheid})"
    naam = f"{blok.titel}: {cijfer.onderdeel}" if cijfer.onderdeel else blok.titel
    waarde, is_getal = report_value(cijfer)
    zekerheid = Tabelvak(cijfer.zekerheid, getal=False)
    return Verslagrij(capital(f"{naam}{eenheid}"), (Tabelvak(waarde, zonder=not is_getal), zekerheid))


def _breaks(stof: Verslagstof, nummers: Numbering) -> Iterator[Blok]:
    if not stof.breuken:
        yield Alinea(GEEN_BREUKEN)
        return
    rijen = [_row(b.titel, stof.namen.get(b.gebied, b.gebied), b.vanaf_schooljaar, b.uitleg) for b in stof.breuken]
    titel = "Trendbreuken: cijfers van voor en na dit schooljaar kunt u niet vergelijken"
    yield nummers.table("trendbreuken", titel, ("Trendbreuk", "Waar", "Vanaf", "Waarom"), rijen)


def _other_sources(stof: Verslagstof, nummers: Numbering) -> Iterator[Blok]:
    koppen = ("Punt", "Volgsysteem (JVS)", "DUO", "Wettelijke telling", "Gevolg")
    rijen = [_row(t.punt, t.volgsysteem, t.duo, t.wettelijk, t.gevolg) for t in stof.telwijzen]
    yield nummers.table("telwijzen", "Waarom DUO een ander getal geeft", koppen, rijen)
    yield _definitions(stof, nummers)


def _definitions(stof: Verslagstof, nummers: Numbering) -> Alinea | Verslagtabel:
    if not stof.definities:
        return Alinea(GEEN_DEFINITIES)
    rijen = [
        _row(
            REGIOWOORDEN[d.onderwerp],
            stof.namen.get(d.gebied, d.gebied),
            d.periode,
            f"{d.definitie} {d.let_op}".strip(),
        )
        for d in stof.definities
    ]
    return nummers.table(
        "definities", "Wat de regio onder elk woord meetelt", ("Woord", "Waar", "Wanneer", "Wat telt mee"), rijen
    )


def _shown(stof: Verslagstof) -> Iterable[Indicator]:
    """The indicators of the report, in the order of the registry."""
    gebruikt = {cijfer.sleutel.indicator for cijfer in figures_of(stof)}
    gebruikt |= {ind.key for hoofdstuk in stof.hoofdstukken for ind in hoofdstuk.deel.opening}
    return (ind for ind in INDICATOREN.values() if ind.key in gebruikt)


def _definition(ind: Indicator) -> str:
    woord = f" ({ind.vaknaam})" if ind.vaknaam else ""
    return f"{ind.titel}{woord}: {ind.definitie}"


def _sources(stof: Verslagstof) -> Iterator[Blok]:
    if not stof.bronnen:
        yield Alinea("Er zijn geen cijfers, dus ook geen bronnen.")
        return
    regels = []
    for bron in stof.bronnen:
        jaar = f", {bron.jaar}" if bron.jaar else ""
        soort = SOORT_BRON.get(bron.soort, bron.soort).lower()
        regels.append(f"{bron.titel} ({bron.uitgever}{jaar}; {soort}). {bron.toelichting}".strip())
    yield Opsomming(tuple(regels))


def _protection(stof: Verslagstof) -> Iterator[Blok]:
    bewijs = stof.publicatie.bewijs
    for vraag, antwoord in questions_of(bewijs):
        yield Alinea(vraag, "kop")
        yield Alinea(antwoord)
    if uitkomst := outcome_of(bewijs):
        yield Alinea(CONTROLE, "kop")
        yield Opsomming(tuple(f"{aantal} {tekst}" for aantal, tekst in uitkomst))
