"""The first screen on Monday against a count by hand; each figure opens the list of just those werkprocessen."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.team import bezoek
from data.team.termijnen import WERKSOORTEN
from pages.team import beeld, maandag
from tests.data.team.proefbeeld import JAREN, PEILDATUM, Rij, rows
from tests.pages.team.conftest import BASIS, log_in, token_of

MAANDAG = date(2025, 3, 10)
# A keyboard stops at each of these that is not folded away.
_STOP = re.compile(
    r'<a [^>]*href|<button|<select|<input(?![^>]*type="hidden")|<summary|<textarea|tabindex="0"', re.IGNORECASE
)


@pytest.fixture(autouse=True)
def kort_erna(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day after the peildatum."""
    for module in (beeld, maandag):
        monkeypatch.setattr(module, "today", lambda: PEILDATUM + timedelta(days=1))


def own() -> list[Rij]:
    return [rij for rij in rows() if rij["gemeente_code"] == "GM0148"]


def page_of(client: FlaskClient, pad: str = "/team") -> str:
    """The page as it is read without scripts."""
    return client.get(pad, base_url=BASIS).text.partition('id="inhoud"')[2].partition("</main>")[0]


def listed(client: FlaskClient, link: str) -> int:
    """How many werkprocessen a link leads to."""
    return int(re.findall(r"<p>(\d+) werkproces", client.get(html.unescape(link), base_url=BASIS).text)[0])


def days_open(rij: Rij) -> int:
    return (PEILDATUM - rij["startdatum"]).days


