"""From protected counts to the rows of the public database. Nothing hidden gets a value here, nor does its ratio."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from data.cells.cells import CelSleutel, Status
from data.registry.indicators import INDICATOREN, JONGEREN, Indicator
from etl.tellen import Herkomst, Tellingen


def bron_van(herkomst: Herkomst) -> str:
    """The key of the source of computed figures."""
    return "voorbeeld" if herkomst.voorbeeld else "levering"


def cijfer_rows(tellingen: Tellingen, onderdrukt: Collection[CelSleutel]) -> Iterator[dict[str, Any]]:
    """Every row of the table `cijfer`: counted cells, ratios made of them, and cells that are not known."""
    for cel, telling in tellingen.cellen.items():
        if telling.zichtbaar:
            status: Status = "onderdrukt" if cel in onderdrukt else "gepubliceerd"
            yield _row(tellingen, cel, status, float(telling.waarde) if status == "gepubliceerd" else None)
    for cel in tellingen.onbekend:
        yield _row(tellingen, cel, "onbekend", None)
    for ind in INDICATOREN.values():
        if ind.herkomst == "verhouding":
            yield from _ratio_rows(ind, tellingen, onderdrukt)


def _row(
    tellingen: Tellingen, cel: CelSleutel, status: Status, waarde: float | None, noemer: float | None = None
) -> dict[str, Any]:
    herkomst = tellingen.herkomst_van(cel)
    return {
        **cel._asdict(),
        "waarde": waarde,
        "noemer": noemer,
        "status": status,
        "bron": bron_van(herkomst) if herkomst else "geen",
        "peildatum": herkomst.peildatum if herkomst else None,
        "voorlopig": herkomst.voorlopig(cel.schooljaar) if herkomst else False,
    }


def _ratio_rows(ind: Indicator, tellingen: Tellingen, onderdrukt: Collection[CelSleutel]) -> Iterator[dict[str, Any]]:
    """A percentage per gebied and schooljaar. With a known denominator it is its numerator, so it hides with it.

    Where that numerator is not told, there is no percentage: it would tell it.
    """
    for gebied, jaar in sorted({(c.gebied, c.schooljaar) for c in (*tellingen.cellen, *tellingen.onbekend)}):
        teller, noemer = (CelSleutel(key or "", JONGEREN, gebied, jaar) for key in (ind.teller, ind.noemer))
        if teller not in tellingen.cellen and teller not in tellingen.onbekend:
            continue
        cel = CelSleutel(ind.key, JONGEREN, gebied, jaar)
        status, waarde, n = _ratio(ind, tellingen, onderdrukt, teller, noemer)
        rij = _row(tellingen, teller, status, waarde, n)
        yield {**rij, **cel._asdict()}


def _ratio(
    ind: Indicator, tellingen: Tellingen, onderdrukt: Collection[CelSleutel], teller: CelSleutel, noemer: CelSleutel
) -> tuple[Status, float | None, float | None]:
    cellen = tellingen.cellen
    if teller not in cellen or noemer not in cellen:
        return "onbekend", None, None
    if teller in onderdrukt or noemer in onderdrukt or not (cellen[teller].zichtbaar and cellen[noemer].zichtbaar):
        return "onderdrukt", None, None
    x, n = cellen[teller].waarde, cellen[noemer].waarde
    if n == 0 or x > n:
        return "nvt", None, None
    deel = x / n
    return "gepubliceerd", round(100 * (1 - deel if ind.aanvulling else deel), 4), float(n)
