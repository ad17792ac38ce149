"""What publishing now would change, without publishing: which figures come, go, change, get protected or revealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.referentie.gebieden import gebieden
from data.registry.indicators import INDICATOREN
from etl.meldingen import Voortgang
from etl.publicatie.publiceren import Melder, Uitkomst, live_cells, prepare, shown

_ONDERDRUKT = "onderdrukt"


@dataclass(frozen=True)
class Voorproef:
    """What would change. The two lists name cells, never a value: they are for who loads deliveries."""

    regels: list[str]
    nu_afgeschermd: list[CelSleutel]
    nu_zichtbaar: list[CelSleutel]

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON, with names instead of codes."""
        return {
            "verschil": self.regels,
            "nu_afgeschermd": [_in_words(cel) for cel in self.nu_afgeschermd],
            "nu_zichtbaar": [_in_words(cel) for cel in self.nu_zichtbaar],
        }


def preview(verbinding: Connection, melder: Melder, voortgang: Voortgang | None = None) -> Voorproef:
    """Do all of publishing but the last step. Raises what `publish` raises: then publishing would fail too."""
    klaar = prepare(verbinding, melder, voortgang)
    if isinstance(klaar, Uitkomst):
        return Voorproef(["geen verschil met wat er nu te zien is"], [], [])
    was, wordt = live_cells(), shown(klaar.inhoud)
    samen = sorted(was.keys() & wordt.keys())
    return Voorproef(
        klaar.verschil.in_words(),
        [cel for cel in samen if was[cel].status != _ONDERDRUKT and wordt[cel][0] == _ONDERDRUKT],
        [cel for cel in samen if was[cel].status == _ONDERDRUKT and wordt[cel][0] != _ONDERDRUKT],
    )


def _in_words(cel: CelSleutel) -> dict[str, str]:
    namen = gebieden()
    return {
        "cijfer": INDICATOREN[cel.indicator].titel,
        "teleenheid": cel.teleenheid,
        "gebied": namen.naam(cel.gebied) if namen.kent(cel.gebied) else cel.gebied,
        "schooljaar": cel.schooljaar,
        "deel": "" if cel.uitsplitsing == "totaal" else f"{cel.uitsplitsing}: {cel.categorie}",
    }
