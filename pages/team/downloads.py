"""`/team/lijst.csv` and `.xlsx`: the list of a page as a file that a spreadsheet opens and cannot be harmed by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

from flask import Flask, Response, request

from components.words.notation import format_count
from data.publication.csv_lines import BOM, csv_lines
from data.referentie.gebieden import gebieden
from data.team import lijsten
from data.team.keuze import OngeldigeKeuzeError
from pages.team import logboek
from pages.team.beeld import TeamQuestion, ask
from pages.team.config import Config
from pages.team.lijst import head_of, in_words, read_lijst
from pages.team.render import TeamPages
from pages.team.toegang import bezoeker
from pages.team.werkblad import MEESTE_REGELS, write_workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many lines go out together.
_STUK = 500


def add(server: Flask, _pages: TeamPages, _config: Config) -> None:
    """Add the downloads."""
    server.add_url_rule("/team/lijst.csv", "lijst_csv", lambda: _download("csv"), methods=["GET"])
    server.add_url_rule("/team/lijst.xlsx", "lijst_xlsx", lambda: _download("xlsx"), methods=["GET"])


def _download(vorm: str) -> Response:
    wie = bezoeker()
    vraag = ask(wie.bevoegd, gebieden(), "/team/lijst", request.args)
    if vraag is None:
        raise OngeldigeKeuzeError("Over deze keuze is er nog geen levering.")
    lijst, geopend = read_lijst(vraag.rest, vraag), ExitStack()
    aantal, rijen = geopend.enter_context(lijsten.open_lijst(vraag.bevoegd, vraag.keuze, lijst))
    if vorm == "xlsx" and aantal > MEESTE_REGELS:
        geopend.close()
        raise OngeldigeKeuzeError(
            f"Deze lijst heeft meer dan {format_count(MEESTE_REGELS)} regels, te veel voor een werkblad. Download haar "
            "als CSV, of kies minder."
        )
    van_wie = {} if lijst.behandelaar is None else {"behandelaar": lijst.behandelaar}
    logboek.write_down("download", wie.sessie.wie, moment=lijst.moment, regels=aantal, gebied=vraag.waar, **van_wie)
    naam = f"werkprocessen-{lijst.moment}-{lijst.tot}.{vorm}"
    if vorm == "xlsx":
        bestand = geopend.enter_context(write_workbook("Werkprocessen", _texts(vraag, lijst, rijen)))
        return _send(Response(bestand, mimetype=_XLSX), naam, geopend)
    return send_lines(csv_lines(_texts(vraag, lijst, rijen), nederlands=True), naam, geopend)


def send_lines(regels: Iterator[str], naam: str, geopend: ExitStack) -> Response:
    """Send lines of CSV as a file of this name, for a Dutch spreadsheet; `geopend` is closed when they are sent."""
    return _send(Response(_pieces(regels), mimetype="text/csv; charset=utf-8"), naam, geopend)


def _send(response: Response, naam: str, geopend: ExitStack) -> Response:
    response.call_on_close(geopend.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response


def _pieces(regels: Iterator[str]) -> Iterator[bytes]:
    """The whole list, however long: sent on while it is read, so that it never stands in memory as one."""
    yield BOM.encode()
    while stuk := "".join(islice(regels, _STUK)):
        yield stuk.encode()


def _texts(vraag: TeamQuestion, lijst: lijsten.Lijst, rijen: Iterator[lijsten.Regel]) -> Iterator[list[str]]:
    """The head, what kind of figures they are, and every line."""
    yield [head_of(lijst, kolom) for kolom in lijsten.KOLOMMEN]
    if vraag.tijd.voorbeeld:
        yield ["VOORBEELD: deze gegevens zijn verzonnen"]
    for rij in rijen:
        yield in_words(vraag, rij)
