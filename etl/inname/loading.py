"""From a file to accepted rows: the steps in order. A kill at any moment leaves no half delivery.

Everything up to the last step happens in temporary tables; storing is one transaction.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from data.levering import shown
from data.levering.file_kind import BestandFout, kind_of
from data.levering.nullen import Nul
from data.referentie.gebieden import Gebieden
from data.reports.dutch import counted
from etl.inname import cbs, landelijk, remarks, storing
from etl.inname.checking import check_rows
from etl.inname.compleet import (
    ends_without_line_end,
    is_open_elsewhere,
    refuse_changed,
    refuse_cut,
    refuse_unfinished,
)
from etl.inname.excel import rewrite_workbook
from etl.inname.forms import VELDSCHEIDER, Bestandsvorm, copy_file, fingerprint, scan_text
from etl.inname.header import SCHEIDERS, Kop, read_header
from etl.inname.opendocument import rewrite_document
from etl.inname.profile import Profiel
from etl.inname.recast import rewrite_text
from etl.inname.report import Rapport
from etl.inname.staging import read_lines
from etl.inname.werkbladen import Werkblad
from etl.intern import open_intern, progress_of, werkmap
from etl.intern.leveringen import find_accepted
from etl.intern.sleutel import current_key
from etl.meldingen import GebruiksFout, LeveringFout, stap

# What reads each kind of workbook, and what the report calls it.
_WERKMAPPEN = {"xlsx": ("Excel", rewrite_workbook), "ods": ("OpenDocument", rewrite_document)}


# Counts up when the same file comes to mean something else.
_LEESWIJZE = "2"


@dataclass(frozen=True)
class Opdracht:
    """What to load, and how. `schooljaren` narrows what the delivery speaks about; `max_afgekeurd` is a share.

    door: who loads it; empty is the account that this runs under. nullen: what is zero where no row stands.
    """

    bestand: Path
    profiel: Profiel
    peildatum: date
    schooljaren: tuple[str, str] | None = None
    max_afgekeurd: float | None = None
    door: str = ""
    nullen: tuple[Nul, ...] = ()


def load(opdracht: Opdracht, gebieden: Gebieden) -> Rapport:
    """Take in one delivery and say what came of it; a refused delivery is kept as refused and counts for nothing.

    Raises what `check_file` raises, and BezetFout when another command is writing.
    """
    check_file(opdracht.bestand)
    toen = opdracht.bestand.stat()
    rapport = Rapport(
        bestand=shown.file_name(opdracht.bestand.name),
        profiel=opdracht.profiel.naam,
        leeswijze=_reading_of(opdracht.profiel, gebieden),
        peildatum=opdracht.peildatum,
        schooljaren_gevraagd=opdracht.schooljaren,
        door=opdracht.door or _account(),
        nullen=[(nul.gemeente, nul.jaren) for nul in opdracht.nullen],
    )
    with open_intern(schrijven=True) as verbinding:
        key = current_key(verbinding)
        rapport.waarschuwingen += remarks.about_clock(verbinding)
        verbinding.commit()
        try:
            _take_in(verbinding, opdracht, gebieden, rapport, key, toen)
        except LeveringFout as fout:
            verbinding.rollback()
            rapport.refuse(fout)
            rapport.sha256 = rapport.sha256 or fingerprint(opdracht.bestand)
            storing.store_refusal(verbinding, rapport)
        verbinding.commit()
    return rapport


def _take_in(
    verbinding: Connection,
    opdracht: Opdracht,
    gebieden: Gebieden,
    rapport: Rapport,
    key: bytes,
    toen: os.stat_result,
) -> None:
    vorm = _look_at(opdracht, rapport)
    if _already_loaded(verbinding, rapport):
        return
    blad = _rewrite_workbook(rapport) if vorm is None else None
    if gevonden := landelijk.recognise(werkmap() / ("regels" if vorm is None else "kopie"), vorm):
        _take_in_national(verbinding, opdracht, gebieden, rapport, gevonden)
        return
    if tabel := cbs.recognise(werkmap() / ("regels" if vorm is None else "kopie"), vorm, gebieden):
        kop = _from_statline(opdracht, gebieden, rapport, vorm, tabel)
    else:
        kop = _from_text(opdracht, rapport, vorm) if vorm else _from_workbook(opdracht, blad)
    if is_open_elsewhere(opdracht.bestand):
        rapport.waarschuwingen.append(
            "het bestand is nog geopend in een rekenblad. Wat daar niet is opgeslagen, zit niet in deze levering."
        )
    if vorm is not None and ends_without_line_end(opdracht.bestand):
        rapport.waarschuwingen.append(
            "achter de laatste regel staat geen regeleinde. Zo ziet ook een afgebroken bestand eruit; kijk of de "
            "export met dezelfde regel ophoudt."
        )
    if kop.erboven:
        rapport.waarschuwingen.append(f"de kopregel staat op regel {kop.regel}; wat erboven staat, is niet gelezen.")
    if opdracht.profiel.aanname and kop.soort == "werkprocessen":
        rapport.waarschuwingen.append(f"{opdracht.profiel.omschrijving}.")
    with stap("Regels lezen", progress_of(verbinding)):
        read_lines(verbinding, werkmap() / "regels")
    with stap("Regels nakijken", progress_of(verbinding)):
        check_rows(verbinding, kop, opdracht.profiel, rapport, gebieden)
        verbinding.commit()
    if blad:
        rapport.waarschuwingen += [*blad.remarks(), *remarks.about_cells(verbinding, kop, blad, rapport)]
    storing.refuse_when_bad(rapport, opdracht.profiel, opdracht.max_afgekeurd)
    refuse_changed(opdracht.bestand, toen)
    with stap("Opslaan", progress_of(verbinding)):
        storing.store(verbinding, rapport, gebieden, key)
        verbinding.commit()


def _take_in_national(
    verbinding: Connection,
    opdracht: Opdracht,
    gebieden: Gebieden,
    rapport: Rapport,
    gevonden: tuple[landelijk.Vorm, Iterator[list[str]]],
) -> None:
    """Take in a file of a national source: published figures, which go in a table of their own."""
    vorm, rijen = gevonden
    rapport.soort, rapport.profiel = "landelijk", vorm.profiel.naam
    rapport.vorm = rapport.vorm or {"bestandssoort": "CSV"}
    # Its own profile decides how it is read; after a change there it is worth loading again.
    rapport.leeswijze = f"{vorm.profiel.sha256} {rapport.leeswijze}"
    if _already_loaded(verbinding, rapport):
        return
    with stap("Landelijke cijfers lezen"):
        gelezen = landelijk.read(vorm, rijen, gebieden, opdracht.peildatum)
    storing.store_national(verbinding, rapport, vorm, gelezen, gebieden, opdracht.max_afgekeurd)
    verbinding.commit()


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"


def check_file(bestand: Path) -> None:
    """Raise GebruiksFout when there is no such file, LeveringFout when it may not be read."""
    naam = shown.file_name(bestand.name)
    refuse_unfinished(bestand)
    if not bestand.exists():
        raise GebruiksFout(f"Het bestand {naam} bestaat niet.", "Kijk de naam en de map na.")
    if not bestand.is_file():
        raise GebruiksFout(f"{naam} is geen bestand.", "Noem het bestand zelf, niet de map.")
    try:
        bestand.open("rb").close()
    except OSError as fout:
        raise LeveringFout(
            f"Het bestand {naam} kan niet worden gelezen.", "Kijk of u het recht hebt om het te openen."
        ) from fout


def _already_loaded(verbinding: Connection, rapport: Rapport) -> bool:
    """Whether exactly this was accepted before: file, peildatum, schooljaren, and profile and gemeenten as now."""
    for levering in find_accepted(verbinding, sha256=rapport.sha256, peildatum=rapport.peildatum):
        toen = levering["rapport"]
        zelfde_jaren = tuple(toen["schooljaren_gevraagd"] or ()) == (rapport.schooljaren_gevraagd or ())
        zelfde_nullen = toen.get("nullen", []) == json.loads(json.dumps(rapport.nullen))
        if toen.get("leeswijze") == rapport.leeswijze and zelfde_jaren and zelfde_nullen:
            rapport.status, rapport.levering_id = "al_geladen", levering["levering_id"]
            rapport.soort, rapport.voorbeeld = levering["soort"], levering["voorbeeld"]
            return True
    return False


def _reading_of(profiel: Profiel, gebieden: Gebieden) -> str:
    """What decides, besides the file, which rows are good and what they mean; after a change it can be loaded again."""
    codes = sorted(gemeente.code for gemeente in (*gebieden.gemeenten, *gebieden.vervallen))
    return hashlib.sha256(" ".join([_LEESWIJZE, profiel.naam, profiel.sha256, *codes]).encode()).hexdigest()


def _look_at(opdracht: Opdracht, rapport: Rapport) -> Bestandsvorm | None:
    """Copy the file to the work folder and take its fingerprint; of a text also its form. None for a workbook."""
    try:
        soort = kind_of(opdracht.bestand)
    except BestandFout as fout:
        raise LeveringFout(fout.melding, fout.remedie) from fout
    with stap("Bestand bekijken") as voortgang:
        if soort == "tekst":
            vorm = scan_text(opdracht.bestand, werkmap() / "kopie", voortgang)
            rapport.sha256 = vorm.sha256
            return vorm
        rapport.sha256 = copy_file(opdracht.bestand, werkmap() / "kopie", voortgang)
    rapport.vorm = {"bestandssoort": _WERKMAPPEN[soort][0]}
    return None


def _rewrite_workbook(rapport: Rapport) -> Werkblad:
    """Write out the rows of the first visible sheet, and note in the report what is known of it."""
    rewrite = next(rewrite for naam, rewrite in _WERKMAPPEN.values() if naam == rapport.vorm["bestandssoort"])
    with stap("Werkblad lezen") as voortgang:
        blad = rewrite(werkmap() / "kopie", werkmap() / "regels", voortgang)
    rapport.vorm |= blad.as_form()
    return blad


def _from_workbook(opdracht: Opdracht, blad: Werkblad | None) -> Kop:
    """The header of a sheet. What is wrong with it is said with the name of the sheet, and of others that have rows."""
    try:
        return read_header(werkmap() / "regels", None, opdracht.profiel)
    except LeveringFout as fout:
        if blad is None:
            raise
        ander = (
            f" Staat de export op een ander blad ({', '.join(blad.andere)}), sleep dat blad dan naar voren en sla op."
            if blad.andere
            else ""
        )
        raise LeveringFout(f"Blad {blad.naam}: {fout.melding}", fout.remedie + ander) from fout


def _from_statline(
    opdracht: Opdracht, gebieden: Gebieden, rapport: Rapport, vorm: Bestandsvorm | None, tabel: cbs.Tabel
) -> Kop:
    """A table of CBS, rewritten to standen."""
    regels, standen = werkmap() / "regels", werkmap() / "standen"
    bron = regels if vorm is None else werkmap() / "kopie"
    rapport.vorm = {**(rapport.vorm or {"bestandssoort": "CSV"}), "bron": "CBS"}
    with stap("CBS-tabel lezen"):
        rapport.waarschuwingen += cbs.write_standen(bron, vorm, tabel, gebieden, standen)
    standen.replace(regels)
    return replace(read_header(regels, None, opdracht.profiel), erboven=0)


def _from_text(opdracht: Opdracht, rapport: Rapport, vorm: Bestandsvorm) -> Kop:
    kopie, regels = werkmap() / "kopie", werkmap() / "regels"
    kop = read_header(kopie, vorm, opdracht.profiel)
    rapport.vorm = _form_of(vorm, kop)
    if vorm.onleesbaar:
        rapport.waarschuwingen.append(
            f"{counted(vorm.onleesbaar, 'teken is', 'tekens zijn')} niet te lezen als UTF-8, voor het eerst op regel "
            f"{vorm.eerste_onleesbaar}. Een regel met zo'n teken in een nummer of code is afgekeurd."
        )
    if vorm.stuurtekens:
        rapport.waarschuwingen.append("in het bestand stonden stuurtekens, die niemand ziet; die zijn weggelaten.")
    if vorm.leesklaar:
        kopie.rename(regels)
    else:
        with stap("Bestand omzetten") as voortgang:
            rewrite_text(kopie, regels, vorm, kop.scheider, kop.aantal, voortgang)
        kopie.unlink()
        kop = replace(kop, scheider=VELDSCHEIDER)
    if vorm.open_einde:
        refuse_cut(regels, kop)
    return kop


def _form_of(vorm: Bestandsvorm, kop: Kop) -> dict[str, object]:
    return {
        "bestandssoort": "CSV",
        "codering": vorm.codering.upper() + (" met BOM" if vorm.bom else ""),
        "scheidingsteken": SCHEIDERS[kop.scheider],
        "regeleinde": vorm.regeleinde,
        "aanhalingstekens": vorm.aanhalingstekens,
        "kopregel": kop.regel,
    }
