"""`afstemmen`: what we count beside what reports published. For who loads deliveries: it names small counts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from etl.meldingen import KLAAR, Fout, GebruiksFout, stap, zeg

if TYPE_CHECKING:
    from data.referentie.gebieden import Gebieden


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "afstemmen", help="vergelijk onze tellingen met de cijfers uit verslagen"
    )
    parser.add_argument("--gebied", metavar="X", help="alleen deze gemeente of regio (naam of code)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Compare; differences are no failure."""
    from data.referentie.gebieden import gebieden
    from data.referentie.reference_csv import ReferentieFout
    from data.reports import published
    from etl.afstemming.compare import compare
    from etl.afstemming.recount import Hertelling
    from etl.afstemming.report import as_json, report
    from etl.intern import open_intern, progress_of

    try:
        waar, cijfers = gebieden(), published.cijfers()
    except ReferentieFout as fout:
        raise Fout(f"De gepubliceerde cijfers zijn niet te lezen. {fout}") from fout
    binnen = _inside(args.gebied, waar)
    with open_intern() as verbinding, stap("Afstemmen", progress_of(verbinding)):
        teller = Hertelling(verbinding, waar)
        vergelijkingen = compare([c for c in cijfers if c.gebied in binnen], waar, teller)
    if args.json:
        args.uitkomst.update(as_json(vergelijkingen, waar))
        return KLAAR
    for regel in report(vergelijkingen, waar):
        zeg(regel)
    return KLAAR


def _inside(gezocht: str | None, waar: Gebieden) -> set[str]:
    """The codes of a gebied and of the gemeenten in it; without one, of everything."""
    regios = {regio.code: regio.gemeenten for regio in waar.alle_regios}
    gemeenten = waar.gemeenten + waar.vervallen
    if gezocht is None:
        return {*regios, *(gemeente.code for gemeente in gemeenten)}
    naam = gezocht.strip().lower()
    namen = [(g.code, {g.code.lower(), g.naam.lower(), g.slug}) for g in gemeenten]
    namen += [(r.code, {r.code.lower(), r.naam.lower(), r.slug}) for r in waar.alle_regios]
    for code, heet in namen:
        if naam in heet:
            return {code, *regios.get(code, ())}
    keuze = ", ".join([gebied.naam for gebied in waar.regios] + [gebied.naam for gebied in waar.gemeenten][:40])
    raise GebruiksFout(f"Het gebied '{gezocht}' is hier niet bekend.", f"Kies uit: {keuze}.")
