"""What reports call a chart: the words are found by place, and a mistake in the file is told."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from components.words.report_names import called_in_reports
from data.referentie.reference_csv import ReferentieFout, find
from data.referentie.report_names import names_in_reports
from data.registry.indicators import INDICATOREN
from data.views.themes import THEMAPAGINAS
from tests.data.klein_beeld import VERSLAG, VOORBEELD, cel, cijfer

HATTEM, ROERMOND = "GM0244", "GM0957"


def test_a_region_has_its_own_names_and_another_has_not() -> None:
    naam = "Onderverdeling relatief verzuim"
    assert names_in_reports("relatief_verzuim", "subsoort", HATTEM) == (naam,)
    assert names_in_reports("relatief_verzuim", "subsoort", "MC10") == (naam,)
    assert not names_in_reports("relatief_verzuim", "subsoort", ROERMOND)


def test_each_name_belongs_to_a_chart_of_the_site() -> None:
    gemaakt = {(p.indicator.key, p.uitsplitsing) for pagina in THEMAPAGINAS.values() for p in pagina.plans()}
    with find("namen-in-verslagen.csv").open(encoding="utf-8", newline="") as bestand:
        assert not [rij for rij in csv.DictReader(bestand) if (rij["indicator"], rij["uitsplitsing"]) not in gemaakt]


def test_a_name_that_only_repeats_the_title_is_not_said() -> None:
    sleutel = cel("absoluut_verzuim", "jongeren", ROERMOND)

    def said(naam: str) -> str:
        gedrukt = replace(cijfer(sleutel, 34, VERSLAG), naam_in_bron=naam)
        return called_in_reports("absoluut_verzuim", ROERMOND, cijfers=[gedrukt])

    assert said("niet ingeschreven op een school") == "In het verslag heet dit: ‘niet ingeschreven op een school’."
    assert said(INDICATOREN["absoluut_verzuim"].titel.lower()) == ""


def test_what_is_invented_stands_in_no_report() -> None:
    sleutel = cel("absoluut_verzuim", "jongeren", ROERMOND)
    gedrukt = replace(cijfer(sleutel, 34, VERSLAG), naam_in_bron="niet ingeschreven op een school")
    for verzonnen in (replace(gedrukt, bron=VOORBEELD), cijfer(sleutel, None, VOORBEELD, "onderdrukt")):
        assert called_in_reports("absoluut_verzuim", ROERMOND, cijfers=[verzonnen]) == ""
        assert called_in_reports("absoluut_verzuim", ROERMOND, cijfers=[gedrukt, verzonnen]) == ""


def test_an_unknown_indicator_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("gemeenten.csv", "regios.csv"):
        (tmp_path / naam).write_bytes(find(naam).read_bytes())
    regels = "indicator,uitsplitsing,gebied,naam,bron\nrelatief,totaal,MC10,Verzuim,verslag\n"
    (tmp_path / "namen-in-verslagen.csv").write_text(regels, encoding="utf-8")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    with pytest.raises(ReferentieFout, match=r"(?s)namen-in-verslagen.csv.*regel 2.*indicator"):
        names_in_reports("relatief_verzuim", "totaal", "MC10")
