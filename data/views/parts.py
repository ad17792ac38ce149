"""A figure in its parts: in one schooljaar, over the years, and as steps that follow each other.

The parts and their total are always of one kind of source and one teleenheid, and always stand in the same order, so
that places can be laid side by side and the place of a hidden part says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.cells.cells import CelSleutel
from data.cells.tableplan import categorieen
from data.publication.figures import Cijfer, onbekend
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.referentie import schooljaar
from data.referentie.trendbreuken import Trendbreuk, trendbreuken
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, VERLOOP, WERKPROCESSEN, Indicator

# Breakdowns that are put together here, from cells of several indicators.
SOORTEN_VERZUIM = "soorten_verzuim"
STAPPEN = "stappen"


@dataclass(frozen=True, slots=True)
class Onderverdeling:
    """A total and its categories in one schooljaar or venster.

    binnen: only the cases of this soort werkproces, else empty.
    """

    indicator: Indicator
    uitsplitsing: str
    soort: str
    totaal: Cijfer
    delen: tuple[Cijfer, ...]
    binnen: str = ""

    @property
    def periode(self) -> str:
        """The schooljaar or venster it is about."""
        return self.delen[0].sleutel.schooljaar


@dataclass(frozen=True, slots=True)
class Delenverloop:
    """Hold one set of parts over several schooljaren. reeksen: per part its figure in each of the years.

    breuken: where the years before may not be compared with those after.
    """

    laatste: Onderverdeling
    jaren: tuple[str, ...]
    reeksen: tuple[tuple[Cijfer, ...], ...]
    breuken: tuple[Trendbreuk, ...]


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which parts of what, and where. soorten: the kinds of source to look in; liefst: the teleenheid, if any."""

    indicator: Indicator
    gebied: str
    uitsplitsing: str
    binnen: str = ""
    soorten: tuple[str, ...] = SOORTEN_BRON
    liefst: str = ""


def split(beeld: Beeld, vraag: Vraag, jaar: str) -> Onderverdeling | None:
    """The categories of an indicator, from the best kind of source that has them; None when none has.

    Where its table is told per venster, those of the venster that the schooljaar is in.
    """
    if vraag.uitsplitsing == SOORTEN_VERZUIM:
        return _kinds(beeld, vraag, jaar)
    if vraag.uitsplitsing == STAPPEN:
        return _steps(beeld, vraag, jaar)
    for soort in vraag.soorten:
        for eenheid in _units(vraag):
            for periode in _periods(beeld, vraag, eenheid, jaar):
                sleutel = CelSleutel(vraag.indicator.key, eenheid, vraag.gebied, periode)
                if gevonden := _split(beeld, vraag, sleutel, soort):
                    return gevonden
    return None


def _periods(beeld: Beeld, vraag: Vraag, eenheid: str, jaar: str) -> tuple[str, ...]:
    """The schooljaar, and its venster where the table is told per venster; a report may tell the schooljaar itself."""
    if beeld.stap(vraag.indicator.key, vraag.uitsplitsing, eenheid, vraag.gebied) != "venster":
        return (jaar,)
    return (jaar, schooljaar.venster_van(jaar))


def _units(vraag: Vraag) -> tuple[str, ...]:
    """A report may count the parts in another teleenheid than the registry counts the whole."""
    return tuple(dict.fromkeys((*vraag.indicator.eenheden(vraag.liefst), WERKPROCESSEN, JONGEREN, MELDINGEN)))


def _split(beeld: Beeld, vraag: Vraag, sleutel: CelSleutel, soort: str) -> Onderverdeling | None:
    tabel = beeld.uitsplitsing(onbekend(sleutel), vraag.uitsplitsing)
    delen = [c for c in tabel if c.soort == soort and _is_within(c, vraag.binnen)]
    if not delen:
        return None
    if vraag.binnen:
        sleutel = sleutel._replace(uitsplitsing="soort", categorie=vraag.binnen)
    geordend = in_order(vraag.indicator, vraag.uitsplitsing, delen)
    return Onderverdeling(
        vraag.indicator, vraag.uitsplitsing, soort, beeld.van_soort(sleutel, soort), geordend, vraag.binnen
    )


def _is_within(cijfer: Cijfer, binnen: str) -> bool:
    return not binnen or cijfer.sleutel.categorie.startswith(f"{binnen}:")


