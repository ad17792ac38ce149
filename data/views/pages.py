"""The pages of the public site, each said once: all that must know which there are follows from this list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """A page of the public site.

    bestand: the file under pages/ whose `show` makes its content, when that is not called as the key.
    pad: its path; one that ends in a slash after a name is followed by the slug of a gemeente.
    naam: what menu and foot call it; empty on a page that is reached through a gemeente.
    in_menu: whether it stands in the menu as well as in the foot.
    omschrijving: what search engines are told of a page about no one gebied; pages about one make their own, and so
    does the page that compares.
    """

    sleutel: str
    pad: str
    bestand: str = ""
    naam: str = ""
    in_menu: bool = False
    omschrijving: str = ""

    @property
    def per_gemeente(self) -> bool:
        """Whether the path names a gemeente."""
        return self.pad != "/" and self.pad.endswith("/")


# In the order of the menu.
PAGINAS = (
    PublicPage(sleutel="overzicht", pad="/", naam="Regio", in_menu=True),
    PublicPage(sleutel="verzuim", pad="/verzuim", bestand="thema", naam="Verzuim", in_menu=True),
    PublicPage(sleutel="vrijstellingen", pad="/vrijstellingen", bestand="thema", naam="Vrijstellingen", in_menu=True),
    PublicPage(sleutel="doorstroompunt", pad="/doorstroompunt", bestand="thema", naam="Doorstroompunt", in_menu=True),
    PublicPage(sleutel="vergelijken", pad="/vergelijken", naam="Vergelijken", in_menu=True),
    PublicPage(
        sleutel="verkennen",
        pad="/verkennen",
        naam="Zelf verkennen",
        omschrijving="Kies zelf onderwerpen, gemeenten en schooljaren, en zet ze naast of tegenover elkaar.",
    ),
    PublicPage(
        sleutel="bronnenbrug",
        pad="/bronnenbrug",
        naam="Waarom getallen verschillen",
        omschrijving="Waarom DUO een ander getal geeft dan de gemeente, en waar bronnen elkaar tegenspreken.",
    ),
    PublicPage(
        sleutel="toelichting",
        pad="/toelichting",
        naam="Toelichting",
        omschrijving="Wat de cijfers over leerplicht en schoolverzuim betekenen, en wat u eruit mag afleiden.",
    ),
    PublicPage(
        sleutel="data",
        pad="/data",
        bestand="opendata",
        naam="Cijfers downloaden",
        omschrijving="Alle gepubliceerde cijfers over leerplicht en schoolverzuim als open data.",
    ),
    PublicPage(
        sleutel="toegankelijkheid",
        pad="/toegankelijkheid",
        naam="Toegankelijkheid",
        omschrijving="Wat is nagegaan zodat iedereen deze site kan gebruiken, wat niet, "
        "en wat u doet als iets niet lukt.",
    ),
    PublicPage(
        sleutel="nieuw",
        pad="/nieuw",
        naam="Wat is er nieuw",
        omschrijving="Wat er met elke publicatie bij kwam, per gemeente, en hoeveel cijfers er toen anders werden.",
    ),
    PublicPage(
        sleutel="jaarverslagen",
        pad="/jaarverslagen",
        naam="Jaarverslagen",
        omschrijving="Het jaarverslag leerplicht (artikel 25) van elke gemeente en regio: om te lezen, als PDF en in "
        "Word.",
    ),
    PublicPage(sleutel="gemeente", pad="/gemeente/"),
    PublicPage(sleutel="jaarverslag", pad="/jaarverslag/"),
    # Before the page with all tiles: its path is the beginning of these.
    PublicPage(sleutel="insluiten_tegel", pad="/insluiten/tegel/", bestand="insluiten"),
    PublicPage(sleutel="insluiten_grafiek", pad="/insluiten/grafiek/", bestand="insluiten"),
    PublicPage(sleutel="insluiten", pad="/insluiten/"),
)
INGESLOTEN = tuple(pagina.sleutel for pagina in PAGINAS if pagina.sleutel.startswith("insluiten"))
"""Those that stand in a frame of another site."""
PAGINA: Mapping[str, PublicPage] = {pagina.sleutel: pagina for pagina in PAGINAS}
