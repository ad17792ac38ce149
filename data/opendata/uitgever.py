"""Who publishes the figures, whom to ask, and under which licence: settings of the region that runs the site."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_NOT_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")
_MAIL = re.compile(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+")


@dataclass(frozen=True, slots=True)
class Uitgever:
    """The settings; each is empty where it is not set or cannot be right.

    naam, uri: the publisher, and the address that names it in the list of the government. contact: a mailto: or https:
    address. licentie: the address of the licence.
    """

    naam: str
    uri: str
    contact: str
    licentie: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of them a catalogue needs and does not have, as the names of the settings."""
        nodig = {
            "LEERRECHT_UITGEVER": self.naam,
            "LEERRECHT_UITGEVER_URI": self.uri,
            "LEERRECHT_CONTACT": self.contact,
            "LEERRECHT_LICENTIE": self.licentie,
        }
        return tuple(naam for naam, waarde in nodig.items() if not waarde)


def publisher() -> Uitgever:
    """Read the settings from the environment."""
    contact = os.environ.get("LEERRECHT_CONTACT", "").strip()
    return Uitgever(
        os.environ.get("LEERRECHT_UITGEVER", "").strip(),
        _address("LEERRECHT_UITGEVER_URI"),
        f"mailto:{contact}" if _MAIL.fullmatch(contact) else _address("LEERRECHT_CONTACT"),
        licence(),
    )


def licence() -> str:
    """Return the address of the licence, or nothing."""
    return _address("LEERRECHT_LICENTIE")


def _address(naam: str) -> str:
    """Return a setting that must be an address of the web; nothing where it is none."""
    waarde = os.environ.get(naam, "").strip()
    delen = urlsplit(waarde)
    return (
        waarde
        if delen.scheme in ("http", "https") and delen.netloc and not re.search(r"[\s<>\"{}|\\^`]", waarde)
        else ""
    )
