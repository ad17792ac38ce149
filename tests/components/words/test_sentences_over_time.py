"""The sentences on what changed since an earlier schooljaar, whole, as a reader sees them."""

import pytest

from components.words import sentences
from components.words.nouns import Begrip, words_for
from components.words.sentences import MetEerder, Stand
from data.cells.cells import Status
from data.registry.indicators import INDICATOREN
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel

HOGER, LAGER, GELIJK = (Plek(o, o) for o in (Oordeel.HOGER, Oordeel.LAGER, Oordeel.NIET_TE_ONDERSCHEIDEN))
LIJKT_HOGER, LIJKT_LAGER = (Plek(o, Oordeel.NIET_TE_ONDERSCHEIDEN) for o in (Oordeel.HOGER, Oordeel.LAGER))
ABSOLUUT = words_for(INDICATOREN["absoluut_verzuim"], "jongeren")
RELATIEF = words_for(INDICATOREN["relatief_verzuim"], "werkprocessen")
VERBAAL = words_for(INDICATOREN["processen_verbaal"], "werkprocessen")
NAAR_SCHOOL = words_for(INDICATOREN["schoolgaand"], "jongeren")
INWONERS = words_for(INDICATOREN["jongeren_5_18"], "jongeren")
NU, TOEN = "2022-2023", "2021-2022"


def hidden(status: Status) -> Stand:
    return Stand(TOEN, None, status)


CHANGES: list[tuple[Begrip, Stand, MetEerder, str]] = [
    (ABSOLUUT, Stand(NU, 17), MetEerder(None), "Er zijn geen eerdere cijfers om mee te vergelijken."),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(Stand(TOEN, 9), HOGER, "In 2022-2023 veranderde de manier van tellen."),
        "In 2022-2023 veranderde de manier van tellen.",
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
        MetEerder(hidden("onderdrukt")),
        "2021-2022: afgeschermd.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(hidden("onbekend")),
        "2021-2022: geen cijfer.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17),
        MetEerder(hidden("nvt")),
        "2021-2022: niet van toepassing.",
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
        "In 2021-2022 was het er 1 van de 1.902 (0,5 per 1.000). Dit is een echte stijging: bijna nooit "
        "toeval. Dat is geen goede ontwikkeling.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 60, noemer=1902), LAGER),
        "In 2021-2022 waren het er 60 van de 1.902 (31,5 per 1.000). Dit is een echte daling: bijna nooit "
        "toeval. Dat is een goede ontwikkeling.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 17, noemer=1902), GELIJK),
        "In 2021-2022 waren het er 17 van de 1.902 (8,9 per 1.000). Dat aantal is gelijk gebleven.",
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
        "In 2021-2022 waren het er 390 van de 20.000 (19,5 per 1.000). Per 1.000 jongeren is dit een echte "
        "daling: bijna nooit toeval. Dat is een goede ontwikkeling.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 17, noemer=1884),
        MetEerder(Stand(TOEN, 34, noemer=1902), LIJKT_LAGER),
        "In 2021-2022 waren het er 34 van de 1.902 (17,9 per 1.000). Dit lijkt een daling, maar dat kan toeval zijn.",
    ),
    (
        ABSOLUUT,
        Stand(NU, 400, noemer=40_000),
        MetEerder(Stand(TOEN, 240, noemer=20_000), LIJKT_LAGER),
        "In 2021-2022 waren het er 240 van de 20.000 (12,0 per 1.000). Per 1.000 jongeren lijkt dit een daling, maar "
        "dat kan toeval zijn.",
    ),
    (
        RELATIEF,
        Stand(NU, 120, noemer=1884),
        MetEerder(Stand(TOEN, 90, noemer=1902), LIJKT_HOGER),
        "In 2021-2022 waren het er 90 (47,3 per 1.000 jongeren). Dit lijkt een stijging, maar dat kan toeval zijn.",
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
        "In 2021-2022 waren het er 9. Dit is een echte stijging: bijna nooit toeval. Meer is hier niet "
        "vanzelf slechter.",
    ),
    (
        RELATIEF,
        Stand(NU, 134, noemer=1884),
        MetEerder(Stand(TOEN, 90, noemer=1902), HOGER),
        "In 2021-2022 waren het er 90 (47,3 per 1.000 jongeren). Dit is een echte stijging: bijna nooit "
        "toeval. Meer meldingen kan ook betekenen dat scholen beter melden.",
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
        "In 2021-2022 was het 98,1%. Dit is een echte stijging: bijna nooit toeval. Dat is een goede ontwikkeling.",
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
        "In 2021-2022 was het 99,3%. Dat is nu 0,2 procentpunt lager. "
        "We weten niet of het verschil toeval is: dat rekenen we alleen uit bij aantallen.",
    ),
    (
        NAAR_SCHOOL,
        Stand(NU, 99.367),
        MetEerder(Stand(TOEN, 99.52)),
        "In 2021-2022 was het 99,5%. Dat is nu 0,1 procentpunt lager. "
        "We weten niet of het verschil toeval is: dat rekenen we alleen uit bij aantallen.",
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
