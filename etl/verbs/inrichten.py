"""`inrichten`: before the site starts on a fresh machine: the embedded data, or what an own region has to do."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, zeg

PEILDATUM = "2025-10-01"
_EIGEN_REGIO = """De site is ingericht voor uw eigen referentiemap ({map}): {gemeenten} gemeenten in {regios}.
Er is nog niets gepubliceerd. Het voorbeeld wordt niet geladen: dat gaat over andere gemeenten.
Zo komen uw eigen cijfers op de site:
  1. python -m etl laden export.csv --peildatum JJJJ-MM-DD    (de export uit uw leerplichtsysteem)
  2. python -m etl laden standen.csv                          (hoeveel jongeren er zijn)
  3. python -m etl publiceren
Tot die tijd zegt de site zelf dat er nog geen cijfers zijn. Stap voor stap: docs/handleiding.md, hoofdstuk 10."""
_ANDERE_GEMEENTEN = (
    "Wat nu is gepubliceerd, gaat niet over de gemeenten van uw referentiemap. Laad uw eigen export en "
    "publiceer opnieuw, of zet LEERRECHT_DATA op een lege map en begin daar."
)


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "inrichten",
        help="laad de meegeleverde gegevens en publiceer ze, als er nog niets is gepubliceerd; met een eigen "
        "referentiemap: kijk die na en zeg wat er nog moet gebeuren",
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Do nothing when something is live; else make the example export, load it and publish.

    A region with reference files of its own gets no example: those files are read, so that a fault in them is told
    before the site starts, and what comes next is said.
    """
    from data.publication.databases import datamap
    from data.referentie.gebieden import gebieden
    from data.referentie.reference_csv import SHIPPED, folder
    from data.referentie.trendbreuken import register
    from etl.__main__ import perform
    from etl.publicatie.bestanden import live_file
    from etl.publicatie.lezen import read_live
    from etl.verbs.publiceren import show_on_server

    own = folder() != SHIPPED
    plaatsen = gebieden()
    args.uitkomst.update(publicatie=None, nieuw=False, eigen_referentiemap=own, let_op=[])
    if live := live_file():
        args.uitkomst["publicatie"] = live.stem.removeprefix("publiek-")
        zeg("Er staat al een publicatie klaar. Er is niets veranderd.")
        show_on_server()
        if own and read_live().regio_van.keys() != {gemeente.code for gemeente in plaatsen.gemeenten}:
            args.uitkomst["let_op"].append(_ANDERE_GEMEENTEN)
            zeg(f"Let op: {_ANDERE_GEMEENTEN}")
        return KLAAR
    if own:
        register()
        regios = ", ".join(regio.naam for regio in plaatsen.regios)
        zeg(_EIGEN_REGIO.format(map=folder(), gemeenten=len(plaatsen.gemeenten), regios=regios))
        return KLAAR
    map_ = datamap() / "voorbeeld"
    zeg("Voorbeeldgegevens maken ...")
    stappen = (
        ["voorbeeld", "--uit", str(map_)],
        ["laden", str(map_ / "werkprocessen.csv"), str(map_ / "standen.csv"), "--peildatum", PEILDATUM],
        ["publiceren"],
    )
    for opdracht in stappen:
        deel: dict[str, Any] = {}
        if status := perform(opdracht, deel):
            args.uitkomst.update(deel)
            return status
    args.uitkomst.update(publicatie=deel["publicatie"], nieuw=True)
    return KLAAR
