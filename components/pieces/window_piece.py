"""An indicator that is told per venster as a piece: the sum over three schooljaren, and no line between years."""

from __future__ import annotations

from collections.abc import Sequence

from components.pieces.piece import Stuk, Tabel, origin
from components.tables.figure_rows import figure_row
from components.tables.table import Rij, figure_cell
from components.words.labels import place_name, unit_after
from components.words.nouns import words_for
from components.words.sources import how_counted
from components.words.told_where import GEEN_LIJN, WAAROM, breaks_within, describe_window, not_in_it, period_name
from data.publication.figures import Cijfer, Gebied
from data.referentie import schooljaar
from data.registry.indicators import INDICATOREN


def window_piece(vensters: Sequence[Cijfer], gebied: Gebied, jaar: str, volgt_na: str = "") -> Stuk:
    """Every venster that is told, in words the one with this schooljaar. vensters: at least one, oldest first.

    volgt_na: the schooljaar after which the venster with this one can be told; empty when it is told or never will be.
    """
    sleutel = vensters[0].sleutel
    ind, begrip = INDICATOREN[sleutel.indicator], words_for(INDICATOREN[sleutel.indicator], sleutel.teleenheid)
    gekozen = next((c for c in vensters if c.sleutel.schooljaar == schooljaar.venster_van(jaar)), vensters[-1])
    voorbeeld = any(cijfer.is_voorbeeld for cijfer in vensters)
    titel = f"{ind.titel} in {place_name(gebied)}, per drie schooljaren{unit_after(ind.titel, sleutel.teleenheid)}"
    rijen = tuple(
        Rij(period_name(c.sleutel.schooljaar), (figure_cell(c),), eigen=c == gekozen) for c in reversed(vensters)
    )
    return Stuk(
        titel,
        (f"{describe_window(begrip, gebied, gekozen)} {WAAROM} {GEEN_LIJN}", *not_in_it(gekozen, jaar, volgt_na)),
        (how_counted(ind, gekozen.soort), *filter(None, [ind.leeswijzer])),
        origin(vensters),
        voorbeeld,
        Tabel(("Schooljaren", f"Aantal {begrip.meervoud}"), rijen, f"{titel}{' (voorbeeld)' if voorbeeld else ''}"),
        tuple(figure_row(cijfer, gebied) for cijfer in vensters),
        cellen=tuple(cijfer.sleutel for cijfer in vensters),
        noten=tuple(noot for cijfer in vensters for noot in breaks_within(cijfer.sleutel)),
    )
