"""What to say when something could not be protected, and where that was. Which cells it is about stays internal."""

from __future__ import annotations

from data.referentie.gebieden import gebieden
from etl.meldingen import PublicatieFout
from etl.publicatie import vreemde
from etl.tafelkeuze import TeFijn
from etl.werelden import NietTeBewijzen


def unproved(fout: NietTeBewijzen) -> PublicatieFout:
    """What to say when no proof was found, however coarse; which cells it is about goes into the internal log."""
    vreemde.log_unproved(fout.cellen)
    waar = f"{vreemde.log_file().name}, naast de interne database. Dat bestand is niet om te delen."
    blijft = "Er is niets gepubliceerd. De publicatie die nu te zien is, blijft staan."
    return PublicatieFout(str(fout), f"{blijft} Om welke cijfers het gaat, staat in {waar}")


def betrayed() -> PublicatieFout:
    """What to say when the attack finds something and no table there can be told coarser. Not how much it found."""
    return PublicatieFout(
        "Wie weet hoe een levering is opgebouwd, kan iets kleins te precies herleiden.",
        "Er is niets gepubliceerd. De publicatie die nu te zien is, blijft staan. Welke cijfers het zijn, staat in "
        f"{vreemde.log_file().name}, naast de interne database. Dat bestand is niet om te delen.",
    )


def regions_of(fout: PublicatieFout) -> frozenset[str]:
    """The regions of which something could not be protected."""
    cellen = fout.__cause__.cellen if isinstance(fout.__cause__, TeFijn) else ()
    regio_van = {code: regio.code for regio in gebieden().regios for code in regio.gemeenten}
    return frozenset(regio_van.get(cel.gebied, cel.gebied) for cel in cellen)
