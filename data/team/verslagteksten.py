"""The versions of what a redacteur writes in a jaarverslag: who, when and what; nothing that was saved is ever lost.

They are the team's own, and no public page reads them. What is klaar goes, whole and in one go, to the folder with
texts: that is what the public site reads, and all that it reads. A file that somebody changed there by hand is a
version too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from data.publication.report_texts import MEESTE_TEKENS, VerslagtekstFout, as_file, parse_text
from data.publication.report_texts_kept import write_whole
from data.publication.toelichtingen import text_folder
from data.team.bevoegd import Bevoegd
from data.team.bewaren import change_file, read_file
from data.team.verslagplaatjes import put_with_text

UIT_DE_MAP = "bestand in de map met teksten"


class Verslagplek(NamedTuple):
    """A part of a report: of which gebied (its code and slug) and schooljaar, and the key of the part."""

    gebied: str
    slug: str
    jaar: str
    deel: str

    @property
    def map(self) -> str:
        """Where the texts of the report are, in the folder with texts."""
        return f"{self.slug}/jaarverslag-{self.jaar}"

    @property
    def plek(self) -> str:
        """Its file, in the folder with texts."""
        return f"{self.map}/{self.deel}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schrijfsel:
    """What somebody wrote. zonder: the sentences of the site that go; bedoeld: the remarks that they mean so."""

    tekst: str
    zonder: tuple[str, ...] = ()
    bedoeld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versie:
    """A version. klaar: it was put in the report. naast: somebody else was first, so that it counts for nothing yet.

    van: the number of the version that it was put back from, 0 when it was not.
    """

    nummer: int
    schrijfsel: Schrijfsel
    door: str
    op: datetime
    klaar: bool = False
    naast: bool = False
    van: int = 0


def versions(bevoegd: Bevoegd, waar: Verslagplek) -> tuple[Versie, ...]:
    """Give all versions of a part, the oldest first. GeenToegangError for another's report."""
    bevoegd.check_redactie(waar.gebied)
    return _with_folder(waar, _read(read_file(_file(waar)), waar))


def parts_with_versions(bevoegd: Bevoegd, waar: Verslagplek) -> tuple[str, ...]:
    """Give the keys of the parts of a report that have a version, or a file. waar: any part of it."""
    bevoegd.check_redactie(waar.gebied)
    map_ = (text_folder() / waar.plek).parent
    bestanden = [bestand.stem for bestand in map_.glob("*.md")] if map_.is_dir() else []
    return tuple(sorted({*read_file(_file(waar)), *bestanden}))


def latest(alle: tuple[Versie, ...]) -> Versie | None:
    """Give the version that counts."""
    return next((versie for versie in reversed(alle) if not versie.naast), None)


def save(
    bevoegd: Bevoegd, waar: Verslagplek, nieuw: Schrijfsel, door: str, basis: int, *, klaar: bool = False, van: int = 0
) -> Versie:
    """Add a version and give it. basis: the number of the version that it was made from, 0 for none.

    Where somebody else saved since, it is kept as `naast` and put nowhere. Raises VerslagtekstFout for what is too
    long. klaar: put it in the report; an empty one takes the text out.
    """
    bevoegd.check_redactie(waar.gebied)
    if len(nieuw.tekst) > MEESTE_TEKENS:
        raise VerslagtekstFout(f"De tekst is langer dan {MEESTE_TEKENS} tekens. Maak de tekst korter.")
    gemaakt: list[Versie] = []

    def with_it(inhoud: dict[str, Any]) -> dict[str, Any]:
        alle = _with_folder(waar, _read(inhoud, waar))
        laatste = latest(alle)
        naast = (laatste.nummer if laatste else 0) != basis
        op = datetime.now(UTC).replace(microsecond=0)
        versie = Versie(
            nummer=len(alle) + 1, schrijfsel=nieuw, door=door, op=op, klaar=klaar and not naast, naast=naast, van=van
        )
        if versie.klaar:
            _put(waar, nieuw)
        gemaakt.append(versie)
        return {**inhoud, waar.deel: [_to_file(v) for v in (*alle, versie)]}

    change_file(_file(waar), with_it)
    return gemaakt[0]


def _put(waar: Verslagplek, nieuw: Schrijfsel) -> None:
    """Put a text in the folder that the public site reads, or take it out where there is none."""
    bestand = text_folder() / waar.plek
    if nieuw.tekst.strip() or nieuw.zonder:
        put_with_text(waar.map, nieuw.tekst)
        write_whole(bestand, f"{as_file(nieuw.tekst, nieuw.zonder).rstrip()}\n".encode())
    else:
        bestand.unlink(missing_ok=True)


def _with_folder(waar: Verslagplek, alle: tuple[Versie, ...]) -> tuple[Versie, ...]:
    """The versions, with the file as the last where somebody else than the editor wrote it."""
    bestand = text_folder() / waar.plek
    try:
        ruw, gewijzigd = bestand.read_text("utf-8-sig"), bestand.stat().st_mtime
        gelezen = parse_text(ruw, waar.deel, waar.plek)
    except (OSError, UnicodeDecodeError):
        return alle
    except VerslagtekstFout:
        gelezen = None
    klaar = next((versie.schrijfsel for versie in reversed(alle) if versie.klaar), None)
    if klaar is not None and as_file(klaar.tekst, klaar.zonder).strip() == ruw.strip():
        return alle
    schrijfsel = Schrijfsel(tekst=gelezen.tekst, zonder=gelezen.zonder) if gelezen else Schrijfsel(tekst=ruw)
    op = datetime.fromtimestamp(int(gewijzigd), UTC)
    return (*alle, Versie(nummer=len(alle) + 1, schrijfsel=schrijfsel, door=UIT_DE_MAP, op=op, klaar=True))


def _file(waar: Verslagplek) -> str:
    return f"verslag-{waar.slug}-{waar.jaar}"


def _read(inhoud: Mapping[str, Any], waar: Verslagplek) -> tuple[Versie, ...]:
    return tuple(_from_file(versie) for versie in inhoud.get(waar.deel, ()))


def _to_file(versie: Versie) -> dict[str, Any]:
    geschreven = versie.schrijfsel
    return {
        "nummer": versie.nummer,
        "tekst": geschreven.tekst,
        "zonder": list(geschreven.zonder),
        "bedoeld": list(geschreven.bedoeld),
        "door": versie.door,
        "op": versie.op.isoformat(),
        "klaar": versie.klaar,
        "naast": versie.naast,
        "van": versie.van,
    }


def _from_file(wat: Mapping[str, Any]) -> Versie:
    return Versie(
        nummer=int(wat["nummer"]),
        schrijfsel=Schrijfsel(tekst=wat["tekst"], zonder=tuple(wat["zonder"]), bedoeld=tuple(wat["bedoeld"])),
        door=str(wat["door"]),
        op=datetime.fromisoformat(wat["op"]),
        klaar=bool(wat["klaar"]),
        naast=bool(wat["naast"]),
        van=int(wat["van"]),
    )
