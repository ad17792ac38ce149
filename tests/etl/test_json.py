"""`--json` on every command: one object on standard output, the exit status first, and what is wrong in Dutch words."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import pytest

from etl import verbs
from etl.__main__ import main
from etl.meldingen import Fout
from tests.etl.inname.hulp import KOP, delivery, row

VERBS = sorted(info.name for info in iter_modules(verbs.__path__))
# The words behind each command, MAP for a folder, and what its answer holds besides the status. In the order of a
# steward: what is loaded is published, and so on.
ROEP: dict[str, tuple[list[str], set[str]]] = {
    "voorbeeld": (["--uit", "MAP/voorbeeld"], {"bestanden", "rijen", "zaad", "minimum"}),
    "laden": (["MAP/goed.csv", "--peildatum", "2025-09-01"], {"leveringen"}),
    "afgekeurd": (["--uit", "MAP/afgekeurd.csv"], {"afgekeurd", "bestand"}),
    "leveringen": ([], {"leveringen", "tellend"}),
    "vergelijken": (["1"], {"vergelijking"}),
    "afstemmen": (["--gebied", "GM0193"], {"samenvatting", "cijfers"}),
    "broncontrole": ([], {"bevindingen"}),
    "teambeeld": ([], {"beeld"}),
    "grenzen": (["--weg"], {"regios", "let_op"}),
    "proef": ([], {"verschil", "merk", "verdwijnt", "nu_afgeschermd", "nu_zichtbaar"}),
    "publiceren": ([], {"publicatie", "nieuw", "verschil", "bewijs"}),
    "controle": ([], {"publicatie", "cellen", "onderdrukt", "lekken", "controle"}),
    "exporteer": (["--uit", "MAP/export"], {"bestanden"}),
    "inrichten": ([], {"publicatie", "nieuw", "eigen_referentiemap", "let_op"}),
    "reservekopie": (["--naar", "MAP/kopie"], {"bestand", "sleutel"}),
    "herstel": (["MAP/goed.csv"], {"fout", "remedie"}),  # there are data already
    "intrekken": (["1"], {"ingetrokken"}),
    "terugdraaien": ([], {"fout", "remedie"}),  # there is but one publication
    "verslag": (["bijwerken", "MAP/goed.csv"], {"fout", "remedie"}),  # that is no report
}
GOED = delivery(*(row(nummer, persoon=f"p{nummer}") for nummer in range(30)))


def ask(*woorden: str) -> tuple[int, dict[str, Any]]:
    """The exit status and the one object on standard output."""
    uit = StringIO()
    with redirect_stdout(uit):
        status = main([*woorden, "--json"])
    antwoord = json.loads(uit.getvalue())
    assert next(iter(antwoord.items())) == ("status", status)
    if status:
        assert antwoord["fout"] and isinstance(antwoord["remedie"], str)
    else:
        assert "fout" not in antwoord and "remedie" not in antwoord
    return status, antwoord


@pytest.fixture(scope="module")
def antwoorden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, dict[str, Any]]]:
    """What each command answers, one after another over one folder with a small delivery."""
    map_ = tmp_path_factory.mktemp("json")
    (map_ / "goed.csv").write_text(GOED)

    def write_example(doel: Path, _rijen: object, _zaad: int, _voortgang: object) -> SimpleNamespace:
        doel.mkdir()
        return SimpleNamespace(rijen=1, minimum=1, gemeenten=1)

    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_DATA", str(map_ / "var"))
        omgeving.delenv("LEERRECHT_REFERENTIE", raising=False)
        omgeving.setattr("etl.voorbeeld.write_example", write_example)
        return {
            verb: ask(verb, *(woord.replace("MAP", str(map_)) for woord in woorden))
            for verb, (woorden, _) in ROEP.items()
        }


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_answers_a_machine(verb: str, antwoorden: dict[str, tuple[int, dict[str, Any]]]) -> None:
    status, antwoord = antwoorden[verb]
    assert status == {"terugdraaien": 4, "herstel": 2, "verslag": 2}.get(verb, 0)
    assert ROEP[verb][1] <= antwoord.keys()


@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_call_answers_in_the_same_form(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, antwoord = ask(verb, "--onzin")
    assert status == 2
    assert antwoord["remedie"].startswith("Gebruik: python -m etl")
    verteld = capsys.readouterr().err
    assert f"Fout: {antwoord['fout']}\n{antwoord['remedie']}" in verteld


@pytest.mark.parametrize("woorden", [["onzin", "--json"], ["--json"], ["laden", "--js"]])
def test_a_call_that_names_no_command_or_writes_json_short(
    woorden: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(woorden) == 2
    assert json.loads(capsys.readouterr().out)["status"] == 2


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in {"broncontrole", "voorbeeld"}])
def test_trouble_with_the_machine_answers_in_the_same_form(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that need the data folder, which is a file here."""
    (tmp_path / "bestand").write_text("geen map")
    (tmp_path / "goed.csv").write_text(GOED)
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "bestand"))
    status, _ = ask(verb, *(woord.replace("MAP", str(tmp_path)) for woord in ROEP[verb][0]))
    assert status in {1, 2, 4}


