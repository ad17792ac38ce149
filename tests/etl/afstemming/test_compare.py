"""Reconciliation: the judgement per figure with a counter of our own making, and all of it on a loaded example."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from data.cells.tableplan import Atoom, atomen
from data.referentie.gebieden import gebieden
from data.reports import published
from data.reports.published_figures import Publicatiecijfer
from etl.__main__ import main
from etl.afstemming.compare import Vergelijking, compare
from etl.afstemming.question import Vraag
from etl.afstemming.recount import Hertelling
from etl.afstemming.report import report, summarise
from etl.intern import open_intern
from etl.voorbeeld import write_example
from tests.etl.voorbeeld import contract
from tests.etl.voorbeeld.contract import Rij, schooljaar

JAREN = [f"{jaar}-{jaar + 1}" for jaar in range(2020, 2025)]
ALLES = {(g.code, jaar): False for g in gebieden().gemeenten for jaar in JAREN}


@dataclass
class Namaak:
    """A counter that gives the answers it was told to give."""

    antwoord: Callable[[Vraag], int] = lambda _vraag: 0
    stand_is: int | None = 3931
    gedekt: Mapping[tuple[str, str], bool] = field(default_factory=lambda: ALLES)

    def count(self, vragen: Sequence[Vraag]) -> list[int]:
        return [self.antwoord(vraag) for vraag in vragen]

    def stand(self, naam: str, gemeenten: Iterable[str], jaar: str) -> int | None:
        assert naam in ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen") and gemeenten and jaar in JAREN
        return self.stand_is

    def coverage(self) -> Mapping[tuple[str, str], bool]:
        return self.gedekt


def figure(indicator: str, gebied: str, jaar: str, **verder: str) -> Publicatiecijfer:
    found = [
        c
        for c in published.cijfers()
        if (c.indicator, c.gebied, c.schooljaar) == (indicator, gebied, jaar)
        and all(getattr(c, veld) == waarde for veld, waarde in verder.items())
    ]
    return found[0]


def judge(cijfer: Publicatiecijfer, teller: Namaak) -> Vergelijking:
    (een,) = compare([cijfer], gebieden(), teller)
    return een


def said(vergelijking: Vergelijking) -> str:
    return "\n".join(report([vergelijking], gebieden()))


def test_a_count_agrees_or_differs_by_so_much() -> None:
    totaal = figure("relatief_verzuim", "SR-ROERMOND", "2022-2023")
    klopt = judge(totaal, Namaak(lambda _vraag: 667))
    assert (klopt.oordeel, klopt.geteld, klopt.verschil) == ("klopt", 667, 0)
    teveel, te_weinig = judge(totaal, Namaak(lambda _vraag: 1667)), judge(totaal, Namaak(lambda _vraag: 660))
    assert (teveel.oordeel, teveel.verschil, te_weinig.verschil) == ("verschilt", 1000, -7)
    assert "verslag 667, geteld 1.667: 1.000 meer." in said(teveel)
    assert "verslag 667, geteld 660: 7 minder." in said(te_weinig)


def test_the_right_question_is_asked() -> None:
    gevraagd: list[Vraag] = []

    def remember(vraag: Vraag) -> int:
        gevraagd.append(vraag)
        return 0

    judge(figure("processen_verbaal", "GM0957", "2022-2023", categorie="luxe"), Namaak(remember))
    luxe = frozenset({Atoom("relatief_verzuim", "luxe", "proces_verbaal")})
    assert gevraagd == [Vraag(("GM0957",), "2022-2023", "eind", luxe)]
    judge(figure("absoluut_verzuim", "GM1896", "2020-2021"), Namaak(remember))
    assert (gevraagd[1].jongeren, gevraagd[1].moment) == (True, "start")
    assert {atoom.soort for atoom in gevraagd[1].atomen} == {"absoluut_verzuim"}


@pytest.mark.parametrize(("thuis", "oordeel"), [(27, "klopt"), (26, "klopt"), (20, "verschilt"), (40, "verschilt")])
def test_a_percentage_agrees_with_every_count_it_can_stand_for(thuis: int, oordeel: str) -> None:
    uitkomst = judge(figure("schoolgaand", "GM1896", "2022-2023"), Namaak(lambda _vraag: thuis))
    assert uitkomst.oordeel == oordeel
    assert (uitkomst.teller, uitkomst.noemer) == (thuis, 3931)
    assert f"{thuis} van 3.931" in said(uitkomst)


def test_a_stand_is_compared_with_the_delivered_one() -> None:
    stand = figure("jongeren_5_18", "GM1896", "2022-2023")
    assert judge(stand, Namaak(stand_is=3931)).oordeel == "klopt"
    assert judge(stand, Namaak(stand_is=3900)).verschil == -31
    assert "geen standen geleverd" in judge(stand, Namaak(stand_is=None)).reden


def test_a_report_that_contradicts_itself_is_no_fault_of_ours() -> None:
    """Its table of relatief verzuim has 30 processen-verbaal, its table of processen-verbaal 28."""
    tweede = figure("afgehandeld", "GM0957", "2023-2024", categorie="relatief_verzuim:proces_verbaal")
    uitkomst = judge(tweede, Namaak(lambda _vraag: 28))
    assert (uitkomst.oordeel, uitkomst.verschil, uitkomst.tegenspraak) == ("verschilt", -2, True)
    assert "een ander aantal" in uitkomst.reden
    assert "1 doordat het verslag zichzelf tegenspreekt" in summarise([uitkomst], gebieden())[0].in_words()


@pytest.mark.parametrize(
    ("cijfer", "reden"),
    [
        (figure("verzuimmeldingen", "GM1896", "2022-2023", teleenheid="meldingen"), "telt meldingen"),
        (figure("nieuwe_vsv", "GM0957", "2022-2023"), "niet op dezelfde manier"),
        (figure("nieuwe_vsv", "MC12", "2022-2023"), "niet alleen uit gemeenten van deze site"),
        (figure("", "SR-ROERMOND", "2023-2024", zekerheid="onzeker"), "onzeker"),
        (replace(figure("halt", "GM0164", "2022-2023"), waarde=None, status="nvt"), "geeft hier geen getal"),
    ],
)
def test_what_cannot_be_compared_says_why(cijfer: Publicatiecijfer, reden: str) -> None:
    uitkomst = judge(cijfer, Namaak())
    assert (uitkomst.oordeel, uitkomst.geteld, uitkomst.verschil) == ("niet_vergeleken", None, None)
    assert reden in uitkomst.reden and uitkomst.reden in said(uitkomst)


def test_a_region_is_compared_only_when_all_of_it_was_delivered() -> None:
    totaal = figure("relatief_verzuim", "SR-ROERMOND", "2022-2023")
    deels = {plek: True for plek in ALLES if plek[0] != "GM1641"}
    assert "zijn geen werkprocessen geleverd" in judge(totaal, Namaak(gedekt=deels)).reden
    assert judge(totaal, Namaak(gedekt=dict.fromkeys(ALLES, True))).voorbeeld


# --- on a loaded example -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example, loaded by the command itself."""
    folder = tmp_path_factory.mktemp("afstemming")
    write_example(folder / "voorbeeld", rijen=12_000)
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_DATA", str(folder))
        bestanden = [str(folder / "voorbeeld" / naam) for naam in ("werkprocessen.csv", "standen.csv")]
        assert main(["laden", *bestanden, "--peildatum", "2025-10-01"]) == 0
    return folder


