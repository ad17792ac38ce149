"""A choice from the table: by indicator, gebied, schooljaar, teleenheid, uitsplitsing and kind of source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from data.opendata.kolommen import BRONSOORTEN
from data.opendata.tabel import Item, all_items
from data.publication.readmodel import Beeld
from data.referentie.gebieden import slugify
from data.registry.breakdowns import UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, WERKPROCESSEN
from data.registry.vocabulary import TOTAAL

FILTERS = ("indicator", "gebied", "schooljaar", "teleenheid", "uitsplitsing", "bron")
# More than these at once nobody means.
MEESTE_WAARDEN = 50


class OngeldigError(ValueError):
    """A choice of what does not exist. naam: of the parameter; reden: in Dutch, with what may stand there."""

    def __init__(self, naam: str, reden: str) -> None:
        super().__init__(f"{naam}: {reden}")
        self.naam, self.reden = naam, reden


@lru_cache(maxsize=4)
def allowed(beeld: Beeld) -> Mapping[str, tuple[str, ...]]:
    """Return what may stand in each filter, for this publication."""
    perioden = sorted({item.get("schooljaar") for item in all_items(beeld)})
    return {
        "indicator": tuple(INDICATOREN),
        "gebied": tuple(beeld.gebieden),
        "schooljaar": tuple(perioden),
        "teleenheid": (WERKPROCESSEN, JONGEREN, MELDINGEN),
        "uitsplitsing": (TOTAAL, *UITSPLITSINGEN),
        "bron": BRONSOORTEN,
    }


def read_filters(beeld: Beeld, gevraagd: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Read the filters; a gebied may be named by code or by slug. OngeldigError for what does not exist."""
    gelezen = {}
    for naam in FILTERS:
        waarden = [deel for waarde in gevraagd.get(naam, ()) for deel in waarde.split(",")]
        if len(waarden) > MEESTE_WAARDEN:
            raise OngeldigError(naam, f"hier mogen hooguit {MEESTE_WAARDEN} waarden staan.")
        if waarden:
            gelezen[naam] = frozenset(_known(beeld, naam, waarde.strip()) for waarde in waarden)
    return gelezen


def _known(beeld: Beeld, naam: str, waarde: str) -> str:
    mag = allowed(beeld)[naam]
    if naam == "gebied" and waarde not in mag:
        gebied = beeld.gebied_van_slug(waarde) if slugify(waarde) else None
        waarde = gebied.code if gebied else waarde
    if waarde in mag:
        return waarde
    waar = " Zie /gebieden voor hun namen." if naam == "gebied" else ""
    raise OngeldigError(naam, f"deze waarde bestaat niet. Hier mag staan: {', '.join(mag)}.{waar}")


@lru_cache(maxsize=64)
def _chosen(beeld: Beeld, filters: frozenset[tuple[str, frozenset[str]]]) -> tuple[Item, ...]:
    items = all_items(beeld)
    for naam, waarden in sorted(filters, key=lambda filter_: filter_[0]):
        items = tuple(item for item in items if item.get(naam) in waarden)
    return items


def choose(beeld: Beeld, filters: Mapping[str, frozenset[str]]) -> tuple[Item, ...]:
    """Return the figures that all filters let through, in the order of the table."""
    return _chosen(beeld, frozenset(filters.items()))


def file_name(beeld: Beeld, filters: Mapping[str, frozenset[str]]) -> str:
    """Name a file after place, year and subject, without an ending."""
    plaatsen = sorted(beeld.gebieden[code].slug for code in filters.get("gebied", ()))
    perioden = sorted(filters.get("schooljaar") or allowed(beeld)["schooljaar"])
    onderwerpen = sorted(filters.get("indicator", ()))
    delen = (
        "-en-".join(plaatsen)
        if 0 < len(plaatsen) < 3
        else f"{len(plaatsen)}-gebieden"
        if plaatsen
        else "alle-gebieden",
        perioden[0] if len(perioden) == 1 else f"{perioden[0][:4]}-tot-{perioden[-1][-4:]}" if perioden else "",
        *(onderwerpen if 0 < len(onderwerpen) < 3 else [f"{len(onderwerpen)}-onderwerpen"] if onderwerpen else []),
        *(min(w) for naam in ("teleenheid", "uitsplitsing", "bron") if len(w := filters.get(naam, frozenset())) == 1),
    )
    return "-".join(deel.replace("_", "-") for deel in delen if deel)
