"""What the example lets published figures stand for that no indicator of ours counts in the same way.

A report that counts meldingen, or adds verzuim 18+ to relatief verzuim, cannot be reconciled with werkprocessen, and
`afstemmen` does not try. Yet an example in which those meldingen are werkprocessen looks more like the region than one
that makes up another number. So the generator, and nothing else, takes the figures below as a guide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from data.cells import tableplan
from data.referentie.gebieden import Gebieden
from data.registry.indicators import JONGEREN, MELDINGEN, WERKPROCESSEN
from data.reports.published_figures import Publicatiecijfer, Telwijze
from etl.afstemming.question import Vraag, counted_by, gemeenten_in

_PO, _VO, _MBO = frozenset({"po", "sbo", "so"}), frozenset({"vo", "vso", "pro"}), frozenset({"mbo"})
_NIETS: frozenset[str] = frozenset()


class Verslagtabel(NamedTuple):
    """A published table: figures with the same indicator, teleenheid and uitsplitsing."""

    indicator: str
    teleenheid: str
    uitsplitsing: str = "totaal"


class Betekenis(NamedTuple):
    """What its categories stand for: moment, soorten, subsoorten, afhandelingen and onderwijssoorten."""

    moment: str
    soorten: tuple[str, ...]
    subsoorten: tuple[str, ...] = ()
    afhandelingen: tuple[str, ...] = ()
    onderwijssoorten: frozenset[str] = _NIETS


_RELATIEF = Betekenis("start", ("relatief_verzuim",))
_18PLUS = Betekenis("start", ("verzuim_18plus",))

# Categories with one meaning are added up: the source splits what the delivery does not tell apart.
GELIJKSTELLINGEN: Mapping[Verslagtabel, Mapping[str, Betekenis]] = {
    Verslagtabel("verzuimmeldingen", MELDINGEN): {"totaal": _RELATIEF},
    Verslagtabel("verzuimmeldingen", JONGEREN): {"totaal": _RELATIEF},
    Verslagtabel("verzuimmeldingen", MELDINGEN, "soort_verzuim"): {
        "16_uur_onder_18": _RELATIEF._replace(subsoorten=("16_uur", "langdurig")),
        "overig": _RELATIEF._replace(subsoorten=("overig",)),
        "luxe": _RELATIEF._replace(subsoorten=("luxe",)),
        "16_uur_18plus": _18PLUS,
        "4_weken_18plus": _18PLUS,
    },
    Verslagtabel("verzuimmeldingen", MELDINGEN, "onderwijssoort_groep"): {
        "po_so": _RELATIEF._replace(onderwijssoorten=_PO),
        "vo_vso": _RELATIEF._replace(onderwijssoorten=_VO),
        "mbo": _RELATIEF._replace(onderwijssoorten=_MBO),
    },
    Verslagtabel("verzuimmeldingen_18plus", MELDINGEN): {"totaal": _18PLUS},
    Verslagtabel("verzuimmeldingen_18plus", MELDINGEN, "onderwijssoort_groep"): {
        "vo_vso": _18PLUS._replace(onderwijssoorten=_VO),
        "mbo": _18PLUS._replace(onderwijssoorten=_MBO),
    },
    Verslagtabel("relatief_verzuim_met_18plus", JONGEREN): {
        "totaal": Betekenis("start", ("relatief_verzuim", "verzuim_18plus")),
    },
    Verslagtabel("verzuim_met_18plus", JONGEREN): {
        "totaal": Betekenis("start", ("absoluut_verzuim", "relatief_verzuim", "verzuim_18plus")),
    },
    Verslagtabel("absoluut_verzuim_onderzocht", MELDINGEN): {"totaal": Betekenis("start", ("absoluut_verzuim",))},
    Verslagtabel("preventie_incidenten", MELDINGEN): {"totaal": Betekenis("start", ("preventie",))},
    Verslagtabel("verlof_toegekend", WERKPROCESSEN): {"totaal": Betekenis("eind", ("verlof",), (), ("toegekend",))},
    Verslagtabel("uitvallers_eigen_administratie", JONGEREN): {"totaal": Betekenis("start", ("vsv",))},
    Verslagtabel("afgehandeld", MELDINGEN, "soort_afhandeling"): {
        f"{atoom.soort}:{atoom.afhandeling}": Betekenis("eind", (atoom.soort,), (), (atoom.afhandeling,))
        for atoom in tableplan.atomen()
        if atoom.afhandeling
    },
}


def equated_questions(cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden) -> Iterator[tuple[Vraag, int]]:
    """Yield each question the example answers with a figure that is taken for something near it, and that figure.

    Of a breakdown that is complete by onderwijssoort the whole counts too: then nobody's onderwijssoort is unknown.
    """
    sommen: dict[tuple[str, str, Verslagtabel, Betekenis], int] = defaultdict(int)
    for cijfer in cijfers:
        tabel = _table_of(cijfer)
        betekenis = GELIJKSTELLINGEN.get(tabel, {}).get(cijfer.sleutel.categorie) if tabel and cijfer.sleutel else None
        if tabel and betekenis and cijfer.waarde is not None:
            plek = (cijfer.gebied, cijfer.schooljaar, tabel)
            sommen[*plek, betekenis] += int(cijfer.waarde)
            if cijfer.volledig == "ja" and betekenis.onderwijssoorten:
                sommen[*plek, betekenis._replace(onderwijssoorten=_NIETS)] += int(cijfer.waarde)
    for (gebied, jaar, tabel, betekenis), som in sommen.items():
        if gemeenten := gemeenten_in(gebied, gebieden):
            yield _question(gemeenten, jaar, tabel, betekenis), som


def _table_of(cijfer: Publicatiecijfer) -> Verslagtabel | None:
    """The table of a figure that is a count, has no question of its own and may be used."""
    sleutel = cijfer.sleutel
    if not sleutel or cijfer.afstembaar or not cijfer.voorkeur or not cijfer.toonbaar or cijfer.is_percentage:
        return None
    return Verslagtabel(sleutel.indicator, sleutel.teleenheid, sleutel.uitsplitsing)


def _question(gemeenten: tuple[str, ...], jaar: str, tabel: Verslagtabel, betekenis: Betekenis) -> Vraag:
    soorten, subsoorten, afhandelingen = (frozenset(codes) for codes in betekenis[1:4])
    moment, atomen = counted_by(Telwijze(betekenis.moment, soorten, subsoorten, afhandelingen))
    return Vraag(gemeenten, jaar, moment, atomen, betekenis.onderwijssoorten, tabel.teleenheid == JONGEREN)
