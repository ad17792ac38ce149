"""How fine tables are told: what goes coarser, what never goes finer, and what hangs together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from data.cells.cells import TOTAAL, CelSleutel, Telling
from data.cells.tableplan import Tafel, in_stap, tafel_van, tafels, vormen
from data.referentie.gebieden import LAND
from data.registry.indicator_types import JONGEREN, STAPPEN, WERKPROCESSEN, Stap
from etl.tafelkeuze import Keuze, TeFijn, choose, coarsen, coarsest, first_guess, hidden_shares, told
from etl.tellen import Herkomst, Tellingen

JAREN = ("2022-2023", "2023-2024", "2024-2025")
VENSTER = "2022-2025"
DELEN = {"R1": ("G1", "G2"), "R2": ("G3",)}
REGIO_VAN = {deel: regio for regio, delen in DELEN.items() for deel in delen}

HALT = Tafel("halt", TOTAAL, WERKPROCESSEN, "gemeente")
HALT_J = HALT._replace(teleenheid=JONGEREN)
VERLEEND = Tafel("vrijstellingen_verleend", TOTAAL, WERKPROCESSEN, "gemeente")
ARTIKEL = VERLEEND._replace(uitsplitsing="artikel")
ARTIKEL_REGIO = ARTIKEL._replace(niveau="regio")
LOPEND = Tafel("vrijstellingen_lopend", "artikel", WERKPROCESSEN, "gemeente")


def count(anders: dict[Tafel, int], regio: str = "", land: bool = False) -> Tellingen:
    """Every candidate is 20, but of these tables that of their cells; in one region only where it is named."""
    cellen: dict[CelSleutel, Telling] = {}
    delen = DELEN | ({LAND: tuple(DELEN)} if land else {})
    for tafel, treden in tafels().items():
        categorieen = [v.categorie for v in vormen(tafel.niveau, tafel.teleenheid) if v[:2] == tafel[:2]]
        for gebied in REGIO_VAN if tafel.niveau == "gemeente" else delen:
            hier = not regio or REGIO_VAN.get(gebied, gebied) == regio
            for categorie, periode in product(categorieen, (*JAREN, VENSTER)):
                cel = CelSleutel(tafel.indicator, tafel.teleenheid, gebied, periode, tafel.uitsplitsing, categorie)
                if any(in_stap(cel, stap) for stap in treden):
                    cellen[cel] = Telling(anders.get(tafel, 20) if hier else 20, in_stap(cel, "jaar"))
    herkomst = {(WERKPROCESSEN, gebied, jaar): Herkomst(date(2025, 10, 1), False) for gebied in delen for jaar in JAREN}
    return Tellingen(cellen, herkomst, frozenset(), delen, REGIO_VAN)


def in_steps(tellingen: Tellingen, tafel: Tafel, waarden: dict[Stap, int]) -> Tellingen:
    """With another value for the cells of each step of one table."""
    for cel, telling in list(tellingen.cellen.items()):
        if tafel_van(cel, "gemeente" if cel.gebied in REGIO_VAN else "regio") == tafel:
            for stap, n in waarden.items():
                if in_stap(cel, stap):
                    tellingen.cellen[cel] = Telling(n, telling.zichtbaar)
    return tellingen


def test_nothing_unsafe_is_told_as_finely_as_can_be() -> None:
    keuze = first_guess(count({}), {})
    assert set(keuze) == {"R1", "R2"}
    assert all(keuze[regio] == dict.fromkeys(tafels(), "jaar") for regio in keuze)


def test_what_is_mostly_small_goes_to_a_venster_where_that_helps() -> None:
    tellingen = in_steps(count({HALT: 3}), HALT, {"venster": 9})
    keuze = first_guess(tellingen, {})
    assert keuze["R1"][HALT] == keuze["R2"][HALT] == "venster"
    assert keuze["R1"][HALT._replace(niveau="regio")] == "jaar"


def test_what_is_small_in_a_venster_too_goes_up_a_level() -> None:
    assert first_guess(count({HALT: 3}), {})["R1"][HALT] == "niet"


def test_a_region_chooses_for_itself() -> None:
    keuze = first_guess(count({HALT: 3}, regio="R1"), {})
    assert (keuze["R1"][HALT], keuze["R2"][HALT]) == ("niet", "jaar")


def test_articles_fold_before_anything_else_goes() -> None:
    tellingen = in_steps(count({}), ARTIKEL_REGIO, {"jaar": 2, "gevouwen": 12})
    assert first_guess(tellingen, {})["R1"][ARTIKEL_REGIO] == "gevouwen"


def test_a_stock_goes_up_a_level_at_once() -> None:
    assert first_guess(count({LOPEND: 2}), {})["R1"][LOPEND] == "niet"


def test_tiles_stay_however_small() -> None:
    tegels = {t: 2 for t, treden in tafels().items() if treden == ("jaar",)}
    keuze = first_guess(count(tegels), {})
    assert all(keuze["R1"][tafel] == "jaar" for tafel in tegels)


def test_parts_and_jongeren_are_told_no_finer_than_the_cases_of_the_total() -> None:
    keuze = first_guess(in_steps(count({VERLEEND: 3}), VERLEEND, {"venster": 9}), {})["R1"]
    assert keuze[VERLEEND] == keuze[ARTIKEL] == "venster"
    assert keuze[VERLEEND._replace(teleenheid=JONGEREN)] == "niet"


def test_the_other_count_of_the_same_fact_is_unsafe_too() -> None:
    assert first_guess(count({HALT_J: 3}), {})["R1"][HALT] == "venster"


def test_a_category_that_is_all_of_a_small_total_is_unsafe() -> None:
    tellingen = count({ARTIKEL: 0})
    for cel in tellingen.cellen:
        per_jaar = cel.gebied in REGIO_VAN and cel.schooljaar != VENSTER
        if per_jaar and cel[:2] == VERLEEND[::2][:2] and cel.categorie in (TOTAAL, "art_5a"):
            tellingen.cellen[cel] = Telling(8, True)
    # One of eight articles is hidden, and that is all there is.
    assert first_guess(tellingen, {})["R1"][ARTIKEL] != "jaar"
    assert first_guess(tellingen, {})["R1"][VERLEEND] == "jaar"


@pytest.mark.parametrize(("tafel", "deel"), [(HALT, Fraction(1, 2)), (LOPEND, Fraction(1, 3))])
def test_half_of_totals_may_be_hidden_and_a_third_of_parts_and_no_more(tafel: Tafel, deel: Fraction) -> None:
    tellingen = count({})
    keuze = first_guess(tellingen, {})
    eerste = keuze["R1"][tafel]
    verteld = told(tellingen, keuze)
    van_tafel = sorted(
        c
        for c, t in verteld.cellen.items()
        if t.zichtbaar and c[:2] == tafel[::2][:2] and c.uitsplitsing == tafel.uitsplitsing and c.gebied in ("G1", "G2")
    )
    mag = int(len(van_tafel) * deel)
    assert mag
    assert coarsen(verteld, van_tafel[:mag], keuze)["R1"][tafel] == eerste
    assert coarsen(verteld, van_tafel[: mag + 1], keuze)["R1"][tafel] != eerste


def test_zeros_do_not_make_up_for_what_is_hidden() -> None:
    tellingen = count({HALT: 0})
    eerste = CelSleutel("halt", WERKPROCESSEN, "G1", JAREN[0])
    tellingen.cellen[eerste] = Telling(12, True)
    keuze = first_guess(tellingen, {})
    assert keuze["R1"][HALT] == "jaar"
    assert coarsen(told(tellingen, keuze), [eerste], keuze)["R1"][HALT] == "venster"
    assert coarsen(told(tellingen, keuze), [], keuze) == keuze


def test_parts_go_before_the_totals_of_their_region() -> None:
    tellingen = count({})
    keuze = first_guess(tellingen, {})
    verteld = told(tellingen, keuze)

    def all_of(*welke: Tafel) -> list[CelSleutel]:
        return [
            c
            for c, t in verteld.cellen.items()
            if t.zichtbaar and tafel_van(c, "gemeente" if c.gebied in REGIO_VAN else "regio") in welke
        ]

    weg = [c for c in all_of(HALT, ARTIKEL_REGIO) if c.gebied in ("G1", "G2", "R1")]
    weg += [c for c in all_of(HALT) if c.gebied == "G3"]
    # R1 hides all of a part and of a total, R2 of a total only.
    grover = coarsen(verteld, weg, keuze)
    assert (grover["R1"][ARTIKEL_REGIO], grover["R1"][HALT]) == ("gevouwen", "jaar")
    assert grover["R2"][HALT] == "venster"
    # A part that cannot be told any coarser holds up no total.
    niets = {"R1": {**keuze["R1"], ARTIKEL_REGIO: tafels()[ARTIKEL_REGIO][-1]}, "R2": keuze["R2"]}
    assert coarsen(told(tellingen, niets), weg, niets)["R1"][HALT] == "venster"


def test_a_later_publication_never_tells_finer() -> None:
    eerder: Keuze = {"R1": {HALT: "venster", ARTIKEL_REGIO: "gevouwen"}}
    keuze = first_guess(count({}), eerder)
    assert (keuze["R1"][HALT], keuze["R1"][ARTIKEL_REGIO]) == ("venster", "gevouwen")
    assert keuze["R2"][HALT] == "jaar"
    for _ in range(2):
        keuze = coarsen(told(count({}), keuze), [], keuze)
        assert keuze["R1"][HALT] == "venster"


def test_a_step_that_a_ladder_lost_becomes_the_next_one() -> None:
    assert first_guess(count({}), {"R1": {LOPEND: "venster"}})["R1"][LOPEND] == "niet"


def test_of_several_publications_the_coarsest_holds() -> None:
    assert coarsest([("R1", HALT, "venster"), ("R1", HALT, "jaar"), ("R2", HALT, "niet")]) == {
        "R1": {HALT: "venster"},
        "R2": {HALT: "niet"},
    }


def test_the_country_is_as_coarse_as_its_coarsest_region() -> None:
    regio = HALT._replace(niveau="regio")
    keuze = first_guess(in_steps(count({}, land=True), regio, {}), {"R2": {regio: "venster"}})
    assert (keuze["R1"][regio], keuze["R2"][regio], keuze[LAND][regio]) == ("jaar", "venster", "venster")


def test_told_shows_the_chosen_step_and_nothing_else() -> None:
    keuze: Keuze = {"R1": {HALT: "venster", HALT_J: "niet"}}
    verteld = told(count({}), keuze)
    halt = {c for c, t in verteld.cellen.items() if t.zichtbaar and c.indicator == "halt" and c.gebied == "G1"}
    assert halt == {CelSleutel("halt", WERKPROCESSEN, "G1", VENSTER)}
    anders = {c for c, t in verteld.cellen.items() if t.zichtbaar and c.indicator == "halt" and c.gebied == "G3"}
    assert {c.schooljaar for c in anders} == set(JAREN)


def test_unknown_is_only_what_would_be_told() -> None:
    halt = CelSleutel("halt", WERKPROCESSEN, "G1", JAREN[0])
    onbekend = frozenset({halt, halt._replace(schooljaar=VENSTER)})
    tellingen = Tellingen({}, {}, onbekend, DELEN, REGIO_VAN)
    assert told(tellingen, {}).onbekend == {halt}
    assert told(tellingen, {"R1": {HALT: "venster"}}).onbekend == {halt._replace(schooljaar=VENSTER)}


@dataclass
class Weg:
    onderdrukt: Collection[CelSleutel]


def test_choosing_ends_where_no_table_hides_too_much() -> None:
    """Whatever is hidden: here all of a table in every step."""
    keren = []

    def hide(verteld: Tellingen) -> Weg:
        keren.append(1)
        return Weg([c for c, t in verteld.cellen.items() if t.zichtbaar and c[:2] == ("verlof", WERKPROCESSEN)])

    tellingen = count({})
    keuze, verteld, weg = choose(tellingen, first_guess(tellingen, {}), hide)
    van_verlof = [tafel for tafel in tafels() if tafel[0] == "verlof" and tafel.teleenheid == WERKPROCESSEN]
    assert all(keuze["R1"][tafel] == "niet" for tafel in van_verlof)
    assert not weg.onderdrukt
    assert not any(deel.too_much(tafel) for (_, tafel), deel in hidden_shares(verteld, weg.onderdrukt).items())
    # Parts first, then totals.
    assert len(keren) <= 2 * len(STAPPEN)


def test_what_tells_cheaply_what_would_be_hidden_makes_tables_coarser_first() -> None:
    """Hiding is dear: it begins where what is cheap came to rest."""
    gezien: list[str] = []

    def hides_all(indicator: str) -> Callable[[Tellingen], Weg]:
        def expect(verteld: Tellingen) -> Weg:
            gezien.append(indicator)
            return Weg([c for c, t in verteld.cellen.items() if t.zichtbaar and c.indicator == indicator])

        return expect

    tellingen = count({})
    begin = first_guess(tellingen, {})
    keuze, verteld, _ = choose(tellingen, begin, hides_all("niets"), hides_all("verlof"), hides_all("halt"))
    assert gezien == sorted(gezien, key=["verlof", "halt", "niets"].index)
    assert gezien.count("niets") == 1
    assert keuze["R1"][HALT] == "niet"
    assert not any(t.zichtbaar for c, t in verteld.cellen.items() if c.indicator == "verlof")


def test_where_no_proof_is_found_the_tables_around_it_are_told_coarser() -> None:
    tellingen = count({})
    stuk = CelSleutel("halt", WERKPROCESSEN, "G1", JAREN[0])

    def hide(verteld: Tellingen) -> Weg:
        if verteld.cellen[stuk].zichtbaar:
            raise TeFijn("Van iets is niets bewezen.", {stuk})
        return Weg(frozenset())

    keuze, verteld, _ = choose(tellingen, first_guess(tellingen, {}), hide)
    assert keuze["R1"][HALT] != "jaar"
    assert keuze["R2"][HALT] == "jaar"
    assert not verteld.cellen[stuk].zichtbaar


def test_where_nothing_can_be_told_coarser_the_refusal_stands() -> None:
    tellingen = count({})

    def hide(verteld: Tellingen) -> Weg:
        raise TeFijn("Van iets is niets bewezen.", {next(c for c in verteld.cellen if c.gebied == "G1")})

    with pytest.raises(TeFijn):
        choose(tellingen, first_guess(tellingen, {}), hide)
