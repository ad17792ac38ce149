"""What a team answered to a signal: who saw it, what caused it. An answered signal comes back only when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from data.referentie import schooljaar
from data.statistics.season import AFSTAND
from data.team.bevoegd import Bevoegd
from data.team.bewaren import change_file, read_file
from data.team.signalen import Aandacht, Seizoenkaart
from data.team.vrije_tekst import HerkenbaarError, refuse_recognisable

OORZAKEN: Mapping[str, str] = {
    "echt": "Er is echt meer of minder aan de hand",
    "eenmalig": "Iets eenmaligs",
    "levering": "De levering klopt niet of is niet compleet",
    "registratie": "Er wordt anders geregistreerd: voorstel voor een trendbreuk",
    "onbekend": "Nog niet bekend",
}
LANGSTE_NOTITIE = 300
_BESTAND = "antwoorden"
# A deviation half as large again as what was answered is another signal; below a tenth nothing is told apart.
_GROTER, _MINSTE = 1.5, 0.10


class OngeldigAntwoordError(ValueError):
    """An answer that cannot be kept; the text (Dutch) says why, and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a signal was like: up or down, which months (first days), how far from what was expected (0,3 for 30%)."""

    omhoog: bool
    van: date
    tot: date
    afwijking: float

    def overlaps(self, ander: Stand) -> bool:
        """Whether both are about some of the same months: else neither says anything of the other."""
        return self.van <= ander.tot and ander.van <= self.tot

    def differs(self, eerder: Stand) -> bool:
        """Whether this is news after `eerder`, of the same months: turned round, or half as large again."""
        groter = abs(self.afwijking) > _GROTER * max(_MINSTE, abs(eerder.afwijking))
        return self.omhoog != eerder.omhoog or groter


@dataclass(frozen=True, slots=True, kw_only=True)
class Antwoord:
    """door: who saw it. op: when (UTC). stand: of the signal at that moment."""

    stand: Stand
    oorzaak: str
    notitie: str
    door: str
    op: datetime

    @property
    def trendbreuk(self) -> str:
        """The schooljaar from which a trendbreuk is proposed; empty when none is.

        Of the last month: what came in before that schooljaar is no part of what is compared after the break.
        """
        return schooljaar.of(self.stand.tot) if self.oorzaak == "registratie" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutel:
    """Which chart: the gemeenten that are counted, and what of them; however one came to it."""

    gemeenten: tuple[str, ...]
    soort: str = ""
    subsoort: str = ""
    onderwijssoort: str = ""
    leeftijdsgroep: str = ""
    maat: str = "aantal"

    @property
    def tekst(self) -> str:
        """As it stands in the file."""
        delen = (self.soort, self.subsoort, self.onderwijssoort, self.leeftijdsgroep, self.maat)
        return "|".join([",".join(sorted(self.gemeenten)), *delen])


def state_of(signaal: Seizoenkaart | Aandacht) -> Stand:
    """What a signal is like now: always of three months, so that another month makes no other signal."""
    if isinstance(signaal, Aandacht):
        punt, maanden = signaal.punt, signaal.kaart.maanden
        van = maanden[max(0, maanden.index(signaal.maand) - AFSTAND + 1)]
        return Stand(signaal.omhoog, van, signaal.maand, punt.waarde / punt.midden - 1 if punt.midden else 1.0)
    if signaal.oordeel is None:
        raise ValueError("this chart has no signal")
    drie = signaal.oordeel.kwartaal
    afwijking = drie.gezien / drie.verwacht - 1 if drie.verwacht else 1.0
    return Stand(signaal.oordeel.omhoog, signaal.maanden[-AFSTAND], signaal.maanden[-1], afwijking)


def read_answer(bevoegd: Bevoegd, sleutel: Sleutel, stand: Stand) -> Antwoord | None:
    """The answer that holds for what a signal is like; None when there is none, or when it changed since.

    That is the last one about some of the same months: who looks at another schooljaar finds, and gives, the answers of
    that time. GeenToegangError for another's chart.
    """
    bevoegd.narrow(sleutel.gemeenten)
    for bewaard in reversed(read_file(_BESTAND).get(sleutel.tekst, [])):
        if not bewaard or _state_from_file(bewaard["stand"]).overlaps(stand):
            antwoord = _from_file(bewaard) if bewaard.get("oorzaak") else None
            return antwoord if antwoord and not stand.differs(antwoord.stand) else None
    return None


def keep_answer(bevoegd: Bevoegd, sleutel: Sleutel, antwoord: Antwoord) -> None:
    """Add an answer; the ones before it stay in the file. GeenToegangError for another's chart."""
    _add(bevoegd, sleutel, asdict(antwoord))


def reopen(bevoegd: Bevoegd, sleutel: Sleutel, stand: Stand) -> None:
    """Let the signal come back as if it were not answered; the answer stays in the file."""
    _add(bevoegd, sleutel, {"stand": asdict(stand)})


def make_answer(stand: Stand, oorzaak: str, notitie: str, door: str) -> Antwoord:
    """An answer from a form. Raises OngeldigAntwoordError."""
    notitie = " ".join(notitie.split())
    if oorzaak not in OORZAKEN:
        raise OngeldigAntwoordError("Kies een oorzaak uit de lijst.")
    if len(notitie) > LANGSTE_NOTITIE:
        raise OngeldigAntwoordError(f"De notitie is te lang: hoogstens {LANGSTE_NOTITIE} tekens.")
    try:
        refuse_recognisable(notitie, "de notitie")
    except HerkenbaarError as fout:
        raise OngeldigAntwoordError(str(fout)) from fout
    return Antwoord(stand=stand, oorzaak=oorzaak, notitie=notitie, door=door, op=datetime.now(UTC))


def _add(bevoegd: Bevoegd, sleutel: Sleutel, wat: Mapping[str, object]) -> None:
    bevoegd.narrow(sleutel.gemeenten)

    def with_it(alle: dict[str, list[object]]) -> dict[str, list[object]]:
        return {**alle, sleutel.tekst: [*alle.get(sleutel.tekst, []), _to_file(wat)]}

    change_file(_BESTAND, with_it)


def _to_file(wat: object) -> object:
    if isinstance(wat, Mapping):
        return {naam: _to_file(waarde) for naam, waarde in wat.items()}
    return wat.isoformat() if isinstance(wat, date) else wat


def _state_from_file(wat: Mapping[str, Any]) -> Stand:
    return Stand(wat["omhoog"], date.fromisoformat(wat["van"]), date.fromisoformat(wat["tot"]), wat["afwijking"])


def _from_file(wat: Mapping[str, Any]) -> Antwoord:
    return Antwoord(
        stand=_state_from_file(wat["stand"]),
        oorzaak=str(wat["oorzaak"]),
        notitie=str(wat["notitie"]),
        door=str(wat["door"]),
        op=datetime.fromisoformat(wat["op"]),
    )
