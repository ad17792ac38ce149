"""`intrekken`: takes back a delivery that should not have been loaded; the one before it counts again."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, zeg

NAAM = "intrekken"


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        NAAM,
        help="laat een geladen levering niet meer meetellen",
        description="Laat een levering niet meer meetellen. Ze blijft bewaard; wat ervoor gold, geldt weer.",
    )
    parser.add_argument("levering", metavar="NUMMER", type=int, help="het nummer, zie: python -m etl leveringen")
    parser.add_argument("--reden", default="ingetrokken door de beheerder", metavar="TEKST", help="waarom")
    return parser


def run(args: argparse.Namespace) -> int:
    """Withdraw one delivery."""
    from data.referentie.gebieden import gebieden
    from etl.intern import open_intern
    from etl.intern.leveringen import withdraw
    from etl.intern.teambeeld import refresh

    with open_intern(schrijven=True) as verbinding:
        bestand = withdraw(verbinding, args.levering, args.reden)["bestand"]
        verbinding.commit()
        args.uitkomst["ingetrokken"] = args.levering
        refresh(verbinding, gebieden())
    zeg(f"Levering {args.levering} ({bestand}) telt niet meer mee. Publiceer opnieuw om dat op de site te zien.")
    return KLAAR
