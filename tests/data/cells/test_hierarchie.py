"""What `hierarchie.json` says of tables, vensters and sums is what the plan says."""

from __future__ import annotations

import json

from data.cells import tableplan
from data.cells.cells import TOTAAL
from data.cells.hierarchie import hierarchy
from data.cells.tableplan import Tafel
from data.cells.tafels import Tafels
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicator_types import JONGEREN, WERKPROCESSEN

DELEN = {"R1": ("G1", "G2"), "R2": ("G3",)}
HALT = Tafel("halt", TOTAAL, WERKPROCESSEN, "gemeente")


def test_it_says_how_fine_each_region_tells_each_table() -> None:
    tafels = hierarchy(DELEN, Tafels({"R1": {HALT: "venster"}}))["tafels"]
    assert tafels["R1"]["gemeente"]["halt"][TOTAAL] == {WERKPROCESSEN: "venster", JONGEREN: "jaar"}
    assert tafels["R2"]["gemeente"]["halt"][TOTAAL][WERKPROCESSEN] == "jaar"
    verteld = {
        Tafel(indicator, uitsplitsing, teleenheid, niveau)
        for niveau, per_indicator in tafels["R1"].items()
        for indicator, per_uitsplitsing in per_indicator.items()
        for uitsplitsing, per_eenheid in per_uitsplitsing.items()
        for teleenheid in per_eenheid
    }
    assert verteld == set(tableplan.tafels())


def test_it_says_what_a_region_and_a_venster_and_a_fold_are_made_of() -> None:
    alles = json.loads(json.dumps(hierarchy(DELEN, Tafels({}))))
    assert alles["gebied_exact"] == {"werkprocessen": True, "jongeren": True, "standen": True}
    assert alles["gevouwen"] == {vocabulary.ANDERE_ARTIKELEN: list(vocabulary.ZELDZAME_ARTIKELEN)}
    assert schooljaar.venster_van("2022-2023") in alles["vensters"]
    delen = {
        som["totaal"]: som["delen"]
        for som in alles["sommen"]["regio"]
        if som["totaal"].endswith(vocabulary.ANDERE_ARTIKELEN)
    }
    assert {naam.split("|")[0] for naam in delen} == {"vrijstellingen_verleend", "vrijstellingen_lopend"}
    assert all(len(d) == len(vocabulary.ZELDZAME_ARTIKELEN) for d in delen.values())
