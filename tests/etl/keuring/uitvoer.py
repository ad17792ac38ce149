"""What an attacker from outside reads in the exported files, and every relation those files tell of.

Shares no code with the product, on purpose.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

BREEDTE = 5
KLEIN = range(1, 5)
KLEINE_GROEP = 10
PLAFOND = 20_000.0
"""Above this no hidden count is looked for, and nobody has this many werkprocessen in one schooljaar."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Cel(NamedTuple):
    """A line of `cijfers.csv`. `uitgave` tells two publications apart."""

    indicator: str
    teleenheid: str
    gebied: str
    schooljaar: str
    uitsplitsing: str
    categorie: str
    uitgave: int = 0

    @property
    def naam(self) -> str:
        """What `hierarchie.json` calls it."""
        return f"{self.indicator}|{self.uitsplitsing}|{self.categorie}"


@dataclass
class Uitgave:
    """One export: the counts shown, the counts hidden, the ratios shown, and how everything hangs together."""

    getoond: dict[Cel, int]
    verborgen: set[Cel]
    verhoudingen: dict[Cel, float]
    hierarchie: dict[str, Any]


def read_export(map_: Path, uitgave: int = 0) -> Uitgave:
    """Read the two files in a folder."""
    hierarchie = json.loads((map_ / "hierarchie.json").read_text(encoding="utf-8"))
    gelezen = Uitgave({}, set(), {}, hierarchie)
    with (map_ / "cijfers.csv").open(encoding="utf-8", newline="") as invoer:
        for rij in csv.DictReader(invoer):
            cel = Cel._make([*(rij[naam] for naam in Cel._fields[:6]), uitgave])
            if cel.indicator in hierarchie["verhoudingen"]:
                if rij["waarde"]:
                    gelezen.verhoudingen[cel] = float(rij["waarde"])
            elif rij["status"] == "gepubliceerd":
                gelezen.getoond[cel] = int(rij["waarde"])
            elif rij["status"] == "onderdrukt":
                gelezen.verborgen.add(cel)
    return gelezen


# --- what the files tell about each other ------------------------------------------------------------------------


class Regel(NamedTuple):
    """`sum(factor * cell)` is 0 (`gelijk`) or at least 0; plus `vast`, what is already known of it."""

    termen: tuple[tuple[int, Cel], ...]
    gelijk: bool
    vast: float = 0.0


@dataclass
class Kennis:
    """Everything a stranger has. `paren`: (werkprocessen, jongeren). `groepen`: (total, part) that tell a property."""

    bekend: dict[Cel, int] = field(default_factory=dict)
    verborgen: set[Cel] = field(default_factory=set)
    regels: list[Regel] = field(default_factory=list)
    paren: list[tuple[Cel, Cel]] = field(default_factory=list)
    groepen: list[tuple[Cel, Cel]] = field(default_factory=list)

    def add(self, uitgave: Uitgave) -> None:
        """Learn one export."""
        self.bekend |= uitgave.getoond
        self.verborgen |= uitgave.verborgen
        cellen = set(uitgave.getoond) | uitgave.verborgen
        for cel in sorted(cellen | set(_rest_cells(uitgave, cellen))):
            self._learn_place(uitgave, cel, cellen)
            self._learn_pair(cel)
        self._learn_sums(uitgave, cellen)
        self._learn_ratios(uitgave)

    def _learn_sums(self, uitgave: Uitgave, cellen: set[Cel]) -> None:
        wijde = uitgave.hierarchie["gebied"]
        plekken = {(c.gebied, c.schooljaar, c.teleenheid, c.uitgave) for c in cellen}
        namen = {(c.gebied, c.schooljaar, c.teleenheid, c.naam) for c in cellen}
        for gebied, jaar, eenheid, nummer in sorted(plekken):
            niveau = "regio" if gebied in wijde else "gemeente"
            rest = uitgave.hierarchie["restcellen"][niveau]
            for som in uitgave.hierarchie["sommen"][niveau]:
                alle = (som["totaal"], *som["delen"])
                if all((gebied, jaar, eenheid, naam) in namen or naam in rest for naam in alle):
                    totaal, *delen = (Cel(*_split(n, eenheid, gebied, jaar), nummer) for n in alle)
                    self._sum(totaal, delen, exact=eenheid == "werkprocessen")
                    if len(delen) > 1:
                        self.groepen += [(totaal, deel) for deel in delen if totaal in cellen and deel in cellen]

    def _learn_place(self, uitgave: Uitgave, cel: Cel, cellen: set[Cel]) -> None:
        delen = [cel._replace(gebied=deel) for deel in uitgave.hierarchie["gebied"].get(cel.gebied, ())]
        niveau_delen = uitgave.hierarchie["restcellen"]["gemeente"]
        if delen and all(d in cellen or d.naam in niveau_delen for d in delen):
            self._sum(cel, delen, exact=uitgave.hierarchie["gebied_exact"][cel.teleenheid])
        eerste, laatste = (int(deel) for deel in cel.schooljaar.split("-"))
        jaren = [cel._replace(schooljaar=f"{jaar}-{jaar + 1}") for jaar in range(eerste, laatste)]
        if len(jaren) > 1 and all(jaar in cellen for jaar in jaren):
            self._sum(cel, jaren, exact=True)

    def _sum(self, totaal: Cel, delen: Sequence[Cel], *, exact: bool) -> None:
        if exact:
            self.regels.append(Regel(((1, totaal), *((-1, d) for d in delen)), gelijk=True))
            return
        self.regels.append(Regel(((-1, totaal), *((1, d) for d in delen)), gelijk=False))
        self.regels += [Regel(((1, totaal), (-1, d)), gelijk=False) for d in delen]

    def _learn_pair(self, cel: Cel) -> None:
        if cel.teleenheid == "werkprocessen":
            jongeren = cel._replace(teleenheid="jongeren")
            self.paren.append((cel, jongeren))
            self.regels.append(Regel(((1, cel), (-1, jongeren)), gelijk=False))

    def _learn_ratios(self, uitgave: Uitgave) -> None:
        """A percentage with a known denominator encloses its numerator."""
        for cel, procent in uitgave.verhoudingen.items():
            wat = uitgave.hierarchie["verhoudingen"][cel.indicator]
            noemer = self.bekend.get(cel._replace(indicator=wat["noemer"]))
            if noemer:
                deel = (100 - procent if wat["formule"].startswith("100 * (1 -") else procent) / 100 * noemer
                teller = cel._replace(indicator=wat["teller"])
                self.regels.append(Regel(((1, teller),), gelijk=False, vast=-(deel - 1e-4 * noemer)))
                self.regels.append(Regel(((-1, teller),), gelijk=False, vast=deel + 1e-4 * noemer))

    def link(self, eerder: int, later: int) -> None:
        """Assume that a later publication only adds cases: no count of what started in a schooljaar became smaller."""
        alle = set(self.bekend) | self.verborgen
        for cel in sorted(alle):
            straks = cel._replace(uitgave=later)
            if cel.uitgave == eerder and straks in alle and cel.indicator not in _NIET_STIJGEND:
                self.regels.append(Regel(((1, straks), (-1, cel)), gelijk=False))

    def learn_flow(self, uitgave: Uitgave) -> None:
        """What was open and what started, ended or is open: of each soort, in unknowns of the attacker's own.

        The files do not say so, but who knows how the counting works does. What was open before the first schooljaar
        shown, or after a gap, can be any number.
        """
        cellen = set(uitgave.getoond) | uitgave.verborgen
        soort_van, groepen = _kinds(uitgave.hierarchie), _groups(uitgave.hierarchie)
        jaren: dict[tuple[str, int], list[str]] = {}
        for bekende in sorted(cellen):
            if bekende[:2] == ("afgehandeld", "werkprocessen") and bekende.uitsplitsing == "totaal":
                jaren.setdefault((bekende.gebied, bekende.uitgave), []).append(bekende.schooljaar)
        for (gebied, nummer), reeks in jaren.items():
            cel = partial(_named, gebied, nummer)
            for jaar in reeks:
                for groep, soorten in groepen.items():
                    delen = [cel(f"_eind|{groep}|{soort}", jaar) for soort in soorten]
                    self._sum(cel(f"afgehandeld|afhandelingsgroep|{groep}", jaar), delen, exact=True)
                for soort, start in soort_van.items():
                    vorig = (-1, cel(_stock(soort), f"{int(jaar[:4]) - 1}-{jaar[:4]}"))
                    gestart = (-1, cel(f"{start}|totaal|totaal", jaar))
                    klaar = [(1, cel(f"_eind|{g}|{soort}", jaar)) for g, s in groepen.items() if soort in s]
                    self.regels.append(Regel(((1, cel(_stock(soort), jaar)), vorig, gestart, *klaar), gelijk=True))


