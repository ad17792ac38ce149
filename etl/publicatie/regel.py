"""The rule of two editions: of a schooljaar a voorlopige and a definitieve one; a further one only when asked for.

Each edition gives a reader something to subtract the others from, so each costs figures that must be hidden for good.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from data.publication.databases import OnbruikbarePublicatieError, open_publicatie
from data.publication.readmodel import read_beeld
from data.referentie.gebieden import Gebieden
from data.registry.indicators import WERKPROCESSEN
from etl.meldingen import PublicatieFout
from etl.publicatie import bestanden, logboek, staand
from etl.publicatie.logboek import Schooljaaruitgave
from etl.tellen import Tellingen

UITGAVEN = 2
"""So many editions a schooljaar gets by itself."""
OPTIE = "--nog-een-uitgave"
_NOEMEN = 3


def beyond(
    uitgaven: Mapping[tuple[str, str], Schooljaaruitgave], nieuw: Collection[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """The new editions (gebied, schooljaar) that are more than a schooljaar gets by itself."""
    return frozenset(plek for plek in nieuw if uitgaven[plek].nummer > UITGAVEN)


def in_words(plekken: Collection[tuple[str, str]], gebieden: Gebieden) -> str:
    """The schooljaren and regions of these places, the first few by name."""
    regio = {r.code: r for r in gebieden.regios}
    samen = sorted({(jaar, (regio.get(g) or gebieden.regio_van(g)).naam) for g, jaar in plekken})
    namen = [f"{jaar} van {naam}" for jaar, naam in samen[:_NOEMEN]]
    rest = f" en {len(samen) - _NOEMEN} andere" if len(samen) > _NOEMEN else ""
    return ", ".join(namen) + rest


def refuse(plekken: Collection[tuple[str, str]], gebieden: Gebieden) -> PublicatieFout:
    """What to say when these are further editions and nobody asked for them."""
    return PublicatieFout(
        f"Van schooljaar {in_words(plekken, gebieden)} zijn al een voorlopige en een definitieve uitgave verschenen. "
        "Wie uitgaven naast elkaar legt, kan verschillen uitrekenen; daarom kost elke verdere uitgave cijfers die "
        "voortaan afgeschermd blijven.",
        "Er is niets gepubliceerd; wat te zien is, blijft staan. Kijk eerst wat het kost met 'python -m etl proef', en "
        f"publiceer dan met 'python -m etl publiceren {OPTIE}'.",
    )


def rows(
    uitgaven: Mapping[tuple[str, str], Schooljaaruitgave], tellingen: Tellingen, blijven: Collection[str]
) -> list[dict[str, Any]]:
    """The editions as rows of the public database, of what was delivered. blijven: regions that stay as they were."""
    return [
        {
            "gebied": gebied,
            "schooljaar": jaar,
            **u._asdict(),
            "voorbij": not herkomst.voorlopig(jaar),
            "niet_vernieuwd_sinds": herkomst.peildatum if tellingen.regio_van.get(gebied, gebied) in blijven else None,
        }
        for (gebied, jaar), u in sorted(uitgaven.items())
        if (herkomst := tellingen.herkomst.get((WERKPROCESSEN, gebied, jaar)))
    ]


def find_again(verbinding: Connection, vingerafdruk: str) -> Path | None:
    """The file of the publication that was made last, when it tells the same and can be read; else None."""
    laatste = logboek.last_publication(verbinding)
    for bestand in bestanden.kept_files():
        if laatste and bestand.stem.endswith(laatste):
            try:
                read_beeld(open_publicatie(str(bestand)))  # whole: damage may lie anywhere in it
                return bestand if staand.read_head(bestand)[1] == vingerafdruk else None
            except OnbruikbarePublicatieError:
                return None
    return None


def look_at_clock(verbinding: Connection, melder: Callable[[str], None]) -> None:
    """Say so when the clock was set back: publications keep their order, but readers would see a wrong date."""
    vorige = logboek.last_moment(verbinding)
    if vorige and vorige > datetime.now(UTC).replace(tzinfo=None):
        melder(
            f"Let op: volgens de klok van deze computer is het vroeger dan toen er voor het laatst is gepubliceerd "
            f"({vorige:%d-%m-%Y}). De volgorde klopt, maar op de site komt de datum van deze klok. Kijk hem na."
        )
