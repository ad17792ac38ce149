"""`/team/verslagen`: where a redacteur writes the words of a jaarverslag, beside a preview with the published figures.

What is saved stays with the team. What is klaar goes to the folder with texts, which is all that the public site reads.
"""

from __future__ import annotations

import re

from dash.development.base_component import Component
from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as WerkzeugResponse

from components.team.frame import NAAM, frame
from components.team.redactie import WEG, Schrijfpagina, edit_page, picture_form, preview
from components.team.redactie_lists import address, moment, version_page, versions_page
from data.publication.report_pictures import MEESTE_BYTES, MEESTE_MB, PlaatjeFout
from data.publication.report_texts import VerslagtekstFout
from data.referentie.gebieden import slugify
from data.team.verslagplaatjes import find_any, keep_picture
from data.team.verslagteksten import Schrijfsel, Versie, latest, save, versions
from data.team.vrije_tekst import HerkenbaarError, refuse_recognisable
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer
from pages.team import logboek, views
from pages.team.bare_page import refusal
from pages.team.config import Config
from pages.team.redactie_parts import (
    PAD,
    Schrijfplek,
    find_report,
    list_view,
    place_of,
    remarks_of,
    report_view,
    taken_over,
    words_of,
)
from pages.team.render import TeamPages
from pages.team.toegang import bezoeker, check_form

Answer = Response | WerkzeugResponse
_ANDER = (
    "Terwijl u schreef, bewaarde {door} ook een versie. Er is niets weg: uw tekst is bewaard als versie {nummer}, en "
    "staat nog in het vak. Neem erin over wat u van de ander wilt houden, en bewaar opnieuw."
)
_GELUKT = {
    "bewaard": "De tekst is bewaard. Hij staat nog niet in het verslag.",
    "klaar": "De tekst staat in het verslag.",
}


def add(server: Flask, pages: TeamPages, _config: Config) -> None:
    """Add the pages and forms."""
    site = _Editor(pages)
    deel = f"{PAD}/<slug>/<jaar>/<deel>"
    for pad, view, methode in (
        (PAD, site.reports, "GET"),
        (f"{PAD}/<slug>/<jaar>", site.report, "GET"),
        (f"{PAD}/<slug>/<jaar>/nieuw-verhaal", site.new_story, "GET"),
        (deel, site.part, "GET"),
        (deel, site.write, "POST"),
        (f"{deel}/voorbeeld", site.show_preview, "POST"),
        (f"{deel}/plaatje", site.take_picture, "POST"),
        (f"{PAD}/<slug>/<jaar>/beeld/<naam>", site.picture, "GET"),
        (f"{deel}/versies", site.all_versions, "GET"),
        (f"{deel}/versies/<int:nummer>", site.one_version, "GET"),
        (f"{deel}/versies/<int:nummer>", site.put_back, "POST"),
    ):
        server.add_url_rule(pad, f"redactie_{view.__name__}", view, methods=[methode])


