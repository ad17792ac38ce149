"""Draws chains of publications of regions nobody has seen, and attacks all editions of each together.

`python -m tests.bench.chains [--ketens N] [--zaad N] [--vernieuwen]`: per chain a region of two or three gemeenten is
published, then three more times after late cases, cases taken out, corrections, a move or growth, or with a delivery
taken back. The attacker (`tests.etl.keuring.aanvaller`) has the exported files alone and shares no code with what
chose. Prints per kind of chain how many figures came out too closely; exit status 1 when any did. `--vernieuwen` tells
anew what otherwise stays as it was, which is harder to protect.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from data.publication.databases import publieke_engine
from data.publication.readmodel import read_beeld
from etl.intern import open_intern
from etl.intern.leveringen import withdraw
from etl.meldingen import PublicatieFout
from etl.publicatie.exporteren import export
from etl.publicatie.publiceren import publish
from tests.etl.keuring.aanvaller import Uitslag, attack
from tests.etl.keuring.toneel import Rij, Toneel, deliver, late, make_rows, places, stage
from tests.etl.keuring.uitvoer import Kennis, read_export

Stap = Callable[[random.Random, Toneel, list[Rij]], list[Rij]]
LENGTE = 4


def few_late(toeval: random.Random, toneel: Toneel, rijen: list[Rij]) -> list[Rij]:
    """A few late cases in each gemeente."""
    return [*rijen, *late(toneel, {code: toeval.randrange(1, 9) for code in toneel.zaken}, toeval.randrange(10**6))]


def grow(toeval: random.Random, toneel: Toneel, rijen: list[Rij]) -> list[Rij]:
    """About as many cases again."""
    return [*rijen, *late(toneel, dict(toneel.zaken), toeval.randrange(10**6))]


def take_out(toeval: random.Random, _: Toneel, rijen: list[Rij]) -> list[Rij]:
    """Some cases less."""
    weg = set(toeval.sample(range(len(rijen)), toeval.randrange(1, 7)))
    return [rij for n, rij in enumerate(rijen) if n not in weg]


def correct(toeval: random.Random, _: Toneel, rijen: list[Rij]) -> list[Rij]:
    """Some cases of young people who turn out to be at a vso school."""
    anders = set(toeval.sample(range(len(rijen)), toeval.randrange(1, 7)))
    return [
        {**rij, "onderwijssoort": "vso"} if n in anders and rij["onderwijssoort"] == "vo" else rij
        for n, rij in enumerate(rijen)
    ]


def move(toeval: random.Random, toneel: Toneel, rijen: list[Rij]) -> list[Rij]:
    """Some cases that turn out to be of another gemeente."""
    anders = set(toeval.sample(range(len(rijen)), toeval.randrange(1, 5)))
    naar = max(toneel.zaken)
    return [{**rij, "gemeente_code": naar} if n in anders else rij for n, rij in enumerate(rijen)]


SOORTEN: dict[str, tuple[Stap, ...]] = {
    "late zaken": (few_late,),
    "late zaken en groei": (few_late, few_late, grow),
    "weg, verbeterd, verhuisd": (take_out, correct, move),
    "van alles": (few_late, take_out, correct, move, grow),
}


def attack_chain(soort: str, zaad: int, *, vernieuwen: bool) -> tuple[int, Uitslag]:
    """Publish a chain that is drawn, and attack it: how many publications were refused, and what came out."""
    toeval = random.Random(f"{soort} {zaad}")
    toneel = places([toeval.randrange(20, 90) for _ in range(toeval.randrange(2, 4))], zaad=zaad)
    kennis, geweigerd = Kennis(), 0
    with tempfile.TemporaryDirectory() as naam, stage(toneel, Path(naam)) as map_:
        rijen = make_rows(toneel)
        for nummer in range(1, LENGTE + 1):
            if nummer == LENGTE and soort == "van alles":
                with open_intern(schrijven=True) as verbinding:
                    withdraw(verbinding, nummer - 1, "toch niet")
                    verbinding.commit()
            else:
                rijen = toeval.choice(SOORTEN[soort])(toeval, toneel, rijen) if nummer > 1 else rijen
                deliver(toneel, rijen, nummer)
            try:
                with open_intern(schrijven=True) as verbinding:
                    publish(verbinding, lambda _: None, nog_een_uitgave=True, vernieuwen=vernieuwen)
            except PublicatieFout:
                geweigerd += 1
                continue
            export(read_beeld(publieke_engine()), map_ / f"uit{nummer}")
            gelezen = read_export(map_ / f"uit{nummer}", nummer)
            kennis.add(gelezen)
            kennis.learn_flow(gelezen)
            if nummer > 1 and soort.startswith("late"):
                kennis.link(nummer - 1, nummer)
    return geweigerd, attack(kennis)


def main() -> int:
    """Draw, publish, attack and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ketens", type=int, default=10)
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument("--vernieuwen", action="store_true")
    args = parser.parse_args()
    lek = 0
    for soort in SOORTEN:
        begin, vondsten, verborgen, geweigerd = time.monotonic(), 0, 0, 0
        for zaad in range(args.zaad, args.zaad + args.ketens):
            niet, uitslag = attack_chain(soort, zaad, vernieuwen=args.vernieuwen)
            vondsten, verborgen, geweigerd = (
                vondsten + len(uitslag.vondsten),
                verborgen + uitslag.verborgen,
                geweigerd + niet,
            )
        lek += vondsten
        sys.stdout.write(
            f"{soort}: {args.ketens} ketens, {verborgen} afgeschermde cijfers, te nauw {vondsten}, "
            f"geweigerd {geweigerd}, {time.monotonic() - begin:.0f} s\n"
        )
        sys.stdout.flush()
    return int(lek > 0)


if __name__ == "__main__":
    sys.exit(main())
