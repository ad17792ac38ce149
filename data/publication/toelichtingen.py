"""What a gemeente itself says with its figures: a signed and dated Markdown file per gemeente and schooljaar.

`<folder>/<slug>/<schooljaar>.md` is about the year, `<folder>/<slug>/<schooljaar>.<indicator>.md` about one subject.
The folder is LEERRECHT_TOELICHTINGEN, else `toelichtingen` in the data folder. At the top stand `naam`, `functie` and
`datum` between two lines of `---`. A file that is not right is left out; the log says what is wrong and how to mend it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import markdown
import nh3

from data.publication.databases import datamap

VOORBEELDEN = Path(__file__).parent.parent / "voorbeeldtoelichtingen"
MEESTE_TEKENS = 8_000
CHECKED_EVERY = 5.0
_LOG = logging.getLogger("leerrecht.toelichtingen")
# No headings: the page has its own order of them. No pictures: they would need words of their own.
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
_VELDEN = ("naam", "functie", "datum")


class ToelichtingFout(ValueError):
    """A file that cannot be shown: where, which rule, and how to mend it (Dutch)."""


@dataclass(frozen=True, slots=True)
class Toelichting:
    """A text of the gemeente. html: made safe, only paragraphs, lists, emphasis and links.

    voorbeeld: it came with the site to show how it works, and no gemeente wrote it.
    """

    naam: str
    functie: str
    datum: date
    html: str
    voorbeeld: bool


def find_text(slug: str, schooljaar: str, indicator: str = "", *, voorbeelden: bool = False) -> Toelichting | None:
    """The text about a schooljaar (or about one indicator in it); None when there is none, or none that is right.

    slug, schooljaar and indicator must be those of the site, never what a visitor typed. voorbeelden: an example that
    came with the site stands in where the gemeente wrote nothing.
    """
    naam = f"{schooljaar}.{indicator}.md" if indicator else f"{schooljaar}.md"
    eigen = text_folder() / slug / naam
    if eigen.is_file():
        return _read_or_log(eigen, eigen.stat().st_mtime_ns, voorbeeld=False)
    voorbeeld = VOORBEELDEN / slug / naam
    return _read_or_log(voorbeeld, 0, voorbeeld=True) if voorbeelden and voorbeeld.is_file() else None


def texts_state() -> str:
    """Tell apart the states of the folder with texts: another text, a changed one or one less gives another value.

    Looked up at most once in CHECKED_EVERY seconds, because every page view asks.
    """
    return _texts_state(str(text_folder()), int(time.monotonic() / CHECKED_EVERY))


@lru_cache(maxsize=2)
def _texts_state(folder: str, _moment: int) -> str:
    files = sorted((*Path(folder).glob("*/*.md"), *Path(folder).glob("*/jaarverslag-*/*")))
    state = [(str(file), (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files if file.is_file()]
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16] if state else ""


def text_folder() -> Path:
    """Give the folder with what gemeenten write themselves."""
    anders = os.environ.get("LEERRECHT_TOELICHTINGEN", "")
    return Path(anders) if anders else datamap() / "toelichtingen"


@lru_cache(maxsize=512)
def _read_or_log(bestand: Path, _gewijzigd: int, *, voorbeeld: bool) -> Toelichting | None:
    """Kept until the file changes, so that a wrong one is told of once."""
    plek = f"{bestand.parent.name}/{bestand.name}"
    try:
        return parse(bestand.read_text("utf-8"), plek, voorbeeld=voorbeeld)
    except UnicodeDecodeError:
        _LOG.warning("%s: het bestand is geen UTF-8. Sla het op als UTF-8.", plek)
    except (OSError, ToelichtingFout) as fout:
        _LOG.warning("%s", fout if isinstance(fout, ToelichtingFout) else f"{plek}: niet te lezen.")
    return None


def parse(tekst: str, plek: str, *, voorbeeld: bool = False) -> Toelichting:
    """The text of a file. Raises ToelichtingFout, which begins with `plek` and the line."""
    kop, inhoud = _split(tekst, plek)
    for veld in _VELDEN:
        if not kop.get(veld):
            raise ToelichtingFout(f"{plek}, regel 1: '{veld}' ontbreekt. Zet bovenaan: {veld}: ...")
    if not inhoud.strip():
        raise ToelichtingFout(f"{plek}: er staat geen tekst onder de kop. Schrijf de toelichting onder de tweede ---.")
    if len(inhoud) > MEESTE_TEKENS:
        raise ToelichtingFout(f"{plek}: de tekst is langer dan {MEESTE_TEKENS} tekens. Maak de tekst korter.")
    veilig = nh3.clean(
        markdown.markdown(inhoud, output_format="html"),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Toelichting(kop["naam"], kop["functie"], _date(kop["datum"], plek), veilig, voorbeeld)


def _split(tekst: str, plek: str) -> tuple[dict[str, str], str]:
    """The head as a mapping, and the text under it."""
    regels = tekst.lstrip("\ufeff").splitlines()
    if not regels or regels[0].strip() != "---" or "---" not in (r.strip() for r in regels[1:]):
        raise ToelichtingFout(
            f"{plek}, regel 1: de kop ontbreekt. Begin met een regel ---, dan naam, functie en datum, dan weer ---."
        )
    eind = next(i for i, regel in enumerate(regels[1:], 1) if regel.strip() == "---")
    kop: dict[str, str] = {}
    for nummer, regel in enumerate(regels[1:eind], 2):
        veld, teken, waarde = regel.partition(":")
        if regel.strip() and (not teken or veld.strip() not in _VELDEN):
            raise ToelichtingFout(f"{plek}, regel {nummer}: hier mag alleen naam, functie of datum staan, met een ':'.")
        kop[veld.strip()] = waarde.strip()
    return kop, "\n".join(regels[eind + 1 :])


def _date(tekst: str, plek: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ToelichtingFout(f"{plek}: de datum is geen datum. Schrijf een datum als 2024-01-31.") from None
