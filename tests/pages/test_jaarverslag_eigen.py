"""The gemeente's own words in its jaarverslag: in all forms, with figures from the publication, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import page
import pypdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

import app
from components.annual.model import Jaarverslag
from components.annual.pdf_form import pdf
from components.annual.word_form import word
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from data.publication.report_texts import as_file
from data.publication.toelichtingen import texts_state
from etl.__main__ import main
from pages.jaarverslag import show
from pages.report_content import content
from pages.report_faults import report_faults
from pages.report_files import code_of
from pages.routes import Route, resolve
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Renderer

ADRES = "https://voorbeeld.nl/jaarverslag/hattem/2022-2023"
MAP = "hattem/jaarverslag-2022-2023"


@pytest.fixture
def live(published_data: Path, proef: Beeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, with an empty folder for texts."""
    datamap = tmp_path / "var"
    datamap.mkdir()
    for naam in ("publiek.duckdb", "publicaties"):
        (datamap / naam).symlink_to((published_data / naam).resolve())
    monkeypatch.setenv("LEERRECHT_DATA", str(datamap))
    monkeypatch.setenv("LEERRECHT_TOELICHTINGEN", str(tmp_path / "teksten"))
    return read_live()


@pytest.fixture
def teksten(live: Beeld, tmp_path: Path) -> Path:
    """Where the texts of the report of Hattem stand."""
    map_ = tmp_path / "teksten" / MAP
    map_.mkdir(parents=True)
    return map_


def report(live: Beeld) -> Jaarverslag:
    hattem = live.gebied_van_slug("hattem")
    assert hattem is not None
    return content(live, hattem, "2022-2023")


def as_html(live: Beeld) -> str:
    route = resolve(live, "/jaarverslag/hattem/2022-2023")
    assert isinstance(route, Route)
    return Renderer(WRITERS).finish(show(live, route)).html


def test_own_words_stand_in_every_form_with_the_figures_of_the_publication(live: Beeld, teksten: Path) -> None:
    (teksten / "voorwoord.md").write_text("Wij schreven *zelf* dit woord vooraf.")
    (teksten / "niet-ingeschreven.md").write_text(
        "Het waren er **{absoluut_verzuim}** van de {jongeren_5_18}; vorig jaar {absoluut_verzuim vorig jaar}.\n\n"
        "- Lees [meer](https://www.voorbeeld.nl/meer)\n"
    )
    (teksten / "verhaal-sem.md").write_text("# Terug naar school\n\nEen verzonnen verhaal.")
    verslag = report(live)
    pdf_tekst = pdf(verslag, ADRES, code_of(ADRES))
    assert page.validate_pdf_bytes(pdf_tekst, profile="ua1").failures == []
    vormen = {
        "html": as_html(live),
        "pdf": " ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf_tekst)).pages),
        "word": "\n".join(t.text or "" for t in docx.Document(io.BytesIO(word(verslag, ADRES))).element.body.iter()),
    }
    for naam, tekst in vormen.items():
        for deel in (
            "woord vooraf",
            "17",
            "1.884",
            "vorig jaar onbekend",
            "Terug naar school",
            "Een verzonnen verhaal",
        ):
            assert deel in " ".join(tekst.split()), f"{naam}: {deel}"
        assert "{" not in tekst or naam == "html"
    assert '<a href="https://www.voorbeeld.nl/meer"' in vormen["html"]


@pytest.mark.parametrize(
    ("naam", "tekst", "woorden"),
    [
        (
            "verzuim.md",
            "eerste regel\nHet waren er {absoluut_verzuym}.",
            ("regel 2", "{absoluut_verzuym}", "invulplek"),
        ),
        ("bestaat-niet.md", "Tekst.", ("bestaat-niet.md", "voorwoord")),
        ("verhaal-x.md", "Geen titel.", ("regel 1", "# Titel")),
        ("verzuim.md", "x" * 20_001, ("20000 tekens", "korter")),
        ("verzuim.md", " \n", ("er staat niets in",)),
        ("verzuim.md", "---\nzonder: bestaat_niet\n---\nTekst.", ("regel 2", "Kies uit: relatief_verzuim")),
        ("verzuim.md", "---\nnaam: x\n---\nTekst.", ("regel 2", "zonder:")),
        ("verzuim.md", "---\nzonder: relatief_verzuim\n---\n\n{x}", ("regel 5", "{x}")),
    ],
)
def test_what_is_wrong_is_left_out_and_said_with_its_place_and_remedy(
    live: Beeld, teksten: Path, caplog: pytest.LogCaptureFixture, naam: str, tekst: str, woorden: tuple[str, ...]
) -> None:
    (teksten / naam).write_text(tekst)
    (teksten / "voorwoord.md").write_text("Dit blijft staan.")
    verslag = report(live)
    assert verslag.voorwoord and not verslag.verhalen and not any(h.eigen for h in verslag.hoofdstukken)
    assert all(woord in caplog.text for woord in (MAP, *woorden))


