"""The gemeente's own words: signed, dated, safe; a file that is wrong shows nothing and says how to mend it."""

import logging
from datetime import date
from pathlib import Path

import pytest

from data.publication import toelichtingen
from data.publication.toelichtingen import VOORBEELDEN, ToelichtingFout, find_text, parse, texts_state

KOP = "---\nnaam: A. Naam\nfunctie: wethouder\ndatum: 2024-01-31\n---\n"


def test_text_is_signed_dated_and_made_safe() -> None:
    tekst = KOP + "# Kop\n\n**Goed** <script>alert(1)</script> [weg](javascript:alert(1)) [site](https://a.nl)\n\n- een"
    gelezen = parse(tekst, "hattem/2022-2023.md")
    assert (gelezen.naam, gelezen.functie, gelezen.datum) == ("A. Naam", "wethouder", date(2024, 1, 31))
    assert "<strong>Goed</strong>" in gelezen.html and "<li>een</li>" in gelezen.html
    assert 'href="https://a.nl"' in gelezen.html
    for verboden in ("script", "javascript", "<h1", "onclick"):
        assert verboden not in gelezen.html


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("zonder kop", "kop ontbreekt"),
        ("---\nnaam: A\n", "kop ontbreekt"),
        ("---\nnaam: A\nfunctie: b\n---\nTekst", "'datum' ontbreekt"),
        ("---\nnaam: A\nfunctie: b\ndatum: 31-01-2024\n---\nTekst", "geen datum"),
        ("---\nnaam: A\nkleur: b\n---\nTekst", "regel 3"),
        (KOP, "geen tekst"),
        (KOP + "x" * 8001, "langer dan"),
    ],
)
def test_a_wrong_file_is_refused_with_where_and_how_to_mend_it(tekst: str, zegt: str) -> None:
    with pytest.raises(ToelichtingFout, match=zegt) as fout:
        parse(tekst, "hattem/2022-2023.md")
    assert str(fout.value).startswith("hattem/2022-2023.md")


def test_a_wrong_file_shows_nothing_and_is_told_of_once(
    own_data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plek = own_data_folder / "toelichtingen" / "hattem" / "2022-2023.md"
    plek.parent.mkdir(parents=True)
    plek.write_bytes(b"---\nnaam: \xff\n---\n")
    with caplog.at_level(logging.WARNING):
        assert find_text("hattem", "2022-2023", voorbeelden=True) is None
        assert find_text("hattem", "2022-2023", voorbeelden=True) is None
    assert [r.getMessage() for r in caplog.records] == [
        "hattem/2022-2023.md: het bestand is geen UTF-8. Sla het op als UTF-8."
    ]
    plek.write_text(KOP + "Nu goed.", "utf-8")
    hersteld = find_text("hattem", "2022-2023")
    assert hersteld and not hersteld.voorbeeld and "Nu goed." in hersteld.html


def test_an_example_stands_in_only_when_asked_for_and_says_so() -> None:
    assert find_text("hattem", "2022-2023") is None
    for bestand in VOORBEELDEN.glob("*/*.md"):
        jaar, _, indicator = bestand.stem.partition(".")
        gevonden = find_text(bestand.parent.name, jaar, indicator, voorbeelden=True)
        assert gevonden and gevonden.voorbeeld and "voorbeeld" in gevonden.html


def test_a_new_text_a_changed_one_and_one_less_are_seen(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 0.0
    monkeypatch.setattr("data.publication.toelichtingen.time.monotonic", lambda: moment)
    bestand = own_data_folder / "toelichtingen" / "hattem" / "2022-2023.md"
    gezien = [texts_state()]
    for tekst in (KOP + "een", KOP + "een ander", None):
        bestand.parent.mkdir(parents=True, exist_ok=True)
        bestand.write_text(tekst) if tekst else bestand.unlink()
        assert texts_state() == gezien[-1]  # looked up once in a while
        moment += toelichtingen.CHECKED_EVERY
        gezien.append(texts_state())
    assert len(set(gezien)) == 3 and gezien[0] == gezien[-1] == ""
