"""What the editor knows of a report: its parts, the published figures that a text may name, and who may write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from dash.development.base_component import Component
from flask import abort

from components.annual.own_checks import Bevinding, find_remarks
from components.annual.own_words import Eigenwoorden, make_words, values_of
from components.pieces.tile import value_texts
from components.team.redactie_lists import Deelregel, Verslagregel, address, list_page, report_page
from components.words.labels import region_title
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld, beeld
from data.publication.report_pictures import Plaatje
from data.publication.report_status import CONCEPT, find_status
from data.publication.report_texts import VERHAAL, VerslagtekstFout, as_file, parse_text
from data.referentie.gebieden import gebieden
from data.team.verslagplaatjes import find_any
from data.team.verslagteksten import Schrijfsel, Verslagplek, latest, parts_with_versions, versions
from data.views.tiles import Tegel
from pages.report_content import Schrijfdeel, all_tiles, beeld_of, writable_parts
from pages.team.toegang import bezoeker

PAD = "/team/verslagen"
_VERHAAL = re.compile(rf"{VERHAAL}[a-z0-9]+(?:-[a-z0-9]+)*")
_VASTGESTELD = "Dit verslag is {status}. De cijfers liggen vast. Verander woorden alleen als het college dat weet."
_CONCEPT = "Dit verslag is een concept."
_Inhoud = list[Component | str | None]


@dataclass(frozen=True)
class Schrijfverslag:
    """A report that somebody may write, with the figures that it has: never others than those that are published."""

    bron: Beeld
    gebied: Gebied
    jaar: str

    @property
    def naam(self) -> str:
        """Whose report it is, in words."""
        return self.gebied.naam if self.gebied.soort == "gemeente" else region_title(self.gebied)

    @property
    def pad(self) -> str:
        """Its address in the editor."""
        return address(self.gebied.slug, self.jaar)

    @property
    def status(self) -> str:
        """How far it is."""
        return find_status(self.gebied.slug, self.jaar).status

    @cached_property
    def tegels(self) -> tuple[Tegel, ...]:
        """Every figure that a text may name."""
        return all_tiles(self.bron, self.gebied, self.jaar)

    @cached_property
    def waarden(self) -> Mapping[str, str]:
        """What each place in a text becomes now."""
        return values_of(self.tegels)

    @cached_property
    def delen(self) -> Mapping[str, Schrijfdeel]:
        """Its parts, by key, without the stories."""
        return {deel.sleutel: deel for deel in writable_parts(self.bron, self.gebied, self.jaar)}

    def place(self, deel: str) -> Verslagplek:
        """Where the versions of a part are."""
        return Verslagplek(self.gebied.code, self.gebied.slug, self.jaar, deel)


@dataclass(frozen=True)
class Schrijfplek:
    """A part of a report that somebody writes."""

    verslag: Schrijfverslag
    deel: Schrijfdeel

    @property
    def plek(self) -> Verslagplek:
        """Where its versions are."""
        return self.verslag.place(self.deel.sleutel)

    @property
    def pad(self) -> str:
        """Its address."""
        return address(self.verslag.gebied.slug, self.verslag.jaar, self.deel.sleutel)

    @property
    def titel(self) -> str:
        """What it is called."""
        return self.deel.titel

    @property
    def zinnen(self) -> dict[str, str]:
        """The sentences of the site, by key."""
        return {tegel.indicator.key: zin for tegel, zin in self.deel.zinnen}

    @property
    def audit(self) -> dict[str, str]:
        """What the audit log says of it."""
        return {"gebied": self.verslag.naam, "schooljaar": self.verslag.jaar, "deel": self.deel.sleutel}

    def first_text(self, titel: str) -> str:
        """What stands there before anybody wrote; a story begins with its title."""
        kop = " ".join(titel.split())[:120] or "Titel van het verhaal"
        return f"# {kop}\n\n" if self.deel.sleutel.startswith(VERHAAL) else ""


def find_report(slug: str, jaar: str) -> Schrijfverslag:
    """Give the report at an address; 404 where there is none, GeenToegangError for another's."""
    live = beeld()
    gebied = live.gebied_van_slug(slug)
    if gebied is None or gebied.slug != slug or jaar not in live.schooljaren(gebied.code):
        abort(404)
    bezoeker().bevoegd.check_redactie(gebied.code)
    bron = beeld_of(live, gebied, jaar)
    return Schrijfverslag(bron, bron.gebieden[gebied.code], jaar)


def place_of(slug: str, jaar: str, deel: str) -> Schrijfplek:
    """Give the part at an address; 404 where there is none."""
    verslag = find_report(slug, jaar)
    if deel in verslag.delen:
        return Schrijfplek(verslag, verslag.delen[deel])
    if len(deel) > 60 or not _VERHAAL.fullmatch(deel):
        abort(404)
    return Schrijfplek(verslag, Schrijfdeel(deel, _story_title(verslag, deel)))


