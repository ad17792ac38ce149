"""How often the signals against earlier years see a rise, and how often they see one that is not there.

    python -m tests.bench.signals [--reeksen N] [--tabel N ...] [--reeks TEKST]

Series are drawn, with the season, size and dispersion that the example has (fitted on its five schooljaren). A signal
counts as it would for who looks every month: one of the looks gives it. History: four schooljaren before the year that
is judged, or two, as after a trendbreuk. Dispersion: as the example has; twice that, in all years; or only in the year
that is judged, which the model cannot know. Table 5 wanders outside the model on purpose: a level that differs
from year to year, months that resemble the one before. Table 6 is of a whole page, table 7 of the chart of shares.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from data.statistics.expectation import Getallen
from data.statistics.season import KANS, MERKBAAR, discoveries, look
from data.team.signalen import needs_attention, rate_chart

# From August on.
_ALLES = (0.25, 1.24, 1.35, 1.28, 0.72, 1.18, 1.2, 1.48, 0.97, 1.0, 1.05, 0.28)
_RELATIEF = (0.12, 1.24, 1.36, 1.36, 0.75, 1.27, 1.31, 1.63, 0.93, 0.92, 0.99, 0.12)
_ABSOLUUT = (1.13, 2.09, 1.64, 1.21, 0.64, 1.07, 0.92, 1.04, 0.47, 0.62, 0.8, 0.37)
_VERLOF = (0.09, 0.84, 1.19, 1.73, 0.82, 1.08, 1.08, 1.31, 1.31, 1.39, 1.05, 0.11)
# Of smaller ones what lies outside the model is lost in chance.
_KLEIN = 30
BEGIN = {"okt": 2, "jan": 5, "apr": 8}


class Reeks(NamedTuple):
    """A kind of series: per month on average, dispersion, season."""

    naam: str
    midden: float
    spreiding: float
    seizoen: tuple[float, ...]


REEKSEN = (
    Reeks("regio, alles", 685, 2.4, _ALLES),
    Reeks("regio, relatief verzuim", 261, 1.7, _RELATIEF),
    Reeks("regio, absoluut verzuim", 36, 1.2, _ABSOLUUT),
    Reeks("grote gemeente, alles", 194, 1.7, _ALLES),
    Reeks("grote gemeente, relatief", 74, 1.7, _RELATIEF),
    Reeks("kleine gemeente, 50", 50, 1.25, _ALLES),
    Reeks("kleine gemeente, 26", 26, 1.25, _ALLES),
    Reeks("verlof, 13", 13, 1.05, _VERLOF),
    Reeks("veel nullen, 1 per maand", 1, 1.05, _RELATIEF),
)
# A region: what each gemeente has a month, and what each soort has of it, with its season; relatief verzuim first.
_GEMEENTEN = (194, 108, 86, 58, 46, 41, 39, 36, 29, 26, 21)
_SOORTEN = (
    *((deel, _RELATIEF) for deel in (0.38, 0.15, 0.14, 0.10)),
    *((deel, _ALLES) for deel in (0.08, 0.045, 0.035)),
    (0.05, _ABSOLUUT),
    (0.02, _VERLOF),
)
# What all of a region, and all of a gemeente, goes up and down together per month: gives the dispersion of the example.
_SAMEN, _PER_GEMEENTE = 0.045, 0.05
_KANS = np.random.default_rng(1996)


def draw(verwacht: Getallen, spreiding: float) -> Getallen:
    """Counts with a variance of `spreiding` times their expectation: Poisson of a gamma."""
    return _KANS.poisson(_KANS.gamma(verwacht / (spreiding - 1), spreiding - 1)).astype(np.float64)


def expectations(reeks: Reeks, aantal: int, jaren: int, trend: float) -> Getallen:
    """Expectations of whole schooljaren, the size at its middle; trend: per year (0,06 for 6%)."""
    tijd = np.arange(12 * jaren) - 6 * jaren
    basis = reeks.midden * np.tile(reeks.seizoen, jaren) / np.mean(reeks.seizoen) * (1 + trend) ** (tijd / 12)
    return np.tile(basis, (aantal, 1))


def signals(reeksen: Getallen, maanden: Iterable[int]) -> tuple[Getallen, Getallen]:
    """Per series whether a look in these months of the last year gives a rise, and whether it gives any signal."""
    begin = reeksen.shape[1] - 12
    kijken = look(reeksen, [0] * len(reeksen), 8, [begin + maand for maand in maanden])
    op = [(k.kans <= KANS) & (k.kansen[0].min(axis=0) <= k.kansen[1].min(axis=0)) for k in kijken]
    return np.any(op, axis=0), np.any([k.kans <= KANS for k in kijken], axis=0)


def power(reeks: Reeks, aantal: int, jaren: int, trend: float, spreidingen: tuple[float, float]) -> list[str]:
    """Per rise and begin: seen within three months, and by July. spreidingen: of the history and of the last year."""
    uit = []
    for factor in (1.2, 1.3, 1.5):
        for eerste in BEGIN.values():
            verwacht = expectations(reeks, aantal, jaren, trend)
            verwacht[:, 12 * (jaren - 1) + eerste :] *= factor
            reeksen = _two(verwacht, spreidingen)
            drie, jaar = (signals(reeksen, range(eerste, tot))[0].mean() for tot in (eerste + 3, 12))
            uit.append(f"{100 * drie:3.0f}/{100 * jaar:3.0f}")
    return uit


def _two(verwacht: Getallen, spreidingen: tuple[float, float]) -> Getallen:
    voor, laatste = spreidingen
    reeksen = draw(verwacht, voor)
    reeksen[:, -12:] = draw(verwacht[:, -12:], laatste)
    return reeksen


def false_alarms(reeksen: Getallen) -> tuple[str, float]:
    """The share of years without a change that give a signal (and a rise), and of looks that see too little to tell."""
    op, alle = signals(reeksen, range(12))
    (juni,) = look(reeksen[:, :-1], [0] * len(reeksen), 8, [reeksen.shape[1] - 2])
    drie = np.argmax(juni.lengtes == 3, axis=0)
    hoog, verwacht = (np.take_along_axis(wat, drie[None], 0)[0] for wat in (juni.hoog, juni.verwacht))
    return f"{100 * alle.mean():4.1f} ({100 * op.mean():4.1f})", float(np.mean(hoog > (1 + MERKBAAR) * verwacht))


def table(
    reeksen: Sequence[Reeks], jaren: int, aantal: int, kop: str, spreiding: Callable[[Reeks], tuple[float, float]]
) -> None:
    """Print one table: false alarms and rises, without and with a trend of 6% a year."""
    namen = " ".join(f"{f'+{p}% {m}':>8s}" for p in (20, 30, 50) for m in BEGIN)
    _say(f"\n{kop}; {jaren - 1} schooljaren vooraf. Vals: % van de jaren met een signaal (stijging), 12 keer kijken.")
    _say("Gezien: % binnen drie maanden / tot en met juli. Te weinig: % van de keren dat juni dat zegt.")
    _say(f"{'reeks':26s} {'trend':>5s} {'vals':>11s} {'te weinig':>9s} {namen}")
    for reeks in reeksen:
        for trend in (0.0, 0.06):
            twee = spreiding(reeks)
            vals, weinig = false_alarms(_two(expectations(reeks, 2 * aantal, jaren, trend), twee))
            gezien = " ".join(f"{deel:>8s}" for deel in power(reeks, aantal, jaren, trend, twee))
            _say(f"{reeks.naam:26s} {100 * trend:4.0f}% {vals:>11s} {100 * weinig:8.0f}% {gezien}")


def outside(reeksen: Sequence[Reeks], jaren: int, aantal: int) -> None:
    """Print the false alarms where the series do not keep to the model."""
    _say(f"\nBuiten het model, {jaren - 1} schooljaren vooraf: % van de jaren met een vals signaal")
    _say(f"{'reeks':26s} {'elk jaar 3% anders':>20s} {'elk jaar 5% anders':>20s} {'maand lijkt op vorige':>22s}")
    for reeks in reeksen:
        verwacht = expectations(reeks, aantal, jaren, 0.0)
        uit = []
        for sd in (0.03, 0.05):
            niveau = np.exp(_KANS.normal(0, sd, (aantal, jaren))).repeat(12, axis=1)
            uit.append(false_alarms(draw(verwacht * niveau, reeks.spreiding))[0])
        schok, log = np.sqrt((reeks.spreiding - 1) / reeks.midden), np.zeros_like(verwacht)
        log[:, 0] = _KANS.normal(0, schok, aantal)
        for maand in range(1, verwacht.shape[1]):
            log[:, maand] = 0.5 * log[:, maand - 1] + _KANS.normal(0, schok * 0.75**0.5, aantal)
        uit.append(false_alarms(_KANS.poisson(verwacht * np.exp(log)).astype(np.float64))[0])
        _say(f"{reeks.naam:26s} {uit[0]:>20s} {uit[1]:>20s} {uit[2]:>22s}")


def region(aantal: int, jaren: int, stijging: float, eerste: int) -> Getallen:
    """Charts of regions (aantal, 21, months): all, per soort, per gemeente; relatief verzuim rises in the last year.

    stijging: 0,3 for 30% from month `eerste` on.
    """
    maanden = 12 * jaren
    seizoen = np.array([np.tile(vorm, jaren) / np.mean(vorm) * deel for deel, vorm in _SOORTEN])
    verwacht = np.array(_GEMEENTEN)[:, None, None] * seizoen
    verwacht[:, 0, maanden - 12 + eerste :] *= 1 + stijging
    samen = _KANS.normal(0, _SAMEN, (aantal, 1, 1, maanden))
    eigen = _KANS.normal(0, _PER_GEMEENTE, (aantal, len(_GEMEENTEN), 1, maanden))
    cellen = _KANS.poisson(verwacht * np.exp(samen + eigen))
    return np.concatenate(
        [cellen.sum(axis=(1, 2))[:, None], cellen.sum(axis=1), cellen.sum(axis=2)], axis=1, dtype=np.float64
    )


def told(kaarten: Getallen, maanden: Sequence[int]) -> Getallen:
    """Which charts of each page are told to have a signal, (months, pages, charts); maanden: of the last year."""
    bladen, per, lengte = kaarten.shape
    alle = kaarten.reshape(bladen * per, lengte)
    uit = []
    for kijk in look(alle, [0] * len(alle), 8, [lengte - 12 + maand for maand in maanden]):
        kansen = kijk.kans.reshape(bladen, per)
        grens = np.array([min(KANS, discoveries(list(rij))) for rij in kansen])
        uit.append(kansen <= grens[:, None])
    return np.array(uit)


def pages(aantal: int) -> None:
    """Print how often a page of a region has a false signal, and which part of its signals is false after a rise."""
    stil = told(region(aantal, 5, 0.0, 0), range(12)).any(axis=2)
    _say(f"\nBladzijde van een regio, {1 + len(_SOORTEN) + len(_GEMEENTEN)} grafieken, 4 schooljaren vooraf.")
    _say(
        f"Niets veranderd: {100 * stil.mean():.1f}% van de maanden, {100 * stil.any(axis=0).mean():.0f}% van de jaren."
    )
    (juni,) = told(region(aantal, 5, 0.3, BEGIN["apr"]), [10])
    vals = juni[:, 2 : 1 + len(_SOORTEN)].sum(axis=1) / np.maximum(1, juni.sum(axis=1))
    _say(f"Relatief verzuim +30% vanaf april, in juni: {100 * vals.mean():.1f}% van de signalen is toeval.")


def shares(aantal: int) -> None:
    """Print in how many years the chart of what is closed in time has a signal although that share never changes."""
    dagen = [date(2020 + (7 + i) // 12, (7 + i) % 12 + 1, 1) for i in range(60)]
    _say("\nKaart van het deel dat op tijd klaar is (P'), niets veranderd: % van de jaren met een signaal")
    for per_maand, deel, vast in ((300, 0.75, np.inf), (300, 0.75, 150.0), (60, 0.75, np.inf), (20, 0.6, np.inf)):
        vals = 0
        for _ in range(aantal):
            alle = _KANS.poisson(per_maand * np.tile(_ALLES, 5))
            kans = np.full(60, deel) if np.isinf(vast) else _KANS.beta(deel * vast, (1 - deel) * vast, 60)
            delen = {dag: (int(_KANS.binomial(n, p)), int(n)) for dag, n, p in zip(dagen, alle, kans, strict=True)}
            kaarten = (rate_chart("", "op_tijd", delen, dagen[:tot], ()) for tot in range(49, 61))
            vals += any(needs_attention([kaart]) for kaart in kaarten if kaart)
        _say(f"{per_maand:4d} per maand, {100 * deel:.0f}%, vast {vast:5.0f}: {100 * vals / aantal:.0f}%")


def _say(regel: str) -> None:
    print(regel, flush=True)  # noqa: T201 - this is a command that prints


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reeksen", type=int, default=300, help="hoeveel reeksen per stijging; voor vals alarm dubbel")
    parser.add_argument("--tabel", type=int, nargs="*", default=range(1, 8), help="welke tabellen")
    parser.add_argument("--reeks", default="", help="alleen reeksen met deze tekst in hun naam")
    args = parser.parse_args()
    aantal: int = args.reeksen
    reeksen = [reeks for reeks in REEKSEN if args.reeks in reeks.naam]
    if 1 in args.tabel:
        table(reeksen, 5, aantal, "Spreiding van het voorbeeld", lambda r: (r.spreiding, r.spreiding))
    if 2 in args.tabel:
        table(reeksen, 3, aantal, "Spreiding van het voorbeeld", lambda r: (r.spreiding, r.spreiding))
    dubbel = "Spreiding tweemaal zo groot, alle jaren"
    if 3 in args.tabel:
        table(reeksen, 5, aantal, dubbel, lambda r: (2 * r.spreiding, 2 * r.spreiding))
    if 4 in args.tabel:
        laatste = "Spreiding tweemaal, alleen het laatste jaar"
        table(reeksen, 5, aantal, laatste, lambda r: (r.spreiding, 2 * r.spreiding))
    if 5 in args.tabel:
        outside([reeks for reeks in reeksen if reeks.midden > _KLEIN], 5, 2 * aantal)
    if 6 in args.tabel:
        pages(aantal)
    if 7 in args.tabel:
        shares(aantal)


if __name__ == "__main__":
    main()
