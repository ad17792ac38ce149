"""`exporteer`: everything that is published, as files for others."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from etl.meldingen import KLAAR, Fout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "exporteer", help="schrijf alles wat gepubliceerd is naar bestanden"
    )
    parser.add_argument("--uit", required=True, type=Path, metavar="MAP", help="map waarin de bestanden komen")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the files of the live publication."""
    from data.publication.databases import GeenPublicatieError, publieke_engine
    from data.publication.readmodel import read_beeld
    from etl.publicatie.exporteren import export

    try:
        bestanden = export(read_beeld(publieke_engine()), args.uit)
    except GeenPublicatieError as fout:
        raise Fout("Er is nog niets gepubliceerd.", "Draai eerst: python -m etl publiceren") from fout
    args.uitkomst["bestanden"] = [str(bestand) for bestand in bestanden]
    for bestand in bestanden:
        zeg(f"Geschreven: {bestand}")
    return KLAAR
