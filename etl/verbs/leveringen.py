"""`leveringen`: which deliveries there are, and which of them count."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from etl.meldingen import KLAAR, getal, zeg

NAAM = "leveringen"


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(NAAM, help="toont welke leveringen er zijn")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the list, newest first."""
    from etl.intern import open_intern
    from etl.intern.leveringen import list_leveringen, list_speaking

    with open_intern() as verbinding:
        rijen, tellend = [dict(rij) for rij in list_leveringen(verbinding)], list_speaking(verbinding)
    args.uitkomst.update(leveringen=rijen, tellend=tellend)
    if args.json:
        return KLAAR
    if not rijen:
        zeg("Er is nog niets geladen.")
    for rij in rijen:
        wat = f"{rij['soort']}{', voorbeeld' if rij['voorbeeld'] else ''}"
        reden = f" ({rij['reden']})" if rij["reden"] else ""
        sys.stdout.write(
            f"{rij['levering_id']:>4}  {rij['peildatum']:%d-%m-%Y}  {rij['status']}{reden}  {rij['bestand']} ({wat}): "
            f"{getal(rij['geaccepteerd'])} geaccepteerd, {getal(rij['afgekeurd'])} afgekeurd\n"
        )
    for regel in _who_speaks(tellend):
        sys.stdout.write(f"{regel}\n")
    return KLAAR


def _who_speaks(tellend: list[dict[str, Any]]) -> Iterator[str]:
    """Which delivery speaks where, gemeenten of which it is the same on one line."""
    from data.referentie.gebieden import gebieden

    alle = gebieden()
    per_gemeente: dict[str, list[str]] = {}
    for reeks in tellend:
        jaren = reeks["van"] if reeks["van"] == reeks["tot"] else f"{reeks['van']} tot en met {reeks['tot']}"
        wie = "levering " + " en ".join(map(str, reeks["leveringen"]))
        wat = wie if reeks["bekend"] else f"onbekend, want {wie} gaat maar over een deel van de gemeente"
        per_gemeente.setdefault(reeks["gemeente_code"], []).append(f"{jaren} {wat}")
    per_patroon: dict[str, list[str]] = {}
    for code, delen in per_gemeente.items():
        naam = alle.naam(code) if alle.kent(code) else code
        per_patroon.setdefault("; ".join(delen), []).append(naam)
    if per_patroon:
        yield "Wat telt, naar het schooljaar waarin een werkproces begint (de rest is onbekend):"
    for patroon, namen in per_patroon.items():
        yield f"  {', '.join(namen)}: {patroon}"
