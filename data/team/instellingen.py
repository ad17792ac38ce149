"""What a team sets for itself: the term per soort, the fte and the norm for werkdruk. One small file, per gebied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from data.team.bevoegd import Bevoegd, GeenToegangError
from data.team.bewaren import change_file, read_file
from data.vocabulary import SOORTEN

_BESTAND = "instellingen"
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
    gevonden = read_file(_BESTAND).get(gebied, {})
    return Instellingen(
        {soort: int(dagen) for soort, dagen in gevonden.get("termijnen", {}).items() if soort in SOORTEN},
        gevonden.get("fte"),
        gevonden.get("norm"),
    )


def write(bevoegd: Bevoegd, gebied: str, instellingen: Instellingen) -> None:
    """Keep the settings of a gebied of this visitor. GeenToegangError for another."""
    _check(bevoegd, gebied)
    change_file(_BESTAND, lambda alle: {**alle, gebied: asdict(instellingen)})


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
