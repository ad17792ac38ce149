"""The outcome of `afstemmen`, told to a person or to a machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from data.reports.published_figures import Publicatiecijfer
from etl.afstemming.compare import Oordeel, Vergelijking
from etl.meldingen import getal

_KOPPEN: dict[Oordeel, str] = {
    "verschilt": "Verschilt",
    "klopt": "Klopt",
    "niet_vergeleken": "Niet te vergelijken",
}


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """The outcome for a region with its gemeenten. tegenspraak: the differences that lie in the report itself."""

    regio: str
    naam: str
    klopt: int
    verschilt: int
    tegenspraak: int
    niet_vergeleken: int
    voorbeeld: bool

    def in_words(self) -> str:
        """One line."""
        delen = f"{counted(self.klopt, 'klopt', 'kloppen')}, {counted(self.verschilt, 'verschilt', 'verschillen')}"
        if self.tegenspraak:
            delen += f" (waarvan {getal(self.tegenspraak)} doordat het verslag zichzelf tegenspreekt)"
        herkomst = " Onze cijfers komen uit het voorbeeld." if self.voorbeeld else ""
        return f"{self.naam}: {delen}, {getal(self.niet_vergeleken)} niet te vergelijken.{herkomst}"


def summarise(vergelijkingen: Iterable[Vergelijking], gebieden: Gebieden) -> list[Samenvatting]:
    """Return one summary per region, in the order of the reference file."""
    per_regio: dict[str, list[Vergelijking]] = {regio.code: [] for regio in gebieden.alle_regios}
    for vergelijking in vergelijkingen:
        per_regio[_region(vergelijking.cijfer.gebied, gebieden)].append(vergelijking)
    return [_summary(code, gebieden.naam(code), delen) for code, delen in per_regio.items() if delen]


def _region(gebied: str, gebieden: Gebieden) -> str:
    gemeente = gebieden.huidig(gebied)
    return gemeente.regio if gemeente else gebied


def _summary(code: str, naam: str, vergelijkingen: Sequence[Vergelijking]) -> Samenvatting:
    aantal = Counter(v.oordeel for v in vergelijkingen)
    vergeleken = [v for v in vergelijkingen if v.oordeel != "niet_vergeleken"]
    return Samenvatting(
        code,
        naam,
        aantal["klopt"],
        aantal["verschilt"],
        sum(v.tegenspraak for v in vergelijkingen),
        aantal["niet_vergeleken"],
        any(v.voorbeeld for v in vergeleken),
    )


def report(vergelijkingen: Sequence[Vergelijking], gebieden: Gebieden) -> Iterator[str]:
    """Yield the lines of the report: per gebied and schooljaar what differs, what agrees, what has no counterpart."""
    volgorde = [regio.code for regio in gebieden.alle_regios] + [gemeente.code for gemeente in gebieden.gemeenten]
    gesorteerd = sorted(vergelijkingen, key=lambda v: (volgorde.index(v.cijfer.gebied), v.cijfer.schooljaar))
    for (gebied, jaar), groep in groupby(gesorteerd, key=lambda v: (v.cijfer.gebied, v.cijfer.schooljaar)):
        yield f"\n{gebieden.naam(gebied)}, schooljaar {jaar}"
        delen = list(groep)
        for oordeel, kop in _KOPPEN.items():
            hier = [v for v in delen if v.oordeel == oordeel]
            if hier:
                yield f"  {kop}:"
                yield from _reasons(hier) if oordeel == "niet_vergeleken" else map(_line, hier)
    yield "\nSamenvatting"
    yield from (f"  {samenvatting.in_words()}" for samenvatting in summarise(vergelijkingen, gebieden))


def _reasons(vergelijkingen: Iterable[Vergelijking]) -> Iterator[str]:
    """Per reason the figures that could not be compared."""
    per_reden: dict[str, list[str]] = {}
    for vergelijking in vergelijkingen:
        cijfer = vergelijking.cijfer
        per_reden.setdefault(vergelijking.reden, []).append(f"{cijfer.wat} {_number(cijfer.waarde, cijfer)}")
    for reden, cijfers in per_reden.items():
        yield f"    - {reden}"
        yield f"      In het verslag: {'; '.join(cijfers)}."


def _line(vergelijking: Vergelijking) -> str:
    cijfer, verschil = vergelijking.cijfer, vergelijking.verschil or 0
    geteld = _number(vergelijking.geteld, cijfer)
    if vergelijking.teller is not None and vergelijking.noemer is not None:
        geteld += f" ({getal(vergelijking.teller)} van {getal(vergelijking.noemer)})"
    if vergelijking.oordeel == "klopt":
        return f"    - {cijfer.wat}: {geteld}"
    hoeveel = f"{_number(abs(verschil), cijfer)} {'meer' if verschil > 0 else 'minder'}"
    regel = f"    - {cijfer.wat}: verslag {_number(cijfer.waarde, cijfer)}, geteld {geteld}: {hoeveel}."
    return f"{regel} {vergelijking.reden}".rstrip()


def _number(waarde: float | None, cijfer: Publicatiecijfer) -> str:
    if waarde is None:
        return "(geen getal)"
    if not cijfer.is_percentage:
        return getal(int(waarde))
    return f"{waarde:.{cijfer.decimalen}f}%".replace(".", ",")


def as_json(vergelijkingen: Iterable[Vergelijking], gebieden: Gebieden) -> dict[str, Any]:
    """The same for a machine."""
    lijst = list(vergelijkingen)
    velden = ("regio", "naam", "klopt", "verschilt", "tegenspraak", "niet_vergeleken", "voorbeeld")
    return {
        "samenvatting": [{veld: getattr(s, veld) for veld in velden} for s in summarise(lijst, gebieden)],
        "cijfers": [_record(vergelijking) for vergelijking in lijst],
    }


def _record(vergelijking: Vergelijking) -> dict[str, Any]:
    cijfer = vergelijking.cijfer
    velden = ("nummer", "bron", "gebied", "schooljaar", "wat", "indicator", "teleenheid", "uitsplitsing", "categorie")
    return {
        **{veld: getattr(cijfer, veld) for veld in velden},
        "gepubliceerd": cijfer.waarde,
        "geteld": vergelijking.geteld,
        "teller": vergelijking.teller,
        "noemer": vergelijking.noemer,
        "verschil": vergelijking.verschil,
        "oordeel": vergelijking.oordeel,
        "tegenspraak": vergelijking.tegenspraak,
        "reden": vergelijking.reden,
        "voorbeeld": vergelijking.voorbeeld,
    }
