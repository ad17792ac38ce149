"""Boundaries as they come: read in any form of CBS and PDOK, drawn without gaps, refused in words that help."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.publication.grenzen import BREED, boundaries, boundaries_file, region_outline
from data.referentie.gebieden import gebieden
from etl.__main__ import main
from etl.inname.grenzen import read_boundaries
from etl.meldingen import LeveringFout

HENGELO = gebieden().regio("SR-HENGELO")
assert HENGELO is not None
LEDEN = HENGELO.gemeenten
NOEM = ["--bron", "Landmeter, 2025", "--licentie", "CC0"]


def square(west: float, zuid: float, zijde: float = 0.1) -> dict[str, Any]:
    """A square with a point in the middle of each side, where a neighbour may have none."""
    hoeken = [(0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5), (0, 0)]
    return {"type": "Polygon", "coordinates": [[[west + x * zijde, zuid + y * zijde] for x, y in hoeken]]}


def feature(vorm: dict[str, Any], **kolommen: Any) -> dict[str, Any]:
    """A part of a GeoJSON."""
    return {"type": "Feature", "properties": kolommen, "geometry": vorm}


def collection(*onderdelen: dict[str, Any]) -> str:
    """A GeoJSON."""
    return json.dumps({"type": "FeatureCollection", "features": onderdelen})


def row_of_squares(kolom: str = "statcode", west: float = 6.0, zuid: float = 52.0, zijde: float = 0.1) -> str:
    """The gemeenten of a region as squares beside each other."""
    return collection(*(feature(square(west + n * zijde, zuid, zijde), **{kolom: c}) for n, c in enumerate(LEDEN)))


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Writes a file beside a data folder of its own."""
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "var"))

    def schrijf(tekst: str) -> Path:
        bestand = tmp_path / "grenzen.geojson"
        bestand.write_text(tekst, encoding="utf-8")
        return bestand

    return schrijf


def points(pad: str) -> set[tuple[int, int]]:
    """The corners of a path, followed from its first point."""
    uit = set()
    for x0, y0, stappen in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", pad):
        x, y = int(x0), int(y0)
        uit.add((x, y))
        getallen = [int(n) for n in re.findall(r"-?\d+", stappen)]
        for dx, dy in zip(getallen[::2], getallen[1::2], strict=True):
            x, y = x + dx, y + dy
            uit.add((x, y))
    return uit


@pytest.mark.parametrize(
    ("kolom", "als"),
    [
        ("statcode", "{}"),
        ("gemeentecode", "{}"),
        ("GM_CODE", "{}"),
        ("code", "{}"),
        ("identificatie", "{}"),
        ("code", "0{:.0}"),
    ],
)
def test_forms_of_cbs_and_pdok(write: Callable[[str], Path], kolom: str, als: str) -> None:
    """Whatever the column is called, the gemeente is found; a code without GM too."""
    tekst = row_of_squares(kolom)
    bestand = write(tekst if als == "{}" else tekst.replace("GM", ""))
    ingelezen = read_boundaries(bestand, gebieden())
    assert set(ingelezen.regios) == {"SR-HENGELO"}
    assert set(ingelezen.regios["SR-HENGELO"].vlakken) == set(LEDEN)
    assert set(ingelezen.mist) == {"MC10", "SR-ROERMOND"}


def test_squares_are_drawn_where_they_lie(write: Callable[[str], Path]) -> None:
    """Three squares fill the sheet side by side; north is up; neighbours share their corners."""
    kaart = read_boundaries(write(row_of_squares(west=200_000, zuid=480_000, zijde=900)), gebieden()).regios[
        "SR-HENGELO"
    ]
    assert kaart.hoog == pytest.approx(BREED / 3, abs=1)
    links, midden, rechts = (points(kaart.vlakken[code].pad) for code in LEDEN)
    assert {(333, 0), (333, 333)} <= links & midden
    assert {(667, 0), (667, 333)} <= midden & rechts
    eerste = kaart.vlakken[LEDEN[0]]
    assert (eerste.x, eerste.y, eerste.straal) == pytest.approx((167, 167, 166), abs=2)


