"""A tile: one figure with what a raadslid needs to weigh it in sight, and all the rest of it one tap away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import badges
from components.pieces.sparkline import sparkline
from components.pieces.tile_strip import tile_strip
from components.words.beside_words import beside_words
from components.words.figure_text import IN_VERSLAG, figure_text, spoken_figure
from components.words.labels import place_name
from components.words.notation import format_count, format_percentage
from components.words.nouns import uncapital, words_for
from components.words.report_names import called_in_reports
from components.words.side_by_side_words import count_text
from components.words.sources import doubt_line, repeats_line, source_line, source_word
from components.words.tile_sentences import part_of, rate_line, remark_of, spoken_rate, tile_sentences
from components.words.verdicts import Verdict, size_place, tile_verdict
from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import Indicator
from data.reports.dutch import enumerate_in_words
from data.views.beside import Ernaast
from data.views.tiles import Tegel, told

# What the counts of all other tiles are counts of: how many jongeren there are.
DENOMINATOR = "jongeren_5_18"
_ZONDER = {"onderdrukt": "afgeschermd", "onbekend": "geen cijfer", "nvt": "niet van toepassing"}


def tile(tegel: Tegel, gebied: Gebied, regio: Gebied, meer: str = "", ernaast: tuple[Ernaast, ...] = ()) -> Component:
    """One tile; meer is the URL where this indicator is shown over the years; ernaast: who was put beside."""
    ind, cijfer = tegel.indicator, tegel.bereik.getoond if tegel.bereik else tegel.cijfer
    soort = " is-voorbeeld" if cijfer.is_voorbeeld else ""
    slank = " slank" if is_slim(ind) else ""
    verhouding, oordeel = rate_line(tegel), tile_verdict(tegel)
    return html.Article(
        [
            html.Div([html.H3(title_of(ind)), badges(cijfer)], className="tegel-kop"),
            html.Div([_value(tegel), None if slank else _spark(tegel)], className="tegel-waarde"),
            html.P(_spoken(verhouding, spoken_rate(tegel, regio)), className="zin verhouding") if verhouding else None,
            tile_strip(tegel, gebied, ernaast),
            _beside(tegel, ernaast, met_eenheid=not verhouding),
            _size_words(tegel) if slank else None,
            verdict_line(oordeel) if oordeel else None,
            _explanation(tegel, cijfer, tile_sentences(tegel, gebied, regio), meer, gebied),
        ],
        className=f"tegel{slank}{soort}",
    )


def _beside(tegel: Tegel, ernaast: tuple[Ernaast, ...], *, met_eenheid: bool) -> Component | None:
    """The figures of those put beside."""
    if not ernaast or tegel.naast is None:
        return None
    return html.P(beside_words(tegel.naast, ernaast, met_eenheid=met_eenheid), className="ernaast")


def is_slim(ind: Indicator) -> bool:
    """Whether an indicator only says how many there are: what the others stand against."""
    return ind.key == DENOMINATOR


def verdict_line(oordeel: Verdict) -> Component:
    """The verdict as its sign with its words; the words say it all to who hears them."""
    teken = html.Span(oordeel.teken, className=f"teken {oordeel.richting}", **attrs(aria_hidden="true"))
    return html.P([teken if oordeel.teken else None, html.Span(oordeel.tekst)], className="oordeel")


def _explanation(tegel: Tegel, cijfer: Cijfer, zinnen: Sequence[str], meer: str, gebied: Gebied) -> Component:
    """What it means, what else can be said of it, and where it comes from: folded, one tap away."""
    ind, leeswijzer = tegel.indicator, remark_of(tegel, zinnen)
    heet = called_in_reports(ind.key, gebied.code, cijfers=[tegel.cijfer]) if cijfer.is_bekend else ""
    verborgen = html.Span(f" bij {uncapital(ind.titel)}", className="alleen-voorlezen")
    woord = html.Span(f": {source_word(cijfer)}", className="bron") if source_word(cijfer) else None
    return html.Details(
        [
            html.Summary(["Uitleg en bron", woord, verborgen]),
            html.P(ind.betekenis, className="wat"),
            *(html.P(zin, className="zin") for zin in zinnen),
            html.Div(
                [
                    html.P(leeswijzer) if leeswijzer else None,
                    html.P(source_line(cijfer)) if cijfer.bron else None,
                    html.P(doubt_line(cijfer)) if doubt_line(cijfer) else None,
                    html.P(heet) if heet else None,
                    html.P(repeats_line([tegel.gelijk_aan])) if tegel.gelijk_aan else None,
                    _more(tegel, meer),
                ],
                className="tegel-voet",
            ),
        ]
    )


def _size_words(tegel: Tegel) -> Component | None:
    """Where this gemeente stands by size, and how many there are in the region."""
    delen = [size_place(tegel.naast) if tegel.naast else ""]
    if tegel.regio and tegel.regio.is_bekend:
        delen.append(f"regio {figure_text(tegel.regio)}")
    tekst = " · ".join(filter(None, delen))
    return html.P(tekst, className="grootte") if tekst else None


def tiles(tegels: Sequence[Component | Sequence[Component | None]]) -> Component:
    """The tiles as a list, so that a screen reader can say how many there are; each may have more under it."""
    return html.Ul([html.Li(tegel) for tegel in tegels], className="tegels")


def known_tiles(
    tegels: Sequence[Tegel],
    make: Callable[[Tegel], Sequence[Component | None]],
    gebied: Gebied,
    jaar: str,
    ontbreekt: Sequence[str] = (),
) -> Component:
    """The tiles of which any source tells anything, and in one sentence of which none does."""
    bekend = [tegel for tegel in tegels if told(tegel)]
    if len(bekend) == len(tegels):
        return tiles([make(tegel) for tegel in tegels])
    titels = [tegel.indicator.titel for tegel in tegels if not told(tegel)] if bekend else []
    return html.Div(
        [tiles([make(tegel) for tegel in bekend]) if bekend else None, untold(titels, gebied, jaar, ontbreekt)]
    )


def untold(titels: Sequence[str], gebied: Gebied, jaar: str, ontbreekt: Sequence[str] = ()) -> Component:
    """Say once that nothing is known here: of these topics, or of any. ontbreekt: who delivered nothing."""
    waarover = f" over {enumerate_in_words(f'‘{titel}’' for titel in titels)}" if titels else ""
    geheel = " als geheel" if gebied.soort == "regio" else ""
    onbekend = (
        f"Van {place_name(gebied)}{geheel} is{waarover} in schooljaar {jaar} niets bekend. Dat is iets anders dan nul."
    )
    wie = f" Er is niets aangeleverd van {enumerate_in_words(ontbreekt)}." if ontbreekt else ""
    waarom = f" Een getal voor de hele regio is er pas als het van elke gemeente bekend is.{wie}"
    waarom = waarom if gebied.soort == "regio" else ""
    return html.P(f"{onbekend}{waarom}", className="niet-bekend")


def title_of(ind: Indicator) -> list[Component | str]:
    """The title, and after it the word by which the field knows it."""
    return [ind.titel, html.Span(f" ({ind.vaknaam})", className="vaknaam")] if ind.vaknaam else [ind.titel]


def value_texts(tegel: Tegel) -> tuple[str, str]:
    """The figure as it stands large, or the word for why there is none, and what stands after it."""
    cijfer, percentage = tegel.cijfer, tegel.indicator.is_percentage
    begrip = words_for(tegel.indicator, cijfer.sleutel.teleenheid)
    if tegel.bereik:
        return count_text(tegel.bereik), f"van de {format_count(tegel.bereik.n or 0)} {begrip.meervoud}"
    if not cijfer.is_bekend:
        minstens = f"minstens {format_percentage(tegel.minstens)}" if tegel.minstens is not None else ""
        return minstens or (IN_VERSLAG if cijfer.in_verslag else _ZONDER[cijfer.status]), ""
    eenheid = part_of(tegel.deel, begrip.meervoud)
    if not percentage and tegel.deel:
        eenheid = f"van de {format_count(tegel.deel.n)} {begrip.meervoud}"  # how many of them stands large before it
    if not percentage and not eenheid:
        eenheid = begrip.enkelvoud if cijfer.waarde == 1 else begrip.meervoud
    return figure_text(cijfer), f"{eenheid}{_cases(tegel)}"


def _value(tegel: Tegel) -> Component:
    groot, klein = value_texts(tegel)
    if not tegel.bereik and not tegel.cijfer.is_bekend:
        return html.P(groot, className="cijfer-zonder")
    getal = html.Span(groot, className="cijfer") if tegel.bereik else _number(tegel.cijfer)
    return html.P([getal, html.Span(klein, className="eenheid") if klein else None])


def _cases(tegel: Tegel) -> str:
    """The cases of these jongeren, said after them: `, 116 zaken`."""
    if tegel.zaken is None or tegel.zaken.waarde is None:
        return ""
    return f", {format_count(tegel.zaken.waarde)} {'zaak' if tegel.zaken.waarde == 1 else 'zaken'}"


def _number(cijfer: Cijfer) -> Component:
    """The figure; the sign of a provisional one is read out as a word."""
    return html.Span(_spoken(figure_text(cijfer), spoken_figure(cijfer)), className="cijfer")


def _spoken(tekst: str, voor: str) -> str | list[Component | str]:
    """A text for the eye, with another one for who hears it."""
    if voor in ("", tekst):
        return tekst
    return [html.Span(tekst, **attrs(aria_hidden="true")), " ", html.Span(voor, className="alleen-voorlezen")]


def _spark(tegel: Tegel) -> Component | None:
    """The years beside the figure; without a figure they could be of another kind of source than the tile says."""
    if not tegel.cijfer.is_bekend:
        return None
    jaar = tegel.cijfer.sleutel.schooljaar
    return sparkline(tegel.reeks, gekozen=jaar, breuken=[breuk.vanaf_schooljaar for breuk in tegel.breuken])


def _more(tegel: Tegel, meer: str) -> Component | None:
    if not meer or not any(c.bron for c in tegel.reeks):
        return None
    return html.P(more_of(tegel.indicator, meer))


def more_of(ind: Indicator, url: str) -> Component:
    """The way to an indicator over the years."""
    verborgen = html.Span(f" van {uncapital(ind.titel)}", className="alleen-voorlezen")
    return html.A(["Bekijk de jaren", verborgen], href=url)
