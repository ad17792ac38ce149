"""One gemeente in two schooljaren: what changed, and whether that can be chance."""

from __future__ import annotations

from functools import partial

from components.pieces.piece import Stuk, Tabel, origin
from components.svg.drawing import Tekening
from components.svg.pairs import Paar, pairs
from components.tables.figure_rows import figure_row
from components.tables.table import Cel, Rij, figure_cell
from components.words.labels import TELEENHEDEN, UITSPLITSINGEN, category_label
from components.words.notation import format_count, format_decimal
from components.words.nouns import words_for
from components.words.report_names import called_in_reports
from components.words.sentences import NOG_NIET_HEEL, MetEerder, Stand, chance_unknown, describe_change, describe_level
from components.words.side_by_side_words import GEMENGDE_JAREN, OP_JONGEREN, ZAKEN, ZAKEN_STRENGER, count_text
from components.words.sources import how_counted
from data.cells.cells import TOTAAL
from data.publication.open_data import plain_number
from data.registry.indicators import INDICATOREN
from data.statistics.statistics import NIVEAU_998, Oordeel
from data.views.two_years import Jarenpaar, Tweejaren

# With more parts than this, those that chance can explain are counted rather than named.
MEESTE_ZINNEN = 3
EVENVEEL = (
    "Hierbij doen we alsof er in beide jaren evenveel jongeren waren. De bron noemt namelijk geen aantal jongeren dat "
    "erbij hoort."
)
HOE = (
    "We rekenen uit hoe vaak toeval alleen een verschil geeft dat minstens zo groot is. Minder dan 2 van de 1.000 "
    "keer: bijna nooit toeval. Vaker, maar minder dan 5 van de 100 keer: het lijkt een verschil, maar het kan toeval "
    "zijn. Nog vaker: er is geen duidelijk verschil."
)
VEEL_GROEPEN = (
    "Let op bij veel groepen tegelijk: van elke 20 groepen waarin niets veranderde, lijkt er door toeval gemiddeld één "
    "veranderd."
)


def two_years_piece(twee: Tweejaren) -> Stuk:
    """The change of the whole and, where a breakdown is asked for, of its categories."""
    ind, jaar = twee.indicator, twee.sleutel.schooljaar
    deel = f" {UITSPLITSINGEN.get(twee.sleutel.uitsplitsing, '')}" if twee.sleutel.uitsplitsing != TOTAAL else ""
    titel = f"{ind.titel}{deel} in {twee.gebied.naam}: {twee.eerder} en {jaar}"
    if not ind.is_percentage:
        titel = f"{titel}, in {TELEENHEDEN[twee.sleutel.teleenheid]}"
    getoond = [t.getoond for paar in twee.paren for t in (paar.nu, paar.toen)]
    voorbeeld = twee.soort == "voorbeeld"
    kan = twee.breuk is None and any(p.nu.midden is not None and p.toen.midden is not None for p in twee.paren)
    return Stuk(
        titel,
        tuple(_sentences(twee)),
        tuple(_explanation(twee)),
        origin(getoond),
        voorbeeld,
        _table(twee, f"{titel}{' (voorbeeld)' if voorbeeld else ''}"),
        tuple(_csv_row(twee, paar, wanneer) for paar in twee.paren for wanneer in ("toen", "nu")),
        partial(_draw, twee, voorbeeld) if kan else None,
        tuple(cijfer.sleutel for cijfer in getoond),
        heet=called_in_reports(ind.key, twee.gebied.code, twee.sleutel.uitsplitsing, getoond[:2]),
    )


def _shown(twee: Tweejaren) -> list[Jarenpaar]:
    """The whole and the parts with a value in either year."""
    return [p for p in twee.paren if p.nu.getoond.bron or p.toen.getoond.bron]


def _name(paar: Jarenpaar) -> str:
    sleutel = paar.nu.cijfer.sleutel
    return "Totaal" if sleutel.uitsplitsing == TOTAAL else category_label(sleutel.uitsplitsing, sleutel.categorie)


