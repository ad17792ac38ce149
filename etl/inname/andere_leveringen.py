"""A delivery beside the others: where another one speaks, what is not known, what came late. Numbers and names only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from etl.inname.dekking import SMALL, Aantallen, Gedekt
from etl.inname.report import Rapport
from etl.intern.actief import schooljaar_sql
from etl.meldingen import getal

# A gemeente that lost more than this share of its rows has probably lost some on the way.
_LOST = 1 / 3


def count_now(verbinding: Connection) -> dict[tuple[str, str], int]:
    """Per gemeente of today and covered schooljaar the real werkprocessen that began in it and count now."""
    rijen = verbinding.exec_driver_sql(
        "SELECT d.gemeente_code, d.schooljaar, count(a.werkproces_id) FROM actieve_dekking d "
        "LEFT JOIN actief a ON a.gemeente_nu = d.gemeente_code AND a.schooljaar = d.schooljaar "
        "WHERE NOT d.voorbeeld GROUP BY 1, 2"
    )
    return {(code, jaar): aantal for code, jaar, aantal in rijen}


@dataclass(frozen=True, kw_only=True)
class Spreker:
    """Which delivery speaks for a piece of a gemeente in a schooljaar."""

    levering_id: int
    bestand: str
    peildatum: date
    voorbeeld: bool

    def __str__(self) -> str:
        """The same as it is told."""
        return f"levering {self.levering_id} ({self.bestand}, peildatum {self.peildatum:%d-%m-%Y})"


def compare(
    verbinding: Connection,
    rapport: Rapport,
    gebieden: Gebieden,
    aantallen: Aantallen,
    gedekt: Gedekt,
    telt_nu: Mapping[tuple[str, str], int],
) -> list[str]:
    """What a delivery of werkprocessen that is about to be stored changes and does not change, as Dutch sentences.

    gedekt: what it speaks about. telt_nu: as `count_now` gives it.
    """
    sprekers = _speakers(verbinding, echt=not rapport.voorbeeld)
    beeld = _Beeld(rapport, gebieden, aantallen, gedekt, sprekers)
    if rapport.voorbeeld and any(not spreker.voorbeeld for spreker in sprekers.values()):
        return ["er is al een echte levering. Deze voorbeeldlevering telt daarom nergens mee."]
    return [
        *beeld.not_counting(),
        *beeld.outside(),
        *beeld.gaps(),
        *beeld.unknown_pieces(),
        *beeld.losses(telt_nu),
        *_about_older_cases(verbinding, gedekt, beeld.superseded()),
    ]


def years_in_words(jaren: Iterable[str]) -> str:
    """Schooljaren as they are told: those that follow each other as `2020-2021 tot en met 2022-2023`."""
    reeksen: list[list[str]] = []
    for jaar in sorted(jaren):
        if reeksen and schooljaar.volgende(reeksen[-1][-1]) == jaar:
            reeksen[-1].append(jaar)
        else:
            reeksen.append([jaar])
    return ", ".join(reeks[0] if len(reeks) == 1 else f"{reeks[0]} tot en met {reeks[-1]}" for reeks in reeksen)


@dataclass(frozen=True)
class _Beeld:
    """A delivery beside what is there. sprekers: per piece of a gemeente of today and schooljaar who speaks now."""

    rapport: Rapport
    gebieden: Gebieden
    aantallen: Aantallen
    gedekt: Gedekt
    sprekers: Mapping[tuple[str, str], Spreker]

    def not_counting(self) -> Iterator[str]:
        """Where a delivery with a later peildatum speaks, and keeps speaking."""
        elders: dict[Spreker, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for code, jaar in self.gedekt:
            sprekers = [self.sprekers.get((deel, jaar)) for deel in self._pieces(code)]
            later = [s for s in sprekers if s and s.peildatum > self.rapport.peildatum]
            if later and len(later) == len(sprekers):
                elders[later[0]][self._nu(code)].add(jaar)
        for spreker, per_gemeente in sorted(elders.items(), key=lambda paar: paar[0].levering_id):
            per_jaren: dict[str, list[str]] = defaultdict(list)
            for code, jaren in per_gemeente.items():
                per_jaren[years_in_words(jaren)].append(self._naam(code))
            waarvoor = "; ".join(f"{_few(namen)} in {jaren}" for jaren, namen in sorted(per_jaren.items()))
            niets = sum(map(len, per_gemeente.values())) == len({(self._nu(code), jaar) for code, jaar in self.gedekt})
            yield (
                f"deze levering telt {'nergens' if niets else 'niet overal'} mee: voor {waarvoor} telt {spreker}, want "
                f"die heeft een latere peildatum dan {self.rapport.peildatum:%d-%m-%Y}. Klopt die niet, trek die "
                f"levering dan in (`intrekken {spreker.levering_id}`) en laad dat bestand opnieuw met de goede "
                "--peildatum."
            )

    def superseded(self) -> set[tuple[int, str]]:
        """List (levering_id, piece of a gemeente) of what is heard now and will not be any more."""
        over = {(deel, jaar) for code, jaar in self.gedekt for deel in self._pieces(code)}
        blijft, gaat = set[tuple[int, str]](), set[tuple[int, str]]()
        for (deel, jaar), spreker in self.sprekers.items():
            taken = (deel, jaar) in over and spreker.peildatum <= self.rapport.peildatum
            (gaat if taken else blijft).add((spreker.levering_id, deel))
        return gaat - blijft

    def outside(self) -> Iterator[str]:
        """Rows that began in schooljaren that the delivery does not speak about."""
        eerste: dict[str, str] = {}
        for code, jaar in self.gedekt:
            eerste[code] = min(jaar, eerste.get(code, jaar))
        eerder, later = Counter[str](), 0
        for (code, jaar), n in self.aantallen.items():
            if (code, jaar) not in self._plekken:
                if jaar < eerste.get(code, ""):
                    eerder[jaar] += n.regels
                else:
                    later += n.regels
        if eerder:
            yield (
                f"{counted(eerder.total(), 'regel begint', 'regels beginnen')} vóór de schooljaren waar deze levering "
                f"over gaat ({years_in_words(eerder)}). Dat telt mee waar het loopt of eindigt; als gestart alleen "
                "als een andere levering over dat schooljaar gaat. Gaat de export wel over die hele schooljaren, "
                f"laad dan hetzelfde bestand nog eens met --schooljaren {min(eerder)}:{self.rapport.schooljaren[-1]}."
            )
        if later:
            regels = counted(later, "regel begint", "regels beginnen")
            yield f"{regels} na de schooljaren van deze levering en {'telt' if later == 1 else 'tellen'} niet mee."

    def gaps(self) -> Iterator[str]:
        """Schooljaren in which a gemeente of the delivery has no row, one remark for each gemeente."""
        reeks = schooljaar.reeks(self.rapport.schooljaren[0], self.rapport.schooljaren[-1])
        per = self._years()
        for code in self._gemeenten({code for code, _ in self.aantallen}):
            jaren = per.get(code, set())
            weg = [jaar for jaar in reeks if jaar not in jaren]
            if not weg:
                continue
            if not jaren:
                wat = "deze levering gaat er in geen enkel schooljaar over"
            elif weg[-1] < min(jaren):
                wat = f"de regels beginnen pas in {min(jaren)}"
            elif weg[0] > max(jaren):
                wat = f"de regels houden op na {max(jaren)}"
            else:
                wat = "niet elk schooljaar heeft regels"
            anderen = sorted(
                {
                    s.levering_id
                    for jaar in weg
                    for deel in self._pieces(code)
                    if (s := self.sprekers.get((deel, jaar))) is not None
                }
            )
            blijft = f" Daar blijft levering {' en '.join(map(str, anderen))} tellen." if anderen else ""
            yield (
                f"{self._naam(code)}: {wat}. Over {years_in_words(weg)} zegt deze levering niets, ook geen nul."
                f"{blijft} Was het echt nul, laad dan opnieuw met --nul {code}:{weg[0]}:{weg[-1]}."
            )

    def unknown_pieces(self) -> Iterator[str]:
        """Gemeenten that came out of others of which not all was delivered; and what was split."""
        mist: dict[tuple[str, str], set[str]] = defaultdict(set)
        erin = {(deel, jaar) for code, jaar in self.gedekt for deel in self._pieces(code)}
        for code, jaar in {(self._nu(code), jaar) for code, jaar in self.gedekt}:
            nodig = {deel.naam for deel in self.gebieden.delen if deel.huidig == code}
            for deel in nodig:
                if (deel, jaar) not in erin and (deel, jaar) not in self.sprekers:
                    mist[code, deel].add(jaar)
        for (code, deel), jaren in sorted(mist.items()):
            van, _, naar = deel.partition(">")
            wat = f"het deel dat van {self._naam(van)} kwam" if naar else f"{self._naam(van)} ({van})"
            yield (
                f"{self._naam(code)} in {years_in_words(jaren)}: {wat} is niet geleverd, dus de gemeente van nu is dan "
                "onbekend. Een deel telt niet voor het geheel."
            )
        verdeeld = Counter[str]()
        for (code, _), n in self.aantallen.items():
            gemeente = self.gebieden.gemeente(code)
            if gemeente and gemeente.verdeeld_over:
                verdeeld[code] += n.regels
        for code, regels in sorted(verdeeld.items()):
            namen = _few(sorted(self._naam(deel) for deel in self.gebieden.gemeente(code).verdeeld_over))  # type: ignore[union-attr]
            yield (
                f"{counted(regels, 'regel', 'regels')} van {self._naam(code)}, dat is verdeeld over {namen}. Niet te "
                "zeggen is bij welke gemeente van nu dat hoort; het telt nergens mee."
            )

    def losses(self, nu: Mapping[tuple[str, str], int]) -> Iterator[str]:
        """Gemeenten with far fewer rows than count now, or than in the schooljaar before: one remark for each."""
        straks, per = Counter[tuple[str, str]](), self._years()
        for code, jaar in self.gedekt:
            n = self.aantallen.get((code, jaar))
            straks[self._nu(code), jaar] += n.regels if n else 0
        for code in sorted(per):
            minder: list[str] = []
            for jaar in sorted(per[code]):
                was, vorig = nu.get((code, jaar), 0), straks.get((code, schooljaar.vorige(jaar)), 0)
                regels = counted(straks[code, jaar], "regel", "regels")
                heel = schooljaar.einde(jaar) <= self.rapport.peildatum
                if was >= SMALL and straks[code, jaar] < (1 - _LOST) * was:
                    minder.append(f"{jaar} {regels}, waar er nu {getal(was)} tellen")
                elif heel and vorig >= SMALL and straks[code, jaar] < (1 - _LOST) * vorig:
                    minder.append(f"{jaar} {regels}, een jaar eerder {getal(vorig)}")
            if minder:
                yield f"{self._naam(code)} heeft meer dan een derde minder: {'; '.join(minder)}. Is de export volledig?"

    @property
    def _plekken(self) -> set[tuple[str, str]]:
        return set(self.gedekt)

    def _years(self) -> dict[str, set[str]]:
        """The schooljaren that the delivery speaks about, per gemeente of today."""
        per: dict[str, set[str]] = defaultdict(set)
        for code, jaar in self.gedekt:
            per[self._nu(code)].add(jaar)
        return per

    def _gemeenten(self, codes: Iterable[str]) -> list[str]:
        return sorted({huidig.code for code in codes if (huidig := self.gebieden.huidig(code))})

    def _pieces(self, code: str) -> list[str]:
        """What a code speaks for on the peildatum of this delivery."""
        delen = [d.naam for d in self.gebieden.delen if d.code == code and d.vanaf <= self.rapport.peildatum]
        return delen or [code]

    def _nu(self, code: str) -> str:
        huidig = self.gebieden.huidig(code)
        return huidig.code if huidig else code

    def _naam(self, code: str) -> str:
        return self.gebieden.naam(code) if self.gebieden.kent(code) else code


def _speakers(verbinding: Connection, *, echt: bool) -> dict[tuple[str, str], Spreker]:
    rijen = verbinding.exec_driver_sql(
        "SELECT s.deel, s.schooljaar, s.levering_id, l.bestand, s.peildatum, s.voorbeeld "
        "FROM spreekt s JOIN levering l USING (levering_id)"
    )
    gevonden = {
        (deel, jaar): Spreker(levering_id=nummer, bestand=bestand, peildatum=peildatum, voorbeeld=voorbeeld)
        for deel, jaar, nummer, bestand, peildatum, voorbeeld in rijen
    }
    return {plek: spreker for plek, spreker in gevonden.items() if not (echt and spreker.voorbeeld)}


def _few(namen: list[str]) -> str:
    """Names in a sentence: all of a few, else the first ones and how many more."""
    if len(namen) <= 5:
        return ", ".join(sorted(namen))
    return f"{', '.join(sorted(namen)[:3])} en {len(namen) - 3} andere gemeenten"


# How many older cases were known, came late, are left open, and are not heard of any more.
_OLDER_CASES = f"""
    WITH rij AS (
        SELECT werkproces_id, gemeente_code, coalesce(p.nu, gemeente_code) AS nu,
        {schooljaar_sql("startdatum")} AS jaar FROM inname_rijen
        LEFT JOIN _plek p ON p.code = gemeente_code WHERE NOT fout),
    laatste AS (
        SELECT coalesce(p.nu, g.code) AS nu, min(schooljaar) AS eerste, max(schooljaar) AS laatste
        FROM inname_gedekt g LEFT JOIN _plek p USING (code) GROUP BY 1),
    ouder AS (
        SELECT rij.* FROM rij ANTI JOIN inname_gedekt g ON g.code = rij.gemeente_code AND g.schooljaar = rij.jaar
        SEMI JOIN laatste l ON l.nu = rij.nu AND rij.jaar <= l.laatste),
    bekend AS (SELECT gemeente_nu, werkproces_id, einddatum, schooljaar FROM actief WHERE NOT voorbeeld),
    afwezig AS (
        SELECT b.* FROM bekend b JOIN laatste l ON l.nu = b.gemeente_nu AND b.schooljaar < l.eerste
        ANTI JOIN rij ON rij.nu = b.gemeente_nu AND rij.werkproces_id = b.werkproces_id),
    gehoord AS (
        SELECT DISTINCT s.levering_id, s.gemeente_code AS nu FROM spreekt s
        ANTI JOIN inname_voorbij v ON v.levering_id = s.levering_id AND v.deel = s.deel),
    elders AS (
        SELECT DISTINCT w.werkproces_id, h.nu FROM werkproces w LEFT JOIN _plek p ON p.code = w.gemeente_code
        JOIN gehoord h ON h.levering_id = w.levering_id AND h.nu = coalesce(p.nu, w.gemeente_code))
    SELECT
        (SELECT count(*) FROM ouder SEMI JOIN bekend b
         ON b.gemeente_nu = ouder.nu AND b.werkproces_id = ouder.werkproces_id),
        (SELECT count(*) FROM ouder SEMI JOIN actieve_dekking d
         ON d.gemeente_code = ouder.nu AND d.schooljaar = ouder.jaar AND NOT d.voorbeeld
         ANTI JOIN bekend b ON b.gemeente_nu = ouder.nu AND b.werkproces_id = ouder.werkproces_id),
        (SELECT count(*) FROM afwezig a SEMI JOIN elders e
         ON e.nu = a.gemeente_nu AND e.werkproces_id = a.werkproces_id WHERE a.einddatum IS NULL),
        (SELECT count(*) FROM afwezig a ANTI JOIN elders e
         ON e.nu = a.gemeente_nu AND e.werkproces_id = a.werkproces_id)
