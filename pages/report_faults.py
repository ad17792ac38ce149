"""What is wrong with the texts that gemeenten wrote for their jaarverslag: each with its place and how to mend it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from components.annual.own_words import make_words, values_of
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.publication.report_status import StatusFout, parse_status
from data.publication.report_texts import VerslagtekstFout, read_text
from data.publication.toelichtingen import text_folder, texts_state
from pages.report_content import named_tiles, opening_keys

_MAP = "jaarverslag-"
_GEEN_STATUS = '{}: niet te lezen. Schrijf regels als: status = "vastgesteld" en vastgesteld = 2024-03-26.'


def report_faults(beeld: Beeld) -> tuple[str, ...]:
    """Give every fault, in the order of the folder; kept for as long as no text and no figure changes."""
    return _faults(beeld, beeld.publicatie.publicatie_id, str(text_folder()), texts_state())


@lru_cache(maxsize=2)
def _faults(beeld: Beeld, _publicatie: str, _folder: str, _staat: str) -> tuple[str, ...]:
    gevonden: list[str] = []
    for map_ in sorted(text_folder().glob(f"*/{_MAP}*")):
        slug, jaar = map_.parent.name, map_.name.removeprefix(_MAP)
        gebied = beeld.gebied_van_slug(slug)
        if gebied is None or gebied.slug != slug:
            gevonden.append(
                f"{slug}: deze gemeente of regio ken ik niet. Noem de map zoals in het adres van haar pagina."
            )
        elif jaar not in beeld.schooljaren(gebied.code):
            gevonden.append(
                f"{slug}/{map_.name}: over dit schooljaar is niets gepubliceerd. Kijk de naam van de map na."
            )
        else:
            gevonden += _of_report(beeld, gebied, jaar, map_)
    return tuple(gevonden)


def _of_report(beeld: Beeld, gebied: Gebied, jaar: str, map_: Path) -> Iterator[str]:
    zinnen = opening_keys(beeld, gebied, jaar)
    bekend = {"voorwoord", "links", *zinnen}
    for bestand in sorted(map_.glob("*.md")):
        plek = f"{gebied.slug}/{map_.name}/{bestand.name}"
        try:
            tekst = read_text(bestand, plek, bekend)
            waarden = values_of(named_tiles(beeld, gebied, jaar, tekst.tekst))
            weg = make_words(tekst, waarden, zinnen.get(tekst.sleutel, ())).weg
            yield from (f"{plek}: {wat}" for wat in weg)
        except VerslagtekstFout as fout:
            yield str(fout)
    if (bestand := map_ / "status.toml").is_file():
        plek = f"{gebied.slug}/{map_.name}/{bestand.name}"
        try:
            parse_status(tomllib.loads(bestand.read_text("utf-8-sig")), plek)
        except StatusFout as fout:
            yield str(fout)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            yield _GEEN_STATUS.format(plek)
