"""Reads the boundaries of gemeenten from a GeoJSON of others and makes of them what a map of a region needs.

Known forms: CBS and PDOK (gemeenten, or wijken and buurten that name their gemeente), and any GeoJSON with the code of
the gemeente in a column. Coordinates in degrees (WGS 84) or in metres of the Rijksdriehoek. Neighbours keep one border
between them: they are made simpler together (`shapely.coverage_simplify`, which follows Visvalingam and Whyatt 1993).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.publication.grenzen import BREED, Grenzen, Streekkaart, Vlak, as_text, boundaries_file
from data.referentie.gebieden import Gebieden, normalise_code
from data.reports.dutch import enumerate_in_words
from etl.inname.loading import check_file
from etl.meldingen import LeveringFout

MEESTE_BYTES = 512 * 1024 * 1024
TEKENS_PER_GEMEENTE = 450
"""How long the path of a gemeente may be on average: a region of eleven is 2 kB when it is compressed."""
_CODES = ("statcode", "gemeentecode", "gm_code", "gemeente_code", "code", "identificatie", "id")
"""Where the code of a gemeente stands, in order: CBS (StatLine), CBS (wijken), CBS (older), others, PDOK."""
_CODE = re.compile(r"(GM)?[0-9]{4}", re.IGNORECASE)
"""Four digits at least: a number of one to three is more often the number of a line."""
_WATER = ("water", "h2o")
_GRADEN, _RD = (3.0, 50.5, 7.5, 53.8), (-10_000.0, 280_000.0, 300_000.0, 640_000.0)
_WEB = (330_000.0, 6_500_000.0, 840_000.0, 7_150_000.0)
_KLEIN = 0.002
"""A part of a gemeente that is less than this part of it is left out: an island in a river of a few pixels."""
_GEEN_GEOJSON = {
    b"SQLite format 3": "een GeoPackage of SQLite-bestand",
    b"PK": "een zipbestand",
    b"<": "een GML- of XML-bestand",
    b"\0\0'\n": "een shapefile",
}
_MAAK_GEOJSON = (
    "Vraag bij CBS of PDOK de gemeentegrenzen als GeoJSON, of zet het bestand om (in QGIS: Exporteren, Objecten "
    "opslaan als, indeling GeoJSON)."
)


@dataclass(frozen=True, kw_only=True)
class Ingelezen:
    """What a file gave. regios: maps by the code of the region. mist: per region without a map why."""

    regios: Mapping[str, Streekkaart]
    mist: Mapping[str, str]


def read_boundaries(bestand: Path, gebieden: Gebieden) -> Ingelezen:
    """Read the boundaries of our gemeenten. Raises LeveringFout when no region can be drawn."""
    eigen = {gemeente.code for gemeente in gebieden.gemeenten}
    stukken: dict[str, list[BaseGeometry]] = {}
    nat: dict[str, list[BaseGeometry]] = {}
    gezien = 0
    for nummer, onderdeel in enumerate(_features(bestand), start=1):
        gezien += 1
        code = _code(onderdeel)
        if code in eigen:
            water = nat if _is_water(onderdeel) else stukken
            water.setdefault(code, []).append(_surface(onderdeel, nummer, bestand.name))
    vormen = {code: shapely.union_all(delen) for code, delen in {**nat, **stukken}.items()}
    if not vormen:
        raise LeveringFout(
            f"{bestand.name}: geen van de {gezien} onderdelen heeft de code van een gemeente van uw regio's.",
            f"Zet de code (GM en vier cijfers) in een kolom met een van deze namen: {', '.join(_CODES[:-1])}.",
        )
    graden = _in_degrees(vormen.values(), bestand.name)
    regios: dict[str, Streekkaart] = {}
    mist: dict[str, str] = {}
    for regio in gebieden.regios:
        zonder = [gebieden.naam(code) for code in regio.gemeenten if code not in vormen]
        if zonder:
            mist[regio.code] = f"{regio.naam}: van {enumerate_in_words(zonder)} staat er geen grens in het bestand."
            continue
        kaart = _draw({code: vormen[code] for code in regio.gemeenten}, graden=graden)
        if kaart is None:
            mist[regio.code] = f"{regio.naam}: een gemeente is te klein om in de hele regio te tekenen."
            continue
        regios[regio.code] = kaart
    if not regios:
        raise LeveringFout(
            f"{bestand.name}: voor geen enkele regio zijn er grenzen van alle gemeenten. {' '.join(mist.values())}",
            "Gebruik een bestand met de gemeentelijke indeling van dit jaar.",
        )
    return Ingelezen(regios=regios, mist=mist)


def _features(bestand: Path) -> Iterator[Mapping[str, Any]]:
    """The parts of a GeoJSON. Raises GebruiksFout when there is no such file, LeveringFout when it is none."""
    check_file(bestand)
    if bestand.stat().st_size > MEESTE_BYTES:
        raise LeveringFout(
            f"{bestand.name} is groter dan {MEESTE_BYTES // 1024**2} MB.",
            "Neem een bestand met alleen gemeenten, of met grovere grenzen (bij CBS en PDOK: 'gegeneraliseerd').",
        )
    ruw = bestand.read_bytes()
    for begin, wat in _GEEN_GEOJSON.items():
        if ruw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(begin):
            raise LeveringFout(f"{bestand.name} is {wat}, geen GeoJSON.", _MAAK_GEOJSON)
    try:
        inhoud = json.loads(ruw.decode("utf-8-sig"))
    except json.JSONDecodeError as fout:
        raise LeveringFout(
            f"{bestand.name}, regel {fout.lineno}, teken {fout.colno}: dit is geen geldige JSON.",
            "Misschien is het bestand niet helemaal opgehaald. Haal het opnieuw op.",
        ) from fout
    except (UnicodeDecodeError, RecursionError) as fout:
        raise LeveringFout(f"{bestand.name} is geen GeoJSON in UTF-8.", _MAAK_GEOJSON) from fout
    onderdelen = inhoud.get("features") if isinstance(inhoud, dict) else None
    if not isinstance(onderdelen, list) or not onderdelen:
        raise LeveringFout(
            f"{bestand.name} heeft geen lijst met onderdelen ('features').", "Bedoeld is een GeoJSON FeatureCollection."
        )
    return (o if isinstance(o, dict) else {} for o in onderdelen)


def _properties(onderdeel: Mapping[str, Any]) -> dict[str, Any]:
    eigenschappen = onderdeel.get("properties")
    gewoon = {str(k).lower(): w for k, w in eigenschappen.items()} if isinstance(eigenschappen, dict) else {}
    return {"id": onderdeel.get("id"), **gewoon}


def _code(onderdeel: Mapping[str, Any]) -> str | None:
    """The code of the gemeente that this is, or is part of."""
    kolommen = _properties(onderdeel)
    gevonden = (str(kolommen[naam]).strip() for naam in _CODES if kolommen.get(naam) is not None)
    return next((normalise_code(code) for code in gevonden if _CODE.fullmatch(code)), None)


def _is_water(onderdeel: Mapping[str, Any]) -> bool:
    """Whether it is the water of a gemeente, which CBS gives apart from the land."""
    kolommen = _properties(onderdeel)
    return any(str(kolommen.get(naam, "")).strip().upper() == "JA" for naam in _WATER)


def _surface(onderdeel: Mapping[str, Any], nummer: int, naam: str) -> BaseGeometry:
    """Its surface. Raises LeveringFout when it has none."""
    try:
        vorm = shapely.force_2d(shape(onderdeel.get("geometry") or {}))
        vorm = vorm if vorm.is_valid else shapely.make_valid(vorm)
        goed = bool(vorm.area > 0 and np.isfinite(vorm.bounds).all())
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, shapely.errors.ShapelyError):
        goed = False
    if not goed:
        raise LeveringFout(
            f"{naam}, onderdeel {nummer} ({_code(onderdeel)}): hier hoort een vlak met een oppervlakte te staan "
            "(Polygon of MultiPolygon).",
            "Kijk of dit een bestand met vlakken is, niet met punten of lijnen.",
        )
    return vorm


def _in_degrees(vormen: Iterable[BaseGeometry], naam: str) -> bool:
    """Whether coordinates are degrees, not metres. Raises LeveringFout when they lie outside the Netherlands."""
    randen = np.array([vorm.bounds for vorm in vormen])
    west, zuid = randen[:, :2].min(axis=0).tolist()
    oost, noord = randen[:, 2:].max(axis=0).tolist()

    def within(grens: tuple[float, float, float, float]) -> bool:
        return bool(west >= grens[0] and zuid >= grens[1] and oost <= grens[2] and noord <= grens[3])

    if within(_GRADEN) or within(_RD):
        return within(_GRADEN)
    if within((_GRADEN[1], _GRADEN[0], _GRADEN[3], _GRADEN[2])):
        waarom = "lengte en breedte zijn omgewisseld"
    elif within(_WEB):
        waarom = "dit zijn meters van webkaarten (EPSG:3857)"
    else:
        waarom = "de coördinaten liggen niet in Nederland"
    raise LeveringFout(
        f"{naam}: {waarom}.",
        "Gebruik graden (WGS 84, EPSG:4326, eerst de lengte) of het Rijksdriehoekstelsel (EPSG:28992).",
    )


def _draw(vormen: Mapping[str, BaseGeometry], *, graden: bool) -> Streekkaart | None:
    """The map of a region; None when a gemeente vanishes in it."""
    west, zuid, oost, noord = shapely.total_bounds(np.array(list(vormen.values())))
    # Of degrees, one of longitude is shorter than one of latitude.
    plat = math.cos(math.radians((zuid + noord) / 2)) if graden else 1.0
    schaal = BREED / ((oost - west) * plat)
    op_blad = [
        shapely.transform(v, lambda p: np.column_stack(((p[:, 0] - west) * plat, noord - p[:, 1])) * schaal)
        for v in vormen.values()
    ]
    op_blad = op_blad if shapely.coverage_is_valid(op_blad) else _fitted(op_blad)
    grof = 1.0
    while True:
        glad = shapely.coverage_simplify(op_blad, grof)
        paden = [_path(vorm) for vorm in glad]
        if sum(map(len, paden)) <= TEKENS_PER_GEMEENTE * len(paden) or grof > BREED:
            break
        grof *= 1.3
    if not all(paden):
        return None
    vlakken = {code: Vlak(pad, *_middle(vorm)) for code, pad, vorm in zip(vormen, paden, glad, strict=True)}
    return Streekkaart(math.ceil((noord - zuid) * schaal), vlakken)


def _fitted(vormen: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The same surfaces with every corner of a neighbour on their border too; what two of them claim is the first's.

    All borders together cut the sheet into faces, and each face goes to the surface it lies in.
    """
    vlakjes = shapely.get_parts(shapely.polygonize([shapely.union_all([vorm.boundary for vorm in vormen])]))
    midden = shapely.point_on_surface(vlakjes)
    van = np.array([shapely.contains(vorm, midden) for vorm in vormen])
    eigen = np.where(van.any(axis=0), van.argmax(axis=0), -1)
    return [shapely.union_all(vlakjes[eigen == n]) for n in range(len(vormen))]


