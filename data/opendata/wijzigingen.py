"""What a publication tells otherwise than the one before it: of what either of them shows, and of nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from data.cells.cells import CelSleutel
from data.publication import archief
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld

SOORTEN = ("nieuw", "gewijzigd", "nu_afgeschermd", "vervallen")


def before(beeld: Beeld) -> str:
    """Return the id of the publication that is kept before this one; empty when there is none."""
    ids = archief.kept()
    eigen = beeld.publicatie.publicatie_id
    return next(iter(ids[ids.index(eigen) + 1 :]), "") if eigen in ids else ""


@lru_cache(maxsize=4)
def changes(beeld: Beeld, vorig: Beeld | None) -> Mapping[tuple[str, str], Counter[str]]:
    """Count per gebied and schooljaar the figures that are new, changed, hidden now, or not there any more.

    A figure that was hidden before and is shown now is new. What is hidden in both counts for nothing.
    """
    nu, toen = _shown(beeld), _shown(vorig) if vorig else {}
    verborgen = {c.sleutel for c in beeld.alle_geteld() if c.status == "onderdrukt"}
    gevonden: dict[tuple[str, str], Counter[str]] = {}
    for sleutel in nu.keys() | toen.keys():
        soort = _kind(nu.get(sleutel), toen.get(sleutel), is_hidden=sleutel in verborgen)
        if soort:
            gevonden.setdefault((sleutel.gebied, sleutel.schooljaar), Counter())[soort] += 1
    return dict(sorted(gevonden.items()))


def _shown(beeld: Beeld) -> dict[CelSleutel, Cijfer]:
    return {c.sleutel: c for c in (*beeld.alle_geteld(), *beeld.alle_uit_verslagen()) if c.is_bekend}


def _kind(nu: Cijfer | None, toen: Cijfer | None, *, is_hidden: bool) -> str:
    if toen is None:
        return "nieuw"
    if nu is None:
        return "nu_afgeschermd" if is_hidden else "vervallen"
    return "gewijzigd" if nu.waarde != toen.waarde else ""
