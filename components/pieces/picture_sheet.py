"""A chart on a sheet of its own, to be put into a council paper: title, sentences, picture, definition and source."""

from __future__ import annotations

from components.pieces.piece import Stuk
from components.svg.drawing import KLEUREN, Tekening

_BREED, _RAND = 800, 32
VERZONNEN = "VOORBEELD: deze cijfers zijn verzonnen"


def picture_sheet(stuk: Stuk, herkomst: str) -> str:
    """The sheet as SVG, on white. herkomst: where it was made, as a line at the foot. ValueError without a picture."""
    if stuk.teken is None:
        raise ValueError("Hier is niets te tekenen.")
    binnen = _BREED - 2 * _RAND
    blad = Tekening(_BREED)
    y = 44.0
    if stuk.voorbeeld:
        blad.text(_RAND, y, VERZONNEN, vet=True, letter_spacing="0.04em")
        y += 26
    y = blad.paragraph(_RAND, y, stuk.titel, binnen, vet=True, font_size=18)
    for zin in stuk.zinnen:
        y = blad.paragraph(_RAND, y, zin, binnen, font_size=13)
    plaat = stuk.teken(binnen)
    blad.place(plaat, _RAND, y)
    y += plaat.hoog + 20
    for zin in (*stuk.noten, *stuk.uitleg, stuk.bron, herkomst):
        y = blad.paragraph(_RAND, y, zin, binnen, rol="zacht", font_size=11)
    blad.hoog = y + 10
    grond = f'<rect width="{_BREED}" height="{blad.hoog:.0f}" fill="{KLEUREN["vlak"][0]}"/>'
    blad.delen.insert(0, grond)
    return blad.svg(stuk.titel, donker=False)
