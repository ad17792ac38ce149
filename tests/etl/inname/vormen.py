"""Records as a plain Python thing, the messy forms in which people deliver them, and what should come out.

Shares no code with the reader: it is written from the contract.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

KOLOMMEN = (
    "werkproces_id",
    "persoon_id",
    "gemeente_code",
    "soort",
    "subsoort",
    "onderwijssoort",
    "geboortedatum",
    "startdatum",
    "einddatum",
    "afhandeling",
)
DATUMS = ("geboortedatum", "startdatum", "einddatum")
GEMEENTEN = ("GM0148", "GM0193", "GM1735", "GM0957")
# soort -> (subsoorten, a few afhandelingen)
SOORTEN = {
    "absoluut_verzuim": (("",), ("inschrijving_bij_school", "uitschrijving_brp")),
    "relatief_verzuim": (("16_uur", "langdurig", "overig", "luxe"), ("halt", "proces_verbaal", "overdracht_dsp")),
    "vrijstelling": (("art_3a", "art_5a", "art_5a_trekkend", "art_15"), ("verleend", "beeindigd")),
    "verlof": (("",), ("toegekend", "afgewezen")),
    "verzuim_18plus": (("",), ("startkwalificatie", "werkproces_vsv")),
    "vsv": (("",), ("werk", "zzp")),
    "jib": (("",), ("niet_willen",)),
}
PEILDATUM = date(2025, 9, 1)
FORMS = {"dd-mm-jjjj": "%d-%m-%Y", "jjjj-mm-dd": "%Y-%m-%d", "jjjjmmdd": "%Y%m%d"}
Record = dict[str, Any]


def make_records(rng: random.Random, aantal: int) -> list[Record]:
    """Records that keep every rule, of few persons, so that some have more than one."""
    personen = [(f"p-{rng.randrange(10**6)}-é", date(2004, 1, 1) + timedelta(rng.randrange(4000))) for _ in range(5)]
    return [_record(rng, nummer, *rng.choice(personen)) for nummer in range(aantal)]


def _record(rng: random.Random, nummer: int, persoon: str, geboren: date) -> Record:
    soort = rng.choice(list(SOORTEN))
    subsoorten, afhandelingen = SOORTEN[soort]
    start = date(2020, 8, 1) + timedelta(rng.randrange(1800))
    klaar = rng.random() < 0.7
    return {
        "werkproces_id": f"W{nummer:04d}",
        "persoon_id": persoon,
        "gemeente_code": rng.choice(GEMEENTEN),
        "soort": soort,
        "subsoort": rng.choice(subsoorten),
        "onderwijssoort": rng.choice(("", "po", "vo", "mbo")),
        "geboortedatum": geboren,
        "startdatum": start,
        "einddatum": start + timedelta(rng.randrange(30)) if klaar else None,
        "afhandeling": rng.choice(afhandelingen) if klaar else "",
    }


def age(geboren: date, op: date) -> int:
    """Whole years; who is born on 29 February becomes a year older on 1 March."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def expected(record: Record, sleutel: bytes) -> dict[str, Any]:
    """The row that should stand in the database."""
    geboren, start = record["geboortedatum"], record["startdatum"]
    return {
        "werkproces_id": record["werkproces_id"],
        "persoon": hmac.new(sleutel, record["persoon_id"].encode(), hashlib.sha256).hexdigest()[:32],
        "gemeente_code": record["gemeente_code"],
        "soort": record["soort"],
        "subsoort": record["subsoort"] or None,
        "onderwijssoort": record["onderwijssoort"] or "onbekend",
        "startdatum": start,
        "einddatum": record["einddatum"],
        "afhandeling": record["afhandeling"] or None,
        "leeftijd_bij_start": age(geboren, start),
        "leeftijd_op_peildatum": age(geboren, PEILDATUM),
        "behandelaar": None,
    }


@dataclass
class Vorm:
    """One way to write a delivery."""

    scheider: str = ";"
    codering: str = "utf-8"
    regeleinde: str = "\n"
    quoting: str = "nodig"  # geen | nodig | alles
    datums: str = "dd-mm-jjjj"
    kolommen: Sequence[str] = KOLOMMEN
    extra: Sequence[str] = ()
    lastig: bool = False  # the extra columns hold separators, quotes and line ends
    koppen: str = "gewoon"  # gewoon | met_blanco | hoofdletters
    code: str = "GM0148"  # GM0148 | 0148 | 148 | gemengd
    niets: str = ""
    blanco: str = ""  # blanks around each field
    lege_regels: bool = False
    extra_scheiders: int = 0
    sep_regel: bool = False
    laatste_regeleinde: bool = True
    excel: bool = False
    excel_datums: bool = True
    regels: dict[str, int] = field(default_factory=dict)  # werkproces_id -> line, filled while writing