def _story_title(verslag: Schrijfverslag, deel: str) -> str:
    laatste = latest(versions(bezoeker().bevoegd, verslag.place(deel)))
    eerste = laatste.schrijfsel.tekst.lstrip().partition("\n")[0] if laatste else ""
    return f"Verhaal: {eerste.removeprefix('# ').strip() or deel.removeprefix(VERHAAL)}"


# --- lists ---------------------------------------------------------------------------------------------------------
def list_view() -> _Inhoud:
    """The reports that who is logged in may write."""
    bevoegd, live = bezoeker().bevoegd, beeld()
    plekken = [live.gebieden[code] for code in bevoegd.redactie if code in live.gebieden]
    if not plekken:
        bevoegd.check_redactie("")
    plekken.sort(key=lambda plek: (plek.soort == "gemeente", plek.naam))
    return list_page([_line(live, plek) for plek in plekken])


def _line(live: Beeld, plek: Gebied) -> Verslagregel:
    jaren = reversed(live.schooljaren(plek.code))
    naam = plek.naam if plek.soort == "gemeente" else region_title(plek)
    return Verslagregel(naam, [(j, address(plek.slug, j), find_status(plek.slug, j).status) for j in jaren])


def report_view(verslag: Schrijfverslag) -> tuple[str, _Inhoud]:
    """The title and the parts of one report."""
    bevoegd = bezoeker().bevoegd
    met = [deel for deel in parts_with_versions(bevoegd, verslag.place("voorwoord")) if _VERHAAL.fullmatch(deel)]

    def line(sleutel: str, titel: str) -> Deelregel:
        pad = address(verslag.gebied.slug, verslag.jaar, sleutel)
        return Deelregel(titel, pad, latest(versions(bevoegd, verslag.place(sleutel))))

    delen = [line(deel.sleutel, deel.titel) for deel in verslag.delen.values()]
    verhalen = [line(deel, _story_title(verslag, deel).removeprefix("Verhaal: ")) for deel in met]
    titel = f"Jaarverslag {verslag.naam} {verslag.jaar}"
    status = _CONCEPT if verslag.status == CONCEPT else _VASTGESTELD.format(status=verslag.status)
    return titel, report_page(titel, status, _public_address(verslag), verslag.pad, delen, verhalen)


def _public_address(verslag: Schrijfverslag) -> str:
    import os

    basis = os.environ.get("LEERRECHT_URL", "").rstrip("/")
    return f"{basis}/jaarverslag/{verslag.gebied.slug}/{verslag.jaar}" if basis else ""


# --- texts ---------------------------------------------------------------------------------------------------------
def words_of(waar: Schrijfplek, geschreven: Schrijfsel) -> tuple[Eigenwoorden | None, str]:
    """The words as they will stand in the report, else why they cannot."""
    if not geschreven.tekst.strip():
        return Eigenwoorden("", (), geschreven.zonder, ()), ""
    try:
        ruw = as_file(geschreven.tekst, geschreven.zonder)
        tekst = parse_text(ruw, waar.deel.sleutel, waar.titel)
        return make_words(tekst, waar.verslag.waarden, tuple(waar.zinnen), partial(_find_picture, waar)), ""
    except VerslagtekstFout as fout:
        return None, str(fout)


def _find_picture(waar: Schrijfplek, naam: str) -> tuple[str, Plaatje]:
    """A picture and where the editor shows it."""
    plek = waar.plek
    return address(plek.slug, plek.jaar, "beeld", naam), find_any(bezoeker().bevoegd, plek.gebied, plek.map, naam)


def remarks_of(waar: Schrijfplek, geschreven: Schrijfsel) -> Sequence[Bevinding]:
    """What must be looked at before a text is klaar."""
    if not geschreven.tekst.strip():
        return ()
    tekst = parse_text(geschreven.tekst, waar.deel.sleutel, waar.titel)
    hier = gebieden()
    plaatsen = [*(g.naam for g in (*hier.gemeenten, *hier.vervallen)), *(r.naam for r in hier.alle_regios)]
    return find_remarks(tekst, waar.verslag.tegels, plaatsen)


def taken_over(waar: Schrijfplek, geschreven: Schrijfsel, sleutel: str) -> Schrijfsel:
    """Put a sentence of the site in the text, with a place for its figure, so that it can be changed."""
    tegel, zin = next((t, z) for t, z in waar.deel.zinnen if t.indicator.key == sleutel)
    eigen = value_texts(tegel)[0]
    if tegel.indicator.key in waar.verslag.waarden and waar.verslag.waarden[sleutel].startswith(eigen):
        zin = re.sub(rf"(?<![\w,.]){re.escape(eigen)}(?![\w]|[,.]\d)", f"{{{sleutel}}}", zin, count=1)
    tekst = f"{geschreven.tekst}\n\n{zin}" if geschreven.tekst.strip() else zin
    zonder = tuple(s for s in waar.zinnen if s == sleutel or s in geschreven.zonder)
    return Schrijfsel(tekst=tekst, zonder=zonder, bedoeld=geschreven.bedoeld)