def test_what_came_in_and_was_closed_since_monday(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    pagina = page_of(client).partition("Thuiszitters</h2>")[0]
    assert "Nieuw sinds maandag 10 maart 2025" in pagina
    for titel, veld in (("Binnengekomen", "startdatum"), ("Afgehandeld", "einddatum")):
        aantal = sum(bool(rij[veld]) and MAANDAG <= rij[veld] <= PEILDATUM for rij in own())
        ((link, getoond),) = re.findall(rf'{titel}</h3><p class="cijfer"><a href="([^"]+)">(\d+)</a>', pagina)
        assert aantal > 0 and int(getoond) == aantal == listed(client, link)


def test_what_passed_its_term_since_monday_and_is_still_open(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {"formulier": token_of(client), "gebied": "GM0148", "termijn_verlof": "40", "termijn_vsv": "85"}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    dagen = (PEILDATUM - MAANDAG).days + 1
    per = {
        soort: sum(
            rij["soort"] == soort and rij["einddatum"] is None and term < days_open(rij) <= term + dagen
            for rij in own()
        )
        for soort, term in (("verlof", 40), ("vsv", 85))
    }
    deel = page_of(client).partition("Over de termijn gegaan</h3>")[2].partition("</article>")[0]
    assert sum(per.values()) > 0 and deel.startswith(f'<p class="cijfer">{sum(per.values())}</p>')
    links = re.findall(r'href="([^"]+)">(\d+)</a>', deel)
    assert sorted(int(n) for _, n in links) == sorted(n for n in per.values() if n)
    assert all(listed(client, link) == int(n) for link, n in links)


def test_each_soort_that_passed_its_term_has_its_list_those_folded_away_too(lokaal: Flask) -> None:
    client = log_in(lokaal, "regio")
    velden = {f"termijn_{werk.sleutel}": "40" for werk in WERKSOORTEN}
    velden |= {"formulier": token_of(client), "gebied": "MC10"}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    deel = page_of(client).partition("Over de termijn gegaan</h3>")[2].partition("</article>")[0]
    (totaal,) = re.findall(r'<p class="cijfer">(\d+)</p>', deel)
    (anders,) = re.findall(r"<summary>en (\d+) andere soort", deel)
    links = re.findall(r'href="([^"]+)">(\d+)</a>', deel)
    assert len(links) == 3 + int(anders) and sum(int(n) for _, n in links) == int(totaal)
    assert [listed(client, link) for link, _ in links] == [int(n) for _, n in links]


@pytest.mark.parametrize("tot", ["", "&tot=2024-10-01"])
def test_a_list_of_what_is_open_has_no_columns_for_an_end_that_is_not_there(tot: str, lokaal: Flask) -> None:
    # of what was open on an earlier day some was closed later, and that end is told
    client = log_in(lokaal, "dalfsen")
    tabel = page_of(client, f"/team/lijst?moment=lopend{tot}")
    koppen = re.findall(r"Sorteer op ([^\"]+)", tabel)
    ((rij, *_),) = [re.findall(r'<tr><th scope="row">.*?</tr>', tabel)]
    assert ("einde" in koppen, "afhandeling" in koppen) == ((True, True) if tot else (False, False))
    assert '"Dagen open"' in client.get(f"/team/lijst.csv?moment=lopend{tot}", base_url=BASIS).text.splitlines()[0]
    assert len(koppen) == rij.count("<td") + 1 and re.search(r'<td class="heel">\d\d-\d\d-\d{4}</td>', rij)


def test_thuiszitters_are_one_link_away(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    tabel, _, erna = page_of(client).partition("Thuiszitters</h2>")[2].partition("</table>")
    assert "zegt nog niet of de jongere nu thuis zit" in erna.partition("<h2")[0]
    verwacht = [
        sum(
            rij["soort"] == soort and rij["subsoort"] == deel and rij["einddatum"] is None and days_open(rij) > dagen
            for rij in own()
        )
        for soort, deel in (("absoluut_verzuim", None), ("relatief_verzuim", "langdurig"))
        for dagen in (28, 91)
    ]
    links = re.findall(r'href="([^"]+)">(\d+)</a>', tabel)
    assert [int(n) for _, n in links] == [n for n in verwacht if n] and max(verwacht) > 0
    assert all(listed(client, link) == int(n) for link, n in links)


def test_newer_figures_are_told_from_those_of_the_last_visit(lokaal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in(lokaal, "dalfsen")
    echt = bezoek.remember
    eerder = date(2025, 2, 14)
    monkeypatch.setattr(bezoek, "remember", lambda wie, _peil, _dag: echt(wie, eerder, eerder + timedelta(days=3)))
    page_of(client)
    monkeypatch.setattr(bezoek, "remember", echt)
    for _ in range(2):  # another look on the same day tells the same
        pagina = page_of(client)
        assert "Nieuw sinds uw vorige bezoek (cijfers tot en met 14 februari 2025)" in pagina
    aantal = sum(eerder < rij["startdatum"] <= PEILDATUM for rij in own())
    assert f">{aantal}</a>" in pagina.partition("Binnengekomen</h3>")[2].partition("</article>")[0]
    assert "Nieuw sinds maandag" in page_of(client, "/team?schooljaar=2023-2024")


def test_visits_are_kept_without_a_name(lokaal: Flask, datamap: Path) -> None:
    page_of(log_in(lokaal, "dalfsen"))
    inhoud = (datamap / "team" / "bezoeken.json").read_text()
    assert "dalfsen" not in inhoud.lower() and "2025-03-17" in inhoud


def test_old_figures_say_so(lokaal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in(lokaal, "dalfsen")
    assert "deze cijfers zijn meer dan" not in page_of(client)
    monkeypatch.setattr(beeld, "today", lambda: PEILDATUM + timedelta(days=32))
    for pad in ("/team", "/team/signalen", "/team/doorlooptijd", "/team/lijst"):
        assert "deze cijfers zijn meer dan" in page_of(client, pad)
    assert "deze cijfers zijn meer dan" not in page_of(client, "/team?schooljaar=2023-2024")


def test_september_is_counted_per_soort(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    tabel = page_of(client).partition("September: wat ligt er")[2].partition("</table>")[0]
    begin = date(2024, 8, 1)
    for soort, naam in (("verlof", "Verlof"), ("vsv", "Voortijdig schoolverlaten")):
        eigen = [rij for rij in own() if rij["soort"] == soort]
        ((eerder, over, *_),) = re.findall(rf"{naam}</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>", tabel)
        assert int(eerder) == sum(rij["einddatum"] is None and rij["startdatum"] < begin for rij in eigen)
        assert int(over) == sum(
            rij["afhandeling"] == "overdracht_nieuw_schooljaar"
            and date(2023, 10, 1) <= rij["einddatum"] <= date(2024, 9, 30)
            for rij in eigen
        )
        september = sum(date(2024, 9, 1) <= rij["startdatum"] <= date(2024, 9, 30) for rij in eigen)
        assert september == 0 or f">{september}</a>" in tabel.partition(naam)[2].partition("</tr>")[0]


def test_a_team_begins_with_terms_and_sees_where_they_come_from(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    tekst = page_of(client, "/team/instellingen")
    assert "Algemene wet bestuursrecht, artikel 4:13" in tekst and "De wet noemt geen termijn" in tekst
    assert re.search(r'name="termijn_verlof"[^>]*value="56"|value="56"[^>]*name="termijn_verlof"', tekst)
    over = sum(rij["soort"] == "verlof" and rij["einddatum"] is None and days_open(rij) > 56 for rij in own())
    assert f">{over}</a> zijn langer open dan de termijn van 56 dagen." in page_of(client)


@pytest.mark.parametrize("pad", ["/team", "/team/signalen", "/team/doorlooptijd", "/team/lijst", "/team/instellingen"])
def test_few_stops_for_a_keyboard(pad: str, lokaal: Flask) -> None:
    pagina = page_of(log_in(lokaal, "regio"), pad)
    while "<details" in pagina:  # the innermost first; what is folded keeps its one summary
        pagina = (
            re.sub(
                r"<details(?![^>]* open)[^>]*>((?!<details).)*?</details>",
                "<summary>",
                pagina,
                count=1,
                flags=re.DOTALL,
            )
            if re.search(r"<details(?![^>]* open)[^>]*>((?!<details).)*?</details>", pagina, re.DOTALL)
            else pagina.replace("<details", "<section")
        )
    assert 3 < len(_STOP.findall(pagina)) < 90


@pytest.mark.parametrize("pad", ["/team", "/team/signalen", "/team/doorlooptijd", "/team/lijst"])
def test_every_page_has_the_filters_and_keeps_them_in_its_address(pad: str, lokaal: Flask) -> None:
    pagina = page_of(log_in(lokaal, "regio"), f"{pad}?soort=verlof&gemeente=GM0148")
    formulier = pagina.partition("<form")[2].partition("</form>")[0]
    assert f'action="{pad}"' in formulier and 'method="get"' in formulier
    assert {"gemeente", "soort", "onderwijssoort", "leeftijdsgroep", "schooljaar"} <= set(
        re.findall(r'name="([^"]+)"', formulier)
    )
    assert "Verlof" in pagina.partition("Kies wat u wilt zien")[2].partition("</summary>")[0]


def test_the_whole_form_of_terms_is_kept_and_an_empty_field_is_no_term(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {f"termijn_{werk.sleutel}": str(10 + i) for i, werk in enumerate(WERKSOORTEN)}
    velden |= {"formulier": token_of(client), "gebied": "GM0148", "fte": "2,5", "norm": "40", "termijn_verlof": ""}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    getoond = dict(
        re.findall(r'<input[^>]*name="(termijn_[^"]+)"[^>]*value="(\d*)"', page_of(client, "/team/instellingen"))
    )
    assert {naam: waarde for naam, waarde in getoond.items() if waarde} == {
        naam: waarde for naam, waarde in velden.items() if naam.startswith("termijn_") and waarde
    }
    assert "Voorgesteld: 56 dagen." in page_of(client, "/team/instellingen")


def test_silence_is_no_good_news_where_nothing_could_be_seen(lokaal: Flask) -> None:
    deel = page_of(log_in(lokaal, "dalfsen")).partition("Sterkste signalen</h2>")[2].partition("<details")[0]
    assert re.search(r"Bij (\d+) van de \1 grafieken is het te weinig om te zien\.", deel)


def test_the_menu_keeps_what_is_chosen(lokaal: Flask) -> None:
    """Also from the list; the newest schooljaar goes unnamed, so that a kept address does not stay behind."""
    client = log_in(lokaal, "regio")
    paden = ("/team", "/team/signalen", "/team/doorlooptijd", "/team/telling")

    def menu(pad: str) -> list[str]:
        pagina = client.get(pad, base_url=BASIS).text.partition('aria-label="Hoofdmenu"')[2].partition("</nav>")[0]
        return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', pagina)]

    assert menu("/team") == [*paden, "/team/instellingen"]
    gekozen = "gemeente=GM0148&soort=verlof"
    for pad in (*paden, "/team/lijst"):
        verwacht = [*(f"{ander}?{gekozen}" for ander in paden), "/team/instellingen"]
        assert menu(f"{pad}?schooljaar={JAREN[-1]}&{gekozen}&ouder=3&behandelaar=L04") == verwacht
    assert menu(f"/team?schooljaar={JAREN[0]}")[1] == f"/team/signalen?schooljaar={JAREN[0]}"
