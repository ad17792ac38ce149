"""Where a name fits beside its point: names over each other help nobody, and all stand in the table too."""

from __future__ import annotations

from typing import NamedTuple

from components.svg.drawing import text_width

# Left, top, right and bottom of what is taken.
Vak = tuple[float, float, float, float]


class Plek(NamedTuple):
    """Where a name begins, is centred or ends (`anker`), and its baseline."""

    anker: str
    x: float
    basis: float


def free_place(naam: str, cx: float, cy: float, tussen: tuple[float, float], bezet: list[Vak]) -> Plek | None:
    """The first place beside the point at (cx, cy) that is free, which is then taken; None when none is.

    tussen: the left and right edge of the sheet.
    """
    breed = text_width(naam, 13)
    plekken = (
        (Plek("start", cx + 10, cy + 4), cx + 10),
        (Plek("end", cx - 10, cy + 4), cx - 10 - breed),
        (Plek("middle", cx, cy - 11), cx - breed / 2),
        (Plek("middle", cx, cy + 20), cx - breed / 2),
    )
    for plek, links in plekken:
        vak = (links, plek.basis - 11, links + breed, plek.basis + 3)
        if vak[0] >= tussen[0] and vak[2] <= tussen[1] and not any(_overlap(vak, ander) for ander in bezet):
            bezet.append(vak)
            return plek
    return None


def _overlap(een: Vak, ander: Vak) -> bool:
    return een[0] < ander[2] and ander[0] < een[2] and een[1] < ander[3] and ander[1] < een[3]
