"""Whatever part of a region was delivered, every page answers as always and says what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.readmodel import beeld
from tests.deellevering import EIGEN, Deel, draw, publish, publish_and_ask

KLEINST = Deel(
    gemeenten=("GM9001",), schooljaren=("2023-2024",), soorten=("vsv",), standen=(), verslagen=False, eigen=True
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app().server.test_client()


@pytest.mark.parametrize(
    "deel", [KLEINST, draw(1, eigen=True), draw(2, eigen=True), draw(3, eigen=False)], ids=lambda d: f"zaad {d.zaad}"
)
def test_every_address_answers(deel: Deel, client: FlaskClient, tmp_path: Path) -> None:
    assert publish_and_ask(deel, client, tmp_path, 40) == []


def test_a_gemeente_that_delivered_nothing_has_no_figure_and_no_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row without a source is what nobody delivered, not a figure of a source that is called nothing."""
    publish(KLEINST, tmp_path, monkeypatch)
    live = beeld()
    zonder = [c for c in live.alle_berekend() if c.sleutel.gebied in set(EIGEN.zaken) - {"GM9001"}]
    assert zonder
    assert {(c.status, c.waarde, c.bron) for c in zonder} == {("onbekend", None, None)}
    assert [bron.soort for bron in live.bronnen()] == ["levering"]
    assert live.voorkeursjaar("GM9001") == "2023-2024"
