"""From the internal database to a new live publication: count, choose and prove, attack, build, check, swap.

Whatever fails before the swap leaves the live publication as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from data.cells.cells import CelSleutel, Telling, VorigeCel
from data.cells.relaties import relate
from data.levering.stappen import going_live
from data.publication.landelijk import LandelijkCijfer
from data.referentie import gebieden as gebieden_module
from data.referentie import schooljaar
from data.referentie.schooljaar import is_venster
from data.reports import published
from etl.aanval import PubliekCijfer, Tegenspraak, Vonnis, told_groups
from etl.intern.actief import anything_counts
from etl.intern.sleutel import current_key
from etl.meldingen import PublicatieFout, stap
from etl.publicatie import bestanden, logboek, nazien, regel, staand, vreemde, weigeren
from etl.publicatie.afleiden import cijfer_rows
from etl.publicatie.blijven import count_told
from etl.publicatie.bouwen import Inhoud, write_file
from etl.publicatie.kennis import Verslagkennis, national_knowledge, told_by_reports
from etl.publicatie.landelijk import national_figures
from etl.publicatie.merk import check_mark, fingerprint_told
from etl.publicatie.overnemen import carry_over
from etl.publicatie.rijen import bron_rows, gebied_rows, national_bron_rows, national_rows, tafel_rows, verslag_rows
from etl.publicatie.samenhang import OngeldigeInvoer, check_input
from etl.publicatie.uitgaven import check_editions, told_before, write_edition
from etl.publicatie.verschil import Verschil, changed, compare
from etl.tafelkeuze import Keuze, TeFijn, choose, coarser_around, first_guess, no_finer
from etl.tellen import Tellingen
from etl.versies import name_of
from etl.voorbeeld import MEEGELEVERD
from etl.werelden import (
    Bewijs,
    Bewijzer,
    NietTeBewijzen,
    Voorraad,
    fingerprint,
    read_earlier,
    read_edits,
    read_stock,
    with_edition,
    write_edits,
    write_worlds,
)
from etl.werelden.keten import Eerder

Melder = Callable[[str], None]


@dataclass(frozen=True)
class Uitkomst:
    """What `publiceren` did. `verschil` is None when there was nothing new and the live publication stayed.

    bestand: the earlier publication that says what there is to say, when it is not live.
    """

    publicatie_id: str
    verschil: Verschil | None
    bewijs: Mapping[str, Any]
    bestand: Path | None = None

    @property
    def wordt(self) -> str:
        """The publication that is live afterwards."""
        return self.publicatie_id


@dataclass(frozen=True)
class _Beschermd:
    """What is told, what of it must be hidden with the worlds that prove it, and the attack that failed on it.

    stappen: how fine each table is told.
    """

    tellingen: Tellingen
    stappen: Keuze
    bewijs: Bewijs
    aanval: Vonnis


@dataclass(frozen=True)
class Klaargezet:
    """A publication that passed the attack and was not written anywhere yet.

    verschil: with what is live. te_veel: of which (gebied, schooljaar) it is one more edition than there are by itself.
    """

    inhoud: Inhoud
    verschil: Verschil
    beschermd: _Beschermd
    te_veel: frozenset[tuple[str, str]]

    @property
    def wordt(self) -> str:
        """The fingerprint of what would be told."""
        return self.inhoud.vingerafdruk


def publish(
    verbinding: Connection,
    melder: Melder,
    *,
    nog_een_uitgave: bool = False,
    vernieuwen: bool = False,
    zoals: str = "",
) -> Uitkomst:
    """Publish what is active in the internal database.

    nog_een_uitgave: also where a schooljaar gets more editions than by itself. vernieuwen: also what changed too little
    (`blijven`). zoals: see `merk`. Raises PublicatieFout (exit status 4) when nothing can be published that is safe.
    """
    with stap("Afschermen") as voortgang:
        klaar = prepare(verbinding, melder, voortgang, vernieuwen=vernieuwen)
    check_mark(zoals, klaar)
    if isinstance(klaar, Uitkomst):
        if klaar.bestand:
            with stap(going_live(klaar.publicatie_id)):
                bestanden.make_live(klaar.bestand)
        return klaar
    if klaar.te_veel and not nog_een_uitgave:
        raise regel.refuse(klaar.te_veel, gebieden_module.gebieden())
    melder("Nieuwe publicatie klaarzetten ...")
    inhoud = klaar.inhoud
    with stap(going_live(inhoud.publicatie_id)):
        half = bestanden.begin_file(inhoud.publicatie_id)
        write_file(half, inhoud)
        nazien.check_file(half, inhoud)
        # First the log: a file that has its name can go live, and one that is in no log cannot be reckoned with.
        _write_down(verbinding, inhoud, klaar.beschermd)
        bestanden.make_live(bestanden.finish_file(half))
    bestanden.remove_old()
    return Uitkomst(inhoud.publicatie_id, klaar.verschil, inhoud.bewijs)


def prepare(
    verbinding: Connection,
    melder: Melder,
    voortgang: Callable[[int, int], None] | None = None,
    *,
    vernieuwen: bool = False,
) -> Klaargezet | Uitkomst:
    """Everything of publishing that changes nothing: count, protect, attack, compare.

    An Uitkomst when what is live already says the same, or what was published last. A region stays as it was told where
    its new figures cannot be proved. Raises what `publish` raises.
    """
    blijft: frozenset[str] = frozenset()
    while True:
        try:
            return _prepare(verbinding, melder, voortgang, vernieuwen=vernieuwen, hoe_dan_ook=blijft)
        except PublicatieFout as fout:
            erbij = weigeren.regions_of(fout)
            if erbij <= blijft or not logboek.last_publication(verbinding):
                raise
        blijft |= erbij


def _prepare(
    verbinding: Connection,
    melder: Melder,
    voortgang: Callable[[int, int], None] | None,
    *,
    vernieuwen: bool,
    hoe_dan_ook: Collection[str],
) -> Klaargezet | Uitkomst:
    gebieden = gebieden_module.gebieden()
    if not anything_counts(verbinding):
        raise PublicatieFout(
            "Er is niets om te publiceren: er telt geen enkele levering mee.",
            "Laad eerst een levering: python -m etl laden BESTAND. Zijn ze ingetrokken, laad ze dan opnieuw. Wat nu te "
            "zien is, blijft staan.",
        )
    regel.look_at_clock(verbinding, melder)
    carry_over(verbinding, gebieden)
    check_editions(verbinding)
    melder("Tellen ...")
    tellingen, blijven = count_told(verbinding, gebieden, melder, vernieuwen=vernieuwen, hoe_dan_ook=hoe_dan_ook)
    landelijk = national_figures(verbinding, gebieden)
    vingerafdruk = fingerprint_told(tellingen, landelijk, current_key(verbinding))
    nu = staand.live_head()
    if nu and nu[1] == vingerafdruk:
        return Uitkomst(nu[0], None, nu[2])
    if bestand := regel.find_again(verbinding, vingerafdruk):
        (naam, _, bewijs), anders = staand.read_head(bestand), changed(staand.live_national(), landelijk)
        return Uitkomst(naam, compare(staand.live_cells(), staand.shown_in(bestand), anders), bewijs, bestand)
    if nu is None and bestanden.live_file():
        melder("Let op: de publicatie die nu online hoort te staan, is beschadigd. Ze wordt vervangen.")
    melder("Afschermen en nakijken of niets te herleiden is ...")
    beschermd = _protect(verbinding, gebieden, tellingen, landelijk, voortgang, melder)
    nummer = max(bestanden.next_number(), logboek.next_number(verbinding))
    inhoud = _content(beschermd, gebieden, vingerafdruk, nummer, landelijk)
    getoond = {c: int(n) for c, (_, n) in shown(inhoud).items() if n is not None and c in beschermd.tellingen.cellen}
    uitgaven, nieuw = logboek.next_editions(verbinding, logboek.kind_of(tellingen), inhoud.gepubliceerd_op, getoond)
    inhoud = replace(inhoud, uitgaven=regel.rows(uitgaven, tellingen, blijven))
    verschil = compare(staand.live_cells(), shown(inhoud), changed(staand.live_national(), landelijk))
    return Klaargezet(inhoud, verschil, beschermd, regel.beyond(uitgaven, nieuw))


def shown(inhoud: Inhoud) -> dict[CelSleutel, tuple[str, float | None]]:
    """Status and value of each cell as its readers will see them."""
    return {_key(rij): (rij["status"], rij["waarde"]) for rij in inhoud.cijfers}


def _protect(
    verbinding: Connection,
    gebieden: gebieden_module.Gebieden,
    tellingen: Tellingen,
    landelijk: Iterable[LandelijkCijfer],
    voortgang: Callable[[int, int], None] | None,
    melder: Melder,
) -> _Beschermd:
    verslagen, kennis = _knowledge(tellingen, landelijk)
    vorige = logboek.previous_cells(verbinding, logboek.kind_of(tellingen))
    misschien = _perhaps_shown(verbinding, tellingen)
    eerder = read_earlier(verbinding, gebieden, told_before(verbinding, logboek.kind_of(tellingen)))
    # Found for these counts alone: what they give beside earlier ones was not looked at.
    bekend = None if eerder.uitgaven else _shipped(tellingen)
    bewijzer = Bewijzer(
        verbinding,
        gebieden,
        kennis=kennis,
        grenzen=verslagen.grenzen,
        vorige=vorige,
        misschien=misschien,
        eerder=eerder,
        voorraad=bekend or read_edits(verbinding),  # where nothing changed, nothing need be found anew
        voortgang=voortgang or (lambda *_: None),
    )
    _check_sums(_in_reach(tellingen, vorige), tellingen, kennis)
    stappen = logboek.earlier_steps(verbinding, logboek.kind_of(tellingen))
    begin = first_guess(tellingen, no_finer(stappen, bekend.stappen) if bekend else stappen)
    # What the example brings along was found for these very steps.
    eerst = () if bekend else (bewijzer.expect, bewijzer.widen)
    try:
        while True:
            stappen, verteld, bewijs = choose(tellingen, begin, bewijzer.prove, *eerst)
            vreemde.check_possible(verbinding, bewijs, with_edition(eerder.uitgaven, verteld))
            # What the example brings along was attacked with programs when it was made.
            steekproef = 0 if bekend and bewijs.onderdrukt == bekend.onderdrukt else vreemde.STEEKPROEF
            aanval = _attack(verbinding, verteld, bewijs, kennis, verslagen, steekproef, eerder)
            if aanval.veilig:
                return _Beschermd(verteld, stappen, bewijs, aanval)
            begin, eerst = coarser_around(tellingen, vreemde.cells_around(aanval.vondsten, verteld), stappen), ()
            if begin == stappen:
                raise weigeren.betrayed() from TeFijn("", vreemde.cells_around(aanval.vondsten, verteld))
            melder("Iets kleins is nog te herleiden. De tabellen daar worden grover, en er wordt opnieuw gekozen ...")
    except NietTeBewijzen as fout:
        raise weigeren.unproved(fout) from fout


def _knowledge(
    tellingen: Tellingen, landelijk: Iterable[LandelijkCijfer]
) -> tuple[Verslagkennis, Mapping[CelSleutel, int]]:
    """What anyone knows of these counts: from reports; and all that is known exactly, from national sources too."""
    waarden = {cel: telling.waarde for cel, telling in tellingen.cellen.items()}
    verslagen = told_by_reports(published.cijfers(), tellingen.cellen)
    return verslagen, {**verslagen.exact, **national_knowledge(landelijk, waarden, waarden)}


def _check_sums(alle: Mapping[CelSleutel, Telling], tellingen: Tellingen, kennis: Mapping[CelSleutel, int]) -> None:
    try:
        check_input(alle, relate(alle, tellingen.regio_van, tellingen.delen_van), kennis)
    except OngeldigeInvoer as fout:
        raise PublicatieFout(str(fout), "De publicatie die nu te zien is, blijft staan.") from fout


def _perhaps_shown(verbinding: Connection, tellingen: Tellingen) -> list[CelSleutel]:
    """The cells that a publication can have told of which nothing is known any more."""
    ooit = [schooljaar.of(moment.date()) for moment in logboek.unknown_moments(verbinding)]
    return [cel for cel in tellingen.cellen if any(cel.schooljaar <= jaar for jaar in ooit)]


def _shipped(tellingen: Tellingen) -> Voorraad | None:
    """The worlds that the example brings along, where these are its counts."""
    voorraad = read_stock(MEEGELEVERD) if MEEGELEVERD.exists() else None
    return voorraad if voorraad and voorraad.telling == fingerprint(tellingen) else None


def _in_reach(verteld: Tellingen, vorige: Mapping[CelSleutel, VorigeCel]) -> dict[CelSleutel, Telling]:
    """What is reckoned with: a sum over a venster that nobody was ever told is no figure of its own."""
    return {
        cel: t for cel, t in verteld.cellen.items() if t.zichtbaar or cel in vorige or not is_venster(cel.schooljaar)
    }


def _attack(
    verbinding: Connection,
    verteld: Tellingen,
    bewijs: Bewijs,
    kennis: Mapping[CelSleutel, int],
    verslagen: Verslagkennis,
    steekproef: int,
    eerder: Eerder,
) -> Vonnis:
    """Attack what will be shown, with `kennis` and earlier editions in hand. Raises PublicatieFout."""
    nu = vreemde.told_edition(verteld, bewijs.onderdrukt, [c for c, t in verteld.cellen.items() if t.zichtbaar])
    cijfers = (
        PubliekCijfer(_key(rij), rij["status"], rij["waarde"], rij["peildatum"])
        for rij in cijfer_rows(verteld, bewijs.onderdrukt)
    )
    try:
        return vreemde.attack_figures(
            cijfers,
            verteld.delen_van,
            kennis=kennis,
            groepen=told_groups(verslagen.cijfers),
            mogelijk=vreemde.read_seen(verbinding),
            steekproef=steekproef,
            uitgaven=[*vreemde.editions_told(eerder), nu] if eerder.uitgaven else (),
        )
    except Tegenspraak as fout:
        raise PublicatieFout(
            "De cijfers die getoond zouden worden, spreken elkaar tegen.",
            "Er is niets gepubliceerd. De publicatie die nu te zien is, blijft staan. Meld dit aan de beheerder.",
        ) from fout


def _content(
    beschermd: _Beschermd,
    gebieden: gebieden_module.Gebieden,
    vingerafdruk: str,
    nummer: int,
    landelijk: Sequence[LandelijkCijfer],
) -> Inhoud:
    nu = datetime.now(UTC).replace(tzinfo=None)
    tellingen, onderdrukt = beschermd.tellingen, beschermd.bewijs.onderdrukt
    return Inhoud(
        publicatie_id=name_of(nu, nummer),
        gepubliceerd_op=nu,
        vingerafdruk=vingerafdruk,
        voorbeeld=any(h.voorbeeld for h in tellingen.herkomst.values()),
        bewijs=_evidence(beschermd),
        gebieden=gebied_rows(gebieden),
        bronnen=bron_rows(published.bronnen()) + national_bron_rows({c.bron for c in landelijk}),
        cijfers=list(cijfer_rows(tellingen, onderdrukt)),
        verslagcijfers=verslag_rows(published.alle_cijfers()),
        landelijk=national_rows(landelijk),
        tafels=tafel_rows(beschermd.stappen),
    )


def _evidence(beschermd: _Beschermd) -> dict[str, Any]:
    """What readers may know about the protection: numbers about cells, no cell by name.

    Never how many were unsafe in themselves. Anyone can count what is hidden; in a small set, where nothing else is
    hidden, it would be known of each hidden cell that it is small. Nor how many programs choosing took: that hangs on
    what is hidden, and would confirm a guess of it.
    """
    bewijs = beschermd.bewijs
    return {
        "afscherming": {
            "cellen": sum(t.zichtbaar for t in beschermd.tellingen.cellen.values()),
            "onderdrukt": len(bewijs.onderdrukt),
        },
        "werelden": {"aantal": bewijs.werelden},
        "vervallen_tabellen": len({(c.gebied, c.schooljaar, c.indicator) for c, _ in bewijs.grover}),
        "controle": vreemde.summary(beschermd.aanval),
    }


def _write_down(verbinding: Connection, inhoud: Inhoud, beschermd: _Beschermd) -> None:
    cellen: dict[CelSleutel, VorigeCel] = {}
    for cel, telling in beschermd.tellingen.cellen.items():
        if telling.zichtbaar and cel not in beschermd.bewijs.onderdrukt:
            cellen[cel] = VorigeCel("gepubliceerd", telling.waarde, telling.waarde, telling.waarde)
        elif telling.zichtbaar:
            laag, hoog = beschermd.aanval.intervallen.get(cel, (None, inf))
            cellen[cel] = VorigeCel("onderdrukt", telling.waarde, laag, int(hoog) if hoog < inf else None)
    kind = logboek.kind_of(beschermd.tellingen)
    logboek.write_down(verbinding, inhoud.publicatie_id, inhoud.gepubliceerd_op, kind, cellen, beschermd.stappen)
    write_worlds(verbinding, inhoud.publicatie_id, beschermd.bewijs)
    write_edits(verbinding, inhoud.publicatie_id, beschermd.bewijs)
    write_edition(verbinding, inhoud.publicatie_id)
    verbinding.commit()


def _key(rij: Mapping[str, Any]) -> CelSleutel:
    return CelSleutel(*(rij[naam] for naam in CelSleutel._fields))
