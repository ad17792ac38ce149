"""The table of CBS in each form in which one can get it: read right, or refused with what to take instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.etl.inname.hulp import load_file, load_text, query

STAND = "SELECT gemeente_code, schooljaar, jongeren_5_18, leerplichtigen, ingeschreven FROM actieve_stand ORDER BY 1, 2"
TITEL = "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio"
MAAT = "Bevolking op 1 januari (aantal)"
LEEFTIJDEN = range(4, 20)
# What every form below tells: 100 jongeren of each age in Zwolle, 10 in Hengelo; in 2024 one more.
AANTALLEN = {("Zwolle", 2023): 100, ("Zwolle", 2024): 101, ("Hengelo (O.)", 2023): 10, ("Hengelo (O.)", 2024): 11}
CODES = {"Zwolle": "GM0193", "Hengelo (O.)": "GM0164", "Amsterdam": "GM0363"}
VERWACHT = [
    ("GM0164", "2022-2023", 130, None, None),
    ("GM0164", "2023-2024", 143, None, None),
    ("GM0193", "2022-2023", 1300, None, None),
    ("GM0193", "2023-2024", 1313, None, None),
]


def lines(*rijen: Sequence[object]) -> str:
    return "\n".join(";".join(f'"{veld}"' for veld in rij) for rij in rijen) + "\n"


def website() -> list[list[object]]:
    """Every dimension in a column; what was chosen once is in the title."""
    rijen: list[list[object]] = [[TITEL], ["Geslacht: Totaal mannen en vrouwen"]]
    rijen.append(["Leeftijd", "Burgerlijke staat", "Regio's", "Perioden", MAAT, "Gemiddelde bevolking (aantal)"])
    for leeftijd in LEEFTIJDEN:
        for (naam, jaar), aantal in {**AANTALLEN, ("Nederland", 2023): 9999, ("Amsterdam", 2023): 999}.items():
            rijen += [
                [f"{leeftijd} jaar", "Totaal burgerlijke staat", naam, jaar, aantal, "."],
                [f"{leeftijd} jaar", "Ongehuwd", naam, jaar, 1, "."],
            ]
        rijen.append(["Totaal", "Totaal burgerlijke staat", "Zwolle", 2023, 5000, "."])
    return [*rijen, ["Bron: CBS"]]


def with_years_beside_each_other() -> list[list[object]]:
    """The form with a column per year, and the names of what is in the columns at their left."""
    rijen: list[list[object]] = [
        [TITEL],
        ["Geslacht: Totaal mannen en vrouwen"],
        ["", "Onderwerp", "Bevolking op 1 januari", "Bevolking op 1 januari", "Gemiddelde bevolking"],
        ["", "Perioden", "2023", "2024*", "2024*"],
        ["Leeftijd", "Regio's", "aantal", "aantal", "aantal"],
    ]
    for leeftijd in LEEFTIJDEN:
        for naam in ("Nederland", "Zwolle", "Hengelo (O.)"):
            aantallen = [AANTALLEN.get((naam, jaar), 9999) for jaar in (2023, 2024)]
            rijen.append([f"{leeftijd} jaar", naam, *aantallen, 7])
    return [*rijen, ["Bron: CBS"]]


def with_ages_beside_each_other() -> list[list[object]]:
    """The form with a column per age, the subject and the year chosen once."""
    rijen: list[list[object]] = [[TITEL], ["Onderwerp: Bevolking op 1 januari"]]
    rijen.append(["Perioden", "Regio's", *(f"{leeftijd} jaar" for leeftijd in LEEFTIJDEN)])
    return [*rijen, *([jaar, naam, *[aantal] * len(LEEFTIJDEN)] for (naam, jaar), aantal in AANTALLEN.items())]


def odata3(vul: int) -> list[list[object]]:
    """The download of OData 3; untyped, codes and figures are filled up with blanks."""
    rijen: list[list[object]] = [
        ["ID", "Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden", "BevolkingOp1Januari_1", "Gemiddeld_2"]
    ]
    for leeftijd in LEEFTIJDEN:
        for (naam, jaar), aantal in {**AANTALLEN, ("Amsterdam", 2023): 999}.items():
            for geslacht, staat, hier in (
                ("T001038", "T001019", aantal),
                ("3000", "T001019", 5),
                ("T001038", "1010", 4),
            ):
                velden = [geslacht, f"{10000 + 100 * leeftijd}", staat, CODES[naam], f"{jaar}JJ00"]
                rijen.append(["0", *(veld.ljust(vul) for veld in velden), str(hier).rjust(vul), "."])
    rijen += [["0", "T001038", code, "T001019", "GM0193", "2023JJ00", "99999", "."] for code in ("10000", "10010")]
    return rijen


def odata4() -> list[list[object]]:
    """The observations of OData 4, a figure per line."""
    indeling = ["Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden"]
    rijen: list[list[object]] = [["Id", "Measure", "ValueAttribute", "Value", "StringValue", *indeling]]
    for leeftijd in LEEFTIJDEN:
        for (naam, jaar), aantal in AANTALLEN.items():
            waar = ["T001038", f"{10000 + 100 * leeftijd}", "T001019", CODES[naam], f"{jaar}JJ00"]
            rijen += [["1", "M000352", "None", f"{aantal}.0", "", *waar], ["2", "M000365", "None", "3.5", "", *waar]]
    return rijen


FORMS: dict[str, Callable[[], list[list[object]]]] = {
    "website": website,
    "website, jaren naast elkaar": with_years_beside_each_other,
    "website, leeftijden naast elkaar": with_ages_beside_each_other,
    "OData 3 zonder typen": lambda: odata3(8),
    "OData 3 met typen": lambda: odata3(0),
    "OData 4": odata4,
}


@pytest.mark.parametrize("naam", FORMS)
def test_each_form_of_the_table_gives_the_same_standen(tmp_path: Path, naam: str) -> None:
    rapport = load_text(tmp_path, lines(*FORMS[naam]()))
    assert rapport.status == "geladen", rapport.fout
    assert (rapport.soort, rapport.gelezen, rapport.vorm["bron"]) == ("standen", 4, "CBS")
    assert query(STAND) == VERWACHT
    assert any("aanname" in zin for zin in rapport.waarschuwingen)


@pytest.mark.parametrize("naam", ["website", "website, jaren naast elkaar"])
def test_the_workbook_of_the_website_too(tmp_path: Path, naam: str) -> None:
    boek = openpyxl.Workbook()
    blad = boek.worksheets[0]
    blad.title = "Tabel"
    for rij in FORMS[naam]():
        blad.append([int(str(veld)) if str(veld).isdigit() else veld for veld in rij])
    if naam != "website":
        # The subject stands once over the columns it holds for, as a merged cell.
        blad.merge_cells("C3:D3")
    boek.save(tmp_path / "tabel.xlsx")
    rapport = load_file(tmp_path / "tabel.xlsx")
    assert rapport.status == "geladen", rapport.fout
    assert query(STAND) == VERWACHT and rapport.vorm["blad"] == "Tabel"


def test_an_age_that_is_missing_or_has_no_figure_leaves_the_stand_unknown(tmp_path: Path) -> None:
    rijen = [rij for rij in website() if not (rij[:1] == ["7 jaar"] and rij[2:4] == ["Zwolle", 2023])]
    rijen = [
        [*rij[:4], "." if rij[0] == "8 jaar" and rij[2:4] == ["Zwolle", 2024] else rij[4], "."]
        if len(rij) == 6
        else rij
        for rij in rijen
    ]
    rapport = load_text(tmp_path, lines(*rijen))
    assert query(STAND) == [*VERWACHT[:2], *((code, jaar, None, None, None) for code, jaar, *_ in VERWACHT[2:])]
    assert any("bij 2 gemeenten en jaren ontbreekt" in zin for zin in rapport.waarschuwingen)


def _only(*namen: str) -> str:
    return lines(*(rij for rij in website() if len(rij) < 6 or rij[2] in ("Regio's", *namen)))


def _per_sex_and_origin() -> str:
    rijen = [
        [*rij[:1], oorsprong, *rij[2:]] for rij in website()[3:-1] if rij[1] != "Ongehuwd" for oorsprong in ("A", "B")
    ]
    return lines([TITEL], ["Leeftijd", "Herkomst", "Regio's", "Perioden", MAAT, "x"], *rijen)


WEIGERINGEN = {
    "andere gemeenten": (lambda: _only("Amsterdam", "Nederland"), "gemeente van deze site"),
    "leeftijdsgroepen": (
        lambda: lines(
            ["Leeftijd", "Regio's", "Perioden", MAAT],
            *([groep, "Zwolle", "2024", 100] for groep in ("5 tot 10 jaar", "10 tot 15 jaar", "15 tot 20 jaar")),
        ),
        "geen bevolking naar leeftijd",
    ),
    "verder onderverdeeld": (_per_sex_and_origin, "nog een getal voor dezelfde gemeente"),
    "een andere tabel": (
        lambda: lines(["Leeftijd", "Regio's", "Perioden", "Huishoudens_1"], ["5 jaar", "Zwolle", "2024", 100]),
        "geen bevolking op 1 januari naar leeftijd",
    ),
    "zonder leeftijd": (
        lambda: lines(["RegioS", "Perioden", "BevolkingOp1Januari_1"], ["GM0193", "2024JJ00", 130000]),
        "geen bevolking op 1 januari naar leeftijd",
    ),
}


@pytest.mark.parametrize("naam", WEIGERINGEN)
def test_what_cannot_be_read_says_which_form_to_take(tmp_path: Path, naam: str) -> None:
    maak, fragment = WEIGERINGEN[naam]
    rapport = load_text(tmp_path, maak())
    assert rapport.status == "geweigerd" and fragment in str(rapport.fout)
    assert "03759ned" in str(rapport.remedie)
