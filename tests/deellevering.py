"""Deliveries that hold only part of a region, published as a steward would, and every address of what then is live.

What is left out is drawn from chance with a seed: gemeenten, schooljaren, soorten, standen, reports, or all of it.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publication.readmodel import SOORTEN_BRON, Beeld, beeld
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN
from data.views.themes import THEMAPAGINAS
from etl.__main__ import main as etl
from pages.comparison_query import BEELDEN, MET
from tests.etl.keuring.toneel import Rij, Toneel, make_rows, places, write_reference

PEILDATUM = "2025-09-01"
EIGEN = places([30, 9, 4], zaad=3, jaren=3)
_VERSLAG = {
    "bronnen.csv": "sleutel,titel,uitgever,jaar,soort,gebied,schooljaren,toelichting\n"
    "v1,Jaarverslag van de proefstreek,Proefstreek,2024,verslag,PR01,2022-2023,\n",
    "uitspraken.csv": "nummer,bron,sectie,gebied,feit,van,naar,richting,parafrase\n",
    "cijfers.csv": "nummer,bron,sectie,gebied,schooljaar,soort,indicator_bron,waarde,eenheid,zekerheid,status,"
    "indicator,teleenheid,uitsplitsing,categorie,voorkeur,feit\n"
    "1,v1,Kern,GM9001,2022-2023,meting,Jongeren,2222,jongeren,zeker,gepubliceerd,"
    "jongeren_5_18,jongeren,totaal,totaal,ja,jongeren_5_18\n"
    "2,v1,Kern,GM9002,2022-2023,meting,Gaat naar school,99.1,%,zeker,gepubliceerd,"
    "schoolgaand,jongeren,totaal,totaal,ja,schoolgaand\n"
    "3,v1,Kern,GM9002,2022-2023,meting,Streepje,,jongeren,zeker,nvt,,,,,,niets\n",
}


@dataclass(frozen=True, kw_only=True)
class Deel:
    """What of a region is delivered. standen: the gemeenten with a population; eigen: with reference files of its own.

    verslagen: whether the own reference folder has reports; without one of its own the shipped ones stand.
    """

    gemeenten: tuple[str, ...]
    schooljaren: tuple[str, ...]
    soorten: tuple[str, ...]
    standen: tuple[str, ...]
    verslagen: bool
    eigen: bool
    zaad: int = 0


def draw(zaad: int, *, eigen: bool) -> Deel:
    """A subset; each part of it may be all, some or (standen, not all at once) nothing."""
    toeval = random.Random(zaad)
    toneel = scene(eigen=eigen)

    def some(van: tuple[str, ...], minst: int) -> tuple[str, ...]:
        aantal = toeval.choice((minst, toeval.randint(minst, len(van)), len(van)))
        return tuple(sorted(toeval.sample(van, aantal)))

    return Deel(
        gemeenten=some(tuple(toneel.zaken), 1),
        schooljaren=some(toneel.schooljaren, 1),
        soorten=some(tuple(vocabulary.SOORTEN), 1),
        standen=some(tuple(toneel.zaken), 0),
        verslagen=toeval.random() < 0.5,
        eigen=eigen,
        zaad=zaad,
    )


def scene(*, eigen: bool) -> Toneel:
    """The region of its own, or one of the shipped gemeenten of two regions."""
    if eigen:
        return EIGEN
    return Toneel({"GM0957": 30, "GM1711": 9, "GM0246": 4}, {}, jaren=3, zaad=3)


def publish(deel: Deel, map_: Path, patch: pytest.MonkeyPatch) -> None:
    """Load the part with the command and publish it, in a data folder of its own that then is the live one."""
    toneel = scene(eigen=deel.eigen)
    patch.setenv("LEERRECHT_DATA", str(map_ / "data"))
    patch.delenv("DATABASE_URL", raising=False)
    patch.delenv("LEERRECHT_REFERENTIE", raising=False)
    (map_ / "data").mkdir(parents=True)
    if deel.eigen:
        write_reference(toneel, map_ / "referentie")
        patch.setenv("LEERRECHT_REFERENTIE", str(map_ / "referentie"))
        if deel.verslagen:
            (map_ / "referentie" / "bronnen").mkdir()
            for naam, tekst in _VERSLAG.items():
                (map_ / "referentie" / "bronnen" / naam).write_text(tekst, encoding="utf-8")
    bestanden = [_write_export(toneel, deel, map_ / "export.csv")]
    if deel.standen:
        bestanden.append(_write_standen(toneel, deel, map_ / "standen.csv"))
    for opdracht in (["laden", *map(str, bestanden), "--peildatum", PEILDATUM], ["publiceren"]):
        if etl(opdracht):
            pytest.fail(f"'{opdracht[0]}' mislukte voor {deel}")


def _write_export(toneel: Toneel, deel: Deel, bestand: Path) -> Path:
    namen = ["werkproces_id", "persoon_id", "gemeente_code", "soort", "subsoort", "onderwijssoort", "geboortedatum"]
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit, delimiter=";")
        schrijver.writerow([*namen, "startdatum", "einddatum", "afhandeling"])
        for n, rij in enumerate(_chosen(toneel, deel)):
            geboren = rij["startdatum"].replace(year=rij["startdatum"].year - rij["leeftijd_bij_start"], day=1)
            vast = (rij["soort"], rij["subsoort"] or "", rij["onderwijssoort"], geboren)
            einde = (rij["startdatum"], rij["einddatum"] or "", rij["afhandeling"] or "")
            schrijver.writerow([f"w{n}", rij["persoon"], rij["gemeente_code"], *vast, *einde])
    return bestand


def _chosen(toneel: Toneel, deel: Deel) -> list[Rij]:
    """The rows of the part; never none, for a file without rows is refused."""
    alle = make_rows(toneel)
    jaren = {int(jaar[:4]) for jaar in deel.schooljaren}
    over = [
        rij
        for rij in alle
        if rij["gemeente_code"] in deel.gemeenten
        and rij["soort"] in deel.soorten
        and (rij["startdatum"].year - (rij["startdatum"].month < 8)) in jaren
    ]
    return over or alle[:1]


def _write_standen(toneel: Toneel, deel: Deel, bestand: Path) -> Path:
    regels = ["gemeente_code;schooljaar;jongeren_5_18;leerplichtigen;kwalificatieplichtigen;ingeschreven"]
    regels += [
        f"{code};{jaar};{2000 + n};{'' if n % 2 else 1700};;"
        for n, (code, jaar) in enumerate((code, jaar) for code in deel.standen for jaar in toneel.schooljaren)
    ]
    bestand.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return bestand


def addresses(client: FlaskClient, live: Beeld) -> Iterator[str]:
    """Every address of the sitemap, every page of a gemeente or region and schooljaar, every download of the whole."""
    for plek in re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text):
        delen = urlsplit(plek.replace("&amp;", "&"))
        yield f"{delen.path}?{delen.query}" if delen.query else delen.path
    plaatsen = [*live.regios(), *live.gemeenten()]
    for plaats in plaatsen:
        yield from _of_place(live, plaats.code)
    yield from ("/", "/download/cijfers.csv", "/download/verslagcijfers.csv", "/download/hierarchie.json")


def _of_place(live: Beeld, code: str) -> Iterator[str]:
    plaats = live.gebieden[code]
    soort = "gemeente" if plaats.soort == "gemeente" else "regio"
    for jaar in ("", *live.schooljaren(code)):
        vraag = f"schooljaar={jaar}" if jaar else ""
        if soort == "gemeente":
            yield f"/gemeente/{plaats.slug}?{vraag}"
            yield f"/insluiten/{plaats.slug}?{vraag}"
        else:
            yield f"/?regio={plaats.slug}&{vraag}"
        yield from (f"/{thema}?{soort}={plaats.slug}&{vraag}" for thema in THEMAPAGINAS)


def _questions(live: Beeld) -> Iterator[str]:
    """Every comparison and every page of one topic that one can ask for by its address."""
    for gemeente in live.gemeenten():
        for ind in INDICATOREN.values():
            vast = {"gemeente": gemeente.slug, "indicator": ind.key}
            for met in MET:
                yield from (f"/vergelijken?{urlencode({**vast, 'met': met, 'beeld': b})}" for b in BEELDEN)
            yield from (f"/vergelijken?{urlencode({**vast, 'bron': bron})}" for bron in SOORTEN_BRON)
            yield from (f"/vergelijken?{urlencode({**vast, 'eenheid': eenheid})}" for eenheid in ind.teleenheden)
            yield f"/download/vergelijken.csv?{urlencode(vast)}"
            yield f"/gemeente/{gemeente.slug}?indicator={ind.key}"
            for bron in SOORTEN_BRON:
                yield f"/gemeente/{gemeente.slug}?{urlencode({'indicator': ind.key, 'bron': bron})}"


def refused(client: FlaskClient, zaad: int, meeste: int) -> list[str]:
    """The addresses of the live publication that do not answer with 200, with their status.

    Of the pages about a place so many are asked for as `meeste` says, and half as many questions; the others all.
    """
    live, toeval = beeld(), random.Random(zaad)
    alle, vragen = list(dict.fromkeys(addresses(client, live))), list(_questions(live))
    kort, lang = ([a for a in alle if ("?" in a or a.count("/") > 1) is met] for met in (False, True))
    gevraagd = kort + toeval.sample(lang, min(meeste, len(lang))) + toeval.sample(vragen, min(meeste // 2, len(vragen)))
    antwoorden = ((adres, client.get(adres).status_code) for adres in gevraagd)
    return [f"{status} {adres}" for adres, status in antwoorden if status != 200]


def publish_and_ask(deel: Deel, client: FlaskClient, map_: Path, meeste: int) -> list[str]:
    """Publish a part in a folder that is empty and return which addresses are refused."""
    with pytest.MonkeyPatch.context() as patch:
        publish(deel, map_, patch)
        return refused(client, deel.zaad, meeste)


def main() -> int:
    """`python -m tests.deellevering [HOEVEEL]`: many more parts than the tests take, each asked for everything."""
    client = create_app().server.test_client()
    fouten = 0
    for zaad in range(100, 100 + int(sys.argv[1] if len(sys.argv) > 1 else 20)):
        with TemporaryDirectory() as map_:
            deel = draw(zaad, eigen=zaad % 4 > 0)
            gevonden = publish_and_ask(deel, client, Path(map_), 10_000)
        fouten += len(gevonden)
        print(deel, gevonden or "goed", flush=True)  # noqa: T201 - a report for who runs it
    return int(fouten > 0)


if __name__ == "__main__":
    sys.exit(main())
