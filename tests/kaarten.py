"""Holds what a page says in sentences against the numbers that stand beside it, from its HTML alone.

Nothing of the code that made the sentences is used: only words, tables, and the exact test on the numbers shown.
Each function gives what is wrong, in words; an empty list when nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from data.statistics.statistics import conditional_test
from tests.paginas import Node
from tests.zinnen import Eigen, faults, faults_of_parts, read_number

GETAL = r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_JAAR = r"\d{4}-\d{4}"
# As many decimals as a rate is shown with, and halfway between two of them.
_HALF = 0.0501
# So many words has the answer at the top of a page at most, besides the mark of an example.
LANGSTE = 25
# A p this near a limit may fall on the other side of it by what a reader cannot see, such as a range.
_NABIJ = 1.5
_ZONDER = (
    "afgeschermd",
    "in jaarverslag",
    "onbekend",
    "geen cijfer",
    "geen noemer",
    "niet van toepassing",
    "niet bekend",
)


@dataclass(frozen=True)
class Rij:
    """A row of a table as text: its head and its cells."""

    hoofd: str
    cellen: tuple[str, ...]


def words(node: Node) -> str:
    """The words with single spaces, and none before a comma or full stop."""
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(node.text.replace("\u00ad", "").split()))


def number(tekst: str) -> float | None:
    """The number a cell begins with; None for a word, or a range."""
    gevonden = re.match(rf"^{GETAL}(%?\*?)(?:$| van )", tekst)
    return read_number(gevonden[1]) if gevonden else None


def rows(kaart: Node) -> tuple[tuple[str, ...], list[Rij]]:
    """The heads and rows of the first table of a card."""
    for tabel in kaart.all("table")[:1]:
        koppen = tuple(words(th) for th in tabel.all("thead")[0].all("th"))
        rijen = [
            Rij(words(tr.all("th")[0]), tuple(map(words, tr.all("td"))))
            for body in tabel.all("tbody")
            for tr in body.all("tr")
            if tr.all("td")
        ]
        return koppen, rijen
    return (), []


def faults_of_page(page: Node) -> list[str]:
    """Everything on a page that its own numbers do not bear."""
    gevonden: list[str] = []
    for tegel in page.with_class("tegel"):
        gevonden += faults_of_tile(tegel)
    for figuur in page.all("figure"):
        gevonden += faults_of_figure(figuur)
    return [*gevonden, *faults_of_frame(page)]


def shown_large(tegel: Node) -> str:
    """What stands large on a tile; empty on one that says where its figure is told instead."""
    return " ".join(words(waarde) for waarde in tegel.with_class("tegel-waarde")[:1])


# --- a tile --------------------------------------------------------------------------------------------------------
def faults_of_tile(tegel: Node) -> list[str]:
    """The rate is that of the count, the sentences fit the figure, and nothing is said twice."""
    kop = words(tegel.all("h3")[0])
    waarde = shown_large(tegel)
    zinnen = [words(p) for p in tegel.with_class("zin")]
    fouten = [*_verdict_in_sight(kop, tegel, " ".join(zinnen))]
    fouten += [f"{kop}: twee keer {zin}" for zin in zinnen if zinnen.count(zin) > 1]
    groot = re.match(rf"^{GETAL}(%?)", waarde)
    if not groot or re.match(rf"^{GETAL} tot ", waarde):
        return fouten
    van = re.search(rf"van de {GETAL} ", waarde)
    n = read_number(van[1]) if van else None
    per = next((m for zin in zinnen[:1] if (m := re.match(rf"^{GETAL} per 1\.000", zin))), None)
    zaken = not re.search(r"\b(jongeren?|leerlingen?)\b", waarde)
    x = read_number(groot[1])
    if groot[2]:
        return fouten + [f"{kop}: {f}" for f in faults(" ".join(zinnen), Eigen(x, n, procent=True))]
    if n and per and abs(1000 * x / n - read_number(per[1])) > _HALF:
        fouten.append(f"{kop}: {x} van {n} is geen {per[1]} per 1.000")
    if n is None and per:
        n = 1000 * x / read_number(per[1]) if read_number(per[1]) else 1.0
        return fouten + [f"{kop}: {f}" for f in faults(" ".join(zinnen), Eigen(x, n, op_zaken=True))]
    return fouten + [f"{kop}: {f}" for f in faults(" ".join(zinnen), Eigen(x, n, op_zaken=zaken))]


def _verdict_in_sight(kop: str, tegel: Node, zinnen: str) -> Iterator[str]:
    """The verdict beside its sign is that of the sentence, and its sign is the right one."""
    for oordeel in tegel.with_class("oordeel"):
        tekst = words(oordeel)
        for woord, teken in (("hoger", "▲"), ("lager", "▼")):
            echt, lijkt = f"{woord.capitalize()} dan" in tekst, f"Lijkt {woord} dan" in tekst
            if echt != (teken in tekst) or echt != (f"ligt {woord} dan" in zinnen):
                yield f"{kop}: {tekst}, en daaronder: {zinnen}"
            if lijkt != (f"lijkt {woord} te liggen" in zinnen):
                yield f"{kop}: {tekst}, en daaronder: {zinnen}"
        if "Verschilt niet" in tekst and "verschilt niet duidelijk van" not in zinnen:
            yield f"{kop}: {tekst}, en daaronder: {zinnen}"


# --- a chart -------------------------------------------------------------------------------------------------------
def faults_of_figure(figuur: Node) -> list[str]:
    """What the text of a chart says of the table under it."""
    kop = words(figuur.all("h3")[0])
    tekst = " ".join(words(p) for p in (*figuur.all("figcaption")[0].all("p"), *figuur.with_class("zin")))
    koppen, rijen = rows(figuur)
    fouten = [] if tekst.count("niets te tonen") < 2 else ["twee keer dat er niets te tonen is"]
    if koppen and koppen[0] == "Schooljaar":
        fouten += _over_years(tekst, rijen)
    elif koppen and koppen[0] == "Gemeente":
        fouten += _ranking(tekst, koppen, rijen)
    elif koppen and koppen[0] == "Groep" and "Verschil" in koppen:
        fouten += _two_years(tekst, koppen, rijen)
    elif koppen and koppen[0] == "Groep" and len(koppen) == 2:
        fouten += _parts(tekst, rijen)
    elif koppen and koppen[0] == "Stap":
        fouten += _steps(tekst, rijen)
    return [f"{kop}: {fout}" for fout in fouten]


def _line(tekst: str, bekend: Sequence[float]) -> Iterator[str]:
    """What is said of the line over the last years."""
    lijn = re.search(r"(?:Over de|De) laatste (\d+) schooljaren", tekst)
    if not lijn:
        return
    laatste = bekend[-int(lijn[1]) :]
    if len(laatste) < int(lijn[1]):
        yield f"geen {lijn[1]} schooljaren in de tabel"
    for woord, goed in (("stijgende lijn", laatste[-1] > laatste[0]), ("dalende lijn", laatste[-1] < laatste[0])):
        if woord in tekst and not goed:
            yield f"{woord} van {laatste[0]} naar {laatste[-1]}"
    # a table of counts may differ a little from the rates that are judged
    for woord, kant in (("is er een stijgende lijn", -1), ("is er een dalende lijn", 1)):
        paren = list(combinations(laatste, 2))
        if woord in tekst and 5 * sum((later - eerder) * kant > 0 for eerder, later in paren) > len(paren):
            yield f"{woord}, en het gaat op en neer: {laatste}"


def _over_years(tekst: str, rijen: Sequence[Rij]) -> Iterator[str]:
    per_jaar = {rij.hoofd: number(rij.cellen[0]) for rij in rijen}
    bekend = [waarde for waarde in per_jaar.values() if waarde is not None]
    gezegd = re.search(rf"In schooljaar ({_JAAR}) (?:ging|gaat) het [^.]*?om {GETAL}", tekst)
    if gezegd and per_jaar.get(gezegd[1]) != read_number(gezegd[2]):
        yield f"{gezegd[0]}, en de tabel geeft {per_jaar.get(gezegd[1])}"
    if "maar één schooljaar" in tekst and len(bekend) != 1:
        yield f"niet één schooljaar maar {len(bekend)}"
    yield from _line(tekst, bekend)
    if doel := re.search(rf"doel voor [^.]*? is {GETAL}%\. Het cijfer ligt {GETAL} procentpunt (hoger|lager)", tekst):
        grens, verschil = read_number(doel[1]), read_number(doel[2]) * (1 if doel[3] == "hoger" else -1)
        if not any(abs(waarde - grens - verschil) < 0.006 for waarde in bekend):
            yield f"geen {doel[2]} {doel[3]} dan {doel[1]}"


def _parts(tekst: str, rijen: Sequence[Rij]) -> Iterator[str]:
    delen = [rij for rij in rijen if rij.hoofd != "Totaal"]
    waarden = [w for rij in delen if (w := number(rij.cellen[0])) is not None]
    totaal = next((number(rij.cellen[0]) for rij in rijen if rij.hoofd == "Totaal"), None)
    heel = len(waarden) == len(delen)
    overlap = tekst.replace("Tel de groepen daarom niet bij elkaar op", "tellen niet bij elkaar op")
    yield from faults_of_parts(overlap, waarden, totaal, alles_getoond=heel)
    if totaal is not None and "in totaal om" not in tekst:
        yield "het totaal staat in de tabel en niet in de zin"
    for woord, getal in re.findall(r"(?:is|zijn) ‘([^’]+)’ de grootste: " + GETAL, tekst):
        if (woord, read_number(getal)) not in {(rij.hoofd, number(rij.cellen[0])) for rij in delen}:
            yield f"‘{woord}’ {getal} staat niet in de tabel"
    verborgen = sum(rij.cellen[0] == "afgeschermd" for rij in delen)
    gezegd = re.search(r"(\d+) groep(?:en)? (?:is|zijn) afgeschermd", tekst)
    if waarden and verborgen != (int(gezegd[1]) if gezegd else 0):
        yield f"{verborgen} groepen zijn afgeschermd"


def _steps(tekst: str, rijen: Sequence[Rij]) -> Iterator[str]:
    """Each step is told as the table has it; they count other things, so none is a share of the one before."""
    stappen = [rij.cellen[0] for rij in rijen]
    if "op elke 100" in tekst:
        yield "een aandeel van stappen die niet hetzelfde tellen"
    for gezegd in re.findall(rf"(?:bekeek de administratie|zocht de leerplichtambtenaar) ({GETAL} \w+)", tekst):
        if not any(stap.startswith(gezegd[0]) for stap in stappen):
            yield f"{gezegd[0]} staat niet in de tabel"


def _ranking(tekst: str, koppen: Sequence[str], rijen: Sequence[Rij]) -> Iterator[str]:
    """Who is named lies so by the table; the counts of those who do not are those of the table; p is that of it."""
    if any(re.fullmatch(_JAAR, kop) for kop in koppen):
        return
    met = [rij for rij in rijen if any(re.match(rf"(?:meer dan |minder dan )?{GETAL}", cel) for cel in rij.cellen)]
    zonder = [rij for rij in rijen if rij not in met]
    if any(not any(woord in " ".join(rij.cellen) for woord in _ZONDER) for rij in zonder):
        yield "een gemeente zonder cijfer en zonder reden"
    genoemd = dict.fromkeys(
        naam
        for deel in re.findall(r"(?:^|\. )([^.]*?) (?:ligt|liggen|lijkt|lijken) (?:hoger|lager)", tekst)
        for naam in re.split(r", | en ", deel.strip())
    )
    namen = [naam for naam in genoemd if naam in {rij.hoofd for rij in rijen}]
    rest = re.search(r"De andere (\d+ )?gemeenten? verschil(?:len|t) niet", tekst)
    if rest and int(rest[1] or 1) + len(namen) != len(met):
        yield f"{rest[0]}, {len(namen)} genoemd, {len(met)} met een cijfer"
    if (geen := re.search(r"Geen van de (\d+) gemeenten", tekst)) and int(geen[1]) != len(met):
        yield f"{geen[0]}, en er zijn er {len(met)}"
    if (twee := re.search(r"De twee gemeenten|Geen van beide gemeenten", tekst)) and len(met) != 2:
        yield f"{twee[0]}, en er zijn er {len(met)}"
    # with a reason behind it each group is told apart; without, all of them together, before that
    gezegd = re.findall(r"(?:(\d+) gemeenten staan|staat) er niet bij(:?)", tekst)
    weg = sum(int(n or 1) for n, reden in gezegd if reden) or next((int(n or 1) for n, _ in gezegd), 0)
    if (rest or geen or twee or namen) and weg != len(zonder):
        yield f"{len(zonder)} gemeenten staan er niet bij"
    yield from _order(met, koppen)
    if "Tegenover de andere" in koppen:
        yield from _verdicts(tekst, met, heel=not zonder)


def _order(met: Sequence[Rij], koppen: Sequence[str]) -> Iterator[str]:
    """From high to low, by the measure compared."""
    plek = 1 if len(koppen) > 2 and koppen[2].startswith(("Per 1.000", "Percentage van")) else 0
    waarden = [number(rij.cellen[plek]) for rij in met]
    bekend = [w for w in waarden if w is not None]
    if bekend != sorted(bekend, reverse=True):
        yield f"niet van hoog naar laag: {bekend}"


def _verdicts(tekst: str, met: Sequence[Rij], *, heel: bool) -> Iterator[str]:
    """The last column is what the exact test gives for this row against all others, where each count is shown exactly.

    heel: no gemeente is without figure. Else the rest of a region is more than the others that are shown.
    """
    for rij in met:
        woord = rij.cellen[-1]
        if woord in ("hoger", "lager") and not re.search(
            rf"{re.escape(rij.hoofd)}[^.]* (?:ligt|liggen) {woord}", tekst
        ):
            yield f"{rij.hoofd} {woord} in de tabel, niet in de zin"
    paren = [re.fullmatch(rf"{GETAL} van {GETAL}", rij.cellen[0]) for rij in met]
    if not heel or "de rest van" not in tekst or not all(paren) or len(met) < 2:
        return
    tellingen = [(read_number(m[1]), read_number(m[2])) for m in paren if m]
    x, n = (sum(getallen) for getallen in zip(*tellingen, strict=True))
    for rij, (eigen, jongeren) in zip(met, tellingen, strict=True):
        if eigen > jongeren / 2:
            continue  # of those who do go to school the test looks at those who do not
        kans = conditional_test(round(eigen), jongeren, round(x - eigen), n - jongeren)
        woord = rij.cellen[-1]
        for grens, genoeg in ((0.05, woord != "verschilt niet duidelijk"), (0.002, woord in ("hoger", "lager"))):
            if (kans < grens) is not genoeg and not grens / _NABIJ < kans < grens * _NABIJ:
                yield f"{rij.hoofd} is ‘{woord}’ bij een p van {kans:.4f}"


def _two_years(tekst: str, koppen: Sequence[str], rijen: Sequence[Rij]) -> Iterator[str]:
    toen, nu = koppen[1], koppen[2]
    for rij in rijen:
        woord, paar = rij.cellen[-1].lower(), [number(cel) for cel in rij.cellen[:2]]
        if None in paar:
            continue
        vroeger, later = (w or 0.0 for w in paar)
        if ("hoger" in woord or "meer" in woord) and later < vroeger and "per 1.000" not in tekst:
            yield f"{rij.hoofd}: {woord} van {vroeger} naar {later}"
        if ("lager" in woord or "minder" in woord) and later > vroeger and "per 1.000" not in tekst:
            yield f"{rij.hoofd}: {woord} van {vroeger} naar {later}"
    totaal = next((rij for rij in rijen if rij.hoofd == "Totaal"), None)
    zinnen = {1: rf"In schooljaar {nu} ging het [^.]*?om {GETAL}", 0: rf"In {toen} (?:was|waren) het er {GETAL}"}
    # Of a part it begins with its name and a small letter; the whole comes first, where it is told.
    geheel = re.split(r": in (?:schooljaar )?\d{4}", tekst[tekst.find("In schooljaar") :])[0]
    for kolom, zin in zinnen.items():
        gezegd = re.search(zin, geheel) if "In schooljaar" in tekst else None
        if totaal and gezegd and number(totaal.cellen[kolom]) != read_number(gezegd[1]):
            yield f"{gezegd[0]}, en de tabel geeft {totaal.cellen[kolom]}"


# --- around them ---------------------------------------------------------------------------------------------------
def faults_of_frame(page: Node) -> list[str]:
    """Headings with something under them, counts of lists, words that are codes, and what stands there twice."""
    tekst = words(page)
    antwoorden = [words(p).removeprefix("VOORBEELD ") for p in page.with_class("antwoord")]
    fouten = [f"een antwoord van meer dan {LANGSTE} woorden: {a}" for a in antwoorden if len(a.split()) > LANGSTE]
    fouten += [f"een code in de tekst: {code}" for code in set(re.findall(r"\b[a-z]+_[a-z0-9_]+\b", tekst))]
    lopend = " | ".join(words(p) for p in page.all("p", "li", "h2", "h3", "figcaption"))
    fouten += [f"dubbel: {m[0]}" for m in re.finditer(r"\b(\w+ \w+ \w+)\b[ ,]+\1\b", lopend)]
    return [*fouten, *_faults_of_lists(page, tekst)]


def _faults_of_lists(page: Node, tekst: str) -> Iterator[str]:
    """What a heading announces is there, and as many of it."""
    for sectie in page.all("section"):
        kop = " ".join(words(h2) for h2 in sectie.all("h2")[:1])
        if kop and not words(sectie).removeprefix(kop).strip():
            yield f"een kop met niets eronder: {kop}"
    for uitklap in page.all("details"):
        kop = " ".join(words(summary) for summary in uitklap.all("summary")[:1])
        for patroon, tag in ((r"^(\d+) grafiek(?:en)? (?:is|zijn) hier", "li"), (r"\((\d+) grafieken\)", "figure")):
            if (m := re.search(patroon, kop)) and int(m[1]) != len(uitklap.all(tag)):
                yield f"{kop}, en er staan er {len(uitklap.all(tag))}"
    delen = [deel for deel in page.all("section") if deel.attrs.get("id") == "tegenspraken"]
    plekken = {words(li) for deel in delen for li in deel.all("li")}
    if (m := re.search(r"We vonden (\d+) plekken", tekst)) and int(m[1]) != len(plekken):
        yield f"{m[0]} en {len(plekken)} verschillende regels"
    for keuze in page.all("nav"):
        if (naam := keuze.attrs.get("aria-label")) and not keuze.all("a"):
            yield f"een keuze zonder iets om te kiezen: {naam}"


def has_figures(page: Node) -> bool:
    """Whether any tile or table on the page shows a number."""
    tegels = [shown_large(tegel) for tegel in page.with_class("tegel")]
    cellen = [words(td) for tabel in page.all("table") for td in tabel.all("td")]
    return any(re.match(rf"^(?:minstens |meer dan )?{GETAL}", tekst) for tekst in (*tegels, *cellen))
