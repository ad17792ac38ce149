"""A delivery beside the ones it takes the place of: which werkprocessen came, went, or changed. Numbers only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from etl.intern.actief import GEACCEPTEERD, schooljaar_of
from etl.intern.schema import levering, werkproces
from etl.meldingen import GebruiksFout

# What makes a werkproces another one than it was. Not the age on the peildatum, which everybody gets.
_VELDEN = ("persoon", "soort", "subsoort", "onderwijssoort", "startdatum", "einddatum", "afhandeling")


@dataclass(frozen=True, slots=True)
class Leveringsvergelijking:
    """One gemeente of today and schooljaar. vorige: the delivery that spoke for it before; None when there was none."""

    gemeente_code: str
    schooljaar: str
    vorige: int | None
    erbij: int
    weg: int
    gewijzigd: int
    gelijk: int

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


def compare_with_previous(verbinding: Connection, levering_id: int) -> list[Leveringsvergelijking]:
    """Compare an accepted delivery of werkprocessen, per gemeente and schooljaar, with what stood there before it.

    Raises GebruiksFout when there is no such delivery.
    """
    gevonden = verbinding.execute(
        select(levering.c.soort).where(levering.c.levering_id == levering_id, levering.c.status == GEACCEPTEERD)
    ).scalar_one_or_none()
    if gevonden != "werkprocessen":
        raise GebruiksFout(
            f"Er is geen geaccepteerde levering {levering_id} met werkprocessen.", "Bekijk de nummers met: leveringen."
        )
    rijen = verbinding.exec_driver_sql(_query(verbinding), (levering_id,) * 3).mappings()
    return [Leveringsvergelijking(**rij) for rij in rijen]


def _query(verbinding: Connection) -> str:
    jaar = schooljaar_of(werkproces.c.startdatum).compile(verbinding, compile_kwargs={"literal_binds": True})
    anders = " OR ".join(f"n.{veld} IS DISTINCT FROM o.{veld}" for veld in _VELDEN)
    # The previous one: the delivery with the latest peildatum before this one, equal peildata in the order of loading.
    return f"""
    WITH deze AS (SELECT peildatum, voorbeeld FROM levering WHERE levering_id = $1),
    over AS (SELECT DISTINCT levering_id, coalesce(nu, gemeente_code) AS gemeente_code, schooljaar
        FROM dekking LEFT JOIN _plek ON code = gemeente_code),
    vak AS (SELECT gemeente_code, schooljaar FROM over WHERE levering_id = $2),
    vorige AS (
        SELECT vak.gemeente_code, vak.schooljaar, l.levering_id FROM vak
        JOIN over d ON d.gemeente_code = vak.gemeente_code AND d.schooljaar = vak.schooljaar
        JOIN levering l ON l.levering_id = d.levering_id, deze
        WHERE l.status = 'geaccepteerd' AND l.soort = 'werkprocessen' AND l.voorbeeld = deze.voorbeeld
        AND (l.peildatum, l.levering_id) < (deze.peildatum, $3)
        QUALIFY row_number() OVER (
            PARTITION BY vak.gemeente_code, vak.schooljaar ORDER BY l.peildatum DESC, l.levering_id DESC) = 1),
    rij AS (SELECT werkproces.* REPLACE (coalesce(nu, gemeente_code) AS gemeente_code), {jaar} AS jaar
        FROM werkproces LEFT JOIN _plek ON code = gemeente_code),
    n AS (SELECT rij.* FROM rij JOIN vak ON vak.gemeente_code = rij.gemeente_code AND vak.schooljaar = rij.jaar
        WHERE rij.levering_id = $2),
    o AS (SELECT rij.* FROM rij JOIN vorige v ON v.gemeente_code = rij.gemeente_code AND v.schooljaar = rij.jaar
        AND v.levering_id = rij.levering_id),
    samen AS (
        SELECT coalesce(n.gemeente_code, o.gemeente_code) AS gemeente_code, coalesce(n.jaar, o.jaar) AS schooljaar,
        count(*) FILTER (WHERE o.werkproces_id IS NULL) AS erbij,
        count(*) FILTER (WHERE n.werkproces_id IS NULL) AS weg,
        count(*) FILTER (WHERE n.werkproces_id IS NOT NULL AND o.werkproces_id IS NOT NULL AND ({anders})) AS gewijzigd,
        count(*) FILTER (WHERE n.werkproces_id IS NOT NULL AND o.werkproces_id IS NOT NULL AND NOT ({anders})) AS gelijk
        FROM n FULL JOIN o ON n.werkproces_id = o.werkproces_id
        AND n.gemeente_code = o.gemeente_code AND n.jaar = o.jaar
        GROUP BY ALL)
    SELECT vak.gemeente_code, vak.schooljaar, vorige.levering_id AS vorige, coalesce(erbij, 0)::INTEGER AS erbij,
    coalesce(weg, 0)::INTEGER AS weg, coalesce(gewijzigd, 0)::INTEGER AS gewijzigd,
    coalesce(gelijk, 0)::INTEGER AS gelijk
    FROM vak LEFT JOIN vorige USING (gemeente_code, schooljaar) LEFT JOIN samen USING (gemeente_code, schooljaar)
    ORDER BY 1, 2"""  # noqa: S608  our own constants
