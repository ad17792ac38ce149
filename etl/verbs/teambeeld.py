"""`teambeeld`: lets the team's site see what was loaded, taken back or refused since."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "teambeeld", help="zet klaar wat het team op de eigen site ziet"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Make a new snapshot of what counts now."""
    from data.referentie.gebieden import gebieden
    from etl.intern.teambeeld import refresh_now

    bestand = refresh_now(gebieden())
    args.uitkomst["beeld"] = bestand.stem
    zeg("De site van het team toont nu wat er geladen is.")
    return KLAAR
