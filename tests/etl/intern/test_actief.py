"""Which deliveries count: the latest per gemeente and schooljaar, and examples only while there is nothing real."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import literal_column, select, text

from data.referentie import schooljaar
from data.referentie.gebieden import gebieden
from etl.inname.loading import Opdracht, load
from etl.inname.profile import read_profile
from etl.intern import open_intern
from etl.intern.actief import schooljaar_of
from etl.intern.leveringen import withdraw
from etl.meldingen import BezetFout, GebruiksFout
from tests.etl.inname.hulp import delivery, load_text, query, row
from tests.etl.inname.vormen import PEILDATUM

ACTIEF = "SELECT werkproces_id FROM actief ORDER BY 1"
EERST, LATER = date(2023, 9, 1), date(2024, 9, 1)


def ids(op: date | None = None) -> list[str]:
    return [werkproces.removeprefix("W") for (werkproces,) in query(ACTIEF, op)]


def test_a_later_peildatum_supersedes_per_gemeente_and_schooljaar(tmp_path: Path) -> None:
    oud = delivery(
        row("zwolle-21", start="2021-09-01"),
        row("zwolle-22", start="2022-09-01"),
        row("kampen-22", "GM0166", start="2022-09-01"),
    )
    nieuw = delivery(row("nieuw-22", start="2022-10-01"), row("nieuw-23", start="2023-10-01"))
    load_text(tmp_path, oud, peildatum=EERST)
    load_text(tmp_path, nieuw, peildatum=LATER)
    assert ids() == ["kampen-22", "nieuw-22", "nieuw-23", "zwolle-21"]
    assert ids(op=date(2024, 1, 1)) == ["kampen-22", "zwolle-21", "zwolle-22"]
    assert ids(op=date(2023, 8, 31)) == []
    assert query("SELECT count(*) FROM werkproces") == [(5,)]


def test_an_older_peildatum_that_is_loaded_later_fills_in_only(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(row("nieuw", start="2022-09-01")), peildatum=LATER)
    load_text(tmp_path, delivery(row("oud", start="2022-10-01"), row("21", start="2021-09-01")), peildatum=EERST)
    assert ids() == ["21", "nieuw"]


def test_equal_peildata_the_last_one_loaded_counts(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(row("een")))
    load_text(tmp_path, delivery(row("twee")))
    assert ids() == ["twee"]


def test_a_schooljaar_of_a_gemeente_without_a_row_is_unknown(tmp_path: Path) -> None:
    load_text(
        tmp_path,
        delivery(
            row(1, "GM0193", start="2020-09-01"),
            row(2, "GM0166", start="2021-09-01"),
            row(3, "GM0166", start="2022-09-01"),
        ),
    )
    assert query("SELECT gemeente_code, schooljaar FROM actieve_dekking ORDER BY 1, 2") == [
        ("GM0166", "2021-2022"),
        ("GM0166", "2022-2023"),
        ("GM0193", "2020-2021"),
    ]


def test_a_gemeente_with_only_refused_rows_is_not_covered(tmp_path: Path) -> None:
    goed = [row(nummer) for nummer in range(5)]
    load_text(tmp_path, delivery(*goed, row("fout", "GM0166", soort="x")))
    assert query("SELECT DISTINCT gemeente_code FROM actieve_dekking") == [("GM0193",)]


def test_narrowed_coverage_leaves_the_other_years_to_others_but_is_heard_about_what_began_in_them(
    tmp_path: Path,
) -> None:
    load_text(tmp_path, delivery(row("oud-21", start="2021-09-01"), row("oud-22")), peildatum=EERST)
    inhoud = delivery(row("doorgelopen", start="2021-10-01"), row("nieuw-22", start="2022-10-01"))
    rapport = load_text(tmp_path, inhoud, peildatum=LATER, schooljaren=("2022-2023", "2022-2023"))
    assert ids() == ["doorgelopen", "nieuw-22", "oud-21"]
    assert any("vóór de schooljaren waar deze levering over gaat" in zin for zin in rapport.waarschuwingen)


def test_the_same_file_with_other_schooljaren_takes_the_place_of_the_first(tmp_path: Path) -> None:
    inhoud = delivery(row("21", start="2021-09-01"), row("22"))
    load_text(tmp_path, inhoud)
    load_text(tmp_path, inhoud, schooljaren=("2022-2023", "2022-2023"))
    assert ids() == ["21", "22"]
    assert query("SELECT schooljaar FROM actieve_dekking") == [("2022-2023",)]
    assert query("SELECT status, reden FROM levering ORDER BY levering_id") == [
        ("ingetrokken", "vervangen door levering 2"),
        ("geaccepteerd", None),
    ]


def test_loading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    for status in ("geladen", "al_geladen", "al_geladen"):
        assert load_text(tmp_path, delivery(row(1), row(2))).status == status
    assert query("SELECT count(*) FROM levering") == [(1,)]
    assert query("SELECT count(*) FROM werkproces") == [(2,)]
    assert load_text(tmp_path, delivery(row(1), row(2)), peildatum=EERST).status == "geladen"


def test_a_gemeente_that_was_added_makes_the_same_file_worth_loading_again(tmp_path: Path) -> None:
    inhoud = delivery(row(1), row(2), row("amsterdam", "GM0363"))
    alle = gebieden()
    assert load_text(tmp_path, inhoud).afgekeurd == 1
    meer = replace(alle, gemeenten=(*alle.gemeenten, replace(alle.gemeenten[0], code="GM0363", slug="amsterdam")))
    rapport = load(Opdracht(tmp_path / "levering.csv", read_profile("canoniek"), PEILDATUM), meer)
    assert (rapport.status, rapport.afgekeurd) == ("geladen", 0)
    assert ids() == ["1", "2", "amsterdam"]


def test_one_real_delivery_removes_every_example(tmp_path: Path) -> None:
    def example(nummer: str, gemeente: str = "GM0193") -> str:
        return row(nummer, gemeente, werkproces_id=f"VOORBEELD-{nummer}")

    stand = "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven{}\n{}\n"
    load_text(tmp_path, delivery(example("a"), example("b", "GM0166")), peildatum=LATER)
    load_text(tmp_path, stand.format(";bron", "0166;2022-2023;10;;;;voorbeeld"))
    assert query("SELECT DISTINCT voorbeeld FROM actief") == [(True,)]
    assert len(ids()) == 2 and query("SELECT count(*) FROM actieve_stand") == [(1,)]
    load_text(tmp_path, delivery(row("echt")), peildatum=EERST)
    assert ids() == ["echt"]
    assert query("SELECT count(*) FROM actieve_stand") == [(0,)]
    load_text(tmp_path, stand.format("", "0193;2022-2023;20;;;"))
    assert query("SELECT gemeente_code, jongeren_5_18 FROM actieve_stand") == [("GM0193", 20)]


def test_one_example_row_makes_the_delivery_an_example(tmp_path: Path) -> None:
    rapport = load_text(tmp_path, delivery(row(1), row(2, werkproces_id="voorbeeld-2"), row(3)))
    assert rapport.voorbeeld and any("telt de hele levering als voorbeeld" in zin for zin in rapport.waarschuwingen)
    assert query("SELECT DISTINCT voorbeeld FROM actief") == [(True,)]


def test_real_standen_remove_example_standen_but_not_example_werkprocessen(tmp_path: Path) -> None:
    stand = "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven{}\n{}\n"
    load_text(tmp_path, delivery(row("a", werkproces_id="VOORBEELD-a")))
    load_text(tmp_path, stand.format(";bron", "0166;2022-2023;10;;;;voorbeeld"))
    load_text(tmp_path, stand.format("", "0193;2022-2023;20;;;"))
    assert query("SELECT gemeente_code FROM actieve_stand") == [("GM0193",)]
    assert len(ids()) == 1


def test_withdrawing_brings_the_one_before_back(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(row("een")), peildatum=EERST)
    load_text(tmp_path, delivery(row("twee")), peildatum=LATER)
    with open_intern(schrijven=True) as verbinding:
        withdraw(verbinding, 2, "verkeerde export")
        verbinding.commit()
    assert ids() == ["een"]
    assert load_text(tmp_path, delivery(row("twee")), peildatum=LATER).status == "geladen"
    with open_intern(schrijven=True) as verbinding, pytest.raises(GebruiksFout, match="levering 9"):
        withdraw(verbinding, 9, "")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """Another process is kept out with a message; what is not committed is undone."""
    program = "from etl.__main__ import main; import sys; sys.exit(main(['leveringen']))"
    with open_intern(schrijven=True) as verbinding:
        verbinding.execute(text("INSERT INTO instelling VALUES ('a', 'b')"))
        klaar = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert klaar.returncode == 1
    assert klaar.stderr.startswith("Fout: Een ander commando is bezig")
    assert query("SELECT count(*) FROM instelling WHERE naam = 'a'") == [(0,)]
    assert BezetFout.status == 1


def test_sql_reaches_no_file_outside_the_work_folder(tmp_path: Path) -> None:
    (tmp_path / "geheim.csv").write_text("a\n1\n")
    with open_intern(schrijven=True) as verbinding:
        for sql in (f"FROM read_csv('{tmp_path}/geheim.csv')", f"COPY (SELECT 1) TO '{tmp_path}/uit.csv'"):
            with pytest.raises(Exception, match="disabled by configuration"):
                verbinding.execute(text(sql))
            verbinding.rollback()
    assert not (tmp_path / "uit.csv").exists()


@pytest.mark.parametrize("dag", [date(2022, 7, 31), date(2022, 8, 1), date(2022, 12, 31), date(2023, 1, 1)])
def test_sql_and_python_agree_on_the_schooljaar(dag: date) -> None:
    with open_intern() as verbinding:
        uitdrukking = schooljaar_of(literal_column(f"DATE '{dag}'"))
        assert verbinding.scalar(select(uitdrukking)) == schooljaar.of(dag)
