"""Ways in which figures once gave a child away, from delivery to exported files.

One delivery holds all three: kinds and ages that are margins of one table, jongeren that run on from request to grant,
and what ended otherwise. Published as it should be, nothing comes out; published as a careless choice would have it,
`controle` refuses with status 4.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.cells.cells import CelSleutel
from data.cells.tableplan import tafels
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN
from etl.__main__ import main
from etl.aanval import Openbaar, examine
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD
from etl.publicatie.lezen import read_live
from etl.tafelkeuze import Keuze, told
from etl.tellen import Tellingen
from etl.werelden import Bewijs
from tests.etl.inname.hulp import delivery, row
from tests.etl.keuring.toneel import places, write_reference
from tests.etl.keuring.vreemdeling import read_files

GEBOREN = {"vsv": "2003-01-01", "jib": "1999-01-01"}
GEMEENTEN = 8
"""All but the first have so many of everything that what is small in the first need not take whole tables along."""
VERLEEND = {"afhandeling": "verleend", "einddatum": "2024-02-01"}
AFGEWEZEN = {"afhandeling": "afgewezen", "einddatum": "2024-02-01"}


def lines(nummer: int) -> list[str]:
    """The delivery of a gemeente. In the first there are 52 requests of 50 jongeren: the last two asked twice."""
    gemeente = f"GM{9001 + nummer}"
    aantallen = {"vsv": 30, "verlof": 14, "jib": 15} if nummer else {"vsv": 20, "verlof": 12, "jib": 3}
    einden: list[dict[str, str]] = [*[VERLEEND] * 25, *[AFGEWEZEN] * (15 if nummer else 4), *[{}] * 21]
    regels: list[tuple[str, int, dict[str, str]]] = [
        (soort, n, {}) for soort, aantal in aantallen.items() for n in range(aantal)
    ]
    regels += [("vrijstelling", n, einde) for n, einde in enumerate(einden)]
    regels += regels[len(regels) - (0 if nummer else 2) :]
    return [
        row(
            f"{gemeente}-{n}",
            gemeente,
            "2023-10-02",
            f"{gemeente}-{soort}-{persoon}",
            soort=soort,
            subsoort="art_5b" if soort == "vrijstelling" else "",
            onderwijssoort="mbo" if soort in GEBOREN else "po",
            geboortedatum=GEBOREN.get(soort, "2015-06-01"),
            **einde,
        )
        for n, (soort, persoon, einde) in enumerate(regels)
    ]


@pytest.fixture(scope="module")
def geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the delivery is loaded."""
    map_ = tmp_path_factory.mktemp("vergeten")
    write_reference(places([1] * GEMEENTEN), map_ / "referentie")
    bestand = map_ / "levering.csv"
    bestand.write_text(delivery(*(regel for n in range(GEMEENTEN) for regel in lines(n))), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        point_at(map_, patch)
        assert main(["laden", str(bestand), "--peildatum", "2024-09-01"]) == KLAAR
    return map_


@pytest.fixture
def map_(geladen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and the settings that lead to it."""
    shutil.copytree(geladen, tmp_path / "kopie")
    point_at(tmp_path / "kopie", monkeypatch)
    return tmp_path / "kopie"


def point_at(map_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("LEERRECHT_REFERENTIE", str(map_ / "referentie"))
    patch.setenv("LEERRECHT_DATA", str(map_ / "data"))


def test_nothing_comes_out_of_the_files(map_: Path) -> None:
    """To the stranger with all his programs; and the three of GM9001 are nowhere known within five."""
    assert main(["publiceren"]) == KLAAR
    assert main(["controle"]) == KLAAR
    assert main(["exporteer", "--uit", str(map_ / "uit")]) == KLAAR
    uitkomst = examine(read_files(map_ / "uit"))
    assert uitkomst.veilig
    assert uitkomst.onderdrukt > 5
    assert not uitkomst.onbeslist
    verborgen = {c.indicator for c, x in read_live().cijfers.items() if x.status == "onderdrukt"}
    assert verborgen & {"jib", "vsv", "verlof"}


def margins(cel: CelSleutel) -> bool:
    """Jib and verlof are hidden in the gemeenten; the ages of each kind stand there for the region."""
    return cel.indicator in ("jib", "verlof") and cel.gebied != "PR01"


def jongeren_of_grants(cel: CelSleutel) -> bool:
    """Of how many jongeren requests were granted and run on is hidden, how many asked is not."""
    stroom = cel.indicator in ("vrijstellingen_verleend", "vrijstellingen_lopend")
    return margins(cel) or (stroom and cel.teleenheid == JONGEREN)


def nothing_of_exemptions(cel: CelSleutel) -> bool:
    """Ended and granted both stand there: the rest ended otherwise."""
    return margins(cel)


@pytest.mark.parametrize(
    ("verbergt", "gevonden"),
    [
        (margins, {"soort": "cel", "indicator": "jib", "teleenheid": WERKPROCESSEN, "van": 3, "tot": 3}),
        (
            jongeren_of_grants,
            {"soort": "cel", "indicator": "vrijstellingen_lopend", "teleenheid": JONGEREN, "van": 21, "tot": 23},
        ),
        (nothing_of_exemptions, {"soort": "groep", "moment": "eind", "teleenheid": WERKPROCESSEN, "van": 4, "tot": 4}),
    ],
)
def test_a_careless_choice_is_refused(
    verbergt: Callable[[CelSleutel], bool],
    gevonden: dict[str, Any],
    map_: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By `publiceren`, and by `controle` when it had got past that."""
    monkeypatch.setattr("etl.publicatie.publiceren.choose", careless(verbergt))
    # Nothing can be told coarser: then what the attack finds is refused.
    monkeypatch.setattr("etl.publicatie.publiceren.coarser_around", lambda _tellingen, _cellen, keuze: keuze)
    assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
    assert not (map_ / "data" / "publiek.duckdb").exists()
    (map_ / "data" / "aanval.log").unlink()
    with monkeypatch.context() as blind:
        blind.setattr(
            "etl.publicatie.vreemde.examine",
            lambda *_a, **_b: examine(Openbaar(getoond={}, onderdrukt=(), delen_van={})),
        )
        assert main(["publiceren"]) == KLAAR
    capsys.readouterr()
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr().err
    assert "te precies te herleiden" in gezegd
    assert "GM900" not in gezegd
    log = (map_ / "data" / "aanval.log").read_text(encoding="utf-8").splitlines()
    regels = [{**regel, **regel["wat"]} for regel in map(json.loads, log)]
    assert [r for r in regels if r["gebied"] == "GM9001" and gevonden.items() <= r.items()]


def careless(verbergt: Callable[[CelSleutel], bool]) -> Any:
    """A choice that tells every table as fine as can be, and hides only this."""

    def choose(tellingen: Tellingen, begin: Keuze, _hide: object, *_eerst: object) -> tuple[Keuze, Tellingen, Bewijs]:
        stappen = {regio: {tafel: treden[0] for tafel, treden in tafels().items()} for regio in begin}
        verteld = told(tellingen, stappen)
        weg = {
            c
            for c, t in verteld.cellen.items()
            if t.zichtbaar and INDICATOREN[c.indicator].herkomst == WERKPROCESSEN and verbergt(c)
        }
        bewijs = Bewijs(
            onderdrukt=frozenset(weg),
            onveilig=frozenset(),
            vast=frozenset(weg),
            paren=None,
            groepen=(),
            verschillen=(),
            werelden=0,
            programmas=0,
        )
        return stappen, verteld, bewijs

    return choose
