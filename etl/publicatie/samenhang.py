"""What is refused before anything is hidden: counts that contradict each other, or the reports they are laid beside.

Relations follow from what cells count (`data.cells.relaties`), so where one fails the counting is wrong. Nothing is
protected by them: that is for worlds. Messages are Dutch, name the cell, and never hold a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.cells.cells import TOTAAL, CelSleutel, Hoogstens, Paar, Relatie, Som, Telling, cells_of


class OngeldigeInvoer(ValueError):
    """The set to be published contradicts itself; the publication must be refused (exit status 4).

    The text may be logged publicly.
    """


def check_input(
    tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie], kennis: Mapping[CelSleutel, int]
) -> None:
    """Raise OngeldigeInvoer at the first thing that cannot be. kennis: what reports told of these cells exactly."""
    for sleutel, telling in tellingen.items():
        if telling.waarde < 0:
            raise OngeldigeInvoer(f"Negatief aantal bij {name_of(sleutel)}. Tel de levering opnieuw.")
        if not telling.gewicht > 0:
            raise OngeldigeInvoer(
                f"Het gewicht van {name_of(sleutel)} is niet groter dan nul. Pas het tabellenplan aan."
            )
    for relatie in relaties:
        cellen = cells_of(relatie)
        for sleutel in cellen:
            if sleutel not in tellingen:
                raise OngeldigeInvoer(f"Het tabellenplan verwijst naar een onbekende cel: {name_of(sleutel)}.")
        if not holds({sleutel: tellingen[sleutel].waarde for sleutel in cellen}, relatie):
            raise OngeldigeInvoer(
                f"De tabel telt niet op bij {name_of(cellen[0])}. Tel de levering opnieuw of herstel het tabellenplan."
            )
    for sleutel, waarde in kennis.items():
        if sleutel in tellingen and tellingen[sleutel].waarde != waarde:
            raise OngeldigeInvoer(
                f"Een cijfer uit een verslag spreekt de telling tegen bij {name_of(sleutel)}. "
                "Toon het verslagcijfer met zijn bron en geef het niet op als kennis."
            )


def holds(waarde: Mapping[CelSleutel, int], relatie: Relatie) -> bool:
    """Whether a relation is true of these counts."""
    match relatie:
        case Som(totaal=totaal, delen=delen, exact=exact):
            som = sum(waarde[deel] for deel in delen)
            return waarde[totaal] == som if exact else max(waarde[d] for d in delen) <= waarde[totaal] <= som
        case Hoogstens(klein=klein, groot=groot):
            return waarde[klein] <= waarde[groot]
        case Paar(werkprocessen=zaken, jongeren=jongeren):
            return waarde[zaken] >= waarde[jongeren] and (waarde[zaken] > 0) == (waarde[jongeren] > 0)


def name_of(sleutel: CelSleutel) -> str:
    """A cell in words, without its count."""
    plek = f"{sleutel.indicator} ({sleutel.teleenheid}) van {sleutel.gebied} in {sleutel.schooljaar}"
    return plek if sleutel.uitsplitsing == TOTAAL else f"{plek}, {sleutel.uitsplitsing} {sleutel.categorie}"
