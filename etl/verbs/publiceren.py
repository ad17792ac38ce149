"""`publiceren`: count, protect, check, publish."""

from __future__ import annotations

import argparse
from typing import Any

from data.levering.stappen import OVERZETTEN
from etl.meldingen import KLAAR, stap, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "publiceren", help="tel, scherm af, controleer en zet de nieuwe cijfers online"
    )
    parser.add_argument(
        "--nog-een-uitgave",
        action="store_true",
        help="ook als een schooljaar al een voorlopige en een definitieve uitgave heeft; 'proef' zegt wat dat kost",
    )
    parser.add_argument(
        "--naar",
        metavar="ADRES",
        help="zet de publicatie daarna op deze databaseserver (postgresql://...); anders op die van LEERRECHT_PUBLIEK",
    )
    parser.add_argument(
        "--vernieuwen",
        action="store_true",
        help="ook de cijfers van een regio waar weinig veranderde; dat kost cijfers, die voortaan afgeschermd blijven",
    )
    parser.add_argument(
        "--zoals", default="", metavar="MERK", help="alleen wat 'proef' onder dit merk liet zien; anders niets"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Publish what is active now."""
    from data.referentie.gebieden import gebieden
    from etl.intern import open_intern
    from etl.intern.teambeeld import refresh
    from etl.publicatie.overzetten import address, look_at
    from etl.publicatie.publiceren import publish

    if server := address(args.naar):
        look_at(server)  # before the counting, which can take minutes
    with open_intern(schrijven=True) as verbinding:
        refresh(verbinding, gebieden())  # the team sees no less than the public, whatever was killed before
        uitkomst = publish(
            verbinding,
            zeg,
            nog_een_uitgave=args.nog_een_uitgave,
            vernieuwen=args.vernieuwen,
            zoals=args.zoals,
        )
    verschil = uitkomst.verschil
    args.uitkomst.update(
        publicatie=uitkomst.publicatie_id,
        nieuw=verschil is not None and uitkomst.bestand is None,
        teruggezet=uitkomst.bestand is not None,
        verschil=verschil.in_words() if verschil else [],
        bewijs=uitkomst.bewijs,
    )
    _tell(uitkomst)
    if server:
        args.uitkomst["overgezet"] = show_on_server(args.naar)
    return KLAAR


def show_on_server(naar: str | None = None) -> bool:
    """Make the live publication that of the server too, where there is one, and say so; whether anything changed."""
    from etl.publicatie.bestanden import live_file
    from etl.publicatie.overzetten import address, bring, where

    if (url := address(naar)) is None or (bestand := live_file()) is None:
        return False
    with stap(OVERZETTEN):
        anders = bring(url, bestand)
    publicatie = bestand.stem.removeprefix("publiek-")
    zeg(f"Op de databaseserver {where(url)} is publicatie {publicatie} {'nu' if anders else 'al'} te zien.")
    return anders


def _tell(uitkomst: Any) -> None:
    if uitkomst.verschil is None:
        zeg(f"Er is niets veranderd. Publicatie {uitkomst.publicatie_id} blijft staan.")
        return
    if uitkomst.bestand:
        zeg(f"Deze cijfers stonden al in publicatie {uitkomst.publicatie_id}. Die is nu weer te zien.")
    else:
        zeg(f"Gepubliceerd: {uitkomst.publicatie_id}.")
    for regel in uitkomst.verschil.in_words():
        zeg(f"  - {regel}")
    cijfers = uitkomst.bewijs["afscherming"]
    zeg(f"  - afgeschermd: {cijfers['onderdrukt']} van {cijfers['cellen']} getelde cijfers")