@pytest.fixture
def met_voorbeeld(geladen: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEERRECHT_DATA", str(geladen))
    return geladen


def test_the_example_agrees_with_every_report(met_voorbeeld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["afstemmen", "--json"]) == 0
    uitkomst = json.loads(capsys.readouterr().out)
    vergeleken = [c for c in uitkomst["cijfers"] if c["oordeel"] != "niet_vergeleken"]
    anders = {(c["gebied"], c["categorie"], c["gepubliceerd"], c["geteld"]) for c in vergeleken if c["verschil"]}
    pv = "relatief_verzuim:proces_verbaal"
    assert anders == {("GM0957", pv, 30, 28), ("GM1711", pv, 11, 8), ("GM1641", pv, 5, 6)}
    assert all(c["tegenspraak"] for c in vergeleken if c["verschil"]) and all(c["voorbeeld"] for c in vergeleken)
    te_doen = [c for c in published.cijfers() if c.afstembaar and c.schooljaar in JAREN]
    assert {c.nummer for c in te_doen} <= {c["nummer"] for c in vergeleken if c["oordeel"] == "klopt"}
    assert len(te_doen) > 200


def test_report_for_a_person(met_voorbeeld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["afstemmen", "--gebied", "Subregio Roermond"]) == 0
    tekst = capsys.readouterr().err
    assert "Hattem" not in tekst and "Maasgouw, schooljaar 2023-2024" in tekst
    assert "(Gesprek met afspraken/waarschuwingsbrief): 147" in tekst
    assert "verslag 30, geteld 28: 2 minder." in tekst
    assert "3 verschillen (waarvan 3 doordat het verslag zichzelf tegenspreekt)" in tekst
    assert "uit het voorbeeld" in tekst.splitlines()[-1]


def test_unknown_gebied_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["afstemmen", "--gebied", "Atlantis"]) == 2
    assert "Dalfsen" in capsys.readouterr().err


