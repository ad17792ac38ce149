"""The jaarverslag in Word: readable without seeing it, with the figures of the files, and renewed around own text."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from components.annual.model import Jaarverslag
from components.annual.word_controls import controls_in
from components.annual.word_form import EIGEN, saved, word
from components.annual.word_renew import WordFout, read_word, renew
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from etl.__main__ import main
from pages.report_content import content
from tests.verslagcijfers import Regel, published, rows_of, wrong_figures

ADRES = "https://voorbeeld.nl/jaarverslag/hattem/2022-2023"


@pytest.fixture
def live(published_data: Path, proef: Beeld, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, live instead of the small publication."""
    monkeypatch.setenv("LEERRECHT_DATA", str(published_data))
    return read_live()


@pytest.fixture
def verslag(live: Beeld) -> Jaarverslag:
    """The report of Hattem."""
    hattem = live.gebied_van_slug("hattem")
    assert hattem is not None
    return content(live, hattem, "2022-2023")


def opened(inhoud: bytes) -> Document:
    return docx.Document(io.BytesIO(inhoud))


def body(document: Document) -> Any:
    return document.element.body


def tables_in(document: Document) -> list[list[Regel]]:
    """Heads and rows of every table but the figures of the first page, which have no number."""
    tabellen = [
        [tuple("".join(t.text or "" for t in cel.iter(qn("w:t"))) for cel in rij.iter(qn("w:tc"))) for rij in tabel]
        for tabel in ([*t.iter(qn("w:tr"))] for t in body(document).iter(qn("w:tbl")))
    ]
    return tabellen[1:]


# --- the five checks -----------------------------------------------------------------------------------------------
def faults(inhoud: bytes) -> list[str]:
    """What a reader who does not see would miss."""
    document, fout = opened(inhoud), []
    stijlen = [p.get(qn("w:val")) for p in body(document).iter(qn("w:pStyle"))]
    if stijlen.count("Title") != 1 or not stijlen.count("Heading1") or not stijlen.count("Heading2"):
        fout.append("koppen")
    for tabel in body(document).iter(qn("w:tbl")):
        eerste = next(tabel.iter(qn("w:tr")))
        uiterlijk = tabel.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        if eerste.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None or uiterlijk.get(qn("w:firstRow")) != "1":
            fout.append("kopregel")
        namen = [tabel.find(f"{qn('w:tblPr')}/{qn(f'w:{wat}')}") for wat in ("tblCaption", "tblDescription")]
        if any(naam is None or not naam.get(qn("w:val")) for naam in namen):
            fout.append("tabeltitel")
    if any(not beeld.get("descr") for beeld in body(document).iter(qn("wp:docPr"))):
        fout.append("alternatieve tekst")
    talen = {taal.get(qn("w:val")) for taal in document.styles.element.iter(qn("w:lang"))}
    if talen != {"nl-NL"} or document.core_properties.language != "nl-NL" or not document.core_properties.title:
        fout.append("taal")
    return fout


def test_every_report_passes_the_checks_and_has_the_figures_of_the_files(live: Beeld) -> None:
    gegeven, fout = published(live), []
    for plek in (*live.gemeenten(), *live.regios()):
        verslag = content(live, plek, live.voorkeursjaar(plek.code))
        inhoud = word(verslag, ADRES)
        fout += [f"{plek.naam}: {wat}" for wat in faults(inhoud)]
        tabellen = tables_in(opened(inhoud))
        assert tabellen == rows_of(verslag)
        fout += wrong_figures(verslag, tabellen, gegeven)
        assert len(list(body(opened(inhoud)).iter(qn("wp:docPr")))) == len(verslag.figures())
    assert fout == []


@pytest.mark.parametrize(
    ("deel", "van", "naar", "wat"),
    [
        ("word/document.xml", b"<w:tblHeader", b"<w:cantSplit", "kopregel"),
        ("word/document.xml", b"<w:tblCaption", b"<w:tblCaptio", "tabeltitel"),
        ("word/document.xml", b'descr="', b'ander="', "alternatieve tekst"),
        ("word/document.xml", b'w:val="Heading1"', b'w:val="Normal"', "koppen"),
        ("word/styles.xml", b"nl-NL", b"en-US", "taal"),
    ],
)
def test_a_planted_fault_is_seen(verslag: Jaarverslag, deel: str, van: bytes, naar: bytes, wat: str) -> None:
    goed, uit = word(verslag, ADRES), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(goed)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            doel.writestr(naam, bron.read(naam).replace(van, naar) if naam == deel else bron.read(naam))
    assert faults(goed) == [] and wat in faults(uit.getvalue())


def test_the_same_content_gives_the_same_bytes_and_each_control_one_name(verslag: Jaarverslag) -> None:
    inhoud = word(verslag, ADRES)
    assert inhoud == word(verslag, ADRES)
    namen = [tag for tag, _ in controls_in(body(opened(inhoud)))]
    assert len(namen) == len(set(namen)) and all(len(naam) <= 64 for naam in namen)
    cellen = [vak for tabel in verslag.tables() for rij in tabel.rijen for vak in rij.vakken if vak.cel]
    assert sum(naam.startswith("cijfer-") for naam in namen) >= len(cellen)


