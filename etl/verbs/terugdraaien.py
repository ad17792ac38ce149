"""`terugdraaien`: puts the previous publication back."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, PublicatieFout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser("terugdraaien", help="zet de vorige publicatie terug")
    parser.add_argument(
        "--naar",
        metavar="ADRES",
        help="ook op deze databaseserver (postgresql://...); anders op die van LEERRECHT_PUBLIEK",
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Make the publication before the live one live again."""
    from etl.intern.bestand import hold
    from etl.publicatie.bestanden import GeenEerdereError, roll_back
    from etl.publicatie.overzetten import address, bring, where

    server = address(args.naar)
    try:
        with hold(alleen=True):
            # The server first: when that fails nothing has changed, and the command can be given again.
            bestand, overgeslagen = roll_back((lambda terug: bring(server, terug)) if server else None)
    except GeenEerdereError as fout:
        raise PublicatieFout(str(fout)) from fout
    for onbruikbaar in overgeslagen:
        zeg(f"Overgeslagen: {onbruikbaar.melding}")
    publicatie = bestand.stem.removeprefix("publiek-")
    zeg(f"Teruggezet: publicatie {publicatie}. Bezoekers zien deze nu.")
    if server:
        zeg(f"Ook op de databaseserver {where(server)}.")
    args.uitkomst.update(publicatie=publicatie, overgeslagen=[f.melding for f in overgeslagen])
    return KLAAR