@pytest.mark.parametrize(
    ("tekst", "gezegd"),
    [
        ("Goed. <script>alert(1)</script>", "<script>"),
        ("Goed. <style>@import x;</style>", "<style>"),
        ("Goed. ![foto](https://elders.nl/foto.png)", "plaatje"),
        ("Goed. ![foto](//elders.nl/foto.png)", "plaatje"),
        ("Goed. ![foto](../../foto.png)", "plaatje"),
        ("Goed. [hier](http://elders.nl)", "https://"),
        ("Goed. [hier](javascript:alert(1))", "https://"),
        ("# Kop\n\nGoed.", "kop"),
    ],
)
def test_what_may_not_stand_there_is_taken_out_and_said(
    live: Beeld, teksten: Path, caplog: pytest.LogCaptureFixture, tekst: str, gezegd: str
) -> None:
    (teksten / "verzuim.md").write_text(tekst)
    html = as_html(live)
    assert "Goed." in html and gezegd in caplog.text and "weggelaten" in caplog.text
    assert "elders.nl" not in html and "alert(1)" not in html and "@import x" not in html


def test_a_difference_is_said_in_words_and_not_over_a_break(live: Beeld, teksten: Path) -> None:
    (teksten / "jongeren.md").write_text(
        "Leerplichtigen: {verschil leerplichtigen}. Zaken: {verschil relatief_verzuim}."
    )
    (alinea,) = next(h.eigen for h in report(live).hoofdstukken if h.sleutel == "jongeren")
    tekst = "".join(stukje.tekst for stukje in alinea.stukjes)
    assert ("meer" in tekst or "minder" in tekst) and tekst.endswith("Zaken: onbekend.")


def test_an_invented_figure_is_called_so_among_the_words_of_a_gemeente(live: Beeld, teksten: Path) -> None:
    (teksten / "verzuim.md").write_text("Zaken: {relatief_verzuim}. Meldingen: {absoluut_verzuim}.")
    (alinea,) = next(h.eigen for h in report(live).hoofdstukken if h.sleutel == "verzuim")
    # the one comes with the example, the other is printed in a report
    assert "".join(stukje.tekst for stukje in alinea.stukjes) == "Zaken: 52 (voorbeeld). Meldingen: 17."


