"""Blocks solved before: the same block is not solved twice.

A block is known by everything that decides its solution, and by the version of the method. What is read back is
proved anew,
so a damaged or forged file costs time, never protection.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np

from etl.bescherming.getuige import Getuige
from etl.bescherming.oplossen import Oplossing, is_proof
from etl.bescherming.stand import Opgave

VERSIE = "1"
"""To be raised with every change of the method that changes what is hidden."""

BEWAARD = 200
"""How many blocks are kept, the newest."""


def fingerprint(opgave: Opgave) -> str:
    """The same for the same block only."""
    som = hashlib.sha256(VERSIE.encode())
    stelsel = opgave.stelsel
    for deel in (
        stelsel.waarde,
        stelsel.zichtbaar,
        stelsel.gewicht,
        stelsel.is_verschil,
        stelsel.soort,
        stelsel.begin,
        stelsel.kolom,
        stelsel.factor,
        opgave.onderdrukt,
        opgave.eis,
        opgave.vast,
        opgave.rand,
        opgave.prijs,
        opgave.blijft,
        *opgave.tabellen,
    ):
        som.update(str(deel.shape).encode())
        som.update(np.ascontiguousarray(deel).tobytes())
    return som.hexdigest()


def recall(map_: Path, opgave: Opgave) -> Oplossing | None:
    """The solution kept for this block, if there is one and it still proves itself."""
    bestand = map_ / f"{fingerprint(opgave)}.npz"
    if not bestand.is_file():
        return None
    try:
        with np.load(bestand, allow_pickle=False) as delen:
            oplossing = Oplossing(
                delen["onderdrukt"],
                _unpack(delen["lengte"], delen["cellen"], delen["verschil"]),
                delen["onhoudbaar"],
                delen["vervallen"],
                0,
            )
        return oplossing if is_proof(opgave, oplossing) else None
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile):
        return None


def remember(map_: Path, opgave: Opgave, oplossing: Oplossing) -> None:
    """Keep a solution. It holds true counts' differences: the folder is as secret as the internal database."""
    leeg = np.empty(0, dtype=np.int64)
    inhoud = io.BytesIO()
    np.savez_compressed(
        inhoud,
        onderdrukt=oplossing.onderdrukt,
        onhoudbaar=oplossing.onhoudbaar,
        vervallen=oplossing.vervallen,
        lengte=np.array([len(g.cellen) for g in oplossing.getuigen], dtype=np.int64),
        cellen=np.concatenate([leeg, *(g.cellen for g in oplossing.getuigen)]),
        verschil=np.concatenate([leeg, *(g.verschil for g in oplossing.getuigen)]),
    )
    map_.mkdir(parents=True, exist_ok=True)
    doel = map_ / f"{fingerprint(opgave)}.npz"
    half = doel.with_suffix(".half")
    half.write_bytes(inhoud.getvalue())
    half.replace(doel)
    for oud in sorted(map_.glob("*.npz"), key=lambda pad: pad.stat().st_mtime)[:-BEWAARD]:
        oud.unlink(missing_ok=True)


def _unpack(lengtes: np.ndarray, cellen: np.ndarray, verschil: np.ndarray) -> tuple[Getuige, ...]:
    grenzen = np.cumsum(lengtes)[:-1]
    return (
        tuple(Getuige(c, v) for c, v in zip(np.split(cellen, grenzen), np.split(verschil, grenzen), strict=True))
        if len(lengtes)
        else ()
    )