def _sentences(twee: Tweejaren) -> list[str]:
    if twee.breuk:
        return [
            f"Deze twee schooljaren vergelijken we niet. Sinds {twee.breuk.vanaf_schooljaar} wordt er anders geteld.",
            twee.breuk.uitleg,
        ]
    zinnen, gewoon = [], []
    for paar in twee.paren:
        if paar.nu.midden is None or paar.toen.midden is None:
            zinnen += _missing(twee, paar)
        elif paar.categorie == TOTAAL or _stands_out(paar):
            zinnen.append(_sentence(twee, paar))
        elif (paar.nu.midden, paar.toen.midden) != (0, 0):
            gewoon.append(paar)
    if len(gewoon) <= MEESTE_ZINNEN:
        return [*zinnen, *(_sentence(twee, paar) for paar in gewoon)]
    rest = "Bij de andere" if any(map(_stands_out, twee.paren)) else "Bij de"
    return [*zinnen, f"{rest} {len(gewoon)} groepen kan het verschil toeval zijn, of is er niets veranderd."]


def _stands_out(paar: Jarenpaar) -> bool:
    """Told in a sentence of its own: a difference that is no chance, or one that was not tested."""
    return paar.oordeel is None or paar.oordeel.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN


def _missing(twee: Tweejaren, paar: Jarenpaar) -> list[str]:
    if paar.categorie != TOTAAL:
        return []
    if paar.nu.midden is None and paar.toen.midden is None:
        return [] if len(twee.paren) > 1 else [f"Van {twee.gebied.naam} zijn hier geen twee cijfers om te vergelijken."]
    jaar = (paar.nu if paar.nu.midden is None else paar.toen).cijfer.sleutel.schooljaar
    return [f"Het totaal van schooljaar {jaar} kunnen we niet tonen of kennen we niet. Daarom vergelijken we dat niet."]


def _sentence(twee: Tweejaren, paar: Jarenpaar) -> str:
    """Level, change and chance of one cell."""
    begrip = words_for(twee.indicator, twee.sleutel.teleenheid)
    nu, toen = (_stand(paar, t) for t in ("nu", "toen"))
    naam = f"{_name(paar)}: " if paar.categorie != TOTAAL else ""
    if not (nu and toen):
        vroeger, later = count_text(paar.toen), count_text(paar.nu)
        oordeel = _verdict(paar) or ("" if paar.op_jongeren or paar.gemengd else chance_unknown(begrip))
        return f"{naam}in {twee.eerder} waren het er {vroeger}, in {twee.sleutel.schooljaar} {later}. {oordeel}"
    verandering = describe_change(begrip, nu, MetEerder(toen, paar.oordeel))
    if paar.gemengd or (paar.op_jongeren and paar.kans is None):
        verandering = verandering.removesuffix(chance_unknown(begrip)).strip()
    niveau = describe_level(begrip, twee.gebied.naam, nu)
    delen = [f"{naam}{niveau[0].lower()}{niveau[1:]}" if naam else niveau, verandering, _odds(paar)]
    return " ".join(filter(None, delen))


def _stand(paar: Jarenpaar, wanneer: str) -> Stand | None:
    telling = paar.nu if wanneer == "nu" else paar.toen
    is_percentage = INDICATOREN[telling.cijfer.sleutel.indicator].is_percentage
    waarde = telling.cijfer.waarde if is_percentage else telling.laag if telling.is_exact else None
    if waarde is None:
        return None
    n = telling.n if is_percentage or telling.personen else None
    cijfer = telling.cijfer
    decimalen = cijfer.gedrukte_decimalen
    return Stand(cijfer.sleutel.schooljaar, waarde, noemer=n, voorlopig=cijfer.voorlopig, decimalen=decimalen)


def _odds(paar: Jarenpaar) -> str:
    """The chance in words a reader can picture; nothing when the two are equal."""
    if paar.kans is None or paar.nu.midden == paar.toen.midden:
        return ""
    if paar.kans < 1 - NIVEAU_998:
        hoe_vaak = "in minder dan 2 van de 1.000 gevallen"
    elif paar.kans < 0.01:
        hoe_vaak = "in minder dan 1 van de 100 gevallen"
    elif paar.kans >= 0.95:
        hoe_vaak = "bijna altijd"
    else:
        hoe_vaak = f"in ongeveer {format_count(round(100 * paar.kans))} van de 100 gevallen"
    return f"Als er niets veranderd is, geeft toeval {hoe_vaak} een verschil dat minstens zo groot is."


