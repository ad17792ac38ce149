"""What was looked at before, told apart by a mark: so that exactly that is published, and nothing else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from etl.meldingen import PublicatieFout
from etl.publicatie import staand

if TYPE_CHECKING:
    from etl.publicatie.publiceren import Klaargezet, Uitkomst


def mark_of(klaar: Klaargezet | Uitkomst) -> str:
    """Tells apart what publishing would do: what would be told, and what is live before it."""
    from etl.publicatie.publiceren import Uitkomst

    wordt = klaar.publicatie_id if isinstance(klaar, Uitkomst) else klaar.inhoud.vingerafdruk
    nu = staand.live_head()
    return hashlib.sha256(f"{wordt} {nu[0] if nu else ''}".encode()).hexdigest()[:32]


def check_mark(zoals: str, klaar: Klaargezet | Uitkomst) -> None:
    """Raise PublicatieFout when this is not what was looked at under the mark `zoals`; empty asks for nothing."""
    if zoals and zoals != mark_of(klaar):
        raise PublicatieFout(
            "Er is iets veranderd sinds u bekeek wat publiceren verandert.",
            "Er is niets gepubliceerd. Bekijk het opnieuw, en publiceer dan.",
        )