# --- renewing ------------------------------------------------------------------------------------------------------
def test_every_chapter_is_in_the_contents_list_and_found_from_it(verslag: Jaarverslag) -> None:
    lichaam = body(opened(word(verslag, ADRES)))
    plekken = {
        merk.get(qn("w:name")): "".join(deel.text or "" for deel in merk.getparent().iter(qn("w:t")))
        for merk in lichaam.iter(qn("w:bookmarkStart"))
    }
    links = [
        (link.get(qn("w:anchor")), "".join(deel.text or "" for deel in link.iter(qn("w:t"))))
        for link in lichaam.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    ]
    assert [titel for _, titel in links] == [f"{h.nummer}. {h.titel}" for h in verslag.hoofdstukken]
    assert dict(links) == plekken and len(plekken) == len(verslag.hoofdstukken)


def test_renewing_leaves_own_words_and_makes_the_figures_new(verslag: Jaarverslag) -> None:
    goed = word(verslag, ADRES)
    document, welk = read_word(goed)
    assert (welk.slug, welk.jaar, welk.publicatie) == ("hattem", "2022-2023", verslag.publicatie)
    for tag, sdt in controls_in(body(document)):
        teksten = list(sdt.iter(qn("w:t")))
        if tag.startswith("eigen-verzuim"):
            teksten[0].text = "Wij gingen langs alle scholen."
        elif tag.startswith("cijfer-"):
            teksten[0].text = "999"
        elif tag.startswith("zinnen-jongeren"):
            teksten[0].text = "Onze eigen zin."
    los = document.add_paragraph("Een alinea tussen de besturingselementen.")
    body(document).insert(3, los._p)
    vernieuwd = renew(document, goed, verslag, ADRES)
    uit = opened(vernieuwd.inhoud)
    assert tables_in(uit) == rows_of(verslag) and vernieuwd.gelaten == ("jongeren",)
    tekst = "\n".join(t.text or "" for t in body(uit).iter(qn("w:t")))
    assert "Wij gingen langs alle scholen." in tekst and "Een alinea tussen" in tekst and "Onze eigen zin." in tekst
    assert "999" not in tekst and faults(vernieuwd.inhoud) == []
    assert tekst.count(EIGEN) == len(verslag.hoofdstukken) + 1


def test_renewing_what_nobody_touched_changes_nothing(verslag: Jaarverslag) -> None:
    goed = word(verslag, ADRES)
    eens = renew(read_word(goed)[0], goed, verslag, ADRES).inhoud
    assert eens == goed and renew(read_word(eens)[0], goed, verslag, ADRES).inhoud == goed


@pytest.mark.parametrize(("dubbel", "woord"), [(False, "weggehaald"), (True, "2 keer")])
def test_a_control_that_is_gone_or_double_is_refused(verslag: Jaarverslag, dubbel: bool, woord: str) -> None:
    goed = word(verslag, ADRES)
    document, _ = read_word(goed)
    sdt = next(sdt for tag, sdt in controls_in(body(document)) if tag == "cijfers-verzuim")
    if dubbel:
        sdt.addnext(copy.deepcopy(sdt))
    else:
        sdt.getparent().remove(sdt)
    with pytest.raises(WordFout) as fout:
        renew(document, goed, verslag, ADRES)
    assert (
        woord in fout.value.melding
        and "‘" in fout.value.melding
        and "haal het verslag opnieuw op" in fout.value.remedie
    )


@pytest.mark.parametrize("inhoud", [b"geen Word", b"", b"PK\x03\x04 half"])
def test_what_is_no_word_file_is_refused(inhoud: bytes) -> None:
    with pytest.raises(WordFout):
        read_word(inhoud)


def test_a_file_of_somebody_else_is_refused() -> None:
    with pytest.raises(WordFout, match="van welke gemeente"):
        read_word(saved(docx.Document()))


def test_the_command_renews_a_file_in_place_and_says_so(
    live: Beeld, verslag: Jaarverslag, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "verslag.docx"
    bestand.write_bytes(word(verslag, ADRES))
    assert main(["verslag", "bijwerken", str(bestand)]) == 0
    assert bestand.read_bytes() == word(verslag, ADRES) and verslag.publicatie in capsys.readouterr().err
    document, _ = read_word(bestand.read_bytes())
    sdt = next(sdt for tag, sdt in controls_in(body(document)) if tag == "kop-verzuim")
    sdt.getparent().remove(sdt)
    stuk = saved(document)
    bestand.write_bytes(stuk)
    assert main(["verslag", "bijwerken", str(bestand)]) == 2
    assert bestand.read_bytes() == stuk and "weggehaald" in capsys.readouterr().err
