"""What a delivery of werkprocessen speaks about: which gemeenten, in which schooljaren. Elsewhere it says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import NamedTuple

from data.levering.nullen import ALLE, Nul
from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from etl.meldingen import LeveringFout

# A first schooljaar below this share of the usual number is no more than what was carried over from it.
THIN = 0.25
# Nor does it take the place of a schooljaar of which more than twice as many count now.
_SHRUNK = 0.5
# Below so many rows shares say nothing.
SMALL = 20
# Where at least this share of the others ends in the schooljaar it began in, but of so many rows hardly any did, these
# are the ones that ran on.
_USUAL_SHARE, _FEW = 0.2, 10


class Aantal(NamedTuple):
    """Accepted rows that began in a schooljaar; `binnen`: how many of them ended in it."""

    regels: int = 0
    binnen: int = 0


Aantallen = Mapping[tuple[str, str], Aantal]
Gedekt = list[tuple[str, str]]


def speaks_about(
    aantallen: Aantallen,
    gevraagd: tuple[str, str] | None,
    nullen: Collection[Nul],
    telt_nu: Mapping[tuple[str, str], int],
    gebieden: Gebieden,
) -> Gedekt:
    """Return the (gemeente code, schooljaar) that a delivery speaks about, sorted.

    Each gemeente, in the schooljaren in which a row of it begins: of those asked for; else of the unbroken run that
    ends with the last one, without first schooljaren that hold no more than what was carried over. That is judged for
    the whole, per region and per gemeente. A schooljaar without a row is unknown, unless `nullen` says that it is zero.

    telt_nu: (gemeente of today, schooljaar) -> rows that began in it and count now. Raises LeveringFout when no row
    begins in the schooljaren asked for.
    """
    voorkomend = {jaar for _, jaar in aantallen}
    eerste, laatste = gevraagd or last_run(voorkomend)
    reeks = schooljaar.reeks(eerste, laatste)
    if not voorkomend.intersection(reeks):
        raise LeveringFout(
            f"Geen enkel werkproces begint in de schooljaren {eerste} tot en met {laatste}.",
            "Kijk na wat u bij --schooljaren opgaf.",
        )
    binnen = {plek: n for plek, n in aantallen.items() if plek[1] in reeks}
    begin = dict.fromkeys({code for code, _ in binnen}, eerste)
    if not gevraagd:
        for codes in _groups(begin, gebieden):
            vanaf = _first_whole(codes, {p: n for p, n in binnen.items() if p[1] >= begin[p[0]]}, telt_nu, gebieden)
            begin |= {code: max(begin[code], vanaf) for code in codes}
        eerste = min(begin.values())
    gedekt = {(code, jaar) for code, jaar in binnen if jaar >= begin[code]}
    return sorted(gedekt | set(_zeros(nullen, begin, (eerste, laatste), set(aantallen))))


def last_run(jaren: Collection[str]) -> tuple[str, str]:
    """Return first and last of the schooljaren that follow each other without a gap, up to the last one.

    One mistyped year long ago would otherwise bring all the years in between.
    """
    eerste = laatste = max(jaren)
    while schooljaar.vorige(eerste) in jaren:
        eerste = schooljaar.vorige(eerste)
    return eerste, laatste


def _groups(codes: Iterable[str], gebieden: Gebieden) -> list[frozenset[str]]:
    """All codes together, those of each region, and those of each gemeente of today."""
    per: dict[tuple[int, str], set[str]] = defaultdict(set)
    for code in codes:
        per[0, ""].add(code)
        if huidig := gebieden.huidig(code):
            per[1, huidig.regio].add(code)
            per[2, huidig.code].add(code)
    return [frozenset(groep) for _, groep in sorted(per.items())]


def _first_whole(
    codes: frozenset[str], aantallen: Aantallen, telt_nu: Mapping[tuple[str, str], int], gebieden: Gebieden
) -> str:
    """The first schooljaar of a group of codes that holds more than what was carried over from it."""
    per_jaar: dict[str, Aantal] = defaultdict(Aantal)
    for (code, jaar), n in aantallen.items():
        if code in codes:
            per_jaar[jaar] = Aantal(per_jaar[jaar].regels + n.regels, per_jaar[jaar].binnen + n.binnen)
    nu = {huidig.code if (huidig := gebieden.huidig(code)) else code for code in codes}
    jaren = sorted(per_jaar)
    while len(jaren) > 1:
        telt = sum(n for (code, jaar), n in telt_nu.items() if code in nu and jaar == jaren[0])
        if not _is_carried_over(per_jaar[jaren[0]], [per_jaar[jaar] for jaar in jaren[1:]], telt):
            break
        del jaren[0]
    return jaren[0] if jaren else ""


def _is_carried_over(eerste: Aantal, later: list[Aantal], telt_nu: int) -> bool:
    gewoon = median(n.regels for n in later)
    deel = sum(n.binnen for n in later) / sum(n.regels for n in later)
    return (
        (gewoon >= SMALL and eerste.regels < THIN * gewoon)
        or (eerste.regels >= _FEW and deel >= _USUAL_SHARE and eerste.binnen < deel / 10 * eerste.regels)
        or (telt_nu >= SMALL and eerste.regels < _SHRUNK * telt_nu)
    )


def _zeros(
    nullen: Collection[Nul], codes: Iterable[str], reeks: tuple[str, str], met_regels: set[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    """What was said to be zero. Where a row stands it is not."""
    for nul in nullen:
        for code in codes if nul.gemeente == ALLE else [nul.gemeente]:
            for jaar in schooljaar.reeks(*(nul.jaren or reeks)):
                if (code, jaar) not in met_regels:
                    yield code, jaar
