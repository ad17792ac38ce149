"""Chains of publications that are drawn: each kind of thing that can lie between two of them, done for real."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from data.publication.databases import intern_pad, publieke_engine
from data.publication.readmodel import read_beeld
from etl.intern import open_intern
from etl.intern.leveringen import withdraw
from etl.meldingen import PublicatieFout
from etl.publicatie import bestanden
from etl.publicatie.exporteren import export
from etl.publicatie.publiceren import publish
from tests.etl.keuring.aanvaller import Uitslag, attack
from tests.etl.keuring.toneel import Rij, Toneel, deliver, late, make_rows, places, stage, write_reference
from tests.etl.keuring.uitvoer import Kennis, Regel, read_export

LENGTE = 4


@dataclass
class Keten:
    """A chain while it is drawn. rijen: what was delivered last, for the `nummer`-th publication.

    alleen_erbij: whether nothing but cases that came lies between this publication and the one before. samen: of a
    merger the gemeente that went and the one that it went into. klok: how far the clock of the computer is off.
    """

    toneel: Toneel
    rijen: list[Rij]
    map_: Path
    nummer: int = 1
    alleen_erbij: bool = True
    samen: tuple[str, str] | None = None
    klok: timedelta = field(default_factory=timedelta)

    def hand_in(self, rijen: list[Rij]) -> None:
        """Deliver these rows instead of those of before."""
        self.rijen = rijen
        deliver(self.toneel, rijen, self.nummer)


Stap = Callable[[random.Random, Keten], None]


def few_late(toeval: random.Random, keten: Keten) -> None:
    """A few late cases in each gemeente."""
    zaken = {code: toeval.randrange(1, 9) for code in keten.toneel.zaken}
    keten.hand_in([*keten.rijen, *late(keten.toneel, zaken, toeval.randrange(10**6))])


def grow(toeval: random.Random, keten: Keten) -> None:
    """About as many cases again, half of the time of new persons."""
    wie = toeval.choice(["", f"n{keten.nummer}"])
    erbij = late(keten.toneel, dict(keten.toneel.zaken), toeval.randrange(10**6))
    keten.hand_in([*keten.rijen, *({**rij, "persoon": rij["persoon"] + wie} for rij in erbij)])


def take_out(toeval: random.Random, keten: Keten) -> None:
    """Some cases less."""
    weg = set(toeval.sample(range(len(keten.rijen)), toeval.randrange(1, 7)))
    keten.alleen_erbij = False
    keten.hand_in([rij for n, rij in enumerate(keten.rijen) if n not in weg])


def correct(toeval: random.Random, keten: Keten) -> None:
    """Some cases of young people who turn out to be at a vso school."""
    anders = set(toeval.sample(range(len(keten.rijen)), toeval.randrange(1, 7)))
    keten.alleen_erbij = False
    keten.hand_in(
        [
            {**rij, "onderwijssoort": "vso"} if n in anders and rij["onderwijssoort"] == "vo" else rij
            for n, rij in enumerate(keten.rijen)
        ]
    )


def move(toeval: random.Random, keten: Keten) -> None:
    """Some cases that turn out to be of another gemeente."""
    anders = set(toeval.sample(range(len(keten.rijen)), toeval.randrange(1, 5)))
    naar = max(keten.toneel.zaken)
    keten.alleen_erbij = False
    keten.hand_in([{**rij, "gemeente_code": naar} if n in anders else rij for n, rij in enumerate(keten.rijen)])


def move_house(toeval: random.Random, keten: Keten) -> None:
    """Someone moves: the later half of the cases of a few persons is of another gemeente."""
    wie = set(toeval.sample(sorted({rij["persoon"] for rij in keten.rijen}), 3))
    dagen = sorted(rij["startdatum"] for rij in keten.rijen)
    vanaf, naar = dagen[len(dagen) // 2], max(keten.toneel.zaken)
    keten.alleen_erbij = False
    keten.hand_in(
        [
            {**rij, "gemeente_code": naar} if rij["persoon"] in wie and rij["startdatum"] >= vanaf else rij
            for rij in keten.rijen
        ]
    )


def take_back(_: random.Random, keten: Keten) -> None:
    """The last delivery is taken back: the one before counts again."""
    keten.alleen_erbij = False
    with open_intern(schrijven=True) as verbinding:
        withdraw(verbinding, keten.nummer - 1, "toch niet")
        verbinding.commit()


def add_place(_: random.Random, keten: Keten) -> None:
    """A gemeente of the region delivers for the first time."""
    nog = [code for codes in keten.toneel.regios.values() for code in codes if code not in keten.toneel.zaken]
    for code in nog[:1]:
        keten.toneel = replace(keten.toneel, zaken={**keten.toneel.zaken, code: 40})
        eigen = make_rows(replace(keten.toneel, zaken={code: 40}))
        keten.hand_in([*keten.rijen, *eigen])


def add_year(_: random.Random, keten: Keten) -> None:
    """The schooljaar before the first is delivered too."""
    eerste = date(keten.toneel.eerste_jaar, 8, 1)
    keten.toneel = replace(keten.toneel, jaren=keten.toneel.jaren + 1)
    keten.hand_in([*(rij for rij in make_rows(keten.toneel) if rij["startdatum"] < eerste), *keten.rijen])


def merge(toeval: random.Random, keten: Keten) -> None:
    """The first gemeente goes into the second; a few cases come with it."""
    weg, blijft, *rest = keten.toneel.zaken
    if keten.samen or not rest:
        return few_late(toeval, keten)
    map_ = keten.map_ / f"referentie{keten.nummer}"
    write_reference(keten.toneel, map_)
    regels = (map_ / "gemeenten.csv").read_text("utf-8").splitlines()
    regels = [
        regels[0] + ",tot,opgegaan_in",
        *(f"{r}," + ("," if weg not in r else f"2025-08-15,{blijft}") for r in regels[1:]),
    ]
    (map_ / "gemeenten.csv").write_text("\n".join(regels) + "\n", "utf-8")
    os.environ["LEERRECHT_REFERENTIE"] = str(map_)
    keten.samen = weg, blijft
    zaken = {code: n for code, n in keten.toneel.zaken.items() if code != weg}
    keten.toneel = replace(keten.toneel, zaken=zaken)
    erbij = late(keten.toneel, {blijft: toeval.randrange(1, 12)}, toeval.randrange(10**6))
    keten.hand_in(
        [*({**rij, "gemeente_code": blijft} if rij["gemeente_code"] == weg else rij for rij in keten.rijen), *erbij]
    )
    return None


def roll_back(toeval: random.Random, keten: Keten) -> None:
    """What is live is taken back; then more comes."""
    if len(bestanden.kept_files()) > 1:
        bestanden.roll_back()
    few_late(toeval, keten)


def set_clock_back(toeval: random.Random, keten: Keten) -> None:
    """The clock of the computer goes back half a year, and more comes."""
    keten.klok -= timedelta(days=180)
    few_late(toeval, keten)


def restore(toeval: random.Random, keten: Keten) -> None:
    """A publication is made, an old backup is put in place: nothing can be published until the newest is back."""
    oud, nieuw = (keten.map_ / f"{naam}.duckdb" for naam in ("oud", "nieuw"))
    shutil.copy(intern_pad(), oud)
    few_late(toeval, keten)
    if _publish(keten, vernieuwen=True):
        shutil.copy(intern_pad(), nieuw)
        shutil.copy(oud, intern_pad())
        if _publish(keten, vernieuwen=True):
            raise AssertionError("an old backup does not know what was published since")
        shutil.copy(nieuw, intern_pad())


SOORTEN: dict[str, tuple[Stap, ...]] = {
    "late zaken": (few_late,),
    "late zaken en groei": (few_late, few_late, grow),
    "weg, verbeterd, verhuisd": (take_out, correct, move, move_house),
    "van alles": (few_late, take_out, correct, move, grow, take_back),
    "gemeente erbij": (add_place, few_late),
    "schooljaar erbij": (add_year, few_late),
    "herindeling": (merge,),
    "teruggedraaid": (few_late, roll_back),
    "klok terug": (set_clock_back,),
    "reservekopie terug": (restore, few_late),
}
"""Per kind of chain what is drawn from; the first comes first."""
_MINDER = {"gemeente erbij"}
_MEER = {"herindeling"}


def draw_scene(soort: str, toeval: random.Random, zaad: int) -> Toneel:
    """The region of a chain: with a gemeente that has not delivered yet, or one more, where its kind asks for that."""
    aantal = toeval.randrange(2, 4) + (soort in _MEER)
    toneel = places([toeval.randrange(20, 90) for _ in range(aantal + (soort in _MINDER))], zaad=zaad)
    if soort in _MINDER:
        return replace(toneel, zaken=dict(list(toneel.zaken.items())[:-1]))
    return toneel


def attack_chain(soort: str, zaad: int, *, vernieuwen: bool, lengte: int = LENGTE) -> tuple[int, Uitslag]:
    """Publish a chain that is drawn, and attack it: how many publications were refused, and what came out."""
    toeval = random.Random(f"{soort} {zaad}")
    toneel = draw_scene(soort, toeval, zaad)
    kennis, geweigerd, vorige = Kennis(), 0, 0
    with tempfile.TemporaryDirectory() as naam, stage(toneel, Path(naam)) as map_:
        keten = Keten(toneel, make_rows(toneel), map_)
        keten.hand_in(keten.rijen)
        for keten.nummer in range(1, lengte + 1):
            if keten.nummer > 1:
                stap = SOORTEN[soort][0] if keten.nummer == 2 else toeval.choice(SOORTEN[soort])
                stap(toeval, keten)
            if not _publish(keten, vernieuwen=vernieuwen):
                geweigerd += 1
                continue
            export(read_beeld(publieke_engine()), map_ / f"uit{keten.nummer}")
            gelezen = read_export(map_ / f"uit{keten.nummer}", keten.nummer)
            kennis.add(gelezen)
            kennis.learn_flow(gelezen)
            if vorige and keten.alleen_erbij:
                kennis.link(vorige, keten.nummer)
                _link_merged(kennis, vorige, keten)
            vorige, keten.alleen_erbij = keten.nummer, True
    return geweigerd, attack(kennis)


def _publish(keten: Keten, *, vernieuwen: bool) -> bool:
    """Publish; whether it was not refused."""
    try:
        with _clock(keten.klok), open_intern(schrijven=True) as verbinding:
            publish(verbinding, lambda _: None, nog_een_uitgave=True, vernieuwen=vernieuwen)
    except PublicatieFout:
        return False
    return True


@contextmanager
def _clock(verzet: timedelta) -> Iterator[None]:
    """Another clock while something is published."""

    class Klok(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return datetime.now(UTC) + verzet

    with patch("etl.publicatie.publiceren.datetime", Klok), patch("etl.publicatie.regel.datetime", Klok):
        yield


def _link_merged(kennis: Kennis, eerder: int, keten: Keten) -> None:
    """What two gemeenten had together is not more than what the one that they became has."""
    if not keten.samen:
        return
    weg, blijft = keten.samen
    alle = set(kennis.bekend) | kennis.verborgen
    for cel in sorted(alle):
        ander, straks = cel._replace(gebied=blijft), cel._replace(gebied=blijft, uitgave=keten.nummer)
        if (
            cel.gebied == weg
            and cel.uitgave == eerder
            and cel.teleenheid == "werkprocessen"
            and {ander, straks} <= alle
        ):
            kennis.regels.append(Regel(((1, straks), (-1, cel), (-1, ander)), gelijk=False))
