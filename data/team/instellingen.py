"""What a team sets for itself: terms, the fte and the norm for werkdruk. One small file, per gebied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.team.bevoegd import Bevoegd, GeenToegangError
from data.team.bewaren import change_file, read_file
from data.team.termijnen import WERKSOORTEN, Termijnen, from_file, initial_terms

_BESTAND = "instellingen"
MEESTE_DAGEN, MEESTE_FTE, MEESTE_NORM = 1_000, 1_000.0, 10_000
# Less is nobody; rounded to hundredths it could be nothing, and there is divided by it.
MINSTE_FTE = 0.1
_LANGSTE = 20
# As people write one: what Python takes for a number besides (`1_0`, `1e2`) would be kept as another than was meant.
_GETAL = re.compile(r"[0-9]+([.,][0-9]+)?")


class OngeldigeInstellingError(ValueError):
    """A setting that cannot be; the text (Dutch) says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class Instellingen:
    """termijnen: days. fte and norm (open werkprocessen per fte) are None when the team did not set them.

    eigen: whether the team set its terms; else they are those that everybody begins with.
    """

    termijnen: Termijnen = field(default_factory=dict)
    fte: float | None = None
    norm: int | None = None
    eigen: bool = True


def read(bevoegd: Bevoegd, gebied: str) -> Instellingen:
    """The settings of a gebied of this visitor, terms filled in until they set any. GeenToegangError for another."""
    _check(bevoegd, gebied)
    gevonden = read_file(_BESTAND).get(gebied)
    if gevonden is None:
        return Instellingen(initial_terms(), eigen=False)
    fte = gevonden.get("fte")
    if fte is not None and fte < MINSTE_FTE:  # kept before this was refused
        fte = None
    return Instellingen(from_file(gevonden.get("termijnen", {})), fte, gevonden.get("norm"))


def write(bevoegd: Bevoegd, gebied: str, instellingen: Instellingen) -> None:
    """Keep the settings of a gebied of this visitor. GeenToegangError for another."""
    _check(bevoegd, gebied)
    termijnen = {werk.sleutel: dagen for werk, dagen in instellingen.termijnen.items()}
    nieuw = {"termijnen": termijnen, "fte": instellingen.fte, "norm": instellingen.norm}
    change_file(_BESTAND, lambda alle: {**alle, gebied: nieuw})


def differences(eerst: Instellingen, nu: Instellingen) -> dict[str, str]:
    """Tell what changed, by the names of the form: `6,5 > 7`."""
    voor, na = _as_texts(eerst), _as_texts(nu)
    return {naam: f"{voor[naam]} > {na[naam]}" for naam in na if voor[naam] != na[naam]}


def _as_texts(wat: Instellingen) -> dict[str, str]:
    alles: dict[str, float | None] = {f"termijn_{werk.sleutel}": wat.termijnen.get(werk) for werk in WERKSOORTEN}
    alles |= {"fte": wat.fte, "norm": wat.norm}
    return {naam: "leeg" if getal is None else f"{getal:g}".replace(".", ",") for naam, getal in alles.items()}


def parse(velden: Mapping[str, str]) -> Instellingen:
    """Settings from a form: `termijn_<soort>` or `termijn_<soort>/<subsoort>`, `fte`, `norm`; empty is not set.

    Raises OngeldigeInstellingError.
    """
    termijnen = {
        werk: _whole(tekst, f"De termijn voor {werk.naam[0].lower()}{werk.naam[1:]}", MEESTE_DAGEN)
        for werk in WERKSOORTEN
        if (tekst := velden.get(f"termijn_{werk.sleutel}", "")).strip()
    }
    norm = velden.get("norm", "").strip()
    return Instellingen(termijnen, _fte(velden.get("fte", "")), _whole(norm, "De norm", MEESTE_NORM) if norm else None)


def _whole(tekst: str, naam: str, hoogstens: int) -> int:
    tekst = tekst.strip()
    if not (tekst.isascii() and tekst.isdecimal() and len(tekst) < 10 and 1 <= int(tekst) <= hoogstens):
        raise OngeldigeInstellingError(f"{naam} moet een heel getal zijn van 1 tot en met {hoogstens}.")
    return int(tekst)


def _fte(tekst: str) -> float | None:
    if not tekst.strip():
        return None
    goed = len(tekst) <= _LANGSTE and _GETAL.fullmatch(tekst.strip())
    fte = float(tekst.strip().replace(",", ".")) if goed else 0.0
    if not MINSTE_FTE <= fte <= MEESTE_FTE:
        raise OngeldigeInstellingError("Het aantal fte moet een getal van 0,1 tot en met 1.000 zijn, bijvoorbeeld 6,5.")
    return round(fte, 2)


def _check(bevoegd: Bevoegd, gebied: str) -> None:
    if gebied not in bevoegd.gebieden:
        raise GeenToegangError("Deze instellingen horen niet bij uw team.")
