"""/insluiten/beeld/...: any chart that can be downloaded, alone, for a frame in another site.

It is called as its file is (`/insluiten/beeld/vergelijken`, `/insluiten/beeld/onderverdeling`), with the same query.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.frame.shell import NAAM, page
from components.pieces.picture_frame import picture_frame
from components.pieces.piece import Stuk
from data.publication.readmodel import Beeld
from pages.head_links import oembed_link
from pages.insluiten import how
from pages.pieces import PIECES, Vraag
from pages.server.site import View

PAD = "/insluiten/beeld/"
# What the file of a chart of a gemeente, region or theme asks for; the others have the query of their own page.
_NAMEN = ("pagina", "gemeente", "regio", "schooljaar", "indicator", "bron", "teleenheid", "uitsplitsing", "binnen")
_VAN_PAGINA = ("verkennen", "samen", "vergelijken")


def framed(live: Beeld, naam: str, vraag: Vraag) -> View | None:
    """The view of the chart with this name that a query asks for; None where there is none."""
    gevonden = PIECES[naam](live, vraag) if naam in PIECES else None
    if gevonden is None or not gevonden[0].regels:
        return None
    stuk, geheel = gevonden
    gevraagd = urlencode({sleutel: vraag[sleutel] for sleutel in _NAMEN if vraag.get(sleutel)})
    adres = f"{PAD}{naam}?{geheel.partition('?')[2] if naam in _VAN_PAGINA else gevraagd}"
    maak = partial(_show, live, stuk, adres, geheel)
    return View(200, f"{stuk.titel} - {NAAM}", stuk.titel, adres, maak, True, geheel, links=oembed_link(adres))


def _show(live: Beeld, stuk: Stuk, adres: str, geheel: str) -> Component:
    naar = html.A(f"Meer hierover op {NAAM} (opent een nieuw venster)", href=geheel, target="_blank", rel="noopener")
    # The heading of the chart says what it is; this one is for who does not see it.
    return page(
        [
            html.H1(stuk.titel, className="ingesloten alleen-voorlezen"),
            picture_frame(stuk, None, tabel_open=stuk.teken is None),
            html.P(naar),
            how(adres, geheel, stuk.titel),
        ],
        live.publicatie,
    )
