"""The addresses of the API: what each takes and gives is said in `modellen`, and checked by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Response, json
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from data.opendata.keuze import FILTERS, OngeldigError, choose, read_filters
from data.opendata.schrijven import as_json, csv_text
from data.opendata.tabel import rows
from data.publication import archief
from data.publication.readmodel import Beeld, beeld
from data.registry.indicators import INDICATOREN
from pages.api import lijsten
from pages.api import modellen as m
from pages.api.antwoorden import CSV, JSON, Bewaard, kept, reply, send, wanted
from pages.api.cursor import Plaats, digest, read, write
from pages.api.problemen import not_there, problem

PAD = "/api/v1"
api = APIBlueprint("api", __name__, url_prefix=PAD)
_bewaard = Bewaard()
_CIJFERS, _OVER = (
    Tag(name="cijfers", description="De cijfers."),
    Tag(name="over", description="Wat bij de cijfers hoort."),
)
_VERLOPEN = (
    "Deze cursor hoort niet bij deze vraag, of zijn publicatie is niet meer te lezen. Begin bij de eerste bladzijde."
)


def _state() -> str:
    """What is kept holds as long as the publication, and those before it, are the same."""
    return " ".join(archief.kept())


def forget() -> None:
    """Make every answer anew: to measure what one takes."""
    _bewaard.clear()


def _answer(make: Callable[[], Response]) -> Response:
    return kept(_bewaard, _state, make)


def _of(publicatie: str | None, make: Callable[[Beeld], Response], plaats: str = "query") -> Response:
    """Answer from a publication, the live one unless it is named."""

    def answer() -> Response:
        gevonden = archief.read(publicatie) if publicatie else beeld()
        return make(gevonden) if gevonden else not_there(plaats, "publicatie")

    return _answer(answer)


@api.get(
    "/cijfers",
    tags=[_CIJFERS],
    operation_id="cijfers",
    summary="Cijfers, naar keuze",
    responses={200: m.CijferBladzijde},
)
def cijfers(query: m.CijfersVraag) -> Response:
    """Geeft cijfers uit de eigen registratie, uit jaarverslagen en voorbeelden, elk met bron, status en oordeel.

    Zonder filter komt alles, per bladzijde. Ook een afgeschermd cijfer heeft een regel, zonder waarde.
    """
    return _answer(partial(_page_of, query))


def _page_of(query: Any) -> Response:
    begin = read(query.cursor) if query.cursor else Plaats(query.publicatie or beeld().publicatie.publicatie_id, "", 0)
    if begin is None or (query.publicatie and begin.publicatie != query.publicatie):
        return problem(404, _VERLOPEN, [("query", "cursor")])
    live = archief.read(begin.publicatie)
    if live is None:
        return problem(404, _VERLOPEN, [("query", "cursor")]) if query.cursor else not_there("query", "publicatie")
    try:
        filters = read_filters(live, {naam: getattr(query, naam) for naam in FILTERS})
    except OngeldigError as fout:
        return not_there("query", fout.naam)
    return _write_page(query, live, filters, begin)


def _write_page(query: Any, live: Beeld, filters: dict[str, frozenset[str]], begin: Plaats) -> Response:
    keuze, items = digest(filters), choose(live, filters)
    if query.cursor and (begin.keuze != keuze or begin.vanaf >= len(items)):
        return problem(404, _VERLOPEN, [("query", "cursor")])
    vorm = wanted(JSON, CSV)
    if not vorm:
        return problem(406)
    eind = begin.vanaf + query.aantal
    rijen = rows(live, items[begin.vanaf : eind])
    volgende = _next(query, filters, Plaats(live.publicatie.publicatie_id, keuze, eind)) if eind < len(items) else ""
    if vorm == CSV:
        return send(csv_text(rijen).encode(), CSV, volgende)
    inhoud = {
        "publicatie": live.publicatie.publicatie_id,
        "totaal": len(items),
        "cijfers": [as_json(rij) for rij in rijen],
        "volgende": volgende or None,
    }
    return send(json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode(), JSON, volgende)


def _next(query: Any, filters: dict[str, frozenset[str]], plaats: Plaats) -> str:
    keuzes = [(naam, waarde) for naam in FILTERS for waarde in sorted(filters.get(naam, ()))]
    vraag = [*keuzes, ("aantal", query.aantal), ("cursor", write(plaats))]
    return f"{PAD}/cijfers?{urlencode(vraag)}"


@api.get(
    "/publicaties",
    tags=[_OVER],
    operation_id="publicaties",
    summary="De publicaties die bewaard zijn",
    responses={200: m.Publicaties},
)
def publicaties(query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft de publicaties die bewaard zijn, de nieuwste eerst. Een oudere blijft onder haar id te lezen."""
    return _answer(lambda: reply(lijsten.publications()))


