"""In which order gemeenten stand in a list: by value, name, size or change. An order tells nothing of who is hidden.

A change is the difference with the schooljaar before, in the measure that is shown, where the same kind of source tells
both and counted them alike. It is put in order, not tested: whoever shows it says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from data.publication.readmodel import Beeld
from data.referentie.trendbreuken import vergelijkbaar
from data.views.counts import count
from data.views.made_equal import are_mixed
from data.views.side_by_side import Naast, Plaats, Volgorde, size
from data.views.two_years import earlier

VOLGORDEN: tuple[Volgorde, ...] = get_args(Volgorde)


def arrange(beeld: Beeld, naast: Naast, volgorde: Volgorde) -> Naast:
    """The same comparison with its rows in another order; by value where there is nothing to put in that order."""
    rijen = sorted(naast.geordend, key=lambda rij: rij.gebied.naam.casefold())
    if volgorde == "naam":
        return replace(naast, volgorde="naam", op_rij=_codes(rijen))
    if volgorde == "grootte":
        groot = {rij.gebied.code: size(beeld, rij.gebied, naast.sleutel.schooljaar) or 0.0 for rij in rijen}
        gesorteerd = sorted(rijen, key=lambda rij: -groot[rij.gebied.code])
        return replace(naast, volgorde="grootte", op_rij=_codes(gesorteerd)) if any(groot.values()) else naast
    if volgorde == "verandering":
        return _by_change(beeld, naast, rijen)
    return naast


def _by_change(beeld: Beeld, naast: Naast, rijen: list[Plaats]) -> Naast:
    """From the largest rise to the largest fall; those that cannot be held against the year before come after."""
    gevonden = {rij.gebied.code: change(beeld, naast, rij) for rij in rijen}
    verschillen = {code: verschil for code, verschil in gevonden.items() if verschil is not None}
    if not verschillen:
        return naast
    met = sorted((rij for rij in rijen if rij.gebied.code in verschillen), key=lambda r: -verschillen[r.gebied.code])
    zonder = [rij for rij in rijen if rij.gebied.code not in verschillen]
    return replace(
        naast, volgorde="verandering", op_rij=_codes([*met, *zonder]), verschillen=tuple(verschillen.items())
    )


def change(beeld: Beeld, naast: Naast, rij: Plaats) -> float | None:
    """How much more it is than in the schooljaar before, in the measure shown; None where that cannot be said."""
    nu, jaar = rij.telling, naast.sleutel.schooljaar
    eerder = earlier(jaar, 1)
    if (
        rij.waarde is None
        or nu.getoond.voorlopig
        or vergelijkbaar(naast.sleutel.indicator, nu.gebied.code, eerder, jaar)
    ):
        return None
    toen = count(beeld, nu.cijfer.sleutel._replace(schooljaar=eerder), naast.soort, naast.noemer)
    # Of a range only the ends are known, and the difference of two ranges is no number.
    if not naast.indicator.is_percentage and not (nu.is_exact and toen.is_exact):
        return None
    waarde = None if are_mixed(beeld, [nu.cijfer, toen.cijfer]) else toen.value(naast.maat)
    return None if waarde is None else rij.waarde - waarde


def _codes(rijen: list[Plaats]) -> tuple[str, ...]:
    return tuple(rij.gebied.code for rij in rijen)
