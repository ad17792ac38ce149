"""What a publication changes for its readers, compared with the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer
from data.publication.landelijk import LandelijkCijfer
from data.reports.dutch import counted

Getoond = tuple[str, float | None]


@dataclass(frozen=True, slots=True)
class Verschil:
    """Numbers of cells: never which, so that the message may be read by anyone.

    landelijk: figures of national sources.
    """

    nieuw: int
    weg: int
    gewijzigd: int
    nu_afgeschermd: int
    nu_zichtbaar: int
    landelijk: int = 0

    @property
    def is_leeg(self) -> bool:
        """True when a reader would see no difference."""
        return not any((self.nieuw, self.weg, self.gewijzigd, self.nu_afgeschermd, self.nu_zichtbaar, self.landelijk))

    def in_words(self) -> list[str]:
        """One Dutch line per kind of change."""
        regels = (
            (self.nieuw, "nieuw cijfer", "nieuwe cijfers"),
            (self.gewijzigd, "gewijzigd cijfer", "gewijzigde cijfers"),
            (self.nu_afgeschermd, "cijfer dat nu wordt afgeschermd", "cijfers die nu worden afgeschermd"),
            (self.nu_zichtbaar, "cijfer dat nu zichtbaar wordt", "cijfers die nu zichtbaar worden"),
            (self.weg, "cijfer dat er niet meer is", "cijfers die er niet meer zijn"),
            (
                self.landelijk,
                "landelijk cijfer dat nieuw, gewijzigd of weg is",
                "landelijke cijfers die nieuw, gewijzigd of weg zijn",
            ),
        )
        gezegd = [counted(aantal, een, meer) for aantal, een, meer in regels if aantal]
        return gezegd or ["geen verschil met de vorige publicatie"]


def changed(eerder: Iterable[LandelijkCijfer], nu: Iterable[LandelijkCijfer]) -> int:
    """How many figures of national sources are new, other or gone."""
    was, is_nu = ({(c.bron.sleutel, c.indicator, c.gebied, c.periode): c.waarde for c in x} for x in (eerder, nu))
    return sum(key not in was or key not in is_nu or was[key] != is_nu[key] for key in was.keys() | is_nu.keys())


def compare(eerder: Mapping[CelSleutel, Cijfer], nu: Mapping[CelSleutel, Getoond], landelijk: int = 0) -> Verschil:
    """Compare the cells of two publications. landelijk: what `changed` counts."""
    samen = eerder.keys() & nu.keys()
    was = {cel: (eerder[cel].status, eerder[cel].waarde) for cel in samen}
    return Verschil(
        nieuw=len(nu.keys() - eerder.keys()),
        weg=len(eerder.keys() - nu.keys()),
        gewijzigd=sum(was[c] != nu[c] and was[c][0] == nu[c][0] for c in samen),
        nu_afgeschermd=sum(was[c][0] != "onderdrukt" and nu[c][0] == "onderdrukt" for c in samen),
        nu_zichtbaar=sum(was[c][0] == "onderdrukt" and nu[c][0] != "onderdrukt" for c in samen),
        landelijk=landelijk,
    )
