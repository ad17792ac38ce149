"""Pages of a publication in which each step occurs: the page says where else a table is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from components.words.labels import place_name
from components.words.parts_words import parts_subject
from data.cells.cells import TOTAAL
from data.cells.tableplan import NIVEAUS, Tafel, tafels
from data.publication.figures import Gebied
from data.publication.grenzen import Grenzen, Streekkaart, Vlak, as_text, boundaries_file
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, geteld, tegels
from data.views.coarser import chapter_of, coarser, coarser_chart
from data.views.themes import THEMAPAGINAS, Grafiekplan
from pages.routes import NotFound, resolve
from tests.pages import publicatie
from tests.pages.conftest import Render
from tests.pages.publicatie import VENSTER

JAREN = ("2021-2022", "2022-2023", "2023-2024", "2024-2025", "2025-2026")
GAT, IN_VENSTER, VOLGT = "2021-2022", "2023-2024", "2025-2026"
GEKOZEN: dict[tuple[str, str], tuple[Stap, Stap]] = {
    # of the gemeenten, of the region
    ("halt", TOTAAL): ("venster", "jaar"),
    ("beschermingstafel", TOTAAL): ("niet", "jaar"),
    ("processen_verbaal", TOTAAL): ("niet", "venster"),
    ("verlof", TOTAAL): ("niet", "niet"),
    ("verlof", "leeftijdsgroep"): ("niet", "niet"),
    ("relatief_verzuim", "subsoort"): ("niet", "jaar"),
    ("absoluut_verzuim", TOTAAL): ("venster", "jaar"),
    ("afgehandeld", TOTAAL): ("venster", "jaar"),
    ("afgehandeld", "afhandelingsgroep"): ("venster", "jaar"),
    ("vrijstellingen_verleend", "artikel"): ("venster", "gevouwen"),
    ("vrijstellingen_lopend", "artikel"): ("niet", "gevouwen"),
    ("absoluut_verzuim", "maand"): ("niet", "venster"),
    ("jikp", "onderwijssoort"): ("niet", "niet"),
}
STAPPEN: dict[Tafel, Stap] = {
    Tafel(ind, onder, eenheid, niveau): stap if eenheid == WERKPROCESSEN or stap == "jaar" else "niet"
    for (ind, onder), stappen in GEKOZEN.items()
    for niveau, stap in zip(NIVEAUS, stappen, strict=True)
    for eenheid in (WERKPROCESSEN, JONGEREN)
    if Tafel(ind, onder, eenheid, niveau) in tafels() and (ind, eenheid) != ("absoluut_verzuim", JONGEREN)
}
PLANNEN = [plan for thema in THEMAPAGINAS.values() for plan in thema.plans() if plan.vorm != "delen_per_jaar"]


@pytest.fixture(scope="module")
def publicatiemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with tables in every step, in place of the one of before there were any."""
    folder = tmp_path_factory.mktemp("trappen")
    publicatie.build(folder, JAREN, STAPPEN)
    return folder


@pytest.fixture(scope="module")
def kept() -> dict[str, tuple[int, str]]:
    return {}


def _vraag(gebied: Gebied, jaar: str) -> dict[str, str]:
    return {"gemeente" if gebied.soort == "gemeente" else "regio": gebied.slug, "schooljaar": jaar}


def _at(render: Render, url: str) -> str:
    """The chapter that a link names, on the page behind it."""
    stukken = re.split(r"<section\b", _page(render, url))
    return next(stuk for stuk in stukken if f'id="{url.partition("#")[2]}"' in stuk)


def _plekken(beeld: Beeld) -> Iterator[Gebied]:
    yield from (beeld.gebieden[code] for code in ("GM9011", "R2"))


# --- each thing is told somewhere --------------------------------------------------------------------------------


def test_every_table_has_a_chart_on_some_theme_page() -> None:
    for tafel in tafels():
        ind, binnen = INDICATOREN[tafel.indicator], ""
        if tafel.uitsplitsing == "soort_afhandeling":
            binnen = "vsv"
        assert chapter_of(ind, tafel.uitsplitsing, binnen)


