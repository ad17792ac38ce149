"""What came of a delivery: the facts, kept with the delivery and given to machines, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from data.reports.dutch import counted
from etl.meldingen import Fout, getal

Uitkomst = Literal["geladen", "al_geladen", "geweigerd"]


@dataclass
class Rapport:
    """The facts about one delivery. Counts are rows, except in `redenen`, where a row with two faults counts twice.

    leeswijze: tells apart what the same file may come to mean (another profile, a gemeente more). nullen: what the
    loader said to be zero, as (gemeente code or `alle`, first and last schooljaar or nothing for all).
    """

    bestand: str
    profiel: str
    leeswijze: str
    peildatum: date
    schooljaren_gevraagd: tuple[str, str] | None
    door: str
    status: Uitkomst = "geladen"
    levering_id: int | None = None
    soort: str = "werkprocessen"
    voorbeeld: bool = False
    sha256: str = ""
    vorm: dict[str, Any] = field(default_factory=dict)
    gelezen: int = 0
    geaccepteerd: int = 0
    afgekeurd: int = 0
    redenen: list[dict[str, Any]] = field(default_factory=list)
    genegeerde_kolommen: list[str] = field(default_factory=list)
    gemeenten: list[str] = field(default_factory=list)
    schooljaren: list[str] = field(default_factory=list)
    nullen: list[tuple[str, tuple[str, str] | None]] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    fout: str | None = None
    remedie: str | None = None

    def refuse(self, fout: Fout) -> None:
        """Note that the whole delivery was refused, and why."""
        self.status, self.fout, self.remedie = "geweigerd", fout.melding, fout.remedie

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return {**asdict(self), "peildatum": self.peildatum.isoformat()}


def in_words(rapport: Rapport) -> Iterator[str]:
    """The report as lines of Dutch."""
    yield f"{rapport.bestand}: {_headline(rapport)}"
    if rapport.vorm:
        yield f"  Vorm: {_form(rapport)}"
    if rapport.status != "al_geladen" and rapport.gelezen:
        yield (
            f"  Gelezen {getal(rapport.gelezen)}, geaccepteerd {getal(rapport.geaccepteerd)}, "
            f"afgekeurd {getal(rapport.afgekeurd)}."
        )
        for reden in rapport.redenen:
            kolom = f"{reden['kolom']}: " if reden["kolom"] else ""
            yield f"    {getal(reden['aantal'])}x {kolom}{reden['melding']}"
        if rapport.afgekeurd:
            yield "  Welke regels het zijn en hoe u ze verbetert: python -m etl afgekeurd"
    if rapport.genegeerde_kolommen:
        yield f"  Niet gebruikte kolommen: {', '.join(rapport.genegeerde_kolommen)}."
    if rapport.schooljaren and rapport.soort == "landelijk":
        yield (
            f"  Gemeenten van deze site: {len(rapport.gemeenten)}. Perioden: {rapport.schooljaren[0]} tot en met "
            f"{rapport.schooljaren[-1]}. Opgehaald op {rapport.peildatum:%d-%m-%Y}."
        )
    elif rapport.schooljaren:
        gemeenten = counted(len(rapport.gemeenten), "gemeente", "gemeenten")
        eerste, laatste = rapport.schooljaren[0], rapport.schooljaren[-1]
        jaren = f"schooljaar {eerste}" if eerste == laatste else f"schooljaren {eerste} tot en met {laatste}"
        yield f"  Gaat over {gemeenten}, {jaren}, peildatum {rapport.peildatum:%d-%m-%Y}."
    for waarschuwing in rapport.waarschuwingen:
        yield f"  Let op: {waarschuwing}"


def _headline(rapport: Rapport) -> str:
    if rapport.status == "geweigerd":
        return f"geweigerd. {rapport.fout} Wat u kunt doen: {rapport.remedie}"
    if rapport.status == "al_geladen":
        return f"was al geladen als levering {rapport.levering_id}. Er is niets veranderd."
    wat = "voorbeeldlevering" if rapport.voorbeeld else "levering"
    return f"geladen als {wat} {rapport.levering_id} ({rapport.soort})."


def _form(rapport: Rapport) -> str:
    vorm = rapport.vorm
    delen = [f"{naam} {vorm[naam]}" for naam in ("codering", "scheidingsteken", "datums") if vorm.get(naam)]
    blad = [f"blad {vorm['blad']}"] if vorm.get("blad") else []
    return ", ".join([vorm.get("bestandssoort", ""), *blad, *delen, f"profiel {rapport.profiel}"])
