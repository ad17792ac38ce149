"""The slow twin of counting: plain Python over plain rows, written from the definitions and from nothing else.

It shares no code with `etl/tellen.py`, `etl/intern/actief.py`, `data/referentie/gebieden.py` or
`data/cells/tableplan.py`; where they differ, one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Rij = Mapping[str, Any]
Telling = dict[tuple[str, ...], int]

SOORT_INDICATOREN = {
    "absoluut_verzuim": "absoluut_verzuim",
    "relatief_verzuim": "relatief_verzuim",
    "vrijstelling": "vrijstelling_aanvragen",
    "verlof": "verlof",
    "preventie": "preventie",
    "verzuim_18plus": "verzuim_18plus",
    "vsv": "vsv",
    "jikp": "jikp",
    "jib": "jib",
}


ZELDZAAM = ("art_3a", "art_3b", "art_5a_trekkend")
# Their totals always stand per schooljaar; of these, and of a stock, no sum over three years is made.
TEGELS = ("absoluut_verzuim", "relatief_verzuim", "afgehandeld")
VOORRAAD = "vrijstellingen_lopend"
# Of these nobody is told how many jongeren they are about.
ALLEEN_ZAKEN = ("werkprocessen", "verzuim_totaal")


def venster(jaar: str) -> str:
    """The three schooljaren, the first in a year that three divides."""
    begin = int(jaar[:4]) // 3 * 3
    return f"{begin}-{begin + 3}"


def schooljaar(dag: date) -> str:
    """1 August to 31 July."""
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}-{begin + 1}"


def leeftijdsgroep(leeftijd: int) -> str:
    """The five age groups."""
    for grens, naam in ((18, "18+"), (16, "16-17"), (12, "12-15"), (5, "5-11")):
        if leeftijd >= grens:
            return naam
    return "0-4"


def labels(rij: Rij, groepen: Mapping[tuple[str, str], str]) -> Iterable[tuple[str, str, str, str, bool]]:
    """(schooljaar, indicator, uitsplitsing, categorie, only in a region) under which a row counts, start and end."""
    soort, begin = rij["soort"], schooljaar(rij["startdatum"])
    indicator = SOORT_INDICATOREN[soort]
    kenmerken = {
        "onderwijssoort": rij["onderwijssoort"],
        "leeftijdsgroep": leeftijdsgroep(rij["leeftijd_bij_start"]),
        "maand": f"{rij['startdatum'].month:02d}",
    }
    for naam in ("werkprocessen", indicator):
        yield begin, naam, "totaal", "totaal", False
        for kenmerk, waarde in kenmerken.items():
            yield begin, naam, kenmerk, waarde, naam != "werkprocessen" or kenmerk == "maand"
    if soort in ("absoluut_verzuim", "relatief_verzuim"):
        yield begin, "verzuim_totaal", "totaal", "totaal", False
    if soort == "relatief_verzuim":
        yield begin, indicator, "subsoort", rij["subsoort"], False
    if rij["einddatum"]:
        einde, afhandeling = schooljaar(rij["einddatum"]), rij["afhandeling"]
        yield einde, "afgehandeld", "totaal", "totaal", False
        yield einde, "afgehandeld", "afhandelingsgroep", groepen[soort, afhandeling], False
        yield einde, "afgehandeld", "soort", soort, True
        yield einde, "afgehandeld", "soort_afhandeling", f"{soort}:{afhandeling}", True
        besluit = {"proces_verbaal": "processen_verbaal", "halt": "halt", "beschermingstafel": "beschermingstafel"}
        if afhandeling in besluit:
            yield einde, besluit[afhandeling], "totaal", "totaal", False
        if soort == "vrijstelling" and afhandeling == "verleend":
            yield einde, "vrijstellingen_verleend", "totaal", "totaal", False
            yield einde, "vrijstellingen_verleend", "artikel", rij["subsoort"], False
            if rij["subsoort"] in ZELDZAAM:
                yield einde, "vrijstellingen_verleend", "artikel", "andere_artikelen", True


class Teller:
    """Cells with at least one werkproces, and who they are about."""

    def __init__(self, regio_van: Mapping[str, str]) -> None:
        self.regio_van = regio_van
        self.processen: Telling = defaultdict(int)
        self.personen: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)

    def add(
        self, rij: Rij, jaar: str, indicator: str, uitsplitsing: str, categorie: str, alleen_regio: bool = False
    ) -> None:
        """Count a row in its gemeente and region, in the schooljaar and where that is counted in its venster."""
        gemeente = rij["gemeente_code"]
        in_totaal = uitsplitsing == "totaal"
        met_venster = indicator != VOORRAAD and categorie != "andere_artikelen"
        perioden = [jaar, venster(jaar)] if met_venster and not (in_totaal and indicator in TEGELS) else [jaar]
        for gebied in (self.regio_van[gemeente],) if alleen_regio else (gemeente, self.regio_van[gemeente]):
            for periode in perioden:
                self.processen[indicator, "werkprocessen", gebied, periode, uitsplitsing, categorie] += 1
            if in_totaal and indicator not in ALLEEN_ZAKEN:
                wie = rij["persoon"], gemeente  # who moved counts in each gemeente
                self.personen[indicator, "jongeren", gebied, jaar, uitsplitsing, categorie].add(wie)

    def add_stock(self, rij: Rij, jaar: str) -> None:
        """Count a vrijstelling that still runs."""
        self.add(rij, jaar, VOORRAAD, "totaal", "totaal")
        self.add(rij, jaar, VOORRAAD, "artikel", rij["subsoort"])
        if rij["subsoort"] in ZELDZAAM:
            self.add(rij, jaar, VOORRAAD, "artikel", "andere_artikelen", alleen_regio=True)


def count(
    rijen: Iterable[Rij],
    regio_van: Mapping[str, str],
    groepen: Mapping[tuple[str, str], str],
    meetdag: Callable[[str, str], date | None],
    jaren: Iterable[str],
) -> Telling:
    """Every candidate cell with at least one werkproces, vensters too.

    meetdag: (gemeente, schooljaar) -> day on which the stock is taken.
    """
    teller, jaren = Teller(regio_van), list(jaren)
    for rij in rijen:
        for label in labels(rij, groepen):
            teller.add(rij, *label)
        if rij["soort"] == "vrijstelling":
            for jaar in jaren:
                dag = meetdag(rij["gemeente_code"], jaar)
                if dag and rij["startdatum"] <= dag and (not rij["einddatum"] or rij["einddatum"] > dag):
                    teller.add_stock(rij, jaar)
    return {**teller.processen, **{cel: len(wie) for cel, wie in teller.personen.items()}}


# --- which rows count, of several deliveries ---------------------------------------------------------------------


@dataclass(frozen=True)
class Levering:
    """A delivery: number (in the order of loading), peildatum, what it is about, its rows, whether it still counts."""

    nummer: int
    peildatum: date
    over: frozenset[tuple[str, str]]
    rijen: Sequence[Rij] = field(default=())
    telt: bool = True

    @property
    def orde(self) -> tuple[date, int]:
        """What comes later here goes before what comes earlier."""
        return self.peildatum, self.nummer

    def codes(self, jaar: str) -> frozenset[str]:
        """The codes it is about in a schooljaar."""
        return frozenset(code for code, ook in self.over if ook == jaar)


@dataclass(frozen=True)
class Kaart:
    """The gemeenten. nu: code -> gemeente of today. stukken: gemeente of today -> the pieces it is made of.

    spreekt_voor: (code, peildatum, the codes that the delivery is about in that schooljaar) -> the pieces.
    """

    nu: Mapping[str, str]
    stukken: Mapping[str, frozenset[str]]
    spreekt_voor: Callable[[str, date, frozenset[str]], frozenset[str]]


class Gehoor:
    """All deliveries that count, heard together."""

    def __init__(self, leveringen: Iterable[Levering], kaart: Kaart) -> None:
        self.kaart = kaart
        self.spreker: dict[tuple[str, str], Levering] = {}
        tellend = sorted((levering for levering in leveringen if levering.telt), key=lambda levering: levering.orde)
        for levering in tellend:  # who comes later takes the place of who came earlier
            for code, jaar in levering.over:
                for stuk in kaart.spreekt_voor(code, levering.peildatum, levering.codes(jaar)):
                    self.spreker[stuk, jaar] = levering
        self.bekend = {
            (gemeente, jaar)
            for gemeente, stukken in kaart.stukken.items()
            for jaar in {jaar for _, jaar in self.spreker}
            if all((stuk, jaar) in self.spreker for stuk in stukken)
        }
        self.zaken: dict[tuple[str, str], tuple[Levering, Rij]] = {}
        for levering in reversed(tellend):  # the newest word about a case is the one that holds
            for rij in levering.rijen:
                gemeente = kaart.nu.get(rij["gemeente_code"])
                if gemeente and schooljaar(rij["startdatum"]) <= self.laatste(levering, gemeente):
                    self.zaken.setdefault((gemeente, rij["werkproces_id"]), (levering, rij))

    def laatste(self, levering: Levering, gemeente: str) -> str:
        """The last schooljaar of a gemeente that a delivery speaks for; nothing sorts before every schooljaar."""
        jaren = [jaar for ander, jaar in self.bekend if ander == gemeente]
        spreekt = [j for j in jaren for s in self.kaart.stukken[gemeente] if self.spreker[s, j] is levering]
        return max(spreekt, default="")

    def gone(self, levering: Levering, rij: Rij) -> bool:
        """Whether newer deliveries speak for all of the schooljaar it began in, and do not have it."""
        begon = schooljaar(rij["startdatum"])
        stukken = self.kaart.spreekt_voor(rij["gemeente_code"], levering.peildatum, levering.codes(begon))
        sprekers = [self.spreker.get((stuk, begon)) for stuk in stukken]
        return all(spreker is not None and spreker.orde > levering.orde for spreker in sprekers)

    def moved(self, gemeente: str, levering: Levering, rij: Rij) -> bool:
        """Whether a newer delivery that also speaks for this gemeente has it elsewhere."""
        return any(
            elders != gemeente
            and (nummer, later["persoon"]) == (rij["werkproces_id"], rij["persoon"])
            and woord.orde > levering.orde
            and self.laatste(woord, gemeente)
            for (elders, nummer), (woord, later) in self.zaken.items()
        )


def what_counts(leveringen: Iterable[Levering], kaart: Kaart) -> tuple[list[dict[str, Any]], set[tuple[str, str]]]:
    """The rows that count, with the gemeente of today as gemeente_code, and which (gemeente, schooljaar) are known."""
    alles = Gehoor(leveringen, kaart)
    telt = [
        {**rij, "gemeente_code": gemeente}
        for (gemeente, _), (levering, rij) in alles.zaken.items()
        if not alles.gone(levering, rij) and not alles.moved(gemeente, levering, rij)
    ]
    return telt, alles.bekend
