"""What stands in the head of a page for programs: its feeds, the frame of it, and on /data the dataset."""

from __future__ import annotations

import json
import os
from urllib.parse import quote

from markupsafe import escape

from components.frame.shell import NAAM
from data.opendata.bestanden import SOORTEN, TABELLEN, VORMEN
from data.opendata.uitgever import publisher
from data.publication.readmodel import Beeld
from data.views.pages import INGESLOTEN
from pages.feeds import feed_path
from pages.routes import Route


def head_links(live: Beeld, route: Route) -> str:
    """Return the HTML."""
    delen = [_feed("Nieuwe cijfers op deze site", feed_path())]
    gebied = route.gebied
    if gebied and gebied.soort == "gemeente":
        delen.append(_feed(f"Nieuwe cijfers over {gebied.naam}", feed_path(gebied)))
    if route.pagina in (*INGESLOTEN, "gemeente", "overzicht", "vergelijken") and not route.leeg:
        delen.append(oembed_link(route.url))
    if route.pagina == "data":
        tekst = json.dumps(_dataset(live), ensure_ascii=False).replace("<", "\\u003c")
        delen.append(f'<script type="application/ld+json">{tekst}</script>')
    return "\n".join(delen)


def oembed_link(adres: str) -> str:
    """Return where the frame of an address is told."""
    vraag = escape(f"/oembed?url={quote(adres, safe='')}")
    return f'<link rel="alternate" type="application/json+oembed" href="{vraag}">'


def _feed(titel: str, pad: str) -> str:
    return f'<link rel="alternate" type="application/atom+xml" title="{escape(titel)}" href="{escape(pad)}">'


def _dataset(live: Beeld) -> dict[str, object]:
    """Describe the open data for search engines (schema.org); addresses are whole where LEERRECHT_URL is set."""
    basis, uitgever = os.environ.get("LEERRECHT_URL", "").rstrip("/"), publisher()
    gegevens: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Cijfers over leerplicht en schoolverzuim",
        "description": "Cijfers over leerplicht, schoolverzuim en vrijstellingen per gemeente en schooljaar, uit de "
        "eigen registratie en uit jaarverslagen. Kleine aantallen zijn afgeschermd.",
        "url": f"{basis}/data",
        "identifier": live.publicatie.publicatie_id,
        "version": live.publicatie.publicatie_id,
        "dateModified": f"{live.publicatie.gepubliceerd_op:%Y-%m-%dT%H:%M:%SZ}",
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": NAAM, "url": f"{basis}/catalogus"},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": SOORTEN[vorm.rpartition(".")[2]],
                "contentUrl": f"{basis}/download/{tabel}{vorm}",
            }
            for tabel in TABELLEN
            for vorm in VORMEN
        ],
    }
    if uitgever.naam:
        wie = {"@type": "Organization", "name": uitgever.naam} | ({"url": uitgever.uri} if uitgever.uri else {})
        gegevens |= {"creator": wie, "publisher": wie}
    return gegevens | ({"license": uitgever.licentie} if uitgever.licentie else {})
