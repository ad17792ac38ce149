"""How much one question to the API takes, first and repeated, beside the bare query that could answer it.

    LEERRECHT_DATA=FOLDER python -m tests.bench.api

The question is one indicator of all gemeenten of the first region. First: nothing was kept of it. Repeated: the same
answer again, as it is kept. The bare query gives the same cells from the database, without anything said of them.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable

from sqlalchemy import select

from app import create_app
from data.publication import schema_publiek as tabel
from data.publication.databases import publieke_engine
from data.publication.readmodel import beeld
from pages.api import routes

INDICATOR = "absoluut_verzuim"
ROUNDS = 200
_OTHER = 40


def main() -> None:
    """Ask, and tell in a table."""
    logging.disable(logging.CRITICAL)
    live = beeld()
    gebieden = [g.code for g in live.gemeenten(live.regios()[0].code)]
    vraag = "&".join([f"indicator={INDICATOR}", *(f"gebied={code}" for code in gebieden)])
    client = create_app().server.test_client()
    client.get("/api/v1/schooljaren")

    def ask(aantal: int = 1000) -> None:
        antwoord = client.get(f"/api/v1/cijfers?{vraag}&aantal={aantal}")
        assert antwoord.status_code == 200

    def bare() -> None:
        c = tabel.cijfer.c
        with publieke_engine().connect() as verbinding:
            verbinding.execute(select(tabel.cijfer).where(c.indicator == INDICATOR, c.gebied.in_(gebieden))).fetchall()

    def anew() -> None:
        routes.forget()
        ask()

    sys.stdout.write("| wat | verzoeken per seconde | ms processor per verzoek |\n|---|---|---|\n")
    for naam, wat, keer in (
        ("het allereerste antwoord", ask, 1),
        ("een antwoord dat niet bewaard is", anew, _OTHER),
        ("hetzelfde antwoord nog eens", ask, ROUNDS),
        ("de kale vraag aan de database", bare, ROUNDS),
    ):
        per_seconde, ms = _measure(wat, keer)
        sys.stdout.write(f"| {naam} | {per_seconde:.0f} | {ms:.2f} |\n")


def _measure(wat: Callable[[], None], keer: int) -> tuple[float, float]:
    """How often per second, and the milliseconds that the processors worked for one."""
    begin, werk = time.perf_counter(), time.process_time()
    for _ in range(keer):
        wat()
    return keer / (time.perf_counter() - begin), 1000 * (time.process_time() - werk) / keer


if __name__ == "__main__":
    main()
