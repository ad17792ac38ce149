"""What is counted for the minister, per gemeente and schooljaar (Leerplichtwet, artikel 25), and in which words.

The law asks for the extent of absence and how it was handled. Most lines are cells of the registry, without protection:
a definition has one place. A line says of what is in no delivery that it is not known, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.cells.tableplan import Inhoud, Vorm, atomen, vormen
from data.registry.indicators import INDICATOREN
from data.registry.vocabulary import AFHANDELINGEN, SUBSOORTEN, TOTAAL

OPEN = "open"
"""The uitsplitsing of what was still open at the end of the schooljaar; no table of the publication has it."""


@dataclass(frozen=True, slots=True)
class Telregel:
    """One line. stand: a number of jongeren delivered as such. onbekend: why it cannot be counted, else empty."""

    naam: str
    definitie: str
    vorm: Vorm
    stand: bool = False
    onbekend: str = ""


@lru_cache(maxsize=1)
def chapters() -> Mapping[str, Sequence[Telregel]]:
    """Return the lines per subject, in the order in which they are told."""
    return {
        "Jongeren": [_stand(key) for key in ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen")],
        "Niet ingeschreven op een school": [
            _indicator("absoluut_verzuim"),
            *_outcomes("absoluut_verzuim"),
            Telregel(
                "Nog open",
                "Zaken over absoluut verzuim die op 31 juli nog niet waren afgerond, ook als ze eerder begonnen. Is de "
                "peildatum eerder, dan geldt de peildatum.",
                Vorm("absoluut_verzuim", OPEN),
            ),
        ],
        "Ingeschreven, maar afwezig": [
            _indicator("relatief_verzuim"),
            *_parts("relatief_verzuim", "relatief_verzuim", "subsoort", "die in het schooljaar zijn begonnen"),
            Telregel(
                "Langdurig verzuim, daarna weer naar school",
                "Jongeren met langdurig verzuim die in het schooljaar weer naar school gingen.",
                Vorm("relatief_verzuim", "terug"),
                onbekend="Een levering zegt bij relatief verzuim niet of de jongere daarna weer naar school ging.",
            ),
        ],
        "Vrijstellingen": [
            _indicator("vrijstelling_aanvragen"),
            *_articles("vrijstellingen_verleend", "die in het schooljaar zijn verleend"),
            *_articles("vrijstellingen_lopend", "die op 31 juli (of op de peildatum, als die eerder is) nog liepen"),
        ],
        "Verlof": [_indicator("verlof"), *_outcomes("verlof")],
        "Handhaving": [_indicator(key) for key in ("processen_verbaal", "halt", "beschermingstafel")],
    }


def contents() -> Mapping[Vorm, Inhoud]:
    """Return what each line counts, but for those that are delivered or not known."""
    gepland = {**vormen("regio"), **vormen("gemeente")}
    nog_open = frozenset(atoom for atoom in atomen() if atoom.soort == "absoluut_verzuim")
    gepland[Vorm("absoluut_verzuim", OPEN)] = Inhoud("lopend", nog_open)
    regels = [regel for groep in chapters().values() for regel in groep if not (regel.stand or regel.onbekend)]
    return {regel.vorm: gepland[regel.vorm] for regel in regels}


def _stand(key: str) -> Telregel:
    return Telregel(INDICATOREN[key].titel, INDICATOREN[key].definitie, Vorm(key), stand=True)


def _indicator(key: str) -> Telregel:
    return Telregel(INDICATOREN[key].titel, INDICATOREN[key].definitie, Vorm(key))


def _outcomes(soort: str) -> list[Telregel]:
    """How the cases of a soort that ended in the schooljaar were handled."""
    wat = INDICATOREN[soort].titel.lower() if soort != "verlof" else "verlof"
    return [
        Telregel(
            f"Afgerond: {naam[0].lower()}{naam[1:]}",
            f"Zaken over {wat} die in het schooljaar zijn afgerond met deze uitkomst, ook als ze eerder begonnen.",
            Vorm("afgehandeld", "soort_afhandeling", f"{soort}:{code}"),
        )
        for code, naam in AFHANDELINGEN[soort].items()
    ]


def _articles(key: str, welke: str) -> list[Telregel]:
    return [_indicator(key), *_parts(key, "vrijstelling", "artikel", welke)]


def _parts(key: str, soort: str, uitsplitsing: str, welke: str) -> list[Telregel]:
    titel = INDICATOREN[key].titel
    return [
        Telregel(f"{titel}: {naam[0].lower()}{naam[1:]}", f"Alleen de zaken van dit onderdeel {welke}.", vorm)
        for code, naam in SUBSOORTEN[soort].items()
        if (vorm := Vorm(key, uitsplitsing, code)).categorie != TOTAAL
    ]
