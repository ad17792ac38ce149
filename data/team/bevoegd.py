"""Who may see what: made from the roles that the identity provider gives, and asked for by everything that reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from data.referentie.gebieden import Gebieden

BEHEERDER = "beheerder"
TEAMLEAD, REDACTEUR = "teamlead:", "redacteur:"


class GeenToegangError(Exception):
    """Someone asks for what is not theirs. The text is Dutch, and names nothing they may not see."""


@dataclass(frozen=True)
class Bevoegd:
    """The gemeenten someone may see, by code. beheerder: may load and publish deliveries, of whatever gemeente.

    gebieden: the codes in the roles, for the headings. hele_regios: every gemeente of each region is in it; only then
    may be looked across the borders of a gemeente whether a jongere came back.
    """

    gemeenten: frozenset[str]
    gebieden: tuple[str, ...] = ()
    beheerder: bool = False
    hele_regios: bool = False
    redactie: tuple[str, ...] = ()

    def check_redactie(self, gebied: str) -> None:
        """Raise GeenToegangError unless they may write the jaarverslag of this gebied."""
        if gebied not in self.redactie:
            raise GeenToegangError("Dit jaarverslag is niet van u. Kies een verslag uit uw eigen lijst.")

    def check_beheerder(self) -> None:
        """Raise GeenToegangError unless this is a beheerder."""
        if not self.beheerder:
            raise GeenToegangError("Alleen een beheerder kan leveringen zien en laden.")

    def narrow(self, gemeenten: Iterable[str]) -> frozenset[str]:
        """The given gemeenten; all of them when none is given. GeenToegangError for one outside."""
        gevraagd = frozenset(gemeenten)
        if not gevraagd <= self.gemeenten:
            raise GeenToegangError("Deze gemeente hoort niet bij uw team. Kies een gemeente van uw eigen team.")
        return gevraagd or self.gemeenten

    def only(self, gemeenten: Iterable[str]) -> Bevoegd:
        """Narrow what somebody may see to some of these gemeenten: it can become less, never more."""
        deel = self.gemeenten.intersection(gemeenten)
        return self if deel == self.gemeenten else replace(self, gemeenten=deel, hele_regios=False)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the gemeenten that somebody may see, in a fixed order."""
        return tuple(sorted(self.gemeenten))


def from_roles(rollen: Iterable[str], gebieden: Gebieden) -> Bevoegd:
    """What these roles allow, in whatever case. Roles of other systems are passed over.

    GeenToegangError when none of ours is left.
    """
    rollen = {rol.strip() for rol in rollen}
    codes, schrijft = (
        tuple(sorted({code for rol in rollen if (code := _code(rol, soort, gebieden))}))
        for soort in (TEAMLEAD, REDACTEUR)
    )
    beheerder = any(rol.lower() == BEHEERDER for rol in rollen)
    if not codes and not schrijft and not beheerder:
        raise GeenToegangError(
            "U bent ingelogd, maar u heeft geen rol voor deze site. Vraag uw beheerder om de rol "
            f"'{TEAMLEAD}' of '{REDACTEUR}' met de code van uw gemeente of regio, of de rol '{BEHEERDER}'."
        )
    gemeenten = frozenset(code for gebied in codes for code in _gemeenten(gebied, gebieden))
    regios = {gebieden.regio_van(code).code for code in gemeenten}
    heel = all(gemeenten.issuperset(lid.code for lid in gebieden.gemeenten_van(regio)) for regio in regios)
    redactie = sorted({deel for code in schrijft for deel in (code, *_gemeenten(code, gebieden))})
    return Bevoegd(gemeenten, codes, beheerder, bool(regios) and heel, tuple(redactie))


def _code(rol: str, soort: str, gebieden: Gebieden) -> str:
    """The gebied of a role of this kind; nothing for another role or a gebied that has no gemeenten here."""
    if not rol.lower().startswith(soort):
        return ""
    genoemd = rol[len(soort) :].strip()
    code = next((code for code in (genoemd, genoemd.upper(), genoemd.lower()) if gebieden.kent(code)), "")
    return code if code and _gemeenten(code, gebieden) else ""


def _gemeenten(gebied: str, gebieden: Gebieden) -> tuple[str, ...]:
    """The gemeenten of today in a gebied; a gemeente that merged has none of its own any more."""
    if gebieden.regio(gebied):
        return tuple(gemeente.code for gemeente in gebieden.gemeenten_van(gebied))
    gemeente = gebieden.gemeente(gebied)
    return (gebied,) if gemeente and not gemeente.tot else ()
