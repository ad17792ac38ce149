"""Marks: of all that decides what readers see, and of what was looked at before, so that exactly that is published."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Protocol

from data.publication.landelijk import LandelijkCijfer
from data.referentie import gebieden as gebieden_module
from data.reports import published
from etl.meldingen import PublicatieFout
from etl.publicatie import staand
from etl.publicatie.rijen import gebied_rows
from etl.tellen import Tellingen


class WatWordt(Protocol):
    """What publishing would do. wordt: a word that is the same only where the same would be told."""

    @property
    def wordt(self) -> str: ...  # noqa: D102


def fingerprint_told(tellingen: Tellingen, landelijk: Iterable[LandelijkCijfer], key: bytes) -> str:
    """Mark everything that decides what readers will see, so that publishing the same twice changes nothing.

    It stands in the public database and hidden counts go into it, so it is keyed: a plain hash would confirm a guess.
    """
    delen = [
        sorted((*cel, t.waarde) for cel, t in tellingen.cellen.items()),
        sorted((*sleutel, str(h.peildatum), h.voorbeeld) for sleutel, h in tellingen.herkomst.items()),
        sorted(tellingen.onbekend),
        [asdict(cijfer) for cijfer in published.alle_cijfers()],
        gebied_rows(gebieden_module.gebieden()),
        *([rijen] if (rijen := [asdict(cijfer) for cijfer in landelijk]) else []),
    ]
    in_order = lambda x: sorted(x) if isinstance(x, frozenset) else str(x)  # noqa: E731 - a set has another order each run
    alles = json.dumps(delen, default=in_order, sort_keys=True).encode()
    return hmac.new(key, alles, hashlib.sha256).hexdigest()


def mark_of(klaar: WatWordt) -> str:
    """Tell apart what publishing would do: what would be told, and what is live before it."""
    nu = staand.live_head()
    return hashlib.sha256(f"{klaar.wordt} {nu[0] if nu else ''}".encode()).hexdigest()[:32]


def check_mark(zoals: str, klaar: WatWordt) -> None:
    """Raise PublicatieFout when this is not what was looked at under the mark `zoals`; empty asks for nothing."""
    if zoals and zoals != mark_of(klaar):
        raise PublicatieFout(
            "Er is iets veranderd sinds u bekeek wat publiceren verandert.",
            "Er is niets gepubliceerd. Bekijk het opnieuw, en publiceer dan.",
        )