@pytest.mark.parametrize("jaar", [GAT, IN_VENSTER, VOLGT])
def test_what_is_not_told_here_has_its_chart_where_the_page_points(proef: Beeld, render: Render, jaar: str) -> None:
    from pages.told_links import link_in

    gezien: set[str] = set()
    for gebied in _plekken(proef):
        for thema, pagina in THEMAPAGINAS.items():
            _, html = render(f"/{thema}", _vraag(gebied, jaar))
            for plan in (p for p in pagina.plans() if p in PLANNEN):
                grover = coarser_chart(proef, plan, gebied.code, jaar)
                if grover is None:
                    continue
                gezien.add(grover.stap)
                onderwerp = _kop(plan)
                if grover.is_here:
                    assert f"{onderwerp} in {place_name(gebied)}" in html, plan
                    continue
                for plek in filter(None, (grover.plek, grover.anders)):
                    url = link_in(proef)(grover, plek)
                    hoofdstuk = _at(render, url)
                    doel = place_name(proef.gebieden[plek.gebied])
                    assert f"{onderwerp} in {doel}" in hoofdstuk, url
                    assert url.replace("&", "&amp;") in html or f"{onderwerp} in {place_name(gebied)}" in html, url
    assert gezien == {"venster", "niet"}


def _kop(plan: Grafiekplan) -> str:
    return parts_subject(plan.indicator, plan.uitsplitsing, plan.binnen)


@pytest.mark.parametrize("jaar", JAREN)
def test_no_page_takes_a_venster_for_a_schooljaar_or_calls_anything_too_small(
    proef: Beeld, render: Render, jaar: str
) -> None:
    for gebied in _plekken(proef):
        paginas = [(f"/{thema}", _vraag(gebied, jaar)) for thema in THEMAPAGINAS]
        if gebied.soort == "gemeente":
            paginas += [(f"/gemeente/{gebied.slug}", {"schooljaar": jaar, "indicator": i}) for i in ("halt", "verlof")]
        else:
            paginas += [("/", {**_vraag(gebied, jaar), "indicator": i}) for i in ("halt", "verlof")]
        for pad, vraag in paginas:
            status, html = render(pad, vraag)
            assert status == 200
            assert f"schooljaar={VENSTER}" not in html and f"schooljaar {VENSTER}" not in html.lower()
            assert "te klein" not in html and "Geen bron noemt" not in html


def test_a_venster_is_no_schooljaar_in_an_address(render: Render) -> None:
    for pad in ("/gemeente/eedorp", "/verzuim", "/vergelijken", "/"):
        assert render(pad, {"schooljaar": VENSTER})[0] == 404


# --- what the pages say ------------------------------------------------------------------------------------------


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("pad", "gebied", "jaar", "zin"),
    [
        ("/verzuim", "eedorp", IN_VENSTER, f"In {VENSTER} (drie schooljaren samen) ging het in Eedorp om"),
        ("/verzuim", "eedorp", IN_VENSTER, "Beschermingstafel: alleen voor de regio ."),
        ("/verzuim", "eedorp", IN_VENSTER, f"Processen-verbaal: alleen voor de regio, over {VENSTER} samen ."),
        ("/verzuim", "eedorp", VOLGT, "zit er nog niet bij: dat volgt na schooljaar 2027-2028."),
        ("/verzuim", "eedorp", GAT, f"Schooljaar {GAT} zit er niet bij."),
        ("/verzuim", "eedorp", IN_VENSTER, "Verlofaanvragen: tonen we niet, zodat niemand herkend wordt."),
        ("/verzuim", "anderland", IN_VENSTER, "Verlofaanvragen: tonen we niet, zodat niemand herkend wordt."),
        ("/vrijstellingen", "eedorp", IN_VENSTER, f"in Eedorp, {VENSTER}, drie schooljaren samen (zaken)"),
        ("/vrijstellingen", "anderland", IN_VENSTER, "Andere artikelen"),
        ("/vrijstellingen", "anderland", IN_VENSTER, "zijn artikel 3a, artikel 3b en artikel 5a samen"),
        ("/vrijstellingen", "eedorp", VOLGT, f"volgt na schooljaar 2027-2028; wel over {VENSTER} samen"),
        ("/doorstroompunt", "anderland", GAT, "tonen we niet, zodat niemand herkend wordt"),
    ],
)
def test_the_page_says_in_few_words_where(
    proef: Beeld, render: Render, pad: str, gebied: str, jaar: str, zin: str
) -> None:
    plaats = proef.gebied_van_slug(gebied)
    assert plaats
    assert zin in _plain(render(pad, _vraag(plaats, jaar))[1])


def test_a_sum_over_three_years_has_no_change_no_verdict_and_no_jongeren(render: Render) -> None:
    _, html = render("/gemeente/eedorp", {"schooljaar": IN_VENSTER, "indicator": "halt"})
    stuk = _plain(next(s for s in re.split(r"<section\b", html) if 'id="ontwikkeling"' in s))
    assert "drie schooljaren samen" in stuk
    for woord in ("toeval", "trend", "stijging", "daling", "per 1.000", "gemiddelde", "(jongeren)"):
        assert woord not in stuk, woord


