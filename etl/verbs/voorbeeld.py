"""`voorbeeld`: write the example export, and the standen that go with it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from data.reports.dutch import counted
from etl.meldingen import KLAAR, Fout, GebruiksFout, getal, stap, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "voorbeeld", help="schrijf een voorbeeldlevering die klopt met de gepubliceerde cijfers"
    )
    parser.add_argument("--uit", required=True, metavar="MAP", type=Path, help="de map voor de twee bestanden")
    parser.add_argument(
        "--rijen", metavar="N", type=int, help="hoeveel werkprocessen (standaard: zoveel als logisch is)"
    )
    parser.add_argument(
        "--zaad", metavar="S", type=int, help="een ander zaad geeft andere rijen (standaard: altijd gelijk)"
    )
    parser.add_argument(
        "--gemeenten-uit", metavar="MAP", type=Path, help="een map met een eigen gemeenten.csv en regios.csv"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Write both files and say what they hold."""
    _check(args)
    from data.referentie.reference_csv import OWN_FOLDER, ReferentieFout

    if args.gemeenten_uit:
        os.environ[OWN_FOLDER] = str(args.gemeenten_uit)
    from etl.voorbeeld import STANDAARD_ZAAD, STANDEN_CSV, WERKPROCESSEN_CSV, write_example

    zaad = STANDAARD_ZAAD if args.zaad is None else args.zaad
    try:
        with stap("Voorbeeld maken") as voortgang:
            uitkomst = write_example(args.uit, args.rijen, zaad, voortgang)
    except ReferentieFout as fout:
        raise Fout(str(fout)) from None
    except OSError as fout:
        raise Fout(
            f"In de map {args.uit} kan niet worden geschreven.", "Kies een andere map, of maak ruimte vrij."
        ) from fout
    bestanden = [str(args.uit / naam) for naam in (WERKPROCESSEN_CSV, STANDEN_CSV)]
    args.uitkomst.update(bestanden=bestanden, rijen=uitkomst.rijen, zaad=zaad, minimum=uitkomst.minimum)
    zeg(f"Geschreven: {' en '.join(bestanden)}")
    gemeenten = counted(uitkomst.gemeenten, "gemeente", "gemeenten")
    zeg(f"  - {getal(uitkomst.rijen)} werkprocessen van {gemeenten}, zaad {zaad}")
    if args.rijen is not None and args.rijen < uitkomst.rijen:
        zeg(f"  - minder dan {getal(uitkomst.minimum)} kan niet: zoveel zijn er nodig voor de gepubliceerde cijfers")
    zeg("  - dit zijn verzonnen gegevens: geen enkele regel gaat over een echte jongere")
    return KLAAR


def _check(args: argparse.Namespace) -> None:
    if args.rijen is not None and args.rijen < 1:
        raise GebruiksFout("Het aantal rijen moet 1 of meer zijn.", "Geef bijvoorbeeld --rijen 100000.")
    if args.zaad is not None and args.zaad < 0:
        raise GebruiksFout("Het zaad mag niet negatief zijn.", "Geef een geheel getal vanaf 0.")
    if args.gemeenten_uit and not (args.gemeenten_uit / "gemeenten.csv").is_file():
        raise GebruiksFout(
            f"In de map {args.gemeenten_uit} staat geen gemeenten.csv.", "Geef een map met gemeenten.csv en regios.csv."
        )
