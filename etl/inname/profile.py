"""The leveringsprofiel: how a region's own column names and codes map onto the canonical ones.

A profile is a small TOML file; where it stands says `data.levering.profielen`.
It only translates: what a code means is fixed in `data.registry.vocabulary`, and a profile with an unknown code is
refused.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.levering.profielen import folders, names
from data.registry.vocabulary import AFHANDELINGEN, ONDERWIJSSOORT_ONBEKEND, ONDERWIJSSOORTEN, SOORTEN, SUBSOORTEN
from etl.intern.schema import STAND_ALTIJD, STAND_GETALLEN
from etl.meldingen import GebruiksFout

WERKPROCES_KOLOMMEN = (
    "werkproces_id",
    "persoon_id",
    "gemeente_code",
    "soort",
    "subsoort",
    "onderwijssoort",
    "geboortedatum",
    "startdatum",
    "einddatum",
    "afhandeling",
)
# A delivery may have these; without them nothing is missing.
MAG_KOLOMMEN = ("behandelaar",)
STAND_KOLOMMEN = ("gemeente_code", "schooljaar", *STAND_GETALLEN)
# A file of standen may have these; without them they stay unknown.
MAG_STANDEN = tuple(naam for naam in STAND_GETALLEN if naam not in STAND_ALTIJD)
# Without one of these a row says nothing; the others a form may not have at all, when its profile says so.
ALTIJD = frozenset({"werkproces_id", "persoon_id", "gemeente_code", "soort", "geboortedatum", "startdatum"})
_VERPLICHT = frozenset({"omschrijving", "aanname", "max_afgekeurd", "altijd_toegestaan", "leeg", "grenzen"})
_SLEUTELS = _VERPLICHT | {"afwezig", "kolommen", "waarden"}
_GRENZEN = frozenset({"leeftijd_bij_start", "startdatum_vanaf"})

# Per canonical column: the key of a delivered value -> the code; an empty code means that the value says nothing.
Vertaling = Mapping[str, str]


@dataclass(frozen=True)
class Profiel:
    """A checked profile.

    kolommen: canonical column -> keys of the headers it may have. afwezig: columns that this form does not have.
    soorten, subsoorten, afhandelingen, onderwijssoorten: key -> code, per soort where the codes are. max_afgekeurd: the
    share of refused rows above which the delivery is refused, unless no more than `altijd_toegestaan` rows are.
    """

    naam: str
    omschrijving: str
    aanname: bool
    sha256: str
    kolommen: Mapping[str, frozenset[str]]
    afwezig: frozenset[str]
    soorten: Vertaling
    onderwijssoorten: Vertaling
    subsoorten: Mapping[str, Vertaling]
    afhandelingen: Mapping[str, Vertaling]
    leeg: tuple[str, ...]
    max_afgekeurd: float
    altijd_toegestaan: int
    leeftijd_bij_start: tuple[int, int]
    startdatum_vanaf: date

    @property
    def codes(self) -> frozenset[str]:
        """The keys of all values this profile knows."""
        per_soort = (*self.subsoorten.values(), *self.afhandelingen.values())
        return frozenset(key for codes in (self.soorten, self.onderwijssoorten, *per_soort) for key in codes)


def header_key(tekst: str) -> str:
    """What two spellings of one header have in common: `Werkproces ID` and `werkproces-id` are the same column."""
    return re.sub(r"[^a-z0-9]", "", tekst.lower())


def value_key(tekst: str) -> str:
    """What two spellings of one code have in common; the database computes the same in `rules.sleutel`."""
    return tekst.strip().lower().replace(" ", "_").replace("-", "_")


def read_profile(naam: str) -> Profiel:
    """Read and check a profile by name. Raises GebruiksFout when it is not there or says something that cannot be."""
    for folder in folders():
        file = folder / f"{naam}.toml"
        if re.fullmatch(r"[\w-]+", naam) and file.is_file():
            return parse_profile(naam, file.read_bytes())
    raise GebruiksFout(f"Het profiel '{naam}' bestaat niet.", f"Kies uit: {', '.join(names())}.")


def parse_profile(naam: str, inhoud: bytes) -> Profiel:
    """The profile that stands in a TOML document. Raises GebruiksFout with the faulty entry."""
    try:
        toml = tomllib.loads(inhoud.decode())
        return _build(naam, hashlib.sha256(inhoud).hexdigest(), toml)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise _wrong(naam, f"is geen leesbare TOML ({fout})") from fout
    except ValueError as fout:
        raise _wrong(naam, f"kan niet: {fout}") from fout
    except (TypeError, AttributeError) as fout:
        raise _wrong(naam, "heeft ergens een waarde van de verkeerde soort (tekst, getal, lijst of tabel)") from fout


def _build(naam: str, sha256: str, toml: dict[str, Any]) -> Profiel:
    _only_known(set(toml), _SLEUTELS, "")
    _need(set(toml), _VERPLICHT)
    waarden, grenzen = toml.get("waarden", {}), toml["grenzen"]
    _need(set(grenzen), _GRENZEN)
    _only_known(set(waarden), {"soort", "subsoort", "onderwijssoort", "afhandeling"}, "waarden.")
    jongste, oudste = (int(grens) for grens in grenzen["leeftijd_bij_start"])
    afwezig = frozenset(toml.get("afwezig", ()))
    _only_known(set(afwezig), set(WERKPROCES_KOLOMMEN) - ALTIJD, "afwezig: ")
    if not 0 <= float(toml["max_afgekeurd"]) <= 1:
        raise ValueError("max_afgekeurd is een aandeel van 0 tot en met 1")
    onderwijssoorten = [code for code in ONDERWIJSSOORTEN if code != ONDERWIJSSOORT_ONBEKEND]
    return Profiel(
        naam=naam,
        omschrijving=str(toml["omschrijving"]),
        aanname=bool(toml["aanname"]),
        sha256=sha256,
        kolommen=_columns(toml.get("kolommen", {})),
        afwezig=afwezig,
        soorten=_translate("soort", list(SOORTEN), waarden.get("soort", {}), leeg=False),
        onderwijssoorten=_translate("onderwijssoort", onderwijssoorten, waarden.get("onderwijssoort", {})),
        subsoorten=_per_soort("subsoort", SUBSOORTEN, waarden.get("subsoort", {})),
        afhandelingen=_per_soort("afhandeling", AFHANDELINGEN, waarden.get("afhandeling", {})),
        leeg=tuple(str(tekst) for tekst in toml["leeg"]),
        max_afgekeurd=float(toml["max_afgekeurd"]),
        altijd_toegestaan=int(toml["altijd_toegestaan"]),
        leeftijd_bij_start=(jongste, oudste),
        startdatum_vanaf=date.fromisoformat(str(grenzen["startdatum_vanaf"])),
    )


def _columns(eigen: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Our own header is always understood; the profile adds the region's."""
    alle = (*WERKPROCES_KOLOMMEN, *MAG_KOLOMMEN)
    _only_known(set(eigen), set(alle), "kolommen.")
    return {kolom: frozenset(header_key(kop) for kop in (kolom, *eigen.get(kolom, ()))) for kolom in alle}


