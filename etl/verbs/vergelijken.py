"""`vergelijken`: what a delivery changes against the one before it. Numbers per gemeente and schooljaar."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, getal, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "vergelijken", help="laat zien wat een levering verandert tegenover de vorige"
    )
    parser.add_argument("levering", metavar="NUMMER", type=int, help="het nummer, zie: python -m etl leveringen")
    return parser


def run(args: argparse.Namespace) -> int:
    """Compare one delivery."""
    from etl.intern import open_intern
    from etl.intern.vergelijken import compare_with_previous

    with open_intern() as verbinding:
        rijen = compare_with_previous(verbinding, args.levering)
    args.uitkomst["vergelijking"] = [rij.as_dict() for rij in rijen]
    if args.json:
        return KLAAR
    for rij in rijen:
        vorige = "nog niet eerder geleverd" if rij.vorige is None else f"tegenover levering {rij.vorige}"
        zeg(
            f"{rij.gemeente_code} {rij.schooljaar}, {vorige}: {getal(rij.erbij)} erbij, {getal(rij.weg)} weg, "
            f"{getal(rij.gewijzigd)} gewijzigd, {getal(rij.gelijk)} gelijk"
        )
    return KLAAR
