"""What a team sets for itself: the term per soort, the fte and the norm for werkdruk. One small file, per gebied."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data.databases import datamap
from data.team.bevoegd import Bevoegd, GeenToegangError
from data.vocabulary import SOORTEN

MEESTE_DAGEN, MEESTE_FTE, MEESTE_NORM = 1_000, 1_000.0, 10_000


class OngeldigeInstellingError(ValueError):
    """A setting that cannot be; the text (Dutch) says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class Instellingen:
    """termijnen: days per soort. fte and norm (open werkprocessen per fte) are None when the team did not set them."""

    termijnen: Mapping[str, int] = field(default_factory=dict)
    fte: float | None = None
    norm: int | None = None


def read(bevoegd: Bevoegd, gebied: str) -> Instellingen:
    """The settings of a gebied of this visitor. GeenToegangError for another."""
    _check(bevoegd, gebied)
    gevonden = _read_all().get(gebied, {})
    return Instellingen(
        {soort: int(dagen) for soort, dagen in gevonden.get("termijnen", {}).items() if soort in SOORTEN},
        gevonden.get("fte"),
        gevonden.get("norm"),
    )


def write(bevoegd: Bevoegd, gebied: str, instellingen: Instellingen) -> None:
    """Keep the settings of a gebied of this visitor. GeenToegangError for another."""
    _check(bevoegd, gebied)
    with _locked():
        alle = {**_read_all(), gebied: asdict(instellingen)}
        nieuw = _file().with_name(f".instellingen.{os.getpid()}")
        nieuw.touch(0o600)
        nieuw.write_text(json.dumps(alle, ensure_ascii=False, indent=1), "utf-8")
        nieuw.replace(_file())


def parse(velden: Mapping[str, str]) -> Instellingen:
    """Settings from a form: `termijn_<soort>`, `fte`, `norm`; an empty field is not set.

    Raises OngeldigeInstellingError.
    """
    termijnen = {
        soort: _whole(velden.get(f"termijn_{soort}", ""), f"De termijn voor {SOORTEN[soort].lower()}", MEESTE_DAGEN)
        for soort in SOORTEN
        if velden.get(f"termijn_{soort}", "").strip()
    }
    norm = velden.get("norm", "").strip()
    return Instellingen(termijnen, _fte(velden.get("fte", "")), _whole(norm, "De norm", MEESTE_NORM) if norm else None)


def _whole(tekst: str, naam: str, hoogstens: int) -> int:
    tekst = tekst.strip()
    if not (tekst.isascii() and tekst.isdecimal() and 1 <= int(tekst[:9]) <= hoogstens):
        raise OngeldigeInstellingError(f"{naam} moet een heel getal zijn van 1 tot en met {hoogstens}.")
    return int(tekst)


def _fte(tekst: str) -> float | None:
    if not tekst.strip():
        return None
    try:
        fte = float(tekst.strip().replace(",", "."))
    except ValueError:
        fte = 0.0
    if not 0 < fte <= MEESTE_FTE:
        raise OngeldigeInstellingError("Het aantal fte moet een getal boven 0 zijn, bijvoorbeeld 6,5.")
    return round(fte, 2)


def _check(bevoegd: Bevoegd, gebied: str) -> None:
    if gebied not in bevoegd.gebieden:
        raise GeenToegangError("Deze instellingen horen niet bij uw team.")


def _file() -> Path:
    map_ = datamap() / "team"
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    return map_ / "instellingen.json"


def _read_all() -> dict[str, dict[str, Any]]:
    try:
        return dict(json.loads(_file().read_text("utf-8")))
    except FileNotFoundError:
        return {}


@contextmanager
def _locked() -> Iterator[None]:
    with _file().with_name(".instellingen.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield
