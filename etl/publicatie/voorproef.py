"""What publishing now would change, without publishing: which figures come, go, change, get protected or revealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.referentie.gebieden import gebieden
from data.registry.indicators import INDICATOREN
from etl.meldingen import Voortgang
from etl.publicatie import regel, staand
from etl.publicatie.merk import mark_of
from etl.publicatie.publiceren import Klaargezet, Melder, Uitkomst, prepare, shown
from etl.publicatie.verschil import Verschil

_ONDERDRUKT = "onderdrukt"


@dataclass(frozen=True)
class Voorproef:
    """What would change. The two lists name cells, never a value: they are for who loads deliveries.

    merk: tells this outcome apart, so that exactly this can be published. verdwijnt: how many figures a reader sees
    now and would not see then.
    """

    regels: list[str]
    nu_afgeschermd: list[CelSleutel]
    nu_zichtbaar: list[CelSleutel]
    merk: str
    verdwijnt: int

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON, with names instead of codes."""
        return {
            "verschil": self.regels,
            "merk": self.merk,
            "verdwijnt": self.verdwijnt,
            "nu_afgeschermd": [_in_words(cel) for cel in self.nu_afgeschermd],
            "nu_zichtbaar": [_in_words(cel) for cel in self.nu_zichtbaar],
        }


def preview(
    verbinding: Connection, melder: Melder, voortgang: Voortgang | None = None, *, vernieuwen: bool = False
) -> Voorproef:
    """Do all of publishing but the last step. Raises what `publish` raises: then publishing would fail too."""
    klaar = prepare(verbinding, melder, voortgang, vernieuwen=vernieuwen)
    if isinstance(klaar, Uitkomst):
        regels = klaar.verschil.in_words() if klaar.verschil else ["geen verschil met wat er nu te zien is"]
        return Voorproef(regels, [], [], mark_of(klaar), _lost(klaar.verschil))
    was, wordt = staand.live_cells(), shown(klaar.inhoud)
    samen = sorted(was.keys() & wordt.keys())
    nu_afgeschermd = [cel for cel in samen if was[cel].status != _ONDERDRUKT and wordt[cel][0] == _ONDERDRUKT]
    nu_zichtbaar = [cel for cel in samen if was[cel].status == _ONDERDRUKT and wordt[cel][0] != _ONDERDRUKT]
    regels = [*klaar.verschil.in_words(), *_costs(klaar, len(nu_afgeschermd))]
    return Voorproef(regels, nu_afgeschermd, nu_zichtbaar, mark_of(klaar), _lost(klaar.verschil))


def _lost(verschil: Verschil | None) -> int:
    return verschil.weg + verschil.nu_afgeschermd if verschil else 0


def _costs(klaar: Klaargezet, aantal: int) -> list[str]:
    """What a further edition costs, and how it is made; nothing where no schooljaar gets one too many."""
    if not klaar.te_veel:
        return []
    welke = regel.in_words(klaar.te_veel, gebieden())
    return [
        f"een verdere uitgave, na de voorlopige en de definitieve, van schooljaar {welke}; die kost {aantal} cijfers, "
        f"die voortaan afgeschermd blijven. Ze komt er alleen met 'python -m etl publiceren {regel.OPTIE}'"
    ]


def _in_words(cel: CelSleutel) -> dict[str, str]:
    namen = gebieden()
    return {
        "cijfer": INDICATOREN[cel.indicator].titel,
        "teleenheid": cel.teleenheid,
        "gebied": namen.naam(cel.gebied) if namen.kent(cel.gebied) else cel.gebied,
        "schooljaar": cel.schooljaar,
        "deel": "" if cel.uitsplitsing == "totaal" else f"{cel.uitsplitsing}: {cel.categorie}",
    }
