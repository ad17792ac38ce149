"""/jaarverslag/.../: the code to the live page, and the report as PDF and in Word.

A file is made once per publication, state of the texts and name of the site, and sent from disk from then on. Whoever
asks while it is made waits for that one. The same content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import segno
from flask import Flask, Response, abort

from components.annual.pdf_form import pdf
from components.annual.word_form import word
from data.publication.readmodel import Beeld, beeld
from data.publication.report_pictures import PlaatjeFout, last_picture
from data.publication.report_texts import find_report_texts, last_good
from data.publication.toelichtingen import texts_state
from pages.downloads import PACKED, file_response
from pages.kept_files import kept
from pages.report_content import content, opening_keys
from pages.routes import JAARVERSLAG, NotFound, Route, resolve
from pages.server.well_known import base_url

Maker = Callable[[Beeld, Route, str], bytes]


def _pdf(live: Beeld, route: Route, adres: str) -> bytes:
    return pdf(content(live, route.plaats, route.schooljaar), adres, code_of(adres))


def _word(live: Beeld, route: Route, adres: str) -> bytes:
    return word(content(live, route.plaats, route.schooljaar), adres)


FORMS: Mapping[str, Maker] = {"pdf": _pdf, "docx": _word}
"""Each form by the end of its name."""


def install(server: Flask) -> None:
    """Add the addresses to the site."""
    server.add_url_rule("/jaarverslag/<slug>/<jaar>/qr.svg", "jaarverslag-qr", _code)
    server.add_url_rule("/jaarverslag/<slug>/<jaar>/beeld/<naam>", "jaarverslag-beeld", _picture)
    for vorm in FORMS:
        server.add_url_rule(f"/jaarverslag/<slug>/<jaar>.{vorm}", f"jaarverslag-{vorm}", _form(vorm))


def _code(slug: str, jaar: str) -> Response:
    """A QR code of the address of the report, for who has it on paper."""
    return file_response(code_of(f"{base_url()}{_found(slug, jaar).url}"), "image/svg+xml")


def _picture(slug: str, jaar: str, naam: str) -> Response:
    """A picture that stands in a text of the report; no other file of that folder."""
    route = _found(slug, jaar)
    map_ = f"{route.plaats.slug}/jaarverslag-{route.schooljaar}"
    teksten = find_report_texts(route.plaats.slug, jaar, opening_keys(beeld(), route.plaats, jaar)).values()
    eerder = (tekst for tekst in (last_good(tekst.plek) for tekst in teksten) if tekst)
    if not any(f"]({naam})" in tekst.tekst for tekst in (*teksten, *eerder)):
        abort(404)
    try:
        plaatje = last_picture(map_, naam)
    except PlaatjeFout:
        abort(404)
    return file_response(plaatje.inhoud, plaatje.soort)


def code_of(adres: str) -> bytes:
    """Draw the QR code of an address, as SVG."""
    uit = io.BytesIO()
    segno.make(adres, micro=False).save(uit, kind="svg", border=2, scale=4, svgns=True, xmldecl=False)
    return uit.getvalue()


def _form(vorm: str) -> Callable[[str, str], Response]:
    def view(slug: str, jaar: str) -> Response:
        route = _found(slug, jaar)
        naam = f"jaarverslag-leerplicht-{route.plaats.slug}-{jaar}.{vorm}"
        return file_response(_kept(route, vorm), PACKED[vorm], naam)

    return view


def _kept(route: Route, vorm: str) -> bytes:
    """Give the file from disk; the first who asks makes it, and the others wait for that."""
    live, adres = beeld(), f"{base_url()}{route.url}"
    versie = f"{live.publicatie.publicatie_id} {texts_state()}"
    return kept("verslagen", versie, f"{adres}.{vorm}", lambda: FORMS[vorm](live, route, adres))


def _found(slug: str, jaar: str) -> Route:
    """The report that a file is of; 404 where there is none."""
    route = resolve(beeld(), f"/jaarverslag/{slug}/{jaar}")
    if isinstance(route, NotFound) or route.leeg or route.pagina != JAARVERSLAG or route.schooljaar != jaar:
        abort(404)
    return route
