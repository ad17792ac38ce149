"""The catalogue holds to the shapes of DCAT-AP-NL, where those are at hand; one that is broken does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef

from data.opendata.catalogus import graph
from data.opendata.uitgever import Uitgever, publisher
from tests.conftest import ROOT
from tests.data.klein_beeld import LEVERING, beeld, cel, cijfer

SHAPES = ROOT.parent / "shared" / "keuring" / "dcat"
SH = Namespace("http://www.w3.org/ns/shacl#")
BASIS = "https://voorbeeld.test"
INGESTELD = Uitgever(
    "Gemeente Voorbeeld",
    "https://identifier.overheid.nl/tooi/id/gemeente/gm0000",
    "mailto:cijfers@voorbeeld.test",
    "http://publications.europa.eu/resource/authority/licence/CC0",
)
PLICHT = (DCAT.contactPoint, DCTERMS.publisher, DCTERMS.title)


def made(uitgever: Uitgever = INGESTELD) -> Graph:
    live = beeld({"GM1": "R"}, [cijfer(cel("afgehandeld", "jongeren", "GM1", "2022-2023"), 40.0, LEVERING)])
    return graph(live, BASIS, uitgever)


def shapes(bestand: Path) -> Graph:
    """The shapes of a file, without the two that it names and does not give."""
    graaf = Graph().parse(bestand)
    for vorm, _, eigenschap in list(graaf.triples((None, SH.property, None))):
        if (eigenschap, SH.path, None) not in graaf:
            graaf.remove((vorm, SH.property, eigenschap))
    return graaf


def violations(catalogus: Graph, bestand: Path) -> list[str]:
    from pyshacl import validate

    weten = Graph().parse(Path(__file__).parent / "achtergrond.ttl")
    for soort in set(catalogus.objects(None, DCAT.mediaType)):
        weten.add((soort, RDF.type, DCTERMS.MediaType))
    _, uitslag, _ = validate(catalogus + weten, shacl_graph=shapes(bestand), advanced=True, inference="none")
    assert isinstance(uitslag, Graph)
    return [str(uitslag.value(r, SH.resultPath)) for r in uitslag.subjects(RDF.type, SH.ValidationResult)]


needs_shapes = pytest.mark.skipif(not SHAPES.is_dir(), reason="de vormen van DCAT-AP-NL zijn hier niet")


@needs_shapes
@pytest.mark.parametrize(
    "naam",
    [
        "dcat-ap-SHACL",
        "dcat-ap-nl-SHACL",
        "dcat-ap-nl-SHACL-klassebereik",
        "dcat-ap-nl-SHACL-klassebereik-codelijsten",
        "dcat-ap-nl-SHACL-aanbevolen",
    ],
)
def test_the_catalogue_has_all_that_is_asked_and_recommended(naam: str) -> None:
    assert not violations(made(), SHAPES / f"{naam}.ttl")


@needs_shapes
@pytest.mark.parametrize("weg", PLICHT)
def test_a_broken_catalogue_is_refused(weg: URIRef) -> None:
    stuk = made()
    stuk.remove((None, weg, None))
    gemist = {pad for naam in ("dcat-ap-SHACL", "dcat-ap-nl-SHACL") for pad in violations(stuk, SHAPES / f"{naam}.ttl")}
    assert str(weg) in gemist


def test_what_must_be_there_is_there_also_where_the_shapes_are_not() -> None:
    graaf = made()
    for soort in (DCAT.Dataset, DCAT.DataService, DCAT.Catalog):
        (wat,) = graaf.subjects(RDF.type, soort)
        assert all((wat, eigenschap, None) in graaf for eigenschap in PLICHT), soort
    bestanden = list(graaf.subjects(RDF.type, DCAT.Distribution))
    assert len(bestanden) == 10 and all((b, DCTERMS.license, None) in graaf for b in bestanden)


def test_what_is_not_set_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("LEERRECHT_UITGEVER", "LEERRECHT_UITGEVER_URI", "LEERRECHT_CONTACT", "LEERRECHT_LICENTIE"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("LEERRECHT_LICENTIE", "geen adres")
    assert len(publisher().missing) == 4
    assert not list(made(publisher()).objects(None, DCTERMS.publisher))
    monkeypatch.setenv("LEERRECHT_CONTACT", "cijfers@voorbeeld.test")
    assert publisher().contact == "mailto:cijfers@voorbeeld.test" and len(publisher().missing) == 3
