"""What the broncontrole found, told to a person or to a machine, with where each figure stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from data.reports.broncontrole import REGELS, Bevinding, show
from data.reports.dutch import counted
from data.reports.published_figures import Publicatiecijfer, Uitspraak, Verslagbron


def report(
    bevindingen: Sequence[Bevinding], cijfers: Iterable[Publicatiecijfer], bronnen: Iterable[Verslagbron]
) -> Iterator[str]:
    """Yield the lines of the report: per rule what was found, under each finding its figures and where they stand."""
    per_number = {cijfer.nummer: cijfer for cijfer in cijfers}
    titles = {bron.sleutel: f"{bron.titel}, {bron.uitgever}" for bron in bronnen}
    if not bevindingen:
        yield "Er zijn geen tegenstrijdige cijfers gevonden in de verslagen."
        return
    for regel, titel in REGELS.items():
        found = [bevinding for bevinding in bevindingen if bevinding.regel == regel]
        if found:
            yield f"\n{titel}: {len(found)}"
        for bevinding in found:
            yield f"\n  - {bevinding.tekst}" + (" Dit hoeft geen fout te zijn." if bevinding.ernst == "let_op" else "")
            yield from _places([per_number[number] for number in bevinding.cijfers], titles)
    yield (
        f"\n{counted(len(bevindingen), 'bevinding', 'bevindingen')} in "
        f"{counted(len(per_number), 'cijfer', 'cijfers')}. Een bevinding zegt niet welk getal goed is. "
        "Vraag dat aan de maker van het verslag."
    )


def _places(figures: Iterable[Publicatiecijfer], titles: dict[str, str]) -> Iterator[str]:
    """One line per report and section, with the numbers of its figures in our list."""
    per_section: dict[tuple[str, str], list[str]] = {}
    for cijfer in figures:
        certain = "" if cijfer.zekerheid == "zeker" else f", {cijfer.zekerheid}"
        told = f"{show(cijfer)} (nr. {cijfer.nummer}{certain})"
        per_section.setdefault((cijfer.bron, cijfer.sectie), []).append(told)
    for (bron, sectie), all_told in per_section.items():
        yield f"      {titles[bron]}; {sectie}: {', '.join(all_told)}"


def as_json(
    bevindingen: Iterable[Bevinding], cijfers: Iterable[Publicatiecijfer], uitspraken: Iterable[Uitspraak]
) -> list[dict[str, Any]]:
    """The same for a machine: each finding with its figures written out."""
    per_number = {cijfer.nummer: cijfer for cijfer in cijfers}
    said = {uitspraak.nummer: uitspraak.tekst for uitspraak in uitspraken}
    return [
        {
            "regel": bevinding.regel,
            "ernst": bevinding.ernst,
            "gebied": bevinding.gebied,
            "schooljaar": bevinding.schooljaar,
            "tekst": bevinding.tekst,
            "uitspraak": said.get(bevinding.uitspraak) if bevinding.uitspraak else None,
            "cijfers": [_figure(per_number[number]) for number in bevinding.cijfers],
        }
        for bevinding in bevindingen
    ]


def _figure(cijfer: Publicatiecijfer) -> dict[str, Any]:
    fields = ("nummer", "bron", "sectie", "gebied", "schooljaar", "peildatum", "wat", "waarde", "eenheid", "zekerheid")
    return {field: getattr(cijfer, field) for field in fields}
