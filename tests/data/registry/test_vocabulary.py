"""The words of the contract are all there, and each outcome has exactly one group."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.referentie import schooljaar
from data.registry import vocabulary


def test_every_afhandeling_has_exactly_one_known_group() -> None:
    afhandelingen = {(soort, code) for soort, codes in vocabulary.AFHANDELINGEN.items() for code in codes}
    assert set(vocabulary.AFHANDELINGSGROEPEN) == afhandelingen
    assert set(vocabulary.AFHANDELINGSGROEPEN.values()) == set(vocabulary.GROEPEN)


def test_the_nine_soorten_have_outcomes_and_two_have_subsoorten() -> None:
    assert len(vocabulary.SOORTEN) == 9
    assert set(vocabulary.AFHANDELINGEN) == set(vocabulary.SOORTEN)
    assert set(vocabulary.SUBSOORTEN) == {"relatief_verzuim", "vrijstelling"}
    assert [len(codes) for codes in vocabulary.AFHANDELINGEN.values()] == [6, 11, 4, 2, 6, 11, 14, 11, 11]


def test_juridisch_is_what_the_indicators_call_juridisch() -> None:
    juridisch = {code for (_, code), groep in vocabulary.AFHANDELINGSGROEPEN.items() if groep == "juridisch"}
    assert juridisch == {"halt", "proces_verbaal", "beschermingstafel"}


@pytest.mark.parametrize(
    ("leeftijd", "groep"),
    [(0, "0-4"), (4, "0-4"), (5, "5-11"), (11, "5-11"), (12, "12-15"), (16, "16-17"), (17, "16-17"), (18, "18+")],
)
def test_leeftijdsgroep_at_its_borders(leeftijd: int, groep: str) -> None:
    assert vocabulary.leeftijdsgroep(leeftijd) == groep


def test_leeftijdsgroep_refuses_a_negative_age() -> None:
    with pytest.raises(ValueError, match="negatief"):
        vocabulary.leeftijdsgroep(-1)
    assert set(vocabulary.LEEFTIJDSGROEP_VANAF) == set(vocabulary.LEEFTIJDSGROEPEN)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_lies_in_its_own_schooljaar_and_in_no_other(dag: date) -> None:
    jaar = schooljaar.of(dag)
    assert schooljaar.begin(jaar) <= dag <= schooljaar.einde(jaar)
    assert schooljaar.begin(schooljaar.volgende(jaar)) == schooljaar.einde(jaar) + timedelta(days=1)
    assert schooljaar.vorige(schooljaar.volgende(jaar)) == jaar
    assert schooljaar.parse(f" {jaar} ") == jaar and schooljaar.is_schooljaar(jaar)


def test_reeks_and_wrong_texts() -> None:
    assert schooljaar.reeks("2020-2021", "2022-2023") == ["2020-2021", "2021-2022", "2022-2023"]
    assert schooljaar.reeks("2022-2023", "2020-2021") == []
    for tekst in ("2022", "2022-2024", "2022/2023", "22-23", "", "2023-2022"):
        with pytest.raises(ValueError, match="2022-2023"):
            schooljaar.parse(tekst)
        assert not schooljaar.is_schooljaar(tekst)
