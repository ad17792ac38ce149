"""`laden`: reads deliveries into the internal database."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.referentie import schooljaar
from etl.meldingen import KLAAR, LEVERING_GEWEIGERD, GebruiksFout, LeveringFout, fout_als_json, zeg, zeg_fout

if TYPE_CHECKING:
    from data.levering.nullen import Nul
    from etl.inname.loading import Opdracht

NAAM = "laden"
_LANGSTE_NAAM = 200


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        NAAM,
        help="leest leveringen in de interne database",
        description="Leest leveringen (CSV, .xlsx of .ods; werkprocessen of standen) in de interne database.",
    )
    parser.add_argument("bestanden", nargs="+", metavar="BESTAND", type=Path, help="de export")
    parser.add_argument("--profiel", default="canoniek", metavar="NAAM", help="de vorm van de export (canoniek)")
    parser.add_argument("--peildatum", metavar="D", help="de dag waarop de export is gemaakt (vandaag)")
    parser.add_argument(
        "--schooljaren", metavar="VAN:TOT", help="waar de export over gaat, als 2020-2021:2024-2025 (alles erin)"
    )
    parser.add_argument(
        "--nul",
        action="append",
        default=[],
        metavar="GEMEENTE[:VAN:TOT]",
        help="waar geen regel staat, is het nul: een gemeente (code of naam) of `alle`, in deze schooljaren of in alle "
        "van de levering (zonder deze optie: onbekend); mag vaker",
    )
    parser.add_argument(
        "--max-afgekeurd", metavar="AANDEEL", help="weiger als er meer regels zijn afgekeurd, als 0,05 of 5%% (profiel)"
    )
    parser.add_argument(
        "--door", default="", metavar="WIE", help="wie de levering aanbiedt (de gebruiker van deze computer)"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Load each file on its own: one that is refused does not stop the next."""
    from data.levering.shown import file_name
    from data.referentie.gebieden import gebieden
    from etl.inname.loading import load
    from etl.inname.report import in_words
    from etl.intern.teambeeld import refresh_now

    opdrachten, alle = _read_orders(args), gebieden()
    namen = [file_name(opdracht.bestand.name) for opdracht in opdrachten]
    verslagen: list[dict[str, Any]] = [{"bestand": naam, "status": "niet_geladen"} for naam in namen]
    args.uitkomst["leveringen"] = verslagen  # filled as we go: trouble at the second file hides nothing of the first
    for plek, opdracht in enumerate(opdrachten):
        try:
            rapport = load(opdracht, alle)
        except LeveringFout as fout:
            zeg_fout(fout)
            verslagen[plek] = {"bestand": namen[plek], "status": "geweigerd", **fout_als_json(fout)}
            continue
        verslagen[plek] = rapport.as_dict()
        for line in in_words(rapport):
            zeg(line)
    refresh_now(alle)  # also when nothing was loaded: the command before this one may have been killed
    geweigerd = [verslag for verslag in verslagen if verslag["status"] == "geweigerd"]
    if not geweigerd:
        return KLAAR
    if len(verslagen) == 1:
        args.uitkomst.update({naam: geweigerd[0][naam] for naam in ("fout", "remedie")})
    else:
        args.uitkomst.update(
            fout=f"Geweigerd: {', '.join(verslag['bestand'] for verslag in geweigerd)}.",
            remedie="Bij elk bestand staat in `leveringen` wat er niet klopt en wat u kunt doen.",
        )
    return LEVERING_GEWEIGERD


def _read_orders(args: argparse.Namespace) -> list[Opdracht]:
    from etl.inname.loading import Opdracht, check_file
    from etl.inname.profile import read_profile

    profiel = read_profile(args.profiel)
    peildatum, jaren = _read_peildatum(args.peildatum), _read_schooljaren(args.schooljaren)
    for bestand in args.bestanden:
        check_file(bestand)
    share, door, nullen = _read_share(args.max_afgekeurd), _read_name(args.door), tuple(map(_read_nul, args.nul))
    return [Opdracht(bestand, profiel, peildatum, jaren, share, door, nullen) for bestand in args.bestanden]


def _read_name(tekst: str) -> str:
    naam = " ".join(tekst.split())
    if len(naam) > _LANGSTE_NAAM or not naam.isprintable():
        raise GebruiksFout("--door is geen naam.", f"Geef een naam van hoogstens {_LANGSTE_NAAM} tekens.")
    return naam


def _read_peildatum(tekst: str | None) -> date:
    """The peildatum given, else today. In the future it would go before every delivery that is still to come."""
    today = date.today()  # noqa: DTZ011  the day on the calendar of who loads
    if tekst is None:
        return today
    for vorm in ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d"):
        try:
            peildatum = datetime.strptime(tekst.strip(), vorm).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
        if peildatum > today:
            raise GebruiksFout("De peildatum ligt in de toekomst.", "Geef de dag waarop de export is gemaakt.")
        return peildatum
    raise GebruiksFout("De peildatum is geen datum.", "Schrijf hem als 2025-09-01 of 01-09-2025.")


def _read_schooljaren(tekst: str | None) -> tuple[str, str] | None:
    if tekst is None:
        return None
    eerste, _, laatste = tekst.partition(":")
    try:
        jaren = schooljaar.parse(eerste), schooljaar.parse(laatste or eerste)
    except ValueError as fout:
        raise GebruiksFout(f"--schooljaren klopt niet. {fout}", "Bijvoorbeeld: 2020-2021:2024-2025.") from fout
    if jaren[0] > jaren[1]:
        raise GebruiksFout("--schooljaren loopt terug.", "Zet het eerste schooljaar voorop: 2020-2021:2024-2025.")
    return jaren


def _read_nul(tekst: str) -> Nul:
    from data.levering.nullen import NulFout, read_nul
    from data.referentie.gebieden import gebieden

    try:
        return read_nul(tekst, gebieden())
    except NulFout as fout:
        raise GebruiksFout(f"--nul klopt niet. {fout.melding}", fout.remedie) from fout


def _read_share(tekst: str | None) -> float | None:
    if tekst is None:
        return None
    try:
        getal = float(tekst.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        getal = -1
    share = getal / 100 if tekst.strip().endswith("%") else getal
    if not 0 <= share <= 1:
        raise GebruiksFout("--max-afgekeurd is geen aandeel.", "Geef een getal van 0 tot en met 1, of een percentage.")
    return share