# --- tiles -------------------------------------------------------------------------------------------------------


def _tile(render: Render, slug: str, jaar: str, titel: str, pad: str = "/gemeente/{}") -> str:
    """The words of one tile; all five stand."""
    html = render(pad.format(slug), {"schooljaar": jaar})[1]
    kern = next(
        s for s in re.split(r"<section\b", html) if 'id="kerncijfers"' in s or ("insluiten" in pad and "tegels" in s)
    )
    gevonden = [t for t in re.findall(r"<article\b.*?</article>", kern, re.DOTALL) if 'class="tegel' in t[:60]]
    assert len(gevonden) == len(tegels())
    return _plain(next(t for t in gevonden if f"<h3>{titel}" in t))


@pytest.mark.parametrize("pad", ["/gemeente/{}", "/insluiten/{}"])
def test_a_tile_that_is_told_over_three_years_shows_their_number_with_the_period(render: Render, pad: str) -> None:
    tekst = _tile(render, "eedorp", IN_VENSTER, "Afgeronde zaken", pad)
    assert re.search(rf"\d+ ?zaken {VENSTER}, drie schooljaren samen\.", tekst)
    assert "(afgehandelde werkprocessen)" in tekst and "zodat niemand herkend wordt" in tekst
    for woord in ("toeval", "regio", "per 1.000", "niet bij", "jongeren", "onbekend"):
        assert woord not in tekst, woord


@pytest.mark.parametrize(
    ("jaar", "zin"),
    [
        (VOLGT, f"Schooljaar {VOLGT} zit er nog niet bij: dat volgt na schooljaar 2027-2028."),
        (GAT, f"Schooljaar {GAT} zit er niet bij."),
    ],
)
def test_a_tile_says_when_its_schooljaar_is_not_in_the_three(render: Render, jaar: str, zin: str) -> None:
    tekst = _tile(render, "eedorp", jaar, "Afgeronde zaken")
    assert re.search(rf"\d+ ?zaken {VENSTER}, drie schooljaren samen\.", tekst) and zin in tekst


def test_jongeren_of_a_schooljaar_that_are_hidden_give_way_to_three_years_and_those_shown_do_not(
    render: Render,
) -> None:
    verborgen = _tile(render, "beedorp", IN_VENSTER, "Absoluut verzuim")
    assert re.search(rf"9 ?zaken {VENSTER}, drie schooljaren samen\.", verborgen)
    assert "afgeschermd" not in verborgen and "VOORBEELD" in verborgen
    getoond = _tile(render, "eedorp", IN_VENSTER, "Absoluut verzuim")
    assert "drie schooljaren" not in getoond and re.search(r"\d+ ?van de 4\.00\d jongeren", getoond)


def test_the_way_from_such_a_tile_is_to_its_three_years(proef: Beeld, render: Render) -> None:
    html = render("/gemeente/beedorp", {"schooljaar": IN_VENSTER, "indicator": "absoluut_verzuim"})[1]
    stuk = _plain(next(s for s in re.split(r"<section\b", html) if 'id="ontwikkeling"' in s))
    assert f"In {VENSTER} (drie schooljaren samen) ging het in Beedorp om 9 zaken." in stuk
    tabel = _plain(html[html.index('id="alle-onderwerpen"') :])
    assert re.search(rf"Absoluut verzuim 9 {VENSTER}, drie schooljaren samen afgeschermd", tabel)
    assert re.search(r"Absoluut verzuim\s+\d+ ", _plain(render("/gemeente/eedorp", {"schooljaar": IN_VENSTER})[1]))


def test_the_table_of_all_subjects_tells_the_sum_or_where_it_is(render: Render) -> None:
    html = render("/gemeente/eedorp", {"schooljaar": IN_VENSTER})[1]
    tabel = _plain(html[html.index('id="alle-onderwerpen"') :])
    assert re.search(rf"Halt \d+ {VENSTER}, drie schooljaren samen", tabel)
    assert "Beschermingstafel alleen voor de regio" in tabel
    assert "onbekend" not in tabel


def test_the_overview_shows_gemeenten_over_three_years_without_ranking_them(render: Render) -> None:
    tekst = _plain(render("/", {"regio": "anderland", "schooljaar": IN_VENSTER, "indicator": "halt"})[1])
    assert f"Halt, {VENSTER}, drie schooljaren samen" in tekst
    assert "Een grote gemeente heeft er vanzelf meer." in tekst
    tekst = _plain(render("/", {"regio": "anderland", "schooljaar": IN_VENSTER, "indicator": "beschermingstafel"})[1])
    assert "Beschermingstafel: alleen voor de regio" in tekst


