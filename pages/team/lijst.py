"""`/team/lijst`: the werkprocessen behind a figure. No names: there are none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij
from components.team.list_table import list_table, page_links
from components.words.notation import format_count, format_day
from components.words.nouns import uncapital
from data.registry import vocabulary
from data.reports.dutch import counted
from data.team import lijsten
from data.team.keuze import OngeldigeKeuzeError
from data.team.lijsten import KOLOMMEN, Lijst
from pages.team import logboek
from pages.team.beeld import TeamQuestion, chosen, fold_filters, opening
from pages.team.toegang import bezoeker

PER_PAGINA = 100
# In the order of the page: what a phone shows without scrolling comes first. A file keeps the order of KOLOMMEN.
KOPPEN: Mapping[str, str] = {
    "werkproces_id": "Werkproces",
    "startdatum": "Start",
    "doorlooptijd": "Dagen",
    "soort": "Soort",
    "subsoort": "Onderdeel",
    "gemeente_code": "Gemeente",
    "onderwijssoort": "Onderwijssoort",
    "leeftijdsgroep": "Leeftijd bij de start",
    "einddatum": "Einde",
    "afhandeling": "Afhandeling",
}
# In a URL: the werkprocessen without a behandelaar. No code of one, because those have a digit.
ZONDER_BEHANDELAAR = "zonder"
# As deliveries may have it.
_CODE = re.compile(r"(?=.*[0-9])(?!.*[0-9]{7})[A-Za-z0-9._-]{1,12}")
_GETALLEN = ("startdatum", "doorlooptijd", "einddatum")
_MOMENT = {"instroom": "begonnen", "afgehandeld": "afgehandeld", "lopend": "lopend"}


def show(vraag: TeamQuestion) -> list[Component | str | None]:
    """The content of the page."""
    lijst, pagina = read_lijst(vraag.rest, vraag), page_number(vraag.rest)
    totaal = lijsten.count_lijst(vraag.bevoegd, vraag.keuze, lijst)
    rijen = lijsten.read_lijst(vraag.bevoegd, vraag.keuze, lijst, (pagina - 1) * PER_PAGINA, PER_PAGINA)
    vast = list_query(lijst)
    van_wie = {} if lijst.behandelaar is None else {"behandelaar": lijst.behandelaar}
    logboek.write_down(
        "lijst", bezoeker().sessie.wie, moment=lijst.moment, regels=totaal, pagina=pagina, gebied=vraag.waar, **van_wie
    )
    kolommen, wat = _columns(vraag, lijst, rijen), _which(vraag, lijst, totaal)
    tabel = list_table(
        wat,
        [(head_of(lijst, k), _sort_url(vraag, lijst, k), _sorted(lijst, k)) for k in kolommen],
        [Rij(rij["werkproces_id"], _cells(vraag, rij, kolommen)) for rij in rijen],
    )
    return [
        *opening("Werkprocessen", vraag)[:-1],
        fold_filters(vraag, {"schooljaar": vraag.tijd.schooljaar, **vast}),
        html.P(wat),
        html.P(
            [
                html.A("Download deze lijst (XLSX)", href=vraag.url("/team/lijst.xlsx", **vast)),
                " ",
                html.A("of als CSV", href=vraag.url("/team/lijst.csv", **vast)),
            ],
            className="klein",
        ),
        tabel if totaal else html.P("Er zijn geen werkprocessen bij deze keuze."),
        _pages(vraag, vast, pagina, totaal),
        html.P(html.A("Terug naar dit schooljaar", href=vraag.url("/team"))),
    ]


def _columns(vraag: TeamQuestion, lijst: Lijst, rijen: Sequence[Mapping[str, object]]) -> list[str]:
    """The columns that say something, in the order of the page: what is chosen is the same in every row.

    Of what is open nothing has an end, unless it was closed after the day that is asked for.
    """
    keuze, zonder = vraag.keuze, set[str]()
    if lijst.moment == "lopend" and not any(rij["einddatum"] for rij in rijen):
        zonder |= {"einddatum", "afhandeling"}
    if keuze.soort:
        zonder.add("soort")
    if keuze.subsoort or (keuze.soort and keuze.soort not in vocabulary.SUBSOORTEN):
        zonder.add("subsoort")
    if len(vraag.bevoegd.codes) == 1:
        zonder.add("gemeente_code")
    zonder |= {naam for naam in ("onderwijssoort", "leeftijdsgroep") if getattr(keuze, naam)}
    return [kolom for kolom in KOPPEN if kolom not in zonder]


def _cells(vraag: TeamQuestion, rij: Mapping[str, object], kolommen: Collection[str]) -> tuple[Cel, ...]:
    """All but the head of a row; dates and days are numbers, which never break."""
    teksten = dict(zip(KOLOMMEN, in_words(vraag, rij), strict=True))
    if isinstance(dagen := rij["doorlooptijd"], int):
        teksten["doorlooptijd"] = format_count(dagen)
    return tuple(Cel(teksten[kolom], getal=kolom in _GETALLEN) for kolom in kolommen if kolom != "werkproces_id")


def read_lijst(rest: Mapping[str, str], vraag: TeamQuestion) -> Lijst:
    """The list that a URL asks for. OngeldigeKeuzeError for a date or moment that does not exist."""
    moment = rest.get("moment", "instroom")
    if moment not in _MOMENT:
        raise OngeldigeKeuzeError("Deze lijst bestaat niet.")
    van, tot = _day(rest.get("van", ""), vraag.tijd.begin), _day(rest.get("tot", ""), vraag.tijd.peildatum)
    return Lijst(
        moment,  # type: ignore[arg-type]  # looked up in _MOMENT
        van,
        tot,
        _days(rest.get("ouder", "")),
        _days(rest.get("hoogstens", "")),
        rest.get("sorteer", "startdatum") if rest.get("sorteer") in KOLOMMEN else "startdatum",
        rest.get("volgorde", "op" if moment == "lopend" else "af") != "op",  # what is open: the oldest first
        _behandelaar(rest.get("behandelaar", "")),
    )


def _days(tekst: str) -> int | None:
    if tekst and not (tekst.isascii() and tekst.isdecimal() and len(tekst) < 6):
        raise OngeldigeKeuzeError("Dit aantal dagen bestaat niet.")
    return int(tekst) if tekst else None


def _behandelaar(tekst: str) -> str | None:
    """The code of a behandelaar; empty for the werkprocessen without one, None for all.

    What cannot be a code is refused: it would stand on the page, and in what is written down of downloads.
    """
    if not tekst or tekst == ZONDER_BEHANDELAAR:
        return "" if tekst else None
    if not _CODE.fullmatch(tekst):
        raise OngeldigeKeuzeError("Deze behandelaar bestaat niet.")
    return tekst


def _day(tekst: str, anders: date) -> date:
    if not tekst:
        return anders
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise OngeldigeKeuzeError("Een datum schrijft u als 2024-09-30.") from None


def list_query(lijst: Lijst) -> dict[str, str]:
    """The list as the part of a URL."""
    vast = {
        "moment": lijst.moment,
        "van": lijst.van.isoformat(),
        "tot": lijst.tot.isoformat(),
        "sorteer": lijst.sorteer,
    }
    vast |= {"volgorde": "af" if lijst.aflopend else "op"}
    if lijst.behandelaar is not None:
        vast["behandelaar"] = lijst.behandelaar or ZONDER_BEHANDELAAR
    dagen = {"ouder": lijst.ouder, "hoogstens": lijst.hoogstens}
    return vast | {naam: str(aantal) for naam, aantal in dagen.items() if aantal is not None}


def in_words(vraag: TeamQuestion, rij: Mapping[str, object]) -> list[str]:
    """One werkproces as the texts of its columns."""
    soort = str(rij["soort"])
    return [
        str(rij["werkproces_id"]),
        vocabulary.SOORTEN[soort],
        _date(rij["startdatum"]),
        "" if rij["doorlooptijd"] is None else str(rij["doorlooptijd"]),
        vraag.gebieden.naam(str(rij["gemeente_code"])),
        vocabulary.SUBSOORTEN.get(soort, {}).get(str(rij["subsoort"]), ""),
        vocabulary.ONDERWIJSSOORTEN[str(rij["onderwijssoort"])],
        vocabulary.LEEFTIJDSGROEPEN[str(rij["leeftijdsgroep"])],
        _date(rij["einddatum"]),
        vocabulary.AFHANDELINGEN[soort].get(str(rij["afhandeling"]), ""),
    ]


def _date(dag: object) -> str:
    return f"{dag:%d-%m-%Y}" if isinstance(dag, date) else ""


def head_of(lijst: Lijst, kolom: str) -> str:
    """The head of a column in this list, on the page and in the files."""
    return "Dagen open" if kolom == "doorlooptijd" and lijst.moment == "lopend" else KOPPEN[kolom]


def _which(vraag: TeamQuestion, lijst: Lijst, totaal: int) -> str:
    wat = counted(totaal, "werkproces", "werkprocessen")
    if gekozen := chosen(vraag.keuze):
        wat += f" ({', '.join(map(uncapital, gekozen))})"
    if lijst.behandelaar is not None:
        wat += f" van behandelaar {lijst.behandelaar}" if lijst.behandelaar else " zonder behandelaar"
    if lijst.moment == "lopend":
        ouder = f", langer dan {counted(lijst.ouder, 'dag', 'dagen')}" if lijst.ouder is not None else ""
        hoogstens = f", hoogstens {counted(lijst.hoogstens, 'dag', 'dagen')}" if lijst.hoogstens is not None else ""
        return f"{wat} in {vraag.waar}, lopend op {format_day(lijst.tot)}{ouder}{hoogstens}."
    wanneer = f"van {format_day(lijst.van)} tot en met {format_day(lijst.tot)}"
    return f"{wat} in {vraag.waar}, {_MOMENT[lijst.moment]} {wanneer}."


def _sort_url(vraag: TeamQuestion, lijst: Lijst, kolom: str) -> str:
    op = lijst.sorteer == kolom and lijst.aflopend
    return vraag.url(**list_query(lijst) | {"sorteer": kolom, "volgorde": "op" if op else "af"})


def _sorted(lijst: Lijst, kolom: str) -> str:
    if lijst.sorteer != kolom:
        return ""
    return "descending" if lijst.aflopend else "ascending"


def page_number(rest: Mapping[str, str]) -> int:
    """Return which page of a list an address asks for; the first for what is no number."""
    tekst = rest.get("pagina", "1")
    return max(1, int(tekst)) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 7 else 1


def _pages(vraag: TeamQuestion, vast: Mapping[str, str], pagina: int, totaal: int) -> Component | None:
    return page_links(pagina, -(-totaal // PER_PAGINA), lambda doel: vraag.url(**vast, pagina=str(doel)))
