"""`controle`: the disclosure audit and the checks, over what is live."""

from __future__ import annotations

import argparse
from typing import Any

from etl.meldingen import KLAAR, Fout, PublicatieFout, fout_als_json, zeg


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "controle", help="probeer uit wat nu te zien is toch iets af te leiden over afgeschermde cijfers"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Attack the live publication and count its worlds; status 4 when anything is too close, or not proved."""
    from data.publication.databases import GeenPublicatieError
    from etl.publicatie.controle import audit
    from etl.publicatie.lezen import read_live

    try:
        bevinding = audit(read_live())
    except GeenPublicatieError as fout:
        raise Fout("Er is nog niets gepubliceerd.", "Draai eerst: python -m etl publiceren") from fout
    args.uitkomst.update(bevinding.in_json())
    zeg(
        f"Publicatie {bevinding.publicatie_id}: {bevinding.cellen} cijfers, waarvan {bevinding.onderdrukt} afgeschermd."
    )
    if not bevinding.goed:
        lek = _what_is_wrong(bevinding)
        args.uitkomst.update(fout_als_json(lek))
        zeg(f"Niet goed: {lek.melding}")
        zeg(f"  Wat u kunt doen: {lek.remedie}")
        return lek.status
    _tell_past(bevinding.verleden)
    if bevinding.werelden is None:
        zeg("De interne database is hier niet: het bewijs met mogelijke leveringen is niet nageteld.")
    else:
        zeg(f"Nageteld: {bevinding.werelden} mogelijke leveringen geven precies wat te zien is.")
    zeg("Goed: geen enkel afgeschermd cijfer is te herleiden.")
    return KLAAR


def _what_is_wrong(bevinding: Any) -> PublicatieFout:
    """The worst of what an audit found, and what to do about it."""
    if bevinding.gebreken:
        wat = " ".join(bevinding.gebreken)
    elif bevinding.kwijt:
        return PublicatieFout(bevinding.kwijt.melding, bevinding.kwijt.remedie)
    elif bevinding.lekken:
        wat = f"{bevinding.lekken} afgeschermde cijfers zijn te precies te herleiden."
    elif bevinding.werelden is None:
        wat = "Bij deze publicatie is niet bewaard waarmee te bewijzen is dat het afgeschermde onzeker genoeg is."
    else:
        wat = (
            f"Het bewijs bij deze publicatie klopt niet meer: {bevinding.tegenspraak} van {bevinding.werelden} "
            f"mogelijke leveringen geven iets anders dan wat te zien is, en {bevinding.onbewezen} afgeschermde "
            "cijfers zijn niet bewezen."
        )
    return PublicatieFout(
        wat,
        "publiceer opnieuw met 'python -m etl publiceren', of zet de vorige publicatie terug met "
        "'python -m etl terugdraaien', en meld dit aan de beheerder.",
    )


def _tell_past(verleden: Any) -> None:
    """Say what is known of the publications that were ever made."""
    if verleden is None:
        return
    zeg(
        f"Eerdere uitgaven: van {verleden.nageteld} van de {verleden.uitgaven} geven de leveringen van toen weer "
        "dezelfde cijfers."
    )
    for aantal, wat in (
        (verleden.anders, "geeft tellen nu iets anders dan toen"),
        (verleden.alleen_cijfers, "is wel bekend wat er stond, maar niet welke leveringen meetelden"),
        (verleden.niets, "is niets meer bekend; alles wat er kan hebben gestaan, geldt als getoond"),
    ):
        if aantal:
            zeg(f"  Van {aantal} {wat}.")
