"""The true rows, and which of them can change in one respect without touching a count of jongeren elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.cells import tableplan
from data.cells.cells import CelSleutel
from data.cells.tableplan import Atoom, Inhoud, Vorm
from data.referentie.gebieden import LAND
from data.registry import vocabulary
from data.registry.indicators import JONGEREN
from etl.tellen import Tellingen, published_plan
from etl.werelden.mogelijk import PER_PERSOON, Mogelijk, with_seen

OPEN = 9999
"""The schooljaar (its first calendar year) in which a case ends that has not ended."""

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_VRIJ = ("kern", "onderwijssoort", "maand", "alleen")
"""In what a row can be free (`Zaken`)."""


@dataclass(frozen=True)
class Zaken:
    """The rows that count, one per werkproces, with what counting sees of each.

    rijen has, beside the columns of the view `actief`: gemeente, regio (of today), jaar and eind (first calendar year
    of the schooljaar of start and end; OPEN), groep (leeftijdsgroep), maand (number), alleen (in no group of jongeren
    that the row is counted in stands another row of its person: it might as well be somebody else's). los: per respect
    (`kern`, `onderwijssoort`, `maand`) whether a row may change in it while every count of jongeren follows the count
    of werkprocessen. deelt: whether the person has more rows. gedekt: wherever the row is counted in jongeren another
    row of its person, not itself gedekt, is counted too: without it there are as many jongeren. staten: with several
    editions, each row as every edition has it; rijen then has `er_is` and `toen` too (`keten`).
    """

    rijen: pd.DataFrame
    los: Mapping[str, Bools]
    deelt: Bools
    gedekt: Bools
    mogelijk: Mogelijk
    staten: Sequence[Mapping[int, dict[str, Any]]] = ()

    def states(self, rij: int) -> Mapping[int, dict[str, Any]]:
        """The row as each edition has it."""
        return self.staten[rij] if self.staten else {0: self.records[rij]}

    @cached_property
    def persoon(self) -> NDArray[np.object_]:
        """The person of each row."""
        return self.rijen.persoon.to_numpy(dtype=object)

    @cached_property
    def per_persoon(self) -> dict[str, Ints]:
        """The rows of each person."""
        return self.rijen.groupby("persoon").indices

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The rows as records."""
        return self.rijen.to_dict("records")

    @cached_property
    def kolom(self) -> dict[str, NDArray[Any]]:
        """The columns as arrays."""
        return {naam: self.rijen[naam].to_numpy() for naam in self.rijen.columns}

    @cached_property
    def categorie(self) -> dict[str, list[Any]]:
        """Per margin the category of each row."""
        r = self.rijen
        return {
            "kern": list(
                zip(*(r[naam].tolist() for naam in ("subsoort", "afhandeling", "eind")), *self._toen, strict=True)
            ),
            "wie": list(zip(r.groep, r.onderwijssoort, strict=True)),
            "maand": r.maand.tolist(),
        }

    @property
    def _toen(self) -> list[list[Any]]:
        return [self.rijen.toen.tolist()] if self.staten else []

    @cached_property
    def _per_soort(self) -> Mapping[tuple[str, str, int], int]:
        """How many cases each person has of each soort and schooljaar of start."""
        r = self.rijen
        return Counter(zip(r.persoon, r.soort, r.jaar.tolist(), strict=True))

    def room(self, rij: int) -> int:
        """How many more cases of this soort and schooljaar the person of a row can have."""
        k = self.kolom
        return max(0, PER_PERSOON - self._per_soort[k["persoon"][rij], k["soort"][rij], int(k["jaar"][rij])])

    def birth_date(self, persoon: str) -> pd.Timestamp:
        """A day on which someone can be born whose ages are those of all of a person's rows, the middle one."""
        begin, eind = _born_between(self.rijen.iloc[self.per_persoon[persoon]])
        vroegst, laatst = begin.max(), eind.min()
        return vroegst + (laatst - vroegst) // 2


def read_zaken(verbinding: Connection, tellingen: Tellingen, kennis: Collection[CelSleutel] = ()) -> Zaken:
    """Read what counts, and work out what is free to change. kennis: cells that readers have from elsewhere."""
    duckdb = verbinding.connection.driver_connection
    rijen = duckdb.sql("SELECT * FROM actief ORDER BY levering_id, regel").df()  # type: ignore[union-attr]
    rijen["gemeente"] = rijen.gemeente_nu
    rijen["regio"] = rijen.gemeente.map(tellingen.regio_van)
    rijen = rijen[rijen.regio.notna()].reset_index(drop=True)
    for kolom in ("subsoort", "afhandeling"):
        rijen[kolom] = rijen[kolom].fillna("").astype(str)
    start, eind = pd.to_datetime(rijen.startdatum), pd.to_datetime(rijen.einddatum)
    rijen["startdatum"], rijen["einddatum"], rijen["peildatum"] = start, eind, pd.to_datetime(rijen.peildatum)
    rijen["jaar"] = start.dt.year - (start.dt.month < 8)
    rijen["eind"] = (eind.dt.year - (eind.dt.month < 8)).fillna(OPEN).astype(int)
    rijen["maand"] = start.dt.month
    rijen["groep"] = rijen.leeftijd_bij_start.map({n: vocabulary.leeftijdsgroep(n) for n in range(150)})
    vrij: dict[str, Bools] = {naam: np.zeros(len(rijen), dtype=np.bool_) for naam in (*_VRIJ, "gedekt")}
    vormen = counted_in_jongeren(tellingen, kennis)
    for regio, welke in rijen.groupby("regio").indices.items():
        deel = rijen.iloc[welke]
        for naam, van_deel in (*_free(deel, vormen[regio]).items(), ("gedekt", _covered(deel, vormen[regio]))):
            vrij[naam][welke] = van_deel
    rijen["alleen"] = vrij["alleen"]
    return Zaken(
        rijen,
        {naam: vrij[naam] & (_born_once(rijen) if naam == "maand" else True) for naam in _VRIJ if naam != "alleen"},
        rijen.persoon.duplicated(keep=False).to_numpy(),
        vrij["gedekt"] & ~vrij["alleen"],
        with_seen(rijen),
    )


def _born_once(rijen: pd.DataFrame) -> Bools:
    """The rows whose person has ages that one birth date can give."""
    begin, eind = _born_between(rijen)
    per = rijen.assign(begin=begin, eind=eind).groupby("persoon")
    return (per.begin.transform("max") <= per.eind.transform("min")).to_numpy()


def _born_between(rijen: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and last day on which the person of a row can be born by its two ages."""
    einden = []
    for dag, leeftijd in (("startdatum", "leeftijd_bij_start"), ("peildatum", "leeftijd_op_peildatum")):
        d = rijen[dag].dt
        delen = {
            "year": d.year - rijen[leeftijd],
            "month": d.month,
            "day": d.day.where(d.month != 2, d.day.clip(1, 28)),
        }
        einden.append(pd.to_datetime(pd.DataFrame(delen)))
    begin = pd.concat([eind - pd.Timedelta(days=364) for eind in einden], axis=1)
    return begin.max(axis=1), pd.concat(einden, axis=1).min(axis=1)


def counted_in_jongeren(tellingen: Tellingen, kennis: Collection[CelSleutel]) -> dict[str, list[Inhoud]]:
    """Per region what is counted in jongeren and shown somewhere in it or of the country, or known from elsewhere.

    A person is counted in every gemeente apart, so what one region tells binds no case of another. kennis: the cells
    that are known from elsewhere.
    """
    inhoud: dict[Vorm, set[Inhoud]] = {}
    for _, vorm, i in published_plan():
        inhoud.setdefault(vorm, set()).add(i)
    per: dict[str, set[Inhoud]] = {regio: set() for regio in tellingen.regio_van.values()}
    for c, t in tellingen.cellen.items():
        vorm = Vorm(c.indicator, c.uitsplitsing, c.categorie)
        if c.teleenheid == JONGEREN and vorm in inhoud and (t.zichtbaar or c in kennis):
            for regio in per if c.gebied == LAND else {tellingen.regio_van.get(c.gebied, c.gebied)} & per.keys():
                per[regio] |= inhoud[vorm]
    return {
        regio: sorted(eigen, key=lambda i: (i.moment, i.dimensie, i.waarde, sorted(i.atomen)))
        for regio, eigen in sorted(per.items())
    }


def _free(rijen: pd.DataFrame, vormen: list[Inhoud]) -> dict[str, Bools]:
    """Per respect the rows whose person has no other row in a group of jongeren that such a change can enter or leave.

    A change of `kern` (subsoort, afhandeling; the schooljaar of the end stays) touches the groups that hold some but
    not all of the atomen of its soort; one of onderwijssoort or month those of that dimension.
    """
    los = {naam: np.ones(len(rijen), dtype=np.bool_) for naam in _VRIJ}
    meer = np.flatnonzero(rijen.duplicated(["persoon", "gemeente"], keep=False).to_numpy())
    deel = rijen.iloc[meer]
    nummers = {atoom: n for n, atoom in enumerate(sorted(tableplan.atomen()))}
    atoom = np.array([nummers[Atoom(*r)] for r in zip(deel.soort, deel.subsoort, deel.afhandeling, strict=True)], int)
    kolom = {naam: deel[naam].to_numpy() for naam in ("soort", "onderwijssoort", "groep", "maand", "eind")}
    kolom["leeftijdsgroep"] = kolom["groep"]
    kolom["maand"] = np.array([f"{m:02d}" for m in kolom["maand"]])
    # Jongeren are counted per gemeente, and added up over gemeenten.
    persoon = pd.factorize(deel.persoon + "@" + deel.gemeente)[0]
    per = {
        "start": persoon * 10_000 + deel.jaar.to_numpy(),
        "eind": persoon * 10_000 + deel.eind.to_numpy(),
        "lopend": persoon,
    }
    per = {moment: np.unique(sleutel, return_inverse=True)[1] for moment, sleutel in per.items()}
    een_tegelijk = dict.fromkeys(los, False)
    for inhoud in vormen:
        erin = np.isin(atoom, [nummers[a] for a in inhoud.atomen])
        if inhoud.moment == "eind":
            erin &= kolom["eind"] != OPEN
        sleutel = per[inhoud.moment]
        anderen = np.bincount(sleutel, weights=erin)[sleutel] - erin
        respect = inhoud.dimensie or "kern"
        if respect in los:
            geraakt = np.isin(kolom["soort"], sorted(_touched(inhoud)))
            los[respect][meer[geraakt & (anderen > 0)]] = False
            een_tegelijk[respect] = True
        if inhoud.dimensie:
            erin &= kolom[inhoud.dimensie] == inhoud.waarde
            anderen = np.bincount(sleutel, weights=erin)[sleutel] - erin
        los["alleen"][meer[erin & (anderen > 0)]] = False
    # Two rows of one person could enter the same group of jongeren: one of them may.
    for respect in ("kern", "onderwijssoort", "maand"):
        kan = meer[los[respect][meer] & ~los["alleen"][meer]]
        if een_tegelijk[respect]:
            los[respect][kan[rijen.iloc[kan].duplicated(["persoon", "gemeente"]).to_numpy()]] = False
    return los


def _covered(rijen: pd.DataFrame, vormen: list[Inhoud]) -> Bools:
    """The rows whose person has an earlier row that is counted in jongeren wherever they are."""
    groepen = {a: tuple(n for n, i in enumerate(vormen) if a in i.atomen) for a in tableplan.atomen()}
    waarin = [groepen[Atoom(*r)] for r in zip(rijen.soort, rijen.subsoort, rijen.afhandeling, strict=True)]
    velden = ["persoon", "gemeente", "jaar", "eind", "waarin"]
    velden += sorted({"groep" if i.dimensie == "leeftijdsgroep" else i.dimensie for i in vormen if i.dimensie})
    return rijen.assign(waarin=waarin).duplicated(velden).to_numpy()


def _touched(inhoud: Inhoud) -> set[str]:
    """The soorten of which a change in its respect can enter or leave this group."""
    per_soort: dict[str, set[Atoom]] = {}
    for a in tableplan.atomen():
        if inhoud.moment != "eind" or a.afhandeling:
            per_soort.setdefault(a.soort, set()).add(a)
    if inhoud.dimensie:
        return {a.soort for a in inhoud.atomen}
    return {soort for soort, alle in per_soort.items() if 0 < len(alle & inhoud.atomen) < len(alle)}
