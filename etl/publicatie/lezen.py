"""The live publication as the write side reads it back: only what the public has."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from data.cells.cells import CelSleutel
from data.cells.tafels import Tafels
from data.publication import queries
from data.publication.databases import publieke_engine
from data.publication.figures import Cijfer, Gebied, Publicatie, Verslagcijfer
from data.publication.landelijk import LandelijkCijfer
from data.referentie.gebieden import LAND


@dataclass(frozen=True)
class Live:
    """One publication. `cijfers` are the computed ones, `per_cel` those of reports that mean the same as a cell."""

    publicatie: Publicatie
    gebieden: tuple[Gebied, ...]
    cijfers: dict[CelSleutel, Cijfer]
    per_cel: dict[CelSleutel, Cijfer]
    verslagcijfers: tuple[Verslagcijfer, ...]
    landelijk: tuple[LandelijkCijfer, ...] = ()
    tafels: Tafels = field(default_factory=lambda: Tafels({}))

    @cached_property
    def regio_van(self) -> dict[str, str]:
        """Code of a gemeente -> code of its region."""
        return {g.code: g.regio for g in self.gebieden if g.soort == "gemeente" and g.regio}

    @cached_property
    def delen_van(self) -> dict[str, tuple[str, ...]]:
        """Code of a region -> the gemeenten it is the sum of; the country -> the regions, when it was counted."""
        delen: dict[str, tuple[str, ...]] = {}
        for gemeente, regio in self.regio_van.items():
            delen[regio] = (*delen.get(regio, ()), gemeente)
        if any(cel.gebied == LAND for cel in self.cijfers):
            delen[LAND] = tuple(sorted(delen))
        return delen


def read_live() -> Live:
    """Read the live publication whole. Raises GeenPublicatieError when there is none."""
    with publieke_engine().connect() as verbinding:
        return Live(
            queries.read_publicatie(verbinding),
            queries.read_gebieden(verbinding),
            queries.read_cijfers(verbinding),
            *queries.read_verslagcijfers(verbinding),
            queries.read_landelijk(verbinding),
            queries.read_tafels(verbinding),
        )