def test_nothing_loaded_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["afstemmen", "--gebied", "gm0957"]) == 0
    assert "0 kloppen, 0 verschillen" in capsys.readouterr().err


def test_every_question_is_answered_as_plain_python_would(met_voorbeeld: Path) -> None:
    rijen = contract.read(met_voorbeeld / "voorbeeld")
    toeval = random.Random(4)
    vragen = [random_question(toeval) for _ in range(60)]
    with open_intern() as verbinding:
        antwoorden = Hertelling(verbinding, gebieden()).count(vragen)
    assert antwoorden == [slowly(rijen, vraag) for vraag in vragen]
    assert sum(antwoord > 0 for antwoord in antwoorden) > 40


def random_question(toeval: random.Random) -> Vraag:
    soorten = toeval.sample(sorted({atoom.soort for atoom in atomen()}), 4)
    gekozen = frozenset(atoom for atoom in atomen() if atoom.soort in soorten and toeval.random() < 0.7)
    gemeenten = tuple(toeval.sample([g.code for g in gebieden().gemeenten], toeval.choice([1, 3, 18])))
    moment = toeval.choice(["start", "eind", "lopend"])
    school = frozenset(toeval.choice([(), ("mbo",), ("po", "vo", "onbekend")]))
    return Vraag(gemeenten, toeval.choice(JAREN), moment, gekozen, school, toeval.random() < 0.5)  # type: ignore[arg-type]


def slowly(rijen: Iterable[Rij], vraag: Vraag) -> int:
    gevonden = [
        rij.persoon
        for rij in rijen
        if rij.gemeente in vraag.gemeenten
        and (rij.soort, rij.subsoort, rij.afhandeling) in vraag.atomen
        and (not vraag.onderwijssoorten or (rij.onderwijssoort or "onbekend") in vraag.onderwijssoorten)
        and at_moment(rij, vraag)
    ]
    return len(set(gevonden)) if vraag.jongeren else len(gevonden)


def at_moment(rij: Rij, vraag: Vraag) -> bool:
    if vraag.moment == "start":
        return schooljaar(rij.start) == vraag.schooljaar
    if vraag.moment == "eind":
        return rij.eind is not None and schooljaar(rij.eind) == vraag.schooljaar
    laatste_dag = f"{vraag.schooljaar[5:]}-07-31"
    return rij.start.isoformat() <= laatste_dag and (rij.eind is None or rij.eind.isoformat() > laatste_dag)
