"""The decision about a checked delivery, what it speaks about, and its place in the internal database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from data.levering.nullen import Nul
from data.referentie.gebieden import LAND, Gebieden
from data.registry.vocabulary import ONDERWIJSSOORT_ONBEKEND
from data.reports.dutch import counted
from etl.inname import andere_leveringen, remarks
from etl.inname.dekking import Aantal, Aantallen, speaks_about
from etl.inname.landelijk import Gelezen, Vorm
from etl.inname.profile import Profiel
from etl.inname.pseudoniemen import PERSOON, set_key
from etl.inname.report import Rapport
from etl.intern.actief import GEACCEPTEERD, GEWEIGERD, schooljaar_sql
from etl.intern.leveringen import add_levering, add_rows, withdraw_same_file
from etl.intern.schema import afgekeurd, dekking, landelijk_cijfer, stand, werkproces
from etl.meldingen import LeveringFout, getal

_AFGEKEURD = (
    "SELECT regel, kolom, regelcode, melding, remedie, ruwe_regel "
    "FROM inname_redenen LEFT JOIN inname_ruw USING (regel)"
)
_WERKPROCES = (
    f"SELECT * EXCLUDE (fout, gepland, persoon_id) REPLACE (nullif(subsoort, '') AS subsoort, "  # noqa: S608  our own constants
    f"coalesce(nullif(onderwijssoort, ''), '{ONDERWIJSSOORT_ONBEKEND}') AS onderwijssoort, "
    "nullif(afhandeling, '') AS afhandeling), "
    f"{PERSOON} AS persoon FROM inname_rijen WHERE NOT fout"
)
# Above this share of refused rows a national file is refused: it comes from a machine, so little can be wrong in it.
_NATIONAL_SHARE = 0.05
_STAND = "SELECT * EXCLUDE (fout) FROM inname_rijen WHERE NOT fout"


def refuse_when_bad(rapport: Rapport, profiel: Profiel, max_afgekeurd: float | None) -> None:
    """Raise LeveringFout when too many rows are refused, or all of them.

    A share says little about a small delivery, so unless the caller set the share, the profile's fixed number of rows
    is always allowed while at least half of the rows is good.
    """
    toegestaan = (
        max_afgekeurd * rapport.gelezen
        if max_afgekeurd is not None
        else max(profiel.max_afgekeurd * rapport.gelezen, min(profiel.altijd_toegestaan, rapport.gelezen / 2))
    )
    if rapport.geaccepteerd and rapport.afgekeurd <= toegestaan:
        return
    raise LeveringFout(
        f"{_refused_of(rapport)} {'Toegestaan is' if int(toegestaan) == 1 else 'Toegestaan zijn'} er "
        f"{getal(int(toegestaan))}.",
        "Bekijk met `python -m etl afgekeurd` waarom, verbeter de export of het profiel, en laad opnieuw.",
    )


def _refused_of(rapport: Rapport) -> str:
    if rapport.gelezen == 1:
        return f"De enige regel is {'' if rapport.afgekeurd else 'niet '}afgekeurd."
    is_of_zijn = "is" if rapport.afgekeurd == 1 else "zijn"
    return f"Van de {getal(rapport.gelezen)} regels {is_of_zijn} er {getal(rapport.afgekeurd)} afgekeurd."


def store(verbinding: Connection, rapport: Rapport, gebieden: Gebieden, key: bytes) -> None:
    """Store an accepted delivery: its rows, what it speaks about, and what was refused of it."""
    aantallen = _count_per_schooljaar(verbinding, rapport)
    telt_nu = {} if rapport.soort == "standen" else andere_leveringen.count_now(verbinding)
    gedekt = _coverage(rapport, gebieden, aantallen, telt_nu)
    rapport.gemeenten = sorted({code for code, _ in gedekt})
    rapport.schooljaren = sorted({jaar for _, jaar in gedekt})
    set_key(verbinding, key)
    if rapport.soort == "werkprocessen":
        rapport.waarschuwingen += andere_leveringen.compare(verbinding, rapport, gebieden, aantallen, gedekt, telt_nu)
    rapport.waarschuwingen += remarks.collect(verbinding, rapport, gebieden)
    levering_id = add_levering(verbinding, **_levering(rapport, GEACCEPTEERD))
    rapport.levering_id = levering_id
    withdraw_same_file(verbinding, levering_id)
    if gedekt:
        rijen = [{"levering_id": levering_id, "gemeente_code": code, "schooljaar": jaar} for code, jaar in gedekt]
        verbinding.execute(insert(dekking), rijen)
    add_rows(verbinding, afgekeurd, levering_id, _AFGEKEURD)
    if rapport.soort == "standen":
        add_rows(verbinding, stand, levering_id, _STAND)
        return
    add_rows(verbinding, werkproces, levering_id, _WERKPROCES)


def store_national(
    verbinding: Connection,
    rapport: Rapport,
    vorm: Vorm,
    gelezen: Gelezen,
    gebieden: Gebieden,
    max_afgekeurd: float | None,
) -> None:
    """Store the figures of a national source, and say what is assumed about its file.

    Raises LeveringFout when more rows are refused than the caller allows, by default one in twenty.
    """
    fout = {reden.regel for reden in gelezen.redenen}
    rapport.gelezen, rapport.afgekeurd = gelezen.rijen, len(fout)
    rapport.geaccepteerd = gelezen.rijen - len(fout)
    per_reden = Counter((reden.regelcode, reden.kolom, reden.melding) for reden in gelezen.redenen)
    rapport.redenen = [
        {"regelcode": code, "kolom": kolom, "melding": melding, "aantal": aantal}
        for (code, kolom, melding), aantal in per_reden.items()
    ]
    _stage_reasons(verbinding, gelezen)
    refuse = max_afgekeurd if max_afgekeurd is not None else _NATIONAL_SHARE
    if not rapport.geaccepteerd or rapport.afgekeurd > refuse * rapport.gelezen:
        raise LeveringFout(
            _refused_of(rapport),
            "Kijk of het bestand is wat u bedoelde en download het zo nodig opnieuw.",
        )
    rapport.gemeenten = sorted({rij.gebied for rij in gelezen.cijfers if gebieden.gemeente(rij.gebied)})
    rapport.schooljaren = sorted({rij.periode for rij in gelezen.cijfers})
    rapport.waarschuwingen += list(_national_remarks(vorm, gelezen))
    levering_id = add_levering(verbinding, **_levering(rapport, GEACCEPTEERD))
    rapport.levering_id = levering_id
    withdraw_same_file(verbinding, levering_id)
    add_rows(verbinding, afgekeurd, levering_id, _AFGEKEURD)
    verbinding.execute(
        insert(landelijk_cijfer), [{"levering_id": levering_id, **rij._asdict()} for rij in gelezen.cijfers]
    )


def _stage_reasons(verbinding: Connection, gelezen: Gelezen) -> None:
    """The reasons where the other deliveries have theirs, so that a refused delivery keeps them in the same way."""
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_redenen "
        "(regel INTEGER, kolom VARCHAR, regelcode VARCHAR, melding VARCHAR, remedie VARCHAR)"
    )
    verbinding.exec_driver_sql("CREATE OR REPLACE TEMP TABLE inname_ruw (regel INTEGER, ruwe_regel VARCHAR)")
    for reden in gelezen.redenen:
        verbinding.exec_driver_sql("INSERT INTO inname_redenen VALUES ($1, $2, $3, $4, $5)", tuple(reden[:5]))
        verbinding.exec_driver_sql("INSERT INTO inname_ruw VALUES ($1, $2)", (reden.regel, reden.ruwe_regel))
    verbinding.commit()  # they outlive the rollback of a refusal


def _national_remarks(vorm: Vorm, gelezen: Gelezen) -> Iterator[str]:
    bron = vorm.profiel.bron
    yield (
        f"Dit zijn gepubliceerde cijfers van een landelijke bron: {bron.titel}, {bron.uitgever}. Ze komen naast "
        "de eigen cijfers te staan en worden er nooit mee samengeteld."
    )
    if vorm.profiel.aanname:
        yield f"{vorm.profiel.omschrijving}. Vergelijk een paar cijfers met de bron."
    if gelezen.andere_gebieden:
        yield (
            f"{counted(gelezen.andere_gebieden, 'regel gaat', 'regels gaan')} over andere gebieden, zoals provincies: "
            "overgeslagen."
        )
    if gelezen.andere_regels:
        yield (
            f"{counted(gelezen.andere_regels, 'regel gaat', 'regels gaan')} over een deel of een ander onderwerp: "
            "overgeslagen."
        )
    if not any(rij.gebied == LAND for rij in gelezen.cijfers):
        yield "Er staat geen regel over heel Nederland in. De vergelijking met Nederland blijft dan weg."
    if vorm.ongebruikt:
        yield f"Van {counted(len(vorm.ongebruikt), 'kolom', 'kolommen')} gebruiken we de inhoud niet."
    if any(rij.periodesoort == "kalenderjaar" for rij in gelezen.cijfers):
        yield "De bron noemt kalenderjaren. We maken er geen schooljaren van."


def store_refusal(verbinding: Connection, rapport: Rapport) -> None:
    """Keep a refused delivery: that it was offered, why it was refused, and the refused rows if it got that far."""
    rapport.levering_id = add_levering(verbinding, **_levering(rapport, GEWEIGERD))
    if rapport.redenen:
        add_rows(verbinding, afgekeurd, rapport.levering_id, _AFGEKEURD)


def _levering(rapport: Rapport, status: str) -> dict[str, object]:
    return {
        "bestand": rapport.bestand,
        "sha256": rapport.sha256,
        "ontvangen_op": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        "door": rapport.door,
        "profiel": rapport.profiel,
        "soort": rapport.soort,
        "peildatum": rapport.peildatum,
        "voorbeeld": rapport.voorbeeld,
        "gelezen": rapport.gelezen,
        "geaccepteerd": rapport.geaccepteerd if status == GEACCEPTEERD else 0,
        "afgekeurd": rapport.afgekeurd,
        "status": status,
        "reden": rapport.fout,
        "rapport": rapport.as_dict(),
    }


def _count_per_schooljaar(verbinding: Connection, rapport: Rapport) -> dict[tuple[str, str], Aantal]:
    """Accepted rows per gemeente and schooljaar (of the start, for werkprocessen)."""
    if rapport.soort == "standen":
        rijen = verbinding.exec_driver_sql("SELECT gemeente_code, schooljaar FROM inname_rijen WHERE NOT fout")
        return {plek: Aantal(n) for plek, n in Counter((code, jaar) for code, jaar in rijen).items()}
    rijen = verbinding.exec_driver_sql(
        f"SELECT gemeente_code, {schooljaar_sql('startdatum')} AS jaar, count(*), "  # noqa: S608  our own constants
        f"count(*) FILTER ({schooljaar_sql('einddatum')} = {schooljaar_sql('startdatum')}) "
        "FROM inname_rijen WHERE NOT fout GROUP BY 1, 2"
    )
    return {(code, jaar): Aantal(aantal, binnen) for code, jaar, aantal, binnen in rijen}


def _coverage(
    rapport: Rapport, gebieden: Gebieden, aantallen: Aantallen, telt_nu: Mapping[tuple[str, str], int]
) -> list[tuple[str, str]]:
    """What the delivery speaks about. Standen: only what stands in the file."""
    if rapport.soort == "standen":
        return sorted(aantallen)
    nullen = [Nul(gemeente, jaren) for gemeente, jaren in rapport.nullen]
    return speaks_about(aantallen, rapport.schooljaren_gevraagd, nullen, telt_nu, gebieden)
