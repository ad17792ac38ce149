"""The status of a jaarverslag: said at the top, its figures frozen, what changed since named, and what is refused."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.annual.model import Jaarverslag
from components.annual.standing import CONCEPT, KWIJT
from data.cells.cells import CelSleutel
from data.publication import archief
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from data.publication.report_status import StatusFout, Verslagstatus, find_status, parse_status
from pages.report_content import content
from tests.verslagcijfers import rows_of

CEL = CelSleutel("leerplichtigen", "jongeren", "GM0244", "2022-2023", "totaal", "totaal")


@pytest.fixture
def live(published_data: Path, proef: Beeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, with an empty folder for texts."""
    monkeypatch.setenv("LEERRECHT_DATA", str(published_data))
    monkeypatch.setenv("LEERRECHT_TOELICHTINGEN", str(tmp_path))
    return read_live()


def say(tmp_path: Path, tekst: str) -> None:
    map_ = tmp_path / "hattem" / "jaarverslag-2022-2023"
    map_.mkdir(parents=True, exist_ok=True)
    (map_ / "status.toml").write_text(tekst)


def report(beeld: Beeld) -> Jaarverslag:
    hattem = beeld.gebied_van_slug("hattem")
    assert hattem is not None
    return content(beeld, hattem, "2022-2023")


def test_without_a_word_it_is_a_concept(live: Beeld) -> None:
    assert report(live).status == CONCEPT and report(live).gewijzigd == ()


def test_a_frozen_report_keeps_its_figures_and_names_what_changed(
    live: Beeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerder = copy.copy(live)
    eerder.publicatie = replace(live.publicatie, publicatie_id="eerder")
    eerder._berekend = {**live._berekend, CEL: replace(live._berekend[CEL], waarde=1234.0)}
    monkeypatch.setattr(archief, "read", {"eerder": eerder}.get)
    say(tmp_path, 'status = "aangeboden"\nvastgesteld = 2024-03-26\naangeboden = 2024-04-22\npublicatie = "eerder"\n')
    verslag = report(live)
    assert verslag.status == ("Vastgesteld door het college op 26 maart 2024. Aangeboden aan de raad op 22 april 2024.")
    assert verslag.publicatie == "eerder" and rows_of(verslag) == rows_of(report(eerder))
    (regel,) = verslag.gewijzigd
    assert "2022-2023: 1.234, nu " in regel


def test_figures_that_are_no_longer_kept_are_said(live: Beeld, tmp_path: Path) -> None:
    say(tmp_path, 'status = "vastgesteld"\nvastgesteld = 2024-03-26\npublicatie = "weg"\n')
    verslag = report(live)
    assert verslag.status.endswith(KWIJT) and verslag.publicatie == live.publicatie.publicatie_id


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ('status = "klaar"', "Kies uit"),
        ('status = "vastgesteld"\npublicatie = "x"', "vastgesteld = 2024-03-26"),
        ('status = "vastgesteld"\nvastgesteld = 2024-03-26', "publicatie ="),
        ('statuss = "vastgesteld"', "'statuss' ken ik niet"),
        ("status = vastgesteld", "niet te lezen"),
    ],
)
def test_what_is_wrong_is_said_and_leaves_a_concept(
    live: Beeld, tmp_path: Path, caplog: pytest.LogCaptureFixture, tekst: str, woord: str
) -> None:
    say(tmp_path, tekst)
    assert find_status("hattem", "2022-2023") == Verslagstatus()
    assert woord in caplog.text and "hattem/jaarverslag-2022-2023/status.toml" in caplog.text


def test_a_status_is_read_whole() -> None:
    gegeven = {"status": "vastgesteld", "vastgesteld": date(2024, 3, 26), "publicatie": "x"}
    assert parse_status(gegeven, "plek") == Verslagstatus("vastgesteld", date(2024, 3, 26), None, "x")
    with pytest.raises(StatusFout, match="plek: bij status aangeboden"):
        parse_status({**gegeven, "status": "aangeboden"}, "plek")