def _path(vorm: BaseGeometry) -> str:
    """A surface as the path of an SVG, in whole units, each point from the one before it."""
    delen = [d for d in shapely.get_parts(vorm) if d.geom_type == "Polygon" and d.area >= _KLEIN * vorm.area]
    ringen = (np.rint(shapely.get_coordinates(ring)).astype(int) for d in delen for ring in (d.exterior, *d.interiors))
    return "".join(filter(None, map(_ring, ringen)))


def _ring(punten: np.ndarray[Any, Any]) -> str:
    """A closed line, without what lies in one unit; empty when nothing of a surface is left."""
    punten = punten[np.append(True, (np.diff(punten, axis=0) != 0).any(axis=1))][:-1]
    if len(punten) < 3:
        return ""
    stappen = np.diff(punten, axis=0)
    return re.sub(r" -", "-", f"M{punten[0][0]} {punten[0][1]}l{' '.join(f'{x} {y}' for x, y in stappen.tolist())}z")


def _middle(vorm: BaseGeometry) -> tuple[int, int, int]:
    """Where there is most room in the largest part: x, y and how far it is to the border there."""
    grootste = max(shapely.get_parts(vorm), key=lambda deel: deel.area)
    straal = shapely.maximum_inscribed_circle(grootste, tolerance=1.0)
    x, y = straal.coords[0]
    return round(x), round(y), math.floor(straal.length)


def write_boundaries(grenzen: Grenzen) -> None:
    """Put boundaries where the site reads them, whole or not at all."""
    klaar = boundaries_file()
    klaar.parent.mkdir(parents=True, exist_ok=True)
    half = klaar.with_name(f"{klaar.name}.half")
    half.write_text(as_text(grenzen), encoding="utf-8")
    half.replace(klaar)
