"""A small publication with invented places and obviously artificial numbers, for the tests of pages and components.

Proefregio has figures of the example export and a report; Anderland has its own delivery and no report. Beedorp hides
its absoluut verzuim, Ceedorp delivered nothing in 2021-2022 and has one uncertain report figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, insert

from data.cells import tableplan
from data.cells.cells import TOTAAL, CelSleutel
from data.publication import schema_publiek as schema
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN

Rij = dict[str, Any]

JAREN = ("2020-2021", "2021-2022", "2022-2023", "2023-2024")
VERSLAGJAAR = "2022-2023"
VENSTER = "2022-2025"
"""The one that is whole when the schooljaren hold it."""
PROEF = {
    "GM9001": ("Aadorp", 10_000),
    "GM9002": ("Beedorp", 5_000),
    "GM9003": ("Ceedorp", 2_000),
    "GM9004": ("Ons Deedorp", 1_000),
}
ANDER = {"GM9011": ("Eedorp", 4_000), "GM9012": ("Efdorp", 3_000)}
REGIOS = {"R1": ("Proefregio", PROEF), "R2": ("Anderland", ANDER)}
BRONNEN = (
    ("v1", "Jaarverslag Proefregio 2022-2023", "Proefregio", 2023, "verslag", "openbaar"),
    ("vb", "Voorbeeldexport", "Leerrecht in Beeld", 2024, "voorbeeld", "verzonnen"),
    ("le", "Levering Anderland", "Anderland", 2024, "levering", "eigen registratie"),
)
BEWIJS = {
    "afscherming": {"cellen": 1234, "onderdrukt": 78, "primair": 56, "secundair": 22},
    "vervallen_tabellen": 0,
    "controle": {"cellen": 1300, "schendingen": 0, "seconden": 1.5},
}


def build(folder: Path, jaren: Sequence[str] = JAREN, stappen: Mapping[tableplan.Tafel, Stap] | None = None) -> Path:
    """Write `publiek.duckdb` into a folder and return its path.

    stappen: how fine the tables that are not told per schooljaar are told, in both regions. Without them it is a
    publication of before there were any.
    """
    cijfers = list(_cijfers(jaren))
    if stappen is not None:
        cijfers = list(_in_steps(cijfers, stappen))
    bestand = folder / "publiek.duckdb"
    engine = create_engine(f"duckdb:///{bestand}")
    schema.metadata.create_all(engine)
    tabellen: dict[Table, list[Rij]] = {
        schema.publicatie: [_publicatie()],
        schema.gebied: list(_gebieden()),
        schema.bron: [_row(schema.bron, bron) for bron in BRONNEN],
        schema.cijfer: cijfers,
        schema.tafel: list(_tafels(stappen)) if stappen is not None else [],
        schema.verslagcijfer: [{"nummer": n, **rij} for n, rij in enumerate(_verslagcijfers())],
    }
    with engine.begin() as verbinding:
        for tabel, rijen in tabellen.items():
            if rijen:
                verbinding.execute(insert(tabel), rijen)
    engine.dispose()
    return bestand


def _row(tabel: Table, waarden: tuple[object, ...]) -> Rij:
    return dict(zip(tabel.columns.keys(), waarden, strict=True))


def _publicatie() -> Rij:
    op = datetime(2024, 9, 1, 12)  # noqa: DTZ001 - the column holds no zone
    return _row(schema.publicatie, ("proef-1", op, schema.SCHEMA_VERSIE, "0" * 64, True, BEWIJS))


def _gebieden() -> Iterator[Rij]:
    for regio, (naam, leden) in REGIOS.items():
        yield _row(schema.gebied, (regio, naam, naam.lower(), "regio", None, None, None))
        for n, (code, (lid, _)) in enumerate(leden.items()):
            slug = lid.lower().replace(" ", "-")
            yield _row(schema.gebied, (code, lid, slug, "gemeente", regio, n // 2 + 1, n % 2 + 1))


def _tafels(stappen: Mapping[tableplan.Tafel, Stap]) -> Iterator[Rij]:
    for regio in REGIOS:
        for tafel in tableplan.tafels():
            yield {"regio": regio, **tafel._asdict(), "stap": stappen.get(tafel, "jaar")}


def _in_steps(cijfers: Iterable[Rij], stappen: Mapping[tableplan.Tafel, Stap]) -> Iterator[Rij]:
    """The cells of the steps: those of a venster and of rare articles are the sum of those that they take together."""
    samen: dict[tuple[str, ...], Rij] = {}
    for rij in cijfers:
        niveau: tableplan.Niveau = "regio" if rij["gebied"] in REGIOS else "gemeente"
        tafel = tableplan.Tafel(rij["indicator"], rij["uitsplitsing"], rij["teleenheid"], niveau)
        is_geteld = INDICATOREN[rij["indicator"]].herkomst == "werkprocessen"
        stap = stappen.get(tafel, "jaar") if tafel in tableplan.tafels() or not is_geteld else "niet"
        nieuw = dict(rij)
        if stap == "venster":
            nieuw |= {"schooljaar": schooljaar.venster_van(rij["schooljaar"]), "voorlopig": False}
            if nieuw["schooljaar"] != VENSTER:
                continue
            if rij["waarde"] is None:  # what is hidden of each schooljaar is shown of three together
                nieuw |= {"waarde": 3.0, "status": "gepubliceerd"}
        if stap == "gevouwen" and rij["categorie"] in vocabulary.ZELDZAME_ARTIKELEN:
            nieuw["categorie"] = vocabulary.ANDERE_ARTIKELEN
        if stap == "niet":
            continue
        sleutel = tuple(str(nieuw[naam]) for naam in CelSleutel._fields)
        if sleutel in samen:
            samen[sleutel]["waarde"] += nieuw["waarde"]
        else:
            samen[sleutel] = nieuw
    yield from samen.values()


def _cijfers(jaren: Sequence[str]) -> Iterator[Rij]:
    for regio, (_, leden) in REGIOS.items():
        for i, jaar in enumerate(jaren):
            vast: Rij = {"schooljaar": jaar, "bron": "vb" if regio == "R1" else "le", "voorlopig": jaar == jaren[-1]}
            vast |= {"peildatum": date(2024, 8, 31), "noemer": None}
            for code, (_, n) in leden.items():
                if (code, jaar) != ("GM9003", "2021-2022"):
                    yield from _van_gebied({"gebied": code, **vast}, "gemeente", n, i)
            yield from _van_gebied({"gebied": regio, **vast}, "regio", sum(n for _, n in leden.values()), i)


def _van_gebied(vast: Rij, niveau: tableplan.Niveau, n: int, i: int) -> Iterator[Rij]:
    for sleutel, deel in (("jongeren_5_18", 1.0), ("leerplichtigen", 0.8), ("kwalificatieplichtigen", 0.2)):
        yield _cel(vast, sleutel, JONGEREN, n * deel + i)
    for vorm in tableplan.vormen(niveau):
        if vorm.categorie == vocabulary.ANDERE_ARTIKELEN:
            continue
        delen = len(tableplan.categorieen(INDICATOREN[vorm.indicator], vorm.uitsplitsing))
        verzuim = vorm.indicator == "absoluut_verzuim"
        aantal = n // 500 + 5 * i if verzuim else n // 50 + 11 * i
        verborgen = verzuim and vast["gebied"] == "GM9002"
        for eenheid, factor in ((WERKPROCESSEN, 1.0), (JONGEREN, 0.8)):
            waarde = None if verborgen else float(int(aantal * factor / delen))
            yield _cel(vast, vorm.indicator, eenheid, waarde, vorm.uitsplitsing, vorm.categorie)
    if vast["gebied"] == "GM9002":
        yield _cel(vast, "schoolgaand", JONGEREN, None)
    else:
        percentage = 100 - 100 * int((n // 500 + 5 * i) * 0.8) / (n + i)
        yield _cel(vast | {"noemer": n + i}, "schoolgaand", JONGEREN, percentage)


def _cel(
    vast: Rij, indicator: str, eenheid: str, waarde: float | None, onder: str = TOTAAL, categorie: str = TOTAAL
) -> Rij:
    status = "onderdrukt" if waarde is None else "gepubliceerd"
    wat = {"indicator": indicator, "teleenheid": eenheid, "uitsplitsing": onder, "categorie": categorie}
    return {**vast, **wat, "waarde": waarde, "status": status}


def _verslagcijfers() -> Iterator[Rij]:
    for code, (_, n) in PROEF.items():
        jongeren = {"indicator": "jongeren_5_18", "teleenheid": JONGEREN}
        naar_school = {"indicator": "schoolgaand", "teleenheid": JONGEREN, "zekerheid": "afgeleid"}
        yield _verslag(code, "Jongeren 5 tot 18 jaar", n + 7, "jongeren", **jongeren)
        yield _verslag(code, "Gaat naar school", 99.2, "%", toelichting="Kop verloren gegaan.", **naar_school)
    for jaar, waarde in (("2021-2022", 333), ("2022-2023", 444)):
        verzuim = {"indicator": "relatief_verzuim", "teleenheid": WERKPROCESSEN, "sectie": "Verzuim"}
        yield _verslag("GM9001", "Verzuimmeldingen", waarde, "werkprocessen", schooljaar=jaar, **verzuim)
    onzeker = {"status": "onzeker", "zekerheid": "onzeker", "toelichting": "De kolomkop is verloren gegaan."}
    yield _verslag("GM9003", "Absoluut verzuim", None, "werkprocessen", onderdeel="Inschrijving", **onzeker)
    yield _verslag("GM9001", "Verlof", None, "aanvragen", onderdeel="Vakantie", status="nvt", sectie="Verlof")
    yield _verslag("GM9001", "Aandeel po", 12.5, "% (ongeveer)", onderdeel="po", sectie="Verzuim")


def _verslag(gebied: str, titel: str, waarde: float | None, eenheid: str, **anders: Any) -> Rij:
    leeg: Rij = {"schooljaar": VERSLAGJAAR, "onderdeel": "", "status": "gepubliceerd", "zekerheid": "zeker"}
    leeg |= {"toelichting": "", "sectie": "Kerncijfers", "indicator": None, "teleenheid": None, "bron": "v1"}
    leeg |= {"uitsplitsing": TOTAAL, "categorie": TOTAAL, "voorkeur": True}
    return {**leeg, "gebied": gebied, "titel": titel, "waarde": waarde, "eenheid": eenheid, **anders}
