"""What disclosure control costs and what it hides, on made-up regions and a made-up country.

`python -m tests.bench.protection [NAAM...]`. Without names: every set. Prints per set the size, processor and clock
time of the choice and of the attack, linear programs solved, most memory, and the share hidden: of all cells, and of
the cases in the totals per gemeente. Beside it stand the trial figures of the specification for the country: 17% of
the cells, 4,5% of the cases at gemeente x soort, 467 s on one core.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping

import numpy as np

from data.cells import CelSleutel
from etl.aanval import attack
from etl.bescherming import protect
from etl.bescherming.proefland import Proef, make_proef

GEMEENTEN, REGIOS = 342, 38
KLEINSTE, MIDDEN = 300, 7_500
"""Young people in the smallest gemeente and in the middle one; a lognormal gives the others."""

NAMEN = ("regio", "drie regio's, vijf schooljaren", "land")


def main() -> int:
    """Protect, attack, print. Exit status 1 when the attack finds anything."""
    _say(f"{'':32}{'cellen':>9}{'cpu s':>8}{'klok s':>8}{'lps':>8}{'aanval s':>10}{'cellen weg':>12}{'zaken weg':>11}")
    lekken = [_play(naam) for naam in sys.argv[1:] or NAMEN]
    _say(f"{'land, in de proef vooraf':32}{'':>9}{'467':>8}{'':>8}{'':>8}{'':>10}{'17,0%':>12}{'4,5%':>11}")
    return int(any(lekken))


def make(naam: str) -> Proef:
    """The set of that name, always the same."""
    if naam == "land":
        return make_proef(_country(), 1, 2025, land=True)
    regios = {f"R{r}": {f"G{r}{g:02d}": n for g, n in enumerate(_sizes(11 - 3 * r, r))} for r in range(3)}
    return make_proef({"R0": regios["R0"]}, 1, 2025) if naam == "regio" else make_proef(regios, 5, 2025)


def _country() -> dict[str, dict[str, int]]:
    inwoners = _sizes(GEMEENTEN, 7)
    regio = np.arange(GEMEENTEN) % REGIOS
    return {f"R{r:02d}": {f"G{g:03d}": inwoners[g] for g in np.flatnonzero(regio == r).tolist()} for r in range(REGIOS)}


def _sizes(aantal: int, zaad: int) -> list[int]:
    keuze = np.random.default_rng(zaad).lognormal(np.log(MIDDEN), 0.8, aantal)
    return [max(KLEINSTE, round(n)) for n in keuze.tolist()]


def _play(naam: str) -> bool:
    proef = make(naam)
    klok, begin = time.monotonic(), _processor()
    gekozen = protect(proef.tellingen, proef.relaties)
    klok, gekost = time.monotonic() - klok, _processor() - begin
    onderdrukt = gekozen.onderdrukt
    getoond = {c: t.waarde for c, t in proef.tellingen.items() if t.zichtbaar and c not in onderdrukt}
    waar = {c: t.waarde for c, t in proef.tellingen.items() if c not in getoond}
    begin = _processor()
    uitslag = attack(getoond, onderdrukt, proef.relaties, waarden=waar)
    stat = gekozen.statistiek
    _say(
        f"{naam:32}{stat.cellen:>9,}{gekost:>8.1f}{klok:>8.1f}{stat.lps:>8,}{_processor() - begin:>10.1f}"
        f"{len(onderdrukt) / stat.cellen:>12.1%}{_cases(proef, onderdrukt):>11.2%}"
        f"   primair {len(gekozen.primair) / stat.cellen:.1%}, lekken {len(uitslag.schendingen)}, "
        f"geheugen {_memory():.1f} GB"
    )
    return not uitslag.veilig


def _cases(proef: Proef, onderdrukt: frozenset[CelSleutel]) -> float:
    """Of the werkprocessen in the totals per gemeente and soort, the share whose total is hidden."""
    per: Mapping[CelSleutel, int] = {
        c: t.waarde
        for c, t in proef.tellingen.items()
        if t.zichtbaar and c.gebied.startswith("G") and c.uitsplitsing == "totaal" and c.teleenheid == "werkprocessen"
    }
    return sum(n for c, n in per.items() if c in onderdrukt) / sum(per.values())


def _processor() -> float:
    """Processor seconds of this process and of those it waited for."""
    eigen, ander = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return eigen.ru_utime + eigen.ru_stime + ander.ru_utime + ander.ru_stime


def _memory() -> float:
    """Most memory so far: this process and its largest child, in GB."""
    return sum(resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e6


def _say(regel: str) -> None:
    sys.stdout.write(regel + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
