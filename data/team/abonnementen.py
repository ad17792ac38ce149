"""Who asked for the message on Monday: an address and the roles of the last visit, in one small file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from data.team.bewaren import change_file, read_file

_BESTAND = "abonnementen"
# Whoever did not visit for so long gets no more messages: their roles may have been taken away.
HOUDBAAR = timedelta(days=35)
_ADRES = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LANGSTE = 200


class OngeldigAdresError(ValueError):
    """What was typed is no address; the text is Dutch and does not repeat it."""


@dataclass(frozen=True, slots=True)
class Abonnement:
    """wie: what the provider calls this user; naam: what the audit log does. rollen, gezien: of the last visit."""

    wie: str
    adres: str
    rollen: tuple[str, ...]
    gezien: date
    naam: str = ""

    def lasts(self, vandaag: date) -> bool:
        """Whether the roles are fresh enough to send anything."""
        return vandaag - self.gezien <= HOUDBAAR


def subscribe(wie: str, adres: str, rollen: Sequence[str], vandaag: date, *, naam: str) -> None:
    """Send the message to this address from now on. Raises OngeldigAdresError."""
    adres = adres.strip()
    if len(adres) > _LANGSTE or not _ADRES.fullmatch(adres):
        raise OngeldigAdresError("Dit is geen e-mailadres. Schrijf het als naam@gemeente.nl.")
    _keep(Abonnement(wie, adres, tuple(rollen), vandaag, naam))


def unsubscribe(wie: str) -> None:
    """Send nothing more to this user."""
    change_file(_BESTAND, lambda alle: {naam: wat for naam, wat in alle.items() if naam != wie})


def renew(wie: str, rollen: Sequence[str], vandaag: date, *, naam: str) -> None:
    """Note the roles of a visit, of who asked for the message."""
    nu = find(wie)
    if nu is not None and (nu.rollen, nu.gezien, nu.naam) != (tuple(rollen), vandaag, naam):
        _keep(Abonnement(wie, nu.adres, tuple(rollen), vandaag, naam))


def find(wie: str) -> Abonnement | None:
    """What this user asked for; None when nothing."""
    return next((abonnement for abonnement in subscriptions() if abonnement.wie == wie), None)


def subscriptions() -> list[Abonnement]:
    """Everybody who asked."""
    return [
        Abonnement(
            wie, str(wat["adres"]), tuple(wat["rollen"]), date.fromisoformat(wat["gezien"]), str(wat.get("naam", wie))
        )
        for wie, wat in read_file(_BESTAND).items()
    ]


def _keep(abonnement: Abonnement) -> None:
    wat = asdict(abonnement) | {"gezien": abonnement.gezien.isoformat()}
    wie = wat.pop("wie")
    change_file(_BESTAND, lambda alle: {**alle, wie: wat})
