"""The gemeente's own words in a report: with their figures from the publication, as paragraphs for each form."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from components.annual.model import Eigenalinea, Eigenbeeld, Hoofdstuktekst, Jaarverslag, Stukje, Verhaal
from components.pieces.tile import value_texts
from components.words.figure_text import figure_text
from components.words.notation import format_count, format_decimal
from data.publication.report_pictures import PLAATJE, Plaatje, PlaatjeFout, find_picture, last_picture
from data.publication.report_texts import (
    LINKS,
    VERHAAL,
    VOORWOORD,
    Verslagtekst,
    VerslagtekstFout,
    fill,
    is_elsewhere,
    last_good,
    safe_html,
)
from data.publication.report_texts_kept import keep_text
from data.registry.indicators import INDICATOREN
from data.views.tiles import Tegel

VORIG_JAAR, VERSCHIL, ONBEKEND, MERK = " vorig jaar", "verschil ", "onbekend", "(voorbeeld)"
_LOG = logging.getLogger("leerrecht.verslagteksten")
Beeldzoeker = Callable[[str], tuple[str, Plaatje]]
"""Gives a picture by its name, with its address. Raises PlaatjeFout."""


@dataclass(frozen=True, slots=True)
class Eigenwoorden:
    """A text as it stands in a report. weg: what was taken out of it (Dutch)."""

    titel: str
    alineas: tuple[Eigenalinea, ...]
    zonder: tuple[str, ...]
    weg: tuple[str, ...]


def with_own_words(verslag: Jaarverslag, teksten: Mapping[str, Verslagtekst], tegels: Iterable[Tegel]) -> Jaarverslag:
    """Put the texts in their chapters. tegels: the figures that they may name.

    Where a text is not right the last one that was stands; where there was none it is left out.
    """
    waarden = values_of(tegels)
    zinnen = sentences_of(verslag)
    gevonden = ((sleutel, _made_or_last(tekst, waarden, zinnen.get(sleutel, ()))) for sleutel, tekst in teksten.items())
    gemaakt = {sleutel: woorden for sleutel, woorden in gevonden if woorden}
    leeg = Eigenwoorden("", (), (), ())
    return replace(
        verslag,
        voorwoord=gemaakt.get(VOORWOORD, leeg).alineas,
        hoofdstukken=tuple(with_chapter_words(h, gemaakt.get(h.sleutel, leeg)) for h in verslag.hoofdstukken),
        verhalen=tuple(Verhaal(w.titel, w.alineas) for s, w in gemaakt.items() if s.startswith(VERHAAL)),
        links=gemaakt.get(LINKS, leeg).alineas,
    )


def sentences_of(verslag: Jaarverslag) -> dict[str, tuple[str, ...]]:
    """Give the keys of the generated sentences of each chapter; that nothing is known is never left out."""
    return {h.sleutel: tuple(s for s, _ in h.zinnen if s in INDICATOREN) for h in verslag.hoofdstukken}


def with_chapter_words(hoofdstuk: Hoofdstuktekst, woorden: Eigenwoorden) -> Hoofdstuktekst:
    """Put a text in its chapter, and leave out the sentences that it leaves out."""
    zinnen = tuple((sleutel, zin) for sleutel, zin in hoofdstuk.zinnen if sleutel not in woorden.zonder)
    return replace(hoofdstuk, zinnen=zinnen, eigen=woorden.alineas)


def _made_or_last(tekst: Verslagtekst, waarden: Mapping[str, str], zinnen: Sequence[str]) -> Eigenwoorden | None:
    """The words of a text, else those of the last one that was right; the log says what is wrong."""
    try:
        woorden = make_words(tekst, waarden, zinnen)
        keep_text(tekst.plek, tekst.ruw)
    except VerslagtekstFout as fout:
        _LOG.warning("%s", fout)
        eerder = last_good(tekst.plek)
        try:
            return make_words(eerder, waarden, zinnen, beside_text(eerder, last_picture)) if eerder else None
        except VerslagtekstFout:
            return None
    for wat in woorden.weg:
        _LOG.warning("%s: %s", tekst.plek, wat)
    return woorden


def make_words(
    tekst: Verslagtekst, waarden: Mapping[str, str], zinnen: Sequence[str], zoek: Beeldzoeker | None = None
) -> Eigenwoorden:
    """Make the words of a text. Raises VerslagtekstFout.

    zinnen: the keys of the sentences of its chapter. zoek: finds a picture by its name, and says where it is shown.
    """
    for sleutel in tekst.zonder:
        if sleutel not in zinnen:
            mogelijk = f"Kies uit: {', '.join(zinnen)}." if zinnen else "Haal de regels met --- weg."
            raise VerslagtekstFout(f"{tekst.plek}, regel 2: een zin die weg moet, staat niet in dit stuk. {mogelijk}")
    titel, kaal = _titled(tekst) if tekst.sleutel.startswith(VERHAAL) else ("", tekst)
    veilig, weg = safe_html(fill(kaal, waarden))
    return Eigenwoorden(titel, paragraphs(veilig, _pictures(tekst, zoek or beside_text(tekst))), tekst.zonder, weg)


def beside_text(tekst: Verslagtekst, vind: Callable[[str, str], Plaatje] = find_picture) -> Beeldzoeker:
    """Give what finds the pictures that stand beside a text, where the public site shows them."""
    map_ = tekst.plek.rpartition("/")[0]
    slug, _, jaar = map_.partition("/jaarverslag-")
    return lambda naam: (f"/jaarverslag/{slug}/{jaar}/beeld/{naam}", vind(map_, naam))


def _pictures(tekst: Verslagtekst, zoek: Beeldzoeker) -> dict[str, Eigenbeeld]:
    """The pictures of a text by their names. Raises VerslagtekstFout, with the line, for one that cannot be shown."""
    gevonden: dict[str, Eigenbeeld] = {}
    for nummer, regel in enumerate(tekst.tekst.splitlines(), tekst.eerste):
        for alt, naam in PLAATJE.findall(regel):
            if is_elsewhere(naam):
                continue
            if not alt.strip():
                raise VerslagtekstFout(
                    f"{tekst.plek}, regel {nummer}: het plaatje heeft geen tekst voor wie het niet ziet. Schrijf wat "
                    "er op staat: ![Wat er te zien is](foto.jpg)."
                )
            try:
                adres, plaatje = zoek(naam)
            except PlaatjeFout as fout:
                raise VerslagtekstFout(f"{tekst.plek}, regel {nummer}: {fout}") from fout
            gevonden[naam] = Eigenbeeld(adres, alt.strip(), plaatje)
    return gevonden


def _titled(tekst: Verslagtekst) -> tuple[str, Verslagtekst]:
    """A story begins with its title."""
    eerste, _, rest = tekst.tekst.partition("\n")
    if not eerste.startswith("# ") or not rest.strip():
        raise VerslagtekstFout(
            f"{tekst.plek}, regel {tekst.eerste}: de titel ontbreekt. Begin met: # Titel, en dan uw verhaal."
        )
    return eerste.removeprefix("# ").strip(), replace(tekst, tekst=rest, eerste=tekst.eerste + 1)


def values_of(tegels: Iterable[Tegel]) -> dict[str, str]:
    """What each place in a text becomes: the figure, that of the year before, and the difference between the two."""
    waarden: dict[str, str] = {}
    for tegel in tegels:
        key, vorig = tegel.indicator.key, tegel.vorig
        waarden[key] = _marked(value_texts(tegel)[0], verzonnen=tegel.cijfer.is_voorbeeld)
        waarden[f"{key}{VORIG_JAAR}"] = _marked(figure_text(vorig), verzonnen=vorig.is_voorbeeld) if vorig else ONBEKEND
        waarden[f"{VERSCHIL}{key}"] = _marked(_difference(tegel), verzonnen=tegel.cijfer.is_voorbeeld)
    return waarden


def _marked(waarde: str, *, verzonnen: bool) -> str:
    """An invented figure is called so where it stands: words around it look like those of the gemeente."""
    return f"{waarde} {MERK}" if verzonnen and any(map(str.isdigit, waarde)) else waarde


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


def paragraphs(veilig: str, beelden: Mapping[str, Eigenbeeld]) -> tuple[Eigenalinea, ...]:
    """Give the paragraphs of a text that was made safe. beelden: its pictures, by name; others are left out."""
    lezer = _Alineas(beelden)
    lezer.feed(veilig)
    lezer.close()
    return tuple(lezer.alineas)


class _Alineas(HTMLParser):
    """Reads paragraphs and points, with what is bold, italic or a link in them."""

    def __init__(self, beelden: Mapping[str, Eigenbeeld]) -> None:
        super().__init__(convert_charrefs=True)
        self._beelden = beelden
        self.alineas: list[Eigenalinea] = []
        self._stukjes: list[Stukje] = []
        self._open: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._close()
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
        if tag == "img":
            self._picture(dict(attrs))
        elif tag == "br":
            self.handle_data(" ")
        else:
            self._open.append(tag)

    def _picture(self, attrs: Mapping[str, str | None]) -> None:
        if beeld := self._beelden.get(attrs.get("src") or ""):
            self._close()
            self.alineas.append(Eigenalinea((), beeld=replace(beeld, alt=attrs.get("alt") or beeld.alt)))

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
