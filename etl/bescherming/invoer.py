"""What is refused before anything is hidden: a set that contradicts itself cannot be protected.

Messages are Dutch, name the table, and never hold a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.cells import CelSleutel, Hoogstens, Paar, Relatie, Som, Telling, cells_of


class OngeldigeInvoer(ValueError):
    """The set to be published contradicts itself; the publication must be refused (exit status 4).

    The text may be logged publicly.
    """


class NietTeBeschermen(Exception):
    """No choice was found that protects the set; the publication must be refused (exit status 4).

    The text may be logged publicly.
    """


def name_of(sleutel: CelSleutel) -> str:
    """A cell in words, without its count."""
    plek = f"{sleutel.indicator} ({sleutel.teleenheid}) van {sleutel.gebied} in {sleutel.schooljaar}"
    return plek if sleutel.uitsplitsing == "totaal" else f"{plek}, {sleutel.uitsplitsing} {sleutel.categorie}"


def check_input(
    tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie], kennis: Mapping[CelSleutel, int]
) -> None:
    """Raise OngeldigeInvoer at the first thing that cannot be."""
    for sleutel, telling in tellingen.items():
        if telling.waarde < 0:
            raise OngeldigeInvoer(f"Negatief aantal bij {name_of(sleutel)}. Tel de levering opnieuw.")
        if not telling.gewicht > 0:
            raise OngeldigeInvoer(
                f"Het gewicht van {name_of(sleutel)} is niet groter dan nul. Pas het tabellenplan aan."
            )
    for relatie in relaties:
        _check_relation(tellingen, relatie)
    for sleutel, waarde in kennis.items():
        if sleutel in tellingen and tellingen[sleutel].waarde != waarde:
            raise OngeldigeInvoer(
                f"Een cijfer uit een verslag spreekt de telling tegen bij {name_of(sleutel)}. "
                "Toon het verslagcijfer met zijn bron en geef het niet op als kennis."
            )


def _check_relation(tellingen: Mapping[CelSleutel, Telling], relatie: Relatie) -> None:
    for sleutel in cells_of(relatie):
        if sleutel not in tellingen:
            raise OngeldigeInvoer(f"Het tabellenplan verwijst naar een onbekende cel: {name_of(sleutel)}.")
    if not holds({sleutel: tellingen[sleutel].waarde for sleutel in cells_of(relatie)}, relatie):
        eerste = cells_of(relatie)[0]
        raise OngeldigeInvoer(
            f"De tabel telt niet op bij {name_of(eerste)}. Tel de levering opnieuw of herstel het tabellenplan."
        )


def holds(waarde: Mapping[CelSleutel, int], relatie: Relatie) -> bool:
    """Whether a relation is true of these counts."""
    if isinstance(relatie, Som):
        delen = [waarde[deel] for deel in relatie.delen]
        som, totaal = sum(delen), waarde[relatie.totaal]
        return totaal == som if relatie.exact else max(delen, default=0) <= totaal <= som
    if isinstance(relatie, Hoogstens):
        return waarde[relatie.klein] <= waarde[relatie.groot]
    if isinstance(relatie, Paar):
        werkprocessen, jongeren = waarde[relatie.werkprocessen], waarde[relatie.jongeren]
        return werkprocessen >= jongeren and (werkprocessen > 0) == (jongeren > 0)
    return sum(factor * waarde[sleutel] for factor, sleutel in relatie.termen) == 0
