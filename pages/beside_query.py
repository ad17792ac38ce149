"""Which gemeenten a view puts beside its own: `naast=zwolle,kampen`, and `erbij=` with one more that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.referentie.gebieden import slugify

# More lines than these and the own one cannot be told apart.
MEESTE = 4
# What is left of a longer list is not looked at.
_GELEZEN = 12

Reden = Literal["onbekend", "dubbel", "eigen", "vol", "maat", "volgorde"]


_LIJSTEN: Mapping[str, str] = {
    "maat": "De maat in het adres kennen we niet. U ziet de gewone maat.",
    "volgorde": "De volgorde in het adres kennen we niet. U ziet de gewone volgorde.",
}


class Niet(NamedTuple):
    """What of a question was not understood: a name that was not put beside, or how lists are shown.

    gebied: None for a name that we do not know.
    """

    reden: Reden
    gebied: Gebied | None = None


def read_beside(
    beeld: Beeld, vraag: Mapping[str, str], eigen: Gebied | None
) -> tuple[tuple[Gebied, ...], tuple[Niet, ...]]:
    """The gemeenten in the order in which they were put there, and what of the question was not understood."""
    namen = [naam for naam in f"{vraag.get('naast', '')},{vraag.get('erbij', '')}".split(",") if naam.strip()]
    gekozen: list[Gebied] = []
    niet: list[Niet] = []
    for naam in namen[:_GELEZEN]:
        gebied = beeld.gebied_van_slug(naam.strip()) or beeld.gebied_van_slug(slugify(naam))
        if gebied is None or gebied.soort != "gemeente":
            niet.append(Niet("onbekend"))
        elif gebied == eigen:
            niet.append(Niet("eigen", gebied))
        elif gebied in gekozen:
            niet.append(Niet("dubbel", gebied))
        elif len(gekozen) == MEESTE:
            niet.append(Niet("vol", gebied))
        else:
            gekozen.append(gebied)
    return tuple(gekozen), tuple(dict.fromkeys(niet))


def in_address(niet: tuple[Niet, ...]) -> str:
    """The same in the address of the page, because it stands on the page: `vol:kampen`."""
    return ",".join(f"{n.reden}:{n.gebied.slug}" if n.gebied else n.reden for n in niet)


def in_words(niet: Niet, plaats: Gebied) -> str:
    """What was not understood, in a sentence. What was typed is not repeated."""
    if niet.reden in _LIJSTEN:
        return _LIJSTEN[niet.reden]
    if niet.gebied is None:
        return "Een naam die u ernaast zette, kennen we niet als gemeente op deze site."
    naam = niet.gebied.naam
    if niet.reden == "eigen":
        return f"{naam} is de gemeente van deze pagina: die staat er al."
    if niet.reden == "dubbel":
        return f"{naam} staat er al naast."
    return f"Naast {plaats.naam} passen {MEESTE} gemeenten. {naam} staat er daarom niet bij."
