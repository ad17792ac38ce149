"""`leveringen`: which deliveries there are, and which of them count."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from etl.meldingen import KLAAR, getal, schrijf_json, zeg

NAAM = "leveringen"


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(NAAM, help="toont welke leveringen er zijn")
    parser.add_argument("--json", action="store_true", help="schrijf de lijst als JSON op standaarduitvoer")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the list, newest first."""
    from etl.intern import open_intern
    from etl.intern.leveringen import list_leveringen

    with open_intern() as verbinding:
        rijen = [dict(rij) for rij in list_leveringen(verbinding)]
    if args.json:
        schrijf_json({"leveringen": rijen})
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
    return KLAAR
