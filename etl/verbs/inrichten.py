"""`inrichten`: the embedded data, loaded and published once, so that a fresh machine has something to show."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, zeg

PEILDATUM = "2025-10-01"


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "inrichten", help="laad de meegeleverde gegevens en publiceer ze, als er nog niets is gepubliceerd"
    )
    return parser


def run(_args: argparse.Namespace) -> int:
    """Do nothing when something is live; else make the example export, load it and publish."""
    from data.databases import datamap
    from etl.__main__ import main
    from etl.publicatie.bestanden import live_file

    if live_file():
        zeg("Er staat al een publicatie klaar. Er is niets veranderd.")
        return KLAAR
    map_ = datamap() / "voorbeeld"
    zeg("Voorbeeldgegevens maken ...")
    stappen = (
        ["voorbeeld", "--uit", str(map_)],
        ["laden", str(map_ / "werkprocessen.csv"), str(map_ / "standen.csv"), "--peildatum", PEILDATUM],
        ["publiceren"],
    )
    return next((status for stap in stappen if (status := main(stap)) != KLAAR), KLAAR)
