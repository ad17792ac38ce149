"""Small multiples: the same figure of several gemeenten over the schooljaren, on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from dash import html

from components.pieces.piece import Stuk, Tabel, origin
from components.svg.drawing import Tekening
from components.svg.panels import Paneel, panels
from components.tables.figure_rows import figure_row
from components.tables.table import Cel, Rij
from components.words.conclusions import TE_WEINIG_JAREN, describe_nothing, describe_three_years
from components.words.figure_text import IN_VERSLAG
from components.words.labels import VORMEN
from components.words.notation import speak_cell
from components.words.nouns import capital, words_for
from components.words.side_by_side_words import measure_text, part_name, value_text
from components.words.sources import how_counted
from data.publication.open_data import plain_number
from data.statistics.statistics import DRIEJAARS_ONDER, MEETJAREN_VOOR_TREND, pool_three_years
from data.views.counts import ComparableCount
from data.views.side_by_side import Naast, Veelvoud
from data.views.side_by_side import Rij as Reeks

ZELFDE_AS = "Alle gemeenten hebben dezelfde as, dus de hoogtes kunt u vergelijken."
SCHOMMELT = (
    "Bij kleine aantallen gaat een lijn vanzelf op en neer. Eén jaar omhoog of omlaag zegt daarom weinig. Wilt u weten "
    "of een verschil toeval is, vergelijk dan twee jaren van één gemeente."
)
BREUK = "Waar een stippellijn staat, kunt u de jaren ervoor en erna niet vergelijken."


def multiples_piece(veelvoud: Veelvoud, naast: Naast, links: Mapping[str, str]) -> Stuk:
    """The panels, the one in focus first. naast: the comparison they belong to. links: the page of each, by code."""
    eigen = naast.sleutel.gebied
    reeksen = sorted(veelvoud.rijen, key=lambda rij: (rij.gebied.code != eigen, rij.gebied.naam))
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    wat = f"{naast.indicator.titel}{part_name(naast)}"
    if not naast.indicator.is_percentage:
        wat = f"{wat}, {measure_text(veelvoud.maat, begrip, naast.noemer)}"
    titel = f"{VORMEN['veelvoud']}: {wat}"
    heeft = any(w is not None for rij in reeksen for w in rij.waarden)
    tellingen = [t for rij in reeksen for t in rij.tellingen]
    return Stuk(
        titel,
        tuple(_sentences(veelvoud, reeksen, eigen))
        if heeft
        else (describe_nothing([t.cijfer.status for t in tellingen]),),
        (how_counted(naast.indicator, naast.soort), *break_notes(reeksen)),
        origin(t.getoond for t in tellingen),
        naast.soort == "voorbeeld",
        _table(veelvoud, reeksen, eigen, titel, links),
        tuple(_csv_rows(veelvoud, reeksen)),
        partial(_draw, veelvoud, reeksen, eigen, naast.soort == "voorbeeld") if heeft else None,
        tuple(t.getoond.sleutel for t in tellingen),
    )


def _sentences(veelvoud: Veelvoud, reeksen: list[Reeks], eigen: str) -> list[str]:
    jaren = veelvoud.jaren
    zinnen = [f"De lijnen lopen van schooljaar {jaren[0]} tot en met {jaren[-1]}. {ZELFDE_AS}"]
    if len(jaren) == 1:
        zinnen = [f"Er zijn alleen cijfers over schooljaar {jaren[0]}. Een lijn door de jaren is er dus nog niet."]
    elif len(jaren) < MEETJAREN_VOOR_TREND:
        zinnen.append(TE_WEINIG_JAREN)
    zinnen += [BREUK] if any(rij.breuken for rij in reeksen) else []
    return [*zinnen, *_three_years(reeksen, eigen), SCHOMMELT]


def _three_years(reeksen: list[Reeks], eigen: str) -> list[str]:
    """The three-year rate of a small gemeente, over whole years that may be compared."""
    reeks = next((rij for rij in reeksen if rij.gebied.code == eigen), None)
    if reeks is None:
        return []
    sinds = max((b.vanaf_schooljaar for b in reeks.breuken), default="")
    jaren = [t for t in reeks.tellingen if t.cijfer.sleutel.schooljaar >= sinds and not t.cijfer.voorlopig][-3:]
    if not jaren or not all(t.is_exact and t.n and t.n < DRIEJAARS_ONDER for t in jaren):
        return []
    samen = pool_three_years([(t.midden, t.n) for t in jaren])
    van, tot = (t.cijfer.sleutel.schooljaar for t in (jaren[0], jaren[-1]))
    return [f"Over {reeks.gebied.naam}. {describe_three_years(van, tot, samen)}"] if samen else []


def break_notes(reeksen: Sequence[Reeks]) -> list[str]:
    """Say from when on which of these count otherwise, and why."""
    breuken = dict.fromkeys(b for rij in reeksen for b in rij.breuken)
    return [f"Trendbreuk vanaf {b.vanaf_schooljaar}: {b.uitleg}" for b in breuken]


def _draw(veelvoud: Veelvoud, reeksen: list[Reeks], eigen: str, voorbeeld: bool, breed: float) -> Tekening:
    waarden = [w for rij in reeksen for w in rij.waarden if w is not None]
    hoog = veelvoud.maat == "procent" and min(waarden) > 50
    laagste = min(waarden) - 0.25 * ((max(waarden) - min(waarden)) or 1) if hoog else 0.0
    return panels(
        [
            Paneel(
                rij.gebied.naam,
                rij.waarden,
                [value_or_reason(veelvoud, t, w) for t, w in zip(rij.tellingen, rij.waarden, strict=True)],
                [veelvoud.jaren.index(j) for j in _cuts(veelvoud, rij)],
                rij.gebied.code == eigen,
            )
            for rij in reeksen
        ],
        veelvoud.jaren,
        veelvoud.hoogste + (0.1 * (veelvoud.hoogste - laagste) if laagste else 0.0),
        breed,
        voorbeeld=voorbeeld,
        laagste=laagste,
        teken="%" if veelvoud.maat == "procent" else "",
    )


def _cuts(veelvoud: Veelvoud, rij: Reeks) -> list[str]:
    """The first schooljaar shown after each break."""
    sneden = (next((j for j in veelvoud.jaren if j >= b.vanaf_schooljaar), "") for b in rij.breuken)
    return [jaar for jaar in dict.fromkeys(sneden) if jaar and jaar != veelvoud.jaren[0]]


def value_or_reason(veelvoud: Veelvoud, telling: ComparableCount, waarde: float | None) -> str:
    """A value in its measure, or the word for why there is none; empty where no source tells anything."""
    if waarde is not None:
        return value_text(waarde, veelvoud.maat, veelvoud.decimalen)
    if telling.cijfer.in_verslag:
        return IN_VERSLAG
    return "" if telling.getoond.bron is None else speak_cell(None, telling.getoond.status)


def _table(veelvoud: Veelvoud, reeksen: list[Reeks], eigen: str, titel: str, links: Mapping[str, str]) -> Tabel:
    rijen = []
    for reeks in reeksen:
        teksten = (value_or_reason(veelvoud, t, w) for t, w in zip(reeks.tellingen, reeks.waarden, strict=True))
        cellen = tuple(Cel(tekst or "geen cijfer", getal=True, zonder=not tekst) for tekst in teksten)
        url = links.get(reeks.gebied.code)
        hoofd = html.A(reeks.gebied.naam, href=url) if url else reeks.gebied.naam
        rijen.append(Rij(hoofd, cellen, eigen=reeks.gebied.code == eigen))
    return Tabel(("Gemeente", *veelvoud.jaren), tuple(rijen), capital(titel))


def _csv_rows(veelvoud: Veelvoud, reeksen: list[Reeks]) -> list[dict[str, str]]:
    return [
        figure_row(t.getoond, rij.gebied, maat=veelvoud.maat, vergelijkwaarde=plain_number(w))
        for rij in reeksen
        for t, w in zip(rij.tellingen, rij.waarden, strict=True)
    ]
