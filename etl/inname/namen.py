"""The name of a gemeente beside its code: where the two do not belong together, one of them is wrong.

The code counts. The column with the name is read for this only, and is not kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden, slugify
from data.reports.dutch import counted

# So many mistaken gemeenten are named; more than that says no more.
_MOST_NAMED = 5
# `Hengelo (O.)`, `Gemeente Zwolle`, `Bergen (NH)`: what people add to a name.
_ADDED = re.compile(r"\(.*?\)|\bgem(?:eente|\.)?(?=\s)", re.IGNORECASE)


def name_key(naam: str) -> str:
    """Return what two spellings of the name of one gemeente have in common."""
    return slugify(_ADDED.sub(" ", naam))


def about_names(verbinding: Connection, gebieden: Gebieden) -> Iterator[str]:
    """Give a remark when rows of `inname_velden` have a code of one gemeente and the name of another.

    Of the name that was delivered nothing is repeated unless it is the name of a gemeente.
    """
    alle = {gemeente.code: gemeente.naam for gemeente in (*gebieden.gemeenten, *gebieden.vervallen)}
    bekend = {name_key(naam): naam for naam in alle.values()}
    anders = Counter[str]()
    for code, naam, aantal in verbinding.exec_driver_sql(
        "SELECT g.code, v.naam, count(*) FROM inname_velden v JOIN inname_gemeente g "
        "ON g.sleutel = replace(lower(v.gemeente_code), ' ', '') WHERE v.heel AND v.naam IS NOT NULL GROUP BY 1, 2"
    ):
        if name_key(naam) not in ("", name_key(alle[code])):
            genoemd = bekend.get(name_key(naam), "een andere naam")
            anders[f"bij {code} ({alle[code]}) staat {genoemd}"] += aantal
    if anders:
        meest = "; ".join(tekst for tekst, _ in anders.most_common(_MOST_NAMED))
        yield (
            f"in {counted(anders.total(), 'regel', 'regels')} hoort de naam van de gemeente niet bij de code: {meest}. "
            "De code telt. Kijk na welke van de twee klopt."
        )
