"""What roles allow, and that nothing can be read without them."""

from __future__ import annotations

import inspect
from datetime import date
from importlib import import_module

import pytest

from data.referentie.gebieden import gebieden
from data.team import lijsten, queries
from data.team.bevoegd import Bevoegd, GeenToegangError, from_roles
from data.team.keuze import Keuze, OngeldigeKeuzeError, read_keuze
from data.team.termijnen import Werksoort
from tests.data.team.proefbeeld import PEILDATUM, rows

LANG = date(2000, 1, 1)


@pytest.mark.parametrize(
    ("rollen", "aantal", "heel", "beheerder"),
    [
        (["teamlead:MC10"], 11, True, False),
        (["teamlead:GM0148"], 1, False, False),
        (["teamlead:GM0148", "teamlead:SR-ROERMOND", "printer"], 5, False, False),
        (["beheerder"], 0, False, True),
        ([" teamlead:GM0957 ", "beheerder"], 1, False, True),
        (["Beheerder"], 0, False, True),
    ],
)
def test_roles_give_gemeenten(rollen: list[str], aantal: int, heel: bool, beheerder: bool) -> None:
    bevoegd = from_roles(rollen, gebieden())
    assert (len(bevoegd.gemeenten), bevoegd.hele_regios, bevoegd.beheerder) == (aantal, heel, beheerder)


@pytest.mark.parametrize(
    "rollen", [[], ["teamlead"], ["teamlead:"], ["teamlead:GM9999"], ["teamlead:*"], ["Beheerders"]]
)
def test_other_roles_give_nothing(rollen: list[str]) -> None:
    with pytest.raises(GeenToegangError, match="geen rol"):
        from_roles(rollen, gebieden())


# They read nothing: they are parts of a question.
CONDITIONS = {"open_on", "days_until", "moment_of"}


def readers() -> list[str]:
    return [
        f"{module.__name__}.{naam}"
        for module in (queries, lijsten)
        for naam, f in vars(module).items()
        if inspect.isfunction(f) and f.__module__ == module.__name__ and not naam.startswith("_")
    ]


@pytest.mark.parametrize("naam", readers())
def test_every_question_is_asked_for_somebody(naam: str) -> None:
    module, _, functie = naam.rpartition(".")
    first, *_ = inspect.signature(getattr(import_module(module), functie)).parameters.values()
    assert functie in CONDITIONS or (first.name == "bevoegd" and first.default is inspect.Parameter.empty)


def test_a_team_sees_its_own_gemeenten_and_no_other(regio: Bevoegd) -> None:
    lijst = lijsten.Lijst("instroom", LANG, PEILDATUM)
    eigen = [rij["werkproces_id"] for rij in rows() if rij["gemeente_code"] in regio.gemeenten]
    gezien = [rij["werkproces_id"] for rij in lijsten.read_lijst(regio, Keuze(), lijst, 0, 10_000)]
    assert sorted(gezien) == sorted(eigen)
    eigen_codes = {"GM0148", "GM0193"}
    assert {gemeente for gemeente, _ in queries.read_dekking(regio)} == eigen_codes
    assert set(queries.count_per_maand(regio, Keuze(), LANG).per_gemeente) == eigen_codes


def test_another_gemeente_is_refused_whatever_asks(regio: Bevoegd) -> None:
    ander, lijst = Keuze(gemeente="GM0957"), lijsten.Lijst("lopend", LANG, PEILDATUM)
    vragen = (
        lambda: queries.count_per_dag(regio, ander, LANG),
        lambda: queries.count_per_maand(regio, ander, LANG),
        lambda: queries.count_splits(regio, ander, "lopend", LANG, PEILDATUM),
        lambda: queries.count_within_term(regio, ander, LANG, PEILDATUM, ((Werksoort("vsv"), 30),)),
        lambda: queries.durations(regio, ander, LANG, PEILDATUM, ("soort",)),
        lambda: queries.follow_up(regio, ander, LANG, PEILDATUM),
        lambda: queries.open_ages(regio, ander, PEILDATUM),
        lambda: queries.count_open(regio, ander, PEILDATUM),
        lambda: queries.count_closed_as(regio, ander, "overdracht_nieuw_schooljaar", LANG, PEILDATUM),
        lambda: queries.open_per_behandelaar(regio, ander, PEILDATUM),
        lambda: queries.count_returns(regio, ander),
        lambda: lijsten.count_lijst(regio, ander, lijst),
        lambda: lijsten.read_lijst(regio, ander, lijst, 0, 10),
        lambda: lijsten.open_lijst(regio, ander, lijst).__enter__(),
    )
    for vraag in vragen:
        with pytest.raises(GeenToegangError):
            vraag()


def test_who_has_no_gemeenten_sees_nothing() -> None:
    niemand = from_roles(["beheerder"], gebieden())
    assert queries.count_per_dag(niemand, Keuze(), LANG) == ({}, {})
    assert lijsten.read_lijst(niemand, Keuze(), lijsten.Lijst("instroom", LANG, PEILDATUM), 0, 10) == []
    assert not queries.read_dekking(niemand)


def test_deliveries_are_for_the_beheerder(regio: Bevoegd) -> None:
    for vraag in (
        lambda: lijsten.read_leveringen(regio),
        lambda: lijsten.read_afgekeurd(regio, 1, 10),
        lambda: lijsten.count_afgekeurd(regio, 1),
    ):
        with pytest.raises(GeenToegangError, match="beheerder"):
            vraag()
    beheerder = from_roles(["beheerder"], gebieden())
    assert [rij["bestand"] for rij in lijsten.read_leveringen(beheerder)] == ["proef.csv"]
    assert [rij["regel"] for rij in lijsten.read_afgekeurd(beheerder, 1, 10)] == [17]
    assert lijsten.count_afgekeurd(beheerder, 1) == (1, 1)


def test_answers_that_are_kept_are_kept_per_team(regio: Bevoegd) -> None:
    roermond = from_roles(["teamlead:SR-ROERMOND"], gebieden())
    assert queries.count_open(regio, Keuze(), PEILDATUM).keys() == {"GM0148", "GM0193"}
    assert queries.count_open(roermond, Keuze(), PEILDATUM).keys() == {"GM0957", "GM1711"}


@pytest.mark.parametrize(
    "vraag",
    [{"soort": "x"}, {"schooljaar": "2021-2023"}, {"leeftijdsgroep": "12"}, {"soort": "verlof", "subsoort": "x"}],
)
def test_a_filter_that_does_not_exist_is_refused(vraag: dict[str, str], regio: Bevoegd) -> None:
    with pytest.raises(OngeldigeKeuzeError):
        read_keuze(vraag, regio, gebieden())


@pytest.mark.parametrize("gemeente", ["GM0957", "roermond", "GM9999", "bestaat-niet", "MC10"])
def test_a_gemeente_of_another_team_is_refused_like_one_that_does_not_exist(gemeente: str, regio: Bevoegd) -> None:
    with pytest.raises(GeenToegangError, match="hoort niet bij uw team"):
        read_keuze({"gemeente": gemeente}, regio, gebieden())


def test_filters_come_back_from_their_own_url(regio: Bevoegd) -> None:
    from urllib.parse import parse_qsl

    keuze = Keuze("2023-2024", "GM0193", "relatief_verzuim", "luxe", "vo", "12-15")
    assert read_keuze(dict(parse_qsl(keuze.query())), regio, gebieden()) == keuze
    assert keuze.met(soort="verlof").subsoort == ""