def test_degrees_keep_their_shape(write: Callable[[str], Path]) -> None:
    """A degree of longitude is shorter than one of latitude: a square of degrees stands upright."""
    kaart = read_boundaries(write(row_of_squares()), gebieden()).regios["SR-HENGELO"]
    assert kaart.hoog == pytest.approx(BREED / 3 / 0.6157, rel=0.01)  # cos 52 degrees


def test_wijken_become_their_gemeente_and_water_is_left_out(write: Callable[[str], Path]) -> None:
    """Two wijken are one surface without the line between them; the water of a gemeente is not drawn."""
    a, b, c = LEDEN
    bestand = write(
        collection(
            feature(square(6.0, 52.0), gemeentecode=a, water="NEE"),
            feature(square(6.1, 52.0), gemeentecode=a, water="NEE"),
            feature(square(6.2, 52.0), gemeentecode=b, water="NEE"),
            feature(square(6.3, 52.0), gemeentecode=c, water="NEE"),
            feature(square(6.4, 52.0, 0.5), gemeentecode=c, water="JA"),
        )
    )
    vlakken = read_boundaries(bestand, gebieden()).regios["SR-HENGELO"].vlakken
    assert max(x for x, _ in points(vlakken[a].pad)) == 500
    assert not any(x == 250 for x, y in points(vlakken[a].pad) if 0 < y < 300)
    assert max(x for x, _ in points(vlakken[c].pad)) == BREED


def test_numbers_of_lines_are_no_gemeenten(write: Callable[[str], Path]) -> None:
    """A feature id or a short number is not taken for the code of a gemeente."""
    onderdelen = [feature(square(6 + n / 10, 52), code=n) | {"id": n} for n in range(1, 250)]
    with pytest.raises(LeveringFout, match="geen van de 249 onderdelen"):
        read_boundaries(write(collection(*onderdelen)), gebieden())


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("", "regel 1, teken 1"),
        ('{"type": "FeatureCollection",\n "features": [', "regel 2, teken"),
        ("SQLite format 3 ...", "GeoPackage"),
        ("PK\x03\x04", "zipbestand"),
        ("<gml/>", "GML"),
        ("[]", "features"),
        ('{"features": {}}', "features"),
        (collection(feature({"type": "Point", "coordinates": [6, 52]}, code=LEDEN[0])), "onderdeel 1 .*oppervlakte"),
        (collection(feature({"type": "Polygon", "coordinates": "nee"}, code=LEDEN[0])), "onderdeel 1"),
        (collection(feature({"type": "Polygon", "coordinates": [[[6, None]]]}, code=LEDEN[0])), "onderdeel 1"),
        (collection(feature({}, code=LEDEN[0])), "onderdeel 1"),
        (row_of_squares(west=52.0, zuid=6.0), "omgewisseld"),
        (row_of_squares(west=667_000, zuid=6_800_000, zijde=900), "EPSG:3857"),
        (row_of_squares(west=12.0), "niet in Nederland"),
        (collection(feature(square(6, 52), code=LEDEN[0])), "Hengelo en Hof van Twente"),
    ],
)
def test_refused_with_place_and_remedy(write: Callable[[str], Path], tekst: str, melding: str) -> None:
    """What cannot be drawn is refused: what is wrong, where, and what to do; what was there stays."""
    assert main(["grenzen", str(write(row_of_squares())), *NOEM]) == 0
    was = boundaries_file().read_bytes()
    bestand = write(tekst)
    with pytest.raises(LeveringFout, match=melding) as fout:
        read_boundaries(bestand, gebieden())
    assert fout.value.remedie
    assert main(["grenzen", str(bestand), *NOEM]) == 3
    assert boundaries_file().read_bytes() == was


