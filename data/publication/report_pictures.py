"""Pictures in what a gemeente writes: made anew before anybody sees them, without what a camera wrote into them.

A picture is a file beside the texts. What comes out has only its points: no place, date, name, comment or profile.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from data.publication.databases import datamap
from data.publication.report_texts import VerslagtekstFout
from data.publication.report_texts_kept import KEPT_IN, write_whole
from data.publication.toelichtingen import text_folder

MEESTE_MB = 10
MEESTE_BYTES = MEESTE_MB * 1024 * 1024
MEESTE_PUNTEN = 50_000_000
BREEDST = 1600
PLAATJE = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]*)\)")
"""A picture in a text: what it shows, and its file."""
NAAM = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}\.(?:jpe?g|png|webp)", re.IGNORECASE)
_SOORTEN = ("JPEG", "PNG", "WEBP")


class PlaatjeFout(VerslagtekstFout):
    """A picture that cannot be shown: why, and how to mend it (Dutch)."""


@dataclass(frozen=True, slots=True)
class Plaatje:
    """A picture as it was made anew. soort: its media type."""

    inhoud: bytes
    soort: str
    breed: int
    hoog: int

    @property
    def achtervoegsel(self) -> str:
        """How its name ends."""
        return "png" if self.soort == "image/png" else "jpg"


def make_picture(inhoud: bytes) -> Plaatje:
    """Make a picture anew, no larger than a page needs. Raises PlaatjeFout for what is none, or too large."""
    if len(inhoud) > MEESTE_BYTES:
        raise PlaatjeFout(f"Het plaatje is groter dan {MEESTE_MB} MB. Maak het kleiner.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(inhoud), formats=_SOORTEN) as beeld:
                if beeld.width * beeld.height > MEESTE_PUNTEN:
                    raise PlaatjeFout(_TE_VEEL)
                return _anew(beeld)
    except PlaatjeFout:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PlaatjeFout(_TE_VEEL) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise PlaatjeFout("Dit is geen plaatje, of het is stuk. Kies een bestand dat JPEG, PNG of WebP is.") from None


_TE_VEEL = f"Het plaatje heeft meer dan {MEESTE_PUNTEN // 1_000_000} miljoen punten. Maak het kleiner."


def _anew(beeld: Image.Image) -> Plaatje:
    """The points alone, upright, and at most so wide or high; a photo as JPEG, a drawing as PNG."""
    tekening = beeld.format == "PNG" or "A" in beeld.getbands() or "transparency" in beeld.info
    recht = ImageOps.exif_transpose(beeld).convert("RGBA" if tekening else "RGB")
    recht.thumbnail((BREEDST, BREEDST))
    kaal = Image.new(recht.mode, recht.size)
    kaal.paste(recht)
    uit = io.BytesIO()
    if tekening:
        kaal.save(uit, "PNG", optimize=True)
    else:
        kaal.save(uit, "JPEG", quality=85, optimize=True)
    return Plaatje(uit.getvalue(), "image/png" if tekening else "image/jpeg", *kaal.size)


def find_picture(map_: str, naam: str) -> Plaatje:
    """Give a picture of a report by the name of its file. Raises PlaatjeFout. map_: `hattem/jaarverslag-2022-2023`."""
    plaatje = read_picture(text_folder() / map_, naam)
    bewaard = datamap() / KEPT_IN / map_ / naam
    try:
        if not bewaard.is_file() or bewaard.read_bytes() != plaatje.inhoud:
            write_whole(bewaard, plaatje.inhoud)
    except OSError:
        return plaatje
    return plaatje


def last_picture(map_: str, naam: str) -> Plaatje:
    """Give the last picture under this name that could be shown. Raises PlaatjeFout."""
    try:
        return find_picture(map_, naam)
    except PlaatjeFout:
        return read_picture(datamap() / KEPT_IN / map_, naam)


def read_picture(map_: Path, naam: str) -> Plaatje:
    """Read a picture from a folder. Raises PlaatjeFout."""
    if not NAAM.fullmatch(naam):
        raise PlaatjeFout("De naam van een plaatje mag alleen letters, cijfers en streepjes hebben, zoals foto-1.jpg.")
    bestand = map_ / naam
    try:
        stand = bestand.stat()
    except OSError:
        raise PlaatjeFout(f"Het plaatje {naam} is er niet. Zet het naast de tekst, of haal het uit de tekst.") from None
    if stand.st_size > MEESTE_BYTES:
        raise PlaatjeFout(f"Het plaatje {naam} is groter dan {MEESTE_MB} MB. Maak het kleiner.")
    return _read(str(bestand), stand.st_mtime_ns, stand.st_size)


@lru_cache(maxsize=64)
def _read(bestand: str, _gewijzigd: int, _bytes: int) -> Plaatje:
    return make_picture(Path(bestand).read_bytes())
