"""The figures of national sources that go into a publication: those that count, with their source and their names."""

from __future__ import annotations

from sqlalchemy import Connection

from data.publication.landelijk import LandelijkCijfer
from data.referentie.gebieden import Gebieden
from etl.inname.landelijk_profiel import read_profiles
from etl.intern.actief import read_national
from etl.meldingen import PublicatieFout


def national_figures(verbinding: Connection, gebieden: Gebieden) -> tuple[LandelijkCijfer, ...]:
    """What counts now of every national source.

    A form with codes and one with names may both have been loaded. Of a gemeente of another region the two cannot be
    laid on each other, so where a source gives codes for a period, what it gives by name alone is left out: a gemeente
    must not count twice among those of its size. Raises PublicatieFout when the profile of a source is gone.
    """
    bronnen = {profiel.bron.sleutel: profiel.bron for profiel in read_profiles()}
    rijen = read_national(verbinding)
    if weg := {rij["bron"] for rij in rijen} - bronnen.keys():
        raise PublicatieFout(
            f"Het profiel van een landelijke bron is er niet meer: {', '.join(sorted(weg))}.",
            "Zet het terug in de map profielen/landelijk, of trek de levering in.",
        )
    velden = ("indicator", "gebied", "periode", "periodesoort", "waarde", "decimalen", "voorlopig", "peildatum")
    alle = [
        LandelijkCijfer(
            bron=bronnen[rij["bron"]],
            naam=gebieden.naam(rij["gebied"]) if gebieden.kent(rij["gebied"]) else rij["naam"],
            **{veld: rij[veld] for veld in velden},
        )
        for rij in rijen
    ]
    met_code = {_table(c) for c in alle if c.has_code and not gebieden.kent(c.gebied)}
    return tuple(c for c in alle if c.has_code or _table(c) not in met_code)


def _table(cijfer: LandelijkCijfer) -> tuple[str, str, str]:
    return cijfer.bron.sleutel, cijfer.indicator, cijfer.periode
