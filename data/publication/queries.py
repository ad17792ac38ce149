"""The one module of the read side that speaks SQL: it reads a publication whole."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from data.cells.cells import CelSleutel
from data.cells.tableplan import Tafel
from data.cells.tafels import Tafels
from data.publication import schema_publiek as tabel
from data.publication.figures import Bron, Cijfer, Gebied, Publicatie, Uitgave, Verslagcijfer
from data.publication.landelijk import LandelijkCijfer
from data.registry.indicator_types import Stap
from data.registry.vocabulary import TOTAAL

_CEL = CelSleutel._fields
# The kind of the row that stands for no source at all, so that each row of the database has one; no figure has it.
ZONDER_BRON = "geen"


def read_publicatie(verbinding: Connection) -> Publicatie:
    """The one row that says which publication this is, and which editions it tells."""
    rij = verbinding.execute(select(tabel.publicatie)).one()
    return Publicatie(rij.publicatie_id, rij.gepubliceerd_op, rij.voorbeeld, rij.bewijs, _read_uitgaven(verbinding))


def read_head(verbinding: Connection) -> tuple[str, str, dict[str, object]]:
    """Identity, fingerprint and evidence of the publication."""
    p = tabel.publicatie.c
    rij = verbinding.execute(select(p.publicatie_id, p.vingerafdruk, p.bewijs)).one()
    return rij.publicatie_id, rij.vingerafdruk, rij.bewijs


def read_gebieden(verbinding: Connection) -> tuple[Gebied, ...]:
    """Every gemeente, regio and land of the publication."""
    return tuple(
        Gebied(r.code, r.naam, r.slug, r.soort, r.regio, None if r.tegel_rij is None else (r.tegel_rij, r.tegel_kolom))
        for r in verbinding.execute(select(tabel.gebied))
    )


def _read_bronnen(verbinding: Connection) -> dict[str, Bron]:
    rijen = verbinding.execute(select(tabel.bron))
    return {r.sleutel: Bron(r.sleutel, r.titel, r.uitgever, r.soort, r.jaar, r.toelichting) for r in rijen}


def read_cijfers(verbinding: Connection) -> dict[CelSleutel, Cijfer]:
    """Every computed cell, shown or hidden, in the order of the plan."""
    bronnen = _read_bronnen(verbinding)
    cel = tabel.cijfer.c
    rijen = verbinding.execute(select(tabel.cijfer).order_by(*(cel[naam] for naam in _CEL)))
    return {(c := _cijfer(rij, bronnen)).sleutel: c for rij in rijen}


def _cijfer(rij: Row[tuple[object, ...]], bronnen: dict[str, Bron]) -> Cijfer:
    bron = bronnen[rij.bron]
    # Publishing and `controle` refuse a hidden cell with a value; should one slip in, then no reader is shown it.
    getoond = rij.status == "gepubliceerd"
    return Cijfer(
        CelSleutel(*(getattr(rij, naam) for naam in _CEL)),
        rij.waarde if getoond else None,
        rij.status,
        None if bron.soort == ZONDER_BRON else bron,
        peildatum=rij.peildatum,
        voorlopig=rij.voorlopig,
        noemer=rij.noemer if getoond else None,
    )


def read_landelijk(verbinding: Connection) -> tuple[LandelijkCijfer, ...]:
    """The figures of national sources, as each printed them."""
    bronnen = _read_bronnen(verbinding)
    t = tabel.landelijk.c
    rijen = verbinding.execute(select(tabel.landelijk).order_by(t.bron, t.indicator, t.periode, t.gebied)).mappings()
    return tuple(LandelijkCijfer(**{**rij, "bron": bronnen[rij["bron"]]}) for rij in rijen)


def read_tafels(verbinding: Connection) -> Tafels:
    """How fine each table is told, per region."""
    stappen: dict[str, dict[Tafel, Stap]] = {}
    for regio, *tafel, stap in verbinding.execute(select(tabel.tafel)):
        stappen.setdefault(regio, {})[Tafel(*tafel)] = stap
    return Tafels(stappen)


def _read_uitgaven(verbinding: Connection) -> dict[tuple[str, str], Uitgave]:
    """Which edition of its counts each gebied and schooljaar is told in."""
    rijen = verbinding.execute(select(tabel.uitgave))
    return {
        (r.gebied, r.schooljaar): Uitgave(r.nummer, r.sinds, r.vorige, r.gewijzigd, r.voorbij, r.niet_vernieuwd_sinds)
        for r in rijen
    }


def read_verslagcijfers(verbinding: Connection) -> tuple[dict[CelSleutel, Cijfer], tuple[Verslagcijfer, ...]]:
    """The figures of the reports: those an indicator means, by cell, and all of them under their own label."""
    bronnen = _read_bronnen(verbinding)
    rijen = verbinding.execute(select(tabel.verslagcijfer).order_by(tabel.verslagcijfer.c.nummer)).all()
    return _per_cel(rijen, bronnen), tuple(_verslagcijfer(rij, bronnen) for rij in rijen)


def _per_cel(rijen: Iterable[Row[tuple[object, ...]]], bronnen: dict[str, Bron]) -> dict[CelSleutel, Cijfer]:
    gekozen = (rij for rij in rijen if rij.indicator and rij.voorkeur and rij.status != "onzeker")
    return {
        (sleutel := _cell_of(r)): Cijfer(
            sleutel,
            r.waarde,
            r.status,
            bronnen[r.bron],
            zekerheid=r.zekerheid,
            toelichting=r.toelichting,
            sectie=r.sectie,
            decimalen=r.decimalen,
            naam_in_bron=_name_in_report(r.titel, r.onderdeel, r.uitsplitsing),
        )
        for r in gekozen
    }


def _cell_of(r: Row[tuple[object, ...]]) -> CelSleutel:
    return CelSleutel(r.indicator, r.teleenheid, r.gebied, r.schooljaar, r.uitsplitsing, r.categorie)


def _name_in_report(titel: str, onderdeel: str, uitsplitsing: str) -> str:
    """The report's words for the whole, or for what is divided; a total needs no word for being one."""
    if uitsplitsing != TOTAAL or not onderdeel or onderdeel.startswith(TOTAAL):
        return titel
    return f"{titel}: {onderdeel}"


def _verslagcijfer(r: Row[tuple[object, ...]], bronnen: dict[str, Bron]) -> Verslagcijfer:
    return Verslagcijfer(
        r.titel,
        r.onderdeel,
        r.gebied,
        r.schooljaar,
        r.waarde,
        r.eenheid,
        r.status,
        r.zekerheid,
        r.toelichting,
        r.sectie,
        bronnen[r.bron],
        r.indicator,
        r.decimalen,
        _cell_of(r) if r.indicator else None,
        bool(r.indicator and r.voorkeur and r.status != "onzeker"),
    )
