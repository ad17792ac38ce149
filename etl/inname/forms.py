"""Which form a file has, found in one pass over its bytes, before any parser sees it.

The pass copies the file to the private work folder and takes its fingerprint on the way, so that what is read later is
what was fingerprinted, whatever happens to the original meanwhile. A file that is no text is refused here.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from etl.meldingen import LeveringFout, Voortgang

Codering = Literal["utf-8", "windows-1252", "iso-8859-1", "utf-16"]
Regeleinde = Literal["LF", "CRLF", "gemengd"]

# No line of a delivery comes near this; a longer one is a file without line ends, or an attack on memory.
MAX_REGEL = 64 * 1024
_BLOCK = 1024 * 1024
# Takes the place of a separator in a rewritten file, and of a separator that never occurs when whole lines are read.
VELDSCHEIDER = "\x1f"
REGELWACHT = "\x01"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_C1 = frozenset(range(0x80, 0xA0))
# All that nobody can see in ASCII, but for tab, line ends, and the end-of-file mark of old exports.
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D, 0x1A})
_UNREADABLE = re.compile("[\udc80-\udcff]")
# A file is in one encoding when it has so many times more signs of it than of the other.
_FAR_MORE = 10
_DECIDED = 1000
_NOT_IN_1252 = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})


@dataclass
class Bestandsvorm:
    """What one pass over the bytes of a text file tells.

    stuurtekens: it holds characters that steer a terminal. onleesbaar: how many bytes are no UTF-8 in a file that is;
    the first stands on line `eerste_onleesbaar`. open_einde: no line end comes after the last line.
    """

    sha256: str = ""
    bytes: int = 0
    codering: Codering = "utf-8"
    bom: bool = False
    regeleinde: Regeleinde = "LF"
    aanhalingstekens: bool = False
    stuurtekens: bool = False
    onleesbaar: int = 0
    eerste_onleesbaar: int = 0
    open_einde: bool = False

    @property
    def leesklaar(self) -> bool:
        """Whether the database can read the lines as they are: UTF-8, no quotes, one kind of line end."""
        return (
            self.codering == "utf-8"
            and self.regeleinde != "gemengd"
            and not self.aanhalingstekens
            and not self.stuurtekens
            and not self.onleesbaar
        )


@dataclass
class _Scan:
    """The state of the pass: what has been seen so far, and the line that is not yet complete."""

    utf8: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("surrogateescape")
    )
    good: int = 0
    bad: int = 0
    first_bad: int = 0
    high: set[int] = field(default_factory=set)
    quotes: bool = False
    controls: bool = False
    cr: int = 0
    lf: int = 0
    crlf: int = 0
    last_is_cr: bool = False
    rest: bytes = b""
    blank: bool = True

    def take(self, block: bytes) -> None:
        """Look at one block of the file (already UTF-8 when it was UTF-16)."""
        if b"\0" in block:
            raise _binary(self.ends + _count_ends(block[: block.index(0)]) + 1)
        self._look_at_encoding(block)
        self.quotes = self.quotes or b'"' in block
        self.controls = self.controls or len(block.translate(None, _CONTROLS)) < len(block)
        self.blank = self.blank and not block.strip(b"\xef\xbb\xbf \t\r\n")
        self._count_line_ends(block)
        self._refuse_long_line(block)

    def close(self) -> None:
        """Look at what only the end can tell: a letter that was cut in two."""
        cut = len(self.utf8.getstate()[0])
        if cut and not self.good:
            self.bad += cut

    def _look_at_encoding(self, block: bytes) -> None:
        """Count the bytes that only UTF-8 has (more than one per letter) and those that it cannot have."""
        kept = len(self.utf8.getstate()[0])
        if block.isascii() and not kept:
            return
        self.high |= _C1.intersection(block)
        if self.bad > _DECIDED and self.bad > _FAR_MORE * self.good:
            return
        text = self.utf8.decode(block)
        self.good += kept + len(block) - len(self.utf8.getstate()[0]) - len(text)
        # Encoding back is quicker than searching, and fails only on what was no UTF-8.
        try:
            text.encode()
        except UnicodeEncodeError as fout:
            self.first_bad = (
                self.first_bad or self.ends + _count_ends(text[: fout.start].encode("utf-8", "replace")) + 1
            )
            self.bad += len(_UNREADABLE.findall(text))

    @property
    def ends(self) -> int:
        """How many lines have ended so far."""
        return self.cr + self.lf - self.crlf

    def _count_line_ends(self, block: bytes) -> None:
        self.lf += block.count(b"\n")
        self.crlf += self.last_is_cr and block[:1] == b"\n"
        if b"\r" in block:
            self.cr += block.count(b"\r")
            self.crlf += block.count(b"\r\n")
        self.last_is_cr = block[-1:] == b"\r"

    def _refuse_long_line(self, block: bytes) -> None:
        """Step through the text in strides of almost the longest line, instead of line by line."""
        text, start = self.rest + block, 0
        while len(text) - start > MAX_REGEL:
            stop = start + MAX_REGEL + 1
            end = max(text.rfind(b"\n", start, stop), text.rfind(b"\r", start, stop))
            if end < 0:
                raise _too_long(self.ends - _count_ends(text[start:]) + 1)
            start = end + 1
        self.rest = text[start:]

    def regeleinde(self) -> Regeleinde:
        """Which line end the file uses; CR alone counts as mixed, because it has to be rewritten too."""
        if not self.cr:
            return "LF"
        return "CRLF" if self.cr == self.lf == self.crlf else "gemengd"

    def codering(self, bom: bool) -> Codering:
        """UTF-8 when all bytes are, or nearly all; else Windows-1252, unless bytes occur that it does not have.

        Raises LeveringFout when the file is partly one and partly the other: no letter beyond ASCII would be sure.
        """
        if not self.bad or bom or self.good >= _FAR_MORE * self.bad:
            return "utf-8"
        if self.bad < _FAR_MORE * self.good:
            raise LeveringFout(
                f"Het bestand is deels UTF-8 en deels niet, voor het eerst op regel {self.first_bad}. Wat letters met "
                "accenten betekenen, is zo niet zeker.",
                "Maak de export opnieuw als CSV UTF-8. Is hij uit twee bestanden samengevoegd, laad die dan los.",
            )
        return "iso-8859-1" if self.high & _NOT_IN_1252 else "windows-1252"


def scan_text(bestand: Path, kopie: Path, voortgang: Voortgang) -> Bestandsvorm:
    """Copy a text file and say which form it has.

    Raises LeveringFout when it is empty, no text, or has a line that is too long.
    """
    vorm, scan, sha = Bestandsvorm(bytes=bestand.stat().st_size), _Scan(), hashlib.sha256()
    with bestand.open("rb") as bron, kopie.open("wb") as doel:
        begin = bron.read(4)
        vorm.bom = begin.startswith(codecs.BOM_UTF8)
        utf16 = begin.startswith(_UTF16)
        bron.seek(0)
        done = 0
        for raw, block in _blocks(bron, utf16):
            sha.update(raw)
            doel.write(block)
            if block:
                scan.take(block)
            done += len(raw)
            voortgang(done, vorm.bytes)
    scan.close()
    if scan.blank:
        raise LeveringFout("Het bestand is leeg.", "Maak de export opnieuw; er hoort een kopregel in te staan.")
    vorm.sha256 = sha.hexdigest()
    vorm.codering = "utf-16" if utf16 else scan.codering(vorm.bom)
    if vorm.codering == "utf-8":
        vorm.onleesbaar, vorm.eerste_onleesbaar = scan.bad, scan.first_bad
    vorm.open_einde = not scan.rest.endswith((b"\n", b"\r"))
    vorm.regeleinde, vorm.aanhalingstekens, vorm.stuurtekens = scan.regeleinde(), scan.quotes, scan.controls
    return vorm


def copy_file(bestand: Path, kopie: Path, voortgang: Voortgang) -> str:
    """Copy a file that is no text and give the SHA-256 of what was copied, in hexadecimal."""
    sha, done, total = hashlib.sha256(), 0, bestand.stat().st_size
    with bestand.open("rb") as bron, kopie.open("wb") as doel:
        while block := bron.read(_BLOCK):
            sha.update(block)
            doel.write(block)
            done += len(block)
            voortgang(done, total)
    return sha.hexdigest()


def fingerprint(bestand: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with bestand.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _blocks(bron: BinaryIO, utf16: bool) -> Iterator[tuple[bytes, bytes]]:
    """The file in blocks: the bytes as they stand, and the same as text in UTF-8 when they are UTF-16."""
    decoder = codecs.getincrementaldecoder("utf-16")("strict")
    try:
        while raw := bron.read(_BLOCK):
            yield raw, decoder.decode(raw).encode() if utf16 else raw
        decoder.decode(b"", final=True)
    except UnicodeError as fout:
        raise LeveringFout(
            "Het bestand begint als UTF-16 maar is het verderop niet.", "Sla het opnieuw op als CSV UTF-8."
        ) from fout


def _count_ends(text: bytes) -> int:
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


def _too_long(regel: int) -> LeveringFout:
    return LeveringFout(
        f"Regel {regel} is langer dan {MAX_REGEL // 1024} kB.",
        "Een werkproces past op een korte regel. Kijk of de regeleinden zijn weggevallen en maak de export opnieuw.",
    )


def _binary(regel: int) -> LeveringFout:
    return LeveringFout(
        f"Regel {regel} bevat een nulteken. Dit is geen gewoon tekstbestand.",
        "Open het bestand in het programma waar het uit komt en sla het op als CSV UTF-8.",
    )
