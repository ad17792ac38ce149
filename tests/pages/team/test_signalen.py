"""The share within the term on the signals page against a count by hand of the same rows."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from flask import Flask

from components.words.notation import format_decimal, format_month
from tests.data.team.proefbeeld import Rij, rows
from tests.pages.team.conftest import BASIS, log_in, token_of

# The first whole year with deliveries is 2021-2022; March 2025 was not over on the peildatum.
EERSTE, NA = date(2022, 8, 1), date(2025, 3, 1)
TERMIJN = 30


def per_month(eigen: list[Rij]) -> Counter[date]:
    return Counter(r["einddatum"].replace(day=1) for r in eigen if r["einddatum"] and EERSTE <= r["einddatum"] < NA)


def lines(deel: Counter[date], alle: Counter[date]) -> list[str]:
    """The head and the first cell of every month, the newest first."""
    return [
        f"{format_month(maand)}{format_decimal(100 * deel[maand] / alle[maand])}% ({deel[maand]} van {alle[maand]})"
        for maand in sorted(alle, reverse=True)
    ]


def test_the_share_is_what_the_rows_say(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {"formulier": token_of(client), "gebied": "GM0148", "termijn_verlof": str(TERMIJN)}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    pagina = client.get("/team/signalen?soort=verlof", base_url=BASIS).text
    eigen = [rij for rij in rows() if rij["gemeente_code"] == "GM0148" and rij["soort"] == "verlof"]
    op_tijd = [rij for rij in eigen if rij["einddatum"] and rij["doorlooptijd"] <= TERMIJN]
    tabellen = [re.sub(r"<[^>]+>", "", deel) for deel in re.findall(r"<table.*?</table>", pagina, re.DOTALL)]
    (tabel,) = [tekst for tekst in tabellen if "binnen de termijn" in tekst.partition("Maand")[0]]
    verwacht = lines(per_month(op_tijd), per_month(eigen))
    assert len(verwacht) > 20 and [regel for regel in verwacht if regel in tabel] == verwacht


def test_without_a_term_nothing_is_said_to_be_in_time(lokaal: Flask) -> None:
    client = log_in(lokaal, "dalfsen")
    velden = {"formulier": token_of(client), "gebied": "GM0148"}
    assert client.post("/team/instellingen", data=velden, base_url=BASIS).status_code == 303
    tekst = client.get("/team/signalen", base_url=BASIS).text
    assert "Binnen de termijn" not in tekst and "Stel termijnen in" in tekst


def test_counts_without_two_years_to_compare_are_not_judged(lokaal: Flask) -> None:
    tekst = log_in(lokaal, "roermond").get("/team/signalen", base_url=BASIS).text
    assert "Er is geen signaal." in tekst and "past het aantal bij de gewone schommeling" not in tekst
    assert "nog geen twee schooljaren om mee te vergelijken" in tekst and "grafieken in een tabel" in tekst


def test_every_count_of_the_chart_is_what_the_rows_say(lokaal: Flask) -> None:
    pagina = log_in(lokaal, "dalfsen").get("/team/signalen?soort=verlof", base_url=BASIS).text
    eigen = [rij for rij in rows() if rij["gemeente_code"] == "GM0148" and rij["soort"] == "verlof"]
    per_maand = Counter(rij["startdatum"].replace(day=1) for rij in eigen)
    (tabel,) = [deel for deel in re.findall(r"<table.*?</table>", pagina, re.DOTALL) if "instroom per maand" in deel]
    cellen = re.findall(r"<tr[^>]*><th[^>]*>([^<]+ 20\d\d)</th><td[^>]*>(?:<a[^>]*>)?(\d+)", tabel)
    verwacht = {
        format_month(date(2024 + m // 12, 1 + m % 12, 1)): per_maand[date(2024 + m // 12, 1 + m % 12, 1)]
        for m in range(14)
    }
    assert len(cellen) >= 14 and {maand: int(n) for maand, n in cellen[:14]} == verwacht
