"""The sentences under tiles and charts, whole, as a reader sees them."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.words import sentences
from components.words.nouns import Begrip, words_for
from components.words.sentences import MetEerder, MetRegio, Stand, describe
from data.cells.cells import Status
from data.publication.figures import Deel
from data.registry.indicators import INDICATOREN
from data.statistics import funnel
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.maatstaf import Maatstaf

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


def hidden(status: Status) -> Stand:
    return Stand(NU, None, status)


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
        "In schooljaar 2022-2023 ging het in Hattem om 1 zaak. Dat is 0,5 per 1.000 jongeren.",
    ),
    (
        RELATIEF,
        Stand(NU, 134, noemer=1884),
        "In schooljaar 2022-2023 ging het in Hattem om 134 zaken. Dat is 71,1 per 1.000 jongeren.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, noemer=1884),
        "In schooljaar 2022-2023 stond in Hattem 99,1% van de 1.884 jongeren op een school of was vrijgesteld.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1),
        "In schooljaar 2022-2023 stond in Hattem 99,1% van de jongeren op een school of was vrijgesteld.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.97, noemer=18822),
        "In schooljaar 2022-2023 stond in Hattem meer dan 99,9% van de 18.822 jongeren op een school of was "
        "vrijgesteld.",
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


# --- against the region --------------------------------------------------------------------------------------------
POSITIONS: list[tuple[Begrip, Stand, MetRegio, str]] = [
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, VAN_REGIO, funnel.place("aandeel", 17, 1884, 403 / 66_115)),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000. Hattem verschilt niet duidelijk van de regio IJssel-Vecht.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 19, noemer=1884),
        place(HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000. Hattem lijkt hoger te liggen dan de regio "
        "IJssel-Vecht, maar dat kan toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 40, noemer=1884),
        place(HOGER, HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000. Hattem ligt hoger dan de regio "
        "IJssel-Vecht. Dat is bijna nooit toeval. Dat is ongunstig.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 0, noemer=1884),
        place(LAGER, LAGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000. Hattem ligt lager dan de regio "
        "IJssel-Vecht. Dat is bijna nooit toeval. Dat is gunstig.",
    ),
    (
        VERBAAL,
        Stand(NU, 40, noemer=1884),
        place(HOGER, HOGER),
        "In de regio IJssel-Vecht was dat 6,1 per 1.000. Hattem ligt hoger dan de regio "
        "IJssel-Vecht. Dat is bijna nooit toeval. Meer is hier niet vanzelf slechter.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, noemer=1884),
        MetRegio(REGIO, Stand(NU, 99.4, noemer=66_115), Plek(GELIJK, GELIJK)),
        "In de regio IJssel-Vecht was dat 99,4%. Hattem verschilt niet duidelijk van de regio IJssel-Vecht.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.1, voorlopig=True),
        MetRegio(REGIO, Stand(NU, 99.4)),
        "In de regio IJssel-Vecht is dat 99,4%. We weten niet of het verschil toeval is: dat rekenen we alleen uit bij "
        "aantallen.",
    ),
    (INWONERS, Stand(NU, 1884), MetRegio(REGIO, Stand(NU, 66_115)), "In de regio IJssel-Vecht waren het er 66.115."),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, hidden("onderdrukt")),
        "Het cijfer van de regio IJssel-Vecht is afgeschermd.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetRegio(REGIO, hidden("onbekend")),
        "",
    ),
]


@pytest.mark.parametrize(("begrip", "nu", "met", "zin"), POSITIONS)
def test_position(begrip: Begrip, nu: Stand, met: MetRegio, zin: str) -> None:
    assert sentences.describe_position(begrip, "Hattem", nu, met) == zin


@pytest.mark.parametrize(
    ("gemeenten", "enige", "wie"), [(1, "Ommen", "Ommen"), (2, "", "de andere gemeenten met een cijfer")]
)
def test_the_only_other_gemeente_is_named(gemeenten: int, enige: str, wie: str) -> None:
    assert sentences.against(Maatstaf("anderen", 1, 1, 3683, gemeenten, enige), REGIO) == wie


@pytest.mark.parametrize(
    ("laag", "hoog", "percentage", "tekst"),
    [
        (327, 372, False, "5,7 tot 6,5 per 1.000"),
        (348, 348, False, "6,1 per 1.000"),
        (348, 349, False, "6,1 per 1.000"),
        (56_900, 56_954, True, "99,3 tot 99,4%"),
        (56_940, 56_941, True, "99,4%"),
    ],
)
def test_what_is_known_as_a_range_is_told_as_one(laag: int, hoog: int, percentage: bool, tekst: str) -> None:
    assert sentences.standard_text(Maatstaf("rest", laag, hoog, 57_281), percentage=percentage) == tekst


def test_all_together_in_reading_order() -> None:
    assert describe(
        NAAR_SCHOOL,
        "Hattem",
        Stand(NU, 99.1, noemer=1884),
        eerder=MetEerder(None),
        regio=MetRegio(REGIO, Stand(NU, 99.4), Plek(GELIJK, GELIJK)),
        deel=Deel(1867, 1867, 1884),
    ) == (
        "In schooljaar 2022-2023 stond in Hattem 99,1% van de 1.884 jongeren op een school of was vrijgesteld. 17 "
        "jongeren hadden absoluut verzuim. Er zijn geen eerdere cijfers om mee te vergelijken. In de regio "
        "IJssel-Vecht was dat 99,4%. Hattem verschilt niet duidelijk van de regio IJssel-Vecht."
    )


# --- what must never be said ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["onderdrukt", "onbekend", "nvt"])
def test_a_hidden_figure_is_one_sentence_whatever_is_known_around_it(status: Status) -> None:
    eerder = MetEerder(Stand(TOEN, 31, noemer=1902), Plek(LAGER, LAGER))
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
verdicts = st.sampled_from([None, *(Plek(o, s) for o in Oordeel for s in {o, GELIJK})])


@given(
    st.sampled_from([ABSOLUUT, RELATIEF, VERBAAL, INWONERS]),
    stands,
    stands,
    verdicts,
    st.sampled_from([GELIJK, HOGER, LAGER]),
)
def test_any_sentence_is_well_formed(
    begrip: Begrip, nu: Stand, toen: Stand, oordeel: Plek | None, op_95: Oordeel
) -> None:
    zin = describe(begrip, "Hattem", nu, eerder=MetEerder(toen, oordeel), regio=place(op_95))
    assert zin.endswith(".") and zin[0].isupper()
    assert not re.search(r"None|nan|  |\.\.|\s\.|\b1 (jongeren|zaken|processen)|waren het er 1\b(?!\.\d)", zin)
    assert not re.search(r"\b(?!1\b)[\d.]+ (jongere|zaak|proces-verbaal)\b(?!-)", zin)
    assert all(deel[0].isupper() or deel[0].isdigit() for deel in re.split(r"(?<=\.) (?=\D)", zin))
