"""What an attacker knows of every possible delivery, written down as unions of finest groups.

The finest werkproces the published figures can tell apart has: a gemeente, a soort, a subsoort, the schooljaar it began
in, and, once ended, the schooljaar it ended in and its afhandeling; and, at its start, an onderwijssoort, a
leeftijdsgroep and a month. The full product is not needed. Three kinds of unknowns say as much about werkprocessen,
because between them every table with the same margins exists (a transport problem without forbidden cells always has a
whole-number solution):

- *flow*, per soort (per subsoort where ends or stocks are told by subsoort) and schooljaar Y: began (S), ended (E),
  runs on at the end (L), open at some time (B), with `B(Y) = L(Y-1) + S(Y) = E(Y) + L(Y)`; E and L also by whether the
  case began in Y itself. Any such flow can be filled with cases, first in first out;
- *outcome*, per soort and schooljaar: E by afhandeling, taking together what no table here tells apart;
- *start*, per soort and schooljaar: S by leeftijdsgroep, by onderwijssoort and by month. Which onderwijssoort goes with
  which age is a transport problem with forbidden cells; it has a solution exactly when, for each set A of
  onderwijssoorten, `S(A) <= S(the ages that A can have)` (Gale, 1957; Hall). Those rows are written out.

Jongeren: every group has a number of distinct ones, with what `stelsel` says of unions. And one jongere gets at most
one year older within a schooljaar, so leeftijdsgroepen that do not touch hold different jongeren: their jongeren add up
to at most those of the whole. Jongeren of a region are distinct ones over its gemeenten, or their sum, as the site
counts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations
from math import ceil, floor

from data.cells.cells import CelSleutel
from data.referentie import schooljaar
from data.referentie.gebieden import LAND
from data.registry.indicators import JONGEREN
from data.registry.vocabulary import SOORTEN, SUBSOORTEN
from etl.aanval.leeftijden import LEEFTIJDEN, NIET_RAKEND, SPANNEN, age, span
from etl.aanval.onderscheid import ALLE_GEEINDIGD, ALLE_GESTART, Onderscheid, Zaken, ended, started, tell_apart
from etl.aanval.openbaar import (
    BEHANDELD,
    EIND,
    KENMERKEN,
    LOPEND,
    MAANDEN,
    START,
    Groep,
    Lezer,
    OnbekendeTabel,
    Openbaar,
    is_person_count,
    years_of,
)
from etl.aanval.stelsel import Stelsel, Tegenspraak
from etl.aanval.uitgaven import write_growth

NIEUW, OUD = "nieuw", "oud"


@dataclass
class OpenbaarStelsel:
    """The system of everything public, and the column of each published cell."""

    stelsel: Stelsel = field(default_factory=Stelsel)
    kolom: dict[CelSleutel, int] = field(default_factory=dict)
    bekend: set[CelSleutel] = field(default_factory=set)
    getoonde_groepen: set[Groep] = field(default_factory=set)


def write_down(openbaar: Openbaar) -> OpenbaarStelsel:
    """Everything an attacker knows, as one system.

    Raises Tegenspraak when a figure cannot be, OnbekendeTabel for a table of which it cannot tell what it counts.
    """
    return _Schrijver(openbaar).write()


class _Schrijver:
    def __init__(self, openbaar: Openbaar) -> None:
        self.openbaar = openbaar
        self.wereld = OpenbaarStelsel()
        self.stelsel = self.wereld.stelsel
        self.cellen = openbaar.counts()
        lezer = Lezer(openbaar.definities, self.cellen)
        self.groep = {cel: lezer.read(cel) for cel in self.cellen}
        self.jongeren_van_meer_soorten = any(
            is_person_count(cel) and g.moment == START and len({z.soort for z in g.zaken}) > 1
            for cel, g in self.groep.items()
        )
        self.per_plek: dict[tuple[str, str], set[Groep]] = defaultdict(set)
        for groep in (*self.groep.values(), *(g for g, _ in self.openbaar.groepen)):
            for jaar in years_of(groep.jaar):
                self.per_plek[groep.gebied, jaar].add(groep._replace(jaar=jaar))
        self.jaren: dict[str, list[str]] = {}
        for gebied, jaar in sorted(self.per_plek):
            for deel in (gebied, *self.below(gebied)):
                self.jaren.setdefault(deel, []).append(jaar)
        self.jaren = {gebied: sorted(set(jaren)) for gebied, jaren in self.jaren.items()}

    def below(self, gebied: str) -> Iterator[str]:
        for deel in self.openbaar.delen_van.get(gebied, ()):
            yield deel
            yield from self.below(deel)

    def write(self) -> OpenbaarStelsel:
        """Gemeenten first, so that a region finds what it is made of."""
        volgorde = sorted(self.jaren, key=lambda g: (g == LAND, g in self.openbaar.delen_van, g))
        per_gebied: dict[str, set[Groep]] = defaultdict(set)
        for (gebied, _), groepen in self.per_plek.items():
            per_gebied[gebied] |= {g._replace(gebied="", jaar="") for g in groepen}
        for gebied in volgorde:
            eigen = per_gebied[gebied].union(*(per_gebied[deel] for deel in self.below(gebied)))
            for jaar in self.jaren[gebied]:
                _Plek(self, gebied, jaar, _told_apart(frozenset(eigen))).write()
        for gebied in volgorde:
            self._sum_of_parts(gebied)
        self._windows()
        self._tables()
        self._values()
        self._ratios()
        self._reports()
        write_growth(self.stelsel, self.openbaar.groei)
        return self.wereld

    def _sum_of_parts(self, gebied: str) -> None:
        """A region is made of its gemeenten, group by group, as far as these are told apart there."""
        delen = self.openbaar.delen_van.get(gebied, ())
        if not delen:
            return
        nummer = self.stelsel.nummer
        for groep in [g for g in nummer if g.gebied == gebied]:
            van_delen = [groep._replace(gebied=deel) for deel in delen]
            if all(g in nummer for g in van_delen):
                self.stelsel.union(groep, van_delen, opgeteld=self.openbaar.opgeteld)

    def _windows(self) -> None:
        """A window of schooljaren is made of them; a stock is not."""
        for groep in sorted({g for g in self.groep.values() if len(years_of(g.jaar)) > 1}, key=repr):
            if groep.moment == LOPEND:
                raise OnbekendeTabel(f"{groep.jaar}: een stand is niet op te tellen over schooljaren")
            self.stelsel.union(groep, (groep._replace(jaar=jaar) for jaar in years_of(groep.jaar)))

    def _tables(self) -> None:
        """The categories of a published table are disjoint and make up its total, with what they leave over."""
        tabellen: dict[CelSleutel, set[Groep]] = defaultdict(set)
        for cel, groep in self.groep.items():
            tabellen[cel._replace(teleenheid="", categorie="")].add(groep)
            self.wereld.getoonde_groepen.add(groep)
        for tabel, groepen in sorted(tabellen.items()):
            totalen = tabellen.get(tabel._replace(uitsplitsing="totaal"), set())
            for totaal in totalen - groepen:
                self._table(totaal, sorted(groepen, key=repr))

    def _table(self, totaal: Groep, delen: list[Groep]) -> None:
        if delen[0].kenmerk:
            rest = [
                totaal._replace(kenmerk=f"{dimensie}={waarde}")
                for dimensie in {d.kenmerk.split("=")[0] for d in delen}
                for waarde in KENMERKEN[dimensie]
            ]
            self.stelsel.union(totaal, rest)
            return
        over = totaal.zaken.difference(*(d.zaken for d in delen))
        self.stelsel.union(totaal, (*delen, *([totaal._replace(zaken=over)] if over else ())))

    def _values(self) -> None:
        for cel, waarde in self.cellen.items():
            groep = self.groep[cel]
            kolom = self.stelsel.p(groep) if is_person_count(cel) else self.stelsel.n(groep)
            self.wereld.kolom[cel] = kolom
            if waarde is not None:
                self.wereld.bekend.add(cel)
                self.stelsel.within(kolom, waarde, waarde)

    def _ratios(self) -> None:
        """A printed percentage of a known number is its numerator, up to the last digit printed (the fourth)."""
        for cel, procent in self.openbaar.getoond.items():
            if cel.indicator not in self.openbaar.verhoudingen:
                continue
            verhouding = self.openbaar.verhoudingen[cel.indicator]
            noemer = self.openbaar.getoond.get(cel._replace(indicator=verhouding.noemer, teleenheid=JONGEREN))
            kolom = self.wereld.kolom.get(cel._replace(indicator=verhouding.teller, teleenheid=JONGEREN))
            if noemer and kolom is not None:
                deel = (100 - procent if verhouding.aanvulling else procent) / 100 * noemer
                speling = 0.5e-6 * noemer + 1e-6
                self.stelsel.within(kolom, ceil(deel - speling), floor(deel + speling))

    def _reports(self) -> None:
        """What reports leave of groups, as far as cases of theirs are told of here at all."""
        for (groep, eenheid), (laag, hoog) in self.openbaar.groepen.items():
            if groep in self.stelsel.nummer:
                kolom = self.stelsel.p(groep) if eenheid == JONGEREN else self.stelsel.n(groep)
                self.stelsel.within(kolom, laag, hoog)


@cache
def _told_apart(groepen: frozenset[Groep]) -> Onderscheid:
    return tell_apart(groepen)


@dataclass
class _Plek:
    """One gebied in one schooljaar."""

    schrijver: _Schrijver
    gebied: str
    jaar: str
    onderscheid: Onderscheid

    def __post_init__(self) -> None:
        self.stelsel = self.schrijver.stelsel
        self.union = self.stelsel.union
        self.is_gemeente = self.gebied not in self.schrijver.openbaar.delen_van

    def group(self, moment: str, zaken: Zaken, kenmerk: str = "") -> Groep:
        return Groep(self.gebied, self.jaar, moment, zaken, kenmerk)

    def write(self) -> None:
        self._kinds(START, ALLE_GESTART, self.onderscheid.gestart_naar_subsoort)
        self._kinds(EIND, ALLE_GEEINDIGD, self.onderscheid.naar_subsoort)
        self._kinds(LOPEND, ALLE_GESTART, self.onderscheid.naar_subsoort)
        self._outcomes()
        self._flow()
        for moment in (START, EIND, LOPEND):
            for zaken in sorted(self.onderscheid.verzamelingen.get(moment, ()), key=sorted):
                self._told(moment, zaken)
        for dimensie in sorted(self.onderscheid.kenmerken):
            self._property(dimensie)
        self._ages_and_schools()

    def _kinds(self, moment: str, alle: Zaken, naar_subsoort: frozenset[str]) -> None:
        """All of them by soort, and a soort by subsoort where that is told."""
        van = started if moment != EIND else ended
        self.union(self.group(moment, alle), (self.group(moment, van(s)) for s in SOORTEN))
        for soort in naar_subsoort:
            delen = (self.group(moment, van(soort, b)) for b in SUBSOORTEN[soort])
            self.union(self.group(moment, van(soort)), delen)

    def _outcomes(self) -> None:
        """What ended, by afhandeling."""
        for soort in SOORTEN:
            klassen = self.onderscheid.klassen[soort]
            self.union(self.group(EIND, ended(soort)), (self.group(EIND, ended(soort, None, k)) for k in klassen))
            if soort in self.onderscheid.naar_subsoort:
                for b in SUBSOORTEN[soort]:
                    delen = (self.group(EIND, ended(soort, b, k)) for k in klassen)
                    self.union(self.group(EIND, ended(soort, b)), delen)
                for k in klassen:
                    delen = (self.group(EIND, ended(soort, b, k)) for b in SUBSOORTEN[soort])
                    self.union(self.group(EIND, ended(soort, None, k)), delen)

    def _flow(self) -> None:
        """`open in Y = open at the end of Y-1 + began in Y = ended in Y + open at the end of Y`."""
        jaren = [self.schrijver.jaren[g][0] for g in (self.gebied, *self.schrijver.below(self.gebied))]
        eerste = self.jaar == min(jaren) and self.schrijver.openbaar.niets_eerder
        takken: list[tuple[Zaken, Zaken]] = [(ALLE_GESTART, ALLE_GEEINDIGD)]
        for soort in SOORTEN:
            takken.append((started(soort), ended(soort)))
            if soort in self.onderscheid.naar_subsoort:
                takken += [(started(soort, b), ended(soort, b)) for b in SUBSOORTEN[soort]]
        for begonnen, geeindigd in takken:
            gestart, eind = self.group(START, begonnen), self.group(EIND, geeindigd)
            loopt, open_ = self.group(LOPEND, begonnen), self.group(BEHANDELD, begonnen)
            liep = loopt._replace(jaar=schooljaar.vorige(self.jaar))
            if eerste:
                self.stelsel.never(liep)
            self.union(open_, (liep, gestart))
            self.union(open_, (eind, loopt))
            if self.is_gemeente:
                nieuw_eind, oud_eind = (eind._replace(kenmerk=k) for k in (NIEUW, OUD))
                nieuw_loopt, oud_loopt = (loopt._replace(kenmerk=k) for k in (NIEUW, OUD))
                self.union(gestart, (nieuw_eind, nieuw_loopt))
                self.union(liep, (oud_eind, oud_loopt))
                self.union(eind, (nieuw_eind, oud_eind))
                self.union(loopt, (nieuw_loopt, oud_loopt))
        if self.is_gemeente:
            self._origin_of_outcomes()

    def _origin_of_outcomes(self) -> None:
        """Where stocks are told by subsoort: what ended some way began in the schooljaar or ran already."""
        for soort in sorted(self.onderscheid.naar_subsoort):
            for wanneer in (NIEUW, OUD):
                delen = [self.group(EIND, ended(soort, b), wanneer) for b in SUBSOORTEN[soort]]
                self.union(self.group(EIND, ended(soort), wanneer), delen)
                for b in (None, *SUBSOORTEN[soort]):
                    delen = [self.group(EIND, ended(soort, b, k), wanneer) for k in self.onderscheid.klassen[soort]]
                    self.union(self.group(EIND, ended(soort, b), wanneer), delen)
            for b in (None, *SUBSOORTEN[soort]):
                for k in self.onderscheid.klassen[soort]:
                    eind = self.group(EIND, ended(soort, b, k))
                    self.union(eind, (eind._replace(kenmerk=NIEUW), eind._replace(kenmerk=OUD)))

    def _told(self, moment: str, zaken: Zaken) -> None:
        """A published set is made of ours, and with the others of ours makes up what it is a part of."""
        delen = self.onderscheid.parts(zaken, moment)
        geheel = self.group(moment, zaken)
        self.union(geheel, (self.group(moment, d) for d in delen))
        soorten = {z.soort for z in zaken}
        if len(delen) > 1:
            van = started if moment != EIND else ended
            boven = frozenset().union(*(van(s) for s in (soorten if len(soorten) == 1 else SOORTEN)))
            rest = self.onderscheid.parts(boven - zaken, moment)
            self.union(self.group(moment, boven), (geheel, *(self.group(moment, d) for d in rest)))

    def _property(self, dimensie: str) -> None:
        """Starts by age, onderwijssoort or month."""
        kenmerken = [f"{dimensie}={waarde}" for waarde in KENMERKEN[dimensie]]
        zaken_start = sorted(self.onderscheid.verzamelingen.get(START, ()), key=sorted)
        samengesteld = [
            z for z in zaken_start if len(self.onderscheid.parts(z, START)) > 1 and len({x.soort for x in z}) > 1
        ]
        alle = dict.fromkeys((ALLE_GESTART, *map(started, SOORTEN), *samengesteld))
        op_leeftijd = dimensie == "leeftijdsgroep" and self.schrijver.openbaar.mogelijk.een_leeftijd
        spannen = SPANNEN if op_leeftijd and self.schrijver.jongeren_van_meer_soorten else ()
        for zaken in alle:
            geheel = self.group(START, zaken)
            self.union(geheel, (geheel._replace(kenmerk=k) for k in kenmerken))
            if op_leeftijd:
                self._no_two_ages(geheel)
            if spannen:
                self._spans_of_ages(geheel)
            if len({z.soort for z in zaken}) > 1:
                for k in (*kenmerken, *spannen):
                    delen = [self.group(START, d, k) for d in self.onderscheid.parts(zaken, START)]
                    self.union(geheel._replace(kenmerk=k), delen)
        for soort in SOORTEN:
            for waarde in KENMERKEN[dimensie]:
                if not self._possible(soort, dimensie, waarde):
                    self.stelsel.never(self.group(START, started(soort), f"{dimensie}={waarde}"))

    def _possible(self, soort: str, dimensie: str, waarde: str) -> bool:
        mogelijk = self.schrijver.openbaar.mogelijk
        if dimensie == "leeftijdsgroep":
            return mogelijk.can_be(soort, waarde)
        if dimensie == "maand":
            tot = self._known_until()
            laatste = tot is not None and schooljaar.begin(self.jaar) <= tot <= schooljaar.einde(self.jaar)
            return not laatste or MAANDEN.index(waarde) <= MAANDEN.index(f"{tot:%m}")
        return any(mogelijk.can_be(soort, groep) for groep in self._ages_of(waarde))

    def _known_until(self) -> date | None:
        """The last day on which a case can have begun. Of a region that of the gemeente that delivered last."""
        gemeenten = [
            g for g in (self.gebied, *self.schrijver.below(self.gebied)) if g not in self.schrijver.openbaar.delen_van
        ]
        dagen = [self.schrijver.openbaar.peildata.get((g, self.jaar)) for g in gemeenten]
        bekend = [dag for dag in dagen if dag is not None]
        return max(bekend) if len(bekend) == len(dagen) else None

    def _ages_of(self, onderwijssoort: str) -> frozenset[str]:
        return self.schrijver.openbaar.mogelijk.onderwijssoort.get(
            onderwijssoort, frozenset(KENMERKEN["leeftijdsgroep"])
        )

    def _no_two_ages(self, geheel: Groep) -> None:
        """Groups of ages that do not touch hold different jongeren."""
        p = self.stelsel.p(geheel)
        for groepen in NIET_RAKEND:
            delen = [self.stelsel.p(geheel._replace(kenmerk=age(g))) for g in groepen]
            self.stelsel.row((p, *delen), (1.0, *[-1.0] * len(delen)), 0, float("inf"))

    def _spans_of_ages(self, geheel: Groep) -> None:
        """Who is in ages that end before some leeftijdsgroep is in none that begins after it."""
        for reeks, waarden in SPANNEN.items():
            self.union(geheel._replace(kenmerk=reeks), (geheel._replace(kenmerk=age(w)) for w in waarden))
        laatste = len(LEEFTIJDEN) - 1
        for van, tussen in combinations(range(laatste), 2):
            spannen = ((van, laatste), (van, tussen - 1), (tussen + 1, laatste))
            kolommen = [self.stelsel.p(geheel._replace(kenmerk=span(*s))) for s in spannen]
            self.stelsel.row(kolommen, (1.0, -1.0, -1.0), 0, float("inf"))

    def _ages_and_schools(self) -> None:
        """Gale and Hall: what goes to these onderwijssoorten is not more than what has an age for them."""
        if not {"leeftijdsgroep", "onderwijssoort"} <= self.onderscheid.kenmerken:
            return
        for soort in SOORTEN:
            leeftijden = frozenset(g for g in KENMERKEN["leeftijdsgroep"] if self._possible(soort, "leeftijdsgroep", g))
            buren = {o: self._ages_of(o) & leeftijden for o in KENMERKEN["onderwijssoort"]}
            verschillend = sorted(set(buren.values()) - {leeftijden}, key=sorted)
            for k in range(1, len(verschillend) + 1):
                for keuze in combinations(verschillend, k):
                    samen = frozenset().union(*keuze)
                    onderwijs = [o for o, van in buren.items() if van <= samen]
                    if samen < leeftijden and onderwijs:
                        self._at_most(soort, onderwijs, sorted(samen))

    def _at_most(self, soort: str, onderwijs: list[str], leeftijden: list[str]) -> None:
        def columns(kenmerken: list[str]) -> list[int]:
            return [self.stelsel.n(self.group(START, started(soort), k)) for k in kenmerken]

        links = columns([f"onderwijssoort={o}" for o in onderwijs])
        rechts = columns([f"leeftijdsgroep={g}" for g in leeftijden])
        self.stelsel.row((*links, *rechts), (*[1.0] * len(links), *[-1.0] * len(rechts)), -float("inf"), 0)


__all__ = ["OpenbaarStelsel", "Tegenspraak", "write_down"]
