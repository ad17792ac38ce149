"""`/team/leveringen`: for the beheerder: load, look at what came of it, compare, try out, publish, take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as WerkzeugResponse

from components.team.frame import NAAM, frame
from components.team.leveringen import bad_rows_table, delivery_page, overview_page, task_page
from components.team.taken import disappearing
from data.levering import profielen
from data.publication.csv_lines import csv_table
from data.referentie.gebieden import gebieden
from data.team import lijsten
from data.team.bestand import GeenBeeldError
from data.team.vrije_tekst import HerkenbaarError, refuse_recognisable
from pages.team import logboek, taken, upload, views
from pages.team.config import MIB, Config
from pages.team.downloads import send_lines
from pages.team.lijst import page_number
from pages.team.render import TeamPages
from pages.team.taken import BezigFout
from pages.team.toegang import Bezoeker, bezoeker, check_form
from pages.team.upload import GekeurdFout

PAD = "/team/leveringen"
_LONGEST_REASON, _LONGEST_NAME = 300, 200
_PER_PAGINA = 500
# Of the refused rows in a file.
_KOLOMMEN = ("regel", "kolom", "regelcode", "melding", "remedie")
Answer = Response | WerkzeugResponse


@dataclass(frozen=True)
class _Actie:
    """Something a beheerder can ask of the write side: its command, and whether it must say why.

    opdracht: of the number of a delivery, the reason, and the mark of what was looked at before.
    """

    opdracht: Callable[[str, str, str], list[str]]
    gebeurtenis: logboek.Gebeurtenis = "levering"
    reden: bool = False
    levering: bool = False


_ACTIES: dict[str, _Actie] = {
    "proef": _Actie(lambda _nr, _reden, _merk: ["proef", "--json"]),
    "afstemmen": _Actie(lambda _nr, _reden, _merk: ["afstemmen", "--json"]),
    "publiceren": _Actie(
        lambda _nr, _reden, merk: ["publiceren", f"--zoals={merk}", "--json"], "publicatie", reden=True
    ),
    "vergelijken": _Actie(lambda nr, _reden, _merk: ["vergelijken", nr, "--json"], levering=True),
    "intrekken": _Actie(
        lambda nr, reden, _merk: ["intrekken", nr, f"--reden={reden}", "--json"], reden=True, levering=True
    ),
}


def add(server: Flask, pages: TeamPages, config: Config) -> None:
    """Add the pages and forms."""
    server.request_class = upload.PrivateRequest
    server.teardown_request(upload.close_streams)
    site = _Site(pages, config)
    routes: list[tuple[str, Callable[..., Answer], str]] = [
        (PAD, site.overview, "GET"),
        (f"{PAD}/laden", site.load, "POST"),
        (f"{PAD}/actie/<naam>", site.act, "POST"),
        (f"{PAD}/taak/<sleutel>", site.task, "GET"),
        (f"{PAD}/<int:nummer>", site.delivery, "GET"),
        (f"{PAD}/<int:nummer>/afgekeurd", site.bad_rows, "GET"),
        (f"{PAD}/<int:nummer>/afgekeurd.csv", site.bad_rows_file, "GET"),
    ]
    for pad, view, methode in routes:
        server.add_url_rule(pad, f"leveringen_{view.__name__}", view, methods=[methode])


class GeweigerdFout(Exception):
    """A form that is not done as asked. The text is Dutch."""


class _Site:
    """The pages, for a beheerder only."""

    def __init__(self, pages: TeamPages, config: Config) -> None:
        self._pages, self._config = pages, config

    def overview(self) -> Answer:
        """All deliveries, the form to load one, and what can be done."""
        return self._overview()

    def _overview(self, fout: str = "", status: int = 200) -> Response:
        wie = _beheerder()
        try:
            rijen = lijsten.read_leveringen(wie.bevoegd)
        except GeenBeeldError:
            rijen = []
        meeste = self._config.meeste_bytes // MIB
        delen = overview_page(rijen, taken.latest(), profielen.names(), meeste, wie.formulier, fout)
        return self._plain(wie, "Leveringen", delen, status)

    def load(self) -> Answer:
        """Take in a file and hand it to the write side."""
        wie = _beheerder()
        try:
            bestand = upload.receive(self._config)
        except RequestEntityTooLarge:
            return self._refuse(
                wie, f"Het bestand is groter dan {self._config.meeste_bytes // MIB} MB.", "te groot", 413
            )
        except GekeurdFout as fout:
            return self._refuse(wie, f"{fout.melding} {fout.remedie}", fout.melding, 400)
        map_ = bestand.parent
        try:
            check_form()
            opdracht = ["laden", str(bestand), *upload.read_options(), f"--door={_name(wie)}", "--json"]
            taak = taken.start("laden", opdracht, wie.sessie.wie, onderwerp=bestand.name, map_=map_)
        except GekeurdFout as fout:
            upload.remove(map_)
            return self._refuse(wie, f"{fout.melding} {fout.remedie}", fout.melding, 400)
        except BezigFout as fout:
            upload.remove(map_)
            return self._refuse(wie, str(fout), "bezig", 409)
        except BaseException:
            upload.remove(map_)
            raise
        return redirect(f"{PAD}/taak/{taak.id}", 303)

    def _refuse(self, wie: Bezoeker, melding: str, reden: str, status: int) -> Response:
        _note_refusal("levering", wie, "laden", reden)
        return self._overview(melding, status)

    def act(self, naam: str) -> Answer:
        """Start one of the actions."""
        wie = _beheerder()
        check_form()
        actie = _ACTIES.get(naam)
        if actie is None:
            abort(404)
        nummer, reden = request.form.get("levering", ""), " ".join(request.form.get("reden", "").split())
        if actie.levering and not (nummer.isascii() and nummer.isdecimal() and len(nummer) < 10):
            abort(400)
        try:
            merk = _seen_before(request.form) if naam == "publiceren" else ""
            if actie.reden and not reden:
                raise GeweigerdFout("Schrijf erbij waarom: dat komt in het logboek.")
            refuse_recognisable(reden, "de reden")
            taak = taken.start(
                naam,
                actie.opdracht(nummer, reden[:_LONGEST_REASON], merk),
                wie.sessie.wie,
                onderwerp=nummer,
                gebeurtenis=actie.gebeurtenis,
                reden=reden,
            )
        except BezigFout as fout:
            _note_refusal(actie.gebeurtenis, wie, naam, "bezig")
            return self._overview(str(fout), 409)
        except (GeweigerdFout, HerkenbaarError) as fout:
            _note_refusal(actie.gebeurtenis, wie, naam, str(fout))
            return self._overview(str(fout), 400)
        return redirect(f"{PAD}/taak/{taak.id}", 303)

    def task(self, sleutel: str) -> Answer:
        """What came of a task, or that it is still running."""
        wie = _beheerder()
        taak = taken.find(sleutel)
        if taak is None:
            abort(404)
        alles = taak.__dict__ | {"bezig": taak.bezig, "stappen": taak.stappen}
        return self._plain(wie, "Taak", task_page(alles, gebieden(), wie.formulier))

    def delivery(self, nummer: int) -> Answer:
        """One delivery: what was read, accepted and refused, and what can be done with it."""
        wie = _beheerder()
        rij = _delivery(wie, nummer)
        return self._plain(wie, f"Levering {nummer}", delivery_page(rij, gebieden(), wie.formulier))

    def bad_rows(self, nummer: int) -> Answer:
        """The refused rows of a delivery: where, which rule, how to mend it. Not what stood in them."""
        wie = _beheerder()
        _delivery(wie, nummer)
        alle, regels = lijsten.count_afgekeurd(wie.bevoegd, nummer)
        laatste = max(1, -(-alle // _PER_PAGINA))
        pagina = min(page_number(request.args), laatste)
        rijen = lijsten.read_afgekeurd(wie.bevoegd, nummer, _PER_PAGINA, (pagina - 1) * _PER_PAGINA)
        logboek.write_down("lijst", wie.sessie.wie, moment="afgekeurd", levering=nummer, regels=regels, pagina=pagina)
        return self._plain(wie, "Afgekeurde regels", bad_rows_table(nummer, rijen, (alle, regels), pagina, laatste))

    def bad_rows_file(self, nummer: int) -> Answer:
        """All of them as a file for a Dutch spreadsheet, with what the page tells."""
        wie = _beheerder()
        _delivery(wie, nummer)
        _, regels = lijsten.count_afgekeurd(wie.bevoegd, nummer)
        logboek.write_down("download", wie.sessie.wie, moment="afgekeurd", levering=nummer, regels=regels)
        geopend = ExitStack()
        rijen = geopend.enter_context(lijsten.open_afgekeurd(wie.bevoegd, nummer))
        return send_lines(csv_table(_KOLOMMEN, rijen, nederlands=True), f"afgekeurd-levering-{nummer}.csv", geopend)

    def _plain(self, wie: Bezoeker, titel: str, delen: list, status: int = 200) -> Response:  # type: ignore[type-arg]
        return self._pages.plain(f"{titel} - {NAAM}", frame(views.kader(wie), PAD, delen), status)


def _beheerder() -> Bezoeker:
    wie = bezoeker()
    wie.bevoegd.check_beheerder()
    return wie


def _delivery(wie: Bezoeker, nummer: int) -> Mapping[str, Any]:
    """A delivery; 404 for a number that none has, so that no such number is asked for or written down."""
    rij = next((rij for rij in lijsten.read_leveringen(wie.bevoegd) if rij["levering_id"] == nummer), None)
    if rij is None:
        abort(404)
    return rij


def _note_refusal(gebeurtenis: logboek.Gebeurtenis, wie: Bezoeker, actie: str, reden: str) -> None:
    """Write down what was asked and did not begin: so no outcome stands without its start."""
    logboek.write_down(
        gebeurtenis, wie.sessie.wie, actie=actie, stand="niet begonnen", uitkomst="geweigerd", reden=reden
    )


def _name(wie: Bezoeker) -> str:
    """Who this is: the name on the screen, with what the audit log calls them where that is something else."""
    sessie = wie.sessie
    naam = sessie.wie if sessie.naam == sessie.wie else f"{sessie.naam} ({sessie.wie})"
    return " ".join("".join(filter(str.isprintable, naam)).split())[:_LONGEST_NAME].strip()


def _seen_before(velden: Mapping[str, str]) -> str:
    """The mark of the proef that this form stood under. GeweigerdFout without one, or when the number is not typed."""
    proef = taken.find(velden.get("proef", ""))
    if proef is None or proef.soort != "proef" or proef.bezig or proef.status or not proef.uitkomst.get("merk"):
        raise GeweigerdFout("Bekijk eerst wat publiceren verandert. Onder de uitkomst staat de knop om te publiceren.")
    weg = int(proef.uitkomst.get("verdwijnt", 0))
    if weg and velden.get("aantal", "").strip().replace(".", "") != str(weg):
        raise GeweigerdFout(
            f"{disappearing(weg)} Typ dat aantal bij de knop als dat zo hoort. Er is niets gepubliceerd."
        )
    return str(proef.uitkomst["merk"])
