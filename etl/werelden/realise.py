"""From whole numbers of edits to rows: a delivery that could have been made.

Margins with one total can always be made into cases: of a pool, `loses` gives the categories that rows leave and
`gains` those that they enter, as often; any row of a category will do. A row that is alone in every group of jongeren
may become somebody else's, with a birth date to suit; a row of a person with more cases keeps its person and age.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from etl.werelden.effecten import end_day, ended_in, first_day, unit_rows
from etl.werelden.model import KOPIE, MARGES, ZAAK, Blok
from etl.werelden.uitgave import Uitgave
from etl.werelden.zaken import OPEN, Ints, Zaken

KOLOMMEN = (
    "persoon",
    "gemeente_code",
    "gemeente_nu",
    "soort",
    "subsoort",
    "afhandeling",
    "onderwijssoort",
    "startdatum",
    "einddatum",
    "leeftijd_bij_start",
    "leeftijd_op_peildatum",
    "peildatum",
)

BIJ = ("uitgave", "zaak")
"""What a row of a world has besides: the edition it is of, and the case it is a state of."""

Moves = tuple[list[Any], list[Any]]
"""The categories that rows leave and those that rows enter, each as often as it happens."""


@dataclass
class Wereld:
    """A delivery as its difference from the true one: rows of Zaken that are not in it, and rows that are instead."""

    weg: set[int] = field(default_factory=set)
    erbij: list[dict[str, Any]] = field(default_factory=list)

    def rows(self, zaken: Zaken) -> pd.DataFrame:
        """The whole delivery."""
        echt = zaken.rijen.loc[~zaken.rijen.index.isin(self.weg), list(KOLOMMEN)]
        return pd.concat([echt, self._made()], ignore_index=True)

    def touched(self, zaken: Zaken) -> tuple[pd.DataFrame, pd.DataFrame]:
        """All rows, in truth and in this world, of every person who is not the same in both."""
        wie = {zaken.persoon[n] for n in self.weg} | {rij["persoon"] for rij in self.erbij}
        nummers = sorted(n for persoon in wie for n in zaken.per_persoon.get(persoon, ()))
        echt = _rows(zaken, nummers)
        return echt, pd.concat(
            [_rows(zaken, [n for n in nummers if n not in self.weg]), self._made()], ignore_index=True
        )

    def _made(self) -> pd.DataFrame:
        return pd.DataFrame(self.erbij, columns=[*KOLOMMEN, *BIJ])


def _rows(zaken: Zaken, nummers: Sequence[int]) -> pd.DataFrame:
    """Rows as every edition has them, with the edition and the number of the case."""
    rijen = [{**staat, "uitgave": e, "zaak": f"{n}"} for n in nummers for e, staat in zaken.states(n).items()]
    return pd.DataFrame(rijen, columns=[*KOLOMMEN, *BIJ])


def realise(zaken: Zaken, blok: Blok, x: Ints, uitgaven: Sequence[Uitgave], wereld: Wereld) -> None:
    """Add the edits of one block to a world."""
    anders: dict[int, dict[str, Any]] = defaultdict(dict)
    nieuw: list[dict[str, Any]] = []
    for stam, (saldo, pools) in _per_stam(blok, x).items():
        van_marge = {marge: (pool, moves) for pool, (marge, moves) in pools.items() if blok.alleen[pool]}
        weg: list[int] = []
        if saldo < 0:
            pool = blok.alleen_van[stam]
            weg = _leavers(zaken, blok.pools[pool], {m: moves for m, (_, moves) in van_marge.items()}, -saldo)
            wereld.weg |= set(weg)
        erbij: list[dict[str, Any]] = [{"stam": stam} for _ in range(saldo)]
        for marge in MARGES if saldo else van_marge:
            pool, (eraf, erop) = van_marge.get(marge, (blok.alleen_van[stam], ([], [])))
            for rij in weg:
                _take(eraf, erop, zaken.categorie[marge][rij])
            for nieuweling in erbij:
                nieuweling[marge] = erop.pop()
            _move(zaken, blok.pools[pool], marge, eraf, erop, set(weg), anders)
        nieuw += erbij
        _move_shared(zaken, blok, pools, anders, wereld)
    for rij, wat in sorted(anders.items()):
        wereld.weg.add(rij)
        wereld.erbij += _changed(zaken, rij, wat, uitgaven, f"nieuw-{len(wereld.erbij)}")
    for wat in nieuw:
        wereld.erbij += _made(blok, wat, uitgaven, f"nieuw-{len(wereld.erbij)}", zaken)


def _per_stam(blok: Blok, x: Ints) -> dict[int, tuple[int, dict[int, tuple[str, Moves]]]]:
    """Per stam how many persons come (less than 0: go), and per pool its margin and the moves in it."""
    k = blok.kolommen
    uit: dict[int, tuple[int, dict[int, tuple[str, Moves]]]] = {}
    saldo: dict[tuple[int, int, str, Any], int] = defaultdict(int)
    for i in np.flatnonzero(x).tolist():
        saldo[k.stam.iat[i], k.pool.iat[i], k.marge.iat[i], k.categorie.iat[i]] += int(k.teken.iat[i] * x[i])
    for (stam, pool, marge, categorie), n in sorted(saldo.items(), key=lambda paar: paar[0][:3]):
        zaken, pools = uit.get(stam, (0, {}))
        if marge == ZAAK:
            zaken = n
        else:
            eraf, erop = pools.setdefault(pool, (marge, ([], [])))[1]
            (erop if n > 0 else eraf).extend([categorie] * abs(n))
        uit[stam] = (zaken, pools)
    return uit


def _move(
    zaken: Zaken,
    rijen: Ints,
    marge: str,
    eraf: list[Any],
    erop: list[Any],
    weg: set[int],
    anders: dict[int, dict[str, Any]],
) -> None:
    """Choose a row for each category that loses one and give it one that gains."""
    vrij: dict[Any, list[int]] = defaultdict(list)
    for rij in rijen.tolist():
        if rij not in weg:
            vrij[zaken.categorie[marge][rij]].append(rij)
    for was, wordt in zip(sorted(eraf), sorted(erop), strict=True):
        anders[vrij[was].pop()][marge] = wordt


def _move_shared(
    zaken: Zaken,
    blok: Blok,
    pools: Mapping[int, tuple[str, Moves]],
    anders: dict[int, dict[str, Any]],
    wereld: Wereld,
) -> None:
    """Change rows of persons with more cases, let some go, and give persons more cases."""
    for pool, (marge, (eraf, erop)) in pools.items():
        if marge == KOPIE:
            _copy(zaken, blok.pools[pool], len(eraf), len(erop), wereld)
        elif not blok.alleen[pool]:
            _move(zaken, blok.pools[pool], marge, eraf, erop, set(), anders)


def _copy(zaken: Zaken, rijen: Ints, eraf: int, erop: int, wereld: Wereld) -> None:
    """Let rows go whose persons count anyway, or give the persons of these rows more cases like them."""
    wereld.weg |= set(rijen[:eraf].tolist())
    plaatsen = [rij for rij in rijen.tolist() for _ in range(zaken.room(rij))]
    for rij in plaatsen[:erop]:
        zaak = f"nieuw-{len(wereld.erbij)}"
        wereld.erbij += [
            {naam: was[naam] for naam in KOLOMMEN}
            | {"subsoort": was["subsoort"] or None, "afhandeling": was["afhandeling"] or None}
            | {"uitgave": e, "zaak": zaak}
            for e, was in zaken.states(rij).items()
        ]


def _leavers(zaken: Zaken, rijen: Ints, per_marge: Mapping[str, Moves], aantal: int) -> list[int]:
    """Rows that go, those first whose categories must lose anyway."""

    def fits(rij: int) -> int:
        return sum(zaken.categorie[marge][rij] in eraf for marge, (eraf, _) in per_marge.items())

    return sorted(map(int, rijen), key=lambda r: (-fits(r), r))[:aantal]


def _take(eraf: list[Any], erop: list[Any], categorie: Any) -> None:
    """A row of this category went: one less has to leave it, or one more has to enter it."""
    if categorie in eraf:
        eraf.remove(categorie)
    else:
        erop.append(categorie)


# --- dates, ages, persons ----------------------------------------------------------------------------------------


def _changed(
    zaken: Zaken, nummer: int, wat: Mapping[str, Any], uitgaven: Sequence[Uitgave], naam: str
) -> list[dict[str, Any]]:
    """A true case with other categories, as each edition that has it would have it."""
    was, staten = zaken.records[nummer], zaken.states(nummer)
    dagen = {e: uitgaven[e].laatste[was["gemeente"]] for e in staten}
    rij: dict[str, Any] = {kolom: was[kolom] for kolom in KOLOMMEN} | {"zaak": naam}
    if "maand" in wat:
        dag = first_day(was["jaar"], wat["maand"]).replace(day=min(int(was["startdatum"].day), 28))
        rij["startdatum"] = min(dag, *dagen.values())
    kern = wat.get("kern", zaken.categorie["kern"][nummer])
    if "kern" in wat:
        rij["subsoort"], rij["afhandeling"] = kern[:2]
    geeindigd = ended_in(kern, tuple(staten))
    einde = pd.NaT
    if geeindigd:
        einde = _end(rij["startdatum"], was["einddatum"], int(was["eind"]), kern[2], dagen[geeindigd[0]])
    deelt = bool(zaken.deelt[nummer])
    if was["alleen"]:
        groep, onderwijs = wat.get("wie", (was["groep"], was["onderwijssoort"]))
        leeftijd = int(was["leeftijd_bij_start"])
        if "wie" in wat and groep != was["groep"]:
            leeftijd = zaken.mogelijk.age(was["soort"], groep, leeftijd)
        rij["onderwijssoort"], rij["leeftijd_bij_start"] = onderwijs, leeftijd
        rij["persoon"] = naam if deelt else was["persoon"]
    elif "wie" in wat:
        rij["onderwijssoort"] = wat["wie"][1]
    if not was["alleen"] and "maand" in wat:
        rij["leeftijd_bij_start"] = _age(zaken.birth_date(was["persoon"]), rij["startdatum"])
    geboren = _born(rij["startdatum"], rij["leeftijd_bij_start"])
    return [
        rij
        | {
            "uitgave": e,
            "afhandeling": rij["afhandeling"] if e in geeindigd else "",
            "einddatum": einde if e in geeindigd else pd.NaT,
            "peildatum": staat["peildatum"],
            "leeftijd_op_peildatum": _age(geboren, staat["peildatum"])
            if was["alleen"]
            else staat["leeftijd_op_peildatum"],
        }
        for e, staat in staten.items()
    ]


def _made(
    blok: Blok, wat: Mapping[str, Any], uitgaven: Sequence[Uitgave], naam: str, zaken: Zaken
) -> list[dict[str, Any]]:
    """The case of a new person, as each edition that has it would have it."""
    rijen = unit_rows(blok.stammen[wat["stam"]], blok.jaar, wat, uitgaven, zaken.mogelijk)
    for rij in rijen:
        peildatum = uitgaven[rij["uitgave"]].laatste[rij["gemeente_nu"]]
        geboren = _born(rij["startdatum"], rij["leeftijd_bij_start"])
        rij |= {"persoon": naam, "zaak": naam, "peildatum": peildatum}
        rij["leeftijd_op_peildatum"] = _age(geboren, peildatum)
    return rijen


def _end(start: pd.Timestamp, was: pd.Timestamp, was_jaar: int, jaar: int, laatste: pd.Timestamp) -> pd.Timestamp:
    """The day on which a case ends in a schooljaar: the one it had where that can be, else the last."""
    return was if jaar == was_jaar != OPEN and was >= start else end_day(start, jaar, laatste)


def _born(start: pd.Timestamp, leeftijd: int) -> pd.Timestamp:
    """A birth date of who has this age on a day: half a year after the birthday."""
    return start - pd.DateOffset(years=leeftijd, months=6)


def _age(geboren: pd.Timestamp, dag: pd.Timestamp) -> int:
    return int(dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day)))


__all__ = ["KOLOMMEN", "Wereld", "realise"]
