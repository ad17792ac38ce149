"""`terugdraaien`: puts the previous publication back."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, PublicatieFout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser("terugdraaien", help="zet de vorige publicatie terug")
    return parser


def run(_args: argparse.Namespace) -> int:
    """Make the publication before the live one live again."""
    from etl.publicatie.bestanden import GeenEerdereError, roll_back

    try:
        bestand = roll_back()
    except GeenEerdereError as fout:
        raise PublicatieFout(str(fout)) from fout
    zeg(f"Teruggezet: publicatie {bestand.stem.removeprefix('publiek-')}. Bezoekers zien deze nu.")
    return KLAAR