@pytest.mark.parametrize(
    "woorden",
    [
        [],
        ["B"],
        ["B", "--bron", "x"],
        ["B", *NOEM[2:]],
        ["B", "--bron", " ", *NOEM[2:]],
        ["B", "--bron", "x" * 121, *NOEM[2:]],
    ],
)
def test_source_and_licence_are_asked(write: Callable[[str], Path], woorden: list[str]) -> None:
    """Boundaries are somebody's work: without a source and a licence they are not taken."""
    bestand = str(write(row_of_squares()))
    assert main(["grenzen", *(bestand if woord == "B" else woord for woord in woorden)]) == 2
    assert not boundaries_file().exists()


def test_a_file_that_is_not_there(
    write: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong path is told in Dutch."""
    write("")
    assert main(["grenzen", str(tmp_path / "nergens.geojson"), *NOEM]) == 2
    assert "Het bestand nergens.geojson bestaat niet" in capsys.readouterr().err
    assert main(["grenzen", str(tmp_path), *NOEM]) == 2


def test_the_site_reads_what_was_imported(write: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A map for a region with exactly these gemeenten, and none for another; gone after `--weg`; broken is no map."""
    assert boundaries() is None
    assert main(["grenzen", str(write(row_of_squares())), *NOEM]) == 0
    gezegd = capsys.readouterr().err
    assert "Subregio Hengelo: de kaart heeft nu de grenzen van 3 gemeenten." in gezegd
    assert "Let op: IJssel-Vecht: van " in gezegd
    gevonden = region_outline("SR-HENGELO", LEDEN)
    assert gevonden is not None and gevonden[0].bron == "Landmeter, 2025" and gevonden[0].licentie == "CC0"
    assert region_outline("SR-HENGELO", [*LEDEN, "GM0001"]) is None
    assert region_outline("SR-HENGELO", LEDEN[:2]) is None
    assert region_outline("MC10", ["GM0148"]) is None
    boundaries_file().write_text('{"vorm": 1, "regios": []}')
    assert region_outline("SR-HENGELO", LEDEN) is None
    assert main(["grenzen", "--weg"]) == 0
    assert boundaries() is None and not boundaries_file().exists()


def test_a_long_border_is_made_simple_for_both_sides(write: Callable[[str], Path]) -> None:
    """Of a border with thousands of corners few are left, the same ones at both sides."""
    a, b, c = LEDEN
    grens = [(100_000 + 5_000 + (50 if n % 2 else -50), 400_000 + n * 2) for n in range(5_001)]
    links = [(100_000, 400_000), *grens, (100_000, 410_000), (100_000, 400_000)]
    rechts = [(110_000, 400_000), (110_000, 410_000), *reversed(grens), (110_000, 400_000)]
    bestand = write(
        collection(
            feature({"type": "Polygon", "coordinates": [links]}, code=a),
            feature({"type": "Polygon", "coordinates": [rechts]}, code=b),
            feature(square(110_000, 400_000, 10_000), code=c),
        )
    )
    ingelezen = read_boundaries(bestand, gebieden())
    vlakken = ingelezen.regios["SR-HENGELO"].vlakken
    assert sum(len(vlak.pad) for vlak in vlakken.values()) < 3 * 450
    binnen = {(x, y) for x, y in points(vlakken[a].pad) if 200 < x < 300}
    assert binnen and binnen == {(x, y) for x, y in points(vlakken[b].pad) if 200 < x < 300}


def test_what_two_gemeenten_claim_is_drawn_once(write: Callable[[str], Path]) -> None:
    """Surfaces of a source that overlaps itself do not lie on top of each other."""
    a, b, c = LEDEN
    bestand = write(
        collection(
            feature(square(200_000, 480_000, 10_000), code=a),
            feature(square(209_000, 480_000, 10_000), code=b),
            feature(square(219_000, 480_000, 10_000), code=c),
        )
    )
    vlakken = read_boundaries(bestand, gebieden()).regios["SR-HENGELO"].vlakken
    assert max(x for x, _ in points(vlakken[a].pad)) == min(x for x, _ in points(vlakken[b].pad))
