"""What deserves a second look in a delivery that is accepted: it breaks no rule, but may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from data.referentie.gebieden import Gebieden
from data.registry.vocabulary import SUBSOORTEN
from data.reports.dutch import counted
from etl.inname import nummers, pseudoniemen
from etl.inname.header import Kop
from etl.inname.report import Rapport
from etl.inname.standen import DELEN, GEHEEL
from etl.inname.werkbladen import Werkblad
from etl.inname.werkprocessen import is_behandelaar
from etl.intern.schema import STAND_GETALLEN, levering, publicatie_log
from etl.meldingen import getal

_USUALLY_FILLED = {
    "einddatum": "Zo lopen alle werkprocessen nog. Klopt dat niet, neem de kolom dan op in de export.",
    "afhandeling": "Zo is van geen werkproces bekend hoe het afliep. Klopt dat niet, neem hem dan op.",
    "onderwijssoort": "Die is dan overal onbekend.",
    "subsoort": "Klopt dat niet, neem de kolom dan op in de export.",
}
# So many places are named; more than that says no more.
_MOST_NAMED = 5


def collect(verbinding: Connection, rapport: Rapport, gebieden: Gebieden) -> list[str]:
    """All remarks about a delivery that is about to be stored, as Dutch sentences."""
    if rapport.soort == "standen":
        return [*_about_empty_standen(verbinding), *_about_other_standen(verbinding, gebieden)]
    return [
        *_about_region(rapport, gebieden),
        *_about_open_outcomes(verbinding),
        *_about_planned_ends(verbinding, rapport),
        *nummers.remarks(verbinding, gemengd="persoon_id" in rapport.vorm.get("gemengde_kolommen", ())),
        *pseudoniemen.about_strangers(verbinding, rapport.gemeenten),
    ]


def about_clock(verbinding: Connection) -> Iterator[str]:
    """Say so when the clock stands before the last delivery or publication: the peildatum of today would lose then."""
    nu = datetime.now(UTC)
    for wat, moment in (("geladen", levering.c.ontvangen_op), ("gepubliceerd", publicatie_log.c.voorgenomen_op)):
        laatst = verbinding.scalar(select(func.max(moment)))
        if laatst and laatst.replace(tzinfo=UTC) > nu:
            yield (
                f"volgens de klok van deze computer is het {_told(nu)}, vroeger dan toen er voor het laatst is {wat} "
                f"({_told(laatst.replace(tzinfo=UTC))}). Zonder --peildatum krijgt een levering de dag van deze klok, "
                "en gaat wat toen is geladen voor. Kijk de klok na en noem de peildatum zelf."
            )


def _told(moment: datetime) -> str:
    """A moment on the calendar and the clock of who loads."""
    return f"{moment.astimezone():%d-%m-%Y %H:%M}"


def _about_region(rapport: Rapport, gebieden: Gebieden) -> Iterator[str]:
    """Name the gemeenten of a region of which others are in the delivery: for them it says nothing, not zero."""
    erin = {gemeente.code for code in rapport.gemeenten if (gemeente := gebieden.huidig(code))}
    for regio in gebieden.regios:
        missing = [code for code in regio.gemeenten if code not in erin]
        wel = [code for code in regio.gemeenten if code in erin]
        if not wel:
            continue
        if len(missing) > max(len(wel), _MOST_NAMED):
            yield (
                f"van {regio.naam} {'staat' if len(wel) == 1 else 'staan'} er {getal(len(wel))} van de "
                f"{getal(len(regio.gemeenten))} gemeenten in. Over de andere zegt deze levering niets, ook geen nul."
            )
        elif missing:
            namen = ", ".join(gebieden.naam(code) for code in missing)
            yield f"geen enkele regel voor {namen} ({regio.naam}). Deze levering zegt daar niets over, ook geen nul."


def _about_open_outcomes(verbinding: Connection) -> Iterator[str]:
    aantal = verbinding.exec_driver_sql(
        "SELECT count(*) FROM inname_rijen WHERE NOT fout AND NOT gepland AND einddatum IS NULL "
        "AND nullif(afhandeling, '') IS NOT NULL"
    ).scalar_one()
    if aantal:
        yield (
            f"{counted(aantal, 'werkproces heeft', 'werkprocessen hebben')} een afhandeling maar geen einddatum. "
            "Zonder einddatum loopt het nog; de afhandeling telt pas mee als er een einddatum is."
        )


def _about_empty_standen(verbinding: Connection) -> Iterator[str]:
    tellingen = ", ".join(f"count({kolom}) = 0" for kolom in STAND_GETALLEN)
    leeg = verbinding.exec_driver_sql(f"SELECT {tellingen} FROM inname_rijen WHERE NOT fout").one()  # noqa: S608  our own constants
    if namen := [kolom for kolom, is_leeg in zip(STAND_GETALLEN, leeg, strict=True) if is_leeg]:
        yield (
            f"in geen enkele regel gevuld: {', '.join(namen)}. Dat is dan onbekend, geen nul. Klopt dat niet, neem het "
            "dan op in het bestand."
        )


def _about_other_standen(verbinding: Connection, gebieden: Gebieden) -> Iterator[str]:
    """Say how the standen of this delivery go together with those that count already: they are merged per column."""
    samen = "inname_rijen r JOIN actieve_stand s USING (gemeente_code, schooljaar) WHERE NOT r.fout AND NOT s.voorbeeld"
    blijven = " OR ".join(f"(r.{kolom} IS NULL AND s.{kolom} IS NOT NULL)" for kolom in STAND_GETALLEN)
    aantal = verbinding.exec_driver_sql(f"SELECT count(*) FROM {samen} AND ({blijven})").scalar_one()  # noqa: S608  our own constants
    if aantal:
        yield (
            f"in {counted(aantal, 'regel', 'regels')} is een veld leeg waarvoor eerder een stand is geladen. Die "
            "blijft gelden; om hem weg te halen trekt u de eerdere levering in."
        )
    te_veel = " OR ".join(
        f"(coalesce(r.{deel}, s.{deel}) > coalesce(r.{GEHEEL}, s.{GEHEEL}) "
        f"AND (r.{deel} IS NULL OR r.{GEHEEL} IS NULL))"
        for deel in DELEN
    )
    strijdig = verbinding.exec_driver_sql(
        f"SELECT gemeente_code, schooljaar FROM {samen} AND ({te_veel}) ORDER BY ALL"  # noqa: S608  our own constants
    ).fetchall()
    if strijdig:
        waar = ", ".join(f"{gebieden.naam(code)} {jaar}" for code, jaar in strijdig[:_MOST_NAMED])
        yield (
            f"samen met wat eerder is geladen is in {counted(len(strijdig), 'geval', 'gevallen')} een deel groter dan "
            f"alle jongeren van 5 tot 18 jaar ({waar}). Kijk welke van de twee leveringen niet klopt."
        )


def _about_planned_ends(verbinding: Connection, rapport: Rapport) -> Iterator[str]:
    aantal = verbinding.exec_driver_sql("SELECT count(*) FROM inname_rijen WHERE NOT fout AND gepland").scalar_one()
    if aantal:
        yield (
            f"{counted(aantal, 'werkproces heeft', 'werkprocessen hebben')} een einddatum na de peildatum "
            f"({rapport.peildatum:%d-%m-%Y}). Dat is een geplande einddatum: het loopt nog. Is de peildatum niet "
            "goed, trek deze levering dan in en laad hem opnieuw met de goede --peildatum."
        )


def about_cells(verbinding: Connection, kop: Kop, blad: Werkblad, rapport: Rapport) -> Iterator[str]:
    """Remarks about numbers in a sheet that identify a werkproces or a jongere, as Dutch sentences.

    The columns they are about are noted in the form of the delivery, so that the same is not told again of their texts.

    A number and a text that look alike may have been two (12E5 and 1200000), and one may have become two (007 and 7).
    """
    laatste = verbinding.exec_driver_sql("SELECT coalesce(max(regel), 0) FROM inname_rijen").scalar_one()
    for kolom in ("werkproces_id", "persoon_id"):
        if kop.soort != "werkprocessen" or kolom not in kop.plaats:
            continue
        soorten = blad.kinds(kop.plaats[kolom], kop.regel, laatste)
        tekst, met, zonder = (soorten.get(soort, 0) for soort in ("tekst", "getal met nullen", "getal"))
        if (tekst and met + zonder) or (met and zonder):
            rapport.vorm.setdefault("gemengde_kolommen", []).append(kolom)
        if tekst and met + zonder:
            yield (
                f"kolom {kolom}: getallen en tekst staan door elkaar ({counted(met + zonder, 'rij', 'rijen')} met een "
                f"getal, {counted(tekst, 'rij', 'rijen')} met tekst). Een rekenblad maakt van 12E5 het getal 1200000 "
                "en van 007 het getal 7; zo kunnen er twee één worden. Laad liever de export zelf, als CSV."
            )
        elif met and zonder:
            yield (
                f"kolom {kolom}: {counted(met, 'rij toont', 'rijen tonen')} een getal met nullen vooraan, "
                f"{counted(zonder, 'rij', 'rijen')} een getal zonder. 007 en 7 tellen als twee. Laad liever de export "
                "zelf, als CSV."
            )


def about_behandelaars(verbinding: Connection) -> Iterator[str]:
    """Say in how many rows the behandelaar is no code, and so is not kept."""
    geen_code = f"behandelaar IS NOT NULL AND NOT ({is_behandelaar('behandelaar')})"
    anders = verbinding.exec_driver_sql(f"SELECT count(*) FROM inname_velden WHERE heel AND {geen_code}").scalar_one()  # noqa: S608  our own constants
    if anders:
        yield (
            f"kolom behandelaar: in {counted(anders, 'regel', 'regels')} staat geen code. Die inhoud is niet bewaard; "
            "de regels tellen gewoon mee. Een code heeft een cijfer, geen spaties en hoogstens 12 tekens, zoals L07. "
            "Zet er geen namen in."
        )


def about_empty_columns(verbinding: Connection) -> Iterator[str]:
    """Name the columns that are filled in nearly every delivery and nowhere in this one; they may not be exported.

    Asked of what was delivered, refused rows too: it may be why they are refused.
    """
    met_subsoort = ", ".join(f"'{soort}'" for soort in SUBSOORTEN)
    leeg = verbinding.exec_driver_sql(
        "SELECT count(einddatum) = 0, count(afhandeling) = 0, count(onderwijssoort) = 0, count(subsoort) = 0 "  # noqa: S608  our own constants
        f"AND (SELECT bool_or(soort IN ({met_subsoort})) FROM inname_rijen) FROM inname_velden WHERE heel"
    ).one()
    kolommen = [naam for naam, is_leeg in zip(_USUALLY_FILLED, leeg, strict=True) if is_leeg]
    for kolom in kolommen:
        yield f"{kolom} is in geen enkele regel gevuld. {_USUALLY_FILLED[kolom]}"