class _Editor:
    """The pages, for who may write."""

    def __init__(self, pages: TeamPages) -> None:
        self._pages = pages

    def _plain(self, titel: str, inhoud: list[Component | str | None], status: int = 200) -> Response:
        kader = views.kader(bezoeker())
        return self._pages.plain(f"{titel} - {NAAM}", frame(kader, PAD, inhoud), status)

    def reports(self) -> Answer:
        """The reports that one may write."""
        return self._plain("Jaarverslagen", list_view())

    def report(self, slug: str, jaar: str) -> Answer:
        """The parts of one report."""
        titel, inhoud = report_view(find_report(slug, jaar))
        return self._plain(titel, inhoud)

    def new_story(self, slug: str, jaar: str) -> Answer:
        """Go to the page of a story that has no text yet."""
        verslag, titel = find_report(slug, jaar), " ".join(request.args.get("titel", "").split())[:120]
        try:
            refuse_recognisable(titel, "de titel")  # it stands in the audit log, as the part that is written
        except HerkenbaarError as fout:
            return refusal("Kies een andere titel", str(fout), 400)
        naam = slugify(titel)[:50].strip("-")
        if not naam:
            return redirect(verslag.pad, 303)
        return redirect(f"{address(slug, jaar, f'verhaal-{naam}')}?{_query(titel)}", 303)

    def part(self, slug: str, jaar: str, deel: str) -> Answer:
        """The page on which one part is written."""
        waar = place_of(slug, jaar, deel)
        melding = next((zegt for wat, zegt in _GELUKT.items() if wat in request.args), "")
        laatste = latest(versions(bezoeker().bevoegd, waar.plek))
        begin = Schrijfsel(tekst=waar.first_text(request.args.get("titel", "")))
        geschreven = laatste.schrijfsel if laatste else begin
        return self._edit(waar, geschreven, laatste.nummer if laatste else 0, melding=melding)

    def _edit(
        self, waar: Schrijfplek, geschreven: Schrijfsel, basis: int, status: int = 200, **meer: object
    ) -> Response:
        alle = versions(bezoeker().bevoegd, waar.plek)
        laatste = latest(alle)
        woorden, fout = words_of(waar, geschreven)
        blijft = [zin for sleutel, zin in waar.zinnen.items() if sleutel not in geschreven.zonder]
        pagina = Schrijfpagina(
            titel=f"{waar.verslag.naam} {waar.verslag.jaar}: {waar.titel}",
            pad=waar.pad,
            terug=waar.verslag.pad,
            formulier=bezoeker().formulier,
            schrijfsel=geschreven,
            basis=basis,
            zinnen=waar.zinnen,
            invulplekken=waar.verslag.waarden,
            voorbeeld=preview(woorden, blijft, fout),
            stand=f"Laatste versie: {laatste.nummer}, {moment(laatste)}, door {laatste.door}." if laatste else "",
            meer=[picture_form(waar.pad, bezoeker().formulier, MEESTE_MB)],
            **meer,  # type: ignore[arg-type]
        )
        return self._plain(waar.titel, edit_page(pagina), status)

    def show_preview(self, slug: str, jaar: str, deel: str) -> Answer:
        """Only the preview, for the script that asks while one types."""
        check_form()
        waar = place_of(slug, jaar, deel)
        geschreven = _written(waar)
        woorden, fout = words_of(waar, geschreven)
        blijft = [zin for sleutel, zin in waar.zinnen.items() if sleutel not in geschreven.zonder]
        return Response(Renderer(WRITERS).finish(preview(woorden, blijft, fout)).html, mimetype="text/html")

    def write(self, slug: str, jaar: str, deel: str) -> Answer:
        """Save what was written, look it over and put it in the report, or only show it."""
        check_form()
        waar = place_of(slug, jaar, deel)
        geschreven, basis = _written(waar), _number(request.form.get("basis", ""))
        if (sleutel := request.form.get("overnemen", "")) in waar.zinnen:
            return self._edit(waar, taken_over(waar, geschreven, sleutel), basis)
        doe = request.form.get("doe")
        if doe not in ("bewaar", "klaar"):
            return self._edit(waar, geschreven, basis)
        try:
            return self._finish(waar, geschreven, basis) if doe == "klaar" else self._keep(waar, geschreven, basis)
        except VerslagtekstFout as fout:
            return self._edit(waar, geschreven, basis, 400, fout=str(fout))
        except OSError:
            reden = "De tekst is niet bewaard: de site kan niet in haar map schrijven. Vraag het uw beheerder."
            return self._edit(waar, geschreven, basis, 503, fout=reden)

    def _keep(self, waar: Schrijfplek, geschreven: Schrijfsel, basis: int) -> Answer:
        """Save a version; the same text again is none."""
        laatste = latest(versions(bezoeker().bevoegd, waar.plek))
        if laatste and laatste.nummer == basis and laatste.schrijfsel == geschreven:
            return redirect(f"{waar.pad}?bewaard=ja", 303)
        versie = _save(waar, geschreven, basis, "bewaren")
        return self._conflict(waar, geschreven, versie, basis) or redirect(f"{waar.pad}?bewaard=ja", 303)

    def _finish(self, waar: Schrijfplek, geschreven: Schrijfsel, basis: int) -> Answer:
        """Put a text in the report once all that was pointed out is looked at; until then it is only saved."""
        _, fout = words_of(waar, geschreven)
        open_ = [b for b in remarks_of(waar, geschreven) if b.vast or b.sleutel not in geschreven.bedoeld]
        gaat = not open_ and not fout
        versie = _save(waar, geschreven, basis, "klaar", klaar=gaat)
        if ander := self._conflict(waar, geschreven, versie, basis):
            return ander
        if gaat:
            return redirect(f"{waar.pad}?klaar=ja", 303)
        logboek.write_down(
            "verslagtekst", bezoeker().sessie.wie, **waar.audit, uitkomst="niet klaar", punten=len(open_)
        )
        return self._edit(waar, geschreven, versie.nummer, 422, bevindingen=open_, fout="" if open_ else fout)

    def _conflict(self, waar: Schrijfplek, geschreven: Schrijfsel, versie: Versie, basis: int) -> Response | None:
        """Show what somebody else saved meanwhile; None where nobody did."""
        if not versie.naast:
            return None
        alle = versions(bezoeker().bevoegd, waar.plek)
        ander = latest(alle)
        if ander is None:
            return None
        van = next((v.schrijfsel.tekst for v in alle if v.nummer == basis), "")
        melding = _ANDER.format(door=ander.door, nummer=versie.nummer)
        return self._edit(waar, geschreven, ander.nummer, 409, fout=melding, anders=(van, ander.schrijfsel.tekst))

    def take_picture(self, slug: str, jaar: str, deel: str) -> Answer:
        """Keep a picture that was sent, made anew, and show the line that puts it in the text."""
        waar, wie = place_of(slug, jaar, deel), bezoeker()
        request.max_content_length = MEESTE_BYTES + 64 * 1024
        laatste = latest(versions(wie.bevoegd, waar.plek))
        geschreven = laatste.schrijfsel if laatste else Schrijfsel(tekst=waar.first_text(""))
        basis = laatste.nummer if laatste else 0
        try:
            check_form()
            gestuurd, alt = request.files.get("plaatje"), " ".join(request.form.get("alt", "").split())
            alt = re.sub(r"[\[\]{}<>]", "", alt)[:200]
            if gestuurd is None or not gestuurd.filename:
                raise PlaatjeFout("Er is geen bestand gekozen. Kies een plaatje en stuur het opnieuw.")
            if not alt:
                raise PlaatjeFout("De tekst bij het plaatje ontbreekt. Schrijf wat erop te zien is.")
            naam = keep_picture(wie.bevoegd, waar.plek.gebied, waar.plek.map, gestuurd.read(MEESTE_BYTES + 1), alt)
        except RequestEntityTooLarge:
            fout = f"Het plaatje is groter dan {MEESTE_MB} MB. Maak het kleiner en stuur het opnieuw."
            return self._edit(waar, geschreven, basis, 413, fout=fout)
        except PlaatjeFout as fout:
            return self._edit(waar, geschreven, basis, 400, fout=str(fout))
        logboek.write_down("verslagtekst", wie.sessie.wie, **waar.audit, actie="plaatje", stand="klaar")
        return self._edit(waar, geschreven, basis, plaatje=f"![{alt}]({naam})")

    def picture(self, slug: str, jaar: str, naam: str) -> Answer:
        """A picture for the preview."""
        verslag = find_report(slug, jaar)
        try:
            plaatje = find_any(bezoeker().bevoegd, verslag.gebied.code, verslag.place("voorwoord").map, naam)
        except PlaatjeFout:
            abort(404)
        return Response(plaatje.inhoud, mimetype=plaatje.soort)

    def all_versions(self, slug: str, jaar: str, deel: str) -> Answer:
        """All versions of a part."""
        waar = place_of(slug, jaar, deel)
        alle = versions(bezoeker().bevoegd, waar.plek)
        return self._plain(f"Versies: {waar.titel}", versions_page(waar.titel, waar.pad, alle))

    def one_version(self, slug: str, jaar: str, deel: str, nummer: int) -> Answer:
        """One version of a part."""
        waar = place_of(slug, jaar, deel)
        versie, laatste = _version(waar, nummer)
        gemaakt = words_of(waar, versie.schrijfsel)
        inhoud = version_page(waar.titel, waar.pad, bezoeker().formulier, versie, laatste, gemaakt)
        return self._plain(f"{waar.titel}, versie {nummer}", inhoud)

    def put_back(self, slug: str, jaar: str, deel: str, nummer: int) -> Answer:
        """Make a new version of an old one."""
        check_form()
        waar = place_of(slug, jaar, deel)
        versie, _ = _version(waar, nummer)
        basis = _number(request.form.get("basis", ""))
        nieuw = _save(waar, versie.schrijfsel, basis, "terugzetten", van=nummer)
        return self._conflict(waar, versie.schrijfsel, nieuw, basis) or redirect(f"{waar.pad}?bewaard=ja", 303)


