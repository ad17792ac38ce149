"""An upgrade takes out what an older version kept of a row about a child."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from data.team.bestand import team_pad
from etl.__main__ import main
from tests.etl.inname.hulp import query
from tests.etl.intern.eerste_versie import INTERN, make

WAARDEN = ["W1", "P1", "GM0148", "vo", "15-06-2009", "gesprek_met_afspraken"]
FOUT = "Regel 1: de kolom afhandeling ontbreekt. Wel gevonden, maar niet herkend: afhandeling W1, P1, 15-06-2009."


def test_older_reports_lose_what_may_be_a_row(own_data_folder: Path) -> None:
    intern = make(own_data_folder / "intern.duckdb", INTERN)
    with duckdb.connect(str(intern)) as verbinding:
        for nummer, bestand, kolommen, fout in (
            (8, "dossier 123456782.csv", WAARDEN, None),
            (9, "export.csv", ["Opmerking", "School naam", "P12"], None),
            (10, "export.csv", [], FOUT),
            (11, "export.csv", ["Opmerking", "Status", "x" * 40 + "…"], None),
        ):
            rapport = json.dumps({"bestand": bestand, "genegeerde_kolommen": kolommen, "fout": fout})
            verbinding.execute(
                "INSERT INTO levering SELECT $1, $2, sha256, ontvangen_op, door, profiel, soort, peildatum, voorbeeld, "
                "gelezen, geaccepteerd, afgekeurd, 'geweigerd', $3, $4 FROM levering WHERE levering_id = 1",
                [nummer, bestand, fout, rapport],
            )
    map_ = own_data_folder / "teambeelden"
    map_.mkdir()
    (map_ / "team-20250901T120000-000000-0123456789abcdef.duckdb").write_text("P1 15-06-2009")
    assert main(["teambeeld"]) == 0
    rijen = query("SELECT bestand, reden, rapport FROM levering WHERE levering_id > 7 ORDER BY levering_id")
    rapporten = [json.loads(rapport) if isinstance(rapport, str) else rapport for _, _, rapport in rijen]
    assert [rapport["genegeerde_kolommen"] for rapport in rapporten] == [[], [], [], ["Opmerking", "Status"]]
    assert [bestand for bestand, _, _ in rijen] == ["dossier *********.csv"] + ["export.csv"] * 3
    assert rijen[2][1] == rapporten[2]["fout"] == "Regel 1: de kolom afhandeling ontbreekt."
    with duckdb.connect(str(team_pad().resolve()), read_only=True) as verbinding:
        team = str(verbinding.execute("SELECT * FROM levering").fetchall())
    for geheim in ("15-06-2009", "'P1'", "123456782"):
        assert geheim not in str(rijen) and geheim not in team
    assert [pad.name for pad in map_.iterdir()] == [team_pad().resolve().name]
