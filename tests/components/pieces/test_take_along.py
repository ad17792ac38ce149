"""What is taken along carries its own words, is safe to open, and draws nothing that is hidden."""

from xml.etree import ElementTree as ET

import pytest

from components.pieces.picture_sheet import VERZONNEN, picture_sheet
from components.pieces.side_by_side import funnel_piece, ranking_piece, table_piece
from components.pieces.two_years import two_years_piece
from components.svg.drawing import KLEUREN, Tekening, data_uri
from components.svg.scales import Schaal, round_step, spread
from components.tables.figure_rows import figure_row
from data.publication.readmodel import Beeld
from data.views.side_by_side import compare_places
from data.views.two_years import compare_with_earlier
from tests.data.klein_beeld import JAAR, VERSLAG, VOORBEELD, beeld, cel, cijfer

NS = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(svg).iter(f"{NS}text")]  # noqa: S314 - our own picture


@pytest.fixture(scope="module")
def live() -> Beeld:
    rijen = [cijfer(cel("jongeren_5_18", "jongeren", code), 4000, VOORBEELD) for code in ("GM1", "GM2", "GM3")]
    rijen += [cijfer(cel("verlof", "jongeren", code), w, VOORBEELD) for code, w in (("GM1", 90), ("GM3", 20))]
    rijen.append(cijfer(cel("verlof", "jongeren", "GM2"), None, VOORBEELD, "onderdrukt"))
    return beeld(dict.fromkeys(("GM1", "GM2", "GM3"), "R"), rijen)


def test_of_lines_that_are_not_drawn_nothing_is_said(live: Beeld) -> None:
    naast = compare_places(live, cel("verlof", "jongeren", "GM1"), "voorbeeld", live.gemeenten("R"), None, "R")
    for maak, getekend in ((ranking_piece, True), (funnel_piece, False), (table_piece, False)):
        uitleg = " ".join(maak(naast, live.gebieden["R"], {}).uitleg)
        assert "95%-interval" in uitleg and ("streepjes" in uitleg) is getekend


@pytest.mark.parametrize("maak", [ranking_piece, funnel_piece])
def test_a_sheet_carries_its_title_definition_source_and_mark(live: Beeld, maak: object) -> None:
    naast = compare_places(live, cel("verlof", "jongeren", "GM1"), "voorbeeld", live.gemeenten("R"), None, "R")
    stuk = maak(naast, live.gebieden["R"], {})  # type: ignore[operator]
    tekst = " ".join(texts(picture_sheet(stuk, "Site, https://site/vergelijken?x=1")))
    assert VERZONNEN in tekst and "verzonnen cijfers" in tekst and "https://site/vergelijken?x=1" in tekst
    for woord in stuk.titel.split() + naast.indicator.definitie.split():
        assert woord in tekst
    assert stuk.bestand.startswith("voorbeeld-")


def test_a_hidden_figure_is_named_without_value_and_stands_last(live: Beeld) -> None:
    naast = compare_places(live, cel("verlof", "jongeren", "GM2"), "voorbeeld", live.gemeenten("R"), None, "R")
    stuk = ranking_piece(naast, live.gebieden["R"], {})
    assert stuk.teken and [r["gebied"] for r in stuk.regels] == ["GM1", "GM3", "GM2"]
    verborgen = stuk.regels[-1]
    assert verborgen["status"] == "onderdrukt"
    leeg = ("waarde", "vergelijkwaarde", "interval_95_laag", "interval_95_hoog", "aantal_laag", "noemer", "oordeel")
    assert not any(verborgen[naam] for naam in leeg)
    getekend = texts(stuk.teken(720).svg("x"))
    assert "afgeschermd" in getekend and getekend.count("Plaats GM2") == 1
    punten = ET.fromstring(stuk.teken(720).svg("x")).iter(f"{NS}circle")  # noqa: S314
    assert len(list(punten)) == 2


def test_a_row_says_all_one_must_know(live: Beeld) -> None:
    rij = figure_row(live.berekend(cel("verlof", "jongeren", "GM1")), live.gebieden["GM1"])
    assert (rij["waarde"], rij["voorbeeld"], rij["bronsoort"], rij["status"]) == (
        "90",
        "ja",
        "voorbeeld",
        "gepubliceerd",
    )
    assert rij["definitie"] and rij["schooljaar"] == JAAR


def test_two_years_say_change_and_chance_and_a_break_is_refused() -> None:
    rijen = [
        cijfer(cel(ind, "jongeren", "GM1711", jaar), w, VERSLAG)
        for ind, waarden in (("verlof", (9, 12, 40)), ("jongeren_5_18", (3000, 3000, 3000)))
        for jaar, w in zip(("2021-2022", "2022-2023", "2023-2024"), waarden, strict=True)
    ]
    live = beeld({"GM1711": "SR-ROERMOND"}, rijen)
    stuk = two_years_piece(
        compare_with_earlier(live, cel("verlof", "jongeren", "GM1711", "2023-2024"), "2022-2023", "verslag")
    )
    assert "een echte stijging" in stuk.zinnen[0]
    assert "minder dan 2 van de 1.000" in stuk.zinnen[0]
    geweigerd = two_years_piece(compare_with_earlier(live, cel("verlof", "jongeren", "GM1711"), "2021-2022", "verslag"))
    assert geweigerd.teken is None and "vergelijken we niet" in geweigerd.zinnen[0]
    assert not any(rij["toevalskans"] for rij in geweigerd.regels)


def test_text_in_a_picture_is_text() -> None:
    blad = Tekening(100, 20)
    blad.text(0, 10, '<script>"&')
    svg = blad.svg("a & b")
    assert texts(svg) == ['<script>"&'] and "<script>" not in svg
    assert not {" ", ",", '"', "<"} & set(data_uri(svg).removeprefix("data:image/svg+xml,"))


def luminance(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(("rol", "nodig"), [("inkt", 4.5), ("zacht", 4.5), ("eigen", 3), ("rest", 3), ("rand", 3)])
@pytest.mark.parametrize("donker", [0, 1])
def test_colours_keep_their_contrast(rol: str, nodig: float, donker: int) -> None:
    a, b = sorted((luminance(KLEUREN[rol][donker]), luminance(KLEUREN["vlak"][donker])))
    assert (b + 0.05) / (a + 0.05) >= nodig


def test_axes_have_round_numbers_and_bars_start_at_zero() -> None:
    assert [round_step(x) for x in (0.3, 1, 1.1, 4.4, 60)] == [0.5, 1, 2, 5, 100]
    assert spread([3, 9], vanaf_nul=True)[0] == 0 and spread([], vanaf_nul=True) == (0, 1)
    assert Schaal(0, 10, 0, 100).ticks(4) == [0, 5, 10]