def _translate(kolom: str, codes: list[str], eigen: Mapping[str, str], *, leeg: bool = True) -> dict[str, str]:
    _only_known(set(eigen.values()), {*codes, *([""] if leeg else [])}, f"waarden.{kolom}: ")
    return {**{code: code for code in codes}, **{value_key(tekst): code for tekst, code in eigen.items()}}


def _per_soort(kolom: str, codes: Mapping[str, Mapping[str, str]], eigen: Mapping[str, Any]) -> dict[str, Vertaling]:
    """Codes belong to a soort. A profile translates for all soorten at once, or in a table of its own for one soort."""
    algemeen = {tekst: code for tekst, code in eigen.items() if isinstance(code, str)}
    _only_known(
        set(algemeen.values()), {"", *(code for van_soort in codes.values() for code in van_soort)}, kolom + ": "
    )
    per_soort = {soort: tabel for soort, tabel in eigen.items() if not isinstance(tabel, str)}
    _only_known(set(per_soort), set(SOORTEN), f"waarden.{kolom}.")
    result: dict[str, Vertaling] = {}
    for soort in SOORTEN:
        van_soort = list(codes.get(soort, ()))
        passend = {tekst: code for tekst, code in algemeen.items() if code in (*van_soort, "")}
        result[soort] = _translate(f"{kolom}.{soort}", van_soort, {**passend, **per_soort.get(soort, {})})
    return result


def _only_known(given: set[str], known: set[str] | frozenset[str], waar: str) -> None:
    if given - known:
        raise ValueError(f"{waar}{', '.join(sorted(given - known))} ken ik niet")


def _need(given: set[str], needed: frozenset[str]) -> None:
    if needed - given:
        raise ValueError(f"{', '.join(sorted(needed - given))} ontbreekt")


def _wrong(naam: str, wat: str) -> GebruiksFout:
    return GebruiksFout(f"Het profiel '{naam}' {wat}.", "Verbeter het profiel; docs/handleiding.md beschrijft de vorm.")
