"""`afgekeurd`: the refused rows with line, column, rule and remedy; never the row itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.publication.csv_lines import csv_table
from data.reports.dutch import counted
from etl.meldingen import KLAAR, GebruiksFout, zeg

NAAM = "afgekeurd"
KOLOMMEN = ("levering_id", "bestand", "regel", "kolom", "regelcode", "melding", "remedie")


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        NAAM,
        help="toont de afgekeurde regels en hoe u ze verbetert",
        description="Toont van elke afgekeurde regel waar hij staat, wat er niet klopt en hoe u het verbetert. De "
        "regel zelf wordt niet getoond: die gaat over een kind. U vindt hem in de export, op de genoemde plaats.",
    )
    parser.add_argument("--uit", metavar="BESTAND", type=Path, help="schrijf de lijst als CSV in dit bestand")
    parser.add_argument("--levering", metavar="NUMMER", type=int, help="alleen deze levering")
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the list to the file, or as text on standard output."""
    from etl.intern import open_intern
    from etl.intern.leveringen import list_refused

    with open_intern() as verbinding:
        rijen = [dict(rij) for rij in list_refused(verbinding, args.levering)]
    args.uitkomst["afgekeurd"] = rijen
    if args.uit is not None:
        _write_csv(args.uit, rijen)
        args.uitkomst["bestand"] = str(args.uit)
        zeg(f"{counted(len(rijen), 'reden', 'redenen')} van afkeuring geschreven naar {args.uit}.")
    elif not args.json:
        _write_text(rijen)
    return KLAAR


def _write_csv(doel: Path, rijen: Sequence[Mapping[str, Any]]) -> None:
    """Write the list for Excel in Dutch, with a byte order mark."""
    try:
        with doel.open("w", encoding="utf-8-sig", newline="") as handle:
            handle.writelines(csv_table(KOLOMMEN, rijen, nederlands=True))
    except OSError as fout:
        raise GebruiksFout(f"{doel} kan niet worden geschreven.", "Kies een map die bestaat en van u is.") from fout


def _write_text(rijen: Sequence[Mapping[str, Any]]) -> None:
    if not rijen:
        zeg("Er zijn geen afgekeurde regels.")
    vorige = None
    for rij in rijen:
        if rij["levering_id"] != vorige:
            vorige = rij["levering_id"]
            sys.stdout.write(f"Levering {vorige}, {rij['bestand']}\n")
        kolom = f", kolom {rij['kolom']}" if rij["kolom"] else ""
        sys.stdout.write(f"  regel {rij['regel']}{kolom} [{rij['regelcode']}]: {rij['melding']} {rij['remedie']}\n")
