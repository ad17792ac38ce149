"""From the figures of a report to its content: first one A4, then the chapters, each with its number."""

from __future__ import annotations

from components.annual.fixed_chapters import fixed_blocks
from components.annual.matter_blocks import MetNoten, blocks_of, comparison_blocks
from components.annual.model import (
    Blok,
    EersteBlad,
    Hoofdstuktekst,
    Jaarverslag,
    Kerntegel,
    Tabelvak,
    Verslagfiguur,
    Verslagrij,
)
from components.annual.numbering import VERZONNEN, Numbering
from components.frame.plain_text import plain_text
from components.pieces.comparison_chart import comparison_piece
from components.pieces.tile import value_texts
from components.words.answer import answer, choose
from components.words.figure_text import figure_text
from components.words.labels import place_name, region_title
from components.words.nouns import capital, words_for
from components.words.sentences import describe_level
from components.words.sources import source_word
from components.words.tile_sentences import rate_line, stand_of, tile_sentences
from components.words.told_where import WAAROM, describe_window, period_name, told_where
from components.words.verdicts import tile_verdict
from data.publication.figures import Gebied
from data.views.coarser import Grover
from data.views.comparison import Vergelijking
from data.views.counts import plays_chance
from data.views.report_matter import Gemeentestof, Hoofdstukstof, Verslagstof, figures_of
from data.views.tiles import Tegel

# So many sentences stand under the figures of the first page.
ZINNEN = 3
WETTELIJK = "Volgens artikel 25 van de Leerplichtwet hoort hier te staan {vraag}."
GEEN_ANTWOORD = "Over {plaats} zijn in schooljaar {jaar} geen cijfers bekend."
_ZONDER_JAAR = "niet per schooljaar"
GEEN_CIJFERS = "Hierover is geen cijfer bekend. Dat is iets anders dan nul."


def compose(stof: Verslagstof, adres: str, met_noten: MetNoten) -> Jaarverslag:
    """Make the content. adres: where the report stands on the site; met_noten: adds the notes of example figures."""
    gebied, nummers = stof.gebied, Numbering()
    blad = _first_page(stof, nummers)
    hoofdstukken = [
        _chapter(stof, hoofdstuk, nummer, nummers, met_noten) for nummer, hoofdstuk in enumerate(stof.hoofdstukken, 1)
    ]
    lokaal = [
        _local_chapter(lid, stof.regio, stof.jaar, nummer, nummers)
        for nummer, lid in enumerate(stof.gemeenten, len(hoofdstukken) + 1)
    ]
    naam = gebied.naam if gebied.soort == "gemeente" else region_title(gebied)
    return Jaarverslag(
        gebied=gebied.code,
        plaats=place_name(gebied),
        slug=gebied.slug,
        jaar=stof.jaar,
        titel=f"Jaarverslag leerplicht {naam} {stof.jaar}",
        publicatie=stof.publicatie.publicatie_id,
        gepubliceerd=stof.publicatie.gepubliceerd_op.date(),
        adres=adres,
        voorbeeld=any(cijfer.is_voorbeeld for cijfer in figures_of(stof)),
        blad=blad,
        hoofdstukken=(*hoofdstukken, *lokaal),
    )


# --- the first page ------------------------------------------------------------------------------------------------
def _first_page(stof: Verslagstof, nummers: Numbering) -> EersteBlad:
    gekozen = choose(stof.kern)
    return EersteBlad(
        _answer(stof, gekozen),
        tuple(key_tile(tegel) for tegel in stof.kern),
        _ranking(stof, gekozen, nummers),
        tuple(_three(stof, gekozen)),
    )


def _answer(stof: Verslagstof, gekozen: Tegel | None) -> str:
    if gekozen is None:
        return capital(GEEN_ANTWOORD.format(plaats=place_name(stof.gebied), jaar=stof.jaar))
    antwoord = answer(gekozen)
    return f"{antwoord.begin}{antwoord.groot}{antwoord.rest} {antwoord.oordeel}".strip()


def _ranking(stof: Verslagstof, gekozen: Tegel | None, nummers: Numbering) -> Verslagfiguur | None:
    """The gemeenten in order, of the subject of the answer where that was compared, else of the first that was."""
    vergeleken = [naast for hoofdstuk in stof.hoofdstukken for naast in hoofdstuk.vergelijkingen]
    zelfde = [naast for naast in vergeleken if gekozen and naast.indicator == gekozen.indicator]
    gevonden: Vergelijking | None = next(iter((*zelfde, *vergeleken)), None)
    stuk = comparison_piece(gevonden, stof.gebied, stof.regio) if gevonden else None
    if stuk is None or stuk.teken is None:
        return None
    return nummers.figure("eerste-blad", stuk.titel, " ".join(stuk.zinnen), stuk.teken, voorbeeld=stuk.voorbeeld)


