"""`/team/telling`: what the gemeente sends the minister (Leerplichtwet, artikel 25), as a page, CSV and XLSX.

Unprotected: it stands behind the login only, per gemeente of the team, and is never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, request

from components.tables.table import Cel, Rij, data_table
from components.team.filters import Filter, filter_form
from components.team.frame import example_banner
from components.words.notation import format_count, format_day
from data.publication.csv_lines import BOM, csv_lines
from data.referentie import schooljaar
from data.referentie.gebieden import gebieden
from data.team.bevoegd import Bevoegd, GeenToegangError
from data.team.keuze import Keuze, read_keuze
from data.team.telling import Geteld, Opgave, known_years, read_count, usual_year
from pages.team import logboek
from pages.team.beeld import today
from pages.team.config import Config
from pages.team.render import TeamPages
from pages.team.toegang import bezoeker
from pages.team.werkblad import write_workbook

PAD = "/team/telling"
KOLOMMEN = (
    "gemeente_code",
    "gemeente",
    "schooljaar",
    "onderwerp",
    "regel",
    "zaken",
    "jongeren",
    "status",
    "reden",
    "definitie",
    "peildatum",
    "bron",
)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UITLEG = (
    "Elk jaar geeft de gemeente aan de minister op hoeveel schoolverzuim er was en wat ermee is gedaan (Leerplichtwet, "
    "artikel 25). Hieronder staan de aantallen die daarvoor uit uw eigen registratie te tellen zijn. Leg ze naast het "
    "formulier dat u van het ministerie krijgt: welke vakken daarop staan, kan per jaar verschillen.",
    "Zaken en jongeren zijn twee tellingen. Een jongere telt per regel één keer, en kan in meer regels staan. Tel de "
    "jongeren van regels dus niet op.",
)


def show(bevoegd: Bevoegd, vraag: Mapping[str, str]) -> tuple[list[Component | str | None], Keuze]:
    """The content of the page, and what was chosen."""
    gekozen = read_keuze(vraag, bevoegd, gebieden())
    gemeente = gekozen.gemeente or _by_name(bevoegd)[0]
    jaar = gekozen.schooljaar or usual_year(bevoegd, gemeente) or schooljaar.vorige(schooljaar.of(today()))
    telling = read_count(bevoegd, gemeente, jaar)
    waar = gebieden().naam(gemeente)
    logboek.write_down("telling", bezoeker().sessie.wie, gebied=waar, schooljaar=jaar)
    inhoud: list[Component | str | None] = [
        example_banner() if telling.voorbeeld else None,
        html.H1([html.Span("Wettelijke telling:", className="aaneen"), f" {waar}, {jaar}"]),
        html.P(_up_to(telling, waar), className="inleiding" if telling.peildatum else "melding"),
        *(html.P(alinea) for alinea in _UITLEG),
        _filters(bevoegd, gemeente, jaar),
        _downloads(gemeente, jaar, meer=len(bevoegd.codes) > 1),
        _table(telling, f"Wettelijke telling van {waar}, schooljaar {jaar}"),
    ]
    # The newest goes unnamed: an address that is kept then shows next year's.
    is_nieuwste = gekozen.schooljaar in known_years(bevoegd, gemeente)[:1]
    return inhoud, gekozen.met(schooljaar="") if is_nieuwste else gekozen


def add(server: Flask, _pages: TeamPages, _config: Config) -> None:
    """Add the downloads."""
    server.add_url_rule(f"{PAD}.csv", "telling_csv", lambda: _download("csv"), methods=["GET"])
    server.add_url_rule(f"{PAD}.xlsx", "telling_xlsx", lambda: _download("xlsx"), methods=["GET"])


def _by_name(bevoegd: Bevoegd) -> list[str]:
    return sorted(bevoegd.codes, key=gebieden().naam)


def _up_to(telling: Opgave, waar: str) -> str:
    if telling.peildatum is None:
        return f"Over schooljaar {telling.jaar} is van {waar} niets geleverd. Wat daarvan komt, is dus onbekend."
    tot = f"Cijfers tot en met {format_day(telling.peildatum)}. Ze zijn niet afgeschermd: alleen voor de opgave."
    return f"{tot} Voorlopig: het schooljaar was toen nog niet voorbij." if telling.voorlopig else tot


def _filters(bevoegd: Bevoegd, gemeente: str, jaar: str) -> Component:
    gemeenten = {code: gebieden().naam(code) for code in _by_name(bevoegd)}
    jaren = {keuze: keuze for keuze in sorted({*known_years(bevoegd), jaar}, reverse=True)}
    velden = [
        Filter("gemeente", "Gemeente", gemeenten, gemeente, alles=""),
        Filter("schooljaar", "Schooljaar", jaren, jaar, alles=""),
    ]
    return filter_form(PAD, velden, {})


def _downloads(gemeente: str, jaar: str, *, meer: bool) -> Component:
    deze = urlencode({"gemeente": gemeente, "schooljaar": jaar})
    delen: list[Component | str] = [
        html.A("Download deze telling (XLSX)", href=f"{PAD}.xlsx?{deze}"),
        " ",
        html.A("of als CSV", href=f"{PAD}.csv?{deze}"),
    ]
    if meer:
        alle = urlencode({"schooljaar": jaar})
        delen += [
            ". ",
            html.A(f"Alle gemeenten van uw team, {jaar} (XLSX)", href=f"{PAD}.xlsx?{alle}"),
            " ",
            html.A("of alle gemeenten als CSV", href=f"{PAD}.csv?{alle}"),
        ]
    return html.P(delen, className="klein")


def _table(telling: Opgave, bijschrift: str) -> Component:
    groepen = [(titel, [_row(geteld) for geteld in regels]) for titel, regels in telling.hoofdstukken.items()]
    return data_table(bijschrift, ["Wat", "Zaken", "Jongeren"], groepen)


def _row(geteld: Geteld) -> Rij:
    definitie = html.Span(geteld.reden or geteld.regel.definitie, className="klein zacht")
    return Rij([geteld.regel.naam, html.Br(), definitie], (_cell(geteld, geteld.zaken), _cell(geteld, geteld.jongeren)))


def _cell(geteld: Geteld, aantal: int | None) -> Cel:
    if aantal is not None:
        return Cel(format_count(aantal), getal=True)
    return Cel("-" if geteld.regel.stand and not geteld.reden else "onbekend", getal=True, zonder=True)


def _download(vorm: str) -> Response:
    wie = bezoeker()
    if not wie.bevoegd.gemeenten:
        raise GeenToegangError("Deze telling is voor het team van de gemeente zelf.")
    keuze = read_keuze(request.args, wie.bevoegd, gebieden())
    gemeenten = [keuze.gemeente] if keuze.gemeente else _by_name(wie.bevoegd)
    jaren = [keuze.schooljaar] if keuze.schooljaar else known_years(wie.bevoegd)
    tellingen = [read_count(wie.bevoegd, gemeente, jaar) for gemeente in gemeenten for jaar in jaren]
    regels = [KOLOMMEN, *(regel for telling in tellingen for regel in _lines(telling))]
    logboek.write_down("download", wie.sessie.wie, regels=len(regels) - 1, gebied=", ".join(gemeenten), wat="telling")
    if vorm == "xlsx":
        bestand = write_workbook("Wettelijke telling", regels)
        response = Response(bestand, mimetype=_XLSX)
        response.call_on_close(bestand.close)
    else:
        tekst = "".join(csv_lines(([str(cel) for cel in regel] for regel in regels), nederlands=True))
        response = Response(BOM + tekst, mimetype="text/csv; charset=utf-8")
    naam = "-".join(["wettelijke-telling", *filter(None, (keuze.gemeente, keuze.schooljaar))])
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}.{vorm}"'
    return response


def _lines(telling: Opgave) -> Iterator[Sequence[str | int]]:
    plek = (telling.gemeente, gebieden().naam(telling.gemeente), telling.jaar)
    peildatum = telling.peildatum.isoformat() if telling.peildatum else ""
    bron = "voorbeeld: verzonnen" if telling.voorbeeld else "eigen registratie"
    for onderwerp, regels in telling.hoofdstukken.items():
        for g in regels:
            bekend = "voorlopig" if telling.voorlopig else "geteld"
            status = "onbekend" if g.reden else "geleverd" if g.regel.stand else bekend
            aantallen = ("" if n is None else n for n in (g.zaken, g.jongeren))
            yield *plek, onderwerp, g.regel.naam, *aantallen, status, g.reden, g.regel.definitie, peildatum, bron
