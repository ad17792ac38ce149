"""What a figure in its parts is called, and what is said of it: the total, what stands out, what is hidden."""

from __future__ import annotations

from components.words.conclusions import describe_nothing
from components.words.labels import UITSPLITSINGEN, category_label, place_name, unit_after
from components.words.notation import format_count, format_percentage
from components.words.nouns import Begrip, count_noun, words_for
from components.words.report_names import called_in_reports
from components.words.told_where import WAAROM, breaks_within, folded_articles, in_period, period_name
from data.cells.cells import TOTAAL
from data.publication.figures import Cijfer, Gebied
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicators import INDICATOREN, JONGEREN, VERLOOP, Indicator
from data.reports.dutch import counted
from data.views.parts import SOORTEN_VERZUIM, STAPPEN, Onderverdeling

NIET_OPTELBAAR = "Eén jongere kan in meer groepen meetellen. Tel de groepen daarom niet bij elkaar op."


def parts_subject(ind: Indicator, uitsplitsing: str, binnen: str = "") -> str:
    """What is divided and how: "Relatief verzuim naar soort"; the title alone for a whole."""
    if uitsplitsing == STAPPEN:
        return "Absoluut verzuim: van melding tot zonder school"
    if uitsplitsing == SOORTEN_VERZUIM:
        return "Soorten verzuim"
    if binnen:
        return f"{vocabulary.SOORTEN[binnen]}: hoe het afliep"
    return ind.titel if uitsplitsing == TOTAAL else f"{ind.titel} {UITSPLITSINGEN[uitsplitsing]}"


def parts_title(delen: Onderverdeling, gebied: Gebied) -> str:
    """The title of the chart: subject, place, schooljaar and teleenheid."""
    sleutel = delen.delen[0].sleutel
    onderwerp = parts_subject(delen.indicator, delen.uitsplitsing, delen.binnen)
    zonder = delen.uitsplitsing == STAPPEN or delen.indicator.is_percentage
    einde = "" if zonder else unit_after(onderwerp, sleutel.teleenheid)
    return f"{onderwerp} in {place_name(gebied)}, {period_name(sleutel.schooljaar)}{einde}"


def parts_called(delen: Onderverdeling, gebied: Gebied) -> str:
    """What reports call this division."""
    titel = parts_subject(delen.indicator, delen.uitsplitsing, delen.binnen)
    if delen.uitsplitsing in (STAPPEN, SOORTEN_VERZUIM):
        return ""
    uitsplitsing = "" if delen.binnen else delen.uitsplitsing
    return called_in_reports(delen.indicator.key, gebied.code, uitsplitsing, delen.delen, titel)


def part_label(delen: Onderverdeling, deel: Cijfer) -> str:
    """What a part is called."""
    sleutel = deel.sleutel
    if delen.uitsplitsing == STAPPEN:
        return next(stap.naam for key, stap in VERLOOP if key == sleutel.indicator)
    if sleutel.uitsplitsing == TOTAAL:
        return INDICATOREN[sleutel.indicator].titel
    if delen.binnen:
        return vocabulary.AFHANDELINGEN[delen.binnen].get(sleutel.categorie.partition(":")[2], sleutel.categorie)
    naam = category_label(sleutel.uitsplitsing, sleutel.categorie)
    return f"Relatief verzuim: {naam[0].lower()}{naam[1:]}" if delen.uitsplitsing == SOORTEN_VERZUIM else naam


def parts_notes(delen: Onderverdeling) -> list[str]:
    """What must be known of the parts: that they are of three schooljaren, and which stand together under one name."""
    venster = WAAROM if schooljaar.is_venster(delen.periode) else ""
    samen = folded_articles({deel.sleutel.categorie for deel in delen.delen})
    return list(filter(None, [venster, *breaks_within(delen.delen[0].sleutel), samen]))


def parts_sentence(delen: Onderverdeling) -> str:
    """What the parts show."""
    bekend = [deel for deel in delen.delen if deel.is_bekend]
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    if not bekend and not delen.totaal.is_bekend:
        return describe_nothing([deel.status for deel in delen.delen])
    if delen.uitsplitsing == STAPPEN:
        return _steps(delen)
    verborgen = sum(deel.status == "onderdrukt" for deel in delen.delen)
    onbekend = len(delen.delen) - len(bekend) - verborgen
    zinnen = [_total(delen, begrip), _largest(delen, bekend), _hidden(verborgen), _unknown(onbekend), _overlap(delen)]
    zinnen.append("" if verborgen or onbekend or _overlap(delen) else _does_not_add_up(delen, bekend))
    return " ".join(filter(None, zinnen))


