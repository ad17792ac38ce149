"""What the files hold, for programs: Data Package version 2 and CSV on the Web, both made of the list of columns."""

from __future__ import annotations

from typing import Any

from data.opendata.kolommen import KOLOMMEN, Kolom, Soort
from data.publication.readmodel import Beeld

_FIELD: dict[Soort, str] = {
    "tekst": "string",
    "getal": "number",
    "geheel": "integer",
    "janee": "boolean",
    "datum": "date",
}
_XSD: dict[Soort, Any] = {
    "tekst": "string",
    "getal": "decimal",
    "geheel": "integer",
    "janee": {"base": "boolean", "format": "ja|nee"},
    "datum": {"base": "date", "format": "yyyy-MM-dd"},
}
TITELS = {
    "cijfers": "Cijfers die uit leveringen zijn geteld, ook de afgeschermde (zonder waarde)",
    "verslagcijfers": "Cijfers uit jaarverslagen, met de woorden van het verslag",
}
ONTBREEKT = "Leeg: zie de kolom status (onderdrukt, onbekend, nvt of onzeker), of niet van toepassing."
_CEL = ["indicator", "teleenheid", "gebied", "schooljaar", "uitsplitsing", "categorie"]


def data_package(beeld: Beeld, licentie: str) -> dict[str, Any]:
    """Describe the CSV files as a Data Package; licentie: the address of the licence, empty where none is set."""
    publicatie = beeld.publicatie
    pakket: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "leerrecht-in-beeld",
        "title": "Leerrecht in Beeld: cijfers over leerplicht en schoolverzuim",
        "version": publicatie.publicatie_id,
        "created": f"{publicatie.gepubliceerd_op:%Y-%m-%dT%H:%M:%SZ}",
        "resources": [_resource(naam, titel) for naam, titel in TITELS.items()],
    }
    if licentie:
        pakket["licenses"] = [{"path": licentie, "title": "Licentie van deze cijfers"}]
    return pakket


def _resource(naam: str, titel: str) -> dict[str, Any]:
    return {
        "name": naam,
        "title": titel,
        "path": f"{naam}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(kolom) for kolom in KOLOMMEN],
            "missingValues": [{"value": "", "label": ONTBREEKT}],
            **({"primaryKey": _CEL} if naam == "cijfers" else {}),
        },
    }


def _field(kolom: Kolom) -> dict[str, Any]:
    veld: dict[str, Any] = {
        "name": kolom.naam,
        "title": kolom.titel,
        "description": kolom.uitleg,
        "type": _FIELD[kolom.soort],
    }
    if kolom.soort == "janee":
        veld |= {"trueValues": ["ja"], "falseValues": ["nee"]}
    if kolom.soort == "getal":
        veld["decimalChar"] = "."
    if kolom.codes:
        veld["constraints"] = {"enum": list(kolom.codes)}
    if kolom.naam == "status":
        veld["categories"] = [
            {"value": "gepubliceerd", "label": "Gepubliceerd"},
            {"value": "onderdrukt", "label": "Afgeschermd: het zou over een kind vertellen"},
            {"value": "onbekend", "label": "Onbekend: niemand heeft het cijfer"},
            {"value": "nvt", "label": "Niet van toepassing"},
            {"value": "onzeker", "label": "Het verslag was niet met zekerheid te lezen"},
        ]
    return veld


def csvw(naam: str) -> dict[str, Any]:
    """Describe one CSV file as CSV on the Web (W3C)."""
    tabel: dict[str, Any] = {"columns": [_column(kolom) for kolom in KOLOMMEN]}
    if naam == "cijfers":
        tabel["primaryKey"] = _CEL
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{naam}.csv",
        "dc:title": TITELS[naam],
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": tabel,
    }


def _column(kolom: Kolom) -> dict[str, Any]:
    soort: Any = _XSD[kolom.soort]
    if kolom.codes:
        soort = {"base": "string", "format": "|".join(kolom.codes)}
    return {
        "name": kolom.naam,
        "titles": kolom.naam,
        "dc:description": kolom.uitleg,
        "datatype": soort,
        "null": "",
        "required": False,
    }