def in_order(ind: Indicator, uitsplitsing: str, delen: Iterable[Cijfer]) -> tuple[Cijfer, ...]:
    """In the order of the plan of tables; what only reports give stands in that of their codes."""
    gepland = uitsplitsing in (*ind.uitsplitsingen, *ind.regio_uitsplitsingen)
    volgorde = {c: plaats for plaats, c in enumerate(categorieen(ind, uitsplitsing))} if gepland else {}
    return tuple(sorted(delen, key=lambda c: (volgorde.get(c.sleutel.categorie, len(volgorde)), c.sleutel.categorie)))


def _kinds(beeld: Beeld, vraag: Vraag, jaar: str) -> Onderverdeling | None:
    """Absoluut verzuim beside each kind of relatief verzuim, where one source gives both in one teleenheid."""
    relatief = replace(vraag, indicator=INDICATOREN["relatief_verzuim"], uitsplitsing="subsoort")
    for soort in vraag.soorten:
        deel = split(beeld, replace(relatief, soorten=(soort,)), jaar)
        if deel and deel.periode != jaar:
            continue  # absoluut verzuim is told per schooljaar, and beside three of them it would look small
        eenheid = deel.delen[0].sleutel.teleenheid if deel else ""
        absoluut = beeld.van_soort(CelSleutel("absoluut_verzuim", eenheid, vraag.gebied, jaar), soort)
        if deel and absoluut.bron:
            totaal = beeld.van_soort(CelSleutel(vraag.indicator.key, eenheid, vraag.gebied, jaar), soort)
            return Onderverdeling(vraag.indicator, SOORTEN_VERZUIM, soort, totaal, (absoluut, *deel.delen))
    return None


def _steps(beeld: Beeld, vraag: Vraag, jaar: str) -> Onderverdeling | None:
    """From what the administration looked at to who had no school, as one report tells it; None below two steps."""
    cellen = [CelSleutel(key, stap.teleenheid, vraag.gebied, jaar) for key, stap in VERLOOP]
    for soort in vraag.soorten:
        stappen = tuple(beeld.van_soort(cel, soort) for cel in cellen)
        if sum(stap.is_bekend for stap in stappen) > 1:
            return Onderverdeling(vraag.indicator, STAPPEN, soort, onbekend(cellen[0]), stappen)
    return None


def split_years(beeld: Beeld, vraag: Vraag, jaar: str) -> Delenverloop | None:
    """The parts in every schooljaar in which the source of `jaar` tells them; None when that is one year or none.

    None too for parts that are told per venster: there is no line through three years.
    """
    nu = split(beeld, vraag, jaar)
    if nu is None or nu.periode != jaar:
        return None
    eenheid = nu.delen[0].sleutel.teleenheid
    zelfde = replace(vraag, soorten=(nu.soort,), liefst=eenheid)
    per_jaar = {j: split(beeld, zelfde, j) for j in beeld.schooljaren(vraag.gebied)}
    gevonden = {j: d for j, d in per_jaar.items() if d and d.periode == j and d.delen[0].sleutel.teleenheid == eenheid}
    jaren = tuple(gevonden)
    if len(jaren) < 2:
        return None
    breuken = trendbreuken(vraag.indicator.key, vraag.gebied)
    return Delenverloop(
        nu,
        jaren,
        tuple(_over_years(beeld, deel, jaren, nu.soort) for deel in _every_part(vraag, gevonden.values())),
        tuple(b for b in breuken if jaren[0] < b.vanaf_schooljaar <= jaren[-1]),
    )


def _every_part(vraag: Vraag, verdelingen: Iterable[Onderverdeling]) -> Sequence[Cijfer]:
    """One figure for each category that any of the years has."""
    eerste = {deel.sleutel._replace(schooljaar=""): deel for verdeling in verdelingen for deel in verdeling.delen}
    return in_order(vraag.indicator, vraag.uitsplitsing, eerste.values())


def _over_years(beeld: Beeld, deel: Cijfer, jaren: Sequence[str], soort: str) -> tuple[Cijfer, ...]:
    return tuple(beeld.van_soort(deel.sleutel._replace(schooljaar=jaar), soort) for jaar in jaren)
