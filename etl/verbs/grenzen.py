"""`grenzen`: the boundaries of gemeenten, for the maps on the site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from etl.meldingen import KLAAR, GebruiksFout, zeg

_LANGST = 120


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "grenzen", help="lees gemeentegrenzen in (GeoJSON van CBS of PDOK), voor de kaarten op de site"
    )
    parser.add_argument("bestand", nargs="?", type=Path, metavar="BESTAND", help="de grenzen, als GeoJSON")
    parser.add_argument("--bron", metavar="TEKST", help="wie de grenzen maakte en van wanneer; staat onder elke kaart")
    parser.add_argument("--licentie", metavar="TEKST", help="onder welke licentie, zoals CC BY 4.0; staat erbij")
    parser.add_argument("--weg", action="store_true", help="haal de grenzen weg; de kaarten worden weer vakjes")
    return parser


def run(args: argparse.Namespace) -> int:
    """Read boundaries and write them where the site finds them; what was there stays when they cannot be read."""
    from data.publication.grenzen import Grenzen, boundaries_file
    from data.referentie.gebieden import gebieden
    from etl.inname.grenzen import read_boundaries, write_boundaries

    if args.weg:
        was_er = boundaries_file().is_file()
        boundaries_file().unlink(missing_ok=True)
        args.uitkomst.update(regios=[], let_op=[])
        zeg("De grenzen zijn weg. De kaarten zijn weer vakjes." if was_er else "Er waren geen grenzen ingelezen.")
        return KLAAR
    if args.bestand is None:
        raise GebruiksFout(
            "Geef het bestand met de grenzen.", "python -m etl grenzen BESTAND --bron ... --licentie ..."
        )
    bron, licentie = (_line(args, naam) for naam in ("bron", "licentie"))
    waar = gebieden()
    ingelezen = read_boundaries(args.bestand, waar)
    write_boundaries(Grenzen(bron, licentie, ingelezen.regios))
    let_op = list(ingelezen.mist.values())
    args.uitkomst.update(regios=list(ingelezen.regios), let_op=let_op)
    for regio, kaart in ingelezen.regios.items():
        zeg(f"{waar.naam(regio)}: de kaart heeft nu de grenzen van {len(kaart.vlakken)} gemeenten.")
    for opmerking in let_op:
        zeg(f"Let op: {opmerking}")
    if ingelezen.mist:
        zeg("Waar grenzen ontbreken, blijft de kaart uit vakjes bestaan.")
    return KLAAR


def _line(args: argparse.Namespace, naam: str) -> str:
    """A text that is shown with every map. Raises GebruiksFout when it is not there, or no line."""
    tekst = " ".join((getattr(args, naam) or "").split())
    if not tekst or len(tekst) > _LANGST or not tekst.isprintable():
        raise GebruiksFout(
            f"Geef met --{naam} in één regel (hoogstens {_LANGST} tekens) wat er onder de kaart moet staan.",
            'Het staat bij het bestand dat u ophaalde. Zoals: --bron "CBS/Kadaster, 2025" --licentie "CC BY 4.0".',
        )
    return tekst
