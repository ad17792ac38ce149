"""From what the provider tells of somebody to roles and names of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Rollentabel = Mapping[str, tuple[str, ...]]
# Names by which an administrator finds somebody again, the best first.
_OPZOEKEN = ("preferred_username", "upn", "unique_name", "email")
# Between parts of a path; a dot that belongs to a name has a backslash before it.
_DOT = re.compile(r"(?<!\\)\.")
_LONGEST = 200


class Gebruiker(NamedTuple):
    """Who the provider says this is.

    sub: what never changes; wie: by what an administrator finds them; naam: for the screen. te_veel: they are in more
    groups than the provider sends along. sid: their session there.
    """

    sub: str
    wie: str
    naam: str
    rollen: tuple[str, ...]
    te_veel: bool = False
    sid: str = ""
    id_token: str = ""
    verversing: str = ""


def names_of(claims: Mapping[str, Any]) -> tuple[str, str]:
    """By what an administrator finds this user, and the name for the screen."""
    sub, naam = str(claims["sub"]), _text(claims, "name")
    gevonden = next((tekst for claim in _OPZOEKEN if (tekst := _text(claims, claim))), "")
    wie = gevonden or (f"{naam} ({sub})" if naam and naam != sub else sub)
    return wie[:_LONGEST], (naam or gevonden or sub)[:_LONGEST]


def roles_of(claims: Mapping[str, Any], claim: str, tabel: Rollentabel) -> tuple[str, ...]:
    """The roles in the claim, and those that the table gives for its groups."""
    genoemd = list(_named(_value(claims, claim)))
    uit_tabel = (rol for naam in genoemd for rol in tabel.get(key_of(naam), ()))
    return tuple(dict.fromkeys([*(naam.removeprefix("/") for naam in genoemd), *uit_tabel]))


def has_too_many(claims: Mapping[str, Any], claim: str) -> bool:
    """Whether the provider left the groups out because there are too many: it then says where to ask for them."""
    elders = claims.get("_claim_names")
    eerste = _DOT.split(claim)[0]
    weg = isinstance(elders, Mapping) and ("groups" in elders or claim in elders or eerste in elders)
    return weg or str(claims.get("hasgroups", "")).lower() == "true"


def key_of(groep: str) -> str:
    """A group as the table knows it: without the slash that Keycloak puts before it, in whatever case."""
    return groep.strip().removeprefix("/").casefold()


def _value(claims: Mapping[str, Any], claim: str) -> Any:
    """What stands in a claim: under that very name, which may be an address; else along the path in it."""
    if claim in claims:
        return claims[claim]
    found: Any = claims
    for part in _DOT.split(claim):
        found = found.get(part.replace("\\.", ".")) if isinstance(found, Mapping) else None
    return found


def _named(waarde: Any) -> Iterator[str]:
    """The names in a list, or in one text: between semicolons or commas where it has those, else between spaces.

    Never between spaces in a text that has others: a group may be called `geen beheerder`.
    """
    if isinstance(waarde, list | tuple):
        yield from (tekst for deel in waarde if isinstance(deel, str) and (tekst := deel.strip()))
    elif isinstance(waarde, str):
        delen = re.split(r"[;,\n]", waarde) if re.search(r"[;,\n]", waarde) else waarde.split()
        yield from dict.fromkeys([waarde.strip(), *(tekst for deel in delen if (tekst := deel.strip()))])


def _text(claims: Mapping[str, Any], naam: str) -> str:
    waarde = claims.get(naam)
    return "".join(filter(str.isprintable, waarde)).strip() if isinstance(waarde, str) else ""
