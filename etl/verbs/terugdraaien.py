"""`terugdraaien`: puts the previous publication back."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, PublicatieFout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser("terugdraaien", help="zet de vorige publicatie terug")
    return parser


def run(args: argparse.Namespace) -> int:
    """Make the publication before the live one live again."""
    from etl.intern.bestand import hold
    from etl.publicatie.bestanden import GeenEerdereError, roll_back

    try:
        with hold(alleen=True):
            bestand, overgeslagen = roll_back()
    except GeenEerdereError as fout:
        raise PublicatieFout(str(fout)) from fout
    for onbruikbaar in overgeslagen:
        zeg(f"Overgeslagen: {onbruikbaar.melding}")
    publicatie = bestand.stem.removeprefix("publiek-")
    zeg(f"Teruggezet: publicatie {publicatie}. Bezoekers zien deze nu.")
    args.uitkomst.update(publicatie=publicatie, overgeslagen=[f.melding for f in overgeslagen])
    return KLAAR