@api.get(
    "/publicaties/<publicatie>",
    tags=[_OVER],
    operation_id="publicatie",
    summary="Eén publicatie",
    responses={200: m.Publicatie},
)
def publicatie(path: m.PublicatiePad, query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft één publicatie."""
    bekend = path.publicatie in archief.kept()
    return _answer(lambda: reply(lijsten.publication(path.publicatie)) if bekend else not_there("path", "publicatie"))


@api.get(
    "/publicaties/<publicatie>/wijzigingen",
    tags=[_OVER],
    operation_id="wijzigingen",
    summary="Wat een publicatie anders vertelt dan de vorige",
    responses={200: m.Wijzigingen},
)
def wijzigingen(path: m.PublicatiePad, query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft per gebied en schooljaar hoeveel cijfers nieuw, gewijzigd, nu afgeschermd of vervallen zijn."""
    return _of(path.publicatie, lambda live: reply(lijsten.changes_of(live)), "path")


@api.get(
    "/indicatoren",
    tags=[_OVER],
    operation_id="indicatoren",
    summary="De indicatoren en hun definities",
    responses={200: m.Indicatoren},
)
def indicatoren(query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft elke indicator met zijn betekenis en definitie."""
    return _answer(lambda: reply(lijsten.indicators()))


@api.get(
    "/indicatoren/<indicator>",
    tags=[_OVER],
    operation_id="indicator",
    summary="Eén indicator",
    responses={200: m.Indicator},
)
def indicator(path: m.IndicatorPad, query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft één indicator met zijn betekenis en definitie."""
    ind = INDICATOREN.get(path.indicator)
    return _answer(lambda: reply(lijsten.indicator(ind)) if ind else not_there("path", "indicator"))


@api.get(
    "/gebieden", tags=[_OVER], operation_id="gebieden", summary="Gemeenten en regio’s", responses={200: m.Gebieden}
)
def gebieden(query: m.MetPublicatie) -> Response:
    """Geeft elk gebied met de schooljaren waarover er iets bekend is."""
    return _of(query.publicatie, lambda live: reply(lijsten.places(live)))


@api.get("/gebieden/<code>", tags=[_OVER], operation_id="gebied", summary="Eén gebied", responses={200: m.Gebied})
def gebied(path: m.GebiedPad, query: m.MetPublicatie) -> Response:
    """Geeft één gebied, bij zijn code of bij zijn naam zoals in het adres."""

    def make(live: Beeld) -> Response:
        plaats = live.gebieden.get(path.code) or live.gebied_van_slug(path.code)
        return reply(lijsten.place(live, plaats)) if plaats else not_there("path", "code")

    return _of(query.publicatie, make)


@api.get(
    "/schooljaren",
    tags=[_OVER],
    operation_id="schooljaren",
    summary="De schooljaren waarover cijfers zijn",
    responses={200: m.Perioden},
)
def schooljaren(query: m.MetPublicatie) -> Response:
    """Geeft de schooljaren, en wat per drie schooljaren samen verteld wordt."""
    return _of(query.publicatie, lambda live: reply(lijsten.periods(live)))


@api.get(
    "/bronnen", tags=[_OVER], operation_id="bronnen", summary="De bronnen van de cijfers", responses={200: m.Bronnen}
)
def bronnen(query: m.MetPublicatie) -> Response:
    """Geeft elke bron waaruit een cijfer komt."""
    return _of(query.publicatie, lambda live: reply(lijsten.sources(live)))


@api.get("/bronnen/<sleutel>", tags=[_OVER], operation_id="bron", summary="Eén bron", responses={200: m.Bron})
def bron(path: m.BronPad, query: m.MetPublicatie) -> Response:
    """Geeft één bron."""

    def make(live: Beeld) -> Response:
        gevonden = next((b for b in live.bronnen() if b.sleutel == path.sleutel), None)
        return reply(lijsten.source(gevonden)) if gevonden else not_there("path", "sleutel")

    return _of(query.publicatie, make)


@api.get(
    "/trendbreuken",
    tags=[_OVER],
    operation_id="trendbreuken",
    summary="Vanaf wanneer cijfers anders geteld zijn",
    responses={200: m.Trendbreuken},
)
def trendbreuken(query: m.GeenVraag) -> Response:  # noqa: ARG001 - checked: there are none
    """Geeft de breuken: wat ervoor en erna komt, is niet met elkaar te vergelijken."""
    return _answer(lambda: reply(lijsten.breaks()))


@api.get(
    "/landelijke-cijfers",
    tags=[_OVER],
    operation_id="landelijkeCijfers",
    summary="Cijfers van landelijke bronnen",
    responses={200: m.LandelijkeCijfers},
)
def landelijke_cijfers(query: m.MetPublicatie) -> Response:
    """Geeft de cijfers van landelijke bronnen, zoals de bron ze noemt. Leeg als er geen geladen is."""
    return _of(query.publicatie, lambda live: reply(lijsten.national(live)))
