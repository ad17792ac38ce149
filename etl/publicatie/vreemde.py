"""The stranger at the door: the attack that thinks in possible deliveries, on what is about to go live or is.

He has the rows of the public database, nothing else of this publication, what was read elsewhere (`kennis`), and every
publication that was there before.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.publication.databases import datamap
from data.registry.vocabulary import leeftijdsgroep
from etl.aanval import Lek, Openbaar, PubliekCijfer, Tegenspraak, VerteldeGroep, Vonnis, examine, read_figures
from etl.aanval.levering import impossible_worlds
from etl.aanval.mogelijk import MogelijkeGroepen, read_possible
from etl.aanval.openbaar import Groep, Lezer, registry_definitions
from etl.aanval.uitgaven import EerdereUitgave, beside, without_mark
from etl.intern import actief
from etl.tellen import Tellingen
from etl.werelden import Bewijs, NietTeBewijzen
from etl.werelden.keten import Eerder
from etl.werelden.uitgave import Uitgave

STEEKPROEF = 60
"""How many of the cells and groups still open after the first round are asked one by one."""


def attack_figures(
    cijfers: Iterable[PubliekCijfer],
    delen_van: Mapping[str, tuple[str, ...]],
    *,
    kennis: Mapping[CelSleutel, int],
    groepen: Mapping[VerteldeGroep, tuple[int, int]],
    mogelijk: MogelijkeGroepen,
    steekproef: int = STEEKPROEF,
    uitgaven: Sequence[EerdereUitgave] = (),
) -> Vonnis:
    """Attack these rows of the public database; what is found is written to the internal log.

    kennis, groepen: as `Openbaar` has them. steekproef: as `examine` has it. uitgaven: every edition, this one last;
    what they give away together counts as found here, where this one gives nothing away by itself. Raises Tegenspraak
    when the figures contradict each other.
    """
    openbaar = replace(read_figures(cijfers, delen_van), kennis=kennis, groepen=groepen, mogelijk=mogelijk)
    # Made of what is public alone: the seed is told, and may not depend on anything hidden.
    zaad = zlib.crc32(repr(sorted(openbaar.getoond.items())).encode())
    uitkomst = examine(openbaar, steekproef=steekproef, zaad=zaad)
    if uitkomst.veilig and uitgaven:
        uitkomst = replace(uitkomst, vondsten=tuple(attack_editions(openbaar, uitgaven, steekproef)))
    _log(uitkomst.vondsten)
    return uitkomst


def editions_told(eerder: Eerder) -> list[EerdereUitgave]:
    """Earlier editions as the stranger has them."""
    return [
        told_edition(u.tellingen, {c for c in u.sleutels if verteld.status[c] != "gepubliceerd"}, u.sleutels)
        for u, verteld in zip(eerder.uitgaven, eerder.verteld, strict=True)
    ]


def told_edition(
    tellingen: Tellingen, onderdrukt: Collection[CelSleutel], sleutels: Iterable[CelSleutel]
) -> EerdereUitgave:
    """An edition as the stranger has it, and what was counted for it. sleutels: the cells that it told."""
    geteld = {c: t.waarde for c, t in tellingen.cellen.items() if c.indicator in registry_definitions()}
    weg = {c for c in sleutels if c in onderdrukt and c in geteld}
    return EerdereUitgave({c: geteld[c] for c in sleutels if c in geteld and c not in weg}, weg, geteld)


def attack_editions(openbaar: Openbaar, uitgaven: Sequence[EerdereUitgave], steekproef: int = STEEKPROEF) -> list[Lek]:
    """What all editions together give away and those before the newest did not.

    openbaar: the newest. uitgaven: all, the newest last. What is found is named as it is in the newest.
    """
    *eerder, nu = uitgaven
    samen = beside(openbaar, nu, eerder)
    if not eerder or samen.delen_van == openbaar.delen_van:
        return []
    vondsten = _examine_together(samen, steekproef)
    if vondsten:
        *voor, laatste = eerder
        toen = replace(openbaar, getoond=laatste.getoond, onderdrukt=laatste.onderdrukt)
        al = {_about(v) for v in _examine_together(beside(toen, laatste, voor), steekproef)}
        vondsten = [v for v in vondsten if _about(v) not in al]
    return vondsten


def _examine_together(openbaar: Openbaar, steekproef: int) -> list[Lek]:
    """Attack editions; believe that cases only came until that contradicts what is read."""
    for groei in (openbaar.groei, ()):
        try:
            uitkomst = examine(replace(openbaar, groei=groei), steekproef=steekproef)
        except Tegenspraak:
            continue
        return [_unmarked(v) for v in uitkomst.vondsten]
    return []


def _unmarked(vondst: Lek) -> Lek:
    zonder = without_mark(vondst.zonder) if vondst.zonder else None
    return vondst._replace(wat=without_mark(vondst.wat), zonder=zonder, met=tuple(map(without_mark, vondst.met)))


def _about(vondst: Lek) -> tuple[object, ...]:
    """What a finding is about, whatever it comes to."""
    return vondst.soort, vondst.wat, vondst.eenheid, vondst.zonder, vondst.met


def cells_around(vondsten: Iterable[Lek], verteld: Tellingen) -> frozenset[CelSleutel]:
    """The cells that are told of what was found: those that count it, else those that count some of it."""
    cellen = [c for c, t in verteld.cellen.items() if t.zichtbaar and c.indicator in registry_definitions()]
    lezer = Lezer(registry_definitions(), cellen)
    groep = {c: lezer.read(c) for c in cellen}
    rond: set[CelSleutel] = set()
    for vondst in vondsten:
        wat = [w for w in (vondst.wat, vondst.zonder, *vondst.met) if w]
        zelf = {c for c in cellen if c in wat or groep[c] in wat}
        rond |= zelf or {
            c
            for c, g in groep.items()
            for w in wat
            if isinstance(w, Groep) and (g.gebied, g.moment) == (w.gebied, w.moment) and g.zaken & w.zaken
        }
    return frozenset(rond)


def summary(uitkomst: Vonnis) -> dict[str, int | None]:
    """The attack in numbers that anyone may know: nothing of what was found but how much, and no cell by name."""
    return {
        "cellen": uitkomst.cellen,
        "onderdrukt": uitkomst.onderdrukt,
        "groepen": uitkomst.groepen,
        "schendingen": len(uitkomst.vondsten),
        "smalste": uitkomst.smalste,
        "steekproef": uitkomst.steekproef,
        "zaad": uitkomst.zaad,
        "programmas": uitkomst.lps,
    }


def read_seen(verbinding: Connection) -> MogelijkeGroepen:
    """What can be, with what the active werkprocessen hold added to it: an error of a register exists."""
    gezien = {
        (soort, onderwijssoort, leeftijdsgroep(leeftijd))
        for soort, onderwijssoort, leeftijd in actief.ages_per_kind(verbinding)
    }
    return read_possible().with_seen(gezien, een_leeftijd=not actief.has_two_births(verbinding))


def impossible(verbinding: Connection, paren: pd.DataFrame, uitgaven: Sequence[Uitgave]) -> frozenset[int]:
    """The numbers of the worlds that are no delivery, or of which what is called the truth is not."""
    gevonden: set[int] = set()
    for e, uitgave in enumerate(uitgaven):
        actief.create_views(verbinding, leveringen=uitgave.leveringen)
        eigen = paren[paren.uitgave == e]
        oudst = {soort: leeftijd for soort, _, leeftijd in sorted(actief.ages_per_kind(verbinding), key=itemgetter(2))}
        echt = actief.rows_of(verbinding, eigen.persoon)
        gevonden |= impossible_worlds(eigen, echt, read_seen(verbinding), oudst)
    return frozenset(gevonden)


def check_possible(verbinding: Connection, bewijs: Bewijs, uitgaven: Sequence[Uitgave]) -> None:
    """Raise NietTeBewijzen when one of the worlds of a proof can be no delivery."""
    if bewijs.paren is not None and impossible(verbinding, bewijs.paren, uitgaven):
        raise NietTeBewijzen("Het bewijs gebruikt een levering die niet kan.", bewijs.onderdrukt)


def log_file() -> Path:
    """Where the cells stand that came out too closely, beside the internal database. Never to be shown."""
    return datamap() / "aanval.log"


def _log(vondsten: Iterable[Lek]) -> None:
    """Add a line per finding."""
    _write(map(_in_words, vondsten))


def _write(regels: Iterable[Mapping[str, Any]]) -> None:
    """Add lines to a file that only its owner reads; it is not made for nothing."""
    nu = datetime.now(UTC).isoformat(timespec="seconds")
    if not (alle := list(regels)):
        return
    with os.fdopen(os.open(log_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as uit:
        for regel in alle:
            uit.write(json.dumps({"tijd": nu, **regel}, ensure_ascii=False, default=_plain) + "\n")


def log_unproved(wat: Iterable[object]) -> None:
    """Add a line for each cell or group that the kept worlds do not prove, to the same file."""
    _write({"soort": "niet bewezen", "wat": ding} for ding in wat)


def _in_words(vondst: Lek) -> dict[str, Any]:
    wat, zonder, met = vondst.wat, vondst.zonder, vondst.met
    return {
        "soort": vondst.soort,
        "teleenheid": vondst.eenheid,
        "van": vondst.laag,
        "tot": vondst.hoog,
        "wat": wat._asdict(),
        **({"zonder": zonder._asdict()} if zonder else {}),
        **({"met": [groep._asdict() for groep in met]} if met else {}),
    }


def _plain(zaken: frozenset[Any]) -> list[str]:
    """The kinds of a group, as far as JSON has no sets."""
    return sorted("/".join(zaak) for zaak in zaken)