@pytest.mark.parametrize("oorzaak", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_trouble_at_the_second_file_hides_nothing_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, oorzaak: BaseException
) -> None:
    from etl.inname import storing

    namen = ["een.csv", "twee.csv", "drie.csv"]
    for naam in namen:
        (tmp_path / naam).write_text(GOED.replace("W1;", f"W{naam[0]};"))
    store: Callable[..., Any] = storing.store

    def fail_at_the_second(verbinding: Any, rapport: Any, *rest: Any) -> None:
        if rapport.bestand == "twee.csv":
            raise oorzaak
        store(verbinding, rapport, *rest)

    monkeypatch.setattr("etl.inname.storing.store", fail_at_the_second)
    status, antwoord = ask("laden", *(str(tmp_path / naam) for naam in namen), "--peildatum", "2025-09-01")
    assert status == (130 if isinstance(oorzaak, KeyboardInterrupt) else 1)
    assert [levering["status"] for levering in antwoord["leveringen"]] == ["geladen", "niet_geladen", "niet_geladen"]
    assert antwoord["leveringen"][0]["geaccepteerd"] == 30
    assert [levering["bestand"] for levering in antwoord["leveringen"]] == namen


def test_a_refused_file_tells_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "goed.csv").write_text(GOED)
    (tmp_path / "kop.csv").write_text(KOP.replace("soort;", "", 1) + "\nx\n")
    status, antwoord = ask("laden", str(tmp_path / "kop.csv"))
    (levering,) = antwoord["leveringen"]
    assert status == 3 and levering["remedie"]
    assert (antwoord["fout"], antwoord["remedie"]) == (levering["fout"], levering["remedie"])
    status, antwoord = ask("laden", str(tmp_path / "kop.csv"), str(tmp_path / "goed.csv"))
    assert status == 3 and "kop.csv" in antwoord["fout"] and "goed.csv" not in antwoord["fout"]


def test_a_file_that_changes_under_our_hands_is_refused_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from etl.meldingen import LeveringFout

    (tmp_path / "goed.csv").write_text(GOED)

    def refuse(*_: object) -> None:
        raise LeveringFout("Het bestand is weg.", "Zet het terug.")

    monkeypatch.setattr("etl.inname.loading.load", refuse)
    _, antwoord = ask("laden", str(tmp_path / "goed.csv"))
    assert antwoord["leveringen"] == [
        {"bestand": "goed.csv", "status": "geweigerd", "fout": "Het bestand is weg.", "remedie": "Zet het terug."}
    ]


def test_setting_up_answers_for_the_step_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def write_example(doel: Path, *_: object) -> SimpleNamespace:
        doel.mkdir(parents=True)
        (doel / "werkprocessen.csv").write_text(GOED)
        (doel / "standen.csv").write_text(
            "gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven\n"
            "GM0193;2022-2023;100;;;\n"
        )
        return SimpleNamespace(rijen=30, minimum=30, gemeenten=1)

    def refuse(*_: object) -> None:
        raise Fout("Het voorbeeld mislukt.", "Probeer het opnieuw.")

    monkeypatch.setattr("etl.voorbeeld.write_example", refuse)
    assert ask("inrichten") == (
        1,
        {
            "status": 1,
            "fout": "Het voorbeeld mislukt.",
            "remedie": "Probeer het opnieuw.",
            "publicatie": None,
            "nieuw": False,
            "eigen_referentiemap": False,
            "let_op": [],
        },
    )
    monkeypatch.setattr("etl.voorbeeld.write_example", write_example)
    status, antwoord = ask("inrichten")
    assert status == 0 and antwoord["nieuw"] and antwoord["publicatie"]
    assert ask("inrichten")[1] == {**antwoord, "nieuw": False}


def test_the_documentation_says_what_each_command_answers() -> None:
    tekst = (Path(__file__).parents[2] / "docs" / "programmas.md").read_text(encoding="utf-8")
    for verb, (_, velden) in ROEP.items():
        regel = next(regel for regel in tekst.splitlines() if regel.startswith(f"| `{verb}` |"))
        assert all(f"`{veld}`" in regel for veld in velden - {"fout", "remedie"}), verb
