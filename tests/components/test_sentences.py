"""The sentences under tiles and charts, whole, as a reader sees them."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import sentences
from components.sentences import MetEerder, MetRegio, Stand, describe
from components.words import Begrip, words_for
from data import funnel
from data.cells import Status
from data.figures import Deel
from data.funnel import Plek
from data.indicators import INDICATOREN
from data.statistics import Oordeel

HOGER, LAGER, GELIJK = Oordeel.HOGER, Oordeel.LAGER, Oordeel.NIET_TE_ONDERSCHEIDEN
ABSOLUUT = words_for(INDICATOREN["absoluut_verzuim"], "jongeren")
RELATIEF = words_for(INDICATOREN["relatief_verzuim"], "werkprocessen")
VERBAAL = words_for(INDICATOREN["processen_verbaal"], "werkprocessen")
NAAR_SCHOOL = words_for(INDICATOREN["schoolgaand"], "jongeren")
INWONERS = words_for(INDICATOREN["jongeren_5_18"], "jongeren")

NU, TOEN = "2022-2023", "2021-2022"
REGIO = "de regio IJssel-Vecht"
VAN_REGIO = Stand(NU, 403, noemer=66_115)
AFGESCHERMD = "Om te voorkomen dat iemand herkend wordt, tonen we hier geen aantal."


def hidden(status: Status, schooljaar: str = NU) -> Stand:
    return Stand(schooljaar, None, status)


def place(op_95: Oordeel, op_998: Oordeel = GELIJK) -> MetRegio:
    return MetRegio(REGIO, VAN_REGIO, Plek(op_95, op_998))


# --- how much ------------------------------------------------------------------------------------------------------
LEVELS: list[tuple[Begrip, Stand, str]] = [
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 17 van de 1.884 jongeren (9,0 per 1.000).",
    ),
    (
        ABSOLUUT,
        Stand(NU, 1, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 1 van de 1.884 jongeren (0,5 per 1.000).",
    ),
    (
        ABSOLUUT,
        Stand(NU, 0, noemer=1884),
        "In schooljaar 2022-2023 kwam dit niet voor in Hattem (0 van de 1.884 jongeren).",
    ),
    (ABSOLUUT, Stand(NU, 1), "In schooljaar 2022-2023 ging het in Hattem om 1 jongere."),
    (ABSOLUUT, Stand(NU, 2), "In schooljaar 2022-2023 ging het in Hattem om 2 jongeren."),
    (VERBAAL, Stand(NU, 0), "In schooljaar 2022-2023 kwam dit niet voor in Hattem (0 processen-verbaal)."),
    (VERBAAL, Stand(NU, 1), "In schooljaar 2022-2023 ging het in Hattem om 1 proces-verbaal."),
    (
        RELATIEF,
        Stand(NU, 1, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 1 werkproces. Dat is 0,5 per 1.000 jongeren.",
    ),
    (
        RELATIEF,
        Stand(NU, 134, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 134 werkprocessen. Dat is 71,1 per 1.000 jongeren.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 99,1% van de 1.884 jongeren.",
    ),
    (NAAR_SCHOOL, Stand(NU, 99.1), "In schooljaar 2022-2023 ging het in Hattem om 99,1% van de jongeren."),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.97, noemer=18822),
        "In schooljaar 2022-2023 ging het in Hattem om meer dan 99,9% van de 18.822 jongeren.",
    ),
    (INWONERS, Stand(NU, 1884), "In schooljaar 2022-2023 ging het in Hattem om 1.884 jongeren."),
    (
        ABSOLUUT,
        Stand(NU, 5, noemer=1884, voorlopig=True),
        "In schooljaar 2022-2023 gaat het tot nu toe in Hattem om 5 van de 1.884 jongeren (2,7 per 1.000). "
        "Het schooljaar is nog niet voorbij: dit cijfer is voorlopig.",
    ),
    (
        VERBAAL,
        Stand(NU, 0, voorlopig=True),
        "In schooljaar 2022-2023 komt dit tot nu toe niet voor in Hattem (0 processen-verbaal). "
        "Het schooljaar is nog niet voorbij: dit cijfer is voorlopig.",
    ),
    (ABSOLUUT, hidden("onderdrukt"), AFGESCHERMD),
    (ABSOLUUT, hidden("onbekend"), "Dit cijfer is voor Hattem in schooljaar 2022-2023 niet bekend."),
    (ABSOLUUT, hidden("nvt"), "Dit cijfer is voor Hattem in schooljaar 2022-2023 niet van toepassing."),
]


@pytest.mark.parametrize(("begrip", "nu", "zin"), LEVELS)
def test_level(begrip: Begrip, nu: Stand, zin: str) -> None:
    assert sentences.describe_level(begrip, "Hattem", nu) == zin


RESTS = [
    (Deel(1867, 1867, 1884), "17 jongeren hadden absoluut verzuim."),
    (Deel(1883, 1883, 1884), "1 jongere had absoluut verzuim."),
    (
        Deel(18700, 18718, 18822),
        "Tussen de 104 en 122 jongeren hadden absoluut verzuim. Preciezer kan niet, want het percentage is afgerond.",
    ),
]


@pytest.mark.parametrize(("deel", "zin"), RESTS)
def test_who_is_outside_the_percentage(deel: Deel, zin: str) -> None:
    assert sentences.describe_rest(NAAR_SCHOOL, deel) == zin
    assert sentences.describe_rest(ABSOLUUT, deel) == ""


# --- since an earlier year -----------------------------------------------------------------------------------------
CHANGES: list[tuple[Begrip, Stand, MetEerder, str]] = [
    (ABSOLUUT, Stand(NU, 17), MetEerder(None), "Er zijn geen eerdere cijfers om mee te vergelijken."),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(Stand(TOEN, 9), HOGER, "In 2022-2023 veranderde de manier van tellen."),
        "Met schooljaar 2021-2022 is dit niet te vergelijken. In 2022-2023 veranderde de manier van tellen.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, voorlopig=True),
        MetEerder(Stand(TOEN, 31), LAGER),
        "We vergelijken dit cijfer nog niet met een heel schooljaar.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(hidden("onderdrukt", TOEN)),
        "Het cijfer van 2021-2022 is afgeschermd. Daarom vergelijken we niet met dat schooljaar.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(hidden("onbekend", TOEN)),
        "In 2021-2022 was dit cijfer niet bekend. Daarom vergelijken we niet met dat schooljaar.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(hidden("nvt", TOEN)),
        "In 2021-2022 was dit cijfer niet van toepassing. Daarom vergelijken we niet met dat schooljaar.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 31, noemer=1902), GELIJK),
        "In 2021-2022 waren het er 31 van de 1.902 (16,3 per 1.000). Die daling kan toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 1, noemer=1902), HOGER),
        "In 2021-2022 was het er 1 van de 1.902 (0,5 per 1.000). Die stijging is groter dan je door toeval mag "
        "verwachten. Dat is geen goede ontwikkeling.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 60, noemer=1902), LAGER),
        "In 2021-2022 waren het er 60 van de 1.902 (31,5 per 1.000). Die daling is groter dan je door toeval mag "
        "verwachten. Dat is een goede ontwikkeling.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 17, noemer=1902), GELIJK),
        "In 2021-2022 waren het er 17 van de 1.902 (8,9 per 1.000). Dat is gelijk gebleven.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 18, noemer=2000),
        MetEerder(Stand(TOEN, 17, noemer=1800), GELIJK),
        "In 2021-2022 waren het er 17 van de 1.800 (9,4 per 1.000). Dat verschil kan toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 400, noemer=40_000),
        MetEerder(Stand(TOEN, 390, noemer=20_000), LAGER),
        "In 2021-2022 waren het er 390 van de 20.000 (19,5 per 1.000). Per 1.000 jongeren is dat een daling. Die is "
        "groter dan je door toeval mag verwachten. Dat is een goede ontwikkeling.",
    ),
    (
        VERBAAL,
        Stand("2023-2024", 8),
        MetEerder(Stand(NU, 2), GELIJK),
        "In 2022-2023 waren het er 2. Die stijging kan toeval zijn.",
    ),
    (
        VERBAAL,
        Stand(NU, 1),
        MetEerder(Stand(TOEN, 0), GELIJK),
        "In 2021-2022 kwam dit niet voor. Die stijging kan toeval zijn.",
    ),
    (
        VERBAAL,
        Stand(NU, 30),
        MetEerder(Stand(TOEN, 9), HOGER),
        "In 2021-2022 waren het er 9. Die stijging is groter dan je door toeval mag verwachten. Of dat goed of slecht "
        "is, zegt dit cijfer niet.",
    ),
    (
        RELATIEF,
        Stand(NU, 134, noemer=1884),
        MetEerder(Stand(TOEN, 90, noemer=1902), HOGER),
        "In 2021-2022 waren het er 90 (47,3 per 1.000 jongeren). Die stijging is groter dan je door toeval mag "
        "verwachten. Meer meldingen kan ook betekenen dat scholen beter melden.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, noemer=1884),
        MetEerder(Stand(TOEN, 98.9, noemer=1700), GELIJK),
        "In 2021-2022 was het 98,9%. Die stijging kan toeval zijn.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1),
        MetEerder(Stand(TOEN, 98.1), HOGER),
        "In 2021-2022 was het 98,1%. Die stijging is groter dan je door toeval mag verwachten. Dat is een goede "
        "ontwikkeling.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.14),
        MetEerder(Stand(TOEN, 99.11), GELIJK),
        "In 2021-2022 was het 99,1%. Dat is vrijwel gelijk gebleven.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1),
        MetEerder(Stand(TOEN, 99.3)),
        "In 2021-2022 was het 99,3%. Dat is nu 0,2 procentpunt lager.",
    ),
    (
        INWONERS,
        Stand(NU, 1884),
        MetEerder(Stand(TOEN, 1885)),
        "In 2021-2022 waren het er 1.885. Dat is er nu 1 minder.",
    ),
    (
        INWONERS,
        Stand(NU, 1884),
        MetEerder(Stand(TOEN, 1858)),
        "In 2021-2022 waren het er 1.858. Dat zijn er nu 26 meer.",
    ),
]


@pytest.mark.parametrize(("begrip", "nu", "met", "zin"), CHANGES)
def test_change(begrip: Begrip, nu: Stand, met: MetEerder, zin: str) -> None:
    assert sentences.describe_change(begrip, nu, met) == zin


# --- against the region --------------------------------------------------------------------------------------------
POSITIONS: list[tuple[Begrip, Stand, MetRegio, str]] = [
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, VAN_REGIO, funnel.place("aandeel", 17, 1884, 403 / 66_115)),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000 jongeren. Hattem is niet te onderscheiden van de regio: het "
        "verschil kan toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 19, noemer=1884),
        place(HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000 jongeren. Hattem lijkt hoger te liggen, maar dat kan nog "
        "toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 40, noemer=1884),
        place(HOGER, HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000 jongeren. Hattem ligt hoger, en dat is bijna zeker geen "
        "toeval. Dat is ongunstig.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 0, noemer=1884),
        place(LAGER, LAGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000 jongeren. Hattem ligt lager, en dat is bijna zeker geen "
        "toeval. Dat is gunstig.",
    ),
    (
        VERBAAL,
        Stand(NU, 40, noemer=1884),
        place(HOGER, HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000 jongeren. Hattem ligt hoger, en dat is bijna zeker geen "
        "toeval. Of dat goed of slecht is, zegt dit cijfer niet.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, noemer=1884),
        MetRegio(REGIO, Stand(NU, 99.4, noemer=66_115), Plek(GELIJK, GELIJK)),
        "In de regio IJssel-Vecht was dat 99,4%. Hattem is niet te onderscheiden van de regio: het verschil kan toeval "
        "zijn.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, voorlopig=True),
        MetRegio(REGIO, Stand(NU, 99.4)),
        "In de regio IJssel-Vecht is dat 99,4%. Of het verschil toeval is, kunnen we hier niet berekenen.",
    ),
    (INWONERS, Stand(NU, 1884), MetRegio(REGIO, Stand(NU, 66_115)), "In de regio IJssel-Vecht waren het er 66.115."),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, hidden("onderdrukt")),
        "Een cijfer van de regio IJssel-Vecht is afgeschermd. Daarom vergelijken we daar niet mee.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, hidden("onbekend")),
        "Een cijfer van de regio IJssel-Vecht is er niet. Daarom vergelijken we daar niet mee.",
    ),
]


@pytest.mark.parametrize(("begrip", "nu", "met", "zin"), POSITIONS)
def test_position(begrip: Begrip, nu: Stand, met: MetRegio, zin: str) -> None:
    assert sentences.describe_position(begrip, "Hattem", nu, met) == zin


def test_all_together_in_reading_order() -> None:
    assert describe(
        NAAR_SCHOOL,
        "Hattem",
        Stand(NU, 99.1, noemer=1884),
        eerder=MetEerder(None),
        regio=MetRegio(REGIO, Stand(NU, 99.4), Plek(GELIJK, GELIJK)),
        deel=Deel(1867, 1867, 1884),
    ) == (
        "In schooljaar 2022-2023 ging het in Hattem om 99,1% van de 1.884 jongeren. 17 jongeren hadden absoluut "
        "verzuim. Er zijn geen eerdere cijfers om mee te vergelijken. In de regio IJssel-Vecht was dat 99,4%. Hattem is "
        "niet te onderscheiden van de regio: het verschil kan toeval zijn."
    )


# --- what must never be said ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["onderdrukt", "onbekend", "nvt"])
def test_a_hidden_figure_is_one_sentence_whatever_is_known_around_it(status: Status) -> None:
    eerder = MetEerder(Stand(TOEN, 31, noemer=1902), LAGER)
    for begrip in (ABSOLUUT, RELATIEF, NAAR_SCHOOL):
        alleen = sentences.describe_level(begrip, "Hattem", hidden(status))
        met_alles = describe(
            begrip, "Hattem", hidden(status), eerder=eerder, regio=place(HOGER, HOGER), deel=Deel(1867, 1867, 1884)
        )
        assert met_alles == alleen
        assert sentences.describe_change(begrip, hidden(status), eerder) == ""
        assert sentences.describe_position(begrip, "Hattem", hidden(status), place(LAGER, LAGER)) == ""


def test_a_hidden_figure_holds_no_value_and_a_published_one_does() -> None:
    with pytest.raises(ValueError, match="gepubliceerd"):
        Stand(NU, 3, "onderdrukt")
    with pytest.raises(ValueError, match="gepubliceerd"):
        Stand(NU, None)


def test_good_and_bad_are_named_only_where_the_registry_says_which() -> None:
    for (begrip, teleenheid), oordeel in itertools.product(
        [(i, t) for i in INDICATOREN.values() for t in i.teleenheden], (HOGER, LAGER)
    ):
        zin = sentences.describe_position(
            words_for(begrip, teleenheid), "Hattem", Stand(NU, 40, noemer=1884), place(oordeel, oordeel)
        )
        oordeelt = bool(re.search(r"gunstig", zin))
        assert oordeelt == (begrip.richting != "neutraal"), begrip.key


stands = st.builds(Stand, st.just(NU), st.integers(0, 2000), noemer=st.none() | st.integers(2000, 20_000))
verdicts = st.sampled_from([None, *Oordeel])


@given(
    st.sampled_from([ABSOLUUT, RELATIEF, VERBAAL, INWONERS]),
    stands,
    stands,
    verdicts,
    st.sampled_from([GELIJK, HOGER, LAGER]),
)
def test_any_sentence_is_well_formed(
    begrip: Begrip, nu: Stand, toen: Stand, oordeel: Oordeel | None, op_95: Oordeel
) -> None:
    zin = describe(begrip, "Hattem", nu, eerder=MetEerder(toen, oordeel), regio=place(op_95))
    assert zin.endswith(".") and zin[0].isupper()
    assert not re.search(r"None|nan|  |\.\.|\s\.|\b1 (jongeren|werkprocessen|processen)|waren het er 1\b(?!\.\d)", zin)
    assert not re.search(r"\b(?!1\b)[\d.]+ (jongere|werkproces|proces-verbaal)\b(?!-)", zin)
    assert all(deel[0].isupper() or deel[0].isdigit() for deel in re.split(r"(?<=\.) (?=\D)", zin))
