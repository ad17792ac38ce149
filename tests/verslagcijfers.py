"""Figures of a jaarverslag, taken back out of it and looked up in the files that the site publishes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from components.annual.model import Jaarverslag
from data.cells.cells import CelSleutel
from data.opendata import bestanden
from data.opendata.uitgever import licence
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN

Regel = tuple[str, ...]
# What stands in the place of a number, by the status that the file gives.
ZONDER = {
    "afgeschermd": {"onderdrukt"},
    "niet van toepassing": {"nvt"},
    "in jaarverslag": {"onbekend"},
    "geen cijfer": {"onbekend"},
}
Gepubliceerd = dict[CelSleutel, set[tuple[str, str]]]


def published(beeld: Beeld) -> Gepubliceerd:
    """Status and value of each cell, as cijfers.csv and verslagcijfers.csv give them."""
    gevonden: Gepubliceerd = {}
    uit_verslag: dict[CelSleutel, tuple[Decimal, Decimal]] = {}
    for naam in ("cijfers.csv", "verslagcijfers.csv"):
        tekst = bestanden.make(beeld, naam, licence()).inhoud.decode("utf-8-sig")
        for regel in csv.DictReader(io.StringIO(tekst)):
            cel = CelSleutel(*(regel[veld] for veld in CelSleutel._fields))
            gevonden.setdefault(cel, set()).add((regel["status"], regel["waarde"]))
            _add_derived(gevonden, cel, regel)
            if regel["bronsoort"] == "verslag" and regel["waarde"] and cel.uitsplitsing == "totaal":
                uit_verslag.setdefault(cel, (Decimal(regel["waarde"]), Decimal(regel["noemer"] or 0)))
    _add_regions(gevonden, uit_verslag, [[g.code for g in beeld.gemeenten(r.code)] + [r.code] for r in beeld.regios()])
    return gevonden


def _add_regions(
    gevonden: Gepubliceerd, uit_verslag: dict[CelSleutel, tuple[Decimal, Decimal]], regios: list[list[str]]
) -> None:
    """What a report tells of each gemeente of a region tells the region: a sum, or a weighted percentage."""
    for *leden, regio in regios:
        for cel in {c._replace(gebied=regio) for c in uit_verslag if c.gebied in leden}:
            delen = [uit_verslag[d] for lid in leden if (d := cel._replace(gebied=lid)) in uit_verslag]
            if len(delen) < len(leden):
                continue
            som = sum(waarde for waarde, _ in delen)
            if INDICATOREN[cel.indicator].is_percentage:
                noemer = sum(noemer for _, noemer in delen)
                som = sum(waarde * n for waarde, n in delen) / noemer if noemer else Decimal(0)
            gevonden.setdefault(cel, set()).add(("gepubliceerd", str(som)))


def _add_derived(gevonden: Gepubliceerd, cel: CelSleutel, regel: dict[str, str]) -> None:
    """A percentage of a report that leaves one count open tells that count as well: 99,1% of 1.884 leaves 17."""
    ind = INDICATOREN.get(cel.indicator)
    if ind and ind.teller and regel["bronsoort"] == "verslag" and regel["aantal_laag"] == regel["aantal_hoog"] != "":
        deel = int(regel["aantal_laag"])
        telling = int(regel["noemer"]) - deel if ind.aanvulling else deel
        gevonden.setdefault(cel._replace(indicator=ind.teller), set()).add(("gepubliceerd", str(telling)))


def is_told(tekst: str, gegeven: Iterable[tuple[str, str]]) -> bool:
    """Whether a figure as it is printed is one of those the files give for its cell."""
    kaal = tekst.removesuffix("*")
    if kaal == "onbekend":  # one kind of source does not tell it, which another may
        return True
    if kaal in ZONDER:
        return any(status in ZONDER[kaal] for status, _ in gegeven)
    for grens, waar in (("minder dan ", lambda w, g: 0 < w < g), ("meer dan ", lambda w, g: w > g)):
        if kaal.startswith(grens):
            getal = _number(kaal.removeprefix(grens))
            return any(waarde and waar(Decimal(waarde), getal) for _, waarde in gegeven)
    getal = _number(kaal)
    stap = Decimal(1).scaleb(int(getal.as_tuple().exponent))
    return any(waarde and Decimal(waarde).quantize(stap, ROUND_HALF_UP) == getal for _, waarde in gegeven)


def _number(tekst: str) -> Decimal:
    return Decimal(tekst.removesuffix("%").replace(".", "").replace(",", "."))


def rows_of(verslag: Jaarverslag) -> list[list[Regel]]:
    """What the tables of the content say: per table its heads and rows, as text."""
    return [
        [tabel.koppen, *((rij.hoofd, *(vak.tekst for vak in rij.vakken)) for rij in tabel.rijen)]
        for tabel in verslag.tables()
    ]


def wrong_figures(verslag: Jaarverslag, tabellen: list[list[Regel]], gegeven: Gepubliceerd) -> Iterator[str]:
    """Each figure of these tables, as they came out of a form, that is not what the files give for its cell."""
    for tabel, uit in zip(verslag.tables(), tabellen, strict=True):
        for rij, teksten in zip(tabel.rijen, uit[1:], strict=True):
            for vak, tekst in zip(rij.vakken, teksten[1:], strict=True):
                if vak.cel is not None and not is_told(tekst, gegeven.get(vak.cel, ())):
                    yield f"{verslag.adres} tabel {tabel.nummer}, {rij.hoofd}: {tekst} {vak.cel}"
