"""What a teamlead looks at: filters that combine freely. They live in the URL and are checked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from data.team.bevoegd import Bevoegd, GeenToegangError

# What a form sends for no filter: an empty choice cannot be shown as chosen.
ALLES = "alles"


class OngeldigeKeuzeError(ValueError):
    """The URL asks for something that does not exist. The text is Dutch and repeats nothing of what was asked."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """One set of filters; an empty text is no filter. gemeente is a code, schooljaar the one looked at."""

    schooljaar: str = ""
    gemeente: str = ""
    soort: str = ""
    subsoort: str = ""
    onderwijssoort: str = ""
    leeftijdsgroep: str = ""

    def met(self, **anders: str) -> Keuze:
        """The same with another choice; another soort takes its subsoort along."""
        nieuw = replace(self, **anders)
        past = not nieuw.subsoort or nieuw.subsoort in vocabulary.SUBSOORTEN.get(nieuw.soort, {})
        return nieuw if past else replace(nieuw, subsoort="")

    def query(self, **meer: str) -> str:
        """The part of the URL after the question mark, with more names added to it."""
        eigen = {veld.name: getattr(self, veld.name) for veld in fields(self)}
        return urlencode({naam: waarde for naam, waarde in {**eigen, **meer}.items() if waarde})


_BEKEND: Mapping[str, Callable[[str], bool]] = {
    "schooljaar": schooljaar.is_schooljaar,
    "soort": vocabulary.SOORTEN.__contains__,
    "onderwijssoort": vocabulary.ONDERWIJSSOORTEN.__contains__,
    "leeftijdsgroep": vocabulary.LEEFTIJDSGROEPEN.__contains__,
}
_HEET = {
    "schooljaar": "Dit schooljaar",
    "soort": "Deze soort",
    "onderwijssoort": "Deze onderwijssoort",
    "leeftijdsgroep": "Deze leeftijdsgroep",
}


def read_keuze(vraag: Mapping[str, str], bevoegd: Bevoegd, gebieden: Gebieden) -> Keuze:
    """The filters in a URL; names that are not ours are passed over.

    Raises OngeldigeKeuzeError for a value that does not exist, GeenToegangError for a gemeente of another team: also
    when that gemeente does not exist, so that nobody can find out by asking.
    """
    gekozen = {veld.name: vraag.get(veld.name, "").strip() for veld in fields(Keuze)}
    gekozen = {naam: "" if waarde == ALLES else waarde for naam, waarde in gekozen.items()}
    for naam, bekend in _BEKEND.items():
        if gekozen[naam] and not bekend(gekozen[naam]):
            raise OngeldigeKeuzeError(f"{_HEET[naam]} bestaat niet.")
    if gekozen["subsoort"] and gekozen["subsoort"] not in vocabulary.SUBSOORTEN.get(gekozen["soort"], {}):
        if gekozen["subsoort"] not in {code for soort in vocabulary.SUBSOORTEN.values() for code in soort}:
            raise OngeldigeKeuzeError("Dit onderdeel van de soort bestaat niet.")
        gekozen["subsoort"] = ""  # left over from another soort
    if gekozen["gemeente"]:
        gekozen["gemeente"] = _own_gemeente(gekozen["gemeente"], bevoegd, gebieden)
    return Keuze(**gekozen)


def _own_gemeente(gevraagd: str, bevoegd: Bevoegd, gebieden: Gebieden) -> str:
    gemeente = gebieden.gemeente(gevraagd) or gebieden.gemeente_by_slug(gevraagd)
    if gemeente is None:
        raise GeenToegangError("Deze gemeente hoort niet bij uw team. Kies een gemeente van uw eigen team.")
    (code,) = bevoegd.narrow([gemeente.code])
    return code
