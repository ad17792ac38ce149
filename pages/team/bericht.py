"""The message on Monday: counts and links, no rows. `python -m pages.team.bericht` sends it to who asked for it.

Let it run each Monday morning, by cron or a timer. Exit status 0: done; 2: no mail server, address of the site or
figures; 1: a message could not be sent.
"""

from __future__ import annotations

import smtplib
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage

from components.words.notation import format_count, format_day
from data.referentie.gebieden import gebieden
from data.reports.dutch import counted
from data.team import queries
from data.team.abonnementen import Abonnement, subscriptions
from data.team.bestand import GeenBeeldError
from data.team.bevoegd import GeenToegangError, from_roles
from data.team.bezoek import is_old, since
from data.team.termijnen import DRIE_MAANDEN, THUIS, VIER_WEKEN, passed
from pages.team import logboek
from pages.team.aandacht import too_little
from pages.team.antwoorden import split
from pages.team.beeld import TeamQuestion, age_in_words, ask, own_settings, today
from pages.team.config import InstellingFout, Smtp, read_config, read_smtp
from pages.team.signalen import all_signals

_PATIENCE = 30.0


def message_for(vraag: TeamQuestion, basis: str, vandaag: date) -> str:
    """The text of one message. basis: the address of the site, without a slash at its end."""
    tijd, sinds = vraag.tijd, since(None, vraag.tijd.peildatum)
    stroom, leeftijden = vraag.stroom(), queries.open_ages(vraag.bevoegd, vraag.keuze, tijd.peildatum)
    over = passed(leeftijden, own_settings(vraag).termijnen, (tijd.peildatum - sinds.van).days + 1)
    thuis = [
        sum(n for werk in THUIS for dag, n in leeftijden.get(werk, {}).items() if dag > dagen)
        for dagen in (VIER_WEKEN, DRIE_MAANDEN)
    ]
    kaarten, alle_signalen = all_signals(vraag)
    signalen = split(vraag, alle_signalen)[0]
    weg = age_in_words(tijd.peildatum, vandaag)
    regels = [
        f"{vraag.waar}, cijfers tot en met {format_day(tijd.peildatum)}.",
        f"Let op: deze cijfers zijn {weg} oud." if is_old(tijd.peildatum, vandaag) else "",
        "VOORBEELD: deze cijfers zijn verzonnen." if tijd.voorbeeld else "",
        "",
        f"Sinds maandag {format_day(sinds.van)}:",
        f"- binnengekomen: {format_count(stroom.aantal('instroom', sinds.van, tijd.peildatum))}",
        f"- afgehandeld: {format_count(stroom.aantal('afgehandeld', sinds.van, tijd.peildatum))}",
        f"- over de termijn gegaan en nog open: {format_count(sum(over.values()))}",
        "Open zaken van absoluut en langdurig relatief verzuim (de jongere kan nu weer op school zijn):",
        f"- langer open dan 4 weken: {format_count(thuis[0])}, waarvan langer dan 3 maanden: {format_count(thuis[1])}",
        f"Signalen zonder antwoord: {format_count(len(signalen))}. {too_little(kaarten)}".rstrip(),
        "",
        f"Alles met de lijsten: {basis}/team",
        f"Signalen: {basis}/team/signalen",
        f"Geen bericht meer: {basis}/team/instellingen",
    ]
    return "\n".join(regel for i, regel in enumerate(regels) if regel or i not in (1, 2)) + "\n"


def send_all() -> int:
    """Send the message to everybody whose roles are fresh; returns the exit status."""
    smtp, basis, vandaag = read_smtp(), read_config().url, today()
    if smtp is None:
        return _say("Er is geen mailserver ingesteld. Zet LEERRECHT_SMTP_HOST en LEERRECHT_SMTP_AFZENDER.", 2)
    if not basis:
        return _say("Het adres van de site is niet bekend. Zet LEERRECHT_TEAM_URL.", 2)
    verstuurd, mislukt = 0, 0
    with _connect(smtp) as server:
        for abonnement in subscriptions():
            bericht = _write(abonnement, smtp, basis, vandaag)
            if bericht is None:
                continue
            try:
                server.send_message(bericht)
                verstuurd += 1
                uitkomst = "verstuurd"
            except smtplib.SMTPException:
                mislukt += 1
                uitkomst = "mislukt"
            logboek.write_down("bericht", abonnement.naam, uitkomst=uitkomst)
    return _say(f"{counted(verstuurd, 'bericht', 'berichten')} verstuurd, {mislukt} mislukt.", 1 if mislukt else 0)


def _write(abonnement: Abonnement, smtp: Smtp, basis: str, vandaag: date) -> EmailMessage | None:
    """The message of one user; None when they have no figures to see or did not visit for too long."""
    if not abonnement.lasts(vandaag):
        return None
    try:
        bevoegd = from_roles(abonnement.rollen, gebieden())
    except GeenToegangError:
        return None
    vraag = ask(bevoegd, gebieden(), "/team", {}) if bevoegd.gemeenten else None
    if vraag is None:
        return None
    bericht = EmailMessage()
    bericht["From"], bericht["To"] = smtp.afzender, abonnement.adres
    bericht["Subject"] = f"Leerrecht in Beeld: {vraag.waar}, {format_day(vraag.tijd.peildatum)}"
    bericht.set_content(message_for(vraag, basis, vandaag))
    return bericht


@contextmanager
def _connect(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted, unless the mail server is this machine."""
    context = ssl.create_default_context()
    if smtp.poort == smtplib.SMTP_SSL_PORT:
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.poort, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.poort, timeout=_PATIENCE)
    with server:
        if smtp.poort != smtplib.SMTP_SSL_PORT and not smtp.eigen_machine:
            server.starttls(context=context)
        if smtp.gebruiker:
            server.login(smtp.gebruiker, smtp.wachtwoord)
        yield server


def _say(tekst: str, status: int) -> int:
    sys.stderr.write(f"{tekst}\n")
    return status


def main() -> int:
    """Send, and say in words what stands in the way."""
    try:
        return send_all()
    except (InstellingFout, GeenBeeldError) as fout:
        return _say(str(fout), 2)
    except (OSError, smtplib.SMTPException):
        return _say("De mailserver is niet te bereiken of weigert. Kijk de instellingen LEERRECHT_SMTP_* na.", 1)


if __name__ == "__main__":
    sys.exit(main())
