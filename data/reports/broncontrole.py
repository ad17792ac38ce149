"""Contradictions in published figures, found by rule.

A finding says that two things in the reports cannot both be true (`tegenspraak`), or are hard to reconcile (`let_op`).
It does not say which is right: only who wrote them can. No rule knows a report, a gemeente or an indicator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from data.cells.cells import CelSleutel
from data.referentie.gebieden import LAND, Gebieden, gebieden
from data.registry.indicators import INDICATOREN, JONGEREN
from data.reports.dutch import enumerate_in_words, number, region_in_sentence
from data.reports.dutch import moment as dutch_moment
from data.reports.facts import Feit, Feiten, Waarde, fact, moment, printed, total
from data.reports.published_figures import Publicatiecijfer, Uitspraak

Regel = Literal["som", "percentage", "dubbel", "verschoven", "noemer", "richting", "personen"]
REGELS: dict[Regel, str] = {
    "som": "De delen tellen niet op tot het geheel",
    "percentage": "Een percentage volgt niet uit zijn aantallen",
    "dubbel": "Hetzelfde staat er met twee waarden",
    "verschoven": "Dezelfde getallen staan bij twee datums",
    "noemer": "Aantallen en percentages passen niet bij elkaar",
    "richting": "De tekst zegt iets anders dan de getallen",
    "personen": "Er zijn meer jongeren dan gevallen",
}

# "Gelijk gebleven" is taken as at most 5% more or less.
_GELIJK = Fraction(5, 100)
# A population of jongeren does not change by more than this in a few years.
_NOEMER = Fraction(10, 100)
# Smaller counts than this are the same in two years by mere chance.
_TOEVAL = 100


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding: the rule, a sentence in Dutch, and the numbers of the figures (and of the statement) concerned."""

    regel: Regel
    ernst: Literal["tegenspraak", "let_op"]
    gebied: str
    schooljaar: str
    tekst: str
    cijfers: tuple[int, ...]
    uitspraak: int | None = None


def check(
    cijfers: Iterable[Publicatiecijfer], uitspraken: Iterable[Uitspraak] = (), plaatsen: Gebieden | None = None
) -> tuple[Bevinding, ...]:
    """Return every contradiction among the figures, and between them and what is said of them, in a fixed order."""
    places = plaatsen or gebieden()
    feiten = Feiten(sorted(cijfers, key=lambda cijfer: cijfer.nummer), places)
    shifted = tuple(_verschoven(feiten, places))
    explained = {nummer for bevinding in shifted for nummer in bevinding.cijfers}
    doubled = (b for b in _dubbel(feiten, places) if not explained.issuperset(b.cijfers))
    found = [*shifted, *doubled]
    rules: tuple[Callable[[Feiten, Gebieden], Iterator[Bevinding]], ...] = (_som, _percentage, _noemer, _personen)
    found += [bevinding for rule in rules for bevinding in rule(feiten, places)]
    found += [bevinding for said in uitspraken for bevinding in _richting(said, feiten, places)]
    return tuple(sorted(found, key=lambda b: (list(REGELS).index(b.regel), b.cijfers)))


