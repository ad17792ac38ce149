"""The figures that reports published: `data/bronnen/`, read, checked and given as values.

Every figure keeps the report's own words, how certain the reading is, and, where the two mean the same, the indicator
it stands for. How figures hang together (parts of a whole, a percentage of two counts) stands beside them, so that the
contradictions in reports can be found by rule.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.cells.cells import CelSleutel
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, gebieden
from data.referentie.reference_csv import SHIPPED, Row, folder, read_rows
from data.reports.published_figures import (
    Berekening,
    Nauwkeurigheid,
    Publicatiecijfer,
    Richting,
    Soort,
    Telwijze,
    Uitspraak,
    Verslagbron,
    Volledig,
    Zekerheid,
    mogelijke_aantallen,
)

__all__ = [
    "Publicatiecijfer",
    "Uitspraak",
    "Verslagbron",
    "alle_cijfers",
    "bronnen",
    "cijfers",
    "mogelijke_aantallen",
    "uitspraken",
]

BRONNEN = Path(__file__).parent.parent / "bronnen"

_KOLOMMEN = ("nummer", "bron", "gebied", "soort", "waarde", "indicator", "feit")
_ZEKERHEID: dict[str, Zekerheid] = {"zeker": "zeker", "afgeleid": "afgeleid", "onzeker": "onzeker"}
_SOORT: dict[str, Soort] = {"meting": "meting", "norm": "norm", "doel": "doel", "feit": "feit"}
_VOLLEDIG: dict[str, Volledig] = {"ja": "ja", "nee": "nee", "overlap": "overlap", "": ""}
_NAUWKEURIGHEID: dict[str, Nauwkeurigheid] = {
    "": "",
    "ongeveer": "ongeveer",
    "ruim": "ruim",
    "minder_dan": "minder_dan",
}
_RICHTING: dict[str, Richting] = {"stijging": "stijging", "daling": "daling", "gelijk": "gelijk"}
_JA_NEE = {"ja": True, "nee": False, "": False}
_BEREKENING = re.compile(r"(1-)?(\w+)/(\w+)")
_PEILDATUM = re.compile(r"\d{4}(-\d{2}){0,2}")


class _Plaats(NamedTuple):
    """Where the files are. `streng`: they belong to this site, so every gebied in them must be known."""

    map: Path
    streng: bool
    referentie: Path


def bronnen(map: Path | None = None) -> tuple[Verslagbron, ...]:
    """Return the reports that figures of this site come from."""
    return _bronnen(_place(map))


def cijfers(map: Path | None = None) -> tuple[Publicatiecijfer, ...]:
    """Return the published figures about a gebied in a schooljaar, uncertain readings included.

    Norms, goals and facts about how things are organised are left out; `alle_cijfers` has them too.
    """
    return tuple(cijfer for cijfer in alle_cijfers(map) if cijfer.soort == "meting" and cijfer.schooljaar)


def alle_cijfers(map: Path | None = None) -> tuple[Publicatiecijfer, ...]:
    """Return every published figure, in the order of the reports.

    A site for another region (LEERRECHT_REFERENTIE) reads the folder `bronnen` beside its own gemeenten; without one it
    gets what the shipped reports that speak of its gemeenten say of them and of the country. Raises ReferentieFout
    (Dutch: file, line, column, remedy) for a figure that cannot be right.
    """
    return _alle_cijfers(_place(map))


def uitspraken(map: Path | None = None) -> tuple[Uitspraak, ...]:
    """Return what the reports say about changes; nothing where a region keeps no such file beside its figures."""
    return _uitspraken(_place(map))


def _place(map: Path | None) -> _Plaats:
    referentie = folder()
    own = map or referentie / "bronnen"
    if map or own.is_dir():
        return _Plaats(own, streng=True, referentie=referentie)
    return _Plaats(BRONNEN, streng=referentie == SHIPPED, referentie=referentie)


@lru_cache(maxsize=8)
def _bronnen(plaats: _Plaats) -> tuple[Verslagbron, ...]:
    rows = read_rows(
        plaats.map / "bronnen.csv", ("sleutel", "titel", "uitgever", "jaar", "soort", "gebied", "toelichting")
    )
    alle = tuple(_bron(row) for row in rows)
    if plaats.streng:
        return alle
    told_here = {row.get("bron") for row in read_rows(plaats.map / "cijfers.csv", _KOLOMMEN) if _is_here(row)}
    return tuple(bron for bron in alle if bron.sleutel in told_here)


def _is_here(row: Row) -> bool:
    """Whether a line is about one of our own places; every region would have what is about the country."""
    return row.get("gebied") != LAND and gebieden().kent(row.get("gebied"))


@lru_cache(maxsize=8)
def _alle_cijfers(plaats: _Plaats) -> tuple[Publicatiecijfer, ...]:
    rows = list(read_rows(plaats.map / "cijfers.csv", _KOLOMMEN))
    sources = {bron.sleutel for bron in _bronnen(plaats)}
    ours = [row for row in rows if plaats.streng or (gebieden().kent(row.get("gebied")) and row.get("bron") in sources)]
    found = tuple(_cijfer(row, sources) for row in ours)
    _check_together(ours, found)
    return found


@lru_cache(maxsize=8)
def _uitspraken(plaats: _Plaats) -> tuple[Uitspraak, ...]:
    if not (bestand := plaats.map / "uitspraken.csv").exists():
        return ()
    rows = read_rows(bestand, ("nummer", "bron", "gebied", "feit", "van", "naar", "richting"))
    feiten = {name for cijfer in _alle_cijfers(plaats) for name in (cijfer.feit, cijfer.geheel)}
    sources = {bron.sleutel for bron in _bronnen(plaats)}
    ours = [
        row
        for row in rows
        if plaats.streng or (row.get("bron") in sources and all(map(gebieden().kent, row.get("gebied").split("+"))))
    ]
    for row in ours:
        if row.need("feit") not in feiten:
            raise row.error("feit", "komt bij geen enkel cijfer voor. Neem de naam over uit cijfers.csv.")
    return tuple(_uitspraak(row, sources) for row in ours)


def _bron(row: Row) -> Verslagbron:
    jaar = row.parse("jaar", int, "een jaartal, of niets")
    titel, uitgever, soort = row.need("titel"), row.need("uitgever"), row.need("soort")
    return Verslagbron(
        row.need("sleutel"),
        titel,
        uitgever,
        jaar,
        soort,
        row.need("gebied"),
        row.get("schooljaren"),
        row.get("toelichting"),
    )


def _cijfer(row: Row, bekend: set[str]) -> Publicatiecijfer:
    waarde = row.parse("waarde", _number, "een getal met een punt als decimaalteken")
    status = row.choose("status", {"gepubliceerd": "gepubliceerd", "nvt": "nvt"})
    if (waarde is None) != (status == "nvt"):
        raise row.error("status", "is 'nvt' als er geen waarde is, en anders 'gepubliceerd'.")
    zekerheid = row.choose("zekerheid", _ZEKERHEID)
    sleutel, berekening = _sleutel(row), row.parse("berekening", _berekening, "teller/noemer of 1-teller/noemer")
    if zekerheid == "onzeker" and (sleutel or row.get("afstembaar") == "ja"):
        raise row.error("indicator", "moet leeg zijn bij een onzeker cijfer: dat mag nooit in een grafiek komen.")
    return Publicatiecijfer(
        nummer=row.parse("nummer", int, "een geheel getal") or 0,
        bron=_known(row, bekend),
        sectie=row.get("sectie"),
        gebied=_gebied(row),
        schooljaar=row.parse("schooljaar", schooljaar.parse, "een schooljaar als 2022-2023") or "",
        peildatum=row.parse("peildatum", _peildatum, "2024, 2024-09 of 2024-09-30") or "",
        soort=row.choose("soort", _SOORT),
        indicator_bron=row.need("indicator_bron"),
        uitsplitsing_bron=row.get("uitsplitsing_bron"),
        waarde=None if waarde is None else float(waarde),
        decimalen=-int(waarde.as_tuple().exponent) if waarde is not None else 0,
        eenheid=row.need("eenheid"),
        nauwkeurigheid=row.choose("nauwkeurigheid", _NAUWKEURIGHEID),
        zekerheid=zekerheid,
        status=status,
        toelichting=row.get("toelichting"),
        sleutel=sleutel,
        voorkeur=row.choose("voorkeur", _JA_NEE),
        afstembaar=row.choose("afstembaar", _JA_NEE),
        telwijze=_telwijze(row),
        feit=row.get("feit") or f"{row.get('bron')}/{row.get('indicator_bron')}/{row.get('uitsplitsing_bron')}",
        geheel=row.get("geheel"),
        verdeling=row.get("verdeling"),
        volledig=row.choose("volledig", _VOLLEDIG),
        berekening=berekening,
    )


def _uitspraak(row: Row, bekend: set[str]) -> Uitspraak:
    codes = tuple(row.need("gebied").split("+"))
    if unknown := [code for code in codes if not gebieden().kent(code)]:
        raise row.error("gebied", f"'{unknown[0]}' staat niet in gemeenten.csv of regios.csv.")
    van, naar = (row.parse(kolom, schooljaar.parse, "een schooljaar als 2022-2023") or "" for kolom in ("van", "naar"))
    richting, feit = row.choose("richting", _RICHTING), row.need("feit")
    nummer = row.parse("nummer", int, "een geheel getal") or 0
    return Uitspraak(
        nummer, _known(row, bekend), row.get("sectie"), codes, feit, van, naar, richting, row.need("parafrase")
    )


def _known(row: Row, bekend: set[str]) -> str:
    if row.need("bron") not in bekend:
        raise row.error("bron", f"'{row.get('bron')}' staat niet in bronnen.csv. Voeg de bron daar toe.")
    return row.get("bron")


def _gebied(row: Row) -> str:
    if not gebieden().kent(row.need("gebied")):
        raise row.error("gebied", f"'{row.get('gebied')}' staat niet in gemeenten.csv of regios.csv.")
    return row.get("gebied")


def _sleutel(row: Row) -> CelSleutel | None:
    parts = [row.get(kolom) for kolom in ("indicator", "teleenheid", "uitsplitsing", "categorie")]
    if not any(parts):
        return None
    indicator, teleenheid, uitsplitsing, categorie = parts
    if not all(parts):
        raise row.error("indicator", "vraagt ook teleenheid, uitsplitsing en categorie. Vul ze alle vier in of geen.")
    return CelSleutel(indicator, teleenheid, row.get("gebied"), row.get("schooljaar"), uitsplitsing, categorie)


def _telwijze(row: Row) -> Telwijze | None:
    sets = [
        frozenset(filter(None, row.get(kolom).split("|"))) for kolom in ("soort_werkproces", "subsoort", "afhandeling")
    ]
    if not row.get("moment"):
        return None
    return Telwijze(row.choose("moment", {"start": "start", "eind": "eind", "lopend": "lopend"}), *sets)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or number < 0:
        raise ValueError(text)
    return number


def _peildatum(text: str) -> str:
    if not _PEILDATUM.fullmatch(text):
        raise ValueError(text)
    return text


def _berekening(text: str) -> Berekening:
    match = _BEREKENING.fullmatch(text)
    if not match:
        raise ValueError(text)
    return Berekening(match[2], match[3], rest=bool(match[1]))


def _check_together(rows: list[Row], found: tuple[Publicatiecijfer, ...]) -> None:
    """What only shows when all figures are seen: numbers used twice, and cells that two figures would both fill."""
    numbers: set[int] = set()
    chosen: set[CelSleutel] = set()
    parts = [cijfer.geheel for cijfer in found if cijfer.geheel]
    wholes = {cijfer.feit for cijfer in found} | {whole for whole in parts if parts.count(whole) > 1}
    for row, cijfer in zip(rows, found, strict=True):
        if cijfer.nummer in numbers:
            raise row.error("nummer", f"{cijfer.nummer} komt al eerder voor. Geef elk cijfer een eigen nummer.")
        if cijfer.soort == "meting" and not cijfer.schooljaar and cijfer.toonbaar:
            raise row.error("schooljaar", "is leeg. Een meting hoort bij een schooljaar.")
        if cijfer.geheel and cijfer.geheel not in wholes:
            raise row.error("geheel", f"'{cijfer.geheel}' is van geen ander cijfer het feit. Kijk de spelling na.")
        if cijfer.sleutel and cijfer.voorkeur and cijfer.sleutel in chosen:
            raise row.error("voorkeur", "is voor ditzelfde cijfer al bij een andere regel 'ja'. Kies er een.")
        numbers.add(cijfer.nummer)
        chosen |= {cijfer.sleutel} if cijfer.sleutel and cijfer.voorkeur else set()
