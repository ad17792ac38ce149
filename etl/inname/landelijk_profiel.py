"""The profile of a national source: which column of its file says what. Small TOML files, one per source.

They stand in `data/referentie/profielen/landelijk/`, or in `profielen/landelijk/` of LEERRECHT_REFERENTIE. A file is
recognised by its header, so nobody has to name a profile.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.publication.figures import Bron
from data.publication.landelijk import LANDELIJK, LANDELIJK_SOORT
from data.referentie import reference_csv
from etl.inname.profile import header_key
from etl.meldingen import GebruiksFout

_KOLOMMEN = frozenset({"gebied", "periode", "onderwerp", "waarde"})
_SLEUTELS = frozenset(
    {
        "omschrijving",
        "aanname",
        "afgerond_op",
        "wat_leeg_is",
        "bron",
        "kolommen",
        "alleen",
        "indicatoren",
        "onderwerpen",
    }
)


@dataclass(frozen=True, kw_only=True)
class LandelijkProfiel:
    """A checked profile.

    kolommen: gebied, periode, onderwerp and waarde -> keys of their headers. indicatoren: key of the header of a column
    -> national indicator; onderwerpen: key of a text in the column onderwerp -> the same. alleen: key of a header ->
    the keys of the values that count. afgerond_op: the source rounds counts to this; 0 when it is not known to.
    """

    naam: str
    sha256: str
    omschrijving: str
    aanname: bool
    bron: Bron
    kolommen: Mapping[str, frozenset[str]]
    indicatoren: Mapping[str, str]
    onderwerpen: Mapping[str, str]
    alleen: Mapping[str, frozenset[str]]
    leeg: frozenset[str]
    afgerond_op: int


def column_key(kop: str) -> str:
    """What two spellings of one header have in common; the number that OData puts behind a topic does not count."""
    return header_key(re.sub(r"_\d+\s*$", "", kop))


def read_profiles() -> tuple[LandelijkProfiel, ...]:
    """Every national profile; a region's own comes before the shipped one of the same name.

    Raises GebruiksFout for one that says something that cannot be.
    """
    bestanden: dict[str, Path] = {}
    for map_ in (reference_csv.folder(), reference_csv.SHIPPED):
        for bestand in sorted((map_ / "profielen" / "landelijk").glob("*.toml")):
            bestanden.setdefault(bestand.stem, bestand)
    return tuple(_read(bestand, bestand.stat().st_mtime_ns) for bestand in bestanden.values())


@lru_cache(maxsize=32)
def _read(bestand: Path, _gewijzigd: int) -> LandelijkProfiel:
    try:
        inhoud = bestand.read_bytes()
        return _build(bestand.stem, hashlib.sha256(inhoud).hexdigest(), tomllib.loads(inhoud.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise GebruiksFout(
            f"Het landelijke profiel '{bestand.stem}' is geen leesbare TOML.", "Verbeter het bestand."
        ) from fout
    except (KeyError, TypeError, ValueError, AttributeError) as fout:
        raise GebruiksFout(
            f"Het landelijke profiel '{bestand.stem}' kan niet: {fout}.",
            "Vergelijk het met data/referentie/profielen/landelijk/cbs-84780ned.toml.",
        ) from fout


def _build(naam: str, sha256: str, toml: dict[str, Any]) -> LandelijkProfiel:
    if set(toml) != _SLEUTELS:
        raise ValueError(f"deze onderdelen horen erin te staan: {', '.join(sorted(_SLEUTELS))}")
    if set(toml["kolommen"]) - _KOLOMMEN or not {"gebied", "periode"} <= set(toml["kolommen"]):
        raise ValueError(f"kolommen kent alleen {', '.join(sorted(_KOLOMMEN))}; gebied en periode zijn nodig")
    if onbekend := (set(toml["indicatoren"]) | set(toml["onderwerpen"])) - set(LANDELIJK):
        raise ValueError(f"{', '.join(sorted(onbekend))} ken ik niet; kies uit {', '.join(LANDELIJK)}")
    bron = toml["bron"]
    return LandelijkProfiel(
        naam=naam,
        sha256=sha256,
        omschrijving=str(toml["omschrijving"]),
        aanname=bool(toml["aanname"]),
        bron=Bron(
            bron["sleutel"], bron["titel"], bron["uitgever"], LANDELIJK_SOORT, toelichting=bron["toelichting"].strip()
        ),
        kolommen={kolom: frozenset(map(column_key, koppen)) for kolom, koppen in toml["kolommen"].items()},
        indicatoren={column_key(kop): key for key, koppen in toml["indicatoren"].items() for kop in koppen},
        onderwerpen={column_key(tekst): key for key, teksten in toml["onderwerpen"].items() for tekst in teksten},
        alleen={column_key(kop): frozenset(map(header_key, w)) for kop, w in toml["alleen"].items()},
        leeg=frozenset(str(tekst).lower() for tekst in toml["wat_leeg_is"]) | {""},
        afgerond_op=int(toml["afgerond_op"]),
    )
