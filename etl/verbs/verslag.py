"""`verslag bijwerken`: new figures in a jaarverslag that was finished in Word; the own text stays.

`verslag nakijken`: whether the texts in the folder can be shown.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from etl.meldingen import KLAAR, VERKEERD_GEBRUIK, Fout, GebruiksFout, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "verslag", help="zet nieuwe cijfers in een jaarverslag dat in Word is afgemaakt, of kijk de teksten na"
    )
    parser.add_argument(
        "wat",
        choices=("bijwerken", "nakijken"),
        help="bijwerken: de cijfers vernieuwen, uw tekst laten staan; nakijken: kloppen de teksten in de map",
    )
    parser.add_argument("bestand", type=Path, metavar="BESTAND.docx", nargs="?", help="bij bijwerken: het verslag")
    parser.add_argument("--uit", type=Path, metavar="BESTAND", help="waar het nieuwe verslag komt; anders erover heen")
    return parser


def run(args: argparse.Namespace) -> int:
    """Look the texts over, or renew the figures of a file from the live publication."""
    from data.publication.databases import GeenPublicatieError

    try:
        return _look_over(args) if args.wat == "nakijken" else _renew(args)
    except GeenPublicatieError as fout:
        raise Fout("Er is nog niets gepubliceerd.", "Draai eerst: python -m etl publiceren") from fout


def _look_over(args: argparse.Namespace) -> int:
    """Say of every text in the folder that cannot be shown as it is where, why, and how to mend it."""
    from data.publication.databases import publieke_engine
    from data.publication.readmodel import read_beeld
    from pages.report_faults import report_faults

    gevonden = report_faults(read_beeld(publieke_engine()))
    for regel in gevonden:
        zeg(regel)
    args.uitkomst |= {"opmerkingen": list(gevonden)}
    if gevonden:
        zeg("Een tekst die niet klopt, staat in het verslag zoals hij was toen hij wel klopte, als dat ooit zo was.")
        return VERKEERD_GEBRUIK
    zeg("De teksten van de jaarverslagen kloppen.")
    return KLAAR


def _renew(args: argparse.Namespace) -> int:
    """Renew the figures of a file in Word."""
    # A file in Word is renewed by what made it, and that is on the read side.
    from components.annual.word_form import word
    from components.annual.word_renew import WordFout, read_word, renew
    from data.publication.databases import publieke_engine
    from data.publication.readmodel import read_beeld
    from pages.report_content import content

    if args.bestand is None:
        raise GebruiksFout(
            "Er is geen bestand genoemd.", "Noem het verslag: python -m etl verslag bijwerken BESTAND.docx"
        )
    if not args.bestand.is_file():
        raise GebruiksFout(f"Het bestand {args.bestand} is er niet.", "Kijk de naam en de map na.")
    try:
        beeld = read_beeld(publieke_engine())
        document, welk = read_word(args.bestand.read_bytes())
        gebied = beeld.gebied_van_slug(welk.slug)
        if gebied is None or welk.jaar not in beeld.schooljaren(gebied.code):
            raise WordFout(
                "De publicatie zegt niets over de gemeente en het schooljaar van dit verslag.",
                "Kijk of LEERRECHT_DATA de map met gegevens van deze gemeente is.",
            )
        verslag = content(beeld, gebied, welk.jaar)
        basis = os.environ.get("LEERRECHT_URL", "").rstrip("/")
        adres = f"{basis}{verslag.adres}" if basis else welk.adres or verslag.adres
        vernieuwd = renew(document, word(verslag, adres), verslag, adres)
    except WordFout as fout:
        raise GebruiksFout(f"{args.bestand.name}: {fout.melding}", fout.remedie) from fout
    uit = args.uit or args.bestand
    vers = uit.with_name(f"{uit.name}.nieuw")
    vers.write_bytes(vernieuwd.inhoud)
    vers.replace(uit)
    args.uitkomst |= {"bestand": str(uit), "publicatie": verslag.publicatie, "gelaten": list(vernieuwd.gelaten)}
    zeg(f"Bijgewerkt: {uit}. De cijfers zijn nu die van publicatie {verslag.publicatie}; uw eigen tekst is gelaten.")
    titels = {hoofdstuk.sleutel: hoofdstuk.titel for hoofdstuk in verslag.hoofdstukken}
    for sleutel in vernieuwd.gelaten:
        zeg(f"Let op: de zinnen bij ‘{titels.get(sleutel, sleutel)}’ zijn veranderd. Die zijn gelaten. Kijk ze na.")
    return KLAAR
