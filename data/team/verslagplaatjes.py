"""The pictures that a redacteur sent for a report: with the team until a text that shows them is klaar."""

from __future__ import annotations

import hashlib
from pathlib import Path

from data.publication.databases import datamap
from data.publication.report_pictures import PLAATJE, Plaatje, PlaatjeFout, make_picture, read_picture
from data.publication.report_texts_kept import write_whole
from data.publication.toelichtingen import text_folder
from data.referentie.gebieden import slugify
from data.team.bevoegd import Bevoegd


def keep_picture(bevoegd: Bevoegd, gebied: str, map_: str, inhoud: bytes, alt: str) -> str:
    """Make a picture anew, keep it and give the name of its file. Raises PlaatjeFout.

    gebied: whose report it is of; GeenToegangError for another's. map_: `hattem/jaarverslag-2022-2023`.
    """
    bevoegd.check_redactie(gebied)
    plaatje = make_picture(inhoud)
    merk = hashlib.blake2s(plaatje.inhoud, digest_size=4).hexdigest()
    begin = slugify(alt)[:40].strip("-") or "plaatje"
    naam = f"{begin}-{merk}.{plaatje.achtervoegsel}"
    write_whole(_folder() / map_ / naam, plaatje.inhoud)
    return naam


def find_any(bevoegd: Bevoegd, gebied: str, map_: str, naam: str) -> Plaatje:
    """Give a picture that was sent, or that stands in the folder with texts. Raises PlaatjeFout."""
    bevoegd.check_redactie(gebied)
    try:
        return read_picture(_folder() / map_, naam)
    except PlaatjeFout:
        return read_picture(text_folder() / map_, naam)


def put_with_text(map_: str, tekst: str) -> None:
    """Put the pictures that a text shows beside it, where the public site reads them."""
    for _, naam in PLAATJE.findall(tekst):
        gestuurd, doel = _folder() / map_ / naam, text_folder() / map_ / naam
        if Path(naam).name == naam and gestuurd.is_file() and not doel.exists():
            write_whole(doel, gestuurd.read_bytes())


def _folder() -> Path:
    return datamap() / "team" / "verslagplaatjes"
