"""Refuses a registry that cannot be right, before anything is counted or shown by it.

Each message names the entry, the field and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn, get_args

from data.registry.indicator_types import (
    JONGEREN,
    MELDINGEN,
    STAPPEN,
    WERKPROCESSEN,
    Herkomst,
    Indicator,
    Moment,
    Richting,
    Thema,
    Uitsplitsing,
)
from data.registry.vocabulary import AFHANDELINGEN, SOORTEN

_TELEENHEDEN = (WERKPROCESSEN, JONGEREN, MELDINGEN)
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# The fields that must say something, on screen or to a machine.
_TEKSTEN = ("titel", "betekenis", "definitie")
# The fields that name other entries.
_VERWIJZINGEN = ("teller", "noemer", "teller_in_verslag", "noemer_in_verslag")


class RegistryFout(ValueError):
    """An entry that cannot be: which, in which field, and how to mend it (Dutch)."""


def check_registry(entries: Iterable[Indicator]) -> Mapping[str, Indicator]:
    """Return the entries by key, in their order. Raises RegistryFout for the first that cannot be right."""
    registry: dict[str, Indicator] = {}
    plekken: dict[tuple[str, object], str] = {}
    for ind in entries:
        if ind.key in registry:
            _refuse(ind, "key", "deze key is er al. Kies een andere.")
        _check_alone(ind)
        for veld, plek in _only_once(ind):
            if (eerder := plekken.setdefault((veld, plek), ind.key)) != ind.key:
                _refuse(ind, veld, f"plek {plek} heeft {eerder} al. Kies een andere plek.")
        registry[ind.key] = ind
    for ind in registry.values():
        for veld, key in _named(ind):
            if key == ind.key or key not in registry:
                _refuse(ind, veld, f"{key!r} is geen andere indicator van het register. Kies de key van een die er is.")
    return registry


def _check_alone(ind: Indicator) -> None:
    """Check what an entry says by itself."""
    if not _KEY.fullmatch(ind.key):
        _refuse(ind, "key", "gebruik kleine letters, cijfers en liggende streepjes.")
    for veld in _TEKSTEN:
        if not getattr(ind, veld).strip():
            _refuse(ind, veld, "hier staat niets. Schrijf wat de lezer moet weten.")
    _check_choice(ind, "herkomst", [ind.herkomst], get_args(Herkomst))
    _check_choice(ind, "thema", [ind.thema], get_args(Thema))
    _check_choice(ind, "richting", [ind.richting], get_args(Richting))
    _check_choice(ind, "teleenheden", ind.teleenheden, _TELEENHEDEN)
    _check_choice(ind, "uitsplitsingen", ind.uitsplitsingen, get_args(Uitsplitsing))
    _check_choice(ind, "regio_uitsplitsingen", ind.regio_uitsplitsingen, get_args(Uitsplitsing))
    if not ind.teleenheden:
        _refuse(ind, "teleenheden", f"noem er minstens een: {', '.join(_TELEENHEDEN)}.")
    if dubbel := set(ind.uitsplitsingen) & set(ind.regio_uitsplitsingen):
        _refuse(ind, "regio_uitsplitsingen", f"{min(dubbel)} staat ook bij uitsplitsingen. Kies een van beide.")
    if ind.verloopstap and ind.verloopstap.teleenheid not in ind.teleenheden:
        _refuse(ind, "verloopstap", f"kies een teleenheid die de indicator heeft: {', '.join(ind.teleenheden)}.")
    _check_selectie(ind)
    _check_share(ind)
    _check_ladders(ind)


def _check_selectie(ind: Indicator) -> None:
    if (ind.selectie is None) == (ind.herkomst == "werkprocessen"):
        _refuse(ind, "selectie", "zeg bij herkomst werkprocessen welke zaken tellen, en bij een andere herkomst niets.")
    if ind.selectie is not None:
        codes = {code for per_soort in AFHANDELINGEN.values() for code in per_soort}
        _check_choice(ind, "selectie.moment", [ind.selectie.moment], get_args(Moment))
        _check_choice(ind, "selectie.soorten", ind.selectie.soorten or (), SOORTEN)
        _check_choice(ind, "selectie.afhandelingen", ind.selectie.afhandelingen or (), sorted(codes))


def _check_share(ind: Indicator) -> None:
    """A percentage is worked out from a teller and a noemer, or printed by a report; nothing else has a teller."""
    if ind.herkomst == "verhouding":
        for veld in ("teller", "noemer"):
            if not getattr(ind, veld):
                _refuse(ind, veld, "een verhouding heeft een teller en een noemer. Noem de key van elk.")
    elif ind.teller:
        _refuse(ind, "teller", "alleen een verhouding heeft een teller. Haal hem weg, of zet herkomst op verhouding.")
    if ind.aanvulling and not ind.teller:
        _refuse(ind, "aanvulling", "er is geen teller om van 100% af te halen. Noem hem, of haal aanvulling weg.")
    if ind.is_percentage != (ind.herkomst == "verhouding") and ind.herkomst != "verslagen":
        _refuse(ind, "eenheid", "een percentage heeft een teller en een noemer (herkomst verhouding), een aantal niet.")
    if not ind.is_percentage and (ind.van_wie or ind.teller_in_verslag):
        _refuse(ind, "eenheid", "van_wie en teller_in_verslag horen bij een percentage. Haal ze weg.")


def _check_ladders(ind: Indicator) -> None:
    for uitsplitsing, teleenheid, treden in ind.ladders:
        veld = f"ladders, {uitsplitsing} in {teleenheid}"
        if teleenheid not in ind.teleenheden:
            _refuse(ind, veld, "die teleenheid staat niet bij teleenheden. Zet haar daar bij.")
        if list(treden) != [stap for stap in STAPPEN if stap in treden]:
            _refuse(ind, veld, f"zet de stappen van fijn naar grof: {', '.join(STAPPEN)}.")
        if "venster" in treden and (teleenheid == JONGEREN or (ind.selectie and ind.selectie.moment == "lopend")):
            _refuse(ind, veld, "jongeren en wat loopt tellen niet op over jaren. Haal venster weg.")


def _only_once(ind: Indicator) -> Iterator[tuple[str, object]]:
    """What no two entries can have alike, each with its field."""
    if ind.tegel is not None:
        yield "tegel", ind.tegel
    if ind.verloopstap:
        yield "verloopstap", ind.verloopstap.plaats
    if ind.regiowoord:
        yield "regiowoord", ind.regiowoord[0]


def _named(ind: Indicator) -> Iterator[tuple[str, str]]:
    """The keys of other entries that this one names, each with its field."""
    yield from ((veld, key) for veld in _VERWIJZINGEN if (key := getattr(ind, veld)))
    yield from (("onderdeel_van", key) for key in ind.onderdeel_van)


def _check_choice(ind: Indicator, veld: str, waarden: Iterable[str], mag: Iterable[str]) -> None:
    keuzes = tuple(mag)
    for waarde in waarden:
        if waarde not in keuzes:
            _refuse(ind, veld, f"{waarde!r} kan niet. Kies uit: {', '.join(keuzes)}.")


def _refuse(ind: Indicator, veld: str, remedie: str) -> NoReturn:
    raise RegistryFout(f"Indicator {ind.key!r}, {veld}: {remedie}")
