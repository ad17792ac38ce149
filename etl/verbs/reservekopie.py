"""`reservekopie`: the internal database, the publications and what was written, in one file; the key in another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from etl.meldingen import KLAAR, stap, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "reservekopie", help="maak een reservekopie van de interne database, de publicaties en de sleutel"
    )
    parser.add_argument("--naar", required=True, type=Path, metavar="MAP", help="map waarin de reservekopie komt")
    return parser


def run(args: argparse.Namespace) -> int:
    """Make a backup and say where it is."""
    from etl.intern.reservekopie import make_copy

    with stap("Reservekopie maken"):
        kopie = make_copy(args.naar)
    zeg(f"Reservekopie gemaakt: {kopie.bestand} ({kopie.bestanden} bestanden).")
    if kopie.sleutel:
        zeg(f"De sleutel staat apart: {kopie.sleutel}")
        zeg("Bewaar die ergens anders dan de reservekopie. Wie ze allebei heeft, kan een kind terugvinden.")
    else:
        zeg("De sleutel komt uit LEERRECHT_SLEUTEL en zit er niet bij. Bewaar die apart.")
    args.uitkomst.update(bestand=str(kopie.bestand), sleutel=str(kopie.sleutel) if kopie.sleutel else None)
    return KLAAR
