"""What a gemeente itself writes in its jaarverslag: Markdown files beside its other texts.

`<folder>/<slug>/jaarverslag-<schooljaar>/<hoofdstuk>.md`, with `voorwoord.md` before all chapters and
`verhaal-<naam>.md` for a story and `links.md` for where to read more. The folder is that of
`data.publication.toelichtingen`. Between two lines of `---` at the top may stand which generated sentences are left out
(`zonder: absoluut_verzuim`). While a text is not right the last one that was stays, see `report_texts_kept`; the log
says which line, what is wrong and how to mend it.
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

from data.publication.report_texts_kept import forget_removed, kept_text
from data.publication.toelichtingen import text_folder

MEESTE_TEKENS = 20_000
MEESTE_BYTES = 30 * 1024 * 1024
VOORWOORD, VERHAAL, LINKS = "voorwoord", "verhaal-", "links"
INVULPLEK = re.compile(r"\{([^{}\n]*)\}")
"""A place in a text that is filled from the publication: `{absoluut_verzuim}`."""
_LOG = logging.getLogger("leerrecht.verslagteksten")
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "img"}
_SCHEMAS = {"https", "mailto"}
_ELDERS = re.compile(r"[/:\\?#%]")
_STREEP, _ZONDER = "---", "zonder:"


class VerslagtekstFout(ValueError):
    """A text that cannot be shown: where, which rule, and how to mend it (Dutch)."""


@dataclass(frozen=True, slots=True)
class Verslagtekst:
    """A text as it was written. plek: its file, for who must mend it.

    zonder: the keys of the generated sentences that are left out here. eerste: the number of its first line in the
    file. ruw: the whole of the file.
    """

    sleutel: str
    plek: str
    tekst: str
    zonder: tuple[str, ...] = ()
    eerste: int = 1
    ruw: str = ""


def find_report_texts(slug: str, schooljaar: str, hoofdstukken: Iterable[str]) -> Mapping[str, Verslagtekst]:
    """Give the texts of one report by chapter. slug and schooljaar must be those of the site, never what was typed."""
    map_ = text_folder() / slug / f"jaarverslag-{schooljaar}"
    bekend = {VOORWOORD, LINKS, *hoofdstukken}
    bestanden = sorted(map_.glob("*.md")) if map_.is_dir() else []
    forget_removed(f"{slug}/{map_.name}", {bestand.name for bestand in bestanden})
    gevonden: dict[str, Verslagtekst] = {}
    for bestand in bestanden:
        plek = f"{slug}/{map_.name}/{bestand.name}"
        try:
            gevonden[bestand.stem] = read_text(bestand, plek, bekend)
        except VerslagtekstFout as fout:
            _LOG.warning("%s", fout)
            if eerder := last_good(plek):
                gevonden[bestand.stem] = eerder
    return gevonden


def last_good(plek: str) -> Verslagtekst | None:
    """Give the last text of a file that could be shown; None when there was none."""
    ruw = kept_text(plek)
    try:
        return parse_text(ruw, plek.rpartition("/")[2].removesuffix(".md"), plek) if ruw else None
    except VerslagtekstFout:  # of an older version of this site
        return None


def read_text(bestand: Path, plek: str, bekend: set[str]) -> Verslagtekst:
    """Read one file. Raises VerslagtekstFout. bekend: the chapters that there are."""
    if bestand.stem not in bekend and not bestand.stem.startswith(VERHAAL):
        namen = ", ".join(sorted(bekend))
        raise VerslagtekstFout(f"{plek}: dit hoofdstuk bestaat niet. Noem het bestand naar een van: {namen}.")
    try:
        if bestand.stat().st_size > MEESTE_BYTES:
            raise VerslagtekstFout(f"{plek}: het bestand is groter dan 30 MB. Zet er alleen tekst in.")
        ruw = bestand.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise VerslagtekstFout(f"{plek}: het bestand is geen UTF-8. Sla het op als UTF-8.") from None
    except OSError:
        raise VerslagtekstFout(f"{plek}: niet te lezen. Kijk na of de site dit bestand mag lezen.") from None
    return parse_text(ruw, bestand.stem, plek)


def parse_text(ruw: str, sleutel: str, plek: str) -> Verslagtekst:
    """Give the text of a file. Raises VerslagtekstFout, which begins with `plek`."""
    zonder, tekst, eerste = _head(ruw, plek)
    if not tekst.strip() and not zonder:
        raise VerslagtekstFout(f"{plek}: er staat niets in. Schrijf uw tekst, of haal het bestand weg.")
    if len(tekst) > MEESTE_TEKENS:
        raise VerslagtekstFout(f"{plek}: de tekst is langer dan {MEESTE_TEKENS} tekens. Maak de tekst korter.")
    return Verslagtekst(sleutel, plek, tekst, zonder, eerste, ruw)


def as_file(tekst: str, zonder: Iterable[str]) -> str:
    """Give what a file holds for this text without those sentences; parse_text gives both back."""
    weg = ", ".join(zonder)
    return f"{_STREEP}\n{_ZONDER} {weg}\n{_STREEP}\n{tekst}" if weg else tekst


def _head(ruw: str, plek: str) -> tuple[tuple[str, ...], str, int]:
    """The sentences that are left out, the text, and the number of its first line."""
    regels = ruw.splitlines()
    if not regels or regels[0].strip() != _STREEP:
        return (), ruw, 1
    if len(regels) < 3 or not regels[1].strip().startswith(_ZONDER) or regels[2].strip() != _STREEP:
        raise VerslagtekstFout(
            f"{plek}, regel 2: tussen de twee regels met --- hoort één regel te staan. Schrijf: zonder: en dan de "
            "sleutels van de zinnen die weg moeten. Of haal de regels met --- weg."
        )
    sleutels = regels[1].strip().removeprefix(_ZONDER).split(",")
    return tuple(filter(None, map(str.strip, sleutels))), "\n".join(regels[3:]), 4


def fill(tekst: Verslagtekst, waarden: Mapping[str, str]) -> str:
    """Put the figures in their places. Raises VerslagtekstFout, with the line, for a place that nobody knows."""
    uit = []
    for nummer, regel in enumerate(tekst.tekst.splitlines(), tekst.eerste):
        for naam in INVULPLEK.findall(regel):
            if naam.strip() not in waarden:
                raise VerslagtekstFout(
                    f"{tekst.plek}, regel {nummer}: de invulplek {{{naam}}} bestaat niet. Schrijf de sleutel van een "
                    "cijfer (zie hierarchie.json), zoals {absoluut_verzuim}, {relatief_verzuim vorig jaar} of "
                    "{verschil relatief_verzuim}."
                )
        uit.append(INVULPLEK.sub(lambda plek: waarden[plek[1].strip()], regel))
    return "\n".join(uit)


def safe_html(ingevuld: str) -> tuple[str, tuple[str, ...]]:
    """Give the HTML of a text, made safe, and what was taken out of it (Dutch)."""
    ruw = markdown.markdown(ingevuld, output_format="html")
    lezer = _Taken()
    lezer.feed(ruw)
    lezer.close()
    veilig = nh3.clean(
        ruw,
        tags=_TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        attribute_filter=_own_pictures,
        url_schemes=_SCHEMAS,
        link_rel="noopener noreferrer",
    )
    return veilig, tuple(f"{wat}. Dit is weggelaten." for wat in dict.fromkeys(lezer.weg))


def is_elsewhere(adres: str) -> bool:
    """Whether a picture is no file beside the text."""
    return not adres or bool(_ELDERS.search(adres))


def _own_pictures(tag: str, naam: str, waarde: str) -> str | None:
    """Leave the address of a picture out unless it is a file beside the text."""
    return None if tag == "img" and naam == "src" and is_elsewhere(waarde) else waarde


class _Taken(HTMLParser):
    """Sees what is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.weg: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and is_elsewhere(dict(attrs).get("src") or ""):
            self.weg.append("een plaatje moet een bestand naast de tekst zijn, zonder adres van een andere site")
        elif re.fullmatch(r"h[1-6]", tag):
            self.weg.append("er staat een kop in; de koppen zijn die van het verslag")
        elif tag not in _TAGS:
            self.weg.append(f"<{tag}> mag hier niet staan")
        adres = dict(attrs).get("href") or ""
        schema = adres.partition(":")[0].lower() if ":" in adres else ""
        if tag == "a" and schema not in _SCHEMAS:
            self.weg.append("een link moet met https:// of mailto: beginnen")
