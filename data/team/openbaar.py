"""What the live publication says of a region: safe figures, for who may not see the region's werkprocessen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Engine, select

from data.cells.cells import TOTAAL
from data.publication.databases import GeenPublicatieError, OnbruikbarePublicatieError, publieke_engine, which
from data.publication.schema_publiek import cijfer

# Per schooljaar and indicator a figure; only what was published of a whole schooljaar.
Gepubliceerd = Mapping[tuple[str, str], int]


def read_region(regio: str, indicatoren: tuple[str, ...], teleenheden: tuple[str, ...]) -> Gepubliceerd:
    """The published totals of a region in whole schooljaren; nothing when nothing is published. Anybody may know them.

    indicatoren, teleenheden: which, in pairs.
    """
    try:
        engine = publieke_engine()
    except (GeenPublicatieError, OnbruikbarePublicatieError):
        return {}
    return _read(engine, which(engine), regio, indicatoren, teleenheden)


@lru_cache(maxsize=64)
def _read(
    engine: Engine, _publicatie: object, regio: str, indicatoren: tuple[str, ...], teleenheden: tuple[str, ...]
) -> Gepubliceerd:
    paren = set(zip(indicatoren, teleenheden, strict=True))
    c = cijfer.c
    query = select(c.schooljaar, c.indicator, c.teleenheid, c.waarde).where(
        c.gebied == regio,
        c.indicator.in_(indicatoren),
        c.uitsplitsing == TOTAAL,
        c.categorie == TOTAAL,
        c.status == "gepubliceerd",
        c.voorlopig.is_(False),
    )
    with engine.connect() as verbinding:
        rijen = verbinding.execute(query).all()
    return {(jaar, ind): int(waarde) for jaar, ind, eenheid, waarde in rijen if (ind, eenheid) in paren}
