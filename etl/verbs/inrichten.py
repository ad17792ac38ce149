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
    "Let op: wat nu is gepubliceerd, gaat niet over de gemeenten van uw referentiemap. Laad uw eigen export en "
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


def run(_args: argparse.Namespace) -> int:
    """Do nothing when something is live; else make the example export, load it and publish.

    A region with reference files of its own gets no example: those files are read, so that a fault in them is told
    before the site starts, and what comes next is said.
    """
    from data.databases import datamap
    from data.gebieden import gebieden
    from data.reference_csv import SHIPPED, folder
    from data.trendbreuken import register
    from etl.__main__ import main
    from etl.publicatie.bestanden import live_file
    from etl.publicatie.lezen import read_live

    own = folder() != SHIPPED
    plaatsen = gebieden()
    if live_file():
        zeg("Er staat al een publicatie klaar. Er is niets veranderd.")
        if own and read_live().regio_van.keys() != {gemeente.code for gemeente in plaatsen.gemeenten}:
            zeg(_ANDERE_GEMEENTEN)
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
    return next((status for stap in stappen if (status := main(stap)) != KLAAR), KLAAR)
