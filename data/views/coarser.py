"""What is said of a counted table that is not told for one schooljaar here: where it is told instead, or from when.

A table may be told summed over a venster of three schooljaren, or only for the region, or not at all
(`data.cells.tableplan`). Whoever asks for it gets the figure of the venster, or the way to where it is; never
"unknown".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.cells.cells import TOTAAL, CelSleutel
from data.cells.tableplan import Niveau, Tafel, ladder
from data.cells.tafels import Vindplaats
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, WERKPROCESSEN, Indicator
from data.views.parts import SOORTEN_VERZUIM
from data.views.themes import THEMAPAGINAS, Grafiekplan


@dataclass(frozen=True, slots=True, kw_only=True)
class Grover:
    """A table that its gebied does not tell for the one schooljaar asked.

    stap: the one of the gebied, `venster` or `niet`. plek: where the schooljaar is told, in a venster or for the
    region; None when nowhere. anders: another periode in which it is told, here or else for the region, when the
    schooljaar itself is not told here. volgt_na: the last schooljaar of a venster that is not whole yet; empty when
    there is none to wait for. binnen: only the cases of this soort werkproces, else empty. is_chosen: this publication
    tells it coarser, because too much would be hidden; False when no publication tells it here.
    """

    indicator: Indicator
    uitsplitsing: str
    gebied: str
    jaar: str
    stap: Stap
    plek: Vindplaats | None
    anders: Vindplaats | None = None
    volgt_na: str = ""
    binnen: str = ""
    is_chosen: bool = True

    @property
    def is_here(self) -> bool:
        """Whether the gebied itself tells it, in the venster that the schooljaar is in."""
        return self.plek is not None and self.plek.gebied == self.gebied


def coarser(beeld: Beeld, ind: Indicator, uitsplitsing: str, gebied: str, jaar: str) -> Grover | None:
    """How a table is told that is not told per schooljaar here; None for one that is, or where nothing was counted.

    uitsplitsing: `totaal` for the whole of an indicator.
    """
    regio = beeld.regio_van(beeld.gebieden[gebied]).code
    geteld = beeld.schooljaren_geteld(gebied)
    if ind.herkomst != "werkprocessen" or regio not in beeld.tafels.per_regio() or not geteld:
        return None
    hier, in_regio = (beeld.stap(ind.key, uitsplitsing, WERKPROCESSEN, code) for code in (gebied, regio))
    if hier in ("jaar", "gevouwen"):
        return None
    tafel = CelSleutel(ind.key, WERKPROCESSEN, gebied, jaar, uitsplitsing)
    niveau: Niveau = "regio" if gebied == regio else "gemeente"
    gevonden = Grover(
        indicator=ind,
        uitsplitsing=uitsplitsing,
        gebied=gebied,
        jaar=jaar,
        stap=hier,
        plek=beeld.vindplaats(tafel),
        is_chosen=bool(ladder(Tafel(ind.key, uitsplitsing, WERKPROCESSEN, niveau))),
    )
    if gevonden.is_here or (gevonden.plek and hier == "niet"):
        return gevonden
    bron, stap = (gebied, hier) if hier == "venster" else (regio, in_regio)
    volgt_na = _follows_after(beeld.schooljaren_geteld(bron), jaar) if stap == "venster" else ""
    return replace(gevonden, anders=_latest(beeld, tafel._replace(gebied=bron), stap), volgt_na=volgt_na)


def _latest(beeld: Beeld, tafel: CelSleutel, stap: Stap) -> Vindplaats | None:
    """The last periode for which a gebied tells the table in this step."""
    perioden = [p for p in beeld.perioden(tafel) if schooljaar.is_venster(p) == (stap == "venster")]
    return Vindplaats(tafel.gebied, perioden[-1], stap) if perioden and stap != "niet" else None


def _follows_after(geteld: tuple[str, ...], jaar: str) -> str:
    """The last schooljaar of the venster of `jaar`, when it is still to come and none before it is missing."""
    jaren = schooljaar.jaren_van(schooljaar.venster_van(jaar))
    tot_nu = [j for j in jaren if geteld and j <= geteld[-1]]
    return jaren[-1] if jaren[-1] not in tot_nu and set(tot_nu) <= set(geteld) else ""


def window_figures(beeld: Beeld, grover: Grover, soort: str = "") -> tuple[Cijfer, ...]:
    """The figure of the whole over the venster that the schooljaar is in; empty where that is not told here.

    soort: only from this kind of source.
    """
    if grover.plek is None or not grover.is_here:
        return ()
    return tuple(
        c for c in beeld.vensters(grover.indicator, grover.gebied, soort) if c.sleutel.schooljaar == grover.plek.periode
    )


def nearest_window(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, soort: str = "") -> Cijfer | None:
    """The figure over the venster with this schooljaar, else over the last that is told here; None without any.

    soort: only from this kind of source.
    """
    vensters = beeld.vensters(ind, gebied, soort)
    met_jaar = (cijfer for cijfer in vensters if jaar in schooljaar.jaren_van(cijfer.sleutel.schooljaar))
    return next(met_jaar, None) or next(reversed(vensters), None)


# --- charts ------------------------------------------------------------------------------------------------------


def coarser_chart(beeld: Beeld, plan: Grafiekplan, gebied: str, jaar: str) -> Grover | None:
    """Find how a chart of a theme is told that is not told per schooljaar here; None where it is."""
    ind, uitsplitsing = plan.indicator, plan.uitsplitsing
    if uitsplitsing == SOORTEN_VERZUIM:
        ind, uitsplitsing = INDICATOREN["relatief_verzuim"], "subsoort"
    if uitsplitsing not in (TOTAAL, *ind.uitsplitsingen, *ind.regio_uitsplitsingen):
        return None
    grover = coarser(beeld, ind, uitsplitsing, gebied, jaar)
    return replace(grover, binnen=plan.binnen) if grover else None


def chapter_of(ind: Indicator, uitsplitsing: str, binnen: str = "") -> tuple[str, str]:
    """The keys of the theme page and of its chapter in which a table has its chart.

    LookupError when no theme shows it: each table that can be told coarser must have a place to point at.
    """
    for thema, pagina in THEMAPAGINAS.items():
        for hoofdstuk in pagina.hoofdstukken:
            if any((p.indicator, p.uitsplitsing, p.binnen) == (ind, uitsplitsing, binnen) for p in hoofdstuk.grafieken):
                return thema, hoofdstuk.sleutel
    raise LookupError(f"Geen themapagina toont {ind.key} naar {uitsplitsing}.")
