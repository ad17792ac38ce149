"""`broncontrole`: which figures in the published reports contradict each other."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, Fout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "broncontrole", help="zoek tegenstrijdige cijfers in de gepubliceerde verslagen"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Look for contradictions; finding some is no failure."""
    from data.referentie.reference_csv import ReferentieFout
    from data.reports import published
    from data.reports.broncontrole import check
    from etl.broncontrole import as_json, report

    try:
        cijfers, uitspraken, bronnen = published.alle_cijfers(), published.uitspraken(), published.bronnen()
    except ReferentieFout as fout:
        raise Fout(f"De gepubliceerde cijfers zijn niet te lezen. {fout}") from fout
    bevindingen = check(cijfers, uitspraken)
    if args.json:
        args.uitkomst["bevindingen"] = as_json(bevindingen, cijfers, uitspraken)
        return KLAAR
    for line in report(bevindingen, cijfers, bronnen):
        zeg(line)
    return KLAAR