"""  # noqa: S608  our own constants


def _about_older_cases(
    verbinding: Connection, gedekt: Gedekt, superseded: Collection[tuple[int, str]]
) -> Iterator[str]:
    """Say what happens to cases of schooljaren that another delivery speaks for.

    superseded: levering_id and piece of a gemeente of the deliveries that will speak for nothing there.
    """
    verbinding.exec_driver_sql("CREATE OR REPLACE TEMP TABLE inname_gedekt (code VARCHAR, schooljaar VARCHAR)")
    waarden = ", ".join(f"('{code}', '{jaar}')" for code, jaar in gedekt)
    verbinding.exec_driver_sql(f"INSERT INTO inname_gedekt VALUES {waarden}")  # noqa: S608  codes that were checked
    verbinding.exec_driver_sql("CREATE OR REPLACE TEMP TABLE inname_voorbij (levering_id BIGINT, deel VARCHAR)")
    if superseded:
        paren = ", ".join(f"({int(nummer)}, '{deel}')" for nummer, deel in sorted(superseded))
        verbinding.exec_driver_sql(f"INSERT INTO inname_voorbij VALUES {paren}")  # noqa: S608  codes that were checked
    over, laat, open_, weg = verbinding.exec_driver_sql(_OLDER_CASES).one()
    if over:
        yield (
            f"{counted(over, 'werkproces', 'werkprocessen')} van eerdere schooljaren "
            f"{'stond' if over == 1 else 'stonden'} al in een andere levering. Die met de laatste peildatum geeft "
            "einde en afhandeling, overal waar het telt."
        )
    if laat:
        yield (
            f"{counted(laat, 'werkproces begint', 'werkprocessen beginnen')} in een schooljaar waar een andere "
            "levering over gaat, die daar niets van heeft. Is die ouder, dan is dit later ingevoerd en telt het "
            "helemaal mee, ook als gestart in dat jaar."
        )
    if open_:
        yield (
            f"In deze levering {'staat' if open_ == 1 else 'staan'} niet: "
            f"{counted(open_, 'werkproces', 'werkprocessen')} van eerdere schooljaren, toen nog niet klaar. Dat blijft "
            "lopen. Is het beëindigd, neem het dan mee in de export."
        )
    if weg:
        yield (
            f"{counted(weg, 'werkproces', 'werkprocessen')} van vóór de schooljaren van deze levering "
            f"{'stond' if weg == 1 else 'stonden'} alleen in oudere leveringen die nu in geen enkel schooljaar meer "
            "tellen. Dat telt niet meer mee, ook niet waar het liep of eindigde. Hoort het mee te tellen, neem het "
            "dan op in de export en laad die."
        )