def _save(
    waar: Schrijfplek, geschreven: Schrijfsel, basis: int, actie: str, *, klaar: bool = False, van: int = 0
) -> Versie:
    """Save a version; that it began and how it ended stand in the audit log, without a word of it."""
    wie = bezoeker()
    logboek.write_down("verslagtekst", wie.sessie.wie, **waar.audit, actie=actie, stand="begonnen")
    try:
        naam = wie.sessie.naam or wie.sessie.wie
        versie = save(wie.bevoegd, waar.plek, geschreven, naam, basis, klaar=klaar, van=van)
    except (VerslagtekstFout, OSError):
        logboek.write_down("verslagtekst", wie.sessie.wie, **waar.audit, actie=actie, stand="mislukt")
        raise
    uitkomst = "naast een andere" if versie.naast else "in het verslag" if versie.klaar else "bewaard"
    logboek.write_down(
        "verslagtekst",
        wie.sessie.wie,
        **waar.audit,
        actie=actie,
        stand="klaar",
        uitkomst=uitkomst,
        versie=versie.nummer,
    )
    return versie


def _version(waar: Schrijfplek, nummer: int) -> tuple[Versie, Versie]:
    """A version, and the one that counts; 404 where there is none."""
    alle = versions(bezoeker().bevoegd, waar.plek)
    laatste = latest(alle)
    gevraagd = next((versie for versie in alle if versie.nummer == nummer), None)
    if gevraagd is None or laatste is None:
        abort(404)
    return gevraagd, laatste


def _written(waar: Schrijfplek) -> Schrijfsel:
    """What the form brings."""
    regels = request.form.get("tekst", "").replace("\r\n", "\n").replace("\r", "\n").splitlines()
    return Schrijfsel(
        tekst="\n".join(regel.rstrip() for regel in regels).strip("\n"),
        zonder=tuple(sleutel for sleutel in waar.zinnen if request.form.get(f"zin-{sleutel}") == WEG),
        bedoeld=tuple(sorted(set(request.form.getlist("bedoeld")) | set(request.form.getlist("eerder")))),
    )


def _number(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 9 else 0


def _query(titel: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"titel": titel})
