"""Leeftijdsgroepen that lie beside each other or apart: what one jongere can be in within one schooljaar."""

from __future__ import annotations

from itertools import combinations

from etl.aanval.openbaar import KENMERKEN

LEEFTIJDEN = KENMERKEN["leeftijdsgroep"]
# Groups of ages of which each two lie a year or more apart: no jongere can be in two of them within one schooljaar.
NIET_RAKEND = (("0-4", "12-15", "18+"), ("0-4", "16-17"), ("5-11", "16-17"), ("5-11", "18+"))


def age(*waarden: str) -> str:
    """Name the kenmerk of one leeftijdsgroep, or of a span by its first and last."""
    return f"leeftijdsgroep={'..'.join(waarden)}"


def span(van: int, tot: int) -> str:
    """Name the kenmerk of all leeftijdsgroepen from one up to and including another; empty when that is all of them."""
    if van == 0 and tot == len(LEEFTIJDEN) - 1:
        return ""
    return age(*dict.fromkeys((LEEFTIJDEN[van], LEEFTIJDEN[tot])))


SPANNEN = {
    span(van, tot): LEEFTIJDEN[van : tot + 1]
    for van, tot in combinations(range(len(LEEFTIJDEN)), 2)
    if tot - van < len(LEEFTIJDEN) - 1
}
"""Ages that lie beside each other, taken together. They only say something of jongeren of several soorten together."""