def _verdict(paar: Jarenpaar) -> str:
    if paar.kans is None or paar.oordeel is None:
        return NOG_NIET_HEEL if paar.nu.cijfer.voorlopig else ""
    if paar.nu.midden == paar.toen.midden:
        return "Gelijk gebleven."
    if paar.oordeel.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return "Bijna nooit toeval."
    if paar.oordeel.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Lijkt {paar.oordeel.op_95}, maar kan toeval zijn."
    return "Kan toeval zijn."


def _explanation(twee: Tweejaren) -> list[str]:
    getest = [paar for paar in twee.paren if paar.kans is not None]
    delen = [how_counted(twee.indicator, twee.soort)]
    delen += [GEMENGDE_JAREN] if any(paar.gemengd for paar in twee.paren) else []
    delen += [OP_JONGEREN] if any(paar.op_jongeren and paar.kans is None for paar in twee.paren) else []
    if not getest:
        return delen
    delen.append(HOE)
    delen += [] if all(paar.met_noemer for paar in getest) else [EVENVEEL]
    if not all(paar.nu.personen for paar in getest):
        delen.append(f"{ZAKEN} {ZAKEN_STRENGER}")
    return [*delen, VEEL_GROEPEN] if len(getest) > 3 else delen


def _draw(twee: Tweejaren, voorbeeld: bool, breed: float) -> Tekening:
    percentage = twee.indicator.is_percentage
    paren = [
        Paar(
            _name(paar),
            _drawn(paar, "toen", percentage=percentage),
            _drawn(paar, "nu", percentage=percentage),
            f"{_value(paar, 'toen')} → {_value(paar, 'nu')}",
            paar.categorie == TOTAAL,
        )
        for paar in _shown(twee)
    ]
    return pairs(
        paren, (twee.eerder, twee.sleutel.schooljaar), breed, voorbeeld=voorbeeld, teken="%" if percentage else ""
    )


def _drawn(paar: Jarenpaar, wanneer: str, *, percentage: bool) -> float | None:
    telling = paar.nu if wanneer == "nu" else paar.toen
    return telling.cijfer.waarde if percentage else telling.midden


def _value(paar: Jarenpaar, wanneer: str) -> str:
    telling = paar.nu if wanneer == "nu" else paar.toen
    if telling.cijfer.waarde is not None and INDICATOREN[telling.cijfer.sleutel.indicator].is_percentage:
        return f"{format_decimal(telling.cijfer.waarde, telling.cijfer.gedrukte_decimalen)}%"
    tekst = count_text(telling)
    return tekst or ("afgeschermd" if telling.getoond.status == "onderdrukt" else "onbekend")


def _table(twee: Tweejaren, bijschrift: str) -> Tabel:
    rijen = []
    for paar in _shown(twee):
        cellen = [
            figure_cell(t.cijfer) if not t.afgeleid_van else Cel(count_text(t), getal=True)
            for t in (paar.toen, paar.nu)
        ]
        woord = "niet te vergelijken" if twee.breuk else _verdict(paar).rstrip(".")
        rijen.append(Rij(_name(paar), (*cellen, Cel(woord, getal=True)), eigen=paar.categorie == TOTAAL))
    return Tabel(("Groep", twee.eerder, twee.sleutel.schooljaar, "Verschil"), tuple(rijen), bijschrift)


def _csv_row(twee: Tweejaren, paar: Jarenpaar, wanneer: str) -> dict[str, str]:
    telling = paar.nu if wanneer == "nu" else paar.toen
    return figure_row(
        telling.getoond,
        twee.gebied,
        noemer=plain_number(telling.n if telling.midden is not None else None),
        toevalskans=plain_number(paar.kans),
        oordeel="niet te vergelijken" if twee.breuk else _verdict(paar).rstrip("."),
    )
