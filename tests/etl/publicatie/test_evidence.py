"""What the public database tells of the protection: nothing that says how many figures are small."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from etl.bescherming.bescherm import Statistiek
from etl.publicatie import publiceren

UITSLAG = SimpleNamespace(cellen=1, onderdrukt=6, verborgen=6, smalste=5, lps=2, seconden=0.1, schendingen=())
SMALL = Statistiek(
    cellen=40,
    onderdrukt=66,
    primair=61,
    secundair=5,
    lps=3,
    seconden=1.0,
    blokken=1,
    blokken_uit_geheugen=0,
    smalste=7,
)


def told(keuze: Any) -> dict[str, Any]:
    return publiceren._evidence(SimpleNamespace(keuze=keuze, uitslag=UITSLAG))  # type: ignore[arg-type]


def test_how_many_are_unsafe_in_themselves_is_not_told() -> None:
    bewijs = told(SimpleNamespace(statistiek=SMALL, vervallen=()))
    assert bewijs["afscherming"]["onderdrukt"] == 66
    assert "61" not in json.dumps(bewijs)
    assert not {"primair", "secundair"} & bewijs["afscherming"].keys()


def test_it_is_not_carried_over_from_a_publication_that_told_it(monkeypatch: pytest.MonkeyPatch) -> None:
    toen = {"afscherming": {"onderdrukt": 66, "primair": 61, "secundair": 5}, "vervallen_tabellen": 0}
    monkeypatch.setattr(publiceren, "_live", lambda: ("p", "f", toen))
    assert told(None)["afscherming"] == {"onderdrukt": 66}
    assert told(None)["vervallen_tabellen"] == 0
    assert toen["afscherming"] == {"onderdrukt": 66, "primair": 61, "secundair": 5}
