"""The gemeenten and regions this site is about, read from `data/referentie/gemeenten.csv` and `regios.csv`.

A region that runs its own site sets LEERRECHT_REFERENTIE to a folder with its own two files. Gemeenten that ceased to
exist stay in the file with `tot` and `opgegaan_in`, so that old figures can be recast to today's borders. One that was
split names all that got a part of it (`GM0080+GM1900`): its old figures can be recast to none of them.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from data.referentie.reference_csv import ReferentieFout, Row, folder, read_rows

LAND = "NL01"
_CODE = re.compile(r"(?:GM)?([0-9]{1,4})")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Kaartplek(NamedTuple):
    """The place of a square on the tile map of its region, counted from 1 at the top left."""

    rij: int
    kolom: int


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente. `sinds` is empty for one that was always there.

    `tot` is set when it no longer exists, with `opgegaan_in` (a gemeente code) or, of one that was split,
    `verdeeld_over` (the codes that got a part).
    """

    code: str
    naam: str
    slug: str
    regio: str
    tegel: Kaartplek
    sinds: date | None = None
    tot: date | None = None
    opgegaan_in: str = ""
    verdeeld_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gebiedsdeel:
    """A piece of a gemeente of today that had a registration of its own, and who speaks for it.

    naam: the piece: the code of a gemeente without predecessors, or `GM0140>GM1900`, the part of a split one. code: a
    delivery under this code, with a peildatum of `vanaf` or later, speaks for the piece. huidig: the gemeente of today.
    behalve: not if it also has rows of this split gemeente, because then they were not handed on.
    """

    code: str
    huidig: str
    naam: str
    vanaf: date = date.min
    behalve: str = ""


@dataclass(frozen=True, slots=True)
class Regio:
    """A region and the codes of the gemeenten it has today, in the order of the file.

    `officieel` is False for a subregion, whose code is our own. `deel_van` is the code of the region it lies in. A
    region without gemeenten of its own (Twente, Nederland) is there to be named: published figures speak of it.
    `volledig`: every gemeente of it is in the file; only then may the country be called the sum of its regions.
    """

    code: str
    naam: str
    slug: str
    gemeenten: tuple[str, ...]
    officieel: bool
    deel_van: str
    volledig: bool = True


@dataclass(frozen=True)
class Gebieden:
    """Everything one set of reference files says. `vervallen` holds the gemeenten that no longer exist."""

    gemeenten: tuple[Gemeente, ...]
    alle_regios: tuple[Regio, ...]
    vervallen: tuple[Gemeente, ...] = field(default=())

    @cached_property
    def regios(self) -> tuple[Regio, ...]:
        """The regions with gemeenten of their own: those a visitor can choose."""
        return tuple(regio for regio in self.alle_regios if regio.gemeenten)

    @cached_property
    def _gemeente_per_code(self) -> dict[str, Gemeente]:
        return {gemeente.code: gemeente for gemeente in self.gemeenten + self.vervallen}

    @cached_property
    def _regio_per_code(self) -> dict[str, Regio]:
        return {regio.code: regio for regio in self.alle_regios}

    @cached_property
    def _gemeente_per_slug(self) -> dict[str, Gemeente]:
        return {gemeente.slug: gemeente for gemeente in self.gemeenten}

    def gemeente(self, code: str) -> Gemeente | None:
        """Return the gemeente with this code (also one that no longer exists), None when it is not ours."""
        return self._gemeente_per_code.get(code)

    def regio(self, code: str) -> Regio | None:
        """Return the region with this code, None when unknown."""
        return self._regio_per_code.get(code)

    def gemeente_by_slug(self, slug: str) -> Gemeente | None:
        """Return the gemeente of today with this slug, None when unknown."""
        return self._gemeente_per_slug.get(slug)

    def regio_van(self, gemeente: str) -> Regio:
        """Return the region of a gemeente code; KeyError when the gemeente is not ours."""
        return self._regio_per_code[self._gemeente_per_code[gemeente].regio]

    def gemeenten_van(self, regio: str) -> tuple[Gemeente, ...]:
        """Return the gemeenten of a region code, in the order of the file; KeyError when unknown."""
        return tuple(self._gemeente_per_code[code] for code in self._regio_per_code[regio].gemeenten)

    def naam(self, code: str) -> str:
        """Return the name of a gemeente or region; KeyError when the code is neither."""
        gebied = self._gemeente_per_code.get(code) or self._regio_per_code[code]
        return gebied.naam

    def kent(self, code: str) -> bool:
        """Say whether this is the code of one of our gemeenten or regions."""
        return code in self._gemeente_per_code or code in self._regio_per_code

    def huidig(self, code: str) -> Gemeente | None:
        """Return the gemeente of today in which this one lies (itself when it still exists), None when not ours."""
        gemeente = self._gemeente_per_code.get(code)
        while gemeente and gemeente.opgegaan_in:
            gemeente = self._gemeente_per_code.get(gemeente.opgegaan_in)
        return None if gemeente and gemeente.verdeeld_over else gemeente

    @cached_property
    def delen(self) -> tuple[Gebiedsdeel, ...]:
        """Every piece that the gemeenten of today are made of, once for each code that can speak for it.

        A registration under a code holds what that gemeente was when the export was made: an export of before a merger
        speaks for the old gemeente only, one of after it for all that went into the new one. A gemeente that came out
        of others on the day it began (`sinds`) is no piece itself; one that was there before is one beside what it
        took in.
        """
        return tuple(
            replace(deel, code=gemeente.code, huidig=huidig.code)
            for gemeente in self.gemeenten + self.vervallen
            if (huidig := self.huidig(gemeente.code))
            for deel in self._pieces(gemeente)
        )

    def _pieces(self, gemeente: Gemeente) -> list[Gebiedsdeel]:
        opgegaan = [g for g in self.vervallen if g.opgegaan_in == gemeente.code]
        gekregen = [g for g in self.vervallen if gemeente.code in g.verdeeld_over]
        begin = [g for g in opgegaan + gekregen if gemeente.sinds and g.tot and g.tot <= gemeente.sinds]
        pieces = [] if begin else [Gebiedsdeel("", "", gemeente.code)]
        for g in opgegaan:
            sinds = date.min if g in begin else g.tot or date.min
            pieces += [replace(deel, vanaf=max(deel.vanaf, sinds)) for deel in self._pieces(g)]
        for g in gekregen:
            sinds = date.min if g in begin else g.tot or date.min
            pieces.append(Gebiedsdeel("", "", f"{g.code}>{gemeente.code}", sinds, g.code))
        return pieces


