"""Two figures of the same gemeenten against each other: the picture, the table, and what may be said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from dash import html

from components.pieces.piece import Stuk, Tabel, origin
from components.pieces.side_by_side import axis_sign
from components.svg.drawing import Tekening
from components.svg.scatter import Kruispunt, Maatlat, scatter
from components.tables.figure_rows import figure_row
from components.tables.table import Cel, Rij
from components.words.explore_words import GEEN_LIJN, subject, together
from components.words.labels import VORMEN
from components.words.nouns import capital
from components.words.side_by_side_words import interval_text, value_text, why_not
from components.words.sources import how_counted
from data.publication.open_data import plain_number
from data.views.explore import Tegenover, Tweetal
from data.views.side_by_side import Naast, Plaats

HOE_SAMEN = (
    "De samenhang is die van de volgorde (Spearman): staat een gemeente hoog op het ene, staat zij dan ook hoog op het "
    "andere? Het interval is dat van Bonett en Wright (2000)."
)


def pairs_piece(tegenover: Tegenover, eigen: Collection[str], links: Mapping[str, str]) -> Stuk:
    """The points. eigen: the codes of those the reader chose; links: the page of each gemeente, by code."""
    x, y = tegenover.x, tegenover.y
    titel = f"{VORMEN['samen']}: {_short(x)} en {_short(y)}, {x.sleutel.schooljaar}"
    getoond = [p.telling.getoond for punt in tegenover.punten for p in (punt.x, punt.y)]
    voorbeeld = x.soort == "voorbeeld" and any(cijfer.bron for cijfer in getoond)
    tekenbaar = len(tegenover.compleet) > 1 and not tegenover.zijn_aantallen
    return Stuk(
        titel,
        (*together(tegenover), *([GEEN_LIJN] if tekenbaar else [])),
        (how_counted(x.indicator, x.soort), how_counted(y.indicator, y.soort), HOE_SAMEN),
        origin(getoond),
        voorbeeld,
        _table(tegenover, eigen, links, f"{titel}{' (voorbeeld)' if voorbeeld else ''}"),
        tuple(_row(naast, p) for punt in _all(tegenover) for naast, p in ((x, punt.x), (y, punt.y))),
        partial(_draw, tegenover, eigen, voorbeeld) if tekenbaar else None,
        tuple(cijfer.sleutel for cijfer in getoond),
    )


def _all(tegenover: Tegenover) -> tuple[Tweetal, ...]:
    return (*tegenover.compleet, *tegenover.zonder)


def _short(naast: Naast) -> str:
    return subject(naast).partition(", ")[0]


def _draw(tegenover: Tegenover, eigen: Collection[str], voorbeeld: bool, breed: float) -> Tekening:
    punten = [
        Kruispunt(p.gebied.naam, p.x.waarde or 0.0, p.y.waarde or 0.0, p.gebied.code in eigen)
        for p in tegenover.compleet
    ]
    x, y = (Maatlat(subject(n), axis_sign(n)) for n in (tegenover.x, tegenover.y))
    return scatter(punten, x, y, breed, voorbeeld=voorbeeld)


def _table(tegenover: Tegenover, eigen: Collection[str], links: Mapping[str, str], bijschrift: str) -> Tabel:
    rijen = []
    for punt in _all(tegenover):
        url = links.get(punt.gebied.code)
        hoofd = html.A(punt.gebied.naam, href=url) if url else punt.gebied.naam
        cellen = (_cell(tegenover.x, punt.x), _cell(tegenover.y, punt.y))
        rijen.append(Rij(hoofd, cellen, eigen=punt.gebied.code in eigen))
    koppen = ("Gemeente", capital(subject(tegenover.x)), capital(subject(tegenover.y)))
    return Tabel(koppen, tuple(rijen), bijschrift)


def _cell(naast: Naast, plaats: Plaats) -> Cel:
    if plaats.waarde is None:
        return Cel(why_not(plaats), getal=True, zonder=True)
    return Cel(f"{value_text(plaats.waarde, naast.maat, naast.decimalen)} {interval_text(plaats)}".strip(), getal=True)


def _row(naast: Naast, plaats: Plaats) -> dict[str, str]:
    rand = plaats.interval
    return figure_row(
        plaats.telling.getoond,
        plaats.gebied,
        maat=naast.maat,
        vergelijkwaarde=plain_number(plaats.waarde),
        interval_95_laag=plain_number(rand.laag if rand else None),
        interval_95_hoog=plain_number(rand.hoog if rand else None),
    )
