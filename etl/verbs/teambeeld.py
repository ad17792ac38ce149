"""`teambeeld`: lets the team's site see what was loaded, taken back or refused since."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, schrijf_json, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "teambeeld", help="zet klaar wat het team op de eigen site ziet"
    )
    parser.add_argument("--json", action="store_true", help="schrijf de uitkomst als JSON")
    return parser


def run(args: argparse.Namespace) -> int:
    """Make a new snapshot of what counts now."""
    from data.gebieden import gebieden
    from etl.intern.teambeeld import refresh_now

    bestand = refresh_now(gebieden())
    zeg("De site van het team toont nu wat er geladen is.")
    if args.json:
        schrijf_json({"status": KLAAR, "beeld": bestand.stem})
    return KLAAR
