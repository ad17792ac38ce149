"""Holds sentences against the figures beside them, as a reader can: from the text alone, not from how it was made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.statistics.statistics import conditional_test

_GETAL = r"((?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)"
_TOEN = re.compile(
    rf"In \d{{4}}-\d{{4}} (?:was|waren) het er {_GETAL}(?: van de {_GETAL})?(?: \((?:minder dan )?{_GETAL} per 1\.000)?"
)
_TOEN_PROCENT = re.compile(rf"In \d{{4}}-\d{{4}} was het (?:meer dan |minder dan )?{_GETAL}%")
# What is shown as more than 99,9% or less than 0,1% is that, by less than is shown.
_IETS = {"meer dan": 0.05, "minder dan": -0.05}
_RICHTING = re.compile(r"\b(stijging|daling)\b")
# The words for chance: below this "bijna nooit toeval", from there to the next "lijkt".
BIJNA_NOOIT, TOEVALSKANS = 0.002, 0.05
# Where there was nobody, of how many is not said.
NIEMAND = 1
_PLEK = re.compile(
    rf"(ligt|lijkt) (hoger|lager)(?: te liggen)? dan ([^(.]+?) \((meer dan |minder dan )?{_GETAL}(%| per 1\.000)\)"
)


@dataclass(frozen=True)
class Eigen:
    """The figure that stands large: a count out of n jongeren, or a percentage. op_zaken: cases, no jongeren."""

    waarde: float
    n: float | None
    procent: bool = False
    op_zaken: bool = False

    @property
    def per_duizend(self) -> float | None:
        """The rate."""
        return 1000 * self.waarde / self.n if self.n else None


def read_number(tekst: str) -> float:
    """`4.269,5` as a number."""
    return float(tekst.replace(".", "").replace(",", "."))


def faults(tekst: str, eigen: Eigen) -> list[str]:
    """What the sentences under a figure say that the numbers in them and the figure itself do not bear."""
    return [*_change(tekst, eigen), *_position(tekst, eigen)]


def _change(tekst: str, eigen: Eigen) -> list[str]:
    tekst = tekst.replace("kwam dit niet voor", f"waren het er 0{f' van de {NIEMAND}' if eigen.n else ''}")
    gevonden = (_TOEN_PROCENT if eigen.procent else _TOEN).search(tekst)
    slot = tekst[gevonden.end() :] if gevonden else tekst
    woord = _RICHTING.search(slot)
    if woord is None:
        return []
    if gevonden is None:
        return [f"een {woord[1]} zonder het getal van toen: {tekst}"]
    toen, fouten = read_number(gevonden[1]), []
    toen += next((iets for woord, iets in _IETS.items() if eigen.procent and woord in gevonden[0]), 0.0)
    omhoog = woord[1] == "stijging"
    if re.search(r"Per 1\.000 jongeren (?:is|lijkt) dit", slot):
        vroeger = read_number(gevonden[3]) if gevonden[3] else None
        if vroeger is None or eigen.per_duizend is None or (round(eigen.per_duizend, 1) >= vroeger) is not omhoog:
            fouten.append(f"per 1.000 geen {woord[1]}: {tekst}")
    elif not (eigen.waarde > toen if omhoog else eigen.waarde < toen):
        fouten.append(f"geen {woord[1]} van {toen} naar {eigen.waarde}: {tekst}")
    if not eigen.procent and not eigen.op_zaken and eigen.n and gevonden[2] not in (None, str(NIEMAND)):
        kans = conditional_test(round(eigen.waarde), eigen.n, round(toen), read_number(gevonden[2]))
        zin = slot.split("toeval")[0] + "toeval"
        echt, lijkt = "bijna nooit toeval" in zin, f"lijkt een {woord[1]}" in zin or f"lijkt dit een {woord[1]}" in zin
        if echt is not (kans < BIJNA_NOOIT) or lijkt is not (BIJNA_NOOIT <= kans < TOEVALSKANS):
            fouten.append(f"p is {kans:.4f}: {tekst}")
    return fouten


def _position(tekst: str, eigen: Eigen) -> list[str]:
    fouten = []
    for woord, richting, wie, _, getal, maat in _PLEK.findall(tekst):
        ander = read_number(getal)
        zelf = eigen.waarde if maat == "%" else eigen.per_duizend
        if zelf is None or (maat == "%") is not eigen.procent:
            fouten.append(f"niet in dezelfde eenheid: {tekst}")
        elif not (zelf >= ander - 0.06 if richting == "hoger" else zelf <= ander + 0.06):
            fouten.append(f"{zelf} {woord} niet {richting} dan {wie} ({ander}): {tekst}")
    if re.search(r"(hoger|lager)(?: te liggen)? dan (?:de regio|heel )", tekst):
        fouten.append(f"niet met de rest van de regio vergeleken: {tekst}")
    return fouten


def faults_of_parts(tekst: str, delen: list[float], totaal: float | None, *, alles_getoond: bool) -> list[str]:
    """What is said of a figure in its parts. delen: those shown."""
    fouten = []
    grootste = re.search(rf"(?:de grootste|de meeste in [^:]+): {_GETAL}", tekst)
    if grootste and [d for d in delen if d >= read_number(grootste[1])] != [read_number(grootste[1])]:
        fouten.append(f"niet de grootste van {delen}: {tekst}")
    if totaal is not None and (gezegd := re.search(rf"ging het in totaal om {_GETAL}", tekst)):
        if read_number(gezegd[1]) != totaal:
            fouten.append(f"het totaal is {totaal}: {tekst}")
        uitleg = "niet bij elkaar op" in tekst or "De groepen samen zijn" in tekst
        if alles_getoond and sum(delen) != totaal and not uitleg:
            fouten.append(f"{delen} is samen geen {totaal}, en niets zegt waarom: {tekst}")
    return fouten