def _dubbel(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    for feit, figures in feiten.told().items():
        values = [printed(cijfer) for cijfer in figures]
        if all(one.meets(other) for one, other in combinations(values, 2)):
            continue
        years = {cijfer.schooljaar for cijfer in figures if cijfer.schooljaar}
        told = enumerate_in_words(dict.fromkeys(f"{show(cijfer)} ({cijfer.sectie})" for cijfer in figures))
        text = f"Voor {_name(figures)} {_waar(feit, places)} staan er verschillende getallen: {told}."
        # What holds until it is changed may have been changed in between.
        changed = not feit.moment and len(years) > 1
        yield _bevinding("dubbel", feit, text, figures, "let_op" if changed else "tegenspraak")


def _som(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    for feit in feiten.wholes():
        breakdowns = feiten.verdelingen(feit)
        complete = [v.som for v in breakdowns if v.volledig and not v.overlap]
        stated = [feiten.genoemd(feit), feiten.over_gemeenten(feit), _hundred(complete)]
        totals = [waarde for waarde in (*stated, *complete) if waarde]
        if not all(one.meets(other) for one, other in combinations(totals, 2)):
            yield _clash(feiten, feit, totals, places)
        for breakdown in breakdowns:
            loose = breakdown.overlap or not breakdown.volledig
            if loose and totals and breakdown.delen and _impossible(breakdown.delen, totals[0], breakdown.overlap):
                yield _clash(feiten, feit, [totals[0], breakdown.som], places)


def _impossible(parts: tuple[Waarde, ...], whole: Waarde, overlap: bool) -> bool:
    """Some parts cannot exceed the whole; parts that share persons lie, each, within it, and together cover it."""
    together = total(parts, "")
    if overlap:
        return max(part.laag for part in parts) > whole.hoog or together.hoog < whole.laag
    return together.laag > whole.hoog


def _hundred(complete: list[Waarde]) -> Waarde | None:
    """What shares of one whole add up to."""
    shares = any(cijfer.is_percentage for waarde in complete for cijfer in waarde.cijfers)
    return Waarde(Fraction(100), Fraction(100), (), "het geheel") if shares else None


def _clash(feiten: Feiten, feit: Feit, totals: list[Waarde], places: Gebieden) -> Bevinding:
    figures = [cijfer for waarde in totals for cijfer in waarde.cijfers]
    told = enumerate_in_words(f"{waarde.hoe} {_middle(waarde)}" for waarde in totals)
    naam = _name(feiten.told().get(feit) or figures)
    text = f"Voor {naam} {_waar(feit, places)} is het totaal niet overal gelijk: {told}."
    return _bevinding("som", feit, text, figures)


def _percentage(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    for cijfer in feiten.cijfers:
        teller, noemer = _counts(cijfer, feiten)
        if cijfer.berekening is None or cijfer.waarde is None or not teller or not noemer or not noemer.laag:
            continue
        low, high = 100 * teller.laag / noemer.hoog, 100 * teller.hoog / noemer.laag
        if cijfer.berekening.rest:
            low, high = 100 - high, 100 - low
        worked_out = Waarde(low, high, (cijfer, *teller.cijfers, *noemer.cijfers), "berekend")
        if not worked_out.meets(printed(cijfer)):
            right = number((low + high) / 2, max(1, cijfer.decimalen))
            text = (
                f"Voor {_wat(cijfer)} {_waar(fact(cijfer), places)} staat er {show(cijfer)}. "
                f"Uit de aantallen ({_middle(teller)} en {_middle(noemer)}) volgt {right}%."
            )
            yield _bevinding("percentage", fact(cijfer), text, worked_out.cijfers)


def _noemer(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    """A count and its percentage imply a population; of one gebied it cannot be very different from one to the next."""
    implied: dict[tuple[str, str], list[tuple[Publicatiecijfer, Waarde]]] = {}
    for cijfer in feiten.cijfers:
        teller, noemer = _counts(cijfer, feiten)
        if cijfer.berekening and cijfer.waarde and teller and not noemer and not cijfer.berekening.rest:
            share = printed(cijfer)
            low, high = 100 * teller.laag / share.hoog, 100 * teller.hoog / share.laag
            value = Waarde(low, high, (cijfer, *teller.cijfers))
            implied.setdefault((cijfer.gebied, cijfer.berekening.noemer), []).append((cijfer, value))
    for (gebied, naam), values in implied.items():
        if max(v.laag for _, v in values) <= min(v.hoog for _, v in values) * (1 + _NOEMER):
            continue
        told = enumerate_in_words(f"{_middle(v)} ({show(v.cijfers[1])} is {show(c)}, {moment(c)})" for c, v in values)
        wat = INDICATOREN[naam].titel if naam in INDICATOREN else naam.replace("_", " ")
        text = f"De aantallen en percentages {_waar(Feit(naam, gebied, ''), places)} horen niet bij hetzelfde aantal "
        figures = dict.fromkeys(figure for _, v in values for figure in v.cijfers)
        yield _bevinding("noemer", Feit(naam, gebied, ""), f"{text}‘{wat}’: {told}.", figures, "let_op")


def _counts(cijfer: Publicatiecijfer, feiten: Feiten) -> tuple[Waarde | None, Waarde | None]:
    """The two counts a percentage is said to be made of."""
    if cijfer.berekening is None:
        return None, None
    own = fact(cijfer)
    teller, noemer = cijfer.berekening.teller, cijfer.berekening.noemer
    return feiten.waarde(own._replace(naam=teller)), feiten.waarde(own._replace(naam=noemer))


def _verschoven(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    """Two or more counts of one gebied that come back, all the same, at another moment."""
    per_place: dict[str, dict[str, dict[str, list[Publicatiecijfer]]]] = {}
    for cijfer in feiten.cijfers:
        if cijfer.soort == "meting" and cijfer.waarde is not None and cijfer.waarde >= _TOEVAL:
            moments = per_place.setdefault(cijfer.gebied, {})
            moments.setdefault(cijfer.peildatum or cijfer.schooljaar, {}).setdefault(cijfer.feit, []).append(cijfer)
    for gebied, moments in per_place.items():
        for earlier, later in combinations(sorted(moments), 2):
            same = [
                (one, other)
                for naam in moments[earlier].keys() & moments[later].keys()
                for one in moments[earlier][naam]
                for other in moments[later][naam]
                if one.waarde == other.waarde
            ]
            if len({one.feit for one, _ in same}) > 1:
                figures = sorted({c.nummer: c for pair in same for c in pair}.values(), key=lambda c: c.nummer)
                told = enumerate_in_words(dict.fromkeys(show(cijfer) for cijfer in figures))
                when = f"{dutch_moment(earlier)} en bij {dutch_moment(later)}"
                text = f"In {_place(gebied, places)} staan dezelfde getallen ({told}) bij {when}."
                yield _bevinding("verschoven", Feit("", gebied, figures[0].schooljaar), text, figures)


def _richting(said: Uitspraak, feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    before, after = (
        [feiten.waarde(Feit(said.feit, code, jaar)) for code in said.gebieden] for jaar in (said.van, said.naar)
    )
    known = [[waarde for waarde in values if waarde] for values in (before, after)]
    if any(len(values) < len(said.gebieden) for values in known):
        return
    old, new = (total(values, "") for values in known)
    wrong = {
        "stijging": new.hoog <= old.laag,
        "daling": new.laag >= old.hoog,
        "gelijk": new.laag > old.hoog * (1 + _GELIJK) or new.hoog < old.laag * (1 - _GELIJK),
    }
    if wrong[said.richting]:
        where = enumerate_in_words(_place(code, places) for code in said.gebieden)
        text = (
            f"In de tekst over {where} staat, in onze woorden: {said.tekst} De getallen zeggen iets anders: "
            f"{_middle(old)} in {said.van} en {_middle(new)} in {said.naar}."
        )
        feit = Feit(said.feit, said.gebieden[0], said.naar)
        yield _bevinding("richting", feit, text, (*old.cijfers, *new.cijfers), uitspraak=said.nummer)


def _personen(feiten: Feiten, places: Gebieden) -> Iterator[Bevinding]:
    """A jongere is counted once, however many cases there are."""
    cells = {c.sleutel: c for c in feiten.cijfers if c.sleutel and c.voorkeur and c.toonbaar and not c.is_percentage}
    for sleutel, cases in cells.items():
        persons = cells.get(CelSleutel(*sleutel)._replace(teleenheid=JONGEREN))
        if persons and persons is not cases and (persons.waarde or 0) > (cases.waarde or 0):
            text = (
                f"Voor {_wat(cases)} {_waar(fact(cases), places)} staan er meer jongeren ({show(persons)}) "
                f"dan gevallen ({show(cases)})."
            )
            yield _bevinding("personen", fact(cases), text, (persons, cases))


def _bevinding(
    regel: Regel,
    feit: Feit,
    text: str,
    figures: Iterable[Publicatiecijfer],
    ernst: Literal["tegenspraak", "let_op"] = "tegenspraak",
    uitspraak: int | None = None,
) -> Bevinding:
    numbers = tuple(sorted({cijfer.nummer for cijfer in figures}))
    return Bevinding(regel, ernst, feit.gebied, feit.moment, text, numbers, uitspraak)


def _waar(feit: Feit, places: Gebieden) -> str:
    return f"in {_place(feit.gebied, places)}" + (f" ({dutch_moment(feit.moment)})" if feit.moment else "")


def _place(code: str, places: Gebieden) -> str:
    """`Hattem`, `de regio IJssel-Vecht`, `Nederland`."""
    return region_in_sentence(places.naam(code)) if places.regio(code) and code != LAND else places.naam(code)


def _wat(cijfer: Publicatiecijfer) -> str:
    return f"‘{cijfer.wat}’"


def _name(figures: Iterable[Publicatiecijfer]) -> str:
    """Name a fact in the words of a report, the shortest where several figures tell it; its own key is no Dutch."""
    return f"‘{min((cijfer.wat for cijfer in figures), key=lambda wat: (len(wat), wat))}’"


def show(cijfer: Publicatiecijfer) -> str:
    """A figure as Dutch readers write it, with the words that make it less exact."""
    words = {"": "", "ongeveer": "ongeveer ", "ruim": "ruim ", "minder_dan": "minder dan "}[cijfer.nauwkeurigheid]
    digits = number(Fraction(str(cijfer.waarde)), cijfer.decimalen)
    return f"{words}{digits}{'%' if cijfer.is_percentage else ''}"


def _middle(waarde: Waarde) -> str:
    """An exact count as it is; of a range only as many digits as it can bear."""
    if waarde.laag == waarde.hoog:
        return number(waarde.laag, 0)
    if not waarde.laag:
        return f"minder dan {number(_rounded(waarde.hoog), 0)}"
    middle = (waarde.laag + waarde.hoog) / 2
    return f"ongeveer {number(_rounded(middle), 0 if middle >= _TOEVAL else 1)}"


def _rounded(value: Fraction) -> Fraction:
    """Three significant digits."""
    return Fraction(f"{float(value):.3g}")
