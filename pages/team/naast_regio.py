"""One gemeente beside its region, per soort and per 1.000 jongeren, in one schooljaar.

Who may see the whole region has the rest of it counted from its werkprocessen. Who may not has the whole region from
the publication, in which small figures are hidden, in the last whole schooljaar that both know. Nothing is taken off
it: the rest of a small region may be one other gemeente.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from components.team.fold import fold
from components.words.notation import format_count, format_day, format_decimal
from components.words.nouns import join_names
from data.referentie import schooljaar
from data.registry.indicators import INSTROOM
from data.registry.vocabulary import SOORTEN
from data.statistics.statistics import PER_DUIZEND
from data.team import openbaar, queries
from data.team.bevoegd import Bevoegd
from pages.team.beeld import TeamQuestion

_JONGEREN = "jongeren_5_18"
_ONBEKEND = "niet bekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naast:
    """Counts per soort of the gemeente and of its region; a soort that is not known is not there.

    tot: the last day that is counted, of both the same. jongeren: of 5 to 18, of each; None when not known. openbaar:
    the region comes from the publication, and is whole; else it is the rest of it, but for the gemeenten in `zonder`,
    of which no delivery speaks.
    """

    schooljaar: str
    tot: date
    eigen: Mapping[str, int]
    regio: Mapping[str, int]
    jongeren: tuple[int | None, int | None]
    openbaar: bool
    zonder: tuple[str, ...] = ()


def beside_region(vraag: TeamQuestion) -> Component | None:
    """The table, folded; nothing when more than one gemeente is looked at.

    A part of a soort has no place beside the publication, which tells soorten as a whole.
    """
    if len(vraag.bevoegd.codes) != 1 or vraag.keuze.onderwijssoort or vraag.keuze.leeftijdsgroep:
        return None
    (code,) = vraag.bevoegd.codes
    regio = vraag.gebieden.regio_van(code)
    leden = frozenset(gemeente.code for gemeente in vraag.gebieden.gemeenten_van(regio.code))
    kop = f"{vraag.gebieden.naam(code)} naast {regio.naam}"
    mag_regio = leden <= vraag.wie.gemeenten
    if leden == {code} or (vraag.keuze.subsoort and not mag_regio):
        return None
    naast = _counted(vraag, code, leden) if mag_regio else _published(vraag, code, regio.code)
    if naast is None:
        reden = (
            "over de andere gemeenten van de regio is er geen levering."
            if mag_regio
            else "er is geen heel schooljaar dat u en de publicatie allebei kennen."
        )
        return fold(kop, [html.P(f"Nog niet te zeggen: {reden}")])
    anders = None if naast.openbaar else 0  # of what was counted, what is not there is zero
    soorten = [s for s in SOORTEN if s in naast.eigen or s in naast.regio]
    rijen = [
        Rij(
            SOORTEN[s],
            (*_cells(naast.eigen.get(s, 0), naast.jongeren[0]), *_cells(naast.regio.get(s, anders), naast.jongeren[1])),
        )
        for s in soorten
        if vraag.keuze.soort in ("", s)
    ]
    koppen = [
        "Soort",
        "Eigen zaken",
        "Per 1.000 jongeren",
        "Hele regio" if naast.openbaar else "Rest van de regio",
        "Per 1.000 jongeren",
    ]
    return fold(kop, [html.P(_source(vraag, naast)), data_table(f"{kop}, {naast.schooljaar}", koppen, rijen)])


def _source(vraag: TeamQuestion, naast: Naast) -> str:
    toeval = "Of een verschil toeval is, staat hier niet bij."
    if not naast.openbaar:
        van, tot = format_day(schooljaar.begin(naast.schooljaar)), format_day(naast.tot)
        mist = join_names([vraag.gebieden.naam(code) for code in naast.zonder])
        zonder = f" Zonder {mist}: daarvan is er over dit schooljaar geen levering." if mist else ""
        return f"Zaken die begonnen van {van} tot en met {tot}, van beide tot dezelfde dag.{zonder} {toeval}"
    return (
        f"Zaken die begonnen in schooljaar {naast.schooljaar}. Uw eigen aantallen zijn geteld; die van de regio, met "
        "uw gemeente erin, komen uit de openbare publicatie. Wat daar is afgeschermd of niet per schooljaar wordt "
        f"verteld, staat hier als {_ONBEKEND}. {toeval}"
    )


def _cells(aantal: int | None, jongeren: int | None) -> tuple[Cel, Cel]:
    if aantal is None:
        return Cel(_ONBEKEND, getal=True, zonder=True), Cel(_ONBEKEND, getal=True, zonder=True)
    per = format_decimal(PER_DUIZEND * aantal / jongeren) if jongeren else _ONBEKEND
    return Cel(format_count(aantal), getal=True), Cel(per, getal=True, zonder=not jongeren)


def _counted(vraag: TeamQuestion, code: str, leden: frozenset[str]) -> Naast | None:
    """From the werkprocessen: the schooljaar that is looked at, of the gemeenten that a delivery speaks about.

    None when it speaks about no other.
    """
    jaar = vraag.tijd.schooljaar
    dekking = queries.read_dekking(vraag.wie)
    met = [lid for lid in sorted(leden - {code}) if (lid, jaar) in dekking]
    if not met:
        return None
    anderen = vraag.wie.only(met)
    # one delivery may be newer than the other: what came after the older would look like a difference
    tot = min(vraag.tijd.peildatum, *(dekking[lid, jaar][0] for lid in met))
    return Naast(
        schooljaar=jaar,
        tot=tot,
        eigen=_per_soort(vraag.bevoegd, vraag, jaar, tot),
        regio=_per_soort(anderen, vraag, jaar, tot),
        jongeren=(_jongeren(vraag.bevoegd, jaar), _jongeren(anderen, jaar)),
        openbaar=False,
        zonder=tuple(sorted(leden - {code, *met})),
    )


def _published(vraag: TeamQuestion, code: str, regio: str) -> Naast | None:
    """The region from the publication beside the gemeente from its werkprocessen: both of one whole schooljaar."""
    sleutels = {soort: INSTROOM[soort] for soort in SOORTEN}
    indicatoren = (*sleutels.values(), _JONGEREN)
    eenheden = (*("werkprocessen" for _ in sleutels), "jongeren")
    van_regio = openbaar.read_region(regio, indicatoren, eenheden)
    eigen_jaren = {
        jaar
        for (lid, jaar), (peil, _) in queries.read_dekking(vraag.bevoegd).items()
        if lid == code and peil >= schooljaar.einde(jaar)
    }
    jaren = eigen_jaren & {jaar for jaar, indicator in van_regio if indicator != _JONGEREN}
    if not jaren:
        return None
    jaar = max(jaren)
    return Naast(
        schooljaar=jaar,
        tot=schooljaar.einde(jaar),
        eigen=_per_soort(vraag.bevoegd, vraag, jaar, schooljaar.einde(jaar)),
        regio={soort: van_regio[jaar, key] for soort, key in sleutels.items() if (jaar, key) in van_regio},
        jongeren=(_jongeren(vraag.bevoegd, jaar), van_regio.get((jaar, _JONGEREN))),
        openbaar=True,
    )


def _per_soort(bevoegd: Bevoegd, vraag: TeamQuestion, jaar: str, tot: date) -> Mapping[str, int]:
    """What began from the begin of a schooljaar to `tot`."""
    keuze = vraag.keuze.met(gemeente="")
    return queries.count_splits(bevoegd, keuze, "instroom", schooljaar.begin(jaar), tot)["soort"]


def _jongeren(bevoegd: Bevoegd, jaar: str) -> int | None:
    standen = queries.read_jongeren(bevoegd)
    aantallen = [standen.get((code, jaar), 0) for code in bevoegd.codes]
    return sum(aantallen) if aantallen and all(aantallen) else None
