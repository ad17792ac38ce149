"""Since when a visitor wants to know: the figures of the visit before, else the last Monday before the peildatum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from data.team.bewaren import change_file, read_file

_BESTAND = "bezoeken"
# More than this between the peildatum and today: the figures are old.
OUD_NA = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Sinds:
    """van: the first day that is new. gezien: the peildatum of the figures of the last visit, None for a Monday."""

    van: date
    gezien: date | None


def remember(wie: str, peildatum: date, vandaag: date) -> Sinds:
    """Keep which figures this visitor saw today, and return since when what they see is new.

    Another look on the same day tells the same. A visitor is kept under a hash, with two dates.
    """
    sleutel = hashlib.sha256(wie.encode()).hexdigest()[:32]
    nu = read_file(_BESTAND).get(sleutel, {})
    eerder = str(nu.get("eerder", "")) if nu.get("dag") == vandaag.isoformat() else str(nu.get("peildatum", ""))
    nieuw = {"dag": vandaag.isoformat(), "peildatum": peildatum.isoformat(), "eerder": eerder}
    if nieuw != nu:
        change_file(_BESTAND, lambda alle: {**alle, sleutel: nieuw})
    return since(date.fromisoformat(eerder) if eerder else None, peildatum)


def since(gezien: date | None, peildatum: date) -> Sinds:
    """Since when: the day after the figures of the last visit when newer ones came, else a Monday before peildatum."""
    if gezien is not None and gezien < peildatum:
        return Sinds(gezien + timedelta(days=1), gezien)
    return Sinds(peildatum - timedelta(days=peildatum.weekday() or 7), None)


def is_old(peildatum: date, vandaag: date) -> bool:
    """Whether the peildatum lies more than a month before today."""
    return vandaag - peildatum > OUD_NA