def _does_not_add_up(delen: Onderverdeling, bekend: list[Cijfer]) -> str:
    """Why the total is not the sum of the groups above it, where a reader would add them up."""
    totaal, samen = delen.totaal.waarde, sum(deel.waarde or 0.0 for deel in bekend)
    if totaal is None or samen == totaal or delen.indicator.is_percentage:
        return ""
    begin = f"De groepen samen zijn {format_count(samen)}, en het totaal is {format_count(totaal)}."
    if samen < totaal:
        return f"{begin} De rest staat niet bij een groep."
    return f"{begin} Beide staan zo in de bron. Iemand kan in meer groepen meetellen, of een van de getallen is fout."


def _total(delen: Onderverdeling, begrip: Begrip) -> str:
    totaal = delen.totaal
    if totaal.waarde is None:
        return ""
    return f"{in_period(totaal.sleutel.schooljaar)} ging het in totaal om {count_noun(totaal.waarde, begrip)}."


def _largest(delen: Onderverdeling, bekend: list[Cijfer]) -> str:
    """Only among what is shown, and it says so: a hidden group may be larger."""
    hoogste = max((deel.waarde or 0 for deel in bekend), default=0)
    grootste = [deel for deel in bekend if deel.waarde == hoogste]
    if not hoogste or len(grootste) > 1 or len(bekend) == 1:
        return ""
    waarvan = "Van wat we kunnen tonen" if len(bekend) < len(delen.delen) else "Van deze groepen"
    hoeveel = (
        format_percentage(hoogste, grootste[0].gedrukte_decimalen)
        if delen.indicator.is_percentage
        else format_count(hoogste)
    )
    if delen.uitsplitsing == "maand":
        maand, alle = part_label(delen, grootste[0]), "Daarvan waren" if delen.totaal.is_bekend else ""
        begin = "Van wat we kunnen tonen, waren" if len(bekend) < len(delen.delen) else alle
        return f"{begin} de meeste in {maand}: {hoeveel}." if begin else f"De meeste waren in {maand}: {hoeveel}."
    return f"{waarvan} is ‘{part_label(delen, grootste[0])}’ de grootste: {hoeveel}."


def _hidden(aantal: int) -> str:
    if not aantal:
        return ""
    return "1 groep is afgeschermd." if aantal == 1 else f"{format_count(aantal)} groepen zijn afgeschermd."


def _unknown(aantal: int) -> str:
    if not aantal:
        return ""
    return "Van 1 groep is geen cijfer." if aantal == 1 else f"Van {format_count(aantal)} groepen is geen cijfer."


def _overlap(delen: Onderverdeling) -> str:
    """Counts of jongeren never add up over kinds of cases."""
    geteld = delen.indicator.herkomst == "werkprocessen" and delen.delen[0].sleutel.teleenheid == JONGEREN
    return NIET_OPTELBAAR if geteld and delen.soort != "verslag" else ""


def _steps(delen: Onderverdeling) -> str:
    """How many went on to the next step. The steps count different things, zaken, meldingen and jongeren: no shares."""
    eerste, tweede, laatste = delen.delen
    jaar, zinnen = eerste.sleutel.schooljaar, []
    if eerste.waarde:
        zinnen.append(f"In schooljaar {jaar} bekeek de administratie {counted(round(eerste.waarde), 'zaak', 'zaken')}.")
    if eerste.waarde and tweede.waarde is not None:
        uitgezocht = counted(round(tweede.waarde), "melding", "meldingen")
        zinnen.append(f"Daarna zocht de leerplichtambtenaar {uitgezocht} verder uit.")
    if laatste.waarde is None:
        zinnen.append("Hoeveel jongeren uiteindelijk geen school hadden, staat niet in het verslag.")
    else:
        zinnen.append(
            f"Uiteindelijk {'had' if laatste.waarde == 1 else 'hadden'} "
            f"{counted(round(laatste.waarde), 'jongere', 'jongeren')} geen school."
        )
    return " ".join(zinnen)
