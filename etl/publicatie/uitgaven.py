"""Every publication as it is kept in the internal database: what counted for it, and whether all of it is still there.

A next publication is protected against all that was ever told. So of each is written down how much there was of it, and
a fingerprint over it and over the one before it: a row that goes missing, or a whole publication, breaks the chain. And
a publication that stands beside the internal database without being in it was made after this copy of the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, delete, inspect, select

from data.cells.cells import CelSleutel
from data.publication.databases import publiek_pad
from data.referentie.gebieden import gebieden
from etl.intern.actief import Stel, counting_now
from etl.intern.schema import (
    instelling,
    publicatie_cel,
    publicatie_log,
    publicatie_tafel,
    uitgave,
    uitgave_levering,
)
from etl.meldingen import PublicatieFout
from etl.publicatie import bestanden, logboek
from etl.werelden import Verteld

GEHEEL, CIJFERS, NIETS = "geheel", "cijfers", "niets"
"""What is known of an earlier publication: its figures and deliveries, only its figures, nothing."""
_OVERNEMEN = "uitgaven"
_RIJEN_VAN = "(SELECT count(*) FROM werkproces w WHERE w.levering_id = u.levering_id)"
_LEVERING = "u.levering_id || CASE WHEN u.regio = '' THEN '' ELSE '@' || u.regio END"
_INHOUD = {
    "publicatie_cel": ("publicatie_cel u", [f"u.{k.name}" for k in publicatie_cel.columns]),
    "publicatie_tafel": ("publicatie_tafel u", [f"u.{k.name}" for k in publicatie_tafel.columns]),
    "uitgave_levering": (
        "uitgave_levering u LEFT JOIN levering l USING (levering_id)",
        ["u.publicatie_id", _LEVERING, "l.sha256", "l.peildatum", _RIJEN_VAN],
    ),
    "wereldgroep": ("wereldgroep u", ["u.publicatie_id", "u.nummer", "u.deel"]),
    "wereldvast": ("wereldvast u", ["u.publicatie_id", *(f"u.{naam}" for naam in CelSleutel._fields)]),
}
"""What belongs to a publication: where it stands, and the columns that the fingerprint is taken over."""


class Omvang(NamedTuple):
    """How much is kept of a publication, and the fingerprint of that alone."""

    cellen: int
    tafels: int
    leveringen: int
    merk: str


def write_edition(
    verbinding: Connection,
    publicatie_id: str,
    *,
    teruggevonden: str = GEHEEL,
    leveringen: Stel | None = None,
) -> None:
    """Write down what counted for a publication whose cells and groups are logged, and seal it.

    leveringen: by default those that count now.
    """
    stel = counting_now(verbinding) if leveringen is None else leveringen
    if rijen := [
        {"publicatie_id": publicatie_id, "levering_id": n, "regio": regio}
        for regio, n in [*(("", n) for n in sorted(stel.leveringen)), *sorted(stel.vast)]
    ]:
        verbinding.execute(uitgave_levering.insert(), rijen)
    omvang = _measure(verbinding).get(publicatie_id, _LEEG)
    vorige = verbinding.scalar(
        select(uitgave.c.vingerafdruk)
        .join(publicatie_log, publicatie_log.c.publicatie_id == uitgave.c.publicatie_id)
        .order_by(publicatie_log.c.nummer.desc())
        .limit(1)
    )
    verbinding.execute(
        uitgave.insert(),
        {
            "publicatie_id": publicatie_id,
            "cellen": omvang.cellen,
            "tafels": omvang.tafels,
            "leveringen": omvang.leveringen,
            "teruggevonden": teruggevonden,
            "vingerafdruk": _chain(vorige or "", publicatie_id, omvang),
        },
    )


def deliveries_of(verbinding: Connection, publicatie_id: str) -> Stel:
    """The deliveries that counted for a publication."""
    eigen = uitgave_levering.c.publicatie_id == publicatie_id
    rijen = verbinding.execute(select(uitgave_levering.c.regio, uitgave_levering.c.levering_id).where(eigen)).all()
    return Stel(frozenset(n for r, n in rijen if not r), frozenset((r, n) for r, n in rijen if r))


def found_back(verbinding: Connection) -> dict[str, str]:
    """Per publication what is known of it, the first made first."""
    vraag = (
        select(uitgave.c.publicatie_id, uitgave.c.teruggevonden)
        .join(publicatie_log, publicatie_log.c.publicatie_id == uitgave.c.publicatie_id)
        .order_by(publicatie_log.c.nummer)
    )
    return {r.publicatie_id: r.teruggevonden for r in verbinding.execute(vraag)}


def check_editions(verbinding: Connection) -> None:
    """Raise PublicatieFout when any publication that was ever made is not all there any more."""
    if carrying_over(verbinding):
        return
    gelogd = verbinding.execute(select(publicatie_log.c.publicatie_id).order_by(publicatie_log.c.nummer)).scalars()
    volgorde = list(gelogd)
    bewaard = {r.publicatie_id: r for r in verbinding.execute(select(uitgave))}
    kwijt = sorted(set(kept_names()) - set(volgorde) | set(bewaard) ^ set(volgorde))
    omvang = _measure(verbinding)
    vorige = ""
    for naam in volgorde:
        if naam in bewaard:
            eigen = omvang.get(naam, _LEEG)
            rij = bewaard[naam]
            geteld = (rij.cellen, rij.tafels, rij.leveringen) == eigen[:3]
            if not geteld or rij.vingerafdruk != _chain(vorige, naam, eigen):
                kwijt.append(naam)
            vorige = rij.vingerafdruk
    if kwijt:
        raise PublicatieFout(
            f"Van {len(kwijt)} eerdere publicaties (de eerste is {kwijt[0]}) staat niet meer alles in de interne "
            "database. Zonder dat is niet na te gaan wat lezers samen met een nieuwe publicatie kunnen uitrekenen.",
            "Er is niets gepubliceerd; wat te zien is, blijft staan. Zet de nieuwste reservekopie van de interne "
            "database terug: een die na die publicatie is gemaakt.",
        )


def kept_names() -> Iterator[str]:
    """The publications that stand beside the internal database as a file."""
    for bestand in bestanden.kept_files():
        yield bestand.stem.removeprefix(f"{publiek_pad().stem}-")


def carrying_over(verbinding: Connection) -> bool:
    """Whether publications from before editions were kept are still to be carried over."""
    return verbinding.scalar(select(instelling.c.waarde).where(instelling.c.naam == _OVERNEMEN)) is not None


def carried_over(verbinding: Connection) -> None:
    """Note that all publications from before are carried over."""
    verbinding.execute(delete(instelling).where(instelling.c.naam == _OVERNEMEN))


_LEEG = Omvang(0, 0, 0, "")


def _measure(verbinding: Connection) -> dict[str, Omvang]:
    """How much is kept of each publication. No order of rows matters."""
    er_is = set(inspect(verbinding).get_table_names())
    aantal: dict[str, dict[str, int]] = {}
    merken: dict[str, list[str]] = {}
    for tabel, (bron, kolommen) in _INHOUD.items():
        if tabel not in er_is:
            continue
        rij = ", ".join(f"coalesce({kolom}::VARCHAR, '')" for kolom in kolommen)
        per_rij = f"SELECT u.publicatie_id, md5(concat_ws(chr(31), {rij})) AS m FROM {bron}"  # noqa: S608, our own names
        vraag = f"SELECT publicatie_id, count(*), md5(string_agg(m, '' ORDER BY m)) FROM ({per_rij}) GROUP BY 1"  # noqa: S608
        for naam, n, merk in verbinding.exec_driver_sql(vraag):
            aantal.setdefault(naam, {})[tabel] = n
            merken.setdefault(naam, []).append(f"{tabel} {n} {merk}")
    return {
        naam: Omvang(
            per.get("publicatie_cel", 0),
            per.get("publicatie_tafel", 0),
            per.get("uitgave_levering", 0),
            "\n".join(sorted(merken[naam])),
        )
        for naam, per in aantal.items()
    }


def _chain(vorige: str, publicatie_id: str, omvang: Omvang) -> str:
    return hashlib.sha256("\n".join((vorige, publicatie_id, omvang.merk)).encode()).hexdigest()


def told_before(verbinding: Connection, herkomst: str, voor: str = "") -> list[Verteld]:
    """The earlier publications of which all is known, as a proof needs them. Those that counted the same are one.

    voor: those made before this one; by default all.
    """
    bekend = found_back(verbinding)
    samen: dict[tuple[frozenset[int], ...], tuple[Stel, dict[CelSleutel, str]]] = {}
    for naam in logboek.publications(verbinding, herkomst):
        if naam == voor:
            break
        if bekend.get(naam) == GEHEEL:
            stel = deliveries_of(verbinding, naam)
            telde = tuple(stel.of_region(regio.code) for regio in gebieden().regios)
            _, status = samen.setdefault(telde, (stel, {}))
            for cel, wat in logboek.statuses(verbinding, naam).items():
                if status.get(cel) != "gepubliceerd":
                    status[cel] = wat
    return [Verteld(*wat) for wat in samen.values()]