def test_another_text_is_another_state(live: Beeld, teksten: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.publication.toelichtingen.CHECKED_EVERY", 1e-9)
    eerst = texts_state()
    (teksten / "verzuim.md").write_text("Nieuw.")
    assert texts_state() != eerst


@pytest.mark.parametrize(
    ("naam", "goed", "fout"),
    [
        ("verzuim.md", "Dit was goed.", "Nu niet: {bestaat_niet}."),
        ("verzuim.md", "Dit was goed.", "x" * 20_001),
        ("verhaal-a.md", "# Titel\n\nDit was goed.", "Zonder titel."),
    ],
)
def test_the_previous_text_stays_while_the_new_one_is_wrong(
    live: Beeld, teksten: Path, caplog: pytest.LogCaptureFixture, naam: str, goed: str, fout: str
) -> None:
    (teksten / naam).write_text(goed)
    assert "Dit was goed." in as_html(live)
    (teksten / naam).write_text(fout)
    assert "Dit was goed." in as_html(live) and f"{MAP}/{naam}" in caplog.text
    (teksten / naam).write_text(goed.replace("goed", "beter"))
    assert "Dit was beter." in as_html(live)
    (teksten / naam).unlink()
    assert "Dit was" not in as_html(live)
    (teksten / naam).write_text(fout)  # what was taken away does not come back
    assert "Dit was" not in as_html(live)


def test_what_is_wrong_is_listed_with_its_place_and_counted_for_who_watches_the_site(
    live: Beeld, teksten: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.publication.toelichtingen.CHECKED_EVERY", 1e-9)
    (teksten / "voorwoord.md").write_text("Goed.")
    assert main(["verslag", "nakijken"]) == 0 and report_faults(live) == ()
    (teksten / "verzuim.md").write_text("Fout: {bestaat_niet}.")
    (teksten / "jongeren.md").write_text("Goed. <script>x</script>")
    (teksten / "status.toml").write_text('status = "af"')
    (teksten.parent / "jaarverslag-1999-2000").mkdir()
    (teksten.parent.parent / "nergens" / "jaarverslag-2022-2023").mkdir(parents=True)
    assert main(["verslag", "nakijken"]) == 2
    gezegd = capsys.readouterr()
    for woorden in (
        f"{MAP}/verzuim.md, regel 1",
        f"{MAP}/jongeren.md: <script>",
        f"{MAP}/status.toml",
        "1999-2000",
        "nergens",
    ):
        assert woorden in gezegd.out + gezegd.err
    assert len(report_faults(live)) == 5


def test_sentences_of_the_site_may_be_left_out_and_links_stand_last(live: Beeld, teksten: Path) -> None:
    (teksten / "verzuim.md").write_text(as_file("Onze eigen zin.", ["relatief_verzuim"]))
    (teksten / "links.md").write_text("- [Ingrado](https://ingrado.nl)")
    verslag = report(live)
    verzuim = next(h for h in verslag.hoofdstukken if h.sleutel == "verzuim")
    assert [sleutel for sleutel, _ in verzuim.zinnen] == ["verzuimmeldingen"] and verzuim.eigen
    assert as_html(live).rindex("https://ingrado.nl") > as_html(live).rindex('id="afscherming"')
    woorden = "".join(deel.text or "" for deel in docx.Document(io.BytesIO(word(verslag, ADRES))).element.body.iter())
    assert "Meer lezen" in woorden and "https://ingrado.nl" in woorden


def test_a_picture_stands_in_every_form_and_has_only_its_points(live: Beeld, teksten: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "GEHEIM"
    Image.new("RGB", (2400, 1200), "navy").save(teksten / "klas.webp", exif=exif)
    (teksten / "verhaal-a.md").write_text("# Titel\n\nVooraf.\n\n![Een lege klas](klas.webp)\n\nErna.")
    verslag = report(live)
    html = as_html(live)
    adres = "/jaarverslag/hattem/2022-2023/beeld/klas.webp"
    assert (
        'alt="Een lege klas"' in html and f'src="{adres}"' in html and 'width="1600"' in html and 'height="800"' in html
    )
    gemaakt = pdf(verslag, ADRES, code_of(ADRES))
    assert page.validate_pdf_bytes(gemaakt, profile="ua1").failures == []
    beelden = [beeld for blad in pypdf.PdfReader(io.BytesIO(gemaakt)).pages for beeld in blad.images]
    assert any(beeld.image is not None and beeld.image.size == (1600, 800) for beeld in beelden)
    document = docx.Document(io.BytesIO(word(verslag, ADRES)))
    assert "Een lege klas" in [deel.get("descr") for deel in document.element.body.iter(qn("wp:docPr"))]
    server = app.create_app().server
    antwoord = server.test_client().get(adres)
    assert antwoord.status_code == 200 and antwoord.mimetype == "image/jpeg" and b"GEHEIM" not in antwoord.data
    (teksten / "niet-genoemd.png").write_bytes(antwoord.data)
    for naam in ("niet-genoemd.png", "voorwoord.md", "..%2Fklas.webp"):
        assert server.test_client().get(adres.replace("klas.webp", naam)).status_code == 404


def test_the_previous_picture_stays_while_the_new_one_is_wrong(
    live: Beeld, teksten: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Image.new("RGB", (20, 10), "navy").save(teksten / "klas.png")
    (teksten / "verzuim.md").write_text("![Een lege klas](klas.png)")
    assert 'alt="Een lege klas"' in as_html(live)
    (teksten / "klas.png").write_bytes(b"stuk")
    assert 'alt="Een lege klas"' in as_html(live)
    assert f"{MAP}/verzuim.md, regel 1: Dit is geen plaatje" in caplog.text
    (teksten / "klas.png").unlink()
    (teksten / "verzuim.md").write_text("![](klas.png)")
    assert 'alt="Een lege klas"' in as_html(live) and "heeft geen tekst voor wie het niet ziet" in caplog.text
