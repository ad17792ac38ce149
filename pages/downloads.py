"""/download/...: what a page shows as a file, and all published figures at once.

The same pure functions as the pages use, so a file can hold nothing that a page may not show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flask import Blueprint, Flask, Response, abort, request

from components.frame.shell import NAAM
from components.pieces.picture_sheet import picture_sheet
from components.pieces.piece import Stuk
from components.tables.figure_rows import KOLOMMEN
from components.words.notation import format_day
from data.cells.hierarchie import hierarchy
from data.publication.csv_lines import BOM, csv_table
from data.publication.landelijk import LANDELIJK_KOLOMMEN, national_row
from data.publication.open_data import CIJFER_KOLOMMEN, VERSLAG_KOLOMMEN, figure_rows, report_rows
from data.publication.readmodel import Beeld, beeld
from pages.chart_pieces import parts_piece_of, parts_years_piece_of, reports_rows_of, topics_rows_of, years_piece_of
from pages.comparison_pieces import piece_of
from pages.comparison_query import read_question
from pages.server import compression
from pages.server.well_known import base_url

Vraag = Mapping[str, str]
Rows = tuple[str, Sequence[str], Iterator[dict[str, str]]]
# What a file asks for: the piece and the URL of the page it comes from; None when there is no such view.
Maker = Callable[[Beeld, Vraag], tuple[Stuk, str] | None]


def install(server: Flask) -> None:
    """Add the addresses of the files to the site."""
    files = Blueprint("downloads", __name__, url_prefix="/download")
    for naam, maker in _PIECES.items():
        files.add_url_rule(f"/{naam}.csv", f"{naam}-csv", _piece_csv(maker))
        files.add_url_rule(f"/{naam}.svg", f"{naam}-svg", _piece_svg(maker))
    for naam, rows_of in _ROWS.items():
        files.add_url_rule(f"/{naam}.csv", naam, _rows_csv(naam, rows_of))
    files.add_url_rule("/hierarchie.json", "hierarchie", _hierarchy)
    server.register_blueprint(files)


def _comparison(live: Beeld, vraag: Vraag) -> tuple[Stuk, str] | None:
    gelezen = read_question(live, vraag)
    if isinstance(gelezen, str) or not gelezen.schooljaar:
        return None
    return piece_of(live, gelezen), gelezen.url


_PIECES: dict[str, Maker] = {
    "vergelijken": _comparison,
    "ontwikkeling": years_piece_of,
    "onderverdeling": parts_piece_of,
    "onderverdeling-per-jaar": parts_years_piece_of,
}


def _national_rows(live: Beeld, _vraag: Vraag) -> Rows | None:
    """Only where a national source was loaded."""
    rijen = live.landelijk.cijfers
    return ("landelijk", LANDELIJK_KOLOMMEN, map(national_row, rijen)) if rijen else None


_ROWS: dict[str, Callable[[Beeld, Vraag], Rows | None]] = {
    "cijfers": lambda live, _vraag: ("cijfers", CIJFER_KOLOMMEN, figure_rows(live.alle_berekend())),
    "verslagcijfers": lambda live, _vraag: (
        "verslagcijfers",
        VERSLAG_KOLOMMEN,
        report_rows(live.alle_verslagcijfers()),
    ),
    "landelijk": _national_rows,
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
        return _file(svg, "image/svg+xml", f"{stuk.bestand}.svg")

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
    return _file("".join((BOM, *csv_table(kolommen, rijen))), "text/csv", f"{bestand}.csv")


def _hierarchy() -> Response:
    tekst = json.dumps(hierarchy(beeld().delen_van(), beeld().tafels), ensure_ascii=False, indent=1)
    return _file(f"{tekst}\n", "application/json", "hierarchie.json")


def _found(maker: Maker) -> tuple[Stuk, str]:
    gevonden = maker(beeld(), request.args)
    if gevonden is None:
        abort(404)
    return gevonden


def _file(inhoud: str, soort: str, naam: str) -> Response:
    """Answer with a file. A part of it (Range) is a part of the plain file; each encoding has an ETag of its own.

    More than one part, or a part in another unit than bytes, is answered with the whole file, as HTTP allows.
    """
    plain, asked = inhoud.encode(), request.range
    is_part = asked is not None and asked.units == "bytes" and len(asked.ranges) == 1
    encoding = "" if is_part else compression.preferred(request)
    body = compression.encode(plain, encoding)
    response = compression.mark(Response(body, content_type=f"{soort}; charset=utf-8"), encoding)
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{hashlib.sha256(plain).hexdigest()[:24]}{encoding and '-'}{encoding}")
    response.make_conditional(request, accept_ranges=is_part, complete_length=len(body))
    response.headers["Accept-Ranges"] = "bytes"
    return response
