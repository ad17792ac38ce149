"""A walk past every public door of one publication, in a process of its own: `python -m tests.deurenronde UIT`.

LEERRECHT_DATA names the folder. Follows every link, form choice and download from the addresses the site itself names
and asks Dash's callback for each page as a browser does. Writes one JSON file: door -> what came out, the log last.
What differs between two walks for no reason (numbers of requests, durations) is left out.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pages.server.logs import LOGGER, JsonFormatter

_LINK = re.compile(r'(?:href|src|action)="([^"#]*)')
_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_ACTION = re.compile(r'action="([^"]*)"')
_SELECT = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_RADIO = re.compile(r"<input\b[^>]*>")
_OPTION = re.compile(r'<option\b[^>]*value="([^"]*)"')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TEXTUAL = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/ld+json",
    "application/rdf+xml",
    "application/atom+xml",
    "image/svg+xml",
    "application/xml",
)
ELDERS = (
    "/gemeente/bestaat-niet",
    "/bestaat-niet",
    "/vergelijken?indicator=bestaat-niet",
    "/?regio=bestaat-niet",
    "/?schooljaar=1999-2000",
    "/download/vergelijken.csv?indicator=bestaat-niet",
    "/download/bestaat-niet.csv",
    "/metrics",
    "/gezond",
    "/gereed",
    "/robots.txt",
    "/sitemap.xml",
    "/.well-known/security.txt",
    "/publiek.duckdb",
    "/download/cijfers.csv",
    "/download/verslagcijfers.csv",
    "/download/hierarchie.json",
    "/download/vergelijken.svg?indicator=relatief_verzuim&beeld=rangorde",
    "/download/vergelijken.csv?indicator=absoluut_verzuim&beeld=trechter",
    "/vergelijken?indicator=absoluut_verzuim&beeld=trechter",
    "/vergelijken?indicator=vrijstellingen_lopend&beeld=rangorde",
    "/download/cijfers-spreadsheet.csv",
    "/download/cijfers.xlsx",
    "/download/cijfers.parquet",
    "/download/cijfers.json",
    "/download/cijfers.csv?indicator=absoluut_verzuim",
    "/download/datapackage.json",
    "/catalogus.ttl",
    "/catalogus.jsonld",
    "/catalogus.rdf",
    "/feeds/site.atom",
    "/api/v1/openapi.json",
    "/api/v1/publicaties",
    "/api/v1/gebieden",
    "/api/v1/schooljaren",
    "/api/v1/bronnen",
    "/api/v1/indicatoren",
    "/api/v1/trendbreuken",
    "/api/v1/landelijke-cijfers",
    "/api/v1/cijfers?aantal=1000",
    "/api/v1/cijfers?indicator=absoluut_verzuim&aantal=3",
    "/api/v1/cijfers?uitsplitsing=bestaat-niet",
    "/api/v1/cijfers?gebied=GM0000",
    "/verkennen?vorm=lijnen&onderwerp=absoluut_verzuim",
    "/verkennen?vorm=staven&onderwerp=absoluut_verzuim&tegen=relatief_verzuim",
    "/verkennen?vorm=veelvoud&onderwerp=relatief_verzuim",
    "/verkennen?vorm=trechter&onderwerp=absoluut_verzuim",
    "/download/verkennen.csv?onderwerp=absoluut_verzuim&vorm=lijnen",
    "/download/verkennen.xlsx?onderwerp=relatief_verzuim&vorm=lijnen",
    "/download/samen.csv?onderwerp=absoluut_verzuim&tegen=relatief_verzuim",
    "/download/verkennen.svg?onderwerp=relatief_verzuim&vorm=veelvoud",
    "/_dash-layout",
    "/_dash-dependencies",
)
VORMEN = (".pdf", ".docx", "/qr.svg")
# One door of each kind that programs come to, asked otherwise than a browser asks too.
PROGRAMMAS = (
    "/api/v1/cijfers?aantal=3",
    "/api/v1/publicaties",
    "/catalogus",
    "/download/cijfers.csv",
    "/download/cijfers.parquet",
    "/download/vergelijken.csv?indicator=absoluut_verzuim",
    "/feeds/site.atom",
    "/sitemap.xml",
)
ANDERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("GET", {}),
    ("HEAD", {}),
    ("OPTIONS", {}),
    ("POST", {}),
    ("GET", {"Accept-Encoding": "br"}),
    ("GET", {"Accept-Encoding": "gzip"}),
    ("GET", {"Accept": "text/csv"}),
    ("GET", {"Accept": "application/ld+json"}),
    ("GET", {"Accept": "image/png"}),
    ("GET", {"Range": "bytes=-40"}),
    ("GET", {"Range": "bytes=999999999-"}),
)
PER_SOORT = 2
# What has no lottery in it: there the ETag must be the same too.
_ZELF_GELIJK = ("/api/", "/download/", "/feeds/", "/catalogus")
_GEEN_DEUR = ("//", "/assets/", "/_dash", "/statisch/")
# Dash draws this at each start, so it is in the page, and with it in these headers.
_LOTERIJ = re.compile(r'"end_id": "[^"]*"')
_KOPPEN_WEG = frozenset({"Date", "Last-Modified", "ETag", "Content-Security-Policy"})
_VRAAG = "..{0}.children...{1}.data.."


class Walk:
    """The doors found and what came out of them."""

    def __init__(self, meeste: int) -> None:
        from app import server
        from pages.views import site

        self.meeste = meeste
        self.client = server.test_client()
        self.site = site()
        self.uit: dict[str, str] = {}
        adressen = list(self.site.urls())
        verslagen = [adres for adres in adressen if adres.startswith("/jaarverslag/")]
        # A report in each of its forms, of a region and of a gemeente.
        vormen = [f"{adres}{vorm}" for adres in (verslagen[0], verslagen[-1]) for vorm in VORMEN]
        self.lijst = [*adressen, *vormen, *ELDERS]
        self.gezien = set(self.lijst)
        self.soorten: Counter[str] = Counter()

    def walk(self) -> None:
        """Every door, in the order in which they were found."""
        for adres in self.lijst:  # grows while it is walked
            soort, tekst = self._get(adres)
            if soort.startswith("text/html"):
                self._ask_dash(adres)
                for ander in _addresses(tekst, adres):
                    self._plan(ander)
        for adres in _named():
            self._get(adres)
        for adres in PROGRAMMAS:
            self._ask_otherwise(adres)

    def _plan(self, adres: str) -> None:
        """One more door, unless it was seen or enough of its kind were: so that few doors are of many kinds."""
        if adres in self.gezien or len(self.lijst) >= self.meeste or self.soorten[_kind(adres)] >= PER_SOORT:
            return
        self.gezien.add(adres)
        self.soorten[_kind(adres)] += 1
        self.lijst.append(adres)

    def _get(self, adres: str) -> tuple[str, str]:
        antwoord = self.client.get(adres, headers={"X-Request-Id": "deurenronde"})
        soort = antwoord.headers.get("Content-Type", "")
        if adres.startswith(_ZELF_GELIJK):
            self.uit[f"ETAG {adres}"] = antwoord.headers.get("ETag", "")
            self._plan_next(antwoord.headers.get("Link", ""))
        if antwoord.status_code == 308:
            self._plan(antwoord.headers["Location"])
        tekst = antwoord.get_data(as_text=True) if soort.startswith(_TEXTUAL) else repr(antwoord.get_data())
        koppen = sorted((k, v) for k, v in antwoord.headers.items() if k not in _KOPPEN_WEG)
        self.uit[f"GET {adres}"] = f"{antwoord.status_code}\n{koppen}\n{_LOTERIJ.sub('', tekst)}"
        return soort, tekst

    def _ask_otherwise(self, adres: str) -> None:
        """The same door by other methods, packed, in part, in another form; no header but the clock is left out."""
        for methode, vraag in ANDERS:
            antwoord = self.client.open(adres, method=methode, headers={"X-Request-Id": "deurenronde", **vraag})
            koppen = sorted((k, v) for k, v in antwoord.headers.items() if k != "Date")
            inhoud = hashlib.sha256(antwoord.get_data()).hexdigest()
            self.uit[f"ANDERS {methode} {adres} {vraag}"] = f"{antwoord.status_code}\n{koppen}\n{inhoud}"

    def _plan_next(self, link: str) -> None:
        """The page of figures after this one, as the API itself says it."""
        volgende = re.match(r'<([^>]+)>; rel="next"', link)
        if volgende and volgende[1] not in self.gezien:
            self.gezien.add(volgende[1])
            self.lijst.append(volgende[1])

    def _ask_dash(self, adres: str) -> None:
        """The component tree of a page, figures and all, as the browser asks for it."""
        delen = urlsplit(adres)
        adres_id, inhoud, titel = self.site.address_id, self.site.content_id, self.site.title_id
        plek = {"pathname": delen.path, "search": f"?{delen.query}" if delen.query else ""}
        vraag: dict[str, Any] = {
            "output": _VRAAG.format(inhoud, titel),
            "outputs": [{"id": inhoud, "property": "children"}, {"id": titel, "property": "data"}],
            "inputs": [{"id": adres_id, "property": naam, "value": waarde} for naam, waarde in plek.items()],
            "changedPropIds": [f"{adres_id}.pathname", f"{adres_id}.search"],
            "state": [],
        }
        antwoord = self.client.post("/_dash-update-component", json=vraag, headers={"X-Request-Id": "deurenronde"})
        self.uit[f"DASH {adres}"] = f"{antwoord.status_code}\n{antwoord.get_data(as_text=True)}"


def _named() -> list[str]:
    """Doors that have a name of this publication in their address, which no page leads to."""
    from data.opendata.bestanden import names
    from data.publication.readmodel import beeld

    live = beeld()
    uitgave, gebied, regio = live.publicatie.publicatie_id, live.gemeenten()[-1].slug, live.regios()[0].slug
    bestanden = [naam for naam in names(live) if not naam.startswith("verslagcijfers.") or naam.endswith(".csv")]
    kader = f"/insluiten/tegel/{gebied}?indicator=absoluut_verzuim"
    return [
        *(f"/download/publicaties/{uitgave}/{naam}" for naam in bestanden),
        f"/api/v1/publicaties/{uitgave}",
        f"/api/v1/publicaties/{uitgave}/wijzigingen",
        f"/api/v1/cijfers?publicatie={uitgave}&gebied={gebied}",
        f"/api/v1/gebieden/{gebied}",
        "/api/v1/indicatoren/absoluut_verzuim",
        *(f"/feeds/{plaats.slug}.atom" for plaats in live.gemeenten()),
        *(f"/insluiten/{plaats}" for plaats in (gebied, regio)),
        kader,
        f"/insluiten/grafiek/{gebied}?indicator=absoluut_verzuim",
        f"/insluiten/beeld/vergelijken?indicator=absoluut_verzuim&regio={regio}",
        f"/oembed?{urlencode({'url': kader})}",
    ]


def _kind(adres: str) -> str:
    """Doors of one kind are made by the same code: which place, year or topic they are about does not matter."""
    delen = urlsplit(adres)
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(delen.query, keep_blank_values=True).items()}
    wat = sorted(
        f"{naam}={waarde}" if naam in ("beeld", "met", "maat", "bron", "vorm") else naam
        for naam, waarde in vraag.items()
    )
    pad = re.sub(r"^/(gemeente|jaarverslag)/.*?([.][a-z]+)?$", r"/\1/\2", delen.path)
    return f"{pad}?{'&'.join(wat)}"


def _addresses(html: str, hier: str) -> list[str]:
    """Where one can go from a page: its links, and each single choice in each of its forms."""
    gevonden = [unescape(adres) for adres in _LINK.findall(html)]
    for formulier in _FORM.findall(html):
        doel = _ACTION.search(formulier)
        pad = unescape(doel[1]) if doel else urlsplit(hier).path
        nu = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(hier).query).items()}
        for naam, waarde in _choices(formulier):
            gevonden.append(f"{urlsplit(pad).path}?{urlencode({**nu, naam: waarde})}")
    eigen = (adres for adres in gevonden if adres.startswith("/") and not adres.startswith(_GEEN_DEUR))
    return list(dict.fromkeys(eigen))


def _choices(formulier: str) -> list[tuple[str, str]]:
    keuzes = [(naam, unescape(w)) for naam, opties in _SELECT.findall(formulier) for w in _OPTION.findall(opties)]
    for knop in _RADIO.findall(formulier):
        kenmerken = dict(_ATTRIBUTE.findall(knop))
        if kenmerken.get("type") in ("radio", "checkbox") and "name" in kenmerken:
            keuzes.append((kenmerken["name"], unescape(kenmerken.get("value", ""))))
    return keuzes


def main() -> None:
    """Walk, and write down what came out."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonFormatter())
    LOGGER.handlers = [handler]
    ronde = Walk(int(sys.argv[2]) if len(sys.argv) > 2 else 400)
    ronde.walk()
    regels = [json.loads(regel) for regel in log.getvalue().splitlines()]
    ronde.uit["LOG"] = json.dumps([{k: v for k, v in r.items() if k not in ("tijd", "ms", "verzoek")} for r in regels])
    Path(sys.argv[1]).write_text(json.dumps(ronde.uit, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