def random_form(rng: random.Random) -> Vorm:
    """Any combination of forms that the contract allows."""
    kolommen = list(KOLOMMEN)
    rng.shuffle(kolommen)
    vorm = Vorm(
        scheider=rng.choice((";", ",", "\t")),
        codering=rng.choice(("utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "utf-16")),
        regeleinde=rng.choice(("\n", "\r\n", "\r")),
        quoting=rng.choice(("geen", "nodig", "alles")),
        datums=rng.choice(list(FORMS)),
        kolommen=kolommen,
        extra=rng.choice(((), ("Opmerking",), ("Toelichting", "School naam"))),
        koppen=rng.choice(("gewoon", "met_blanco", "hoofdletters")),
        code=rng.choice(("GM0148", "0148", "148", "gemengd")),
        niets=rng.choice(("", "NVT", "-", "n.v.t.")),
        blanco=rng.choice(("", "", " ", "  ", "\u00a0")),
        lege_regels=rng.random() < 0.3,
        extra_scheiders=rng.choice((0, 0, 1, 3)),
        sep_regel=rng.random() < 0.2,
        laatste_regeleinde=rng.random() < 0.8,
        excel=rng.random() < 0.2,
        excel_datums=rng.random() < 0.6,
    )
    vorm.lastig = vorm.quoting != "geen"
    return vorm


def write(records: Sequence[Record], vorm: Vorm, doel: Path, rng: random.Random) -> Path:
    """Write the records in this form; `vorm.regels` then says on which line each stands."""
    if vorm.excel:
        return _write_excel(records, vorm, doel.with_suffix(".xlsx"))
    lines = ["sep=" + vorm.scheider] if vorm.sep_regel else []
    lines.append(_line([*map(_header(vorm), vorm.kolommen), *vorm.extra], vorm))
    number = len(lines)
    for record in records:
        if vorm.lege_regels and rng.random() < 0.3:
            lines.append(rng.choice(("", "   ", vorm.scheider * 5)))
            number += 1
        vorm.regels[record["werkproces_id"]] = number + 1
        lines.append(_line([*_values(record, vorm), *(_remark(vorm, rng) for _ in vorm.extra)], vorm))
        number += 1 + lines[-1].count("\n")
    tekst = "\n".join(lines).replace("\n", vorm.regeleinde) + vorm.regeleinde * vorm.laatste_regeleinde
    doel.write_bytes(tekst.encode(vorm.codering))
    return doel


def _write_excel(records: Sequence[Record], vorm: Vorm, doel: Path) -> Path:
    boek = openpyxl.Workbook()
    blad = boek.worksheets[0]
    blad.append([*map(_header(vorm), vorm.kolommen), *vorm.extra])
    for nummer, record in enumerate(records, start=2):
        vorm.regels[record["werkproces_id"]] = nummer
        row: list[Any] = _values(record, vorm)
        for place, kolom in enumerate(vorm.kolommen):
            if kolom in DATUMS and record[kolom] and vorm.excel_datums:
                row[place] = datetime.combine(record[kolom], datetime.min.time())
            elif kolom == "gemeente_code" and vorm.code == "148":
                row[place] = float(row[place])
        blad.append(row)
    boek.create_sheet("Iets anders").append(["soort", "soort"])
    boek.save(doel)
    return doel


def _header(vorm: Vorm) -> Any:
    if vorm.koppen == "gewoon":
        return lambda kolom: kolom
    return lambda kolom: kolom.replace("_", " ").title() if vorm.koppen == "met_blanco" else kolom.upper()


def _values(record: Record, vorm: Vorm) -> list[str]:
    values = []
    for kolom in vorm.kolommen:
        value = record[kolom]
        if isinstance(value, date):
            value = value.strftime(FORMS[vorm.datums])
        elif kolom == "gemeente_code":
            value = _code(value, vorm)
        elif not value:
            value = vorm.niets
        values.append(vorm.blanco + value + vorm.blanco)
    return values


def _code(code: str, vorm: Vorm) -> str:
    stijl = ("GM0148", "0148", "148", " 148 ")[int(code[2:]) % 4] if vorm.code == "gemengd" else vorm.code
    kort = code.removeprefix("GM")
    return {"GM0148": code, "0148": kort, "148": kort.lstrip("0"), " 148 ": f" {kort.lstrip('0')} "}[stijl]


def _remark(vorm: Vorm, rng: random.Random) -> str:
    lastig = ('zei "nee"', f"a{vorm.scheider}b", "twee\nregels", "café", 'los " teken', "")
    return rng.choice(lastig) if vorm.lastig else rng.choice(("café", "niets", ""))


def _line(fields: Sequence[str], vorm: Vorm) -> str:
    if vorm.quoting == "geen":
        return vorm.scheider.join(fields) + vorm.scheider * vorm.extra_scheiders
    buffer = io.StringIO()
    dialect = csv.unix_dialect() if vorm.quoting == "alles" else csv.excel()  # the one quotes all, the other if needed
    csv.writer(buffer, dialect, delimiter=vorm.scheider, lineterminator="\n").writerow(fields)
    return buffer.getvalue().removesuffix("\n") + vorm.scheider * vorm.extra_scheiders