def normalise_code(text: str) -> str | None:
    """Return the code as CBS writes it (`GM0148`) from `148`, `0148`, ` gm0148 `; None when it is no gemeente code."""
    match = _CODE.fullmatch(text.strip().upper())
    return f"GM{int(match[1]):04d}" if match and int(match[1]) else None


def slugify(naam: str) -> str:
    """Return a name as it stands in a URL: `Hof van Twente` is `hof-van-twente`, `'s-Gravenhage` is `s-gravenhage`."""
    plain = unicodedata.normalize("NFKD", naam.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def gebieden() -> Gebieden:
    """Return the gemeenten and regions of this site; read once per folder."""
    return _load_cached(folder())


def about_here(bestand: Path, rows: Iterable[Row]) -> list[Row]:
    """The lines of a reference file that are about a gebied of this site or the country, by their column `gebied`.

    A line about another place is left out of a shipped file, which is about other regions too. In a file of the region
    itself it is a mistake: ReferentieFout.
    """
    own, found = bestand.parent == folder(), []
    for row in rows:
        if gebieden().kent(row.need("gebied")):
            found.append(row)
        elif own:
            raise row.error("gebied", f"'{row.get('gebied')}' staat niet in gemeenten.csv of regios.csv.")
    return found


def regio_van(gemeente: str) -> Regio:
    """Return the region of a gemeente code; KeyError when the gemeente is not ours."""
    return gebieden().regio_van(gemeente)


def load(map: Path | None = None) -> Gebieden:
    """Read the two reference files of a folder (default: LEERRECHT_REFERENTIE, else the shipped one).

    Raises ReferentieFout (Dutch: file, line, column, remedy) when they contradict themselves or each other.
    """
    regio_rows = list(read_rows(folder(map) / "regios.csv", ("code", "naam")))
    gemeente_rows = list(read_rows(folder(map) / "gemeenten.csv", ("code", "naam", "regio")))
    if not gemeente_rows:
        raise ReferentieFout(folder(map) / "gemeenten.csv", "noemt geen enkele gemeente. Vul het bestand.")
    _refuse_doubles(regio_rows)
    _refuse_doubles(gemeente_rows)
    gemeenten = [_gemeente(row, {row.get("code") for row in regio_rows}) for row in gemeente_rows]
    _check_mergers(gemeente_rows, gemeenten)
    today = _lay_out([gemeente for gemeente in gemeenten if not gemeente.tot], gemeente_rows)
    regios = [_regio(row, today, regio_rows) for row in regio_rows]
    if LAND not in {regio.code for regio in regios}:
        regios.append(Regio(LAND, "Nederland", "nederland", (), True, "", volledig=False))
    return Gebieden(tuple(today), tuple(regios), tuple(g for g in gemeenten if g.tot))


@lru_cache(maxsize=8)
def _load_cached(map: Path) -> Gebieden:
    return load(map)


def _gemeente(row: Row, regios: set[str]) -> Gemeente:
    code, naam = normalise_code(row.need("code")), row.need("naam")
    if not code:
        raise row.error("code", f"'{row.get('code')}' is geen gemeentecode. Schrijf hem als GM0148.")
    if row.need("regio") not in regios:
        raise row.error("regio", f"'{row.get('regio')}' staat niet in regios.csv. Voeg de regio daar toe.")
    sinds, tot = (row.parse(kolom, date.fromisoformat, "een datum als 2023-01-01") for kolom in ("sinds", "tot"))
    erin = [normalise_code(deel) for deel in row.get("opgegaan_in").split("+") if deel.strip()]
    into = [deel for deel in erin if deel]
    if bool(tot) != bool(erin) or len(into) != len(erin):
        raise row.error(
            "opgegaan_in", "hoort bij 'tot': vul ze allebei in (als gemeentecode en datum) of geen van beide."
        )
    heel = into[0] if len(into) == 1 else ""
    return Gemeente(
        code, naam, _slug(row), row.get("regio"), _tegel(row), sinds, tot, heel, () if heel else tuple(into)
    )


def _regio(row: Row, gemeenten: Iterable[Gemeente], rows: Iterable[Row]) -> Regio:
    code, deel_van = row.need("code"), row.get("deel_van")
    if deel_van and deel_van not in {LAND} | {other.get("code") for other in rows} - {code}:
        raise row.error(
            "deel_van", f"'{deel_van}' is geen andere regio in dit bestand. Voeg die regio toe of laat dit leeg."
        )
    officieel = row.choose("officieel", {"ja": True, "nee": False, "": True})
    volledig = row.choose("volledig", {"ja": True, "nee": False, "": code != LAND})
    leden = tuple(gemeente.code for gemeente in gemeenten if gemeente.regio == code)
    return Regio(code, row.need("naam"), _slug(row), leden, officieel, deel_van, volledig)


def _slug(row: Row) -> str:
    slug = row.get("slug") or slugify(row.need("naam"))
    if not _SLUG.fullmatch(slug):
        raise row.error("slug", f"'{slug}' kan niet in een webadres. Gebruik kleine letters, cijfers en streepjes.")
    return slug


_NO_TEGEL = Kaartplek(0, 0)


def _tegel(row: Row) -> Kaartplek:
    def whole(text: str) -> int:
        if int(text) < 1:
            raise ValueError(text)
        return int(text)

    rij, kolom = (row.parse(name, whole, "een heel getal vanaf 1") for name in ("tegel_rij", "tegel_kolom"))
    if (rij is None) != (kolom is None):
        raise row.error("tegel_kolom", "en tegel_rij horen bij elkaar. Vul ze allebei in of laat ze allebei leeg.")
    return Kaartplek(rij, kolom) if rij and kolom else _NO_TEGEL


def _lay_out(gemeenten: list[Gemeente], rows: list[Row]) -> list[Gemeente]:
    """Check the tile maps; a region that gives no tile at all gets a plain block in the order of the file."""
    placed = []
    for regio in dict.fromkeys(gemeente.regio for gemeente in gemeenten):
        leden = [gemeente for gemeente in gemeenten if gemeente.regio == regio]
        if all(gemeente.tegel == _NO_TEGEL for gemeente in leden):
            width = math.isqrt(len(leden) - 1) + 1
            leden = [replace(lid, tegel=Kaartplek(n // width + 1, n % width + 1)) for n, lid in enumerate(leden)]
        placed += leden
    taken = Counter((gemeente.regio, gemeente.tegel) for gemeente in placed)
    for gemeente in placed:
        row = next(row for row in rows if normalise_code(row.get("code")) == gemeente.code)
        if gemeente.tegel == _NO_TEGEL:
            raise row.error(
                "tegel_rij", "is leeg, maar andere gemeenten van de regio hebben een tegel. Vul alles in of niets."
            )
        if taken[gemeente.regio, gemeente.tegel] > 1:
            raise row.error("tegel_rij", "en tegel_kolom wijzen een plek aan die al bezet is. Kies een vrije plek.")
    return placed


def _refuse_doubles(rows: list[Row]) -> None:
    """A merged gemeente may keep its name, so slugs need to differ among the gemeenten of today only."""
    codes, slugs = set[str](), set[str]()
    for row in rows:
        code, slug = normalise_code(row.get("code")) or row.get("code"), "" if row.get("tot") else _slug(row)
        for kolom, value, seen in (("code", code, codes), ("slug", slug, slugs)):
            if value and value in seen:
                raise row.error(kolom, f"'{value}' komt al eerder voor in dit bestand. Haal de dubbele regel weg.")
            seen.add(value)


def _check_mergers(rows: list[Row], gemeenten: list[Gemeente]) -> None:
    """Every merger and every part of a split must end, in steps that exist, at a gemeente of today."""
    into = {
        gemeente.code: (gemeente.opgegaan_in,) * bool(gemeente.opgegaan_in) or gemeente.verdeeld_over
        for gemeente in gemeenten
    }

    def ends(code: str, seen: frozenset[str]) -> bool:
        return code in into and code not in seen and all(ends(deel, seen | {code}) for deel in into[code])

    for row, gemeente in zip(rows, gemeenten, strict=True):
        if not ends(gemeente.code, frozenset()):
            raise row.error("opgegaan_in", "leidt niet naar een gemeente van nu in dit bestand. Voeg die gemeente toe.")
