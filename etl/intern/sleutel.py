"""The key that pseudonyms are made with, held against the one that this database was filled with.

With another key the same person would be somebody else, and count twice. So once rows stand here no key is made in
silence, and another one is refused. The way out for who lost it keeps the database, which knows what was published:
take back what was loaded, and load it again.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, insert, select

from data.publication.databases import datamap
from etl import pseudoniem
from etl.intern.actief import GEACCEPTEERD, WERKPROCESSEN
from etl.intern.schema import instelling, levering
from etl.meldingen import Fout, GebruiksFout, zeg

_NAAM = "sleutel"
_KWIJT = (
    "Is hij echt kwijt: trek alle leveringen van werkprocessen in (python -m etl leveringen, en dan python -m etl "
    "intrekken NUMMER) en laad ze opnieuw; dan geldt de nieuwe sleutel. Houd de database zelf: die onthoudt wat er is "
    "gepubliceerd."
)


def current_key(verbinding: Connection) -> bytes:
    """The key of this installation, made when there is none yet and nothing here depends on one. Does not commit.

    Raises Fout when the key is missing or cannot be read, GebruiksFout when it is another one.
    """
    bekend = verbinding.scalar(select(instelling.c.waarde).where(instelling.c.naam == _NAAM))
    persons = exists().where(levering.c.status == GEACCEPTEERD, levering.c.soort == WERKPROCESSEN)
    telt = bool(bekend and verbinding.scalar(select(persons)))
    key = pseudoniem.read_key(datamap(), maken=not telt)
    if key is None:
        raise Fout(
            "De sleutel voor pseudoniemen is er niet, en er zijn leveringen mee geladen. Er is geen nieuwe gemaakt: "
            "dan zou dezelfde jongere dubbel tellen.",
            f"Zet het bestand `sleutel` terug uit de reservekopie, of geef LEERRECHT_SLEUTEL mee. {_KWIJT}",
        )
    nieuw = pseudoniem.fingerprint(key)
    if bekend == nieuw:
        return key
    if telt:
        raise GebruiksFout(
            "De sleutel voor pseudoniemen is een andere dan waarmee eerdere leveringen zijn geladen.",
            f"Zet de oude sleutel terug (LEERRECHT_SLEUTEL of het bestand `sleutel`). {_KWIJT}",
        )
    if bekend:
        zeg("Vanaf nu geldt een andere sleutel. Van wat met de vorige is geladen, telt niets meer mee.")
    verbinding.execute(delete(instelling).where(instelling.c.naam == _NAAM))
    verbinding.execute(insert(instelling).values(naam=_NAAM, waarde=nieuw))
    return key
