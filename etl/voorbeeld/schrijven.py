"""Writing the example as files of the delivery contract, in blocks, so that memory does not grow with the size."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from data.registry import vocabulary
from etl.voorbeeld.cellen import AFHANDELINGEN, ONDERWIJSSOORTEN, SOORTEN, SUBSOORTEN, Celkolommen
from etl.voorbeeld.datums import GEEN, Dagen, Keuze

BRON = "voorbeeld"
KENMERK = "VOORBEELD-"
KOPREGEL = (
    "werkproces_id;persoon_id;gemeente_code;soort;subsoort;onderwijssoort;geboortedatum;startdatum;einddatum;"
    "afhandeling;bron"
)
KOPREGEL_STANDEN = "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven;bron"
_BLOK = 100_000
_BITS = 40
_MASKER = np.uint64((1 << _BITS) - 1)
_HEX = np.frombuffer(b"0123456789ABCDEF", dtype=np.uint8)
_EERSTE_DATUM = date(1985, 1, 1)
_DATUMS = 366 * 60

Tekst = NDArray[np.bytes_]
Stand = tuple[str, str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rijen:
    """The werkprocessen of one gemeente: per row its cell, person number, birth, start and end (`GEEN`: open)."""

    cel: Keuze
    persoon: NDArray[np.int64]
    geboorte: Dagen
    start: Dagen
    eind: Dagen

    def __len__(self) -> int:
        return len(self.cel)

    def sorted_by_start(self) -> Rijen:
        """The same rows in the order in which they began."""
        volgorde = np.argsort(self.start, kind="stable")
        return self.take(volgorde)

    def with_others(self, andere: Rijen) -> Rijen:
        """These rows and others."""
        return Rijen(
            np.concatenate([self.cel, andere.cel]),
            np.concatenate([self.persoon, andere.persoon]),
            np.concatenate([self.geboorte, andere.geboorte]),
            np.concatenate([self.start, andere.start]),
            np.concatenate([self.eind, andere.eind]),
        )

    def take(self, welke: NDArray[np.int64] | slice) -> Rijen:
        """A part of the rows."""
        return Rijen(self.cel[welke], self.persoon[welke], self.geboorte[welke], self.start[welke], self.eind[welke])


class Schrijver:
    """An export being written: it stands under its own name only when `sluit` has been called."""

    def __init__(self, pad: Path, cellen: Celkolommen, zaad: int) -> None:
        self._pad, self._deel = pad, pad.with_name(pad.name + ".deel")
        self._bestand: BinaryIO = self._deel.open("wb")
        self._bestand.write(f"{KOPREGEL}\n".encode())
        self._wat, self._uitkomst = _texts(cellen)
        self._zaad = zaad
        self.aantal = 0

    def write(self, gemeente: str, rijen: Rijen) -> None:
        """Add the rows of one gemeente."""
        for begin in range(0, len(rijen), _BLOK):
            blok = rijen.take(slice(begin, begin + _BLOK))
            self._bestand.write(self._lines(gemeente, blok))
            self.aantal += len(blok)

    def sluit(self) -> None:
        """Put the file in its place, complete."""
        self._bestand.flush()
        os.fsync(self._bestand.fileno())
        self._bestand.close()
        self._deel.replace(self._pad)

    def breek_af(self) -> None:
        """Leave nothing half written behind."""
        self._bestand.close()
        self._deel.unlink(missing_ok=True)

    def _lines(self, gemeente: str, rijen: Rijen) -> bytes:
        n = len(rijen)
        nummers = np.arange(self.aantal, self.aantal + n, dtype=np.uint64)
        velden: Sequence[Tekst | bytes] = (
            KENMERK.encode(), _identifier(nummers, self._zaad, 1), b";",
            _identifier(rijen.persoon.astype(np.uint64), self._zaad, 2), f";{gemeente};".encode(),
            self._wat[rijen.cel], b";", _date_text(rijen.geboorte), b";", _date_text(rijen.start), b";",
            _date_text(rijen.eind), b";", self._uitkomst[rijen.cel], f";{BRON}\n".encode(),
        )  # fmt: skip
        blok = np.concatenate([_as_columns(veld, n) for veld in velden], axis=1)
        # Fixed-width fields are padded with zero bytes; without them the lines are what they should be.
        return blok[blok != 0].tobytes()


def _as_columns(veld: Tekst | bytes, n: int) -> NDArray[np.uint8]:
    if isinstance(veld, bytes):
        return np.broadcast_to(np.frombuffer(veld, dtype=np.uint8), (n, len(veld)))
    return np.ascontiguousarray(veld).view(np.uint8).reshape(n, -1)


def _texts(cellen: Celkolommen) -> tuple[Tekst, Tekst]:
    """Per cell `soort;subsoort;onderwijssoort`, and its afhandeling."""
    onderwijs = ["" if o == vocabulary.ONDERWIJSSOORT_ONBEKEND else o for o in ONDERWIJSSOORTEN]
    kolommen = zip(cellen.soort, cellen.subsoort, cellen.onderwijssoort, strict=True)
    wat = [f"{SOORTEN[s]};{SUBSOORTEN[sub]};{onderwijs[o]}" for s, sub, o in kolommen]
    return np.array(wat, dtype="S"), np.array(AFHANDELINGEN, dtype="S")[cellen.afhandeling]


@lru_cache(maxsize=1)
def _dates() -> Tekst:
    dagen = [(_EERSTE_DATUM + timedelta(days=n)).isoformat() for n in range(_DATUMS)]
    return np.array([*dagen, ""], dtype="S10")


def _date_text(dagen: Dagen) -> Tekst:
    positie = dagen.astype(np.int64) - (_EERSTE_DATUM - date(1970, 1, 1)).days
    result: Tekst = _dates()[np.where(dagen == GEEN, _DATUMS, positie)]
    return result


def _identifier(nummers: NDArray[np.uint64], zaad: int, soort: int) -> Tekst:
    """A different random-looking text per number: each step can be undone, so no two numbers meet."""
    sleutels = np.random.default_rng([zaad, soort]).integers(1, 1 << _BITS, 3, dtype=np.uint64)
    x = (nummers * (sleutels[0] | np.uint64(1)) + sleutels[1]) & _MASKER
    x ^= x >> np.uint64(19)
    x = (x * (sleutels[2] | np.uint64(1))) & _MASKER
    x ^= x >> np.uint64(21)
    schuif = np.arange(_BITS - 4, -1, -4, dtype=np.uint64)
    cijfers = _HEX[((x[:, None] >> schuif) & np.uint64(15)).astype(np.intp)]
    result: Tekst = np.ascontiguousarray(cijfers).view(f"S{len(schuif)}").ravel()
    return result


def write_standen(pad: Path, standen: Iterable[Stand]) -> None:
    """Write the standen that go with the example."""
    regels = [KOPREGEL_STANDEN, *(";".join(map(str, (*stand, BRON))) for stand in standen)]
    deel = pad.with_name(pad.name + ".deel")
    deel.write_text("\n".join(regels) + "\n", encoding="utf-8")
    deel.replace(pad)
