"""Edits that were found before, as a place to begin: worlds are dear to find and cheap to check.

A stock says of nothing that it is safe. Edits are taken from it where their block is the same and they move only what
was hidden with them; then everything goes its way, and what they do not make wide is searched for. So an example can
bring its worlds along, and a choice that is made again with coarser tables does not begin anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from data.cells.cells import CelSleutel
from data.cells.tableplan import Tafel
from etl.tafelkeuze import Keuze
from etl.tellen import Tellingen
from etl.werelden.model import Blok
from etl.werelden.program import balances
from etl.werelden.search import Vondst
from etl.werelden.zaken import Bools, Ints

Bewerking = tuple[tuple[int, int], ...]
"""Columns of a block with how often each edit is made."""


@dataclass(frozen=True)
class Voorraad:
    """per_blok: per block (`mark`) and world its edits. onderdrukt: what was hidden with them.

    stappen: how fine each table was told. telling: of which counts (`fingerprint`); both only where a file is kept.
    """

    per_blok: Mapping[str, Mapping[int, Bewerking]]
    onderdrukt: frozenset[CelSleutel]
    stappen: Keuze = field(default_factory=dict)
    telling: str = ""


def fingerprint(tellingen: Tellingen) -> str:
    """The same for the same counts only."""
    return hashlib.sha256(repr(sorted((*c, t.waarde) for c, t in tellingen.cellen.items())).encode()).hexdigest()


def mark(blok: Blok) -> str:
    """The same for blocks with the same edits and the same true cases, and hardly ever for others."""
    som = hashlib.sha256(f"{blok.regio} {blok.jaar} {blok.stammen}".encode())
    som.update(blok.kolommen.to_csv(index=False).encode())
    som.update(repr([pool.tolist() for pool in blok.pools]).encode())
    return som.hexdigest()[:24]


def lasting_mark(blok: Blok) -> str:
    """The same for blocks with the same edits, wherever their cases stand; in how many editions, if none changes."""
    stammen = [stam[:2] for stam in blok.stammen]
    som = hashlib.sha256(f"{blok.regio} {blok.jaar} {stammen}".encode())
    kolommen = blok.kolommen.assign(categorie=[_without_course(c) for c in blok.kolommen.categorie])
    som.update(kolommen.to_csv(index=False).encode())
    return f"b{som.hexdigest()[:24]}"


def _without_course(categorie: Any) -> Any:
    """A category with no more of a kern than one edition tells: where nothing changes, the others tell the same."""
    if isinstance(categorie, tuple) and categorie and isinstance(categorie[0], tuple):
        return tuple(_without_course(deel) for deel in categorie)
    return categorie[:3] if isinstance(categorie, tuple) else categorie


def keep(blokken: Sequence[Blok], vondst: Vondst) -> dict[str, dict[int, Bewerking]]:
    """The edits of a region as they are kept."""
    uit: dict[str, dict[int, Bewerking]] = {}
    for wereld, per_blok in enumerate(vondst.bewerkingen):
        for nummer, x in per_blok.items():
            gebruikt = np.flatnonzero(x)
            uit.setdefault(mark(blokken[nummer]), {})[wereld] = tuple(
                zip(gebruikt.tolist(), x[gebruikt].tolist(), strict=True)
            )
    return uit


def begin_with(voorraad: Voorraad, blokken: Sequence[Blok], mag: Bools, vondst: Vondst) -> None:
    """Take the edits of a stock that fit these blocks. mag: the cells that they may move."""
    for nummer, blok in enumerate(blokken):
        bekend = voorraad.per_blok.get(mark(blok)) or voorraad.per_blok.get(lasting_mark(blok), {})
        for wereld, bewerking in sorted(bekend.items()):
            x = np.zeros(len(blok.kolommen), dtype=np.int64)
            for kolom, n in bewerking:
                x[kolom] = n
            take(blokken, nummer, wereld, x, mag, vondst)


def take(blokken: Sequence[Blok], nummer: int, wereld: int, x: Ints, mag: Bools, vondst: Vondst) -> None:
    """Make these edits of a block part of a world, where they fit, it has none there, and they move what they may."""
    blok = blokken[nummer]
    verschil = np.zeros(len(mag), dtype=np.int64)
    np.add.at(verschil, blok.cel, blok.effect * x[blok.kolom])
    if _fits(blok, x) and not verschil[~mag].any():
        staat = vondst.world(wereld)
        if nummer not in vondst.bewerkingen[wereld]:
            staat += verschil
            vondst.bewerkingen[wereld][nummer] = x


def translate(x: Ints, oud: Blok, nieuw: Blok) -> Ints:
    """The same edits in a block whose rows are free in other respects: in the pools that those rows are in now.

    Gives no edits where some are not there any more.
    """
    velden = ["pool", "stam", "marge", "categorie", "teken"]
    plek = {sleutel: n for n, sleutel in enumerate(nieuw.kolommen[velden].itertuples(index=False, name=None))}
    wordt = {
        (marge, rij): pool
        for pool, marge in nieuw.kolommen[nieuw.kolommen.pool >= 0].groupby("pool").marge.first().items()
        for rij in nieuw.pools[pool].tolist()
    }
    alleen = {(k.stam, k.marge): k.pool for k in nieuw.kolommen.itertuples() if k.pool >= 0 and nieuw.alleen[k.pool]}
    anders = np.zeros(len(nieuw.kolommen), dtype=np.int64)
    for n in np.flatnonzero(x).tolist():
        pool, stam, marge, categorie, teken = oud.kolommen.loc[n, velden]
        if pool >= 0:
            rijen = oud.pools[pool]
            pool = alleen.get((stam, marge)) if oud.alleen[pool] else wordt.get((marge, int(rijen[0])))
        if (pool, stam, marge, categorie, teken) not in plek:
            return np.zeros_like(anders)
        anders[plek[pool, stam, marge, categorie, teken]] += x[n]
    return anders


def _fits(blok: Blok, x: Ints) -> bool:
    """Whether these edits keep every pool in balance and take no row that is not there."""
    pool, kolom, getal = balances(blok)
    som = np.bincount(pool, weights=getal * x[kolom], minlength=len(blok.pools))
    return bool((x >= 0).all() and (x <= blok.kolommen.meest.to_numpy()).all() and not som.any())


def write_stock(voorraad: Voorraad, bestand: Path) -> None:
    """Write a stock to a file; the same stock gives the same file."""
    inhoud = {
        "per_blok": {m: {str(w): b for w, b in werelden.items()} for m, werelden in voorraad.per_blok.items()},
        "onderdrukt": sorted(voorraad.onderdrukt),
        "telling": voorraad.telling,
        "stappen": [[r, *t, stap] for r, per in sorted(voorraad.stappen.items()) for t, stap in sorted(per.items())],
    }
    tekst = json.dumps(inhoud, separators=(",", ":"), sort_keys=True).encode()
    bestand.write_bytes(gzip.compress(tekst, mtime=0))


def read_stock(bestand: Path) -> Voorraad:
    """Read what `write_stock` wrote."""
    inhoud = json.loads(gzip.decompress(bestand.read_bytes()))
    stappen: dict[str, dict[Tafel, str]] = {}
    for regio, *tafel, stap in inhoud["stappen"]:
        stappen.setdefault(regio, {})[Tafel(*tafel)] = stap
    return Voorraad(
        {
            m: {int(w): tuple((k, n) for k, n in b) for w, b in werelden.items()}
            for m, werelden in inhoud["per_blok"].items()
        },
        frozenset(CelSleutel(*cel) for cel in inhoud["onderdrukt"]),
        stappen,  # type: ignore[arg-type]
        inhoud["telling"],
    )
