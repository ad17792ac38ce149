"""What a gemeente itself writes in its jaarverslag: Markdown files beside its other texts.

`<folder>/<slug>/jaarverslag-<schooljaar>/<hoofdstuk>.md`, with `voorwoord.md` before all chapters and
`verhaal-<naam>.md` for a story. The folder is that of `data.publication.toelichtingen`. A text that is not right is
left out; the log says which line, what is wrong and how to mend it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import markdown
import nh3

from data.publication.toelichtingen import text_folder

MEESTE_TEKENS = 20_000
MEESTE_BYTES = 30 * 1024 * 1024
VOORWOORD, VERHAAL = "voorwoord", "verhaal-"
INVULPLEK = re.compile(r"\{([^{}\n]*)\}")
"""A place in a text that is filled from the publication: `{absoluut_verzuim}`."""
_LOG = logging.getLogger("leerrecht.verslagteksten")
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
_SCHEMAS = {"https", "mailto"}


class VerslagtekstFout(ValueError):
    """A text that cannot be shown: where, which rule, and how to mend it (Dutch)."""


@dataclass(frozen=True, slots=True)
class Verslagtekst:
    """A text as it was written. plek: its file, for who must mend it."""

    sleutel: str
    plek: str
    tekst: str


def find_report_texts(slug: str, schooljaar: str, hoofdstukken: Iterable[str]) -> Mapping[str, Verslagtekst]:
    """Give the texts of one report by chapter. slug and schooljaar must be those of the site, never what was typed."""
    map_ = text_folder() / slug / f"jaarverslag-{schooljaar}"
    bekend = {VOORWOORD, *hoofdstukken}
    gevonden: dict[str, Verslagtekst] = {}
    for bestand in sorted(map_.glob("*.md")) if map_.is_dir() else ():
        plek = f"{slug}/{map_.name}/{bestand.name}"
        try:
            gevonden[bestand.stem] = _read(bestand, plek, bekend)
        except VerslagtekstFout as fout:
            _LOG.warning("%s", fout)
        except OSError:
            _LOG.warning("%s: niet te lezen.", plek)
    return gevonden


def _read(bestand: Path, plek: str, bekend: set[str]) -> Verslagtekst:
    if bestand.stem not in bekend and not bestand.stem.startswith(VERHAAL):
        namen = ", ".join(sorted(bekend))
        raise VerslagtekstFout(f"{plek}: dit hoofdstuk bestaat niet. Noem het bestand naar een van: {namen}.")
    if bestand.stat().st_size > MEESTE_BYTES:
        raise VerslagtekstFout(f"{plek}: het bestand is groter dan 30 MB. Zet er alleen tekst in.")
    try:
        tekst = bestand.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise VerslagtekstFout(f"{plek}: het bestand is geen UTF-8. Sla het op als UTF-8.") from None
    if not tekst.strip():
        raise VerslagtekstFout(f"{plek}: er staat niets in. Schrijf uw tekst, of haal het bestand weg.")
    if len(tekst) > MEESTE_TEKENS:
        raise VerslagtekstFout(f"{plek}: de tekst is langer dan {MEESTE_TEKENS} tekens. Maak de tekst korter.")
    return Verslagtekst(bestand.stem, plek, tekst)


def fill(tekst: Verslagtekst, waarden: Mapping[str, str]) -> str:
    """Put the figures in their places. Raises VerslagtekstFout, with the line, for a place that nobody knows."""
    uit = []
    for nummer, regel in enumerate(tekst.tekst.splitlines(), 1):
        for naam in INVULPLEK.findall(regel):
            if naam.strip() not in waarden:
                raise VerslagtekstFout(
                    f"{tekst.plek}, regel {nummer}: de invulplek {{{naam}}} bestaat niet. Schrijf de sleutel van een "
                    "cijfer (zie hierarchie.json), zoals {absoluut_verzuim}, {relatief_verzuim vorig jaar} of "
                    "{verschil relatief_verzuim}."
                )
        uit.append(INVULPLEK.sub(lambda plek: waarden[plek[1].strip()], regel))
    return "\n".join(uit)


def safe_html(tekst: Verslagtekst, ingevuld: str) -> str:
    """Give the HTML of a text, made safe; what was taken out of it is told in the log."""
    ruw = markdown.markdown(ingevuld, output_format="html")
    lezer = _Taken()
    lezer.feed(ruw)
    lezer.close()
    for wat in dict.fromkeys(lezer.weg):
        _LOG.warning("%s: %s. Dit is weggelaten.", tekst.plek, wat)
    return nh3.clean(ruw, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMAS, link_rel="noopener noreferrer")


class _Taken(HTMLParser):
    """Sees what is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.weg: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.weg.append("er staat een plaatje in, en dat kan hier niet")
        elif re.fullmatch(r"h[1-6]", tag):
            self.weg.append("er staat een kop in; de koppen zijn die van het verslag")
        elif tag not in _TAGS:
            self.weg.append(f"<{tag}> mag hier niet staan")
        adres = dict(attrs).get("href") or ""
        schema = adres.partition(":")[0].lower() if ":" in adres else ""
        if tag == "a" and schema not in _SCHEMAS:
            self.weg.append("een link moet met https:// of mailto: beginnen")
