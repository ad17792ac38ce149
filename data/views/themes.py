"""Which charts belong to a theme: declared once, shown on the theme page and, where it pays, on the gemeente page.

A chart is an indicator over the years (no uitsplitsing), in its parts in one schooljaar, or those parts over the years.
What the registry counts and no chart is declared of, stands in the last chapter of the page that its thema belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from data.cells.cells import TOTAAL
from data.registry.indicators import INDICATOREN, Indicator, Thema
from data.views.parts import SOORTEN_VERZUIM, STAPPEN

Vorm = Literal["jaren", "delen", "delen_per_jaar"]


@dataclass(frozen=True, slots=True)
class Grafiekplan:
    """One chart. binnen: only the cases of this soort werkproces. kern: also on the gemeente page.

    stroom: drawn as a flow to how the cases ended.
    """

    indicator: Indicator
    vorm: Vorm
    uitsplitsing: str = TOTAAL
    binnen: str = ""
    kern: bool = False
    stroom: bool = False


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """Charts under one heading. sleutel names it on the page."""

    sleutel: str
    titel: str
    grafieken: tuple[Grafiekplan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Themapagina:
    """A theme page.

    in_zin: its title within a sentence. vraag: what it answers, in a sentence; tegels: the figures that come first.
    themas: those of the registry whose indicators come here when no chart is declared of them.
    """

    titel: str
    in_zin: str
    vraag: str
    tegels: tuple[Indicator, ...]
    themas: tuple[Thema, ...]
    hoofdstukken: tuple[Hoofdstuk, ...]

    def plans(self) -> Iterator[Grafiekplan]:
        """Every chart of the page, in reading order."""
        return (plan for hoofdstuk in self.hoofdstukken for plan in hoofdstuk.grafieken)


def _years(*sleutels: str) -> tuple[Grafiekplan, ...]:
    return tuple(Grafiekplan(INDICATOREN[sleutel], "jaren") for sleutel in sleutels)


def _parts(sleutel: str, *uitsplitsingen: str, kern: bool = False) -> tuple[Grafiekplan, ...]:
    return tuple(Grafiekplan(INDICATOREN[sleutel], "delen", u, kern=kern) for u in uitsplitsingen)


def _parts_per_year(sleutel: str, uitsplitsing: str) -> tuple[Grafiekplan, ...]:
    ind = INDICATOREN[sleutel]
    return (Grafiekplan(ind, "delen", uitsplitsing, kern=True), Grafiekplan(ind, "delen_per_jaar", uitsplitsing))


def _endings(*soorten: str) -> tuple[Grafiekplan, ...]:
    return tuple(Grafiekplan(INDICATOREN["afgehandeld"], "delen", "soort_afhandeling", soort) for soort in soorten)


def _flow(soort: str) -> tuple[Grafiekplan, ...]:
    return tuple(replace(plan, stroom=True) for plan in _endings(soort))


# Breakdowns that tell whom the cases are about, and when they began.
WIE = ("onderwijssoort", "leeftijdsgroep", "maand")

_VERZUIM = Themapagina(
    titel="Verzuim",
    in_zin="verzuim",
    vraag="Hoeveel jongeren zijn niet op school, wat voor verzuim is dat en wat deed leerplicht?",
    tegels=tuple(INDICATOREN[s] for s in ("schoolgaand", "absoluut_verzuim", "relatief_verzuim", "processen_verbaal")),
    themas=("jongeren", "verzuim", "afhandeling", "overig"),
    hoofdstukken=(
        Hoofdstuk(
            "soorten",
            "Soorten verzuim",
            (
                *_parts("verzuim_totaal", SOORTEN_VERZUIM, kern=True),
                *_years("verzuim_totaal", "relatief_verzuim"),
                *_parts_per_year("relatief_verzuim", "subsoort"),
                *_years("verzuimmeldingen"),
                *_parts_per_year("verzuimmeldingen", "soort_verzuim"),
                *_years("gemelde_leerlingen", "relatief_verzuim_met_18plus", "verzuim_met_18plus"),
                *_years("verzuimpercentage_met_18plus"),
            ),
        ),
        Hoofdstuk(
            "absoluut",
            "Niet ingeschreven op een school",
            (
                *_years("schoolgaand", "absoluut_verzuim"),
                *_parts("absoluut_verzuim", STAPPEN, kern=True),
                *_years("absoluut_verzuim_administratief", "absoluut_verzuim_onderzocht"),
                *_endings("absoluut_verzuim"),
            ),
        ),
        Hoofdstuk(
            "afloop",
            "Hoe zaken afliepen",
            (
                *_flow("relatief_verzuim"),
                *_years("werkprocessen", "afgehandeld"),
                *_parts("afgehandeld", "afhandelingsgroep", kern=True),
                *_parts("afgehandeld", "soort"),
            ),
        ),
        Hoofdstuk(
            "straf",
            "Processen-verbaal en Halt",
            (
                *_years("processen_verbaal"),
                *_parts_per_year("processen_verbaal", "soort_verzuim"),
                *_years("halt", "beschermingstafel"),
            ),
        ),
        Hoofdstuk(
            "wie",
            "Naar onderwijssoort, leeftijd en maand",
            (
                *_parts("relatief_verzuim", *WIE),
                *_parts("absoluut_verzuim", *WIE),
                *_parts("verzuimmeldingen", "onderwijssoort_groep", kern=True),
                *_parts("gemelde_leerlingen", "leeftijd", kern=True),
                *_parts("werkprocessen", "onderwijssoort", "leeftijdsgroep", kern=True),
                *_parts("werkprocessen", "maand"),
            ),
        ),
        Hoofdstuk(
            "preventie",
            "Preventie, verlof en thuiszitters",
            (
                *_years("preventie", "preventie_incidenten"),
                *_endings("preventie"),
                *_parts("preventie", *WIE),
                *_years("verlof"),
                *_parts_per_year("verlof", "soort_verlof"),
                *_years("verlof_toegekend"),
                *_parts_per_year("verlof_toegekend", "soort_verlof"),
                *_endings("verlof"),
                *_parts("verlof", *WIE),
                *_years("thuiszitters", "mdo_besproken"),
            ),
        ),
        Hoofdstuk(
            "jongeren",
            "Om hoeveel jongeren gaat het?",
            _years("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen", "leer_en_kwalificatieplichtigen"),
        ),
    ),
)

_VRIJSTELLINGEN = Themapagina(
    titel="Vrijstellingen",
    in_zin="vrijstellingen",
    vraag="Hoeveel jongeren hoeven niet naar school, en om welke reden in de wet?",
    tegels=tuple(INDICATOREN[s] for s in ("vrijstellingen_verleend", "vrijstellingen_lopend")),
    themas=("vrijstellingen",),
    hoofdstukken=(
        Hoofdstuk(
            "verleend",
            "Verleend in het schooljaar",
            (
                *_parts("vrijstellingen_verleend", "artikel", kern=True),
                *_years("vrijstellingen_verleend"),
                *_parts_per_year("vrijstellingen_verleend", "artikel")[1:],
                *_parts_per_year("vrijstellingen_verslag", "artikel"),
            ),
        ),
        Hoofdstuk(
            "lopend",
            "Lopend aan het eind van het schooljaar",
            (
                *_parts("vrijstellingen_lopend", "artikel", kern=True),
                *_years("vrijstellingen_lopend"),
                *_parts_per_year("vrijstellingen_lopend", "artikel")[1:],
            ),
        ),
        Hoofdstuk(
            "aanvragen",
            "Zaken over een vrijstelling",
            (
                *_years("vrijstelling_aanvragen"),
                *_endings("vrijstelling"),
                *_parts("vrijstelling_aanvragen", *WIE),
            ),
        ),
    ),
)

_DOORSTROOMPUNT = Themapagina(
    titel="Doorstroompunt",
    in_zin="het doorstroompunt",
    vraag="Hoeveel jongeren stoppen met school zonder diploma, en hoe gaat het daarna met hen?",
    tegels=tuple(INDICATOREN[s] for s in ("nieuwe_vsv", "vsv_percentage", "verzuim_18plus", "vsv")),
    themas=("doorstroompunt",),
    hoofdstukken=(
        Hoofdstuk(
            "vsv",
            "Voortijdig schoolverlaten (vsv)",
            (
                *_years("vsv_percentage", "nieuwe_vsv"),
                *_parts("nieuwe_vsv", "leeftijd_vsv", "geslacht", kern=True),
                *_parts("vsv_na_1_jaar", "uitkomst_na_1_jaar", kern=True),
                *_years("startpopulatie_vsv", "uitvallers_eigen_administratie", "vsv"),
                *_parts("vsv", *WIE),
            ),
        ),
        Hoofdstuk("afloop-vsv", "Van melding naar uitkomst", _flow("vsv")),
        Hoofdstuk(
            "verzuim-18plus",
            "Verzuim van jongeren van 18 jaar en ouder",
            (
                *_years("verzuim_18plus", "verzuimmeldingen_18plus"),
                *_parts("verzuimmeldingen_18plus", "onderwijssoort_groep", kern=True),
                *_endings("verzuim_18plus"),
                *_parts("verzuim_18plus", *WIE),
            ),
        ),
        Hoofdstuk(
            "kwetsbaar",
            "Jongeren die extra hulp krijgen",
            (
                *_years("jikp", "jib"),
                *_endings("jikp", "jib"),
                *_parts("jikp", *WIE),
                *_parts("jib", *WIE),
            ),
        ),
    ),
)

_DECLARED = {"verzuim": _VERZUIM, "vrijstellingen": _VRIJSTELLINGEN, "doorstroompunt": _DOORSTROOMPUNT}


def with_the_rest(paginas: Mapping[str, Themapagina], indicatoren: Iterable[Indicator]) -> Mapping[str, Themapagina]:
    """Give each page a last chapter with what no chart is declared of; a page without such a thing stays as it is.

    Of what is counted that is each table: one that is told coarser somewhere must have a place to point at. Of what
    only reports tell it is the whole, where no chart at all is declared: by what they divide it stands in no registry.
    """
    getoond = {(plan.indicator.key, plan.uitsplitsing) for pagina in paginas.values() for plan in pagina.plans()}
    in_beeld = {key for key, _ in getoond}
    rest: dict[Thema, list[Grafiekplan]] = {}
    for ind in indicatoren:
        if ind.herkomst == "verslagen" and ind.key in in_beeld:
            continue
        for uitsplitsing in (TOTAAL, *ind.uitsplitsingen, *ind.regio_uitsplitsingen):
            if (ind.key, uitsplitsing) not in getoond:
                vorm: Vorm = "jaren" if uitsplitsing == TOTAAL else "delen"
                rest.setdefault(ind.thema, []).append(Grafiekplan(ind, vorm, uitsplitsing))
    return {
        sleutel: replace(pagina, hoofdstukken=(*pagina.hoofdstukken, Hoofdstuk("meer", "Meer cijfers", tuple(plannen))))
        if (plannen := [plan for thema in pagina.themas for plan in rest.get(thema, ())])
        else pagina
        for sleutel, pagina in paginas.items()
    }


THEMAPAGINAS: Mapping[str, Themapagina] = MappingProxyType(with_the_rest(_DECLARED, INDICATOREN.values()))