def test_a_map_tells_three_years_together_without_a_colour_of_a_verdict(
    render: Render, proef: Beeld, publicatiemap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vraag = {"regio": "anderland", "schooljaar": IN_VENSTER, "indicator": "halt"}
    vakken = re.findall(r'<a[^>]*data-naam="([^"]*)"[^>]*>(.*?)</a>', render("/", vraag)[1])
    getallen = {naam: re.search(r'kaart-waarde">([^<]+)<', vak) for naam, vak in vakken if "kaart-naam" in vak}
    assert any(getallen.values()) and not any("kaart-teken" in vak for _, vak in vakken)
    kopie = shutil.copytree(publicatiemap, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("LEERRECHT_DATA", str(kopie))
    omtrek = {g.code: Vlak("M0 0l9 0 0 9z", 4, 5, 3) for g in proef.gemeenten("R2")}
    boundaries_file().write_text(as_text(Grenzen("Landmeter", "CC0", {"R2": Streekkaart(100, omtrek)})))
    kaart = render("/", {**vraag, "x": "1"})[1]
    titels = dict(re.findall(r"<title>([^:<]+): ([^<]*)</title>", kaart))
    assert {naam: titels.get(naam) for naam in getallen} == {
        n: g[1] if g else "geen cijfer" for n, g in getallen.items()
    }
    soorten = re.findall(r'class="vlak (\w+)"', kaart)
    assert sorted(soorten) == sorted("ongetoetst" if getal else "onbekend" for getal in getallen.values())


def test_a_region_says_once_that_who_moved_counts_in_each_gemeente(render: Render) -> None:
    for pad in ("/", "/verzuim"):
        tekst = _plain(render(pad, {"regio": "anderland", "schooljaar": IN_VENSTER})[1])
        assert len(re.findall(r"wie verhuisde,? (?:telt )?in elke gemeente", tekst)) == 1, pad


def test_a_file_has_the_venster_in_the_column_of_the_schooljaar(proef: Beeld) -> None:
    from data.opendata.tabel import counted_items, rows
    from pages.chart_pieces import parts_piece_of, parts_years_piece_of, topics_rows_of, years_piece_of

    vraag = {"gemeente": "eedorp", "schooljaar": IN_VENSTER, "pagina": "verzuim", "indicator": "halt"}
    jaren = years_piece_of(proef, vraag)
    assert jaren and [regel["schooljaar"] for regel in jaren[0].regels] == [VENSTER] and jaren[0].teken is None
    vraag |= {"indicator": "vrijstellingen_verleend", "uitsplitsing": "artikel"}
    delen = parts_piece_of(proef, vraag)
    assert delen and {regel["schooljaar"] for regel in delen[0].regels} == {VENSTER}
    assert "drie schooljaren samen" in delen[0].titel
    assert parts_years_piece_of(proef, vraag) is None
    rijen = topics_rows_of(proef, {"gemeente": "eedorp", "schooljaar": IN_VENSTER})
    assert rijen
    per_indicator = {rij["indicator"]: rij["schooljaar"] for rij in rijen[2]}
    assert per_indicator["halt"] == VENSTER and "beschermingstafel" not in per_indicator
    alle = {
        (rij["indicator"], rij["gebied"]) for rij in rows(proef, counted_items(proef)) if rij["schooljaar"] == VENSTER
    }
    assert ("halt", "GM9011") in alle and ("processen_verbaal", "R2") in alle


def test_a_link_for_all_gemeenten_leads_to_all_gemeenten(render: Render) -> None:
    html = render("/", {"regio": "anderland", "schooljaar": GAT, "indicator": "halt"})[1]
    paneel = html[html.index("Halt per gemeente") :]
    doel = re.findall(r'href="(/\?[^"]*)"', paneel)[0].replace("&amp;", "&")
    assert doel == "/?regio=anderland&schooljaar=2024-2025&indicator=halt"
    assert f"Halt, {VENSTER}, drie schooljaren samen" in _plain(_page(render, doel))


def _page(render: Render, url: str) -> str:
    adres, _, vraag = url.partition("#")[0].partition("?")
    status, html = render(adres, dict(deel.split("=", 1) for deel in vraag.split("&") if deel))
    assert status == 200, url
    return html


def test_every_link_leads_to_a_page_and_headings_step_down(proef: Beeld, render: Render) -> None:
    adressen = [
        f"/verzuim?gemeente=eedorp&schooljaar={VOLGT}",
        f"/vrijstellingen?regio=anderland&schooljaar={GAT}",
        f"/gemeente/eedorp?schooljaar={GAT}&indicator=halt",
        f"/?regio=anderland&schooljaar={IN_VENSTER}&indicator=beschermingstafel",
        "/vergelijken?gemeente=eedorp&indicator=halt",
        "/toelichting",
    ]
    for adres in adressen:
        html = _page(render, adres)
        koppen = [int(kop) for kop in re.findall(r"<h([1-6])[ >]", html)]
        assert all(na <= voor + 1 for voor, na in pairwise(koppen)), adres
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), adres
        for doel in {d.replace("&amp;", "&") for d in re.findall(r'href="(/[^"]*)"', html)}:
            pad, _, vraag = doel.partition("#")[0].partition("?")
            if not pad.startswith(("/download", "/assets", "/insluiten/beeld")):
                assert not isinstance(resolve(proef, pad, vraag), NotFound), (adres, doel)


# --- comparing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", ["halt", "beschermingstafel", "verlof", "absoluut_verzuim", "verzuim_totaal"])
def test_only_what_is_told_for_a_schooljaar_is_compared(render: Render, indicator: str) -> None:
    for met in ("regio", "eerder"):
        status, html = render("/vergelijken", {"gemeente": "eedorp", "indicator": indicator, "met": met})
        assert status == 200
        keuzes = re.findall(r"schooljaar=(\d{4}-\d{4})", html)
        assert all(map(schooljaar.is_schooljaar, keuzes))
        coarse = indicator in ("halt", "beschermingstafel", "verlof")
        assert ("Waar staat dit wel?" in html) == coarse


def test_a_part_that_is_told_coarser_is_not_compared(render: Render) -> None:
    vraag = {"gemeente": "eedorp", "indicator": "vrijstellingen_verleend", "schooljaar": IN_VENSTER}
    assert "Artikel 5 onder a" not in _plain(render("/vergelijken", vraag)[1])
    status, html = render("/vergelijken", {**vraag, "deel": "artikel:art_5a"})
    assert status in (200, 404) and f"schooljaar={VENSTER}" not in html


def test_who_asks_in_jongeren_what_is_told_in_cases_gets_cases(render: Render) -> None:
    vraag = {"gemeente": "eedorp", "indicator": "verzuim_totaal", "eenheid": JONGEREN, "schooljaar": IN_VENSTER}
    status, html = render("/vergelijken", vraag)
    assert status == 200 and "eenheid=werkprocessen" in html and "Hier is niets te tonen" not in html


def test_jongeren_are_not_offered_where_they_are_not_told(proef: Beeld) -> None:
    for ind in geteld():
        for gebied in ("GM9011", "R2"):
            in_plan = Tafel(ind.key, TOTAAL, JONGEREN, "gemeente" if gebied != "R2" else "regio")
            eenheden = proef.eenheden(ind, gebied, "levering")
            told = in_plan in tafels() and STAPPEN.get(in_plan, "jaar") != "niet"
            assert (JONGEREN in eenheden) == told, (ind.key, gebied)


# --- the reckoning behind it -------------------------------------------------------------------------------------


def test_where_a_table_is_told(proef: Beeld) -> None:
    def grover(ind: str, gebied: str, jaar: str, onder: str = TOTAAL):  # type: ignore[no-untyped-def]
        return coarser(proef, INDICATOREN[ind], onder, gebied, jaar)

    halt = grover("halt", "GM9011", IN_VENSTER)
    assert halt and halt.is_here and halt.plek.periode == VENSTER
    straks = grover("halt", "GM9011", VOLGT)
    assert straks and straks.volgt_na == "2027-2028" and straks.anders.periode == VENSTER
    assert straks.plek.gebied == "R2" and straks.plek.periode == VOLGT
    gat = grover("halt", "GM9011", GAT)
    assert gat and not gat.volgt_na and gat.anders.periode == VENSTER
    regio = grover("processen_verbaal", "GM9011", VOLGT)
    assert regio and regio.volgt_na == "2027-2028" and regio.plek is None and regio.anders.gebied == "R2"
    nergens = grover("verlof", "R2", IN_VENSTER)
    assert nergens and nergens.plek is None and nergens.anders is None
    assert grover("halt", "R2", IN_VENSTER) is None
    assert grover("jongeren_5_18", "GM9011", IN_VENSTER) is None
    assert grover("vrijstellingen_lopend", "R2", IN_VENSTER, "artikel") is None
