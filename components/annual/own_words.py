"""The gemeente's own words in a report: with their figures from the publication, as paragraphs for each form."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html.parser import HTMLParser

from components.annual.model import Eigenalinea, Jaarverslag, Stukje, Verhaal
from components.pieces.tile import value_texts
from components.words.figure_text import figure_text
from components.words.notation import format_count, format_decimal
from data.publication.report_texts import VERHAAL, VOORWOORD, Verslagtekst, VerslagtekstFout, fill, safe_html
from data.views.tiles import Tegel

VORIG_JAAR, VERSCHIL, ONBEKEND = " vorig jaar", "verschil ", "onbekend"
_LOG = logging.getLogger("leerrecht.verslagteksten")


def with_own_words(verslag: Jaarverslag, teksten: Mapping[str, Verslagtekst], tegels: Iterable[Tegel]) -> Jaarverslag:
    """Put the texts in their chapters. tegels: the figures that they may name; a text that is not right is left out."""
    waarden = values_of(tegels)
    gemaakt: dict[str, tuple[Eigenalinea, ...]] = {}
    titels: dict[str, str] = {}
    for sleutel, tekst in teksten.items():
        try:
            titels[sleutel], kaal = _titled(tekst) if sleutel.startswith(VERHAAL) else ("", tekst)
            gemaakt[sleutel] = paragraphs(safe_html(kaal, fill(kaal, waarden)))
        except VerslagtekstFout as fout:
            _LOG.warning("%s", fout)
    return replace(
        verslag,
        voorwoord=gemaakt.get(VOORWOORD, ()),
        hoofdstukken=tuple(replace(h, eigen=gemaakt.get(h.sleutel, ())) for h in verslag.hoofdstukken),
        verhalen=tuple(Verhaal(titels[s], a) for s, a in gemaakt.items() if s.startswith(VERHAAL)),
    )


def _titled(tekst: Verslagtekst) -> tuple[str, Verslagtekst]:
    """A story begins with its title."""
    eerste, _, rest = tekst.tekst.lstrip().partition("\n")
    if not eerste.startswith("# ") or not rest.strip():
        raise VerslagtekstFout(f"{tekst.plek}, regel 1: de titel ontbreekt. Begin met: # Titel, en dan uw verhaal.")
    return eerste.removeprefix("# ").strip(), replace(tekst, tekst=rest)


def values_of(tegels: Iterable[Tegel]) -> dict[str, str]:
    """What each place in a text becomes: the figure, that of the year before, and the difference between the two."""
    waarden: dict[str, str] = {}
    for tegel in tegels:
        key = tegel.indicator.key
        waarden[key] = value_texts(tegel)[0]
        waarden[f"{key}{VORIG_JAAR}"] = figure_text(tegel.vorig) if tegel.vorig else ONBEKEND
        waarden[f"{VERSCHIL}{key}"] = _difference(tegel)
    return waarden


def _difference(tegel: Tegel) -> str:
    """How much more or less it is; `onbekend` where one is not known, or where they may not be compared."""
    nu, toen = tegel.cijfer.waarde, tegel.vorig.waarde if tegel.vorig else None
    if nu is None or toen is None or tegel.breuk or tegel.bereik:
        return ONBEKEND
    meer = "meer" if nu > toen else "minder"
    if nu == toen:
        return "evenveel"
    if tegel.indicator.is_percentage:
        decimalen = tegel.cijfer.gedrukte_decimalen
        verschil = abs(round(nu, decimalen) - round(toen, decimalen))
        return f"{format_decimal(verschil, decimalen)} procentpunt {'hoger' if nu > toen else 'lager'}"
    return f"{format_count(abs(nu - toen))} {meer}"


def paragraphs(veilig: str) -> tuple[Eigenalinea, ...]:
    """Give the paragraphs of a text that was made safe."""
    lezer = _Alineas()
    lezer.feed(veilig)
    lezer.close()
    return tuple(lezer.alineas)


class _Alineas(HTMLParser):
    """Reads paragraphs and points, with what is bold, italic or a link in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.alineas: list[Eigenalinea] = []
        self._stukjes: list[Stukje] = []
        self._open: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._close()
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
        self._open.append(tag) if tag != "br" else self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li"):
            self._close()
        if tag == "a":
            self._link = ""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        tekst = data.replace("\n", " ")
        if tekst.strip() or self._stukjes:
            self._stukjes.append(Stukje(tekst, "strong" in self._open, "em" in self._open, self._link))

    def _close(self) -> None:
        if any(stukje.tekst.strip() for stukje in self._stukjes):
            self.alineas.append(Eigenalinea(tuple(self._stukjes), "li" in self._open))
        self._stukjes = []
