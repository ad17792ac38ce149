"""What to hide, and the worlds that prove that it is enough: region by region, then judged by counting.

What is unsafe is hidden (`onveilig`), each region makes its choice and finds its worlds (`streek`), the worlds are made
into rows (`realise`), and the product's own counting says whether they agree with all that is shown (`recount`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data import schooljaar
from data.cells import CelSleutel, VorigeCel
from data.gebieden import LAND, Gebieden
from data.indicators import INDICATOREN, WERKPROCESSEN
from data.tableplan import Niveau, Vorm
from etl.tellen import STANDEN, Tellingen, published_plan
from etl.werelden.groepen import Groep, count_groups
from etl.werelden.model import Blok, build_blocks
from etl.werelden.onveilig import Onveilig, Verschil, find_unsafe, pair
from etl.werelden.program import ONEINDIG
from etl.werelden.realise import Wereld, realise
from etl.werelden.recount import add_up, judge, narrow_columns, number, pairs, recount
from etl.werelden.streek import Cellen, NietTeBewijzen, Streek, add_differences, begin_from, begin_region, prove_region
from etl.werelden.voorraad import Bewerking, Voorraad, keep
from etl.werelden.zaken import Zaken, read_zaken


@dataclass(frozen=True, kw_only=True)
class Bewijs:
    """What must be hidden, and the worlds that prove that it is enough, as `recount.pairs` gives them.

    onveilig: hidden for its own sake. vast: the hidden cells that move in no world, because everyone knows them
    already. groepen, verschillen: small groups that move too. grover: (cell of a table that was hidden whole,
    why). bewerkingen: the edits that make the worlds, as a `Voorraad` keeps them.
    """

    onderdrukt: frozenset[CelSleutel]
    onveilig: frozenset[CelSleutel]
    vast: frozenset[CelSleutel]
    paren: pd.DataFrame | None
    groepen: tuple[Groep, ...]
    verschillen: tuple[Verschil, ...]
    werelden: int
    programmas: int
    bewerkingen: Mapping[str, Mapping[int, Bewerking]]
    grover: tuple[tuple[CelSleutel, str], ...] = ()


def prove(  # noqa: PLR0913, each is a separate thing the caller may know
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    *,
    kennis: Collection[CelSleutel] = (),
    vorige: Mapping[CelSleutel, VorigeCel] | None = None,
    voorraad: Voorraad | None = None,
    voortgang: Callable[[int, int], None] = lambda _gedaan, _totaal: None,
    melden: Callable[[str], None] = lambda _: None,
) -> Bewijs:
    """Choose what to hide of the visible cells, and find the worlds that prove it.

    kennis: cells that everyone knows exactly; they need no world. vorige: what was told before: what was hidden stays
    so, what was shown and only grew is known not to be less. voorraad: edits to begin with. Raises NietTeBewijzen.
    """
    onveilig = find_unsafe(tellingen)
    eerder = {c: v for c, v in (vorige or {}).items() if c in tellingen.cellen and tellingen.cellen[c].zichtbaar}
    weg = _with_wholes(tellingen, onveilig.cellen | {c for c, v in eerder.items() if v.status == "onderdrukt"})
    cellen = _number(tellingen, eerder)
    zaken = read_zaken(verbinding, tellingen)
    laatste = _last_days(tellingen)
    dekking = [(g, jaar) for soort, g, jaar in tellingen.herkomst if soort == WERKPROCESSEN and g in laatste]
    naar = (laatste, dekking, cellen.index, _halves(tellingen, kennis))
    blokken = build_blocks(verbinding, gebieden, zaken, *naar) if len(zaken.rijen) else []
    streken = _regions(blokken, cellen, weg, kennis)
    for nummer, streek in enumerate(streken):
        voortgang(nummer, len(streken))
        _prove_region(streek, cellen, onveilig, voorraad, melden)
    weg_nu = _hidden(streken, cellen)
    beweegt = weg_nu - _hidden(streken, cellen, bekend=True)
    werelden = _realise(zaken, streken, laatste)
    paren = _agreeing(verbinding, gebieden, pairs(zaken, werelden), cellen, beweegt, streken) if werelden else None
    return Bewijs(
        onderdrukt=weg | weg_nu,
        onveilig=weg,
        vast=(weg | weg_nu) - beweegt,
        paren=paren,
        groepen=tuple(g for s in streken for g in s.groepen),
        verschillen=tuple(v for s in streken for v in s.verschillen),
        werelden=paren.nummer.nunique() if paren is not None else 0,
        programmas=sum(s.vondst.programmas for s in streken),
        grover=tuple(g for s in streken for g in s.grover),
        bewerkingen={m: w for s in streken for m, w in keep(s.blokken, s.vondst).items()},
    )


def _regions(
    blokken: Sequence[Blok], cellen: Cellen, weg: Collection[CelSleutel], kennis: Collection[CelSleutel]
) -> list[Streek]:
    """Begin each region. What no possible case is counted in, and what reports told, is known: it never moves."""
    ooit = np.concatenate([[-1], *(b.cel for b in blokken)])
    vast = ~np.isin(np.arange(len(cellen.sleutels)), ooit) | cellen.mask(kennis)
    regios = sorted({b.regio for b in blokken})
    return [
        begin_region(regio, [b for b in blokken if b.regio == regio], cellen, weg, vast, kennis) for regio in regios
    ]


def _prove_region(
    streek: Streek, cellen: Cellen, onveilig: Onveilig, voorraad: Voorraad | None, melden: Callable[[str], None]
) -> None:
    if voorraad:
        begin_from(streek, cellen, voorraad)
    add_differences(streek, cellen, onveilig.hele, onveilig.verschillen)
    prove_region(streek, cellen, melden)


def _hidden(streken: Sequence[Streek], cellen: Cellen, *, bekend: bool = False) -> frozenset[CelSleutel]:
    """What regions hide; or only what reports hold of that by themselves."""
    return frozenset(
        cellen.sleutels[i]
        for s in streken
        for i in np.flatnonzero(s.verborgen & s.bekend if bekend else s.verborgen).tolist()
        if i < len(cellen.sleutels)
    )


def _halves(tellingen: Tellingen, kennis: Collection[CelSleutel]) -> set[tuple[str, str]]:
    """The stammen (gemeente, soort) of facts of which reports told one of the two counts."""
    inhoud = {(niveau, vorm): i for niveau, vorm, i in published_plan()}
    half: set[tuple[str, str]] = set()
    for c in kennis:
        if c.indicator in INDICATOREN and INDICATOREN[c.indicator].herkomst == WERKPROCESSEN and pair(c) not in kennis:
            niveau: Niveau = "gemeente" if c.gebied in tellingen.regio_van else "regio"
            soorten = {a.soort for a in inhoud[niveau, Vorm(c.indicator, c.uitsplitsing, c.categorie)].atomen}
            gemeenten = [g for g, r in tellingen.regio_van.items() if c.gebied in {g, r, LAND}]
            half |= set(product(gemeenten, soorten))
    return half


def _with_wholes(tellingen: Tellingen, weg: frozenset[CelSleutel]) -> frozenset[CelSleutel]:
    """Add the wholes of hidden population counts: without them nothing adds up to the part that is hidden."""
    ook: set[CelSleutel] = set()
    for cel in weg:
        if cel.indicator in STANDEN:
            geheel = {g for g, delen in tellingen.delen_van.items() if cel.gebied in delen}
            geheel |= {g for g, delen in tellingen.delen_van.items() if geheel & set(delen)}
            ook |= {c for g in geheel if (c := cel._replace(gebied=g)) in tellingen.cellen}
    return weg | ook


def _number(tellingen: Tellingen, eerder: Mapping[CelSleutel, VorigeCel]) -> Cellen:
    sleutels, index = number([c for c, t in tellingen.cellen.items() if t.zichtbaar], tellingen.regio_van)
    geteld = [tellingen.cellen[c] for c in sleutels]
    waarde = np.array([t.waarde for t in geteld], dtype=np.int64)
    laatste = max(tellingen.regio_van.values(), default="")
    toen = [eerder.get(c) for c in sleutels]
    return Cellen(
        sleutels=sleutels,
        index=index,
        nummer={c: i for i, c in enumerate(sleutels)},
        waarde=waarde,
        jaar=np.array([schooljaar.beginjaar(c.schooljaar) for c in sleutels], dtype=np.int64),
        prijs=np.array([t.gewicht for t in geteld]) * (1 + np.log2(1 + waarde) / 4),
        bodem=np.array(
            [
                float(v.waarde - n)
                if v and v.status == "gepubliceerd" and v.waarde is not None and v.waarde <= n
                else -ONEINDIG
                for v, n in zip(toen, waarde.tolist(), strict=True)
            ]
        ),
        zaken=np.array([c.teleenheid == WERKPROCESSEN for c in sleutels], dtype=np.bool_),
        regio=np.array(
            [laatste if c.gebied == LAND else tellingen.regio_van.get(c.gebied, c.gebied) for c in sleutels]
        ),
    )


def _last_days(tellingen: Tellingen) -> dict[str, pd.Timestamp]:
    """Per gemeente the last day on which a case can end: the peildatum of what speaks for its last schooljaar."""
    dagen: dict[str, pd.Timestamp] = {}
    for (soort, gebied, _), herkomst in sorted(tellingen.herkomst.items(), key=lambda paar: paar[0][2]):
        if soort == WERKPROCESSEN and gebied in tellingen.regio_van:
            dagen[gebied] = pd.Timestamp(herkomst.peildatum)
    return dagen


def _agreeing(
    verbinding: Connection,
    gebieden: Gebieden,
    paren: pd.DataFrame,
    cellen: Cellen,
    beweegt: Collection[CelSleutel],
    streken: Sequence[Streek],
) -> pd.DataFrame:
    """The worlds of which the counting makes what is shown. Raises NietTeBewijzen when they leave something narrow."""
    verschil = recount(verbinding, gebieden, paren, cellen.index)
    oordeel = judge(verschil, cellen.sleutels, _hidden(streken, cellen))
    nauw = set(oordeel.narrow(beweegt))
    for streek in streken:
        sommen = add_up(verschil, cellen.sleutels, streek.verschillen)
        nauw |= {c for n in narrow_columns(sommen, oordeel.klopt).tolist() for c, _ in streek.verschillen[n]}
        rijen = sorted(streek.uit)[len(streek.verschillen) :]
        for n in narrow_columns(count_groups(paren, streek.groepen), oordeel.klopt).tolist():
            nauw |= streek.stuck(cellen.sleutels, np.array([rijen[n]]))
    if nauw:
        raise NietTeBewijzen(
            f"Van {len(nauw)} cijfers is niet bewezen dat wat ze verbergen onzeker genoeg is.", frozenset(nauw)
        )
    return paren[np.array(oordeel.klopt)[paren.nummer]].reset_index(drop=True)


def _realise(zaken: Zaken, streken: Sequence[Streek], laatste: Mapping[str, pd.Timestamp]) -> list[Wereld]:
    """World n moves in every region what was found there for its n-th world: blocks hang together in nothing shown."""
    werelden: list[Wereld] = []
    for streek in streken:
        for n, per_blok in enumerate(streek.vondst.bewerkingen):
            while len(werelden) <= n:
                werelden.append(Wereld())
            for nummer, x in sorted(per_blok.items()):
                realise(zaken, streek.blokken[nummer], x, laatste, werelden[n])
    return werelden
