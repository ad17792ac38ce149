"""`herstel`: puts a backup back in a data folder that is empty."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from etl.meldingen import KLAAR, GebruiksFout, stap, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "herstel", help="zet een reservekopie terug in een lege map met gegevens"
    )
    parser.add_argument("bestand", type=Path, help="de reservekopie (.tar.gz)")
    parser.add_argument("--sleutel", type=Path, metavar="BESTAND", help="het bestand met de sleutel, dat ernaast kwam")
    return parser


def run(args: argparse.Namespace) -> int:
    """Put it back, see that it opens with its key, and make what the team sees anew."""
    from data.referentie.gebieden import gebieden
    from etl.intern import open_intern
    from etl.intern.reservekopie import put_back
    from etl.intern.sleutel import current_key
    from etl.intern.teambeeld import refresh
    from etl.publicatie.bestanden import folder
    from etl.publicatie.logboek import last_publication

    if not args.bestand.is_file():
        raise GebruiksFout(f"{args.bestand} is er niet, of is geen bestand.", "Geef de reservekopie (.tar.gz).")
    with stap("Terugzetten"):
        kopie = put_back(args.bestand, args.sleutel)
    folder()  # the site, which may run as somebody else, can read the publications
    with open_intern(schrijven=True) as verbinding:
        current_key(verbinding)
        refresh(verbinding, gebieden())
        laatste = last_publication(verbinding)
    zeg(f"Teruggezet: {kopie.bestanden} bestanden uit {kopie.bestand.name}.")
    zeg(f"De laatste publicatie die deze database kent: {laatste or 'geen'}.")
    zeg(
        "Let op: wat er daarna nog is gepubliceerd, kent deze database niet. Laad eerst wat er sindsdien kwam, en lees "
        "hoofdstuk 5 van docs/beheer.md voordat u publiceert."
    )
    args.uitkomst.update(bestanden=kopie.bestanden, publicatie=laatste)
    return KLAAR