def _three(stof: Verslagstof, gekozen: Tegel | None) -> list[str]:
    """The three figures that matter most after the answer, in a sentence each."""
    bekend = (t for t in stof.kern if t is not gekozen and (t.cijfer.is_bekend or t.bereik))
    anders = [t for t in bekend if plays_chance(t.indicator.key)]
    return [sentence_of(tegel, stof.gebied, stof.regio) for tegel in anders[:ZINNEN]]


def key_tile(tegel: Tegel) -> Kerntegel:
    """Put a tile into words."""
    groot, klein = value_texts(tegel)
    cel = None if tegel.bereik or tegel.minstens is not None else tegel.cijfer.sleutel
    if tegel.venster:
        begrip = words_for(tegel.indicator, tegel.venster.sleutel.teleenheid)
        groot, cel = figure_text(tegel.venster), tegel.venster.sleutel
        klein = f"{begrip.meervoud}, {period_name(cel.schooljaar)}"
    elif tegel.grover:
        groot, klein, cel = _ZONDER_JAAR, _told_where(tegel.grover), None
    oordeel = tile_verdict(tegel)
    return Kerntegel(
        tegel.indicator.key,
        tegel.indicator.titel,
        groot,
        klein,
        rate_line(tegel),
        oordeel.tekst if oordeel else "",
        source_word(tegel.bereik.getoond if tegel.bereik else tegel.shown),
        tegel.is_voorbeeld,
        cel,
    )


def _told_where(grover: Grover) -> str:
    return plain_text(told_where(grover, lambda _grover, _plek: ""))


# --- chapters ------------------------------------------------------------------------------------------------------
def _chapter(
    stof: Verslagstof, hoofdstuk: Hoofdstukstof, nummer: int, nummers: Numbering, met_noten: MetNoten
) -> Hoofdstuktekst:
    deel, gebied = hoofdstuk.deel, stof.gebied
    blokken = blocks_of(hoofdstuk.stoffen, gebied, stof.jaar, nummers, met_noten)
    for naast in hoofdstuk.vergelijkingen:
        blokken += comparison_blocks(naast, gebied, stof.regio, nummers, met_noten)
    blokken += fixed_blocks(deel.vast, stof, nummers)
    zinnen = [(t.indicator.key, sentence_of(t, gebied, stof.regio)) for t in hoofdstuk.tegels]
    if deel.vast == "vergelijking" and not hoofdstuk.vergelijkingen:
        zinnen.append(("vergelijking", GEEN_CIJFERS))
    wettelijk = WETTELIJK.format(vraag=deel.wettelijk) if deel.wettelijk else ""
    return Hoofdstuktekst(deel.sleutel, nummer, deel.titel, deel.vraag, wettelijk, tuple(zinnen), tuple(blokken))


def sentence_of(tegel: Tegel, gebied: Gebied, regio: Gebied) -> str:
    """What the site says of one figure: how much, since last year, against the region; or why there is none."""
    begrip = words_for(tegel.indicator, tegel.shown.sleutel.teleenheid)
    if tegel.venster:
        zinnen = [describe_window(begrip, gebied, tegel.venster), WAAROM]
    elif tegel.grover:
        zinnen = [f"{capital(_told_where(tegel.grover))}."]
    elif tegel.bereik:
        zinnen = [f"{' '.join(value_texts(tegel))}.", *tile_sentences(tegel, gebied, regio)]
    else:
        eerste = describe_level(begrip, place_name(gebied), stand_of(tegel.cijfer, tegel.noemer))
        zinnen = [eerste, *(zin for zin in tile_sentences(tegel, gebied, regio) if zin != eerste)]
    merk = VERZONNEN if tegel.is_voorbeeld and (tegel.shown.bron or tegel.venster) else ""
    return f"{tegel.indicator.titel}: {merk}{' '.join(filter(None, zinnen))}"


def _local_chapter(lid: Gemeentestof, regio: Gebied, jaar: str, nummer: int, nummers: Numbering) -> Hoofdstuktekst:
    """The chapter of one gemeente in the report of its region."""
    gebied = lid.gebied
    zinnen = tuple((t.indicator.key, sentence_of(t, gebied, regio)) for t in lid.tegels)
    rijen = [_local_row(tegel) for tegel in lid.tegels]
    koppen = ("Onderwerp", "Cijfer", "Per 1.000, en in de regio", "Verschilt het?")
    titel = f"{gebied.naam} in schooljaar {jaar}"
    tabel: Blok = nummers.table(gebied.slug, titel, koppen, rijen, voorbeeld=any(t.is_voorbeeld for t in lid.tegels))
    vraag = f"Hoe staat het in {gebied.naam}?"
    return Hoofdstuktekst(gebied.slug, nummer, gebied.naam, vraag, "", zinnen, (tabel,))


def _local_row(tegel: Tegel) -> Verslagrij:
    kern = key_tile(tegel)
    merk = " (voorbeeld)" if kern.voorbeeld else ""
    eigen = Tabelvak(kern.cijfer, kern.cel, zonder=not tegel.cijfer.is_bekend)
    return Verslagrij(f"{kern.titel}{merk}", (eigen, Tabelvak(kern.verhouding), Tabelvak(kern.oordeel, getal=False)))
