"""Every chart that can be taken along or shown elsewhere, by the name of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.pieces.piece import Stuk
from data.publication.readmodel import Beeld
from pages.chart_pieces import parts_piece_of, parts_years_piece_of, years_piece_of
from pages.comparison_pieces import piece_of
from pages.comparison_query import read_question
from pages.explore_pieces import answer, main_piece, together, together_piece
from pages.explore_query import read_exploration

Vraag = Mapping[str, str]
# What a query asks for: the piece and the URL of the page it comes from; None when there is no such view.
Maker = Callable[[Beeld, Vraag], tuple[Stuk, str] | None]


def _comparison(live: Beeld, vraag: Vraag) -> tuple[Stuk, str] | None:
    gelezen = read_question(live, vraag)
    if isinstance(gelezen, str) or not gelezen.schooljaar:
        return None
    return piece_of(live, gelezen), gelezen.url


def _exploration(live: Beeld, vraag: Vraag) -> tuple[Stuk, str] | None:
    gelezen = read_exploration(live, vraag)
    return (main_piece(live, answer(live, gelezen)), gelezen.url) if gelezen and gelezen.tot else None


def _together(live: Beeld, vraag: Vraag) -> tuple[Stuk, str] | None:
    gelezen = read_exploration(live, vraag)
    tegenover = together(live, gelezen) if gelezen and gelezen.tot else ""
    if gelezen is None or isinstance(tegenover, str):
        return None
    return together_piece(live, gelezen, tegenover), gelezen.url


PIECES: Mapping[str, Maker] = {
    "verkennen": _exploration,
    "samen": _together,
    "vergelijken": _comparison,
    "ontwikkeling": years_piece_of,
    "onderverdeling": parts_piece_of,
    "onderverdeling-per-jaar": parts_years_piece_of,
}
