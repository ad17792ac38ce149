"""Places over the schooljaren as one picture of lines, with their table, sentences and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from dash import html

from components.pieces.multiples import BREUK, SCHOMMELT, break_notes, value_or_reason
from components.pieces.piece import Stuk, Tabel, origin
from components.svg.drawing import Tekening
from components.svg.lines import Lijnregel, lines
from components.tables.figure_rows import KOLOMMEN, figure_row
from components.tables.table import Cel, Rij
from components.words.conclusions import describe_nothing
from components.words.explore_words import difference, from_to, now_side_by_side, writer
from components.words.labels import VORMEN
from components.words.notation import format_interval
from components.words.nouns import capital, words_for
from components.words.side_by_side_words import GROOTTE, measure_text, part_name
from components.words.sources import how_counted
from data.publication.figures import Gebied
from data.publication.open_data import plain_number
from data.registry.indicators import INDICATOREN
from data.views.explore import Jaren, Lijn
from data.views.side_by_side import Naast


def lines_piece(jaren: Jaren, naast: Naast, regio: Gebied | None, links: Mapping[str, str]) -> Stuk:
    """The lines, the first place on top.

    naast: the comparison they belong to, of `regio` where it is all of one; links: the page of each, by code.
    """
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    wat = f"{naast.indicator.titel}{part_name(naast)}"
    if not naast.indicator.is_percentage:
        wat = f"{wat}, {measure_text(jaren.maat, begrip, naast.noemer)}"
    titel = f"{VORMEN['lijnen']}: {wat}"
    tellingen = [t for lijn in jaren.lijnen for t in lijn.tellingen]
    voorbeeld = naast.soort == "voorbeeld" and any(t.getoond.bron for t in tellingen)
    zinnen = (
        (describe_nothing([t.getoond.status for t in tellingen]),) if jaren.leeg else _sentences(jaren, naast, regio)
    )
    return Stuk(
        capital(titel),
        tuple(zinnen),
        (how_counted(naast.indicator, naast.soort), *break_notes(jaren.veelvoud.rijen)),
        origin(t.getoond for t in tellingen),
        voorbeeld,
        _table(jaren, links, f"{titel}{' (voorbeeld)' if voorbeeld else ''}") if jaren.jaren else None,
        tuple(_rows(jaren)),
        None if jaren.leeg else partial(_draw, jaren, voorbeeld),
        tuple(t.getoond.sleutel for t in tellingen),
    )


def _sentences(jaren: Jaren, naast: Naast, regio: Gebied | None) -> list[str]:
    schrijf = writer(jaren.maat, jaren.veelvoud.decimalen)
    zinnen = [f"{now_side_by_side(jaren, schrijf)} {difference(naast, regio, jaren)}".strip()]
    zinnen += [" ".join(from_to(lijn, jaren, schrijf) for lijn in jaren.lijnen)]
    zinnen += [GROOTTE] if jaren.maat == "aantal" and len(jaren.lijnen) > 1 else []
    zinnen += [BREUK] if any(lijn.sneden for lijn in jaren.lijnen) else []
    return [*zinnen, SCHOMMELT]


def line_text(jaren: Jaren, lijn: Lijn, i: int) -> str:
    """The value of a line in one schooljaar, or the word for why there is none; empty where nobody tells it."""
    if lijn.tellingen:
        return value_or_reason(jaren.veelvoud, lijn.tellingen[i], lijn.waarden[i])
    waarde = lijn.waarden[i]
    return "" if waarde is None else writer(jaren.maat, jaren.veelvoud.decimalen)(waarde)


def _draw(jaren: Jaren, voorbeeld: bool, breed: float) -> Tekening:
    return lines(
        line_rows(jaren), jaren.jaren, breed, voorbeeld=voorbeeld, teken="%" if jaren.maat == "procent" else ""
    )


def line_rows(jaren: Jaren) -> Sequence[Lijnregel]:
    """The lines as they are drawn: those with a value, the first one as the own."""
    return [
        Lijnregel(
            lijn.naam,
            lijn.waarden,
            [line_text(jaren, lijn, i) for i in range(len(jaren.jaren))],
            lijn.sneden,
            eigen=n == 0,
        )
        for n, lijn in enumerate(jaren.lijnen)
        if any(w is not None for w in lijn.waarden)
    ]


def _table(jaren: Jaren, links: Mapping[str, str], bijschrift: str) -> Tabel:
    rijen = []
    for n, lijn in enumerate(jaren.lijnen):
        cellen = tuple(_cell(jaren, lijn, i) for i in range(len(jaren.jaren)))
        url = links.get(lijn.gebied.code) if lijn.gebied else None
        rijen.append(Rij(html.A(lijn.naam, href=url) if url else capital(lijn.naam), cellen, eigen=n == 0))
    return Tabel(("Gebied", *jaren.jaren), tuple(rijen), capital(bijschrift))


def _cell(jaren: Jaren, lijn: Lijn, i: int) -> Cel:
    tekst, rand = line_text(jaren, lijn, i), lijn.intervallen[i]
    if not tekst:
        return Cel("geen cijfer", getal=True, zonder=True)
    return Cel(f"{tekst} ({format_interval(rand)})" if rand else tekst, getal=True, zonder=lijn.waarden[i] is None)


def _rows(jaren: Jaren) -> list[dict[str, str]]:
    rijen = []
    for lijn in jaren.lijnen:
        for i, jaar in enumerate(jaren.jaren):
            rand = lijn.intervallen[i]
            meer = {
                "maat": jaren.maat,
                "vergelijkwaarde": plain_number(lijn.waarden[i]),
                "interval_95_laag": plain_number(rand.laag if rand else None),
                "interval_95_hoog": plain_number(rand.hoog if rand else None),
            }
            if lijn.tellingen:
                telling = lijn.tellingen[i]
                rijen.append(figure_row(telling.getoond, telling.gebied, **meer))
            elif lijn.waarden[i] is not None:
                rijen.append(_derived_row(jaren, lijn, jaar, meer))
    return rijen


def _derived_row(jaren: Jaren, lijn: Lijn, jaar: str, meer: Mapping[str, str]) -> dict[str, str]:
    """A value that no source prints: the published region less the published gemeente."""
    sleutel = jaren.lijnen[0].tellingen[0].getoond.sleutel
    cijfer = jaren.lijnen[0].tellingen[list(jaren.jaren).index(jaar)].getoond
    leeg = dict.fromkeys(KOLOMMEN, "")
    return {
        **leeg,
        "gebied": lijn.naam,
        "indicator": sleutel.indicator,
        "titel": INDICATOREN[sleutel.indicator].titel,
        "teleenheid": sleutel.teleenheid,
        "schooljaar": jaar,
        "uitsplitsing": sleutel.uitsplitsing,
        "categorie": sleutel.categorie,
        "status": "berekend",
        "bron": cijfer.bron.titel if cijfer.bron else "",
        "bronsoort": cijfer.bron.soort if cijfer.bron else "",
        "peildatum": cijfer.peildatum.isoformat() if cijfer.peildatum else "",
        "voorbeeld": "ja" if cijfer.is_voorbeeld else "nee",
        "definitie": "Het cijfer van de regio min dat van de gemeente, gedeeld door hun jongeren.",
        **meer,
    }
