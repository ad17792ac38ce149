"""What a long step tells: a share and what is left, by what it took so far; in a log a line now and then."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from etl import meldingen
from etl.intern import open_intern, progress_of
from etl.meldingen import Meter, stap


def test_a_step_tells_its_share_and_what_is_left() -> None:
    nu = 0.0
    meter = Meter("Opslaan", klok=lambda: nu)
    assert meter.in_words() == "Opslaan: bezig"
    nu = 30.0
    meter.set(250, 1000)
    assert meter.in_words() == "Opslaan: 25%, nog ongeveer 2 minuten"
    nu = 60.0
    meter.set(750, 1000)
    assert meter.in_words() == "Opslaan: 75%, nog ongeveer 20 seconden"
    meter.set(100, 1000)
    nu = 61.0
    assert meter.in_words() == "Opslaan, deel 2: 10%, nog ongeveer 9 seconden"


def test_in_a_log_a_long_step_writes_a_line_and_a_short_one_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with stap("Kort") as voortgang:
        voortgang(1, 2)
    assert capsys.readouterr().err == ""
    verteld = Event()
    monkeypatch.setattr(meldingen, "_FIRST_LINE", 0.0)
    monkeypatch.setattr(meldingen, "_ASK", 0.01)
    regels: list[str] = []

    def zeg(tekst: str) -> None:
        regels.append(tekst)
        verteld.set()

    monkeypatch.setattr(meldingen, "zeg", zeg)
    with stap("Lang", lambda: 40.0):
        assert verteld.wait(60)
    assert len(regels) == 1 and regels[0].startswith("  Lang: 40%, nog ongeveer ")


def test_the_database_can_be_asked_how_far_it_is() -> None:
    """From another thread, while it is at work; before and after it cannot tell."""
    klaar, gezien = Event(), []
    with open_intern(schrijven=True) as verbinding:
        stand = progress_of(verbinding)

        def look() -> None:
            while not klaar.is_set():
                gezien.append(stand())

        volger = Thread(target=look)
        volger.start()
        verbinding.exec_driver_sql("CREATE TEMP TABLE proef AS SELECT md5(i::VARCHAR) AS m FROM range(1000000) r(i)")
        klaar.set()
        volger.join()
    assert any(0 < percent <= 100 for percent in gezien)