def _stock(soort: str) -> str:
    """What is open of a soort at the end of a schooljaar; published of one."""
    return "vrijstellingen_lopend|totaal|totaal" if soort == "vrijstelling" else f"_lopend|totaal|{soort}"


def _kinds(hierarchie: Mapping[str, Any]) -> dict[str, str]:
    """Per soort the indicator that counts what started of it."""
    wat = hierarchie["indicatoren"].items()
    return {
        i["soorten"][0]: key for key, i in wat if i["moment"] == "start" and i["soorten"] and len(i["soorten"]) == 1
    }


def _groups(hierarchie: Mapping[str, Any]) -> dict[str, list[str]]:
    """Per afhandelingsgroep the soorten that can end so, from the sums of a region."""
    gevonden: dict[str, set[str]] = {}
    for som in hierarchie["sommen"]["regio"]:
        _, uitsplitsing, groep = som["totaal"].split("|")
        delen = [naam.split("|") for naam in som["delen"]]
        if uitsplitsing == "afhandelingsgroep" and all(deel[1] == "soort_afhandeling" for deel in delen):
            gevonden.setdefault(groep, set()).update(deel[2].split(":")[0] for deel in delen)
    return {groep: sorted(soorten) for groep, soorten in gevonden.items()}


# What may well go down when cases come in late or end late.
_NIET_STIJGEND = frozenset({"vrijstellingen_lopend", "jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen"})


def _named(gebied: str, nummer: int, naam: str, jaar: str) -> Cel:
    return Cel(*_split(naam, "werkprocessen", gebied, jaar), nummer)


def _split(naam: str, eenheid: str, gebied: str, jaar: str) -> tuple[str, str, str, str, str, str]:
    indicator, uitsplitsing, categorie = naam.split("|")
    return indicator, eenheid, gebied, jaar, uitsplitsing, categorie


def _rest_cells(uitgave: Uitgave, cellen: set[Cel]) -> Iterator[Cel]:
    plekken = {(c.gebied, c.schooljaar, c.teleenheid, c.uitgave) for c in cellen if c.indicator == "werkprocessen"}
    for gebied, jaar, eenheid, nummer in plekken:
        niveau = "regio" if gebied in uitgave.hierarchie["gebied"] else "gemeente"
        for naam in uitgave.hierarchie["restcellen"][niveau]:
            yield Cel(*_split(naam, eenheid, gebied, jaar), nummer)


# --- the attack --------------------------------------------------------------------------------------------------
