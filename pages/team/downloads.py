"""`/team/lijst.csv`: the list of a page as a file that a spreadsheet opens and cannot be harmed by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

from flask import Flask, Response, request

from data.gebieden import gebieden
from data.team import lijsten
from data.team.keuze import OngeldigeKeuzeError
from pages.team import logboek
from pages.team.beeld import Vraag, ask
from pages.team.config import Config
from pages.team.lijst import KOPPEN, in_words, read_lijst
from pages.team.paint import Paint
from pages.team.toegang import bezoeker

# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")

# So many lines go out together.
_STUK = 500


def add(server: Flask, _paint: Paint, _config: Config) -> None:
    """Add the download."""
    server.add_url_rule("/team/lijst.csv", "lijst_csv", _download, methods=["GET"])


def safe_cell(tekst: str) -> str:
    """The text as a cell that is no formula: a quote before it, as OWASP advises against CSV injection."""
    return f"'{tekst}" if tekst.lstrip(" ").startswith(_FORMULA) else tekst


def _download() -> Response:
    wie = bezoeker()
    vraag = ask(wie.bevoegd, gebieden(), "/team/lijst", request.args)
    if vraag is None:
        raise OngeldigeKeuzeError("Over deze keuze is er nog geen levering.")
    lijst, geopend = read_lijst(vraag.rest, vraag), ExitStack()
    aantal, rijen = geopend.enter_context(lijsten.open_lijst(vraag.bevoegd, vraag.keuze, lijst))
    logboek.write_down("download", wie.sessie.wie, moment=lijst.moment, regels=aantal, gebied=vraag.waar)
    naam = f"werkprocessen-{lijst.moment}-{lijst.tot}.csv"
    response = Response(_lines(vraag, rijen), mimetype="text/csv; charset=utf-8")
    response.call_on_close(geopend.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response


def _lines(vraag: Vraag, rijen: Iterator[lijsten.Regel]) -> Iterator[bytes]:
    """The whole list, however long: sent on while it is read, so that it never stands in memory as one."""
    yield "\ufeff".encode()  # spreadsheets take the file for UTF-8 only then
    yield _line(list(KOPPEN.values()))
    if vraag.tijd.voorbeeld:
        yield _line(["VOORBEELD: deze gegevens zijn verzonnen"])
    while stuk := b"".join(_line(in_words(vraag, rij)) for rij in islice(rijen, _STUK)):
        yield stuk


def _line(cellen: list[str]) -> bytes:
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(map(safe_cell, cellen))
    return uit.getvalue().encode()
