"""The step of publishing that both sides must know: at which publication it was, and whether that became live."""

from __future__ import annotations

import re
from collections.abc import Iterable

OVERZETTEN = "Overzetten"
_ONLINE = re.compile(r"Publicatie (\S+) online zetten: (\w+)")


def going_live(publicatie_id: str) -> str:
    """The name of the step in which a publication becomes the live one."""
    return f"Publicatie {publicatie_id} online zetten"


def gone_live(stappen: Iterable[str]) -> tuple[str, bool]:
    """Which publication a command was making live, and whether that step was done; empty when it did not come to it."""
    for regel in stappen:
        if gevonden := _ONLINE.fullmatch(regel):
            return gevonden[1], gevonden[2] == "klaar"
    return "", False


def is_done(stap: str, stappen: Iterable[str]) -> bool:
    """Tell whether a step was done."""
    return f"{stap}: klaar" in stappen
