"""Words for figures over several schooljaren, and for tables that are told elsewhere: where that is, in a few words."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from components.words.labels import place_name
from components.words.nouns import Begrip, count_noun
from data.cells.cells import CelSleutel
from data.cells.tafels import Vindplaats
from data.publication.figures import Cijfer, Gebied
from data.referentie import schooljaar
from data.referentie.trendbreuken import trendbreuken
from data.registry import vocabulary
from data.views.coarser import Grover

Link = Callable[[Grover, Vindplaats], str]
"""The address of the chart of a table, at one of the places where it is told."""

WAAROM = "Deze aantallen tellen we per drie schooljaren samen, zodat niemand herkend wordt."
GEEN_LIJN = "Daarom is er geen lijn per schooljaar."
NERGENS = "tonen we niet, zodat niemand herkend wordt"
ALLEEN_REGIO = "alleen voor de regio"
ANDERE_ARTIKELEN = (
    "‘Andere artikelen’ zijn {artikelen} samen: apart zijn die zo zeldzaam dat iemand herkend kan worden."
)


def period_name(periode: str) -> str:
    """A schooljaar as it is, a venster with what it is: `2022-2025, drie schooljaren samen`."""
    return f"{periode}, drie schooljaren samen" if schooljaar.is_venster(periode) else periode


def in_period(periode: str) -> str:
    """The start of a sentence: `In schooljaar 2022-2023`, `In 2022-2025 (drie schooljaren samen)`."""
    if schooljaar.is_venster(periode):
        return f"In {periode} (drie schooljaren samen)"
    return f"In schooljaar {periode}"


def describe_window(begrip: Begrip, gebied: Gebied, cijfer: Cijfer) -> str:
    """How much it is over three schooljaren together; nothing of one of them, and no comparison."""
    if cijfer.waarde is None:
        return f"{in_period(cijfer.sleutel.schooljaar)} is dit afgeschermd, zodat niemand herkend wordt."
    einde = " Die zijn nog niet voorbij: dit cijfer is voorlopig." if cijfer.voorlopig else ""
    begin = in_period(cijfer.sleutel.schooljaar)
    if cijfer.waarde == 0:
        return f"{begin} kwam dit niet voor in {place_name(gebied)}.{einde}"
    return f"{begin} ging het in {place_name(gebied)} om {count_noun(cijfer.waarde, begrip)}.{einde}"


def not_in_it(gekozen: Cijfer, jaar: str, volgt_na: str) -> list[str]:
    """What is said of a schooljaar that the figure does not hold."""
    if jaar in schooljaar.jaren_van(gekozen.sleutel.schooljaar):
        return []
    if volgt_na:
        return [f"Schooljaar {jaar} zit er nog niet bij: dat volgt na schooljaar {volgt_na}."]
    return [f"Schooljaar {jaar} zit er niet bij."]


def breaks_within(cel: CelSleutel) -> list[str]:
    """What changed in the counting between the schooljaren that a sum takes together; nothing for one schooljaar."""
    binnen = schooljaar.jaren_van(cel.schooljaar)[1:]
    breuken = (b for b in trendbreuken(cel.indicator, cel.gebied) if b.vanaf_schooljaar in binnen)
    return [f"Vanaf {breuk.vanaf_schooljaar} is anders geteld: {breuk.uitleg}" for breuk in breuken]


def folded_articles(categorieen: set[str]) -> str:
    """Which articles stand together under ‘Andere artikelen’; empty when they do not."""
    if vocabulary.ANDERE_ARTIKELEN not in categorieen:
        return ""
    namen = [vocabulary.SUBSOORTEN["vrijstelling"][artikel].lower() for artikel in vocabulary.ZELDZAME_ARTIKELEN]
    return ANDERE_ARTIKELEN.format(artikelen=f"{', '.join(namen[:-1])} en {namen[-1]}")


def told_where(grover: Grover, link: Link) -> list[str | Component]:
    """In a few words where a table is told instead, with the way there, or from when; no capital, no full stop."""
    if grover.stap == "venster" and not grover.is_here:
        return _own_window(grover, link)
    plek = grover.plek or grover.anders
    if grover.is_here and plek:
        return [html.A(f"{plek.periode} samen", href=link(grover, plek))]
    if plek:
        wanneer = "" if plek.periode == grover.jaar else f", {_when(plek)}"
        return [html.A(f"{ALLEEN_REGIO}{wanneer}", href=link(grover, plek)), *_follows(grover.volgt_na)]
    return [f"{ALLEEN_REGIO}: {_after(grover.volgt_na)}"] if grover.volgt_na else [NERGENS]


def _own_window(grover: Grover, link: Link) -> list[str | Component]:
    """The venster of this schooljaar is not whole: from when it is, and what is told until then."""
    delen: list[str | Component] = []
    if grover.volgt_na:
        delen += [_after(grover.volgt_na)]
    elif not grover.anders:
        delen += ["alleen over drie schooljaren samen, en die zijn er nog niet"]
    if grover.anders:
        naam = _when(grover.anders)
        delen += (
            ["; wel ", html.A(naam, href=link(grover, grover.anders))]
            if delen
            else [html.A(f"alleen {naam}", href=link(grover, grover.anders))]
        )
    if grover.plek:
        delen += ["; ", html.A("wel voor de regio", href=link(grover, grover.plek))]
    return delen


def _when(plek: Vindplaats) -> str:
    return f"over {plek.periode} samen" if schooljaar.is_venster(plek.periode) else f"over {plek.periode}"


def _after(jaar: str) -> str:
    return f"volgt na schooljaar {jaar}"


def _follows(jaar: str) -> list[str | Component]:
    return [f"; {_after(jaar)}"] if jaar else []
