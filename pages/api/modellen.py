"""What the API takes and gives, as models: pydantic checks the one by them, and the description is made of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import SkipJsonSchema

from data.opendata.keuze import MEESTE_WAARDEN
from data.opendata.kolommen import BRONSOORTEN, KOLOMMEN, Kolom, Soort
from data.registry.breakdowns import UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, WERKPROCESSEN
from data.registry.vocabulary import TOTAAL

MEESTE_CIJFERS = 1000
_PERIODE = r"^[0-9]{4}-[0-9]{4}$"
_GEBIED = r"^[A-Za-z][A-Za-z0-9-]{1,59}$"
_PUBLICATIE = r"^[0-9]{8}T[0-9]{6}-n[0-9]{4,6}$"


def _one_of(mag: tuple[str, ...]) -> Any:
    return Literal[mag]


def _pattern(patroon: str) -> Any:
    return Annotated[str, Field(pattern=patroon)]


def _some(soort: Any, uitleg: str, voorbeeld: str) -> Any:
    veld: Any = Field(
        default_factory=list, max_length=MEESTE_WAARDEN, description=uitleg, json_schema_extra={"example": [voorbeeld]}
    )
    return (list[soort], veld)


class ApiVraag(BaseModel):
    """A question to the API; a parameter that it does not know is refused, so that nobody is answered another one."""

    model_config = ConfigDict(extra="forbid")


class GeenVraag(ApiVraag):
    """A question without parameters."""


class MetPublicatie(ApiVraag):
    """A question about a publication: the live one unless it is named."""

    publicatie: Annotated[str, Field(pattern=_PUBLICATIE)] | SkipJsonSchema[None] = Field(
        None, description="Het id van een publicatie die bewaard is. Zonder: de nieuwste."
    )


UITLEG: Mapping[str, str] = {
    "indicator": "Alleen deze indicatoren; de lijst staat onder /indicatoren.",
    "gebied": "Alleen deze gebieden: de code (GM0244) of de naam zoals in het adres van de pagina (hattem).",
    "schooljaar": "Alleen deze schooljaren (2022-2023), of drie schooljaren samen (2022-2025).",
    "teleenheid": "Alleen wat zo geteld is.",
    "uitsplitsing": "Alleen deze uitsplitsingen; ‘totaal’ geeft cijfers die niet verdeeld zijn.",
    "bron": "Alleen cijfers uit deze soort bron.",
    "publicatie": "Het id van een publicatie die bewaard is; de lijst staat onder /publicaties.",
    "aantal": "Hoeveel cijfers er op een bladzijde staan.",
    "cursor": "Waar de bladzijde begint: neem hem over uit ‘volgende’.",
}
"""What may stand in each parameter, as the description and the errors say it."""

_ENUM = {
    "indicator": tuple(INDICATOREN),
    "teleenheid": (WERKPROCESSEN, JONGEREN, MELDINGEN),
    "uitsplitsing": (TOTAAL, *UITSPLITSINGEN),
    "bron": BRONSOORTEN,
}


def may_be(naam: str) -> str:
    """Say what may stand in a parameter: the list where there is one."""
    if naam in _ENUM:
        return f"Hier mag staan: {', '.join(_ENUM[naam])}."
    return {
        "gebied": "Hier mag staan: de code of naam van een gebied; zie /api/v1/gebieden.",
        "code": "Hier mag staan: de code of naam van een gebied; zie /api/v1/gebieden.",
        "schooljaar": "Hier mag staan: een schooljaar als 2022-2023, of drie samen als 2022-2025; zie "
        "/api/v1/schooljaren.",
        "publicatie": "Hier mag staan: het id van een publicatie; zie /api/v1/publicaties.",
        "aantal": f"Hier mag staan: een heel getal van 1 tot en met {MEESTE_CIJFERS}.",
        "cursor": "Hier mag staan: de cursor uit het vorige antwoord.",
        "sleutel": "Hier mag staan: de sleutel van een bron; zie /api/v1/bronnen.",
    }.get(naam, "Deze parameter bestaat niet. Kijk in /api/v1/openapi.json welke er zijn.")


class _Bladzijde(MetPublicatie):
    aantal: int = Field(100, ge=1, le=MEESTE_CIJFERS, description=UITLEG["aantal"])
    cursor: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,200}$")] | SkipJsonSchema[None] = Field(
        None, description=UITLEG["cursor"]
    )


CijfersVraag: Any = create_model(
    "CijfersVraag",
    __base__=_Bladzijde,
    indicator=_some(_one_of(_ENUM["indicator"]), UITLEG["indicator"], "absoluut_verzuim"),
    gebied=_some(_pattern(_GEBIED), UITLEG["gebied"], "GM0244"),
    schooljaar=_some(_pattern(_PERIODE), UITLEG["schooljaar"], "2022-2023"),
    teleenheid=_some(_one_of(_ENUM["teleenheid"]), UITLEG["teleenheid"], JONGEREN),
    uitsplitsing=_some(_one_of(_ENUM["uitsplitsing"]), UITLEG["uitsplitsing"], TOTAAL),
    bron=_some(_one_of(_ENUM["bron"]), UITLEG["bron"], "verslag"),
)


class PublicatiePad(BaseModel):
    """The path of a publication."""

    publicatie: str = Field(pattern=_PUBLICATIE, description=UITLEG["publicatie"])


class IndicatorPad(BaseModel):
    """The path of an indicator."""

    indicator: str = Field(pattern=r"^[a-z][a-z0-9_]{1,59}$", description="De sleutel van een indicator.")


class GebiedPad(BaseModel):
    """The path of a gebied."""

    code: str = Field(pattern=_GEBIED, description="De code van een gebied, of zijn naam zoals in het adres.")


class BronPad(BaseModel):
    """The path of a source."""

    sleutel: str = Field(pattern=r"^[A-Za-z0-9._-]{1,120}$", description="De sleutel van een bron.")


_TYPE: Mapping[Soort, Any] = {"tekst": str, "getal": float, "geheel": int, "janee": bool, "datum": date}


def _of_column(kolom: Kolom) -> Any:
    soort = Literal[kolom.codes] if kolom.codes else _TYPE[kolom.soort]
    return (soort | None, Field(description=kolom.uitleg))


Cijfer: Any = create_model("Cijfer", **{kolom.naam: _of_column(kolom) for kolom in KOLOMMEN})


class CijferBladzijde(BaseModel):
    """Een bladzijde met cijfers."""

    publicatie: str = Field(description="Het id van de publicatie waaruit deze cijfers komen.")
    totaal: int = Field(description="Hoeveel cijfers er in deze keuze zijn, ook die zonder waarde.")
    cijfers: list[Cijfer]
    volgende: str | None = Field(description="Het adres van de volgende bladzijde.")


class Publicatie(BaseModel):
    """Een publicatie die bewaard is."""

    publicatie: str
    gepubliceerd_op: datetime | None = Field(description="Wanneer, in UTC.")
    nieuwste: bool
    bestanden: str = Field(description="De beschrijving (Data Package) van haar bestanden; die staan ernaast.")
    wijzigingen: str = Field(description="Het adres van wat er anders werd.")


class Publicaties(BaseModel):
    """De publicaties die bewaard zijn, de nieuwste eerst."""

    publicaties: list[Publicatie]


class Wijziging(BaseModel):
    """Hoeveel cijfers van een gebied en schooljaar anders werden."""

    gebied: str
    schooljaar: str
    nieuw: int
    gewijzigd: int
    nu_afgeschermd: int = Field(description="Die de vorige publicatie liet zien en deze niet meer.")
    vervallen: int


class Wijzigingen(BaseModel):
    """Wat een publicatie anders vertelt dan de vorige."""

    publicatie: str
    vergeleken_met: str | None = Field(description="De publicatie ervoor; null als die niet bewaard is.")
    wijzigingen: list[Wijziging]


class Indicator(BaseModel):
    """Een indicator met zijn definitie."""

    indicator: str
    titel: str
    betekenis: str
    definitie: str
    thema: str
    herkomst: str
    eenheid: str
    teleenheden: list[str]
    uitsplitsingen: list[str]
    teller: str | None
    noemer: str | None
    richting: str
    leeswijzer: str | None


class Indicatoren(BaseModel):
    """Alle indicatoren."""

    indicatoren: list[Indicator]


class Gebied(BaseModel):
    """Een gemeente, een regio of het land."""

    gebied: str
    naam: str
    slug: str
    soort: Literal["gemeente", "regio", "land"]
    regio: str | None
    schooljaren: list[str] = Field(description="Waarover er iets bekend is.")
    pagina: str | None


class Gebieden(BaseModel):
    """Alle gebieden."""

    gebieden: list[Gebied]


class Periode(BaseModel):
    """Een schooljaar, of drie samen."""

    schooljaar: str
    soort: Literal["schooljaar", "venster"]
    eerste_dag: date
    laatste_dag: date


class Perioden(BaseModel):
    """Alle schooljaren waarover cijfers zijn."""

    schooljaren: list[Periode]


class Bron(BaseModel):
    """Een bron."""

    sleutel: str
    titel: str
    uitgever: str
    soort: str
    jaar: int | None
    toelichting: str | None


class Bronnen(BaseModel):
    """Alle bronnen."""

    bronnen: list[Bron]


class Trendbreuk(BaseModel):
    """Vanaf wanneer een cijfer anders geteld is."""

    sleutel: str
    gebied: str
    vanaf_schooljaar: str
    indicatoren: list[str]
    titel: str
    uitleg: str
    bron: str


class Trendbreuken(BaseModel):
    """Alle trendbreuken."""

    trendbreuken: list[Trendbreuk]


class LandelijkCijfer(BaseModel):
    """Een cijfer van een landelijke bron."""

    indicator: str
    gebied: str
    naam: str
    periode: str
    waarde: float | None
    bron: str
    voorlopig: bool | None
    peildatum: date
    titel: str
    eenheid: str


class LandelijkeCijfers(BaseModel):
    """Alle cijfers van landelijke bronnen."""

    landelijke_cijfers: list[LandelijkCijfer]


class Fout(BaseModel):
    """Wat er aan één parameter niet klopt."""

    parameter: str
    plaats: Literal["query", "path"]
    detail: str = Field(description="Wat er mag staan.")


class Probleem(BaseModel):
    """Waarom er geen antwoord is (RFC 9457)."""

    type: str
    status: int
    title: str
    detail: str
    fouten: list[Fout] | None = None
