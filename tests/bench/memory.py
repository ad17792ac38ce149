"""What a worker weighs after many random addresses in many encodings, and whether a swap is noticed under that load.

    python -m tests.bench.memory [--adressen 10000] [--bladzijden 400] [--wissels 6]

Needs a data folder with the example (LEERRECHT_DATA). It is copied; the swaps are made in the copy. Memory does not
depend on what else the machine does; the waiting times do, and are only worth something on a machine at rest.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, update

from data.publication.databases import publiek_pad
from data.publication.readmodel import Beeld, beeld
from data.publication.schema_publiek import publicatie
from data.views.themes import THEMAPAGINAS
from tests.bench.serving import Served, serve

CODERINGEN = (
    "",
    "identity",
    "gzip",
    "br",
    "zstd",
    "gzip, br",
    "br;q=0.5, gzip",
    "deflate",
    "*",
    "br, zstd, gzip;q=0.1",
)
# The names are not ours, so they change the address and not the page; the last are no address at all.
_RUIS = ("utm_source", "fbclid", "x", "ref", "teleenheid_", "Schooljaar")
_NIETS = ("/gemeente/atlantis", "/nergens", "/gemeente/%00", "/?regio=x", "/verzuim?schooljaar=1")
_STAP = 1000


def addresses(live: Beeld, bladzijden: int, kans: random.Random) -> list[str]:
    """So many addresses of pages that differ, at random from all there are."""
    alle = [f"/gemeente/{g.slug}?schooljaar={j}" for g in live.gemeenten() for j in live.schooljaren(g.code)]
    alle += [
        f"/{thema}?gemeente={g.slug}&schooljaar={j}"
        for thema in THEMAPAGINAS
        for g in live.gemeenten()
        for j in live.schooljaren(g.code)
    ]
    alle += [
        f"/vergelijken?gemeente={g.slug}&indicator={i}" for g in live.gemeenten() for i in ("halt", "verlof", "vsv")
    ]
    return kans.sample(alle, min(bladzijden, len(alle)))


def noisy(adres: str, kans: random.Random) -> str:
    """The same page under an address that nobody asked for before."""
    if kans.random() < 0.05:
        return kans.choice(_NIETS)
    ruis = f"{kans.choice(_RUIS)}={kans.randrange(10**9)}"
    return f"{adres}{'&' if '?' in adres else '?'}{ruis}"


def weights(site: Served) -> list[float]:
    """Megabytes that each worker holds now."""
    kinderen = Path(f"/proc/{site.process}/task/{site.process}/children").read_text().split()
    regels = [Path(f"/proc/{pid}/status").read_text().splitlines() for pid in kinderen]
    return [int(next(r for r in regel if r.startswith("VmRSS")).split()[1]) / 1024 for regel in regels]


def ask(site: Served, adres: str, codering: str) -> tuple[int, float]:
    """Status and seconds."""
    begin = time.perf_counter()
    verbinding = HTTPConnection("127.0.0.1", site.port, timeout=120)
    verbinding.request("GET", adres, headers={"Accept-Encoding": codering} if codering else {})
    antwoord = verbinding.getresponse()
    antwoord.read()
    verbinding.close()
    return antwoord.status, time.perf_counter() - begin


def measure_memory(site: Served, bladen: list[str], aantal: int, kans: random.Random) -> None:
    """Ask at random and tell what the worker weighs on the way."""
    statussen: Counter[int] = Counter()
    _tell(f"begin: {weights(site)[0]:.0f} MB")
    for nummer in range(1, aantal + 1):
        statussen[ask(site, noisy(kans.choice(bladen), kans), kans.choice(CODERINGEN))[0]] += 1
        if nummer % _STAP == 0:
            _tell(f"na {nummer} adressen: {weights(site)[0]:.0f} MB, antwoorden {dict(statussen)}")


def measure_swaps(site: Served, map_: Path, bladen: list[str], wissels: int) -> None:
    """Swap while four visitors ask, and tell the statuses and the longest wait around each swap."""
    stop, gemeten = threading.Event(), []

    def visit(zaad: int) -> None:
        kans = random.Random(zaad)
        while not stop.is_set():
            gemeten.append(ask(site, kans.choice(bladen[:20]), kans.choice(CODERINGEN)))

    bezoekers = [threading.Thread(target=visit, args=(zaad,)) for zaad in range(4)]
    for bezoeker in bezoekers:
        bezoeker.start()
    bron = (map_ / "publiek.duckdb").resolve()
    for nummer in range(wissels):
        time.sleep(3)
        nieuw = bron.with_name(f"publiek-wissel-{nummer}.duckdb")
        shutil.copy(bron, nieuw)
        engine = create_engine(f"duckdb:///{nieuw}")
        with engine.begin() as verbinding:
            verbinding.execute(update(publicatie).values(publicatie_id=f"wissel-{nummer}"))
        engine.dispose()
        (map_ / "nieuw").symlink_to(nieuw.relative_to(map_))
        (map_ / "nieuw").replace(map_ / "publiek.duckdb")
    time.sleep(3)
    stop.set()
    for bezoeker in bezoekers:
        bezoeker.join()
    tijden = sorted(seconden for _, seconden in gemeten)
    antwoorden = dict(Counter(status for status, _ in gemeten))
    traag = tijden[int(0.99 * len(tijden))]
    _tell(f"{wissels} wissels, {len(gemeten)} vragen, antwoorden {antwoorden}, {weights(site)[0]:.0f} MB")
    _tell(f"wachten: midden {median(tijden):.3f} s, 99 van de 100 {traag:.3f} s, langste {tijden[-1]:.3f} s")


def _tell(regel: str) -> None:
    sys.stdout.write(f"{regel}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve a copy of the example and measure it."""
    vraag = argparse.ArgumentParser()
    vraag.add_argument("--adressen", type=int, default=10_000)
    vraag.add_argument("--bladzijden", type=int, default=400)
    vraag.add_argument("--wissels", type=int, default=6)
    keuze = vraag.parse_args()
    if not publiek_pad().exists():
        sys.exit("Er is nog geen publicatie. Maak die met: python -m etl inrichten")
    kans = random.Random(7)
    bladen = addresses(beeld(), keuze.bladzijden, kans)
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        (map_ / "publicaties").mkdir()
        shutil.copy(publiek_pad().resolve(), map_ / "publicaties" / "publiek-begin.duckdb")
        (map_ / "publiek.duckdb").symlink_to(Path("publicaties") / "publiek-begin.duckdb")
        os.environ["LEERRECHT_DATA"] = naam
        with serve("app:server", 1) as site:
            measure_memory(site, bladen, keuze.adressen, kans)
            if keuze.wissels:
                measure_swaps(site, map_, bladen, keuze.wissels)


if __name__ == "__main__":
    main()
