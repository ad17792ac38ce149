"""What a report says of itself: how far it is, and which of its figures changed since it was vastgesteld."""

from __future__ import annotations

from dataclasses import replace

from components.annual.model import Jaarverslag
from components.words.notation import format_day
from data.cells.cells import CelSleutel
from data.publication.report_status import Verslagstatus
from data.reports.dutch import counted

CONCEPT = "Dit verslag is een concept."
GEWIJZIGD = "Na het vaststellen zijn deze cijfers veranderd. Hier staan ze zoals ze zijn vastgesteld."
KWIJT = "De cijfers waarmee het is vastgesteld, zijn niet meer bewaard. Hier staan de cijfers van nu."
# So many changes are named; of the rest the number.
_MEESTE = 8


def with_status(verslag: Jaarverslag, status: Verslagstatus, nu: Jaarverslag | None) -> Jaarverslag:
    """Put the status in a report. nu: the same report with the figures of today; None where those it had are gone."""
    delen = []
    if status.vastgesteld:
        delen.append(f"Vastgesteld door het college op {format_day(status.vastgesteld)}.")
    if status.aangeboden:
        delen.append(f"Aangeboden aan de raad op {format_day(status.aangeboden)}.")
    if status.vastgesteld and nu is None:
        delen.append(KWIJT)
    anders = changes(verslag, nu) if nu is not None else ()
    return replace(verslag, status=" ".join(delen) or CONCEPT, gewijzigd=anders)


def changes(toen: Jaarverslag, nu: Jaarverslag) -> tuple[str, ...]:
    """Name each figure in a table that reads otherwise now, with both; what is hidden in both reads the same."""
    nieuw = {cel: tekst for cel, _, tekst in _figures(nu)}
    gevonden: dict[CelSleutel, str] = {}
    for cel, waar, tekst in _figures(toen):
        if cel in nieuw and nieuw[cel] != tekst:
            gevonden.setdefault(cel, f"{waar}: {tekst}, nu {nieuw[cel]}")
    regels = tuple(gevonden.values())
    rest = len(regels) - _MEESTE
    return (*regels[:_MEESTE], f"en nog {counted(rest, 'cijfer', 'cijfers')}") if rest > 0 else regels


def _figures(verslag: Jaarverslag) -> list[tuple[CelSleutel, str, str]]:
    return [
        (vak.cel, f"Tabel {tabel.nummer}, {rij.hoofd}", vak.tekst)
        for tabel in verslag.tables()
        for rij in tabel.rijen
        for vak in rij.vakken
        if vak.cel is not None
    ]
