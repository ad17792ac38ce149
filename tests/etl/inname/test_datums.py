"""A date that cannot be read is called what it is; a month that may stand first refuses the delivery with the lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.inname.hulp import delivery, load_text, row

VORMEN = {
    "2022-09-01 10:15:00": "een tijd erbij",
    "2022-09-01T10:15:00+02:00": "een tijd erbij",
    "01-09-2022 8:30": "een tijd erbij",
    "01/09/2022": "schuine strepen",
    "2022/09/01": "schuine strepen",
    "1.9.2022": "punten",
    "01 09 2022": "spaties",
    "09-30-2022": "maand voorop",
    "01-09-22": "twee cijfers",
    "2022-9-1": "zonder nullen",
    "1 september 2022": "letters",
    "1-sep-2022": "letters",
    "Sep 1, 2022": "letters",
    "44805": "volgnummer",
    "44805,5": "volgnummer",
    "01092022": "zonder streepjes",
    "2022": "alleen een jaartal",
    "09-2022": "maand en een jaartal",
    "1662000000": "een getal",
    "31-02-2022": "geen bestaande datum",
    "vorige week": "geen bestaande datum",
}


@pytest.mark.parametrize("tekst", VORMEN)
def test_another_form_is_named_and_not_repeated(tmp_path: Path, tekst: str) -> None:
    goed = [row(n, start="01-09-2022", geboortedatum="01-01-2010") for n in range(10)]
    rapport = load_text(tmp_path, delivery(*goed, row(99, start=tekst, geboortedatum="01-01-2010")))
    (reden,) = rapport.redenen
    assert reden["regelcode"] == "geen_datum" and VORMEN[tekst] in reden["melding"] and tekst not in str(reden)


def test_few_rows_with_the_month_first_refuse_many_without(tmp_path: Path) -> None:
    goed = [row(n, start="14-04-2024", geboortedatum="15-06-2009") for n in range(300)]
    fout = [row(f"x{n}", start="04-14-2024", geboortedatum="15-06-2009") for n in range(7)]
    rapport = load_text(tmp_path, delivery(*goed, *fout))
    assert rapport.status == "geweigerd" and "in 7 regels" in str(rapport.fout)
    assert "regel 302, 303, 304, 305, 306 en nog 2" in str(rapport.fout)


def test_a_slip_of_the_pen_costs_its_row_and_is_told(tmp_path: Path) -> None:
    goed = [row(n, start="14-04-2024", geboortedatum="15-06-2009") for n in range(30)]
    rapport = load_text(tmp_path, delivery(*goed, row("x", start="04-14-2024", geboortedatum="15-06-2009")))
    assert (rapport.status, rapport.afgekeurd) == ("geladen", 1)
