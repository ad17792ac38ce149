"""Taking out of older reports what may be a row about a child.

Until now a line end that was lost put a row behind the header, and its values were kept as columns that were not used
or not recognised. What is certain to be a name stays; all else goes.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Connection, select, update

from data.levering import shown
from etl.intern.schema import levering

# What an older message said last, with the names that it did not know.
_NAMES_IN_MESSAGE = re.compile(r" Wel gevonden, maar niet herkend: .*", re.DOTALL)


def clean_reports(verbinding: Connection) -> None:
    """Clean the report, the reason and the file name of every delivery that was kept. Does not commit."""
    kolommen = (levering.c.levering_id, levering.c.bestand, levering.c.reden, levering.c.rapport)
    for levering_id, bestand, reden, rapport in verbinding.execute(select(*kolommen)).all():
        inhoud = json.loads(rapport) if isinstance(rapport, str) else rapport
        verbinding.execute(
            update(levering)
            .where(levering.c.levering_id == levering_id)
            .values(bestand=shown.file_name(bestand), reden=_without_names(reden), rapport=_clean(inhoud))
        )


def _clean(rapport: dict[str, Any] | None) -> dict[str, Any] | None:
    if not rapport:
        return rapport
    kolommen = [str(naam) for naam in rapport.get("genegeerde_kolommen") or ()]
    waarden = any(shown.is_certain_value(naam) or shown.is_number(naam) for naam in kolommen)
    namen = [] if waarden else [naam for naam in kolommen if shown.column(0, naam) == naam]
    return {
        **rapport,
        "bestand": shown.file_name(str(rapport.get("bestand", ""))),
        "genegeerde_kolommen": namen,
        "fout": _without_names(rapport.get("fout")),
    }


def _without_names(tekst: str | None) -> str | None:
    return _NAMES_IN_MESSAGE.sub("", tekst) if tekst else tekst
