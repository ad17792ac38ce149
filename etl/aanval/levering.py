"""Whether a kept world is a delivery at all: the rows of the contract, and persons who can be.

A world is kept as the rows of some persons, in truth and in it. What proves a cell wide must be possible: rows with the
codes and dates of the contract, an age that the soort and onderwijssoort allow, persons with one date of birth and not
more cases than anyone has; and what it calls the truth must be that. Read from the contract, not from who made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.registry.vocabulary import AFHANDELINGEN, SUBSOORTEN, leeftijdsgroep
from etl.aanval.mogelijk import MogelijkeGroepen

Bools = NDArray[np.bool_]

PER_PERSOON = 6
"""The most cases of one soort that a person has in one schooljaar, unless somebody truly has more."""
OUDST = 27
"""The age that nobody has who is counted here, unless somebody truly has it: jongeren in beeld are up to 27."""
_ZAAK = ("persoon", "gemeente_code", "soort", "subsoort", "afhandeling", "onderwijssoort", "startdatum", "einddatum")
_RIJ = (*_ZAAK, "leeftijd_bij_start")


def impossible_worlds(
    paren: pd.DataFrame, echt: pd.DataFrame, mogelijk: MogelijkeGroepen, oudst: Mapping[str, int]
) -> frozenset[int]:
    """The numbers of the worlds in which something cannot be, of one edition.

    paren: `nummer`, `echt` (as delivered, or as in the world) and the columns of a werkproces. echt: of the rows that
    counted those of everybody in `paren`. mogelijk: what can be, with what was seen. oudst: the highest age of a soort
    that was.
    """
    echt, paren = _plain(echt), _plain(paren.assign(echt=paren.echt.astype(bool)))
    gemaakt = paren[~paren.echt]
    fout = [
        gemaakt.nummer[~_rows_can_be(gemaakt, mogelijk, oudst)],
        _persons_that_cannot_be(gemaakt, echt),
        _not_the_truth(paren, echt),
    ]
    return frozenset(int(n) for nummers in fout for n in nummers)


def _plain(rijen: pd.DataFrame) -> pd.DataFrame:
    """The rows with dates as days, nothing for an empty code, and the schooljaar in which each began."""
    dagen = {naam: pd.to_datetime(rijen[naam]) for naam in ("startdatum", "einddatum", "peildatum")}
    codes = {naam: rijen[naam].astype(object).where(rijen[naam].notna(), "") for naam in ("subsoort", "afhandeling")}
    start = dagen["startdatum"]
    return rijen.assign(**dagen, **codes, jaar=start.dt.year - (start.dt.month < 8))


def _rows_can_be(rijen: pd.DataFrame, mogelijk: MogelijkeGroepen, oudst: Mapping[str, int]) -> Bools:
    """Which rows the contract allows."""
    start, eind = rijen.startdatum, rijen.einddatum
    codes = [
        sub in (SUBSOORTEN.get(soort) or {"": ""})
        and (af in AFHANDELINGEN[soort] if geeindigd else af == "")
        and mogelijk.can_be(soort, groep := leeftijdsgroep(leeftijd))
        and groep in mogelijk.onderwijssoort.get(onderwijs, (groep,))
        and 0 <= leeftijd <= max(OUDST, oudst.get(soort, 0))
        for soort, sub, af, geeindigd, leeftijd, onderwijs in zip(
            rijen.soort,
            rijen.subsoort,
            rijen.afhandeling,
            eind.notna(),
            rijen.leeftijd_bij_start.astype(int),
            rijen.onderwijssoort,
            strict=True,
        )
    ]
    op_tijd = (start <= rijen.peildatum) & (eind.isna() | (eind >= start) & (eind <= rijen.peildatum))
    return np.array(codes, dtype=np.bool_) & op_tijd.to_numpy()


def _persons_that_cannot_be(rijen: pd.DataFrame, echt: pd.DataFrame) -> Iterable[int]:
    """The worlds with somebody of two dates of birth, or with too many cases, who is not so in truth."""
    begin, eind = zip(*(_born(rijen, *paar) for paar in _LEEFTIJDEN), strict=True)
    van = pd.concat(begin, axis=1).max(axis=1)
    tot = pd.concat(eind, axis=1).min(axis=1)
    per = rijen.assign(van=van, tot=tot).groupby(["nummer", "persoon"]).agg({"van": "max", "tot": "min"}).reset_index()
    twee = per[per.van > per.tot]
    yield from twee.nummer[~twee.persoon.isin(_two_births(echt))]
    velden = ["persoon", "soort", "jaar"]
    waar = echt.groupby(velden).size().rename("waar").reset_index()
    keer = rijen.groupby(["nummer", *velden]).size().rename("keer").reset_index().merge(waar, on=velden, how="left")
    yield from keer.nummer[keer.keer > keer.waar.fillna(0).clip(lower=PER_PERSOON)]


_LEEFTIJDEN = (("startdatum", "leeftijd_bij_start"), ("peildatum", "leeftijd_op_peildatum"))


def _born(rijen: pd.DataFrame, dag: str, leeftijd: str) -> tuple[pd.Series, pd.Series]:
    """The first and last day on which who has an age on a day can be born, a day's grace for 29 February."""
    maanden = rijen[dag].dt.year * 12 + rijen[dag].dt.month - 1 - 12 * rijen[leeftijd].astype(int)
    laatst = pd.to_datetime(
        pd.DataFrame({"year": maanden // 12, "month": maanden % 12 + 1, "day": rijen[dag].dt.day.clip(upper=28)})
    )
    eigen = rijen[dag].dt.day - rijen[dag].dt.day.clip(upper=28)
    laatst = laatst + pd.to_timedelta(eigen, unit="D")
    return laatst - pd.Timedelta(days=366), laatst + pd.Timedelta(days=1)


def _two_births(echt: pd.DataFrame) -> frozenset[str]:
    """Who has ages in truth that no single date of birth gives: a mistake of a register."""
    begin, eind = zip(*(_born(echt, *paar) for paar in _LEEFTIJDEN), strict=True)
    per = echt.assign(van=pd.concat(begin, axis=1).max(axis=1), tot=pd.concat(eind, axis=1).min(axis=1))
    per = per.groupby("persoon").agg({"van": "max", "tot": "min"})
    return frozenset(per.index[per.van > per.tot])


def _not_the_truth(paren: pd.DataFrame, echt: pd.DataFrame) -> Iterable[int]:
    """The worlds that leave out or make up a row of what they call the truth about the persons in them."""
    waar = _how_often(echt)
    for nummer, deel in paren.groupby("nummer"):
        van_hen = waar[waar.index.get_level_values("persoon").isin(deel.persoon)]
        if not _how_often(deel[deel.echt]).equals(van_hen):
            yield int(nummer)


def _how_often(rijen: pd.DataFrame) -> pd.Series:
    """How often each row is there, in a fixed order."""
    leeg = rijen.einddatum.fillna(pd.Timestamp.max.floor("D"))
    return (
        rijen.assign(einddatum=leeg, leeftijd_bij_start=rijen.leeftijd_bij_start.astype(int))
        .value_counts(list(_RIJ), sort=False)
        .sort_index()
    )
