"""The catalogue of the open data after DCAT-AP-NL 3.0, for data.overheid.nl and others who gather catalogues.

A dataset (the figures), each file as a distribution, and the API as a service. What the region has not set is left out
and not filled in: a catalogue without a publisher is refused by who gathers it, and the site says what is missing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Namespace, URIRef
from rdflib import Literal as Tekst
from rdflib.term import Node

from data.opendata.beschrijven import TITELS
from data.opendata.bestanden import SOORTEN, TABELLEN, VORMEN
from data.opendata.uitgever import Uitgever
from data.publication.readmodel import Beeld

Vorm = Literal["ttl", "jsonld", "rdf"]
VORMEN_CATALOGUS: dict[Vorm, tuple[str, str]] = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("pretty-xml", "application/rdf+xml"),
}
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_ADMS = Namespace("http://www.w3.org/ns/adms#")
_EU = "http://publications.europa.eu/resource/authority"
_THEMA = URIRef(f"{_EU}/data-theme/EDUC")
_OPENBAAR = URIRef(f"{_EU}/access-right/PUBLIC")
_TAAL = URIRef(f"{_EU}/language/NLD")
_JAARLIJKS = URIRef(f"{_EU}/frequency/ANNUAL")
_BESTANDSTYPE = {"csv": "CSV", "xlsx": "XLSX", "parquet": "PARQUET", "json": "JSON"}

_ONTWERPREGELS = URIRef("https://logius-standaarden.github.io/API-Design-Rules/")
_TABEL = URIRef("https://datapackage.org/profiles/2.0/tableschema.json")
_TITEL = "Cijfers over leerplicht en schoolverzuim"
_OVER = (
    "Cijfers over leerplicht, schoolverzuim, vrijstellingen en voortijdig schoolverlaten per gemeente en schooljaar, "
    "uit de eigen registratie en uit jaarverslagen. Kleine aantallen zijn afgeschermd."
)


@lru_cache(maxsize=12)
def catalogue(beeld: Beeld, basis: str, uitgever: Uitgever, vorm: Vorm) -> bytes:
    """Write the catalogue. basis: where the site stands, without a slash at the end."""
    graaf = graph(beeld, basis, uitgever)
    if vorm == "jsonld":
        return graaf.serialize(format="json-ld", encoding="utf-8", auto_compact=True, indent=1)
    return graaf.serialize(format=VORMEN_CATALOGUS[vorm][0], encoding="utf-8")


def graph(beeld: Beeld, basis: str, uitgever: Uitgever) -> Graph:
    """Make the triples."""
    graaf = Graph()
    for naam, ruimte in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("vcard", _VCARD), ("adms", _ADMS)):
        graaf.bind(naam, ruimte)
    catalogus, dataset, dienst = (URIRef(f"{basis}/{deel}") for deel in ("catalogus#catalogus", "data", "api/v1"))
    gezegd = _Common(graaf, basis, uitgever)
    _say(graaf, catalogus, DCAT.Catalog, "Open data van Leerrecht in Beeld", "De open data van deze site.")
    gezegd.about(catalogus, is_catalogue=True)
    graaf.add((catalogus, DCAT.dataset, dataset))
    graaf.add((catalogus, DCAT.service, dienst))
    graaf.add((catalogus, DCTERMS.language, _TAAL))
    graaf.add((catalogus, FOAF.homepage, URIRef(f"{basis}/")))
    graaf.add((URIRef(f"{basis}/"), RDF.type, FOAF.Document))
    _add_dataset(graaf, dataset, beeld, basis)
    gezegd.about(dataset)
    _add_service(graaf, dienst, dataset, basis)
    gezegd.about(dienst)
    for naam in TABELLEN:
        for vorm, uitleg in VORMEN.items():
            _add_file(graaf, basis, f"{naam}{vorm}", f"{TITELS[naam]} ({uitleg})", uitgever.licentie)
    return graaf


class _Common:
    """What is said of catalogue, dataset and service alike: who publishes it, whom to ask, under which licence."""

    def __init__(self, graaf: Graph, basis: str, uitgever: Uitgever) -> None:
        self._graaf, self._uitgever = graaf, uitgever
        self._contact = URIRef(f"{basis}/catalogus#contact")

    def about(self, wat: Node, *, is_catalogue: bool = False) -> None:
        """Add it to one of them."""
        graaf, uitgever = self._graaf, self._uitgever
        if uitgever.uri and uitgever.naam:
            wie = URIRef(uitgever.uri)
            graaf.add((wie, RDF.type, FOAF.Agent))
            graaf.add((wie, FOAF.name, Tekst(uitgever.naam, lang="nl")))
            graaf.add((wat, DCTERMS.publisher, wie))
            graaf.add((wat, DCTERMS.creator, wie))
        if uitgever.contact:
            graaf.add((self._contact, RDF.type, _VCARD.Organization))
            graaf.add((self._contact, _VCARD.fn, Tekst(uitgever.naam or "Beheerder", lang="nl")))
            is_mail = uitgever.contact.startswith("mailto:")
            graaf.add((self._contact, _VCARD.hasEmail if is_mail else _VCARD.hasURL, URIRef(uitgever.contact)))
            graaf.add((wat, DCAT.contactPoint, self._contact))
        if uitgever.licentie:
            graaf.add((wat, DCTERMS.license, URIRef(uitgever.licentie)))
        if not is_catalogue:
            graaf.add((wat, DCTERMS.accessRights, _OPENBAAR))
            graaf.add((wat, DCAT.theme, _THEMA))
            graaf.add((wat, DCTERMS.language, _TAAL))
            for woord in ("leerplicht", "schoolverzuim", "vrijstelling", "voortijdig schoolverlaten"):
                graaf.add((wat, DCAT.keyword, Tekst(woord, lang="nl")))


def _say(graaf: Graph, wat: Node, soort: Node, titel: str, over: str) -> None:
    graaf.add((wat, RDF.type, soort))
    graaf.add((wat, DCTERMS.title, Tekst(titel, lang="nl")))
    graaf.add((wat, DCTERMS.description, Tekst(over, lang="nl")))


def _add_dataset(graaf: Graph, dataset: URIRef, beeld: Beeld, basis: str) -> None:
    _say(graaf, dataset, DCAT.Dataset, _TITEL, _OVER)
    moment = Tekst(f"{beeld.publicatie.gepubliceerd_op:%Y-%m-%dT%H:%M:%SZ}", datatype=XSD.dateTime)
    pagina = URIRef(f"{basis}/toelichting")
    for eigenschap, waarde in (
        (DCTERMS.identifier, Tekst(str(dataset), datatype=XSD.anyURI)),
        (DCAT.landingPage, URIRef(f"{basis}/data#bestanden")),
        (FOAF.page, pagina),
        (DCTERMS.modified, moment),
        (DCTERMS.accrualPeriodicity, _JAARLIJKS),
        (URIRef(f"{DCAT}version"), Tekst(beeld.publicatie.publicatie_id)),
        (DCTERMS.conformsTo, _TABEL),
    ):
        graaf.add((dataset, eigenschap, waarde))
    graaf.add((pagina, RDF.type, FOAF.Document))
    graaf.add((URIRef(f"{basis}/data#bestanden"), RDF.type, FOAF.Document))
    graaf.add((_TABEL, RDF.type, DCTERMS.Standard))


def _add_service(graaf: Graph, dienst: URIRef, dataset: URIRef, basis: str) -> None:
    _say(graaf, dienst, DCAT.DataService, f"{_TITEL}: API", "De cijfers opvragen, per indicator, gebied en schooljaar.")
    beschrijving = URIRef(f"{basis}/api/v1/openapi.json")
    for eigenschap, waarde in (
        (DCTERMS.identifier, Tekst(str(dienst), datatype=XSD.anyURI)),
        (DCAT.endpointURL, dienst),
        (DCAT.endpointDescription, beschrijving),
        (DCAT.servesDataset, dataset),
        (DCTERMS.conformsTo, _ONTWERPREGELS),
    ):
        graaf.add((dienst, eigenschap, waarde))
    graaf.add((_ONTWERPREGELS, RDF.type, DCTERMS.Standard))


def _add_file(graaf: Graph, basis: str, naam: str, titel: str, licentie: str) -> None:
    dataset, dienst = URIRef(f"{basis}/data"), URIRef(f"{basis}/api/v1")
    bestand = URIRef(f"{basis}/download/{naam}#bestand")
    adres = URIRef(f"{basis}/download/{naam}")
    einde = naam.rpartition(".")[2]
    graaf.add((dataset, DCAT.distribution, bestand))
    _say(graaf, bestand, DCAT.Distribution, titel, titel)
    waarden: tuple[tuple[URIRef, Node], ...] = (
        (DCAT.accessURL, adres),
        (DCAT.downloadURL, adres),
        (DCAT.accessService, dienst),
        (DCTERMS["format"], URIRef(f"{_EU}/file-type/{_BESTANDSTYPE[einde]}")),
        (DCAT.mediaType, URIRef(f"http://www.iana.org/assignments/media-types/{SOORTEN[einde]}")),
        (DCTERMS.language, _TAAL),
        (DCTERMS.conformsTo, _TABEL),
    )
    for eigenschap, waarde in waarden:
        graaf.add((bestand, eigenschap, waarde))
    if licentie:
        graaf.add((bestand, DCTERMS.license, URIRef(licentie)))
        graaf.add((URIRef(licentie), RDF.type, DCTERMS.LicenseDocument))
