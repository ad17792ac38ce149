"""Computed against published: what we count per figure of a report, and whether, by how much or why not it agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from data.referentie.gebieden import Gebieden
from data.registry.indicators import INDICATOREN, MELDINGEN
from data.reports.published_figures import Publicatiecijfer, mogelijke_aantallen
from etl.afstemming.question import Vraag, gemeenten_in, numerator_of, question_of

Oordeel = Literal["klopt", "verschilt", "niet_vergeleken"]


class Teller(Protocol):
    """Who counts. `etl.afstemming.recount.Hertelling` does so in the internal database."""

    def count(self, vragen: Sequence[Vraag]) -> list[int]:
        """Return the answer to each question."""

    def stand(self, naam: str, gemeenten: Iterable[str], jaar: str) -> int | None:
        """Return a delivered stand, None when it is not known for each gemeente."""

    def coverage(self) -> Mapping[tuple[str, str], bool]:
        """Return the (gemeente, schooljaar) with werkprocessen, and whether the example gave them."""


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One published figure beside ours.

    geteld: in the unit of the figure; None when it was not compared, and then `reden` (Dutch) says why. verschil: ours
    minus the published one. teller, noemer: what a percentage was made of. reden also stands beside a difference that
    the report itself explains. voorbeeld: ours comes from the example.
    """

    cijfer: Publicatiecijfer
    oordeel: Oordeel
    geteld: float | None = None
    teller: int | None = None
    noemer: int | None = None
    reden: str = ""
    voorbeeld: bool = False

    @property
    def verschil(self) -> float | None:
        """Ours minus the published one, as printed."""
        if self.geteld is None or self.cijfer.waarde is None:
            return None
        return round(self.geteld - self.cijfer.waarde, self.cijfer.decimalen)

    @property
    def tegenspraak(self) -> bool:
        """A difference that cannot be mended: the report gives two numbers for one thing, and the other one leads."""
        return self.oordeel == "verschilt" and not self.cijfer.afstembaar


def compare(cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden, teller: Teller) -> list[Vergelijking]:
    """Return one comparison per published figure, in the same order."""
    cijfers = list(cijfers)
    dekking = teller.coverage()
    vragen = {n: vraag for n, cijfer in enumerate(cijfers) if (vraag := _question(cijfer, gebieden, dekking))}
    antwoorden = dict(zip(vragen, teller.count(list(vragen.values())), strict=True))
    uitkomsten = []
    for n, cijfer in enumerate(cijfers):
        if reden := _why_not(cijfer, gebieden, dekking):
            uitkomst = Vergelijking(cijfer, "niet_vergeleken", reden=reden)
        elif _is_stand(cijfer):
            uitkomst = _stand(cijfer, gebieden, teller)
        elif cijfer.is_percentage:
            uitkomst = _percentage(cijfer, gebieden, teller, antwoorden[n])
        else:
            uitkomst = _judge(cijfer, float(antwoorden[n]))
        uitkomsten.append(replace(uitkomst, voorbeeld=_by_example(cijfer, gebieden, dekking)))
    return uitkomsten


Dekking = Mapping[tuple[str, str], bool]


def _is_stand(cijfer: Publicatiecijfer) -> bool:
    ind = INDICATOREN.get(cijfer.indicator)
    return ind is not None and ind.herkomst == "standen"


def _question(cijfer: Publicatiecijfer, gebieden: Gebieden, dekking: Dekking) -> Vraag | None:
    if _why_not(cijfer, gebieden, dekking) or _is_stand(cijfer):
        return None
    return numerator_of(cijfer, gebieden) if cijfer.is_percentage else question_of(cijfer, gebieden)


def _why_not(cijfer: Publicatiecijfer, gebieden: Gebieden, dekking: Dekking) -> str:
    """Why this figure cannot be compared, in one Dutch sentence; empty when it can."""
    gemeenten = gemeenten_in(cijfer.gebied, gebieden)
    is_stand, vraag = _is_stand(cijfer), question_of(cijfer, gebieden) or numerator_of(cijfer, gebieden)
    geleverd = all((code, cijfer.schooljaar) in dekking for code in gemeenten)
    redenen = (
        (cijfer.waarde is None, "Het verslag geeft hier geen getal."),
        (not cijfer.toonbaar, "De lezing van het verslag is onzeker."),
        (cijfer.indicator not in INDICATOREN, "Geen van onze indicatoren telt hetzelfde."),
        (not gemeenten, "Dit gebied bestaat niet alleen uit gemeenten van deze site."),
        (cijfer.teleenheid == MELDINGEN, "Het verslag telt meldingen, een levering werkprocessen."),
        (not is_stand and not vraag, "Dit is uit werkprocessen niet op dezelfde manier te tellen."),
        (not is_stand and not geleverd, "Voor dit gebied en schooljaar zijn geen werkprocessen geleverd."),
    )
    return next((reden for geldt, reden in redenen if geldt), "")


def _by_example(cijfer: Publicatiecijfer, gebieden: Gebieden, dekking: Dekking) -> bool:
    return any(dekking.get((code, cijfer.schooljaar), False) for code in gemeenten_in(cijfer.gebied, gebieden))


def _stand(cijfer: Publicatiecijfer, gebieden: Gebieden, teller: Teller) -> Vergelijking:
    stand = teller.stand(cijfer.indicator, gemeenten_in(cijfer.gebied, gebieden), cijfer.schooljaar)
    if stand is None:
        return Vergelijking(
            cijfer, "niet_vergeleken", reden="Voor dit gebied en schooljaar zijn geen standen geleverd."
        )
    return _judge(cijfer, float(stand))


def _percentage(cijfer: Publicatiecijfer, gebieden: Gebieden, teller: Teller, aantal: int) -> Vergelijking:
    """A percentage agrees when our count is one that the printed percentage can stand for."""
    ind = INDICATOREN[cijfer.indicator]
    noemer = teller.stand(ind.noemer or "", gemeenten_in(cijfer.gebied, gebieden), cijfer.schooljaar)
    if not noemer:
        reden = "Voor dit gebied en schooljaar zijn geen standen geleverd."
        return Vergelijking(cijfer, "niet_vergeleken", reden=reden)
    kan = mogelijke_aantallen(cijfer.waarde or 0.0, noemer, decimalen=cijfer.decimalen, rest=ind.aanvulling)
    deel = 100 * aantal / noemer
    geteld = round(100 - deel if ind.aanvulling else deel, cijfer.decimalen)
    klopt = kan is not None and kan[0] <= aantal <= kan[1]
    return Vergelijking(cijfer, "klopt" if klopt else "verschilt", geteld, aantal, noemer)


def _judge(cijfer: Publicatiecijfer, geteld: float) -> Vergelijking:
    klopt = geteld == cijfer.waarde
    reden = "" if klopt or cijfer.afstembaar else cijfer.toelichting
    return Vergelijking(cijfer, "klopt" if klopt else "verschilt", geteld, reden=reden)
