"""/download/...: what a page shows as a file, and all published figures at once.

Made by the functions that make the pages, so a file can hold nothing that a page may not show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flask import Blueprint, Flask, Response, abort, request

from components.frame.shell import NAAM
from components.pieces.picture_sheet import VERZONNEN, picture_sheet
from components.pieces.piece import Stuk
from components.tables.figure_rows import KOLOMMEN
from components.tables.workbook import workbook
from components.words.notation import format_day
from data.opendata import bestanden
from data.opendata.keuze import FILTERS, OngeldigError, choose, file_name, read_filters
from data.opendata.uitgever import licence
from data.publication import archief
from data.publication.csv_lines import BOM, csv_table
from data.publication.readmodel import Beeld, beeld
from pages.chart_pieces import reports_rows_of, topics_rows_of
from pages.kept_files import kept
from pages.pieces import PIECES, Maker, Vraag
from pages.server import compression
from pages.server.well_known import base_url

Rows = tuple[str, Sequence[str], Iterator[dict[str, str]]]
# These are compressed within.
PACKED: Mapping[str, str] = {
    "xlsx": bestanden.SOORTEN["xlsx"],
    "parquet": bestanden.SOORTEN["parquet"],
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# and pictures, which no letters say anything of
_PACKED = frozenset((*PACKED.values(), "image/jpeg", "image/png"))


def install(server: Flask) -> None:
    """Add the addresses of the files to the site."""
    files = Blueprint("downloads", __name__, url_prefix="/download")
    for naam, maker in PIECES.items():
        files.add_url_rule(f"/{naam}.csv", f"{naam}-csv", _piece_csv(maker))
        files.add_url_rule(f"/{naam}.svg", f"{naam}-svg", _piece_svg(maker))
        files.add_url_rule(f"/{naam}.xlsx", f"{naam}-xlsx", _piece_xlsx(maker))
    for naam, rows_of in _ROWS.items():
        files.add_url_rule(f"/{naam}.csv", naam, _rows_csv(naam, rows_of))
    files.add_url_rule("/<bestand>", "geheel", _whole)
    files.add_url_rule("/publicaties/<publicatie>/<bestand>", "eerder", _earlier)
    server.register_blueprint(files)


_ROWS: dict[str, Callable[[Beeld, Vraag], Rows | None]] = {
    "onderwerpen": topics_rows_of,
    "jaarverslag": reports_rows_of,
}


def _piece_csv(maker: Maker) -> Callable[[], Response]:
    def view() -> Response:
        stuk, pagina = _found(maker)
        kolommen = (*(stuk.regels[0] if stuk.regels else KOLOMMEN), "pagina")
        regels = ({**regel, "pagina": f"{base_url()}{pagina}"} for regel in stuk.regels)
        return _csv(stuk.bestand, kolommen, regels)

    return view


def _piece_svg(maker: Maker) -> Callable[[], Response]:
    def view() -> Response:
        stuk, pagina = _found(maker)
        if stuk.teken is None:
            abort(404)
        datum = format_day(beeld().publicatie.gepubliceerd_op)
        svg = picture_sheet(stuk, f"{NAAM}, gepubliceerd op {datum}. {base_url()}{pagina}")
        return file_response(svg.encode(), "image/svg+xml", f"{stuk.bestand}.svg")

    return view


def _piece_xlsx(maker: Maker) -> Callable[[], Response]:
    def view() -> Response:
        stuk, pagina = _found(maker)
        datum = format_day(beeld().publicatie.gepubliceerd_op)
        kop = [VERZONNEN] if stuk.voorbeeld else []
        herkomst = f"{NAAM}, gepubliceerd op {datum}. {base_url()}{pagina}"
        regels = [stuk.titel, *kop, *stuk.zinnen, *stuk.noten, *stuk.uitleg, stuk.bron, herkomst]
        return file_response(workbook(regels, stuk.regels), bestanden.SOORTEN["xlsx"], f"{stuk.bestand}.xlsx")

    return view


def _rows_csv(_naam: str, rows_of: Callable[[Beeld, Vraag], Rows | None]) -> Callable[[], Response]:
    def view() -> Response:
        gevonden = rows_of(beeld(), request.args)
        if gevonden is None:
            abort(404)
        bestand, kolommen, rijen = gevonden
        return _csv(bestand, kolommen, rijen)

    return view


def _csv(bestand: str, kolommen: Sequence[str], rijen: Iterable[Mapping[str, str]]) -> Response:
    return file_response("".join((BOM, *csv_table(kolommen, rijen))).encode(), "text/csv", f"{bestand}.csv")


def _whole(bestand: str) -> Response:
    """A file of the live publication; of its figures those that are asked for, under a name that says which."""
    live = beeld()
    tabel, vorm = next(((t, bestand.removeprefix(t)) for t in ("cijfers",) if bestand.startswith(t)), ("", ""))
    gevraagd = {naam: request.args.getlist(naam) for naam in FILTERS if request.args.getlist(naam)}
    if tabel and vorm in bestanden.VORMEN and gevraagd:
        try:
            filters = read_filters(live, gevraagd)
        except OngeldigError:
            abort(404)
        return _send(bestanden.write(live, choose(live, filters), file_name(live, filters), vorm))
    return _of(live, bestand)


def _earlier(publicatie: str, bestand: str) -> Response:
    """A file of a publication that is kept, at an address that always gives the same."""
    gevonden = archief.read(publicatie)
    if gevonden is None:
        abort(404)
    return _of(gevonden, bestand)


def _of(live: Beeld, bestand: str) -> Response:
    if bestand not in bestanden.names(live):
        abort(404)
    if not bestanden.is_table(bestand):
        return _send(bestanden.make(live, bestand, licence()))
    inhoud = kept("bestanden", live.publicatie.publicatie_id, bestand, lambda: bestanden.make(live, bestand).inhoud)
    return open_to_all(file_response(inhoud, bestanden.soort_of(bestand), bestand))


def _send(bestand: bestanden.Bestand) -> Response:
    return open_to_all(file_response(bestand.inhoud, bestand.soort, bestand.naam))


def _found(maker: Maker) -> tuple[Stuk, str]:
    gevonden = maker(beeld(), request.args)
    if gevonden is None:
        abort(404)
    return gevonden


def file_response(inhoud: bytes, soort: str, naam: str = "") -> Response:
    """Answer with a file, to be kept under this name; each encoding has an ETag of its own.

    A part of it (Range) is a part of the plain file. More than one part, or a part in another unit than bytes, is
    answered with the whole file, as HTTP allows.
    """
    asked = request.range
    is_part = asked is not None and asked.units == "bytes" and len(asked.ranges) == 1
    encoding = "" if is_part or soort in _PACKED else compression.preferred(request)
    body = compression.encode(inhoud, encoding)
    response = compression.mark(
        Response(body, content_type=soort if soort in _PACKED else f"{soort}; charset=utf-8"), encoding
    )
    if naam:
        response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{hashlib.sha256(inhoud).hexdigest()[:24]}{encoding and '-'}{encoding}")
    response.make_conditional(request, accept_ranges=is_part, complete_length=len(body))
    response.headers["Accept-Ranges"] = "bytes"
    return response


def open_to_all(antwoord: Response) -> Response:
    """Let programs that run in a page of another site read an answer of open data, in parts too."""
    antwoord.headers["Access-Control-Allow-Origin"] = "*"
    antwoord.headers["Access-Control-Expose-Headers"] = "Accept-Ranges, Content-Disposition, Content-Range, ETag"
    antwoord.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return antwoord
