"""A publication as a value, from a few lines: for tests of what is worked out from published figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.cells.cells import TOTAAL, CelSleutel, Status
from data.publication.figures import Bron, Cijfer, Gebied, Publicatie
from data.publication.readmodel import Beeld

VERSLAG = Bron("v", "Verslag", "Regio", "verslag")
LEVERING = Bron("l", "Levering", "Regio", "levering")
VOORBEELD = Bron("x", "Voorbeeld", "Site", "voorbeeld")
JAAR = "2022-2023"


def cel(
    indicator: str,
    eenheid: str,
    gebied: str,
    jaar: str = JAAR,
    uitsplitsing: str = TOTAAL,
    categorie: str = TOTAAL,
) -> CelSleutel:
    return CelSleutel(indicator, eenheid, gebied, jaar, uitsplitsing, categorie)


def cijfer(
    sleutel: CelSleutel, waarde: float | None, bron: Bron, status: Status = "gepubliceerd", *, voorlopig: bool = False
) -> Cijfer:
    return Cijfer(sleutel, waarde, status, bron, voorlopig=voorlopig)


def beeld(gemeenten: dict[str, str], cijfers: Iterable[Cijfer], regios: Iterable[str] = ()) -> Beeld:
    """gemeenten: code to the region it lies in; regios: more regions than these, without gemeenten."""
    codes = dict.fromkeys([*gemeenten.values(), *regios])
    gebieden = [Gebied(code, f"Regio {code}", code.lower(), "regio") for code in codes]
    gebieden += [Gebied(code, f"Plaats {code}", code.lower(), "gemeente", regio) for code, regio in gemeenten.items()]
    alle = list(cijfers)
    berekend = {c.sleutel: c for c in alle if c.soort != "verslag"}
    verslag = {c.sleutel: c for c in alle if c.soort == "verslag"}
    op = datetime(2024, 9, 1, 12)  # noqa: DTZ001 - as the publication keeps it
    return Beeld(Publicatie("p", op, voorbeeld=False), tuple(gebieden), berekend, verslag, ())
