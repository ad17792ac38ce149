"""What is counted of the site for Prometheus: how many requests, how long they took, which publication is shown.

Nothing of a visitor: no address, no page of one gemeente, no query. Counted only where gunicorn was told a port for it
(LEERRECHT_METINGEN); each worker then writes into files that the server of `/metrics` adds up.
"""

from __future__ import annotations

import os
from datetime import UTC
from functools import lru_cache
from typing import Any, NamedTuple

from data.publication.figures import Publicatie

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MOMENT = "leerrecht_publicatie_moment_seconden"
_KINDS = ("gemeente", "insluiten", "jaarverslag", "download", "assets", "api", "gezond", "gereed", "team")
_BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class _Meters(NamedTuple):
    requests: Any
    seconds: Any
    cache: Any
    moment: Any
    hidden: Any


@lru_cache(maxsize=1)
def _meters() -> _Meters | None:
    """The meters of this process, made when first used: after the fork. None where nobody asked for them."""
    if FOLDER not in os.environ:
        return None
    from prometheus_client import Counter, Gauge, Histogram

    return _Meters(
        Counter("leerrecht_verzoeken", "Beantwoorde verzoeken", ("soort", "status")),
        Histogram("leerrecht_verzoek_seconden", "Hoe lang een antwoord duurde", ("soort",), buckets=_BUCKETS),
        Counter("leerrecht_paginageheugen", "Pagina's die al klaarlagen (raak) of gemaakt werden (mis)", ("uitkomst",)),
        Gauge(MOMENT, "Wanneer de getoonde publicatie is gemaakt", multiprocess_mode="livemostrecent"),
        Gauge(
            "leerrecht_publicatie_afgeschermd",
            "Hoeveel cijfers van de getoonde publicatie zijn afgeschermd",
            multiprocess_mode="livemostrecent",
        ),
    )


def count_request(path: str, status: int, seconds: float) -> None:
    """Count one answer. path: as it is written in the log; of it only the kind is kept."""
    if meters := _meters():
        kind = kind_of(path)
        meters.requests.labels(kind, str(status)).inc()
        meters.seconds.labels(kind).observe(seconds)


def count_page(*, kept: bool) -> None:
    """Count a page that could be sent again, or had to be made."""
    if meters := _meters():
        meters.cache.labels("raak" if kept else "mis").inc()


def tell_publication(publicatie: Publicatie) -> str:
    """Give the id of the publication that is shown, and tell of it."""
    if _meters():
        _tell(publicatie.publicatie_id, publicatie.gepubliceerd_op.replace(tzinfo=UTC).timestamp(), _hidden(publicatie))
    return publicatie.publicatie_id


@lru_cache(maxsize=1)
def _tell(_publicatie_id: str, moment: float, hidden: int) -> None:
    """Only when it is another one than before."""
    if meters := _meters():
        meters.moment.set(moment)
        meters.hidden.set(hidden)


def _hidden(publicatie: Publicatie) -> int:
    afscherming = publicatie.bewijs.get("afscherming")
    return int(afscherming["onderdrukt"]) if isinstance(afscherming, dict) else 0


def kind_of(path: str) -> str:
    """The first part of an address where it is one of ours; `pagina` for any other page."""
    first = path.lstrip("/").partition("/")[0]
    if first.startswith("_dash"):
        return "dash"
    return first if first in _KINDS else "onbekend" if path == "onbekend" else "pagina"
