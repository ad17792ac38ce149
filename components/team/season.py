"""Counts against the same months of earlier years in words: what stands out, what does not, and what cannot be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from components.words.notation import format_count, format_month
from data.reports.dutch import counted
from data.statistics.season import AFSTAND, JAAR, MINSTENS_JAAR, STIJGING, Beoordeling, Venster
from data.team.signalen import Seizoenkaart

WEINIG_JAREN = "Dat zijn nog geen drie schooljaren. Daardoor valt een stijging minder vaak op dan later."
GEWOON, TE_WEINIG, TE_KORT = "past bij de gewone schommeling", "te weinig om te zien", "nog geen twee schooljaren"
_STIJGING = round(100 * STIJGING)


def period(maanden: Sequence[date]) -> str:
    """Months that follow each other: `juni 2025`, `april tot en met juni 2025`, `november 2024 tot en met mei 2025`."""
    eerste, laatste = format_month(maanden[0]), format_month(maanden[-1])
    if eerste == laatste:
        return eerste
    if maanden[0].year == maanden[-1].year:
        eerste = eerste.rpartition(" ")[0]
    return f"{eerste} tot en met {laatste}"


def signal_sentence(kaart: Seizoenkaart) -> str:
    """The signal of a chart that has one, with what it rests on."""
    oordeel = kaart.oordeel
    if oordeel is None or not oordeel.signaal:
        raise ValueError("this chart has no signal")
    if oordeel.sluipend:
        return _creeping(kaart, oordeel)
    venster = oordeel.sterkste
    woord, grens, hoe = ("meer", venster.hoog, "hoogstens") if venster.omhoog else ("minder", venster.laag, "minstens")
    return (
        f"{_when(kaart.maanden[-venster.maanden :])} {_began(venster.gezien)}. Dat is {woord} dan te verwachten was: "
        f"{_round(venster.verwacht)}, {hoe} {_round(grens)}."
    )


def _creeping(kaart: Seizoenkaart, oordeel: Beoordeling) -> str:
    lang = oordeel.sinds_maanden
    banden = [band for band in oordeel.banden[-lang:] if band]
    woord = "meer" if oordeel.omhoog else "minder"
    return (
        f"{_when(kaart.maanden[-lang:])} {_began(sum(kaart.aantallen[-lang:]))}. Te verwachten waren er "
        f"{_round(sum(band.verwacht for band in banden))}. Per maand is het verschil klein, maar {lang} maanden samen "
        f"past het niet bij de gewone schommeling: er begint {woord} dan in eerdere jaren."
    )


def _when(maanden: Sequence[date]) -> str:
    return f"{'In' if len(maanden) == 1 else 'Van'} {period(maanden)}"


def _began(aantal: int) -> str:
    return f"{'begon' if aantal == 1 else 'begonnen'} {counted(aantal, 'werkproces', 'werkprocessen')}"


def _round(getal: float) -> str:
    return format_count(round(getal))


def chart_sentence(kaart: Seizoenkaart) -> str:
    """What may be said of the last months: the signal; that they fit; or that there is too little to see anything."""
    oordeel = kaart.oordeel
    if oordeel is None:
        sinds = f"sinds de trendbreuk in {kaart.breuk} zijn er " if kaart.breuk else "er zijn "
        return f"Hier is geen signaal mogelijk: {sinds}nog geen twee schooljaren om mee te vergelijken."
    if oordeel.signaal:
        los = "" if kaart.verteld else " Bij zoveel grafieken tegelijk komt dit vaker door toeval voor."
        return signal_sentence(kaart) + los
    drie = oordeel.kwartaal
    samen = f"{_when(kaart.maanden[-AFSTAND:])} {_began(drie.gezien)}. {_expected(drie)}"
    if not oordeel.te_weinig:
        return f"{samen} Dat {GEWOON}. {_noticed(drie)}"
    return f"Dit is {TE_WEINIG} binnen drie maanden. {samen} {_noticed(drie)} {_year(oordeel, kaart)}".rstrip()


def _expected(venster: Venster) -> str:
    return f"Te verwachten waren er {_round(venster.verwacht)} ({_round(venster.laag)} tot {_round(venster.hoog)})."


def _noticed(venster: Venster) -> str:
    """How large a rise must be to be seen half of the time."""
    if venster.verwacht < 1:
        return "Er begint hier in deze maanden bijna nooit iets."
    return f"Pas {_round(100 * venster.merkbaar)}% meer zou hier in de helft van de gevallen opvallen."


def _year(oordeel: Beoordeling, kaart: Seizoenkaart) -> str:
    """What twelve months together tell of a small series; nothing of one that is judged over three."""
    if not oordeel.klein:
        return ""
    jaar = next((venster for venster in oordeel.vensters if venster.maanden == JAAR), None)
    if jaar is None:
        jaren = MINSTENS_JAAR // JAAR
        return f"Twaalf maanden samen beoordelen kan pas als er {jaren} schooljaren zijn om mee te vergelijken."
    if jaar.verwacht < 1:
        return ""
    begon = f"{_when(kaart.maanden[-JAAR:])} {_began(jaar.gezien)}."
    return f"Over twaalf maanden samen is er geen signaal. {begon} {_expected(jaar)} {_noticed(jaar)}"


def verdict(kaart: Seizoenkaart) -> str:
    """Say in a few words for a table what the months show beside what was expected."""
    oordeel = kaart.oordeel
    if oordeel is None:
        return TE_KORT
    if oordeel.signaal:
        return (
            ("meer" if oordeel.omhoog else "minder") + " dan verwacht" + ("" if kaart.verteld else " (kan toeval zijn)")
        )
    return TE_WEINIG if oordeel.te_weinig else GEWOON


def coverage(kaarten: Sequence[Seizoenkaart]) -> str:
    """Of the charts without a signal: how many fit, how many are too small to tell, how many too young."""
    uitkomsten = [verdict(kaart) for kaart in kaarten]
    gewoon, weinig, kort = (uitkomsten.count(woord) for woord in (GEWOON, TE_WEINIG, TE_KORT))
    toeval = sum(kaart.oordeel is not None and kaart.oordeel.signaal and not kaart.verteld for kaart in kaarten)
    delen = (
        (gewoon, "past het aantal bij de gewone schommeling."),
        (weinig, f"is het {TE_WEINIG}: {_STIJGING}% meer in drie maanden zouden we daar vaak missen."),
        (kort, f"kan het niet: er zijn {TE_KORT} om mee te vergelijken."),
        (toeval, "valt er iets op, maar bij zoveel grafieken tegelijk komt dat vaker door toeval voor."),
    )
    return " ".join(f"Bij {n} {'grafiek' if n == 1 else 'grafieken'} {zin}" for n, zin in delen if n)


def ground(kaart: Seizoenkaart) -> str:
    """What the judgement rests on: the months that were compared with, and what so few of them miss."""
    einde = max(kaart.sinds, len(kaart.maanden) - 1 - AFSTAND)
    eerste, laatste = kaart.maanden[kaart.sinds], kaart.maanden[einde]
    breuk = f" Daarvoor ligt de trendbreuk van {kaart.breuk}." if kaart.breuk else ""
    kort = f" {WEINIG_JAREN}" if kaart.oordeel and einde - kaart.sinds + 1 < 3 * JAAR else ""
    return f"Vergeleken met {format_month(eerste)} tot en met {format_month(laatste)}.{breuk}{kort}"


def months_table(
    kaart: Seizoenkaart, vanaf: int, titel: str, link: Callable[[date, int], Component | str]
) -> Component:
    """The months from index `vanaf`, the newest first, each with what was to be expected. link: opens its list."""
    banden = kaart.oordeel.banden if kaart.oordeel else ()
    begin = len(kaart.maanden) - len(banden)
    rijen = []
    for i in reversed(range(vanaf, len(kaart.maanden))):
        band, aantal = banden[i - begin] if i >= begin else None, kaart.aantallen[i]
        cellen = ["-", "-", "niet beoordeeld"]
        if band:
            teken = "meer dan verwacht" if aantal > band.hoog else "minder dan verwacht" if aantal < band.laag else "-"
            cellen = [_round(band.verwacht), f"{_round(band.laag)} tot {_round(band.hoog)}", teken]
        getallen = [Cel(tekst, getal=True) for tekst in cellen[:2]]
        rijen.append(
            Rij(
                format_month(kaart.maanden[i]),
                (Cel([link(kaart.maanden[i], aantal)], getal=True), *getallen, Cel(cellen[2])),
            )
        )
    return data_table(titel, ["Maand", "Werkprocessen", "Te verwachten", "Grenzen", "Deze maand"], rijen)


def overview_table(regels: Sequence[tuple[Component | str, Seizoenkaart]]) -> Component:
    """Every chart in a line: the last three months, what was to be expected, and what may be said."""
    rijen = []
    for naam, kaart in regels:
        cellen = [_round(sum(kaart.aantallen[-AFSTAND:])), "-", "-"]
        if kaart.oordeel:
            drie = kaart.oordeel.kwartaal
            cellen[1:] = [_round(drie.verwacht), f"{_round(drie.laag)} tot {_round(drie.hoog)}"]
        rijen.append(Rij(naam, (*(Cel(tekst, getal=True) for tekst in cellen), Cel(verdict(kaart)))))
    wanneer = period(regels[0][1].maanden[-AFSTAND:])
    kop = ["Grafiek", "Drie maanden", "Te verwachten", "Grenzen", "Oordeel"]
    return data_table(f"Alle grafieken: {wanneer} samen", kop, rijen)
