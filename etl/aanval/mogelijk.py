"""What can be: which leeftijdsgroepen a soort werkproces is for, and which an onderwijssoort has.

Two reviewed tables, `mogelijk.csv` and `mogelijk-onderwijs.csv` among the reference files that come with the product.
They hold what law and definition exclude, nothing that is merely rare. A delivery that breaks them is not refused; who
knows the delivery adds what occurs in it (`with_seen`), because what is can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.referentie.reference_csv import SHIPPED, read_rows
from data.registry.vocabulary import LEEFTIJDSGROEPEN, ONDERWIJSSOORTEN, SOORTEN

Toegestaan = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class MogelijkeGroepen:
    """Per soort, and per onderwijssoort, the leeftijdsgroepen that can be; all of them for what is not named.

    een_leeftijd: a jongere has one date of birth, so gets at most one year older within a schooljaar.
    """

    soort: Toegestaan
    onderwijssoort: Toegestaan
    een_leeftijd: bool = True

    def can_be(self, soort: str, leeftijdsgroep: str) -> bool:
        """Whether a werkproces of this soort can begin at this age."""
        return leeftijdsgroep in self.soort.get(soort, LEEFTIJDSGROEPEN)

    def with_seen(self, gezien: Iterable[tuple[str, str, str]], *, een_leeftijd: bool = True) -> MogelijkeGroepen:
        """The same, with every (soort, onderwijssoort, leeftijdsgroep) that was seen added to it.

        een_leeftijd: False when some jongere was seen with ages that one date of birth cannot give.
        """
        soort, onderwijssoort = dict(self.soort), dict(self.onderwijssoort)
        for s, o, groep in gezien:
            soort[s] = soort.get(s, frozenset(LEEFTIJDSGROEPEN)) | {groep}
            onderwijssoort[o] = onderwijssoort.get(o, frozenset(LEEFTIJDSGROEPEN)) | {groep}
        return MogelijkeGroepen(soort, onderwijssoort, self.een_leeftijd and een_leeftijd)


ALLES_KAN = MogelijkeGroepen({}, {}, een_leeftijd=False)


@cache
def read_possible() -> MogelijkeGroepen:
    """The reviewed tables. Raises ReferentieFout (Dutch: file, line, column) for a code that does not exist."""
    return MogelijkeGroepen(
        _read("mogelijk.csv", "soort", frozenset(SOORTEN)),
        _read("mogelijk-onderwijs.csv", "onderwijssoort", frozenset(ONDERWIJSSOORTEN)),
    )


def _read(bestand: str, kolom: str, codes: frozenset[str]) -> dict[str, frozenset[str]]:
    gelezen: dict[str, frozenset[str]] = {}
    for rij in read_rows(SHIPPED / bestand, (kolom, "leeftijdsgroepen", "waarom")):
        groepen = frozenset(rij.need("leeftijdsgroepen").split())
        if rij.need(kolom) not in codes:
            raise rij.error(kolom, f"kent '{rij.get(kolom)}' niet.")
        if not groepen <= LEEFTIJDSGROEPEN.keys():
            raise rij.error("leeftijdsgroepen", f"kies uit: {', '.join(LEEFTIJDSGROEPEN)}.")
        gelezen[rij.get(kolom)] = groepen
    return gelezen
