"""`/team/lijst.csv`: the list of a page as a file that a spreadsheet opens and cannot be harmed by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Flask, Response, request

from data.gebieden import gebieden
from data.team import queries
from data.team.keuze import OngeldigeKeuzeError
from pages.team import logboek
from pages.team.beeld import ask
from pages.team.config import Config
from pages.team.lijst import KOPPEN, in_words, read_lijst
from pages.team.paint import Paint
from pages.team.toegang import bezoeker

# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


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
    lijst = read_lijst(vraag.rest, vraag)
    rijen = queries.read_lijst(vraag.bevoegd, vraag.keuze, lijst)
    logboek.write_down("download", wie.sessie.wie, moment=lijst.moment, regels=len(rijen), gebied=vraag.waar)

    def lines() -> Iterator[bytes]:
        yield "\ufeff".encode()  # spreadsheets take the file for UTF-8 only then
        yield _line(list(KOPPEN.values()))
        if vraag.tijd.voorbeeld:
            yield _line(["VOORBEELD: deze gegevens zijn verzonnen"])
        for rij in rijen:
            yield _line(in_words(vraag, rij))

    naam = f"werkprocessen-{lijst.moment}-{lijst.tot}.csv"
    response = Response(lines(), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response


def _line(cellen: list[str]) -> bytes:
    uit = io.StringIO()
    csv.writer(uit, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(map(safe_cell, cellen))
    return uit.getvalue().encode()
